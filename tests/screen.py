"""Whether a window comes up on a virtual screen: X11, the plugins and the libraries that a person's desk has."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from virtual_screen import screen


def comes_up(program: Sequence[object], folder: Path, where: Path) -> None:
    """Starts a program in ``where``, and asserts that it shows letters and has nothing to complain of.

    Letters are smoothed, so there are many colours: an empty window has a handful. ``folder`` takes the screen's file.
    """
    desk = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    with screen(folder) as shown:
        desk["DISPLAY"] = shown.display
        command = [str(one) for one in program]
        with subprocess.Popen(command, cwd=where, env=desk, stderr=subprocess.PIPE, encoding="utf-8") as window:
            picture = None
            for _ in range(600):  # a bound for a hanging program only: usually it is a second
                picture = shown.picture()
                if window.poll() is not None or shown.has_letters(picture):
                    break
                time.sleep(0.2)
            alive = window.poll() is None
            window.terminate()
            complaints = window.communicate()[1]
    assert (alive, complaints) == (True, "")
    assert picture is not None
    assert len(picture.getcolors(1 << 21) or ()) > 100
