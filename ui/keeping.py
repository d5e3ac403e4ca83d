"""What a window asks of the book about what was: the bin, the history of a field, what a crash left, backups.

Jobs for the worker's thread; nothing here touches a widget. The rooms of the core are imported where they are first
used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from koyradesk.model import Ref

if TYPE_CHECKING:
    from koyradesk.bin import Binned
    from koyradesk.conflicts import Conflict
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
class Rival:
    """One of the values of a field that stand against each other, and how it differs from the one on the paper."""

    value: Any
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """The history of a field, newest first. ``fixed``: its meeting is signed, and nothing can be put back.

    ``rivals`` are the texts that stand against each other now.
    """

    ref: Ref
    now: str
    told: tuple[Told, ...]
    fixed: bool
    rivals: tuple[Rival, ...] = ()


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

    def conflicts(self, meeting: str) -> tuple[Conflict, ...]:
        """The fields of a meeting in which several texts stand against each other."""
        from koyradesk import conflicts

        return conflicts.of_meeting(self._book.store, meeting)

    def settle(self, meeting: str, ref: Ref, value: Any) -> None:
        """Lets one of the texts of a field stand alone."""
        from koyradesk import conflicts

        self._book.wrote(conflicts.settle(self._book.store, meeting, ref, value, by=self._book.by).kinds)

    def history(self, ref: Ref, *, fixed: bool) -> Past:
        """Who changed a field, when, and what."""
        from koyradesk import conflicts, history
        from koyradesk.differences import difference

        entries = history.of_field(self._book.store, ref)
        told = tuple(Told(one, difference(one.old, one.new, around=_AROUND)) for one in entries)
        held = conflicts.of_field(self._book.store, ref)
        # The first stands on the paper: it is shown whole, the others by what they say otherwise.
        rivals = tuple(
            Rival(value, difference(held.said[0], said)) for value, said in zip(held.values, held.said, strict=True)
        )
        now = held.said[0] if rivals else entries[0].new if entries else ""
        return Past(ref, now, told, fixed, rivals)

    def back_up_to(self, folder: Path, step: Callable[[int, int], None]) -> Path:
        """Makes a backup with everything in it into a folder, a stick say."""
        return self._book.store.backup(folder, step)

    def call(self, name: str) -> str:
        """Who sits at the desk from now on; "" for whom the system knows."""
        from koyradesk.store import place

        self._book.by = name or place.person()
        return self._book.by
