"""Carrying a bundle to a server that keeps objects by name, and fetching those that lie there: one way for all of them.

A line may be cut at any moment and as often as it likes. Sending halves the pieces until they pass, fetching goes on in
the middle of one; both stop only when nothing gets through any more. Nothing is remembered here of what was sent: what
lies there is looked at, each time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol, TypeVar

from koyradesk import files
from koyradesk.exchange.ways import pieces
from koyradesk.exchange.ways.pieces import Entry, Index, Piece
from koyradesk.exchange.ways.shapes import Receipt, Refused, Unreachable, Watch
from koyradesk.i18n import N_

_T = TypeVar("_T")
#: The first piece; twice as long with each that went fast, half as long with each that did not pass.
_FIRST = 1 << 17
#: Seconds that a piece may take before the next is longer, and before the next is shorter.
_FAST, _SLOW = 10.0, 60.0
#: How often in a row a line may be cut without anything having passed.
_CUTS = 4
_PAUSE = 0.05
#: How often what lies there may differ from what was sent.
_ROUNDS = 3
#: Bytes left free on the disk when a bundle is fetched.
_SPARE = 16 << 20
#: Bundles of one office that are looked at in one go.
_LISTED = 10_000
_AGE = b"age-encryption.org/"
_BLOCK = 1 << 20


class CutError(Unreachable):
    """The line was there and broke: worth another try at once."""


class Listing(NamedTuple):
    """What lies in a folder of a server; empty where there is no such folder."""

    files: Mapping[str, Entry]
    folders: frozenset[str]


class Objects(Protocol):
    """A server that keeps objects by name. Paths are relative to the way's own folder on it.

    All of it raises ``Refused`` or ``Unreachable``, and ``CutError`` where the line broke in the middle.
    """

    host: str

    def folder(self, path: str) -> Listing:
        """What lies in a folder."""
        ...

    def get(self, path: str, start: int, most: int) -> Iterator[bytes]:
        """The bytes of an object from ``start``, as they come, at most ``most``; FileNotFoundError: there is none."""
        ...

    def stat(self, path: str) -> Entry | None:
        """What the server says of one object; None where there is none."""
        ...

    def remove(self, path: str) -> None:
        """Takes an object away, or a folder with what is in it where folders are made; nothing where there is none."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Puts an object under its name, whatever lay there."""
        ...

    def ready(self, path: str) -> None:
        """Makes a folder, where folders have to be made."""
        ...


