"""Rules and measures: how they are kept, which are refused, the periods a rule has and when each is due. Pure.

The fiscal year of the government runs from July to June; quarters, halves and years begin with its months.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from koyradesk.errors import UserError
from koyradesk.i18n import N_, Month
from koyradesk.obligations.shapes import EVERY, MEASURES, RULES, Measure, Rule

#: More of anything is a slip of the hand.
MOST = 1_000_000
#: Days that a report may come after its period.
_LONGEST_AFTER = 366
_FISCAL = 7
#: The years of which an office has papers.
_MONTH = re.compile(r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")


class Period(NamedTuple):
    """A period of a rule: its first and last day, and the day it is due (None: never)."""

    first: date | None
    last: date | None
    due: date | None

    @property
    def key(self) -> str:
        """The first month ("2026-10"); "" where nothing recurs."""
        return f"{self.first:%Y-%m}" if self.first else ""


def kept(rule: Rule) -> dict[str, Any]:
    """A rule as it is stored: what says nothing is left out."""
    value: dict[str, Any] = {"kind": rule.kind}
    if rule.on is not None:
        value["on"] = rule.on.isoformat()
    if rule.kind == "month":
        value["month"] = rule.month
    if rule.kind == "recurring":
        value |= {"every": rule.every}
        value |= {name: found for name in ("begins", "ends", "after") if (found := getattr(rule, name))}
    return value


def rule(value: Mapping[str, Any] | None) -> Rule | None:
    """A rule as it was stored; None where there is none, or one that only a newer program understands."""
    try:
        if not value or value.get("kind") not in RULES:
            return None
        on = value.get("on")
        found = Rule(
            value["kind"],
            date.fromisoformat(on) if on else None,
            str(value.get("month", "")),
            int(value.get("every", 1)),
            str(value.get("begins", "")),
            str(value.get("ends", "")),
            int(value.get("after", 0)),
        )
    except (AttributeError, TypeError, ValueError):
        # One rule that cannot be understood must not hide all the others.
        return None
    months = [found.month] if found.kind == "month" else [one for one in (found.begins, found.ends) if one]
    sound = all(map(_MONTH.fullmatch, months)) and found.every in EVERY and 0 <= found.after <= _LONGEST_AFTER
    return found if sound else None


def kept_measure(measure: Measure) -> dict[str, Any] | None:
    """A measure as it is stored; None for the usual one."""
    if measure == Measure():
        return None
    return {"kind": measure.kind, "target": measure.target} | ({"unit": measure.unit} if measure.unit else {})


def measure(value: Mapping[str, Any] | None) -> Measure:
    """A measure as it was stored."""
    try:
        if not value or value.get("kind") not in MEASURES:
            return Measure()
        return Measure(value["kind"], int(value.get("target", 1)), str(value.get("unit", "")))
    except (AttributeError, TypeError, ValueError):
        return Measure()


def refuse(rule: Rule, measure: Measure, begun: date | None) -> None:
    """Refuses what cannot be meant.

    Raises:
        UserError: a target of nothing or beyond all measure, more than a hundred percent; a day, month or beginning
            before the decision (``begun``); an end before the beginning; months that are none.
    """
    if measure.kind == "percent" and not 1 <= measure.target <= 100:
        raise UserError(N_("A share is 1 to 100 percent, not {target}."), target=measure.target)
    if not 1 <= measure.target <= MOST:
        raise UserError(
            N_("A target is a number from 1 to {most}, not {target}."),
            target=measure.target,
            most=MOST,
        )
    for typed in (rule.month, rule.begins, rule.ends):
        if typed and not _MONTH.fullmatch(typed):
            raise UserError(N_("“{text}” is no month that can be understood. Type it like 2026-11."), text=typed)
    if rule.kind == "month" and not rule.month:
        raise UserError(N_("Say by the end of which month it is due."))
    if rule.kind == "recurring":
        _refuse_recurring(rule)
    _refuse_early(rule, begun)


def _refuse_recurring(rule: Rule) -> None:
    if rule.every not in EVERY:
        raise UserError(N_("It can recur every month, every quarter, every half-year or every year."))
    if not 0 <= rule.after <= _LONGEST_AFTER:
        raise UserError(
            N_("A report can be due up to {most} days after its period, not {days}."),
            most=_LONGEST_AFTER,
            days=rule.after,
        )
    if rule.begins and rule.ends and rule.ends < rule.begins:
        raise UserError(
            N_("It would end in {ends}, before it begins in {begins}. Set a later end."),
            ends=Month(rule.ends),
            begins=Month(rule.begins),
        )


def _refuse_early(rule: Rule, begun: date | None) -> None:
    if begun is None:
        return
    month = f"{begun:%Y-%m}"
    # The first period may be under way already; one that was over is before the decision.
    first = rule.begins and rule.begins >= holding(rule, begun)
    told = {
        "date": rule.on and rule.on.isoformat(),
        "month": rule.month,
        "recurring": rule.ends if first else rule.begins or rule.ends,
    }
    typed = told.get(rule.kind) or ""
    if typed and typed < (begun.isoformat() if rule.kind == "date" else month):
        raise UserError(
            N_("{period} is before the decision, which is of {begun}. Set a later one."),
            period=rule.on if rule.kind == "date" else Month(typed),
            begun=begun,
        )


def periods(rule: Rule | None, begun: date | None, until: date, after: str = "") -> Iterator[Period]:
    """The periods of a rule that have begun by ``until``, the oldest first; of a recurring one those behind the period
    ``after`` ("2026-10").

    ``begun`` is the day of the decision: the first period is the one it lies in, unless the rule begins later.
    """
    if rule is None or rule.kind == "information":
        return
    if rule.kind != "recurring":
        if not after:
            yield Period(None, None, day(rule))
        return
    if not rule.begins and begun is None:
        return
    first = _number(rule.begins or f"{begun:%Y-%m}")
    first = max(first, _number(after) + 1) if after else first
    start = _aligned(first, rule.every)
    if after and start <= _number(after):
        start += rule.every
    last = min(until.year * 12 + until.month - 1, _number(rule.ends) if rule.ends else 10**6)
    for month in range(start, last + 1, rule.every):
        yield period(rule, f"{month // 12:04}-{month % 12 + 1:02}")


def period(rule: Rule, key: str) -> Period:
    """The period of a recurring rule that begins with the month ``key``."""
    first = _number(key)
    end = first + rule.every - 1
    year, month = end // 12, end % 12 + 1
    last = date(year, month, monthrange(year, month)[1])
    return Period(date(first // 12, first % 12 + 1, 1), last, last + timedelta(rule.after))


def holding(rule: Rule, day: date) -> str:
    """The key of the period of a recurring rule that a day lies in."""
    start = _aligned(day.year * 12 + day.month - 1, rule.every)
    return f"{start // 12:04}-{start % 12 + 1:02}"


def fiscal_year(day: date) -> int:
    """The year in which the fiscal year of a day began."""
    return day.year if day.month >= _FISCAL else day.year - 1


def fiscal_months(year: int) -> tuple[str, str]:
    """The first and the last month ("2026-07", "2027-06") of the fiscal year that begins in a year."""
    return f"{year}-07", f"{year + 1}-06"


def day(rule: Rule) -> date | None:
    """The day by which all of it is due, where a rule names one."""
    if rule.kind == "date":
        return rule.on
    if rule.kind == "month":
        year, month = int(rule.month[:4]), int(rule.month[5:])
        return date(year, month, monthrange(year, month)[1])
    return None


def _aligned(month: int, every: int) -> int:
    """The first month of the period that a month lies in."""
    return month - (month - (_FISCAL - 1)) % every


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
