"""What an agenda item carries from earlier meetings, how far it is, and what the committee decides of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations.words import share_words, status_words
from ui import lines
from ui.editor.card_keys import BY_NAME
from ui.editor.column import Column
from ui.fields import DateField
from ui.fields.flow import Flow, flow
from ui.keys import ENTERS
from ui.parts import Button, Chip, Text
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, font

if TYPE_CHECKING:
    from koyradesk.carrying import Carried, Open
    from koyradesk.obligations.closing import How

#: What the committee can decide: the action of ``card_keys``, and what its button says.
WAYS: tuple[tuple[How, str, str], ...] = (
    ("done", "settle", N_("Settle")),
    ("extended", "extend", N_("More time")),
    ("reissued", "reissue", N_("Decide anew")),
    ("dropped", "drop", N_("Drop the decision")),
)
_DECIDED: dict[str, str] = {
    "done": N_("Settled at this meeting"),
    "dropped": N_("Dropped at this meeting"),
    "reissued": N_("Decided anew at this meeting"),
}


def how_far(of: Open, voice: Voice) -> tuple[str, str]:
    """How many have done it (of one alone, how far it is), and how late it is: "১৪টির মধ্যে ৯টি", "১২ দিন দেরি"; "" for
    what there is not."""
    share = share_words(of.done, of.tasks, voice.language) if of.tasks > 1 else ""
    if of.tasks == 1:
        share = status_words("done" if of.done else "progress" if of.words else "open", voice.language)
    if not of.late:
        return share, ""
    return share, voice(N_("1 day late") if of.late == 1 else N_("{days} days late"), days=of.late)


class _Said(QWidget):
    """The decision in a few lines: its words where there are several, whom it binds, how far it is."""

    def __init__(self, of: Open, alone: bool, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._look = look
        text = " ".join(plain(of.text).split())
        names = ", ".join(plain(one.name) for one in of.implementers)
        share, late = how_far(of, voice)
        day = voice(N_("by {date}"), date=voice.date(of.due)) if of.due else ""
        self._below = " · ".join(part for part in (names, day, share) if part)
        # One alone is quoted in the discussion right above.
        self._text = "" if alone and self._below else text
        self.setAccessibleName(", ".join(part for part in (text, self._below, late) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(sum(lines.height(text, face, width) for text, face, _ in self._lines()))

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def _lines(self) -> list[tuple[str, Any, str]]:
        look, small = self._look, font(TYPE.small)
        found = [(self._text, font(), look.text), (self._below, small, look.muted)]
        return [one for one in found if one[0]]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0.0
        for text, face, colour in self._lines():
            top += lines.draw(painter, QRectF(0, top, self.width(), self.height()), text, face, colour)


class CarriedRow(QFrame):
    """One carried decision and what is decided of it."""

    #: What is decided (``closing.How``), and the day for more time.
    decided = Signal(str, object)
    taken_back = Signal()
    #: The day is asked for, or no more.
    asking = Signal(bool)

    def __init__(
        self, one: Carried, voice: Voice, look: Tokens, today: Callable[[], date], *, keys: bool, alone: bool
    ) -> None:
        """``keys``: the keys of the actions mean this one; ``alone``: the item carries no other."""
        super().__init__()
        self.one = one
        self._voice, self._today = voice, today
        self.setAccessibleName(voice(N_("What is decided of it")))
        self.ways: dict[str, Button] = {}
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(_Said(one.of, alone, voice, look))
        if one.decided is not None:
            stack.addLayout(self._ended(one, look))
            return
        self._ways = QWidget()
        self._ways.setAccessibleName(voice(N_("What is decided of it")))
        across = Flow(self._ways, across=HALF, down=HALF)
        if late := how_far(one.of, voice)[1]:
            across.addWidget(Chip(look, late, "late"))
        for how, action, says in WAYS:
            made = Button(voice(says), look, role="small", keys=BY_NAME[action].keys if keys else "", owns_keys=False)
            made.clicked.connect(lambda _=False, how=how: self.ask(how))
            self.ways[how] = made
            across.addWidget(made)
        stack.addWidget(self._ways)
        self._stack, self._look = stack, look
        self._day: QWidget | None = None

    def _ended(self, one: Carried, look: Tokens) -> Flow:
        voice = self._voice
        assert one.decided is not None
        words = voice(_DECIDED[one.decided.outcome]) if one.decided.outcome else ""
        if one.decided.to is not None and not words:
            words = voice(N_("More time until {date}"), date=voice.date(one.decided.to))
        self.back = Button(voice(N_("Take back")), look, role="small", icon="undo-2")
        self.back.clicked.connect(self.taken_back)
        return flow(Chip(look, words, "good"), self.back)

    def ask(self, how: str) -> None:
        """Decides; for more time the day is asked first."""
        if how != "extended":
            self.decided.emit(how, None)
        else:
            self._ask_day()

    def _ask_day(self) -> None:
        if self._day is None:
            voice, look = self._voice, self._look
            self._day = QWidget()
            self._day.setAccessibleName(voice(N_("More time until")))
            self.day = DateField(voice(N_("More time until")), look, voice, today=self._today)
            self.day.setFixedWidth(300)
            giving = Button(voice(N_("Give more time")), look, role="primary", keys="Return", owns_keys=False)
            leaving = Button(voice(N_("Cancel")), look, keys="Escape", owns_keys=False)
            giving.clicked.connect(self._give)
            leaving.clicked.connect(self._leave)
            inner = QVBoxLayout(self._day)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(HALF)
            inner.addWidget(Text(voice(N_("More time until")), "small"))
            inner.addLayout(flow(self.day, giving, leaving))
            self._stack.addWidget(self._day)
        # Before it is shown: what is said below the day is as high then as it will be when it is brought into view.
        self.day.show_marked(self._voice.date(_month_on(max(self._today(), self.one.of.due or date.min))))
        self._ways.hide()
        self._day.show()
        self.asking.emit(True)
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.line.selectAll()
        self._bring()

    def _bring(self) -> None:
        """Its key is pressed anywhere in the item: the day that is asked for comes into view."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, Column):
            around = around.parentWidget()
        if around is not None:
            around.bring(self)

    def _give(self) -> None:
        day = self.day.day()
        if day is not None:
            self.decided.emit("extended", day)

    def _leave(self) -> None:
        if self._day is not None and not self._day.isHidden():
            self._ways.show()
            self.ways["extended"].setFocus(Qt.FocusReason.OtherFocusReason)
            self._day.hide()
            self.asking.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self.one.decided is None and self._day is not None and not self._day.isHidden()
        if asked and event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif asked and event.key() in ENTERS:
            self._give()
        else:
            super().keyPressEvent(event)


