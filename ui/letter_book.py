"""The letters of the office as the window needs them: what a job on the worker's thread may ask and do.

Nothing here touches a widget. The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED
from koyradesk.paper_key import PaperKey
from ui.letter_edits import LetterEdits, LetterLife

if TYPE_CHECKING:
    from koyradesk.batches import Made
    from koyradesk.documents import Document
    from ui.raster import Paper

#: So many of the newest meetings are looked through for decisions to report on.
_MEETINGS = 40
#: Papers that come before what is held, those of what was held.
_BEFORE = ("notice", "postponement", "cancellation")
#: Months that a return can be for, back from this one.
_MONTHS = 12


class PaperRow(NamedTuple):
    """A paper as the list of them shows it. ``find`` is what is searched in."""

    key: PaperKey
    record: str
    title: str
    to: str
    committee: str
    number: str
    state: str
    day: date | None
    find: str = ""

    @property
    def id(self) -> str:
        """Tells papers apart: several corrections are of one meeting."""
        return self.key.letter or f"{self.key.kind} {self.record} {self.number}"


class Choice(NamedTuple):
    """Something a paper can be of: a meeting, a party, a decision. ``number`` of it is late, ``days`` the most."""

    id: str
    name: str
    day: date | None = None
    number: int = 0
    days: int = 0
    about: str = ""
    state: str = ""
    #: Of a reminder: the meetings whose minutes are not signed; ``unsigned_alone``: it would speak of no others.
    unsigned: tuple[str, ...] = ()
    unsigned_alone: bool = False


class Sheet(NamedTuple):
    """What a batch made: to whom, with which number, how many late things it speaks of."""

    to: str
    number: str
    pages: int


class Batch(NamedTuple):
    """The papers of a batch, and all of them as one."""

    made: tuple[Sheet, ...]
    pdfs: tuple[bytes, ...]
    paper: Paper | None


class LetterBook(LetterEdits):
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    # All papers

    def rows(self) -> tuple[PaperRow, ...]:
        """All papers of the office, the newest first. Minutes without a number are no paper yet."""
        from koyradesk import letters
        from koyradesk.bengali.text import search_key

        found = []
        for one in letters.listing(self._store):
            title, to = plain(one.title), plain(one.to)
            state = "numbered" if one.state == "draft" and one.number else one.state
            find = search_key(" ".join((title, to, one.committee, one.number)))
            found.append(PaperRow(one.key, one.record, title, to, one.committee, one.number, state, one.day, find))
        return tuple(found)

    def paper(self, key: PaperKey) -> Paper:
        """A paper as it would be printed now."""
        from koyradesk import papers

        return self._book.taken_in(papers.make(self._store, key, today=self._book.today(), prove=False))

    def copies(self, key: PaperKey, step: Callable[[int, int], None]) -> Paper:
        """A copy of a paper for each one on its distribution, with the line that tells to whom it goes."""
        from koyradesk import papers

        paper = papers.held(self._store, key, today=self._book.today())
        return self._book.together(tuple(papers.addressed(paper, step=step)))

    def word(self, key: PaperKey) -> bytes:
        """A paper for Word."""
        from koyradesk.documents.docx import render_docx

        return render_docx(self._document(key))

    def words(self, key: PaperKey) -> str:
        """The text of a paper, ready for the forms of the e-filing system."""
        from koyradesk.documents import render_text

        return render_text(self._document(key), tables="lines")

    def write_file(self, path: Path, data: bytes) -> None:
        """Writes a file whole or not at all."""
        from koyradesk import files

        files.write(path, data)

    def _document(self, key: PaperKey) -> Document:
        from koyradesk import papers

        return papers.held(self._store, key, today=self._book.today()).document()

    def delete(self, letter: str) -> None:
        """Puts a letter into the bin."""
        from koyradesk import letters

        self._wrote(letters.delete(self._store, letter, by=self._book.by).kinds)

    def undelete(self, letter: str) -> None:
        """Takes a letter out of the bin."""
        from koyradesk import letters

        self._wrote(letters.undelete(self._store, letter, by=self._book.by).kinds)

    # What a new one can be of

    def meetings_for(self, kind: str) -> tuple[Choice, ...]:
        """The meetings that a paper can be of, the usual one first: those to come before what is only announced."""
        from koyradesk import meetings

        today = self._book.today()
        rows = [one for one in meetings.listing(self._store) if kind not in _BEFORE[1:] or one.state not in SIGNED]
        ahead = sorted((one for one in rows if one.date and one.date >= today), key=lambda one: one.date or today)
        behind = [one for one in rows if not one.date or one.date < today]
        ordered = [*ahead, *behind] if kind in _BEFORE else [*behind, *ahead]
        return tuple(
            Choice(one.id, one.committee or plain(one.title), one.date, about=one.period, state=one.state)
            for one in ordered
        )

    def parties_of(self, meeting: str) -> tuple[Choice, ...]:
        """Whom the decisions of a meeting bind, each with how many."""
        from koyradesk import letters, meetings

        found = meetings.get(self._store, meeting)
        decided = letters.Decided(self._store, None)
        return tuple(
            Choice(name, plain(name), number=len(decided.of(found, name))) for name in letters.implementers(found)
        )

    def late(self, on: date | None = None) -> tuple[Choice, ...]:
        """Whom something is late for, who waits longest first; ``state`` is the number of that day's reminder."""
        from koyradesk import letters
        from koyradesk.directory import names as parties

        day = on or self._book.today()
        decided = letters.Decided(self._store, day)
        reminded = self._reminded(day)
        found = []
        for name in decided.late_parties():
            matters = decided.late(name)
            days = max((one.late or 0 for one in matters), default=0)
            about = "; ".join(plain(one.topic or one.text) for one in matters[:3])
            unsigned = letters.unsigned(matters)
            alone = bool(matters) and all(one.is_unsigned for one in matters)
            state = reminded.get(parties.key(name), "")
            found.append(Choice(name, plain(name), None, len(matters), days, about, state, unsigned, alone))
        return tuple(sorted(found, key=lambda one: (-one.days, -one.number, one.name)))

    def _reminded(self, on: date) -> dict[str, str]:
        """The numbers of the reminders of a day, by the key of the party."""
        from koyradesk.directory import names as parties

        numbers = {row["letter"]: row["number"] for row in self._store.rows("memo", kind="reminder") if row["number"]}
        rows = self._store.rows("letter", kind="reminder", only=("to", "on"))
        return {parties.key(row["to"]): numbers[row["id"]] for row in rows if row["on"] == on and row["id"] in numbers}

    def months(self, decision: str) -> tuple[Choice, ...]:
        """The months that a return on a decision can be of, this one first; each is its own ``name``."""
        today = self._book.today()
        standing = self._book.followed.standing()
        of = standing.of_decisions([decision]).get(decision) or next(iter(standing.get([decision])), None)
        begins = f"{of.begun:%Y-%m}" if of and of.begun else ""
        counted = (divmod(today.year * 12 + today.month - 1 - back, 12) for back in range(_MONTHS))
        periods = (f"{year:04}-{month + 1:02}" for year, month in counted)
        return tuple(Choice(period, period) for period in periods if period >= begins)

    def decisions(self) -> tuple[Choice, ...]:
        """What is open of what came from elsewhere, the newest first; then the decisions of the last meetings that were
        held, the newest meeting first."""
        from koyradesk import meetings

        elsewhere = [one for one in self._book.followed.standing().open if not one.decision and one.text.strip()]
        found = [
            Choice(one.id, " ".join(plain(one.text).split()), one.begun, about=plain(one.source_text))
            for one in reversed(elsewhere)
        ]
        today = self._book.today()
        held = [row for row in meetings.listing(self._store) if row.date is None or row.date <= today]
        for row in held[:_MEETINGS]:
            meeting = meetings.get(self._store, row.id)
            for item in meeting.items:
                for one in item.decisions:
                    if words := " ".join(plain(one.text).split()):
                        found.append(Choice(one.id, words, meeting.date, about=meeting.committee, state=meeting.period))
        return tuple(found)

    def answerable(self) -> tuple[Choice, ...]:
        """The letters that nothing has become of yet, what is due first comes first; ``state`` is our number."""
        from koyradesk.incoming import rows

        today = self._book.today()
        return tuple(
            Choice(
                one.id,
                plain(one.subject or one.number),
                days=one.late(today),
                about=plain(one.sender),
                state=one.serial,
            )
            for one in rows.unsettled(self._store)
        )

    def begin(self, key: Any) -> str:
        """The letter that a key means, or a new one, stored; its id. One in the making is gone on with."""
        from koyradesk import letters

        assert isinstance(key, PaperKey)
        key = letters.settled(self._store, key)
        letter = letters.find(self._store, key)
        again = key.kind in ("reminder", "return", "reply") or key.meeting
        if letter is None or (letter.memo().state in SIGNED and again):
            drafted = letters.draft(self._store, key, today=self._book.today())
            saved = letters.write(self._store, drafted, by=self._book.by)
            self._wrote(saved.changed.kinds)
            return saved.letter.id
        return letter.id

    # Many at once

    def reminders(
        self,
        on: date,
        parties: Sequence[str],
        *,
        numbered: bool,
        signed_only: bool = False,
        step: Callable[[int, int], None],
    ) -> Batch:
        """The reminders of a day, as one paper and one by one; ``signed_only``: of what signed minutes say."""
        from koyradesk import batches

        made: list[Made] = []
        issue_by = self._book.by if numbered else ""
        try:
            made += batches.reminders(self._store, on, parties, issue_by=issue_by, signed_only=signed_only, step=step)
        finally:
            if numbered:
                self._wrote(frozenset({"memo", "letter"}))
        if not made:
            return Batch((), (), None)
        pdfs = tuple(one.pdf for one in made)
        paper = self._book.together(pdfs)
        pages = zip(made, paper.parts, strict=True)
        told = tuple(Sheet(plain(one.to), one.letter.memo().number, count) for one, count in pages)
        return Batch(told, pdfs, paper)

    def write_each(self, folder: Path, batch: Batch, step: Callable[[int, int], None]) -> tuple[Path, ...]:
        """Writes each paper of a batch into a file of its own."""
        from koyradesk import files
        from ui.names import file_name

        if not folder.is_dir():
            raise UserError(N_("There is no folder {folder}. Make it first or choose another place."), folder=folder)
        written = []
        for place, (one, pdf) in enumerate(zip(batch.made, batch.pdfs, strict=True), 1):
            step(place - 1, len(batch.made))
            path = folder / f"{file_name(f'{place:03}', one.to[:60])}.pdf"
            files.write(path, pdf)
            written.append(path)
        return tuple(written)


__all__ = ["Batch", "Choice", "LetterBook", "LetterLife", "PaperRow", "Sheet"]
