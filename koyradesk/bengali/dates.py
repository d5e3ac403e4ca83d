"""Dates and months as typed, read into a date and the style that writes it the same way again.

Day before month is the custom of the country; month before day is only tried where that is impossible, and is doubtful
then. Bangla dates are told by their month's name or by a year of the fourteenth to sixteenth century.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from koyradesk.bengali.calendar import BanglaDate, to_gregorian
from koyradesk.bengali.dating import MONTH_FORMS, WEEKDAY_FORMS, Calendar, day_ending, spell, spell_bangla
from koyradesk.bengali.text import nfc

__all__ = [
    "ImpossibleDate",
    "ParsedDate",
    "ParsedPeriod",
    "find",
    "find_periods",
    "parse",
    "parse_period",
    "spell",
    "spell_bangla",
]


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date found in a text. ``spell(date, style)`` (``spell_bangla`` for calendar "bangla") is ``text[start:end]``.

    ``doubtful``: a year of two digits, a month before the day, or a day of the week that is not the date's. Its style
    may then hold the word in doubt as it stands: show it, do not use it for other dates.
    """

    date: date
    style: str
    calendar: Calendar
    start: int
    end: int
    doubtful: bool = False
    impossible: Literal[False] = False


@dataclass(frozen=True, slots=True)
class ImpossibleDate:
    """What is written as a date, at ``text[start:end]``, of a day that does not exist (৩১/০২/২০২৩)."""

    start: int
    end: int
    impossible: Literal[True] = True


@dataclass(frozen=True, slots=True)
class ParsedPeriod:
    """A month of a year found in a text; ``doubtful`` as for dates, and for the last of several months (মে-জুন ২০২৩)."""

    year: int
    month: int
    start: int
    end: int
    doubtful: bool = False


_GREGORIAN_YEARS = range(1900, 2200)
_BANGLA_YEARS = range(1300, 1600)

_B = r"[ \t\u00a0]*"
_NO_LETTER = r"(?![^\W\d_]|[\u0980-\u0982\u0984-\u09e3])"
_TWO = r"(?:[০-৯]{1,2}|[0-9]{1,2})"
_YEAR = r"(?P<y>[০-৯]{4}|[0-9]{4})(?!\d)"
_ANY_YEAR = r"(?P<y>[০-৯]{4}|[0-9]{4}|[০-৯]{2}|[0-9]{2})(?!\d)"
_DAY = rf"(?P<d>{_TWO})(?P<th>(?:লা|রা|ঠা|ই|শে){_NO_LETTER})?"


def _any(words: set[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


#: Every spelling of a month: which calendar, which form, which month. The official one wins.
_MONTHS = {
    word: (calendar, form, index + 1)
    for calendar, forms in MONTH_FORMS.items()
    for form, words in reversed(forms.items())
    for index, word in enumerate(words)
}
_WEEKDAYS = {word: (form, index) for form, words in reversed(WEEKDAY_FORMS.items()) for index, word in enumerate(words)}
_MONTH = rf"(?P<month>{_any(set(_MONTHS))}){_NO_LETTER}"
_WEEKDAY = rf"(?:রোজ{_B}[:ঃ–-]?{_B})?(?P<weekday>{_any(set(_WEEKDAYS))}){_NO_LETTER}"
_ERA = nfc(
    rf"(?:{_B},?{_B}(?P<era>(?:(?P<ad>খ্রিষ্টাব্দ|খ্রিস্টাব্দ|খ্রীষ্টাব্দ|খ্রীস্টাব্দ|খৃষ্টাব্দ|খৃস্টাব্দ|ইংরেজি|খ্রি|খ্রী|খৃ|ইং)"
    rf"|বঙ্গাব্দ|বাংলা|বাং|সাল|সন){_NO_LETTER}[.ঃ:]?))?"
)
_BETWEEN = rf"[.ঃ:]?{_B}(?P<s>[,./–'’-]?){_B}"
_OF = nfc(rf"{_B}(?:সালের|সনের|খ্রিষ্টাব্দের|খ্রিস্টাব্দের|বঙ্গাব্দের){_B}")

_FORMS = tuple(
    re.compile(rf"(?<!\d){form}{_ERA}")
    for form in (
        rf"(?P<d>{_TWO}){_B}(?P<s>[./–-]){_B}(?P<m>{_TWO}){_B}(?P=s){_B}{_ANY_YEAR}",
        rf"{_YEAR}{_B}(?P<s>[./–-]){_B}(?P<m>{_TWO}){_B}(?P=s){_B}(?P<d>{_TWO})(?!\d)",
        rf"{_DAY}{_B}[,./–-]?{_B}{_MONTH}{_BETWEEN}{_ANY_YEAR}",
        rf"{_MONTH}{_BETWEEN}(?:(?P<d>{_TWO}){_B},{_B}){_YEAR}",
        rf"{_YEAR}{_OF}{_DAY}{_B}{_MONTH}",
    )
)
_PERIODS = (
    re.compile(rf"{_MONTH}{_BETWEEN}{_ANY_YEAR}{_ERA}"),
    re.compile(rf"(?<!\d){_YEAR}{_OF}{_MONTH}"),
)
_NUMERIC_PERIODS = (
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})"),
    re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)
