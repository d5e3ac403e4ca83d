"""Dates and months as typed, read into a date and the style that writes it the same way again.

Day before month is the custom of the country; month before day is only tried where that is impossible, and is doubtful
then. Bangla dates are told by their month's name or by a year of the fourteenth to sixteenth century.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from koyradesk.bengali.calendar import BanglaDate, to_gregorian
from koyradesk.bengali.dating import MONTH_FORMS, WEEKDAY_FORMS, Calendar, day_ending, spell, spell_bangla
from koyradesk.bengali.lazily import pattern
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

    ``doubtful``: a year of two digits, a month before the day, an era of the other calendar, a day of the week or an
    ending of the day that is not the date's. Its style holds what is wrong as it stands: good for this date alone.
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
    """A month of a year found in a text; ``doubtful`` as for dates, and for the last of several months (মে-জুন ২০২৩).

    ``spell`` with ``style`` writes any day's month in the same way.
    """

    year: int
    month: int
    start: int
    end: int
    doubtful: bool = False
    style: str = ""


_YEARS: dict[Calendar, range] = {"gregorian": range(1900, 2200), "bangla": range(1300, 1600)}
#: Two digits mean a year from here on.
_CENTURY_BEGINS = 1970

#: Every spelling of a month and of a day of the week, the official one last so that it wins: what it stands for.
_MONTHS: dict[str, tuple[Calendar, str, int]] = {
    word: (calendar, form, number)
    for calendar, forms in MONTH_FORMS.items()
    for form, words in reversed(forms.items())
    for number, word in enumerate(words, 1)
}
_WEEKDAYS = {
    word: (form, number) for form, words in reversed(WEEKDAY_FORMS.items()) for number, word in enumerate(words)
}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_B = r"[ \t\u00a0]*"
#: After a word: no letter and no sign, but perhaps the ঃ of an abbreviation.
_ENDS = r"(?![^\W\d_]|[\u0980-\u0982\u0984-\u09e3])"
_TWO = r"(?:[০-৯]{1,2}|[0-9]{1,2})(?!\d)"
_DAY = rf"(?P<d>{_TWO})"
_DAY_NTH = rf"{_DAY}(?:{_B}(?P<th>লা|রা|ঠা|ই|শে){_ENDS})?"
_YEAR = r"(?P<y>[০-৯]{4}|[0-9]{4})(?!\d)"
_YEAR_OR_TWO = r"(?P<y>[০-৯]{4}|[0-9]{4}|[০-৯]{2}|[0-9]{2})(?!\d)"
_MONTH = rf"(?P<month>{_any(_MONTHS)}){_ENDS}"
_BETWEEN = rf"[.ঃ:]?{_B}(?P<tie>[,./–'’-]?){_B}"
_OF = rf"{_B}(?:সালের|সনের|খ্রিষ্টাব্দের|খ্রিস্টাব্দের|বঙ্গাব্দের){_B}"
_ERA = (
    rf"(?:{_B},?{_B}(?P<era>(?P<gregorian>খ্রিষ্টাব্দ|খ্রিস্টাব্দ|খ্রীষ্টাব্দ|খ্রীস্টাব্দ|খৃষ্টাব্দ|খৃস্টাব্দ|ইংরেজি|খ্রি|খ্রী|খৃ|ইং)"
    rf"|(?P<bangla>বঙ্গাব্দ|বাংলা|বাং)|সাল|সন){_ENDS}[.ঃ:]?)?"
)
#: ১০ মে ২০০০ টাকা: not a year.
_NO_AMOUNT = rf"(?!{_B}(?:টাকা|টি|জন|%))"


def _forms(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(nfc(rf"(?<!\d){form}{_NO_AMOUNT}{_ERA}")) for form in forms)


_NUMBERS = _forms(
    rf"{_DAY}{_B}(?P<tie>[./–-]){_B}(?P<m>{_TWO}){_B}(?P=tie){_B}{_YEAR_OR_TWO}(?!(?P=tie)\d)",
    rf"{_YEAR}{_B}(?P<tie>[./–-]){_B}(?P<m>{_TWO}){_B}(?P=tie){_B}{_DAY}(?!(?P=tie)\d)",
)
_NAMES = _forms(
    rf"{_DAY_NTH}{_B}[,./–-]?{_B}{_MONTH}{_BETWEEN}{_YEAR_OR_TWO}",
    rf"{_MONTH}{_BETWEEN}{_DAY}{_B},{_B}{_YEAR}",
    rf"{_YEAR}{_OF}{_DAY_NTH}{_B}{_MONTH}",
)
_PERIODS = _forms(rf"{_MONTH}{_BETWEEN}{_YEAR_OR_TWO}", rf"{_YEAR}{_OF}{_MONTH}")
_PERIODS_IN_NUMBERS = (
    pattern(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})"),
    pattern(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)
_OTHER_MONTH_BEFORE = pattern(rf"(?:{_any(_MONTHS)}){_B}(?:[,/–-]|ও|হতে|থেকে){_B}\Z")
_MONTHLY = pattern(rf"{_B}মাস(?:ের)?\Z")
_WEEKDAY = rf"(?:রোজ{_B}[:ঃ–-]?{_B})?(?P<weekday>{_any(_WEEKDAYS)}){_ENDS}"
_WEEKDAY_BEFORE = pattern(rf"(?<![\w\u0980-\u09e3]){_WEEKDAY}{_B}[,;:ঃ]?{_B}\Z")
_WEEKDAY_AFTER = pattern(rf"{_B}[,;]?{_B}(?P<open>\()?{_WEEKDAY}(?(open)\))")
#: No word before a date that matters is longer, in characters.
_WORD_BACK = 40


def parse(text: str) -> ParsedDate | None:
    """The date that a text is; None where it is none, more than one, or a day that does not exist."""
    text = nfc(text).strip()
    found = find(text)
    if len(found) == 1 and not found[0].impossible and (found[0].start, found[0].end) == (0, len(text)):
        return found[0]
    return None


def find(text: str) -> list[ParsedDate | ImpossibleDate]:
    """Everything in a text that is written as a date, in its order; positions are those of ``nfc(text)``."""
    if not text:
        # An empty field is not worth the compiling of all forms.
        return []
    text = nfc(text)
    found = [one for form in _NUMBERS for match in form.finditer(text) if (one := _from_numbers(match))]
    found += [one for form in _NAMES for match in form.finditer(text) if (one := _from_name(match))]
    return list(_apart([one if one.impossible else _with_weekday(text, one) for one in found]))


def parse_period(text: str) -> tuple[int, int] | None:
    """The (year, month) that a text is: "জুন ২০২৩ খ্রি.", "ফেব্রুয়ারি-২০২১", "2023-06"; None where it is none."""
    text = _MONTHLY.sub("", nfc(text).strip())
    for form in _PERIODS_IN_NUMBERS:
        match = form.fullmatch(text)
        if match and 1 <= int(match["m"]) <= 12 and int(match["y"]) in _YEARS["gregorian"]:
            return int(match["y"]), int(match["m"])
    found = find_periods(text)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(text)):
        return found[0].year, found[0].month
    return None


def find_periods(text: str) -> list[ParsedPeriod]:
    """The months of Gregorian years named in a text, without those in dates; positions are those of ``nfc(text)``."""
    text = nfc(text)
    dates = find(text)
    found = []
    for match in (match for form in _PERIODS for match in form.finditer(text)):
        calendar, _, month = _MONTHS[match["month"]]
        year = _year(match)
        if year not in _YEARS["gregorian"] or calendar != "gregorian":
            continue
        if not any(one.start < match.end() and match.start() < one.end for one in dates):
            several = _OTHER_MONTH_BEFORE.search(text, max(0, match.start() - _WORD_BACK), match.start())
            doubtful = several is not None or len(match["y"]) == 2
            fields = {"y": _number_field("y", match["y"], len(match["y"]) == 2)}
            fields["month"] = _word_field("month", _MONTHS[match["month"]][1])
            found.append(ParsedPeriod(year, month, *match.span(), doubtful=doubtful, style=_style(match, fields)))
    return sorted(found, key=lambda one: one.start)


def _from_numbers(match: re.Match[str]) -> ParsedDate | ImpossibleDate | None:
    """Day, month and year in numbers."""
    text, start = match.string, match.start()
    if start > 1 and text[start - 1] == match["tie"] and text[start - 2].isdigit():
        return None  # the end of a longer number, such as that of a memo
    year, month, day = _year(match), int(match["m"]), int(match["d"])
    calendar: Calendar = "bangla" if year in _YEARS["bangla"] else "gregorian"
    if year not in _YEARS[calendar]:
        return None  # three numbers can be anything
    if meant := _day(calendar, year, month, day):
        return _found(match, meant, calendar, _doubtful(match, calendar, day))
    year_first = match.start("y") < match.start("d")
    if not year_first and calendar == "gregorian" and (meant := _day(calendar, year, day, month)):
        return _found(match, meant, calendar, doubtful=True, swapped=True)
    return ImpossibleDate(*match.span()) if len(match["y"]) == 4 else None


def _from_name(match: re.Match[str]) -> ParsedDate | ImpossibleDate | None:
    """A date with the name of its month. With a year of the other calendar it is a date gone wrong."""
    calendar, _, month = _MONTHS[match["month"]]
    year, day = _year(match), int(match["d"])
    if year == 0:
        return None
    meant = _day(calendar, year, month, day) if year in _YEARS[calendar] else None
    return _found(match, meant, calendar, _doubtful(match, calendar, day)) if meant else ImpossibleDate(*match.span())


def _year(match: re.Match[str]) -> int:
    """The year in full; 0 where nothing but a blank or comma says that two digits are one (জুলাই ২৩)."""
    year = int(match["y"])
    if len(match["y"]) == 4:
        return year
    if match["tie"] in ("", ",") and match["era"] is None:
        return 0
    return _CENTURY_BEGINS + (year - _CENTURY_BEGINS) % 100


def _day(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    try:
        return to_gregorian(BanglaDate(year, month, day)) if calendar == "bangla" else date(year, month, day)
    except ValueError:
        return None


def _doubtful(match: re.Match[str], calendar: Calendar, day: int) -> bool:
    ending = match.groupdict().get("th")
    other_era = match["bangla" if calendar == "gregorian" else "gregorian"]
    return len(match["y"]) == 2 or other_era is not None or ending not in (None, day_ending(day))


def _found(
    match: re.Match[str], meant: date, calendar: Calendar, doubtful: bool, *, swapped: bool = False
) -> ParsedDate:
    """The date with its style: the match with its parts turned into fields."""
    groups = match.groupdict()
    day, month, year = groups["d"], groups.get("m"), groups["y"]
    # "১২/১১/২০২৩" does not tell whether single digits are padded: they are unless one of the two shows otherwise.
    padded = month is not None and len(day) == len(month) == 2
    first, second = ("m", "d") if swapped else ("d", "m")
    fields = {"d": _number_field(first, day, padded), "y": _number_field("y", year, len(year) == 2)}
    if month:
        fields["m"] = _number_field(second, month, padded)
    else:
        fields["month"] = _word_field("month", _MONTHS[groups["month"]][1])
    if groups.get("th") == day_ending(meant.day if calendar == "gregorian" else int(day)):
        fields["th"] = "{th}"
    return ParsedDate(meant, _style(match, fields), calendar, *match.span(), doubtful=doubtful)


def _style(match: re.Match[str], fields: Mapping[str, str]) -> str:
    """The match with its groups turned into fields."""
    style, position = "", match.start()
    for group, field in sorted(fields.items(), key=lambda item: match.start(item[0])):
        style += match.string[position : match.start(group)] + field
        position = match.end(group)
    return style + match.string[position : match.end()]


def _number_field(name: str, number: str, twice: bool) -> str:
    twice = twice or (name != "y" and number[0] in "0০")
    return "{" + name * (1 + twice) + (":en" if number.isascii() else "") + "}"


def _word_field(name: str, form: str) -> str:
    return "{" + name + (f":{form}" if form else "") + "}"


def _with_weekday(text: str, found: ParsedDate) -> ParsedDate:
    """The date with the day of the week that stands before or after it."""
    if before := _WEEKDAY_BEFORE.search(text, max(0, found.start - _WORD_BACK), found.start):
        words, agrees = _weekday(before, found.date)
        doubtful = found.doubtful or not agrees
        found = replace(found, style=words + found.style, start=before.start(), doubtful=doubtful)
    if after := _WEEKDAY_AFTER.match(text, found.end):
        words, agrees = _weekday(after, found.date)
        found = replace(found, style=found.style + words, end=after.end(), doubtful=found.doubtful or not agrees)
    return found


def _weekday(match: re.Match[str], meant: date) -> tuple[str, bool]:
    """The words around a day of the week, with a field for it where it is the date's."""
    form, number = _WEEKDAYS[match["weekday"]]
    agrees = number == meant.weekday()
    (start, end), whole = match.span("weekday"), match.string
    field = _word_field("weekday", form) if agrees else match["weekday"]
    return whole[match.start() : start] + field + whole[end : match.end()], agrees


def _apart(found: list[ParsedDate | ImpossibleDate]) -> Iterator[ParsedDate | ImpossibleDate]:
    """In order, and of those that overlap the first and longest."""
    end = 0
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end
