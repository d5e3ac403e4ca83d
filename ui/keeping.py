"""What a window asks of the book about what was: the bin, the history of a field, what a crash left, backups.

Jobs for the worker's thread; nothing here touches a widget. The rooms of the core are imported where they are first
used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from koyradesk.model import Ref

if TYPE_CHECKING:
    from koyradesk.bin import Binned
    from koyradesk.differences import Piece
    from koyradesk.history import Entry
    from koyradesk.recovery import Recovered
    from ui.book import Book

#: So many equal words are shown on each side of a change.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Told:
    """One change of a field, with what differs in it, word by word."""

    entry: Entry
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """The history of a field, newest first. ``fixed``: its meeting is signed, and nothing can be put back."""

    ref: Ref
    now: str
    told: tuple[Told, ...]
    fixed: bool


class Keeping:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def recover(self) -> tuple[Recovered, ...]:
        """Brings back what was being typed when the program ended."""
        from koyradesk import recovery

        return recovery.recover(self._book.store, by=self._book.by)

    def seen(self, recovered: Sequence[Recovered]) -> None:
        """The user has seen texts that could not go back into their fields."""
        from koyradesk import recovery

        recovery.seen(self._book.store, recovered)

    def bin(self) -> tuple[Binned, ...]:
        """What was taken out, newest first."""
        from koyradesk import bin as bins

        return bins.listing(self._book.store)

    def take_out(self, record: str) -> tuple[Binned, ...]:
        """Takes something out of the bin; what is left in it."""
        from koyradesk import bin as bins

        self._book.wrote(bins.take_out(self._book.store, record, by=self._book.by).kinds)
        return self.bin()

    def history(self, ref: Ref, *, fixed: bool) -> Past:
        """Who changed a field, when, and what."""
        from koyradesk import history
        from koyradesk.differences import difference

        entries = history.of_field(self._book.store, ref)
        told = tuple(Told(one, difference(one.old, one.new, around=_AROUND)) for one in entries)
        return Past(ref, entries[0].new if entries else "", told, fixed)

    def back_up_to(self, folder: Path, step: Callable[[int, int], None]) -> Path:
        """Makes a backup with everything in it into a folder, a stick say."""
        return self._book.store.backup(folder, step)

    def call(self, name: str) -> str:
        """Who sits at the desk from now on; "" for whom the system knows."""
        from koyradesk.store import place

        self._book.by = name or place.person()
        return self._book.by