_WEEKDAY_BEFORE = re.compile(rf"(?<![\w\u0980-\u09e3]){_WEEKDAY}{_B}[,;:ঃ]?{_B}\Z")
_WEEKDAY_AFTER = re.compile(rf"{_B}[,;]?{_B}(?P<open>\()?{_WEEKDAY}(?(open)\))")


def parse(text: str) -> ParsedDate | None:
    """The date that a text is; None where it is none, more than one, or a day that does not exist."""
    text = nfc(text).strip()
    for found in find(text):
        if (found.start, found.end) == (0, len(text)) and not found.impossible:
            return found
    return None


def find(text: str) -> list[ParsedDate | ImpossibleDate]:
    """Everything in a text that is written as a date, in its order; positions are those of ``nfc(text)``."""
    text = nfc(text)
    found = [date_found for form in _FORMS for match in form.finditer(text) for date_found in _read(match)]
    found = [_with_weekday(text, one) for one in found]
    return list(_apart(found))


def parse_period(text: str) -> tuple[int, int] | None:
    """The (year, month) that a text is: "জুন ২০২৩ খ্রি.", "ফেব্রুয়ারি-২০২১", "2023-06"; None where it is none."""
    text = re.sub(rf"{_B}মাস(?:ের)?\Z", "", nfc(text).strip())
    for form in _NUMERIC_PERIODS:
        match = form.fullmatch(text)
        if match and 1 <= int(match["m"]) <= 12 and int(match["y"]) in _GREGORIAN_YEARS:
            return int(match["y"]), int(match["m"])
    for found in find_periods(text):
        if (found.start, found.end) == (0, len(text)):
            return found.year, found.month
    return None


def find_periods(text: str) -> list[ParsedPeriod]:
    """The months of years named in a text, without those in dates; positions are those of ``nfc(text)``."""
    text = nfc(text)
    dates = find(text)
    found = []
    for form in _PERIODS:
        for match in form.finditer(text):
            calendar, _, month = _MONTHS[match["month"]]
            year = _year(match)
            inside = any(one.start < match.end() and match.start() < one.end for one in dates)
            if calendar == "gregorian" and year in _GREGORIAN_YEARS and not inside:
                several = re.search(rf"(?:{_any(set(_MONTHS))}){_B}(?:[–/-]|ও|হতে|থেকে){_B}\Z", text[: match.start()])
                doubtful = len(match["y"]) == 2 or several is not None
                found.append(ParsedPeriod(year, month, match.start(), match.end(), doubtful))
    return sorted(found, key=lambda one: one.start)


def _read(match: re.Match[str]) -> Iterator[ParsedDate | ImpossibleDate]:
    """What a form's match says: a date, an impossible one, or nothing."""
    groups = match.groupdict()
    named = groups.get("month") is not None
    year, day = _year(match), int(match["d"])
    if named:
        calendar, _, month = _MONTHS[match["month"]]
    else:
        if _chained(match):
            return
        calendar = "bangla" if year in _BANGLA_YEARS and groups.get("ad") is None else "gregorian"
        month = int(match["m"])
    short = len(match["y"]) == 2
    if year not in (_BANGLA_YEARS if calendar == "bangla" else _GREGORIAN_YEARS):
        # A name of a month makes it a date gone wrong; three numbers alone can be anything.
        if named and not short:
            yield ImpossibleDate(*match.span())
        return
    if groups.get("th") is not None and groups["th"] != day_ending(day):
        return
    meant = _day(calendar, year, month, day)
    swapped = meant is None and not named and not short and calendar == "gregorian" and _FORMS[0] is match.re
    if swapped:
        meant = _day(calendar, year, day, month)
    if meant is not None:
        yield ParsedDate(meant, _style(match, swapped), calendar, *match.span(), doubtful=short or swapped)
    elif not short:
        yield ImpossibleDate(*match.span())


