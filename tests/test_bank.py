"""The sentence bank: slots filled and put back, what is learnt of minutes, what is offered, what the office keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_glossary import offences

from koyradesk import meetings
from koyradesk.bank import FIELDS, SLOTS, SORTS, Bank, Facts, Seat, Sentence, fill, generalise, keeping
from koyradesk.bank.learning import Lessons, Text
from koyradesk.bank.reading import Reader, gather
from koyradesk.bank.slots import Told, facts, parts_of, slots_in
from koyradesk.bank.standing import standing
from koyradesk.bank.words import begun, sentences
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Paragraph, Person
from koyradesk.moving import BLANKS

ICT = nfc("শিমুলতলী উপজেলা আইসিটি কমিটি")
LAW = nfc("শিমুলতলী উপজেলা আইন-শৃঙ্খলা কমিটি")


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def told(**changes) -> Told:
    made = Told(
        committee=ICT,
        date=date(2026, 11, 25),
        period="2026-11",
        title=nfc("শিমুলতলী উপজেলা আইসিটি কমিটির ৬৪তম সভার কার্যবিবরণী"),
        chair_name=nfc("তাহমিনা আক্তার"),
        chair_designation=nfc("উপজেলা নির্বাহী অফিসার"),
        place=nfc("উপজেলা পরিষদ সভাকক্ষ"),
        time=nfc("সকাল ১১.০০ ঘটিকা"),
    )
    return made._replace(**changes)


NOVEMBER = facts(told(), date(2026, 10, 20))


def minutes(month: int, *decisions: str, committee: str = ICT, opening: str = "", **values) -> Meeting:
    """A meeting of a month with these decisions, each of an item of its own."""
    items = tuple(
        AgendaItem("", nfc("ওয়েব পোর্টাল"), values.get("discussion", ""), (Decision(text=nfc(one)),), ())
        for one in decisions
    )
    return Meeting(
        committee=committee,
        date=date(2026, month, 20),
        period=f"2026-{month:02}",
        chair=values.get("chair", Person(nfc("তাহমিনা আক্তার"), nfc("উপজেলা নির্বাহী অফিসার"))),
        opening=(Paragraph(nfc(opening)),) if opening else (),
        items=items,
        closing=nfc(values.get("closing", "")),
    )


def learnt(bank: Bank) -> dict[str, int]:
    return {one.text: one.times for one in bank.sentences if one.source == "learnt"}


def going(bank: Bank, seat: Seat, typed: str) -> str:
    found = bank.going(seat, nfc(typed))
    return found.rest.text if found else ""


# The sentences that are brought


def test_the_sentences_that_are_brought_are_whole() -> None:
    every = standing()
    assert len(every) >= 60
    assert {one.sort for one in every} == set(SORTS)
    assert len({(one.sort, one.of) for one in every}) == len({(one.sort, one.text) for one in every}) == len(every)
    for one in every:
        assert nfc(one.text) == one.text
        assert set(one.fields) <= set(FIELDS)
        assert one.text.endswith(("।", ":"))
        assert offences(one.text) == []
        # Every name in braces is a slot.
        assert "{" not in "".join(literal for literal, _ in parts_of(one.text))


@pytest.mark.parametrize("word", ["সমন্বয়", "আইন-শৃঙ্খলা", "আইসিটি", "উন্নয়ন", "শিক্ষা", "স্বাস্থ্য", "কৃষি", "দুর্যোগ"])
def test_every_usual_committee_has_sentences_of_its_own(word: str) -> None:
    own = [one for one in standing() if any(nfc(word) in of for of in one.committees)]
    assert len(own) >= 3


# Slots


def test_slots_are_filled_from_the_meeting_and_the_others_are_stops() -> None:
    text = nfc("গত {last_date} তারিখে {count}টি সিদ্ধান্ত {committee_of} {month} মাসের {nth} সভায় {party} জানান।")
    filled = fill(text, NOVEMBER)
    assert filled.text == nfc(
        f"গত ২০ অক্টোবর ২০২৬ তারিখে {BLANKS}টি সিদ্ধান্ত শিমুলতলী উপজেলা আইসিটি কমিটির নভেম্বর ২০২৬ মাসের ৬৪তম সভায় {BLANKS} জানান।"
    )
    assert [one.slot for one in filled.stops] == ["count", "party"]
    assert [filled.text[one.start : one.end] for one in filled.stops] == [BLANKS, BLANKS]


@pytest.mark.parametrize("typed", range(0, 60, 7))
def test_what_is_typed_already_is_left_out_and_the_stops_stay_where_they_are(typed: int) -> None:
    filled = fill(nfc("আগামী {day} তারিখের মধ্যে {party} বরাবর {count}টি প্রতিবেদন দাখিল করতে হবে।"), NOVEMBER)
    rest = filled.behind(typed)
    assert filled.text[:typed] + rest.text == filled.text
    assert all(BLANKS.endswith(rest.text[one.start : one.end]) for one in rest.stops)


SAID = st.sampled_from([one.text for one in standing()])
KNOWN = (
    "committee_of",
    "date",
    "last_date",
    "month",
    "last_month",
    "next_month",
    "chair",
    "chair_designation",
    "place",
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 28))
#: What stands between slots, so that no two are one.
PIECES = st.sampled_from([nfc(one) for one in (" তারিখে ", " মাসের ", ", ", " জানান যে ", " অনুষ্ঠিত সভায় ", " এবং ")])


@given(st.lists(st.tuples(st.sampled_from(KNOWN), PIECES), min_size=1, max_size=5), DAYS, st.integers(21, 44))
def test_filling_then_generalising_gives_the_slots_back(parts, held: date, apart: int) -> None:
    last = date.fromordinal(held.toordinal() - apart)
    known = facts(told(date=held, period=f"{held:%Y-%m}"), last)
    text = nfc("সভায় ") + "".join(f"{{{slot}}}{piece}" for slot, piece in parts) + nfc("আলোচনা হয়।")
    assert generalise(fill(text, known).text, known) == text


@given(SAID, DAYS, st.integers(21, 44))
def test_every_sentence_that_is_brought_comes_back_from_its_filled_text(text: str, held: date, apart: int) -> None:
    open_ones = {slot for slot in slots_in(text) if not NOVEMBER.value(slot)}
    assume(not open_ones)
    known = facts(told(date=held, period=f"{held:%Y-%m}"), date.fromordinal(held.toordinal() - apart))
    assert generalise(fill(text, known).text, known) == text


@given(st.text(max_size=120))
def test_any_text_is_generalised_and_filled_again_without_a_word_lost(text: str) -> None:
    text = nfc(text)
    said = generalise(text, NOVEMBER)
    if said:
        literals = [literal for literal, _ in parts_of(said)]
        at = 0
        for literal in literals:
            at = text.find(literal, at)
            assert at >= 0
            at += len(literal)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("১৪টি দপ্তরের মধ্যে ৯টি প্রতিবেদন দিয়েছে।", "{count}টি দপ্তরের মধ্যে {count}টি প্রতিবেদন দিয়েছে।"),
        ("গত ২০/১০/২০২৬ খ্রি. তারিখের সভা।", "গত {last_date} তারিখের সভা।"),
        ("আগামী ৩০ নভেম্বর ২০২৬ তারিখের মধ্যে।", "আগামী {day} তারিখের মধ্যে।"),
        ("গত অক্টোবর মাসের সভায় আলোচনা হয়।", "গত {last_month_name} মাসের সভায় আলোচনা হয়।"),
        ("৬৪তম সভায় জনাব তাহমিনা আক্তার জানান।", "{nth} সভায় জনাব {chair} জানান।"),
        ("তাহমিনা আক্তারের প্রস্তাব।", "তাহমিনা আক্তারের প্রস্তাব।"),
        ("নথি নং ১২৩ হতে পত্র প্রেরণ।", "নথি নং ১২৩ হতে পত্র প্রেরণ।"),
        ("{দপ্তর} হতে {day} পত্র।", ""),
    ],
)
def test_what_belongs_to_one_meeting_becomes_a_slot(said: str, wanted: str) -> None:
    said, wanted = nfc(said), nfc(wanted)
    if wanted.startswith("{nth}"):
        assert NOVEMBER.number == 64
    assert generalise(said, NOVEMBER) == wanted


def test_sentences_are_parted_and_pieces_of_quotations_left_out() -> None:
    text = nfc("১। প্রথম কথাটি এখানে বলা হলো। দ্বিতীয় কথাটি\nতৃতীয় কথা এখানে। বিগত সভার “সিদ্ধান্ত এই ছিল। এবং” তাই")
    assert sentences(text) == [nfc("প্রথম কথাটি এখানে বলা হলো।"), nfc("দ্বিতীয় কথাটি"), nfc("তৃতীয় কথা এখানে।")]
    assert begun(nfc("প্রথম কথা। আগামী স")) == nfc("আগামী স")
    assert begun(nfc("প্রথম কথা।")) == ""


# Learning


def test_what_stood_in_two_meetings_is_learnt_with_slots(store) -> None:
    said = "সকল দপ্তর আগামী {day} তারিখের মধ্যে {n}টি প্রতিবেদন দাখিল করবে।"
    meetings.save(store, minutes(9, said.format(day="৩০/০৯/২০২৬", n="৫")), by="করণিক")
    assert learnt(gather(store)) == {}
    meetings.save(store, minutes(10, said.format(day="৩১/১০/২০২৬", n="৭")), by="করণিক")
    assert learnt(gather(store)) == {nfc("সকল দপ্তর আগামী {day} তারিখের মধ্যে {count}টি প্রতিবেদন দাখিল করবে।"): 2}


def test_a_number_that_is_always_the_same_stays(store) -> None:
    for month, day in ((8, "৩০/০৮/২০২৬"), (9, "৩০/০৯/২০২৬"), (10, "৩১/১০/২০২৬")):
        meetings.save(store, minutes(month, f"আগামী {day} তারিখের মধ্যে ৩টি ল্যাব পরিদর্শন করতে হবে।"), by="করণিক")
    assert learnt(gather(store)) == {nfc("আগামী {day} তারিখের মধ্যে ৩টি ল্যাব পরিদর্শন করতে হবে।"): 3}


def bound(month: int, who: str, said: str) -> Meeting:
    """A meeting with one decision, and who carries it out."""
    one = AgendaItem("", "", "", (Decision(text=nfc(said)),), (Assignment(name=nfc(who)),))
    return replace(minutes(month), items=(one,))


def test_who_carries_it_out_is_a_slot_where_it_is_not_always_the_same(store) -> None:
    said = "{who} আগামী সভায় লিখিত প্রতিবেদন দেবেন।"
    for month, who in ((8, "উপজেলা প্রকৌশলী"), (9, "উপজেলা কৃষি অফিসার")):
        meetings.save(store, bound(month, who, said.format(who=who)), by="করণিক")
    assert learnt(gather(store)) == {nfc("{party} আগামী সভায় লিখিত প্রতিবেদন দেবেন।"): 2}


def test_who_always_carries_it_out_stays_named(store) -> None:
    said = "উপজেলা প্রকৌশলী আগামী সভায় লিখিত প্রতিবেদন দেবেন।"
    for month in (8, 9):
        meetings.save(store, bound(month, "উপজেলা প্রকৌশলী", said), by="করণিক")
    assert learnt(gather(store)) == {nfc(said): 2}


def test_twice_in_one_meeting_is_once(store) -> None:
    said = "প্রতিটি দপ্তর নিজ নিজ প্রতিবেদন দাখিল করবে।"
    meetings.save(store, minutes(10, said, said), by="করণিক")
    assert learnt(gather(store)) == {}


def test_another_chair_and_month_do_not_hide_that_it_is_the_same_sentence(store) -> None:
    said = "{of} {month} মাসের সভায় জনাব {chair} সকলকে স্বাগত জানান।"
    for month, name, chair in ((9, "সেপ্টেম্বর ২০২৬", "তাহমিনা আক্তার"), (10, "অক্টোবর ২০২৬", "নাসির উদ্দিন")):
        opening = said.format(of=nfc("শিমুলতলী উপজেলা আইসিটি কমিটির"), month=name, chair=chair)
        person = Person(nfc(chair), nfc("উপজেলা নির্বাহী অফিসার"))
        meetings.save(store, minutes(month, opening=opening, chair=person), by="করণিক")
    assert learnt(gather(store)) == {nfc("{committee_of} {month} মাসের সভায় জনাব {chair} সকলকে স্বাগত জানান।"): 2}


def test_reading_goes_on_where_it_stopped_and_learns_what_is_new(store) -> None:
    said = "প্রতিটি দপ্তর নিজ নিজ প্রতিবেদন দাখিল করবে।"
    for month in range(1, 10):
        meetings.save(store, minutes(month, said), by="করণিক")
    reader = Reader(store)
    assert reader.read(4)
    assert learnt(reader.bank()) == {nfc(said): 4}
    assert not reader.done
    while reader.read(4):
        pass
    assert reader.done
    assert learnt(reader.bank()) == {nfc(said): 9}
    fresh = meetings.save(store, minutes(10, said, "নতুন একটি সিদ্ধান্ত গৃহীত হলো।"), by="করণিক")
    reader.again([fresh.id])
    reader.again([fresh.id])
    assert learnt(reader.bank()) == {nfc(said): 10}
    meetings.delete(store, fresh.id, by="করণিক")
    reader.again([fresh.id])
    assert learnt(reader.bank()) == {nfc(said): 9}


def test_in_what_order_the_meetings_are_learnt_makes_no_difference() -> None:
    texts = [(month, nfc(f"আগামী {month:02}/১২/২০২৬ তারিখের মধ্যে {month % 3}টি সভা করতে হবে।")) for month in range(1, 9)]
    found = []
    for order in (texts, texts[::-1]):
        lessons = Lessons()
        for month, text in order:
            about = told(date=date(2026, month, 5), period=f"2026-{month:02}")
            lessons.learn(f"m{month}", about, [Text("decision", text)])
        found.append({(one.text, one.times, one.last) for one in lessons.sentences()})
    assert found[0] == found[1]
    assert len(found[0]) == 1


# Offering


def bank_of(*every: Sentence) -> Bank:
    return Bank.of(every, {ICT: (date(2026, 9, 20), date(2026, 10, 20))})


def sentence(text: str, field: str = "decision", **values) -> Sentence:
    return Sentence(of=nfc(text), sort=field, text=nfc(text), fields=(field,), **values)


SEAT = Seat("decision", NOVEMBER, nfc("ওয়েব পোর্টাল"))


@pytest.mark.parametrize("typed", ["আগা", "আগামী সভার ", "একটি কথা। আগামী", "একটি কথা।\nআগামী সভার পূর্বে এ"])
def test_a_sentence_goes_on_from_what_is_begun(typed: str) -> None:
    whole = nfc("আগামী সভার পূর্বে এ বিষয়ে জানাতে হবে।")
    rest = going(bank_of(sentence(whole)), SEAT, typed)
    assert rest
    assert (nfc(typed) + rest).endswith(whole)


@pytest.mark.parametrize(
    "typed",
    ["", "আ", "আগ", "আগামী সভার পূর্বে এ বিষয়ে জানাতে হবে", "আগামী সভার পূর্বে এ বিষয়ে জানাতে হবে।", "অন্য কথা আগামী", "আগামীকাল"],
)
def test_nothing_is_offered_where_nothing_begins(typed: str) -> None:
    assert going(bank_of(sentence("আগামী সভার পূর্বে এ বিষয়ে জানাতে হবে।")), SEAT, typed) == ""


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("১৪টি", ""),
        ("১৪টি দপ্ত", "রের মধ্যে ………টি প্রতিবেদন দিয়েছে।"),
        ("14টি দপ্তরের মধ্যে", " ………টি প্রতিবেদন দিয়েছে।"),
        ("১৪টি দপ্তরের মধ্যে ৯", ""),
        ("১৪টি দপ্তরের মধ্যে ৯টি প্র", "তিবেদন দিয়েছে।"),
    ],
)
def test_what_is_typed_in_a_slot_is_kept(typed: str, rest: str) -> None:
    bank = bank_of(sentence("{count}টি দপ্তরের মধ্যে {done}টি প্রতিবেদন দিয়েছে।"))
    assert going(bank, SEAT, typed) == nfc(rest)


def test_another_day_than_the_known_one_may_be_typed() -> None:
    bank = bank_of(sentence("গত {last_date} তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পাঠ করা হয়।"))
    assert going(bank, SEAT, "গত ২০ অ") == nfc("ক্টোবর ২০২৬ তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পাঠ করা হয়।")
    assert going(bank, SEAT, "গত ১৫/০৯/২০২৬ তারিখে অ") == nfc("নুষ্ঠিত সভার কার্যবিবরণী পাঠ করা হয়।")
    assert going(bank, SEAT, "গত মাসে অনেক বৃষ্টি হয়েছে") == ""


def test_what_stands_there_already_is_not_offered_again() -> None:
    whole = nfc("বিষয়টি নিয়ে সভায় বিস্তারিত আলোচনা হয়।")
    assert going(bank_of(sentence(whole)), SEAT, f"{whole} বিষয়টি") == ""


def test_starred_comes_first_then_the_committees_own_then_what_is_used_most() -> None:
    common = sentence("আগামী মাসে প্রতিবেদন দিতে হবে।", times=40, late=9, learnt={LAW: 40})
    own = sentence("আগামী সভায় জানাতে হবে।", times=3, late=3, learnt={ICT: 3})
    starred = sentence("আগামী সপ্তাহে ব্যবস্থা নিতে হবে।", starred=True)
    assert going(bank_of(common), SEAT, "আগামী") == nfc(" মাসে প্রতিবেদন দিতে হবে।")
    rare = replace(common, times=2, late=0, learnt={LAW: 2})
    assert going(bank_of(rare, own), SEAT, "আগামী") == nfc(" সভায় জানাতে হবে।")
    assert going(bank_of(common, own, starred), SEAT, "আগামী") == nfc(" সপ্তাহে ব্যবস্থা নিতে হবে।")


def test_the_topic_of_the_item_counts() -> None:
    portal = sentence("সকল দপ্তর পোর্টাল হালনাগাদ করবে।", topics=frozenset({nfc("পোর্টাল")[:5]}))
    lab = sentence("সকল দপ্তর ল্যাব পরিদর্শন করবে।", topics=frozenset({nfc("ল্যাব")[:5]}))
    bank = bank_of(lab, portal)
    assert going(bank, SEAT, "সকল দপ্তর") == nfc(" পোর্টাল হালনাগাদ করবে।")
    assert going(bank, SEAT._replace(topic=nfc("ল্যাব পরিদর্শন")), "সকল দপ্তর") == nfc(" ল্যাব পরিদর্শন করবে।")


def test_sentences_for_other_committees_wait_until_they_are_meant() -> None:
    bank = bank_of(sentence("নিয়মিত মোবাইল কোর্ট পরিচালনা করতে হবে।", committees=(nfc("আইন-শৃঙ্খলা"),)))
    assert going(bank, SEAT, "নিয়মিত") == ""
    assert going(bank, SEAT, "নিয়মিত মোবাইল কোর্ট")
    law = SEAT._replace(facts=facts(told(committee=LAW)))
    assert going(bank, law, "নিয়মিত")


def test_an_empty_closing_is_offered_what_nearly_every_meeting_said() -> None:
    seat = SEAT._replace(field="closing")
    often = sentence("সভাপতি সভার সমাপ্তি ঘোষণা করেন।", "closing", times=2, learnt={ICT: 2})
    assert going(bank_of(often), seat, "") == nfc("সভাপতি সভার সমাপ্তি ঘোষণা করেন।")
    once = replace(often, learnt={LAW: 2})
    assert going(bank_of(once), seat, "") == ""
    # A committee that never met gets what the program brings; in the middle of the minutes nothing is offered unasked.
    assert going(Bank.of(standing(), {}), seat, "").endswith(nfc("সভার সমাপ্তি ঘোষণা করেন।"))
    assert going(bank_of(replace(often, fields=("decision",))), SEAT, "") == ""


def test_a_search_finds_by_parts_of_words_and_by_what_a_slot_is_filled_with() -> None:
    bank = bank_of(sentence("গত {last_date} তারিখের সভা।"), sentence("অন্য কথা বলা হলো।"))
    assert [one.sentence.text for one in bank.offered(SEAT, nfc("অক্টো ২০"))] == [nfc("গত {last_date} তারিখের সভা।")]
    assert len(bank.offered(SEAT)) == 2
    assert bank.offered(SEAT, nfc("হিমালয়")) == []


# What the office keeps


def test_star_hide_and_edit_are_kept_for_all_pcs(store) -> None:
    bank = gather(store)
    first = next(one for one in bank.sentences if one.of == "decision.before_next")
    assert keeping.star(store, first, True, by="করণিক")
    kept = next(one for one in gather(store).sentences if one.of == first.of)
    assert kept.starred
    # The same record on whichever PC.
    assert kept.record == store.rows("sentence")[0]["id"]
    assert keeping.edit(store, kept, nfc("আগামী সভার পূর্বে লিখিত প্রতিবেদন দিতে হবে।"), by="করণিক")
    kept = next(one for one in gather(store).sentences if one.of == first.of)
    assert (kept.text, kept.was) == (nfc("আগামী সভার পূর্বে লিখিত প্রতিবেদন দিতে হবে।"), first.text)
    assert keeping.hide(store, kept, True, by="করণিক")
    bank = gather(store)
    seat = SEAT._replace(facts=Facts())
    assert first.of not in {one.sentence.of for one in bank.offered(seat)}
    assert [one.sentence.of for one in bank.offered(seat, hidden=True)] == [first.of]
    assert going(bank, seat, "আগামী সভার পূর্বে লি") == ""
    keeping.hide(store, next(one for one in bank.sentences if one.of == first.of), False, by="করণিক")
    keeping.edit(store, next(one for one in gather(store).sentences if one.of == first.of), "", by="করণিক")
    again = next(one for one in gather(store).sentences if one.of == first.of)
    assert (again.text, again.hidden, again.was) == (first.text, False, "")
    assert len(store.rows("sentence")) == 1


def test_a_sentence_of_the_offices_own_for_one_committee(store) -> None:
    meetings.save(store, minutes(10, "একটি সিদ্ধান্ত গৃহীত হলো।"), by="করণিক")
    keeping.add(store, "decision", nfc("নিজেদের  কথা {party} জানাবে।"), by="করণিক", committee=ICT)
    bank = gather(store)
    (own,) = (one for one in bank.sentences if one.source == "own")
    assert own.text == nfc("নিজেদের কথা {party} জানাবে।")
    assert going(bank, SEAT, "নিজেদের").startswith(nfc(" কথা"))
    assert going(bank, SEAT._replace(facts=facts(told(committee=LAW))), "নিজেদের") == ""


@pytest.mark.parametrize("text", ["", "  ", "ক" * 601, "এই {nothing} এর কথা।"])
def test_what_is_no_sentence_is_refused(store, text: str) -> None:
    with pytest.raises(UserError):
        keeping.add(store, "decision", text, by="করণিক")
    assert store.rows("sentence") == []


def test_a_learnt_sentence_that_was_starred_stays_when_its_minutes_go(store) -> None:
    said = "প্রতিটি দপ্তর নিজ নিজ প্রতিবেদন দাখিল করবে।"
    made = [meetings.save(store, minutes(month, said), by="করণিক") for month in (9, 10)]
    (one,) = (each for each in gather(store).sentences if each.times)
    keeping.star(store, one, True, by="করণিক")
    meetings.delete(store, made[0].id, by="করণিক")
    (kept,) = (each for each in gather(store).sentences if each.starred)
    assert (kept.text, kept.times, kept.fields) == (nfc(said), 0, ("decision",))


def test_slots_have_names() -> None:
    assert all(SLOTS.values())
