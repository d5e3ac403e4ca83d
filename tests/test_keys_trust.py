"""Whose keys count: accepted by their card, countersigned from above, revoked, renewed, claimed twice."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from koyradesk.errors import UserError
from koyradesk.exchange import keys, trust
from koyradesk.exchange.keystore import Keystore
from koyradesk.exchange.trust import CARD, Trust
from koyradesk.store import Change, Store

UPAZILA, DISTRICT, DIVISION, NEIGHBOUR = "aaaaaaaa", "dddddddd", "vvvvvvvv", "nnnnnnnn"
DAY = date(2026, 11, 22)
BY = "করণিক"


def fresh() -> str:
    return keys.line(Ed25519PrivateKey.generate().public_key().public_bytes_raw())


@dataclass
class World:
    """The books of some offices, each its own; here they lie side by side as they would after an exchange."""

    home: Path
    open: ExitStack

    def office(self, code: str, pc: str = "1") -> Store:
        store = Store.open(
            self.home / f"{code}-{pc}",
            office=code,
            config=self.home / f"config-{code}-{pc}",
            clock=lambda: datetime(2026, 11, 22, 12).astimezone(),
        )
        return self.open.enter_context(store)


@pytest.fixture
def world(tmp_path):
    with ExitStack() as stack:
        yield World(tmp_path, stack)


@pytest.fixture
def upazila(world):
    return world.office(UPAZILA)


@pytest.fixture
def district(world):
    return world.office(DISTRICT)


def accept(store, office, public, role, **more):
    return trust.accept(store, office, f"দপ্তর {office}", public, role, by=BY, **more)


# -- by card


def test_a_key_counts_from_its_card_on(upazila):
    public = fresh()
    assert Trust(upazila).known(public) is None
    assert not Trust(upazila).may_vouch(public, DISTRICT)
    known = accept(upazila, " DDDD-DDDD".replace("-", ""), public, "above")
    assert (known.office, known.role, known.by, known.revoked, known.since) == (DISTRICT, "above", CARD, None, DAY)
    assert Trust(upazila).known(public) == known
    assert Trust(upazila).may_vouch(public, DISTRICT)
    assert not Trust(upazila).may_vouch(public, NEIGHBOUR)
    assert not Trust(upazila).may_vouch(public, UPAZILA)


def test_what_is_no_key_is_never_known(upazila):
    public = fresh()
    accept(upazila, DISTRICT, public, "above")
    for text in ("", public + " ", public + " x", public[:-1], "ssh-rsa AAAA"):
        assert Trust(upazila).known(text) is None
        with pytest.raises(UserError, match="no key of an office"):
            accept(upazila, DISTRICT, text, "above")


@pytest.mark.parametrize("office", ["", "abc", "aaaaaaaau", "../../../"])
def test_an_office_has_a_code(upazila, office):
    with pytest.raises(UserError, match="no code of an office"):
        accept(upazila, office, fresh(), "above")


@pytest.mark.parametrize("name", ["", "  ", "ক" * 201])
def test_an_office_has_a_name(upazila, name):
    with pytest.raises(UserError, match="name of the office"):
        trust.accept(upazila, DISTRICT, name, fresh(), "above", by=BY)


def test_accepting_twice_changes_nothing(upazila):
    public = fresh()
    accept(upazila, DISTRICT, public, "above")
    before = len(list(upazila.operations()))
    accept(upazila, DISTRICT, public, "above")
    assert len(list(upazila.operations())) == before


def test_two_pcs_that_accept_one_card_write_one_record(world):
    public = fresh()
    first, second = world.office(UPAZILA, "1"), world.office(UPAZILA, "2")
    for pc in (first, second):
        accept(pc, DISTRICT, public, "above")
    second.receive(first.operations())
    assert len(second.rows("key", deleted=None)) == 1
    known = Trust(second).known(public)
    assert (known.office, known.role, known.counts) == (DISTRICT, "above", True)


def test_a_key_is_of_one_office_alone(upazila):
    public = fresh()
    accept(upazila, DISTRICT, public, "above")
    with pytest.raises(UserError, match="of one office alone"):
        accept(upazila, NEIGHBOUR, public, "beside")
    assert Trust(upazila).known(public).office == DISTRICT


def test_what_two_pcs_say_of_one_key_differently_is_not_believed(world):
    public = fresh()
    first, second = world.office(UPAZILA, "1"), world.office(UPAZILA, "2")
    accept(first, DISTRICT, public, "above")
    accept(second, NEIGHBOUR, public, "beside")
    second.receive(first.operations())
    assert Trust(second).known(public) is None
    assert not Trust(second).may_vouch(public, DISTRICT)
    assert not Trust(second).may_vouch(public, NEIGHBOUR)


def test_only_our_own_keys_are_own(upazila):
    with pytest.raises(UserError, match="own computers"):
        accept(upazila, DISTRICT, fresh(), "own")
    with pytest.raises(UserError, match="own computers"):
        accept(upazila, UPAZILA, fresh(), "beside")
    public = fresh()
    assert accept(upazila, UPAZILA, public, "own").role == "own"
    assert Trust(upazila).may_vouch(public, UPAZILA)


def test_a_record_that_says_otherwise_is_not_believed(upazila):
    """Written past ``accept``: by hand, or by a PC of ours that somebody else has."""
    for office, role in ((UPAZILA, "beside"), (DISTRICT, "own"), (UPAZILA, "")):
        public = fresh()
        said = {"office": office, "name": "x", "public": public, "role": role}
        upazila.write([Change(upazila.new_id("key"), said)], by=BY)
        assert Trust(upazila).known(public) is None
        assert not Trust(upazila).may_vouch(public, UPAZILA)


def test_an_office_has_one_role_and_it_can_change(upazila):
    first, second = fresh(), fresh()
    accept(upazila, DISTRICT, first, "beside")
    accept(upazila, DISTRICT, second, "above")
    assert [Trust(upazila).known(one).role for one in (first, second)] == ["above", "above"]
    trust.set_role(upazila, DISTRICT, "below", by=BY)
    assert [Trust(upazila).known(one).role for one in (first, second)] == ["below", "below"]
    with pytest.raises(UserError, match="own computers"):
        trust.set_role(upazila, DISTRICT, "own", by=BY)
    with pytest.raises(UserError, match="No such key"):
        trust.set_role(upazila, NEIGHBOUR, "below", by=BY)


def test_where_two_pcs_differ_about_a_role_there_is_none(world):
    public = fresh()
    first, second = world.office(UPAZILA, "1"), world.office(UPAZILA, "2")
    accept(first, DISTRICT, public, "above")
    accept(second, DISTRICT, public, "below")
    second.receive(first.operations())
    known = Trust(second).known(public)
    assert (known.role, known.office) == ("", DISTRICT)
    assert Trust(second).may_vouch(public, DISTRICT)
    trust.set_role(second, DISTRICT, "above", by=BY)
    assert Trust(second).known(public).role == "above"


# -- revoked


def test_a_revoked_key_counts_no_more_and_stays_known(upazila):
    public, other = fresh(), fresh()
    accept(upazila, DISTRICT, public, "above")
    accept(upazila, DISTRICT, other, "above")
    known = trust.revoke(upazila, public, "চুরি হয়েছে", by=BY)
    assert (known.revoked, known.reason, known.counts) == (DAY, "চুরি হয়েছে", False)
    assert not Trust(upazila).may_vouch(public, DISTRICT)
    assert Trust(upazila).may_vouch(other, DISTRICT)
    (partner,) = Trust(upazila).partners()
    assert (partner.role, partner.keys) == ("above", (other,))
    with pytest.raises(UserError, match=r"revoked on 2026-11-22.*new key"):
        accept(upazila, DISTRICT, public, "above")
    before = len(list(upazila.operations()))
    trust.revoke(upazila, public, "again", by=BY)
    assert len(list(upazila.operations())) == before


def test_an_office_whose_keys_are_all_revoked_stays_what_it_is_to_us(upazila):
    public = fresh()
    accept(upazila, DISTRICT, public, "above")
    trust.revoke(upazila, public, "", by=BY)
    (partner,) = Trust(upazila).partners()
    assert (partner.office, partner.role, partner.keys) == (DISTRICT, "above", ())


def test_what_is_not_known_cannot_be_revoked(upazila):
    with pytest.raises(UserError, match="No such key"):
        trust.revoke(upazila, fresh(), "", by=BY)


def test_revocation_on_any_pc_wins_over_whatever_others_write_beside_it(world):
    public = fresh()
    first, second = world.office(UPAZILA, "1"), world.office(UPAZILA, "2")
    accept(first, DISTRICT, public, "above")
    second.receive(first.operations())
    trust.revoke(first, public, "চুরি", by=BY)
    # The other does not know of it yet; its clock is years behind.
    (row,) = second.rows("key")
    second.write([Change(row["id"], {"revoked": date(2020, 1, 1)})], by=BY)
    second.write([Change(row["id"], {"revoked": None, "name": "অন্য নাম"})], by=BY)
    second.receive(first.operations())
    first.receive(second.operations())
    for pc in (first, second):
        assert pc.conflicts()
        assert Trust(pc).known(public).revoked == DAY
        assert not Trust(pc).may_vouch(public, DISTRICT)


def test_the_bin_revives_no_revoked_key(upazila, district):
    public, theirs = fresh(), fresh()
    accept(upazila, DISTRICT, theirs, "above")
    accept(district, NEIGHBOUR, public, "below")
    accept(upazila, NEIGHBOUR, public, "beside")
    trust.revoke(upazila, public, "", by=BY)
    upazila.write([Change(row["id"], {"deleted": True}) for row in upazila.rows("key", public=public)], by=BY)
    assert Trust(upazila, [district]).known(public).revoked
    with pytest.raises(UserError, match="revoked"):
        accept(upazila, NEIGHBOUR, public, "beside")


def test_a_new_card_takes_the_place_of_the_old(upazila):
    old, new, third = fresh(), fresh(), fresh()
    accept(upazila, DISTRICT, old, "above")
    accept(upazila, DISTRICT, new, "above", instead_of=old)
    assert Trust(upazila).known(old).revoked == DAY
    assert Trust(upazila).partners()[0].keys == (new,)
    accept(upazila, NEIGHBOUR, third, "beside")
    with pytest.raises(UserError, match="No such key"):
        accept(upazila, DISTRICT, fresh(), "above", instead_of=third)
    assert Trust(upazila).known(third).counts


# -- countersigned from above


def test_the_word_of_an_office_above_counts_for_others(upazila, district):
    theirs, neighbour = fresh(), fresh()
    trust.countersign(district, NEIGHBOUR, "পাশের উপজেলা", neighbour, by=BY)
    assert Trust(district).known(neighbour).role == "below"
    assert Trust(upazila, [district]).known(neighbour) is None
    accept(upazila, DISTRICT, theirs, "beside")
    assert Trust(upazila, [district]).known(neighbour) is None
    trust.set_role(upazila, DISTRICT, "above", by=BY)
    known = Trust(upazila, [district]).known(neighbour)
    assert (known.office, known.name, known.role, known.by) == (NEIGHBOUR, "পাশের উপজেলা", "", DISTRICT)
    assert Trust(upazila, [district]).may_vouch(neighbour, NEIGHBOUR)
    assert [one.office for one in Trust(upazila, [district]).partners()] == [DISTRICT, NEIGHBOUR]
    assert Trust(upazila, {DISTRICT: district}).leaning_on(DISTRICT) == (known,)
    # Its card, when it comes, says what it is to us.
    assert accept(upazila, NEIGHBOUR, neighbour, "beside", books=[district]).by == CARD
    assert Trust(upazila, [district]).leaning_on(DISTRICT) == ()


def test_what_an_office_above_takes_out_counts_no_more(upazila, district):
    neighbour = fresh()
    accept(upazila, DISTRICT, fresh(), "above")
    trust.countersign(district, NEIGHBOUR, "পাশের উপজেলা", neighbour, by=BY)
    district.write([Change(row["id"], {"deleted": True}) for row in district.rows("key")], by=BY)
    assert Trust(upazila, [district]).known(neighbour) is None


def test_revoked_above_is_revoked_here(upazila, district):
    theirs, carded, worded, ours = fresh(), fresh(), fresh(), fresh()
    accept(upazila, DISTRICT, theirs, "above")
    accept(upazila, NEIGHBOUR, carded, "beside")
    accept(upazila, UPAZILA, ours, "own")
    for office, public in ((NEIGHBOUR, carded), (NEIGHBOUR, worded), (UPAZILA, ours)):
        trust.countersign(district, office, "উপজেলা", public, by=BY)
        assert Trust(upazila, [district]).known(public).counts
        trust.revoke(district, public, "হারিয়েছে", by=BY)
        known = Trust(upazila, [district]).known(public) or accept(upazila, office, public, "beside")
        assert (known.revoked, known.reason) == (DAY, "হারিয়েছে")
        assert not Trust(upazila, [district]).may_vouch(public, office)
        with pytest.raises(UserError, match="revoked"):
            accept(upazila, office, public, "own" if office == UPAZILA else "beside", books=[district])


def test_what_an_office_above_revoked_stays_revoked_when_it_is_above_no_more(upazila, district):
    theirs, neighbour = fresh(), fresh()
    accept(upazila, DISTRICT, theirs, "above")
    accept(upazila, NEIGHBOUR, neighbour, "beside")
    trust.countersign(district, NEIGHBOUR, "উপজেলা", neighbour, by=BY)
    trust.revoke(district, neighbour, "হারিয়েছে", by=BY)
    trust.set_role(upazila, DISTRICT, "beside", by=BY, books=[district])
    assert Trust(upazila).known(neighbour).revoked == DAY


def test_nobody_speaks_for_our_own_office(upazila, district):
    thief = fresh()
    accept(upazila, DISTRICT, fresh(), "above")
    trust.countersign(district, UPAZILA, "আমাদের নামে", thief, by=BY)
    assert Trust(upazila, [district]).known(thief) is None
    assert not Trust(upazila, [district]).may_vouch(thief, UPAZILA)


def test_countersigning_does_not_go_on_from_hand_to_hand(world, upazila, district):
    """The district says that the division is above it; that does not put the division above us."""
    division = world.office(DIVISION)
    seat, neighbour = fresh(), fresh()
    accept(upazila, DISTRICT, fresh(), "above")
    accept(district, DIVISION, seat, "above")
    trust.countersign(division, NEIGHBOUR, "উপজেলা", neighbour, by=BY)
    # A loop: each above the other changes nothing.
    accept(division, DISTRICT, fresh(), "above")
    books = [district, division]
    assert Trust(upazila, books).known(seat).office == DIVISION
    assert Trust(upazila, books).known(seat).role == ""
    assert Trust(upazila, books).known(neighbour) is None
    assert Trust(district, [division]).known(neighbour).by == DIVISION


def test_a_key_that_is_claimed_for_two_offices_is_nobodys(world, upazila, district):
    division = world.office(DIVISION)
    public = fresh()
    accept(upazila, DISTRICT, fresh(), "above")
    accept(upazila, DIVISION, fresh(), "above")
    trust.countersign(district, NEIGHBOUR, "এক", public, by=BY)
    assert Trust(upazila, [district, division]).known(public).office == NEIGHBOUR
    trust.countersign(division, "mmmmmmmm", "দুই", public, by=BY)
    assert Trust(upazila, [district, division]).known(public) is None
    # The card decides.
    accept(upazila, NEIGHBOUR, public, "beside", books=[district, division])
    assert Trust(upazila, [district, division]).known(public).office == NEIGHBOUR


def test_a_card_counts_more_than_a_word(upazila, district):
    public = fresh()
    accept(upazila, DISTRICT, fresh(), "above")
    accept(upazila, NEIGHBOUR, public, "beside")
    trust.countersign(district, "mmmmmmmm", "অন্য", public, by=BY)
    known = Trust(upazila, [district]).known(public)
    assert (known.office, known.by) == (NEIGHBOUR, CARD)


def test_an_office_above_speaks_for_its_own_further_pcs_until_it_loses_a_key(upazila, district):
    carded, second, third = fresh(), fresh(), fresh()
    accept(upazila, DISTRICT, carded, "above")
    for public in (carded, second):
        accept(district, DISTRICT, public, "own")
    known = Trust(upazila, [district]).known(second)
    assert (known.office, known.role, known.by) == (DISTRICT, "above", DISTRICT)
    assert Trust(upazila, [district]).may_vouch(second, DISTRICT)
    # Whoever has the lost key may have said anything before it was revoked.
    trust.revoke(district, carded, "ল্যাপটপ চুরি", by=BY)
    accept(district, DISTRICT, third, "own")
    for public in (carded, second, third):
        assert not Trust(upazila, [district]).may_vouch(public, DISTRICT)
    assert Trust(upazila, [district]).known(carded).revoked
    accept(upazila, DISTRICT, third, "above", books=[district])
    assert Trust(upazila, [district]).may_vouch(third, DISTRICT)
    assert not Trust(upazila, [district]).may_vouch(second, DISTRICT)


def test_without_a_key_of_its_own_that_counts_an_office_says_nothing_of_others(upazila, district):
    carded, neighbour = fresh(), fresh()
    accept(upazila, DISTRICT, carded, "above")
    trust.countersign(district, NEIGHBOUR, "উপজেলা", neighbour, by=BY)
    assert Trust(upazila, [district]).known(neighbour).counts
    trust.revoke(upazila, carded, "", by=BY)
    assert Trust(upazila, [district]).known(neighbour) is None
    accept(upazila, DISTRICT, fresh(), "above")
    assert Trust(upazila, [district]).known(neighbour).counts
    trust.revoke(upazila, neighbour, "কেউ চেনে না", by=BY, books=[district])
    assert not Trust(upazila, [district]).known(neighbour).counts


def test_an_office_below_revokes_its_own_key_but_speaks_for_none(world, district):
    """Two PCs of an upazila are known by their cards; one is stolen, the other says so."""
    upazila = world.office(UPAZILA)
    stolen, left, strange, others = fresh(), fresh(), fresh(), fresh()
    for public in (stolen, left):
        accept(district, UPAZILA, public, "below")
    for public in (stolen, left, strange):
        accept(upazila, UPAZILA, public, "own")
    accept(district, NEIGHBOUR, others, "below")
    accept(upazila, NEIGHBOUR, others, "beside")
    trust.revoke(upazila, stolen, "চুরি", by=BY)
    trust.revoke(upazila, others, "আমাদের বিষয় নয়", by=BY)
    known = Trust(district, [upazila])
    assert known.known(stolen).revoked == DAY
    assert known.may_vouch(left, UPAZILA)
    assert known.known(strange) is None
    assert known.known(others).counts


def test_what_stands_in_another_book_need_not_make_sense(upazila, district):
    accept(upazila, DISTRICT, fresh(), "above")
    good = fresh()
    for said in (
        {"office": "", "public": good},
        {"office": "../../x", "public": good},
        {"office": NEIGHBOUR, "public": good + " "},
        {"office": NEIGHBOUR, "public": ""},
        {"public": "ssh-ed25519"},
        {},
    ):
        district.write([Change(district.new_id("key"), said)], by=BY)
    assert Trust(upazila, [district]).known(good) is None
    known = Trust(upazila, [district]).keys()
    assert [one.office for one in known] == [DISTRICT]
    assert [one.office for one in Trust(upazila, [district]).partners()] == [DISTRICT]


# -- our own


def test_the_key_of_this_pc_is_recorded_once(upazila, tmp_path):
    keystore = Keystore(tmp_path / "config")
    upazila.write([Change(upazila.new_id("office"), {"name": "উপজেলা নির্বাহী অফিসারের কার্যালয়"})], by=BY)
    known = trust.ensure_own(upazila, keystore, by=BY)
    assert (known.office, known.role, known.public) == (UPAZILA, "own", keystore.public(UPAZILA))
    assert known.name == upazila.rows("office")[0]["name"]
    before = len(list(upazila.operations()))
    assert trust.ensure_own(upazila, keystore, by=BY) == known
    assert len(list(upazila.operations())) == before
    trust.revoke(upazila, known.public, "চুরি", by=BY)
    assert trust.ensure_own(upazila, keystore, by=BY).revoked == DAY
    assert len(list(upazila.operations())) == before + 1


@pytest.mark.parametrize("gone", [False, True])
def test_a_new_key_is_told_with_the_end_of_the_old(upazila, tmp_path, gone):
    old = trust.ensure_own(upazila, Keystore(tmp_path / "config"), by=BY).public
    if gone:
        for path in (tmp_path / "config" / "keys").glob("key-*"):
            path.unlink()
    keystore = Keystore(tmp_path / "config")
    new = trust.renew(upazila, keystore, "ভাণ্ডার মুছে গেছে", by=BY)
    assert (new.role, new.counts, new.public) == ("own", True, keystore.public(UPAZILA))
    assert Trust(upazila).known(old).revoked == DAY
    assert Trust(upazila).known(old).reason == "ভাণ্ডার মুছে গেছে"
    known = Trust(upazila).keys()
    assert [one.public for one in known] == [new.public, old]


def test_what_cannot_be_kept_renews_nothing(upazila, tmp_path, monkeypatch):
    keystore = Keystore(tmp_path / "config")
    old = trust.ensure_own(upazila, keystore, by=BY).public
    monkeypatch.setattr(Keystore, "renew", lambda *_: (_ for _ in ()).throw(UserError("locked")))
    with pytest.raises(UserError, match="locked"):
        trust.renew(upazila, keystore, "x", by=BY)
    assert Trust(upazila).known(old).counts


def test_the_whole_way_back_after_a_theft(world, tmp_path):
    """The only PC of an upazila is stolen. A new one brings the backup back, makes a key, hands out its card."""
    upazila, district = world.office(UPAZILA), world.office(DISTRICT)
    stolen = trust.ensure_own(upazila, Keystore(tmp_path / "first"), by=BY).public
    accept(district, UPAZILA, stolen, "below")
    # On the new PC: the book is here, the key is not, and no key store remembers it.
    keystore = Keystore(tmp_path / "second")
    new = trust.ensure_own(upazila, keystore, by=BY).public
    trust.revoke(upazila, stolen, "চুরি", by=BY)
    assert not Trust(district, [upazila]).may_vouch(new, UPAZILA)
    accept(district, UPAZILA, new, "below", instead_of=stolen, books=[upazila])
    assert Trust(district, [upazila]).may_vouch(new, UPAZILA)
    assert not Trust(district).may_vouch(stolen, UPAZILA)
    assert not Trust(upazila).may_vouch(stolen, UPAZILA)


def test_a_list_says_what_each_key_says_for_itself(world, upazila, district):
    """A list reads each book once; asked for one by one, keys are the same."""
    division = world.office(DIVISION)
    given = [fresh() for _ in range(6)]
    accept(upazila, DISTRICT, given[0], "above")
    accept(upazila, DIVISION, given[1], "above")
    accept(upazila, NEIGHBOUR, given[2], "beside")
    accept(upazila, UPAZILA, given[3], "own")
    trust.countersign(district, "mmmmmmmm", "পাশের", given[4], by=BY)
    trust.countersign(division, NEIGHBOUR, "উপজেলা", given[5], by=BY)
    trust.countersign(division, NEIGHBOUR, "উপজেলা", given[2], by=BY)
    trust.revoke(division, given[2], "চুরি", by=BY)
    one = Trust(upazila, [district, division])
    listed = one.keys()
    assert {known.public: known for known in listed} == {public: one.known(public) for public in given}
    assert [(known.office, known.counts) for known in listed] == sorted(
        ((known.office, known.counts) for known in listed), key=lambda pair: (pair[0], not pair[1])
    )
    assert {office.office: office.role for office in one.partners()} == {
        office: one.role(office) for office in (DISTRICT, DIVISION, NEIGHBOUR, UPAZILA, "mmmmmmmm")
    }
