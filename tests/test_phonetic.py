"""Bengali typed by sound: what is found for loose spellings, what stays as it is spelled, what is learnt."""

from __future__ import annotations

import unicodedata

import pytest
from commands import CHECKOUT, Koyra
from hypothesis import given
from hypothesis import strategies as st
from samples import meeting

from koyradesk import meetings, typed_words
from koyradesk.bengali import typed_digits
from koyradesk.bengali.phonetic import endings
from koyradesk.bengali.phonetic.choosing import choices, exact
from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.bengali.phonetic.sound import of_bengali, of_latin
from koyradesk.bengali.text import nfc
from koyradesk.store import Store
from koyradesk.words import gather
from ui.typing import learnt

DATA = CHECKOUT / "tests" / "data" / "typing"
LOOSE = [line.split("\t") for line in (DATA / "loose.tsv").read_text("utf-8").splitlines()]
SPELLED = (DATA / "exact.txt").read_text("utf-8").split()


@pytest.fixture(scope="module")
def lexicon():
    return typed_words.lexicon()


@pytest.fixture(scope="module")
def unspelled(lexicon):
    """Without the English spellings that are known as they stand."""
    return Lexicon.of(lexicon.uses)


def texts(latin, lexicon, **more):
    return [one.text for one in choices(latin, lexicon, **more)]


@pytest.mark.parametrize(
    ("latin", "word"),
    [
        ("nirbahi", "নির্বাহী"), ("kormokorta", "কর্মকর্তা"), ("upojela", "উপজেলা"), ("upozila", "উপজেলা"),
        ("shikkha", "শিক্ষা"), ("sikkha", "শিক্ষা"), ("prokolpo", "প্রকল্প"), ("biggopti", "বিজ্ঞপ্তি"),
        ("karzaloy", "কার্যালয়"), ("dayitto", "দায়িত্ব"), ("sharok", "স্মারক"), ("ovijog", "অভিযোগ"),
        ("kormokortader", "কর্মকর্তাদের"), ("upojelar", "উপজেলার"), ("protisthaner", "প্রতিষ্ঠানের"), ("rahman", "রহমান"),
    ],
)  # fmt: skip
def test_a_loose_spelling_means_the_word(unspelled, latin, word):
    assert texts(latin, unspelled)[0] == nfc(word)


def test_loose_spellings_of_office_words(unspelled):
    """Over three hundred, as assistants write them; the shares are those measured, a little lower."""
    first = sum(texts(latin, unspelled)[0] == nfc(word) for latin, word in LOOSE)
    five = sum(nfc(word) in texts(latin, unspelled)[:5] for latin, word in LOOSE)
    assert len(LOOSE) >= 150
    assert first / len(LOOSE) > 0.9
    assert five / len(LOOSE) > 0.98


def test_what_is_spelled_by_the_rules_stays(lexicon):
    """Ordinary words in exact spelling are not taken for words of offices that sound alike."""
    stayed = sum(texts(latin, lexicon)[0] == exact(latin) for latin in SPELLED)
    assert stayed / len(SPELLED) > 0.9


def test_english_spellings_are_known(lexicon):
    for latin, word in [("upazila", "উপজেলা"), ("Chairman", "চেয়ারম্যান"), ("january", "জানুয়ারি"), ("jashore", "যশোর"),
                        ("upazilar", "উপজেলার"), ("md", "মোঃ")]:  # fmt: skip
        assert texts(latin, lexicon)[0] == nfc(word), latin


def test_a_colon_is_a_visarga_where_a_word_is_shortened(lexicon):
    assert texts("mo:", lexicon)[0] == nfc("মোঃ")
    assert texts("tarikh:", lexicon)[0] == nfc("তারিখ:")
    assert exact("du:kho") == nfc("দুঃখ")


def test_the_exact_spelling_is_always_among_them(lexicon):
    for latin, _ in LOOSE:
        assert exact(latin) in texts(latin, lexicon), latin


def test_longer_words_come_after_and_never_first(lexicon):
    found = choices("upost", lexicon)
    assert found[0].kind == "exact"
    assert {one.kind for one in found[1:]} <= {"known", "begun"}
    assert nfc("উপস্থিত") in [one.text for one in found]


def test_use_decides_between_words_that_sound_alike():
    often, seldom = nfc("সাহা"), nfc("শাহা")
    assert texts("shaHa", Lexicon.of({often: 0, seldom: 0})) != []
    for words in ({often: 60, seldom: 1}, {often: 1, seldom: 60}):
        found = [one.word for one in Lexicon.of(words).near(of_latin("saha"))]
        assert found[0] == max(words, key=lambda word: words[word])


def test_what_was_chosen_comes_first(lexicon):
    second = texts("sikkha", lexicon)[1]
    found = choices("sikkha", lexicon, {"sikkha": second})
    assert (found[0].text, found[0].kind) == (second, "learnt")
    assert len({one.text for one in found}) == len(found)


def test_a_word_typed_just_now_is_known(lexicon):
    name = nfc("ঝিঙেফুলতলা")
    assert name not in texts("jhingephultola", lexicon)
    assert name in texts("jhingefultola", lexicon.with_word(name))
    assert name not in lexicon


