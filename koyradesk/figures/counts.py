"""What is counted, and how. Pure.

The unit is the *row*: the task of one party in one period (``obligations.shapes.Task``). Each row is in exactly one
state on the day the figures are of:

``in_time``    what was wanted is reached, or the committee closed it as carried out, on the day it was due or before;
               also where it was never due, or nobody told on which day it was done
``done_late``  the same, after the day it was due
``open``       neither reached nor closed, and the day it is due has not passed (or there is none)
``late``       neither reached nor closed, and the day it was due is before the day of the figures
``dropped``    the committee closed it as no longer wanted, or decided it anew

What is reached is what the last report tells; reports and closings count as they are known now, and the day moves only
what is late: so the rows that are ``open`` or ``late`` are those that ``due`` lists for the same day.

A row belongs to the quarter of the day it is due; where it is never due, of the day it was opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from koyradesk.bengali.collation import sort_key
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Measure, Task
from koyradesk.overview import Cell

State = Literal["in_time", "done_late", "open", "late", "dropped"]
#: The states a bar is made of, in the order they stand in it.
STATES: tuple[State, ...] = ("in_time", "done_late", "open", "late")
#: The first months of the quarters of the fiscal year.
_QUARTERS = (7, 10, 1, 4)


class Span(NamedTuple):
    """The days that figures are of, both included: a fiscal year ("2026": July 2026 to June 2027), or a quarter of it
    (1 to 4)."""

    year: int
    quarter: int = 0

    @property
    def first(self) -> date:
        month = _QUARTERS[max(self.quarter, 1) - 1]
        return date(self.year + (month < 7), month, 1)

    @property
    def last(self) -> date:
        if not self.quarter:
            return date(self.year + 1, 6, 30)
        month = self.first.month + 3
        return (date(self.first.year, month, 1) if month <= 12 else date(self.first.year + 1, 1, 1)) - timedelta(1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def span_of(day: date) -> Span:
    """The fiscal year of a day."""
    return Span(rules.fiscal_year(day))


def quarter_of(day: date) -> int:
    """The quarter of the fiscal year that a day lies in, 1 to 4."""
    return (day.month - 7) % 12 // 3 + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the span, and one committee (its name) or one office (its key) alone."""

    span: Span
    committee: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is counted.

    ``office`` and ``topic`` are keys by which rows belong together, however they are spelled; ``due`` is None for what
    is never due, ``day`` is what its quarter is told from.
    """

    task: str
    decision: str
    item: str
    meeting: str
    committee: str
    office: str
    office_name: str
    topic: str
    topic_name: str
    text: str
    period: str
    due: date | None
    day: date
    state: State
    late: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are in each state."""

    in_time: int = 0
    done_late: int = 0
    open: int = 0
    late: int = 0
    dropped: int = 0

    @property
    def done(self) -> int:
        return self.in_time + self.done_late

    @property
    def total(self) -> int:
        """All that was to be done; what was dropped is not."""
        return self.done + self.open + self.late

    def of(self, state: State) -> int:
        found: int = getattr(self, state)
        return found

    @property
    def percent(self) -> int | None:
        """How many of a hundred are done, rounded down: a hundred only where all are. None where there is none."""
        return self.done * 100 // self.total if self.total else None

    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, **{one: self.of(one) for one in (*STATES, "dropped")}, "percent": self.percent}


@dataclass(frozen=True, slots=True)
class Bar:
    """The rows that belong together, counted. ``key`` is that of the rows: an office, a topic, a quarter."""

    key: str
    name: str
    count: Count


