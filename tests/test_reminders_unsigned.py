"""A reminder of decisions whose minutes are not signed says so, and can leave them out; nothing changes unasked."""

from __future__ import annotations

from datetime import date

import followed
import pytest
from followed import OFFICES
from offices import opened

from koyradesk import batches, letters, memos
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change

ON, LATE = date(2026, 11, 22), date(2026, 11, 1)
FISH, AGRI, _ = OFFICES


@pytest.fixture
def store(tmp_path):
    """Signed minutes that bind one office, others that bind it and a second."""
    with opened(tmp_path) as store:
        signed = followed.meeting(store, ("স্বাক্ষরিত কাজ", LATE, [FISH]))
        memo = {"meeting": signed.id, "kind": "minutes", "state": "signed", "number": "১.২", "rank": "a"}
        row = next(iter(store.rows("memo", meeting=signed.id)), {"id": store.new_id("memo")})
        store.write([Change(row["id"], memo)], by="ক")
        followed.meeting(store, ("খসড়া কাজ", LATE, [FISH, AGRI]), held=date(2026, 10, 10))
        yield store


def spoken(store, **more) -> dict[str, tuple[str, ...]]:
    return {one.to: one.unsigned for one in batches.reminders(store, ON, **more)}


def test_both_are_reminded_of_and_told_which_minutes_are_not_signed(store):
    assert {to: len(every) for to, every in spoken(store).items()} == {FISH: 1, AGRI: 1}
    issued = memos.issue(store, PaperKey("reminder", to=AGRI, on=ON), today=ON, by="ক", number="১.৩")
    assert any("not signed" in note.sentence for note in issued.notes)


def test_what_is_not_signed_is_left_out_when_asked_and_stays_left_out(store):
    assert spoken(store, signed_only=True) == {FISH: ()}
    assert not store.rows("letter"), "printing keeps nothing"
    drafted = letters.drafted(store, PaperKey("reminder", to=FISH, on=ON), today=ON)
    kept = letters.write(store, letters.signed_only(drafted), by="ক").letter
    letter, subject = letters.ready(store, letters.get(store, kept.id))
    assert [one.text for one in subject.matters] == ["স্বাক্ষরিত কাজ"]
    assert letter.facts[letters.SIGNED_ONLY]
    assert spoken(store)[FISH] == (), "a letter that is there already stays as it was made"
