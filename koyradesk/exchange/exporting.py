"""What goes into a bundle for somebody: everything of the books that are for them, above what they said they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from koyradesk import records
from koyradesk.exchange.books import Books
from koyradesk.exchange.ledger import Ledger, Said
from koyradesk.exchange.shapes import SUBMITTED, Head, Role, Vector
from koyradesk.exchange.trust import Trust
from koyradesk.store import Store
from koyradesk.store.journal import START

#: By role, whose books (by their role to us) are handed on. What one upazila wrote is no other's business.
_HANDED_ON: Mapping[Role, frozenset[Role]] = {
    "own": frozenset(("above", "below", "beside", "")),
    "above": frozenset(("below",)),
    "below": frozenset(("above",)),
    "beside": frozenset(("above",)),
}
#: After so long we do not wait for a PC of ours any more.
_SILENT = timedelta(days=90)
#: A field that names a file, in an operation's body.
_BLOB = re.compile(rb'"(?:pdf|blob)":\{"over":\[[^{]*\],"v":"([0-9a-f]{64})"\}')


@dataclass
class Load:
    """What a bundle carries. ``counts`` is complete when the operations have been run through."""

    ranges: dict[str, tuple[int, int]]
    heads: list[Head]
    carries: list[str]
    sources: list[tuple[Store, str | None, dict[str, int]]]
    counts: Counter[str] = field(default_factory=Counter)

    def operations(self) -> Iterator[bytes]:
        """The operations, by actor, then seq."""
        seen: set[str] = set()
        self.counts.clear()
        for store, stream, since in self.sources:
            for body in store.operations(since, stream=stream):
                if (found := START.match(body)) is None:
                    raise ValueError("no operation in the journal")
                if int(found["seq"]) > self.ranges.get(found["actor"].decode(), (0, 0))[1]:
                    continue
                record = found["record"].decode()
                if record not in seen:
                    seen.add(record)
                    self.counts[record.partition(".")[0]] += 1
                yield body

    def blobs(self) -> list[str]:
        """The files that the operations name."""
        return sorted({sha.decode() for body in self.operations() for sha in _BLOB.findall(body)})


def known(said: list[Said], role: Role) -> dict[str, int]:
    """How far an office has what it gets from us, from what its PCs said last.

    Of another office the one that spoke last counts: they share among themselves, and one that was lost has nothing. Of
    our own PCs each needs everything; one that was silent for long says what it lacks when it comes back.
    """
    if not said:
        return {}
    last = max(said, key=lambda one: one.at)
    heard = [one for one in said if one.at > last.at - _SILENT] if role == "own" else [last]
    return {actor: min(one.have.get(actor, 0) for one in heard) for actor in last.have}


def vector(
    own: Store, books: Books, ledger: Ledger, to: str, roles: Mapping[str, Role], since: Vector
) -> dict[str, int]:
    """How far everything that an office may get from us stands here, which said that it has ``since``."""
    role = roles.get(to, "")
    found = dict(own.vector(None if role == "own" else SUBMITTED))
    for office in handed_on(books, to, roles):
        if (book := books.get(office)) is not None:
            found |= book.vector(SUBMITTED)
    return found | _own_again(books, ledger, to, since)


def load(
    own: Store,
    books: Books,
    ledger: Ledger,
    to: str,
    roles: Mapping[str, Role],
    since: Vector,
    vouch: Callable[[str, int, str], Head],
    trust: Trust,
) -> Load:
    """What is new for an office above ``since``. ``vouch`` signs the head of an actor of ours (actor, seq, link)."""
    role = roles.get(to, "")
    stream = None if role == "own" else SUBMITTED
    made = Load({}, [], [], [])
    ends = own.vector(stream)
    for actor, last in ends.items():
        if last > since.get(actor, 0):
            seq, link = own.head(actor)
            made.ranges[actor] = (since.get(actor, 0) + 1, seq)
            made.heads.append(vouch(actor, seq, link))
    known = _since(since, ends)
    if made.ranges and trust.lost_one(own.office):
        # What a key vouched for that counts no more is vouched for anew, so that others can hand it on.
        for actor in ends:
            if actor not in made.ranges:
                seq, link = own.head(actor)
                made.ranges[actor], known[actor] = (seq, seq), seq - 1
                made.heads.append(vouch(actor, seq, link))
    made.sources.append((own, stream, known))
    for office in (*handed_on(books, to, roles), to):
        book = books.get(office) if office else None
        if book is None:
            continue
        ends = book.vector(SUBMITTED) if office != to else _own_again(books, ledger, to, since)
        held = {one.actor: one for one in ledger.heads(office)}
        for actor, last in ends.items():
            head = held.get(actor)
            # Without its owner's word nothing of it is handed on; with the next bundle of the owner it is.
            if head is None or not (role == "own" or trust.may_vouch(head.key, office)):
                continue
            if since.get(actor, 0) < head.seq <= last:
                made.ranges[actor] = (since.get(actor, 0) + 1, head.seq)
                made.heads.append(head)
        if any(actor in made.ranges for actor in ends):
            made.carries.append(office)
            made.sources.append((book, SUBMITTED, _since(since, ends)))
    # Actors begin with their office's code: so the operations of all come by actor.
    made.sources.sort(key=lambda source: source[0].office)
    return made


def _since(since: Vector, ends: Vector) -> dict[str, int]:
    return {actor: since.get(actor, 0) for actor in ends}


def _own_again(books: Books, ledger: Ledger, to: str, since: Vector) -> dict[str, int]:
    """How far the receiver's own book stands here: where it was restored from a backup, it forgot what it had submitted
    since. Of actors that it does not name only those whose key it has (else it could take nothing at all)."""
    book = books.get(to) if to else None
    ends = book.vector(SUBMITTED) if book is not None else {}
    unnamed = ends.keys() - since.keys()
    if book is None or not unnamed:
        return ends
    keys = {head.actor: records.derived("key", to, head.key) for head in ledger.heads(to) if head.actor in unnamed}
    told = {actor for actor, key in keys.items() if any(one in since for one, _ in book.versions(key, "public"))}
    return {actor: last for actor, last in ends.items() if actor in since or actor in told}


def handed_on(books: Books, to: str, roles: Mapping[str, Role]) -> list[str]:
    """The offices whose books an office gets from us."""
    wanted = _HANDED_ON.get(roles.get(to, ""), frozenset())
    return [office for office in books.offices() if office != to and roles.get(office, "") in wanted]
