"""How topics come along in the offices below: a bar of shares for each, and of one topic for each office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.district import words
from ui.fields.flow import Flow
from ui.figures import words as figure_words
from ui.figures.bars import Swatch
from ui.figures.chart import Chart, ChartHead
from ui.kit import Kit
from ui.layouts.pickers import Picker
from ui.parts import Button, Label, Text, row
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from koyradesk.district.shapes import View


class Topics(QFrame):
    """Enter goes from a topic to its offices, and from one of these to what is open there; Escape goes back."""

    #: What is open in an office.
    opened = Signal(str)
    #: A quarter was picked, 0 for the whole year.
    picked = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._voice = voice = kit.voice
        self._view: View | None = None
        self._quarter = 0
        #: The topic whose offices are shown, "" for all topics.
        self._topic = ""
        self.setProperty("role", "card")
        self.setAccessibleName(voice(N_("Carried out, by topic")))
        self.quarter = Picker(voice(N_("Quarter")), kit.look, self._quarters)
        self.back = Button(voice(N_("All topics")), kit.look, role="quiet", icon="arrow-left")
        self.heading = Text(voice(N_("Carried out, by topic")), "heading")
        self.chart = Chart(kit.look, self.accessibleName(), shares=True)
        self.head = ChartHead(self.chart, kit.look)
        self.signs = _signs(kit)
        self.nothing = Text(role="muted")
        # In a card, the chart needs no frame of its own.
        self.chart.setObjectName("lines")
        self.chart.setFrameShape(QFrame.Shape.NoFrame)
        top = row(self.back, self.heading, self.quarter)
        top.setStretch(1, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(STEP + HALF, STEP + HALF, STEP + HALF, STEP + HALF)
        stack.setSpacing(STEP)
        stack.addLayout(top)
        for one in (self.head, self.chart, self.signs, self.nothing):
            stack.addWidget(one)
        stack.setStretch(2, 1)
        self.chart.asked.connect(self._into)
        self.back.clicked.connect(self.leave)
        self.quarter.picked.connect(self.picked)

    def show_view(self, view: View, quarter: int) -> None:
        """The topics of a quarter, 0 for the whole year; the topic that was gone into stays so, if it is there."""
        self._view, self._quarter = view, quarter
        voice, every = self._voice, view.topics.get(quarter, ())
        inside = next((one for one in every if one.key == self._topic), None) if self._topic else None
        self._topic = inside.key if inside else ""
        say_short(self.quarter, quarter, dict(self._quarters())[quarter])
        self.back.setVisible(inside is not None)
        self.heading.say(inside.name or voice(N_("Not named")) if inside else voice(N_("Carried out, by topic")))
        found = words.by_office(inside, view, voice) if inside else words.topics(every, voice)
        self.chart.show_lines(words.parts(voice), found)
        self.head.say(voice(N_("Upazila") if inside else N_("Topic")), (voice(N_("Share")),))
        self.nothing.say(voice(N_("Nothing was due in this time.")))
        self.nothing.setVisible(not every)
        for one in (self.chart, self.head, self.signs):
            one.setVisible(bool(every))

    @property
    def inside(self) -> bool:
        """Are the offices of one topic shown?"""
        return bool(self._topic)

    def leave(self) -> None:
        """From the offices of a topic back to all topics."""
        self._topic = ""
        if self._view is not None:
            self.show_view(self._view, self._quarter)
        self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _into(self) -> None:
        key = self.chart.now
        if key is None or self._view is None:
            return
        if self._topic:
            self.opened.emit(key)
        else:
            self._topic = key
            self.show_view(self._view, self._quarter)

    def _quarters(self) -> Sequence[tuple[int, str]]:
        year = self._view.year if self._view else 0
        quarters = [(one, figure_words.quarter(year, one, self._voice)) for one in (1, 2, 3, 4)] if year else []
        return [(0, self._voice(N_("The whole year"))), *quarters]


def _signs(kit: Kit) -> QWidget:
    """What the stretches of a bar are: over their numbers there is no room for words."""
    every = QWidget()
    every.setAccessibleName(kit.voice(N_("Carried out, by topic")))
    flow = Flow(every, across=GAP, down=HALF)
    for part in words.parts(kit.voice):
        both = QWidget()
        both.setAccessibleName(part.name)
        both.setLayout(row(Swatch(part.tone, kit.look, part.name), Label(part.name, "said"), spacing=HALF + 2))
        flow.addWidget(both)
    return every


def say_short(picker: Picker, value: object, said: str) -> None:
    """Shows what is chosen whole: it is short."""
    picker.say(value, said)
    picker.setFixedWidth(picker.sizeHint().width())