@pytest.mark.parametrize(
    ("word", "ending", "whole"),
    [("উপজেলা", "r", "উপজেলার"), ("সিদ্ধান্ত", "er", "সিদ্ধান্তের"), ("সভা", "y", "সভায়"), ("কার্যালয়", "er", "কার্যালয়ের"),
     ("বিভাগ", "r", ""), ("কমিটি", "te", "কমিটিতে")],
)  # fmt: skip
def test_endings(word, ending, whole):
    written = dict(endings.parted("xxxx" + ending))["xxxx"]
    assert endings.joined(nfc(word), written) == nfc(whole)


def test_a_word_sounds_as_it_is_spoken_and_as_it_is_written():
    assert {one.sound for one in of_bengali(nfc("স্বাস্থ্য"))} == {"SaST", "SBaST"}
    assert of_latin("shastho").sound == "SaST"
    assert of_latin("kkh").strict == "kh"
    assert of_latin("").skeleton == of_bengali("")[0].skeleton == ""


@given(latin=st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ^`:", max_size=40))
def test_anything_typed_gives_something_in_nfc(lexicon, latin):
    found = choices(latin, lexicon)
    assert found
    for one in found:
        assert unicodedata.is_normalized("NFC", one.text)
    assert len({one.text for one in found}) == len(found)


@given(word=st.text("কখগঙজঞতদনপবমযরলশষসহড়য়্ািীুেোৃংঃঁৎ\u200d", max_size=20))
def test_any_bengali_has_a_sound(word):
    for one in of_bengali(word):
        assert one.skeleton.lstrip("a") == "".join(sign for sign in one.sound if sign.isupper())


@pytest.mark.parametrize(
    ("digit", "before", "everywhere", "written"),
    [
        ("5", "সভা ", False, "৫"), ("5", "সভা ", True, "৫"), ("5", "", True, "৫"), ("5", "", False, "5"),
        ("5", "১২.", True, "৫"), ("5", "সভা ৫", False, "৫"), ("5", "meeting ", False, "5"), ("5", "meeting ", True, "৫"),
        ("5", "uno@example", True, "5"), ("5", "সভা http://a", True, "5"), ("5", "COVID-", True, "5"),
        ("%", "৫", True, "%"), ("৫", "সভা", True, "৫"), ("5", "https://১", True, "5"), ("55", "সভা", True, "55"),
    ],
)  # fmt: skip
def test_digits_are_bengali_in_bengali_text(digit, before, everywhere, written):
    assert typed_digits.typed(digit, before, everywhere=everywhere) == written


# The office's words


def test_an_offices_words_come_by_use(tmp_path):
    with Store.open(tmp_path / "data") as store:
        meetings.save(store, meeting(items=4), by="করণিক")
        gathered = typed_words.lexicon(gather(store).uses)
    assert gathered.uses[nfc("সহকারী")] > 1
    assert gathered.uses[nfc("শালবন")] > 1
    assert nfc("শালবন") not in typed_words.lexicon()
    assert texts("shalbon", gathered)[0] == nfc("শালবন")
    assert texts("halnagadkoron", gathered)[0] == nfc("হালনাগাদকরণ")


# What is learnt


def test_what_is_learnt_survives(tmp_path):
    kept = learnt.with_choice({}, "sikkha", nfc("শিখা"))
    learnt.write(tmp_path, kept)
    assert learnt.read(tmp_path) == {"sikkha": nfc("শিখা")}


@pytest.mark.parametrize("damaged", ["", "{", "[1]", '{"a": 1, "b": "খ", "\\u0995": "ক"}', "\x00", "[" * 100_000])
def test_a_damaged_file_costs_only_what_was_learnt(tmp_path, damaged):
    (tmp_path / learnt.NAME).write_text(damaged, "utf-8")
    assert learnt.read(tmp_path) in ({}, {"b": "খ"})


def test_the_oldest_is_forgotten():
    kept = {}
    for number in range(learnt.MOST + 5):
        kept[f"a{number}"] = "আ"
    kept = learnt.with_choice(kept, "b", "খ")
    assert len(kept) == learnt.MOST
    assert "a0" not in kept
    assert kept["b"] == "খ"


# The command line


@pytest.fixture
def koyra(tmp_path):
    return Koyra(tmp_path / "data", tmp_path / "config")


def test_phonetic_prints_candidates(koyra):
    assert koyra.good("bengali", "phonetic", "nirbahi")[:2] == [nfc("নির্বাহী"), nfc("নিরবাহি")]
    assert koyra.good("bengali", "phonetic", "upojela", "kormokorta")[0] == nfc("উপজেলা কর্মকর্তা")
    assert not koyra.folder.exists()
    assert koyra("bengali", "phonetic", " ").code == 2


def test_phonetic_uses_the_words_of_the_office(koyra):
    koyra.good("demo")
    with Store.open(koyra.folder) as store:
        meetings.save(store, meeting(), by="করণিক")
        # The office is in use: what is known without it still helps.
        busy = koyra("bengali", "phonetic", "nirbahi")
        assert busy.code == 0
        assert busy.lines[0] == nfc("নির্বাহী")
        assert busy.err
    assert koyra.good("bengali", "phonetic", "shalbon")[0] == nfc("শালবন")


def test_keys_prints_what_keys_write(koyra):
    assert koyra.good("bengali", "keys", "bijoy", "jmAjkAf") == [nfc("কর্মকর্তা")]
    assert koyra.good("bengali", "keys", "national", "jvgmjvgkh") == [nfc("কর্মকর্তা")]
    assert koyra("bengali", "keys", "qwerty", "a").code == 2
