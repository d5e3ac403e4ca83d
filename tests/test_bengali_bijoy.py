"""Bijoy to Unicode and back: every conjunct, every sign, every word of the program's own texts; nothing is lost."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
import translations
from hypothesis import example, given
from hypothesis import strategies as st

from koyradesk.bengali.bijoy import decoded, pieces_to_unicode, tables, to_bijoy, to_unicode, unknown
from koyradesk.bengali.bijoy.writing import pieces
from koyradesk.bengali.text import nfc

RESOURCES = Path(__file__).parent.parent / "resources"


def listed(words):
    return [nfc(one) for one in words.split()]


CONSONANTS = listed("ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য়")
#: The conjuncts of the language, by what they begin with.
CONJUNCTS = listed(
    """
    ক্ক ক্ট ক্ট্র ক্ত ক্ত্র ক্ন ক্ব ক্ম ক্য ক্র ক্ল ক্ষ ক্ষ্ণ ক্ষ্ব ক্ষ্ম ক্ষ্ম্য ক্ষ্য ক্স খ্য খ্র গ্ণ
    গ্দ গ্ধ গ্ধ্য গ্ধ্র গ্ন গ্ন্য গ্ব গ্ম গ্য গ্র গ্র্য গ্ল ঘ্ন ঘ্য ঘ্র ঙ্ক ঙ্ক্য ঙ্ক্ষ ঙ্খ ঙ্গ ঙ্গ্য
    ঙ্ঘ ঙ্ঘ্য ঙ্ম চ্চ চ্ছ চ্ছ্ব চ্ছ্র চ্ঞ চ্ব চ্য জ্জ জ্জ্ব জ্ঝ জ্ঞ জ্ব জ্য জ্র ঞ্চ ঞ্ছ ঞ্জ ঞ্ঝ ট্ট ট্ব
    ট্ম ট্য ট্র ড্ড ড্ব ড্ম ড্য ড্র ড়্গ ঢ্য ঢ্র ণ্ট ণ্ঠ ণ্ঠ্য ণ্ড ণ্ড্য ণ্ড্র ণ্ণ ণ্ব ণ্ম ণ্য ণ্ন ত্ত
    ত্ত্ব ত্ত্য ত্থ ত্ন ত্ব ত্ম ত্ম্য ত্য ত্র ত্র্য থ্ব থ্য থ্র দ্গ দ্ঘ দ্দ দ্দ্ব দ্ধ দ্ব দ্ভ দ্ভ্র দ্ম
    দ্য দ্র দ্র্য ধ্ন ধ্ব ধ্ম ধ্য ধ্র ন্ট ন্ট্র ন্ঠ ন্ড ন্ড্র ন্ত ন্ত্ব ন্ত্য ন্ত্র ন্ত্র্য ন্থ ন্থ্র
    ন্দ ন্দ্য ন্দ্ব ন্দ্র ন্ধ ন্ধ্য ন্ধ্র ন্ন ন্ব ন্ম ন্য ন্স প্ট প্ত প্ন প্প প্য প্র প্র্য প্ল প্স ফ্র
    ফ্ল ফ্য ব্জ ব্দ ব্ধ ব্ব ব্য ব্র ব্ল ভ্ব ভ্য ভ্র ভ্ল ম্ন ম্প ম্প্র ম্ফ ম্ব ম্ব্র ম্ভ ম্ভ্র ম্ম ম্য
    ম্র ম্ল য্য ল্ক ল্ক্য ল্গ ল্ট ল্ড ল্প ল্ফ ল্ব ল্ভ ল্ম ল্য ল্ল শ্চ শ্ছ শ্ন শ্ব শ্ম শ্য শ্র শ্ল ষ্ক
    ষ্ক্র ষ্ট ষ্ট্য ষ্ট্র ষ্ঠ ষ্ঠ্য ষ্ণ ষ্প ষ্প্র ষ্ফ ষ্ব ষ্ম ষ্য স্ক স্ক্র স্খ স্ট স্ট্র স্ত স্ত্ব
    স্ত্য স্ত্র স্থ স্থ্য স্ন স্প স্প্র স্প্ল স্ফ স্ব স্ম স্য স্র স্ল হ্ণ হ্ন হ্ব হ্ম হ্য হ্র হ্ল
    """
)
REPH, YA = "র\u09cd", "\u09cd" + "য"
SIGNS = ["", "া", "ি", "ী", "ু", "ূ", "ৃ", "ে", "ৈ", nfc("ো"), nfc("ৌ"), "ঁ", "াঁ", "িঁ", nfc("োঁ"), "ং", "ুঃ"]


def both_ways(text):
    return to_unicode(to_bijoy(text))


@pytest.mark.parametrize(
    ("bijoy", "unicode"),
    [
        ("Avgvi †mvbvi evsjv", "আমার সোনার বাংলা"),
        # What converters get wrong: reph after a sign, ক্ষ and ক্ষ্ম by their newer codes, a hasanta that shows.
        ("KZ…©K", "কর্তৃক"),
        ("KZ…©c¶", "কর্তৃপক্ষ"),
        ("Dchy©³", "উপর্যুক্ত"),
        ("cixÿv", "পরীক্ষা"),
        ("j²x", "লক্ষ্মী"),
        ("h²v", "যক্ষ্মা"),
        ("Zxÿè", "তীক্ষ্ণ"),
        ("D`&hvcb", "উদ্‌যাপন"),
        ("D`&‡eM", "উদ্‌বেগ"),
        ("evK&¯^vaxbZv", "বাক্‌স্বাধীনতা"),
        ("we`y¨r", "বিদ্যুৎ"),
        ("fr©mbv", "ভর্ৎসনা"),
        ("i¨ve", "র‍্যাব"),
        ("m~h©", "সূর্য"),
        ("¯^v¯’¨", "স্বাস্থ্য"),
        ("Puv`", "চাঁদ"),
        ("Pvu`", "চাঁদ"),
        ("†mŠ›`h©", "সৌন্দর্য"),
        ("cÖ‡KŠkjx", "প্রকৌশলী"),
        # One thing has several codes, older ones and newer ones.
        ("i“wU iæwU", "রুটি রুটি"),
        ("Avš—R©vwZK AvšÍR©vwZK", "আন্তর্জাতিক আন্তর্জাতিক"),
        ("Djøvm Dj\u00advm", "উল্লাস উল্লাস"),
        ("¶z`ª ÿz`ª", "ক্ষুদ্র ক্ষুদ্র"),
        ("K…wl K„wl", "কৃষি কৃষি"),
        ("†`k ‡`k", "দেশ দেশ"),
        # One code means several things, by what stands beside it.
        ("wbæ iæ", "নিম্ন রু"),
        ("AvÍv šÍ", "আত্মা ন্ত"),
        ("n‡q‡Q – e‡j …", "হয়েছে – বলে …"),
        ("“K” ‘L’ • M", "“ক” ‘খ’ • গ"),
        ("”P ¯‘ •L", "চ্চ স্তু ঙ্খ"),
        ("ÒK_vÓ ÔL’Õ", "“কথা” ‘খ’’"),
        ("K & L&", "ক & খ্"),
        ("ïµevi ¸iæZ¡ ûKzg üwcÐ", "শুক্রবার গুরুত্ব হুকুম হৃপি–"),
        ("2023 mv‡j $500|", "২০২৩ সালে ৳৫০০।"),
        ("‡W«wmsiæ‡gi wµ‡÷vdvi", "ড্রেসিংরুমের ক্রিস্টোফার"),
        # Struck twice: nobody saw it.
        ("Kyy", "কু"),
        ("AvKvO&¶v", "আকাঙ্ক্ষা"),
    ],
)
def test_bijoy_as_it_is_typed(bijoy, unicode):
    assert to_unicode(bijoy) == nfc(unicode)


@pytest.mark.parametrize("conjunct", CONJUNCTS)
def test_every_conjunct_with_every_sign_comes_back(conjunct):
    for begin in ("", "অ", nfc("কে")):
        for reph in ("", REPH):
            for ya in ("", YA):
                for sign in SIGNS:
                    word = nfc(begin + reph + conjunct + ("" if conjunct.endswith(YA) else ya) + sign)
                    assert both_ways(word) == word


def test_but_for_three_conjuncts_need_no_hasanta_that_shows():
    assert [one for one in CONJUNCTS if "&" in to_bijoy(one)] == [nfc("গ্ণ"), nfc("ড়্গ"), nfc("ল্ভ")]


def test_bijoy_is_all_in_its_own_characters():
    for conjunct in CONJUNCTS:
        to_bijoy(conjunct).encode("cp1252")


def own_words():
    """The words of the program's own sentences, places and sample office."""
    said = list(translations.read_po(translations.PO.read_text(encoding="utf-8")).values())

    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from texts(one)

    for path in RESOURCES.rglob("*.json"):
        said += texts(json.loads(path.read_text(encoding="utf-8")))
    for path in RESOURCES.rglob("*.toml"):
        said += texts(tomllib.loads(path.read_text(encoding="utf-8")))
    return sorted(set(re.findall("[\u0985-\u09b9\u09ce][\u0981-\u09e3\u200c\u200d]*", nfc("\n".join(said)))))


