"""What is followed, from the command line: listed by office, reported on, decided of; slips are answered in words."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import followed
import pytest
from commands import CHECKOUT, Done
from followed import COMMITTEE, GROUP, HELD, OFFICES, TODAY
from PIL import Image

from koyradesk import meetings
from koyradesk.bengali.text import has_bengali, nfc
from koyradesk.cli.desk import Desk
from koyradesk.cli.program import run
from koyradesk.model import Meeting
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

DUE = date(2026, 10, 31)
ENGINEER = nfc("উপজেলা প্রকৌশলী")
NOBODY = nfc("ইউপি সচিব (সকল)")
KEYS = ["obligation", "decision", "meeting", "party", "period", "due", "late_days", "status", "measure", "task"]


@dataclass(frozen=True)
class Office:
    """The commands on an office's data, in this process, on a day that is told."""

    folder: Path
    read: Callable[[], tuple[str, str]]
    meeting: Meeting

    def __call__(self, *words: object, language: str = "", on: date = TODAY) -> Done:
        desk = Desk(language or "bn")
        desk.today = on
        code = run(["--data", str(self.folder), *map(str, words)], desk)
        return Done(code, *self.read())

    def good(self, *words: object, on: date = TODAY, language: str = "") -> list[str]:
        done = self(*words, on=on, language=language)
        assert (done.code, done.err) == (0, ""), done
        return done.lines

    def told(self, *words: object, on: date = TODAY) -> object:
        return json.loads("\n".join(self.good(*words, "--json", on=on)))

    def refused(self, *words: object, on: date = TODAY) -> str:
        """The refusal in English; the Bengali one is another, and nothing is changed."""
        before = self.steps()
        said = [self(*words, language=language, on=on) for language in ("en", "bn")]
        for done in said:
            assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done
        assert has_bengali(said[1].err)
        assert said[0].err != said[1].err
        assert self.steps() == before
        return said[0].err

    def decision(self, place: int) -> str:
        return self.meeting.items[place].decisions[0].id

    def steps(self) -> int:
        with Store.open(self.folder) as store:
            return sum(len(store.rows(kind)) for kind in ("obligation", "task", "progress", "attachment"))


@pytest.fixture
def office(tmp_path, capsys, monkeypatch) -> Office:
    folder = tmp_path / "data"
    with Store.open(folder, create=True) as store:
        followed.directory(store)
        followed.directory(store, (), group=NOBODY)
        held = followed.meeting(
            store,
            ("পোর্টাল হালনাগাদ করতে হবে", DUE, [GROUP]),
            ("প্রতি মাসে ন্যূনতম ০৫ টি ল্যাব দেখতে হবে", None, [ENGINEER]),
            ("কাজ ৬০% সম্পন্ন করতে হবে", None, [ENGINEER]),
            ("সকলকে আন্তরিক হতে হবে", None, [NOBODY]),
            ("কেউ এটি করবেন", DUE, []),
        )

    def read() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    return Office(folder, read, held)


# What is due


def test_what_is_due_is_told_as_other_tools_read_it(office):
    found = office.told("due", "--on", "2026-11-12")
    assert [list(one) for one in found] == [KEYS] * 3
    assert [one["party"] for one in found] == list(OFFICES)
    assert {one["decision"] for one in found} == {office.decision(0)}
    assert {one["meeting"] for one in found} == {office.meeting.id}
    first = found[0]
    assert (first["due"], first["late_days"], first["status"], first["period"]) == ("2026-10-31", 12, "open", None)
    assert first["measure"] == {"kind": "yes_no", "target": 1, "value": None}
    assert [one["late_days"] for one in office.told("due", "--on", "2026-10-31")] == [0, 0, 0]


def test_what_is_due_stands_under_each_office_and_says_its_day(office):
    lines = office.good("due", "--on", "১২/১১/২০২৬")
    assert lines[0] == nfc("১২ নভেম্বর ২০২৬ তারিখের অবস্থা: অনিষ্পন্ন ৩টি, বিলম্বিত ৩টি।")
    assert [line for line in lines[1:] if line and "\t" not in line] == list(OFFICES)
    (row,) = [line.split("\t") for line in lines[lines.index(OFFICES[0]) + 1 :][:1]]
    assert row[0].strip() == "!"
    assert row[2:4] == [nfc("৩১ অক্টোবর ২০২৬"), nfc("প্রতিবেদন পাওয়া যায়নি, ১২ দিন দেরি")]
    assert row[-1] == nfc("পোর্টাল হালনাগাদ করতে হবে")
    in_time = office.good("due", "--on", "2026-10-01", language="en")
    assert in_time[0] == "As of 1 October 2026: 3 open, 0 late."
    assert "!" not in "".join(in_time)


