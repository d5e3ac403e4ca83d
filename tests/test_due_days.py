"""What someone begins to type as a due date, at a meeting of 25 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.due_days import suggested

HELD = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("৩১/১২/২০২৬", date(2026, 12, 31)),
        ("31-12-2026", date(2026, 12, 31)),
        ("৩১ ডিসেম্বর ২০২৬", date(2026, 12, 31)),
        ("৩০", date(2026, 11, 30)),
        ("৩১", date(2026, 12, 31)),
        # The day of the meeting itself is behind it: the next one is meant.
        ("২৫", date(2026, 12, 25)),
        ("31/12", date(2026, 12, 31)),
        ("১০.১", date(2027, 1, 10)),
        ("৩১ ডি", date(2026, 12, 31)),
        ("৫ জানু", date(2027, 1, 5)),
        ("1 dec", date(2026, 12, 1)),
        ("২৯/২", date(2028, 2, 29)),
        ("৭ দিন", date(2026, 12, 2)),
        ("+10", date(2026, 12, 5)),
        ("২ সপ্তাহ", date(2026, 12, 9)),
        ("৩ মাস", date(2027, 2, 25)),
        ("3 months", date(2027, 2, 25)),
    ],
)
def test_what_is_begun_is_taken_for_a_day_behind_the_meeting(typed, first):
    assert suggested(typed, HELD)[0] == first


@pytest.mark.parametrize("typed", ["শীঘ্রই", "৩১/১৩", "৩০/২", "৩১/০২/২০২৭", "0", "৩১ কখগ", "পরের সভা"])
def test_what_is_no_day_gives_none(typed):
    assert suggested(typed, HELD) == []


def test_a_number_above_the_days_of_a_month_is_that_many_days():
    assert suggested("৩২", HELD) == [HELD + timedelta(32)]


def test_a_month_that_is_not_yet_clear_offers_each():
    assert suggested("৫ জু", HELD) == [date(2027, 6, 5), date(2027, 7, 5)]


def test_with_nothing_typed_the_days_the_decision_speaks_of_come_first():
    text = "২০ নভেম্বর ২০২৬ তারিখের পত্রমতে ৩১ ডিসেম্বর ২০২৬ তারিখের মধ্যে তালিকা পাঠাতে হবে।"
    found = suggested("", HELD, text)
    assert found[0] == date(2026, 12, 31)
    assert date(2026, 11, 20) not in found
    assert HELD + timedelta(7) in found
    assert len(found) == len(set(found))


@given(st.text(max_size=12), st.dates(date(1990, 1, 1), date(2150, 1, 1)))
def test_anything_may_be_typed(typed, held):
    assert all(isinstance(day, date) for day in suggested(typed, held, typed))
