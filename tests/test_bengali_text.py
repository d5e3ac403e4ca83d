"""Text: one form, one key to find it by, nothing in it that a paper could not show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bengali.text import controls, has_bengali, nfc, search_key, tidy

WHATEVER = st.text(st.characters(exclude_categories=["Cs"]))


def test_nfc_keeps_nukta_letters_apart_and_joins_split_vowels() -> None:
    assert nfc("\u09dc\u09dd\u09df") == "\u09a1\u09bc\u09a2\u09bc\u09af\u09bc"
    assert nfc("ক\u09c7\u09beক\u09c7\u09d7") == "কোকৌ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("র\u200d্যাব", "র্যাব"),
        ("সভা\u200cকক্ষ", "সভাকক্ষ"),
        ("ক\u09c7\u09beড", "কোড"),
        ("বাড\u09bcি", "বা\u09dcি"),
        ("নথি ০৬.২৩-১২", "নথি 06.23-12"),
        ("স্মারক ४५", "স্মারক ৪৫"),
        ("UNO Office", "uno office"),
        ("STRASSE", "straße"),
    ],
)
def test_what_looks_the_same_is_found_by_the_same_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


def test_the_key_keeps_words_apart_that_differ() -> None:
    assert len({search_key(word) for word in ("কুল", "কূল", "কল", "কাল", "কালি", "কালী")}) == 6


@given(WHATEVER)
def test_a_key_is_its_own_key_and_in_nfc(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert unicodedata.is_normalized("NFC", key)


@given(WHATEVER)
def test_any_spelling_of_a_text_has_one_key(text: str) -> None:
    assert search_key(text) == search_key(unicodedata.normalize("NFD", text)) == search_key(nfc(text))


def test_bengali_is_noticed_by_letter_sign_or_digit() -> None:
    assert all(has_bengali(text) for text in ("memo ১২", "ক", "a\u09be", "৳ 50"))
    assert not any(has_bengali(text) for text in ("", "memo 12", "।", "हिन्दी"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  সভার\u00a0\u00a0কার্যবিবরণী \t\r\n", "সভার কার্যবিবরণী"),
        ("\ufeffকার্যালয়\u200b", nfc("কার্যালয়")),
        ("কার্\u200bযালয়", nfc("কার্যালয়")),
        ("র\u200d্যালি ও সভা\u200cকক্ষ", "র\u200d্যালি ও সভা\u200cকক্ষ"),
        ("সহ\u00adকারী", "সহকারী"),
        ("এক\nদুই", "এক দুই"),
        ("\u200b \u00a0", ""),
    ],
)
def test_tidy_stores_words_with_single_blanks(typed: str, stored: str) -> None:
    assert tidy(typed) == stored


@given(WHATEVER)
def test_tidy_is_done_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_controls_names_every_place() -> None:
    assert controls("সভা\x00র \x07কাজ\x85") == [3, 6, 10]
    assert controls("পাঠ\u202eগোপন\u2066") == [3, 8]
    assert controls("\ud800ক\uffff") == [0, 2]


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Zs"])))
def test_letters_signs_joiners_and_line_ends_are_no_controls(text: str) -> None:
    assert controls(text + "\t\r\n\u200c\u200d\u200b") == []
