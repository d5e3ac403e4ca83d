"""The bundled places: all of them, once each, and found as people type them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.text import has_bengali, nfc
from koyradesk.directory import places
from koyradesk.resources import resource

ROW = json.loads(resource("places", "places.json").read_text(encoding="utf-8"))


def test_every_place_is_there_once():
    assert Counter(one.level for one in places.every().values()) == {"division": 8, "district": 64, "upazila": 495}
    assert sum(len(rows) for rows in ROW.values()) == len(places.every()) == 567, "a code stands twice"
    full = Counter(places.words(one.code) for one in places.every().values() if one.level == "upazila")
    assert [name for name, times in full.items() if times > 1] == []
    districts = Counter(one.bn for one in places.every().values() if one.level == "district")
    assert set(districts.values()) == {1}


def test_every_place_lies_in_one_that_is_higher():
    above = {"division": "", "district": "division", "upazila": "district"}
    for one in places.every().values():
        higher = places.get(one.above)
        assert (higher.level if higher else "") == above[one.level], one
        assert one.code[0] == {"division": "v", "district": "d", "upazila": "u"}[one.level]
    sizes = {
        district.bn: len(places.within(district.code)) for v in places.within("") for district in places.within(v.code)
    }
    assert min(sizes.values()) == 3
    assert (sizes["কুমিল্লা"], sizes["হবিগঞ্জ"], sizes["সুনামগঞ্জ"], sizes["কক্সবাজার"], sizes["মাদারীপুর"]) == (17, 9, 12, 9, 5)
    assert (sizes["খুলনা"], sizes["ঢাকা"], sizes["মেহেরপুর"], len(sizes)) == (9, 5, 3, 64)


def test_every_name_is_clean():
    for one in places.every().values():
        for name in (one.bn, one.en, *one.also):
            assert unicodedata.is_normalized("NFC", name), name
            assert name == " ".join(name.split()) != "", name
            assert re.fullmatch(r"[\u0980-\u09ff ]+|[A-Za-z' ]+", name), name
        assert (has_bengali(one.bn), one.en.isascii()) == (True, True), one
        assert len({one.bn, one.en, *one.also}) == 2 + len(one.also), one


@pytest.mark.parametrize(
    ("bengali", "english"),
    [
        ("শায়েস্তাগঞ্জ, হবিগঞ্জ", "Shayestaganj, Habiganj"),
        ("শান্তিগঞ্জ, সুনামগঞ্জ", "Shantiganj, Sunamganj"),
        ("মধ্যনগর, সুনামগঞ্জ", "Madhyanagar, Sunamganj"),
        ("ঈদগাঁও, কক্সবাজার", "Eidgaon, Cox's Bazar"),
        ("ডাসার, মাদারীপুর", "Dasar, Madaripur"),
        ("শাহরাস্তি, চাঁদপুর", "Shahrasti, Chandpur"),
        ("কয়রা, খুলনা", "Koyra, Khulna"),
        ("কুমিল্লা আদর্শ সদর, কুমিল্লা", "Cumilla Adarsha Sadar, Cumilla"),
    ],
)
def test_places_are_called_as_they_are_today(bengali, english):
    # NFC takes the letters with a nukta apart.
    bengali = nfc(bengali)
    found = places.named(bengali)
    assert found is places.named(english)
    assert (places.words(found.code), places.words(found.code, "en")) == (bengali, english)


def test_no_name_of_before_is_the_name_of_today():
    stale = {"Comilla", "Barisal", "Bogra", "Jessore", "Chittagong", "Chattagram", "Coxsbazar", "South Sunamganj"}
    for one in places.every().values():
        assert not stale & {one.bn, one.en, *one.en.split(" Sadar")}, one
    for old in stale:
        assert places.search(old), old


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("কয়রা", "u214"),
        ("ক\u09dfরা", "u214"),
        ("koyra", "u214"),
        ("KOY khul", "u214"),
        ("খুলনা কয়", "u214"),
        ("Koira", "u214"),
        ("দক্ষিণ সুনামগঞ্জ", "u301"),
        ("দক্ষিন সুনামগন্জ", "u301"),
        ("comilla", "d1"),
        ("coxs", "u80"),
        ("শিবগঞ্জ বগুড়া", "u133"),
        ("shibganj chapai", "u159"),
        ("সীতাকুন্ড", "u66"),
        ("ইন্দুরকানী", "u245"),
        ("বরিশাল বিভাগ", None),
        ("জযপুরহাট", "d17"),
    ],
)
def test_places_are_found_by_parts_in_either_language(typed, first):
    found = places.search(typed)
    assert (found[0].code if found else None) == first, [one.bn for one in found]


def test_the_same_name_in_two_districts_is_not_one_place():
    found = {places.words(one.code) for one in places.search("শিবগঞ্জ")}
    assert found == {nfc("শিবগঞ্জ, বগুড়া"), nfc("শিবগঞ্জ, চাঁপাইনবাবগঞ্জ")}
    assert places.named("শিবগঞ্জ") is None
    assert places.named("Shibganj, Bogra").code == "u133"
    assert places.named("শালবন, নমুনা") is None


def test_only_the_level_that_is_asked_for():
    assert [one.code for one in places.search("খুলনা", level="district")] == ["d27"]
    assert {one.level for one in places.search("khulna")} == {"district", "division"}
    assert places.search("সদর", 7) == places.search("সদর", 100)[:7]


@given(st.text(max_size=40))
def test_whatever_is_typed_is_answered(typed):
    assert len(places.search(typed, 5)) <= 5
    if (one := places.named(typed)) is not None:
        assert one in places.search(typed, 600)


@given(st.sampled_from(sorted(places.every())))
def test_every_place_is_found_by_its_own_words(code):
    for language in ("bn", "en"):
        typed = places.words(code, language)
        assert places.get(code) in places.search(typed, 3)
        assert [one.code for one in places.path(code)][-1][0] == "v"


def test_what_is_no_code_is_no_place():
    assert (places.get("u496"), places.words("u496"), places.path(""), places.search(" ,")) == (None, "", (), ())
