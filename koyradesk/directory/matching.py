"""Whom a name typed freely may mean: candidates to be shown. Names become one only when somebody says that they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from koyradesk.bengali.text import tidy
from koyradesk.directory import places
from koyradesk.directory.likeness import bare, is_many, score
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory, Party
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.store import Store

#: Why a party is a candidate. "same": it differs in marks, honours or spellings that sound alike only; "place": but for
#: the place behind it; "name" and "alias": it is like its name or another of its spellings; "holder": like the name of
#: somebody who holds it or held it.
Why = Literal["same", "place", "name", "alias", "holder"]
WHY: dict[Why, str] = {
    "same": N_("differs in its spelling only"),
    "place": N_("differs in its place only"),
    "name": N_("a similar name"),
    "alias": N_("similar to another spelling"),
    "holder": N_("who holds it has a similar name"),
}
#: Less alike than this are not shown.
_LIKE = 60
#: So many parties are compared one by one.
_COMPARED = 36
#: A part behind a comma that has more words is no place.
_LONGEST_PLACE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may be meant; ``score`` 0 to 100, ``spelling`` is the one of its names that is so like it."""

    party: Party
    score: float
    why: Why
    spelling: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that decisions use and the directory does not know: the most usual of its spellings, how often it is used
    in all, and the newest day or month (ISO) of a meeting that did. ``many``: it says that it is of many."""

    name: str
    times: int
    last: str
    spellings: tuple[str, ...]
    many: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that could be a group, and who of the directory is called as it is."""

    name: str
    times: int
    members: tuple[Party, ...]


def candidates(name: str, directory: Directory, limit: int = 5, *, likely: float = _LIKE) -> tuple[Candidate, ...]:
    """The parties most like a name, the likest first; none of them may be meant. ``likely``: at least so like."""
    if not bare(name):
        return ()
    found = []
    for index, party in enumerate(_shortlist(name, directory)):
        best = max(_compared(name, party, directory), key=lambda one: one.score, default=None)
        if best is not None and best.score >= likely:
            found.append((-best.score, index, best))
    return tuple(one for *_, one in sorted(found, key=lambda row: row[:2])[:limit])


def unknown(store: Store, directory: Directory) -> tuple[Unknown, ...]:
    """The names that decisions, and what came from elsewhere, use and the directory does not know; the most used first,
    then the newest."""
    gathered: dict[str, list[tuple[str, int, str]]] = {}
    for spelt, times, last in _used(store):
        if key(spelt) and directory.find(spelt) is None:
            gathered.setdefault(key(spelt), []).append((tidy(spelt), times, last))
    found = []
    for every in gathered.values():
        every.sort(key=lambda one: -one[1])
        spellings = tuple(dict.fromkeys(spelt for spelt, *_ in every))
        times, last = sum(one[1] for one in every), max(one[2] for one in every)
        found.append(Unknown(spellings[0], times, last, spellings, is_many(spellings[0])))
    found.sort(key=lambda one: one.last, reverse=True)
    return tuple(sorted(found, key=lambda one: -one.times))


def propose_groups(store: Store, directory: Directory | None = None) -> tuple[Proposal, ...]:
    """The names of many ("ইউপি সচিব (সকল)") that decisions use and the directory does not know, each with the parties
    that have its words in their names. Nothing becomes a group by this."""
    directory = directory or Directory(store)
    found = []
    for one in unknown(store, directory):
        if one.many:
            words = set(bare(_head(one.name) or one.name).split())
            members = tuple(
                party
                for party in directory.parties.values()
                if party.sort != "group" and words and words <= set(bare(party.name).split())
            )
            found.append(Proposal(one.name, one.times, members))
    return tuple(found)


def _shortlist(name: str, directory: Directory) -> list[Party]:
    """The parties worth comparing closely, in their order: of hundreds of names only the nearest few dozen are."""
    if len(directory.parties) <= _COMPARED:
        return list(directory.parties.values())
    from rapidfuzz import fuzz, process

    spelt = [
        (party.id, text)
        for party in directory.parties.values()
        for text in (*party.spellings, *(one.name for one in directory.holders.get(party.id, ())))
    ]
    near: set[str] = set()
    for wanted, choices in (
        (bare(name), [bare(text) for _, text in spelt]),
        (bare(_head(name) or name), [bare(_head(text) or text) for _, text in spelt]),
    ):
        for scorer in (fuzz.ratio, fuzz.token_sort_ratio, fuzz.token_set_ratio):
            every = process.extract(wanted, choices, scorer=scorer, limit=_COMPARED // 3)
            near.update(spelt[index][0] for *_, index in every)
    return [party for party in directory.parties.values() if party.id in near]


def _used(store: Store) -> Iterator[tuple[str, int, str]]:
    for one in store.tally("assignment", "name"):
        yield one.values[0], one.times, one.last or ""
    for row in store.rows("obligation", decision=None, only=("parties", "begun")):
        for name in row["parties"] or ():
            yield name, 1, row["begun"].isoformat() if row["begun"] else ""


def same_place(one: str, other: str) -> bool:
    """Do two names end with the same place, or is there one that names none?"""
    tails = [
        bare(name[len(head) :]) if (head := _head(name)) else "" for name in (tidy(plain(one)), tidy(plain(other)))
    ]
    return not all(tails) or tails[0] == tails[1]


def _compared(name: str, party: Party, directory: Directory) -> Iterator[Candidate]:
    # Who says that they mean many does not mean one of them.
    fitting = 0.85 if is_many(name) and party.sort != "group" else 1.0
    for index, spelling in enumerate(party.spellings):
        like, why = _like(name, spelling)
        if why == "name" and index:
            why = "alias"
        yield Candidate(party, round(like * fitting, 1), why, spelling)
    for holder in directory.holders.get(party.id, ()):
        like = score(bare(name), bare(holder.name))
        yield Candidate(party, round(min(like, 95.0), 1), "holder", holder.name)


def _like(name: str, other: str) -> tuple[float, Why]:
    one, two = bare(name), bare(other)
    if one == two:
        # Who types "(সকল)" means many.
        return (99.0, "same") if is_many(name) == is_many(other) else (80.0, "name")
    heads = _head(name), _head(other)
    if any(heads):
        first, second = heads[0] or name, heads[1] or other
        like = score(bare(first), bare(second))
        # The same post in another place is another post.
        worth = 0.75 if all(heads) else 0.96
        if like * worth > score(one, two):
            return like * worth, "place" if like == 100 and not all(heads) else "name"
    return score(one, two), "name"


@lru_cache(maxsize=8192)
def _head(name: str) -> str:
    """What stands before the place that a name ends with; "" where none does."""
    head, comma, tail = tidy(plain(name)).rpartition(",")
    if not comma or not bare(head):
        return ""
    known = places.named(tail) is not None
    return head if known or len(bare(tail).split()) <= _LONGEST_PLACE else ""
