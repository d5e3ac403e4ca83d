"""One decision inside the card of its item: label, text, who carries it out, by when."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Decision, Ref
from ui import lines
from ui.editor.prose import Prose
from ui.editor.who import Due, Who
from ui.parts import Button, Label
from ui.say import Voice
from ui.theme import HALF, RADIUS, STEP, Tokens, font

if TYPE_CHECKING:
    from ui.session import Session


class DecisionCard(QFrame):
    """A decision that is being written. Its keys are left to the step."""

    def __init__(
        self, session: Session, voice: Voice, look: Tokens, item: str, record: str, tell: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.record = record
        self._session, self._voice, self._look = session, voice, look
        self._active = False
        self.label = Label(role="muted")
        # On the first line of the text beside it.
        self.label.setContentsMargins(HALF, 5, 0, 0)
        self.text = Prose(voice(N_("Text of the decision")), look, hint=voice(N_("What was decided")), takes=("list",))
        self.text.enter_leaves = True
        self.text.setProperty("role", "bare")
        self.text.ends = lambda typed: str(session.words.ending(typed))
        self.more = Button(voice(N_("What can be done with the decision")), look, role="quiet", icon="ellipsis")
        # By keyboard F10 opens it: Tab goes from text to text.
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.who = Who(session, voice, look, tell, item, record)
        self.due = Due(session, voice, look, record, tell)
        top = Qt.AlignmentFlag.AlignTop
        first = QHBoxLayout()
        first.setSpacing(0)
        first.addWidget(self.label, 0, top)
        first.addWidget(self.text, 1)
        first.addWidget(self.more, 0, top)
        second = QHBoxLayout()
        second.setContentsMargins(STEP, 0, STEP, 0)
        second.setSpacing(STEP)
        second.addWidget(self.who.field, 1, top)
        second.addWidget(self.due.field, 0, top)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(HALF, HALF, HALF, STEP)
        stack.setSpacing(HALF)
        stack.addLayout(first)
        stack.addLayout(second)
        session.bind(self.text, Ref(record, "text"))

    def fields(self) -> list[Any]:
        """In the order of Tab."""
        return [self.text, self.who.field, self.due.field]

    def show_decision(self, item: AgendaItem, decision: Decision, frozen: bool) -> None:
        """Shows what the decision has now."""
        self.label.say(plain(decision.label))
        self.label.setVisible(bool(decision.label))
        # However wide their labels are, the texts of an item begin at the same place.
        widest = max(lines.natural_width(plain(one.label), font()) for one in item.decisions)
        self.label.setMinimumWidth(ceil(widest) + HALF + 1)
        said = plain(decision.label)
        self.setAccessibleName(f"{self._voice(N_('Decision'))} {said}".strip())
        self._session.show(self.text, Ref(self.record, "text"))
        for field in (self.who.field, self.due.field):
            if field.frozen != frozen:
                field.set_frozen(frozen)
        self.who.show_item(item)
        self.due.show_decision(decision)
        self.more.setVisible(not frozen)
        bare = frozen and not self.who.field.chips() and not self.due.field.chips()
        self.who.field.setVisible(not bare)
        self.due.field.setVisible(not bare)

    def set_active(self, active: bool) -> None:
        """Marks the decision that is being typed in."""
        if active != self._active:
            self._active = active
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(self._look.card))
        width = 2.0 if self._active else 1.0
        painter.setPen(QPen(QColor(self._look.accent if self._active else self._look.field_line), width))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS - 2, RADIUS - 2)