def test_every_word_of_the_program_comes_back():
    words = own_words()
    assert len(words) > 1500
    assert [word for word in words if both_ways(word) != word] == []
    for word in words:
        to_bijoy(word).encode("cp1252")


SYLLABLES = st.builds(
    lambda reph, letters, sign: nfc(reph + letters + sign),
    st.sampled_from(["", "", REPH]),
    st.sampled_from(CONJUNCTS + CONSONANTS),
    st.sampled_from(SIGNS),
)
WORDS = st.builds(
    lambda first, rest: nfc(first + "".join(rest)),
    st.sampled_from(["", *"অআইঈউঊঋএঐওঔ", nfc("অ্যা")]),
    st.lists(SYLLABLES, min_size=1, max_size=5),
)


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_come_back(words):
    text = " ".join(words)
    assert both_ways(text) == text


@given(st.lists(st.sampled_from(CONSONANTS), min_size=2, max_size=2), st.sampled_from(SIGNS))
@example(["ফ", "ট"], "ি")
@example(["ট", "ক"], nfc("ো"))
def test_letters_that_are_joined_nowhere_in_the_language_come_back_too(letters, sign):
    word = nfc("\u09cd".join(letters) + sign)
    assert both_ways(word) == word


@given(st.sampled_from(["উদ্‌যাপন", "উদ্‌ঘাটন", "বাক্‌স্বাধীনতা", "উদ্‌বেগ", "উদ্‌যোগ"]))
def test_a_hasanta_that_shows_comes_back(word):
    assert both_ways(nfc(word)) == nfc(word)


