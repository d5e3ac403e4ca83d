"""What an office above decides comes down as an obligation of ours; what those below report goes up unretyped.

**Down.** Each open obligation in the book of an office above that binds us (a party of *its* directory, alone or
through a group, whose ``office`` is our code) becomes an obligation of ours: with its words, its rule as it stands
(put off up there: the new day), its measure, and ``source`` naming it. What changes above is followed: other words,
another day, closed, reopened, taken back, single periods closed or put off.

**Up.** Each report in a book from below, on an obligation whose ``source`` is ours, becomes a report of ours on the
task of that office, in the same period. Where several parties report there, ours counts them together: numbers are
added, shares averaged, and it is done when all are. What is corrected or taken back below is here too; the committee
closes, never a report, and what it has closed no report touches any more. What proves a report hangs on ours as well;
the files themselves are asked for, and come with the next bundle.

**Whose word counts.** All of this is written by an actor of its own (stream ``adopted``). So the journal tells what
came from elsewhere and what was written by hand; **a field whose live value somebody here wrote is left as it is**:
our committee's own closing, its own day (``extended``), other parties, other words. Where the office above wants
something else by then, ``apart`` tells so; nothing is settled unseen. What is taken back above goes into the bin here
only while nobody here has done anything with it.

Ids are derived from those of the other office, and equal values agree: every PC of the office makes the same, again
is the same as once, and where nothing changed nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from koyradesk import clock
from koyradesk.bengali.text import nfc
from koyradesk.district import offices
from koyradesk.district.offices import Books
from koyradesk.errors import UserError
from koyradesk.exchange.adopted import STREAM, Apart, Hand
from koyradesk.exchange.adopted.down import take_down
from koyradesk.exchange.adopted.up import take_up
from koyradesk.i18n import N_
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change, Changed, Store

if TYPE_CHECKING:
    from koyradesk.exchange.office import Exchange

__all__ = ["Adopted", "Apart", "Would", "adopt", "apart", "give_way", "hand_on", "settle", "would"]


@dataclass(frozen=True, slots=True)
class Adopted:
    """How many obligations came down or changed, how many reports came up or changed, and what was written; the files
    that prove the reports by their sha256, with the office whose book names them (see ``adopted.proofs``)."""

    down: int
    up: int
    changed: Changed
    proofs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Would:
    """What adopting would count."""

    down: int
    up: int


def adopt(store: Store, books: Books, *, by: str) -> Adopted:
    """Takes over what the books of others say that concerns us; as one group, or nothing where nothing changed.

    A book that cannot be read is passed over: what it says comes when it can be.

    Raises:
        UserError: the disk. Nothing has been changed.
    """
    hand = _planned(store, books)
    for sha, book in hand.copies.items():
        store.put_blob(book.blob(sha))
    changed = store.write(hand.changes(), by=by, stream=STREAM)
    return Adopted(_count(changed, "obligation"), _count(changed, "progress"), changed, hand.proofs)


def would(store: Store, books: Books) -> Would:
    """What ``adopt`` would change; nothing is."""
    changed = Changed.of(one.record for one in _planned(store, books).changes())
    return Would(_count(changed, "obligation"), _count(changed, "progress"))


def apart(store: Store, books: Books, seen: Collection[tuple[str, str, str]] = ()) -> tuple[Apart, ...]:
    """Where what is decided here and what is wanted above differ by now, to be shown to people; without what somebody
    has ``seen`` and let stand."""
    return tuple(one for one in _planned(store, books, up=False).apart if one.seen not in seen)


def give_way(store: Store, books: Books, one: Apart, *, by: str) -> Changed:
    """Takes over what the office above wants in one matter, over what stands here; from then on it is followed there.

    Raises:
        UserError: the disk. Nothing has been changed.
    """
    return store.write(_planned(store, books, up=False, gives_way=one).changes(), by=by, stream=STREAM)


def settle(exchange: Exchange, one: Apart, *, theirs: bool, by: str) -> Changed:
    """What somebody here said of what differs: ours is let stand, or gives way to theirs.

    Raises:
        UserError: the disk. Nothing has been changed.
    """
    if theirs:
        return give_way(exchange.store, exchange.books, one, by=by)
    exchange.ledger.let(*one.seen)
    return Changed()


def hand_on(store: Store, of: Obligation, names: Sequence[str], *, by: str) -> Changed:
    """Binds others by what binds us: the offices of our directory below us that ``names`` stand for get it with our
    next bundle, and what they report counts as ours.

    Raises:
        UserError: nobody is named; a committee has closed it; it is a decision of ours, which names whom it binds.
    """
    wanted = [nfc(name).strip() for name in names if name.strip()]
    if not wanted:
        raise UserError(N_("Name who is to carry it out."))
    if of.decision:
        raise UserError(N_("This was decided here. Name who carries it out in the decision itself."))
    if of.closed is not None:
        raise UserError(
            N_("The committee closed this on {day}. Open it again first, if that was a mistake."), day=of.closed
        )
    return store.write([Change(of.id, {"parties": wanted})], by=by)


def _planned(store: Store, books: Books, *, up: bool = True, gives_way: Apart | None = None) -> Hand:
    on: date = clock.today(store).day
    hand = Hand(store, Standing(store, on), gives_way)
    for office, book in _books(store, books, "above"):
        with hand.one_book():
            take_down(hand, book, office)
    for office, book in _books(store, books, "below") if up else ():
        with hand.one_book():
            take_up(hand, book, office)
    return hand


def _books(store: Store, books: Books, role: Literal["above", "below"]) -> list[tuple[str, Store]]:
    """The books of the offices above or below us: those whose key says so, and whom these call so in their turn."""
    given = offices.roles(store)
    waiting = sorted(office for office, one in given.items() if one == role)
    found: dict[str, Store] = {}
    for office in waiting:
        book = offices.readable(books, office)
        if book is None:
            continue
        found[office] = book
        theirs = offices.roles(book)
        waiting += [
            one
            for one in sorted(theirs)
            if theirs[one] == role and one not in given and one not in waiting and one != store.office
        ]
    return list(found.items())


def _count(changed: Changed, kind: str) -> int:
    return sum(one.startswith(f"{kind}.") for one in changed.records)
