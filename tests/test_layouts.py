"""Layouts are data: every way the known minutes differ is reached by choosing or editing one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from samples import meeting

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_attendance, compose_minutes
from koyradesk.documents.blocks import Facts, MemoLine, NumberedList, Paragraph, Signature, Table
from koyradesk.errors import UserError

PAGE = Path(__file__).parent.parent / "docs" / "layouts.md"


def blocks(kind: type, held=None, **differences: Any) -> list[Any]:
    look = layout.resolve({"base": "upazila", **differences})
    return [block for block in compose_minutes(held or meeting(), look).blocks if isinstance(block, kind)]


def keys(kind: type, before: str = "") -> set[str]:
    found: set[str] = set()
    for spec in fields(kind):
        hint = get_type_hints(kind)[spec.name]
        nested = is_dataclass(hint)
        found |= keys(hint, f"{before}{spec.name}.") if nested else {f"{before}{spec.name}"}
    return found


def test_every_key_is_documented_and_every_documented_key_exists() -> None:
    table = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    documented = {key for line in table for key in re.findall(r"`([a-z_.]+)`", line.split("|")[1])}
    assert documented == keys(layout.Layout) - {"name"}


def test_the_page_names_every_bundled_layout_and_its_examples_load() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for name in layout.names():
        assert f"`{name}`" in text
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        layout.resolve(tomllib.loads(example))


@pytest.mark.parametrize("name", layout.names())
def test_bundled_layouts_are_whole_and_normalised(name: str) -> None:
    assert layout.resolve(name).name == name


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("nowhere", "nowhere"),
        ({"base": "upazila", "colour": 1}, "colour"),
        ({"base": "upazila", "page": {"size": "A5"}}, "size"),
        ({"base": "upazila", "page": 3}, "page"),
        ({"base": "upazila", "type": {"size": "big"}}, "size"),
        ({"base": "upazila", "table": {"columns": [{"heading": "x", "parts": ["what"]}]}}, r"parts\[0\]"),
        ({"base": "upazila", "letterhead": {"bold": [True]}}, "bold"),
        ({"base": 3}, "base"),
        ({"base": "upazila", "date_style": "{day} {month}"}, "date_style"),
        ({"base": "upazila", "memo": {"bangla_style": "{dag}"}}, "bangla_style"),
        ({"base": "upazila", "signature": {"phone": "☎ {0} {1}"}}, "phone"),
        ({"base": "upazila", "page": {"number": "{seite}"}}, "number"),
        ({"base": "upazila", "page": {"number": "{page:>999999999999}"}}, "number"),
        ({"base": "upazila", "signature": {"name": "নাম"}}, r"signature\.name"),
        ({"base": "upazila", "signature": {"name": "{0.__class__}"}}, r"signature\.name"),
        ({"base": "upazila", "letterhead": {"website": "{!r}"}}, "website"),
        ({"base": "upazila", "page": {"left": 0}}, r"page\.left must be from 5 to 100, not 0"),
        ({"base": "upazila", "page": {"top": float("nan")}}, r"page\.top cannot be nan"),
        ({"base": "upazila", "page": {"right": float("inf")}}, r"page\.right cannot be inf"),
        ({"base": "upazila", "page": {"right": 10**400}}, r"page\.right cannot be 10{58}…"),
        ({"base": "upazila", "type": {"size": -11}}, r"type\.size must be from"),
        ({"base": "upazila", "type": {"table_leading": 0}}, r"table_leading must be from"),
        ({"base": "upazila", "table": {"columns": []}}, r"table\.columns must have 1 to 12 entries, not 0"),
        ({"base": "upazila", "table": {"columns": [{"width": 0}]}}, r"columns\[0\]\.width must be from"),
        ({"base": "upazila", "attendance": {"columns": ["ক"] * 9}}, r"attendance\.columns must have"),
        ({"base": "upazila", "attendance": {"spare_rows": 10**9}}, r"spare_rows must be from"),
    ],
)
def test_a_broken_layout_is_refused_with_its_place(wanted: Any, place: str) -> None:
    with pytest.raises(UserError, match=place):
        layout.resolve(wanted)


# -- each cell of the table of known minutes


def test_letterhead_or_none_and_a_website_in_angle_brackets() -> None:
    written = blocks(Paragraph, letterhead={"bold": [1], "website": "&lt;{}&gt;"})
    assert written[0].bold
    assert not written[1].bold
    assert written[3].texts() == ["<www.shalbon.example.gov.bd>"]
    bare = replace(meeting(), office=type(meeting().office)())
    assert blocks(Paragraph, bare)[0].role == "H1"


def test_facts_as_lines_or_table_with_the_chair_below_or_inline() -> None:
    (facts,) = blocks(Facts)
    assert not facts.ruled
    assert facts.rows[0].lines == ("রেহানা পারভীন", "উপজেলা নির্বাহী অফিসার", "শালবন, নমুনা")
    (facts,) = blocks(Facts, facts={"style": "table", "separator": "", "chair": "inline"})
    assert facts.ruled
    assert facts.rows[0].lines == ("রেহানা পারভীন, উপজেলা নির্বাহী অফিসার, শালবন, নমুনা",)
    rows = [{"label": "তারিখ ও সময়", "show": "date_time"}, {"label": "", "show": "attendance_note"}]
    (facts,) = blocks(Facts, facts={"rows": rows})
    assert facts.texts() == [nfc("তারিখ ও সময় :"), nfc("২৫ নভেম্বর ২০২৬, সকাল ১০.৩০ ঘটিকা"), "পরিশিষ্ট ‘ক’ দ্রষ্টব্য"]


def test_columns_their_names_order_and_what_they_hold() -> None:
    columns = [
        {"heading": "ক্র:", "parts": ["serial"], "width": 1},
        {"heading": "আলোচনা ও সিদ্ধান্ত", "parts": ["topic", "discussion"], "width": 6},
        {"heading": "মন্তব্য", "parts": [], "width": 2},
    ]
    (table,) = blocks(Table, table={"columns": columns})
    assert [column.heading for column in table.columns] == ["ক্র:", "আলোচনা ও সিদ্ধান্ত", "মন্তব্য"]
    serial, held, empty = table.rows[0]
    assert serial.paragraphs == ("১.০",)
    assert empty.paragraphs == ()
    # Decisions typed apart are not lost where no column shows them, and not repeated where the discussion holds them.
    assert nfc("২। অগ্রগতি আগামী সভায় <b>জানাতে</b> হবে।") in map(nfc, held.paragraphs)
    whole = meeting(1)
    item = whole.items[0]
    joined = " ".join([item.discussion, *(f"{one.label} {one.text}" for one in item.decisions)])
    (table,) = blocks(Table, replace(whole, items=(replace(item, discussion=joined),)), table={"columns": columns})
    assert len(table.rows[0][1].paragraphs) == 2


@pytest.mark.parametrize(
    ("table", "first"),
    [
        ({}, "<u>{topic}</u>"),
        ({"topic_underline": False, "topic_bold": True, "topic_ending": ":"}, "<b>{topic}:</b>"),
        ({"topic_underline": False, "topic_ending": "ঃ", "topic_join": "space"}, "{topic}ঃ {discussion}"),
    ],
)
def test_topics(table: dict[str, Any], first: str) -> None:
    item = meeting().items[0]
    (made,) = blocks(Table, table=table)
    assert made.rows[0][1].paragraphs[0] == first.format(topic=item.topic, discussion=item.discussion)


def test_decisions_and_implementers_to_a_line_or_run_on() -> None:
    (table,) = blocks(Table)
    assert [len(cell.paragraphs) for cell in table.rows[0]] == [1, 2, 2, 2]
    (table,) = blocks(Table, table={"decision_join": "space", "implementer_join": "space"})
    assert [len(cell.paragraphs) for cell in table.rows[0]] == [1, 2, 1, 1]


def test_closing_with_a_label() -> None:
    assert blocks(Paragraph, closing_label="০৪।")[-1].texts()[0].startswith("০৪। আর কোনো")


def test_signature_lines_and_how_they_are_written() -> None:
    first, second = blocks(Signature)
    assert first.lines[0] == "(রেহানা পারভীন)"
    assert first.lines[-2:] == ("☎ ০২৪৭৭০০০০০০", "ই-মেইল: uno@shalbon.example.gov.bd")
    first, second = blocks(Signature, signature={"show": ["date", "name", "designation"], "name": "{}"})
    assert first.lines == ("রেহানা পারভীন", "উপজেলা নির্বাহী অফিসার")
    assert second.lines == ("২৮-১১-২০২৬", "আবু সাঈদ", "সহকারী প্রোগ্রামার")


@pytest.mark.parametrize(
    ("memo", "dates"),
    [
        ({"dates": "one", "date_style": "{dd}/{mm}/{y} খ্রি."}, ("২৮/১১/২০২৬ খ্রি.",)),
        ({}, ("১৩ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ", "২৮ নভেম্বর ২০২৬ খ্রিষ্টাব্দ")),
        ({"date_style": "{d} {month} {y}", "bangla_style": "{d} {month} {y}"}, ("১৩ অগ্রহায়ণ ১৪৩৩", "২৮ নভেম্বর ২০২৬")),
    ],
)
def test_memo_line_with_one_date_or_both(memo: dict[str, Any], dates: tuple[str, ...]) -> None:
    (line,) = blocks(MemoLine, memo={"number_label": "নম্বর: ", **memo})
    assert line.number == "নম্বর: ০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১২"
    assert tuple(map(nfc, line.dates)) == tuple(map(nfc, dates))


def test_memo_line_at_the_top() -> None:
    made = compose_minutes(meeting(), layout.resolve({"base": "upazila", "memo": {"position": "top"}})).blocks
    assert [isinstance(block, MemoLine) for block in made].index(True) < [
        isinstance(block, Facts) for block in made
    ].index(True)


def test_an_unnumbered_paper_leaves_room_for_the_pen() -> None:
    (line,) = blocks(MemoLine, replace(meeting(), memos=()))
    assert set(line.number.removeprefix("স্মারক নম্বর: ")) == {"…"}
    assert {char for text in line.dates for char in text} == {"…"}


def test_distribution_keeps_its_labels_endings_and_blanks() -> None:
    (listing,) = blocks(NumberedList)
    assert listing.entries[0] == ("১।", "উপজেলা ............ কর্মকর্তা (সকল), শালবন।")


def test_the_sign_sheet_is_blank_until_someone_is_marked() -> None:
    look = layout.resolve("upazila")
    (table,) = (block for block in compose_attendance(meeting(), look).blocks if isinstance(block, Table))
    assert len(table.rows) == 12 + look.attendance.spare_rows
    held = meeting()
    people = (replace(held.attendees[0], state="absent"), *held.attendees[1:])
    (table,) = (
        block for block in compose_attendance(replace(held, attendees=people), look).blocks if isinstance(block, Table)
    )
    assert len(table.rows) == 12
    assert table.rows[0][3].paragraphs == ("অনুপস্থিত",)


def test_without_column_headings_items_are_numbered_paragraphs() -> None:
    columns = [
        {"heading": "", "parts": ["serial"], "width": 1},
        {"heading": "", "parts": ["topic", "discussion", "decisions", "implementers"], "width": 9},
    ]
    assert not blocks(Table, table={"columns": columns})
    texts = [text for block in blocks(Paragraph, table={"columns": columns}) for text in block.texts()]
    at = texts.index(nfc("১.০ ওয়েব পোর্টাল হালনাগাদকরণ"))
    assert texts[at + 2] == nfc("১। ৩১ ডিসেম্বরের মধ্যে সকল পোর্টাল হালনাগাদ করতে হবে।")
    assert texts[at + 5] == "২। সহকারী প্রোগ্রামার, শালবন"