@given(WORDS, st.lists(st.integers(0, 40), max_size=3))
def test_letters_that_were_cut_go_together(word, cuts):
    bijoy = to_bijoy(word)
    places = [0, *sorted(min(cut, len(bijoy)) for cut in cuts), len(bijoy)]
    pieces = [bijoy[one:other] for one, other in pairwise(places)]
    if "&" not in bijoy:
        assert "".join(pieces_to_unicode(pieces)) == word


# Whatever comes

CODES = "".join(bytes([number]).decode("cp1252", "ignore") for number in range(32, 256))
ANY = st.text(
    st.characters() | st.sampled_from(CODES) | st.sampled_from("ক্\u200c\u200d\u202e\x00\u0981😀"), max_size=80
)


def strange(text):
    """The characters that mean nothing in Bijoy, taken apart as far as Unicode can."""
    mean = set(CODES) | {chr(one) for one in [*range(0x80, 0xA0), *range(0x964, 0xA00), *range(0xF020, 0xF100)]}
    return Counter(unicodedata.normalize("NFD", "".join(one for one in text if one not in mean)))


@given(ANY)
@example("\u202e\x00&&&\u200d\u200d🙂")
@example("wwww&w&")
@example("\u09cd")
def test_nothing_strange_is_lost_or_hangs(text):
    read = to_unicode(text)
    assert read == nfc(read)
    joiners = Counter(dict.fromkeys("\u200c\u200d", len(text)))
    assert not strange(text) - Counter(unicodedata.normalize("NFD", read)) - joiners
    assert not strange(text) - Counter(unicodedata.normalize("NFD", to_bijoy(text))) - joiners


@given(st.text(st.sampled_from(CODES), max_size=60))
def test_every_code_leaves_something_behind(text):
    # Beside a sign that was struck twice and a joiner that is needed, no character goes without a trace.
    assert bool(to_unicode(text).strip()) == bool(text.strip())
    assert len(to_unicode(text)) >= len(re.sub(r"([yz~‚ƒ„…æ“–])[yz~‚ƒ„…æ“–u¨ªÖ«©&]*", r"\1", text)) / 3


def test_what_is_not_known_stays_and_is_listed():
    assert to_unicode("KŽ‡Kž🙂") == nfc("কŽকেž🙂")
    assert unknown("KŽ Kž Ž🙂") == ("Ž", "ž", "🙂")
    assert unknown("Avgvi “†mvbvi” evsjv • 5% – ’") == ()
    assert to_bijoy("ক é 😀 ৺") == "K é 😀 ৺"


def test_unicode_among_bijoy_stays():
    assert to_unicode(f"{nfc('সভা')} mfv") == nfc("সভা সভা")


def test_controls_and_symbols_are_the_codes_they_stand_for():
    assert to_unicode("Av\x9aÍR©vwZK") == nfc("আন্তর্জাতিক")
    assert to_unicode("".join(chr(0xF000 + ord(one)) for one in "mfv")) == nfc("সভা")
    # A single one is a bullet of Word.
    assert to_unicode("\uf0b7 mfv") == nfc("\uf0b7 সভা")
    assert decoded("Avš—R©vwZK".encode("cp1252") + b"\x81") == "Avš—R©vwZK\x81"


def test_latin_among_unicode_is_set_in_another_font():
    assert pieces(nfc("সভা ICT Lab (কক্ষ-২), a_b@c.bd ১০%")) == [
        ("mfv ", True),
        ("ICT Lab", False),
        (" (K¶-2), ", True),
        ("a_b@c.bd", False),
        (" 10%", True),
    ]


def test_tables_speak_of_one_character_each():
    for table in (tables.VOWELS, tables.CONSONANTS, tables.LIGATURES, tables.HALVES, tables.BELOW, tables.SINGLE):
        assert all(len(code) == 1 and code.encode("cp1252") for code in table)
