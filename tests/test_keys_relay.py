"""Keys where bundles go from hand to hand: between the PCs of one office, down from above, and after a theft."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from koyradesk.errors import UserError
from koyradesk.exchange import trust
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.office import Arrived, Exchange
from koyradesk.store import Change, Changed, Store

UPAZILA, DISTRICT, DIVISION = "aaaaaaaa", "dddddddd", "vvvvvvvv"


@dataclass
class World:
    """PCs of offices, each with a data folder and a key store of its own."""

    home: Path
    open: ExitStack
    minute: int = 0

    def pc(self, office: str, number: int = 1) -> Exchange:
        config = self.home / f"{office}-{number}" / "config"
        store = Store.open(self.home / f"{office}-{number}" / "data", office=office, config=config, clock=self.now)
        exchange = Exchange(self.open.enter_context(store), keystore=Keystore(config), clock=self.now)
        self.open.enter_context(exchange)
        trust.ensure_own(store, exchange.keystore, by="x")
        write(exchange, f"{office} {number}")
        return exchange

    def now(self) -> datetime:
        self.minute += 1
        return datetime(2026, 11, 22, 9).astimezone() + timedelta(minutes=self.minute)

    def give(self, sender: Exchange, receiver: Exchange) -> Arrived:
        """A bundle is made, carried over and taken, if it may be."""
        made = sender.make(receiver.store.office, by="x", again=True)
        arrived = receiver.examine(Path(made.file))
        if arrived.problem is None:
            receiver.take(arrived, by="x")
        return arrived


@pytest.fixture
def world(tmp_path):
    with ExitStack() as stack:
        yield World(tmp_path, stack)


def write(pc: Exchange, text: str) -> None:
    pc.store.write([Change(pc.store.new_id("committee"), {"name": text})], by="x")


def names(pc: Exchange, office: str) -> set[str]:
    book = pc.store if office == pc.store.office else pc.books.get(office)
    return {row["name"] for row in book.rows("committee")} if book else set()


def public(pc: Exchange) -> str:
    return pc.keystore.public(pc.store.office)


def accept(pc: Exchange, other: Exchange, role, **more) -> None:
    office = other.store.office
    trust.accept(pc.store, office, f"দপ্তর {office}", public(other), role, by="x", books=pc.books, **more)


def befriend(lower: Exchange, upper: Exchange) -> None:
    accept(lower, upper, "above")
    accept(upper, lower, "below")


def twins(first: Exchange, second: Exchange) -> None:
    accept(first, second, "own")
    accept(second, first, "own")


def test_a_second_pc_learns_the_keys_of_others_with_their_books(world):
    """Nobody types the cards of ten upazilas at each PC of the district."""
    upazila, district, second = world.pc(UPAZILA), world.pc(DISTRICT), world.pc(DISTRICT, 2)
    befriend(upazila, district)
    twins(district, second)
    assert world.give(upazila, district).problem is None
    assert second.trust.known(public(upazila)) is None
    assert world.give(district, second).problem is None
    assert names(second, UPAZILA) == {f"{UPAZILA} 1"}
    assert second.trust.known(public(upazila)).role == "below"
    assert second.trust.may_vouch(public(upazila), UPAZILA)


def test_from_above_comes_a_book_with_the_word_for_its_key(world):
    """The first bundle of the district brings the division's book, and that the district knows its key."""
    upazila, district, division = world.pc(UPAZILA), world.pc(DISTRICT), world.pc(DIVISION)
    befriend(upazila, district)
    befriend(district, division)
    assert world.give(division, district).problem is None
    assert world.give(district, upazila).problem is None
    assert names(upazila, DIVISION) == {f"{DIVISION} 1"}
    known = upazila.trust.known(public(division))
    assert (known.by, known.role) == (DISTRICT, "")


def test_from_below_no_word_counts(world):
    upazila, district, division = world.pc(UPAZILA), world.pc(DISTRICT), world.pc(DIVISION)
    befriend(upazila, district)
    befriend(district, division)
    assert world.give(upazila, district).problem is None
    arrived = world.give(district, division)
    assert arrived.unknown_key
    assert arrived.key == public(upazila)
    assert names(division, UPAZILA) == set()
    accept(division, upazila, "below")
    assert world.give(district, division).problem is None
    assert names(division, UPAZILA) == {f"{UPAZILA} 1"}


def test_what_a_bundle_says_of_keys_counts_only_for_who_may_say_it(world):
    """A neighbour brings the district's book, and says that the key it made for that is the district's."""
    upazila, neighbour = world.pc(UPAZILA), world.pc("nnnnnnnn")
    false = world.pc(DISTRICT)
    accept(upazila, neighbour, "beside")
    accept(neighbour, upazila, "beside")
    befriend(neighbour, false)
    assert world.give(false, neighbour).problem is None
    arrived = world.give(neighbour, upazila)
    assert arrived.unknown_key
    assert names(upazila, DISTRICT) == set()
    assert upazila.trust.known(public(false)) is None


