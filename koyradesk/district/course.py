"""The course (গতিপথ) of one matter: the directorate wants it, the district decides of it, each upazila carries it out.

An obligation that was taken over from another office names the one it was made of (``source``); one that a committee
decided anew follows the older one. Both are walked upwards as far as books are here, then down into every book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from koyradesk import records
from koyradesk.directory.parties import Directory
from koyradesk.district import offices
from koyradesk.district.digest import newest
from koyradesk.district.offices import Books, Known
from koyradesk.district.shapes import Lineage, Step
from koyradesk.errors import UserError
from koyradesk.exchange.own_name import recorded_name
from koyradesk.exchange.shapes import Role
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations.counting import counted
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store


def lineage(books: Books, own: Store, known: Iterable[Known], obligation: str, *, on: date) -> Lineage:
    """See ``reading.lineage``."""
    reader = _Reader(books, own, {one.office: one for one in known}, on)
    found = reader.get(obligation)
    if found is None:
        raise UserError(N_("There is no decision {id} here that is followed."), id=records.short(obligation))
    office, of = found
    first = reader.first(office, of)
    above: list[Step] = []
    at = first
    while at.source and len(above) < _MOST:
        higher = reader.get(at.source)
        if higher is None:
            break
        above.append(reader.step(*higher))
        at = reader.first(*higher)
    step = reader.step(office, of, below=True)
    return Lineage(step.text, step.topic, tuple(reversed(above)), step, plain(at.source_text).strip())


#: Books could name each other in a ring.
_MOST = 10


class _Reader:
    """Books with their standings, each read once."""

    def __init__(self, books: Books, own: Store, known: Mapping[str, Known], on: date) -> None:
        self._books, self._own, self._known, self._on = books, own, known, on
        self._standings: dict[str, Standing | None] = {}
        self._names = offices.names(own)

    def store(self, office: str) -> Store | None:
        """The book of an office, or our own; None where there is none that can be read."""
        if office == self._own.office:
            return self._own
        if office not in self._known or self._known[office].problem:
            return None
        with suppress(UserError):
            return self._books.get(office)
        return None

    def standing(self, office: str) -> Standing | None:
        if office not in self._standings:
            store = self.store(office)
            day = self._on if store is self._own else self._known[office].as_of if office in self._known else None
            self._standings[office] = Standing(store, day or self._on) if store is not None else None
        return self._standings[office]

    def get(self, obligation: str) -> tuple[str, Obligation] | None:
        """An obligation with its office, where its book is here."""
        try:
            office = records.split(obligation)[1]
        except ValueError:
            return None
        standing = self.standing(office)
        found = standing.get([obligation]) if standing else ()
        return (office, found[0]) if found else None

    def first(self, office: str, of: Obligation) -> Obligation:
        """The obligation that this one was decided anew from, and that one in its turn."""
        standing, seen = self.standing(office), {of.id}
        while standing and of.follows and of.follows not in seen:
            older = standing.get([of.follows])
            if not older:
                break
            of = older[0]
            seen.add(of.id)
        return of

    def step(self, office: str, of: Obligation, *, below: bool = False) -> Step:
        """An office's part."""
        standing, store = self.standing(office), self.store(office)
        assert standing is not None
        assert store is not None
        last = newest(store, standing, of)
        told = standing.told([last])[last.id]
        count = counted(standing, [last]).get(last.id)
        known = self._known.get(office)
        role: Role = known.role if known else "own"
        return Step(
            office,
            known.name if known else recorded_name(self._own),
            role,
            last.id,
            plain(told.text).strip(),
            plain(last.topic or told.topic).strip(),
            last.meeting,
            plain(told.committee).strip(),
            last.begun,
            known.as_of if known else self._on,
            count.done if count else 0,
            count.total if count else 0,
            count.late if count else 0,
            last.closed,
            last.outcome,
            self._below(office, of, {office}) if below else (),
        )

    def _below(self, office: str, of: Obligation, seen: set[str]) -> tuple[Step, ...]:
        """Who took it over, each with those below it; and who is bound and of whom nothing has come yet."""
        chain = self._chain(office, of)
        found: dict[str, Step] = {}
        for known in self._known.values():
            if known.digest is None or known.office in seen:
                continue
            for one in chain:
                for told in known.digest.adopted.get(one, ()):
                    found.setdefault(known.office, self._told(known, told, seen | {known.office}))
        for who in self._bound(office, chain) - found.keys() - seen:
            one_of = self._known.get(who)
            name = one_of.name if one_of else self._names.get(who, who)
            found[who] = Step(who, name, one_of.role if one_of else "", as_of=one_of.as_of if one_of else None)
        return tuple(sorted(found.values(), key=lambda step: (step.name, step.office)))

    def _told(self, known: Known, told: Mapping[str, Any], seen: set[str]) -> Step:
        below: tuple[Step, ...] = ()
        if any(told["id"] in other.digest.adopted for other in self._known.values() if other.digest):
            mine = self.get(told["id"])
            below = self._below(*mine, seen) if mine else ()
        days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("begun", "closed")}
        return Step(
            known.office,
            known.name,
            known.role,
            told["id"],
            told["text"],
            told["topic"],
            told["meeting"],
            told["committee"],
            days["begun"],
            known.as_of,
            told["done"],
            told["total"],
            told["late"],
            days["closed"],
            told["outcome"],
            below,
        )

    def _chain(self, office: str, of: Obligation) -> list[str]:
        """All of one matter in an office: what was decided anew of it may be what others took over."""
        standing, store = self.standing(office), self.store(office)
        first = self.first(office, of)
        found, waiting = [first.id], [first.id]
        while waiting and store is not None and standing is not None:
            rows = store.rows("obligation", follows=set(waiting), only=())
            waiting = [row["id"] for row in rows if row["id"] not in found]
            found += waiting
        return found

    def _bound(self, office: str, chain: Iterable[str]) -> set[str]:
        """The offices with a book of their own whom it binds, as the directory of its office says."""
        standing, store = self.standing(office), self.store(office)
        if standing is None or store is None:
            return set()
        of = standing.get(chain)
        parties = Directory(store).parties
        tasks = [task for those in standing.tasks(of).values() for task in those if not task.is_dropped]
        held = {parties[task.party].office for task in tasks if task.party in parties}
        return held - {"", office}