class CarriedBox(QFrame):
    """All that an item carries."""

    #: The ``Carried``, what is decided of it, the day for more time.
    decided = Signal(object, str, object)
    taken_back = Signal(object)
    #: A row came to another height.
    moved = Signal()

    def __init__(self, voice: Voice, look: Tokens, today: Callable[[], date]) -> None:
        super().__init__()
        self._voice, self._look, self._today = voice, look, today
        self._shown: tuple[Carried, ...] = ()
        self._frozen = False
        self.rows: list[CarriedRow] = []
        self.setProperty("role", "quote")
        self.setAccessibleName(voice(N_("Decided earlier")))
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(STEP + HALF, STEP, STEP, STEP)
        self._stack.setSpacing(STEP)
        self.hide()

    def show_carried(self, every: Sequence[Carried], frozen: bool) -> None:
        """Shows other decisions; what is typed in a row that stays is kept."""
        shown = tuple(every)
        if shown == self._shown and frozen == self._frozen:
            return
        self._shown, self._frozen = shown, frozen
        held = next((row.one.of.obligation for row in self.rows if row.isAncestorOf(self.focusWidget() or self)), "")
        for row in self.rows:
            self._stack.removeWidget(row)
            row.hide()
            row.deleteLater()
        first = next((one for one in shown if one.decided is None), None)
        alone = len(shown) == 1
        self.rows = [
            CarriedRow(one, self._voice, self._look, self._today, keys=one is first and not frozen, alone=alone)
            for one in shown
        ]
        for row in self.rows:
            self._connect(row)
            if frozen:
                for button in (*row.ways.values(), *([row.back] if row.one.decided else [])):
                    button.hide()
            self._stack.addWidget(row)
        self.setVisible(bool(shown))
        again = next((row for row in self.rows if row.one.of.obligation == held), None)
        if again is not None and again.one.decided is not None and not frozen:
            again.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, row: CarriedRow) -> None:
        row.decided.connect(lambda how, to: self.decided.emit(row.one, how, to))
        row.taken_back.connect(lambda: self.taken_back.emit(row.one))
        row.asking.connect(lambda _: self.moved.emit())

    def act(self, how: str) -> bool:
        """Decides of the first that is not decided; says whether there is one."""
        row = next((row for row in self.rows if row.one.decided is None), None)
        if row is None or self._frozen:
            return False
        row.ask(how)
        return True


def _month_on(day: date) -> date:
    """The last day of the month after a day: what is usually given."""
    first = (day.replace(day=1) + timedelta(62)).replace(day=1)
    return first - timedelta(1)
