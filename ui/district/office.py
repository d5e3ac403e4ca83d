"""One office below as a page: its signed papers, or what is open there, and a paper of it to be read and printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.paper_key import PaperKey
from ui.district import words
from ui.district.jobs import Asked, Open, Read, Signed
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.names import file_name
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Tabs, Text, row
from ui.printing import Printing
from ui.quiet import Nothing
from ui.theme import GAP, HALF, STEP, restyle

if TYPE_CHECKING:
    from koyradesk.district.shapes import Row
    from ui.district.grid import Leads
    from ui.raster import Paper

#: What the page can list, and which tab that is.
_TABS: tuple[Leads, ...] = ("papers", "open", "late")
#: The list takes that share of the width, between so many pixels.
_SHARE, _NARROW, _WIDE = 0.36, 280, 420


class OfficePage(QWidget):
    """Everything of one office; nothing of it can be written here."""

    #: Back to all offices.
    left = Signal()
    refused = Signal(object)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("One upazila")))
        self._row: Row | None = None
        self._asked = Asked()
        self._year = 0
        #: The paper that is wanted, the one on the desk, and the line to begin at.
        self._wanted: PaperKey | None = None
        self._read: Read | None = None
        self._begin: object = None
        #: Another list was asked for: the keyboard goes there.
        self._fresh = False
        self.going = Button(voice(N_("All upazilas")), look, icon="arrow-left", keys="Escape", owns_keys=False,
                            shows_keys=False)  # fmt: skip
        self.title, self.facts = Text(role="title"), Text(role="muted")
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.tabs = Tabs(voice(N_("What is listed of it")))
        self.tabs.offer(map(voice, (N_("Signed papers"), N_("Still open"), N_("Late"))), self)
        self.list: LineList[Any] = LineList(look, Lines(), voice(N_("What is listed of it")))
        self.list.setObjectName("meetings")
        self.nothing = Nothing()
        self.said = Label("", "muted")
        self.paper = PaperPane(voice, look, kit.draw, self.said)
        #: What is to be known of the paper on the desk.
        self.note = Text(role="small")
        self.note.hide()
        #: Why there is no page.
        self.trouble = Nothing()
        self._lists, self._desk = QStackedWidget(), QStackedWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        voice = self._kit.voice
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.facts)
        top = row(self.going, self.saving, self.printing)
        top.insertLayout(1, told, 1)
        top.insertSpacing(1, STEP)
        reading = self._reading = QWidget()
        reading.setAccessibleName(voice(N_("Paper")))
        under = QVBoxLayout(reading)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(HALF)
        under.addWidget(self.note)
        under.addWidget(self.paper, 1)
        for stack, name, inside in (
            (self._lists, N_("What is listed of it"), (self.list, self.nothing)),
            (self._desk, N_("Paper"), (reading, self.trouble)),
        ):
            stack.setAccessibleName(voice(name))
            for one in inside:
                stack.addWidget(one)
        across = QHBoxLayout()
        across.setSpacing(GAP)
        across.addWidget(self._lists)
        across.addWidget(self._desk, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addLayout(top)
        whole.addLayout(row(self.tabs, 1))
        whole.addLayout(across, 1)

    def _connect(self) -> None:
        self.going.clicked.connect(self.left)
        self.tabs.currentChanged.connect(self._turn)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.asked.connect(lambda _: self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))

    # What is shown

    def show_office(self, one: Row, asked: Asked, year: int, what: Leads, meeting: str = "") -> None:
        """An office: its papers (from a meeting on), or what is open or late there."""
        self._asked, self._year = asked, year
        self._begin = PaperKey("minutes", meeting) if meeting else None
        self._say(one)
        self._put(None)
        self._fresh = True
        index = _TABS.index(what) if what in _TABS else 0
        if self.tabs.currentIndex() == index:
            self._look()
        else:
            self.tabs.setCurrentIndex(index)

    def renew(self, one: Row) -> None:
        """Something came in: the office as it is now; what is chosen and read stays so."""
        thing = self.list.now()
        self._begin = _same(thing) if thing is not None else None
        self._say(one)
        self._look()

    def _say(self, one: Row) -> None:
        voice, asked = self._kit.voice, self._asked
        self._row = one
        self.title.say(one.name)
        day = voice(N_("Data of {day}"), day=voice.date(one.as_of)) if one.as_of else ""
        stale = voice(N_("long ago: ask for newer")) if one.stale else ""
        self.facts.say(" · ".join(part for part in (asked.committee, day, stale) if part))
        for at, (name, number) in enumerate(((N_("Still open"), one.open), (N_("Late"), one.late)), 1):
            self.tabs.setTabText(at, f"{voice(name)} {voice.digits(number)}")
            self.tabs.setTabVisible(at, one.role != "above")

    @property
    def office(self) -> str:
        """Whose page it is, "" while it is nobody's."""
        return self._row.office if self._row else ""

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = self.list if self._lists.currentWidget() is self.list else self.going
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.paper.busy()

    def _turn(self) -> None:
        self._fresh = True
        self._look()

    def _look(self) -> None:
        """Asks for what the chosen tab lists."""
        one = self._row
        if one is None or one.as_of is None:
            return
        jobs, committee, what = self._kit.book.district, self._asked.committee, _TABS[self.tabs.currentIndex()]
        job: Callable[[], Sequence[Any]]
        if what == "papers":
            job = partial(jobs.signed, one.office, self._year, committee)
        else:
            job = partial(jobs.open_ones, one.office, one.as_of, committee, what == "late")
        self._kit.worker.ask(job, partial(self._take, what), otherwise=self._gone, topic="district office")

    def _take(self, what: Leads, found: Sequence[Any]) -> None:
        voice = self._kit.voice
        shown: list[Line[Any]] = list(words.signed(found, voice) if what == "papers" else words.open_ones(found, voice))
        empty = {
            "papers": N_("Nothing signed has come from this office for this year."),
            "open": N_("Nothing is open there."),
            "late": N_("Nothing is late there."),
        }
        self.nothing.say(voice(empty[what]))
        self._lists.setCurrentWidget(self.list if shown else self.nothing)
        self.list.rows.show_lines(shown)
        at = self.list.rows.find(lambda one: self._begin is not None and _same(one) == self._begin)
        if not self.list.show_at(at if at.isValid() else self.list.rows.find(lambda _: True)):
            self._put(None)
        if self._fresh and self.isVisible():
            self.first()
        self._fresh = False

    def _gone(self, error: UserError) -> None:
        self.nothing.say(self._kit.voice.refusal(error))
        self._lists.setCurrentWidget(self.nothing)
        self._put(None)

    # The paper

    def _choose(self) -> None:
        """The paper that the chosen line is of: itself, or the minutes that decided it."""
        thing, one = self.list.now(), self._row
        if thing is None or one is None:
            return
        if isinstance(thing, Open) and not thing.meeting:
            self._put(
                None, self._kit.voice(N_("It was asked for from outside; no minutes of this office speak of it."))
            )
            return
        key = thing.key if isinstance(thing, Signed) else PaperKey("minutes", thing.meeting)
        if key == self._wanted:
            return
        self._wanted = key
        job = partial(self._kit.book.district.read, one.office, key)
        self._kit.worker.ask(job, partial(self._here, key), otherwise=self._unread, topic="district paper")

    def _here(self, key: PaperKey, read: Read) -> None:
        if key != self._wanted:
            return
        voice = self._kit.voice
        self._read = read
        self.said.say(voice(N_("As it was signed") if read.note is None else N_("Set here from the signed record")))
        self.note.say(voice.refusal(read.note) if read.note else "")
        self.note.setVisible(read.note is not None)
        restyle(self.note, "role", "small" if read.agrees else "error")
        self.paper.show_paper(read.paper)
        self._desk.setCurrentWidget(self._reading)
        self._enable(True)

    def _unread(self, error: UserError) -> None:
        wanted = self._wanted
        self._put(None, self._kit.voice.refusal(error))
        self._wanted = wanted

    def _put(self, paper: Paper | None, why: str = "") -> None:
        self._wanted = self._read = None
        self.paper.show_paper(paper)
        self.trouble.say(why)
        self._desk.setCurrentWidget(self.trouble)
        self._enable(False)

    def _enable(self, ready: bool) -> None:
        self.printing.setEnabled(ready)
        self.saving.setEnabled(ready)

    def _give(self, way: Callable[[Paper, str], None]) -> None:
        if self._read is not None and self._row is not None:
            thing = self.list.now()
            about = thing.committee if thing is not None else ""
            way(self._read.paper, file_name(self._row.name, about, self._read.number))

    # Keys and room

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.paper.view.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lists.setFixedWidth(max(_NARROW, min(_WIDE, round(self.width() * _SHARE))))


def _same(thing: Signed | Open) -> object:
    """By what a line is found again."""
    return thing.key if isinstance(thing, Signed) else (thing.decision, thing.who, thing.due)
