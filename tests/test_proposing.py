"""What a decision's words are proposed to mean: the table of tests/data/proposals.tsv, and what nobody would write."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.text import nfc
from koyradesk.obligations import rules
from koyradesk.obligations.proposing import Proposal, propose
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.sentences import sentences

HELD = date(2026, 11, 12)
TABLE = Path(__file__).parent / "data" / "proposals.tsv"


def cases() -> list[tuple[str, str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if not line.startswith("#")]


def said(one: Proposal) -> str:
    """A proposal as the table writes it."""
    rule, measure = one.rule, one.measure
    words = [rule.kind]
    words += [rule.on.isoformat()] if rule.on else []
    words += [rule.month] if rule.month else []
    if rule.kind == "recurring":
        words.append(str(rule.every))
        for name, value in (("from", rule.begins), ("to", rule.ends), ("after", rule.after)):
            words += [name, str(value)] if value else []
    told = {"yes_no": "", "document": " | document"}.get(measure.kind, f" | {measure.kind} {measure.target}")
    return " ".join(words) + told + (f" {measure.unit}" if measure.unit else "")


def test_the_table_is_large_and_says_nothing_twice():
    texts = [text for _, text in cases()]
    assert len(texts) >= 120
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize(("wanted", "text"), cases(), ids=lambda value: value[:60])
def test_a_decision_means_what_the_table_says(wanted, text):
    found = propose(text, HELD)
    assert (nfc(said(found[0])) if found else "-") == nfc(wanted)


@pytest.mark.parametrize(("wanted", "text"), cases(), ids=lambda value: value[:60])
def test_a_quote_stands_where_it_says_and_its_rule_is_one_that_may_be_set(wanted, text):
    for held in (HELD, None, date(2024, 2, 29)):
        for one in propose(text, held):
            assert nfc(text)[one.start : one.end] == one.quote.strip() != ""
            rules.refuse(one.rule, one.measure, held)


def test_the_likeliest_comes_first_and_what_else_could_be_meant_behind_it():
    found = propose("২০/১১/২০২৬ তারিখের মধ্যে ব্যাখ্যা চেয়ে পরবর্তী সভায় উপস্থাপন করতে হবে।", HELD)
    assert [one.rule for one in found] == [Rule("date", date(2026, 11, 20)), Rule("next_meeting")]
    assert found[0].quote == nfc("২০/১১/২০২৬ তারিখের মধ্যে")


def test_a_month_and_a_number_are_quoted_in_one():
    (one,) = propose("প্রতি মাসে ন্যূনতম ০৫ টি ইটভাটা দেখতে হবে।", HELD)
    assert (one.quote, one.sure) == (nfc("প্রতি মাসে ন্যূনতম ০৫ টি"), True)


def test_what_is_not_said_is_not_sure():
    def sure(text: str) -> bool:
        return propose(text, HELD)[0].sure

    assert sure("৩০/১১/২০২৬ তারিখের মধ্যে শেষ করতে হবে।")
    assert not sure("৩০/১১/২৬ তারিখের মধ্যে শেষ করতে হবে।")  # a year of two digits
    assert not sure("স্যানিটেশন শতভাগ নিশ্চিত করতে হবে।")  # until when is not said
    assert not sure("জরুরি ভিত্তিতে সারাতে হবে।")
    assert not sure("৫ কার্যদিবসের মধ্যে শেষ করতে হবে।")  # holidays nobody here knows of
    assert sure("নিয়মিত তদারকি করতে হবে।")


def test_without_a_day_of_the_meeting_only_whole_dates_are_proposed():
    assert propose("১৫ দিনের মধ্যে শেষ করতে হবে।", None) == ()
    assert propose("আগামী মাসের মধ্যে শেষ করতে হবে।", None) == ()
    assert propose("৩০ নভেম্বরের মধ্যে শেষ করতে হবে।", None) == ()
    assert propose("৩০/১১/২০২৬ তারিখের মধ্যে শেষ করতে হবে।", None)[0].rule == Rule("date", date(2026, 11, 30))


def test_the_calendar_is_kept():
    leap = date(2028, 1, 31)
    assert propose("এক মাসের মধ্যে শেষ করতে হবে।", leap)[0].rule.on == date(2028, 2, 29)
    assert propose("২৯ ফেব্রুয়ারির মধ্যে শেষ করতে হবে।", HELD)[0].rule.on == date(2028, 2, 29)
    assert propose("২৯/০২/২০২৭ তারিখের মধ্যে শেষ করতে হবে।", HELD) == ()
    assert propose("২৯/০২/২০২৮ তারিখের মধ্যে শেষ করতে হবে।", HELD)[0].rule.on == date(2028, 2, 29)
    # The fiscal year changes with July.
    assert propose("চলতি অর্থবছরের মধ্যে শেষ করতে হবে।", date(2026, 6, 30))[0].rule.month == "2026-06"
    assert propose("চলতি অর্থবছরের মধ্যে শেষ করতে হবে।", date(2026, 7, 1))[0].rule.month == "2027-06"
    assert propose("জুনের মধ্যে শেষ করতে হবে।", date(2026, 6, 30))[0].rule.month == "2026-06"
    assert propose("৩০০ মাসের মধ্যে শেষ করতে হবে।", date(9999, 12, 31)) == ()
    assert propose("৩০০ মাসের মধ্যে শেষ করতে হবে।", date(2199, 12, 31))[0].rule.on == date(2224, 12, 31)


def test_what_a_meeting_decides_of_an_older_decision_is_no_new_rule():
    words = sentences("decided")
    which = words["which_text"].format(decision="প্রতি মাসে ন্যূনতম ০৫ টি ল্যাব নিয়মিত দেখতে হবে।")
    for name in ("done", "dropped", "extended"):
        said = words[name].format_map(defaultdict(str, which=which, day="১৫ ডিসেম্বর ২০২৬"))
        assert propose(said, HELD) == (), name
    anew = words["reissued"].format(which=which, decision="প্রতি বছর ১টি ল্যাব দেখতে হবে।")
    assert [one.rule for one in propose(anew, HELD)] == [Rule("recurring", every=12)]
    assert propose("“৩০/১১/২০২৬ তারিখের মধ্যে শেষ করতে হবে।”", HELD)[0].rule == Rule("date", date(2026, 11, 30))


@pytest.mark.parametrize(
    "piece",
    [
        "১৫ দিনের মধ্যে ",
        "প্রতি মাসে ন্যূনতম ০৫ টি। ",
        "অনুরোধ ",
        "আগামী ",
        "প্রতিবেদন ",
        "<b>",
        "১২/১২/২০২৬ তারিখের মধ্যে",
        "১,",
        " ",
        "(",
        "প্রতি",
        "নভেম্বর ",
        "\u202e\u200d",
        "পরবর্তী কমিটির ",
        "তারিখ ",
    ],
)
def test_what_nobody_would_write_is_read_to_the_end_of_what_a_decision_can_be(piece):
    text = piece * (200_000 // len(piece))
    assert isinstance(propose(text, HELD), tuple)


def test_marks_of_reading_direction_and_joiners_do_not_hide_what_is_meant():
    text = "\u202eআগামী\u200b ৩০/১১/২০২৬\u200f তারিখের ম\u200dধ্যে শেষ কর\u200cতে হবে।\u202c"
    (one,) = propose(text, HELD)
    assert one.rule == Rule("date", date(2026, 11, 30))
    assert nfc(text)[one.start : one.end] == one.quote


def test_what_something_unseen_parted_does_not_grow_into_one_letter():
    text = "ক\u09c7\u200b\u09be ৩০/১১/২০২৬ তারিখের মধ্যে করতে হবে"
    (one,) = propose(text, HELD)
    assert one.quote == nfc("৩০/১১/২০২৬ তারিখের মধ্যে")


PIECES = (
    "প্রতি মাসে",
    "ন্যূনতম",
    "০৫ টি",
    "৭ (সাত) দিনের মধ্যে",
    "৩০/১১/২০২৬",
    "তারিখের",
    "মধ্যে",
    "১০০%",
    "জুন",
    "২০২৭",
    "আগামী",
    "সভায়",
    "প্রতিবেদন প্রেরণ",
    "করতে হবে।",
    "অবহিত করা হলো",
    "পর্যন্ত",
    "হতে",
    "\u09be",
    "\u200d",
    "<b>",
    "&lt;",
    "999999",
    "\n",
)


@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map(" ".join),
    st.none() | st.dates(),
)
def test_whatever_is_written_is_read_and_what_is_proposed_may_be_set(text, held):
    for one in propose(text, held):
        assert isinstance(one.measure, Measure)
        assert 0 <= one.start < one.end <= len(nfc(text))
        assert nfc(text)[one.start : one.end] == one.quote
        rules.refuse(one.rule, one.measure, held)
