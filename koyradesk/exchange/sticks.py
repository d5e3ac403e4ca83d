"""Which removable drives are there now, and the files for us that lie on them. Cheap enough to be asked every second.

Nothing on a drive is opened; only names are looked at.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_MOUNTS = Path("/proc/self/mounts")
#: Where desktops on Linux put what is plugged in.
_MEDIA = ("/media/", "/run/media/")
#: GetDriveTypeW: can be taken out. GetVolumeInformationW: can only be read.
_REMOVABLE, _READ_ONLY = 2, 0x00080000
#: SEM_FAILCRITICALERRORS: a card reader without a card must not bring up a window of the system.
_QUIET = 0x0001
_LETTERS = 26
_LONGEST = 261


@dataclass(frozen=True, slots=True)
class Stick:
    """A drive that can be taken out: where it is, what people call it, bytes free; ``files`` are bundles for us,
    ``updates`` what is called a new version of the program."""

    path: Path
    name: str
    free: int
    readonly: bool
    files: tuple[Path, ...] = ()
    updates: tuple[Path, ...] = ()


def there(office: str = "", *, mounts: Path = _MOUNTS, kernel: Any = None) -> tuple[Stick, ...]:
    """The sticks that are there now, by their paths. Without ``office`` the files of all offices are told.

    ``mounts`` and ``kernel`` stand for what the system says (Linux, Windows).
    """
    windows = kernel is not None or sys.platform == "win32"
    found = _of_windows(kernel) if windows else _of_linux(mounts)
    sticks = []
    for path, name, readonly in found:
        with suppress(OSError):
            # One that was pulled out just now is not there.
            sticks.append(at(path, office, name=name, readonly=readonly))
    return tuple(sorted(sticks, key=lambda one: one.path))


def at(path: Path, office: str = "", *, name: str = "", readonly: bool = False) -> Stick:
    """What lies in a folder, as on a stick.

    Raises:
        OSError: it is not there.
    """
    # Whoever never puts in a stick does without all that this brings with it.
    from koyradesk.exchange.ways.folder import NAME
    from koyradesk.updates import places

    folders = (path / NAME, path)
    free = shutil.disk_usage(path).free
    return Stick(path, name or path.name, free, readonly, _bundles(folders, office), places.within(folders))


def _bundles(folders: Iterable[Path], office: str) -> tuple[Path, ...]:
    from koyradesk.exchange.ways import staging

    found = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                fitting = staging.is_for(entry.name, office) if office else staging.is_bundle(entry.name)
                if fitting and entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path))
    return tuple(sorted(found))


def _of_linux(mounts: Path) -> Iterable[tuple[Path, str, bool]]:
    try:
        lines = mounts.read_bytes().splitlines()
    except OSError:
        return
    seen = set()
    for line in lines:
        parts = line.split(b" ")
        if len(parts) < 4:
            continue
        # The kernel writes blanks and the like in octal.
        raw = re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8) & 255]), parts[1])
        where = os.fsdecode(raw)
        if where.startswith(_MEDIA) and where not in seen:
            seen.add(where)
            yield Path(where), Path(where).name, b"ro" in parts[3].split(b",")


def _of_windows(kernel: Any) -> Iterable[tuple[Path, str, bool]]:
    import ctypes

    kernel = kernel or ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    before = kernel.SetErrorMode(_QUIET)
    try:
        letters = int(kernel.GetLogicalDrives())
        for at in range(_LETTERS):
            root = f"{chr(ord('A') + at)}:\\"
            # Floppies answer by rattling.
            if at < 2 or not letters >> at & 1 or int(kernel.GetDriveTypeW(root)) != _REMOVABLE:
                continue
            label = ctypes.create_unicode_buffer(_LONGEST)
            flags = ctypes.c_uint32(0)
            if not kernel.GetVolumeInformationW(root, label, _LONGEST, None, None, ctypes.byref(flags), None, 0):
                # A reader without a card.
                continue
            name = f"{label.value} ({root[:2]})" if label.value else root[:2]
            yield Path(root), name, bool(flags.value & _READ_ONLY)
    finally:
        kernel.SetErrorMode(before)
