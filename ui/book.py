"""The office's book as the window needs it: what a job on the worker's thread may ask and do.

The one place of this package that knows the store. Nothing here touches a widget.

The rooms of the core, pdfium and the printers are imported where they are first used, on the worker's thread: together
they take longer to load than Qt, and the window should stand before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.errors import UserError
from koyradesk.markup import plain
from ui.meeting_list import Row

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from koyradesk.documents import Rendered
    from koyradesk.meetings import Listed
    from koyradesk.model import Meeting
    from koyradesk.overview import Overview
    from koyradesk.recovery import Recovered
    from koyradesk.store import Store
    from koyradesk.words import Words
    from ui.bank.jobs import BankJobs
    from ui.beginning.jobs import Beginnings
    from ui.decisions.jobs import Followed
    from ui.directory.jobs import People
    from ui.district.jobs import District
    from ui.editor.starting import Offer
    from ui.edits import Edits
    from ui.exchange.jobs import Exchanges
    from ui.figures.jobs import Figures
    from ui.finding.jobs import Finds
    from ui.incoming.jobs import Mail
    from ui.keeping import Keeping
    from ui.letter_book import LetterBook
    from ui.looks import Looks
    from ui.memo_book.jobs import Registers
    from ui.printers import Habit
    from ui.raster import Paper, Rasteriser
    from ui.registers.jobs import Fills
    from ui.restoring.jobs import Restores
    from ui.sitting.jobs import Sittings
    from ui.updating.jobs import Updates


class State(NamedTuple):
    """What the status line tells."""

    office: str
    meetings: int
    backup: datetime | None


class Opened(NamedTuple):
    """What a window shows of the whole office."""

    rows: tuple[Row, ...]
    state: State
    day: Overview[Row]
    #: The day that the computer says it is, and what to tell the user when that cannot be.
    shown: date
    trouble: UserError | None = None
    #: What was being typed when the program ended last; told by ``open`` only.
    recovered: tuple[Recovered, ...] = ()
    #: False for what was kept of it at the last closing (see ``last_look``): the store has not answered yet, and the
    #: rows are only those that the first page needs.
    whole: bool = True


class Changed(NamedTuple):
    """What a write changed: the meeting to show, and the office as it is now."""

    meeting: str
    office: Opened


class Wanted(NamedTuple):
    """A paper by the meeting's id and its kind; ``memo``: as it was signed under a memo, by its id."""

    meeting: str
    kind: str
    memo: str = ""


class Reviewed(NamedTuple):
    """An opened file: the meeting it was read as, and the page that would print."""

    meeting: Meeting
    #: The file's name, or what else it was read from.
    source: str
    paper: Paper


#: The kinds of record that the list of meetings is made of.
_LISTED = frozenset({"meeting", "memo", "committee"})
#: More than anyone looks through.
_HITS = 300


