"""What recurs is followed period by period: told, closed and put off above and below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from district_offices import (
    ALL,
    NAMES,
    TODAY,
    held,
    report,
    tasks,
)
from district_world import PORTAL, World, made, only, rule

from koyradesk.exchange import adopting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    yield from made(tmp_path)


def test_what_recurs_is_told_period_by_period(world):
    meeting = held(world.district, date(2026, 9, 2), (PORTAL, None, [ALL]))
    rule(world.district, meeting, Rule("recurring", every=1, after=5), Measure("count", 5))
    world.down()
    of = only(world.a)
    assert [task.period for task in tasks(world.a, of)] == ["2026-09", "2026-10", "2026-11"]
    report(world.a, of, date(2026, 10, 30), period="2026-10", value=6)
    world.up()
    ours = only(world.district)
    rows = {(task.name, task.period): task for task in tasks(world.district, ours)}
    assert rows[NAMES["a"], "2026-10"].value == 6
    assert rows[NAMES["a"], "2026-09"].value is None
    assert rows[NAMES["b"], "2026-10"].value is None


def recurring(world, **more):
    """A monthly duty since September, known below."""
    meeting = held(world.district, date(2026, 9, 2), (PORTAL, None, [ALL]))
    rule(world.district, meeting, Rule("recurring", every=1, **more), Measure("count", 5))
    world.down()
    return only(world.a)


def there(world, name: str, period: str):
    ours = only(world.district)
    [task] = [task for task in tasks(world.district, ours) if (task.name, task.period) == (name, period)]
    return ours, task


def test_one_period_closed_above_is_closed_here_and_opened_again(world):
    of = recurring(world)
    ours, task = there(world, NAMES["a"], "2026-09")
    writing.close_tasks(world.district.store, [(ours, task)], on=TODAY, outcome="dropped", by="x")
    world.down()
    rows = {one.period: one for one in tasks(world.a, of)}
    assert (rows["2026-09"].closed, rows["2026-09"].outcome) == (TODAY, "dropped")
    assert rows["2026-10"].closed is None
    assert all(one.closed is None for one in tasks(world.b, only(world.b)))
    _, task = there(world, NAMES["a"], "2026-09")
    writing.reopen_tasks(world.district.store, [task], by="x")
    world.down()
    assert all(one.closed is None for one in tasks(world.a, of))


def test_one_period_put_off_above_is_put_off_here(world):
    of = recurring(world)
    _, task = there(world, NAMES["a"], "2026-09")
    world.district.store.write([Change(*_kept(task, date(2026, 12, 31)))], by="x")
    world.down()
    rows = {one.period: one.due for one in tasks(world.a, of)}
    assert rows["2026-09"] == date(2026, 12, 31)
    assert rows["2026-10"] == date(2026, 10, 31)
    assert not adopting.adopt(world.a.store, world.a.books, by="x").changed


def _kept(task, due):
    change = writing.task_change(task, {"due": due})
    return change.record, change.set


def test_another_rhythm_above_is_another_rhythm_here_and_what_was_told_stays(world):
    of = recurring(world)
    report(world.a, of, date(2026, 10, 30), period="2026-10", value=6)
    ours = only(world.district)
    writing.set_rule(world.district.store, ours, Rule("recurring", every=3), by="x")
    world.down()
    rows = {one.period: one for one in tasks(world.a, of)}
    assert set(rows) == {"2026-07", "2026-10"}
    assert rows["2026-10"].value == 6


def test_what_was_reported_on_here_is_closed_with_it_above(world):
    """A report begins a row, and decides nothing of it."""
    of = recurring(world)
    report(world.a, of, date(2026, 9, 28), period="2026-09", value=2)
    ours, task = there(world, NAMES["a"], "2026-09")
    writing.close_tasks(world.district.store, [(ours, task)], on=TODAY, by="x")
    world.down()
    rows = {one.period: one for one in tasks(world.a, of)}
    assert rows["2026-09"].closed == TODAY
    assert rows["2026-09"].value == 2
    ours = only(world.district)
    writing.close(world.district.store, ours, on=TODAY, standing=Standing(world.district.store, TODAY), by="x")
    world.down()
    assert all(one.closed == TODAY for one in tasks(world.a, of.id))


def test_our_committees_own_word_on_a_period_stays(world):
    of = recurring(world)
    [mine] = [one for one in tasks(world.a, of) if one.period == "2026-09"]
    writing.close_tasks(world.a.store, [(of, mine)], on=date(2026, 10, 5), by="x")
    ours, task = there(world, NAMES["a"], "2026-09")
    writing.close_tasks(world.district.store, [(ours, task)], on=TODAY, outcome="dropped", by="x")
    world.down()
    rows = {one.period: one for one in tasks(world.a, of)}
    assert (rows["2026-09"].closed, rows["2026-09"].outcome) == (date(2026, 10, 5), "done")
