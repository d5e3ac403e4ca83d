"""Meetings go into the store and come back the same; a save writes what changed and nothing else."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import meetings, model
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo, Paragraph
from koyradesk.store import Change


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with offices.opened(tmp_path_factory.mktemp("shared")) as store:
        yield store


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def without_ids(value: Any) -> Any:
    """The same records as they were before they had ids."""
    if is_dataclass(value):
        inner = {one.name: without_ids(getattr(value, one.name)) for one in fields(value) if one.name != "id"}
        return replace(value, **inner, **({"id": ""} if hasattr(value, "id") else {}))
    return tuple(map(without_ids, value)) if isinstance(value, tuple) else value


def ids(meeting: Meeting) -> list[str]:
    inner = [one.id for item in meeting.items for one in (item, *item.decisions, *item.implementers)]
    others = [*meeting.attendees, *meeting.signatures, *meeting.memos, *meeting.distribution.recipients]
    return [meeting.id, *inner, *(one.id for one in others)]


@given(offices.meetings)
def test_everything_in_a_meeting_comes_back(shared, meeting):
    saved = meetings.save(shared, meeting, by="করণিক")
    assert without_ids(saved) == meeting
    assert meetings.get(shared, saved.id) == saved
    found = ids(saved)
    assert all(found)
    assert len(set(found)) == len(found)


@given(offices.meetings, offices.meetings)
def test_a_meeting_becomes_any_other(shared, first, second):
    held = meetings.save(shared, first, by="করণিক")
    # Numbers that were given stay.
    wanted = replace(second, id=held.id, memos=(*held.memos, *second.memos))
    saved = meetings.save(shared, wanted, by="করণিক")
    assert without_ids(saved) == without_ids(wanted)
    assert saved.id == held.id


@given(offices.meetings)
def test_saving_again_writes_nothing(shared, meeting):
    saved = meetings.save(shared, meeting, by="করণিক")
    assert not meetings.write(shared, saved, by="করণিক").changed


@given(offices.meetings, st.data())
def test_reordering_keeps_every_record(shared, meeting, data):
    saved = meetings.save(shared, meeting, by="করণিক")
    items = data.draw(st.permutations(saved.items))
    people = data.draw(st.permutations(saved.attendees))
    moved = replace(saved, items=tuple(items), attendees=tuple(people))
    written = meetings.write(shared, moved, by="করণিক")
    assert written.meeting == moved
    assert written.changed.kinds <= {"item", "attendee"}


def test_only_what_changed_is_written(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    item = saved.items[0]
    decision = replace(item.decisions[0], text="চারা বিতরণ শেষ করতে হবে।")
    changed = replace(saved, items=(replace(item, decisions=(decision,)),))
    written = meetings.write(store, changed, by="প্রধান সহকারী")
    assert written.changed.records == {decision.id}
    last = store.history(decision.id)[-1]
    assert (last.field, last.old, last.new, last.by) == (
        "text",
        item.decisions[0].text,
        decision.text,
        "প্রধান সহকারী",
    )


def test_one_save_is_one_group(store):
    meetings.save(store, offices.small_meeting(), by="করণিক")
    groups = {tuple(operation.group) for operation in offices.operations(store)}
    assert groups == {(1, len(list(store.operations())))}


def test_a_paragraph_rewritten_is_the_same_paragraph(store):
    three = tuple(Paragraph(text) for text in ("এক", "দুই", "তিন"))
    saved = meetings.save(store, replace(offices.small_meeting(), opening=three), by="করণিক")
    first, second, third = saved.opening
    second = replace(second, text="দুই লেখা")
    written = meetings.write(store, replace(saved, opening=(Paragraph("শূন্য"), first, second, third)), by="করণিক")
    assert written.meeting.opening[1:] == (first, second, third)
    assert written.changed.records == {written.meeting.opening[0].id, second.id}


def test_a_new_part_keeps_the_id_its_writer_chose(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    other = meetings.save(store, offices.small_meeting(), by="করণিক")
    chosen, foreign = store.new_id("item"), "item.zzzzzzzz.0000000001"
    taken = other.items[0].id
    items = (*saved.items, AgendaItem("২.০", id=chosen), AgendaItem("৩.০", id=foreign), AgendaItem("৪.০", id=taken))
    found = meetings.save(store, replace(saved, items=items), by="করণিক").items
    assert found[1].id == chosen
    assert foreign != found[2].id
    assert taken != found[3].id
    assert meetings.get(store, other.id) == other


def test_a_removed_item_comes_back_with_all_that_was_in_it(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    without = meetings.write(store, replace(saved, items=()), by="করণিক")
    assert without.changed.records == {saved.items[0].id}
    assert meetings.get(store, saved.id).items == ()
    assert meetings.save(store, saved, by="করণিক") == saved


def test_a_decision_can_move_to_another_item(store):
    meeting = replace(offices.small_meeting(), items=(AgendaItem("১", decisions=(Decision("ক"),)), AgendaItem("২")))
    first, second = meetings.save(store, meeting, by="করণিক").items
    saved = meetings.get(store, store.row(first.id)["meeting"])
    moved = replace(saved, items=(replace(first, decisions=()), replace(second, decisions=first.decisions)))
    written = meetings.write(store, moved, by="করণিক")
    assert written.meeting == moved
    assert written.changed.records == {first.decisions[0].id}


def test_a_copied_part_gets_an_id_of_its_own(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    doubled = meetings.save(store, replace(saved, items=saved.items * 2), by="করণিক")
    assert without_ids(doubled.items[0]) == without_ids(doubled.items[1])
    assert len(set(ids(doubled))) == len(ids(doubled))


def test_a_meeting_made_from_another_takes_nothing_away_from_it(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    other = meetings.save(store, replace(saved, id="", title="পরের সভা"), by="করণিক")
    assert not set(ids(saved)) & set(ids(other))
    assert meetings.get(store, saved.id) == saved


def test_the_committee_is_found_by_name_and_made_once(store):
    first = meetings.save(store, replace(offices.small_meeting(), committee="পানি কমিটি"), by="করণিক")
    second = meetings.save(store, replace(offices.small_meeting(), committee="পানি কমিটি"), by="করণিক")
    assert [row["name"] for row in store.rows("committee")] == ["পানি কমিটি"]
    assert store.row(first.id)["committee"] == store.row(second.id)["committee"]
    renamed = meetings.save(store, replace(second, committee="পানি ও স্যানিটেশন কমিটি"), by="করণিক")
    assert renamed.committee == "পানি ও স্যানিটেশন কমিটি"
    assert meetings.get(store, first.id).committee == "পানি কমিটি"


def test_listing_shows_the_newest_first_and_the_minutes_memo(store):
    base = offices.small_meeting()
    old = meetings.save(store, replace(base, date=date(2023, 1, 5), memos=()), by="করণিক")
    new = meetings.save(store, base, by="করণিক")
    other = meetings.save(store, replace(base, committee="অন্য কমিটি", date=date(2024, 1, 1)), by="করণিক")
    assert [row.id for row in meetings.listing(store)] == [new.id, other.id, old.id]
    assert [row.id for row in meetings.listing(store, "বৃক্ষরোপণ কমিটি")] == [new.id, old.id]
    first, last = meetings.listing(store)[0], meetings.listing(store)[-1]
    assert (first.state, first.number, first.period) == ("numbered", base.memos[0].number, "2024-07")
    assert (last.state, last.number, last.date) == ("draft", "", date(2023, 1, 5))


def test_a_void_number_is_not_the_number_of_the_minutes(store):
    memos = (Memo(number="০৫-১", state="void"), Memo(number="০৫-২", state="numbered"))
    meetings.save(store, replace(offices.small_meeting(), memos=memos), by="করণিক")
    assert meetings.listing(store)[0].number == "০৫-২"


def test_the_bin_gives_back_what_was_put_in(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    assert meetings.delete(store, saved.id, by="করণিক")
    assert meetings.listing(store) == ()
    assert [row.id for row in meetings.listing(store, deleted=True)] == [saved.id]
    for use in (lambda: meetings.get(store, saved.id), lambda: meetings.save(store, saved, by="করণিক")):
        with pytest.raises(UserError, match="in the bin"):
            use()
    assert meetings.undelete(store, saved.id, by="করণিক")
    assert meetings.get(store, saved.id) == saved


@pytest.mark.parametrize("state", meetings.FROZEN)
def test_signed_minutes_freeze_their_meeting(store, state):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    store.write([Change(saved.memos[0].id, {"state": state})], by="করণিক")
    held = meetings.get(store, saved.id)
    item = held.items[0]
    for changed in (
        replace(held, title="অন্য"),
        replace(held, committee="অন্য কমিটি"),
        replace(held, opening=(*held.opening, Paragraph("আরও"))),
        replace(held, items=()),
        replace(held, items=(replace(item, decisions=()),)),
        replace(held, items=(replace(item, implementers=(*item.implementers, Assignment("৩।"))),)),
        replace(held, memos=(replace(held.memos[0], number="০৫-৯"),)),
        replace(held, memos=()),
        replace(held, memos=(*held.memos, Memo(number="০৫-৯"))),
        replace(held, distribution=model.Distribution()),
    ):
        with pytest.raises(UserError, match="are signed"):
            meetings.save(store, changed, by="করণিক")
    with pytest.raises(UserError, match="are signed"):
        meetings.delete(store, held.id, by="করণিক")
    assert meetings.get(store, saved.id) == held
    assert [row["name"] for row in store.rows("committee")] == [held.committee]
    assert not meetings.write(store, held, by="করণিক").changed
    # Other papers of the meeting still take their numbers.
    notice = replace(held, memos=(*held.memos, Memo("notice", "০৫-১০")))
    assert without_ids(meetings.save(store, notice, by="করণিক")) == without_ids(notice)


def test_an_implementer_that_is_not_there_is_refused(store):
    item = AgendaItem("১.০", decisions=(Decision("১।", "ক", None, (1,)),), implementers=(Assignment("১।"),))
    with pytest.raises(UserError, match="names an implementer"):
        meetings.save(store, replace(offices.small_meeting(), items=(item,)), by="করণিক")
    assert meetings.listing(store) == ()


@pytest.mark.parametrize("text", ["ক\x00খ", "ক\ud800", "\x1b[2J", "ক\u202eখ"])
def test_text_that_is_no_text_is_refused_and_nothing_is_written(store, text):
    with pytest.raises(UserError, match="cannot be printed or kept"):
        meetings.save(store, replace(offices.small_meeting(), closing=text), by="করণিক")
    assert meetings.listing(store) == ()
    assert list(store.operations()) == []


def test_what_others_wrote_meanwhile_stays(store):
    base = meetings.save(store, offices.small_meeting(), by="করণিক")
    meetings.save(store, replace(base, place="নতুন সভাকক্ষ", opening=(*base.opening, Paragraph("তৃতীয়"))), by="অন্যজন")
    changed = replace(base.opening[0], text="প্রথম বদল")
    mine = replace(base, title="নতুন শিরোনাম", opening=(changed, base.opening[1]))
    saved = meetings.save(store, mine, by="করণিক", base=base)
    assert (saved.title, saved.place) == ("নতুন শিরোনাম", "নতুন সভাকক্ষ")
    assert saved.opening[:2] == (changed, base.opening[1])
    assert saved.opening[2].text == nfc("তৃতীয়")
    assert not any(row["conflict"] for row in store.rows("meeting"))


def test_what_others_moved_meanwhile_stays_moved(store):
    first = replace(offices.small_meeting(), items=(AgendaItem("ক"), AgendaItem("খ"), AgendaItem("গ")))
    base = meetings.save(store, first, by="করণিক")
    meetings.save(store, replace(base, items=base.items[::-1]), by="অন্যজন")
    saved = meetings.save(store, replace(base, title="নতুন"), by="করণিক", base=base)
    assert [item.serial for item in saved.items] == ["গ", "খ", "ক"]


def test_two_who_change_one_field_are_both_kept(store):
    base = meetings.save(store, offices.small_meeting(), by="করণিক")
    meetings.save(store, replace(base, place="প্রথম কক্ষ"), by="অন্যজন")
    meetings.save(store, replace(base, place="দ্বিতীয় কক্ষ"), by="করণিক", base=base)
    assert store.row(base.id)["conflict"]
    assert set(store.values(base.id, "place")) == {"প্রথম কক্ষ", "দ্বিতীয় কক্ষ"}
    settled = replace(meetings.get(store, base.id), place="প্রথম কক্ষ")
    store.write([Change(base.id, {"place": settled.place})], by="করণিক")
    assert not store.row(base.id)["conflict"]
    assert store.values(base.id, "place") == ("প্রথম কক্ষ",)


def test_an_edit_of_what_another_removed_brings_it_back(store):
    base = meetings.save(store, offices.small_meeting(), by="করণিক")
    meetings.save(store, replace(base, items=()), by="অন্যজন")
    item = replace(base.items[0], topic="চারা রোপণ")
    assert meetings.save(store, replace(base, items=(item,)), by="করণিক", base=base).items == (item,)
    meetings.save(store, replace(base, attendees=()), by="অন্যজন", base=base)
    saved = meetings.save(store, replace(base, items=(item,), closing="শেষ"), by="করণিক", base=base)
    assert saved.attendees == ()


def test_a_meeting_of_another_office_is_not_written(tmp_path, store):
    with offices.opened(tmp_path / "other") as other:
        theirs = meetings.save(other, offices.small_meeting(), by="করণিক")
    for use in (
        lambda: meetings.save(store, replace(theirs, title="অন্য"), by="করণিক"),
        lambda: meetings.delete(store, theirs.id, by="করণিক"),
        lambda: meetings.undelete(store, theirs.id, by="করণিক"),
    ):
        with pytest.raises(UserError, match="Nothing here has the id"):
            use()


def test_the_history_of_a_field_says_who_and_when(store):
    saved = meetings.save(store, offices.small_meeting(), by="করণিক")
    meetings.save(store, replace(saved, date=date(2024, 7, 15)), by="অফিস সহকারী")
    first, second = meetings.history(store, saved.id, "date")
    assert (first.old, first.new, first.by) == (None, date(2024, 7, 14), "করণিক")
    assert (second.old, second.new, second.by) == (date(2024, 7, 14), date(2024, 7, 15), "অফিস সহকারী")
    assert second.wall
