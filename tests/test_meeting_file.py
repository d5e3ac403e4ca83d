"""A meeting as JSON: what goes in comes out, and what does not fit is refused with its place."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koyradesk import markup, meeting_file, model, sample
from koyradesk.bengali.text import controls, nfc
from koyradesk.errors import UserError

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "meeting-file.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"^```json\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


def refusal(text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        meeting_file.parse(text)
    return caught.value


def least(**more: Any) -> str:
    return json.dumps({"title": "সভা", "items": []} | more, ensure_ascii=False)


# -- the page


def assert_uses_every_key(kind: type, value: dict[str, Any]) -> None:
    hints = get_type_hints(kind)
    assert set(value) == {meeting_file.key(kind, name) for name in meeting_file.told(kind)}, kind
    for one in fields(kind):
        if (kind, one.name) in meeting_file.INNER:
            continue
        inside = value[meeting_file.key(kind, one.name)]
        element = next(iter(get_args(hints[one.name])), None)
        if is_dataclass(hints[one.name]):
            assert_uses_every_key(hints[one.name], inside)
        elif is_dataclass(element) and element not in meeting_file.AS_TEXT:
            assert inside, f"no example of {kind.__name__}.{one.name}"
            for record in inside:
                assert_uses_every_key(element, record)


def test_the_page_shows_every_key_in_one_example_that_loads():
    (example,) = EXAMPLE
    assert_uses_every_key(model.Meeting, json.loads(example))
    meeting = meeting_file.parse(example)
    assert meeting.date == date(2026, 10, 20)
    assert meeting.items[0].decisions[0].implementers == (1,)
    assert meeting.items[0].implementers[1].group
    assert meeting.memo().state == "numbered"


def test_the_page_names_no_key_that_does_not_exist():
    known = {
        meeting_file.key(kind, one.name)
        for kind in vars(model).values()
        if isinstance(kind, type) and is_dataclass(kind)
        for one in fields(kind)
    }
    prose = PAGE.partition("## The keys")[2].partition("## An example")[0]
    first_column = {
        name for row in re.findall(r"^\| (`.*?) \|", prose, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert first_column == {meeting_file.key(model.Meeting, name) for name in meeting_file.told(model.Meeting)}
    listed = {name for braces in re.findall(r"`\{([^`]*)\}`", prose) for name in re.findall(r'"(\w+)"', braces)}
    assert listed - {"base", "upazila", "facts", "style", "table"} <= known
    marked = {name for braces in re.findall(r"`\{([^`]*)\}`", prose) for name in re.findall(r'"(\w+)" ●', braces)}
    assert marked == {
        name for kind, names in meeting_file.REQUIRED.items() for name in names if kind is not model.Meeting
    }


# -- there and back


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_meeting_comes_back_as_it_went(number):
    meeting = list(sample.held_meetings(date(2026, 11, 22)))[number]
    assert meeting_file.parse(meeting_file.dump(meeting)) == meeting


def test_ids_are_printed_and_left_aside():
    meeting = model.Meeting(id="meeting.x", title="সভা", items=(model.AgendaItem(topic="বিষয়", id="item.y"),))
    printed = meeting_file.to_object(meeting)
    assert (printed["id"], printed["items"][0]["id"]) == ("meeting.x", "item.y")
    back = meeting_file.parse(meeting_file.dump(meeting))
    assert (back.id, back.items[0].id) == ("", "")


def test_absent_is_null_and_lists_are_never_null():
    printed = meeting_file.to_object(model.Meeting(title="সভা"))
    assert printed["committee"] is None
    assert printed["date"] is None
    assert printed["chair"] == {"name": None, "designation": None, "place": None}
    assert printed["office"] == {"letterhead": [], "website": None}
    assert printed["attendees"] == printed["items"] == printed["memos"] == printed["opening"] == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_printable_text_comes_back_the_same_to_the_reader(text):
    assume(not controls(text))
    meeting = meeting_file.parse(least(closing=text))
    assert meeting.closing == nfc(meeting.closing)
    assert markup.plain(meeting.closing) == markup.plain(nfc(text))
    assert meeting_file.parse(meeting_file.dump(meeting)) == meeting


def test_text_is_kept_in_nfc_with_canonical_marks():
    typed = "\u09dc \u09c7\u09be <b>গাঢ়</b> <i> A & B </u>"
    meeting = meeting_file.parse(least(closing=typed))
    assert meeting.closing == nfc("\u09a1\u09bc \u09cb <b>গাঢ়</b> &lt;i&gt; A &amp; B ")


def test_a_signed_memo_comes_in_as_numbered():
    memos = [{"number": "১"}, {"number": "২", "state": "signed"}, {"number": None}, {"number": "৩", "state": "void"}]
    assert [memo.state for memo in meeting_file.parse(least(memos=memos)).memos] == [
        "numbered", "numbered", "draft", "void",
    ]  # fmt: skip


def test_a_file_from_notepad_is_read(tmp_path):
    path = tmp_path / "সভা.json"
    path.write_bytes(b"\xef\xbb\xbf" + least().replace(": ", ":\r\n").encode())
    assert meeting_file.load(path).title == "সভা"


# -- refusals


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"date": "2026-02-30"}, "date"),
        ({"date": "26-02-03"}, "date"),
        ({"date": "20260203"}, "date"),
        ({"date": "2026-W07-1"}, "date"),
        ({"date": "২০২৬-০২-০৩"}, "date"),
        ({"date": "0001-01-01"}, "date"),
        ({"date": 20260203}, "date"),
        ({"period": "2026-13"}, "period"),
        ({"period": "June"}, "period"),
        ({"time": 10.5}, "time"),
        ({"opening": "one"}, "opening"),
        ({"opening": [None]}, "opening[0]"),
        ({"chair": "name"}, "chair"),
        ({"layout": 3}, "layout"),
        ({"place": "a\u0007b"}, "place"),
        ({"place": "a\ud800b"}, "place"),
        ({"place": "a\u202eb"}, "place"),
        ({"layout": {"base": "upazila", "closing_label": "\u0000"}}, "layout.closing_label"),
        ({"attendees": [{"name": "ক", "state": "late"}]}, "attendees[0].state"),
        ({"memos": [{"number": "১", "kind": "poem"}]}, "memos[0].kind"),
        ({"items": [{}, {"decisions": [{"text": "ক", "due": "2026-11-31"}]}]}, "items[1].decisions[0].due"),
        ({"items": [{"implementers": [{"name": "ক", "group": "yes"}]}]}, "items[0].implementers[0].group"),
        ({"items": [{"decisions": [{"text": "ক", "implementers": [0]}]}]}, "items[0].decisions[0].implementers[0]"),
        ({"items": [{"decisions": [{"text": "ক", "implementers": [True]}]}]}, "items[0].decisions[0].implementers[0]"),
        ({"items": [{"decisions": [{"text": "ক", "implementers": [-1]}], "implementers": [{"name": "খ"}]}]},
         "items[0].decisions[0].implementers[0]"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(more, where):
    assert refusal(json.dumps({"title": "সভা", "items": []} | more)).parts["where"] == where


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (least(titel="x"), '"titel"'),
        (least(items=[{"serial": "১", "topik": "x"}]), "(items[0])"),
        (least(chair={"nam": "x"}), "(chair)"),
        (least(distribution={"recipients": [{"label": "১।"}]}), "(distribution.recipients[0])"),
        (least(items=[{"decisions": [{"label": "১।"}]}]), "(items[0].decisions[0])"),
        ('{"title": "সভা"}', '"items"'),
        ('{"title": "a", "title": "b", "items": []}', '"title"'),
        ('{"title": "a", "items": [], "chair": {"name": "a", "name": "b"}}', '"name"'),
        ("{}", '"items"'),
        ('{"items": []}', "title"),
        ('{"items": [], "committee": "x"}', "title"),
        ('{"items": [], "title": "  "}', "title"),
        ('{"items": [], "title": "<b>\\u200b</b>\\u200d"}', "title"),
        ("", "empty"),
        (" \n", "empty"),
        ("[]", "curly"),
        ("null", "curly"),
        ('{"title": }', "column 11"),
        ("{'title': 1}", "column 2"),
        ("[" * 200_000, "deeply"),
        ('{"a":' * 200_000, "deeply"),
        ('{"items": [NaN]}', "NaN"),
        ('{"items": [-Infinity]}', "-Infinity"),
        ('{"items": [' + "9" * 5000 + "]}", "too long"),
        (least(layout="moon"), "moon"),
        (least(layout={"base": "upazila", "colour": 1}), "colour"),
        (least(layout={"base": ["x"]}), "base"),
        (least(layout={"type": {"size": 10**400}}), "type.size"),
    ],
)
def test_what_is_no_meeting_is_refused_in_words(text, told):
    refused = refusal(text)
    assert told in refused.text("en")
    assert "{" not in refused.text("bn").replace("{where}", "")


def test_a_committee_and_a_date_are_enough():
    assert meeting_file.parse('{"items": [], "committee": "কমিটি", "date": "2026-11-21"}').title == ""


@pytest.mark.parametrize(
    "data", ["সভা".encode("utf-16"), "সভা".encode("utf-16-le"), b"\xa6\xb2{}", least().encode()[:-4], b"\0" * 30]
)
def test_a_wrong_encoding_is_refused(tmp_path, data):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(UserError):
        meeting_file.load(path)


def test_a_quoted_value_stays_short_and_on_one_line():
    shown = meeting_file.shown("a\n" * 500)
    assert len(shown) <= 60
    assert shown.isprintable()


def test_the_plain_data_of_a_record_is_json():
    for meeting in sample.held_meetings(date(2026, 11, 22)):
        later = replace(meeting, unsure=(model.Unsure("time", "why", "text"),))
        assert json.loads(meeting_file.dump(later)) == meeting_file.to_object(later)