def test_only_one_office_or_only_what_is_late(office):
    office.good("rule", office.decision(1), "--standing")
    assert len(office.told("due")) == 4
    assert len(office.told("due", "--late")) == 3
    assert [one["party"] for one in office.told("due", "--party", OFFICES[1])] == [OFFICES[1]]
    assert [one["party"] for one in office.told("due", "--party", GROUP)] == list(OFFICES)
    assert [one["party"] for one in office.told("due", "--party", ENGINEER)] == [ENGINEER]
    assert office.told("due", "--party", ENGINEER, "--late") == []
    assert [one["party"] for one in office.told("due", "--party", f" {ENGINEER}। ")] == [ENGINEER]
    assert OFFICES[0] in office.refused("due", "--party", OFFICES[0][:-2])


def test_a_group_of_nobody_keeps_its_row_and_that_is_told(office):
    done = office("rule", office.decision(3), "--date", "2026-12-01", language="en")
    assert done.code == 0
    assert NOBODY in done.err
    done = office("due", "--json", "--on", "2026-11-01", language="en")
    assert [one["party"] for one in json.loads(done.out)][-1] == NOBODY
    assert done.err == f"Nobody belongs to the group “{NOBODY}” on 1 November 2026, so it stands in the list itself.\n"


# Reports


def test_a_report_makes_the_obligation_of_its_decision(office):
    with Store.open(office.folder) as store:
        assert store.rows("obligation") == []
    proof = office.folder.parent / "ছবি.jpg"
    Image.new("RGB", (40, 30), "green").save(proof)
    (row,) = office.told(
        *("progress", office.decision(0), "--party", OFFICES[1], "--text", "আধা হয়েছে", "--reporter", "করিম"),
        *("--channel", "phone", "--date", "2026-11-20", "--proof", proof),
    )
    assert (row["party"], row["status"]) == (OFFICES[1], "progress")
    with Store.open(office.folder) as store:
        ((obligation,), (report,), (kept,)) = (store.rows(kind) for kind in ("obligation", "progress", "attachment"))
        assert obligation["decision"] == office.decision(0)
        assert (report["text"], report["reporter"], report["channel"]) == (nfc("আধা হয়েছে"), nfc("করিম"), "phone")
        assert (report["date"], kept["of"], kept["name"]) == (date(2026, 11, 20), report["id"], nfc("ছবি.jpg"))
        assert store.blob(kept["blob"]) == proof.read_bytes()
    rows = office.told("progress", row["obligation"], "--done")
    assert [one["status"] for one in rows] == ["done"] * 3
    assert office.told("due", "--late") == []


def test_of_what_recurs_a_report_is_of_one_period(office):
    office.good(
        *("rule", office.decision(1), "--every", "monthly", "--begins", "২০২৬-০৯", "--ends", "2026-10"),
        *("--measure", "count", "--target", "৫", "--unit", "টি"),
    )
    assert [one["period"] for one in office.told("due", "--party", ENGINEER)] == ["2026-09", "2026-10"]
    assert "2026-09, 2026-10" in office.refused("progress", office.decision(1), "--value", "3")
    (row,) = office.told("progress", office.decision(1), "--period", "অক্টোবর ২০২৬", "--value", "৩")
    assert (row["period"], row["measure"]) == ("2026-10", {"kind": "count", "target": 5, "value": 3})
    (row,) = office.told("progress", office.decision(1), "--period", "2026-10", "--value", "5")
    assert row["status"] == "done"
    # Only one waits now.
    (row,) = office.told("progress", office.decision(1), "--value", "6")
    assert (row["period"], row["status"]) == ("2026-09", "done")
    line = office.good("progress", office.decision(1), "--period", "2026-10", "--value", "4")[0].split("\t")
    assert line[3:] == [nfc("চলমান, ২২ দিন দেরি"), nfc("অক্টোবর ২০২৬, ৫টির মধ্যে ৪টি")]


