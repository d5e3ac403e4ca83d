"""Spelling: which words are marked and which never are, and what may be meant by a marked one."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import incoming_office as office
import pytest
from commands import Koyra
from hypothesis import given
from hypothesis import strategies as st

from koyradesk.bank import keeping as bank
from koyradesk.bengali.text import nfc
from koyradesk.resources import resource
from koyradesk.spelling import common, endings, known, learnt, lists
from koyradesk.spelling.cutting import pieces
from koyradesk.spelling.flaws import flaw
from koyradesk.spelling.speller import Speller
from koyradesk.store import Store
from koyradesk.words import Words

SPELLER = Speller()
LETTERS = st.text(st.sampled_from("কখগতনপমরসহড়য়ািীুূেোৌ্ংঃঁৎঅআইএও১২ aB.@-।\u200c\u200d\u202e\u0000😀'\n"), max_size=60)


def marked(text, speller=SPELLER):
    return [(one.word, one.kind) for one in speller.marks(nfc(text))]


def strings(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from strings(value)
    elif isinstance(found, list):
        for value in found:
            yield from strings(value)


def own_texts():
    for name in ("bank.toml", "sentences.toml"):
        yield from strings(tomllib.loads(resource(name).read_text("utf-8")))
    for path in sorted(resource("sample").glob("*.json")):
        yield from strings(json.loads(path.read_text("utf-8")))
    yield from strings(json.loads(resource("places", "places.json").read_text("utf-8")))
    yield from known.messages()


def test_nothing_that_the_program_says_itself_is_marked():
    texts = [nfc(text) for text in own_texts()]
    assert sum(len(list(pieces(text))) for text in texts) > 10_000
    assert [(text, one) for text in texts for one in SPELLER.marks(text)] == []


@pytest.mark.parametrize(
    ("text", "word", "kind", "meant"),
    [
        ("সভায় এই সিদ্বান্ত হয়।", "সিদ্বান্ত", "common", "সিদ্ধান্ত"),
        ("সকল কর্মকতাদের জানান।", "কর্মকতাদের", "common", "কর্মকর্তাদের"),
        ("সরকারী কাজে", "সরকারী", "common", "সরকারি"),
        ("ইংরেজীতে লেখা", "ইংরেজীতে", "common", "ইংরেজিতে"),
        ("সদস্যগণ উপস্হিত ছিলেন", "উপস্হিত", "letters", "উপস্থিত"),
        ("কমিটিির সভা", "কমিটিির", "letters", "কমিটির"),
        ("অাগামী মাসে", "অাগামী", "letters", "আগামী"),
        ("বিষয়্্টি", "বিষয়্্টি", "letters", "বিষয়্টি"),
        ("আমাদের উপজেxলা", "উপজেxলা", "mixed", "উপজেলা"),
        ("উপজেলা পরিষদের এবং এবং অন্য", "এবং", "twice", None),
        ("আজ বাস্তবায়ন বাস্তবায়ন করতে হবে", "বাস্তবায়ন", "twice", None),
        ("ভবিষ্যত ভালো", "ভবিষ্যত", "common", "ভবিষ্যৎ"),
    ],
)
def test_what_is_plainly_wrong_is_marked_with_what_is_right(text, word, kind, meant):
    assert marked(text) == [(nfc(word), kind)]
    if meant:
        assert SPELLER.suggest(nfc(word))[0] == nfc(meant)


@pytest.mark.parametrize(
    "text",
    [
        "নিজ নিজ দপ্তরে ধীরে ধীরে ঘরে ঘরে জনে জনে শত শত",
        "PDFটি ও SMSএর মাধ্যমে NIDসমূহের",
        "২০২৪এর ৫টি ১০ই ২য় ২০২৬-এর ৩য়",
        "কর্মচারিবৃন্দ ও শিক্ষার্থিগণ",
        "বিদ্যুতের ভবিষ্যতে",
        "sorkari@সরকারী.gov.bd https://example.gov.bd/সরকারী www.সরকারী.com",
        "র‍্যাব র‌্যালি অ্যাপ এ্যাডভোকেট উৎসব দুঃখ চাঁদ পঁচিশ ধিক্ আহ্বান",
        "খ্রি. মোঃ নং ক) ও খ)",
        "অজানাশব্দ এককথায় নেই",
        "ে ি ্ া",
    ],
)
def test_what_may_be_right_is_not_marked(text):
    assert marked(text) == []


def test_every_pair_is_marked_and_what_is_right_is_not():
    both = common.pairs()
    assert len(both.ended) + len(both.alone) >= 200
    for wrong, right in {**both.ended, **both.alone}.items():
        assert nfc(wrong) == wrong
        assert SPELLER.judge(wrong) in ("common", "letters"), wrong
        assert SPELLER.judge(right) == "", right
        assert SPELLER.suggest(wrong)[0] == right


def test_a_right_word_with_an_ending_is_never_a_pair():
    for right in {**common.pairs().ended, **common.pairs().alone}.values():
        for ending in nfc("র ের য়ের কে রা দের টি টির গুলো সমূহের বৃন্দ গণকে তে য় ই ও সহ ভিত্তিক ভাবে").split():
            assert ending in endings.nouns()
            assert common.righted(right + ending) == "", (right, ending)


def test_names_are_never_marked_and_other_words_only_beside_their_neighbours():
    words = Words().with_word("person", "রফিক সরকারী", designation="").with_word("implementer", "কপোতাক্ষ সরকারী কলেজ")
    office = Speller(known.of_office(replace(words, uses={"হাওলাদার": 3}).with_word("implementer", "মাষ্টার বাড়ী")))
    assert marked("রফিক সরকারী উপস্থিত", office) == []
    words = Words().with_word("implementer", "কপোতাক্ষ সরকারী কলেজ")
    office = Speller(known.of_office(words))
    assert marked("অধ্যক্ষ, কপোতাক্ষ সরকারী কলেজ", office) == []
    assert marked("সরকারী কলেজ", office) == []
    assert marked("সকল সরকারী দপ্তর", office) == [("সরকারী", "common")]


def test_words_said_to_be_right_are_right_with_endings_too():
    office = Speller(right=frozenset({"সরকারী"}))
    assert marked("সরকারী সরকারীতে মাষ্টার", office) == [("মাষ্টার", "common")]


def test_what_an_office_writes_again_and_again_is_no_proof_where_it_is_a_known_slip():
    office = known.of_office(Words(uses={"সরকারী": 50, "উঠানবৈঠকী": 4, "পিচঢালাইকৃত": 1}))
    assert "উঠানবৈঠকী" in office.words
    assert not {"সরকারী", "পিচঢালাইকৃত"} & office.words


@given(LETTERS)
def test_any_text_is_judged_and_marks_stand_where_their_words_stand(text):
    held = str(text)
    last = 0
    for one in SPELLER.marks(text):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.word
        last = one.end
        for meant in SPELLER.suggest(one.word):
            assert meant not in ("", nfc(one.word))
    assert text == held


@given(LETTERS)
def test_what_is_meant_by_impossible_letters_is_another_word(text):
    found = flaw(nfc(text))
    assert found is None or nfc(text) not in found


def test_hostile_texts_are_judged():
    for text in ("্" * 5_000, "ক\u200d" * 5_000, "\u202eক" * 5_000, "কি" * 50_000, "ািী " * 5_000):
        list(SPELLER.marks(text))


# A word list of the office's

AFF = "SET UTF-8\nTRY কখগ\n"


def put(folder: Path, words, name="bn_BD"):
    place = folder / lists.FOLDER
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.aff").write_text(AFF, "utf-8")
    (place / f"{name}.dic").write_text("\n".join((str(len(words)), *words)), "utf-8")
    return place / name


@pytest.fixture(autouse=True)
def _no_lists_of_the_system(monkeypatch):
    monkeypatch.setattr(lists, "_SYSTEM", ())
    monkeypatch.delenv("DICPATH", raising=False)


def test_a_list_in_the_folder_of_the_data_is_found_and_knows_letters_in_both_forms(tmp_path):
    assert lists.found(tmp_path) is None
    path = put(tmp_path, ["নদী", "নৌকা", "ম\u09dfদান", "পাহাড\u09bc"])
    assert lists.found(tmp_path) == path
    found = lists.read(path)
    assert found is not None
    assert "নদী" in found
    assert nfc("ময়দান") in found
    assert "নদি" not in found


def test_with_a_list_a_word_is_marked_where_a_known_one_is_near(tmp_path):
    office = Speller(known.Known(frozenset({"পরিকল্পনা"})), words=lists.read(put(tmp_path, ["কাঠবিড়ালি", "কাঠঠোকরা"])))
    assert marked("পরিকল্পণা কাঠবিড়ালির সম্পূর্ণনতুন", office) == [(nfc("পরিকল্পণা"), "unknown")]
    assert office.suggest("পরিকল্পণা")[0] == "পরিকল্পনা"
    assert nfc("কাঠবিড়ালি") in office.suggest(nfc("কাঠবিড়লি"))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"2\nx/\n", "৩\nক".encode()])
def test_a_damaged_list_is_none(tmp_path, data):
    path = put(tmp_path, ["ক"])
    path.with_suffix(".dic").write_bytes(data)
    found = lists.read(path)
    assert found is None or list(Speller(words=found).marks("সিদ্বান্ত"))


def test_words_said_to_be_right_are_records_that_the_bank_passes_over(tmp_path):
    with Store.open(tmp_path) as store:
        assert learnt.read(store) == frozenset()
        assert learnt.add(store, "সর\u200dকারী", by="করিম")
        assert not learnt.add(store, "সরকারী", by="করিম"), "nothing is written twice"
        learnt.add(store, "উঠানবৈঠকী", by="করিম")
        for none in ("দুই শব্দ", "", "ক" * 61, "ক\n"):
            assert not learnt.add(store, none, by="করিম")
        assert learnt.read(store) == {"সরকারী", "উঠানবৈঠকী"}
        assert bank.kept(store) == ()


def test_what_is_right_at_one_computer_of_the_office_is_right_at_the_others(tmp_path):
    with office.opened(tmp_path / "one") as here, office.opened(tmp_path / "two") as there:
        learnt.add(here, "সরকারী", by="ক")
        for word in ("সরকারী", "উঠানবৈঠকী"):
            learnt.add(there, word, by="খ")
        here.receive(there.operations())
        there.receive(here.operations())
        assert learnt.read(here) == learnt.read(there) == {"সরকারী", "উঠানবৈঠকী"}
        assert here.conflicts() == there.conflicts() == []


@pytest.mark.parametrize(("kept", "right"), [
    ('["সরকারী", "উঠানবৈঠকী", "দুই শব্দ", 3]', {"সরকারী", "উঠানবৈঠকী"}), ("{", set()), ('{"a": 1}', set()), ("[]", set()),
])  # fmt: skip
def test_what_was_kept_beside_the_data_becomes_records_once(tmp_path, kept, right):
    (tmp_path / learnt.NAME).write_text(kept, "utf-8")
    with Store.open(tmp_path) as store:
        assert bool(learnt.bring(store, tmp_path, by="করিম")) == bool(right)
        assert learnt.read(store) == right
        assert not (tmp_path / learnt.NAME).exists()
        assert not learnt.bring(store, tmp_path, by="করিম")


# The command line


@pytest.fixture
def koyra(tmp_path):
    (tmp_path / "data").mkdir()
    return Koyra(tmp_path / "data", tmp_path / "config")


def spell(koyra, *words, **more):
    # The lists of this computer are none of the test's.
    return koyra.good("bengali", "spell", *words, **more)


def test_the_command_line_tells_marked_words_with_what_is_meant(koyra, tmp_path):
    assert spell(koyra, "সরকারী", "কর্মকতার", "তালিকা") == ["সরকারী: সরকারি", "কর্মকতার: কর্মকর্তার"]
    given = tmp_path / "text"
    given.write_text("উপজেলা পরিষদের সিদ্বান্ত\n", "utf-8")
    with given.open("rb") as stream:
        assert spell(koyra, "-", stdin=stream) == ["সিদ্বান্ত: সিদ্ধান্ত"]
    (told,) = json.loads("\n".join(spell(koyra, "--json", "সকল সরকারী দপ্তর")))
    assert told == {"word": "সরকারী", "start": 4, "end": 10, "kind": "common", "suggestions": ["সরকারি"]}


def test_the_command_line_reads_the_list_and_what_was_learnt(koyra):
    with Store.open(koyra.folder) as store:
        learnt.add(store, "সরকারী", by="করিম")
    put(koyra.folder, ["কাঠবিড়ালি"])
    (line,) = spell(koyra, "সরকারী", "পরিকল্পণা")
    assert line.startswith("পরিকল্পণা: পরিকল্পনা")
