"""What came from elsewhere is spoken of at a meeting: taken into its agenda, decided of, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from followed import COMMITTEE, TODAY
from followed import meeting as held
from offices import opened

from koyradesk import carrying, meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import Meeting
from koyradesk.obligations import closing, minuted, writing
from koyradesk.obligations.shapes import Obligation, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

TEXT, SOURCE = nfc("পোর্টাল হালনাগাদ করতে হবে।"), nfc("জেলা কার্যালয়, আইসিটি কমিটি এর ২ নভেম্বর ২০২৬ তারিখের সভার সিদ্ধান্ত")
NEXT = date(2026, 11, 25)


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with opened(tmp_path) as one:
        yield one


def directed(store: Store, **more) -> Obligation:
    told = {"text": TEXT, "parties": ["আমরা"], "rule": Rule("date", date(2026, 12, 20)), "begun": date(2026, 11, 2)}
    return writing.add(store, **{**told, "topic": "পোর্টাল", "source_text": SOURCE, **more}, by="x")


def prepared(store: Store, day: date = NEXT, committee: str = COMMITTEE) -> Meeting:
    made = Meeting(committee=committee, period=f"{day:%Y-%m}", date=day, title="সভা")
    return meetings.save(store, made, by="x")


def offered(store: Store, meeting: Meeting) -> list[carrying.Open]:
    return list(carrying.open_decisions(store, meeting, standing=Standing(store, TODAY)))


def taken(store: Store, meeting: Meeting, *every: carrying.Open) -> Meeting:
    numbers = count()
    items = carrying.carry_all(every, lambda kind: store.new_id(kind) if next(numbers) >= 0 else "")
    return meetings.save(store, replace(meeting, items=(*meeting.items, *items)), by="x")


def test_it_is_offered_with_whom_it_comes_from_and_becomes_an_item(store):
    of, meeting = directed(store), prepared(store)
    [one] = offered(store, meeting)
    assert (one.obligation, one.text, one.source, one.due) == (of.id, TEXT, SOURCE, date(2026, 12, 20))
    grown = taken(store, meeting, one)
    [item] = grown.items
    assert item.topic == nfc("পোর্টাল")
    assert item.discussion == f"{SOURCE}: “{TEXT}” বিষয়টি সভায় পর্যালোচনা করা হয়।"
    assert [each.name for each in item.implementers] == [nfc("আমরা")]
    # It stands in the agenda now.
    assert offered(store, grown) == []
    [[carried]] = carrying.carried_by(store, grown, standing=Standing(store, TODAY)).values()
    assert (carried.of.obligation, carried.decided) == (of.id, None)


def test_several_are_items_of_their_own(store):
    directed(store)
    directed(store, text="অন্য নির্দেশ")
    grown = taken(store, *(meeting := prepared(store),), *offered(store, meeting))
    assert len(grown.items) == 2


@pytest.mark.parametrize("how", ["done", "dropped", "extended", "reissued"])
def test_the_meeting_decides_of_it_and_takes_it_back(store, how):
    of, meeting = directed(store), prepared(store)
    grown = taken(store, meeting, *offered(store, meeting))
    to = date(2027, 1, 10) if how == "extended" else None
    standing = Standing(store, TODAY)
    done = closing.decide(store, grown.id, standing.get([of.id])[0], how, to=to, standing=standing, by="x")
    [item] = done.meeting.items
    assert [one.id for one in item.decisions] == [minuted.sentence_id(of.id, grown.id)]
    standing = Standing(store, TODAY)
    [now] = standing.get([of.id])
    assert (now.closed is not None, now.extended) == (how != "extended", to)
    [[carried]] = carrying.carried_by(store, done.meeting, standing=standing).values()
    assert carried.decided is not None
    # The sentence that says so is nothing to be done itself, unless it is the decision from now on.
    assert minuted.saying(store, [item.id]) == (set() if how == "reissued" else {item.decisions[0].id})
    closing.take_back(store, grown.id, now, by="x")
    [again] = Standing(store, TODAY).get([of.id])
    assert (again.closed, again.extended) == (None, None)


def test_decided_without_an_item_gets_one(store):
    of, meeting = directed(store), prepared(store)
    standing = Standing(store, TODAY)
    done = closing.decide(store, meeting.id, of, "done", standing=standing, by="x")
    [item] = done.meeting.items
    assert item.id == carrying.carrier(of.id, meeting.id)
    assert SOURCE in item.discussion


def test_what_a_meeting_left_open_is_marked_at_the_next(store):
    directed(store)
    first = prepared(store)
    [one] = offered(store, first)
    assert one.lying, "it is no business of every committee"
    taken(store, first, one)
    second = prepared(store, date(2026, 12, 23))
    [one] = [each for each in offered(store, second) if not each.decision]
    assert not one.lying


def test_what_a_committee_of_the_same_name_decided_above_is_marked(store):
    directed(store, source_text=f"জেলা কার্যালয়, {COMMITTEE} এর সভার সিদ্ধান্ত")
    assert [one.lying for one in offered(store, prepared(store))] == [False]
    assert [one.lying for one in offered(store, prepared(store, committee=nfc("অন্য কমিটি")))] == [True]


def test_it_stands_behind_what_the_committee_itself_decided(store):
    held(store, ("আমাদের সিদ্ধান্ত", date(2026, 12, 1), ["মৎস্য দপ্তর"]))
    directed(store)
    assert [bool(one.decision) for one in offered(store, prepared(store))] == [True, False]
