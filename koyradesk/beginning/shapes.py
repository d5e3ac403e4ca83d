"""What somebody has chosen and typed so far, and what offices and committees usually look like. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from koyradesk.bengali.text import nfc

Level = Literal["upazila", "district"]

#: What members are called in a list of them.
CHAIR, MEMBER, SECRETARY = nfc("সভাপতি"), nfc("সদস্য"), nfc("সদস্য-সচিব")
#: Lines of a letterhead that can be typed here; a longer one is the layout's matter.
HEAD = ("line1", "line2", "line3", "line4")
#: Texts that are proposed and can be typed over: of the office, of its committee, of the first meeting.
OF_OFFICE = (*HEAD, "website")
OF_COMMITTEE = ("name", "chair_post", "signer_post")
OF_MEETING = ("date", "time", "venue", "chair", "signer", "number")
TEXTS = (*OF_OFFICE, *OF_COMMITTEE, *OF_MEETING)
_CHOSEN = ("place", "own_place", "office", "own_office", "committee")


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """An office as there is one in every upazila (or district); ``head`` is the key of the post that leads it."""

    key: str
    level: Level
    name: str
    lines: tuple[str, ...]
    head: str
    #: Other words that it is found by.
    also: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A member by post; ``key`` is the post's in the templates, ``role`` as a list of members names it."""

    key: str
    post: str
    role: str


@dataclass(frozen=True, slots=True)
class CommitteeKind:
    """A committee as it usually is; {place}, {district} and {above} stand in its texts."""

    key: str
    level: Level
    name: str
    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    copies: tuple[str, ...]
    also: str = ""

    @property
    def chair(self) -> Seat:
        return self.seats[0]

    @property
    def secretary(self) -> Seat | None:
        """Who keeps its papers, where that is not the chair's own office."""
        last = self.seats[-1]
        return last if last.role == SECRETARY else None


@dataclass(frozen=True, slots=True)
class Plan:
    """What was chosen: a place (its code), kinds of office and committee (their keys), and what was ``typed`` in the
    place of what is proposed. ``own_place`` and ``own_office`` are names that no list has.

    A text emptied on purpose stays empty; one that nobody typed follows what was chosen.
    """

    place: str = ""
    own_place: str = ""
    office: str = ""
    own_office: str = ""
    committee: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)

    def with_place(self, code: str, own: str = "") -> Plan:
        """Another place: what was typed of the office before was of the one before."""
        if (code, own) == (self.place, self.own_place):
            return self
        return replace(self, place=code, own_place=own, typed=self._without(*OF_OFFICE, *OF_COMMITTEE))

    def with_office(self, key: str, own: str = "") -> Plan:
        """Another office."""
        if (key, own) == (self.office, self.own_office):
            return self
        return replace(self, office=key, own_office=own, typed=self._without(*OF_OFFICE, "signer_post", "signer"))

    def with_committee(self, key: str, own: str = "") -> Plan:
        """Another committee, of a kind or by its own name; neither for none yet."""
        if key == self.committee and own == ("" if key else self.typed.get("name", "")):
            return self
        typed = self._without(*OF_COMMITTEE, "chair", "signer")
        return replace(self, committee=key, typed={**typed, "name": own} if own else typed)

    def with_text(self, name: str, text: str) -> Plan:
        """A text typed over what is proposed."""
        if name not in TEXTS:
            raise ValueError(f"nothing here is called {name}")
        return replace(self, typed={**self.typed, name: text})

    @property
    def meets(self) -> bool:
        """Is there a committee?"""
        return bool(self.committee or self.typed.get("name", "").strip())

    def _without(self, *names: str) -> dict[str, str]:
        return {name: text for name, text in self.typed.items() if name not in names}

    def told(self) -> dict[str, str]:
        """As a flat table, to be kept."""
        return {**{name: text for name in _CHOSEN if (text := getattr(self, name))}, **self.typed}


def read(told: object) -> Plan:
    """The plan of which ``Plan.told`` told; what else stands there is left."""
    known = {key: text for key, text in told.items() if isinstance(text, str)} if isinstance(told, dict) else {}
    chosen = {name: known.get(name, "") for name in _CHOSEN}
    return Plan(**chosen, typed={name: known[name] for name in TEXTS if name in known})
