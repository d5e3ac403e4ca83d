"""Two hands in one field: both texts are kept, told alike wherever they arrive, and settled by an ordinary write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from offices import opened
from samples import meeting

from koyradesk import conflicts, editing, meetings, memos, undoing
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Memo, Ref
from koyradesk.paper_key import PaperKey


@pytest.fixture
def desks(tmp_path):
    """Two computers of one office, and a meeting that both have."""
    first = opened(tmp_path / "one")
    second = opened(tmp_path / "two", office=first.office)
    saved = meetings.save(first, replace(meeting(items=2), memos=(Memo(),)), by="রহিমা")
    second.receive(first.operations())
    yield first, second, saved
    first.close()
    second.close()


def typed(store, base, ref, text, by):
    return meetings.write(store, editing.put(base, ref, nfc(text)), by=by, base=base).meeting


def exchange(first, second):
    ahead = list(first.operations())
    first.receive(second.operations())
    second.receive(ahead)


def test_two_computers_in_one_field_keep_both_texts_until_it_is_settled(desks):
    first, second, saved = desks
    ref = Ref(saved.items[0].id, "discussion")
    typed(first, saved, ref, "প্রথম টেবিলের কথা", "রহিমা")
    typed(second, saved, ref, "দ্বিতীয় টেবিলের কথা", "করিম")
    typed(second, saved, Ref(saved.id, "place"), "অন্য কক্ষ", "করিম")
    assert conflicts.of_meeting(first, saved.id) == ()
    exchange(first, second)
    (found,) = conflicts.of_meeting(first, saved.id)
    assert conflicts.of_meeting(second, saved.id) == (found,)
    assert found.ref == ref
    assert set(found.said) == {nfc("প্রথম টেবিলের কথা"), nfc("দ্বিতীয় টেবিলের কথা")}
    assert found.said[0] == editing.text(meetings.get(first, saved.id), ref), "first the one on paper"
    conflicts.settle(first, saved.id, ref, found.values[1], by="রহিমা")
    exchange(first, second)
    for store in (first, second):
        assert conflicts.of_meeting(store, saved.id) == ()
        assert editing.text(meetings.get(store, saved.id), ref) == found.said[1]
        assert meetings.get(store, saved.id).place == "অন্য কক্ষ"
        assert store.check().ok


def test_who_types_on_takes_nothing_from_the_other(desks):
    first, _, saved = desks
    ref = Ref(saved.items[0].id, "topic")
    mine = typed(first, saved, ref, "এক", "রহিমা")
    typed(first, saved, ref, "দুই", "করিম")
    stands = meetings.get(first, saved.id)
    assert {editing.text(mine, ref), editing.text(stands, ref)} == {nfc("এক"), nfc("দুই")}
    typed(first, stands, ref, "দুই এবং আরও", "করিম")
    (found,) = conflicts.of_meeting(first, saved.id)
    assert set(found.said) == {nfc("এক"), nfc("দুই এবং আরও")}
    assert conflicts.of_field(first, Ref(saved.id, "place")).values == ()


def test_the_same_text_twice_is_agreement(desks):
    first, second, saved = desks
    ref = Ref(saved.items[0].id, "topic")
    for store in (first, second):
        typed(store, saved, ref, "একই কথা", "রহিমা")
    exchange(first, second)
    assert conflicts.of_meeting(first, saved.id) == ()


def test_settling_can_be_taken_back_and_signed_minutes_are_settled_no_more(desks):
    first, _, saved = desks
    ref = Ref(saved.items[0].id, "topic")
    typed(first, saved, ref, "এক", "রহিমা")
    typed(first, saved, ref, "দুই", "করিম")
    conflicts.settle(first, saved.id, ref, nfc("এক"), by="রহিমা")
    undoing.revert(first, undoing.last(first, saved.id), by="রহিমা")
    assert editing.text(meetings.get(first, saved.id), ref) == nfc("দুই")
    typed(first, saved, ref, "তিন", "রহিমা")
    assert conflicts.of_meeting(first, saved.id)
    memos.issue(first, PaperKey("minutes", saved.id), number="০৫.৪৪-৭", on="২৬/১১/২০২৬", today=saved.date, by="রহিমা")
    memos.sign(first, PaperKey("minutes", saved.id), by="রহিমা")
    with pytest.raises(UserError):
        conflicts.settle(first, saved.id, ref, nfc("তিন"), by="রহিমা")
