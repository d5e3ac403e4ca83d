"""What the bank is made of: sentences, the place they are offered in, and how they are offered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from koyradesk.bank.slots import Facts, Filled
from koyradesk.i18n import N_

#: The fields sentences stand in: which field of which kind of record each is.
FIELDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "opening": ("paragraph", "text"),
        "discussion": ("item", "discussion"),
        "decision": ("decision", "text"),
        "closing": ("meeting", "closing"),
    }
)
#: The parts of minutes that sentences belong to: what each is called, and the fields its sentences are offered in.
SORTS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "opening": (N_("Opening sentence"), ("opening",)),
        "confirmation": (N_("Confirmation of the last minutes"), ("opening", "discussion")),
        "discussion": (N_("Discussion"), ("discussion",)),
        "decision": (N_("Decision"), ("decision",)),
        "closing": (N_("Closing"), ("closing",)),
        "thanks": (N_("Thanks"), ("closing", "discussion")),
    }
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with slots. ``of`` is what an office keeps it under (see ``keeping``); ``fields`` where it is offered.

    ``committees`` are words of which one must stand in a committee's name; ``topics`` what its items were about.
    ``learnt`` says how often each committee (by name) wrote it; ``times`` in how many meetings it stood, ``late`` in
    how many of the last two years, ``last`` when last (ISO). ``record`` is the id of the record that keeps it, ``only``
    the committee (by name) that it is kept for.
    """

    of: str
    sort: str
    text: str
    fields: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    learnt: Mapping[str, int] = field(default_factory=dict)
    times: int = 0
    late: int = 0
    last: str = ""
    starred: bool = False
    hidden: bool = False
    record: str = ""
    only: str = ""
    #: As it was before the office edited it; "" where it did not.
    was: str = ""

    @property
    def source(self) -> str:
        """Where it comes from: "learnt" from the office's minutes, "own" where the office wrote it, else "standing"."""
        if self.times:
            return "learnt"
        return "standing" if "." in self.of and self.of.isascii() else "own"


class Seat(NamedTuple):
    """Where one types: the field, the meeting's facts and the topic of the item."""

    field: str
    facts: Facts = Facts()
    topic: str = ""


class Going(NamedTuple):
    """How a text goes on: what is behind the caret, and the sentence it is of."""

    rest: Filled
    sentence: Sentence


class Offered(NamedTuple):
    """A sentence as it would be put in."""

    sentence: Sentence
    filled: Filled
