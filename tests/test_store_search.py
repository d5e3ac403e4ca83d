"""Words, beginnings and parts of words are found in everything that is kept, the best and newest first."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import offices
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk import markup, meetings
from koyradesk.bengali.text import nfc, search_key
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting
from koyradesk.store import Change, snippets


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


def saved(store, *topics: str, on: date | None = None, **more) -> Meeting:
    items = tuple(AgendaItem(topic=topic) for topic in topics)
    return meetings.save(store, Meeting(title="সভা", date=on, items=items, **more), by="x")


def shown(store, typed: str) -> list[str]:
    return [markup.plain(hit.snippet) for hit in store.search(typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "পোর্টাল",
        "পোর্ট",
        "পো",
        "র্টাল",
        "টা",
        "ল",
        "হালনাগাদ পোর্টাল",
        "পোর গাদ",
        nfc("ওয়েব"),
        "ও\u09dfেব",
        "  ওয়েব\tপোর্টাল ",
    ],
)
def test_a_word_its_beginning_and_its_parts_are_found(store, typed):
    saved(store, "খাদ্য মেরামত")
    meeting = saved(store, "ওয়েব পোর্টাল হালনাগাদ")
    hits = store.search(typed)
    assert [(hit.meeting, hit.kind, hit.record, hit.where) for hit in hits if hit.kind == "item"] == [
        (meeting.id, "item", meeting.items[0].id, "topic")
    ]


@pytest.mark.parametrize("typed", ["র্যাম্প", "র‍্যাম্প", "র‌্যাম্প"])
def test_joiners_do_not_matter(store, typed):
    saved(store, "র‍্যাম্প নির্মাণ")
    assert shown(store, typed) == ["র‍্যাম্প নির্মাণ"]


@pytest.mark.parametrize("typed", ["০৫.৪৪", "05.44", "৪৪.৯৯৯৯", "-৭১", "24-71", "২৪-৭"])
def test_numbers_are_found_in_either_digits(store, typed):
    meeting = meetings.save(store, offices.small_meeting(), by="x")
    assert meeting.memos[0].id in [hit.record for hit in store.search(typed)]


def test_everything_that_is_kept_is_searched(store):
    meeting = meetings.save(store, offices.small_meeting(), by="x")
    found = {hit.record.partition(".")[0] for typed in ("ক", "র", "০", "ন") for hit in store.search(typed, limit=500)}
    kinds = {row.partition(".")[0] for row in store.check() and [*_ids(store)]}
    assert found == kinds
    party = store.new_id("party")
    store.write([Change(party, {"name": "মৎস্য দপ্তর"})], by="x")
    (hit,) = store.search("মৎস্য")
    assert (hit.meeting, hit.record, hit.where) == ("", party, "name")
    assert {hit.meeting for hit in store.search("বৃক্ষরোপণ") if hit.kind != "committee"} == {meeting.id}


def _ids(store):
    for operation in offices.operations(store):
        yield operation.record


def test_a_decision_and_an_implementer_know_their_meeting(store):
    item = AgendaItem(decisions=(Decision(text="খাল পুনঃখনন"),), implementers=(Assignment(name="প্রকৌশলী"),))
    meeting = meetings.save(store, Meeting(title="সভা", items=(item,)), by="x")
    for typed, kind in (("খাল", "decision"), ("প্রকৌশলী", "assignment")):
        (hit,) = store.search(typed)
        assert (hit.kind, hit.meeting) == (kind, meeting.id)


def test_whole_words_come_before_beginnings_before_parts(store):
    saved(store, "মহাসড়ক", on=date(2024, 3, 1))
    saved(store, "সড়কবাতি", on=date(2024, 2, 1))
    saved(store, "সড়ক", on=date(2024, 1, 1))
    assert shown(store, "সড়ক") == [nfc("সড়ক"), nfc("সড়কবাতি"), nfc("মহাসড়ক")]


def test_the_newest_meeting_comes_first_and_moves_with_its_date(store):
    first = saved(store, "সড়ক এক", on=date(2024, 1, 1))
    saved(store, "সড়ক দুই", on=date(2024, 2, 1))
    saved(store, "সড়ক কবে")
    saved(store, "সড়ক মাস", period="2023-12")
    assert shown(store, "সড়ক") == [nfc(f"সড়ক {word}") for word in ("দুই", "এক", "মাস", "কবে")]
    meetings.save(store, replace(first, date=date(2024, 3, 1)), by="x")
    assert shown(store, "সড়ক")[0] == nfc("সড়ক এক")
    assert store.check().ok


def test_what_is_in_the_bin_is_not_found_and_comes_back(store):
    item = AgendaItem(topic="খাল", decisions=(Decision(text="খাল খনন"),))
    meeting = meetings.save(store, Meeting(title="খাল সভা", items=(item,)), by="x")
    assert len(store.search("খাল")) == 3
    meetings.save(store, replace(meeting, items=()), by="x")
    assert [hit.kind for hit in store.search("খাল")] == ["meeting"]
    meetings.save(store, meeting, by="x")
    meetings.delete(store, meeting.id, by="x")
    assert store.search("খাল") == []
    meetings.undelete(store, meeting.id, by="x")
    assert len(store.search("খাল")) == 3
    assert store.check().ok


def test_what_was_changed_is_found_as_it_is_now(store):
    meeting = saved(store, "পুরোনো কথা")
    meetings.save(store, replace(meeting, items=(replace(meeting.items[0], topic="নতুন লেখা"),)), by="x")
    assert store.search("পুরোনো") == []
    assert shown(store, "নতুন") == ["নতুন লেখা"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\0",
        '"',
        "*",
        "AND",
        "OR NOT",
        "NEAR(ক খ)",
        "topic:ক",
        "(",
        '"ক" OR "খ"',
        "-",
        "{a}",
        "%",
        "_",
        "'",
    ],
)
def test_what_is_typed_is_never_a_query_language(store, typed):
    saved(store, "ক খ গ", "চ ছ জ")
    assert store.search(typed) == []


@pytest.mark.parametrize("typed", ["^ক", "ক*", "-ক", '"ক'])
def test_signs_beside_a_word_do_not_hide_it_and_mean_nothing(store, typed):
    saved(store, "ক খ", "কথা", "খ")
    assert shown(store, typed) == ["ক খ", "কথা"]


@pytest.mark.parametrize("typed", ["(ক)", "১.০", "a&b", "<b>", "50%", "ক/খ", "“ক”", "।"])
def test_signs_are_found_as_they_stand(store, typed):
    meeting = saved(store, f"এখানে {markup.escape(typed)} আছে", "এখানে নেই")
    assert [hit.record for hit in store.search(typed)] == [meeting.items[0].id]


@pytest.mark.parametrize("typed", ["লকূ)", "কূপ-মে", "(লকূ", "কূ।"])
def test_signs_inside_a_part_must_stand_there(store, typed):
    saved(store, "নলকূপ মেরামত")
    assert store.search(typed) == []
    assert shown(store, typed.strip("(-)।").partition("-")[0]) == ["নলকূপ মেরামত"]


def test_marks_are_not_part_of_the_words(store):
    saved(store, "<b>ই-ন</b>থি &amp; ডি-নথি")
    (hit,) = store.search("ই-নথি")
    assert hit.snippet == "<b>ই-নথি</b> &amp; ডি-নথি"
    assert store.search("amp") == []


def test_a_snippet_shows_the_surroundings_with_every_match(store):
    long = " ".join(["শুরু"] * 60 + ["নলকূপ", "এবং", "নলকূপের"] + ["শেষ"] * 60)
    saved(store, long)
    (hit,) = store.search("নলকূপ")
    assert hit.snippet.startswith("…শুরু ")
    assert hit.snippet.endswith(" শেষ…")
    assert "<b>নলকূপ</b> এবং নলকূপের" in hit.snippet
    (hit,) = store.search("লকূ")
    assert "ন<b>লকূ</b>প এবং ন<b>লকূ</b>পের" in hit.snippet
    assert len(markup.plain(hit.snippet)) < 160


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("পোর্টাল", "টা", "পো<b>র্টা</b>ল"),
        ("পোর্টাল", "পোর", "<b>পোর্টা</b>ল"),
        ("ক্ষেত", "ক", "<b>ক্ষে</b>ত"),
        ("র‍্যাম্প", "র", "<b>র‍্যা</b>ম্প"),
        ("কি", "ক", "<b>কি</b>"),
    ],
)
def test_a_mark_never_tears_a_written_sign(text, typed, marked):
    assert snippets.around(text, [search_key(typed)], snippets.PART) == marked


def test_a_limit_is_kept_and_best_matches_fill_it(store):
    saved(store, *(f"খাল {number}" for number in range(30)), *(f"খালের {number}" for number in range(30)))
    assert len(store.search("খাল", limit=10)) == 10
    hits = [markup.plain(hit.snippet) for hit in store.search("খাল", limit=40)]
    assert all(text.startswith("খাল ") for text in hits[:30])
    assert len(set(hits)) == 40


def test_parts_that_stand_in_very_many_words_are_found_too(store):
    letters = "কখগঘচছজঝটঠডঢতথদধনপফবভমযরলশসহ"
    words = [a + "া" + b for a in letters for b in letters]
    saved(store, *(" ".join(words[at : at + 40]) for at in range(0, len(words), 40)), "অন্য")
    # And the title.
    assert len(store.search("া", limit=500)) == len(range(0, len(words), 40)) + 1
    assert [hit.kind for hit in store.search("া হাহ")] == ["item"]


@settings(max_examples=60)
@given(st.lists(offices.texts, min_size=1, max_size=4), st.data())
def test_every_part_of_every_word_finds_its_record(shared, texts, data):
    meeting = saved(shared, *texts)
    try:
        for item, text in zip(meeting.items, texts, strict=True):
            words = search_key(markup.plain(text)).split()
            if words:
                word = data.draw(st.sampled_from(words))
                start = data.draw(st.integers(0, len(word) - 1))
                part = word[start : data.draw(st.integers(start + 1, len(word)))]
                hits = shared.search(part, limit=10_000)
                assert item.id in [hit.record for hit in hits]
                assert all(re.sub("</?b>", "", hit.snippet) or hit.where for hit in hits)
        assert shared.check().ok
    finally:
        meetings.delete(shared, meeting.id, by="x")


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    with offices.opened(tmp_path_factory.mktemp("search")) as store:
        yield store
