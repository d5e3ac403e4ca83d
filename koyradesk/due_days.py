"""Days that could be meant by what someone begins to type as a due date: "৩১", "৩১/১২", "৩১ ডি", "৭ দিন". Pure.

A due date lies behind the meeting it is set at: what is not said is filled in so that it does.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from koyradesk.bengali import dates
from koyradesk.bengali.calendar import GREGORIAN_MONTHS
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

_SPAN = pattern(nfc(r"\+?\s*(\d{1,3})\s*(দিন|days?|d|সপ্তাহ|weeks?|w|মাস|months?|m)"), re.IGNORECASE)
_PLUS = pattern(r"\+\s*(\d{1,3})")
_DAY = pattern(r"\d{1,2}")
_DAY_MONTH = pattern(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]?")
_DAY_NAME = pattern(r"(\d{1,2})\s*(?:লা|রা|ঠা|ই|শে)?\s+([^\W\d_][\w\u0981-\u09cd]*)")
_ENGLISH = "january february march april may june july august september october november december".split()  # noqa: SIM905
_MONTHS = tuple(nfc(name) for name in GREGORIAN_MONTHS)
#: A month that has the day comes within this many; a 29 February within eight years.
_AHEAD = 97
_MOST = 4


def suggested(typed: str, held: date, text: str = "") -> list[date]:
    """The days that could be meant, likeliest first; none for what is no day.

    ``held`` is the day of the meeting. With nothing typed, the days ``text`` speaks of (the decision's) come first.
    """
    typed = " ".join(nfc(to_ascii(typed)).split())
    if not typed:
        spoken = (one.date for one in dates.find(text) if not one.impossible)
        found = [*(day for day in spoken if day >= held), *_usual(held)]
    else:
        whole = dates.parse(typed)
        found = [whole.date] if whole and not whole.impossible else list(_meant(typed, held))
    return list(dict.fromkeys(found))[:_MOST]


def _usual(base: date) -> Iterator[date]:
    """In a week, in two, at the end of this month or of the next."""
    yield base + timedelta(7)
    yield base + timedelta(15)
    for month in (base, _months_on(base.replace(day=1), 1)):
        last = month.replace(day=monthrange(month.year, month.month)[1])
        if last > base:
            yield last


def _meant(typed: str, base: date) -> Iterator[date]:
    if span := _SPAN.fullmatch(typed):
        yield _later(base, int(span[1]), span[2].lower())
    elif plus := _PLUS.fullmatch(typed):
        yield base + timedelta(int(plus[1]))
    elif _DAY.fullmatch(typed):
        yield from _next(base, int(typed))
        if int(typed):
            yield base + timedelta(int(typed))
    elif pair := _DAY_MONTH.fullmatch(typed):
        yield from _next(base, int(pair[1]), int(pair[2]))
    elif named := _DAY_NAME.fullmatch(typed):
        for month in _named(named[2].lower()):
            yield from _next(base, int(named[1]), month)


def _later(base: date, count: int, unit: str) -> date:
    if unit[0] in "dদ":
        return base + timedelta(count)
    return base + timedelta(7 * count) if unit[0] in "wস" else _months_on(base, count)


def _months_on(base: date, count: int) -> date:
    years, month = divmod(base.month - 1 + count, 12)
    last = monthrange(base.year + years, month + 1)[1]
    return date(base.year + years, month + 1, min(base.day, last))


def _named(beginning: str) -> Iterator[int]:
    """Months whose name begins so."""
    for number, names in enumerate(zip(_MONTHS, _ENGLISH, strict=True), 1):
        if any(name.startswith(beginning) for name in names):
            yield number


def _next(base: date, day: int, month: int = 0) -> Iterator[date]:
    """The next such day behind the base."""
    for step in range(_AHEAD):
        first = _months_on(base.replace(day=1), step)
        fits = 1 <= day <= monthrange(first.year, first.month)[1] and month in (0, first.month)
        if fits and first.replace(day=day) > base:
            yield first.replace(day=day)
            return