def upload(objects: Objects, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:
    """See ``Way.put``."""
    try:
        with bundle.open("rb") as stream:
            upload = _Upload(objects, stream, id, office, to, watch)
            try:
                return upload.run()
            except (Unreachable, Refused) as error:
                error.sent = upload.sent
                raise
    except OSError as error:
        raise files.trouble(error, bundle) from error


class _Upload:
    def __init__(self, objects: Objects, stream: BinaryIO, id: str, office: str, to: str, watch: Watch) -> None:
        self._objects, self._stream, self._watch = objects, stream, watch
        self._folder, self._index = pieces.folder(to, office, id), pieces.index_path(to, office, id)
        self._size = os.fstat(stream.fileno()).st_size
        if not 0 < self._size <= pieces.LARGEST:
            raise Refused(
                N_("The bundle has {size} MB: at most {limit} MB can be sent this way. Send it on a stick."),
                size=self._size >> 20,
                limit=pieces.LARGEST >> 20,
            )
        self.sent = 0
        self._length = self._longest = _FIRST
        self._longest = pieces.MOST

    def run(self) -> Receipt:
        whole = self._whole()
        known = self._known(whole)
        self._watch(0, self._size)
        for _ in range(_ROUNDS):
            there = self._there(known)
            if not there:
                self._objects.ready(self._folder)
            planned, missing = self._plan(there, known)
            if known is not None and not missing and known.pieces == tuple(planned):
                self._watch(self._size, self._size)
                return Receipt(f"{self._objects.host}/{self._index}", self.sent, self._size)
            if missing or not planned:
                planned = self._lay(there, known)
            if self._lie(planned):
                self._conclude(Index(self._size, whole, tuple(planned)))
                return Receipt(f"{self._objects.host}/{self._index}", self.sent, self._size)
        raise Unreachable(
            N_("{host} did not keep what was sent to it. It is tried again later by itself."), host=self._objects.host
        )

    def _there(self, known: Index | None) -> Mapping[str, Entry]:
        """What lies there of the bundle; asked for one by one where the line is too short for the list of all."""
        try:
            return listed(self._objects, self._folder).files
        except CutError:
            found: dict[str, Entry] = {}
        at = number = 0
        while at < self._size and number < pieces.COUNT:
            planned = [known.pieces[number]] if known else pieces.possible(number, at, self._size, self._bytes)
            entries = ((one, stated(self._objects, f"{self._folder}/{one.name}")) for one in planned)
            one, entry = next(((one, entry) for one, entry in entries if entry is not None), (None, None))
            if one is not None and entry is not None:
                found[one.name] = entry
            elif known is None:
                break
            at += (one or planned[0]).size
            number += 1
        return found

    def _whole(self) -> str:
        self._stream.seek(0)
        digest = hashlib.sha256()
        while block := self._stream.read(_BLOCK):
            digest.update(block)
        return digest.hexdigest()

    def _bytes(self, at: int, length: int) -> bytes:
        self._stream.seek(at)
        return self._stream.read(length)

    def _known(self, whole: str) -> Index | None:
        """The index that lies there, where it is one of this very file."""
        try:
            found = pieces.read(got(self._objects, self._index, pieces.INDEX + 1))
        except (FileNotFoundError, pieces.BadIndexError):
            return None
        return found if (found.size, found.sha256) == (self._size, whole) else None

    def _begun(
        self, number: int, at: int, there: Mapping[str, Entry], known: Index | None
    ) -> tuple[Piece, bool] | None:
        """The piece to stand at ``at`` that was chosen before, and whether it lies there."""
        if known is not None:
            one = known.pieces[number] if number < len(known.pieces) else None
            data = self._bytes(at, one.size) if one else b""
            if one and one.holds(data):
                return one, one.name in there and there[one.name].agrees(data)
        return pieces.lies(number, at, self._size, there, self._bytes)

    def _plan(self, there: Mapping[str, Entry], known: Index | None) -> tuple[list[Piece], bool]:
        """The pieces that were chosen before, and whether any of the bundle is missing."""
        planned: list[Piece] = []
        at, missing = 0, False
        while at < self._size and len(planned) < pieces.COUNT:
            begun = self._begun(len(planned), at, there, known)
            if begun is None:
                return planned, True
            planned.append(begun[0])
            missing = missing or not begun[1]
            at += begun[0].size
        return planned, missing or at < self._size

    def _lay(self, there: Mapping[str, Entry], known: Index | None) -> list[Piece]:
        """Puts every piece that does not lie there."""
        laid: list[Piece] = []
        at = cuts = 0
        again = False
        while at < self._size:
            number = len(laid)
            begun = self._begun(number, at, there, known)
            if begun is not None and (begun[1] or begun[0].size <= self._longest):
                one, lies = begun
            else:
                length = max(self._length, pieces.least(number, self._size - at))
                one, lies = pieces.piece(number, self._bytes(at, min(length, self._size - at))), False
            if not lies:
                began = time.monotonic()
                try:
                    self._objects.put(f"{self._folder}/{one.name}", self._bytes(at, one.size))
                except CutError:
                    cuts += 1
                    # Once more as it was, for the line may have been worn out by what went before; then shorter.
                    if cuts >= _CUTS and self._length == pieces.LEAST:
                        raise
                    # Who has not noticed yet that the line broke still holds on to what came before.
                    time.sleep(_PAUSE * cuts)
                    if again:
                        self._length = max(pieces.LEAST, min(self._length, one.size, _power(one.size)) // 2)
                        self._longest = self._length
                    again = not again
                    continue
                self.sent += one.size
                self._tune(time.monotonic() - began)
                cuts, again = 0, False
            laid.append(one)
            at += one.size
            self._watch(at, self._size)
        return laid

    def _tune(self, seconds: float) -> None:
        if seconds < _FAST:
            self._length = min(self._longest, self._length * 2)
        elif seconds > _SLOW:
            self._length = max(pieces.LEAST, self._length // 2)

    def _lie(self, planned: list[Piece]) -> bool:
        """Reads back what lies there now."""
        try:
            there = listed(self._objects, self._folder).files
        except CutError:
            asked = {one.name: stated(self._objects, f"{self._folder}/{one.name}") for one in planned}
            there = {name: entry for name, entry in asked.items() if entry is not None}
        at = 0
        for one in planned:
            entry = there.get(one.name)
            if entry is None or not entry.agrees(self._bytes(at, one.size) if entry.md5 else bytes(one.size)):
                return False
            at += one.size
        return at == self._size

    def _conclude(self, index: Index) -> None:
        """Puts the index, the last of all, and reads it back."""
        data = pieces.written(index)
        for left in reversed(range(_CUTS)):
            try:
                self._objects.put(self._index, data)
                if got(self._objects, self._index, len(data) + 1) == data:
                    return
            except (CutError, FileNotFoundError):
                if not left:
                    raise
        raise Unreachable(
            N_("{host} did not keep what was sent to it. It is tried again later by itself."), host=self._objects.host
        )


def _power(size: int) -> int:
    """The least power of two that is not below ``size``."""
    return 1 << (size - 1).bit_length()


def listed(objects: Objects, folder: str) -> Listing:
    """What lies in a folder, though the line is worn out by what went before."""
    return _tried(lambda: objects.folder(folder))


def stated(objects: Objects, path: str) -> Entry | None:
    """What is said of one object, likewise."""
    return _tried(lambda: objects.stat(path))


def _tried(act: Callable[[], _T]) -> _T:
    for _ in range(_CUTS - 1):
        try:
            return act()
        except CutError:
            time.sleep(_PAUSE)
    return act()


def clear(objects: Objects, *, id: str, office: str, to: str, whole: bool) -> None:
    """Takes a bundle away: first its index, so that nobody begins to fetch it; ``whole`` folders go at once."""
    _tried(lambda: objects.remove(pieces.index_path(to, office, id)))
    folder = pieces.folder(to, office, id)
    if whole:
        _tried(lambda: objects.remove(f"{folder}/"))
        return
    for name in listed(objects, folder).files:
        _tried(partial(objects.remove, f"{folder}/{name}"))


def got(objects: Objects, path: str, most: int) -> bytes:
    """The first bytes of an object, at most ``most``, however often the line is cut.

    Raises:
        FileNotFoundError: there is none.
        Refused, Unreachable: it cannot be had.
    """
    data = bytearray()
    cuts = 0
    while True:
        before = len(data)
        try:
            for block in objects.get(path, before, most - before):
                data += block
                if len(data) >= most:
                    return bytes(data[:most])
            return bytes(data)
        except CutError:
            cuts = 0 if len(data) > before else cuts + 1
            if cuts >= _CUTS:
                raise


def download(objects: Objects, to: str, into: Path, *, known: Callable[[str], bool]) -> Iterator[Path]:
    """See ``Way.fetch``. A bundle that is not whole, or none, keeps no other from being fetched; it is told of last."""
    trouble: Unreachable | Refused | None = None
    for office in sorted(one for one in listed(objects, to).folders if pieces.is_office(one)):
        names = sorted(listed(objects, f"{to}/{office}").files)
        wanted = [bundle for bundle in map(pieces.bundle_of, names) if bundle is not None and not known(bundle)]
        for bundle in wanted[:_LISTED]:
            try:
                yield _fetched(objects, to, office, bundle, into)
            except pieces.BadIndexError as error:
                trouble = trouble or Refused(error.sentence, **error.parts)
            except (FileNotFoundError, _NotWholeError):
                trouble = trouble or Unreachable(
                    N_("A bundle on {host} is not whole yet. It is fetched as soon as it is."), host=objects.host
                )
    if trouble is not None:
        raise trouble


class _NotWholeError(Exception):
    """A piece is missing or is not what its name says."""


def _fetched(objects: Objects, to: str, office: str, bundle: str, into: Path) -> Path:
    index = pieces.read(got(objects, pieces.index_path(to, office, bundle), pieces.INDEX + 1))
    part = into / f".{bundle}.part"
    try:
        into.mkdir(parents=True, exist_ok=True)
        _room(into, index.size)
        # What was fetched before a cut is kept, and known again by its hashes.
        with part.open("r+b" if part.exists() else "w+b") as stream:
            head = _assemble(objects, f"{pieces.folder(to, office, bundle)}/", index, stream)
        whole = into / f"{bundle}.koyra{'.age' if head.startswith(_AGE) else ''}"
        part.replace(whole)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise files.trouble(error, part) from error
    return whole


def _room(into: Path, size: int) -> None:
    if shutil.disk_usage(into).free < size + _SPARE:
        raise Refused(
            N_("A bundle of {size} MB lies ready, but the disk is full. Make room on the disk and fetch again."),
            size=(size >> 20) + 1,
        )


def _assemble(objects: Objects, folder: str, index: Index, stream: BinaryIO) -> bytes:
    """Puts the pieces together in ``stream``; the first bytes of them. Each is verified by its name, then the whole."""
    digest, head, fresh = hashlib.sha256(), b"", False
    for one in index.pieces:
        data = b"" if fresh else stream.read(one.size)
        if not one.holds(data):
            if not fresh:
                stream.seek(-len(data), os.SEEK_CUR)
                stream.truncate()
                fresh = True
            data = got(objects, folder + one.name, one.size + 1)
            if not one.holds(data):
                raise _NotWholeError
            stream.write(data)
        digest.update(data)
        head = head or data[: len(_AGE)]
    stream.truncate()
    stream.flush()
    os.fsync(stream.fileno())
    if digest.hexdigest() != index.sha256:
        with suppress(OSError):
            stream.seek(0)
            stream.truncate()
        raise _NotWholeError
    return head
