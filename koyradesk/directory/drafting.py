"""Changes to the directory, gathered and refused before anything is written: one at a time, or a whole list at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from koyradesk.directory import checks
from koyradesk.directory.drafted import Drafted
from koyradesk.directory.names import key
from koyradesk.directory.parties import Belonging, Holder, Party
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain


class Draft(Drafted):
    """The directory as it would be. Every step is checked against it and refused in words; ``write`` writes them all as
    one group. After a refusal the draft is as it was before that step."""

    # Parties

    def add(self, name: str, *, sort: str = "office", **fields: Any) -> str:
        """A party that is not there yet; returns its id.

        Raises:
            UserError: it has no name, or a party has that name or spelling already.
        """
        record = self._store.new_id("party")
        party = Party(record, "", checks.sort(sort))
        changed = self._examined(party, {"name": name, **fields})
        self._keep_party(party, {"sort": party.sort, **changed}, new=True)
        return record

    def change(self, party: str, **fields: Any) -> None:
        """Gives fields of a party new values (see ``checks.PARTY_FIELDS``).

        Raises:
            UserError: as in ``add``; it would be an office of itself; a group that has members, or a post that
                somebody holds, would be none.
        """
        held = self.party(party)
        changed = self._examined(held, fields)
        sort = changed.get("sort", held.sort)
        if held.sort == "group" and sort != "group" and self._members_of.get(party):
            raise UserError(
                N_("“{name}” has members. Take them out before it is made no group."), name=plain(held.name)
            )
        if sort in ("group", "person") and self.terms(party):
            raise UserError(
                N_("“{name}” has people who hold it. Only an office or a post can have them."), name=plain(held.name)
            )
        self._keep_party(held, changed)

    def same(self, party: str, spelling: str) -> None:
        """A spelling means this party from now on.

        Raises:
            UserError: it means another one already.
        """
        held = self.party(party)
        wanted = checks.name(spelling)
        if self._taken.get(key(wanted)) != party:
            self.change(party, aliases=(*held.aliases, wanted))

    def retire(self, party: str, until: date | None) -> None:
        """The party is there until a day, and whoever holds it holds it no longer; None: it is there still.

        Raises:
            UserError: somebody came to hold it after that day.
        """
        held = self.party(party)
        if until is not None:
            open_terms = [one for one in self.terms(party) if one.until is None or one.until > until]
            for one in open_terms:
                if one.since is not None and one.since > until:
                    raise UserError(
                        N_("{name} holds “{party}” from {day} on: it cannot have ended on {until}."),
                        name=plain(one.name),
                        party=plain(held.name),
                        day=one.since,
                        until=until,
                    )
            for one in open_terms:
                self._keep_term(one, {"until": until})
        self._keep_party(held, {"until": until})

    # Groups

    def join(self, group: str, party: str, *, since: date | None = None, until: date | None = None) -> str:
        """A party belongs to a group from a day on, or always has; returns the belonging's id.

        Raises:
            UserError: it is no group; it belongs to itself, if only through other groups; it does already; it would
                end before it begins.
        """
        above, below = self.party(group), self.party(party)
        if above.sort != "group":
            raise UserError(N_("“{name}” is no group, so nobody can belong to it."), name=plain(above.name))
        if party == group:
            raise UserError(N_("A group cannot belong to itself: “{name}”."), name=plain(above.name))
        if group in self._below(party):
            raise UserError(
                N_("“{group}” belongs to “{party}” already: each would belong to the other."),
                group=plain(above.name),
                party=plain(below.name),
            )
        checks.refuse_turned(since, until)
        for one in self._memberships(group, party):
            if checks.overlap((one.since, one.until), (since, until)):
                raise UserError(
                    N_("“{party}” belongs to “{group}” already."), party=plain(below.name), group=plain(above.name)
                )
        made = Belonging(self._store.new_id("belonging"), group, party, since, until)
        fields = {"group": group, "party": party, "since": since, "until": until, "rank": self._next("belonging")}
        self._put(self.belongings, made.id, made)
        self._put(self._members_of, group, (*self._members_of.get(group, ()), made.id))
        self._set(made.id, fields)
        return made.id

    def leave(self, group: str, party: str, *, until: date | None = None) -> None:
        """A party belongs to a group until a day; None: it never did.

        Raises:
            UserError: it does not belong to it, or came after that day.
        """
        above, below = self.party(group), self.party(party)
        every = sorted(self._memberships(group, party), key=lambda one: one.since or date.min)
        if not every:
            raise UserError(
                N_("“{party}” does not belong to “{group}”."), party=plain(below.name), group=plain(above.name)
            )
        last = every[-1]
        if until is None:
            self._put(self.belongings, last.id, None)
            self._put(self._members_of, group, tuple(one for one in self._members_of[group] if one != last.id))
            self._set(last.id, {"deleted": True})
            return
        checks.refuse_turned(last.since, until)
        self._put(self.belongings, last.id, replace(last, until=until))
        self._set(last.id, {"until": until})

    # Who holds what

    def appoint(
        self,
        party: str,
        name: str,
        *,
        since: date | None,
        until: date | None = None,
        additional: bool = False,
        **fields: Any,
    ) -> str:
        """Somebody holds a post or heads an office from a day on; returns the term's id. Open terms that began before
        end the day before, unless this one is in additional charge.

        Raises:
            UserError: nobody is named; a group or a person cannot be held; the party has ended; the term would end
                before it begins, or lie over another one.
        """
        held = self.party(party)
        if held.sort in ("group", "person"):
            raise UserError(
                N_("“{name}” is neither an office nor a post, so nobody can hold it."), name=plain(held.name)
            )
        record = self._store.new_id("holder")
        told = {"name": name, "since": since, "until": until or held.until, "additional": additional, **fields}
        changed = checks.term_fields(told)
        made = replace(Holder(record, party, ""), **changed)
        ended = [] if additional or since is None else self._to_end(made, since)
        self.refuse_overlap(made, {one.id for one in ended})
        for one in ended:
            self._keep_term(one, {"until": checks.before(since)})
        self._put(self.holders, record, made)
        self._put(self._terms_of, party, (*self._terms_of.get(party, ()), record))
        self._set(record, {"party": party, "rank": self._next("holder"), **changed})
        return record

    def change_term(self, holder: str, **fields: Any) -> None:
        """Gives fields of a term new values (see ``checks.TERM_FIELDS``).

        Raises:
            UserError: nobody would be named; it would end before it begins, or lie over another one.
        """
        held = self._held(holder)
        changed = checks.term_fields(fields)
        if "until" in changed:
            changed["until"] = changed["until"] or self.party(held.party).until
        self.refuse_overlap(replace(held, **changed))
        self._keep_term(held, changed)

    def end_term(self, holder: str, until: date) -> None:
        """Somebody held a post until a day.

        Raises:
            UserError: the term began after it.
        """
        self.change_term(holder, until=until)

    # How it is kept

    def _examined(self, party: Party, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as they are kept.

        Raises:
            UserError: one of them cannot be meant.
        """
        found = checks.party_fields(fields)
        own = found.get("name", party.name)
        if "name" in found or "aliases" in found:
            aliases = list(found.get("aliases", party.aliases))
            if party.name and key(party.name) != key(own) and self._in_use(party.name):
                # Decisions go on naming it as they did: they must not lose whom they bind.
                aliases.append(party.name)
            found["aliases"] = self._spellings(party.id, own, aliases)
        if found.get("of"):
            self._refuse_ring(party.id, own, found["of"])
        return found

    def _spellings(self, party: str, name: str, aliases: Iterable[str]) -> tuple[str, ...]:
        """The other spellings, each once.

        Raises:
            UserError: a party has one of these names already.
        """
        wanted = {key(name): name}
        for alias in aliases:
            if key(alias):
                wanted.setdefault(key(alias), checks.name(alias))
        self.refuse_taken(party, wanted.values())
        return tuple(list(wanted.values())[1:])

    def refuse_taken(self, party: str, names: Iterable[str]) -> None:
        """Refuses names that another party has."""
        for name in names:
            other = self.find(name)
            if other is not None and other.id != party:
                raise UserError(
                    N_("“{name}” is in the directory already, as “{party}”. Write another name."),
                    name=plain(name),
                    party=plain(other.name),
                )

    def _refuse_ring(self, party: str, name: str, of: str) -> None:
        above = self.party(of)
        if above.sort in ("group", "person"):
            raise UserError(
                N_("“{name}” is neither an office nor a post: nothing can be a part of it."), name=plain(above.name)
            )
        seen: set[str] = set()
        one: str = of
        while one and one not in seen:
            if one == party:
                raise UserError(N_("“{name}” would be a part of itself."), name=plain(name))
            seen.add(one)
            one = self.parties[one].of if one in self.parties else ""

    def _in_use(self, name: str) -> bool:
        wanted = key(name)
        return any(key(one.values[0]) == wanted for one in self._store.tally("assignment", "name"))

    def _keep_party(self, party: Party, changed: Mapping[str, Any], *, new: bool = False) -> None:
        kept = replace(party, **changed)
        self._put(self.parties, party.id, kept)
        for name in (party.name, *party.aliases):
            if self._taken.get(key(name)) == party.id:
                self._put(self._taken, key(name), None)
        for name in (kept.name, *kept.aliases):
            self._put(self._taken, key(name), party.id)
        place = {"rank": self._next("party")} if new else {}
        self._set(party.id, {**checks.stored(changed), **place})

    def _keep_term(self, one: Holder, changed: Mapping[str, Any]) -> None:
        kept = replace(one, **changed)
        checks.refuse_turned(kept.since, kept.until)
        self._put(self.holders, one.id, kept)
        self._set(one.id, changed)

    def _to_end(self, made: Holder, since: date) -> list[Holder]:
        """The open terms that a new one ends."""
        return [one for one in self.terms(made.party) if one.until is None and (one.since or date.min) < since]

    def refuse_overlap(self, made: Holder, ended: Collection[str] = ()) -> None:
        """Refuses a second holder at the same time, and one of what is there no longer."""
        party = self.party(made.party)
        if party.until is not None and max(made.since or date.min, made.until or date.max) > party.until:
            raise UserError(
                N_("“{name}” is there only until {day}. Choose an earlier day."),
                name=plain(party.name),
                day=party.until,
            )
        checks.refuse_turned(made.since, made.until)
        for one in self.terms(made.party):
            if one.id not in ended and one.id != made.id and checks.collide(one, made):
                raise UserError(
                    N_("{name} holds it then: from {since} to {until}. Change one of the two terms."),
                    name=plain(one.name),
                    since=one.since or "…",
                    until=one.until or "…",
                )
