"""Names typed freely: who may be meant is shown; nothing becomes one by itself."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import meetings
from koyradesk.directory import likeness, matching, names, writing
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.model import Assignment
from koyradesk.store import Change, Store

BY = "পরীক্ষক"
#: What an invented office has in its directory.
OFFICE = (
    "উপজেলা নির্বাহী অফিসার, শালবন",
    "উপজেলা কৃষি অফিসার, শালবন",
    "উপজেলা মৎস্য অফিসার, শালবন",
    "উপজেলা প্রাণিসম্পদ অফিসার, শালবন",
    "উপজেলা মাধ্যমিক শিক্ষা অফিসার, শালবন",
    "উপজেলা প্রাথমিক শিক্ষা অফিসার, শালবন",
    "সহকারী প্রোগ্রামার, আইসিটি অধিদপ্তর, শালবন",
    "উপজেলা নির্বাহী অফিসার, দাকোপ",
    "মোহাম্মদ রফিকুল ইসলাম",
)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as opened:
        for name in OFFICE:
            writing.add(opened, name, by=BY)
        writing.add(opened, "ইউপি সচিব (সকল)", sort="group", by=BY)
        yield opened


def likest(store: Store, typed: str) -> list[tuple[str, str]]:
    return [(one.party.name, one.why) for one in matching.candidates(typed, Directory(store))]


@pytest.mark.parametrize(
    ("typed", "meant", "why"),
    [
        ("উপজেলা কৃষি অফিসার", 1, "place"),
        ("উপজেলা কৃষি কর্মকর্তা, শালবন", 1, "name"),
        ("উপজেলা মৎস্য অফিসার শালবন", 2, "same"),
        ("উপজেলা মৎস অফিসার", 2, "name"),
        ("উপজেলা প্রাণীসম্পদ অফিসার, শালবন", 3, "same"),
        ("প্রাণিসম্পদ অফিসার", 3, "name"),
        ("মাধ্যমিক শিক্ষা অফিসার", 4, "name"),
        ("প্রাথমিক শিক্ষা অফিসার (উপজেলা)", 5, "name"),
        ("সহকারি প্রোগ্রামার", 6, "name"),
        ("মোঃ রফিকুল ইসলাম", 8, "same"),
        ("মো. রফিকুল ইসলাম", 8, "same"),
        ("জনাব মোঃ রফিকুল ইসলাম", 8, "name"),
        ("ইউনিয়ন পরিষদ সচিব (সকল)", 9, "name"),
        ("ইউ পি সচিব (সকল)", 9, "name"),
    ],
)
def test_who_is_meant_comes_first(store, typed, meant, why):
    every = (*OFFICE, "ইউপি সচিব (সকল)")
    found = matching.candidates(typed, Directory(store))
    assert (found[0].party.name, found[0].why) == (unicodedata.normalize("NFC", every[meant]), why)
    assert all(0 <= one.score < 100 for one in found), "never taken for the same"
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert Directory(store).find(typed) is None, "nothing was merged"


def test_the_same_post_of_another_place_is_another(store):
    directory = Directory(store)
    found = matching.candidates("উপজেলা নির্বাহী অফিসার, কয়রা", directory)
    assert [one.party.name for one in found[:2]] == [OFFICE[0], OFFICE[7]]
    assert found[0].score < 90
    assert found[0].why == "name"
    without = matching.candidates("উপজেলা নির্বাহী অফিসার", directory)
    assert [(one.party.name, one.why) for one in without[:2]] == [(OFFICE[0], "place"), (OFFICE[7], "place")]


def test_who_means_many_does_not_mean_one(store):
    found = matching.candidates("উপজেলা কৃষি অফিসার (সকল)", Directory(store))
    assert found[0].party.name == nfc(OFFICE[1])
    assert found[0].score < 85


def test_a_person_is_found_by_the_post_they_hold(store):
    uno = Directory(store).find(OFFICE[0])
    writing.appoint(store, uno.id, "রেহানা পারভীন", since=date(2026, 1, 1), by=BY)
    [found] = matching.candidates("রেহানা পারভিন", Directory(store))
    assert (found.party.id, found.why, found.spelling) == (uno.id, "holder", "রেহানা পারভীন")


def test_other_spellings_lead_to_the_party(store):
    writing.same(store, Directory(store).find(OFFICE[0]).id, "ইউএনও", by=BY)
    found = matching.candidates("ইউ.এন.ও", Directory(store))
    assert [(one.party.name, one.why, one.spelling) for one in found] == [(OFFICE[0], "alias", "ইউএনও")]


@pytest.mark.parametrize("typed", ["", "  ", "।", "জেলা প্রশাসক", "abc", "<b></b>"])
def test_who_is_like_nobody_has_no_candidates(store, typed):
    assert likest(store, typed) == []


def test_no_more_than_asked_for(store):
    assert len(matching.candidates("উপজেলা অফিসার, শালবন", Directory(store))) == 5
    assert len(matching.candidates("উপজেলা অফিসার, শালবন", Directory(store), limit=2)) == 2


def held(store: Store, *bound: str, day: date = date(2026, 11, 25)) -> None:
    """A meeting that binds these."""
    whole = samples.meeting(1)
    item = replace(whole.items[0], implementers=tuple(Assignment("", name) for name in bound))
    item = replace(item, decisions=tuple(replace(one, implementers=()) for one in item.decisions))
    meetings.save(store, replace(whole, items=(item,), date=day, period=f"{day:%Y-%m}"), by=BY)


def test_names_that_decisions_use_and_nobody_knows(store):
    held(store, "জেলা প্রশাসক", "উপজেলা কৃষি অফিসার, শালবন", "ইউপি সচিব (সকল)", "ওসি")
    held(store, "জেলা প্রশাসক।", "জেলা  প্রশাসক", "দপ্তর প্রধান (সকল)", day=date(2026, 12, 1))
    store.write([Change(store.new_id("obligation"), {"parties": ["ওসি", "উপজেলা মৎস্য অফিসার, শালবন"]})], by=BY)
    found = matching.unknown(store, Directory(store))
    assert [(one.name, one.times, one.last) for one in found] == [
        ("জেলা প্রশাসক", 3, "2026-12-01"),
        ("ওসি", 2, "2026-11-25"),
        ("দপ্তর প্রধান (সকল)", 1, "2026-12-01"),
    ]
    assert [one.many for one in found] == [False, False, True]
    assert set(found[0].spellings) == {"জেলা প্রশাসক", "জেলা প্রশাসক।"}
    writing.add(store, "জেলা প্রশাসক", by=BY)
    assert [one.name for one in matching.unknown(store, Directory(store))] == ["ওসি", "দপ্তর প্রধান (সকল)"]


def test_names_of_many_are_proposed_as_groups_and_no_more(store):
    for name in ("ইউপি সচিব, পূর্ব শালবন", "ইউপি সচিব, পশ্চিম শালবন", "ইউপি চেয়ারম্যান, পূর্ব শালবন"):
        writing.add(store, name, sort="post", by=BY)
    held(store, "ইউপি সচিব (সকল), শালবন", "সকল ইউপি সচিব", "দপ্তর প্রধান (সকল)", "সকলের সহকারী")
    before = len(list(store.operations()))
    found = {one.name: [party.name for party in one.members] for one in matching.propose_groups(store)}
    secretaries = ["ইউপি সচিব, পূর্ব শালবন", "ইউপি সচিব, পশ্চিম শালবন"]
    assert found == {
        "ইউপি সচিব (সকল), শালবন": secretaries,
        "সকল ইউপি সচিব": secretaries,
        "দপ্তর প্রধান (সকল)": [],
    }
    assert len(list(store.operations())) == before
    made = writing.make_group(
        store, "ইউপি সচিব (সকল), শালবন", [one.id for one in matching.propose_groups(store)[0].members], by=BY
    )
    assert [one.name for one in Directory(store).expand("ইউপি সচিব (সকল), শালবন", None)] == secretaries
    assert Directory(store).parties[made].sort == "group"


def test_a_group_that_is_there_is_made_of_the_members_asked_for(store):
    group = Directory(store).find("ইউপি সচিব (সকল)")
    agri = Directory(store).find(OFFICE[1])
    assert writing.make_group(store, "ইউপি সচিব (সকল)", [agri.id], by=BY) == group.id
    assert writing.make_group(store, "ইউপি সচিব (সকল)", [agri.id], by=BY) == group.id
    assert [one.party for one in Directory(store).belongings[group.id]] == [agri.id]
    with pytest.raises(UserError, match="no group"):
        writing.make_group(store, OFFICE[1], [group.id], by=BY)


def test_the_name_of_a_letter_is_refused_with_the_likest():
    known = ["উপজেলা কৃষি অফিসার, শালবন", "উপজেলা মৎস্য অফিসার, শালবন", "ওসি"]
    assert names.matched("উপজেলা  কৃষি অফিসার, শালবন।", known) == known[0]
    with pytest.raises(UserError) as error:
        names.matched("উপজেলা কৃষি কর্মকর্তা", known)
    assert f"Perhaps one of these is meant: {known[0]}." in str(error.value)
    with pytest.raises(UserError, match="as it stands among"):
        names.matched("zzz", known)
    with pytest.raises(UserError, match="binds"):
        names.matched("ক" * 100_000, known)


TEXT = st.text(alphabet="কখগঘমোঃ.হাম্মদ সকল(),উপজেলািীু\u09bc\u200c", max_size=30)


@given(TEXT, TEXT)
def test_likeness_is_a_share_of_a_hundred_and_of_both(one, other):
    first, second = likeness.bare(one), likeness.bare(other)
    like = likeness.score(first, second)
    assert like == likeness.score(second, first)
    assert 0 <= like <= 100
    assert (like == 100) == (first == second != "")
    assert likeness.bare(first) == first, "a name that is bare stays so"


@pytest.mark.parametrize("honoured", ["মোঃ করিম", "মো: করিম", "মো. করিম", "মোহাম্মদ করিম", "মুহাম্মদ করিম", "মোঃকরিম"])
def test_every_mohammad_is_the_same(honoured):
    assert likeness.bare(honoured) == likeness.bare("মোহাম্মদ করিম")


def test_what_only_begins_so_is_no_mohammad():
    assert likeness.bare("মোট মোরগ") == "মোট মোরগ"
    assert likeness.bare("সকলের জন্য") == "শকলের জন্য"


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
