"""Step 3, discussion and decisions: a column of cards, one for each agenda item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.model import AgendaItem, Ref
from ui.editor import item_acts as acts
from ui.editor.card_head import Head
from ui.editor.card_keys import BY_NAME
from ui.editor.cards import Body
from ui.editor.carry_panel import CarryPanel
from ui.editor.column import Column
from ui.editor.decision_card import DecisionCard
from ui.editor.follow import Follow
from ui.editor.item_hands import Hands
from ui.fields.clipboard import take
from ui.fields.flow import Flow
from ui.parts import Button, Text, card
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.errors import UserError
    from koyradesk.pasting import Pasted
    from ui.session import Session


@dataclass(slots=True)
class _Card:
    head: Head
    body: Body | None = None


class ItemsStep(Column):
    """The cards, what is done with them, and what of the last meeting is still open."""

    #: A sentence for the user.
    told = Signal(str)
    #: The same, of something that can be taken back.
    removed = Signal(str)
    #: The letter that an item started from is to be opened: its id.
    letter_asked = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        self._hands = Hands(self, session, voice)
        super().__init__(voice(N_("Discussion and decisions")), self._hands.key)
        self.session, self._voice, self._look = session, voice, look
        self.follow = Follow(session, voice)
        self.cards: dict[str, _Card] = {}
        self._current = ""
        # A card opened by going there closes when the work goes elsewhere; one opened by hand stays open.
        self._guest = ""
        self._build()
        self._below = ""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)
        for signal, job in (
            (self.follow.changed, self._show_follow),
            (self.follow.done, self.removed.emit),
            (self.follow.lead, lambda record: self.go(Ref(record, "text"), 0)),
            (self.follow.refused, self._refuse),
        ):
            signal.connect(job)
        self.refresh(None)
        self.follow.read(whole=True)

    def _build(self) -> None:
        voice, look = self._voice, self._look
        self.stack.setContentsMargins(GAP, GAP, HALF, GAP)
        self.stack.setSpacing(STEP)
        self.empty = card(
            Text(voice(N_("No agenda item yet")), "heading"),
            Text(
                voice(
                    N_("Write the first one, take over what the last meeting left open, or paste a table from Word.")
                ),
                "muted",
            ),
            name=voice(N_("No agenda item yet")),
        )
        keys = BY_NAME["new item"].keys
        self.adding = Button(voice(N_("Agenda item")), look, icon="plus", keys=keys, owns_keys=False)
        self.adding.clicked.connect(lambda: self._hands.asked("new item", "", ""))
        self.carrying = Button("", look, icon="history", keys=BY_NAME["carry"].keys, owns_keys=False, shows_keys=False)
        self.carrying.clicked.connect(self.show_open_decisions)
        self.panel = CarryPanel(voice, look)
        self.panel.chosen.connect(self._hands.carry)
        self.panel.closed.connect(self._leave_panel)
        self.panel.hide()
        self._foot = QWidget()
        self._foot.setAccessibleName(voice(N_("New items")))
        below = QVBoxLayout(self._foot)
        below.setContentsMargins(0, HALF, 0, 0)
        below.setSpacing(STEP)
        # One under the other where they are too wide for one line.
        buttons = QWidget()
        buttons.setAccessibleName(voice(N_("New items")))
        flow = Flow(buttons, across=STEP, down=STEP)
        flow.addWidget(self.adding)
        flow.addWidget(self.carrying)
        below.addWidget(buttons)
        below.addWidget(self.panel)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._foot)
        self.stack.addStretch(1)

    # What is shown

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows what changed; None when parts came, went or moved. Cards whose item is the same are left alone."""
        items = self.session.meeting.items
        if refs is not None and [one.id for one in items] == list(self.cards):
            self._show_items(items)
            return
        lost = self.card_of(QApplication.focusWidget())
        order = list(self.cards)
        anchor = self.cards[lost].body or self.cards[lost].head if lost else None
        with self.steady(anchor):
            self._bring_in_line(items)
            self._show_items(items)
            self._show_foot()
        if lost and lost not in self.cards:
            # What the work was at is gone: it goes on beside it.
            near = [one for one in (*order[order.index(lost) :], *reversed(order)) if one in self.cards]
            self.to_card(near[0]) if near else self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_in_line(self, items: tuple[AgendaItem, ...]) -> None:
        wanted = {one.id: one for one in items}
        for record in [one for one in self.cards if one not in wanted]:
            gone = self.cards.pop(record)
            for widget in (gone.head, gone.body):
                if widget is not None:
                    self.stack.removeWidget(widget)
                    widget.hide()
                    widget.deleteLater()
        self.cards = {record: self.cards.get(record) or self._made(item) for record, item in wanted.items()}
        place = self.stack.indexOf(self.empty) + 1
        for one in self.cards.values():
            for widget in (one.head, one.body):
                if widget is not None:
                    if self.stack.indexOf(widget) != place:
                        self.stack.insertWidget(place, widget)
                        widget.setVisible(widget is one.body or one.body is None)
                    place += 1

    def _made(self, item: AgendaItem) -> _Card:
        head = Head(item, self._voice, self._look)
        head.clicked.connect(lambda _=False, record=item.id: self.open_by_hand(record))
        head.menu_asked.connect(lambda record=item.id: self._hands.asked("menu", record, ""))
        return _Card(head)

    def _show_items(self, items: tuple[AgendaItem, ...]) -> None:
        for item in items:
            held = self.cards[item.id]
            held.head.show_item(item)
            if held.body is not None:
                held.body.show_item(item)
            self._show_followed(held)

    def _show_follow(self) -> None:
        with self.steady(self._anchor()):
            for held in self.cards.values():
                self._show_followed(held)
            self._show_foot()

    def _show_followed(self, held: _Card) -> None:
        now = self.follow.now
        held.head.show_carried(now.carried.get(held.head.record, ()))
        if held.body is not None:
            held.body.show_follow(now)

    def _refuse(self, error: UserError) -> None:
        record, decision = self.here()
        held = self.cards[record].body if record in self.cards else None
        if held is None or decision not in held.decisions or not held.decisions[decision].refuse_rule(error):
            self.session.refused.emit(error)

    def _show_foot(self) -> None:
        frozen = self.session.frozen
        waiting = () if frozen else self.session.open_decisions()
        self.empty.setVisible(not self.cards)
        self._foot.setVisible(not frozen)
        words = self._voice(N_("Open decisions of earlier meetings ({number})"), number=len(waiting))
        self.carrying.setText(words)
        self.carrying.setAccessibleName(words)
        self.carrying.setVisible(bool(waiting))
        if not waiting:
            self.panel.hide()
        elif not self.panel.isHidden():
            self.panel.show_open(waiting)

    # Opening and closing

    def open(self, record: str, *, guest: bool = False) -> Body:
        """Opens a card; as a ``guest`` it closes again when the work goes elsewhere."""
        if guest and self._guest not in ("", record):
            self.close_card(self._guest)
        held = self.cards[record]
        if held.body is None:
            self._guest = record if guest else self._guest
            item = editing.part(self.session.meeting, record)
            with self.steady(held.head):
                held.body = Body(self.session, self._voice, self._look, item, self.told.emit)
                self._connect(held.body)
                held.body.show_follow(self.follow.now)
                self.stack.insertWidget(self.stack.indexOf(held.head) + 1, held.body)
                # Qt would show it later; it is measured now.
                held.body.show()
                held.body.set_current(record == self._current)
                held.head.hide()
        elif not guest and self._guest == record:
            self._guest = ""
        return held.body

    def close_card(self, record: str) -> None:
        """Closes a card; the focus stays with it."""
        held = self.cards.get(record)
        if held is None or held.body is None:
            return
        body, held.body = held.body, None
        if self._guest == record:
            self._guest = ""
        focused = body.isAncestorOf(QApplication.focusWidget() or self)
        with self.steady(None if focused else self._anchor()):
            held.head.show()
            if focused:
                held.head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stack.removeWidget(body)
            body.hide()
            body.deleteLater()
        if focused:
            self.bring(held.head)

    def _anchor(self) -> QWidget | None:
        record = self.card_of(self.focusWidget())
        return (self.cards[record].body or self.cards[record].head) if record else None

    def open_by_hand(self, record: str) -> None:
        body = self.open(record)
        self.go(acts.start(editing.part(self.session.meeting, record)), None)
        self.bring(body)

    def show_open_decisions(self) -> None:
        """Shows what earlier meetings left open, to be taken over."""
        self.follow.read(whole=True)
        self.panel.show_open(self.session.open_decisions())
        self.panel.show()
        self.bring(self.panel)
        self.panel.focus_first()

    def paste_below(self, record: str) -> None:
        """Pastes items behind one ("": at the end)."""
        self._below = record
        take(QGuiApplication.clipboard().mimeData(), self._paste)

    def _paste(self, pasted: Pasted) -> None:
        if not self.session.frozen:
            self._hands.paste_items(pasted, self._below)

    def _leave_panel(self) -> None:
        self.panel.hide()
        self.carrying.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, body: Body) -> None:
        record, hands = body.record, self._hands
        body.asked.connect(lambda name, decision: hands.asked(name, record, decision))
        body.serial.confirmed.connect(lambda: self.go(Ref(record, "topic")))
        for field in (body.topic, body.discussion):
            field.pasted.connect(lambda pasted, field=field: hands.paste_items(pasted, record, field.takes))
        body.pasted.connect(hands.paste_decisions)
        body.ruled.connect(self.follow.keep_rule)
        body.unfolded.connect(lambda: self._unfolded(body))
        body.came.clicked.connect(lambda: self.letter_asked.emit(str(body.came.property("record"))))
        body.earlier.decided.connect(self.follow.decide)
        body.earlier.taken_back.connect(self.follow.take_back)

    def _unfolded(self, body: Body) -> None:
        self.settle()
        focus = QApplication.focusWidget()
        if focus is None or not body.isAncestorOf(focus):
            return
        for one in body.decisions.values():
            if one.isAncestorOf(focus):
                self.bring(one.panel or one)
        self.bring(focus)

    # Going about

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address, the caret behind ``offset`` characters; False where it is not here."""
        meeting = self.session.meeting
        kind = editing.kind_of(ref.record)
        if kind not in ("item", *editing.INSIDE) or not editing.has(meeting, ref.record):
            return False
        record = ref.record if kind == "item" else editing.parent(meeting, ref.record)
        body = self.open(record, guest=True) if self.cards[record].body is None else self.cards[record].body
        assert body is not None
        field = body.field(ref)
        if field is None:
            return False
        chip = 0 if ref.field == "due" else body.chip(ref)
        if chip >= 0 and hasattr(field, "focus_chip"):
            field.focus_chip(chip)
        else:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            if offset is not None:
                field.place_cursor(offset)
        if body.height() < self.viewport().height():
            self.bring(body)
        # With its chips: who and by when are asked for next.
        around = next((held for held in body.decisions.values() if held.isAncestorOf(field)), field)
        if around.height() < self.viewport().height():
            self.bring(around)
        self.bring(field)
        return True

    def first(self) -> None:
        """To where the work goes on: the card it was at, else the first item without a decision."""
        items = self.session.meeting.items
        if self._current in self.cards:
            self.to_card(self._current)
        elif not items:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            todo = [one for one in items if not any(each.text.strip() for each in one.decisions)]
            if todo and not self.session.frozen:
                self.go(acts.start(todo[0]))
            else:
                self.to_card(items[0].id)

    def to_card(self, record: str) -> None:
        """To a card as it is: the line of a closed one, the topic of an open one."""
        held = self.cards[record]
        if held.body is not None:
            self.go(acts.start(editing.part(self.session.meeting, record)))
        else:
            held.head.setFocus(Qt.FocusReason.OtherFocusReason)
            self.bring(held.head)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        record = self.card_of(new)
        if not record:
            return
        if record != self._current:
            for one in (self._current, record):
                if one in self.cards:
                    held = self.cards[one]
                    held.head.set_current(one == record)
                    if held.body is not None:
                        held.body.set_current(one == record)
                        held.body.set_active("")
            self._current = record
        body = self.cards[record].body
        if body is not None:
            body.set_active(self.decision_of(new))

    def card_of(self, widget: QWidget | None) -> str:
        """The item whose card a widget stands in."""
        while widget is not None and widget is not self:
            if isinstance(widget, Head | Body):
                return widget.record if widget.record in self.cards else ""
            widget = widget.parentWidget()
        return ""

    def decision_of(self, widget: QWidget | None) -> str:
        while widget is not None and widget is not self:
            if isinstance(widget, DecisionCard):
                return widget.record
            widget = widget.parentWidget()
        return ""

    def here(self) -> tuple[str, str]:
        """The item and the decision the work is at."""
        widget = self.focusWidget()
        record = self.card_of(widget)
        return record or self._current, self.decision_of(widget)
