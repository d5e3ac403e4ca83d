"""What everything that writes files asks of the disk: files whole or not at all, and patience with who holds one.

On Windows a file that any other program has open can be neither replaced nor deleted, and some cannot even be opened. A
virus scanner or the index of the search holds each new file for a moment; so a refusal of that kind is believed only
after a while, as SQLite does with its own files. Elsewhere nobody is in the way, and a refusal is believed at once.

``tempfile.mkstemp`` is not used: where nothing may be written it takes the refusal of Windows for a name that is taken
and tries two thousand million others.
"""

from __future__ import annotations

import ntpath
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

if TYPE_CHECKING:
    from io import BufferedReader

T = TypeVar("T")

#: Seconds until a refusal is believed, and between two tries.
PATIENCE, _PAUSE = 1.5, 0.05
#: ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION; the C library, which opens files, tells none.
_HELD = (5, 32, 33, None)
#: What is half written is called so: it does not show, and whoever comes after a crash knows it.
PREFIX, SUFFIX = ".koyradesk-", ".part"
#: For this user alone, from the first byte on.
_PRIVATE = 0o600
#: The longest path that Windows takes as people write it; from where on a file's is told in its long form, for what is
#: half written has a name of its own.
_LONGEST, _NEAR = 259, 220
#: FILE_ATTRIBUTE_OFFLINE, _RECALL_ON_OPEN, _RECALL_ON_DATA_ACCESS: what OneDrive has and this disk has not.
_AWAY = 0x1000 | 0x40000 | 0x400000
_is_windows = sys.platform == "win32"


def patiently(act: Callable[[], T]) -> T:
    """Does it; where another program holds the file, again and again for ``PATIENCE`` seconds.

    Raises:
        OSError: as ``act``.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except PermissionError as error:
            held = _is_windows and getattr(error, "winerror", None) in _HELD
            if not held or time.monotonic() >= until:
                raise
        time.sleep(_PAUSE)


def far(path: Path) -> Path:
    """A path so that the system takes it, however long: on Windows a long one in the form that has no end."""
    if not _is_windows:
        return path
    said = ntpath.abspath(path)
    if len(said) < _NEAR or said.startswith("\\\\?\\"):
        return path
    return Path("\\\\?\\UNC\\" + said[2:] if said.startswith("\\\\") else "\\\\?\\" + said)


def is_name(name: str) -> bool:
    """May a file be called so? Behind a colon Windows would hide it in another file, and say nothing."""
    return not (_is_windows and set('<>:"|?*') & set(name))


def is_too_deep(folder: Path, room: int) -> bool:
    """Will the system refuse what lies in a folder, its path up to ``room`` signs longer?"""
    return _is_windows and len(str(folder)) + room > _LONGEST


def is_away(path: Path) -> bool:
    """Is there but the name of a file, its bytes elsewhere: in OneDrive, say? False where nobody can tell."""
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _AWAY)
    except (OSError, ValueError):
        return False


def replace(path: Path, target: Path) -> None:
    """Gives a file the name ``target``, in the place of what has it."""
    patiently(lambda: path.replace(target))


def rename(path: Path, target: Path) -> None:
    """Gives a file another name. Only Windows refuses one that is taken."""
    patiently(lambda: path.rename(target))


def unlink(path: Path, *, missing_ok: bool = False) -> None:
    """Deletes a file."""
    patiently(lambda: path.unlink(missing_ok=missing_ok))


def opened(path: Path) -> BufferedReader:
    """A file, open for reading."""
    return patiently(lambda: path.open("rb"))


def read(path: Path) -> bytes:
    """All that is in a file."""
    with opened(path) as stream:
        return stream.read()


def new(folder: Path, *, prefix: str = PREFIX, suffix: str = SUFFIX) -> tuple[Path, BinaryIO]:
    """A new file of a name that nothing in the folder has, for this user alone, open for writing and reading.

    Raises:
        OSError: nothing can be written there.
    """
    path = folder / f"{prefix}{os.urandom(8).hex()}{suffix}"
    return path, patiently(lambda: open(path, "x+b", opener=lambda name, flags: os.open(name, flags, _PRIVATE)))


@contextmanager
def whole(target: Path, *, mode: int = _PRIVATE) -> Iterator[BinaryIO]:
    """What the block writes into the stream stands at ``target`` behind it, flushed to the disk and with the rights
    ``mode``. Where the block raises, or the disk refuses, what stood there is unchanged and nothing is left beside it.

    Raises:
        OSError: the disk.
    """
    path, stream = new(target.parent)
    try:
        with stream:
            yield stream
            flush(stream)
        if mode != _PRIVATE:
            path.chmod(mode)
        replace(path, target)
    except BaseException:
        with suppress(OSError):
            unlink(path)
        raise
    sync_folder(target.parent)


def flush(stream: BinaryIO) -> None:
    """Onto the disk itself."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Makes a new or renamed entry of a folder durable. Windows has no such call and journals names itself."""
    if os.name != "nt":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
