"""Undo and redo by the journal: every edit of a meeting can be taken back and done again, numbers are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk import editing, meetings, memos, sample, undoing
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, clock=offices.Clock()) as store:
        yield store


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with offices.opened(tmp_path_factory.mktemp("undoing"), clock=offices.Clock()) as store:
        yield store


def wrote(store: Store, meeting: Meeting, held: Meeting) -> Meeting:
    return meetings.save(store, meeting, by="করিম", base=held)


def typed(store: Store, held: Meeting, record: str, field: str, text: str) -> Meeting:
    return wrote(store, editing.put(held, Ref(record, field), text), held)


def undo(store: Store, meeting: str) -> undoing.Reverted:
    step = undoing.last(store, meeting)
    assert step is not None
    return undoing.revert(store, step, by="করিম")


def redo(store: Store, meeting: str) -> undoing.Reverted:
    step = undoing.undone(store, meeting)
    assert step is not None
    return undoing.revert(store, step, by="করিম")


def edits(store: Store, held: Meeting) -> list[Meeting]:
    """The states a meeting goes through while it is worked on, the stored one first."""
    item = held.items[0]
    states = [held]

    def then(changed: Meeting) -> None:
        states.append(wrote(store, changed, states[-1]))

    then(editing.put(held, Ref(held.id, "date_text"), "১৫ জুলাই ২০২৪"))
    then(editing.put(states[-1], Ref(item.id, "topic"), "চারা <b>রোপণ</b>"))
    then(editing.put(states[-1], Ref(item.id, "topic"), "চারা রোপণ ও বিতরণ"))
    then(editing.add(states[-1], "item", store.new_id("item"), topic="নতুন বিষয়"))
    second = states[-1].items[1].id
    then(editing.add(states[-1], "decision", store.new_id("decision"), under=second, text="নতুন সিদ্ধান্ত"))
    then(editing.move(states[-1], second, -1))
    then(editing.split(states[-1], Ref(states[-1].opening[0].id, "text"), 7, store.new_id)[0])
    then(editing.remove(states[-1], item.id))
    then(editing.put(states[-1], Ref(held.id, "letterhead"), "এক\nদুই"))
    then(replace(states[-1], layout="plain"))
    then(editing.remove(states[-1], states[-1].attendees[0].id))
    return states


def test_every_edit_is_taken_back_and_done_again_one_by_one(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    states = edits(store, held)
    assert len({repr(state) for state in states}) == len(states)
    for wanted in reversed(states[:-1]):
        done = undo(store, held.id)
        assert done.changed
        assert done.left == ()
        assert meetings.get(store, held.id) == wanted
    assert undoing.last(store, held.id) is None
    for wanted in states[1:]:
        redo(store, held.id)
        assert meetings.get(store, held.id) == wanted
    assert undoing.undone(store, held.id) is None
    # And back once more: what was redone is taken back as it was the first time.
    for wanted in reversed(states[:-1]):
        undo(store, held.id)
        assert meetings.get(store, held.id) == wanted
    assert store.check().ok


def test_it_goes_on_after_the_program_was_closed(tmp_path):
    with offices.opened(tmp_path) as store:
        held = meetings.save(store, offices.small_meeting(), by="করিম")
        states = edits(store, held)
        undo(store, held.id)
    for wanted in (states[-3], states[-4]):
        with offices.opened(tmp_path) as store:
            undo(store, held.id)
            assert meetings.get(store, held.id) == wanted
    with offices.opened(tmp_path) as store:
        redo(store, held.id)
        assert meetings.get(store, held.id) == states[-3]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["type", "add", "remove", "undo", "redo"]), max_size=25), st.randoms())
def test_undo_and_redo_are_two_stacks(shared, acts, random):
    """Whatever is done in whatever order, the journal gives what two stacks in memory would."""
    held = meetings.save(shared, offices.small_meeting(), by="করিম")
    past, future = [held], []
    for number, act in enumerate(acts):
        now = past[-1]
        if act == "undo":
            step = undoing.last(shared, held.id)
            assert (step is None) == (len(past) == 1)
            if step is not None:
                undoing.revert(shared, step, by="করিম")
                future.append(past.pop())
        elif act == "redo":
            step = undoing.undone(shared, held.id)
            assert (step is None) == (not future)
            if step is not None:
                undoing.revert(shared, step, by="করিম")
                past.append(future.pop())
        else:
            if act == "type" or (act == "remove" and not now.items):
                changed = editing.put(now, Ref(held.id, random.choice(["title", "place"])), f"লেখা {number}")
            elif act == "add":
                changed = editing.add(now, "item", shared.new_id("item"), topic=f"বিষয় {number}", after=None)
            else:
                changed = editing.remove(now, random.choice(now.items).id)
            past.append(wrote(shared, changed, now))
            future.clear()
        assert meetings.get(shared, held.id) == past[-1]


def test_a_step_tells_what_it_was_by_whom_and_when(store):
    held = meetings.save(store, offices.small_meeting(), by="রহিম")
    assert undoing.last(store, held.id) is None
    item = held.items[0]
    more = wrote(store, editing.add(held, "item", store.new_id("item"), topic="দ্বিতীয়"), held)
    step = undoing.last(store, held.id)
    assert (step.about.how, step.about.record, step.by) == ("made", more.items[1].id, "করিম")
    assert step.when == store._clock.now
    moved = wrote(store, editing.move(more, item.id, 1), more)
    assert undoing.last(store, held.id).about.how == "moved"
    both = editing.put(editing.move(moved, item.id, -1), Ref(item.id, "topic"), "চারা রোপণ")
    moved = wrote(store, both, moved)
    assert (undoing.last(store, held.id).about.how, undoing.last(store, held.id).about.record) == ("changed", item.id)
    gone = wrote(store, editing.remove(moved, item.id), moved)
    step = undoing.last(store, held.id)
    assert (step.about.how, step.about.record) == ("removed", item.id)
    assert not step.stays
    typed(store, gone, held.id, "date_text", "১৫/০৭/২০২৪")
    step = undoing.last(store, held.id)
    assert (step.about.how, set(step.about.fields)) == ("changed", {"date", "date_text"})
    undo(store, held.id)
    assert undoing.undone(store, held.id).undoes == step.name
    undo(store, held.id)
    assert undoing.undone(store, held.id).about == undoing.Touched(item.id, "returned", ("deleted",))


def test_typing_the_old_words_again_is_an_edit_of_its_own(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    first = typed(store, held, held.id, "place", "মিলনায়তন")
    typed(store, first, held.id, "place", held.place)
    undo(store, held.id)
    assert meetings.get(store, held.id) == first
    # So is putting an item that was just added into the bin.
    more = wrote(store, editing.add(first, "item", store.new_id("item"), topic="দ্বিতীয়"), first)
    wrote(store, editing.remove(more, more.items[1].id), more)
    undo(store, held.id)
    assert meetings.get(store, held.id) == more


def test_a_field_someone_else_wrote_since_is_left_and_told(tmp_path):
    with offices.opened(tmp_path / "one", "samesame") as one, offices.opened(tmp_path / "two", "samesame") as two:
        held = meetings.save(one, offices.small_meeting(), by="প্রথম")
        changed = editing.put(editing.put(held, Ref(held.id, "place"), "মাঠ"), Ref(held.id, "time"), "বিকাল ৩.০০")
        mine = wrote(one, changed, held)
        two.receive(one.operations())
        theirs = typed(two, mine, held.id, "place", "দ্বিতীয় তলা")
        one.receive(two.operations())
        # What the other PC did is not for this one to take back.
        step = undoing.last(one, held.id)
        assert step.by == "করিম"
        assert set(step.about.fields) == {"place", "time"}
        done = undoing.revert(one, step, by="প্রথম")
        assert done.left == (Ref(held.id, "place"),)
        assert meetings.get(one, held.id) == replace(theirs, time=held.time)
        assert one.conflicts() == []
        assert undoing.last(one, held.id) is None
        # The other PC learns of it as of any edit.
        two.receive(one.operations())
        assert meetings.get(two, held.id) == meetings.get(one, held.id)


def test_only_edits_of_this_meeting_are_steps(store):
    one = meetings.save(store, offices.small_meeting(), by="করিম")
    two = meetings.save(store, offices.small_meeting(), by="করিম")
    one = typed(store, one, one.id, "title", "প্রথম সভা")
    typed(store, two, two.id, "title", "দ্বিতীয় সভা")
    assert undoing.last(store, one.id).about.record == one.id
    undo(store, one.id)
    assert undoing.last(store, one.id) is None
    assert undoing.last(store, two.id).about.record == two.id


def test_a_made_item_goes_to_the_bin_with_what_is_in_it(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    item = replace(held.items[0], id="", decisions=tuple(replace(one, id="") for one in held.items[0].decisions))
    item = replace(item, topic="কপি", implementers=tuple(replace(one, id="") for one in item.implementers))
    more = wrote(store, replace(held, items=(*held.items, item)), held)
    undo(store, held.id)
    assert meetings.get(store, held.id) == held
    # Taken out of the bin by itself, it is whole.
    store.write([Change(more.items[1].id, {"deleted": False})], by="করিম")
    assert meetings.get(store, held.id) == more


def test_a_new_committee_stays_when_its_name_is_taken_back(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    wrote(store, replace(held, committee="নতুন কমিটি"), held)
    undo(store, held.id)
    assert meetings.get(store, held.id) == held
    assert {row["name"] for row in store.rows("committee")} == {held.committee, "নতুন কমিটি"}


def test_a_meeting_in_the_bin_comes_back(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    meetings.delete(store, held.id, by="করিম")
    undo(store, held.id)
    assert meetings.get(store, held.id) == held


def test_a_number_stays_but_what_was_edited_before_it_can_be_taken_back(store):
    ids = sample.fill(store, today=TODAY, by="করিম")
    held = meetings.get(store, ids[2])
    first = typed(store, held, held.id, "closing", "শেষ কথা")
    memos.issue(store, PaperKey("minutes", held.id), today=TODAY, by="করিম")
    numbered = meetings.get(store, held.id)
    step = undoing.last(store, held.id)
    assert step.stays
    with pytest.raises(UserError, match="stays"):
        undoing.revert(store, step, by="করিম")
    assert meetings.get(store, held.id) == numbered
    earlier = undoing.last(store, held.id, before=step.n)
    assert undoing.revert(store, earlier, by="করিম").changed
    assert meetings.get(store, held.id) == replace(first, closing=held.closing, memos=numbered.memos)


def test_nothing_is_done_again_once_something_else_was_typed(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    typed(store, held, held.id, "place", "মাঠ")
    undo(store, held.id)
    assert undoing.undone(store, held.id) is not None
    typed(store, held, held.id, "time", "বিকাল ৩টা")
    assert undoing.undone(store, held.id) is None


def test_a_number_once_void_stays_void(store):
    ids = sample.fill(store, today=TODAY, by="করিম")
    memos.issue(store, PaperKey("minutes", ids[2]), today=TODAY, by="করিম")
    memos.withdraw(store, PaperKey("minutes", ids[2]), "ভুল নথি", by="করিম")
    void = meetings.get(store, ids[2])
    step = undoing.last(store, ids[2])
    assert step.stays
    with pytest.raises(UserError, match="stays"):
        undoing.revert(store, step, by="করিম")
    assert meetings.get(store, ids[2]) == void


def test_nothing_is_taken_back_under_a_signature(store):
    ids = sample.fill(store, today=TODAY, by="করিম")
    held = meetings.get(store, ids[0])
    typed(store, held, held.id, "closing", "শেষ কথা")
    step = undoing.last(store, held.id)
    memos.sign(store, PaperKey("minutes", held.id), by="করিম")
    signed = meetings.get(store, held.id)
    for one in (step, undoing.last(store, held.id)):
        with pytest.raises(UserError, match="are signed"):
            undoing.revert(store, one, by="করিম")
    assert meetings.get(store, held.id) == signed


def test_a_step_taken_back_twice_changes_nothing(store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    typed(store, held, held.id, "place", "মাঠ")
    step = undoing.last(store, held.id)
    assert undoing.revert(store, step, by="করিম").changed
    again = undoing.revert(store, step, by="করিম")
    assert not again.changed
    assert meetings.get(store, held.id) == held
    redo(store, held.id)
    assert meetings.get(store, held.id).place == "মাঠ"


def test_a_received_undo_is_examined_like_everything(tmp_path, store):
    held = meetings.save(store, offices.small_meeting(), by="করিম")
    typed(store, held, held.id, "place", "মাঠ")
    undo(store, held.id)
    bodies = list(store.operations())
    assert b'"undoes":["' in bodies[-1]
    with offices.opened(tmp_path / "fresh", store.office) as fresh:
        fresh.receive(bodies)
        assert meetings.get(fresh, held.id) == held
        assert undoing.last(fresh, held.id) is None
    with offices.opened(tmp_path / "other", store.office) as other:
        for wrong in (b'"undoes":["x",0]', b'"undoes":[1,2]', b'"undoes":["x"]', b'"undoes":null'):
            start = bodies[-1].index(b'"undoes"')
            spoilt = bodies[-1][:start] + wrong + bodies[-1][bodies[-1].index(b"]", start) + 1 :]
            with pytest.raises(UserError, match="cannot be right"):
                other.receive([*bodies[:-1], spoilt])
