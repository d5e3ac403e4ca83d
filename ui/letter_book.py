"""The letters of the office as the window needs them: what a job on the worker's thread may ask and do.

Nothing here touches a widget. The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Letter, Ref
from koyradesk.paper_key import LETTERS, PaperKey
from ui.edits import Edits, Life, Taken, Undone, Written

if TYPE_CHECKING:
    from koyradesk.batches import Made
    from koyradesk.dispatches import Dispatch
    from koyradesk.distributions import Kept
    from koyradesk.documents import Document
    from koyradesk.documents.matter import Subject
    from koyradesk.letters import Photo
    from koyradesk.memos import Issued
    from koyradesk.model import Distribution, Meeting, Memo
    from koyradesk.papers import Held
    from ui.book import Book
    from ui.raster import Paper, Rasteriser

#: What no letter is, and yet stands among the papers.
OTHERS = ("minutes", "correction")
#: Letters that are told by the decision they are of, by the party, by neither.
OF_PARTY, OF_DECISION = ("extract", "reminder"), ("return",)
#: So many of the newest meetings are looked through for decisions to report on.
_MEETINGS = 40
#: Papers that come before what is held, those of what was held.
_BEFORE = ("notice", "postponement", "cancellation")


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


@dataclass(frozen=True, slots=True)
class LetterLife(Life):
    """Where a letter stands, and all that lies with it; ``kept`` are the lists of its committee."""

    dispatches: tuple[Dispatch, ...] = ()
    photos: tuple[Photo, ...] = ()
    kept: tuple[Kept, ...] = ()
    committee: str = ""
    today: date = date.min

    def stands(self, letter: Any) -> bool:
        """Does the letter still stand here?"""
        return bool(letter.memo().state == self.allowed.state)


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


class LetterBook(Edits):
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._subject: tuple[tuple[Any, ...], Held] | None = None

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

        return self._raster.paper(papers.make(self._store, key, today=self._book.today(), prove=False))

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
        decided = letters.Decided(self._store, self._book.today())
        return tuple(
            Choice(name, plain(name), number=len(decided.of(found, name))) for name in letters.implementers(found)
        )

    def late(self, on: date | None = None) -> tuple[Choice, ...]:
        """Whom something is late for, who waits longest first."""
        from koyradesk import letters

        decided = letters.Decided(self._store, on or self._book.today())
        found = []
        for name in decided.late_parties():
            matters = decided.late(name)
            days = max((one.late or 0 for one in matters), default=0)
            about = "; ".join(plain(one.topic or one.text) for one in matters[:3])
            found.append(Choice(name, plain(name), number=len(matters), days=days, about=about))
        return tuple(sorted(found, key=lambda one: (-one.days, -one.number, one.name)))

    def decisions(self) -> tuple[Choice, ...]:
        """The decisions of the last meetings, the newest meeting first."""
        from koyradesk import meetings

        found = []
        for row in meetings.listing(self._store)[:_MEETINGS]:
            meeting = meetings.get(self._store, row.id)
            for item in meeting.items:
                for one in item.decisions:
                    if words := " ".join(plain(one.text).split()):
                        found.append(Choice(one.id, words, meeting.date, about=meeting.committee, state=meeting.period))
        return tuple(found)

    def begin(self, key: Any) -> str:
        """The letter that a key means, or a new one, stored; its id. One in the making is gone on with."""
        from koyradesk import letters

        assert isinstance(key, PaperKey)
        key = letters.settled(self._store, key)
        letter = letters.find(self._store, key)
        again = key.kind in ("reminder", "return") or key.meeting
        if letter is None or (letter.memo().state in SIGNED and again):
            drafted = letters.draft(self._store, key, today=self._book.today())
            saved = letters.write(self._store, drafted, by=self._book.by)
            self._wrote(saved.changed.kinds)
            return saved.letter.id
        return letter.id

    # One letter, as a session asks

    def take(self, letter: str) -> Taken:
        """A letter to be edited."""
        found = self.get(letter)
        return Taken(found, self._store.office, self._book.known_words(), self.life(letter))

    def get(self, letter: str) -> Meeting:
        """A letter as it is on the screen: with the layout that it is printed by."""
        from koyradesk import letters, papers

        found = letters.get(self._store, letter)
        return cast("Meeting", replace(found, layout=found.layout or _name(papers.of_letter(self._store, found))))

    def look(self, letter: str) -> Meeting | None:
        """The letter as it is stored now; None where it lies in the bin."""
        row = self._store.row(letter)
        return None if row is None or row["deleted"] else self.get(letter)

    def write(self, letter: Any, base: Any, typed: Sequence[Ref]) -> Written:
        """Seals what differs from ``base``."""
        from koyradesk import letters

        own = letters.get(self._store, letter.id).layout
        stored, before = replace(letter, layout=own), replace(base, layout=own)
        saved = letters.write(self._store, stored, by=self._book.by, base=before)
        held = {(one.record, one.field) for one in self._store.open_edits()} if typed else set()
        if left := held.intersection(typed):
            self._store.drop_edits(left)
        self._wrote(saved.changed.kinds)
        return Written(self.get(letter.id), saved.changed)

    def undo(self, letter: str, before: int | None, *, redo: bool) -> Undone | None:
        """Takes back the newest edit of a letter, or what was taken back last."""
        from koyradesk import undoing

        step = undoing.undone(self._store, letter) if redo else undoing.last(self._store, letter, before)
        if step is None or step.stays:
            return Undone(step) if step else None
        done = undoing.revert(self._store, step, by=self._book.by)
        self._wrote(done.changed.kinds)
        return Undone(step, self.get(letter), done.left)

    def life(self, letter: str, kind: str = "") -> LetterLife:
        """Where a letter stands."""
        from koyradesk import dispatches, distributions, letters, memos

        found = letters.get(self._store, letter)
        allowed = memos.allowed(found)
        key = PaperKey(found.kind, letter=letter)
        proposal = memos.proposal(self._store, key, self._book.today()) if allowed.number else None
        memo = found.memo().id
        committee = found.committee or self._held(found).meeting.committee
        return LetterLife(
            allowed,
            proposal,
            memos.scans_of(self._store, letter),
            dispatches=dispatches.of(self._store, memo) if memo else (),
            photos=letters.photos(self._store, letter),
            kept=distributions.kept(self._store, committee),
            committee=committee,
            today=self._book.today(),
        )

    def _held(self, letter: Letter) -> Held:
        """The letter with what it is composed from; that is gathered anew only when something was written."""
        from koyradesk import papers

        of = (letter.id, letter.to, letter.on, letter.period, letter.of, self._book.edition)
        if self._subject is None or self._subject[0] != of:
            self._subject = (of, papers.of_letter(self._store, letter))
        held = self._subject[1]
        serial = held.letter.serial if held.letter else letter.serial
        return replace(held, letter=replace(letter, serial=serial))

    def usual(self, letter: Letter) -> Letter:
        """The letter as the layout alone words it."""
        from koyradesk.documents.letters import worded

        held = self._held(letter)
        bare = replace(letter, subject="", reference="", body="", enclosures="")
        serial = held.letter.serial if held.letter else None
        return worded(replace(bare, serial=serial), held.subject or _none(), held.layout)

    def preview(self, letter: Any, kind: str = "") -> Paper:
        """The letter as it is on the screen, saved or not."""
        from koyradesk import papers
        from koyradesk.documents import render

        if letter.memo().state in SIGNED:
            made = papers.preview(self._store, letter.kind, letter)
        else:
            made = render(self._held(letter).document())
        return self._raster.paper(made.pdf, made.places, made.looks)

    # Its life

    def issue(self, kind: str, record: str, number: str, on: str, file: str) -> Issued:
        """Gives a letter its number and date."""
        from koyradesk import memos

        key = PaperKey(kind, letter=record)
        by, today = self._book.by, self._book.today()
        done = memos.issue(self._store, key, number=number, on=on, file=file, today=today, by=by)
        self._wrote(frozenset({"memo", "letter"}))
        return done

    def sign(self, kind: str, record: str, scan: Path | None) -> Memo:
        """Freezes a numbered letter."""
        from koyradesk import memos

        done = memos.sign(self._store, PaperKey(kind, letter=record), scan=scan, by=self._book.by)
        self._wrote(frozenset({"memo", "letter", "meeting"}))
        return done

    def attach(self, kind: str, record: str, scan: Path) -> None:
        """Adds a scan of the signed copy."""
        from koyradesk import memos

        memos.attach(self._store, PaperKey(kind, letter=record), scan, by=self._book.by)

    def withdraw(self, kind: str, record: str, reason: str) -> None:
        """Makes the number of a letter void."""
        from koyradesk import memos

        memos.withdraw(self._store, PaperKey(kind, letter=record), reason, by=self._book.by)
        self._wrote(frozenset({"memo"}))

    # What lies with it

    def despatch(self, memo: str, recipients: Sequence[tuple[str, str]], channel: str, on: date | None = None) -> None:
        """Writes down that copies went out today, or on a day."""
        from koyradesk import dispatches

        day = on or self._book.today()
        dispatches.log(self._store, memo, recipients, channel, day, by=self._book.by)
        self._wrote(frozenset({"memo", "dispatch"}))

    def acknowledge(self, dispatch: str, on: date | None) -> None:
        """Writes down when a copy was acknowledged."""
        from koyradesk import dispatches

        dispatches.acknowledge(self._store, dispatch, on, by=self._book.by)
        self._wrote(frozenset({"dispatch"}))

    def take_back(self, dispatch: str) -> None:
        """Takes a line of the log back."""
        from koyradesk import dispatches

        dispatches.take_back(self._store, dispatch, by=self._book.by)
        self._wrote(frozenset({"memo", "dispatch"}))

    def keep_list(self, committee: str, name: str, sent: Distribution) -> None:
        """Keeps a distribution list under a name."""
        from koyradesk import distributions
        from koyradesk.relabel import bare

        wanted = distributions.Kept(name, sent.heading, tuple(bare(one.text) for one in sent.recipients))
        distributions.keep(self._store, committee, wanted, by=self._book.by)
        self._wrote(frozenset({"distribution"}))

    def list_of(self, kept: Kept, letter: Letter) -> Distribution:
        """A kept list as the distribution of a letter."""
        from koyradesk import distributions, layout

        found = distributions.worded(kept.entries, layout.resolve(letter.layout or "upazila"), kept.heading)
        mint = self._store.new_id
        return replace(found, recipients=tuple(replace(one, id=mint("recipient")) for one in found.recipients))

    def add_photos(self, letter: str, paths: Sequence[Path]) -> None:
        """Puts photos into a letter; those before one that is refused stay."""
        from koyradesk import letters

        try:
            for path in paths:
                letters.add_photo(self._store, letter, path, by=self._book.by)
        finally:
            self._wrote(frozenset({"attachment"}))

    def set_caption(self, photo: str, caption: str) -> None:
        """What stands under a photo."""
        from koyradesk import letters

        letters.set_caption(self._store, photo, caption, by=self._book.by)
        self._store.drop_edits([(photo, "note")])
        self._wrote(frozenset({"attachment"}))

    def move_photo(self, photo: str, steps: int) -> None:
        """Puts a photo so many places further down."""
        from koyradesk import letters

        letters.move_photo(self._store, photo, steps, by=self._book.by)
        self._wrote(frozenset({"attachment"}))

    def remove_photo(self, photo: str) -> None:
        """Puts a photo into the bin."""
        from koyradesk import letters

        letters.remove_photo(self._store, photo, by=self._book.by)
        self._wrote(frozenset({"attachment"}))

    def thumbnail(self, photo: Photo) -> bytes:
        """A photo, small, as a JPEG."""
        from koyradesk import photos

        return photos.prepare(self._store.blob(photo.blob), width_mm=14).data

    # Many at once

    def reminders(self, on: date, parties: Sequence[str], *, numbered: bool, step: Callable[[int, int], None]) -> Batch:
        """The reminders of a day, as one paper and one by one."""
        from koyradesk import batches

        made: list[Made] = []
        issue_by = self._book.by if numbered else ""
        try:
            made += batches.reminders(self._store, on, parties, issue_by=issue_by, step=step)
        finally:
            if numbered:
                self._wrote(frozenset({"memo", "letter"}))
        told = tuple(Sheet(plain(one.to), one.letter.memo().number, _pages(one.pdf)) for one in made)
        pdfs = tuple(one.pdf for one in made)
        return Batch(told, pdfs, self._raster.paper(_together(pdfs)) if pdfs else None)

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

    def _wrote(self, kinds: frozenset[str]) -> None:
        self._book.wrote(kinds)

    @property
    def _raster(self) -> Rasteriser:
        return self._book._raster


def _name(held: Held) -> Any:
    return held.meeting.layout


def _none() -> Subject:
    from koyradesk.documents.matter import Subject

    return Subject()


def _pages(pdf: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def _together(pdfs: Sequence[bytes]) -> bytes:
    """Papers one after another in one file."""
    import io

    import pypdfium2

    if len(pdfs) == 1:
        return pdfs[0]
    whole = pypdfium2.PdfDocument.new()
    for pdf in pdfs:
        with pypdfium2.PdfDocument(pdf) as one:
            whole.import_pages(one)
    out = io.BytesIO()
    whole.save(out)
    whole.close()
    return out.getvalue()


__all__ = ["LETTERS", "OTHERS", "Batch", "Choice", "LetterBook", "LetterLife", "PaperRow"]
