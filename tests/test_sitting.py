"""A meeting while it runs, without a screen: times, attendance, quorum, notes and what is made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import offices
import pytest

from koyradesk import editing, meeting_file, meetings, memos, paper_hash, prefill, recovery, sample, undoing
from koyradesk.errors import UserError
from koyradesk.exchange import submitting
from koyradesk.model import AgendaItem, Assignment, Attendee, Decision, Meeting, Note, Ref
from koyradesk.paper_key import PaperKey
from koyradesk.records import NOTED
from koyradesk.sitting import hours, keeping, notes, people, quorum
from koyradesk.sitting.hours import Watch
from koyradesk.store import Store

MORNING = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def meeting(items: int = 3, attendees: int = 4, *, mint=None, topics=()) -> Meeting:
    mint = mint or offices.minting(500)
    named = [*topics, *(f"আলোচ্য {place}" for place in range(len(topics), items))]
    return Meeting(
        id="meeting.m3gh0apr.0000000001",
        committee="আইসিটি কমিটি",
        attendees=tuple(Attendee(f"সদস্য {place}", id=mint("attendee")) for place in range(attendees)),
        items=tuple(AgendaItem(topic=topic, id=mint("item")) for topic in named),
    )


def noted(held: Meeting, *texts: str, on: int | None = 0, mint=None, **values) -> Meeting:
    mint = mint or offices.minting(900 + len(held.notes))
    item = held.items[on].id if on is not None else ""
    for text in texts:
        held = editing.add(held, "note", mint("note"), text=text, item=item, at="11:07", **values)
    return held


# -- times


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("১১.২০", "11:20"),
        ("11:05", "11:05"),
        ("1130", "11:30"),
        ("৩.১৫", "15:15"),
        ("15:15", "15:15"),
        ("02:30", "02:30"),
        ("১০", "10:00"),
        ("২টা", "14:00"),
        ("রাত ২টা", None),
        ("বিকাল ৩.৩০ ঘটিকা", "15:30"),
        ("সকাল ১০টা", "10:00"),
        ("", ""),
        ("  ", ""),
        ("২৫.০০", None),
        ("১১.৬০", None),
        ("কাল", None),
    ],
)
def test_a_time_is_read_as_it_is_typed(typed, kept):
    assert hours.read(typed) == kept


def test_a_watch_goes_on_whatever_is_done_to_the_clock_of_the_pc():
    watch = Watch(MORNING, 100.0)
    assert watch.now(MORNING + timedelta(minutes=7), 100 + 7 * 60) == "10:37"
    assert watch.now(MORNING - timedelta(hours=3), 100 + 8 * 60) == "10:38"
    assert watch.now(MORNING - timedelta(days=4000), 100 + 9 * 60) == "10:39"
    assert watch.now(MORNING + timedelta(days=2), 100 + 10 * 60) == "10:40"
    # The lid was shut over tea: the counter slept, the clock did not.
    assert watch.now(MORNING + timedelta(minutes=50), 100 + 11 * 60) == "11:20"


def test_a_watch_of_a_clock_that_cannot_be_right_tells_nothing_until_it_is_set():
    watch = Watch(MORNING, 0, doubted=True)
    assert watch.now(MORNING, 60) == ""
    right = watch.set("11:05", MORNING + timedelta(minutes=1), 60)
    assert right.now(MORNING + timedelta(minutes=3), 180) == "11:07"
    assert right.now(MORNING - timedelta(hours=5), 240) == "11:08"


# -- who came


def test_space_makes_present_and_takes_it_back():
    held = meeting()
    one = held.attendees[0].id
    present = people.toggle(held, one, "10:00")
    assert present.attendees[0] == replace(held.attendees[0], state="present")
    assert people.toggle(present, one, "10:00") == held


def test_who_comes_when_it_has_been_running_gets_the_time_and_who_is_only_marked_then_does_not():
    held = replace(meeting(), begun="10:30")
    first, second = held.attendees[0].id, held.attendees[1].id
    held = people.toggle(held, first, "10:38")
    held = people.toggle(held, second, "11:20")
    assert [one.came for one in held.attendees[:2]] == ["", "11:20"]
    assert people.mark(held, [second], "present", "11:50") == held
    assert people.mark(held, [second], "excused").attendees[1].came == ""


def test_who_leaves_early_is_not_in_the_room_and_may_come_back():
    held = people.mark(meeting(), [one.id for one in meeting().attendees], "present")
    gone = people.left(held, held.attendees[2].id, "11:40")
    assert quorum.standing(gone, "4") == quorum.Standing(4, 3, 4)
    assert people.toggle(gone, held.attendees[2].id, "11:50") == held


def test_a_stranger_joins_with_the_time_and_the_rest_are_absent():
    held = people.join(replace(meeting(), begun="10:00"), "attendee.m3gh0apr.0000000999", "নতুন মুখ", "11:00", "পরিদর্শক")
    assert held.attendees[-1] == Attendee("নতুন মুখ", "পরিদর্শক", "present", id=held.attendees[-1].id, came="11:00")
    assert [one.state for one in people.rest(held, "absent").attendees] == ["absent"] * 4 + ["present"]


def test_what_is_told_of_who_came_late_and_left_early():
    held = people.mark(meeting(), [one.id for one in meeting().attendees], "present")
    assert people.told(held) == ""
    a, b, c, _ = (one.id for one in held.attendees)
    held = people.left(people.came(people.came(held, b, "11:20"), a, "11:20"), c, "12:00")
    assert people.told(held) == ("সদস্য 0 এবং সদস্য 1 ১১.২০ ঘটিকায় সভায় যোগদান করেন। সদস্য 2 ১২.০০ ঘটিকায় সভা ত্যাগ করেন।")


@pytest.mark.parametrize(
    ("typed", "kept", "of_fourteen"),
    [
        ("৮", "8", 8),
        ("8 জন", "8", 8),
        ("১/৩", "1/3", 5),
        ("এক-তৃতীয়াংশ", "1/3", 5),
        ("৫০%", "50/100", 7),
        ("অর্ধেক", "1/2", 7),
        ("", "", None),
    ],
)
def test_a_quorum_is_a_number_or_a_share(typed, kept, of_fourteen):
    assert quorum.read(typed) == kept
    assert quorum.needed(kept, 14) == of_fourteen


@pytest.mark.parametrize("typed", ["অনেক", "0", "5/0", "4/3", "120%"])
def test_what_is_no_quorum_is_refused(typed):
    with pytest.raises(UserError):
        quorum.read(typed)


def test_lines_that_nobody_was_written_into_do_not_count():
    held = editing.add(meeting(), "attendee", "attendee.m3gh0apr.0000000999")
    assert quorum.standing(held) == quorum.Standing(4, 0)
    assert quorum.standing(Meeting(), "1/3") == quorum.Standing(0, 0, 0)


# -- notes


def test_miscellaneous_is_last_and_is_the_item_of_that_name_where_there_is_one():
    assert [one.item for one in notes.topics(meeting(2))] == [*(one.id for one in meeting(2).items), ""]
    held = meeting(2, topics=("বাজেট", "বিবিধ।"))
    assert [one.item for one in notes.topics(held)] == [one.id for one in held.items]
    assert notes.topic(held, Note("ক")) == held.items[1].id
    assert notes.topics(Meeting()) == (notes.Topic(""),)


def test_several_notes_become_one_paragraph_without_their_times_and_are_ticked():
    mint = offices.minting()
    held = noted(meeting(), "চারা কম এসেছে", "নার্সারির সঙ্গে কথা হবে।")
    done = notes.make(held, [one.id for one in held.notes], "discussion", mint)
    assert done.items[0].discussion == "চারা কম এসেছে। নার্সারির সঙ্গে কথা হবে।"
    assert all(notes.made(done, one) for one in done.notes)
    assert notes.left(done) == ()
    assert notes.make(done, [one.id for one in held.notes], "decision", mint) == done


def test_what_was_written_before_stays_before_it():
    held = meeting()
    held = editing.put(held, Ref(held.items[0].id, "discussion"), "আগের কথা।")
    held = noted(held, "নতুন কথা")
    done = notes.make(held, [held.notes[0].id], "discussion", offices.minting())
    assert done.items[0].discussion == "আগের কথা।\nনতুন কথা।"


def test_a_decision_binds_who_was_named_and_no_other():
    held = meeting()
    item = replace(
        held.items[0],
        decisions=(Decision(text="পুরোনো", id="decision.m3gh0apr.0000000001"),),
        implementers=(Assignment(name="প্রকৌশলী", id="assignment.m3gh0apr.0000000001"),),
    )
    held = replace(held, items=(item, *held.items[1:]))
    held = noted(held, "চারা আনতে হবে", who="কৃষি কর্মকর্তা, বন কর্মকর্তা", decides=True)
    done = notes.make(held, [held.notes[0].id], "decision", offices.minting(50))
    old, new = done.items[0].decisions
    names = [one.name for one in done.items[0].implementers]
    assert ([names[at] for at in old.implementers], [names[at] for at in new.implementers]) == (
        ["প্রকৌশলী"],
        ["কৃষি কর্মকর্তা", "বন কর্মকর্তা"],
    )
    assert new.text == "চারা আনতে হবে।"


def test_a_decision_that_is_taken_out_frees_its_note():
    held = noted(meeting(), "চারা আনতে হবে")
    done = notes.make(held, [held.notes[0].id], "decision", offices.minting())
    again = editing.remove(done, done.items[0].decisions[0].id)
    assert [one.id for one in notes.left(again)] == [held.notes[0].id]


def test_a_note_becomes_an_item_before_what_is_miscellaneous():
    held = noted(meeting(2, topics=("বাজেট", "বিবিধ")), "নতুন সেতু", "সেতুটি ভাঙা", on=None)
    done = notes.make(held, [one.id for one in held.notes], "item", offices.minting())
    assert [(one.topic, one.discussion) for one in done.items] == [
        ("বাজেট", ""),
        ("নতুন সেতু", "সেতুটি ভাঙা।"),
        ("বিবিধ", ""),
    ]
    empty = noted(Meeting(id="meeting.m3gh0apr.0000000001"), "প্রথম", on=None)
    assert [one.topic for one in notes.make(empty, [empty.notes[0].id], "item", offices.minting()).items] == ["প্রথম"]


def test_a_note_of_five_thousand_letters_is_no_topic():
    held = noted(meeting(1), "দীর্ঘ কথা " * 500)
    done = notes.make(held, [held.notes[0].id], "item", offices.minting())
    assert (done.items[1].topic, len(done.items[1].discussion)) == ("", len("দীর্ঘ কথা " * 500))


def test_what_has_no_item_gets_one_called_miscellaneous_when_somebody_says_so():
    held = noted(meeting(1), "একটি কথা", "আরেকটি", on=None)
    one = notes.make(held, [held.notes[0].id], "discussion", offices.minting())
    two = notes.make(one, [held.notes[1].id], "decision", offices.minting(50))
    assert [item.topic for item in two.items] == ["আলোচ্য 0", notes.MISCELLANEOUS]
    assert [one.text for one in two.items[1].decisions] == ["আরেকটি।"]


def test_all_become_what_they_were_marked_as():
    held = noted(noted(noted(meeting(), "ক", "খ"), "গ", decides=True), "ঘ")
    held = noted(held, "ঙ", on=1)
    done = notes.make_all(held, offices.minting())
    assert [one.discussion for one in done.items] == ["ক। খ।\nঘ।", "ঙ।", ""]
    assert [one.text for one in done.items[0].decisions] == ["গ।"]
    assert notes.left(done) == ()
    assert notes.make_all(done, offices.minting()) == done


def test_a_note_goes_to_another_item_and_stops_at_the_ends():
    held = noted(meeting(2), "ক")
    assert notes.put_on(held, [held.notes[0].id], 1).notes[0].item == held.items[1].id
    assert notes.put_on(held, [held.notes[0].id], 9).notes[0].item == ""
    assert notes.put_on(held, [held.notes[0].id], -9) == held


@pytest.mark.parametrize(
    ("text", "said"), [("ক", "ক।"), ("ক।", "ক।"), ("ক?", "ক?"), ("", ""), (" <b>ক</b> ", "<b>ক</b>।")]
)
def test_what_was_written_in_haste_gets_its_danda(text, said):
    assert notes.sentence(text) == said


# -- in the store


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path, clock=offices.Clock(MORNING)) as opened:
        yield opened


def kept(store, *texts: str) -> Meeting:
    saved = meetings.save(store, replace(meeting(), id="", date=None, title="সভা"), by="ক")
    held = replace(saved, begun="10:30", ended="12:00")
    held = people.came(people.toggle(held, held.attendees[0].id, "10:30"), held.attendees[1].id, "11:20")
    held = people.left(held, held.attendees[1].id, "11:45")
    return meetings.save(store, noted(held, *texts, mint=store.new_id, decides=True, who="প্রকৌশলী"), by="ক", base=saved)


def test_all_of_a_sitting_is_kept_and_found(store):
    held = kept(store, "ভাঙা কালভার্ট মেরামত")
    again = meetings.get(store, held.id)
    assert again == held
    assert (again.begun, again.attendees[1].came, again.attendees[1].left) == ("10:30", "11:20", "11:45")
    assert again.notes[0].item == held.items[0].id
    assert held.id in {hit.meeting for hit in store.search("কালভার্ট")}
    assert store.check().ok


def test_making_is_one_step_that_is_taken_back_whole(store):
    held = kept(store, "একটি কথা", "আরেকটি কথা")
    done = meetings.save(store, notes.make_all(held, store.new_id), by="ক", base=held)
    assert len(done.items[0].decisions) == 2
    undoing.revert(store, undoing.last(store, held.id), by="ক")
    assert meetings.get(store, held.id) == held


def test_a_note_lies_in_the_bin_and_comes_back(store):
    held = kept(store, "একটি কথা")
    meetings.save(store, editing.remove(held, held.notes[0].id), by="ক", base=held)
    assert meetings.get(store, held.id).notes == ()
    meetings.take_out(store, held.id, held.notes[0].id, by="ক")
    assert meetings.get(store, held.id) == held


@pytest.mark.parametrize("on", ["item", "meeting"])
def test_what_was_being_noted_at_a_crash_becomes_a_note(store, on):
    held = kept(store)
    record = held.items[1].id if on == "item" else held.id
    store.keep_edits([(record, NOTED, "আধা লেখা কথা")])
    (told,) = recovery.recover(store, by="ক")
    (note,) = meetings.get(store, held.id).notes
    assert (note.text, note.item, told.ref) == (
        "আধা লেখা কথা",
        held.items[1].id if on == "item" else "",
        Ref(note.id, "text"),
    )
    assert note.at
    assert store.open_edits() == []
    # Written, and only not forgotten as typed: it is one note all the same.
    store.keep_edits([(record, NOTED, "আধা লেখা কথা ")])
    recovery.recover(store, by="ক")
    assert [one.id for one in meetings.get(store, held.id).notes] == [note.id]
    assert recovery.recover(store, by="ক") == ()


def test_nothing_of_it_stands_in_a_file_or_in_the_hash_of_a_paper(store):
    held = kept(store, "ভেতরের কথা")
    bare = replace(
        held, begun="", ended="", notes=(), attendees=tuple(replace(one, came="", left="") for one in held.attendees)
    )
    assert meeting_file.to_object(held) == meeting_file.to_object(bare)
    assert "ভেতরের" not in meeting_file.dump(held)
    assert paper_hash.record_hash(held, held.memo()) == paper_hash.record_hash(bare, bare.memo())


def test_the_next_meeting_begins_without_it(store):
    held = kept(store, "একটি কথা")
    made = prefill.following(held, today=MORNING.date(), mint=store.new_id)
    assert (made.begun, made.ended, made.notes) == ("", "", ())
    assert {(one.state, one.came, one.left) for one in made.attendees} == {("", "", "")}


def test_a_quorum_is_kept_with_the_committee_for_all_its_meetings(store):
    first, second = kept(store), kept(store)
    assert keeping.quorum_of(store, first.id) == ""
    keeping.set_quorum(store, first.id, "এক-তৃতীয়াংশ", by="ক")
    assert keeping.quorum_of(store, second.id) == "1/3"
    assert not keeping.set_quorum(store, second.id, "১/৩", by="ক").records
    nameless = meetings.save(store, Meeting(title="সভা"), by="ক")
    with pytest.raises(UserError):
        keeping.set_quorum(store, nameless.id, "8", by="ক")


def test_nothing_of_it_leaves_the_office_with_the_signed_minutes(tmp_path):
    with (
        offices.opened(tmp_path / "own", "aaaaaaaa") as own,
        Store.open(tmp_path / "book", office="aaaaaaaa", ours=False) as book,
    ):
        first, *_ = sample.fill(own, today=MORNING.date(), by="ক")
        held = meetings.get(own, first)
        grown = editing.add(held, "note", own.new_id("note"), text="ভেতরের কথা", item=held.items[0].id, at="11:07")
        grown = people.left(
            people.came(replace(grown, begun="10:30", ended="12:00"), held.attendees[0].id, "11:20"),
            held.attendees[0].id,
            "11:50",
        )
        meetings.save(own, grown, by="ক", base=held)
        keeping.set_quorum(own, first, "8", by="ক")
        memos.sign(own, PaperKey("minutes", first), by="ক")
        submitting.submit(own, by="ক")
        said = "".join(map(str, own.operations(book.vector(), stream="submitted")))
        book.receive(own.operations(book.vector(), stream="submitted"))
        there, here = meetings.get(book, first), meetings.get(own, first)
        assert (there.begun, there.ended, there.notes, there.attendees[0].came) == ("", "", (), "")
        assert [one.state for one in there.attendees] == [one.state for one in here.attendees]
        assert {row["quorum"] for row in book.rows("committee")} == {""}
        assert "ভেতরের" not in said
        assert "11:50" not in said
        assert paper_hash.record_hash(there, there.memo()) == own.row(here.memo().id)["hash"]
        # Signed, nothing can be noted any more.
        with pytest.raises(UserError):
            meetings.save(own, editing.add(here, "note", own.new_id("note"), text="পরে"), by="ক", base=here)


def test_two_pcs_note_at_once_and_both_are_kept(tmp_path):
    with offices.opened(tmp_path / "a", "aaaaaaaa") as one, offices.opened(tmp_path / "b", "aaaaaaaa") as two:
        saved = meetings.save(one, replace(meeting(), id="", title="সভা"), by="ক")
        two.receive(one.operations(two.vector()))
        for store, word in ((one, "এখানে"), (two, "ওখানে")):
            held = meetings.get(store, saved.id)
            after = people.toggle(held, held.attendees[0 if store is one else 1].id, "")
            meetings.save(store, noted(after, word, mint=store.new_id), by=word, base=held)
        two.receive(one.operations(two.vector()))
        one.receive(two.operations(one.vector()))
        assert meetings.get(one, saved.id) == meetings.get(two, saved.id)
        both = meetings.get(one, saved.id)
        assert {note.text for note in both.notes} == {"এখানে", "ওখানে"}
        assert [person.state for person in both.attendees[:2]] == ["present", "present"]
