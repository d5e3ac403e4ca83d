"""What a letter says where nobody typed it, and that a layout cannot make it say less than it must."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import letters
import pytest

from koyradesk import layout
from koyradesk.bengali.text import nfc
from koyradesk.documents import compose_letter, refuse_empty, worded
from koyradesk.documents.blocks import Document, flat
from koyradesk.documents.letters import title_of
from koyradesk.documents.matter import Subject
from koyradesk.documents.naming import meeting_name, month_of
from koyradesk.errors import UserError
from koyradesk.layout_data import build
from koyradesk.layout_texts import fill
from koyradesk.model import Distribution, Letter, Meeting, Memo

UPAZILA = layout.resolve("upazila")


def composed(shape: str, look: layout.Layout = UPAZILA, **typed: Any) -> Document:
    letter, subject = letters.letter(shape)
    return compose_letter(replace(letter, **typed), subject, look)


def plain_data(value: Any) -> Any:
    """A layout as TOML would give it."""
    if is_dataclass(value):
        return {spec.name: plain_data(getattr(value, spec.name)) for spec in fields(value)}
    return [plain_data(one) for one in value] if isinstance(value, tuple) else value


def texts_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_in(one)]
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", layout.names())
def test_the_texts_that_a_layout_brings_pass_its_own_checks_and_are_normalised(name: str) -> None:
    whole = layout.resolve(name)
    data = plain_data(whole)
    assert build(layout.Layout, data, name) == whole
    assert [text for text in texts_in(data) if text != unicodedata.normalize("NFC", text)] == []


@pytest.mark.parametrize(
    ("table", "place"),
    [
        ({"notice": {"subject": "সভা আহ্বান"}}, r"notice\.subject"),
        ({"notice": {"body": ["সভা হবে।"]}}, r"notice\.body"),
        ({"notice": {"body": []}}, r"notice\.body"),
        ({"notice": {"day": "{weekday}"}}, r"notice\.day"),
        ({"endorsement": {"body": ["{meeting}", "{nobody}"]}}, r"endorsement\.body"),
        ({"reminder": {"title": "তাগিদপত্র"}}, r"reminder\.title"),
        ({"reminder": {"third": ["{meeting:>99999999}"]}}, r"reminder\.third"),
        ({"cancellation": {"body": ["{meeting} বাতিল।"]}}, r"cancellation\.body"),
        ({"postponement": {"later_body": ["{date} তারিখের সভা স্থগিত।"]}}, r"postponement\.later_body"),
        ({"postponement": {"columns": ["ক", "খ"]}}, r"postponement\.columns"),
        ({"letter": {"cited": "এ কার্যালয়ের পত্র"}}, r"letter\.cited"),
        ({"letter": {"late": "দিন"}}, r"letter\.late"),
        ({"letter": {"due": "{tag}"}}, r"letter\.due"),
        ({"extract": {"columns": [{"heading": "ক", "show": "colour"}]}}, r"extract\.columns\[0\]\.show"),
        ({"illustrated": {"photo_columns": 9}}, r"illustrated\.photo_columns"),
        ({"memo_book": {"summary": "মোট {count}"}}, r"memo_book\.summary"),
        ({"notice": {"subject": "{meeting"}}, r"notice\.subject"),
    ],
)
def test_a_text_that_leaves_out_what_it_must_tell_is_refused(table: dict[str, Any], place: str) -> None:
    with pytest.raises(UserError, match=place):
        layout.resolve({"base": "upazila", **table})


def test_words_in_square_brackets_go_with_the_field_in_them() -> None:
    assert fill("{a}[, {b}]", {"a": "ক", "b": "খ"}) == "ক, খ"
    assert fill("{a}[, {b}]", {"a": "ক", "b": ""}) == "ক"
    assert fill("[{a}; ][{b}]", {"a": "", "b": "[{x}]"}) == "[{x}]"
    assert fill("{a}[ ({b}[, {c}])]", {"a": "ক", "b": "খ", "c": ""}) == "ক (খ)"
    assert fill("{a}[ ({b}[, {c}])]", {"a": "ক", "b": "", "c": "গ"}) == "ক"
    assert fill("[নোট] {a}", {"a": "ক"}) == "[নোট] ক"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভার কার্যবিবরণী", "শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভা"),
        ("<b>জেলা কমিটির সভার কার্যবিবরণী।</b>", "জেলা কমিটির সভা"),
        ("কমিটির মে/ ২০২৫ মাসে অনুষ্ঠিত মাসিক সভার কার্যবিবরণী", "কমিটির মে/ ২০২৫ মাসের মাসিক সভা"),
        ("ত্রৈমাসিক সভা", "ত্রৈমাসিক সভা"),
        ("", "উপজেলা আইসিটি কমিটির মার্চ ২০২৬ মাসের সভা"),
        ("কার্যবিবরণী", "উপজেলা আইসিটি কমিটির মার্চ ২০২৬ মাসের সভা"),
    ],
)
def test_what_a_meeting_is_called(title: str, wanted: str) -> None:
    assert meeting_name(Meeting(title=title, committee="উপজেলা আইসিটি কমিটি", period="2026-03")) == nfc(wanted)


def test_a_committee_that_is_itself_a_meeting_is_not_named_twice() -> None:
    held = Meeting(committee=nfc("মাসিক সমন্বয় সভা"), period="2026-03")
    assert meeting_name(held) == nfc("মার্চ ২০২৬ মাসের মাসিক সমন্বয় সভা")
    town = Meeting(committee=nfc("মধুছায়া পৌরসভা"))
    assert meeting_name(town) == nfc("মধুছায়া পৌরসভার সভা")


def test_a_meeting_of_which_little_is_known_still_has_a_name() -> None:
    assert meeting_name(Meeting()) == "সভা"
    assert month_of("২০২৬ সালের প্রথমার্ধ") == "২০২৬ সালের প্রথমার্ধ"


@pytest.mark.parametrize("shape", letters.SHAPES)
def test_what_the_layout_words_is_what_the_editor_shows(shape: str) -> None:
    """Kept as typed, the default texts give the same paper."""
    letter, subject = letters.letter(shape)
    shown = worded(letter, subject, UPAZILA)
    assert shown.subject
    assert shown.body
    assert compose_letter(shown, subject, UPAZILA).texts() == compose_letter(letter, subject, UPAZILA).texts()
    assert worded(shown, subject, UPAZILA) == shown


@pytest.mark.parametrize("shape", letters.SHAPES)
@pytest.mark.parametrize("name", layout.names())
def test_letters_speak_bengali_alone_and_leave_nothing_unfilled(shape: str, name: str) -> None:
    said = "\n".join(composed(shape, layout.resolve(name)).texts())
    said = said.replace("www.shalbon.example.gov.bd", "").replace("uno@shalbon.example.gov.bd", "")
    assert not re.search(r"[A-Za-z{}\[\]]|[0-9]", said)
    assert "  " not in said
    assert not re.search(r"।।|,,| ,| ;|\(\s*\)", said)


def test_what_somebody_typed_stands() -> None:
    typed = {"subject": "জরুরি বিষয়।", "reference": "স্মারক ৫।", "body": "এক।\nদুই।", "enclosures": "ছক।\nতালিকা।"}
    said = composed("reminder-1", **typed).texts()
    assert {nfc("বিষয়: জরুরি বিষয়।"), nfc("সূত্র: স্মারক ৫।"), "এক।", nfc("২। দুই।"), "ছক।", "তালিকা।"} <= set(map(nfc, said))
    # A number that somebody typed is not doubled.
    assert "২। দুই।" in composed("reminder-1", body="এক।\n২। দুই।").texts()


def test_reminders_grow_firmer_and_cite_the_minutes_and_those_before() -> None:
    look = UPAZILA
    said = {}
    for serial in (1, 2, 3):
        letter, subject = letters.letter(f"reminder-{serial}")
        shown = worded(letter, subject, look)
        said[serial] = shown.body
        assert title_of(letter, subject, look) == nfc(("", "১ম", "২য়", "৩য়")[serial] + " তাগিদপত্র")
        assert shown.reference.count(letters.FILE) == serial
        assert letters.MINUTES_MEMO.number in shown.reference.splitlines()[0]
    assert nfc("সবিনয়") in said[1]
    assert nfc("পুনরায়") in said[2]
    assert nfc("ঊর্ধ্বতন কর্তৃপক্ষ") in said[3]
    letter, subject = letters.letter("reminder-3")
    assert nfc("(১ম তাগিদ)") in worded(letter, subject, look).reference
    assert nfc("(২য় তাগিদ)") in worded(letter, subject, look).reference
    # Without a serial of its own it counts those before; the fourth speaks as the third.
    assert title_of(replace(letter, serial=None), subject, look).startswith(nfc("৩য়"))
    assert worded(replace(letter, serial=4), subject, look).body == said[3]


def test_minutes_without_a_number_are_referred_to_by_their_meeting() -> None:
    letter, subject = letters.letter("extract")
    shown = worded(letter, replace(subject, cited=(Memo("minutes"),)), UPAZILA)
    assert shown.reference == nfc(
        "২৫ নভেম্বর ২০২৬ তারিখে অনুষ্ঠিত শালবন উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের সভার কার্যবিবরণী।"
    )
    letter, subject = letters.letter("cancellation")
    assert worded(letter, replace(subject, cited=()), UPAZILA).reference == ""


def test_decisions_of_several_meetings_are_spoken_of_together() -> None:
    letter, subject = letters.letter("reminder-1")
    first, second = subject.matters
    other = replace(second, meeting="meeting-2", meeting_date="২৮ অক্টোবর ২০২৬")
    shown = worded(letter, replace(subject, matters=(first, other)), UPAZILA)
    assert nfc("শালবন উপজেলা আইসিটি কমিটির বিভিন্ন সভার সিদ্ধান্ত") in shown.subject
    one = replace(other, meeting_title="শালবন উপজেলা আইসিটি কমিটির অক্টোবর ২০২৬ মাসের সভার কার্যবিবরণী")
    assert nfc("অক্টোবর ২০২৬ মাসের সভার") in worded(letter, replace(subject, matters=(one,)), UPAZILA).subject


def test_who_gets_it() -> None:
    letter, subject = letters.letter("notice")
    sent = worded(letter, subject, UPAZILA).distribution
    assert sent.heading == nfc("বিতরণ (জ্যেষ্ঠতার ক্রমানুসারে নয়):")
    assert [one.text for one in sent.recipients] == [nfc(f"{text}।") for text in letters.MEMBERS]
    named = Distribution("", sent.recipients[:1])
    assert worded(replace(letter, distribution=named), subject, UPAZILA).distribution.recipients == named.recipients
    letter, subject = letters.letter("endorsement")
    assert len(worded(letter, subject, UPAZILA).distribution.recipients) == len(subject.meeting.distribution.recipients)
    letter, subject = letters.letter("extract")
    assert worded(letter, subject, UPAZILA).distribution.heading == UPAZILA.letter.copies
    assert not worded(replace(letter, distribution=Distribution()), subject, UPAZILA).distribution.heading


EMPTY = Meeting(id="meeting-1")


@pytest.mark.parametrize(
    ("shape", "subject", "words"),
    [
        ("notice", Subject(EMPTY), "no date"),
        ("postponement", Subject(EMPTY), "no date"),
        ("cancellation", Subject(EMPTY), "no date"),
        ("endorsement", Subject(EMPTY), "nothing yet"),
        ("extract", Subject(letters.meeting()), "No decision of this meeting is for উপজেলা মাধ্যমিক"),
        ("progress", Subject(letters.meeting()), "no decisions"),
        ("reminder-1", Subject(letters.meeting(), letters.matters()[2:]), "Nothing is late for উপজেলা মাধ্যমিক"),
        ("return", Subject(letters.meeting(), letters.matters()[:1]), "Choose the decision"),
        ("return", Subject(letters.meeting(), letters.matters()), "no photo, no number"),
    ],
)
def test_a_letter_with_nothing_to_say_is_refused_in_words(shape: str, subject: Subject, words: str) -> None:
    letter, _ = letters.letter(shape)
    with pytest.raises(UserError, match=words) as refused:
        refuse_empty(letter, subject)
    assert re.search("[\u0980-\u09ff]{4}", refused.value.text("bn"))


@pytest.mark.parametrize("shape", letters.SHAPES)
def test_a_letter_with_something_to_say_is_not_refused(shape: str) -> None:
    refuse_empty(*letters.letter(shape))


def test_a_letter_about_nearly_nothing_is_still_set() -> None:
    """The editor shows a draft before the records are there: no empty labels."""
    for shape in letters.SHAPES:
        letter, _ = letters.letter(shape)
        said = compose_letter(Letter(letter.kind, on=date(2026, 1, 1)), Subject(), UPAZILA).texts()
        assert all(flat(text).rstrip(" :") not in {"প্রাপক", nfc("সূত্র"), "সংযুক্তি", "তারিখ", "স্থান"} for text in said)
