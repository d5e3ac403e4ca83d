"""The office's own words complete what is typed: by use, from any word on, in any digits."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import meeting

from koyradesk import meetings, records
from koyradesk.bengali.text import nfc
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Decision,
    Distribution,
    Letterhead,
    Meeting,
    Person,
    Recipient,
    Signature,
)
from koyradesk.phrases import Endings
from koyradesk.store import Change
from koyradesk.store.tally import Tally
from koyradesk.words import COMPLETED, Known, Words, gather


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def held(store, *names: str, on: date = date(2026, 10, 25), **values) -> Meeting:
    """A meeting whose one item has these implementers."""
    item = AgendaItem("", nfc("ওয়েব পোর্টাল"), "", (), tuple(Assignment("", nfc(name)) for name in names))
    return meetings.save(store, Meeting(committee="কমিটি", date=on, items=(item,), **values), by="করণিক")


def test_the_most_used_comes_first_and_of_equals_the_latest(store) -> None:
    held(store, "সহকারী প্রোগ্রামার", "কৃষি অফিসার", on=date(2026, 8, 1))
    held(store, "সহকারী প্রোগ্রামার", "সমাজসেবা অফিসার", on=date(2026, 9, 1))
    words = gather(store)
    assert words.complete("implementer", "") == [nfc("সহকারী প্রোগ্রামার"), nfc("সমাজসেবা অফিসার"), nfc("কৃষি অফিসার")]
    assert words.complete("implementer", "", limit=1) == [nfc("সহকারী প্রোগ্রামার")]


def test_what_is_no_longer_written_comes_after_what_is(store) -> None:
    for day in range(1, 6):
        held(store, "রফিক আহমেদ", on=date(2020, 1, day))
    held(store, "রাশেদা খানম", on=date(2026, 9, 1))
    assert gather(store).complete("implementer", "র") == [nfc("রাশেদা খানম"), nfc("রফিক আহমেদ")]


@pytest.mark.parametrize(
    "typed",
    [
        "সহ",
        "প্রো",
        "আইসি",
        "সহকারী প্রো",
        "প্রোগ্রামার, আই",
        "  সহকারী   প্রো",
        "আইসিটি সহ",
        "শাখা-2",
        "শাখা-২",
        "সকল",
        "কয়",
        "ক\u09df",
        "প\u09cdর\u09c7\u09beগ\u09cdর",
        "<b>সহ</b>",
    ],
)
def test_what_is_typed_may_begin_at_any_word(store, typed: str) -> None:
    whole = nfc("সহকারী প্রোগ্রামার, আইসিটি শাখা-২ (সকল), কয়রা")
    held(store, whole, "উপজেলা প্রকৌশলী")
    assert whole in gather(store).complete("implementer", typed)


@pytest.mark.parametrize("typed", ["কারী", "গ্রামার", "প্রোগ্রামারগণ", "সহ জেলা", "য়রা"])
def test_the_middle_of_a_word_is_no_beginning(store, typed: str) -> None:
    held(store, "সহকারী প্রোগ্রামার, কয়রা")
    assert gather(store).complete("implementer", typed) == []


def test_what_is_there_in_full_is_not_offered(store) -> None:
    held(store, "সহকারী প্রোগ্রামার", "সহকারী প্রোগ্রামার (ভারপ্রাপ্ত)")
    assert gather(store).complete("implementer", "সহকারী প্রোগ্রামার ") == [nfc("সহকারী প্রোগ্রামার (ভারপ্রাপ্ত)")]


def test_spellings_that_read_the_same_are_one_word(store) -> None:
    held(store, "ওয়ার্ড সদস্য ১", "ওয়ার্ড  সদস্য 1।", "<b>ওয়ার্ড সদস্য ১;</b>", "ওয়ার্ড সদস্য ১; এবং")
    assert gather(store).complete("implementer", "") == [nfc("ওয়ার্ড সদস্য ১")]


def test_every_kind_of_word_is_gathered(store) -> None:
    meetings.save(store, replace(meeting(), id=""), by="করণিক")
    words = gather(store)
    for kind, typed, wanted in [
        ("committee", "আইসিটি", "উপজেলা আইসিটি কমিটি"),
        ("letterhead", "নির্বাহী", "উপজেলা নির্বাহী অফিসারের কার্যালয়"),
        ("website", "www", "www.shalbon.example.gov.bd"),
        ("person", "রেহা", "রেহানা পারভীন"),
        ("designation", "কৃষি", "উপজেলা কৃষি অফিসার"),
        ("station", "নমুনা", "শালবন, নমুনা"),
        ("time", "10.30", "সকাল ১০.৩০ ঘটিকা"),
        ("place", "সম্মেলন", "উপজেলা পরিষদ সম্মেলন কক্ষ"),
        ("note", "পরি", "পরিশিষ্ট ‘ক’ দ্রষ্টব্য"),
        ("heading", "সদয়", "অনুলিপি সদয় জ্ঞাতার্থে ও কার্যার্থে (জ্যেষ্ঠতার ক্রমানুসারে নয়):"),
        ("topic", "পোর্টাল", "ওয়েব পোর্টাল হালনাগাদকরণ"),
        ("implementer", "দপ্তর", "দপ্তর প্রধান (সকল)"),
        ("recipient", "উপ", "উপজেলা ............ কর্মকর্তা (সকল), শালবন"),
    ]:
        assert words.complete(kind, typed)[:1] == [nfc(wanted)], kind
    assert words.complete("no such kind", "উ") == []


def test_the_single_words_of_all_texts_are_counted(store) -> None:
    lines = Letterhead(("ছাতিমতলা", "ছাতিমতলা-ছাতিমতলা"))
    one = replace(meeting(items=1), id="", title="<b>ছাতিমতলা</b> ছাতিমতলায়", office=lines)
    first = replace(one.items[0], topic="ছাতিমতলা", discussion="ছাতিমতলা &amp; PDF ৩ ছাতিমতলা্")
    meetings.save(store, replace(one, items=(first,)), by="করণিক")
    meetings.save(store, replace(meeting(), id=""), by="করণিক")
    uses = gather(store).uses
    assert uses["ছাতিমতলা"] == 7
    assert uses[nfc("ছাতিমতলায়")] == 1
    assert uses[nfc("সহকারী")] > uses[nfc("ছাতিমতলায়")]
    assert not {"PDF", "৩", "ছাতিমতলা্", ""} & uses.keys()
    assert list(uses.values()) == sorted(uses.values(), reverse=True)


def test_completed_fields_are_fields_of_records() -> None:
    for kind, field in COMPLETED:
        assert field in records.KINDS[kind].fields


def test_what_is_in_the_bin_is_not_offered(store) -> None:
    first = held(store, "প্রথম জন")
    held(store, "দ্বিতীয় জন")
    meetings.delete(store, first.id, by="করণিক")
    assert gather(store).complete("implementer", "") == [nfc("দ্বিতীয় জন")]


def test_the_rest_of_a_row_is_known_as_it_was_last(store) -> None:
    name = nfc("রেহানা পারভীন")
    early = Signature("", name, "এসি ল্যান্ড", "মেঘনাপাড়", "০১৭", "r@example.bd")
    late = (Attendee(name, "উপজেলা নির্বাহী অফিসার", "present", "০১৯"),)
    held(store, on=date(2026, 10, 1), attendees=late)
    held(store, on=date(2024, 10, 1), signatures=(early,))
    held(store, on=date(2025, 10, 1), chair=Person("অন্য কেউ", "সভাপতি", "ঢাকা"))
    words = gather(store)
    known = Known(name, nfc("উপজেলা নির্বাহী অফিসার"), nfc("মেঘনাপাড়"), "০১৯", "r@example.bd")
    assert words.person(f" {name} ") == known
    assert words.person("অন্য কেউ") == Known("অন্য কেউ", nfc("সভাপতি"), "ঢাকা")
    assert words.person("অচেনা") is None
    assert words.person("") is None


def test_members_are_known_without_a_meeting(store) -> None:
    member = {"name": "নুসরাত জাহান", "designation": "কর্মকর্তা", "place": "শালবন", "phone": "০১৭", "email": "n@x.bd"}
    store.write(
        [Change(store.new_id("member"), member), Change(store.new_id("party"), {"name": "ইউপি সচিব (সকল)"})], by="করণিক"
    )
    words = gather(store)
    assert words.person("নুসরাত জাহান") == Known(**{name: nfc(text) for name, text in member.items()})
    assert words.complete("person", "জাহান") == [nfc("নুসরাত জাহান")]
    assert words.complete("implementer", "সচিব") == [nfc("ইউপি সচিব (সকল)")]


def test_what_was_just_typed_is_learned_in_a_snapshot_of_its_own(store) -> None:
    held(store, "সহকারী প্রোগ্রামার", "সমাজসেবা অফিসার")
    words = gather(store)
    more = words.with_word("implementer", " নতুন   জন। ").with_word("implementer", "সমাজসেবা অফিসার")
    assert more.complete("implementer", "") == [nfc("সমাজসেবা অফিসার"), nfc("নতুন জন"), nfc("সহকারী প্রোগ্রামার")]
    assert more.complete("implementer", "জ") == [nfc("নতুন জন")]
    assert more.complete("implementer", "জন নতুন") == [nfc("নতুন জন")]
    assert words.complete("implementer", "জ") == []
    twice = more.with_word("implementer", "নতুন জন")
    assert twice.complete("implementer", "")[:2] == [nfc("নতুন জন"), nfc("সমাজসেবা অফিসার")]
    assert words.with_word("implementer", " … ") is words
    assert Words().with_word("place", "সভাকক্ষ").complete("place", "স") == [nfc("সভাকক্ষ")]


def test_what_two_windows_learned_is_known_together(store) -> None:
    words = gather(store)
    one = words.with_word("implementer", "নতুন জন").with_word("person", "শামীম আরা", place="নদীপাড়")
    other = words.with_word("implementer", "নতুন দল").with_word("implementer", "নতুন জন")
    for both in (one.with_learned(other), other.with_learned(one)):
        assert set(both.complete("implementer", "নতুন")) >= {nfc("নতুন জন"), nfc("নতুন দল")}
        assert both.person("শামীম আরা").place == nfc("নদীপাড়")
    # Who knows less of somebody takes nothing from who knows more.
    assert one.with_learned(words) == one
    more = one.with_word("person", "শামীম আরা", designation="জেলা প্রশাসক")
    assert one.with_learned(more).person("শামীম আরা").designation == nfc("জেলা প্রশাসক")


def test_a_new_person_is_learned_with_the_row() -> None:
    words = Words().with_word("person", "রহিমা", designation="শিক্ষক", phone="০১৭")
    words = words.with_word("person", "রহিমা", designation="প্রধান শিক্ষক", place="শালবন")
    assert words.person("রহিমা") == Known("রহিমা", "প্রধান শিক্ষক", "শালবন", "০১৭")


def test_an_essay_is_no_word(store) -> None:
    held(store, "ক" * 301, "খ " * 150, "গ" * 300)
    assert gather(store).complete("implementer", "") == ["গ" * 300, ("খ " * 150).strip()]


def test_an_empty_office_has_no_words(store) -> None:
    words = gather(store)
    assert [words.complete(kind, "ক") for kind in set(COMPLETED.values())] == [[]] * len(set(COMPLETED.values()))


def test_letterheads_are_offered_line_by_line(store) -> None:
    held(store, office=Letterhead(("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "", "শালবন, নমুনা")))
    assert gather(store).complete("letterhead", "") == [nfc("শালবন, নমুনা"), nfc("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার")]


@settings(max_examples=60)
@given(st.lists(offices.texts, max_size=8), offices.texts, st.integers(0, 5))
def test_whatever_is_typed_completion_agrees_with_looking_through_all(texts: list[str], typed: str, limit: int) -> None:
    words = Words()
    for text in texts:
        words = words.with_word("place", text)
    found = words.complete("place", typed, limit)
    assert found == words.complete("place", typed, 1000)[:limit]
    assert len(set(found)) == len(found)


@given(offices.meetings)
def test_any_meeting_gives_words(meeting: Meeting) -> None:
    words = Words()
    for one in meeting.attendees:
        words = words.with_word("person", one.name, designation=one.designation, phone=one.phone)
        known = words.person(one.name)
        assert known is None or known.designation or not one.designation


def test_an_index_and_what_is_learned_find_the_same(store) -> None:
    texts = [nfc(text) for text in ("সহকারী প্রোগ্রামার (সকল)", "উপজেলা কৃষি অফিসার", "শাখা-২", "ICT অফিসার", "০৫.৪৪")]
    held(store, *texts)
    stored, learned = gather(store), Words()
    for text in texts:
        learned = learned.with_word("implementer", text)
    for text in texts:
        for start in range(len(text)):
            for end in range(start, len(text) + 1):
                typed = text[start:end]
                assert set(stored.complete("implementer", typed)) == set(learned.complete("implementer", typed)), typed


def test_the_store_counts_equal_values(store) -> None:
    held(store, "ক", "খ", on=date(2024, 1, 5))
    gone = held(store, "ক", on=date(2026, 3, 1))
    held(store, "ক", on=date(2025, 2, 1))
    meetings.delete(store, gone.id, by="করণিক")
    assert sorted(store.tally("assignment", "name", since="2025-01-01")) == [
        Tally(("ক",), 2, 1, "2025-02-01"),
        Tally(("খ",), 1, 0, "2024-01-05"),
    ]
    assert store.tally("meeting", "date_text", "place") == [Tally(("", ""), 2, 2, "2025-02-01")]
    assert store.tally("committee", "name") == [Tally(("কমিটি",), 1, 1, "")]
    with pytest.raises(KeyError):
        store.tally("meeting", 'name"; DROP TABLE meeting; --')


def test_known_has_the_fields_of_a_row() -> None:
    assert [one.name for one in fields(Known)] == ["name", "designation", "place", "phone", "email"]


def test_recipients_are_offered_without_what_closes_them(store) -> None:
    sent = Distribution(
        "", (Recipient("১।", "জেলা প্রশাসক;"), Recipient("২।", "সদস্য (সকল); এবং"), Recipient("৩।", "অফিস নথি।"))
    )
    held(store, distribution=sent)
    assert set(gather(store).complete("recipient", "")) == {"জেলা প্রশাসক", "সদস্য (সকল)", "অফিস নথি"}


SENTENCES = [
    ("সকল পোর্টাল হালনাগাদ করতে হবে এবং অগ্রগতি জানাতে হবে।", 2),
    ("ল্যাব পরিদর্শন করতে হবে।", 5),
    ("<b>প্রতিবেদন</b> দিতে হবে।", 1),
    ("নতুন", 9),
]


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("৩১ ডিসেম্বরের মধ্যে কাজ শেষ করতে হ", "বে"),
        ("কাজ শেষ করতে হবে এ", "বং অগ্রগতি জানাতে হবে"),
        ("কাজ শেষ করতে হবে ", "এবং অগ্রগতি জানাতে হবে"),
        ("পোর্টাল হালনাগাদ ক", "রতে হবে এবং অগ্রগতি জানাতে হবে"),
        ("অন্য <b>ল্যাব</b> পরি", "দর্শন করতে হবে"),
        ("করতে ", ""),
        ("হ", ""),
        ("", ""),
        (" ", ""),
        ("প্রতিবেদন দি", ""),
        ("ল্যাব পরিদর্শন করতে হবে", ""),
    ],
)
def test_a_decision_is_ended_as_others_were(typed: str, rest: str) -> None:
    endings = Endings.of((nfc(text), times) for text, times in SENTENCES)
    assert endings.rest(nfc(typed)) == nfc(rest)


def test_the_endings_are_those_of_the_offices_decisions(store) -> None:
    for text in ("সকল দপ্তর পরিদর্শন করতে হবে।", "প্রতিটি ল্যাব পরিদর্শন করতে হবে।"):
        item = AgendaItem(decisions=(Decision(text=nfc(text)),))
        meetings.save(store, Meeting(committee="কমিটি", items=(item,)), by="করণিক")
    assert gather(store).ending(nfc("তিনটি বিদ্যালয় পরিদর্শন ক")) == nfc("রতে হবে")
    assert Words().ending(nfc("পরিদর্শন ক")) == ""


def test_a_text_of_any_length_is_asked_in_vain() -> None:
    words = Words().with_word("place", "সভাকক্ষ")
    assert words.complete("place", "স " * 100_000) == []
    assert words.ending("স " * 100_000) == ""
