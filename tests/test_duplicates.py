"""What two PCs did without hearing of each other: one number on two papers; one folder used twice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import offices
import pytest

from koyradesk import file_numbers, meetings, memos, records, sample
from koyradesk.errors import UserError
from koyradesk.exchange import duplicates
from koyradesk.file_numbers import Kept
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store, place
from koyradesk.store.restore import restore

TODAY = date(2026, 11, 22)
FILE = "05.99.9901.000.06.009.26"


@pytest.fixture
def pair(tmp_path):
    with offices.opened(tmp_path / "one", "aaaaaaaa") as one, offices.opened(tmp_path / "two", "aaaaaaaa") as two:
        found = sample.fill(one, today=TODAY, by="করিম")
        two.receive(one.operations())
        yield one, two, found


def exchange(one: Store, two: Store) -> None:
    two.receive(one.operations(two.vector()))
    one.receive(two.operations(one.vector()))


def meeting(store: Store) -> str:
    """A meeting without a number yet."""
    return meetings.save(store, replace(offices.small_meeting(), memos=()), by="x").id


def issue(store: Store, of: str, by: str, number: str = "") -> str:
    key = PaperKey("notice", of)
    return memos.issue(store, key, today=TODAY, by=by, file=FILE, number=number).memo.id


def test_a_number_given_on_two_pcs_is_told_with_both_papers_and_stays_on_both(pair):
    one, two, _ = pair
    first, second = (meeting(one) for _ in range(2))
    exchange(one, two)
    here, there = issue(one, first, "করিম"), issue(two, second, "রহিম")
    assert duplicates.of(one) == duplicates.of(two) == ()
    exchange(one, two)
    for store in (one, two):
        (found,) = duplicates.of(store)
        assert {(bearer.memo, bearer.by, bearer.kind) for bearer in found.bearers} == {
            (here, "করিম", "notice"),
            (there, "রহিম", "notice"),
        }
        assert len({bearer.device for bearer in found.bearers}) == 2
        assert all(store.row(bearer.memo)["number"] == found.number for bearer in found.bearers)
        assert all(bearer.title == store.row(bearer.paper)["subject"] for bearer in found.bearers)
    assert [bearer.by for bearer in duplicates.of(one)[0].bearers] == ["করিম", "রহিম"]
    assert [bearer.by for bearer in duplicates.of(two)[0].bearers] == ["রহিম", "করিম"]
    # One of them takes the next number, and all is in order.
    issue(two, second, "রহিম", number="77")
    exchange(one, two)
    assert duplicates.of(one) == duplicates.of(two) == ()


def test_a_number_that_is_void_is_not_used_twice(pair):
    one, two, _ = pair
    first, second = (meeting(one) for _ in range(2))
    exchange(one, two)
    issue(one, first, "করিম")
    issue(two, second, "রহিম")
    exchange(one, two)
    memos.withdraw(two, PaperKey("notice", second), "দুইবার দেওয়া", by="রহিম")
    exchange(one, two)
    assert duplicates.of(one) == duplicates.of(two) == ()


def test_a_number_of_the_paper_register_that_a_paper_has_elsewhere_is_told(pair):
    one, two, _ = pair
    held = meeting(one)
    exchange(one, two)
    memo = issue(one, held, "করিম", number="5")
    file_numbers.account(two, Kept(FILE, 4, 6, "outside", subject="হাতে লেখা"), by="রহিম")
    file_numbers.account(two, Kept(FILE, 100, 200, "reserved", device="পিসি ২"), by="রহিম")
    exchange(one, two)
    (found,) = duplicates.of(one)
    assert [(bearer.memo, bearer.title, bearer.state) for bearer in found.bearers if bearer.entry] == [
        ("", "হাতে লেখা", "outside")
    ]
    assert [bearer.memo for bearer in found.bearers if not bearer.entry] == [memo]


def test_a_copied_data_folder_is_noticed_on_both_sides_and_by_others_and_there_is_a_way_on(tmp_path):
    """A whole disk was copied with its marks: both go on as the same computer."""
    with offices.opened(tmp_path / "one", "aaaaaaaa") as one:
        one.write([Change(one.new_id("committee"), {"name": "ক"})], by="করিম")
        kept = one.backup(tmp_path / "stick")
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    mark = next((tmp_path / "one" / "config").rglob("*.json"))
    shutil.copy(mark, place._file(tmp_path / "two" / "config", tmp_path / "two" / "data"))
    with offices.opened(tmp_path / "one") as one, offices.opened(tmp_path / "two") as two:
        for store, name, by in ((one, "খ", "করিম"), (two, "গ", "রহিম"), (one, "ঘ", "করিম")):
            store.write([Change(store.new_id("committee"), {"name": name})], by=by)
        with offices.opened(tmp_path / "three", "aaaaaaaa") as three:
            three.receive(one.operations())
            before = {store: list(store.operations()) for store in (one, two, three)}
            for store, other, said in ((one, two, "করিম.*রহিম"), (two, one, "রহিম.*করিম"), (three, two, "করিম.*রহিম")):
                with pytest.raises(UserError, match=f"entry 2 .*{said}.*its data folder was copied.*restore a backup"):
                    store.receive(other.operations())
                assert list(store.operations()) == before[store]
    restore(kept, tmp_path / "two" / "data")
    with offices.opened(tmp_path / "one") as one, offices.opened(tmp_path / "two") as two:
        two.write([Change(two.new_id("committee"), {"name": "গ"})], by="রহিম")
        exchange(one, two)
        assert {row["name"] for row in one.rows("committee")} == set("কখগঘ")
        assert {kind: one.rows(kind) for kind in records.KINDS} == {kind: two.rows(kind) for kind in records.KINDS}
        assert one.check().ok
        assert two.check().ok
