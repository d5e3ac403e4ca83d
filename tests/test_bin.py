"""The bin: everything that was taken out is listed once, with who and when, and comes back to where it stood."""

from __future__ import annotations

import offices
import pytest

from koyradesk import bin as the_bin
from koyradesk import editing, meetings, undoing
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.store import Change, Store


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, clock=offices.Clock()) as store:
        yield store


@pytest.fixture
def held(store):
    saved = meetings.save(store, offices.small_meeting(), by="রহিম")
    for topic in ("দ্বিতীয় বিষয়", "তৃতীয় বিষয়"):
        added = editing.add(saved, "item", store.new_id("item"), topic=topic)
        saved = meetings.save(store, added, by="রহিম", base=saved)
    return saved


def without(store: Store, held: Meeting, *parts: str, by: str = "করিম") -> Meeting:
    for part in parts:
        held = meetings.save(store, editing.remove(held, part), by=by, base=held)
    return held


def test_what_was_taken_out_is_listed_newest_first(store, held):
    assert the_bin.listing(store) == ()
    item = held.items[0]
    paragraph = held.opening[0]
    left = without(store, held, item.decisions[0].id, paragraph.id, held.attendees[0].id)
    without(store, left, held.distribution.recipients[1].id, by="সালমা")
    when = store._clock.now
    listed = the_bin.listing(store)
    assert [(one.kind, one.says, one.by) for one in listed] == [
        ("recipient", "অফিস নথি।", "সালমা"),
        ("attendee", "শফিক", "করিম"),
        ("paragraph", "সভাপতি সকলকে স্বাগত জানান।", "করিম"),
        ("decision", "প্রতিটি ইউনিয়নে চারা বিতরণ করতে হবে।", "করিম"),
    ]
    assert listed[0].when == when
    assert {(one.meeting, one.title, one.signed) for one in listed} == {(held.id, held.title, False)}


def test_what_lies_in_something_taken_out_is_not_listed_apart(store, held):
    item = held.items[0]
    left = without(store, held, item.decisions[0].id, item.id)
    assert [one.record for one in the_bin.listing(store)] == [item.id]
    meetings.delete(store, left.id, by="করিম")
    (only,) = the_bin.listing(store)
    assert (only.record, only.kind, only.says, only.meeting) == (held.id, "meeting", held.title, held.id)
    the_bin.take_out(store, held.id, by="করিম")
    the_bin.take_out(store, item.id, by="করিম")
    assert [one.record for one in the_bin.listing(store)] == [item.decisions[0].id]
    the_bin.take_out(store, item.decisions[0].id, by="করিম")
    assert the_bin.listing(store) == ()
    assert meetings.get(store, held.id) == held


def test_a_part_comes_back_to_where_it_stood_and_labels_follow(store, held):
    left = without(store, held, held.items[1].id)
    assert [item.serial for item in left.items] == ["১.০", "২.০"]
    changed = the_bin.take_out(store, held.items[1].id, by="করিম")
    assert changed.records == {held.items[1].id, held.items[2].id}
    assert meetings.get(store, held.id) == held
    # It is one step, and can be taken back as one.
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    assert meetings.get(store, held.id) == left


def test_what_says_nothing_is_not_listed_and_an_item_without_words_by_what_is_in_it(store, held):
    wordless = editing.add(held, "item", store.new_id("item"))
    wordless = editing.add(wordless, "paragraph", store.new_id("paragraph"), text=" <b></b> ")
    item = wordless.items[-1].id
    wordless = editing.add(wordless, "decision", store.new_id("decision"), under=item, text="<b>শুধু</b> সিদ্ধান্ত")
    saved = meetings.save(store, wordless, by="করিম", base=held)
    without(store, saved, item, saved.opening[-1].id)
    assert [(one.kind, one.says) for one in the_bin.listing(store)] == [("item", "শুধু সিদ্ধান্ত")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ক" * 500, "ক" * 120 + " …"),
        ("শব্দ " * 100, " ".join(["শব্দ"] * 24) + " …"),
        ("ক &lt; <u>খ</u>\n\nগ", "ক < খ গ"),
    ],
)
def test_the_beginning_of_what_it_says(store, held, text, says):
    changed = editing.put(held, Ref(held.items[1].id, "topic"), text)
    without(store, meetings.save(store, changed, by="করিম", base=held), held.items[1].id)
    assert [one.says for one in the_bin.listing(store)] == [says]


def test_nothing_comes_back_into_signed_minutes(store, held):
    without(store, held, held.items[1].id)
    store.write([Change(held.memos[0].id, {"state": "signed"})], by="করিম")
    (listed,) = the_bin.listing(store)
    assert listed.signed
    with pytest.raises(UserError, match="are signed"):
        the_bin.take_out(store, listed.record, by="করিম")
    assert [one.record for one in the_bin.listing(store)] == [listed.record]


def test_a_part_of_what_is_in_the_bin_waits_for_it(store, held):
    decision = held.items[0].decisions[0].id
    left = without(store, held, decision, held.items[0].id)
    with pytest.raises(UserError, match=r"চারা বিতরণ.*Take that out first"):
        the_bin.take_out(store, decision, by="করিম")
    meetings.delete(store, left.id, by="করিম")
    for part in (decision, held.items[0].id):
        with pytest.raises(UserError, match="Take that out first"):
            the_bin.take_out(store, part, by="করিম")


def test_what_is_not_in_the_bin_stays_as_it_is(store, held):
    before = list(store.operations())
    for record in (held.id, held.items[0].id, store.new_id("item")):
        assert not the_bin.take_out(store, record, by="করিম")
    assert list(store.operations()) == before


def test_an_attachment_comes_back_even_to_what_is_signed(store, held):
    scan = store.new_id("attachment")
    fields = {"of": held.memos[0].id, "name": "স্ক্যান.pdf", "blob": store.put_blob(b"x")}
    store.write([Change(scan, fields)], by="করিম")
    store.write([Change(scan, {"deleted": True}), Change(held.memos[0].id, {"state": "signed"})], by="করিম")
    (listed,) = the_bin.listing(store)
    assert (listed.kind, listed.says, listed.meeting, listed.signed) == ("attachment", "স্ক্যান.pdf", held.id, False)
    assert the_bin.take_out(store, scan, by="করিম")
    assert the_bin.listing(store) == ()


def test_a_part_whose_meeting_has_not_arrived(tmp_path, store, held):
    without(store, held, held.items[1].id)
    record = store.new_id("item")
    store.write([Change(record, {"topic": "একা", "meeting": store.new_id("meeting"), "deleted": True})], by="করিম")
    listed = the_bin.listing(store)
    assert [(found.says, found.title) for found in listed] == [("একা", ""), ("দ্বিতীয় বিষয়", held.title)]
    assert the_bin.take_out(store, record, by="করিম")
    assert [found.says for found in the_bin.listing(store)] == ["দ্বিতীয় বিষয়"]
