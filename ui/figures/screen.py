"""Figures (প্রতিবেদন) as a place: charts with their numbers, what each bar counts beside it, and all of it on paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.district.switch import Switch
from ui.fields.flow import Flow
from ui.figures import words
from ui.figures.bars import Swatch
from ui.figures.chart import Chart, ChartHead, Part
from ui.figures.jobs import Asked, Shown
from ui.kit import Kit
from ui.layouts.pickers import Picker
from ui.line_list import Line, LineList, Lines
from ui.names import file_name
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Tabs, Text, empty, row
from ui.printing import Printing
from ui.quiet import Nothing
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP

#: Under which name what was asked for last is remembered.
_KEPT = "figures"
#: The list beside the charts takes that share of the width, between so many pixels.
_SHARE, _NARROW, _WIDE = 0.34, 280, 420


class FiguresScreen(QWidget):
    """Asks for what the filters want; a bar's line says what it counts, and that leads to the minutes."""

    refused = Signal(object)
    #: To the minutes: meeting, step, field.
    edit_asked = Signal(str, str, object)
    went = Signal(str)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Reports")))
        self.asked = Asked.read(kit.memory.text(_KEPT))
        self._shown: Shown | None = None
        #: What the paper on the desk is of.
        self._printed: Asked | None = None
        self.title, self.day = Text(voice(N_("Reports")), "title"), Text(role="muted")
        self.seeing = Button(voice(N_("Show as paper")), look, icon="file-text", keys="F3")
        self.seeing.setCheckable(True)
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.word = Button(voice(N_("Save for Word")), look, role="quiet", icon="save", keys="Ctrl+Shift+W",
                           shows_keys=False)  # fmt: skip
        self.year = Picker(voice(N_("Fiscal year")), look, self._years)
        self.quarter = Picker(voice(N_("Quarter")), look, self._quarters)
        self.committee = Picker(voice(N_("Committee")), look, self._committees)
        self.office = Picker(voice(N_("Office")), look, self._offices)
        # Who has no office below sees nothing of it.
        self.switch = Switch(kit, "reports")
        self.switch.hide()
        self.tabs = Tabs(voice(N_("Charts")))
        self.tabs.offer((voice(name) for _, name in words.VIEWS), self)
        self.chart = Chart(look, voice(N_("Chart")))
        self.head = ChartHead(self.chart, look)
        self._told = QWidget()
        self._told.setAccessibleName(voice(N_("What the parts of a bar mean, and how many there are")))
        self.legend = Flow(self._told, across=GAP, down=HALF)
        self.counted_title = Text(role="heading")
        self.counted: LineList[tuple[str, str]] = LineList(look, Lines(), voice(N_("What the bar counts")))
        self.counted.setObjectName("meetings")
        self.nothing = Nothing()
        self.paper = PaperPane(voice, look, kit.draw, Label(voice(N_("As it prints")), "muted"))
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(voice(N_("Charts")))
        self._build()
        self._connect()

    def _build(self) -> None:
        voice = self._kit.voice
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.day)
        top = row(self.word, self.saving, self.seeing, self.printing, spacing=HALF)
        top.insertSpacing(2, HALF)
        top.insertLayout(0, told, 1)
        self._filters = QWidget()
        self._filters.setAccessibleName(voice(N_("Filters")))
        across = row(self.switch, self.year, self.quarter, self.committee, self.office)
        for place, stretch in enumerate((0, 2, 4, 5, 5)):
            across.setStretch(place, stretch)
        self._filters.setLayout(across)
        left = QVBoxLayout()
        left.setSpacing(HALF)
        left.addWidget(self._told)
        left.addWidget(self.head)
        left.addWidget(self.chart, 1)
        self._right = QWidget()
        self._right.setAccessibleName(self.counted.accessibleName())
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(HALF)
        right.addWidget(self.counted_title)
        right.addWidget(self.counted, 1)
        charts = QWidget()
        charts.setAccessibleName(self.chart.accessibleName())
        whole = QHBoxLayout(charts)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(left, 1)
        whole.addWidget(self._right)
        self._charts = charts
        for page in (charts, self.nothing, self.paper):
            self.pages.addWidget(page)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, STEP)
        stack.setSpacing(STEP)
        stack.addLayout(top)
        stack.addWidget(self._filters)
        stack.addLayout(row(self.tabs, 1))
        stack.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.switch.went.connect(self.went)
        self.tabs.currentChanged.connect(self._to_chart)
        self.chart.chosen.connect(self._tell)
        self.chart.asked.connect(lambda: self.counted.setFocus(Qt.FocusReason.OtherFocusReason))
        self.counted.asked.connect(self._open)
        self.seeing.toggled.connect(self._see)
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))
        self.word.clicked.connect(self._ask_word)
        for picker, name in (
            (self.year, "year"),
            (self.quarter, "quarter"),
            (self.committee, "committee"),
            (self.office, "office"),
        ):
            picker.picked.connect(partial(self._ask_for, name))

    # Going about

    @property
    def view(self) -> words.View:
        """The chart on show."""
        return words.VIEWS[self.tabs.currentIndex()][0]

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = {self.paper: self.paper.view, self._charts: self.chart}.get(self.pages.currentWidget(), self.year)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.paper.busy()

    def renew(self) -> None:
        """Something was written: what is on show is asked for anew, where it is looked at."""
        if self.isVisible():
            self._kit.worker.ask(partial(self._kit.book.figures.shown, self.asked), self._take, topic="figures")
            self._kit.worker.ask(self._kit.book.district.has_any, self.switch.setVisible, topic="figures below")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right.setFixedWidth(max(_NARROW, min(_WIDE, round(self.width() * _SHARE))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.seeing.isChecked():
            # From the paper back to the charts it is of.
            self.seeing.setChecked(False)
            self.first()
        elif event.key() == Qt.Key.Key_Escape and self.counted.hasFocus():
            self.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _open(self, thing: tuple[str, str]) -> None:
        """To the minutes in which it stands; what came from elsewhere stands among the decisions alone."""
        meeting, decision = thing
        if decision and meeting:
            self.edit_asked.emit(meeting, "items", Ref(decision, "text"))
        elif meeting:
            self.edit_asked.emit(meeting, "", None)
        elif self.view != "meetings":
            self.went.emit("decisions")

    # What is asked for

    def _ask_for(self, name: str, value: Any) -> None:
        self.asked = self.asked._replace(**{name: value})
        self._kit.memory.keep(_KEPT, self.asked.text())
        self.renew()

    def _years(self) -> Sequence[tuple[int, str]]:
        return [(one, words.year(one, self._kit.voice)) for one in (self._shown.years if self._shown else ())]

    def _quarters(self) -> Sequence[tuple[int, str]]:
        voice = self._kit.voice
        year = self._shown.figures.wanted.span.year if self._shown else 0
        quarters = [(one, words.quarter(year, one, voice)) for one in (1, 2, 3, 4)] if year else []
        return [(0, voice(N_("All quarters"))), *quarters]

    def _committees(self) -> Sequence[tuple[str, str]]:
        known = self._shown.committees if self._shown else ()
        return [("", self._kit.voice(N_("All committees"))), *((one, one) for one in known)]

    def _offices(self) -> Sequence[tuple[str, str]]:
        return [("", self._kit.voice(N_("All offices"))), *(self._shown.offices if self._shown else ())]

    # What is shown

    def _take(self, shown: Shown) -> None:
        self._shown = shown
        voice, span = self._kit.voice, shown.figures.wanted.span
        self.day.say(voice(N_("As of {date}"), date=voice.date(shown.figures.on)))
        for picker, value, options in (
            (self.year, span.year, self._years()),
            (self.quarter, span.quarter, self._quarters()),
            (self.committee, shown.asked.committee, self._committees()),
            (self.office, shown.asked.office, self._offices()),
        ):
            picker.say(value, dict(options).get(value, words.year(span.year, voice)))
        # A year is short, and told whole.
        self.year.setMinimumWidth(self.year.sizeHint().width())
        self._turn()
        if self.seeing.isChecked():
            self._see(True)

    def _to_chart(self) -> None:
        """From the paper, where that is on show, to the chart that is chosen among the tabs."""
        if self.seeing.isChecked():
            self.seeing.setChecked(False)
        else:
            self._turn()

    def _turn(self) -> None:
        """The chart that is chosen among the tabs."""
        if self._shown is None:
            return
        voice, figures, view = self._kit.voice, self._shown.figures, self.view
        found = words.chart(figures, view, voice)
        sums = words.summary(figures, view)
        if not any(sums):
            self.nothing.say(voice(N_("Nothing was due in this time. Choose another year, committee or office above.")))
            if view == "meetings":
                self.nothing.say(voice(N_("No committee met or was to meet in this time.")))
        if not self.seeing.isChecked():
            self.pages.setCurrentWidget(self._charts if any(sums) else self.nothing)
        parts = words.parts(view, voice)
        self.chart.setAccessibleName(voice(dict(words.VIEWS)[view]))
        self._legend(parts, sums)
        self.chart.show_lines(parts, found)
        self.head.say(voice(words.OF[view]), words.others(view, voice))

    def _legend(self, parts: Sequence[Part], sums: Sequence[int]) -> None:
        empty(self.legend)
        for part, number in zip(parts, sums, strict=True):
            words = f"{part.name} {self._kit.voice.digits(number)}"
            both = QWidget()
            both.setAccessibleName(words)
            both.setLayout(row(Swatch(part.tone, self._kit.look, part.name), Label(words), spacing=HALF + 2))
            self.legend.addWidget(both)

    def _tell(self, key: str) -> None:
        """What the chosen bar counts."""
        line = self.chart.line(key)
        if self._shown is None or line is None:
            return
        voice = self._kit.voice
        self.counted_title.say(line.name)
        found: list[Line[tuple[str, str]]] = words.counted(self._shown.figures, self.view, key, voice)
        self.counted.rows.show_lines(found or [Line(voice(N_("Nothing is counted here.")))])
        self.counted.show_at(self.counted.rows.find(lambda _: True))

    # On paper

    def _name(self) -> str:
        span = self._shown.figures.wanted.span if self._shown else None
        voice = self._kit.voice
        return file_name(voice(N_("Figures")), words.span(span, voice) if span else "", self.asked.committee)

    def _see(self, shown: bool) -> None:
        """The figures as paper, or the charts again."""
        if not shown:
            self.paper.show_paper(None)
            self._printed = None
            self._turn()
            return
        self.pages.setCurrentWidget(self.paper)
        self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kit.worker.ask(
            partial(self._kit.book.figures.paper, self.asked),
            partial(self._put, self.asked),
            otherwise=self._no_paper,
            topic="figures paper",
        )

    def _put(self, asked: Asked, paper: Paper) -> None:
        if self.seeing.isChecked():
            self.paper.show_paper(paper, keep_place=asked == self._printed)
            self._printed = asked

    def _no_paper(self, error: UserError) -> None:
        self.seeing.setChecked(False)
        self.refused.emit(error)

    def _give(self, way: Callable[[Paper, str], None]) -> None:
        """Hands out the figures as they are now."""
        name = self._name()
        job = partial(self._kit.book.figures.paper, self.asked)
        self._kit.worker.ask(job, lambda paper: way(paper, name), topic="figures out")

    def _ask_word(self) -> None:
        self._printing.ask_word(self._name(), partial(self._kit.book.figures.word, asked=self.asked))
