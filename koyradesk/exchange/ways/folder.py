"""A folder as a way: on a stick, a disk, or a share of the LAN.

A file comes under its name only when it lies there whole: written beside it, flushed, read back through a fresh handle
and compared, then renamed. Nothing is ever written over, and nothing of others is touched.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from koyradesk import disk
from koyradesk.exchange.shapes import receipt
from koyradesk.exchange.ways import staging
from koyradesk.exchange.ways.answers import kb
from koyradesk.exchange.ways.shapes import Configured, Kind, Receipt, Refused, Unreachable, Watch
from koyradesk.i18n import N_

#: Where our files lie, so that those of others stay apart.
NAME = "KOYRADESK"
#: Lies there from the first try on: where a share hangs in that is away, there is a folder all the same, an empty one.
MARKER = "this-folder.txt"
#: The setting of a way that says that the marker was seen there.
MARKED = "marked"
_MARKER = (
    "এই ফোল্ডারে কয়রাডেস্ক অন্য কার্যালয়ের জন্য ফাইল রাখে এবং তাদের ফাইল এখান থেকে নেয়; এই ফাইলটি মুছবেন না।\r\n"
    "In this folder Koyradesk lays files for other offices and takes theirs; do not delete this file.\r\n"
)
_BLOCK = 1 << 18
#: Room that is left over: the folder itself wants some.
_SPARE = 1 << 16
#: More files of ours than that no folder has; who lays a million there does not stop us.
_MOST = 5_000
#: Seconds after which what is half written was left by a crash, on the clock of the folder itself.
_STALE = 2 * 86_400
_LONGEST_PATH = 259
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FORBIDDEN = {errno.EACCES, errno.EPERM}

#: What was read (into which folder, path, size, time): who looks every quarter of an hour need not read it all again.
_READ: set[tuple[str, str, int, int]] = set()


class Folder:
    """The way of kind "folder": the setting ``path`` says where."""

    kind: Kind = "folder"

    def __init__(self, configured: Configured, secret: str = "") -> None:  # noqa: ARG002
        self.name = configured.name
        said = str(configured.settings.get("path") or configured.settings.get("url") or "").strip()
        if not said or "\0" in said:
            raise Refused(N_("The way names no folder. Choose the folder or the stick that the files go to."))
        self.path = Path(said).expanduser()
        if not self.path.is_absolute():
            raise Refused(N_("“{path}” is not a whole path. Choose the folder again."), path=said)
        self._marked = bool(configured.settings.get(MARKED))
        self._read = _READ

    @classmethod
    def at(cls, path: Path) -> Self:
        """A folder, or a stick, at which somebody points now: what was read from it before is read again."""
        made = cls(Configured("", "folder", "", {"path": str(path)}))
        made._read = set()
        return made

    def put(self, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:  # noqa: ARG002
        """See ``Sends.put``. ``sent`` is 0 where the very file lies there already."""
        size = bundle.stat().st_size
        with self._words(size):
            self._refuse_missing()
            target = self.path / NAME
            target.mkdir(exist_ok=True)
            wanted = _digest(bundle)
            for place in self._places(target, bundle.name):
                if not place.exists():
                    break
                if place.stat().st_size == size and _digest(place) == wanted:
                    watch(size, size)
                    return Receipt(str(place), 0, size)
            if sys.platform == "win32" and len(str(place)) > _LONGEST_PATH:
                raise Refused(N_("The path {path} is too long for this system. Choose a folder higher up."), path=place)
            free = shutil.disk_usage(target).free
            if free < size + _SPARE:
                raise Refused(
                    N_("There is too little room in {path}: {size} kB are needed, {free} kB are free. Make room."),
                    path=self.path,
                    size=kb(size),
                    free=kb(free),
                )
            self._write(bundle, place, wanted, watch)
            return Receipt(str(place), size, size)

    def fetch(self, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
        """See ``Fetches.fetch``. Files are copied first, for a stick may be pulled out at any moment."""
        with self._words():
            self._refuse_missing()
            found = [
                path
                for folder in (self.path / NAME, self.path)
                for path in self._listed(folder)
                if staging.is_for(path.name, to)
            ]
        problem: Unreachable | Refused | None = None
        for path in found:
            try:
                with self._words():
                    state = _state(path)
                    if state is None or (str(into), *state) in self._read:
                        continue
                    staged = staging.lay(blocks(path), into, known)
            except (Unreachable, Refused) as error:
                # One bad file keeps no other one from being read.
                problem = error
                continue
            if staged is not None:
                yield staged
            self._read.add((str(into), *state))
        if problem is not None:
            raise problem

    def probe(self) -> None:
        """Writes a small file there and takes it away; lays the marker, by which the folder is known again."""
        with self._words():
            self._refuse_missing()
            (self.path / NAME).mkdir(exist_ok=True)
            part, stream = disk.new(self.path / NAME)
            try:
                with stream:
                    stream.write(b"koyradesk")
                    disk.flush(stream)
            finally:
                disk.unlink(part, missing_ok=True)
            self._mark()

    def learned(self) -> Mapping[str, Any]:
        """See ``Learns.learned``: that the marker lies there."""
        with suppress(OSError):
            if (self.path / NAME / MARKER).is_file():
                return {MARKED: True}
        return {}

    def _mark(self) -> None:
        with suppress(FileExistsError), (self.path / NAME / MARKER).open("xb") as stream:
            stream.write(_MARKER.encode())
            disk.flush(stream)

    def clear(self, *, id: str, office: str, to: str) -> None:
        """Takes away what its receiver acknowledged: a file of that name whose bytes are that bundle."""
        with self._words():
            self._refuse_missing()
            for path in self._listed(self.path / NAME):
                ours = path.name.startswith((f"{office}-{to}-", f"{office}-all-"))
                if ours and staging.receipt_of(path.name) == receipt(id):
                    disk.unlink(path, missing_ok=True)

    def _refuse_missing(self) -> None:
        if not self.path.is_dir():
            raise self._away()
        if self._marked and not (self.path / NAME / MARKER).is_file():
            raise Unreachable(
                N_(
                    "{path} is not the folder that was set up: the file {marker} in it is gone. Is the computer off "
                    "that has it? Switch it on; if this is the right folder all the same, set the way up once more."
                ),
                path=self.path,
                marker=f"{NAME}/{MARKER}",
            )

    def _away(self) -> Unreachable:
        return Unreachable(
            N_("{path} is not there now. Put the stick in, or switch the computer on that has the folder."),
            path=self.path,
        )

    def _listed(self, folder: Path) -> list[Path]:
        """The bundles in a folder, none where there is no such folder."""
        found: list[Path] = []
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if staging.is_bundle(entry.name):
                    found.append(Path(entry.path))
                    if len(found) >= _MOST:
                        break
        return sorted(found)

    def _places(self, folder: Path, name: str) -> Iterator[Path]:
        """The name of the file, then others, for one that is taken by something else."""
        yield folder / name
        stem, dot, end = name.partition(".")
        for number in range(2, 100):
            yield folder / f"{stem}.{number}{dot}{end}"

    def _write(self, bundle: Path, place: Path, wanted: str, watch: Watch) -> None:
        part, stream = disk.new(place.parent)
        done, size = 0, bundle.stat().st_size
        try:
            with stream:
                for block in blocks(bundle):
                    stream.write(block)
                    done += len(block)
                    # All of it is told only when it lies there.
                    watch(min(done, size - 1), size)
                disk.flush(stream)
                now = os.fstat(stream.fileno()).st_mtime
                _forget_pages(stream.fileno())
            if _digest(part) != wanted:
                raise Refused(
                    N_("What was written to {path} reads back differently. Do not use this stick; take another."),
                    path=self.path,
                )
            _rename(part, place)
            with suppress(OSError):
                disk.sync_folder(place.parent)
            if _digest(place) != wanted:
                raise self._away()
            watch(size, size)
        finally:
            with suppress(OSError):
                disk.unlink(part, missing_ok=True)
        for left in place.parent.glob(f"{disk.PREFIX}*{disk.SUFFIX}"):
            with suppress(OSError):
                if left.stat().st_mtime < now - _STALE:
                    disk.unlink(left)

    @contextmanager
    def _words(self, size: int = 0) -> Iterator[None]:
        """What the system says of the folder, in words."""
        try:
            yield
        except OSError as error:
            if error.errno == errno.EROFS:
                raise Refused(
                    N_("{path} can only be read. Move the lock of the stick, or choose another."), path=self.path
                ) from error
            if error.errno in _FORBIDDEN:
                raise Refused(
                    N_("{path} may not be written or read. Ask whoever keeps it for the right to it."), path=self.path
                ) from error
            if error.errno in _FULL:
                raise Refused(
                    N_("There is no room left in {path}. Make room, or take another stick."), path=self.path
                ) from error
            if error.errno == errno.EFBIG:
                raise Refused(
                    N_("{path} takes no file of {size} kB (FAT takes at most 4 GB). Take a stick with exFAT or NTFS."),
                    path=self.path,
                    size=kb(size),
                ) from error
            # Pulled out, switched off, a share that answers no more: it comes back.
            raise self._away() from error


def _state(path: Path) -> tuple[str, int, int] | None:
    """What tells one state of a file from another; None for what is no file of its own."""
    found = path.lstat()
    return (str(path), found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a file of others, as they come."""
    # Whatever was put in its place since it was looked at: no link is followed, no pipe waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(disk.patiently(lambda: os.open(path, flags)), "rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    for block in blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _rename(part: Path, place: Path) -> None:
    """Gives a file its name and writes over nothing. Windows refuses by itself; elsewhere a link does, where the file
    system knows links (FAT does not)."""
    if sys.platform != "win32":
        try:
            os.link(part, place)
        except FileExistsError:
            if _digest(place) != _digest(part):
                raise
            return
        except OSError:
            if place.exists():
                raise
        else:
            return
    try:
        disk.rename(part, place)
    except FileExistsError:
        # Another PC was quicker with the very same.
        if _digest(place) != _digest(part):
            raise


def _forget_pages(number: int) -> None:
    """So that reading back asks the stick and not the memory of this PC."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
