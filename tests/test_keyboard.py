"""Keyboards of fixed keys: what a row of presses writes, on the data that is shipped."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from koyradesk.bengali.text import nfc
from koyradesk.keyboards import NAMES, ROWS, keyboard, title

SIGN = "\u09be-\u09cc\u09d7"


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        # Signs as they are seen: before their letter.
        ("dj", "কি"), ("djgN", "ক্ষি"), ("djz", "ক্রি"), ("CuN", "জৈষ"), ("jfcVf", "কালো"),
        # Two strokes around a letter.
        ("cjf", "কো"), ("cjX", "কৌ"), ("cjzf", "ক্রো"),
        # A reph after the letter it stands on, also on joined ones.
        ("jmA", "কর্ম"), ("jmAjkAf", "কর্মকর্তা"), ("dbhfAiD", "নির্বাহী"), ("mgmA", "র্ম্ম"), ("nhA", "সর্ব"),
        # Whole vowels: the link and a sign, or the letter and a sign; য below a vowel.
        ("gf", "আ"), ("Ff", "আ"), ("gd", "ই"), ("gscuVf", "উজেলা"), ("jfgd", "কাই"), ("jgd", "কই"), ("FZfe", "অ্যাড"),
        # র with য below it is no reph.
        ("vZfh", "র‍্যাব"),
        # Marks come last however they are typed.
        ("yf&l", "চাঁদ"), ("y&fl", "চাঁদ"), ("hfQVf", "বাংলা"),
        ("jgg", "ক্\u200c"), ("nHf", "সভা"), ("dMjgNf", "শিক্ষা"), ("2026", "২০২৬"), ("j G", "ক ।"),
    ],
)  # fmt: skip
def test_bijoy_style(keys, word):
    assert keyboard("bijoy").spell(keys) == nfc(word)


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("jd", "কি"), ("dj", "কি"), ("jgNd", "ক্ষি"), ("jgvd", "ক্রি"), ("jx", "কো"), ("jch", "কো"), ("jca", "কেৃ"),
        ("bdvgfhiD", "নির্বাহী"), ("gh", "আ"), ("Hh", "আ"), ("jvgmjvgkh", "কর্মকর্তা"), ("yhzl", "চাঁদ"), ("vgwh", "র্যা"),
    ],
)  # fmt: skip
def test_national(keys, word):
    expected = {"jca": "কৃ"}.get(keys, word)
    assert keyboard("national").spell(keys) == nfc(expected)


@pytest.mark.parametrize(
    ("keys", "word"), [("jd", "কি"), ("dj", "কি"), ("jzd", "ক্রি"), ("jAm", "কর্ম"), ("jcf", "কো"), ("bAhfiD", "নর্বাহী")]
)
def test_bijoy_style_with_signs_after(keys, word):
    assert keyboard("unibijoy").spell(keys) == nfc(word)


def test_the_last_sign_of_a_letter_counts():
    assert keyboard("national").spell("jds") == "কু"


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_can_be_typed(name):
    board = keyboard(name)
    letters = "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ৎংঃঁ।৳০১২৩৪৫৬৭৮৯"
    presses = {board.spell(one) for one in board.keys} | {board.spell("g" + one) for one in board.keys}
    presses |= {board.spell("g" + "cX"), board.spell("gcX"), board.spell("gX"), board.spell("ga"), board.spell("x")}
    for letter in unicodedata.normalize("NFC", letters):
        assert any(letter in one for one in presses), letter


@pytest.mark.parametrize("name", NAMES)
def test_keys_are_those_of_an_english_keyboard(name):
    known = set("".join(plain + shifted for plain, shifted in ROWS))
    assert set(keyboard(name).keys) <= known
    assert title(name, "bn") != title(name, "en")


def test_an_unknown_keyboard():
    with pytest.raises(KeyError):
        keyboard("../bijoy")


ALL = "".join(plain + shifted for plain, shifted in ROWS) + " \n"


@pytest.mark.parametrize("name", NAMES)
@given(keys=st.text(ALL, max_size=24))
@example("CBg")
@example("CA")
def test_what_is_written_is_well_ordered(name, keys):
    written = keyboard(name).spell(keys)
    assert unicodedata.is_normalized("NFC", written)
    # Never two signs on one letter, never a sign on a link or after a mark.
    assert not re.search(f"[{SIGN}][{SIGN}]", written)
    assert not re.search(f"\u09cd[{SIGN}]", written)
    assert not re.search(f"[\u0981-\u0983][{SIGN}]", written)


@pytest.mark.parametrize("name", NAMES)
@given(keys=st.text(ALL, max_size=24))
def test_no_consonant_is_lost(name, keys):
    board = keyboard(name)
    typed = sum(board.keys.get(key, key)[-1:] in "কখগঘচছজঝটঠতথদধনপফবভমলশসহ" for key in keys if board.keys.get(key, key))
    written = sum(letter in "কখগঘচছজঝটঠতথদধনপফবভমলশসহ" for letter in board.spell(keys))
    assert written == typed
