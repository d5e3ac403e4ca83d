"""Bijoy told from English and from Unicode: words, lines, cells, mixed text; by fonts where they are named."""

from __future__ import annotations

import re

import pytest
import translations
from hypothesis import given
from hypothesis import strategies as st
from test_bengali_bijoy import CODES

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.bijoy.fonts import is_bijoy
from koyradesk.bengali.bijoy.telling import converted, likely, runs
from koyradesk.bengali.text import nfc

SAID = [
    nfc(one)
    for one in (
        "উপজেলা পরিষদের মাসিক সভা",
        "সভায় সর্বসম্মতিক্রমে সিদ্ধান্ত গৃহীত হয়",
        "বাস্তবায়নে: উপজেলা প্রকৌশলী",
        "গত সভার কার্যবিবরণী পাঠ ও অনুমোদন",
        "সভাপতি উপস্থিত সকলকে স্বাগত জানান",
        "আগামী সপ্তাহের মধ্যে কাজ শেষ করতে হবে",
        "মোঃ আব্দুল করিম, ইউপি চেয়ারম্যান",
    )
]
ENGLISH = [
    "The meeting of the ICT committee was held on 12 March 2026 at 10.30 am.",
    "Upazila Nirbahi Officer, Bokultola",
    "Md. Abdul Karim",
    "Please find attached the minutes (PDF, 2 MB).",
    "uno.bokultola@mopa.gov.bd",
    "https://bokultola.gov.bd/site/page/7d1a-4c2b",
    "C:\\Users\\UNO\\Desktop\\minutes_final(2).docx",
    "05.44.4753.000.06.001.26-127",
    "Wi-Fi: bokultola / pass: xK9vTq2w",
    "LAN, UPS, PC-1, HDMI, USB, Wi-Fi, CCTV",
    "café résumé naïve Zoë Ångström",
    "x² + y² = z², 25°C ± 2, ½ km², 3 × 4 ÷ 2",
    "“Quoted” – it’s ‘fine’… • ™ © ®",
    "SELECT * FROM records WHERE id = 'a|b';",
    "kg cm mm km hrs nos. Tk. 5,00,000/-",
    "e2e7d2c1-9b4f-4a57-8f36-d1a9c3b0ff10",
    "ci me Ask",
]


@pytest.mark.parametrize("text", SAID)
def test_a_line_of_bijoy_is_known(text):
    assert likely(to_bijoy(text))
    assert converted(to_bijoy(text)) == text


@pytest.mark.parametrize("text", [*ENGLISH, *SAID, "", " ", "।", "12", "A", "\x00\u202e😀"])
def test_what_is_none_is_left_alone(text):
    assert not likely(text)
    assert converted(text) == text


def test_all_of_english_together_is_none():
    assert not likely("\n".join(ENGLISH * 3))


@pytest.mark.parametrize("text", SAID)
def test_unicode_english_and_bijoy_in_one_text(text):
    mixed = (
        f"{SAID[0]} {to_bijoy(text)} Microsoft Office {to_bijoy(text)}\n{ENGLISH[0]}\n{to_bijoy(text)}\t{ENGLISH[4]}"
    )
    said = f"{SAID[0]} {text} Microsoft Office {text}\n{ENGLISH[0]}\n{text}\t{ENGLISH[4]}"
    assert converted(mixed) == said


def test_numbers_go_with_the_words_before_them():
    assert converted(f"{to_bijoy(SAID[0])} 12/3 Office 365 {to_bijoy(SAID[1])}") == nfc(
        f"{SAID[0]} ১২/৩ Office 365 {SAID[1]}"
    )


def test_the_ending_of_an_english_word_is_bijoy():
    said = nfc("ICT Lab-এর তথ্য Wi-Fi এবং সভার PC-1-টি Excel-এ দিতে হবে")
    assert converted("ICT Lab-Gi Z_¨ Wi-Fi Ges mfvi PC-1-wU Excel-G w`‡Z n‡e") == said
    assert not likely("Wi-Fi e-mail Smith-G X-ray")


def test_one_short_word_is_no_proof():
    for word in ("mfv", "GK", "Kg"):
        assert not likely(word)
        assert converted(word) == word


def sentences():
    """The program's own sentences in Bengali alone, and all of its English ones."""
    read = translations.read_po(translations.PO.read_text(encoding="utf-8"))
    own = [nfc(one) for one in read.values() if len(one) > 20 and not re.search("[A-Za-z0-9{}\n“”‘’–—]", one)]
    return own, [one for one in read if one]


def test_nearly_every_sentence_of_the_program_is_told_and_none_in_english():
    bengali, english = sentences()
    assert len(bengali) > 800
    assert len(english) > 2000
    missed = [one for one in bengali if converted(to_bijoy(one)) != one]
    assert len(missed) <= len(bengali) // 50, missed
    assert [one for one in english if likely(one)] == []


@given(st.lists(st.sampled_from([*SAID, *map(to_bijoy, SAID), *ENGLISH]) | st.text(st.sampled_from(CODES + "\n\tক"))))
def test_runs_are_the_whole_text(texts):
    text = " ".join(texts)
    assert "".join(run.text for run in runs(text)) == text


@pytest.mark.parametrize(
    ("font", "bijoy"),
    [
        ("SutonnyMJ", True),
        ("Sutonny MJ", True),
        ('"SutonnyMJ Bold", serif', True),
        ("SutonnyEMJ", True),
        ("ChandrabatiMatraMJ", True),
        ("Bijoy Ekushe", True),
        ("SutonnyOMJ", False),
        ("Sutonny OMJ", False),
        ("NikoshBAN", False),
        ("Calibri, SutonnyMJ", False),
        ("", False),
    ],
)
def test_fonts_are_known_by_their_names(font, bijoy):
    assert is_bijoy(font) is bijoy
