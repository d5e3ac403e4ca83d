"""The dictionary's order. The lines below are in the order in which ICU's Bengali collation puts them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.collation import sort_key
from koyradesk.bengali.text import nfc

SIGNS = "কখগঙজডঢতথনযরলহঅআঔািীুেোৌ্ংঃঁৎ\u09bc০৯ 12aB\u200c\u200d(.‘"
WORDS = st.text(st.sampled_from(SIGNS), max_size=8)


@pytest.mark.parametrize(
    "in_order",
    [
        "অআ অংশ অঁ অক আইন ইউনিয়ন ঈদ উপজেলা ঊর্ধ্বতন ঋণ এলাকা ঐক্য ওয়ার্ড ঔঁক ঔষধ কক্ষ",
        "ক কং কঃ কঁ কক কখ কা কি কী কু কূ কৃ কে কৈ কো কৌ ক্ক খ",
        "কত কতা কৎ কত্য কথা",
        "বড বড় বডা বঢ বঢ় বণ",
        "সংসদ সকল সত সতর্ক সৎ সত্য",
        "কক্সবাজার কিশোরগঞ্জ কুড়িগ্রাম কুমিল্লা কুষ্টিয়া",
        "চট্টগ্রাম চাঁদপুর চাঁপাইনবাবগঞ্জ চুয়াডাঙ্গা জয়পুরহাট জামালপুর ঝালকাঠি ঝিনাইদহ টাঙ্গাইল ঠাকুরগাঁও ঢাকা",
        "বগুড়া বরগুনা বরিশাল বাগেরহাট বান্দরবান ব্রাহ্মণবাড়িয়া",
        "নওগাঁ নড়াইল নরসিংদী নাটোর নারায়ণগঞ্জ নীলফামারী নেত্রকোণা নোয়াখালী",
    ],
)
def test_the_order_of_words(in_order: str) -> None:
    words = nfc(in_order).split()
    mixed = random.Random(len(words)).sample(words, len(words))
    assert sorted(mixed, key=sort_key) == words


def test_punctuation_digits_and_latin_stand_before_bengali() -> None:
    in_order = ["“খ”", "(ক)", "১ম", "2য়", "৩য়", "board", "Union", "unit", "অফিস"]
    assert sorted(set(in_order), key=sort_key) == in_order


def test_a_shorter_name_stands_before_the_longer() -> None:
    assert sorted(["আলমগীর", "আলম সরকার", "আলম"], key=sort_key) == ["আলম", "আলম সরকার", "আলমগীর"]


@pytest.mark.parametrize(("one", "other"), [("র\u200d্যাব", "র্যাব"), ("২য় পর্ব", "2য় পর্ব"), ("পড়া", "পডা"), ("সৎ", "সত্")])
def test_small_differences_count_only_between_equals(one: str, other: str) -> None:
    first, second = sort_key(one), sort_key(other)
    assert first[0] == second[0]
    assert first != second
    assert sort_key(one + "খ") > second
    assert sort_key(other + "খ") > first


@given(WORDS, WORDS)
def test_different_texts_have_different_places(one: str, other: str) -> None:
    assert (sort_key(one) == sort_key(other)) == (nfc(one) == nfc(other))


@given(WORDS, WORDS)
def test_a_text_stands_before_all_that_begin_with_it(one: str, rest: str) -> None:
    whole = nfc(one + rest)
    if whole.startswith(nfc(one)) and sort_key(whole)[0] != sort_key(one)[0] and not rest.startswith(tuple("্\u09bc")):
        assert sort_key(one) < sort_key(whole)
