"""One decision inside the card of its item: label, text, who carries it out, by when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from koyradesk.bank.slots import Filled
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Decision, Ref
from koyradesk.obligations.shapes import Measure
from ui import lines
from ui.decisions.shapes import Asked
from ui.editor.prose import Prose
from ui.editor.rule_chip import ReadOut, RuleChip, Said, read_out, rule_said
from ui.editor.who import Due, Who
from ui.parts import Button, Label
from ui.say import Voice
from ui.theme import HALF, RADIUS, STEP, Tokens, font

if TYPE_CHECKING:
    from koyradesk.errors import UserError
    from ui.decisions.rule_panel import RulePanel
    from ui.session import Session

#: A rule in fewer pixels stands beside the day, a longer one under it.
_SHORT = 200
#: Milliseconds without a key before a text is read for what it proposes.
_PAUSE = 500


class DecisionCard(QFrame):
    """A decision that is being written. Its keys are left to the step."""

    #: A rule (or None) and a measure are to be kept.
    ruled = Signal(object, object)
    #: The panel of rules came or went.
    unfolded = Signal()

    def __init__(
        self, session: Session, voice: Voice, look: Tokens, item: str, record: str, tell: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.record = record
        self._session, self._voice, self._look = session, voice, look
        self._active = self._frozen = False
        self.label = Label(role="muted")
        # On the first line of the text beside it.
        self.label.setContentsMargins(HALF, 5, 0, 0)
        self.text = Prose(voice(N_("Text of the decision")), look, hint=voice(N_("What was decided")), takes=("list",))
        self.text.enter_leaves = True
        self.text.setProperty("role", "bare")
        session.offers.attach(self.text, Ref(record, "text"), voice, lambda typed: Filled(session.words.ending(typed)))
        self.more = Button(voice(N_("What can be done with the decision")), look, role="quiet", icon="ellipsis")
        # By keyboard F10 opens it: Tab goes from text to text.
        self.more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.who = Who(session, voice, look, tell, item, record)
        self.due = Due(session, voice, look, record, tell)
        self.rule = RuleChip(voice, look)
        self.rule.clicked.connect(self.open_rule)
        self.panel: RulePanel | None = None
        self._asked: Asked | None = None
        self._read_out: tuple[object, ReadOut] = (None, ReadOut())
        self._decision: Decision | None = None
        self._reading = QTimer(self, singleShot=True, interval=_PAUSE)
        self._reading.timeout.connect(self._read_text)
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
        second.addWidget(self.rule, 0, top)
        second.addWidget(self.due.field, 0, top)
        third = QHBoxLayout()
        third.setContentsMargins(STEP, 0, STEP, 0)
        third.addStretch(1)
        self._lines = (second, third)
        self._stack = stack = QVBoxLayout(self)
        stack.setContentsMargins(HALF, HALF, HALF, STEP)
        stack.setSpacing(HALF)
        stack.addLayout(first)
        stack.addLayout(second)
        stack.addLayout(third)
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
        self._decision = decision
        self._frozen = frozen
        if frozen and self.panel is not None:
            self.close_rule()
        self._show_rule()
        bare = frozen and not self.who.field.chips() and not self.due.field.chips()
        self.who.field.setVisible(not bare)
        self.due.field.setVisible(not bare)

    # The rule

    def show_follow(self, asked: Asked | None, *, said: bool) -> None:
        """The rule as it is kept; ``said``: the decision only says what became of an earlier one, and has none."""
        self._asked = None if said else asked
        self.due.field.setVisible(not said and (not self._frozen or bool(self.due.field.chips())))
        self._show_rule()

    def _show_rule(self) -> None:
        asked, decision = self._asked, self._decision
        if decision is None:
            return
        if self._read_out[0] != (decision.text, decision.due, asked):
            # What stood there is no proposal any more; the new words are read when the typing rests.
            self._read_out = ((decision.text, decision.due, asked), ReadOut())
            self._reading.start()
        own = rule_said(asked.rule, asked.measure, decision.due, self._voice) if asked else ""
        offered = ""
        if self._read_out[1].sure and not own and not self._frozen:
            first = self._read_out[1].proposals[0]
            offered = rule_said(first.rule, first.measure, None, self._voice)
        self.rule.say(Said(own or offered, bool(offered)))
        self._place_rule()
        self.rule.set_frozen(self._frozen)
        if asked is None:
            self.rule.hide()

    def _place_rule(self) -> None:
        beside, under = self._lines
        short = self.rule.sizeHint().width() <= _SHORT
        into = beside if short else under
        if into.indexOf(self.rule) < 0:
            (under if short else beside).removeWidget(self.rule)
            into.insertWidget(1 if short else 0, self.rule, 0, Qt.AlignmentFlag.AlignTop)

    def _read_text(self) -> None:
        if self._decision is None:
            return
        key, _ = self._read_out
        self._read_out = (key, read_out(plain(self._decision.text), self._asked, self._decision.due))
        self._show_rule()

    def rule_key(self) -> None:
        """One key: keeps what is proposed; else opens the panel."""
        if self._reading.isActive():
            self._reading.stop()
            self._read_text()
        if self.rule.said.proposed:
            first = self._read_out[1].proposals[0]
            self.ruled.emit(first.rule, first.measure)
        else:
            self.open_rule()

    def open_rule(self) -> None:
        """Opens the panel of rules under the decision, with all that its words propose."""
        from ui.decisions.rule_panel import RulePanel

        if self._asked is None or self._frozen:
            return
        if self.panel is None:
            self.panel = RulePanel(self._voice, self._look)
            self.panel.asked.connect(self._rule_asked)
            self.panel.dropped.connect(self._drop_rule)
            self.panel.setContentsMargins(STEP, STEP, STEP, 0)
            self._stack.addWidget(self.panel)
        due = self._decision.due if self._decision else None
        self.panel.show_asked(replace(self._asked, own=due, proposals=self._read_out[1].proposals))
        self.panel.show()
        self.unfolded.emit()
        self.panel.first()

    def close_rule(self) -> None:
        """Closes the panel."""
        if self.panel is not None:
            gone, self.panel = self.panel, None
            self._stack.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            self.unfolded.emit()

    def refuse_rule(self, error: UserError) -> bool:
        """Why the rule was not kept, where the panel is open; says whether it is."""
        if self.panel is None:
            return False
        self.panel.refuse(error)
        return True

    def _rule_asked(self, rule: object, measure: Measure) -> None:
        self._drop_rule()
        self.ruled.emit(rule, measure)

    def _drop_rule(self) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.close_rule()

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
