"""A screen of 1366x768 that nobody sees: X11 in memory, and what stands on it."""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL import Image


class Screen(NamedTuple):
    """``display`` is its name for DISPLAY, ``file`` what is on it, as XWD: 32 bits a pixel, blue first."""

    display: str
    file: Path

    def picture(self) -> Image.Image:
        """What it shows now."""
        from PIL import Image

        raw = self.file.read_bytes()
        header, width, height, row, shades = (struct.unpack(">I", raw[at : at + 4])[0] for at in (0, 16, 20, 48, 76))
        start = header + 12 * shades
        return Image.frombytes("RGB", (width, height), raw[start : start + row * height], "raw", "BGRX", row, 1)

    @staticmethod
    def has_letters(picture: Image.Image) -> bool:
        """Are letters on it? They are smoothed, so there are many colours: an empty desk has a handful."""
        return len(picture.getcolors(1 << 21) or ()) > 100

    def press(self, keys: str) -> None:
        """Presses keys together, as xdotool names them ("ctrl+o")."""
        subprocess.run(["xdotool", "key", keys], env=os.environ | {"DISPLAY": self.display}, check=True)


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """The screen while it is there; ``folder`` takes its file."""
    server = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-fbdir", str(folder)]
    with subprocess.Popen(server, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield Screen(":" + process.stdout.readline().strip(), folder / "Xvfb_screen0")
        finally:
            process.terminate()
