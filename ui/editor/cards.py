"""The card of one agenda item: closed a painted line, open its fields. Fields are made only for open cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Ref
from ui.editor.card_head import draw_card, serial_room
from ui.editor.card_keys import BY_NAME
from ui.editor.carried_box import CarriedBox
from ui.editor.completing import completing, going_on
from ui.editor.decision_card import DecisionCard
from ui.editor.prose import Prose
from ui.editor.who import Who
from ui.fields import LineField
from ui.parts import Button, Chip, Label, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens, font, restyle

if TYPE_CHECKING:
    from ui.editor.follow_jobs import Following
    from ui.session import Session

#: Letters by which a topic is known again.
_FEWEST = 3
_TOP = Qt.AlignmentFlag.AlignTop


class Body(QFrame):
    """An open card. It shows an item and binds its fields; what the actions do is the step's."""

    #: The name of an action (see ``card_keys``) a button of the card asks for, and the decision it is about ("" none).
    asked = Signal(str, str)
    #: A list was pasted into the text of a decision: the ``Pasted`` and the decision.
    pasted = Signal(object, str)
    #: A rule (or None) and a measure for a decision.
    ruled = Signal(str, object, object)
    #: Something inside opened or closed.
    unfolded = Signal()

    def __init__(
        self, session: Session, voice: Voice, look: Tokens, item: AgendaItem, tell: Callable[[str], object]
    ) -> None:
        super().__init__()
        self.record = item.id
        self._session, self._voice, self._look, self._tell = session, voice, look, tell
        self._current = False
        self.decisions: dict[str, DecisionCard] = {}
        self._build(item)
        self._texts: dict[Ref, Any] = {
            Ref(item.id, "serial"): self.serial,
            Ref(item.id, "topic"): self.topic,
            Ref(item.id, "discussion"): self.discussion,
        }
        self._fit_serial("")
        for ref, field in self._texts.items():
            session.bind(field, ref)
        self.discussion.head_struck.connect(self._head_struck)
        self._shown: AgendaItem | None = None
        self.show_item(item)

    def _build(self, item: AgendaItem) -> None:
        voice, look = self._voice, self._look
        self.serial = LineField(voice(N_("Serial")), look, hint=voice(N_("No.")))
        self.serial.textChanged.connect(self._fit_serial)
        self.topic = Prose(
            voice(N_("Topic")), look, hint=voice(N_("What is discussed")), takes=("table", "list"), breaks=False
        )
        self.topic.enter_leaves = True
        self.topic.ends = going_on(completing(self._session, "item", "topic"), _FEWEST)
        for field in (self.serial, self.topic):
            field.setProperty("role", "heading")
        # Bold by its face, so that the text itself carries no marks of it.
        self.topic.document().setDefaultFont(font(bold=True))
        self.carried = Chip(look, voice(N_("From an earlier meeting")))
        self.came = Button("", look, role="small", icon="inbox")
        self.came.hide()
        self.more = Button(voice(N_("What can be done with the item")), look, role="quiet", icon="ellipsis")
        self.closing = Button(
            voice(N_("Close the card")), look, role="quiet", icon="chevron-up", keys="Escape", owns_keys=False,
            shows_keys=False,
        )  # fmt: skip
        for button in (self.more, self.closing):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.more.clicked.connect(lambda: self.asked.emit("menu", ""))
        self.closing.clicked.connect(lambda: self.asked.emit("close", ""))
        self.discussion = Prose(
            voice(N_("Discussion")), look, hint=voice(N_("What was said about it")), takes=("table",)
        )
        self._session.offers.attach(self.discussion, Ref(item.id, "discussion"), voice)
        self.earlier = CarriedBox(voice, look, self._day)
        self.earlier.moved.connect(self.unfolded)
        self._discussed = Label(voice(N_("Discussion")), "small")
        self._decided = Label(voice(N_("Decisions")), "small")
        keys = BY_NAME["new decision"].keys
        self.adding = Button(voice(N_("Decision")), look, role="small", icon="plus", keys=keys, owns_keys=False)
        self.adding.clicked.connect(lambda: self.asked.emit("new decision", ""))
        self.who = Who(self._session, voice, look, self._tell, item.id)
        self._bound = Label(role="small")
        head = QHBoxLayout()
        head.setSpacing(HALF)
        head.addWidget(self.serial, 0, _TOP)
        head.addWidget(self.topic, 1)
        for button in (self.more, self.closing):
            head.addWidget(button, 0, _TOP)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(STEP)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP + HALF, STEP + HALF, STEP + HALF)
        stack.setSpacing(HALF)
        stack.addLayout(head)
        stack.addLayout(row(self.carried, self.came, 1))
        stack.addWidget(self._discussed)
        stack.addWidget(self.discussion)
        stack.addWidget(self.earlier)
        stack.addSpacing(STEP)
        stack.addWidget(self._decided)
        stack.addLayout(self._inner)
        stack.addSpacing(HALF)
        stack.addLayout(row(self.adding, 1))
        self._all = QWidget()
        self._all.setAccessibleName(voice(N_("Implementers of all decisions")))
        across = QHBoxLayout(self._all)
        across.setContentsMargins(0, HALF, 0, 0)
        across.setSpacing(STEP)
        self._bound.setContentsMargins(0, 3, 0, 0)
        across.addWidget(self._bound, 0, _TOP)
        across.addWidget(self.who.field, 1)
        stack.addWidget(self._all)

    def _fit_serial(self, text: str) -> None:
        self.serial.setFixedWidth(serial_room(text or self.serial.hint))

    # What it shows

    def show_item(self, item: AgendaItem) -> None:
        """Shows what the item has now; what is unchanged is left alone."""
        frozen = self._session.frozen
        if item is self._shown and frozen == self.topic.frozen:
            return
        self._shown = item
        self._show_decisions(item, frozen)
        for ref, field in self._texts.items():
            self._session.show(field, ref)
        if self.who.field.frozen != frozen:
            self.who.field.set_frozen(frozen)
        voice = self._voice
        self.setAccessibleName(f"{voice(N_('Agenda item'))} {plain(item.serial)}".strip())
        self.carried.setVisible(bool(item.follows))
        self._decided.setVisible(bool(item.decisions))
        self.who.show_item(item)
        several = N_("All decisions:") if item.decisions else N_("Implementers:")
        self._bound.say(voice(several))
        self._all.setVisible(self._shows_all(item, frozen))
        for button in (self.more, self.adding):
            button.setVisible(not frozen)
        restyle(self.discussion, "role", "bare" if frozen else "")

    def show_follow(self, following: Following) -> None:
        """What the item carries, and by which rules its decisions go."""
        self.earlier.show_carried(following.carried.get(self.record, ()), self._session.frozen)
        letter = following.came.get(self.record)
        self.came.setVisible(letter is not None)
        if letter is not None:
            self.came.setText(self._voice(N_("Incoming letter {number}"), number=letter.serial))
            self.came.setAccessibleName(self.came.text())
            self.came.setProperty("record", letter.id)
        for record, held in self.decisions.items():
            held.show_follow(following.asked.get(record), said=record in following.sentences)

    def _day(self) -> date:
        return self._session.meeting.date or self._session.life.today

    def _shows_all(self, item: AgendaItem, frozen: bool) -> bool:
        """One decision shows everybody itself."""
        if len(item.decisions) > 1 and not frozen:
            return True
        return len(item.decisions) != 1 and bool(self.who.field.chips())

    def _show_decisions(self, item: AgendaItem, frozen: bool) -> None:
        wanted = [one.id for one in item.decisions]
        for record in [one for one in self.decisions if one not in wanted]:
            gone = self.decisions.pop(record)
            self._inner.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        if list(self.decisions) != wanted:
            self.decisions = {record: self.decisions.get(record) or self._made(record) for record in wanted}
            for place, held in enumerate(self.decisions.values()):
                if self._inner.indexOf(held) != place:
                    self._inner.insertWidget(place, held)
                    held.show()
        for one in item.decisions:
            self.decisions[one.id].show_decision(item, one, frozen)

    def _made(self, record: str) -> DecisionCard:
        made = DecisionCard(self._session, self._voice, self._look, self.record, record, self._tell)
        made.more.clicked.connect(lambda: self.asked.emit("menu", record))
        made.ruled.connect(lambda rule, measure: self.ruled.emit(record, rule, measure))
        made.unfolded.connect(self.unfolded)
        made.text.head_struck.connect(lambda: self.asked.emit("join", record))
        made.text.pasted.connect(lambda pasted: self.pasted.emit(pasted, record))
        return made

    def _head_struck(self) -> None:
        # Where a topic stands before it, Backspace only goes there; an item without one is joined with the item above.
        if self.topic.marked().strip():
            self.topic.setFocus(Qt.FocusReason.OtherFocusReason)
            self.topic.place_cursor(len(plain(self.topic.marked())))
        else:
            self.asked.emit("join", "")

    # Going about

    def fields(self) -> list[Any]:
        """Everything one can type in, in the order of Tab."""
        inner = [field for held in self.decisions.values() for field in held.fields()]
        return [self.serial, self.topic, self.discussion, *inner, self.adding, self.who.field]

    def prose(self) -> list[Prose]:
        """The running texts, from the top down."""
        return [self.topic, self.discussion, *(held.text for held in self.decisions.values())]

    def field(self, ref: Ref) -> Any:
        """The field of an address; None where it is not in this card."""
        if ref in self._texts:
            return self._texts[ref]
        if held := self.decisions.get(ref.record):
            return held.due.field if ref.field == "due" else held.text
        for who in (*(held.who for held in self.decisions.values()), self.who):
            if who.place_of(ref.record) >= 0:
                return who.field
        return None

    def chip(self, ref: Ref) -> int:
        """Which chip of its field an address is; -1 for none."""
        return next(
            (
                place
                for who in (*(held.who for held in self.decisions.values()), self.who)
                if (place := who.place_of(ref.record)) >= 0
            ),
            -1,
        )

    def set_current(self, current: bool) -> None:
        """Marks the card as the one the work is at."""
        if current != self._current:
            self._current = current
            self.update()

    def set_active(self, decision: str) -> None:
        """Marks the decision that is being typed in; "" for none."""
        for record, held in self.decisions.items():
            held.set_active(record == decision)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_card(painter, QRectF(self.rect()), self._look, current=self._current)
