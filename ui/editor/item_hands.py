"""Keys and actions of the items step: which is meant, what it does, where the work goes on."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui.editor import item_acts as acts
from ui.editor.card_head import Head
from ui.editor.card_keys import meant
from ui.editor.card_menu import menu, open_at
from ui.editor.carried_box import WAYS
from ui.editor.item_acts import Done
from ui.editor.pasted import change as change_pasted
from ui.editor.prose import Prose
from ui.fields import LineField
from ui.keys import ENTERS
from ui.parts import Button
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.pasting import Pasted
    from ui.editor.items import ItemsStep
    from ui.session import Session

_KEY = Qt.Key
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
#: Characters of a topic that a sentence quotes.
_QUOTED = 40


class Hands:
    """Does what is asked by key, menu or button, on the item and decision the focus is in."""

    def __init__(self, step: ItemsStep, session: Session, voice: Voice) -> None:
        self._step, self._session, self._voice = step, session, voice

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Acts on a key that no field took; says whether it did."""
        focus = self._step.focusWidget()
        on_card = isinstance(focus, Head)
        frozen = self._session.frozen
        action = meant(event, on_card=on_card)
        if action is not None and not (frozen and action.edits):
            return self.asked(action.name, *self._step.here(), on_card=on_card)
        if frozen:
            return self._edge_key(event)
        if (
            isinstance(focus, Head)
            and event.text().isprintable()
            and event.text()
            and not event.modifiers() & _COMMANDS
        ):
            self._type_into(focus.record, event)
            return True
        if isinstance(focus, Button) and event.matches(QKeySequence.StandardKey.Paste):
            return self.asked("paste", next(reversed(self._step.cards), ""), "")
        return self._edge_key(event)

    def _edge_key(self, event: QKeyEvent) -> bool:
        """Enter, Up and Down where a text leaves them."""
        focus = self._step.focusWidget()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in (_KEY.Key_Up, _KEY.Key_Down):
            return self._next_text(-1 if event.key() == _KEY.Key_Up else 1)
        if event.key() in ENTERS and isinstance(focus, Prose):
            record, decision = self._step.here()
            if not decision:
                self._step.go(Ref(record, "discussion"))
            elif not self._session.frozen:
                self._enter_in_decision(focus, decision)
            return True
        if event.key() in ENTERS and isinstance(focus, LineField):
            # Nothing is begun there: on to the next field.
            return self._step.focusNextChild()
        return False

    def _enter_in_decision(self, field: Prose, decision: str) -> None:
        """The next decision; in the middle of a text, what stands behind the caret becomes it."""
        meeting, mint = self._session.meeting, self._session.mint
        length = len(plain(field.marked()))
        if 0 < field.caret() < length:
            self._do(acts.split(meeting, Ref(decision, "text"), field.caret(), mint))
        elif length:
            self._do(acts.new_decision(meeting, editing.parent(meeting, decision), decision, mint))

    def _type_into(self, record: str, event: QKeyEvent) -> None:
        """A letter on a closed card goes into its topic."""
        ref = Ref(record, "topic")
        self._step.go(ref, len(plain(self._session.text(ref))))
        field = self._step.focusWidget()
        if field is not None:
            QApplication.sendEvent(field, event)

    # Going about

    def _beside(self, record: str, steps: int) -> str:
        order = list(self._step.cards)
        place = order.index(record) + steps if record in order else 0
        return order[place] if 0 <= place < len(order) else ""

    def _walk(self, steps: int, *, opening: bool) -> None:
        """To the card above or below, which opens where one walks from field to field."""
        step = self._step
        record = self._beside(step.here()[0], steps)
        if record and opening:
            step.go(acts.start(editing.part(self._session.meeting, record)))
        elif record:
            step.to_card(record)
        elif steps > 0 and not opening and not self._session.frozen:
            step.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_text(self, steps: int) -> bool:
        """From the edge of a text to the one above or below, over the cards."""
        step, focus = self._step, self._step.focusWidget()
        record = step.card_of(focus)
        body = step.cards[record].body if record else None
        if body is None:
            if focus in (step.adding, step.carrying) and steps < 0 and step.cards:
                step.to_card(next(reversed(step.cards)))
                return True
            return False
        texts: list[Any] = body.prose()
        decision = step.decision_of(focus)
        held: Any = body.decisions[decision].text if decision else focus
        if held not in texts:
            held = body.topic if held is body.serial else None
        place = texts.index(held) + steps if held is not None else len(texts)
        if 0 <= place < len(texts):
            texts[place].setFocus(Qt.FocusReason.OtherFocusReason)
            texts[place].place_cursor(0 if steps > 0 else len(plain(texts[place].marked())))
            step.bring(texts[place])
        else:
            self._walk(steps, opening=False)
        return True

    # Actions

    def asked(self, name: str, record: str, decision: str, *, on_card: bool = False) -> bool:
        """Does an action with an item or one of its decisions; says whether there was something to do."""
        step, meeting, mint = self._step, self._session.meeting, self._session.mint
        target = decision or record
        match name:
            case "new item":
                self._do(acts.new_item(meeting, record, mint))
            case "new decision" if record:
                self._do(acts.new_decision(meeting, record, decision, mint))
            case "split" if record:
                self._split(record, decision)
            case "join" if target:
                self._join(target)
            case "up" | "down" if target:
                self._do(Done(editing.move(meeting, target, -1 if name == "up" else 1)))
                step.bring(step.cards[record].body or step.cards[record].head)
            case "delete" if target:
                self._delete(target)
            case "previous" | "next":
                self._walk(-1 if name == "previous" else 1, opening=not on_card)
            case "first" | "last" if step.cards:
                step.to_card(list(step.cards)[0 if name == "first" else -1])
            case "open" if record:
                step.open_by_hand(record)
            case "close" if record and step.cards[record].body is not None:
                step.close_card(record)
            case "menu" if record:
                self._menu(record, decision)
            case "carry" if not step.carrying.isHidden():
                step.show_open_decisions()
            case "rule" if decision and (body := step.cards[record].body):
                body.decisions[decision].rule_key()
            case "settle" | "extend" | "reissue" | "drop" if record:
                return self._decide(name, record)
            case "paste":
                step.paste_below(record)
            case _:
                return False
        return True

    def _decide(self, name: str, record: str) -> bool:
        """What the meeting decides of the first that an item carries and that is not decided; its card opens."""
        if not any(one.decided is None for one in self._step.follow.now.carried.get(record, ())):
            return False
        body = self._step.cards[record].body or self._step.open(record)
        return body.earlier.act(next(how for how, action, _ in WAYS if action == name))

    def _do(self, done: Done, pasted: Pasted | None = None) -> None:
        """An edit, and to where the work goes on; ``pasted``: what it was made of."""
        if pasted is None:
            self._session.change(done.meeting)
        else:
            change_pasted(self._session, done.meeting, pasted)
        if done.ref is not None:
            self._step.go(done.ref, done.at)
        elif done.card:
            self._step.to_card(done.card)

    def _split(self, record: str, decision: str) -> None:
        body = self._step.cards[record].body
        field = self._step.focusWidget()
        if body is None or not isinstance(field, Prose):
            return
        name = {body.topic: "topic", body.discussion: "discussion"}.get(field, "text")
        self._do(acts.split(self._session.meeting, Ref(decision or record, name), field.caret(), self._session.mint))

    def _join(self, target: str) -> None:
        if editing.siblings(self._session.meeting, target)[0].id != target:
            self._do(acts.join(self._session.meeting, target))

    def _delete(self, target: str) -> None:
        meeting, voice = self._session.meeting, self._voice
        of_item = editing.kind_of(target) == "item"
        said = " ".join(plain(editing.text(meeting, Ref(target, "topic" if of_item else "text"))).split())
        self._do(acts.remove(meeting, target))
        if not said:
            return
        shown = said if len(said) <= _QUOTED else said[: _QUOTED - 1].rstrip() + "…"
        sentence = N_("The item “{text}” is in the bin.") if of_item else N_("The decision “{text}” is in the bin.")
        self._step.removed.emit(voice(sentence, text=shown))

    def _menu(self, record: str, decision: str) -> None:
        step, meeting = self._step, self._session.meeting
        held = editing.siblings(meeting, decision or record)
        target = decision or record
        without = set()
        if held[0].id == target:
            without |= {"join", "up"}
        if held[-1].id == target:
            without.add("down")
        body = step.cards[record].body
        if not decision:
            without.add("rule")
        focus = step.focusWidget()
        if not isinstance(focus, Prose) or step.card_of(focus) != record or step.decision_of(focus) != decision:
            without.add("split")
        if body is None:
            without.add("close")
        over = body.decisions[decision].more if body and decision else body.more if body else step.cards[record].head
        made = menu(
            step, self._voice, of_decision=bool(decision), without=without,
            does=lambda name: self.asked(name, record, decision),
        )  # fmt: skip
        open_at(made, over)

    # What is pasted and what is taken over

    def paste_items(self, pasted: Pasted, record: str, kinds: Collection[str] = ("table", "list", "text")) -> None:
        """Rows of a table, or entries of a list, become items behind one, if it is of one of these kinds."""
        if self._refused(pasted, kinds):
            return
        before = len(self._session.meeting.items)
        done = acts.paste_items(self._session.meeting, pasted, record, self._session.mint)
        if done is None:
            self._step.told.emit(self._voice(N_("There is nothing on the clipboard that could become agenda items.")))
            return
        self._do(done, pasted)
        added = len(done.meeting.items) - before
        if pasted.raw is not None:
            self._step.removed.emit(
                self._voice(
                    N_("What was pasted was in Bijoy and is shown in Unicode. Agenda items: {number}"), number=added
                )
            )
        else:
            self._tell_added(added)

    def paste_decisions(self, pasted: Pasted, decision: str) -> None:
        """The entries of a list become decisions."""
        if not self._refused(pasted, ("list",)):
            done = acts.paste_decisions(self._session.meeting, pasted, decision, self._session.mint)
            if done is not None:
                self._do(done, pasted)

    def carry(self, chosen: tuple[Any, ...]) -> None:
        """Open decisions of the last meeting become items of this one."""
        from koyradesk.carrying import carry_all

        done = acts.append(self._session.meeting, carry_all(chosen, self._session.mint))
        self._step.panel.hide()
        self._do(done)
        self._tell_added(len(chosen))

    def _refused(self, pasted: Pasted, kinds: Collection[str]) -> bool:
        # A long table may well be short in each of its cells.
        if pasted.kind in kinds and pasted.fits():
            return False
        if pasted.text or pasted.too_long:
            self._session.overflowed.emit()
            return True
        return False

    def _tell_added(self, number: int) -> None:
        if number > 1:
            self._step.removed.emit(self._voice(N_("{number} agenda items were added."), number=number))
