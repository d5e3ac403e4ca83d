"""What is open on a day: reckoned from rule and directory until it stands in the store, the same on every PC."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import followed
import offices
import pytest
from followed import GROUP, HELD, OFFICES, TODAY

from koyradesk import meetings, undoing
from koyradesk.bengali.text import nfc
from koyradesk.model import AgendaItem, Meeting
from koyradesk.obligations import due, writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing, since
from koyradesk.store import Change

DUE = date(2026, 10, 31)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def sign(store, meeting) -> None:
    memo = {"meeting": meeting.id, "kind": "minutes", "state": "signed", "rank": "a"}
    store.write([Change(store.new_id("memo"), memo)], by="x")


def test_a_decision_with_a_day_is_followed_without_a_word_more(store) -> None:
    held = followed.meeting(store, ("হালনাগাদ করতে হবে।", DUE, ["প্রোগ্রামার"]), ("জানানো হলো।", None, ["সকলে"]))
    ((one, task),) = Standing(store, TODAY).open_tasks()
    assert (one.decision, one.meeting, one.begun) == (held.items[0].decisions[0].id, held.id, HELD)
    assert (one.rule, one.kept, task.kept) == (Rule("date", DUE), False, False)
    assert (task.name, task.due, task.late(one.measure, TODAY)) == (nfc("প্রোগ্রামার"), DUE, 22)
    assert store.rows("obligation") == []
    (told,) = due.due(Standing(store, TODAY))
    assert told.as_json() == {
        "obligation": one.id,
        "decision": one.decision,
        "meeting": held.id,
        "party": nfc("প্রোগ্রামার"),
        "period": None,
        "due": "2026-10-31",
        "late_days": 22,
        "status": "open",
        "measure": {"kind": "yes_no", "target": 1, "value": None},
        "task": task.id,
    }


def test_without_a_rule_or_a_day_nothing_is_due(store) -> None:
    held = followed.meeting(store, ("জানানো হলো।", None, ["সকলে"]))
    assert Standing(store, TODAY).open_tasks() == ()
    assert followed.of(store, held).rule is None
    followed.ruled(store, held, Rule("information"))
    assert Standing(store, TODAY).open_tasks() == ()
    assert followed.of(store, held).rule == Rule("information")


def test_what_came_in_from_long_ago_is_not_late(store) -> None:
    old = since(TODAY) - timedelta(1)
    followed.meeting(store, ("পুরোনো", old, ["ক"]), ("নতুন", since(TODAY), ["খ"]), held=date(2025, 1, 1))
    assert [task.due for _, task in Standing(store, TODAY).open_tasks()] == [since(TODAY)]


def test_a_group_becomes_a_row_for_each_of_its_offices(store) -> None:
    followed.directory(store)
    held = followed.meeting(store, ("পোর্টাল", DUE, [GROUP, OFFICES[1], "অচেনা দপ্তর"]))
    rows = followed.tasks(store, followed.of(store, held))
    assert [row.name for row in rows] == [*OFFICES, nfc("অচেনা দপ্তর")]
    assert [bool(row.party) for row in rows] == [True, True, True, False]


def test_a_group_of_nobody_stands_for_itself(store) -> None:
    followed.directory(store, ())
    held = followed.meeting(store, ("পোর্টাল", DUE, [GROUP]))
    standing = Standing(store, TODAY)
    (row,) = followed.tasks(store, followed.of(store, held))
    assert row.name == GROUP
    assert standing.directory.is_empty_group(GROUP, HELD)


def test_who_joined_later_has_no_row_of_before(store) -> None:
    group = followed.directory(store, OFFICES[:2], since=date(2026, 1, 1))
    late = store.new_id("party")
    store.write(
        [
            Change(late, {"name": OFFICES[2], "sort": "office", "rank": "z"}),
            Change(
                store.new_id("belonging"), {"group": group, "party": late, "since": date(2026, 10, 15), "rank": "z"}
            ),
        ],
        by="x",
    )
    held = followed.meeting(store, ("প্রতি মাসে", None, [GROUP]))
    one = followed.ruled(store, held, Rule("recurring"), Measure("count", 5))
    found = [(row.period, row.name) for row in followed.tasks(store, one)]
    assert [name for month, name in found if month == "2026-09"] == list(OFFICES[:2])
    # The period opens on its first day, and it was not there yet.
    assert [name for month, name in found if month == "2026-10"] == list(OFFICES[:2])
    assert [name for month, name in found if month == "2026-11"] == list(OFFICES)


def test_every_pc_speaks_of_the_same_task(store, tmp_path) -> None:
    held = followed.meeting(store, ("পোর্টাল", DUE, ["ক", "খ"]))
    with offices.opened(tmp_path / "other", store.office) as other:
        other.receive(store.operations())
        mine, theirs = (followed.tasks(one, followed.of(one, held)) for one in (store, other))
        assert [row.id for row in mine] == [row.id for row in theirs]
        for one in (store, other):
            writing.report(one, followed.of(one, held), mine[:1], on=TODAY, done=True, by="x")
        other.receive(store.operations())
        assert len(other.rows("obligation")) == 1
        assert len(other.rows("task")) == 1
        assert len(other.rows("progress")) == 2
        assert other.conflicts() == []


def test_rows_are_opened_when_the_minutes_are_signed(store) -> None:
    held = followed.meeting(store, ("পোর্টাল", DUE, ["ক", "খ"]))
    assert not writing.open_rows(store, Standing(store, TODAY), by="x")
    sign(store, held)
    assert writing.open_rows(store, Standing(store, TODAY), by="x").kinds == {"obligation", "task"}
    assert not writing.open_rows(store, Standing(store, TODAY), by="x")
    assert [row.kept for row in followed.tasks(store, followed.of(store, held))] == [True, True]


def test_a_month_opens_when_it_begins(store) -> None:
    held = followed.meeting(store, ("প্রতি মাসে", None, ["ক"]))
    one = followed.ruled(store, held, Rule("recurring", after=5))
    sign(store, held)
    writing.open_rows(store, Standing(store, TODAY), by="x")
    assert {row["period"] for row in store.rows("task")} == {"2026-09", "2026-10", "2026-11"}
    assert not writing.open_rows(store, Standing(store, date(2026, 11, 30)), by="x")
    assert writing.open_rows(store, Standing(store, date(2026, 12, 1)), by="x").kinds == {"task"}
    assert next(row.due for row in followed.tasks(store, one)) == date(2026, 10, 5)


def test_one_report_before_the_opening_leaves_the_others(store) -> None:
    held = followed.meeting(store, ("পোর্টাল", DUE, ["ক", "খ", "গ"]))
    one = followed.of(store, held)
    writing.report(store, one, followed.tasks(store, one)[1:2], on=TODAY, done=True, by="x")
    one = followed.of(store, held)
    rows = followed.tasks(store, one)
    assert {row.name: row.status(one.measure) for row in rows} == {nfc("ক"): "open", nfc("খ"): "done", nfc("গ"): "open"}
    assert len(Standing(store, TODAY).open_tasks()) == 3
    sign(store, held)
    writing.open_rows(store, Standing(store, TODAY), by="x")
    assert len(store.rows("task")) == 3
    assert len(followed.tasks(store, one)) == 3


def test_two_pcs_open_the_same_rows_on_different_days(store, tmp_path) -> None:
    held = followed.meeting(store, ("পোর্টাল", DUE, ["ক", "খ"]), ("প্রতি মাসে", None, ["ক"]))
    one = followed.ruled(store, held, Rule("recurring"), place=1)
    sign(store, held)
    with offices.opened(tmp_path / "other", store.office) as other:
        other.receive(store.operations())
        writing.report(store, one, followed.tasks(store, one)[-1:], on=TODAY, text="চলছে", by="x")
        for where, day in ((store, TODAY), (other, date(2026, 12, 3))):
            writing.open_rows(where, Standing(where, day), by="x")
        other.receive(store.operations())
        assert other.conflicts() == []
        assert len(other.rows("task")) == 2 + 4


def test_what_is_due_at_the_next_meeting_is_due_on_its_day(store) -> None:
    held = followed.meeting(store, ("জানাতে হবে।", None, ["ক"]))
    one = followed.ruled(store, held, Rule("next_meeting"))
    assert [row.due for row in followed.tasks(store, one)] == [None]
    followed.meeting(store, ("অন্য", None, ["ক"]), held=date(2026, 11, 12))
    followed.meeting(store, ("অন্য", None, ["ক"]), held=date(2026, 10, 12))
    assert [row.due for row in followed.tasks(store, one)] == [date(2026, 10, 12)]
    assert Standing(store, TODAY).open_tasks()[0][1].late(one.measure, TODAY) == 41


def test_what_was_told_of_a_decision_as_a_whole_is_told_of_its_rows(store) -> None:
    followed.directory(store)
    held = followed.meeting(store, ("পোর্টাল", DUE, [GROUP]))
    office = next(row["id"] for row in store.rows("party", name=OFFICES[1]))
    decision = held.items[0].decisions[0].id
    told = {"decision": decision, "party": office, "state": "done", "date": TODAY, "rank": "a"}
    store.write([Change(store.new_id("progress"), told)], by="x")
    one = followed.of(store, held)
    assert [row.status(one.measure) for row in followed.tasks(store, one)] == ["open", "done", "open"]
    store.write([Change(store.new_id("progress"), {"decision": decision, "state": "closed", "rank": "b"})], by="x")
    assert {row.status(one.measure) for row in followed.tasks(store, one)} == {"done"}


def test_a_decision_in_the_bin_takes_its_rows_along(store) -> None:
    held = followed.meeting(store, ("পোর্টাল", DUE, ["ক"]))
    one = followed.of(store, held)
    writing.report(store, one, followed.tasks(store, one), on=TODAY, text="চলছে", by="x")
    meetings.delete(store, held.id, by="x")
    # Its own record is still there, but says nothing that can be followed.
    assert Standing(store, TODAY).open_tasks() == ()
    assert Standing(store, TODAY).get([one.id]) == ()
    meetings.undelete(store, held.id, by="x")
    assert len(Standing(store, TODAY).open_tasks()) == 1


def test_a_month_of_any_wording_is_no_day(store) -> None:
    item = AgendaItem("", "ক", "", followed.meeting(store, ("ক", DUE, ["ক"])).items[0].decisions)
    for period in ("জুন", "2026-06", "জুন ২০২৬"):
        item = replace(item, id="", decisions=tuple(replace(one, id="") for one in item.decisions))
        meetings.save(store, Meeting(period=period, items=(item,)), by="x")
    days = sorted(one.begun or date.min for one in Standing(store, TODAY).open)
    assert days == [date.min, date(2026, 6, 1), date(2026, 6, 1), HELD]


def test_what_was_set_can_be_undone_and_set_again(store) -> None:
    held = followed.meeting(store, ("প্রতি মাসে", None, ["ক"]))
    one = followed.ruled(store, held, Rule("recurring"), Measure("count", 5, "টি"))
    undoing.revert(store, undoing.last(store, held.id), by="x")
    assert followed.of(store, held).rule is None
    again = followed.ruled(store, held, Rule("standing"))
    assert (again.id, again.rule, again.kept) == (one.id, Rule("standing"), True)
    assert store.check().ok


def test_tables_made_anew_tell_the_same(store) -> None:
    followed.directory(store)
    held = followed.meeting(store, ("পোর্টাল", DUE, [GROUP]), ("প্রতি মাসে", None, [GROUP]))
    followed.ruled(store, held, Rule("recurring"), Measure("count", 5), place=1)
    sign(store, held)
    writing.open_rows(store, Standing(store, TODAY), by="x")
    one = followed.of(store, held)
    writing.report(store, one, followed.tasks(store, one)[:2], on=TODAY, done=True, text="শেষ", by="x")
    before = Standing(store, TODAY).open_tasks()
    store.rebuild()
    assert Standing(store, TODAY).open_tasks() == before
    assert len(before) == 12
