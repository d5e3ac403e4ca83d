"""Decisions still open come from the last meeting, each once, and are carried on as agenda items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.carrying import Open, carry, carry_all, open_decisions
from koyradesk.layout import Layout
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting
from koyradesk.prefill import for_committee
from koyradesk.relabel import relabel
from koyradesk.store import Change

COMMITTEE = nfc("শালবন উপজেলা আইসিটি কমিটি")
OFFICERS = (Assignment("১।", nfc("সহকারী প্রোগ্রামার")), Assignment("২।", nfc("দপ্তর প্রধান (সকল)"), group=True))


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def decided(topic: str, *texts: str, follows: str = "", bound: tuple[int, ...] = ()) -> AgendaItem:
    decisions = tuple(Decision("", nfc(text), date(2026, 11, 30), bound) for text in texts)
    return AgendaItem("", nfc(topic), "", decisions, OFFICERS, follows=follows)


def held(store, period: str, *items: AgendaItem, committee: str = COMMITTEE, on: date | None = None) -> Meeting:
    return meetings.save(store, Meeting(committee=committee, period=period, date=on, items=items), by="করণিক")


def test_every_decision_of_the_last_meeting_is_open(store) -> None:
    held(store, "2026-09", decided("পুরোনো", "আগেরটি"))
    last = held(store, "2026-10", decided("পোর্টাল", "হালনাগাদ করতে হবে।", "জানাতে হবে।", bound=(1,)), decided("অবহিতকরণ"))
    held(store, "2026-12", decided("অন্য", "অন্যটি"), committee="অন্য কমিটি")
    first, second = open_decisions(store, COMMITTEE)
    item = last.items[0]
    assert (first.text, second.text) == (nfc("হালনাগাদ করতে হবে।"), nfc("জানাতে হবে।"))
    assert (first.item, first.decision, first.meeting) == (item.id, item.decisions[0].id, last.id)
    assert (first.topic, first.due, first.period) == (nfc("পোর্টাল"), date(2026, 11, 30), "2026-10")
    assert first.implementers == (item.implementers[1],)
    assert not first.earlier
    assert open_decisions(store, "নেই এমন কমিটি") == ()
    assert open_decisions(store, "") == ()


def test_a_decision_bound_to_nobody_binds_all(store) -> None:
    last = held(store, "2026-10", decided("পোর্টাল", "হালনাগাদ করতে হবে।"))
    assert open_decisions(store, COMMITTEE)[0].implementers == last.items[0].implementers


@pytest.mark.parametrize(("state", "left"), [("done", 1), ("closed", 1), ("half", 2)])
def test_a_closed_decision_is_not_open(store, state: str, left: int) -> None:
    last = held(store, "2026-10", decided("পোর্টাল", "এক।", "দুই।"))
    report = {"decision": last.items[0].decisions[0].id, "state": state}
    store.write([Change(store.new_id("progress"), report)], by="করণিক")
    assert [one.text for one in open_decisions(store, COMMITTEE)][-left:] == [nfc("এক।"), nfc("দুই।")][-left:]
    assert len(open_decisions(store, COMMITTEE)) == left


def test_progress_in_the_bin_closes_nothing(store) -> None:
    last = held(store, "2026-10", decided("পোর্টাল", "এক।"))
    report = {"decision": last.items[0].decisions[0].id, "state": "done", "deleted": True}
    store.write([Change(store.new_id("progress"), report)], by="করণিক")
    assert len(open_decisions(store, COMMITTEE)) == 1


def test_a_meeting_being_prepared_gets_those_it_does_not_carry_yet(store) -> None:
    held(store, "2026-10", decided("পোর্টাল", "এক।"), decided("ল্যাব", "দুই।"))
    new = for_committee(store, COMMITTEE, date(2026, 11, 21))
    assert [one.topic for one in open_decisions(store, new)] == [nfc("পোর্টাল"), nfc("ল্যাব")]
    item = carry(open_decisions(store, new)[0], store.new_id)
    new = meetings.save(store, replace(new, items=(item,)), by="করণিক")
    assert new.items[0].follows == item.follows != ""
    assert [one.topic for one in open_decisions(store, new)] == [nfc("ল্যাব")]


def test_what_was_put_on_is_carried_once_by_whichever_of_its_items(store) -> None:
    first = held(store, "2026-09", decided("পোর্টাল", "এক।"))
    second = held(store, "2026-10", decided("পোর্টাল", follows=first.items[0].id), decided("ল্যাব", "দুই।"))
    new = for_committee(store, COMMITTEE, date(2026, 11, 21))
    (put_on, _) = open_decisions(store, new)
    assert put_on.item == first.items[0].id
    for one in (put_on.item, second.items[0].id):
        carried = replace(new, items=(AgendaItem(topic="পোর্টাল", follows=one),))
        assert [other.topic for other in open_decisions(store, carried)] == [nfc("ল্যাব")]


def test_a_meeting_in_the_middle_looks_back_not_ahead(store) -> None:
    held(store, "2026-08", decided("আগস্ট", "এক।"))
    middle = held(store, "2026-09", decided("সেপ্টেম্বর", "দুই।"), on=date(2026, 9, 20))
    held(store, "2026-10", decided("অক্টোবর", "তিন।"))
    assert [one.topic for one in open_decisions(store, middle)] == [nfc("আগস্ট")]
    assert [one.topic for one in open_decisions(store, replace(middle, id="", date=None))] == [nfc("সেপ্টেম্বর")]
    assert open_decisions(store, replace(middle, period="2020-01", date=None)) == ()


def test_what_was_only_put_on_is_still_the_earlier_decision(store) -> None:
    first = held(store, "2026-08", decided("পোর্টাল", "হালনাগাদ করতে হবে।"), decided("ল্যাব", "পরিদর্শন করতে হবে।"))
    follows = [item.id for item in first.items]
    second = held(store, "2026-09", decided("পোর্টাল", follows=follows[0]), decided("ল্যাব", "নতুন।", follows=follows[1]))
    put_on = held(store, "2026-10", decided("পোর্টাল", follows=second.items[0].id))
    found = open_decisions(store, COMMITTEE)
    assert [(one.text, one.earlier, one.item, one.period) for one in found] == [
        (nfc("হালনাগাদ করতে হবে।"), True, follows[0], "2026-08")
    ]
    assert carry(found[0], offices.minting()).discussion.startswith(nfc("আগস্ট ২০২৬ মাসের সভার সিদ্ধান্ত: “হালনাগাদ করতে হবে।”"))
    # An item that is not there any more, or a ring of items, is no decision.
    meetings.delete(store, first.id, by="করণিক")
    assert open_decisions(store, COMMITTEE) == ()
    meetings.save(store, replace(put_on, items=(replace(put_on.items[0], follows=put_on.items[0].id),)), by="করণিক")
    assert open_decisions(store, COMMITTEE) == ()


def test_an_item_that_has_not_arrived_and_a_decision_without_words_are_none(store) -> None:
    elsewhere = store.new_id("item")
    held(store, "2026-10", decided("পোর্টাল", follows=elsewhere), decided("ল্যাব", "  ", "দুই।"))
    assert [one.text for one in open_decisions(store, COMMITTEE)] == [nfc("দুই।")]


def one_open(**values) -> Open:
    held = {
        "item": "item.a",
        "decision": "decision.a",
        "topic": nfc("ল্যাব"),
        "text": nfc("ল্যাব <b>পরিদর্শন</b> করতে হবে।"),
        "implementers": tuple(replace(one, id=f"assignment.{place}") for place, one in enumerate(OFFICERS)),
        "due": None,
        "meeting": "meeting.a",
        "period": "2026-10",
    }
    return Open(**(held | values))


def test_a_carried_item_quotes_the_decision_and_leaves_the_new_one_open() -> None:
    item = carry(one_open(), offices.minting())
    assert item.discussion == nfc(
        "বিগত সভার সিদ্ধান্ত: “ল্যাব <b>পরিদর্শন</b> করতে হবে।” সিদ্ধান্তটির বাস্তবায়ন অগ্রগতি সভায় পর্যালোচনা করা হয়।"
    )
    assert (item.topic, item.decisions, item.follows, item.serial) == (nfc("ল্যাব"), (), "item.a", "")
    assert [(one.name, one.group) for one in item.implementers] == [(one.name, one.group) for one in OFFICERS]
    found = [item.id, *(one.id for one in item.implementers)]
    assert len(set(found)) == 3
    assert not set(found) & {"", "assignment.0", "assignment.1"}


def test_several_decisions_of_one_item_are_quoted_in_one() -> None:
    first = one_open(implementers=one_open().implementers[:1])
    second = one_open(
        decision="decision.b", text=nfc("প্রতিবেদন দিতে হবে {সবাইকে}।"), implementers=one_open().implementers
    )
    other = one_open(item="item.b", topic="খ")
    both, alone = carry_all([first, other, second], offices.minting())
    assert both.discussion == nfc(
        "বিগত সভার সিদ্ধান্তসমূহ:\n১। ল্যাব <b>পরিদর্শন</b> করতে হবে।\n২। প্রতিবেদন দিতে হবে {সবাইকে}।\n"
        "সিদ্ধান্তসমূহের বাস্তবায়ন অগ্রগতি সভায় পর্যালোচনা করা হয়।"
    )
    assert len(both.implementers) == 2
    assert (both.follows, alone.follows) == ("item.a", "item.b")
    assert carry_all([], offices.minting()) == ()
    assert nfc("বিগত সভার সিদ্ধান্ত:") in carry(one_open(earlier=True, period=""), offices.minting()).discussion


def test_carried_items_are_numbered_like_any_other() -> None:
    items = carry_all([one_open(), one_open(item="item.b")], offices.minting())
    assert [one.serial for one in relabel(Meeting(items=items), Layout()).items] == ["১.০", "২.০"]
