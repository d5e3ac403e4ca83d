"""What is typed finds what is kept: the best first, sorted by what it is, with filters, in any digits."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from koyradesk import markup, meetings
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.text import nfc, search_key
from koyradesk.exchange.books import Books
from koyradesk.finding import marking, numbers
from koyradesk.finding.finder import ALL, Finder
from koyradesk.finding.others import Others
from koyradesk.finding.shapes import GROUPS, Answer, Filters, Found
from koyradesk.finding.states import states
from koyradesk.finding.typed import LONGEST, Known, cleaned, offered, taken, words
from koyradesk.model import AgendaItem, Assignment, Attendee, Decision, Meeting, Memo, Signature
from koyradesk.obligations.standing import Standing
from koyradesk.records import KINDS
from koyradesk.store import Change
from koyradesk.store.index import SEARCHED

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def finder(store) -> Finder:
    return Finder(store, states=lambda: states(store, Standing(store, TODAY)))


def held(store, committee: str, on: date, *topics: str, **more) -> Meeting:
    due = more.pop("due", None)
    items = tuple(
        AgendaItem(
            "১.০",
            topic,
            decisions=(Decision("১।", f"{topic} শেষ করতে হবে।", due),),
            implementers=(Assignment("", "নাজির"),) if due else (),
        )
        for topic in topics
    )
    made = Meeting(committee=committee, title=f"{committee}র সভার কার্যবিবরণী", date=on, items=items, **more)
    return meetings.save(store, made, by="x")


def hits(answer: Answer) -> list[Found]:
    return [hit for group in answer.groups for hit in group.found]


def groups(answer: Answer) -> list[str]:
    return [group.name for group in answer.groups]


def test_every_searched_kind_has_one_group():
    every = [kind for kinds in GROUPS.values() for kind in kinds]
    assert len(every) == len(set(every))
    assert set(every) <= KINDS.keys()
    assert set(SEARCHED) <= set(every), "a kind that is searched is shown in no group of its own"


def test_what_is_found_is_sorted_by_what_it_is_and_told_with_where_it_stands(store):
    meeting = held(store, "ঘাট উন্নয়ন কমিটি", date(2025, 3, 4), "ঘাট মেরামত")
    party = store.new_id("party")
    store.write([Change(party, {"name": "ঘাট কর্তৃপক্ষ", "sort": "office", "phone": "০১৭"})], by="x")
    answer = finder(store).find("ঘাট")
    assert groups(answer) == ["committee", "office", "meeting", "decision", "item"]
    by = {hit.group: hit for hit in hits(answer)}
    assert by["decision"].text == "<b>ঘাট</b> মেরামত শেষ করতে হবে।"
    assert (by["decision"].committee, by["decision"].date) == (nfc("ঘাট উন্নয়ন কমিটি"), date(2025, 3, 4))
    assert by["decision"].beside == ("ঘাট মেরামত",)
    assert by["decision"].label == "১.০"
    assert by["item"].ref.record == meeting.items[0].id
    assert by["office"].beside == ("০১৭",)
    assert all(hit.office == "" for hit in hits(answer))


def test_the_newest_comes_first_within_whole_words_before_beginnings_before_parts(store):
    held(store, "ক", date(2024, 1, 1), "সড়ক")
    held(store, "ক", date(2025, 1, 1), "সড়ক")
    held(store, "ক", date(2026, 1, 1), "সড়কবাতি", "মহাসড়ক")
    found = [hit for hit in hits(finder(store).find("সড়ক")) if hit.group == "item"]
    assert [(hit.date.year, markup.plain(hit.text)) for hit in found] == [
        (2025, nfc("সড়ক")),
        (2024, nfc("সড়ক")),
        (2026, nfc("সড়কবাতি")),
        (2026, nfc("মহাসড়ক")),
    ]


def test_a_few_of_each_are_shown_and_all_of_one_on_demand(store):
    held(store, "ক", date(2024, 1, 1), *(f"খাল {number}" for number in range(20)))
    answer = finder(store).find("খাল")
    assert [(group.name, len(group.found), group.total, group.more) for group in answer.groups] == [
        ("decision", 4, 20, False),
        ("item", 4, 20, False),
    ]
    alone = finder(store).find("খাল", only="item")
    assert [(group.name, len(group.found)) for group in alone.groups] == [("item", 20)]
    assert ALL >= 20


@pytest.mark.parametrize(
    "typed",
    [
        "০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.২৫-৩১৮",
        "05.44.4753.000.06.017.25-318",
        "0544475300006017 25318",
        "৫.৪৪.৪৭৫৩.৬.১৭.২৫.৩১৮",
        "স্মারক নং ০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.২৫-৩১৮",
        "০৫.৪৪.৪৭৫৩.০০০",
        "৩১৮",
        "২৫-৩১৮",
        "0৫.৪৪.৪৭৫৩ …",
        "৪৪৪৭৫৩",
    ],
)
def test_a_memo_number_is_found_as_it_is_typed(store, typed):
    for year, number in ((2024, "৩১৭"), (2025, "৩১৮"), (2026, "৩১৯")):
        memo = Memo(
            "minutes", f"০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.{to_bengali(year)[2:]}-{number}", date(year, 5, 5), state="numbered"
        )
        meeting = held(store, "ক", date(year, 5, 1), "খাল", memos=(memo,))
        if year == 2025:
            wanted = meeting
    answer = finder(store).find(typed)
    assert groups(answer)[0] == "memo"
    assert wanted.memos[0].id in [hit.record for hit in answer.groups[0].found]
    if "৩১৮" in typed or "318" in typed:
        assert answer.groups[0].found[0].record == wanted.memos[0].id


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=9), st.data())
def test_a_number_fits_itself_and_what_it_begins_and_ends_with(parts, data):
    text = ".".join(f"{part:0{data.draw(st.integers(1, 5))}}" for part in parts)
    held_ = numbers.number(to_bengali(text))
    assert numbers.fit(numbers.number(text), held_) == numbers.SAME
    start = data.draw(st.integers(0, len(parts) - 1))
    end = data.draw(st.integers(start + 1, len(parts)))
    part = numbers.number(" ".join(map(str, parts[start:end])))
    if any(parts[start:end]):
        assert numbers.fit(part, held_) is not None
    assert numbers.fit(numbers.number("1" * 50), held_) is None


@pytest.mark.parametrize("typed", ["ঘাট ৩১", "ক", "৩", "", "নং", "১ম"])
def test_words_are_no_number(typed):
    assert numbers.asked(typed) is None


# -- filters


@pytest.fixture
def office(store):
    """Two committees, two years, one late decision, one closed, one signed paper."""
    held(store, "ঘাট কমিটি", date(2025, 3, 4), "খাল খনন")
    held(store, "ঘাট কমিটি", date(2026, 3, 4), "খাল খনন", due=date(2026, 4, 1))
    signed = Memo("minutes", "০৫.৪৪-১", date(2026, 6, 1), state="signed")
    held(store, "হাট কমিটি", date(2026, 5, 4), "খাল খনন", memos=(signed,), due=date(2027, 4, 1))
    return store


@pytest.mark.parametrize(
    ("filters", "years", "committees"),
    [
        (Filters(), {2025, 2026}, {"ঘাট কমিটি", "হাট কমিটি"}),
        (Filters(committee="ঘাট কমিটি"), {2025, 2026}, {"ঘাট কমিটি"}),
        (Filters(year=2025), {2025}, {"ঘাট কমিটি"}),
        (Filters(committee="ঘাট কমিটি", year=2026), {2026}, {"ঘাট কমিটি"}),
        (Filters(state="late"), {2026}, {"ঘাট কমিটি"}),
        (Filters(state="open"), {2026}, {"হাট কমিটি"}),
        (Filters(state="signed"), {2026}, {"হাট কমিটি"}),
        (Filters(state="draft"), {2025, 2026}, {"ঘাট কমিটি"}),
        (Filters(state="closed"), set(), set()),
        (Filters(committee="ঘাট কমিটি", state="signed"), set(), set()),
    ],
)
@pytest.mark.parametrize("typed", ["খাল", ""])
def test_filters_leave_what_they_say(office, filters, years, committees, typed):
    found = hits(finder(office).find(typed, filters))
    if typed or filters:
        assert {hit.date.year for hit in found} == years
        assert {hit.committee for hit in found} == {nfc(name) for name in committees}
    if filters.state in ("late", "open"):
        assert {hit.group for hit in found} == {"decision"}


def test_what_the_filters_hide_is_counted(office):
    answer = finder(office).find("খাল", Filters(state="closed"))
    assert (answer.groups, answer.unfiltered) == ((), 6)


def test_what_can_be_filtered_by_is_known(office):
    assert finder(office).known() == Known(("ঘাট কমিটি", "হাট কমিটি"), (2026, 2025))


KNOWN = Known(("ঘাট উন্নয়ন কমিটি", "হাট কমিটি"), (2026, 2025), {"0ffice00": "নদীপাড় উপজেলা"})


@pytest.mark.parametrize(
    ("typed", "rest", "filters"),
    [
        ("২০২৫ ", "", Filters(year=2025)),
        ("2025 ", "", Filters(year=2025)),
        ("খাল ২০২৫ ", "খাল ", Filters(year=2025)),
        ("খাল ২০২৫", "খাল ২০২৫", Filters()),
        ("১৯৯৯ ", "১৯৯৯ ", Filters()),
        ("হাট কমিটি ", "", Filters(committee="হাট কমিটি")),
        ("খাল ঘাট উন্নয়ন কমিটি ", "খাল ", Filters(committee="ঘাট উন্নয়ন কমিটি")),
        ("বিলম্বিত ", "", Filters(state="late")),
        ("Late ", "", Filters(state="late")),
        ("খাল খসড়া ", "খাল ", Filters(state="draft")),
        ("নদীপাড় উপজেলা ", "", Filters(office="0ffice00")),
        ("কমিটি ", "কমিটি ", Filters()),
        (" ", " ", Filters()),
    ],
)
def test_a_word_and_a_blank_are_a_filter(typed, rest, filters):
    assert taken(typed, KNOWN, Filters()) == (rest, filters)


def test_a_filter_that_was_taken_away_is_a_word_again():
    assert taken("২০২৫ ", KNOWN, Filters(), {("year", 2025)}) == ("২০২৫ ", Filters())
    assert taken("২০২৬ ", KNOWN, Filters(), {("year", 2025)}) == ("", Filters(year=2026))


def test_the_word_that_would_be_a_filter_is_offered():
    assert offered("খাল ২০২৫", KNOWN, Filters()) == ("year", 2025)
    assert offered("খাল ২০২৫ ", KNOWN, Filters()) == ("", None)
    assert offered("খাল ২০২৫", KNOWN, Filters(year=2025)) == ("", None)


# -- nothing found


def test_other_spellings_are_offered_that_find_something(store):
    held(store, "ক", date(2026, 1, 1), "নির্বাহী প্রকৌশলী")
    answer = finder(store).find("নির্বাহি প্রকৌশলী")
    assert not answer.groups
    assert answer.near[0] == "নির্বাহী প্রকৌশলী"
    assert finder(store).find(answer.near[0]).groups


def test_fewer_letters_or_words_are_offered(store):
    held(store, "ক", date(2026, 1, 1), "নলকূপ", "সেতু")
    assert finder(store).find("নলকূপখননকারীদের").fewer.startswith("নলকূপ")
    assert finder(store).find("নলকূপ সেতু").fewer == "নলকূপ"
    nothing = finder(store).find("xyzxyz")
    assert (nothing.groups, nothing.near, nothing.fewer) == ((), (), "")


def test_other_writings_are_offered_where_they_find_something(store):
    held(store, "ক", date(2026, 1, 1), "নির্বাহী প্রকৌশলী")
    find = Finder(store, sounds=lambda typed: {"nirbahi": ["নির্ভার", "নির্বাহী"]}.get(typed, []))
    assert find.find("nirbahi").near == ("নির্বাহী",)
    assert find.find("nirbahix").near == ()


def test_a_day_in_words_is_no_day(store):
    signature = Signature(date="২০/০৭", name="রাহেলা বানু")
    meetings.save(store, Meeting(title="সভা", signatures=(signature,)), by="x")
    assert [hit.date for hit in hits(finder(store).find("রাহেলা"))] == [None]


# -- what else is written


def test_what_is_written_is_found_at_once_and_what_goes_is_not(store):
    find = finder(store)
    assert not find.find("খাল").groups
    meeting = held(store, "ক", date(2026, 1, 1), "খাল")
    assert groups(find.find("খাল")) == ["decision", "item"]
    meetings.save(store, replace(meeting, committee="খ কমিটি"), by="x")
    assert {hit.committee for hit in hits(find.find("খাল"))} == {"খ কমিটি"}
    meetings.delete(store, meeting.id, by="x")
    assert not find.find("খাল").groups
    meetings.undelete(store, meeting.id, by="x")
    assert groups(find.find("খাল")) == ["decision", "item"]
    store.rebuild()
    assert groups(find.find("খাল")) == ["decision", "item"]
    assert store.check().ok


def test_persons_are_no_offices(store):
    person, office, holder = (store.new_id(kind) for kind in ("party", "party", "holder"))
    store.write(
        [
            Change(person, {"name": "রহিমা বেগম", "sort": "person"}),
            Change(office, {"name": "রহিমা মঞ্জিল", "sort": "office"}),
            Change(holder, {"name": "রহিমা আক্তার", "party": office}),
        ],
        by="x",
    )
    answer = finder(store).find("রহিমা")
    assert [(group.name, group.total) for group in answer.groups] == [("person", 2), ("office", 1)]
    assert next(hit for hit in hits(answer) if hit.kind == "holder").beside == ("রহিমা মঞ্জিল",)


def test_other_spellings_of_an_office_are_found_as_they_are_now(store):
    party = store.new_id("party")
    store.write([Change(party, {"name": "মৎস্য দপ্তর", "sort": "office", "aliases": ["ফিশারিজ অফিস"]})], by="x")
    find = finder(store)
    assert [hit.record for hit in hits(find.find("ফিশারিজ"))] == [party]
    assert hits(find.find("ফিশারিজ"))[0].text == "মৎস্য দপ্তর"
    store.write([Change(party, {"aliases": ["মাছ অফিস"]})], by="x")
    assert hits(find.find("ফিশারিজ")) == []
    assert [hit.record for hit in hits(find.find("মাছ"))] == [party]
    assert [hit.record for hit in hits(find.find("মৎস্য"))] == [party]
    store.write([Change(party, {"aliases": None, "sort": "person"})], by="x")
    assert hits(find.find("মাছ")) == []
    assert groups(find.find("মৎস্য")) == ["person"]


def test_a_name_is_found_whatever_else_has_its_words(store):
    """Nobody counts beyond some thousands; names are found before."""
    topics = [f"খাল {number}" for number in range(700)]
    held(store, "খাল কমিটি", date(2026, 1, 1), *topics)
    answer = finder(store).find("খাল")
    assert groups(answer)[:2] == ["committee", "meeting"]
    assert answer.groups[-1].more


# -- other offices


def test_the_books_of_other_offices_are_searched_each_for_itself(tmp_path, store):
    held(store, "ক", date(2026, 1, 1), "খাল খনন")
    assert list(Others(store, Books(tmp_path / "none")).each("খাল")) == []
    folder = tmp_path / "elsewhere" / "offices" / "0ther000"
    with offices.opened(tmp_path / "b", office="0ther000") as theirs:
        held(theirs, "খ", date(2026, 2, 1), "খাল ভরাট")
    folder.parent.mkdir(parents=True)
    (tmp_path / "b" / "data").rename(folder)
    with Books(tmp_path / "elsewhere") as books:
        others = Others(store, books)
        assert others.offices() == {"0ther000": "0ther000"}
        [(office, answer)] = others.each("খাল")
        assert office == "0ther000"
        assert {hit.office for hit in hits(answer)} == {"0ther000"}
        assert list(others.each("খাল", Filters(office="n0ne0000"))) == []
        assert [code for code, _ in others.each("খাল", Filters(office="0ther000"))] == ["0ther000"]


# -- marks


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("খাল খননের খাল", "খাল", ["খাল", "খাল"]),
        ("ক্ষেত", "ক", ["ক্ষে"]),
        ("কর্মকর্তা", "কর", ["কর্ম", "কর্তা"]),
        ("খালখাল", "খালখাল খাল", ["খালখাল"]),
        ("স্মারক ১২", "12", ["১২"]),
        ("কিছু", "নেই", []),
    ],
)
def test_marks_stand_on_whole_signs(text, typed, marked):
    found = marking.marks(text, words(typed))
    assert [text[low:high] for low, high in found] == marked


@given(offices.texts, st.data())
def test_marks_are_in_order_and_never_cut_a_sign(text, data):
    text = nfc(markup.plain(text))
    assume(text.strip())
    low = data.draw(st.integers(0, len(text) - 1))
    high = data.draw(st.integers(low + 1, len(text)))
    ends = [place for pair in marking.marks(text, words(text[low:high])) for place in pair]
    assert ends == sorted(ends)
    for place in ends:
        if 0 < place < len(text):
            assert text[place] not in "\u09be\u09bf\u09c0\u09c1\u09c2\u09c7\u09cb\u09cd\u09bc"
            assert text[place - 1] != "\u09cd"


# -- whatever is typed


BAD = {
    "long": "ঘাট " * 50_000,
    "one word": "ঘ" * 200_000,
    "hasanta": "\u09cd",
    "hasantas": "\u09cd" * 5000,
    "joiners": "ঘা\u200d\u200c" + "\u200d" * 100_000 + "ট",
    "direction": "\u202eঘাট\u2066\u200f",
    "emoji": "😀👨‍👩‍👧‍👦",
    "nul": "ঘা\0ট\0",
    "surrogate": "\ud800",
    "stars": "* ** ঘাট*",
    "near": "NEAR(ঘাট খাল, 3)",
    "or": 'ঘাট OR খাল NOT "x AND',
    "column": "text:ঘাট ^ঘাট -ঘাট {a b}: +",
    "quotes": '"\'""\'',
    "like": "%_\\%",
    "marks": "ক" + "\u0301" * 100_000,
    "words": " ".join(f"ক{number}" for number in range(5000)),
    "lines": "ঘাট\n\r\n\u2028খাল\t",
}


@pytest.mark.parametrize("name", BAD)
def test_nothing_that_is_typed_hangs_or_breaks_it(office, name):
    typed = BAD[name]
    started = time.perf_counter()
    line = cleaned(typed)
    answer = finder(office).find(typed)
    # No figure of speed: what hangs takes minutes.
    assert time.perf_counter() - started < 20
    assert len(line) <= LONGEST
    assert "\n" not in line
    assert isinstance(answer, Answer)
    assert all(hit.text.count("<b>") == hit.text.count("</b>") for hit in hits(answer))


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_anything_typed_is_answered(shared, typed):
    answer = finder(shared).find(typed)
    assert all(group.total >= len(group.found) > 0 for group in answer.groups)


# -- everything is found


@settings(max_examples=80)
@given(st.lists(offices.texts, min_size=1, max_size=3), st.data())
def test_every_word_beginning_and_part_finds_its_record_in_any_digits(shared, texts, data):
    items = tuple(
        AgendaItem(topic=text, decisions=(Decision(text=text),), implementers=(Assignment(name=text),))
        for text in texts
    )
    people = tuple(Attendee(name=text) for text in texts)
    meeting = meetings.save(shared, Meeting(title="সভা", items=items, attendees=people), by="x")
    try:
        find = finder(shared)
        for item, person, text in zip(meeting.items, meeting.attendees, texts, strict=True):
            apart = search_key(cleaned(markup.plain(text))).split()
            long = [word for word in apart if len(word) >= 3]
            if not long:
                continue
            word = data.draw(st.sampled_from(long))
            start = data.draw(st.integers(0, len(word) - 3))
            part = word[start : data.draw(st.integers(start + 3, len(word)))]
            for typed in (word, word[:3], part, to_bengali(part)):
                if not words(typed):
                    continue
                for group, record in (
                    ("item", item.id),
                    ("decision", item.decisions[0].id),
                    ("named", item.implementers[0].id),
                    ("named", person.id),
                ):
                    found = find.find(typed, only=group, few=ALL)
                    assert record in [hit.record for hit in hits(found)], (typed, group)
    finally:
        meetings.delete(shared, meeting.id, by="x")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with offices.opened(tmp_path_factory.mktemp("finding")) as store:
        yield store
