"""What the register of incoming letters asks of the office's book. Jobs for the worker's thread; no widgets.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from koyradesk.errors import UserError
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from koyradesk.incoming.keeping import Entered
    from koyradesk.incoming.shapes import Incoming, Line, Scan
    from koyradesk.incoming.starting import Tie
    from koyradesk.undoing import Reverted
    from ui.book import Book
    from ui.raster import Paper


class View(NamedTuple):
    """Which letters are listed: those of a ``year``; with 0 what nothing has become of yet, or (``late``) what of it
    is past its day."""

    year: int = 0
    late: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of letters with all that is shown around it.

    ``views``: each with how many there are. ``scanned`` have a scan, ``twice`` seem to be entered more than once.
    ``proposal`` is the next number of this year; where it is not known, ``refusal`` says why.
    """

    views: tuple[tuple[View, int], ...]
    view: View
    lines: tuple[Line, ...]
    scanned: frozenset[str]
    twice: frozenset[str]
    today: date
    proposal: int | None
    refusal: UserError | None


@dataclass(frozen=True, slots=True)
class Opened:
    """One letter with its scans, what started from it, and what looks wrong about it."""

    letter: Incoming
    scans: tuple[Scan, ...]
    ties: tuple[Tie, ...]
    twins: tuple[Incoming, ...]
    doubts: tuple[tuple[str, Mapping[str, Any]], ...]
    today: date


class Brief(NamedTuple):
    """What the first page and the rail tell: how many letters are past their day, and the first of them."""

    late: int = 0
    first: tuple[Incoming, ...] = ()
    today: date | None = None


