"""What is counted agrees with the rows to the last unit, in random offices, on random days."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import offices
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import meeting

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.figures import counts, reading
from koyradesk.figures.counts import STATES, Span, Wanted
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting
from koyradesk.obligations import due, writing
from koyradesk.obligations.shapes import Measure, Report, Rule, Task
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
NAMES = ("উপজেলা মৎস্য কর্মকর্তা", "উপজেলা কৃষি কর্মকর্তা", "সহকারী প্রোগ্রামার", "ইউপি সচিব (সকল)")
TOPICS = ("ওয়েব পোর্টাল", "ল্যাব পরিদর্শন", "")
COMMITTEES = ("আইসিটি কমিটি", "মাসিক সমন্বয় কমিটি")
NEW_YEAR = (date(2026, 6, 30), date(2026, 7, 1))


# One row


def task(on_day: int | None = None, **values) -> Task:
    """A task due on the tenth of November, reported done on a day of it."""
    reports = (Report(date=date(2026, 11, on_day), done=True),) if on_day else ()
    return Task("task.x", "obligation.x", "ক", **{"due": date(2026, 11, 10), "reports": reports} | values)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (task(10), "in_time"),
        (task(11), "done_late"),
        (task(), "late"),
        (task(due=TODAY), "open"),
        (task(due=None), "open"),
        (task(11, due=None), "in_time"),
        (task(closed=date(2026, 11, 20), outcome="done"), "done_late"),
        (task(closed=date(2026, 11, 9), outcome="done"), "in_time"),
        (task(9, closed=date(2026, 11, 20), outcome="done"), "in_time"),
        (task(9, closed=date(2026, 11, 20), outcome="reissued"), "dropped"),
        (task(closed=date(2026, 11, 20), outcome="dropped"), "dropped"),
        (task(reports=(Report(done=True),)), "in_time"),
        # Said to be done, taken back, done in the end.
        (
            task(
                reports=(
                    Report(date=date(2026, 11, 5), done=True),
                    Report(date=date(2026, 11, 8), text="ভুল ছিল"),
                    Report(date=date(2026, 11, 12), done=True),
                )
            ),
            "done_late",
        ),
    ],
)
def test_the_state_of_a_row(of, expected):
    assert counts.state(of, Measure(), TODAY) == expected


def test_a_number_is_reached_on_the_day_it_was_first_told_for_good():
    said = ((5, 3), (9, 5), (12, 6))
    of = task(reports=tuple(Report(date=date(2026, 11, day), value=value) for day, value in said))
    assert counts.finished(of, Measure("count", 5)) == date(2026, 11, 9)
    assert counts.state(of, Measure("count", 5), TODAY) == "in_time"
    assert counts.state(of, Measure("count", 6), TODAY) == "done_late"
    assert counts.state(of, Measure("count", 7), TODAY) == "late"


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_day_is_in_one_quarter_of_one_fiscal_year(day):
    year = counts.span_of(day)
    assert year.holds(day)
    assert [one for one in (1, 2, 3, 4) if Span(year.year, one).holds(day)] == [counts.quarter_of(day)]
    quarters = [Span(year.year, one) for one in (1, 2, 3, 4)]
    assert (quarters[0].first, quarters[-1].last) == (year.first, year.last)
    for one, after in pairwise(quarters):
        assert after.first - one.last == timedelta(1)


# Random offices

a_day = st.dates(date(2025, 7, 1), date(2027, 7, 31)) | st.sampled_from(NEW_YEAR)
a_rule = st.one_of(
    st.just(None),
    st.builds(lambda after: ("date", after), st.integers(0, 200)),
    st.just(("month", 0)),
    st.just(("next_meeting", 0)),
    st.just(("standing", 0)),
    st.builds(lambda every: ("recurring", every), st.sampled_from((1, 3, 12))),
)
a_fate = st.sampled_from(("nothing", "begun", "done", "counted", "closed", "dropped", "all closed", "row closed"))
an_obligation = st.tuples(a_rule, a_fate, st.sampled_from(TOPICS), st.integers(0, 3), st.integers(0, 120))
a_meeting = st.tuples(st.sampled_from(COMMITTEES), a_day, st.lists(an_obligation, min_size=1, max_size=4))


def fill(store: Store, held: list[tuple], on: date) -> None:
    """An office in which meetings were held, decisions followed and some closed."""
    for committee, day, every in held:
        items = tuple(
            AgendaItem(
                serial=str(place),
                topic=topic,
                decisions=(Decision("১।", f"সিদ্ধান্ত {place}", day + timedelta(late) if rule is None else None),),
                implementers=tuple(Assignment("", name) for name in NAMES[: who + 1]),
            )
            for place, (rule, _, topic, who, late) in enumerate(every, 1)
        )
        base = replace(meeting(1), memos=(), committee=committee, period=f"{day:%Y-%m}", date=day)
        made = meetings.save(store, replace(base, items=items), by="পরীক্ষা")
        for item, (rule, fate, _, who, late) in zip(made.items, every, strict=True):
            live(store, item.decisions[0].id, day, rule, fate, who, late, on)


def live(store: Store, decision: str, day: date, rule: tuple | None, fate: str, who: int, late: int, on: date) -> None:
    """What became of a decision."""
    standing = Standing(store, on)
    of = standing.of_decisions([decision])[decision]
    if rule is not None:
        kind, number = rule
        wanted = {
            "date": lambda: Rule("date", day + timedelta(number)),
            "month": lambda: Rule("month", month=f"{day:%Y-%m}"),
            "next_meeting": lambda: Rule("next_meeting"),
            "standing": lambda: Rule("standing"),
            "recurring": lambda: Rule("recurring", every=number, ends=f"{day + timedelta(100):%Y-%m}"),
        }[kind]()
        writing.set_rule(store, of, wanted, Measure("count", 5) if fate == "counted" else None, by="পরীক্ষা")
    standing = Standing(store, on)
    of = standing.of_decisions([decision])[decision]
    tasks = standing.tasks([of])[of.id][: who + 1]
    told = day + timedelta(late)
    if fate in ("begun", "done", "counted") and tasks:
        value = 5 if fate == "counted" else None
        writing.report(store, of, tasks, on=told, value=value, done=fate == "done", text="কাজ চলছে", by="পরীক্ষা")
    elif fate in ("closed", "dropped") and tasks:
        outcome = "done" if fate == "closed" else "dropped"
        writing.close_tasks(store, [(of, one) for one in tasks], on=told, outcome=outcome, by="পরীক্ষা")
    elif fate == "row closed" and tasks:
        writing.close_tasks(store, [(of, tasks[0])], on=told, by="পরীক্ষা")
    elif fate == "all closed" and of.rule is not None:
        writing.close(store, of, on=told, standing=standing, by="পরীক্ষা")


def the_sum(bars) -> Counter[str]:
    found: Counter[str] = Counter()
    for bar in bars:
        for state in (*STATES, "dropped"):
            found[state] += bar.count.of(state)
    return found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(a_meeting, min_size=1, max_size=4), a_day, st.integers(0, 4))
def test_the_figures_of_any_office_agree_with_its_rows(held, on, quarter):
    with tempfile.TemporaryDirectory() as folder, offices.opened(Path(folder)) as store:
        fill(store, held, on)
        standing = Standing(store, on)
        every = {}
        for year in range(2024, 2030):
            span = Span(year)
            whole = reading.read(store, standing, Wanted(span))
            # Each way of looking at the rows counts each of them once.
            one_by_one = Counter(row.state for row in whole.rows)
            assert len({row.task for row in whole.rows}) == len(whole.rows)
            assert the_sum(whole.offices) == the_sum(whole.topics) == the_sum(whole.quarters) == one_by_one
            assert whole.all.total + whole.all.dropped == len(whole.rows)
            # Four quarters are a year; both committees, and all offices, are the whole.
            parts = [reading.read(store, standing, Wanted(Span(year, one))) for one in (1, 2, 3, 4)]
            assert [one.all for one in parts] == [bar.count for bar in whole.quarters]
            known = reading.offices(whole.rows)
            for name, more in (("committee", COMMITTEES), ("office", known)):
                kept = [reading.read(store, standing, Wanted(span, **{name: nfc(one)})).all for one in more]
                assert sum(one.total for one in kept) == whole.all.total
                assert sum(one.dropped for one in kept) == whole.all.dropped
            every |= {row.task: row for row in whole.rows}
            narrow = reading.read(store, standing, Wanted(Span(year, quarter)))
            assert set(narrow.rows) <= set(whole.rows)
            assert json.loads(json.dumps(whole.as_json()))["all"]["total"] == whole.all.total
        # What is followed on that day is what is counted as open or late, and as late by as many days.
        listed = {
            one.task.id: one.late for one in due.due(standing) if one.task.status(one.obligation.measure) != "done"
        }
        assert {one: row.late for one, row in every.items() if row.state in ("open", "late")} == listed
        assert all((row.state == "late") == (row.late > 0) for row in every.values())


# Meetings


def test_months_of_a_committee_are_held_planned_or_missed(tmp_path):
    with offices.opened(tmp_path) as store:
        for day in ("2026-04-10", "2026-07-10", "2026-08-12", "2026-10-05", "2026-12-03"):
            on = date.fromisoformat(day)
            one = Meeting(committee="উপজেলা মাসিক সমন্বয় কমিটি", period=day[:7], date=on)
            meetings.save(store, one, by="পরীক্ষা")
        (year,) = reading.met(store, TODAY, Span(2026))
        assert (year.held, year.missed, year.planned, year.total) == (3, 1, 1, 5)
        (last,) = reading.met(store, TODAY, Span(2025))
        assert (last.held, last.missed) == (1, 2)
        by_quarter = [reading.met(store, TODAY, Span(2026, one))[0] for one in (1, 2, 3, 4)]
        assert [(one.held, one.missed, one.planned) for one in by_quarter] == [
            (2, 1, 0),
            (1, 0, 1),
            (0, 0, 0),
            (0, 0, 0),
        ]
        assert reading.years(store, TODAY) == (2027, 2026, 2025)


def test_a_spelling_is_no_office_of_its_own():
    row = counts.Row(*("",) * 5, "ক", "উপজেলা কৃষি  কর্মকর্তা", "", "", "", "", None, TODAY, "open")
    rows = [replace(row, task=str(place)) for place in range(3)]
    rows[1] = replace(rows[1], office_name="উপজেলা কৃষি কর্মকর্তা")
    rows[2] = replace(rows[2], office_name="উপজেলা কৃষি কর্মকর্তা")
    found = counts.figures(TODAY, Wanted(Span(2026)), rows, ())
    assert [(bar.name, bar.count.open) for bar in found.offices] == [("উপজেলা কৃষি কর্মকর্তা", 3)]


def test_what_is_late_stands_first_and_a_hundred_percent_is_all():
    row = counts.Row(*("",) * 5, "", "", "", "", "", "", TODAY, TODAY, "in_time")
    states = {"ক": ["in_time"] * 199 + ["open"], "খ": ["late"], "গ": ["in_time"]}
    rows = [
        replace(row, task=f"{name}{place}", office=name, office_name=name, state=state)
        for name, those in states.items()
        for place, state in enumerate(those)
    ]
    found = counts.figures(TODAY, Wanted(Span(2026)), rows, ())
    assert [(bar.name, bar.count.percent) for bar in found.offices] == [("খ", 0), ("ক", 99), ("গ", 100)]
    assert counts.Count().percent is None
