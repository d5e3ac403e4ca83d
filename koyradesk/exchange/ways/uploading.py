"""Putting a bundle on a server, over any line that lets anything through.

A line may be cut at any moment and as often as it likes: pieces are halved until they pass. Nothing is remembered here
of what was sent; what lies there is looked at, each time.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path

from koyradesk import disk, files
from koyradesk.exchange.ways import pieces
from koyradesk.exchange.ways.objects import CUTS, PAUSE, CutError, Objects, got, listed, stated
from koyradesk.exchange.ways.pieces import Entry, Index, Piece
from koyradesk.exchange.ways.shapes import Receipt, Refused, Unreachable, Watch
from koyradesk.i18n import N_

#: The first piece; twice as long with each that went fast, half as long with each that did not pass.
_FIRST = 1 << 17
#: Seconds that a piece may take before the next is longer, and before the next is shorter.
_FAST, _SLOW = 10.0, 60.0
#: How often what lies there may differ from what was sent.
_ROUNDS = 3


def upload(objects: Objects, bundle: Path, *, id: str, office: str, to: str, watch: Watch) -> Receipt:
    """See ``Sends.put``."""
    try:
        with disk.opened(bundle) as stream:
            begun = _Upload(objects, stream, id, office, to, watch)
            try:
                return begun.run()
            except (Unreachable, Refused) as error:
                error.sent = begun.sent
                raise
    except OSError as error:
        raise files.trouble(error, bundle) from error


class _Upload:
    def __init__(self, objects: Objects, stream: BufferedReader, id: str, office: str, to: str, watch: Watch) -> None:
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
        self._length, self._longest = _FIRST, pieces.MOST

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
        raise self._not_kept()

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
        return hashlib.file_digest(self._stream, "sha256").hexdigest()

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
                    if cuts >= CUTS and self._length == pieces.LEAST:
                        raise
                    # Who has not noticed yet that the line broke still holds on to what came before.
                    time.sleep(PAUSE * cuts)
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
        for left in reversed(range(CUTS)):
            try:
                self._objects.put(self._index, data)
                if got(self._objects, self._index, len(data) + 1) == data:
                    return
            except (CutError, FileNotFoundError):
                if not left:
                    raise
        raise self._not_kept()

    def _not_kept(self) -> Unreachable:
        return Unreachable(
            N_("{host} did not keep what was sent to it. It is tried again later by itself."), host=self._objects.host
        )


def _power(size: int) -> int:
    """The least power of two that is not below ``size``."""
    return 1 << (size - 1).bit_length()