def test_after_a_theft_everything_still_goes_from_hand_to_hand(world):
    stolen, left = world.pc(UPAZILA), world.pc(UPAZILA, 2)
    district, second, division = world.pc(DISTRICT), world.pc(DISTRICT, 2), world.pc(DIVISION)
    twins(stolen, left)
    twins(district, second)
    befriend(stolen, district)
    befriend(district, division)
    accept(division, stolen, "below")
    assert world.give(stolen, left).problem is None
    assert world.give(stolen, district).problem is None
    assert names(district, UPAZILA) == {f"{UPAZILA} 1"}

    trust.revoke(left.store, public(stolen), "চুরি", by="x")
    accept(district, left, "below", instead_of=public(stolen))
    assert [head.key for head in district.ledger.heads(UPAZILA)] == [public(stolen)]
    # What only the lost key vouches for goes to our own PCs, and to nobody else.
    assert world.give(district, second).problem is None
    assert names(second, UPAZILA) == {f"{UPAZILA} 1"}
    accept(division, left, "below", instead_of=public(stolen))
    assert world.give(district, division).problem is None
    assert names(division, UPAZILA) == set()

    assert world.give(left, district).problem is None
    assert {head.key for head in district.ledger.heads(UPAZILA)} == {public(left)}
    assert world.give(district, division).problem is None
    assert names(division, UPAZILA) == {f"{UPAZILA} 1", f"{UPAZILA} 2"}
    assert world.give(district, second).problem is None

    # The thief goes on.
    write(stolen, "চোরের")
    for victim in (district, left):
        arrived = world.give(stolen, victim)
        assert "revoked" in str(arrived.problem)
        assert not arrived.unknown_key
        assert "চোরের" not in names(victim, UPAZILA)


def test_a_pc_whose_key_was_revoked_signs_nothing(world):
    upazila, district = world.pc(UPAZILA), world.pc(DISTRICT)
    befriend(upazila, district)
    trust.revoke(upazila.store, public(upazila), "চুরি", by="x")
    with pytest.raises(UserError, match="keys renew"):
        upazila.make(DISTRICT, by="x")
    assert not list(upazila.store.folder.glob("outbox/*"))
    trust.renew(upazila.store, upazila.keystore, "", by="x")
    accept(district, upazila, "below")
    assert world.give(upazila, district).problem is None
    assert names(district, UPAZILA) == {f"{UPAZILA} 1"}


def test_a_new_pc_of_an_office_is_known_to_those_below_until_a_key_is_lost(world):
    upazila, district, second = world.pc(UPAZILA), world.pc(DISTRICT), world.pc(DISTRICT, 2)
    befriend(upazila, district)
    twins(district, second)
    assert world.give(district, second).problem is None
    assert world.give(district, upazila).problem is None
    assert world.give(second, upazila).problem is None
    assert names(upazila, DISTRICT) >= {f"{DISTRICT} 2"}
    trust.revoke(upazila.store, public(district), "চুরি", by="x")
    write(second, "পরে")
    assert world.give(second, upazila).unknown_key
    accept(upazila, second, "above")
    assert world.give(second, upazila).problem is None
    assert "পরে" in names(upazila, DISTRICT)


def test_a_revocation_travels(world):
    """From the office itself up, from above down, and between its PCs: nobody types it twice."""
    stolen, left, third = world.pc(UPAZILA), world.pc(UPAZILA, 2), world.pc(UPAZILA, 3)
    district, neighbour = world.pc(DISTRICT), world.pc("nnnnnnnn")
    for one, other in ((stolen, left), (left, third), (stolen, third)):
        twins(one, other)
    for lower in (stolen, left, neighbour):
        befriend(lower, district)
    accept(neighbour, stolen, "beside")
    trust.revoke(left.store, public(stolen), "ল্যাপটপ চুরি", by="x")

    assert world.give(left, third).problem is None
    assert third.trust.known(public(stolen)).reason == "ল্যাপটপ চুরি"
    assert district.trust.may_vouch(public(stolen), UPAZILA)
    assert world.give(left, district).problem is None
    assert district.trust.known(public(stolen)).reason == "ল্যাপটপ চুরি"
    # The neighbour does not get the upazila's book; the district says it in its own.
    assert neighbour.trust.may_vouch(public(stolen), UPAZILA)
    assert world.give(district, neighbour).problem is None
    assert neighbour.trust.known(public(stolen)).reason == "ল্যাপটপ চুরি"
    assert not neighbour.trust.may_vouch(public(stolen), UPAZILA)
    # And says it once.
    assert trust.restate(district.store, district.books, [UPAZILA], by="x") == Changed()


def test_one_damaged_book_stops_nothing_but_itself(world):
    upazila, neighbour, district = world.pc(UPAZILA), world.pc("nnnnnnnn"), world.pc(DISTRICT)
    for lower in (upazila, neighbour):
        befriend(lower, district)
        assert world.give(lower, district).problem is None
    lost = world.pc(UPAZILA, 2)
    accept(upazila, lost, "own")
    accept(district, lost, "below")
    trust.revoke(upazila.store, public(lost), "চুরি", by="x")
    assert world.give(upazila, district).problem is None
    district.books.close()
    (district.books.path(UPAZILA) / "koyradesk.db").write_bytes(b"SQLite format 3\0" + bytes(4000))
    assert {one.office for one in district.trust.partners()} == {UPAZILA, "nnnnnnnn", DISTRICT}
    assert district.trust.may_vouch(public(upazila), UPAZILA)
    assert not district.trust.may_vouch(public(lost), UPAZILA)
    write(neighbour, "পরে")
    assert world.give(neighbour, district).problem is None
    assert "পরে" in names(district, "nnnnnnnn")