# The committee


def test_the_committee_closes_a_month_and_the_rest_goes_on(office):
    office.good("rule", office.decision(1), "--every", "monthly", "--ends", "2026-10")
    (row,) = office.told("close", office.decision(1), "--period", "2026-09")
    assert (row["status"], row["late_days"]) == ("closed", 0)
    assert [one["period"] for one in office.told("due", "--party", ENGINEER)] == ["2026-10"]
    assert "already" in office.refused("close", office.decision(1), "--period", "2026-09")
    assert "closed this for" in office.refused("progress", office.decision(1), "--period", "2026-09", "--done")
    office.good("reopen", office.decision(1), "--period", "2026-09")
    assert [one["period"] for one in office.told("due", "--party", ENGINEER)] == ["2026-09", "2026-10"]
    assert "by itself" in office.refused("reopen", office.decision(1), "--period", "2026-09")


def test_the_committee_closes_one_office_or_all_of_it_at_a_meeting(office):
    with Store.open(office.folder) as store:
        later = followed.meeting(store, ("পরে", None, []), held=date(2026, 11, 18)).id
        earlier = followed.meeting(store, ("আগে", None, []), held=date(2026, 8, 1)).id
    office.good("close", office.decision(0), "--party", OFFICES[0], "--meeting", later, "--outcome", "dropped")
    assert [one["party"] for one in office.told("due")] == list(OFFICES[1:])
    assert "before the decision" in office.refused("close", office.decision(0), "--meeting", earlier)
    said = office.good("close", office.decision(0), "--meeting", later, "--reason", "শেষ")[0].split("\t")
    assert said[1:] == [nfc("২টির মধ্যে ২টি"), nfc("নিষ্পন্ন, বাস্তবায়িত, ১৮ নভেম্বর ২০২৬")]
    assert office.told("due") == []
    with Store.open(office.folder) as store:
        (row,) = store.rows("obligation")
        assert (row["closed"], row["closed_in"], row["reason"]) == (date(2026, 11, 18), later, nfc("শেষ"))
    for words in (("close",), ("progress", "--done"), ("extend", "--to", "2027-01-01"), ("rule", "--standing")):
        assert "18" in office.refused(words[0], office.decision(0), *words[1:])
    office.good("reopen", office.decision(0))
    assert [one["party"] for one in office.told("due")] == list(OFFICES[1:])
    assert "No committee" in office.refused("reopen", office.decision(0))


def test_more_time_is_given(office):
    rows = office.told("extend", office.decision(0), "--to", "15/12/2026")
    assert {one["due"] for one in rows} == {"2026-12-15"}
    assert office.told("due", "--late") == []
    assert "before the day" in office.refused("extend", office.decision(0), "--to", "2026-12-01")
    office.good("rule", office.decision(1), "--standing")
    assert "no day" in office.refused("extend", office.decision(1), "--to", "2027-01-01")


def test_rows_are_opened_for_what_came_from_elsewhere(office):
    kept = office.good(
        *("direct", "নদীর পাড়ে গাছ লাগাতে হবে", "--party", GROUP, "--every", "quarterly", "--begun", "2026-08-05"),
        *("--measure", "count", "--target", "20", "--source", "জেলা প্রশাসকের পত্র", "--topic", "বনায়ন"),
    )[0].split("\t")
    assert kept[1] == nfc("প্রতি ৩ মাসে (ত্রৈমাসিক) · কমপক্ষে ২০টি")
    rows = office.told("due", "--on", "2026-11-22")
    mine = [one for one in rows if one["obligation"] == kept[0]]
    assert [one["period"] for one in mine] == ["2026-07/2026-09"] * 3 + ["2026-10/2026-12"] * 3
    assert {one["decision"] for one in mine} == {None}
    # Minutes that nobody signed open nothing.
    assert office.told("open-rows") == {"on": "2026-11-22", "opened": 6}
    assert office.good("open-rows") == [nfc("২২ নভেম্বর ২০২৬ তারিখ পর্যন্ত ০টি সারি খোলা হয়েছে।")]
    with Store.open(office.folder) as store:
        assert Standing(store, TODAY).get([kept[0]])[0].source_text == nfc("জেলা প্রশাসকের পত্র")


# Rules


