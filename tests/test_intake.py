"""Whole minutes of invented offices, in the styles that offices use, read field by field."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from koyradesk import layout, meeting_file
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_minutes, render_text
from koyradesk.intake import read_file, read_text
from koyradesk.intake.words import missing
from koyradesk.layout import Layout
from koyradesk.model import Assignment, Attendee, Decision, Meeting, Memo, Person, Recipient, Signature

MINUTES = Path(__file__).parent / "data" / "minutes"
ALL = sorted(MINUTES.glob("*.txt"))
CLEAN = ("plain_lines", "memo_on_top", "no_table")


def read(name: str) -> Meeting:
    return read_file(MINUTES / f"{name}.txt")


def look(meeting: Meeting) -> Layout:
    return layout.resolve(meeting.layout)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_reads_as_it_was_checked_by_eye(path: Path) -> None:
    """``tests/data/minutes/*.json`` is what a person compared with the text, line by line."""
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert meeting_file.to_object(read_file(path)) == wanted


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_word_is_printed_again(path: Path) -> None:
    meeting = read_file(path)
    assert not missing(path.read_text(encoding="utf-8"), meeting, look(meeting))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_what_was_read_can_be_loaded(path: Path) -> None:
    meeting = read_file(path)
    again = meeting_file.parse(meeting_file.dump(meeting))
    assert meeting_file.to_object(again) == meeting_file.to_object(meeting)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_reading_is_pure(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_text(text) == read_text(text)


@pytest.mark.parametrize("name", CLEAN)
def test_clean_minutes_raise_no_doubt(name: str) -> None:
    assert read(name).unsure == ()


def test_reading_needs_no_screen_and_no_store() -> None:
    code = "import sys, koyradesk.intake; print([m for m in sys.modules if 'PySide6' in m or m == 'koyradesk.store'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plain_lines() -> None:
    meeting = read("plain_lines")
    assert meeting.committee == nfc("উপজেলা আইসিটি কমিটি")
    assert (meeting.period, meeting.date) == ("2024-08", date(2024, 8, 14))
    assert meeting.chair == Person(nfc("সৈয়দা নাজমুন নাহার"), nfc("উপজেলা নির্বাহী অফিসার"), nfc("নদীকূল, শালবন।"))
    assert meeting.items[0].decisions == (
        Decision(nfc("১।"), nfc("৩০/০৯/২০২৪ তারিখের মধ্যে সকল কর্মীর প্রশিক্ষণ শেষ করতে হবে।"), date(2024, 9, 30)),
        Decision(nfc("২।"), nfc("অগ্রগতি আগামী সভায় উপস্থাপন করতে হবে।")),
    )
    # Cells that go on in the next line, and a list that does.
    assert meeting.items[1].discussion == nfc("পাবলিক লাইব্রেরির সংযোগ দুর্বল।\nপাঠকেরা অসুবিধায় পড়ছেন।")
    assert meeting.items[1].implementers == (
        Assignment(nfc("১।"), nfc("লাইব্রেরিয়ান")),
        Assignment(nfc("২।"), nfc("উপজেলা প্রকৌশলী (সকল)"), group=True),
    )
    assert [one.label for one in meeting.items[1].decisions] == ["(ক)", "(খ)"]
    assert meeting.memos[0] == Memo(
        number=nfc("০৫.৪৪.৯৯৯৯.০০০.০৬.০১১.২৪- ৩১২"),
        date=date(2024, 8, 20),
        date_text=nfc("২০/০৮/২০২৪ খ্রি."),
        state="numbered",
    )
    assert meeting.distribution.recipients[2] == Recipient(nfc("৩।"), ".....")
    assert meeting.signatures[0] == meeting.signatures[1]
    assert meeting.signatures[0].email == "uno@nodikul.example"
    style = look(meeting)
    # All topics are underlined: the look says so, and the topics hold no marks.
    assert style.table.topic_underline
    assert "<" not in meeting.items[0].topic
    assert (style.memo.number_label, style.memo.dates, style.memo.position) == (nfc("স্মারক নং-"), "one", "after")
    assert (style.signature.name, style.signature.phone) == ("({})", "☎ {}")
    assert style.facts.rows[-1] == layout.FactRow("", "attendance_note")


def test_directorate() -> None:
    meeting = read("directorate")
    style = look(meeting)
    assert meeting.office.website == "www.doict.shalban.example.gov.bd"
    assert style.letterhead.website == "&lt;{}&gt;"
    # A broken line of the opening is one sentence; a paragraph stays one.
    assert len(meeting.opening) == 2
    assert style.table.topic_bold
    assert (style.table.topic_underline, style.table.topic_ending) == (False, nfc("ঃ"))
    assert [item.topic for item in meeting.items] == [nfc("ল্যাব পরিদর্শন"), nfc("শুদ্ধাচার"), nfc("ছুটি ও ভ্রমণ")]
    # Implementers are left empty in all rows: nothing to be unsure of, and the column stays.
    assert [one.where for one in meeting.unsure] == ["committee"]
    assert style.table.columns[-1].parts == ("implementers",)
    assert [one.text[-1:] for one in meeting.distribution.recipients] == [";", nfc("এবং")[-1], "।"]
    assert (style.distribution.ending, style.distribution.before_last, style.distribution.last) == (
        ";",
        nfc("; এবং"),
        "।",
    )
    assert meeting.memos[0].bangla_date == nfc("৮ মাঘ ১৪৩০ বঙ্গাব্দ")
    assert style.memo.dates == "both"
    assert style.signature.show == ("date", "name", "designation", "email")
    assert meeting.signatures[1].name == nfc("মোছাঃ লুৎফা বেগম")


def test_memo_on_top_and_five_columns() -> None:
    meeting = read("memo_on_top")
    style = look(meeting)
    assert style.memo.position == "top"
    assert meeting.title.count("\n") == 1
    assert meeting.title.startswith(nfc("উপজেলা মাসিক"))
    assert [row.show for row in style.facts.rows] == ["chair", "date_time", "place", "attendance_note"]
    assert style.facts.rows[1].label == nfc("২। তারিখ ও সময়ঃ")
    assert (meeting.date_text, meeting.time) == (nfc("২১/০২/২০২৪ খ্রিঃ"), nfc("সকাল ১১.০০ ঘটিকা"))
    assert [column.parts for column in style.table.columns] == [
        ("serial",),
        ("topic",),
        ("discussion",),
        ("decisions",),
        ("implementers",),
    ]
    assert style.table.columns[0].heading == nfc("ক্রঃ নং\n(১)")
    # A row without a serial belongs to the item above, and its decision to its own implementers.
    assert len(meeting.items) == 3
    assert [one.implementers for one in meeting.items[1].decisions] == [(0,), (1,)]
    assert meeting.items[1].decisions[1].label == nfc("২)")
    assert meeting.items[2].implementers == ()
    assert style.closing_label == nfc("০৩।")
    assert meeting.signatures[0].designation.count("\n") == 3
    assert meeting.signatures[0].place == nfc("মেঘপুর, শালবন")
    assert meeting.memos[0].date == date(2024, 2, 28)


def test_minutes_without_a_table() -> None:
    meeting = read("no_table")
    assert [item.serial for item in meeting.items] == [nfc("১।"), nfc("২।"), nfc("৩।")]
    assert [item.topic for item in meeting.items] == [nfc("সেবার মূল্য তালিকা"), nfc("বিদ্যুৎ সংযোগ"), nfc("বিবিধ")]
    assert meeting.items[1].decisions[0].label == nfc("সিদ্ধান্ত: ১।")
    assert meeting.items[1].implementers == (
        Assignment(nfc("বাস্তবায়নে: ১।"), nfc("সচিব")),
        Assignment(nfc("২।"), nfc("উদ্যোক্তা")),
    )
    assert meeting.items[2].implementers[0].group
    assert meeting.signatures[0] == Signature(
        nfc("স্বাক্ষরিত/-"), nfc("কামরুন্নেছা খাতুন"), nfc("চেয়ারম্যান"), nfc("পদ্মচর ইউনিয়ন পরিষদ")
    )
    assert [one.label for one in meeting.distribution.recipients] == ["", ""]


def test_three_columns_page_break_and_sheet() -> None:
    meeting = read("three_columns")
    style = look(meeting)
    assert len(meeting.items) == 3
    assert meeting.items[2].decisions[0].text == nfc("বিদ্যালয়ে দুপুরের খাবার চালু রাখতে হবে এবং তার হিসাব রাখতে হবে।")
    assert [one.text for one in meeting.unsure] == [nfc("পৃষ্ঠা-২"), nfc("ক্রমিক সিদ্ধান্ত বাস্তবায়ন")]
    assert meeting.attendees[2] == Attendee(nfc("রেহানা পারভীন"), nfc("জেলা শিক্ষা অফিসার"), "absent", nfc("০১৫০০-০০০০০৩"))
    assert len(style.attendance.columns) == 4
    assert style.date_style == "{d} {month} {y} ({weekday})"
    assert meeting.distribution.recipients[1].text == nfc("উপজেলা নির্বাহী অফিসার (সকল), শালবন")
    # One name stands in brackets, the other does not: the look has none, the text keeps them.
    assert style.signature.name == "{}"
    assert meeting.signatures[1].name.startswith("(")


def test_combined_column_bars_and_two_signers() -> None:
    meeting = read("combined")
    style = look(meeting)
    assert style.table.topic_bold
    first, second = meeting.items
    assert [one.label for one in first.decisions] == [nfc("১)"), nfc("২)")]
    assert first.decisions[1].due == date(2025, 5, 12)
    # The cell stays whole, each entry of its lists on a line of its own.
    assert first.discussion.count("\n") == 4
    assert first.decisions[0].text in first.discussion
    # Only the sentence that calls itself a decision is one.
    assert second.decisions == (Decision("", nfc("ছবি হালনাগাদ করার সিদ্ধান্ত গৃহীত হয়।")),)
    assert [one.name for one in meeting.attendees] == [nfc("মাহবুব মোর্শেদ"), nfc("শিরিন আখতার"), nfc("সুব্রত পাল")]
    assert meeting.attendance_note.count("\n") == 2
    assert [one.name for one in meeting.signatures] == [nfc("শিরিন আখতার"), nfc("মাহবুব মোর্শেদ")]
    assert meeting.signatures[0].place == nfc("বড়বিল, শালবন")


def test_every_disagreement_is_noted_and_nothing_corrected() -> None:
    meeting = read("doubtful")
    assert [one.where for one in meeting.unsure] == [
        "committee",
        "date",
        "time",
        "items[0].topic",
        "items[0].decisions[0].text",
        "items[1].implementers",
        "items[1].serial",
        "items[1].decisions[0].text",
        "items[2]",
        "items[2].serial",
        "items[3]",
        "items[3]",
        "items[3].discussion",
        "signatures[0].name",
        "memos[0].date",
        "memos[0].bangla_date",
        "memos[0].number",
    ]
    assert meeting.time == nfc("সকাল ১১:৪০০ ঘটিকা")
    assert [item.serial for item in meeting.items] == list(nfc("১৩৩৪৫"))
    assert all(one.why.endswith(".") and one.why[0].isupper() for one in meeting.unsure)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_printed_as_text_and_read_again(path: Path) -> None:
    """What the program prints of what it read is minutes again, with the same decisions."""
    once = read_file(path)
    again = read_text(render_text(compose_minutes(once, look(once))))
    assert again.title.split() == once.title.split()
    assert (again.date, again.period, again.committee) == (once.date, once.period, once.committee)
    assert again.memos == once.memos
    assert [item.serial for item in again.items] == [item.serial for item in once.items]


def test_a_lost_word_is_seen() -> None:
    text = (MINUTES / "plain_lines.txt").read_text(encoding="utf-8")
    meeting = read_text(text)
    assert not missing(text, meeting, look(meeting))
    assert missing(text + nfc("\nবাড়তি"), meeting, look(meeting))
    # Each word counts as often as it stands there.
    assert missing(text + nfc("\nলাইব্রেরিয়ান"), meeting, look(meeting))
