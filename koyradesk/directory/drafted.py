"""The directory as a draft of changes has it by now, and what the draft would write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from koyradesk import rank
from koyradesk.directory import checks
from koyradesk.directory.names import key
from koyradesk.directory.parties import Belonging, Directory, Holder, Party
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Store


class Drafted:
    """What is in the directory, with everything that was gathered; nothing is checked here (see ``Draft``)."""

    def __init__(self, store: Store) -> None:
        found = Directory(store)
        self._store, self._meant = store, found.meant
        self.parties: dict[str, Party] = dict(found.parties)
        self.holders: dict[str, Holder] = {one.id: one for every in found.holders.values() for one in every}
        self.belongings: dict[str, Belonging] = {one.id: one for every in found.belongings.values() for one in every}
        self._taken = {key(name): party.id for party in self.parties.values() for name in party.spellings}
        #: The ids of the terms of each party, and of the belongings of each group.
        self._terms_of = {party: tuple(one.id for one in every) for party, every in found.holders.items()}
        self._members_of = {group: tuple(one.id for one in every) for group, every in found.belongings.items()}
        self._changes: dict[str, dict[str, Any]] = {}
        self._ranks: dict[str, str] = {}
        #: What stood where, before each thing that was put somewhere.
        self._log: list[tuple[dict[str, Any], str, Any]] = []

    def write(self, *, by: str) -> Changed:
        """Writes everything that was gathered, as one group."""
        changes = [Change(record, fields) for record, fields in self._changes.items()]
        changed = self._store.write(changes, by=by)
        self._changes, self._log = {}, []
        return changed

    @contextmanager
    def step(self) -> Iterator[None]:
        """Several things that stand or fall together: where one is refused, the draft is as it was before all."""
        start = len(self._log)
        try:
            yield
        except UserError:
            while len(self._log) > start:
                where, name, before = self._log.pop()
                if before is None:
                    del where[name]
                else:
                    where[name] = before
            raise

    def party(self, record: str) -> Party:
        """The party of an id.

        Raises:
            UserError: there is none, or it is in the bin.
        """
        record = self._meant(record)
        if record not in self.parties:
            raise UserError(N_("That entry of the directory is not there any more."))
        return self.parties[record]

    def find(self, name: str) -> Party | None:
        """The party of a name or spelling, as the draft is by now."""
        return self.parties.get(self._taken.get(key(name), ""))

    def belongs(self, group: str, party: str, on: date | None = None) -> bool:
        """Does a party belong to a group from a day on?"""
        return any(checks.overlap((one.since, one.until), (on, None)) for one in self._memberships(group, party))

    def groups_of(self, party: str, on: date) -> list[str]:
        """The groups that a party belongs to on a day, itself."""
        every = (one for one in self.belongings.values() if one.party == party)
        return [one.group for one in every if checks.overlap((one.since, one.until), (on, on))]

    def terms(self, party: str) -> list[Holder]:
        """Who holds or held a party."""
        return [self.holders[one] for one in self._terms_of.get(party, ())]

    def _held(self, holder: str) -> Holder:
        if holder not in self.holders:
            raise UserError(N_("That entry of the directory is not there any more."))
        return self.holders[holder]

    def _memberships(self, group: str, party: str) -> list[Belonging]:
        every = (self.belongings[one] for one in self._members_of.get(group, ()))
        return [one for one in every if one.party == party]

    def _below(self, group: str) -> set[str]:
        """Everything that belongs to a group on any day, if only through other groups."""
        found: set[str] = set()
        todo = [group]
        while todo:
            above = todo.pop()
            for one in self._members_of.get(above, ()):
                party = self.belongings[one].party
                if party not in found:
                    found.add(party)
                    todo.append(party)
        return found

    def is_above(self, above: str, party: str) -> bool:
        """Is a party a part of another, or does it belong to it, if only through others?"""
        seen = {party}
        one = party
        while (one := self.parties[one].of if one in self.parties else "") and one not in seen:
            seen.add(one)
        return above in seen or party in self._below(above)

    def _next(self, kind: str) -> str:
        """A rank behind all there are, also behind those of this draft."""
        if kind not in self._ranks:
            rows = self._store.rows(kind, deleted=None, only=("rank",))
            self._ranks[kind] = max((row["rank"] for row in rows), default="")
        self._ranks[kind] = rank.between(self._ranks[kind], "", 1)[0]
        return self._ranks[kind]

    def _set(self, record: str, fields: Mapping[str, Any]) -> None:
        self._put(self._changes, record, {**self._changes.get(record, {}), **fields})

    def _put(self, where: dict[str, Any], name: str, value: Any) -> None:
        """Puts something where it is looked up, and remembers what stood there; None takes it away."""
        before = where.get(name)
        if value is None and before is None:
            return
        self._log.append((where, name, before))
        if value is None:
            del where[name]
        else:
            where[name] = value
