"""What is asked and what is found, as plain values that any thread may hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from koyradesk.model import Ref

#: What is found, by what it is to whoever looks for it, in the order in which it is shown.
GroupName = Literal[
    "memo", "committee", "person", "office", "meeting", "decision", "item", "paper", "report", "named", "other"
]
#: Which kinds of record each group has.
GROUPS: dict[GroupName, tuple[str, ...]] = {
    "memo": ("memo", "number", "file"),
    "committee": ("committee",),
    "person": ("holder", "member"),
    "office": ("party",),
    "meeting": ("meeting", "paragraph", "note"),
    "decision": ("decision", "obligation"),
    "item": ("item",),
    "paper": ("letter", "incoming", "correction", "attachment"),
    "report": ("progress", "task"),
    "named": ("attendee", "assignment", "signature", "recipient", "dispatch", "distribution"),
    "other": ("office", "key"),
}
_GROUP_OF: dict[str, GroupName] = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

#: States of decisions that are followed, and of the papers of a meeting.
State = Literal["", "late", "open", "closed", "draft", "signed"]
FOLLOWED: tuple[State, ...] = ("late", "open", "closed")
STATES: tuple[State, ...] = (*FOLLOWED, "draft", "signed")


def group_of(kind: str) -> GroupName:
    """The group of a kind of record; only its row tells an entry of the directory that is a person from an office."""
    return _GROUP_OF.get(kind, "other")


@dataclass(frozen=True, slots=True)
class Filters:
    """What alone is looked at: a ``committee`` by its name, a ``year``, an ``office`` by its code, a ``state``."""

    committee: str = ""
    year: int = 0
    office: str = ""
    state: State = ""

    def __bool__(self) -> bool:
        return self != Filters()

    def given(self, name: str, value: Any) -> Filters:
        """The same with another value of one of them."""
        return replace(self, **{name: value})

    def without(self, name: str) -> Filters:
        """The same but for one of them."""
        return self.given(name, getattr(Filters(), name))

    def names(self) -> tuple[str, ...]:
        """Those that are set."""
        return tuple(name for name in ("committee", "year", "office", "state") if getattr(self, name))


#: Everything is looked at.
NONE = Filters()


@dataclass(frozen=True, slots=True)
class Found:
    """One record, where it was hit and what it is of.

    ``text`` is marked (see ``markup``), the hits bold; ``beside`` says more of a name: a post, an office, a number.
    ``state`` is that of a decision that is followed, else of the minutes; ``office`` whose book it is in, "" for ours.
    """

    group: GroupName
    kind: str
    record: str
    where: str
    text: str
    meeting: str = ""
    committee: str = ""
    date: date | None = None
    date_text: str = ""
    period: str = ""
    title: str = ""
    label: str = ""
    beside: tuple[str, ...] = ()
    state: str = ""
    office: str = ""
    #: How it matches: see ``store.snippets``.
    how: int = 0

    @property
    def ref(self) -> Ref:
        return Ref(self.record, self.where)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one sort: the best of it, and how many there are; ``more`` where nobody counted further."""

    name: GroupName
    found: tuple[Found, ...]
    total: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; where that is nothing, what else to type."""

    text: str
    #: What is marked where a hit is opened: search keys.
    words: tuple[str, ...]
    groups: tuple[Group, ...] = ()
    #: Other spellings that find something, best first.
    near: tuple[str, ...] = ()
    #: The same with fewer letters or words, which finds something.
    fewer: str = ""
    #: How many there would be without the filters.
    unfiltered: int = 0

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)
