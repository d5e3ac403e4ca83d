"""Whether a window comes up on a virtual screen: X11, the plugins and the libraries that a person's desk has."""

from __future__ import annotations

import os
import struct
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image


def colours(framebuffer: Path) -> Image.Image:
    """What a virtual screen shows, from the XWD file in which Xvfb keeps it: 32 bits a pixel, blue first."""
    raw = framebuffer.read_bytes()
    header, width, height, row, shades = (struct.unpack(">I", raw[at : at + 4])[0] for at in (0, 16, 20, 48, 76))
    start = header + 12 * shades
    return Image.frombytes("RGB", (width, height), raw[start : start + row * height], "raw", "BGRX", row, 1)


def comes_up(program: Sequence[object], folder: Path, where: Path) -> None:
    """Starts a program in ``where``, and asserts that it shows letters and has nothing to complain of.

    Letters are smoothed, so there are many colours: an empty window has a handful. ``folder`` takes the screen's file.
    """
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-fbdir", str(folder)]
    desk = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    with subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as screen:
        assert screen.stdout is not None
        desk["DISPLAY"] = ":" + screen.stdout.readline().strip()
        command = [str(one) for one in program]
        with subprocess.Popen(command, cwd=where, env=desk, stderr=subprocess.PIPE, encoding="utf-8") as window:
            shown = None
            for _ in range(600):  # a bound for a hanging program only: usually it is a second
                shown = colours(folder / "Xvfb_screen0")
                if window.poll() is not None or len(shown.getcolors(1 << 21) or ()) > 100:
                    break
                time.sleep(0.2)
            alive = window.poll() is None
            window.terminate()
            complaints = window.communicate()[1]
        screen.terminate()
    assert (alive, complaints) == (True, "")
    assert shown is not None
    assert len(shown.getcolors(1 << 21) or ()) > 100
