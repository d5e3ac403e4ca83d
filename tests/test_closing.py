"""What a committee decides of what it carries is written with its sentence and goes with it; signed minutes refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import followed
import offices
import pytest

from koyradesk import bin as binned
from koyradesk import editing, meetings, memos, undoing
from koyradesk.bengali.text import nfc
from koyradesk.carrying import carried_by, carry_all, open_decisions
from koyradesk.errors import UserError
from koyradesk.model import Decision, Meeting, Ref
from koyradesk.obligations import closing, minuted, writing
from koyradesk.obligations.lineage import chain
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.paper_key import PaperKey

TODAY = date(2026, 11, 22)
NEXT = date(2026, 11, 20)
PORTAL = "সকল দপ্তরের ওয়েব পোর্টাল হালনাগাদ করতে হবে।"
LAB = "ল্যাব পরিদর্শনের প্রতিবেদন দিতে হবে।"


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


@pytest.fixture
def first(store) -> Meeting:
    followed.directory(store)
    return followed.meeting(store, (PORTAL, date(2026, 10, 31), [followed.GROUP]), (LAB, None, ["সহকারী প্রোগ্রামার"]))


def standing(store, on: date = TODAY) -> Standing:
    return Standing(store, on)


def following(store, held: date = NEXT) -> Meeting:
    """The next meeting, carrying all that is open."""
    made = Meeting(committee=followed.COMMITTEE, period=f"{held:%Y-%m}", date=held, title=nfc("সভা"))
    every = open_decisions(store, made, standing=standing(store))
    return meetings.save(store, replace(made, items=carry_all(every, store.new_id)), by="করণিক")


def decided(store, meeting: Meeting, how: closing.How, place: int = 0, *, of: Meeting, to: date | None = None):
    one = followed.of(store, of, place)
    return closing.decide(store, meeting.id, one, how, to=to, standing=standing(store), by="করণিক")


def texts(store, meeting: Meeting, place: int = 0) -> list[str]:
    return [one.text for one in meetings.get(store, meeting.id).items[place].decisions]


def test_what_is_done_is_closed_with_its_rows_and_said_in_the_minutes(store, first) -> None:
    new = following(store)
    done = decided(store, new, "done", of=first)
    assert texts(store, new) == [nfc("সিদ্ধান্তটি বাস্তবায়িত হওয়ায় নিষ্পত্তি করা হলো।")]
    of = followed.of(store, first)
    assert (of.closed, of.closed_in, of.outcome) == (NEXT, new.id, "done")
    assert {task.status(of.measure) for task in followed.tasks(store, of)} == {"closed"}
    assert len(followed.tasks(store, of)) == 3
    assert done.sentence == minuted.sentence_id(of.id, new.id) == done.meeting.items[0].decisions[0].id
    # The sentence itself is no decision to be carried on.
    left = open_decisions(store, followed.COMMITTEE, standing=standing(store))
    assert [one.text for one in left] == [nfc(LAB)]


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("done", "সিদ্ধান্তটি বাস্তবায়িত হওয়ায় নিষ্পত্তি করা হলো।"),
        ("dropped", "সিদ্ধান্তটির প্রয়োজনীয়তা না থাকায় বাতিল করা হলো।"),
        ("extended", "সিদ্ধান্তটি বাস্তবায়নের সময়সীমা ৩১ ডিসেম্বর ২০২৬ তারিখ পর্যন্ত বৃদ্ধি করা হলো।"),
        ("reissued", f"সিদ্ধান্তটি পুনরায় গৃহীত হলো: {PORTAL}"),
    ],
)
def test_each_way_is_one_step_that_one_undo_takes_back_and_one_redo_brings(store, first, how, said) -> None:
    new = following(store)
    before = followed.of(store, first)
    rows = followed.tasks(store, before)
    decided(store, new, how, of=first, to=date(2026, 12, 31) if how == "extended" else None)
    after = followed.of(store, first)
    assert texts(store, new) == [nfc(said)]
    assert after != before
    changed = followed.tasks(store, after)
    for _ in range(2):
        step = undoing.last(store, new.id)
        assert step is not None
        undoing.revert(store, step, by="করণিক")
        assert texts(store, new) == []
        assert followed.of(store, first) == before
        assert followed.tasks(store, before) == rows
        again = undoing.undone(store, new.id)
        assert again is not None
        undoing.revert(store, again, by="করণিক")
        assert texts(store, new) == [nfc(said)]
        assert followed.of(store, first) == after
        assert followed.tasks(store, after) == changed


@pytest.mark.parametrize("how", ["done", "dropped", "extended", "reissued"])
@pytest.mark.parametrize("gone", ["sentence", "item", "meeting", "emptied", "taken back"])
def test_without_its_sentence_nothing_stays_decided_and_with_it_it_is_again(store, first, how, gone) -> None:
    new = following(store)
    before = followed.of(store, first)
    rows = followed.tasks(store, before)
    done = decided(store, new, how, of=first, to=date(2026, 12, 31) if how == "extended" else None)
    after, held = followed.of(store, first), done.meeting
    record = {"sentence": done.sentence, "item": held.items[0].id, "meeting": held.id}.get(gone, "")
    if gone == "taken back":
        closing.take_back(store, new.id, after, by="করণিক")
    elif gone == "meeting":
        meetings.delete(store, new.id, by="করণিক")
    elif gone == "emptied":
        meetings.write(store, editing.put(held, Ref(done.sentence, "text"), " "), by="করণিক", base=held)
    else:
        meetings.write(store, editing.remove(held, record), by="করণিক", base=held)
    assert followed.of(store, first) == before
    assert followed.tasks(store, before) == rows
    if record:
        binned.take_out(store, record, by="করণিক")
        assert followed.of(store, first) == after
        assert texts(store, new) == [one.text for one in held.items[0].decisions]
    else:
        decided(store, new, "dropped", of=first)
        assert followed.of(store, first).outcome == "dropped"
        assert texts(store, new) == [nfc("সিদ্ধান্তটির প্রয়োজনীয়তা না থাকায় বাতিল করা হলো।")]


@pytest.mark.parametrize("rule", [None, Rule("recurring")])
def test_what_an_undo_takes_back_does_not_lie_in_the_bin(store, first, rule) -> None:
    if rule:
        writing.set_rule(store, followed.of(store, first), rule, by="করণিক")
    new = following(store)
    before = binned.listing(store)
    decided(store, new, "done", of=first)
    step = undoing.last(store, new.id)
    assert step is not None
    undoing.revert(store, step, by="করণিক")
    assert [one.kind for one in binned.listing(store) if one not in before] == ["decision"]


def test_what_was_reported_since_stays_when_more_time_is_taken_back(store, first) -> None:
    new = following(store)
    decided(store, new, "extended", of=first, to=date(2026, 12, 31))
    of = followed.of(store, first)
    writing.report(store, of, followed.tasks(store, of)[:1], on=TODAY, done=True, by="করণিক")
    closing.take_back(store, new.id, of, by="করণিক")
    of = followed.of(store, first)
    assert (of.extended, of.extended_in) == (None, "")
    assert [task.status(of.measure) for task in followed.tasks(store, of)] == ["done", "open", "open"]


def test_opened_again_the_sentence_goes_while_the_minutes_are_not_signed(store, first) -> None:
    new = following(store)
    decided(store, new, "done", of=first)
    closing.reopen(store, followed.of(store, first), by="করণিক")
    assert texts(store, new) == []
    assert followed.of(store, first).closed is None
    # Closed without a sentence it is opened again all the same, also where that meeting lies in the bin.
    of = followed.of(store, first)
    writing.close(store, of, on=TODAY, meeting=new.id, standing=standing(store), by="করণিক")
    meetings.delete(store, new.id, by="করণিক")
    closing.reopen(store, followed.of(store, first), by="করণিক")
    assert followed.of(store, first).closed is None


def test_signed_minutes_decide_nothing_any_more(store, first) -> None:
    new = following(store)
    decided(store, new, "done", of=first)
    memos.issue(
        store, PaperKey("minutes", new.id), number="০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২", on="2026-11-21", file="",
        today=TODAY, by="করণিক",
    )  # fmt: skip
    memos.sign(store, PaperKey("minutes", new.id), by="করণিক")
    written = len(offices.operations(store))
    with pytest.raises(UserError, match="are signed"):
        decided(store, new, "done", 1, of=first)
    with pytest.raises(UserError, match="are signed"):
        closing.take_back(store, new.id, followed.of(store, first), by="করণিক")
    assert len(offices.operations(store)) == written


def test_what_cannot_be_decided_is_refused_and_nothing_is_written(store, first) -> None:
    new = following(store)
    written = len(offices.operations(store))
    for to in (None, date(2026, 11, 1), date(2026, 9, 1)):
        with pytest.raises(UserError):
            decided(store, new, "extended", of=first, to=to)
    assert len(offices.operations(store)) == written
    decided(store, new, "extended", of=first, to=date(2026, 12, 31))
    with pytest.raises(UserError, match="already decided"):
        decided(store, new, "done", of=first)
    meetings.save(store, replace(meetings.get(store, new.id), id=new.id), by="করণিক")
    writing.close(store, followed.of(store, first, 1), on=TODAY, standing=standing(store), by="করণিক")
    with pytest.raises(UserError, match="closed this"):
        decided(store, new, "done", 1, of=first)


def test_a_decision_without_a_rule_that_gets_more_time_has_a_day_from_now_on(store, first) -> None:
    new = following(store)
    decided(store, new, "extended", 1, of=first, to=date(2026, 12, 31))
    of = followed.of(store, first, 1)
    assert of.rule == Rule("date", date(2026, 12, 31))
    assert [task.due for task in followed.tasks(store, of)] == [date(2026, 12, 31)]
    closing.take_back(store, new.id, of, by="করণিক")
    assert followed.of(store, first, 1).rule is None


def test_decided_anew_it_binds_whom_it_bound_and_goes_by_the_rule_it_had(store, first) -> None:
    rule, measure = Rule("recurring", every=3, begins="2026-10"), Measure("count", 2)
    writing.set_rule(store, followed.of(store, first), rule, measure, by="করণিক")
    new = following(store)
    done = decided(store, new, "reissued", of=first)
    fresh = standing(store).of_decisions([done.sentence])[done.sentence]
    assert (fresh.follows, fresh.rule) == (followed.of(store, first).id, Rule("recurring", every=3))
    assert fresh.measure == measure
    assert followed.of(store, first).outcome == "reissued"
    assert [task.name for task in followed.tasks(store, fresh)] == list(followed.OFFICES)
    assert standing(store).told([fresh])[fresh.id].names == (followed.GROUP,)


def test_an_item_that_carries_it_is_added_where_there_is_none(store, first) -> None:
    bare = meetings.save(
        store, Meeting(committee=followed.COMMITTEE, period="2026-11", date=NEXT, title=nfc("সভা")), by="করণিক"
    )
    done = decided(store, bare, "done", of=first)
    (item,) = done.meeting.items
    assert (item.follows, [one.id for one in item.decisions]) == (first.items[0].id, [done.sentence])
    assert nfc(PORTAL) in item.discussion
    # Its item comes and goes with what was decided.
    undoing.revert(store, undoing.last(store, bare.id), by="করণিক")
    assert meetings.get(store, bare.id).items == ()
    assert followed.of(store, first).closed is None


def test_what_came_from_the_district_is_taken_up_as_a_decision(store) -> None:
    of = writing.add(
        store, text=nfc("প্রতি মাসে ল্যাব পরিদর্শন করতে হবে।"), parties=[nfc("সহকারী প্রোগ্রামার")], rule=Rule("recurring"),
        begun=date(2026, 9, 1), topic=nfc("ডিজিটাল ল্যাব"), source_text=nfc("জেলা আইসিটি কমিটি"), by="করণিক",
    )  # fmt: skip
    bare = meetings.save(
        store, Meeting(committee=followed.COMMITTEE, period="2026-11", date=NEXT, title=nfc("সভা")), by="করণিক"
    )
    done = closing.decide(store, bare.id, of, "reissued", standing=standing(store), by="করণিক")
    (item,) = done.meeting.items
    assert item.topic == nfc("ডিজিটাল ল্যাব")
    assert item.discussion.startswith(nfc("জেলা আইসিটি কমিটি: “প্রতি মাসে ল্যাব"))
    assert [one.text for one in item.decisions] == [nfc("প্রতি মাসে ল্যাব পরিদর্শন করতে হবে।")]
    assert [one.name for one in item.implementers] == [nfc("সহকারী প্রোগ্রামার")]
    links = chain(store, standing(store), of)
    assert [(one.how, one.text) for one in links][:1] == [("source", nfc("জেলা আইসিটি কমিটি"))]
    assert done.meeting.id in {one.meeting for one in links}


def test_which_of_several_is_meant_is_said_by_its_number_or_its_words(store) -> None:
    followed.directory(store)
    made = followed.meeting(store, (PORTAL, date(2026, 10, 31), [followed.GROUP]))
    item = made.items[0]
    second = Decision("", nfc(LAB), date(2026, 10, 31))
    made = meetings.save(store, replace(made, items=(replace(item, decisions=(*item.decisions, second)),)), by="করণিক")
    new = following(store)
    (carried,) = carried_by(store, new, standing=standing(store)).values()
    assert [one.of.text for one in carried] == [nfc(PORTAL), nfc(LAB)]
    lab = standing(store).of_decisions([carried[1].of.decision])[carried[1].of.decision]
    closing.decide(store, new.id, lab, "done", standing=standing(store), by="করণিক")
    assert texts(store, new) == [nfc("২ নম্বর সিদ্ধান্তটি বাস্তবায়িত হওয়ায় নিষ্পত্তি করা হলো।")]
    held = meetings.get(store, new.id)
    held = meetings.write(
        store, editing.put(held, Ref(held.items[0].id, "discussion"), nfc("আলোচনা হয়।")), by="করণিক", base=held
    ).meeting
    decided(store, new, "dropped", of=made)
    assert texts(store, new)[1] == nfc(f"“{PORTAL}” সিদ্ধান্তটির প্রয়োজনীয়তা না থাকায় বাতিল করা হলো।")


def test_one_sentence_goes_and_the_other_stays_decided(store, first) -> None:
    new = following(store)
    for place in (0, 1):
        decided(store, new, "done", place, of=first)
    closing.take_back(store, new.id, followed.of(store, first), by="করণিক")
    assert followed.of(store, first).closed is None
    assert followed.of(store, first, 1).closed == NEXT


def test_a_matter_is_told_through_its_meetings(store, first) -> None:
    second = following(store, date(2026, 10, 20))
    third = following(store, NEXT)
    decided(store, third, "extended", of=first, to=date(2026, 12, 31))
    fourth = following(store, date(2026, 12, 28))
    decided(store, fourth, "reissued", of=first)
    links = chain(store, standing(store), followed.of(store, first))
    assert [(one.how, one.meeting) for one in links] == [
        ("decided", first.id),
        ("carried", second.id),
        ("extended", third.id),
        ("reissued", fourth.id),
    ]
    # Of whichever of its obligations it is asked, it is one matter.
    sentence = meetings.get(store, fourth.id).items[0].decisions[0].id
    again = standing(store).of_decisions([sentence])[sentence]
    assert chain(store, standing(store), again) == links


def test_items_that_go_on_from_one_another_in_a_ring_are_walked_once(store, first) -> None:
    second = following(store)
    ring = replace(first, items=(replace(first.items[0], follows=second.items[0].id), *first.items[1:]))
    meetings.save(store, ring, by="করণিক")
    links = chain(store, standing(store), followed.of(store, first))
    assert [one.meeting for one in links] == [first.id, second.id]
    assert [one.text for one in open_decisions(store, second, standing=standing(store))] == []
    assert [one.of.text for one in carried_by(store, second, standing=standing(store))[second.items[0].id]] == [
        nfc(PORTAL)
    ]


def test_a_sentence_is_known_for_one_and_a_decision_anew_is_none(store, first) -> None:
    second = following(store, date(2026, 10, 20))
    decided(store, second, "extended", of=first, to=date(2026, 11, 30))
    third = following(store)
    later = decided(store, third, "extended", of=first, to=date(2026, 12, 31))
    decided(store, third, "reissued", 1, of=first)
    items = [item.id for meeting in (first, second, third) for item in meetings.get(store, meeting.id).items]
    earlier = minuted.sentence_id(followed.of(store, first).id, second.id)
    assert minuted.saying(store, items) == {earlier, later.sentence}
    # Nor are they carried on: what is open is the portal, and the lab as it was decided anew.
    left = open_decisions(store, followed.COMMITTEE, standing=standing(store))
    assert [one.text for one in left] == [nfc(PORTAL), nfc(f"সিদ্ধান্তটি পুনরায় গৃহীত হলো: {LAB}")]


def test_undo_in_a_meeting_takes_back_its_rules_and_neither_reports_nor_what_others_decided(store, first) -> None:
    of = followed.of(store, first)
    made = undoing.last(store, first.id)
    assert made is None
    writing.report(store, of, followed.tasks(store, of)[:1], on=TODAY, text=nfc("চলছে।"), by="করণিক")
    new = following(store)
    decided(store, new, "dropped", 1, of=first)
    assert undoing.last(store, first.id) is None
    writing.set_rule(store, followed.of(store, first), Rule("standing"), by="করণিক")
    step = undoing.last(store, first.id)
    assert step is not None
    undoing.revert(store, step, by="করণিক")
    assert followed.of(store, first).rule == Rule("date", date(2026, 10, 31))
    assert followed.tasks(store, followed.of(store, first))[0].status(of.measure) == "progress"
    assert followed.of(store, first, 1).outcome == "dropped"
