"""Which sticks are in this PC, as the system tells it. Asked every few seconds: it opens nothing on them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStorageInfo

#: Where desktops on Linux put what is plugged in.
_MEDIA = ("/media/", "/run/media/")
#: What Windows calls a drive that can be taken out.
_REMOVABLE = 2


class Drive(NamedTuple):
    """A stick: where its files are, what people call it."""

    path: Path
    name: str


def inserted() -> tuple[Drive, ...]:
    """The sticks that can be written on now."""
    found = []
    for one in QStorageInfo.mountedVolumes():
        if one.isValid() and one.isReady() and not one.isReadOnly() and _is_stick(one.rootPath()):
            path = Path(one.rootPath())
            found.append(Drive(path, one.name() or path.name or one.displayName()))
    return tuple(sorted(found))


def _is_stick(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root.replace("/", "\\"))) == _REMOVABLE
    return root.startswith(_MEDIA)
