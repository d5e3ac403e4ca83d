"""What the day holds, from the list of meetings: which meeting is next, which papers are unfinished, the year's months.

Pure: the day comes in as an argument.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ui.meeting_list import Row

#: "held" with its paper at least numbered, "draft" held and not finished, "planned" yet to come, "missed", or "".
Kind = Literal["held", "draft", "planned", "missed", ""]
#: So many coming meetings stand on the first page.
_COMING = 2
_JULY = 7


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting that is yet to be held, and in how many days."""

    row: Row
    days: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A committee's meetings in one month, and how they stand; ``day`` of the first that is yet to come."""

    kind: Kind = ""
    meetings: tuple[Row, ...] = ()
    day: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    committee: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """``months`` are the twelve of the fiscal year, as "2026-07"."""

    today: date
    coming: tuple[Coming, ...]
    papers: tuple[Row, ...]
    months: tuple[str, ...]
    lines: tuple[Line, ...]


def fiscal_months(today: date) -> tuple[str, ...]:
    """The months of the fiscal year, July to June, in which a day lies."""
    first = today.year if today.month >= _JULY else today.year - 1
    return tuple(f"{first + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(_JULY, _JULY + 12))


def of(rows: Sequence[Row], today: date) -> Day:
    """The day that ``today`` is."""
    ahead = sorted((row for row in rows if row.date and row.date >= today), key=lambda row: (row.date, row.committee))
    coming = tuple(Coming(row, (row.date - today).days) for row in ahead[:_COMING] if row.date)
    papers = [row for row in rows if row.state in ("draft", "numbered") and not (row.date and row.date > today)]
    months = fiscal_months(today)
    committees = dict.fromkeys(row.committee for row in rows if row.committee)
    lines = tuple(_line(name, [row for row in rows if row.committee == name], months, today) for name in committees)
    return Day(today, coming, tuple(sorted(papers, key=_newest, reverse=True)), months, lines)


def _line(committee: str, rows: Sequence[Row], months: Sequence[str], today: date) -> Line:
    first = min((month for row in rows if (month := counts_for(row))), default="9999")
    return Line(committee, tuple(_cell(rows, month, first, today) for month in months))


def _cell(rows: Sequence[Row], month: str, first: str, today: date) -> Cell:
    found = tuple(sorted((row for row in rows if counts_for(row) == month), key=_newest))
    if not found:
        # A month may be missed only after the committee has begun to meet, and when it is over.
        return Cell("missed" if first < month < f"{today:%Y-%m}" else "")
    ahead = [row.date for row in found if row.date and row.date > today]
    if ahead:
        return Cell("planned", found, min(ahead).day)
    return Cell("draft" if any(row.state == "draft" for row in found) else "held", found)


def counts_for(row: Row) -> str:
    """The month a meeting counts for: the one on its paper, else that of its day."""
    return row.period or (f"{row.date:%Y-%m}" if row.date else "")


def _newest(row: Row) -> tuple[str, str]:
    return (row.date.isoformat() if row.date else row.period, row.id)
