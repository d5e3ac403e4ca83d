"""The offices below (উপজেলাসমূহ) as a place: who met, what is open and late, how topics and one decision come along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.district import words
from ui.district.course import CourseView, Mark, marks
from ui.district.grid import UpazilaGrid
from ui.district.jobs import Asked, Course, Shown
from ui.district.legend import Legend
from ui.district.office import OfficePage
from ui.district.switch import Switch
from ui.district.topics import Topics, say_short
from ui.figures import words as figure_words
from ui.kit import Kit
from ui.layouts.pickers import Picker
from ui.names import file_name
from ui.parts import Button, Label, Tabs, Text, card, row
from ui.printing import Printing
from ui.quiet import Nothing
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from ui.raster import Paper

#: Under which name what was asked for last is remembered.
_KEPT = "district"
#: The topics want at least that much room beside the table, and that height; what a card has around its contents.
_BESIDE, _TOPICS, _AIR = 380, 260, 24
#: Nobody needs a wider choice of committees; and a height that nothing reaches.
_PICKER, _MOST = 420, 16_777_215


class DistrictScreen(QWidget):
    """Asks for what the pickers want; every cell, bar and chip leads to what it tells of."""

    told = Signal(str, object)
    refused = Signal(object)
    #: To our own minutes: meeting, step, field.
    edit_asked = Signal(str, str, object)
    went = Signal(str)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Upazilas")))
        self.asked = Asked.read(kit.memory.text(_KEPT))
        self._shown: Shown | None = None
        self._course: Course | None = None
        self.switch = Switch(kit, "upazilas")
        self.title, self.facts = Text(voice(N_("Upazilas")), "title"), Text(role="muted")
        self.excel = Button(voice(N_("Excel")), look, icon="sheet", keys="Ctrl+E", shows_keys=False)
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.committee = Picker(voice(N_("Committee")), look, self._committees)
        self.year = Picker(voice(N_("Fiscal year")), look, self._years)
        self.matter = Picker(voice(N_("Decision that went down")), look, self._matters)
        self.grid = UpazilaGrid(voice(N_("Upazilas by month")), look)
        self.topics = Topics(kit)
        self.course = CourseView(voice(N_("The course of one decision")), look)
        self.pages, self._whole = QStackedWidget(), QWidget()
        self.tabs = Tabs(voice(N_("What is shown")))
        # The keys are of this page alone: that of an office has such, too.
        names = (N_("By month"), N_("By topic"), N_("The course of one decision"))
        self.tabs.offer(map(voice, names), self._whole, self._turn)
        self.legend = Legend(kit)
        self.no_course = Text(role="muted")
        self.nothing = Nothing(self._ways_on())
        self.office = OfficePage(kit, printing)
        self._beside: bool | None = None
        self._build()
        self._connect()

    def _ways_on(self) -> Button:
        self.exchange = Button(self._kit.voice(N_("Exchange")), self._kit.look, role="primary", icon="arrow-left-right")
        return self.exchange

    def _build(self) -> None:
        voice = self._kit.voice
        self.pages.setAccessibleName(voice(N_("Upazilas")))
        self._whole.setAccessibleName(voice(N_("Upazilas")))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.facts)
        top = row(self.saving, self.excel, self.printing)
        top.insertLayout(0, told, 1)
        self._filters = QWidget()
        self._filters.setAccessibleName(voice(N_("Filters")))
        across = row(self.switch, 1, self.committee, self.year, spacing=STEP)
        across.setStretch(2, 4)
        self.committee.setMaximumWidth(_PICKER)
        self._filters.setLayout(across)
        self._cards = QWidget()
        self._cards.setAccessibleName(voice(N_("Upazilas")))
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._table = _card(self.grid, self.legend, name=self.grid.accessibleName())
        self._way = self._way_card()
        self._views = QStackedWidget()
        self._views.setAccessibleName(voice(N_("Upazilas")))
        for page in (self._cards, self.nothing):
            self._views.addWidget(page)
        stack = QVBoxLayout(self._whole)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(STEP)
        stack.addLayout(top)
        stack.addWidget(self._filters)
        stack.addLayout(row(self.tabs, 1))
        stack.addWidget(self._views, 1)
        for page in (self._whole, self.office):
            self.pages.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, STEP)
        whole.addWidget(self.pages)

    def _way_card(self) -> QFrame:
        made = _card(name=self.course.accessibleName())
        inside = made.layout()
        assert isinstance(inside, QVBoxLayout)
        heading = row(Label(self._kit.voice(N_("The course of one decision")), "heading"), self.matter)
        heading.setStretch(1, 1)
        inside.addLayout(heading)
        for one in (self.course, self.no_course):
            inside.addWidget(one)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return made

    def _connect(self) -> None:
        self.switch.went.connect(self.went)
        self.exchange.clicked.connect(partial(self.went.emit, "exchange"))
        self.grid.opened.connect(self._open)
        self.course.opened.connect(self._follow)
        self.office.left.connect(self._leave)
        self.office.refused.connect(self.refused)
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))
        self.excel.clicked.connect(self._ask_excel)
        self.tabs.currentChanged.connect(self._lay)
        self.topics.opened.connect(lambda office: self._open(office, "open", ""))
        self.topics.picked.connect(partial(self._ask_for, "quarter"))
        for picker, name in (
            (self.year, "year"),
            (self.committee, "committee"),
            (self.matter, "matter"),
        ):
            picker.picked.connect(partial(self._ask_for, name))

    # Going about

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.pages.currentWidget() is self.office:
            self.office.first()
        elif self._views.currentWidget() is self.nothing:
            self.exchange.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            shown = 0 if self._beside else self.tabs.currentIndex()
            (self.grid, self.topics.chart, self.course)[shown].setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.office.busy()

    def renew(self) -> None:
        """Something was written or came in: what is on show is asked for anew, where it is looked at."""
        if self.isVisible():
            jobs = self._kit.book.district
            self._kit.worker.ask(partial(jobs.shown, self.asked), self._take, topic="district")
            self._kit.worker.ask(partial(jobs.course, self.asked), self._take_course, topic="district course")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.topics.chart.hasFocus() and self.topics.inside:
            self.topics.leave()
        elif (
            event.key() == Qt.Key.Key_Escape and self._beside and self.focusWidget() in (self.topics.chart, self.course)
        ):
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def show_office(self, office: str, meeting: str) -> None:
        """To the papers of an office, from a meeting on."""
        self._open(office, "month", meeting)

    def _open(self, office: str, what: str, meeting: str) -> None:
        """To the page of an office: its papers, from a meeting on, or what is open or late there."""
        if self._shown is None:
            return
        view = self._shown.view
        one = next((line for line in view.rows if line.office == office), None)
        if one is None:
            return
        where: Any = "papers" if what == "month" else what
        self.pages.setCurrentWidget(self.office)
        self.office.show_office(one, self._shown.asked, view.year, where, meeting)

    def _follow(self, mark: Mark) -> None:
        """From the course of a decision to the minutes of an office that speak of it."""
        step, shown = mark.step, self._shown
        if step is None or shown is None:
            return
        if mark.ours:
            self.edit_asked.emit(step.meeting, "", None)
        elif any(one.office == step.office for one in shown.view.rows):
            self._open(step.office, "month" if step.meeting else "open", step.meeting)
        else:
            from koyradesk.district.shapes import Row

            # An office above: its papers are here, but nobody counts what is open there.
            one = Row(step.office, step.name, step.role, as_of=step.as_of)
            year = figure_words.year_of(step.begun) if step.begun else shown.view.year
            self.pages.setCurrentWidget(self.office)
            self.office.show_office(one, shown.asked._replace(committee=""), year, "papers", step.meeting)

    def _leave(self) -> None:
        self.pages.setCurrentWidget(self._whole)
        self.first()

    # What is asked for

    def _ask_for(self, name: str, value: Any) -> None:
        self.asked = self.asked._replace(**{name: value})
        self._kit.memory.keep(_KEPT, self.asked.text())
        if name == "quarter" and self._shown is not None:
            # All quarters came with the view.
            self.topics.show_view(self._shown.view, self.asked.quarter)
        elif name == "matter":
            job = partial(self._kit.book.district.course, self.asked)
            self._kit.worker.ask(job, self._take_course, topic="district course")
        else:
            self.renew()

    def _years(self) -> Sequence[tuple[int, str]]:
        if self._shown is None:
            return ()
        years = sorted({*self._shown.view.years, self._shown.view.year}, reverse=True)
        return [(one, figure_words.year(one, self._kit.voice)) for one in years]

    def _committees(self) -> Sequence[tuple[str, str]]:
        voice = self._kit.voice
        known = self._shown.view.committees if self._shown else ()
        said = N_("{committee} · in {offices} upazilas")
        return [
            ("", voice(N_("All committees"))),
            *((one.name, voice(said, committee=one.name, offices=one.offices)) for one in known),
        ]

    def _matters(self) -> Sequence[tuple[str, str]]:
        every = self._course.matters if self._course else ()
        return [(one.id, words.matter(one, self._kit.voice)) for one in every]

    # What is shown

    def _take(self, shown: Shown) -> None:
        self._shown = shown
        voice, view = self._kit.voice, shown.view
        name = view.committee or shown.asked.committee
        self.title.say(" · ".join(part for part in (voice(N_("Upazilas")), name) if part))
        self.facts.say(self._about())
        say_short(self.year, view.year, figure_words.year(view.year, voice))
        self.committee.say(name, name or voice(N_("All committees")))
        self.grid.show_lines(words.heads(view, voice), words.table(view, voice), words.sums(view, voice))
        self.legend.show_for(alone=bool(view.committee))
        self.topics.show_view(view, self.asked.quarter)
        now = next((one for one in view.rows if one.office == self.office.office), None)
        if now is not None and self.pages.currentWidget() is self.office:
            self.office.renew(now)
        empty = not view.rows
        self.nothing.say(
            voice(
                N_(
                    "Nothing has come from any upazila yet.\nAccept the key card of an upazila under Exchange, then "
                    "take in what it sends on a stick, by mail or over the internet: it is shown here at once."
                )
            )
        )
        self._views.setCurrentWidget(self.nothing if empty else self._cards)
        for one in (self.printing, self.saving, self.excel, self.committee, self.year):
            one.setEnabled(not empty)
        self._lay()

    def _about(self) -> str:
        assert self._shown is not None
        voice, view = self._kit.voice, self._shown.view
        there = len(view.rows)
        said = [voice(N_("1 upazila") if there == 1 else N_("{number} upazilas"), number=there)] if there else []
        if view.oldest and view.newest:
            both = {"first": voice.date(view.oldest), "last": voice.date(view.newest)}
            one = N_("data of {last}") if view.oldest == view.newest else N_("data of {first} to {last}")
            said.append(voice(one, **both))
        stale = sum(one.stale for one in view.rows)
        if stale:
            said.append(voice(N_("1 of them old") if stale == 1 else N_("{number} of them old"), number=stale))
        return " · ".join(said)

    def _take_course(self, course: Course) -> None:
        self._course = course
        voice = self._kit.voice
        chosen = next((one for one in course.matters if one.id == course.chosen), None)
        self.matter.say(course.chosen, words.matter(chosen, voice) if chosen else "")
        self.matter.setVisible(chosen is not None)
        self.course.setVisible(course.lineage is not None)
        self.course.show_marks(marks(course.lineage, voice) if course.lineage else [])
        self.no_course.say(
            voice(
                N_(
                    "No decision of ours has gone down yet. Name an upazila as the implementer of a decision, have the "
                    "minutes signed and send the file: how far each upazila has come is shown here from then on.\n"
                    "Which name of the directory is which office is chosen when its key card is accepted."
                )
            )
        )
        self.no_course.setVisible(course.lineage is None)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _turn(self, index: int) -> None:
        """To the table, the topics or the course: by its tab, or, where all are in view, with the keyboard alone."""
        if self.pages.currentWidget() is self._whole:
            self.tabs.setCurrentIndex(index)
            (self.grid, self.topics.chart, self.course)[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay(self) -> None:
        """Topics and course stand beside and below the table where all have room, else each has a tab of its own."""
        beside = self.width() - 2 * GAP >= self.grid.least() + _BESIDE + GAP + _AIR
        every = (self._table, self.topics, self._way)
        if beside != self._beside:
            self._beside = beside
            for place, one in enumerate(every):
                self._grid.removeWidget(one)
                if beside:
                    self._grid.addWidget(one, place // 2, place % 2, 1, 1 + place // 2)
                else:
                    self._grid.addWidget(one, 0, 0, 1, 2)
            # What is left over stays empty, below all.
            self._grid.setRowStretch(0, 1000)
            self._grid.setRowStretch(2, 1)
            self.tabs.setVisible(not beside)
            self.course.set_most(3 if beside else 60)
        for place, one in enumerate(every):
            one.setVisible(beside or place == self.tabs.currentIndex())
        tall = self.grid.whole() + self.legend.heightForWidth(max(1, self.grid.width())) + 2 * _AIR
        self._table.setMaximumHeight(tall)
        self.topics.setMaximumHeight(max(tall, _TOPICS) if beside else _MOST)

    # Out of the window

    def _name(self) -> str:
        voice = self._kit.voice
        view = self._shown.view if self._shown else None
        year = figure_words.year(view.year, voice) if view else ""
        return file_name(voice(N_("Upazilas")), view.committee if view else "", year)

    def _give(self, way: Callable[[Paper, str], None]) -> None:
        """Hands out the view as it is now."""
        name = self._name()
        job = partial(self._kit.book.district.paper, self.asked)
        self._kit.worker.ask(job, lambda paper: way(paper, name), topic="district out")

    def _ask_excel(self) -> None:
        voice = self._kit.voice
        folder = dialogs.last_folder(self._kit.memory, "folder")
        dialog = dialogs.for_excel(self.window(), voice, folder, self._name())
        dialog.fileSelected.connect(lambda path: self.save_excel(Path(path)))
        self._printing.open(dialog)

    def save_excel(self, path: Path) -> None:
        """Writes the file for Excel."""
        voice = self._kit.voice
        self._kit.memory.keep("folder", str(path.parent))
        job = partial(self._kit.book.district.excel, path, self.asked, voice.language)
        self._kit.worker.ask(job, lambda _: self.told.emit(voice(N_("Saved: {path}"), path=str(path)), None))


def _card(*inside: QWidget, name: str) -> QFrame:
    made = card(*inside, name=name)
    held = made.layout()
    assert held is not None
    held.setContentsMargins(STEP + HALF, STEP + HALF, STEP + HALF, STEP + HALF)
    return made
