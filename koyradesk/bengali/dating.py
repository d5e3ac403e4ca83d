"""The words of dates, and dates written with them.

A style is text with fields: "{dd}/{mm}/{y} খ্রি.", "{d} {month}, {y}". Digits are Bengali; ":en" after a number's field
gives ASCII ones ("{y:en}-{mm:en}-{dd:en}"), and after a word's field the form of the word (see ``MONTH_FORMS``).

=========== ==================================================
{d} {dd}    day; with a leading zero
{th}        the ending of the day's ordinal: ১লা ২রা ৪ঠা ৫ই ২১শে
{m} {mm}    month as a number; with a leading zero
{month}     its name; also {month:old} {month:slip} {month:slip2}
            {month:short} {month:en} {month:mon}
{y} {yy}    year; its last two digits
{weekday}   day of the week; also {weekday:old} {weekday:en}
=========== ==================================================
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from koyradesk.bengali.calendar import GREGORIAN_MONTHS, MONTHS, WEEKDAYS, from_gregorian
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

Calendar = Literal["gregorian", "bangla"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(nfc(text).split())


#: The forms of the months' names, the official spelling first. "old" was taught before the spelling reform; "slip" is
#: what is often typed instead, so that a paper can be written again as it was.
MONTH_FORMS: dict[Calendar, dict[str, tuple[str, ...]]] = {
    "gregorian": {
        "": GREGORIAN_MONTHS,
        "old": _words("জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর"),
        "slip": _words("জানুযারি ফেব্রুযারি মার্চ এপ্রিল মে জুন জুলাই অগাস্ট সেপ্টেম্বার অক্টোবার নভেম্বার ডিসেম্বার"),
        "short": _words("জানু ফেব্রু মার্চ এপ্রি মে জুন জুলাই আগ সেপ্টে অক্টো নভে ডিসে"),
        "en": _words("January February March April May June July August September October November December"),
        "mon": _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    },
    "bangla": {
        "": MONTHS,
        "old": _words("বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্ত্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র"),
        "slip": _words("বৈশাখ জৈষ্ঠ আষাড় শ্রাবন ভাদ্র আশ্বিণ কার্তিক অগ্রহায়ন পৌষ মাঘ ফাল্গুণ চৈত্র"),
        "slip2": _words("বৈশাখ জৈষ্ঠ্য আষাঢ শ্রাবণ ভাদ্র আশ্বীন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাগুন চৈত্র"),
    },
}
WEEKDAY_FORMS: dict[str, tuple[str, ...]] = {
    "": WEEKDAYS,
    "old": _words("সোমবার মঙ্গলবার বুধবার বৃহষ্পতিবার শুক্রবার শনিবার রোববার"),
    "en": _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}

_FIELD = pattern(r"\{(\w*)(?::(\w*))?\}")


def spell(day: date, style: str) -> str:
    """A date in words and digits, by the Gregorian calendar.

    Raises:
        ValueError: the style has a field or a form that does not exist.
    """
    return _write(style, (day.year, day.month, day.day), day.weekday(), "gregorian")


def spell_bangla(day: date, style: str) -> str:
    """A (Gregorian) date in words and digits, by the Bangla calendar.

    Raises:
        ValueError: the style has a field or a form that does not exist, or the day has no Bangla date.
    """
    bangla = from_gregorian(day)
    return _write(style, (bangla.year, bangla.month, bangla.day), day.weekday(), "bangla")


def official(style: str) -> str:
    """The style with all words in their official spelling: what one paper's style becomes for the next papers."""
    return re.sub(r"\{(month|weekday):(?:old|slip2?)\}", r"{\1}", style)


def day_ending(day: int) -> str:
    """What is written after the number of a day: ১লা ২রা ৩রা ৪ঠা ৫ই … ১৮ই ১৯শে … ৩১শে."""
    return {1: "লা", 2: "রা", 3: "রা", 4: "ঠা"}.get(day, "ই" if day < 19 else "শে")


def _write(style: str, ymd: tuple[int, int, int], weekday: int, calendar: Calendar) -> str:
    year, month, day = ymd
    numbers = {"d": f"{day}", "dd": f"{day:02}", "m": f"{month}", "mm": f"{month:02}"}
    numbers |= {"y": f"{year}", "yy": f"{year % 100:02}"}

    def field(found: re.Match[str]) -> str:
        name, form = found[1], found[2] or ""
        if name in numbers and form in ("", "en"):
            return numbers[name] if form else to_bengali(numbers[name])
        if name == "th" and not form:
            return day_ending(day)
        if name == "month" and form in MONTH_FORMS[calendar]:
            return MONTH_FORMS[calendar][form][month - 1]
        if name == "weekday" and form in WEEKDAY_FORMS:
            return WEEKDAY_FORMS[form][weekday]
        raise ValueError(f"a date has no field {found[0]}")

    return _FIELD.sub(field, nfc(style))
