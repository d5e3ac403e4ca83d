"""What a meeting's standing sentences become for the next one: months, numbers, years and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali import dates
from koyradesk.bengali.text import nfc
from koyradesk.moving import BLANKS, Move, covered, first_day, month, number

OCTOBER = month(date(2026, 10, 1))
HELD = date(2026, 10, 25)
NEXT = Move(OCTOBER, OCTOBER + 1, HELD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("আইসিটি কমিটির অক্টোবর/২০২৬ মাসের সভা", "আইসিটি কমিটির নভেম্বর/২০২৬ মাসের সভা"),
        ("অক্টোবর ২০২৬ খ্রি. মাসের সভা", "নভেম্বর ২০২৬ খ্রি. মাসের সভা"),
        ("অক্টোবর, ২০২৬", "নভেম্বর, ২০২৬"),
        ("অক্টোবর-২০২৬ খ্রিঃ", "নভেম্বর-২০২৬ খ্রিঃ"),
        ("অক্টোবর/ ২৬", "নভেম্বর/ ২৬"),
        ("২০২৬ সালের অক্টোবর মাসের সভা", "২০২৬ সালের নভেম্বর মাসের সভা"),
        ("October 2026", "November 2026"),
        ("অক্টোবর মাসের সভা", "নভেম্বর মাসের সভা"),
        ("অক্টোবর মাস; <b>অক্টোবর ২০২৬</b>", "নভেম্বর মাস; <b>নভেম্বর ২০২৬</b>"),
        # What was said of the meeting before is said of this one.
        ("গত সেপ্টেম্বর ২০২৬ মাসের সভার কার্যবিবরণী পাঠ করা হয়।", "গত অক্টোবর ২০২৬ মাসের সভার কার্যবিবরণী পাঠ করা হয়।"),
        ("বিগত আগস্ট মাসের সভার সিদ্ধান্ত", "বিগত অক্টোবর মাসের সভার সিদ্ধান্ত"),
        ("সেপ্টেম্বর মাসের সভার অগ্রগতি", "অক্টোবর মাসের সভার অগ্রগতি"),
        ("আগামী নভেম্বর ২০২৬ মাসে", "আগামী ডিসেম্বর ২০২৬ মাসে"),
        # What has nothing to do with either stays.
        ("মার্চ ২০২৬ মাসের বাজেট", "মার্চ ২০২৬ মাসের বাজেট"),
        ("১০ মার্চ ২০২৬ তারিখের পরিপত্র", "১০ মার্চ ২০২৬ তারিখের পরিপত্র"),
        ("গত আগস্ট মাসে সভাপতি পরিদর্শন করেন। সভায়", "গত আগস্ট মাসে সভাপতি পরিদর্শন করেন। সভায়"),
        ("মেধাবী শিক্ষার্থী মাসে একবার", "মেধাবী শিক্ষার্থী মাসে একবার"),
        ("", ""),
    ],
)
def test_months_move_on_in_their_own_writing(before: str, after: str) -> None:
    assert NEXT.text(before) == nfc(after)
    assert NEXT.title(before) == nfc(after)


def test_a_month_that_is_put_right_moves_nothing_but_the_month() -> None:
    move = Move(OCTOBER, OCTOBER + 3, same=True)
    before = "২০২৬ সালের ১০ম সভা, অক্টোবর ২০২৬; ২৫ অক্টোবর ২০২৬ তারিখ; গত সেপ্টেম্বর মাসের সভা; আগামী নভেম্বর মাস"
    after = "২০২৭ সালের ১০ম সভা, জানুয়ারি ২০২৭; ২৫ অক্টোবর ২০২৬ তারিখ; গত সেপ্টেম্বর মাসের সভা; আগামী ফেব্রুয়ারি মাস"
    assert move.title(before) == nfc(after)


def test_over_the_end_of_a_year() -> None:
    move = Move(month(date(2026, 12, 1)), month(date(2027, 1, 1)))
    assert move.title("ডিসেম্বর/২০২৬ মাসের সভা") == nfc("জানুয়ারি/২০২৭ মাসের সভা")
    assert move.text("গত নভেম্বর ২০২৬ মাসের সভা") == nfc("গত ডিসেম্বর ২০২৬ মাসের সভা")
    assert move.text("জানুয়ারী মাসে") == nfc("ফেব্রুয়ারি মাসে")
    assert move.text("জানুয়ারি মাসে") == nfc("ফেব্রুয়ারি মাসে")


def test_months_without_meetings_are_passed_over() -> None:
    move = Move(month(date(2026, 6, 1)), OCTOBER)
    assert move.title("জুন ২০২৬ মাসের সভা") == nfc("অক্টোবর ২০২৬ মাসের সভা")
    assert move.text("গত মে মাসের সভার কার্যবিবরণী") == nfc("গত জুন মাসের সভার কার্যবিবরণী")


def test_meetings_of_several_months() -> None:
    assert covered("জুলাই-সেপ্টেম্বর ২০২৬ প্রান্তিকের সভা") == 3
    assert covered("ডিসেম্বর ও জানুয়ারি ২০২৭ মাসের সভা") == 2
    assert covered("অক্টোবর ২০২৬ মাসের সভা") == covered("সভা") == 1
    quarter = Move(month(date(2026, 9, 1)), month(date(2026, 12, 1)))
    assert quarter.title("জুলাই-সেপ্টেম্বর ২০২৬ প্রান্তিকের সভা") == nfc("অক্টোবর-ডিসেম্বর ২০২৬ প্রান্তিকের সভা")
    assert quarter.text("এপ্রিল-জুন ২০২৬ প্রান্তিকের") == nfc("জুলাই-সেপ্টেম্বর ২০২৬ প্রান্তিকের")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("কমিটির ৬৩তম সভার কার্যবিবরণী", "কমিটির ৬৪তম সভার কার্যবিবরণী"),
        ("৬৩ তম মাসিক সমন্বয় সভা", "৬৪ তম মাসিক সমন্বয় সভা"),
        ("৫ম সভা", "৬ষ্ঠ সভা"),
        ("১ম সাধারণ সভা", "২য় সাধারণ সভা"),
        ("১০ম সভা", "১১তম সভা"),
        ("63তম সভা", "64তম সভা"),
        ("দ্বিতীয় সভা", "তৃতীয় সভা"),
        ("একাদশ সভা", "দ্বাদশ সভা"),
        ("দ্বাদশ সভা", "১৩তম সভা"),
        ("৬৩ নং সভা", "৬৪ নং সভা"),
        ("সভা নং: ০৯", "সভা নং: ১০"),
        ("১ম পর্যায়ের কাজ", "১ম পর্যায়ের কাজ"),
        ("সভাপতি নং ৫", "সভাপতি নং ৫"),
        ("৬৩তম", "৬৩তম"),
    ],
)
def test_a_numbered_meeting_is_followed_by_the_next_number(before: str, after: str) -> None:
    assert NEXT.title(before) == nfc(after)


def test_numbers_in_sentences_are_those_of_the_title() -> None:
    move = Move(OCTOBER, OCTOBER + 1, HELD, number("আইসিটি কমিটির ৬৩তম সভা"))
    assert move.number == 63
    assert move.text("গত ৬২তম সভার কার্যবিবরণী; অদ্যকার ৬৩তম সভা; জেলা কমিটির ১২তম সভা") == nfc(
        "গত ৬৩তম সভার কার্যবিবরণী; অদ্যকার ৬৪তম সভা; জেলা কমিটির ১২তম সভা"
    )
    # Where the title has none, only what is said of the last meeting counts on.
    assert NEXT.text("গত ৮ম সভার কার্যবিবরণী। জেলা কমিটির ১২তম সভা") == nfc("গত ৯ম সভার কার্যবিবরণী। জেলা কমিটির ১২তম সভা")
    assert number("সভার কার্যবিবরণী") is None


def test_counting_begins_anew_with_the_year_it_is_counted_in() -> None:
    july = Move(month(date(2026, 6, 1)), month(date(2026, 7, 1)), None, 12)
    assert july.title("২০২৫-২৬ অর্থবছরের ১২তম সভা") == nfc("২০২৬-২৭ অর্থবছরের ১ম সভা")
    assert july.title("২০২৫-২০২৬ অর্থ বছরের জুন ২০২৬ মাসের সভা") == nfc("২০২৬-২০২৭ অর্থ বছরের জুলাই ২০২৬ মাসের সভা")
    assert july.text("২০২৫-২৬ অর্থবছরের কর্মপরিকল্পনা") == nfc("২০২৬-২৭ অর্থবছরের কর্মপরিকল্পনা")
    assert july.text("২০২২-২৩ অর্থবছরের হিসাব") == nfc("২০২২-২৩ অর্থবছরের হিসাব")
    january = Move(month(date(2026, 12, 1)), month(date(2027, 1, 1)), None, 11)
    assert january.title("২০২৬ সালের ১১তম সভা") == nfc("২০২৭ সালের ১ম সভা")
    assert january.title("২০২৬ সালের ডিসেম্বর মাসের সভা") == nfc("২০২৭ সালের জানুয়ারি মাসের সভা")
    assert january.title("২০২৪ সালের নীতিমালা বিষয়ক সভা") == nfc("২০২৪ সালের নীতিমালা বিষয়ক সভা")
    assert january.text("২০২৬ সালের আইন") == nfc("২০২৬ সালের আইন")
    assert NEXT.title("২০২৬ সালের ১১তম সভা") == nfc("২০২৬ সালের ১২তম সভা")
    assert replace(july, number=112).title("২০২৫-২৬ অর্থবছরের ১১২তম সভা") == nfc("২০২৬-২৭ অর্থবছরের ১১৩তম সভা")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("অদ্য ২৫/১০/২০২৬ খ্রি. তারিখ সকাল ১০.৩০ ঘটিকায়", f"অদ্য {BLANKS} তারিখ সকাল ১০.৩০ ঘটিকায়"),
        ("রবিবার, ২৫ অক্টোবর ২০২৬ তারিখে", f"{BLANKS} তারিখে"),
        ("গত ২৫/১০/২০২৬ তারিখের সভা", f"গত {BLANKS} তারিখের সভা"),
        ("৯ কার্তিক ১৪৩৩ তারিখে", f"{BLANKS} তারিখে"),
        ("১২/১০/২০২৬ তারিখের নোটিশ মোতাবেক", f"{BLANKS} তারিখের নোটিশ মোতাবেক"),
        ("পরবর্তী সভা ২৫/১১/২০২৬ তারিখে", f"পরবর্তী সভা {BLANKS} তারিখে"),
        ("৩১/০৯/২০২৬ তারিখে", f"{BLANKS} তারিখে"),
        ("গত ২৭/০৯/২০২৬ খ্রি. তারিখের সভার কার্যবিবরণী", "গত ২৫/১০/২০২৬ খ্রি. তারিখের সভার কার্যবিবরণী"),
        ("বিগত ২৭ সেপ্টেম্বর ২০২৬ তারিখে অনুষ্ঠিত সভার", "বিগত ২৫ অক্টোবর ২০২৬ তারিখে অনুষ্ঠিত সভার"),
        ("গত ২৭/০৯/২০২৬ তারিখের নোটিশ অনুযায়ী সভা", f"গত {BLANKS} তারিখের নোটিশ অনুযায়ী সভা"),
        ("গত ১২/০৫/২০২৪ তারিখের পত্র", "গত ১২/০৫/২০২৪ তারিখের পত্র"),
        ("১৫ মার্চ ২০১৪ তারিখের নীতিমালা", "১৫ মার্চ ২০১৪ তারিখের নীতিমালা"),
    ],
)
def test_a_day_of_the_last_meeting_is_left_open(before: str, after: str) -> None:
    assert NEXT.text(before) == nfc(after)


def test_without_the_day_of_the_last_meeting_its_month_is_enough() -> None:
    move = Move(OCTOBER, OCTOBER + 1)
    assert move.text("২৫/১০/২০২৬ তারিখে; গত ২৭/০৯/২০২৬ তারিখের সভা; ০১/০১/২০২৬ তারিখে") == nfc(
        f"{BLANKS} তারিখে; গত {BLANKS} তারিখের সভা; ০১/০১/২০২৬ তারিখে"
    )


@given(st.integers(1990 * 12, 2150 * 12), st.integers(1, 30))
def test_a_title_moves_to_any_month(old: int, step: int) -> None:
    move = Move(old, old + step)
    text = dates.spell(first_day(old), "শালবন উপজেলা কমিটির {month} {y} মাসের সভা")
    assert move.title(text) == dates.spell(first_day(old + step), "শালবন উপজেলা কমিটির {month} {y} মাসের সভা")
    assert (month(first_day(old)), first_day(old).day) == (old, 1)
