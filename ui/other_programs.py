"""Files of the records, scans and proofs, shown by the programs that this PC has for them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


@cache
def folder() -> Path:
    """Where files are put for other programs to show; it goes when this program ends."""
    made = tempfile.mkdtemp(prefix="koyradesk-")
    # What another program still holds open stays.
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def show(path: Path) -> bool:
    """Shows a file by the program that opens such files here; whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