class Book:
    """One data folder. Every method belongs to the worker's thread and may raise ``UserError``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._listed: tuple[Row, ...] | None = None
        #: Who sits at the desk, and what they want to be called ("" for what the system calls them).
        self.by = self.person = ""
        self._words: Words | None = None
        #: Counts the writes: what was gathered from the records before one may be another now.
        self.edition = 0
        #: Called on the worker's thread after a write; whether it is one that the list of meetings shows.
        self.told: Callable[[bool], None] = lambda _: None
        #: Called there where what the office says of its sentences and words may be another.
        self.worded: Callable[[], None] = lambda: None
        #: The printers there are.
        self.printers: Callable[[], list[str]] = _printers

    @cached_property
    def edits(self) -> Edits:
        """What a session asks for."""
        from ui.edits import Edits

        return Edits(self)

    @cached_property
    def keeping(self) -> Keeping:
        """The bin, history, backups."""
        from ui.keeping import Keeping

        return Keeping(self)

    @cached_property
    def looks(self) -> Looks:
        """The layouts of the office's papers."""
        from ui.looks import Looks

        return Looks(self)

    @cached_property
    def fills(self) -> Fills:
        """The registers of decisions."""
        from ui.registers.jobs import Fills

        return Fills(self)

    @cached_property
    def registers(self) -> Registers:
        """Memo book and despatch register."""
        from ui.memo_book.jobs import Registers

        return Registers(self)

    @cached_property
    def followed(self) -> Followed:
        """The decisions that are followed."""
        from ui.decisions.jobs import Followed

        return Followed(self)

    @cached_property
    def exchange(self) -> Exchanges:
        """Bundles that go out and come in."""
        from ui.exchange.jobs import Exchanges

        return Exchanges(self)

    @cached_property
    def people(self) -> People:
        """The directory of offices, posts, persons and groups."""
        from ui.directory.jobs import People

        return People(self)

    @cached_property
    def figures(self) -> Figures:
        """How much is done, and whether the committees meet."""
        from ui.figures.jobs import Figures

        return Figures(self)

    @cached_property
    def district(self) -> District:
        """How the offices below stand."""
        from ui.district.jobs import District

        return District(self)

    @cached_property
    def finds(self) -> Finds:
        """Finding anything that is kept."""
        from ui.finding.jobs import Finds

        return Finds(self)

    @cached_property
    def mail(self) -> Mail:
        """Letters that came in."""
        from ui.incoming.jobs import Mail

        return Mail(self)

    @cached_property
    def sittings(self) -> Sittings:
        """Meetings while they run."""
        from ui.sitting.jobs import Sittings

        return Sittings(self)

    @cached_property
    def updating(self) -> Updates:
        from ui.updating.jobs import Updates

        return Updates(self)

    @cached_property
    def restoring(self) -> Restores:
        """Backups that are brought back."""
        from ui.restoring.jobs import Restores

        return Restores(self)

    @cached_property
    def beginning(self) -> Beginnings:
        """An office that begins, and the usual committees."""
        from ui.beginning.jobs import Beginnings

        return Beginnings(self)

    @cached_property
    def bank(self) -> BankJobs:
        """The sentence bank."""
        from ui.bank.jobs import BankJobs

        return BankJobs(self)

    @cached_property
    def letters(self) -> LetterBook:
        """All papers, and the letters among them."""
        from ui.letter_book import LetterBook

        return LetterBook(self)

    @cached_property
    def _raster(self) -> Rasteriser:
        from ui.raster import Rasteriser

        return Rasteriser()

    def open(self) -> Opened:
        """Opens the data folder, new or known."""
        from koyradesk.store import Store, place

        self.by = self.person or place.person()
        self._store = Store.open(self.folder)
        recovered = self.keeping.recover()
        return self.look()._replace(recovered=recovered)

    def look(self) -> Opened:
        """The office as it is now."""
        from koyradesk import clock
        from koyradesk.overview import overview

        now = clock.today(self.store)
        return Opened(self._rows(), self._state(), overview(self._newest(), now.day), date.today(), now.trouble)

    def close(self, last: str = "") -> None:
        """Lets go of the data folder; another program may then open it. What the next start shows first is kept, and
        with it the meeting ``last``."""
        from ui import last_look

        if "_raster" in self.__dict__:
            self._raster.close()
        if "exchange" in self.__dict__:
            self.exchange.close()
        if self._store is None:
            return
        office = None
        try:
            with suppress(UserError):
                office = self.look()._replace(rows=self._newest())
        finally:
            self._store.close()
            self._store = None
        if office is not None:
            last_look.keep(self.folder, office, last)

    def forget(self) -> None:
        """Closed as it is, it lets go of all that was known of the office: what is opened next may be another."""
        for name in [name for name in self.__dict__ if isinstance(getattr(Book, name, None), cached_property)]:
            del self.__dict__[name]
        self._listed = self._words = None
        self.edition += 1

    def back_up(self) -> datetime | None:
        """Opens the rows of the periods that have begun, then makes today's backup if there is anything to keep and
        none was made yet; when the last one was made."""
        if self._rows():
            self._open_rows()
            self.store.backup_daily()
        return self._state().backup

    def _open_rows(self) -> None:
        from koyradesk.obligations.writing import open_rows

        if changed := open_rows(self.store, self.followed.standing(), by=self.by):
            self.wrote(changed.kinds)

    def committees(self) -> tuple[Offer, ...]:
        """The committees that may meet next, the one that met last first; those that never met by the alphabet."""
        from koyradesk import prefill
        from koyradesk.bengali.collation import sort_key
        from ui.editor.starting import Offer

        newest: dict[str, Row] = {}
        for one in self._newest():
            newest.setdefault(one.committee, one)
        last = {name: one.period or (f"{one.date:%Y-%m}" if one.date else "") for name, one in newest.items()}
        others = sorted({row["name"] for row in self.store.rows("committee")} - last.keys(), key=sort_key)
        known = tuple(
            Offer(name, last.get(name, ""), prefill.next_period(newest.get(name), self.today()))
            for name in (*last, *others)
            if name
        )
        return (*known, *self.beginning.offers(one.name for one in known))

    def search(self, words: str) -> tuple[Row, ...]:
        """The meetings in which all the words stand, each with the place where they were found."""
        found: dict[str, str] = {}
        committees = set()
        for hit in self.store.search(words, limit=_HITS):
            if hit.meeting:
                found.setdefault(hit.meeting, " ".join(hit.snippet.split()))
            elif hit.kind == "committee" and (row := self.store.row(hit.record)):
                committees.add(row["name"])
        return tuple(
            row._replace(found=found.get(row.id, ""))
            for row in self._rows()
            if row.id in found or row.committee in committees
        )

    def paper(self, wanted: Wanted) -> Paper:
        """A paper of a meeting."""
        from koyradesk import papers
        from koyradesk.paper_key import PaperKey

        if wanted.memo:
            return self.taken_in(papers.signed_bytes(self.store, wanted.memo))
        return self.taken_in(papers.make(self.store, PaperKey(wanted.kind, wanted.meeting)))

    def taken_in(self, data: bytes) -> Paper:
        """A finished PDF, to be shown and printed."""
        return self._raster.paper(data)

    def together(self, pdfs: Sequence[bytes]) -> Paper:
        """Several finished PDFs as one paper."""
        return self._raster.together(pdfs)

    def preview(self, meeting: Meeting, kind: str) -> Paper:
        """A paper of a meeting as it is on the screen, saved or not: what would be printed now."""
        from koyradesk import papers

        return self.paper_of(papers.preview(self.store, kind, meeting))

    def read(self, path: Path, step: Callable[[int, int], None]) -> Reviewed:
        """Reads a file of minutes. Nothing is saved."""
        from koyradesk import intake

        step(0, 2)
        meeting = intake.read_file(path)
        step(1, 2)
        return Reviewed(meeting, path.name, self.preview(meeting, "minutes"))

    def read_copied(self, text: str, source: str, step: Callable[[int, int], None]) -> Reviewed:
        """Reads minutes that were copied in another program; ``source`` is what to call them. Nothing is saved."""
        from koyradesk import intake

        step(0, 2)
        meeting = intake.read_text(text)
        step(1, 2)
        return Reviewed(meeting, source, self.preview(meeting, "minutes"))

    def paper_of(self, made: Rendered) -> Paper:
        """A paper that was set, taken in for the screen."""
        return self._raster.paper(made.pdf, made.places, made.looks)

    def meetings_of(self, committee: str) -> tuple[Row, ...]:
        """The meetings of a committee, newest first."""
        return tuple(row for row in self._newest() if row.committee == committee)

    def save(self, meeting: Meeting) -> Changed:
        """Saves a meeting, new or changed."""
        from koyradesk import meetings

        saved = meetings.save(self.store, meeting, by=self.by)
        return self._changed(saved.id)

    def delete(self, meeting: str) -> Opened:
        """Puts a meeting into the bin."""
        from koyradesk import meetings

        self.wrote(meetings.delete(self.store, meeting, by=self.by).kinds)
        return self.look()

    def undelete(self, meeting: str) -> Changed:
        """Takes a meeting out of the bin."""
        from koyradesk import meetings

        self.wrote(meetings.undelete(self.store, meeting, by=self.by).kinds)
        return self.seen(meeting)

    def fill_sample(self, step: Callable[[int, int], None]) -> Changed:
        """Fills an empty office with the sample; stopped by ``step``, it stays empty."""
        from koyradesk import sample

        made = sample.fill(self.store, today=self.today(), by=self.by, step=step)
        return self._changed(made[-1])

    def seen(self, meeting: str) -> Changed:
        """The office as it is now, after a session wrote to a meeting."""
        return Changed(meeting, self.look())

    def wrote(self, kinds: frozenset[str]) -> None:
        """Takes note of a write: what is listed is read again where it may be another now, and all windows are told."""
        if kinds & _LISTED:
            self._listed = None
        self.edition += 1
        if "bank" in self.__dict__:
            self.bank.wrote(kinds)
        if "sentence" in kinds:
            self.worded()
        if kinds:
            self.told(bool(kinds & _LISTED))

    def words(self) -> Words:
        """The office's own words. Gathering them takes a while; whoever opens a meeting does not wait for it."""
        from koyradesk import words

        if self._words is None:
            self._words = words.gather(self.store)
        return self._words

    def known_words(self) -> Words | None:
        """The words, if they were gathered already."""
        return self._words

    def learn(self, words: Words) -> None:
        """What was typed since the words were gathered is known from now on."""
        self._words = self._words.with_learned(words) if self._words else words

    def today(self) -> date:
        """The day to go by, where the computer's clock cannot be believed."""
        from koyradesk import clock

        return clock.today(self.store).day

    def _changed(self, meeting: str) -> Changed:
        self.wrote(_LISTED)
        return self.seen(meeting)

    def picture(self, paper: Paper, index: int, width: int) -> QImage:
        """A page of a paper for the screen."""
        return self._raster.page(paper, index, width)

    def printer(self, paper: Paper, name: str, habit: Habit) -> QPrinter | None:
        """A printer made ready for a paper; None where none is installed."""
        from ui import printers

        return printers.ready(paper, name, habit, self.printers())

    def print(self, printer: QPrinter, paper: Paper, step: Callable[[int, int], None]) -> int:
        """Sends a paper to a printer; returns the number of pages sent."""
        from ui.printers import refuse_gone
        from ui.raster import print_paper

        refuse_gone(printer, self.printers())
        sent = print_paper(self._raster, printer, paper, step)
        # It may have gone while the pages were drawn.
        refuse_gone(printer, self.printers())
        return sent

    def write_pdf(self, path: Path, paper: Paper) -> None:
        """Writes the bytes of a paper, whole or not at all."""
        from koyradesk import files

        files.write(path, paper.data)

    def write_pictures(self, path: Path, paper: Paper, step: Callable[[int, int], None]) -> tuple[Path, ...]:
        """Writes the pages of a paper as pictures for sending: FILE.png, FILE-2.png and so on; the files written."""
        from koyradesk import files, pictures

        pages = len(paper.sizes)
        written = []
        for page, picture in enumerate(pictures.pngs(paper.data)):
            step(page, pages)
            files.write(pictures.name(path, page), picture)
            written.append(pictures.name(path, page))
        return tuple(written)

    @property
    def store(self) -> Store:
        """The open store, for ``Edits``."""
        if self._store is None:
            raise RuntimeError("the office is not open")
        return self._store

    def _rows(self) -> tuple[Row, ...]:
        """The meetings by committee in the order of the alphabet, newest first."""
        from koyradesk.bengali.collation import sort_key

        rows = self._newest()
        names = {name: sort_key(name) for name in {row.committee for row in rows}}
        return tuple(sorted(rows, key=lambda row: names[row.committee]))

    def _newest(self) -> tuple[Row, ...]:
        """The meetings, newest first; read again after each write."""
        from koyradesk import meetings

        if self._listed is None:
            self._listed = tuple(_row(one) for one in meetings.listing(self.store))
        return self._listed

    def _state(self) -> State:
        offices = self.store.rows("office")
        name = offices[0]["name"] if offices else ""
        made = max(self.folder.joinpath("backups").glob("koyradesk-*.zip"), key=_made, default=None)
        return State(name, len(self._rows()), None if made is None else _made(made))


def _printers() -> list[str]:
    from ui import printers

    return printers.installed()


def _made(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)


def _row(one: Listed) -> Row:
    return Row(
        one.id,
        one.committee,
        one.period,
        one.date,
        one.date_text,
        one.number,
        _state(one),
        plain(one.title),
        time=one.time,
        place=plain(one.place),
    )


def _state(listed: Listed) -> str:
    """A paper that bears a number is no draft any more, wherever the number was taken: so it prints, too."""
    return "numbered" if listed.state == "draft" and listed.number else listed.state
