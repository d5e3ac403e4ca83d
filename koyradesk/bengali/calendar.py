"""The Bangla calendar (বঙ্গাব্দ) of Bangladesh, in both directions.

Every year begins on 14 April. Month lengths:

* from 1426 (14 April 2019) by the rule of the Bangla Academy's committee, put in force by the Ministry of Public
  Administration on 16 October 2019: six months of 31 days, Kartik to Magh and Choitro of 30, Falgun of 29;
* before, by the rule adopted in 1987: five months of 31 days, the others of 30.

In both, Falgun is a day longer when the Gregorian year in which it falls is a leap year. The rules first part at the
end of Ashwin 1426: 16 October 2019 was ৩১ আশ্বিন, where the old rule (and some of that morning's papers) had ১ কার্তিক.
So 1426 is counted by the new rule from its first day. Dates before 1987 are counted by the rule of 1987.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, Self

from koyradesk.bengali.text import nfc

#: Names by month number less one, spelled as the Bangla Academy does.
MONTHS = tuple(nfc("বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র").split())
GREGORIAN_MONTHS = tuple(nfc("জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর").split())
#: As far as a narrow column takes them.
SHORT_MONTHS = tuple(nfc("জানু ফেব্রু মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টে অক্টো নভে ডিসে").split())
#: By ``date.weekday()``: Monday first.
WEEKDAYS = tuple(nfc("সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার").split())
#: Two months each, from Boishakh.
SEASONS = tuple(nfc("গ্রীষ্ম বর্ষা শরৎ হেমন্ত শীত বসন্ত").split())

_NEW_RULE_FROM = 1426
_OLD_LENGTHS = (31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, 30)
_NEW_LENGTHS = (31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 29, 30)
_FALGUN = 11
#: The last year that ends before Python's last date.
_LAST_YEAR = date.max.year - 594


class _Day(NamedTuple):
    year: int
    month: int
    day: int


class BanglaDate(_Day):
    """A day of the Bangla calendar, month 1 (Boishakh) to 12 (Choitro).

    Raises:
        ValueError: there is no such day.
    """

    __slots__ = ()

    def __new__(cls, year: int, month: int, day: int) -> Self:
        if not 1 <= year <= _LAST_YEAR:
            raise ValueError(f"Bangla year must be in 1..{_LAST_YEAR}, not {year}")
        if not 1 <= day <= days_in_month(year, month):
            raise ValueError(f"no day {day} in month {month} of Bangla year {year}")
        return super().__new__(cls, year, month, day)

    @property
    def season(self) -> str:
        """The name of its season (ঋতু)."""
        return SEASONS[(self.month - 1) // 2]


def days_in_month(year: int, month: int) -> int:
    """The length of a month of the Bangla calendar, in days.

    Raises:
        ValueError: ``month`` is not in 1..12.
    """
    if not 1 <= month <= 12:
        raise ValueError(f"month must be in 1..12, not {month}")
    lengths = _NEW_LENGTHS if year >= _NEW_RULE_FROM else _OLD_LENGTHS
    return lengths[month - 1] + (month == _FALGUN and _is_leap(year + 594))


def from_gregorian(day: date) -> BanglaDate:
    """The Bangla date of a Gregorian one.

    Raises:
        ValueError: before the first Bangla year (14 April 594) or too near the end of Python's calendar.
    """
    year = day.year - (593 if (day.month, day.day) >= (4, 14) else 594)
    left = day.toordinal() - date(year + 593, 4, 14).toordinal()
    month = 1
    while left >= (length := days_in_month(year, month)):
        left -= length
        month += 1
    return BanglaDate(year, month, left + 1)


def to_gregorian(bangla: BanglaDate) -> date:
    """The Gregorian date of a Bangla one."""
    passed = sum(days_in_month(bangla.year, month) for month in range(1, bangla.month))
    return date(bangla.year + 593, 4, 14) + timedelta(days=passed + bangla.day - 1)


def _is_leap(year: int) -> bool:
    # Python's own would bring a whole calendar with it.
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
