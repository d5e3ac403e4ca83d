"""The standing sentences of one meeting, moved on to the next: months, meeting numbers, fiscal years, dates. Pure.

"৬৩তম সভা … অক্টোবর/২০২৬" becomes "৬৪তম সভা … নভেম্বর/২০২৬" in the same writing. What was said of the meeting before
("গত সেপ্টেম্বর মাসের সভা") is now said of this one. A day that belonged to this one meeting is left open ("………") rather
than left wrong; months and days that belong to neither stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from koyradesk.bengali import dates
from koyradesk.bengali.dating import MONTH_FORMS, official, spell, spell_bangla
from koyradesk.bengali.digits import ordinal, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: A month of a year, counted through: months can be added to it.
Month = int
#: What is left open to be written in.
BLANKS = "………"
#: A date this near a meeting belongs to it: its notice, its day, the one it calls.
_NEAR = timedelta(days=45)
#: More meetings than this are counted through, not anew each year.
_MOST_A_YEAR = 24
#: How far it is looked back for a word, in characters.
_WORD_BACK = 60

_NAMES: dict[str, tuple[str, int]] = {
    word: (form, number)
    for form, words in reversed(MONTH_FORMS["gregorian"].items())
    for number, word in enumerate(words, 1)
}
_NAME = rf"(?:{'|'.join(sorted(_NAMES, key=lambda word: (-len(word), word)))})"
_BEGINS = r"(?<![\w\u0980-\u09e3])"
_ENDS = r"(?![^\W\d_]|[\u0980-\u09e3])"
#: "অক্টোবর মাসের": a month whose year goes without saying; "সেপ্টেম্বর-অক্টোবর ২০২৬": the first of several.
_BARE = pattern(nfc(rf"{_BEGINS}(?P<name>{_NAME})(?=\s+মাস)"))
_FIRST = pattern(nfc(rf"{_BEGINS}(?P<name>{_NAME})[.ঃ]?\s*(?:[-–/]|ও|হতে|থেকে)\s*\Z"))
_PAST = pattern(nfc(rf"{_BEGINS}(?:গত|বিগত|পূর্ববর্তী|পূর্বের|আগের|সর্বশেষ)\s[^।\n]{{0,40}}\Z"))
_HELD = pattern(nfc(r"\s*(?:তারিখ(?:ের|ে)?\s+)?(?:অনুষ্ঠিত\s+)?(?:(?!নোটিশ|পত্র|স্মারক)\S+\s+){0,2}সভা(?!প)"))
_MEETING = pattern(nfc(r"[^।\n]{0,60}?\sসভা(?!প)"))
#: What may stand between a meeting's number and the word for it.
_KINDS = (
    r"(?:(?:মাসিক|দ্বিমাসিক|ত্রৈমাসিক|ষাণ্মাসিক|বার্ষিক|সাধারণ|নিয়মিত|বিশেষ|জরুরি|জরুরী|সমন্বয়|পর্যালোচনা|আইসিটি"
    r"|কমিটির|টিমের|পরিষদের|বোর্ডের)\s+)"
)
_DIGITS = r"[০-৯]{1,4}|[0-9]{1,4}"
_WORDS = tuple(nfc("প্রথম দ্বিতীয় তৃতীয় চতুর্থ পঞ্চম ষষ্ঠ সপ্তম অষ্টম নবম দশম একাদশ দ্বাদশ").split())
_NUMBERED = pattern(
    nfc(
        rf"{_BEGINS}(?:(?P<digits>{_DIGITS})(?P<gap>\s?)(?P<ending>ম|য়|র্থ|ষ্ঠ|তম)|(?P<word>{'|'.join(_WORDS)})"
        rf"|(?P<plain>{_DIGITS})\s?(?:নং|নম্বর))(?=\s+{_KINDS}{{0,4}}সভা(?!প))"
        rf"|{_BEGINS}সভার?\s+(?:ক্রমিক\s+)?(?:নং|নম্বর)\s*[:ঃ-]?\s*(?P<after>{_DIGITS})(?![\w./-])"
    )
)
_FISCAL = pattern(nfc(rf"{_BEGINS}(?P<first>\d{{4}})(?P<tie>\s*[-–/]\s*)(?P<second>\d{{4}}|\d{{2}})(?=\s*অর্থ\s?বছর)"))
_YEAR = pattern(nfc(rf"{_BEGINS}(?P<year>\d{{4}})(?=\s*(?:সাল|সন|পঞ্জিকা\s?বছর|খ্রিষ্টাব্দ|খ্রিস্টাব্দ))"))


def month(day: date) -> Month:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def first_day(of: Month) -> date:
    return date(of // 12, of % 12 + 1, 1)


def number(title: str) -> int | None:
    """Which meeting a title says it is: "৬৩তম সভা" is 63."""
    found = _NUMBERED.search(nfc(title))
    return _value(found) if found else None


def covered(title: str) -> int:
    """How many months the meetings of a committee cover: 3 for "জুলাই-সেপ্টেম্বর ২০২৬", 1 where nothing says so."""
    return max((_span(nfc(title), one) for one in dates.find_periods(title)), default=1)


def named_months(text: str) -> list[tuple[int, int, int]]:
    """Where months stand whose year goes without saying ("অক্টোবর মাসের"), and which of the twelve each is."""
    return [(*one.span("name"), _NAMES[one["name"]][1]) for one in _BARE.finditer(text)]


def numbered(text: str) -> list[tuple[int, int, int]]:
    """Where ordinals of meetings stand ("৬৩তম সভা"), and the numbers they are."""
    return [(one.start("digits"), one.end("ending"), _value(one)) for one in _NUMBERED.finditer(text) if one["digits"]]


@dataclass(frozen=True, slots=True)
class Move:
    """From a meeting of the month ``old`` to one of ``new``; ``held`` and ``number`` are those of the old one.

    ``same``: it is the same meeting, only its month was put right. Its number, its days and the one before stay.
    """

    old: Month
    new: Month
    held: date | None = None
    number: int | None = None
    same: bool = False

    def title(self, text: str) -> str:
        """A title: also a year or fiscal year by which the meetings are counted, and then the count begins anew."""
        return self._moved(nfc(text), titled=True)

    def text(self, text: str) -> str:
        """A sentence of the opening, the closing or the distribution's heading."""
        return self._moved(nfc(text), titled=False)

    def _moved(self, text: str, *, titled: bool) -> str:
        years = self._years(text, titled=titled)
        others = []
        if not self.same:
            others = [*self._days(text), *self._numbers(text, titled=titled, anew=titled and bool(years))]
        for start, end, put in sorted([*self._months(text), *years, *others], reverse=True):
            text = text[:start] + put + text[end:]
        return text

    def _days(self, text: str) -> list[tuple[int, int, str]]:
        found = []
        for one in dates.find(text):
            put = BLANKS if one.impossible else self._day(text, one)
            if put:
                found.append((one.start, one.end, put))
        return found

    def _day(self, text: str, one: dates.ParsedDate) -> str:
        """What stands in the next meeting's papers for a day; "" for the day itself."""
        past = _is_past(text, one.start) and _HELD.match(text, one.end) is not None
        if past and self.held and one.date < self.held and not one.doubtful:
            write = spell_bangla if one.calendar == "bangla" else spell
            return write(self.held, official(one.style))
        if past or (abs(one.date - self.held) <= _NEAR if self.held else month(one.date) == self.old):
            return BLANKS
        return ""

    def _months(self, text: str) -> list[tuple[int, int, str]]:
        found = []
        for one in dates.find_periods(text):
            span = _span(text, one)
            meant = self._month(one.year * 12 + one.month - 1, span, past=_of_past_meeting(text, one.start, one.end))
            if meant is None:
                continue
            found.append((one.start, one.end, spell(first_day(meant), official(one.style))))
            if span > 1 and (before := _first(text, one.start)):
                found.append((*before.span("name"), _named(meant - span + 1, before["name"])))
        taken = [(start, end) for start, end, _ in found]
        for bare in _BARE.finditer(text):
            if any(start < bare.end() and bare.start() < end for start, end in taken):
                continue
            # The year is the one that brings the month nearest to the meeting's.
            away = (_NAMES[bare["name"]][1] - 1 - self.old + 6) % 12 - 6
            meant = self._month(self.old + away, 1, past=_of_past_meeting(text, *bare.span()))
            if meant is not None:
                found.append((*bare.span("name"), _named(meant, bare["name"])))
        return found

    def _month(self, one: Month, span: int, *, past: bool) -> Month | None:
        """The month that takes the place of ``one``; None where it has nothing to do with the meeting."""
        away = one - self.old
        if self.same:
            return self.new + away if away in (0, span) else None
        if away < 0 and past:
            return self.old
        return {-span: self.old, 0: self.new, span: self.new + span}.get(away)

    def _years(self, text: str, *, titled: bool) -> list[tuple[int, int, str]]:
        found = []
        for one in _FISCAL.finditer(text):
            if int(one["first"]) == _fiscal(self.old) != _fiscal(self.new):
                year = _fiscal(self.new)
                second = f"{year + 1:04}"[-len(one["second"]) :]
                found.append((one.start(), one.end(), _like(one[0], f"{year:04}{one['tie']}{second}")))
        if titled and self.old // 12 != self.new // 12:
            for one in _YEAR.finditer(text):
                taken = any(period.start <= one.start() < period.end for period in dates.find_periods(text))
                if int(one["year"]) == self.old // 12 and not taken:
                    found.append((*one.span("year"), _like(one["year"], f"{self.new // 12:04}")))
        return found

    def _numbers(self, text: str, *, titled: bool, anew: bool) -> list[tuple[int, int, str]]:
        found = []
        for one in _NUMBERED.finditer(text):
            held = _value(one)
            if self.number is None:
                ours = titled or _is_past(text, one.start())
            else:
                ours = held in (self.number, self.number - 1)
            if ours:
                found.append(_numbered(one, 1 if anew and held <= _MOST_A_YEAR else held + 1))
        return found


