"""The rules that a decision's words speak of: days, months, meetings, what recurs, what goes on. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from koyradesk.obligations import proposed_times as times
from koyradesk.obligations.proposed_numbers import number
from koyradesk.obligations.proposed_text import Flat
from koyradesk.obligations.proposed_times import Rank
from koyradesk.obligations.rules import fiscal_year
from koyradesk.obligations.shapes import Rule

#: The years that are years of papers.
_YEARS = range(1900, 2200)


class Found(NamedTuple):
    """A rule that the flat text speaks of at ``start`` to ``end``; of several the one of the highest ``rank`` is
    meant."""

    rule: Rule
    start: int
    end: int
    rank: int
    sure: bool = True


def rules(text: Flat, held: date | None) -> Iterator[Found]:
    """Every rule that a text of a meeting held on a day speaks of."""
    for found in _all(text, held):
        mood = text.sentence(found.start).mood
        if mood == "past" or (found.rule.kind == "standing" and mood == "tells"):
            continue
        # What is only told of is no duty, though somebody may have meant one.
        yield found if mood != "tells" else found._replace(rank=found.rank - 100, sure=False)


def recurring(text: Flat) -> list[tuple[int, int]]:
    """The places that say how often."""
    return [(one.start, one.end) for one in _recurring(text)]


def _all(text: Flat, held: date | None) -> Iterator[Found]:
    often = list(_recurring(text))
    yield from _completed(text, held, often)
    yield from _dates(text, held)
    if held is not None:
        yield from _days(text, held, bool(often))
        yield from _spans(text, held)
    yield from _months(text, held)
    for found in times.MEETING.finditer(text.text):
        yield Found(Rule("next_meeting"), *found.span(), rank=Rank.MEETING)
    for found in times.OFTENER.finditer(text.text):
        yield Found(Rule("standing"), *found.span(), rank=Rank.OFTEN, sure=False)
    for found in times.EACH_MEETING.finditer(text.text):
        yield Found(Rule("standing"), *found.span(), rank=Rank.OFTEN, sure=False)
    for found in times.STANDING.finditer(text.text):
        yield Found(Rule("standing"), *found.span(), rank=Rank.STANDING)
    for found in times.KEPT_SO.finditer(text.text):
        yield Found(Rule("standing"), *found.span(), rank=Rank.STANDING - 1, sure=False)
    for found in times.URGENT.finditer(text.text):
        yield Found(Rule("next_meeting"), *found.span(), rank=Rank.URGENT, sure=False)


# Days


def _dates(text: Flat, held: date | None) -> Iterator[Found]:
    for one in text.dates:
        if one.impossible or (held is not None and one.date < held):
            continue
        rule = Rule("date", one.date)
        if within := times.WITHIN.match(text.text, one.end):
            yield Found(rule, one.start, within.end(), Rank.DAY, not one.doubtful)
        elif (set_ := times.IS_SET.match(text.text, one.end)) and times.LAST_DAY.search(_before(text, one.start)):
            yield Found(rule, one.start, set_.end(), Rank.DAY, not one.doubtful)
        elif until := times.UNTIL.match(text.text, one.end):
            yield Found(rule, one.start, until.end(), Rank.UNTIL, sure=False)
        elif (on := times.ON.match(text.text, one.end)) and not times.OF_A_PAPER.match(text.text, one.end):
            before = _before(text, one.start)
            coming = times.COMING.search(before) is not None
            if coming or (held is not None and one.date > held and not times.PAPER_BEFORE.search(before)):
                yield Found(rule, one.start, on.end(), Rank.ON_DAY, coming and not one.doubtful)


def _before(text: Flat, place: int) -> str:
    """What stands before a place in its sentence."""
    return text.text[text.sentence(place).start : place]


def _year_before(text: Flat, place: int) -> int:
    """The year said before a day or a month; 0 where none is."""
    found = times.YEAR_BEFORE.search(text.text, max(0, place - 24), place)
    return int(found["y"]) if found and int(found["y"]) in _YEARS else 0


def _days(text: Flat, held: date, often: bool) -> Iterator[Found]:
    """Days without a year: the next such one."""
    whole = [(one.start, one.end) for one in text.dates]
    for form in (times.DAY_OF_MONTH, times.DAY_IN_NUMBERS):
        for found in form.finditer(text.text):
            if any(start < found.end() and found.start() < end for start, end in whole):
                continue
            groups = found.groupdict()
            month = int(groups["m"]) if groups.get("m") else times.MONTHS[groups["month"]]
            if said := _year_before(text, found.start()):
                day = _in_month(date(said, month, 1), int(found["d"]))
                if day and day >= held:
                    yield Found(Rule("date", day), *found.span(), rank=Rank.DAY)
            elif day := _next(held, int(found["d"]), month):
                yield Found(Rule("date", day), *found.span(), rank=Rank.DAY, sure=(day - held).days < 184)
    of_periods = list(times.DAY_OF_PERIOD.finditer(text.text)) if often else []
    for found in times.DAY_ALONE.finditer(text.text):
        which = found["which"]
        if any(one.start() < found.end() and found.start() < one.end() for one in of_periods):
            continue
        if which in times.EACH_WORDS or (often and which in times.AFTER_WORDS):
            continue
        base = held if which is None else _month_on(held, 1 if which in times.NEXT_WORDS else 0)
        day = _next(held, int(found["d"])) if which is None else _in_month(base, int(found["d"]))
        if day and day >= held:
            yield Found(Rule("date", day), *found.span(), rank=Rank.DAY - 1)


def _spans(text: Flat, held: date) -> Iterator[Found]:
    for found in times.SPAN.finditer(text.text):
        back = text.text[max(text.sentence(found.start()).start, found.start() - 60) : found.start()]
        if times.FROM_AN_EVENT.search(back) and not times.FROM_THE_MEETING.search(back):
            continue
        count, unit = number(found), found["unit"]
        if count > 366 or (unit == times.MONTH_WORD and times.MONTH_BEFORE.search(back)):
            continue
        working = unit.endswith(times.DIBAS) and unit != times.DIBAS
        if working:
            day = _working_days_on(held, count)
        elif unit == times.WEEK_WORD:
            day = held + timedelta(7 * count)
        elif unit == times.MONTH_WORD:
            day = _in_month(_month_on(held, count), min(held.day, _last_day(_month_on(held, count)))) or held
        else:
            day = held + timedelta(-(-count // 24) if unit in times.HOURS else count)
        yield Found(Rule("date", day), *found.span(), rank=Rank.SPAN, sure=not working)


# Months


def _months(text: Flat, held: date | None) -> Iterator[Found]:
    for start, end, first in _named_months(text, held):
        by = times.BY_MONTH.match(text.text, end)
        if by is None:
            if at := times.IN_MONTH.match(text.text, end):
                yield from _month(first, held, start, at.end(), sure=False)
        elif by["week"]:
            yield from _week(first, by["week"], held, start, by.end())
        elif by["by"] in times.BEFORE_WORDS:
            yield from _month(_month_on(first, -1), held, start, by.end())
        else:
            yield from _month(first, held, start, by.end())
    if held is None:
        return
    for found in times.THIS_MONTH.finditer(text.text):
        first = _month_on(held, 1 if found["which"] in times.NEXT_WORDS else 0)
        if found["week"]:
            yield from _week(first, found["week"], held, *found.span())
        else:
            yield from _month(first, held, *found.span())
    for found in times.BY_YEAR.finditer(text.text):
        if held.year <= int(found["y"]) <= held.year + 1:
            yield from _month(date(int(found["y"]), 12, 1), held, *found.span(), sure=False)
    for found in times.THIS_YEAR.finditer(text.text):
        begun = int(found["y"]) if found["y"] else fiscal_year(held)
        fiscal = found["y"] is not None or found["year"] != times.YEAR_WORD
        last = date(begun + 1, 6, 1) if fiscal else date(held.year, 12, 1)
        yield from _month(last, held, *found.span())


def _named_months(text: Flat, held: date | None) -> Iterator[tuple[int, int, date]]:
    """Months by their names: with a year, or the next such one."""
    taken = [(one.start, one.end) for one in text.dates]
    for one in text.months:
        taken.append((one.start, one.end))
        yield one.start, one.end, date(one.year, one.month, 1)
    for found in times.MONTH_ALONE.finditer(text.text):
        if any(start < found.end() and found.start() < end for start, end in taken):
            continue
        month = times.MONTHS[found["month"]]
        if short := times.SHORT_YEAR.match(text.text, found.end()):
            yield found.start(), short.end(), date(2000 + int(short["y"]), month, 1)
        elif held is not None and not times.DAY_BEFORE.search(text.text, max(0, found.start() - 6), found.start()):
            said = _year_before(text, found.start())
            first = date(said or held.year + (month < held.month), month, 1)
            yield found.start(), found.end(), first


def _month(first: date, held: date | None, start: int, end: int, *, sure: bool = True) -> Iterator[Found]:
    if held is None or first >= held.replace(day=1):
        yield Found(Rule("month", month=f"{first:%Y-%m}"), start, end, Rank.MONTH, sure)


def _week(first: date, week: str, held: date | None, start: int, end: int) -> Iterator[Found]:
    day = first.replace(day=min(times.WEEKS_NFC[week], _last_day(first)))
    if held is None or day >= held:
        yield Found(Rule("date", day), start, end, Rank.DAY - 1)


# What recurs


def _recurring(text: Flat) -> Iterator[Found]:
    for form, every, rank in times.RECURRING:
        for found in form.finditer(text.text):
            if not times.SOME_MONTH.search(text.text, max(0, found.start() - 20), found.start()):
                yield Found(Rule("recurring", every=every), *found.span(), rank=rank)
    for found in times.EVERY_SO_MANY.finditer(text.text):
        each = found[0].startswith(times.EACH_WORDS) or not found[0].endswith("ে")
        once = times.TIMES_BEHIND.match(text.text, found.end())
        if not each and not once:
            continue
        months = number(found)
        rule = Rule("recurring", every=months) if months in (1, 3, 6, 12) else Rule("standing")
        yield Found(rule, *found.span(), rank=Rank.EVERY + 1, sure=rule.kind == "recurring")


def _completed(text: Flat, held: date | None, often: list[Found]) -> Iterator[Found]:
    """What recurs, with its first and last month and the days that its report may come after."""
    months = list(_named_months(text, held)) if often else []
    for one in often:
        if one.rule.kind != "recurring":
            yield one
            continue
        sentence = text.sentence(one.start)
        said = text.text[sentence.start : sentence.end]
        rule = one.rule
        for place, behind, first in months:
            if sentence.start <= place < sentence.end:
                if times.FROM_MONTH.match(text.text, behind):
                    rule = replace(rule, begins=f"{first:%Y-%m}")
                elif times.TO_MONTH.match(text.text, behind):
                    rule = replace(rule, ends=f"{first:%Y-%m}")
        if held is not None and times.FROM_NEXT.search(said):
            rule = replace(rule, begins=f"{_month_on(held, 1):%Y-%m}")
        for date_ in text.dates:
            inside = sentence.start <= date_.start < sentence.end
            if inside and not date_.impossible and times.UNTIL.match(text.text, date_.end):
                rule = replace(rule, ends=f"{date_.date:%Y-%m}")
        rule = replace(rule, after=_after(said, rule.every))
        yield Found(rule, one.start, one.end, one.rank, one.sure)


def _after(said: str, every: int) -> int:
    """Days into the next period that a period's report may come."""
    if behind := times.AFTER_THE_PERIOD.search(said):
        return min(number(behind), 31)
    if every > 1:
        of_next = times.DAY_OF_PERIOD.search(said)
        return int(of_next["d"]) if of_next else 0
    for found in times.DAY_ALONE.finditer(said):
        if found["which"] in (*times.EACH_WORDS, *times.AFTER_WORDS) and int(found["d"]) <= 15:
            return int(found["d"])
    week = times.FIRST_WEEK.search(said)
    return times.WEEKS_NFC[week["week"]] if week and times.REPORT_OF.search(said) else 0


# The calendar


def _next(held: date, day: int, month: int = 0) -> date | None:
    """The next such day on or after a day; a 29 February within eight years."""
    for step in range(97):
        first = _month_on(held, step)
        if month in (0, first.month) and (found := _in_month(first, day)) and found >= held:
            return found
    return None


def _month_on(day: date, months: int) -> date:
    """The first of the month so many months on."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _in_month(first: date, day: int) -> date | None:
    return first.replace(day=day) if 1 <= day <= _last_day(first) else None


def _last_day(first: date) -> int:
    return monthrange(first.year, first.month)[1]


def _working_days_on(held: date, count: int) -> date:
    """So many days on, Fridays and Saturdays not counted; holidays nobody here knows of."""
    day = held
    while count:
        day += timedelta(1)
        count -= day.weekday() not in (4, 5)
    return day
