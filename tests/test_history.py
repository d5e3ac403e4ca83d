"""The history of fields and items: every change, who made it, when, and whether that clock can be believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import offices
import pytest

from koyradesk import editing, history, meetings, undoing
from koyradesk.model import Meeting, Ref
from koyradesk.store import Change, Store
from koyradesk.store import clocks as store_clocks

START = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    return offices.Clock(START)


@pytest.fixture
def store(tmp_path, clock):
    with offices.opened(tmp_path, clock=clock) as store:
        yield store


def wrote(store: Store, changed: Meeting, held: Meeting, by: str = "করিম") -> Meeting:
    return meetings.save(store, changed, by=by, base=held)


def told(entries: tuple[history.Entry, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.how, one.by, one.old, one.new) for one in entries]


def test_a_fields_history_newest_first(store, clock):
    held = meetings.save(store, offices.small_meeting(), by="রহিম")
    ref = Ref(held.id, "place")
    wrote(store, editing.put(held, ref, "মাঠ"), held)
    when = clock.now
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    entries = history.of_field(store, ref)
    assert told(entries) == [
        ("changed", "করিম", "মাঠ", held.place),
        ("changed", "করিম", held.place, "মাঠ"),
        ("changed", "রহিম", "", held.place),
    ]
    assert [one.undo for one in entries] == [True, False, False]
    assert entries[1].when == when
    assert not any(one.doubtful for one in entries)
    assert history.of_field(store, Ref(held.id, "closing"))[0].new == held.closing
    assert history.of_field(store, Ref(store.new_id("item"), "topic")) == ()


def test_values_that_are_no_text_are_told_as_they_are_typed(store):
    held = meetings.save(store, offices.small_meeting(), by="রহিম")
    decision = held.items[0].decisions[0]
    first, second = held.items[0].implementers
    held = wrote(store, editing.assign(held, decision.id, [first.id, second.id]), held)
    held = wrote(store, editing.put(held, Ref(held.id, "letterhead"), "এক\nদুই"), held)
    wrote(store, replace(held, committee="নতুন কমিটি"), held)
    newest = {
        Ref(held.id, "letterhead"): ("\n".join(offices.small_meeting().office.lines), "এক\nদুই"),
        Ref(held.id, "committee"): (held.committee, "নতুন কমিটি"),
        Ref(decision.id, "implementers"): (second.name, f"{first.name}, {second.name}"),
        Ref(decision.id, "due"): ("", "১ আগস্ট ২০২৪"),
        Ref(held.items[0].id, "meeting"): ("", held.title),
    }
    for ref, (old, new) in newest.items():
        entry = history.of_field(store, ref)[0]
        assert (entry.old, entry.new) == (old, new)
    number = store.new_id("memo")
    store.write([Change(number, {"issue": 12})], by="করিম")
    assert history.of_field(store, Ref(number, "issue"))[0].new == "১২"
    layout = history.of_field(store, Ref(held.id, "layout"))[0]
    assert layout.new == '{"base":"district","page":{"left":22.5,"size":"Legal"}}'


def test_the_history_of_a_whole_item(store):
    held = meetings.save(store, offices.small_meeting(), by="রহিম")
    item = held.items[0]
    other = held
    states = [
        held := wrote(store, editing.put(held, Ref(item.id, "topic"), "চারা রোপণ"), held),
        held := wrote(store, editing.add(held, "decision", store.new_id("decision"), under=item.id, text="নতুন"), held),
        held := wrote(store, editing.remove(held, item.decisions[0].id), held),
        wrote(store, editing.put(held, Ref(held.id, "place"), "মাঠ"), held),
    ]
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    undoing.revert(store, undoing.last(store, held.id), by="করিম")
    entries = history.of_item(store, item.id)
    text = item.decisions[0].text
    assert told(entries)[:4] == [
        ("returned", "করিম", "", text),
        ("removed", "করিম", text, ""),
        ("made", "করিম", "", "নতুন"),
        ("changed", "করিম", item.topic, "চারা রোপণ"),
    ]
    assert {(one.how, one.by) for one in entries[4:]} == {("made", "রহিম")}
    assert sorted(one.new for one in entries[4:]) == sorted(
        [item.topic, item.discussion, text, "১ আগস্ট ২০২৪", other.items[0].implementers[1].name]
        + [one.name for one in item.implementers]
    )
    assert [one.undo for one in entries[:2]] == [True, False]
    assert states[-1].items == held.items


# -- clocks


def write(store: Store, record: str, text: str) -> None:
    store.write([Change(record, {"name": text})], by="করিম")


def doubtful(store: Store, record: str) -> list[bool]:
    """Oldest first."""
    return [one.doubtful for one in reversed(history.of_field(store, Ref(record, "name")))]


@pytest.mark.parametrize("wrong", [datetime(2009, 1, 1, tzinfo=UTC), datetime(2026, 11, 19, tzinfo=UTC)])
def test_a_clock_that_was_set_back_is_noticed(store, clock, wrong):
    record = store.new_id("committee")
    for number in range(40):
        write(store, record, f"ঠিক {number}")
    clock.now = wrong
    for number in range(25):
        write(store, record, f"ভুল {number}")
    assert doubtful(store, record) == [False] * 40 + [True] * 25
    clock.now = START + timedelta(days=2)
    for number in range(30):
        write(store, record, f"আবার ঠিক {number}")
    assert doubtful(store, record) == [False] * 40 + [True] * 25 + [False] * 30


def test_a_clock_that_was_ahead_is_noticed_and_those_after_it_are_believed(store, clock):
    record = store.new_id("committee")
    for number in range(20):
        write(store, record, f"ঠিক {number}")
    clock.now = START + timedelta(days=400)
    for number in range(20):
        write(store, record, f"আগাম {number}")
    clock.now = START + timedelta(days=1)
    for number in range(40):
        write(store, record, f"আবার ঠিক {number}")
    assert doubtful(store, record) == [False] * 20 + [True] * 20 + [False] * 40
    # Also years later, when that day has passed.
    clock.now = START + timedelta(days=1000)
    write(store, record, "শেষে")
    assert doubtful(store, record) == [False] * 20 + [True] * 20 + [False] * 41


def test_a_clock_that_was_ahead_for_a_short_while_long_ago_and_just_now(store, clock):
    record = store.new_id("committee")
    for number in range(300):
        write(store, record, f"ঠিক {number}")
    clock.now = START + timedelta(days=30)
    write(store, record, "আগাম")
    write(store, record, "আগাম আবার")
    clock.now = START + timedelta(days=1)
    assert doubtful(store, record) == [False] * 300 + [True] * 2
    for number in range(20):
        write(store, record, f"আবার ঠিক {number}")
    clock.now = START + timedelta(days=90)
    assert doubtful(store, record) == [False] * 300 + [True] * 2 + [False] * 20


def test_long_pauses_and_time_zones_are_no_wrong_clock(store, clock):
    record = store.new_id("committee")
    for days in (0, 1, 90, 400, 400.5):
        clock.now = (START + timedelta(days=days)).astimezone()
        write(store, record, f"দিন {days}")
    assert doubtful(store, record) == [False] * 5


@pytest.mark.parametrize("wall", ["", "গতকাল", "2026-13-01T00:00:00+06:00", "0001-01-01T00:00:00"])
def test_what_is_no_time_is_doubtful_and_shown_as_none(store, wall):
    write(store, record := store.new_id("committee"), "ক")
    (entry,) = store.history(record)
    assert store.clock_looks_wrong(entry.version, wall)
    assert store_clocks.read(wall) is None or wall.startswith("0001")


def test_a_stranger_without_a_chain_here_is_believed(store):
    write(store, store.new_id("committee"), "ক")
    assert not store.clock_looks_wrong(("nobody.here.drafts", 1), START.isoformat())
