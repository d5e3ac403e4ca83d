"""The directory as it stands: who is meant by a name, whom a group stands for on a day, who holds a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from koyradesk.directory.names import key
from koyradesk.store import Store

Sort = Literal["office", "post", "person", "group"]


@dataclass(frozen=True, slots=True)
class Party:
    """An office (দপ্তর), a post (পদ) of the office ``of``, a person, or a group of them; ``aliases`` mean the same."""

    id: str
    name: str
    sort: Sort = "office"
    of: str = ""
    aliases: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    place: str = ""
    until: date | None = None
    note: str = ""
    #: The code of the office that writes a book of its own as this party.
    office: str = ""
    #: The names of other entries of the same party (``Directory.twins``).
    also: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases, *self.also)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post, or heads an office, both days included.

    ``additional``: in additional charge (অতিরিক্ত দায়িত্ব).
    """

    id: str
    party: str
    name: str
    phone: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None
    additional: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Belonging:
    """That a party belongs to a group, both days included."""

    id: str
    group: str
    party: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """A party that a name stands for: ``party`` "" where the directory does not know the name."""

    name: str
    party: str = ""

    @property
    def who(self) -> str:
        """What it is known by: see ``Directory.who``."""
        return self.party or key(self.name)


class Directory:
    """The directory, read once.

    A party that was entered twice (``same_as``) is one party here: terms, groups and names of the other entry are its
    own, and wherever the other's id is kept, ``meant`` says which one it is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        #: The code of the office whose directory it is.
        self.own = store.office

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Every party by its id, in their order; of those that are the same only the one that stands for all."""
        found = {row["id"]: _party(row) for row in self._rows}
        for record, one in found.items():
            if one.of in self._stands_for:
                of = self.meant(one.of)
                found[record] = replace(one, of="" if of == self.meant(record) else of)
        for record, twins in self.twins.items():
            names = {key(name): name for twin in twins for name in found[twin].spellings}
            own = set(map(key, found[record].spellings))
            found[record] = replace(found[record], also=tuple(name for it, name in names.items() if it not in own))
        return {record: one for record, one in found.items() if record not in self._stands_for}

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        return self._store.rows("party")

    @cached_property
    def _stands_for(self) -> dict[str, str]:
        """What stands for an entry that is the same as another."""
        same = {row["id"]: row["same_as"] for row in self._rows}
        return {one: stands for one, of in same.items() if of and (stands := _end(same, one)) != one}

    @cached_property
    def twins(self) -> dict[str, tuple[str, ...]]:
        """The ids of the other entries of a party, by its own."""
        found: dict[str, list[str]] = {}
        for twin, party in self._stands_for.items():
            found.setdefault(party, []).append(twin)
        return {party: tuple(every) for party, every in found.items()}

    def meant(self, party: str) -> str:
        """The id by which a party is known here, of any of its entries."""
        return self._stands_for.get(party, party)

    def name_of(self, entry: str) -> str:
        """What an entry is called itself, also where another stands for it."""
        return next((row["name"] for row in self._rows if row["id"] == entry), "")

    @cached_property
    def holders(self) -> dict[str, tuple[Holder, ...]]:
        """Who held or holds each party, the earliest first."""
        found: dict[str, list[Holder]] = {}
        for row in sorted(self._store.rows("holder"), key=lambda row: (row["since"] or date.min, row["rank"])):
            one = holder_of(row)
            if one.party in self._stands_for:
                one = replace(one, party=self.meant(one.party))
            found.setdefault(one.party, []).append(one)
        return {party: tuple(every) for party, every in found.items()}

    @cached_property
    def belongings(self) -> dict[str, tuple[Belonging, ...]]:
        """Who belongs to each group, by the group's id, in their order."""
        found: dict[str, list[Belonging]] = {}
        for row in self._store.rows("belonging"):
            group, party = self.meant(row["group"] or ""), self.meant(row["party"] or "")
            one = Belonging(row["id"], group, party, row["since"], row["until"])
            found.setdefault(one.group, []).append(one)
        return {group: tuple(every) for group, every in found.items()}

    @cached_property
    def _by_name(self) -> dict[str, Party]:
        found: dict[str, Party] = {}
        for party in self.parties.values():
            for name in party.spellings:
                if key(name):
                    found.setdefault(key(name), party)
        return found

    def find(self, name: str) -> Party | None:
        """The party that is called so, or has that for another spelling; never one that is only like it."""
        return self._by_name.get(key(name))

    def expand(self, name: str, on: date | None) -> tuple[Bound, ...]:
        """Whom a name stands for on a day: itself, or everyone in the group it names, in the group's order.

        A group of nobody stands for itself, so that what it is to do is not lost.
        """
        party = self.find(name)
        if party is None:
            return (Bound(name),)
        if party.sort != "group":
            return (Bound(party.name, party.id),)
        found = {one.id: one for one in self._members(party, on, {party.id})}
        return tuple(Bound(one.name, one.id) for one in found.values()) or (Bound(party.name, party.id),)

    def bound(self, names: Iterable[str], on: date | None) -> dict[str, Bound]:
        """Whom several names stand for on a day, each once and in their order, by what they are known by."""
        found: dict[str, Bound] = {}
        for name in names:
            for one in self.expand(name, on):
                found.setdefault(one.who, one)
        return found

    def who(self, name: str, party: str = "") -> str:
        """What all names of one party have in common: its id, else how the name is looked for."""
        known = None if party else self.find(name)
        return self.meant(party) or (known.id if known else key(name))

    def is_empty_group(self, name: str, on: date | None) -> bool:
        """Does a name stand for a group in which nobody is on a day?"""
        party = self.find(name)
        return party is not None and party.sort == "group" and not any(self._members(party, on, {party.id}))

    def holder(self, party: str, on: date) -> Holder | None:
        """Who holds a post on a day; of several the one in no additional charge, then the one who came last."""
        every = [one for one in self.holders.get(party, ()) if _holds(one, on)]
        return max(every, key=lambda one: (not one.additional, one.since or date.min), default=None)

    def _members(self, group: Party, on: date | None, above: set[str]) -> Iterator[Party]:
        for one in self.belongings.get(group.id, ()):
            party = self.parties.get(one.party)
            if party is None or party.id in above or not _holds(one, on) or (on and party.until and party.until < on):
                continue
            if party.sort == "group":
                yield from self._members(party, on, above | {party.id})
            else:
                yield party


def _holds(one: Holder | Belonging, on: date | None) -> bool:
    return on is None or ((one.since is None or one.since <= on) and (one.until is None or on <= one.until))


def holder_of(row: dict[str, Any]) -> Holder:
    """A term as its record has it."""
    return Holder(
        **{name: row[name] or "" for name in ("id", "party", "name", "phone", "email", "note")},
        since=row["since"],
        until=row["until"],
        additional=row["additional"],
    )


def _end(same: dict[str, str | None], one: str) -> str:
    """Where the way of what is the same ends. Two PCs may each have made the other's entry the same as their own: then
    the first by its id stands for all. One in the bin stands for none."""
    way = [one]
    while (of := same.get(way[-1])) and of in same:
        if of in way:
            return min(way[way.index(of) :])
        way.append(of)
    return way[-1]


def _party(row: dict[str, Any]) -> Party:
    return Party(
        id=row["id"],
        name=row["name"],
        sort="group" if row["many"] else row["sort"] or "office",
        of=row["of"] or "",
        aliases=tuple(row["aliases"] or ()),
        phone=row["phone"],
        email=row["email"],
        place=row["place"],
        until=row["until"],
        note=row["note"],
        office=row["office"],
    )
