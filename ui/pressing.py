"""What is late and what is due within seven days, for the first page: a click from the thing and from what to do.

Nothing of this is there before the window stands: the store tells it, and the first page keeps its room.
"""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.keys import EnterPresses
from ui.parts import Button, Chip, Label, Text, empty, row, rule
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens, font

_BAR = 6


class Thing(NamedTuple):
    """An obligation as the first page tells it. ``share`` is how full its bar is, None for none."""

    obligation: str
    text: str
    where: str
    progress: str
    share: float | None
    pill: str
    tone: str


class Pressing(NamedTuple):
    """The first of what is late and of what is due within seven days, and how many there are."""

    late: tuple[Thing, ...] = ()
    week: tuple[Thing, ...] = ()
    all_late: int = 0
    all_week: int = 0


class _Name(EnterPresses, QPushButton):
    """The text of a decision; a click or Enter leads to it."""

    def __init__(self, text: str, look: Tokens, description: str) -> None:
        super().__init__()
        self._text, self._look = text, look
        self.setProperty("role", "bare")
        self.setAccessibleName(text)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(lines.height(self._text, font(bold=True), width))

    def sizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, ceil(lines.leading(font(bold=True))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        colour = look.accent if self.underMouse() or self.hasFocus() else look.text
        if self.hasFocus():
            # Below the words, which begin at the edge: no letter is struck through.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.accent), look.ring - 1))
            painter.setBrush(QColor(look.accent_soft))
            half = (look.ring - 1) / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 4, 4)
        lines.draw(painter, QRectF(self.rect()), self._text, font(bold=True), colour)


class _Bar(QWidget):
    """How much of it is done; the words stand beside it."""

    def __init__(self, share: float, look: Tokens, name: str) -> None:
        super().__init__()
        self._share, self._look = share, look
        self.setAccessibleName(name)
        self.setFixedSize(96, _BAR + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(0, 1, self.width(), _BAR)
        for share, colour in ((1.0, look.field_line), (self._share, look.accent)):
            painter.setBrush(QColor(colour))
            if share > 0:
                part = QRectF(place.left(), place.top(), max(_BAR, place.width() * share), place.height())
                painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)


class _Line(QWidget):
    """One thing: its text, where it was decided, how far it is; how late; what to do about it."""

    def __init__(self, thing: Thing, act: Button, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(thing.text)
        told = ", ".join(part for part in (thing.where, thing.progress, thing.pill) if part)
        self.name = _Name(thing.text, look, told)
        self.act = act
        act.setAccessibleDescription(thing.text)
        pill = Chip(look, thing.pill, thing.tone, name=thing.text)
        if not thing.pill:
            pill.hide()
        head = row(self.name, pill)
        head.setStretch(0, 1)
        head.setAlignment(pill, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(thing.where, "small"))
        if thing.progress:
            progress = Text(thing.progress, "small")
            bar = [] if thing.share is None else [_Bar(thing.share, look, thing.progress)]
            below = row(*bar, progress)
            below.setStretch(below.count() - 1, 1)
            words.addLayout(below)
        foot = row(act)
        foot.insertLayout(0, words, 1)
        foot.setAlignment(act, Qt.AlignmentFlag.AlignVCenter)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, HALF, 0, HALF)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addLayout(foot)

    def part(self) -> None:
        """A hairline above it, which comes and goes with it."""
        stack = self.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.insertWidget(0, rule())
        stack.insertSpacing(1, STEP)


class PressingList(QWidget):
    """Both lists under one another, as many of each as there is room for; the rest is one button away."""

    #: To one of them among the decisions: its id, and whether it is late.
    asked = Signal(str, bool)
    #: What was done for one is to be written in: its id.
    progress_asked = Signal(str)
    reminders_asked = Signal()
    #: To all that is late (True), or due within seven days.
    all_asked = Signal(bool)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.setAccessibleName(voice(N_("What is late and what is due")))
        self._late: list[_Line] = []
        self._week: list[_Line] = []
        self.shown = Pressing()
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._heads: list[QWidget] = []
        self.more: dict[bool, Button] = {}

    def show_things(self, shown: Pressing) -> None:
        """Other things."""
        self.shown = shown
        self._late, self._week, self.more, self._heads = [], [], {}, []
        empty(self._stack)
        voice = self._voice
        self._part(voice(N_("Overdue")), shown.late, shown.all_late, late=True)
        self._part(voice(N_("Due within seven days")), shown.week, shown.all_week, late=False)
        self._stack.addStretch(1)

    def _part(self, name: str, things: tuple[Thing, ...], count: int, *, late: bool) -> None:
        if not things:
            return
        voice, look = self._voice, self._look
        head = QWidget()
        head.setAccessibleName(name)
        chip = Chip(look, voice.digits(count), "late" if late else "wait", name=name)
        more = self.more[late] = Button(voice(N_("See all")), look, role="small")
        more.setAccessibleDescription(name)
        more.clicked.connect(partial(self.all_asked.emit, late))
        head.setLayout(row(Label(name, "heading"), chip, 1, more))
        # As high with the button as without it.
        head.setFixedHeight(more.sizeHint().height() + HALF)
        if self._heads:
            self._stack.addSpacing(STEP)
        self._heads.append(head)
        self._stack.addWidget(head)
        for at, thing in enumerate(things):
            act = Button(voice(N_("Reminder") if late else N_("Progress")), look, role="small")
            made = _Line(thing, act, voice, look)
            made.name.clicked.connect(partial(self.asked.emit, thing.obligation, late))
            if late:
                act.clicked.connect(self.reminders_asked)
            else:
                act.clicked.connect(partial(self.progress_asked.emit, thing.obligation))
            if at:
                made.part()
            (self._late if late else self._week).append(made)
            self._stack.addWidget(made)

    def first_name(self) -> QWidget | None:
        """The first of them, for the keyboard."""
        return next((line.name for line in (*self._late, *self._week)), None)

    def least(self, width: int) -> int:
        """The height that one of each needs."""
        heads = sum(head.maximumHeight() for head in self._heads) + STEP * (len(self._heads) - 1)
        return heads + sum(line.heightForWidth(width) for line in (*self._late[:1], *self._week[:1]))

    def fit(self, width: int, room: int) -> None:
        """Shows as many whole lines as there is room for: what is late first, but of both one at least."""
        left = room - sum(head.maximumHeight() for head in self._heads) - STEP * (len(self._heads) - 1)
        order = [*self._late[:1], *self._week[:1], *self._late[1:], *self._week[1:]]
        full = False
        for place, line in enumerate(order):
            need = line.heightForWidth(width)
            full = full or (need > left and place > 0)
            line.setVisible(not full)
            left -= 0 if full else need
        for late, those, count in (
            (True, self._late, self.shown.all_late),
            (False, self._week, self.shown.all_week),
        ):
            if late in self.more:
                self.more[late].setVisible(sum(not one.isHidden() for one in those) < count)
