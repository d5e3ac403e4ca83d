"""The next meeting of a committee as far as it can be known, from a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import given
from samples import meeting

from koyradesk import committees, layout, meetings, prefill, sample
from koyradesk.bengali.text import nfc
from koyradesk.carrying import open_decisions
from koyradesk.documents import compose_minutes, render_text
from koyradesk.model import AgendaItem, Letterhead, Meeting, Memo, Paragraph, Person, Signature, Unsure
from koyradesk.moving import BLANKS, month
from koyradesk.prefill import following, for_committee
from koyradesk.sentences import sentences
from koyradesk.store import Change

TODAY = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def test_of_one_month_the_meeting_that_waits_for_its_day_is_the_last(store) -> None:
    waiting = replace(LAST, id="", period="2026-10", date=None, date_text="", place=nfc("নতুন কক্ষ"))
    kept = [meetings.save(store, one, by="করণিক") for one in (waiting, replace(LAST, id=""))]
    assert [one.id for one in meetings.listing(store)] == [one.id for one in kept]
    assert for_committee(store, LAST.committee, TODAY).place == nfc("নতুন কক্ষ")
    assert {one.meeting for one in open_decisions(store, LAST.committee) if not one.lying} == {kept[0].id}


def ids(held: Meeting) -> list[str]:
    parts = (*held.attendees, *held.opening, *held.signatures, *held.memos, *held.distribution.recipients)
    return [one.id for one in parts]


LAST = replace(
    meeting(),
    id="meeting.shab0n00.last000000",
    period="2026-10",
    title=nfc("শালবন উপজেলা আইসিটি কমিটির ৬৩তম সভার (অক্টোবর/২০২৬) কার্যবিবরণী"),
    date=date(2026, 10, 25),
    date_text="২৫/১০/২০২৬",
    layout={"base": "plain", "closing_label": "০৪।"},
    opening=(
        Paragraph(
            nfc("অদ্য ২৫/১০/২০২৬ তারিখে সভা শুরু হয়। গত সেপ্টেম্বর মাসের সভার কার্যবিবরণী পাঠ করা হয়।"),
            "paragraph.shab0n00.2222222221",
        ),
        Paragraph(nfc("৬২তম সভার সিদ্ধান্ত দৃঢ়ীকরণ করা হয়।"), "paragraph.shab0n00.2222222222"),
    ),
    unsure=(Unsure("title", "why", "text"),),
)


def test_who_where_and_how_are_as_before_and_what_is_not_known_is_empty() -> None:
    came = replace(LAST, attendees=tuple(replace(one, state="present") for one in LAST.attendees))
    made = following(came, today=TODAY, mint=offices.minting())
    assert (made.committee, made.layout, made.office, made.chair) == (
        LAST.committee,
        LAST.layout,
        LAST.office,
        LAST.chair,
    )
    assert (made.place, made.time, made.attendance_note) == (LAST.place, LAST.time, LAST.attendance_note)
    assert [(one.name, one.designation) for one in made.attendees] == [
        (one.name, one.designation) for one in LAST.attendees
    ]
    assert {one.state for one in made.attendees} == {""}
    assert [(one.label, one.text) for one in made.distribution.recipients] == [
        (one.label, one.text) for one in LAST.distribution.recipients
    ]
    assert [(one.date, one.name, one.phone) for one in made.signatures] == [
        ("", one.name, one.phone) for one in LAST.signatures
    ]
    assert [(one.kind, one.number, one.state, one.date) for one in made.memos] == [("minutes", "", "draft", None)]
    assert (made.date, made.date_text, made.items, made.unsure, made.period) == (None, "", (), (), "2026-11")


def test_sentences_move_on() -> None:
    made = following(LAST, today=TODAY, mint=offices.minting())
    assert made.title == nfc("শালবন উপজেলা আইসিটি কমিটির ৬৪তম সভার (নভেম্বর/২০২৬) কার্যবিবরণী")
    assert [one.text for one in made.opening] == [
        nfc(f"অদ্য {BLANKS} তারিখে সভা শুরু হয়। গত অক্টোবর মাসের সভার কার্যবিবরণী পাঠ করা হয়।"),
        nfc("৬৩তম সভার সিদ্ধান্ত দৃঢ়ীকরণ করা হয়।"),
    ]
    assert (made.closing, made.distribution.heading) == (LAST.closing, LAST.distribution.heading)


def test_a_day_near_the_last_meeting_is_left_open_in_whatever_month_it_lies() -> None:
    said = "৫ নভেম্বর ২০২৬ তারিখের নোটিশ ও ১০ জানুয়ারি ২০২৬ তারিখের পরিপত্র অনুযায়ী"
    made = following(replace(LAST, closing=nfc(said)), today=TODAY, mint=offices.minting())
    assert made.closing == nfc(f"{BLANKS} তারিখের নোটিশ ও ১০ জানুয়ারি ২০২৬ তারিখের পরিপত্র অনুযায়ী")


def test_every_part_has_an_id_of_its_own() -> None:
    found = ids(following(LAST, today=TODAY, mint=offices.minting()))
    assert len(set(found)) == len(found)
    assert not set(found) & {"", *ids(LAST)}


@pytest.mark.parametrize(
    ("period", "title", "held", "today", "wanted"),
    [
        ("2026-10", "", None, TODAY, "2026-11"),
        ("2026-11", "", None, TODAY, "2026-12"),
        ("2026-12", "", None, TODAY, "2027-01"),
        ("2026-03", "", None, TODAY, "2026-11"),
        ("", "", date(2026, 10, 3), TODAY, "2026-11"),
        ("", "জুন ২০২৭ মাসের সভা", None, TODAY, "2027-07"),
        ("", "", None, TODAY, "2026-11"),
        ("", "সভা", None, date(1980, 1, 1), "1980-01"),
        ("2026-10", "", None, date(1980, 1, 1), "2026-11"),
        ("2026-10", "", None, date(9999, 12, 31), "2026-11"),
        ("2026-09", "জুলাই-সেপ্টেম্বর ২০২৬ প্রান্তিকের সভা", None, TODAY, "2026-12"),
        ("2026-03", "জানুয়ারি-মার্চ ২০২৬ প্রান্তিকের সভা", None, TODAY, "2026-12"),
    ],
)
def test_the_month_is_the_next_one_or_todays(
    period: str, title: str, held: date | None, today: date, wanted: str
) -> None:
    last = Meeting(period=period, title=nfc(title), date=held)
    assert following(last, today=today, mint=offices.minting()).period == wanted
    assert prefill.next_period(last, today) == wanted


def test_the_month_of_a_first_meeting_is_todays() -> None:
    assert prefill.next_period(None, TODAY) == "2026-11"


def test_another_month_can_be_named() -> None:
    made = following(LAST, today=TODAY, mint=offices.minting(), period="2027-02")
    assert made.period == "2027-02"
    assert nfc("(ফেব্রুয়ারি/২০২৭)") in made.title


@given(offices.meetings)
def test_any_meeting_has_a_next_one(last: Meeting) -> None:
    made = following(last, today=TODAY, mint=offices.minting())
    assert (made.committee, made.office, made.chair, made.items) == (last.committee, last.office, last.chair, ())
    assert len(made.attendees) == len(last.attendees)
    again = following(made, today=TODAY, mint=offices.minting())
    assert prefill.month_of(again) == (prefill.month_of(made) or 0) + 1


def test_the_committees_last_meeting_is_followed_and_the_new_one_can_be_kept(store) -> None:
    for period in ("2026-08", "2026-10", "2026-09"):
        meetings.save(store, replace(LAST, id="", period=period, date=None, place=period, unsure=()), by="করণিক")
    meetings.save(store, replace(LAST, id="", committee="অন্য কমিটি", period="2027-03", unsure=()), by="করণিক")
    made = for_committee(store, LAST.committee, TODAY)
    assert (made.period, made.place) == ("2026-11", "2026-10")
    kept = meetings.save(store, made, by="করণিক")
    assert kept == replace(made, id=kept.id)
    assert for_committee(store, LAST.committee, TODAY).period == "2026-12"


def test_a_meeting_in_the_bin_is_followed_by_nothing(store) -> None:
    kept = meetings.save(store, replace(LAST, id="", unsure=()), by="করণিক")
    meetings.save(store, replace(LAST, id="", period="2026-09", date=None, unsure=()), by="করণিক")
    meetings.delete(store, kept.id, by="করণিক")
    assert for_committee(store, LAST.committee, date(2026, 9, 30)).period == "2026-10"


def test_a_committee_is_found_by_a_name_that_reads_the_same(store) -> None:
    meetings.save(store, replace(LAST, id="", committee="কমিটি ২০২৬", unsure=()), by="করণিক")
    made = for_committee(store, " কমিটি  2026 ", TODAY)
    assert (made.committee, len(made.attendees)) == ("কমিটি ২০২৬", 12)


def test_the_first_meeting_of_a_new_committee_is_the_offices(store) -> None:
    twice = (LAST.signatures[0], *LAST.signatures)
    meetings.save(store, replace(LAST, id="", unsure=(), signatures=twice, attendance_note="সংযুক্ত তালিকা"), by="করণিক")
    made = for_committee(store, "শালবন বৃক্ষরোপণ কমিটি", TODAY)
    assert made.attendance_note == "সংযুক্ত তালিকা"
    assert (made.office, made.chair, made.place, made.layout) == (LAST.office, LAST.chair, LAST.place, LAST.layout)
    assert made.title == nfc("শালবন বৃক্ষরোপণ কমিটির নভেম্বর ২০২৬ মাসের সভার কার্যবিবরণী")
    assert (made.committee, made.period, made.date, made.items) == ("শালবন বৃক্ষরোপণ কমিটি", "2026-11", None, ())
    assert [(one.name, one.phone) for one in made.signatures] == [("রেহানা পারভীন", LAST.signatures[0].phone)]
    assert (made.distribution.heading, made.distribution.recipients) == (LAST.distribution.heading, ())
    assert replace(meetings.save(store, made, by="করণিক"), id="") == made


def test_members_who_are_known_are_in_the_first_meeting(store) -> None:
    sample.fill(store, today=TODAY, by="করণিক")
    committee = next(iter(committees.called(store, "মধুছায়া উপজেলা ইনোভেশন টিম")))
    for row in store.rows("meeting", committee=committee):
        meetings.delete(store, row["id"], by="করণিক")
    made = for_committee(store, "মধুছায়া উপজেলা ইনোভেশন টিম", TODAY)
    assert made.title == nfc("মধুছায়া উপজেলা ইনোভেশন টিমের নভেম্বর ২০২৬ মাসের সভার কার্যবিবরণী")
    assert [one.name for one in made.attendees][:2] == [nfc("তাহমিনা সুলতানা"), nfc("মো. আশরাফুল কবির")]
    assert made.chair == Person(nfc("তাহমিনা সুলতানা"), nfc("উপজেলা নির্বাহী অফিসার"), nfc("মধুছায়া"))
    assert made.layout == "combined"
    assert made.distribution.heading == layout.resolve("combined").distribution.heading


def test_an_empty_store_gives_standard_sentences(store) -> None:
    office = store.new_id("office")
    store.write([Change(office, {"letterhead": ["বাংলাদেশ সরকার"], "website": "x.example"})], by="করণিক")
    made = for_committee(store, "মাসিক সমন্বয় সভা", TODAY)
    assert made.title == nfc("নভেম্বর ২০২৬ মাসের মাসিক সমন্বয় সভার কার্যবিবরণী")
    assert (made.layout, made.office) == ("upazila", Letterhead(("বাংলাদেশ সরকার",), "x.example"))
    assert (made.chair, made.attendees) == (Person(), ())
    # It waits for the chair to be typed, and says the same then.
    assert [(one.name, one.designation, one.place) for one in made.signatures] == [("", "", "")]
    assert made.closing == sentences("first")["closing"]
    assert made.distribution.heading == layout.resolve("upazila").distribution.heading
    assert replace(meetings.save(store, made, by="করণিক"), id="") == made
    assert for_committee(store, "", TODAY).title == ""


def test_the_first_meeting_makes_a_paper(store) -> None:
    made = for_committee(store, "শালবন বৃক্ষরোপণ কমিটি", TODAY)
    made = replace(made, items=(AgendaItem("১.০", "চারা"),))
    assert sentences("first")["closing"] in render_text(compose_minutes(made, layout.resolve(made.layout)))


def test_who_signs_a_first_meeting_is_who_chairs_it(store) -> None:
    other = replace(LAST, id="", chair=Person("রেহানা পারভীন", "ইউএনও", "শালবন"), signatures=(), unsure=())
    meetings.save(store, replace(other, memos=(Memo(),)), by="করণিক")
    made = for_committee(store, "নতুন দল", TODAY)
    assert [replace(one, id="") for one in made.signatures] == [Signature("", "রেহানা পারভীন", "ইউএনও", "শালবন")]


def test_month_of_a_meeting() -> None:
    assert prefill.month_of(Meeting(period="2026-10", date=date(2026, 11, 2))) == month(date(2026, 10, 1))
    assert prefill.month_of(Meeting(period="জুন", date=date(2026, 11, 2))) == month(date(2026, 11, 1))
    assert prefill.month_of(Meeting()) is None