@dataclass(frozen=True, slots=True)
class Met:
    """A committee's months of the span.

    A month counts once: as held, as planned (or begun, without a day), or as missed where the committee meets monthly
    and the month is past without a meeting.
    """

    committee: str
    cells: tuple[Cell[Any], ...]

    def _months(self, *states: str) -> int:
        return sum(one.state in states for one in self.cells)

    @property
    def held(self) -> int:
        return self._months("held")

    @property
    def planned(self) -> int:
        return self._months("planned", "begun")

    @property
    def missed(self) -> int:
        return self._months("missed")

    @property
    def total(self) -> int:
        return self.held + self.planned + self.missed

    def as_json(self) -> dict[str, Any]:
        told = {"held": self.held, "planned": self.planned, "missed": self.missed}
        return {"committee": self.committee, "total": self.total, **told}


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of a span as it is on the day ``on``; ``rows`` are those that were counted."""

    on: date
    wanted: Wanted
    rows: tuple[Row, ...]
    all: Count
    offices: tuple[Bar, ...]
    topics: tuple[Bar, ...]
    quarters: tuple[Bar, ...]
    meetings: tuple[Met, ...]

    @property
    def office_name(self) -> str:
        """The office that alone was asked for, as it is called; its key where none of its rows is in the span."""
        return next((row.office_name for row in self.rows), self.wanted.office) if self.wanted.office else ""

    def as_json(self) -> dict[str, Any]:
        """As ``figures --json`` tells it."""
        span = self.wanted.span
        filters = {
            "committee": self.wanted.committee or None,
            "office": self.office_name or None,
            "year": span.year,
            "quarter": span.quarter or None,
        }
        return {
            "on": self.on.isoformat(),
            "first": span.first.isoformat(),
            "last": span.last.isoformat(),
            "filters": filters,
            "all": self.all.as_json(),
            "offices": [{"office": one.name, **one.count.as_json()} for one in self.offices],
            "topics": [{"topic": one.name, **one.count.as_json()} for one in self.topics],
            "quarters": [{"quarter": int(one.key), **one.count.as_json()} for one in self.quarters],
            "meetings": [one.as_json() for one in self.meetings],
        }


def figures(on: date, wanted: Wanted, rows: Iterable[Row], meetings: Iterable[Met]) -> Figures:
    """Counts the rows that are asked for."""
    chosen = tuple(
        row
        for row in rows
        if wanted.span.holds(row.day) and wanted.committee in ("", row.committee) and wanted.office in ("", row.office)
    )
    numbers = (wanted.span.quarter,) if wanted.span.quarter else (1, 2, 3, 4)
    by_quarter = grouped(chosen, lambda row: str(quarter_of(row.day)))
    return Figures(
        on,
        wanted,
        chosen,
        count(chosen),
        _bars(chosen, lambda row: row.office, lambda row: row.office_name),
        _bars(chosen, lambda row: row.topic, lambda row: row.topic_name),
        tuple(Bar(str(one), str(one), count(by_quarter.get(str(one), ()))) for one in numbers),
        tuple(one for one in meetings if wanted.committee in ("", one.committee)),
    )


def count(rows: Iterable[Row]) -> Count:
    """How many rows are in each state."""
    found: Counter[str] = Counter(row.state for row in rows)
    return Count(**found)


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """The rows by a key."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def state(task: Task, measure: Measure, on: date) -> State:
    """The state of a task on a day; see above."""
    if task.is_dropped:
        return "dropped"
    if task.is_settled(measure):
        day = finished(task, measure)
        return "done_late" if day and task.due and day > task.due else "in_time"
    return "late" if task.late(measure, on) else "open"


def finished(task: Task, measure: Measure) -> date | None:
    """The day since which what is wanted is reached; where no report says so, the day the committee closed it."""
    since, value = None, 0
    for report in task.reports:
        value = value if report.value is None else report.value
        if not (report.done or (measure.counts and value >= measure.target)):
            since = None
        elif since is None:
            since = report
    return since.date if since is not None else task.closed


def _bars(rows: Sequence[Row], key: Callable[[Row], str], name: Callable[[Row], str]) -> tuple[Bar, ...]:
    """A bar for each key: what has most that is late comes first, then what has most rows, then the alphabet."""
    found = []
    for one, those in grouped(rows, key).items():
        # As it is spelled most often; of equals the first of the alphabet, so that it does not depend on an order.
        spelled = Counter(map(name, those))
        found.append(Bar(one, min(spelled, key=lambda text: (-spelled[text], text)), count(those)))
    return tuple(sorted(found, key=lambda bar: (-bar.count.late, -bar.count.total, sort_key(bar.name), bar.key)))