class Mail:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._senders: tuple[int, tuple[str, ...]] = (-1, ())

    # What there is

    def shown(self, wanted: View | None = None) -> Shown:
        """A list as it stands; None for this year's."""
        from koyradesk.incoming import keeping, numbers, rows
        from koyradesk.incoming.shapes import Line

        store, today = self._book.store, self._book.today()
        open_ones = rows.unsettled(store)
        late = tuple(one for one in open_ones if one.late(today))
        years = {today.year: 0, **rows.years(store)}
        view = wanted or View(today.year)
        if view.year:
            lines = tuple(reversed(numbers.lines(store, view.year)))
        else:
            lines = tuple(Line(one.issue, one.issue, "used", one) for one in (late if view.late else open_ones))
        letters = [line.letter for line in lines if line.letter is not None]
        views = [(View(), len(open_ones)), (View(late=True), len(late))]
        views += [
            (View(year), years.get(year, 0))
            for year in sorted({*years, *({view.year} if view.year else ())}, reverse=True)
        ]
        proposal, refusal = None, None
        try:
            proposal = numbers.proposal(store, today.year)
        except UserError as error:
            refusal = error
        scanned, twice = keeping.scanned(store, letters), keeping.doubled(letters)
        return Shown(tuple(views), view, lines, scanned, twice, today, proposal, refusal)

    def senders(self) -> tuple[str, ...]:
        """Who may be the sender, for completion: who wrote most first, then whom the directory knows."""
        from koyradesk.incoming import rows
        from koyradesk.markup import plain

        if self._senders[0] != self._book.edition:
            self._senders = (self._book.edition, tuple(map(plain, rows.senders(self._book.store))))
        return self._senders[1]

    def opened(self, record: str) -> Opened:
        """One letter, whole."""
        from koyradesk.incoming import keeping, starting

        store, today = self._book.store, self._book.today()
        letter = keeping.get(store, record)
        doubts = tuple((note.sentence, note.parts) for note in keeping.doubts(letter, today))
        if letter.closed is not None and not starting.stands(store, letter):
            doubts += ((N_("What settled it is in the bin. Open it again if it still waits."), {}),)
        return Opened(
            letter,
            keeping.scans(store, letter.id),
            starting.ties(store, letter),
            keeping.twins(store, letter),
            doubts,
            today,
        )

    def scan(self, record: str) -> Paper | None:
        """All scans of a letter as one paper to look at; None where there is none."""
        from koyradesk import scans
        from koyradesk.incoming import keeping

        store = self._book.store
        pdfs = [scans.as_pdf(store.blob(one.blob), one.media) for one in keeping.scans(store, record)]
        return self._book.together(pdfs) if pdfs else None

    def brief(self) -> Brief:
        """What is past its day."""
        from koyradesk.incoming import rows

        late = rows.late(self._book.store, self._book.today())
        return Brief(len(late), late[:3], self._book.today())

    # What is written

    def enter(self, typed: Mapping[str, Any], issue: int | None, scans: Iterable[Path]) -> Entered:
        """Enters a letter with what was dropped beside it."""
        from koyradesk.incoming import keeping

        store, by = self._book.store, self._book.by
        paths = list(scans)
        with store.together():
            made = keeping.enter(store, typed, issue=issue, today=self._book.today(), by=by)
            if paths:
                keeping.attach_all(store, made.letter.id, paths, by=by)
        self._wrote()
        return made

    def change(
        self,
        record: str,
        typed: Mapping[str, Any],
        issue: int | None = None,
        looked_at: Mapping[str, Any] | None = None,
    ) -> Entered:
        """Puts fields right; ``issue`` 0 gives the letter the next number; ``looked_at``: see ``keeping.change``."""
        from koyradesk.incoming import keeping, numbers

        store = self._book.store
        if issue == 0:
            issue = numbers.proposal(store, keeping.get(store, record).year)
        made = keeping.change(
            store, record, typed, issue=issue, looked_at=looked_at, today=self._book.today(), by=self._book.by
        )
        self._wrote()
        return made

    def undo(self, record: str, *, redo: bool) -> Reverted | None:
        """Takes back the newest edit of a letter, or what was taken back last; None where there is none."""
        from koyradesk import undoing

        store = self._book.store
        step = undoing.undone(store, record) if redo else undoing.last(store, record)
        if step is None:
            return None
        done = undoing.revert(store, step, by=self._book.by)
        self._book.wrote(done.changed.kinds)
        return done

    def close(self, record: str, outcome: str, on: date | None, how: str) -> None:
        from koyradesk.incoming import keeping

        keeping.close(self._book.store, record, outcome, on=on or self._book.today(), how=how, by=self._book.by)
        self._wrote()

    def reopen(self, record: str) -> None:
        from koyradesk.incoming import keeping

        keeping.reopen(self._book.store, record, by=self._book.by)
        self._wrote()

    def delete(self, record: str) -> None:
        from koyradesk.incoming import keeping

        keeping.delete(self._book.store, record, by=self._book.by)
        self._wrote()

    def undelete(self, record: str) -> None:
        from koyradesk.incoming import keeping

        keeping.undelete(self._book.store, record, by=self._book.by)
        self._wrote()

    def attach(self, record: str, paths: Iterable[Path]) -> int:
        """Keeps scans or photos; how many."""
        from koyradesk.incoming import keeping

        kept = keeping.attach_all(self._book.store, record, paths, by=self._book.by)
        self._wrote()
        return len(kept)

    def detach(self, scan: str) -> None:
        from koyradesk.incoming import keeping

        keeping.detach(self._book.store, scan, by=self._book.by)
        self._wrote()

    def reserve(self, first: int, last: int, device: str) -> None:
        """Keeps numbers of this year for another computer."""
        from koyradesk.file_numbers import Kept
        from koyradesk.incoming import numbers

        wanted = Kept("", first, last, "reserved", device=device)
        numbers.account(self._book.store, self._book.today().year, wanted, by=self._book.by)
        self._wrote("number")

    def void(self, year: int, first: int, last: int, reason: str) -> None:
        """Says of numbers that no letter has why they are void."""
        from koyradesk.file_numbers import Kept
        from koyradesk.incoming import numbers

        numbers.account(self._book.store, year, Kept("", first, last, "void", reason=reason), by=self._book.by)
        self._wrote("number")

    # What starts from a letter

    def put(self, record: str) -> tuple[str, str]:
        """Puts a letter on the next agenda: the meeting's id and what it is called."""
        from koyradesk.incoming import starting

        _, meeting, _ = starting.put(self._book.store, record, on=self._book.today(), by=self._book.by)
        self._wrote("item", "meeting")
        return meeting.id, meeting.title or meeting.date_text

    def oblige(self, record: str) -> str:
        """Follows what a letter asks: the obligation's id."""
        from koyradesk.incoming import starting

        _, made = starting.oblige(self._book.store, record, on=self._book.today(), by=self._book.by)
        self._wrote("obligation")
        return made.id

    def reply(self, record: str) -> str:
        """The reply in the making: the letter's id."""
        from koyradesk.incoming import starting

        made = starting.reply(self._book.store, record, today=self._book.today(), by=self._book.by)
        self._wrote("letter", "memo")
        return made.id

    def came_from(self, record: str) -> Incoming | None:
        """The letter that something started from."""
        from koyradesk.incoming import starting

        return starting.came_from(self._book.store, record)

    def _wrote(self, *kinds: str) -> None:
        self._book.wrote(frozenset({"incoming", *kinds}))
