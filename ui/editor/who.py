"""Chips of an agenda item: who carries out a decision (or all of them), and by which day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from koyradesk import binding, editing
from koyradesk.due_days import suggested
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import AgendaItem, Assignment, Decision, Ref
from koyradesk.pasting import Pasted, implementers
from koyradesk.records import BEGUN
from ui.editor.completing import completing
from ui.editor.pasted import change as change_pasted
from ui.fields import Chip, ChipsField
from ui.say import Voice
from ui.theme import Tokens

if TYPE_CHECKING:
    from ui.session import Session

#: Characters of a name; what is longer is no name.
_LONGEST = 300


class Who:
    """Who carries out one decision, or with ``decision`` "" those of the item whom no decision names."""

    def __init__(
        self,
        session: Session,
        voice: Voice,
        look: Tokens,
        tell: Callable[[str], object],
        item: str,
        decision: str = "",
    ) -> None:
        name = N_("Implementers of the decision") if decision else N_("Implementers of all decisions")
        words = completing(session, "assignment", "name")
        self.field = field = ChipsField(voice(name), look, voice, add=voice(N_("+ who")), words=words)
        self._session, self._say, self._tell = session, voice, tell
        self._item, self._decision = item, decision
        self._people: tuple[Assignment, ...] = ()
        field.input.takes = frozenset({"list", "text"})
        field.added.connect(lambda typed: self.add([escape(typed)]))
        field.removed.connect(self._remove)
        field.renamed.connect(self._rename)
        field.moved.connect(self._move)
        field.typed.connect(self._begin)
        field.retyped.connect(self._retype)
        session.finishing.connect(field.finish)
        field.entered.connect(self._tell_focus)
        field.pasted.connect(self._paste)
        field.overflowed.connect(session.overflowed)
        field.undo_asked.connect(session.undo)
        field.redo_asked.connect(session.redo)

    def show_item(self, item: AgendaItem) -> None:
        """Shows what an item has now."""
        self._people = self._of(item)
        chips = tuple(Chip(plain(one.name) or "…", tone="good") for one in self._people)
        if _everyone(item, self._decision):
            # It names nobody beside others that do: said, not left to be guessed.
            chips = (Chip(self._say(N_("everyone")), tone="quiet"),)
        if chips != self.field.chips():
            self.field.show_chips(chips)

    def place_of(self, assignment: str) -> int:
        """Where someone stands among the chips; -1 for nobody here."""
        return next((index for index, one in enumerate(self._people) if one.id == assignment), -1)

    def add(self, names: list[str], pasted: Pasted | None = None) -> None:
        """More people, by their names (marked); ``pasted``: what they stood in."""
        for name in names:
            # Known from now on: the next decision may want the same one.
            self._session.learn("implementer", name)
        meeting, mint = self._session.meeting, self._session.mint
        if self._decision:
            made = binding.bind(meeting, self._decision, names, mint)
        else:
            made = binding.enlist(meeting, self._item, names, mint)
        if pasted is None:
            self._session.change(made)
        else:
            change_pasted(self._session, made, pasted)

    def _of(self, item: AgendaItem) -> tuple[Assignment, ...]:
        if not self._decision:
            return binding.for_all(item)
        decision = next(one for one in item.decisions if one.id == self._decision)
        return binding.whom(item, decision) if len(item.decisions) == 1 else binding.named(item, decision)

    def _begin(self, typed: str) -> None:
        self._session.begin(Ref(self._decision or self._item, BEGUN), typed)

    def _retype(self, index: int, typed: str) -> None:
        if index < len(self._people):
            self._session.begin(Ref(self._people[index].id, "name"), typed)

    def _remove(self, index: int) -> None:
        if index < len(self._people):
            gone, meeting = self._people[index].id, self._session.meeting
            kept = binding.release(meeting, self._decision, gone) if self._decision else editing.remove(meeting, gone)
            self._session.change(kept)

    def _rename(self, index: int, typed: str) -> None:
        if not typed.strip():
            self._remove(index)
        elif index < len(self._people):
            ref = Ref(self._people[index].id, "name")
            self._session.change(editing.put(self._session.meeting, ref, escape(typed.strip())))
        else:
            self.add([escape(typed)])

    def _move(self, index: int, to: int) -> None:
        if max(index, to) < len(self._people):
            order = [one.id for one in editing.siblings(self._session.meeting, self._people[index].id)]
            steps = order.index(self._people[to].id) - order.index(self._people[index].id)
            self._session.change(editing.move(self._session.meeting, self._people[index].id, steps))

    def _paste(self, pasted: Pasted) -> None:
        if not pasted.fits(_LONGEST):
            self._session.overflowed.emit()
            return
        names = [one.name for one in implementers(pasted, self._session.mint) if one.name.strip()]
        if len(names) > 1:
            # All of them are one edit: one undo takes them back.
            self.add(names, pasted)
        else:
            self.field.input.put(pasted.text)

    def _tell_focus(self) -> None:
        if self._people:
            self._session.focused.emit(Ref(self._people[0].id, "name"))
        else:
            self._session.focused.emit(Ref(self._decision, "text") if self._decision else Ref(self._item, "topic"))


class Due:
    """The day by which a decision is to be carried out; what is typed is read as a day."""

    def __init__(
        self, session: Session, voice: Voice, look: Tokens, decision: str, tell: Callable[[str], object]
    ) -> None:
        self._session, self._say, self._tell = session, voice, tell
        self._ref = Ref(decision, "due")
        self.field = field = ChipsField(
            voice(N_("Due date")), look, voice, add=voice(N_("+ date")), words=self._suggest, single=True
        )
        field.added.connect(self._set)
        field.renamed.connect(lambda _, typed: self._set(typed))
        field.removed.connect(lambda _: self._put(""))
        field.typed.connect(lambda typed: session.begin(self._ref, typed))
        field.retyped.connect(lambda _, typed: session.begin(self._ref, typed))
        session.finishing.connect(field.finish)
        field.entered.connect(lambda: session.focused.emit(Ref(decision, "text")))
        field.overflowed.connect(session.overflowed)
        field.undo_asked.connect(session.undo)
        field.redo_asked.connect(session.redo)

    def show_decision(self, decision: Decision) -> None:
        """Shows the day a decision has now."""
        chips = (Chip(self._say.date(decision.due), tone="good"),) if decision.due else ()
        if chips != self.field.chips():
            self.field.show_chips(chips)

    def _suggest(self, typed: str) -> list[str]:
        return [self._say.date(day) for day in self._days(typed)]

    def _days(self, typed: str) -> list[date]:
        meeting: Any = self._session.meeting
        decision: Decision = editing.part(meeting, self._ref.record)
        return suggested(typed, meeting.date or date.today(), plain(decision.text))

    def _set(self, typed: str) -> None:
        days = self._days(typed) if typed.strip() else []
        if days or not typed.strip():
            self._put(days[0].isoformat() if days else "")
            return
        sentence = N_("“{text}” is not understood as a day. Write it like 25/12/2026, 25/12 or 7 days.")
        self._tell(self._say(sentence, text=typed.strip()))
        # What was typed stays to be mended.
        if not self.field.chips():
            self.field.input.setText(typed.strip())

    def _put(self, day: str) -> None:
        self._session.change(editing.put(self._session.meeting, self._ref, day))


def _everyone(item: AgendaItem, decision: str) -> bool:
    """Does a decision name nobody beside others that do, and so bind everyone?"""
    held = next((one for one in item.decisions if one.id == decision), None)
    return held is not None and len(item.decisions) > 1 and binding.tied(item) and not held.implementers
