"""What came in: verified whole before anything of it is believed, then taken in whole or not at all.

The bundle's own signature says who sent it and guards it against accidents; whether an operation is what its office
wrote is told by the head of its actor alone, through however many hands it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from koyradesk.errors import UserError
from koyradesk.exchange import key_records, sshsig
from koyradesk.exchange.books import Books
from koyradesk.exchange.bundle.heads import statement
from koyradesk.exchange.bundle.reading import Reader
from koyradesk.exchange.bundle.refusals import BundleError
from koyradesk.exchange.shapes import BUNDLE, HEAD, SUBMITTED, Head, Vector
from koyradesk.exchange.trust import Trust
from koyradesk.i18n import N_
from koyradesk.store import Changed, Store, journal


class UnknownKey(UserError):  # noqa: N818
    """A bundle, or what it hands on, is signed by a key whose card nobody has accepted here. ``public`` is the key."""

    def __init__(self, sentence: str, public: str, **parts: object) -> None:
        super().__init__(sentence, **parts)
        self.public = public


_SENDER = N_(
    "The bundle is signed by a key that is not known here. Ask {name} for the number on their key card and type it in; "
    "then it can be taken."
)
_AUTHOR = N_(
    "The bundle hands on what the office {office} wrote, whose key is not known here. Accept its key card first, or "
    "ask your district to confirm it."
)


def lacks_key(problem: UserError | None) -> bool:
    """Is a key all that a bundle lacks, by the reason for which it is held? Of one that an earlier program held the
    reason is not known so: perhaps."""
    return problem is None or problem.sentence in (_SENDER, _AUTHOR)


@dataclass(frozen=True, slots=True)
class Examined:
    """What a bundle that holds would change: new operations by office, records they are on by kind."""

    books: Mapping[str, int] = field(default_factory=dict)
    news: Mapping[str, int] = field(default_factory=dict)


def office_of(actor: str) -> str:
    return actor.partition(".")[0]


def check(public: str, message: bytes, signature: str) -> None:
    """The signature over a bundle; raises ValueError."""
    sshsig.verify(public, BUNDLE, message, signature)


def refuse_strangers(reader: Reader, trust: Trust) -> None:
    """Refuses what is not signed by whom it says.

    Raises:
        UnknownKey: a key is not known here: its card has to be accepted first.
        UserError: a key is revoked, or belongs to another office; a head is not what its office signed.
    """
    sender = trust.known(reader.key)
    if sender is None:
        raise UnknownKey(
            _SENDER,
            reader.key,
            name=reader.manifest.name or reader.manifest.office,
        )
    if sender.revoked is not None:
        raise UserError(
            N_("The key of this bundle was revoked on {day}. Ask {name} for a new bundle and a new key card."),
            day=sender.revoked,
            name=sender.name or sender.office,
        )
    if sender.office != reader.manifest.office:
        raise _forged()
    left = [head for head in reader.heads if not _vouched(head, trust)]
    while left:
        # A book may bring the keys of the others: what is vouched for already is read as if it were taken in.
        vouched = {head.actor for head in reader.heads} - {head.actor for head in left}
        trust = trust.with_news(key_records.arriving(_written(reader, vouched)))
        still = [head for head in left if not _vouched(head, trust)]
        if len(still) == len(left):
            break
        left = still
    for head in left:
        # What one of our own PCs took in while its key still counted, this one takes from it.
        if sender.role != "own" or office_of(head.actor) == sender.office:
            raise _stranger(head, trust)


def _vouched(head: Head, trust: Trust) -> bool:
    """Is a head signed by a key that may sign it? Raises UserError where the signature does not hold at all."""
    try:
        sshsig.verify(head.key, HEAD, statement(head), head.signature)
    except ValueError as error:
        raise _forged() from error
    return trust.may_vouch(head.key, office_of(head.actor))


def _written(reader: Reader, actors: Container[str]) -> Iterator[bytes]:
    for body in reader.operations():
        found = journal.START.match(body)
        if found is not None and found["actor"].decode() in actors:
            yield body


def _stranger(head: Head, trust: Trust) -> UserError:
    if trust.known(head.key) is not None:
        return _forged()
    return UnknownKey(
        _AUTHOR,
        head.key,
        office=office_of(head.actor),
    )


def examine(reader: Reader, own: Store, books: Books) -> Examined:
    """Runs through all operations of a bundle, whose chains the reader holds against their heads.

    Raises:
        UserError: something of another office's stands where it does not belong, or stands against what came before.
            Nothing has been changed.
    """
    held = _held(reader.heads, own, books)
    if any(office_of(actor) != own.office and actor.rpartition(".")[2] != SUBMITTED for actor in held):
        raise _forged()
    news: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for actor, parts in groupby(_parts(reader), key=attrgetter("actor")):
        office = office_of(actor)
        for part in parts:
            kind, owner = part.record.split(".", 2)[:2]
            if owner != office:
                raise UserError(
                    N_(
                        "The bundle writes into a record of another office. Nothing of it was taken over; tell the "
                        "office {office}."
                    ),
                    office=office,
                )
            if part.seq > held[actor]:
                counts[office] += 1
                news[part.record] = kind
    return Examined(dict(counts), dict(Counter(news.values())))


def _held(heads: Iterable[Head], own: Store, books: Books) -> dict[str, int]:
    """How far the actors of a bundle are known here; what came under these numbers before must be the same."""
    held: dict[str, int] = {}
    vectors: dict[str, Vector] = {}
    for head in heads:
        office = office_of(head.actor)
        book = own if office == own.office else books.get(office)
        if office not in vectors:
            vectors[office] = {} if book is None else book.vector()
        held[head.actor] = vectors[office].get(head.actor, 0)
        if book is not None and head.seq <= held[head.actor] and not book.passes(head.actor, head.seq, head.link):
            raise UserError(
                N_(
                    "Two different entries came under one number of the device {device}: its data folder was copied "
                    "and used twice. Nothing was taken over; continue with one of the two copies."
                ),
                device=".".join(head.actor.split(".")[:2]),
            )
    return held


def receive(reader: Reader, own: Store, books: Books) -> tuple[Changed, list[str]]:
    """Takes the operations of an examined bundle into the books they are of; what changed of ours, and whose books.

    Raises:
        UserError: the store refuses something, or the disk; nothing has been taken over.
    """
    changed, others = Changed(), []
    with ExitStack() as all_or_none:
        # Actors come sorted, so those of one office stand together.
        for office, parts in groupby(_parts(reader), key=lambda part: office_of(part.actor)):
            book = own if office == own.office else books.made(office)
            all_or_none.enter_context(book.together())
            found = book.receive(part.body for part in parts)
            if office == own.office:
                changed = found
            elif found:
                others.append(office)
    return changed, others


class _Part(NamedTuple):
    """An operation, as far as its owner goes; the rest of it is the store's to read."""

    actor: str
    seq: int
    record: str
    body: bytes


def _parts(reader: Reader) -> Iterator[_Part]:
    for body in reader.operations():
        found = journal.START.match(body)
        if found is None or found["record"].count(b".") != 2:
            raise BundleError("operations")
        yield _Part(found["actor"].decode(), int(found["seq"]), found["record"].decode(), body)


def _forged() -> UserError:
    return UserError(
        N_(
            "The bundle holds what the office it names never signed. Nothing of it was taken over; ask the sender for "
            "a new one."
        )
    )