@pytest.mark.parametrize(
    ("words", "rule", "measure"),
    [
        (("--date", "30/11/2026"), {"kind": "date", "on": "2026-11-30"}, ("yes_no", 1, None)),
        (("--month", "ডিসেম্বর ২০২৬"), {"kind": "month", "month": "2026-12"}, ("yes_no", 1, None)),
        (("--next-meeting", "--measure", "document"), {"kind": "next_meeting"}, ("document", 1, None)),
        (("--every", "half-yearly"), {"kind": "recurring", "every": 6}, ("yes_no", 1, None)),
        (
            ("--every", "monthly", "--begins", "2026-10", "--ends", "2027-06", "--after", "৫", "--target", "৪"),
            {"kind": "recurring", "every": 1, "begins": "2026-10", "ends": "2027-06", "after": 5},
            ("count", 4, None),
        ),
        (("--standing", "--measure", "percent"), {"kind": "standing"}, ("percent", 100, None)),
        (("--standing", "--measure", "percent", "--target", "60%"), {"kind": "standing"}, ("percent", 60, None)),
        (("--standing", "--target", "12", "--unit", "জন"), {"kind": "standing"}, ("count", 12, "জন")),
        (("--information",), {"kind": "information"}, ("yes_no", 1, None)),
    ],
)
def test_a_rule_is_set(office, words, rule, measure):
    said = office.told("rule", office.decision(2), *words)
    assert said["rule"] == rule
    assert tuple(said["measure"].values()) == measure
    assert (said["decision"], said["begun"]) == (office.decision(2), HELD.isoformat())
    assert office.told("rule", office.decision(2)) == said, "shown, not changed"
    assert office.told("rule", said["obligation"].rpartition(".")[2], "--none")["rule"] is None


def test_a_measure_is_changed_alone(office):
    assert "next-meeting" in office.refused("rule", office.decision(2), "--measure", "percent")
    office.good("rule", office.decision(2), "--standing", "--measure", "count", "--target", "5", "--unit", "জন")
    said = office.told("rule", office.decision(2), "--target", "7")
    assert (said["rule"], said["measure"]) == ({"kind": "standing"}, {"kind": "count", "target": 7, "unit": "জন"})


def test_a_decision_with_a_day_of_its_own_is_followed_by_it(office):
    assert office.told("rule", office.decision(0))["rule"] == {"kind": "date", "on": "2026-10-31"}
    done = office("rule", office.decision(0), "--none", language="en")
    assert "31 October 2026" in done.err
    assert done.lines[0].endswith("31 October 2026")


def test_what_a_decision_seems_to_mean_is_shown_and_not_set(office):
    (one,) = office.told("rule", office.decision(1), "--propose")
    assert one["rule"] == {"kind": "recurring", "every": 1}
    assert one["measure"] == {"kind": "count", "target": 5, "unit": "টি"}
    assert (one["quote"], one["sure"]) == (nfc("প্রতি মাসে ন্যূনতম ০৫ টি"), True)
    line = office.good("rule", office.decision(1), "--propose")[0]
    assert line == nfc("প্রতি মাসে · কমপক্ষে ৫টি\tস্পষ্ট\t“প্রতি মাসে ন্যূনতম ০৫ টি”")
    assert office.told("rule", office.decision(1))["rule"] is None
    done = office("rule", office.decision(3), "--propose", language="en")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("Its words speak of no day")


# What cannot be meant


