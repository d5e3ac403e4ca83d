"""What the sentence bank offers in the fields of one meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from koyradesk import editing
from koyradesk.bank import FIELDS, SLOTS, Bank, Facts, Filled, Seat
from koyradesk.bengali.text import tidy
from koyradesk.markup import plain
from koyradesk.model import Ref

if TYPE_CHECKING:
    from ui.fields.ghost import GhostField
    from ui.on_screen import OnScreen
    from ui.say import Voice

_FIELD_OF = {place: name for name, place in FIELDS.items()}
_NOTHING = Filled("")


class Offers(QObject):
    """Belongs to a session; ``bank`` is None until it was read."""

    #: More is known now.
    known = Signal()

    def __init__(self, session: OnScreen) -> None:
        super().__init__(session)
        self._session = session
        self.bank: Bank | None = None
        self._facts: tuple[tuple[Any, ...], Facts] | None = None

    def know(self, bank: Bank) -> None:
        """The bank, or a newer one."""
        self.bank = bank
        self._facts = None
        self.known.emit()

    def attach(
        self, field: GhostField, ref: Ref, voice: Voice, otherwise: Callable[[str], Filled] | None = None
    ) -> None:
        """Lets a field show what is offered in it; ``otherwise`` is asked where the bank knows nothing."""
        field.ends = partial(self.going, ref, otherwise=otherwise)
        field.stop_name = lambda slot: voice(SLOTS[slot])
        self.known.connect(field.begin_again)

    def going(self, ref: Ref, typed: str, *, otherwise: Callable[[str], Filled] | None = None) -> Filled:
        """How a text goes on of which this much stands before the caret."""
        seat = self.seat(ref)
        found = self.bank.going(seat, typed) if self.bank is not None and seat is not None else None
        if found is not None:
            return found.rest
        return otherwise(typed) if otherwise is not None else _NOTHING

    def seat(self, ref: Ref) -> Seat | None:
        """What the bank must know of a field; None where it offers nothing."""
        meeting = self._session.meeting
        kind = editing.kind_of(ref.record)
        name = _FIELD_OF.get((kind, ref.field))
        if name is None or self.bank is None or not editing.has(meeting, ref.record):
            return None
        if kind not in ("item", "decision"):
            return Seat(name, self.facts())
        item = editing.part(meeting, ref.record if kind == "item" else editing.parent(meeting, ref.record))
        facts, who = self.facts(), [party for one in item.implementers if (party := tidy(plain(one.name)))]
        if len(who) == 1:
            facts = replace(facts, values={**facts.values, "party": who[0]})
        return Seat(name, facts, plain(item.topic))

    def facts(self) -> Facts:
        """What the meeting knows of itself. It is asked at every key, and hardly ever another."""
        one = self._session.meeting
        key = (
            *(one.committee, one.date, one.date_text, one.period, one.title, one.chair, one.place, one.time),
            one.attendees,
        )
        if self.bank is None:
            return Facts()
        if self._facts is None or self._facts[0] != key:
            self._facts = (key, self.bank.facts(one))
        return self._facts[1]
