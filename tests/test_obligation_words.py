"""Obligations in words, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from koyradesk.bengali.text import nfc
from koyradesk.obligations import words
from koyradesk.obligations.shapes import Measure, Obligation, Report, Rule, Task

NINTH = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("rule", "bengali", "english"),
    [
        (None, "", ""),
        (Rule("date", NINTH), "৯ নভেম্বর ২০২৬", "9 November 2026"),
        (Rule("date"), "", ""),
        (Rule("month", month="2026-11"), "নভেম্বর ২০২৬ মাসের মধ্যে", "by the end of November 2026"),
        (Rule("next_meeting"), "পরবর্তী সভা", "by the next meeting"),
        (Rule("recurring", every=1), "প্রতি মাসে", "every month"),
        (Rule("recurring", every=3), "প্রতি ৩ মাসে (ত্রৈমাসিক)", "every 3 months (quarterly)"),
        (Rule("recurring", every=6), "প্রতি ৬ মাসে (ষাণ্মাসিক)", "every 6 months (half-yearly)"),
        (Rule("recurring", every=12), "প্রতি বছর (বার্ষিক)", "every year"),
        (
            Rule("recurring", every=1, begins="2026-10", ends="2027-06", after=5),
            "প্রতি মাসে, অক্টোবর ২০২৬ থেকে, জুন ২০২৭ পর্যন্ত, সময়কাল শেষ হওয়ার পর ৫ দিনের মধ্যে",
            "every month, from October 2026, until June 2027, 5 days after the end of the period at the latest",
        ),
        (Rule("standing"), "চলমান", "ongoing, without an end"),
        (Rule("information"), "অবগতির জন্য", "for information"),
    ],
)
def test_a_rule_is_said_in_both_languages(rule, bengali, english):
    assert (words.rule_words(rule, "bn"), words.rule_words(rule, "en")) == (bengali, english)


@pytest.mark.parametrize(
    ("measure", "value", "wanted", "reached"),
    [
        (Measure(), 1, "", ""),
        (Measure("count", 5, "টি"), 3, "কমপক্ষে ৫টি", "৫টির মধ্যে ৩টি"),
        (Measure("count", 5), 3, "কমপক্ষে ৫টি", "৫টির মধ্যে ৩টি"),
        (Measure("count", 62, "জন"), 40, "কমপক্ষে ৬২ জন", "৬২ জনের মধ্যে ৪০ জন"),
        (Measure("count", 4, "ব্যাচ"), 3, "কমপক্ষে ৪ ব্যাচ", "৪ ব্যাচের মধ্যে ৩ ব্যাচ"),
        (Measure("percent", 60), 45, "৬০%", "৪৫%"),
        (Measure("percent", 60), None, "৬০%", ""),
        (Measure("document"), 1, "কাগজ বা ফাইল দাখিল", ""),
    ],
)
def test_a_measure_and_what_was_reached_of_it(measure, value, wanted, reached):
    assert words.measure_words(measure, "bn") == wanted
    assert words.value_words(measure, value, "bn") == reached


def test_numbers_are_in_the_digits_of_the_language():
    assert words.share_words(9, 14, "bn") == "১৪টির মধ্যে ৯টি"
    assert words.share_words(9, 14, "en") == "9 of 14"
    assert words.share_words(40, 62, "en", "জন") == "40 of 62 people"
    assert words.share_words(3, 4, "en", "batches") == "3 batches of 4 batches"
    assert words.measure_words(Measure("count", 4, "batches"), "en") == "at least 4 batches"
    assert words.measure_words(Measure("count", 4), "en") == "at least 4"


@pytest.mark.parametrize(
    ("every", "key", "bengali", "english"),
    [
        (1, "2026-11", "নভেম্বর ২০২৬", "November 2026"),
        (3, "2026-10", "অক্টোবর–ডিসেম্বর ২০২৬", "October–December 2026"),
        (6, "2027-01", "জানুয়ারি–জুন ২০২৭", "January–June 2027"),
        (12, "2026-07", "২০২৬-২৭ অর্থবছর", "fiscal year 2026-27"),
        (12, "2099-07", "২০৯৯-০০ অর্থবছর", "fiscal year 2099-00"),
    ],
)
def test_a_period_is_called_as_offices_call_it(every, key, bengali, english):
    of, task = Obligation("o", rule=Rule("recurring", every=every)), Task("t", "o", "", period=key)
    assert (words.period_words(of, task, "bn"), words.period_words(of, task, "en")) == (bengali, english)


def test_a_period_of_a_rule_that_is_no_more_is_its_month():
    assert words.period_words(Obligation("o"), Task("t", "o", "", period="2026-11"), "bn") == "নভেম্বর ২০২৬"
    assert words.period_words(Obligation("o", rule=Rule("standing")), Task("t", "o", ""), "bn") == ""


@pytest.mark.parametrize(
    ("day", "bengali", "english"),
    [
        (date(2026, 11, 21), "১২ দিন দেরি", "12 days late"),
        (date(2026, 11, 10), "১ দিন দেরি", "1 day late"),
        (NINTH, "আজ শেষ দিন", "due today"),
        (date(2026, 11, 8), "১ দিন বাকি", "1 day left"),
        (date(2026, 10, 31), "৯ দিন বাকি", "9 days left"),
    ],
)
def test_late_is_told_against_a_day(day, bengali, english):
    task = Task("t", "o", "", due=NINTH)
    assert words.late_words(task, Measure(), day, "bn") == bengali
    assert words.late_words(task, Measure(), day, "en") == english


def test_what_is_done_or_never_due_is_not_late():
    done = Task("t", "o", "", due=NINTH, reports=(Report(done=True),))
    assert words.late_words(done, Measure(), date(2027, 1, 1), "bn") == ""
    assert words.late_words(Task("t", "o", ""), Measure(), date(2027, 1, 1), "bn") == ""


def test_status_outcome_and_channel_have_words():
    assert [words.status_words(one, "bn") for one in ("open", "progress", "done", "closed")] == [
        nfc("প্রতিবেদন পাওয়া যায়নি"),
        "চলমান",
        "সম্পন্ন",
        "নিষ্পন্ন",
    ]
    assert words.outcome_words("", "bn") == words.channel_words("", "bn") == ""
    assert words.outcome_words("dropped", "bn") == "আর প্রয়োজন নেই"
    assert words.report_words(Report(channel="phone", date=NINTH), "bn") == "টেলিফোনে, ৯ নভেম্বর ২০২৬"
