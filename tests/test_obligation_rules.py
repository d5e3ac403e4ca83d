"""The periods of a rule, when each is due, and which rules are refused: for any rule and any day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koyradesk.errors import UserError
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import EVERY, MEASURES, RULES, Measure, Report, Rule, Task

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = DAYS.map(lambda day: f"{day:%Y-%m}")
RECURRING = st.builds(
    Rule,
    st.just("recurring"),
    every=st.sampled_from(EVERY),
    begins=st.just("") | MONTHS,
    ends=st.just("") | MONTHS,
    after=st.integers(0, 366),
)
ANY = st.one_of(
    RECURRING,
    st.builds(Rule, st.just("date"), st.none() | DAYS),
    st.builds(Rule, st.just("month"), month=MONTHS),
    st.sampled_from([Rule(kind) for kind in ("next_meeting", "standing", "information")]),
)


@given(ANY)
def test_a_rule_is_read_as_it_was_kept(rule: Rule) -> None:
    assert rules.rule(rules.kept(rule)) == rule


@given(st.sampled_from(MEASURES), st.integers(1, 100), st.sampled_from(["", "টি", "জন"]))
def test_a_measure_is_read_as_it_was_kept(kind, target: int, unit: str) -> None:
    measure = Measure(kind, target, unit)
    assert rules.measure(rules.kept_measure(measure)) == measure


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "date", "on": "x"},
        {"kind": "date", "on": 5},
        {"kind": "month"},
        {"kind": "month", "month": "2026-13"},
        {"kind": "recurring", "every": 0},
        {"kind": "recurring", "every": "often"},
        {"kind": "recurring", "begins": "0000-01"},
        {"kind": "recurring", "after": 10**9},
        [1],
        "x",
    ],
)
def test_what_cannot_be_understood_is_no_rule_and_no_measure(value) -> None:
    assert rules.rule(value) is None
    assert rules.measure(value) == rules.measure({"kind": "count", "target": "x"}) == Measure()


def test_what_a_newer_program_wrote_is_no_rule_here() -> None:
    assert rules.rule({"kind": "lunar"}) is None
    assert rules.rule(None) is None
    assert rules.measure({"kind": "weight", "target": 3}) == Measure()


@given(RECURRING, DAYS, st.integers(0, 4000))
def test_periods_follow_each_other_without_a_gap(rule: Rule, begun: date, days: int) -> None:
    until = begun + timedelta(days)
    found = list(rules.periods(rule, begun, until))
    for one, other in pairwise(found):
        assert one.last + timedelta(1) == other.first
    for one in found:
        months = (one.last.year - one.first.year) * 12 + one.last.month - one.first.month + 1
        assert months == rule.every
        assert one.first.day == 1
        assert one.last.day == monthrange(one.last.year, one.last.month)[1]
        assert one.due == one.last + timedelta(rule.after)
        assert one.first <= until
        # Quarters, halves and years begin as the fiscal year does.
        assert (one.first.month - 7) % rule.every == 0
        assert rules.period(rule, one.key) == one
        assert rules.holding(rule, one.first) == rules.holding(rule, one.last) == one.key


@given(RECURRING, DAYS, st.integers(0, 4000))
def test_the_first_period_holds_the_decision_or_the_beginning(rule: Rule, begun: date, days: int) -> None:
    found = list(rules.periods(replace(rule, ends=""), begun, begun + timedelta(days)))
    start = date.fromisoformat(f"{rule.begins}-01") if rule.begins else begun
    assume(found)
    assert found[0].first <= start <= found[0].last


@given(RECURRING, DAYS, st.integers(0, 4000), st.integers(0, 200))
def test_the_periods_behind_one_are_the_rest(rule: Rule, begun: date, days: int, place: int) -> None:
    found = list(rules.periods(rule, begun, begun + timedelta(days)))
    assume(found)
    at = place % len(found)
    assert list(rules.periods(rule, begun, begun + timedelta(days), found[at].key)) == found[at + 1 :]


@given(RECURRING, DAYS)
def test_no_period_begins_behind_the_end(rule: Rule, begun: date) -> None:
    for one in rules.periods(rule, begun, date(2100, 1, 1)):
        assert not rule.ends or one.key <= rule.ends


def test_the_change_of_the_fiscal_year() -> None:
    yearly, half = Rule("recurring", every=12), Rule("recurring", every=6)
    assert [one.key for one in rules.periods(yearly, date(2026, 6, 30), date(2026, 7, 1))] == ["2025-07", "2026-07"]
    assert rules.period(yearly, "2025-07").last == date(2026, 6, 30)
    assert [one.key for one in rules.periods(half, date(2026, 6, 30), date(2027, 1, 1))] == [
        "2026-01",
        "2026-07",
        "2027-01",
    ]
    assert (rules.fiscal_year(date(2026, 6, 30)), rules.fiscal_year(date(2026, 7, 1))) == (2025, 2026)


def test_february_ends_when_it_ends() -> None:
    monthly = Rule("recurring", every=1)
    assert rules.period(monthly, "2028-02").last == date(2028, 2, 29)
    assert rules.period(monthly, "2027-02").last == date(2027, 2, 28)
    (one,) = rules.periods(Rule("month", month="2028-02"), date(2028, 1, 3), date(2028, 1, 3))
    assert one == (None, None, date(2028, 2, 29))


@pytest.mark.parametrize("kind", RULES)
def test_what_does_not_recur_has_one_period_at_most(kind) -> None:
    rule = Rule(kind, date(2026, 12, 1), "2026-12")
    found = list(rules.periods(rule, date(2026, 11, 22), date(2027, 11, 22)))
    due = {"date": [date(2026, 12, 1)], "month": [date(2026, 12, 31)], "next_meeting": [None], "standing": [None]}
    if kind == "recurring":
        assert len(found) == 13
    else:
        assert [one.due for one in found] == due.get(kind, [])


BEGUN = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("rule", "measure", "words"),
    [
        (Rule("standing"), Measure("count", 0), "from 1 to"),
        (Rule("standing"), Measure("count", 10**9), "from 1 to"),
        (Rule("standing"), Measure("count", -4), "from 1 to"),
        (Rule("standing"), Measure("percent", 140), "1 to 100 percent"),
        (Rule("standing"), Measure("percent", 0), "1 to 100 percent"),
        (Rule("date", date(2026, 11, 21)), Measure(), "before the decision"),
        (Rule("month", month="2026-10"), Measure(), "before the decision"),
        (Rule("month"), Measure(), "which month"),
        (Rule("month", month="2026-13"), Measure(), "no month"),
        (Rule("recurring", begins="2026-09", ends="2026-10"), Measure(), "before the decision"),
        (Rule("recurring", begins="2026-10", ends="2027-06"), Measure(), "before the decision"),
        (Rule("recurring", every=3, begins="2026-09", ends="2027-06"), Measure(), "before the decision"),
        (Rule("recurring", begins="0000-01", ends="2027-06"), Measure(), "no month"),
        (Rule("month", month="9999-12"), Measure(), "no month"),
        (Rule("recurring", begins="2027-03", ends="2027-02"), Measure(), "before it begins"),
        (Rule("recurring", every=5), Measure(), "every month"),
        (Rule("recurring", every=0), Measure(), "every month"),
        (Rule("recurring", after=-1), Measure(), "after its period"),
        (Rule("recurring", after=400), Measure(), "after its period"),
    ],
)
def test_what_cannot_be_meant_is_refused(rule: Rule, measure: Measure, words: str) -> None:
    with pytest.raises(UserError, match=words):
        rules.refuse(rule, measure, BEGUN)


@pytest.mark.parametrize(
    ("rule", "measure"),
    [
        (Rule("date", BEGUN), Measure()),
        (Rule("month", month="2026-11"), Measure("percent", 100)),
        (Rule("recurring", every=3, begins="2026-10", ends="2027-06"), Measure("count", 1_000_000, "টি")),
        (Rule("date", date(2028, 2, 29)), Measure("document")),
        (Rule("date"), Measure()),
    ],
)
def test_what_can_be_meant_is_not(rule: Rule, measure: Measure) -> None:
    rules.refuse(rule, measure, BEGUN)
    rules.refuse(rule, measure, None)


def task(*reports: Report, due: date | None = BEGUN, closed: date | None = None) -> Task:
    return Task("t", "o", "দপ্তর", due=due, reports=reports, closed=closed)


def test_how_far_a_task_is() -> None:
    count = Measure("count", 5)
    assert task().status(count) == "open"
    assert task(Report(value=3)).status(count) == "progress"
    assert task(Report(value=3), Report(text="চলছে")).value == 3
    assert task(Report(value=3), Report(value=5)).status(count) == "done"
    # What was too much said is taken back by the next report.
    assert task(Report(value=7), Report(value=4)).status(count) == "progress"
    assert task(Report(done=True), Report(text="আবার শুরু")).status(Measure()) == "progress"
    assert task(Report(done=True)).status(Measure()) == "done"
    assert task(Report(value=9), closed=BEGUN).status(count) == "closed"


@given(st.integers(-400, 400))
def test_late_is_reckoned_against_the_day(days: int) -> None:
    on = BEGUN + timedelta(days)
    assert task().late(Measure(), on) == max(0, days)
    assert task(Report(done=True)).late(Measure(), on) == 0
    assert task(closed=BEGUN).late(Measure(), on) == 0
    assert task(due=None).late(Measure(), on) == 0