def _year(match: re.Match[str]) -> int:
    """The year in full. Two digits mean 1970 to 2069, where more than blanks ties them to the month; else 0."""
    year = int(match["y"])
    if len(match["y"]) == 4:
        return year
    if match["s"] in ("", ",") and match["era"] is None:
        return 0
    return year + (2000 if year < 70 else 1900)


def _chained(match: re.Match[str]) -> bool:
    """Is it a stretch of a longer number, such as that of a memo (০৫.৪৪.৪৭৫৩.০০০)?"""
    start, end = match.span()
    before, after = match.string[max(0, start - 2) : start], match.string[match.end("y") : match.end("y") + 2]
    after = match.string[end : end + 2] if match.end("d") > match.end("y") else after
    return bool(re.fullmatch(r"\d[./–-]", before) and before[1] == match["s"]) or bool(
        re.fullmatch(r"[./–-]\d", after) and after[0] == match["s"]
    )


def _day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    try:
        return to_gregorian(BanglaDate(year, month, day)) if calendar == "bangla" else date(year, month, day)
    except ValueError:
        return None


def _style(match: re.Match[str], swapped: bool) -> str:
    """The match with its parts turned into fields."""
    groups = match.groupdict()
    numbers = [groups[name] for name in ("d", "m") if groups.get(name)]
    # "১২/১১/২০২৩" does not tell whether the office pads: numbers are padded unless one of them shows otherwise.
    padded = len(numbers) == 2 and all(len(number) == 2 for number in numbers)
    fields = {}
    for group, name in (("d", "m" if swapped else "d"), ("m", "d" if swapped else "m")):
        if number := groups.get(group):
            fields[group] = "{" + name * (2 if padded or number[0] in "0০" else 1) + _digits_form(number) + "}"
    fields["y"] = "{" + ("y" if len(match["y"]) == 4 else "yy") + _digits_form(match["y"]) + "}"
    if groups.get("month"):
        form = _MONTHS[match["month"]][1]
        fields["month"] = "{month" + (f":{form}" if form else "") + "}"
    if groups.get("th"):
        fields["th"] = "{th}"
    style, position = "", match.start()
    for group, field in sorted(fields.items(), key=lambda item: match.start(item[0])):
        style += match.string[position : match.start(group)] + field
        position = match.end(group)
    return style + match.string[position : match.end()]


def _digits_form(number: str) -> str:
    return ":en" if number.isascii() else ""


def _with_weekday(text: str, found: ParsedDate | ImpossibleDate) -> ParsedDate | ImpossibleDate:
    """The date with the day of the week that stands before or after it."""
    if found.impossible:
        return found
    for form, stretch in ((_WEEKDAY_BEFORE, text[: found.start]), (_WEEKDAY_AFTER, text[found.end :])):
        match = form.search(stretch) if form is _WEEKDAY_BEFORE else form.match(stretch)
        if match is None:
            continue
        name, weekday = _WEEKDAYS[match["weekday"]]
        agrees = weekday == found.date.weekday()
        field = ("{weekday:" + name + "}" if name else "{weekday}") if agrees else match["weekday"]
        start, end = match.span("weekday")
        words = stretch[match.start() : start] + field + stretch[end : match.end()]
        doubtful = found.doubtful or not agrees
        if form is _WEEKDAY_BEFORE:
            found = replace(found, style=words + found.style, start=match.start(), doubtful=doubtful)
        else:
            found = replace(found, style=found.style + words, end=found.end + match.end(), doubtful=doubtful)
    return found


def _apart(found: list[ParsedDate | ImpossibleDate]) -> Iterator[ParsedDate | ImpossibleDate]:
    """In order, and of those that overlap the longer one."""
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end