def _span(text: str, one: dates.ParsedPeriod) -> int:
    """How many months a period covers that began before its last month was named."""
    before = _first(text, one.start)
    return (one.month - _NAMES[before["name"]][1]) % 12 + 1 if before else 1


def _first(text: str, start: int) -> re.Match[str] | None:
    """The name of a month that is tied to the one at ``start``."""
    return _FIRST.search(text, max(0, start - _WORD_BACK), start)


def _is_past(text: str, start: int) -> bool:
    """Is what stands at ``start`` said of the meeting before?"""
    return _PAST.search(text, max(0, start - _WORD_BACK), start) is not None


def _of_past_meeting(text: str, start: int, end: int) -> bool:
    return _is_past(text, start) and _MEETING.match(text, end) is not None


def _named(of: Month, like: str) -> str:
    """The name of a month in the writing of another one."""
    form = _NAMES[like][0]
    form = "" if form in ("old", "slip") else form
    return MONTH_FORMS["gregorian"][form][of % 12]


def _fiscal(of: Month) -> int:
    """The year in which the fiscal year of a month began: July to June."""
    return (of - 6) // 12


def _like(sample: str, digits: str) -> str:
    return digits if re.search("[0-9]", sample) else to_bengali(digits)


def _value(found: re.Match[str]) -> int:
    if found["word"]:
        return _WORDS.index(found["word"]) + 1
    return int(found["digits"] or found["plain"] or found["after"])


def _numbered(found: re.Match[str], value: int) -> tuple[int, int, str]:
    """The place of a meeting's number and the number ``value`` as it is written there."""
    if found["word"]:
        return (*found.span("word"), _WORDS[value - 1] if value <= len(_WORDS) else ordinal(value))
    if found["digits"]:
        ending = ordinal(value)[len(to_bengali(value)) :]
        return (found.start("digits"), found.end("ending"), _like(found["digits"], f"{value}") + found["gap"] + ending)
    group = "plain" if found["plain"] else "after"
    return (*found.span(group), _like(found[group], f"{value}".zfill(len(found[group]))))