@pytest.mark.parametrize(
    ("place", "words", "part"),
    [
        (1, ("--standing", "--measure", "count", "--target", "0"), "from 1 to"),
        (1, ("--standing", "--measure", "count", "--target", "1000000000"), "from 1 to"),
        (1, ("--standing", "--measure", "percent", "--target", "140"), "1 to 100 percent"),
        (1, ("--standing", "--target", "-3"), "from 1 to"),
        (1, ("--standing", "--target", "পাঁচ"), "no whole number"),
        (1, ("--every", "monthly", "--begins", "2027-03", "--ends", "2027-01"), "before it begins"),
        (1, ("--every", "monthly", "--ends", "2026-08"), "before the decision"),
        (1, ("--every", "monthly", "--after", "400"), "after its period"),
        (1, ("--every", "monthly", "--begins", "2026-13"), "no month"),
        (1, ("--month", "2026-08"), "before the decision"),
        (1, ("--month", "বর্ষায়"), "no month"),
        (1, ("--date", "2026-09-09"), "before the decision"),
        (1, ("--date", "29/02/2027"), "no date"),
        (1, ("--date", "কাল"), "no date"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_in_words(office, place, words, part):
    assert part in office.refused("rule", office.decision(place), *words)
    if "before the decision" not in part:
        assert part in office.refused("direct", "কিছু", "--party", ENGINEER, *words)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--period", "2026-08", "--value", "1"), "before the decision"),
        (("--period", "2027-03", "--value", "1"), "has not begun"),
        (("--period", "2026-13", "--value", "1"), "no month"),
        (("--period", "2026-09", "--value", "140"), "0 to 100 percent"),
        (("--period", "2026-09", "--value", "-1"), "0 to 100 percent"),
        (("--period", "2026-09", "--value", "অনেক"), "no whole number"),
        (("--period", "2026-09"), "Write what was done"),
        (("--period", "2026-09", "--text", "  "), "Write what was done"),
        (("--period", "2026-09", "--done", "--party", "বন বিভাগ"), ENGINEER),
        (("--period", "2026-09", "--done", "--date", "2026-11-23"), "has not come yet"),
        (("--period", "2026-09", "--done", "--date", "30/02/2026"), "no date"),
        (("--period", "2026-09", "--done", "--proof", "/nirgends/ছবি.jpg"), "Check the name"),
    ],
)
def test_a_report_that_cannot_be_meant_is_refused_in_words(office, words, part):
    office.good("rule", office.decision(2), "--every", "monthly", "--measure", "percent", "--target", "60")
    assert part in office.refused("progress", office.decision(2), *words)


def test_what_has_no_rows_says_why(office):
    assert "Nobody said yet" in office.refused("progress", office.decision(2), "--done")
    assert "Nobody is named" in office.refused("progress", office.decision(4), "--done")
    assert "no periods" in office.refused("progress", office.decision(0), "--period", "2026-10", "--done")
    office.good("rule", office.decision(2), "--information")
    assert "for information" in office.refused("progress", office.decision(2), "--done")
    office.good("rule", office.decision(1), "--every", "yearly", "--begins", "2027-07")
    assert "has begun" in office.refused("progress", office.decision(1), "--done")
    office.good("rule", office.decision(2), "--every", "monthly", "--begins", "2026-10")
    assert "no row of 2026-09" in office.refused("progress", office.decision(2), "--period", "2026-09", "--done")
    assert "before the decision" in office.refused("close", office.decision(0), "--date", "2026-09-01")
    with Store.open(office.folder) as store:
        gone = followed.meeting(store, ("পরে", None, []), held=date(2026, 11, 18)).id
        meetings.delete(store, gone, by="করণিক")
    assert "in the bin" in office.refused("close", office.decision(0), "--meeting", gone)
    office.refused("progress", "0000000000", "--done")
    office.refused("direct", " ", "--party", ENGINEER, "--standing")
    office.refused("direct", "কিছু", "--standing")
    office.refused("close", office.decision(0), "--meeting", "zzzzz")


def test_a_leap_day_is_a_day(office):
    said = office.told("rule", office.decision(2), "--date", "২৯/০২/২০২৮")
    assert said["rule"]["on"] == "2028-02-29"
    assert office.told("due", "--party", ENGINEER, "--on", "2028-03-01")[0]["late_days"] == 1


def test_a_year_changes_with_july(office):
    office.good("rule", office.decision(2), "--every", "yearly")
    last, first = (office.told("due", "--party", ENGINEER, "--on", day) for day in ("2027-06-30", "2027-07-01"))
    assert [(one["period"], one["due"]) for one in last] == [("2026-07/2027-06", "2027-06-30")]
    assert [one["period"] for one in first] == ["2026-07/2027-06", "2027-07/2028-06"]
    assert [one["late_days"] for one in first] == [1, 0]
    lines = office.good("due", "--party", ENGINEER, "--on", "2027-07-01")
    assert [line.split("\t")[4] for line in lines if "\t" in line] == [nfc("২০২৬-২৭ অর্থবছর"), nfc("২০২৭-২৮ অর্থবছর")]


@pytest.mark.parametrize(
    "words",
    [
        ("rule", "{}", "--date", "2026-12-01", "--standing"),
        ("rule", "{}", "--standing", "--ends", "2026-12"),
        ("rule", "{}", "--propose", "--standing"),
        ("rule", "{}", "--standing", "--measure", "document", "--target", "3"),
        ("rule", "{}", "--every", "weekly"),
        ("direct", "কিছু", "--party", "ক"),
        ("direct", "কিছু", "--party", "ক", "--next-meeting"),
        ("close", "{}", "--period", "2026-09", "--reason", "ক"),
        ("close", "{}", "--outcome", "reissued"),
        ("progress", "{}", "--channel", "pigeon"),
        ("extend", "{}"),
        ("progress",),
    ],
)
def test_half_a_command_is_wrong_usage(office, words):
    typed = [word.format(office.decision(0)) for word in words]
    before = office.steps()
    for language in ("en", "bn"):
        done = office(*typed, language=language)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done
        assert has_bengali(done.err.replace(nfc("কিছু"), "")) is (language == "bn")
    assert office.steps() == before


# A quarter


def test_a_quarter_is_played_from_the_command_line(office):
    """A meeting, its reports, the next meeting that closes, and the quarter after it."""
    visits = office.decision(1)
    office.good("rule", visits, "--every", "quarterly", "--after", "10", "--measure", "count", "--target", "15")
    assert [one["due"] for one in office.told("due", "--party", ENGINEER, on=HELD)] == ["2026-10-10"]
    for day, value in ((date(2026, 9, 20), 4), (date(2026, 10, 5), 9), (date(2026, 10, 12), 14)):
        rows = office.told("progress", visits, "--period", "2026-07", "--value", value, "--channel", "phone", on=day)
        assert [(one["measure"]["value"], one["status"]) for one in rows] == [(value, "progress")]
    assert [one["late_days"] for one in office.told("due", "--party", ENGINEER, "--late", on=date(2026, 10, 12))] == [2]
    with Store.open(office.folder) as store:
        second = followed.meeting(store, ("পরের সভা", None, []), held=date(2026, 10, 15)).id
    office.good("extend", visits, "--to", "2026-10-25", "--meeting", second, on=date(2026, 10, 15))
    now = office.told("due", "--party", ENGINEER, on=date(2026, 10, 15))
    assert [(one["period"], one["due"], one["late_days"]) for one in now] == [
        ("2026-07/2026-09", "2026-10-25", 0),
        ("2026-10/2026-12", "2027-01-10", 0),
    ]
    office.good("progress", visits, "--period", "2026-09", "--value", "15", on=date(2026, 10, 20))
    with Store.open(office.folder) as store:
        third = followed.meeting(store, ("তৃতীয় সভা", None, []), held=date(2026, 11, 18)).id
        assert meetings.get(store, third).committee == COMMITTEE
    office.good("close", visits, "--period", "2026-09", "--meeting", third, on=date(2026, 11, 18))
    now = office.told("due", "--party", ENGINEER, on=date(2026, 11, 18))
    assert [one["period"] for one in now] == ["2026-10/2026-12"]


def test_the_program_itself_speaks_so(office):
    command = [sys.executable, "-m", "koyradesk", "--data", str(office.folder), "due", "--on", "2026-11-12", "--json"]
    done = subprocess.run(command, cwd=CHECKOUT, env={**os.environ}, stdout=subprocess.PIPE, check=True)
    assert [one["late_days"] for one in json.loads(done.stdout.decode())] == [12, 12, 12]


def test_a_photo_that_no_paper_can_show_proves_nothing(office, tmp_path):
    photo = io.BytesIO()
    Image.effect_noise((400, 300), 90).convert("RGB").save(photo, "JPEG")
    files = {"fake.jpg": b"no photo", "empty.png": b"", "torn.jpg": photo.getvalue()[:4000]}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        told = office.refused("progress", office.decision(0), "--text", "দেখুন", "--proof", tmp_path / name)
        assert name in told
        assert "cannot be printed" in told
    (tmp_path / "whole.jpg").write_bytes(photo.getvalue())
    office.good("progress", office.decision(0), "--text", "দেখুন", "--proof", tmp_path / "whole.jpg")
    assert "which month" in office.refused("print", "return", office.decision(0), "-o", tmp_path / "r.pdf")
    office.good("print", "return", office.decision(0), "--period", "2026-11", "-o", tmp_path / "r.pdf")
