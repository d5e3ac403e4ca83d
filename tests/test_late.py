"""A paper that was signed never changes: what another PC wrote meanwhile is listed, and settled by a person."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import offices
import pytest

from koyradesk import meetings, memos, papers, records, sample
from koyradesk.exchange import late, submitting
from koyradesk.model import Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store, journal

TODAY = date(2026, 11, 22)


@pytest.fixture
def pair(tmp_path):
    """Two PCs of one office that know the same; the first meeting has a number."""
    with offices.opened(tmp_path / "one", "aaaaaaaa") as one, offices.opened(tmp_path / "two", "aaaaaaaa") as two:
        meeting, *_ = sample.fill(one, today=TODAY, by="করিম")
        exchange(one, two)
        for row in one.rows("attachment"):
            two.put_blob(one.blob(row["blob"]))
        yield one, two, meeting


def exchange(one: Store, two: Store) -> None:
    two.receive(one.operations(two.vector()))
    one.receive(two.operations(one.vector()))


def sign(store: Store, meeting: str):
    return memos.sign(store, PaperKey("minutes", meeting), by="করিম")


def dump(store: Store) -> dict:
    return {kind: store.rows(kind, deleted=None) for kind in records.KINDS}


def same(*stores: Store) -> bool:
    """Do all show the same, and would show it if they were made anew?"""
    told = [dump(store) for store in stores]
    for store in stores:
        assert store.check().ok or {one.part for one in store.check().findings} == {"blobs"}
        store.rebuild()
    return all(one == told[0] for one in [*told, *map(dump, stores)])


def test_what_was_written_elsewhere_before_the_paper_was_signed_does_not_change_it(pair):
    one, two, meeting = pair
    before = meetings.get(one, meeting)
    item = before.items[0]
    decision = item.decisions[0]
    two.write(
        [
            Change(decision.id, {"text": "অন্য সিদ্ধান্ত", "due": date(2027, 1, 1)}),
            Change(meeting, {"place": "অন্য কক্ষ"}),
            Change(before.attendees[0].id, {"deleted": True}),
        ],
        by="রহিম",
    )
    new = two.new_id("item")
    within = two.new_id("decision")
    two.write(
        [
            Change(new, {"meeting": meeting, "topic": "নতুন বিষয়", "rank": "zz"}),
            Change(within, {"item": new, "text": "নতুন সিদ্ধান্ত", "rank": "a"}),
        ],
        by="রহিম",
    )
    two.write([Change(before.memo().id, {"number": "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪-৯৯৯", "issue": 999})], by="রহিম")
    sign(one, meeting)
    pdf = papers.make(one, PaperKey("minutes", meeting))
    signed = meetings.get(one, meeting)
    exchange(one, two)
    for store in (one, two):
        assert meetings.get(store, meeting) == signed
        told = {(told_.ref, told_.printed, told_.late, told_.by, told_.added) for told_ in late.of(store)}
        assert told == {
            (Ref(decision.id, "text"), decision.text, "অন্য সিদ্ধান্ত", "রহিম", False),
            (Ref(decision.id, "due"), decision.due, date(2027, 1, 1), "রহিম", False),
            (Ref(meeting, "place"), before.place, "অন্য কক্ষ", "রহিম", False),
            (Ref(before.attendees[0].id, "deleted"), False, True, "রহিম", False),
            (Ref(new, "topic"), "", "নতুন বিষয়", "রহিম", True),
            (Ref(within, "text"), "", "নতুন সিদ্ধান্ত", "রহিম", True),
            (Ref(before.memo().id, "number"), before.memo().number, "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪-৯৯৯", "রহিম", False),
            (Ref(before.memo().id, "issue"), one.row(before.memo().id)["issue"], 999, "রহিম", False),
        }
        assert {told_.number for told_ in late.of(store)} == {before.memo().number}
    assert papers.make(one, PaperKey("minutes", meeting)) == pdf
    assert same(one, two)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_in_which_things_become_known_makes_no_difference(tmp_path, pair, order):
    """Signed, written late, and late under what was late: a third PC hears of them in any order."""
    one, two, meeting = pair
    before = meetings.get(one, meeting)
    with offices.opened(tmp_path / "three", "aaaaaaaa") as three:
        three.receive(one.operations())
        known, heard = three.vector(), []
        item, decision = two.new_id("item"), two.new_id("decision")
        two.write(
            [Change(item, {"meeting": meeting, "topic": "নতুন", "rank": "zz"}), Change(meeting, {"time": "ভোর"})], by="x"
        )
        heard.append(list(two.operations(known)))
        two.write(
            [Change(decision, {"item": item, "text": "সিদ্ধান্ত", "rank": "a"}), Change(item, {"topic": "আরও"})], by="x"
        )
        heard.append(list(two.operations(known))[len(heard[0]) :])
        sign(one, meeting)
        heard.append(list(one.operations(known)))
        for place in order:
            three.receive(heard[place])
        exchange(one, two)
        signed = meetings.get(one, meeting)
        assert [store_.items for store_ in (signed, meetings.get(three, meeting))] == [before.items] * 2
        assert signed.time == before.time
        assert len(late.of(three)) == 3
        assert late.of(three) == late.of(one) == late.of(two)
        assert same(one, two, three)


def test_settled_what_is_on_paper_stands_altold_and_the_other_is_in_the_history(pair):
    one, two, meeting = pair
    before = meetings.get(one, meeting)
    item = two.new_id("item")
    two.write(
        [Change(item, {"meeting": meeting, "topic": "নতুন", "rank": "zz"}), Change(meeting, {"place": "মাঠ"})], by="x"
    )
    sign(one, meeting)
    exchange(one, two)
    signed = meetings.get(one, meeting)
    for found in late.of(two):
        assert late.settle(two, found, by="করিম")
    assert late.of(two) == ()
    exchange(one, two)
    for store in (one, two):
        assert late.of(store) == ()
        assert meetings.get(store, meeting) == signed
        assert store.values(meeting, "place") == (before.place,)
        assert [entry.new for entry in store.history(meeting, "place")][-2:] == ["মাঠ", before.place]
        assert store.row(item)["meeting"] is None
    assert same(one, two)


def test_of_what_was_known_nothing_is_late_and_the_rest_of_the_office_goes_on(pair):
    one, two, meeting = pair
    two.write([Change(meeting, {"place": "মাঠ"})], by="x")
    exchange(one, two)
    sign(one, meeting)
    memo = meetings.get(one, meeting).memo()
    exchange(one, two)
    two.write([Change(memo.id, {"state": "despatched"})], by="x")
    obligation = two.new_id("obligation")
    two.write([Change(obligation, {"decision": meetings.get(two, meeting).items[0].decisions[0].id})], by="x")
    other = next(row["id"] for row in two.rows("meeting") if row["id"] != meeting)
    two.write([Change(other, {"place": "ছাদ"})], by="x")
    exchange(one, two)
    assert late.of(one) == late.of(two) == ()
    assert meetings.get(one, meeting).place == "মাঠ"
    assert meetings.get(one, meeting).memo().state == "despatched"
    assert one.row(other)["place"] == "ছাদ"
    assert one.row(obligation)
    assert same(one, two)


def test_what_was_known_beyond_a_gap_is_known(pair):
    one, two, meeting = pair
    place = one.row(meeting)["place"]
    known = one.vector()
    for fields in ({"time": "ভোর"}, {"place": "মাঠ"}, {"closing": "শেষ"}):
        two.write([Change(meeting, fields)], by="x")
    first, second, third = two.operations(known)
    assert place != "মাঠ"
    one.receive([second])
    sign(one, meeting)
    (seen,) = (row["seen"] for row in one.rows("memo", meeting=meeting, kind="minutes"))
    assert [[2, 2]] in seen.values()
    assert meetings.get(one, meeting).place == "মাঠ"
    one.receive([first, third])
    two.receive(one.operations(two.vector()))
    assert meetings.get(one, meeting).place == "মাঠ"
    assert {found.ref.field for found in late.of(one)} == {"time", "closing"}
    assert same(one, two)


def test_others_are_told_what_was_signed_and_the_hash_of_it_is_right(tmp_path, pair):
    one, two, meeting = pair
    two.write([Change(meeting, {"place": "মাঠ"})], by="x")
    sign(one, meeting)
    signed = meetings.get(one, meeting)
    with Store.open(tmp_path / "book", office="aaaaaaaa", ours=False) as book:
        for store in (one, two):
            exchange(one, two)
            submitting.submit(store, by="x")
            book.receive(store.operations(book.vector(), stream=journal.SUBMITTED))
            assert meetings.get(book, meeting).place == signed.place
            held = papers.held(book, PaperKey("minutes", meeting))
            assert memos.paper_hash(book, held) == book.row(signed.memo().id)["hash"]
        assert book.conflicts() == []


def test_a_letter_is_sealed_as_minutes_are(pair):
    one, two, meeting = pair
    sign(one, meeting)
    other = next(row["id"] for row in one.rows("meeting") if not one.rows("letter", meeting=row["id"]))
    key = PaperKey("notice", other)
    issued = memos.issue(one, key, today=TODAY, by="x", file="05.99.9901.000.06.001.26", number="700")
    exchange(one, two)
    subject = two.row(issued.record)["subject"]
    two.write([Change(issued.record, {"subject": "অন্য বিষয়"})], by="x")
    memos.sign(one, key, by="x")
    exchange(one, two)
    for store in (one, two):
        (found,) = late.of(store)
        assert (found.ref, found.late) == (Ref(issued.record, "subject"), "অন্য বিষয়")
        assert store.row(issued.record)["subject"] == found.printed != "অন্য বিষয়"
    assert subject in ("", found.printed)
    assert same(one, two)


def test_two_pcs_sign_the_same_minutes(pair):
    """Both have a paper in hand: which of the two counts is the same everywhere, and the other is not lost."""
    one, two, meeting = pair
    two.write([Change(meeting, {"place": "মাঠ"})], by="x")
    for store in (one, two):
        sign(store, meeting)
    exchange(one, two)
    memo = meetings.get(one, meeting).memo()
    assert len(one.values(memo.id, "hash")) == 2
    assert meetings.get(one, meeting) == meetings.get(two, meeting)
    assert late.of(one) == late.of(two)
    assert same(one, two)
