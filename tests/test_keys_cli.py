"""Keys from the command line: two offices come to know each other; what a thief, a false card and a caller get."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager

import pytest
from commands import Koyra, refused

from koyradesk.bengali.digits import to_bengali
from koyradesk.exchange import card, keys, own_name, trust
from koyradesk.exchange.keystore import Keystore
from koyradesk.store import Change, Store


@pytest.fixture
def upazila(tmp_path):
    return begun(tmp_path / "upazila", "aaaaaaaa", "উপজেলা নির্বাহী অফিসারের কার্যালয়")


@pytest.fixture
def district(tmp_path):
    return begun(tmp_path / "district", "dddddddd", "জেলা প্রশাসকের কার্যালয়")


@contextmanager
def inside(koyra: Koyra):
    """The office's book and key store without the program around them: most of a test is told so, as it is faster."""
    with Store.open(koyra.folder, config=koyra.config) as store:
        yield store, Keystore(koyra.config)


def begun(home, office, name) -> Koyra:
    """An office with one committee to tell of, and its key."""
    koyra = Koyra(home / "data", home / "config")
    with Store.open(koyra.folder, office=office, config=koyra.config) as store:
        store.write([Change(store.new_id("committee"), {"name": "সমন্বয় কমিটি"})], by="x")
        own_name.name_office(store, name, by="x")
        trust.ensure_own(store, Keystore(koyra.config), by="x")
    return koyra


def said(koyra: Koyra, *words) -> dict:
    """What a command on keys says as JSON, without a word beside it."""
    return json.loads("\n".join(koyra.good("keys", *words, "--json")))


def listed(koyra: Koyra) -> list[dict]:
    return said(koyra)["keys"]


def own(koyra: Koyra) -> card.Card:
    with inside(koyra) as (store, keystore):
        return card.own(store, keystore, by="x")


def accepted(koyra: Koyra, other: Koyra, role) -> None:
    made = own(other)
    with inside(koyra) as (store, _):
        trust.accept(store, made.office, made.name, made.public, role, by="x")


def befriended(one: Koyra, other: Koyra) -> None:
    """The one is above, the other below, and both have typed the other's card."""
    accepted(other, one, "above")
    accepted(one, other, "below")


def sent(koyra: Koyra, to: str, name: str = "bundle.koyra"):
    target = koyra.folder.parent / name
    done = koyra("export", "--to", to, "-o", target, "--json")
    assert done.code == 0, done
    return target


# -- what is printed


def test_the_list_begins_empty_and_says_where_the_keys_are(tmp_path):
    koyra = Koyra(tmp_path / "data", tmp_path / "config")
    assert koyra("demo").code == 0
    done = koyra("keys", language="en")
    assert (done.code, done.out) == (0, "")
    assert "No key is known yet" in done.err
    assert str(tmp_path / "config" / "keys") in done.err
    assert said(koyra) == {"place": {"system": False, "folder": str(tmp_path / "config" / "keys")}, "keys": []}


def test_the_card_is_written_and_printed(upazila, tmp_path):
    done = upazila("keys", "card", "-o", tmp_path / "card.pdf", language="en")
    made = said(upazila, "card")
    assert (done.code, done.out) == (0, made["text"] + "\n")
    assert keys.grouped(made["number"]) in done.err
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    done = upazila("keys", "card")
    assert to_bengali(keys.grouped(made["number"])) in done.err
    assert made["file"] is None
    assert made["name"] == "উপজেলা নির্বাহী অফিসারের কার্যালয়"
    (key,) = listed(upazila)
    assert (key["number"], key["role"], key["here"], key["by"]) == (made["number"], "own", True, "card")


def test_the_card_goes_not_over_the_records(upazila):
    assert "koyradesk.db" in refused(upazila, "keys", "card", "-o", upazila.folder / "koyradesk.db")


def test_the_list_is_for_people_too(upazila, district):
    befriended(district, upazila)
    lines = upazila("keys").lines
    assert len(lines) == 2
    columns = {line.split("\t")[0]: line.split("\t") for line in lines}
    assert columns["dddddddd"][1:4] == ["জেলা প্রশাসকের কার্যালয়", "ঊর্ধ্বতন", "চাবিপত্রে গৃহীত"]
    assert columns["dddddddd"][5] == to_bengali(keys.grouped(own(district).number))
    assert columns["aaaaaaaa"][2:4] == ["নিজস্ব", "এই কম্পিউটার"]


# -- accepting


def test_a_number_accepts_the_key_of_a_file_that_was_held_back(upazila, district):
    accepted(upazila, district, "above")
    bundle = sent(upazila, "dddddddd")
    assert own(upazila).name in refused(district, "import", bundle)
    wrong = str((int(own(upazila).number) + 1) % 10**30).zfill(30)
    for typed in (wrong, own(upazila).number[:29], "x", "১২৩৪৫"):
        assert "ত্রিশটি" in refused(district, "keys", "accept", "aaaaaaaa", typed, "--role", "below")
    groups = to_bengali(keys.grouped(own(upazila).number)).split()
    known = said(district, "accept", "AAAAAAAA", *groups, "--role", "below")
    assert (known["office"], known["role"], known["by"]) == ("aaaaaaaa", "below", "card")
    assert known["name"] == own(upazila).name
    assert district("import", bundle).code == 0


def test_a_card_of_another_office_is_not_accepted_for_this(upazila, district):
    text = own(district).text
    assert "aaaaaaaa" not in refused(upazila, "keys", "accept", "nnnnnnnn", text, "--role", "beside")
    assert "own" in refused(upazila, "keys", "accept", "dddddddd", text, "--role", "own")
    assert upazila("keys", "accept", "dddddddd", text, "--role", "boss").code == 2
    assert upazila("keys", "accept", "dddddddd", text).code == 2
    assert upazila("keys", "accept", "dddddddd", text, "--role", "above", "--further", "--instead", "12345").code == 2
    assert [one["office"] for one in listed(upazila)] == ["aaaaaaaa"]


@pytest.mark.parametrize(
    "words", [["revoke", "12345"], ["revoke", "1"], ["revoke", "নাই"], ["accept", "dddddddd", "a:b", "--role", "above"]]
)
def test_what_is_not_known_is_refused(upazila, words):
    refused(upazila, "keys", *words)


# -- those who are not who they say


def test_on_the_phone_a_second_key_is_not_simply_taken(upazila, district, tmp_path):
    """“Our number has changed”: the office is known by a key already, and that is said with what to do."""
    befriended(district, upazila)
    false = begun(tmp_path / "false", "dddddddd", "জেলা প্রশাসকের কার্যালয়")
    told = refused(upazila, "keys", "accept", "dddddddd", own(false).text, "--role", "above")
    assert to_bengali(keys.grouped(own(district).number)) in told
    assert "ফোন" in told
    assert not [one for one in listed(upazila) if one["number"] == own(false).number]


def test_a_stolen_card_signs_nothing(upazila, district, tmp_path):
    """Somebody has the card and calls his own program by the office's code and name."""
    befriended(district, upazila)
    thief = begun(tmp_path / "thief", "aaaaaaaa", own(upazila).name)
    accepted(thief, district, "above")
    before = district.held().keys()
    assert own(upazila).name in refused(district, "import", sent(thief, "dddddddd"))
    assert not (district.folder / "offices" / "aaaaaaaa").exists()
    assert {name for name in district.held().keys() - before if name.endswith(".db")} <= {"exchange.db"}


def test_a_thief_with_the_data_folder_has_no_key(upazila, district, tmp_path):
    befriended(district, upazila)
    shutil.copytree(upazila.folder, tmp_path / "stolen" / "data")
    thief = Koyra(tmp_path / "stolen" / "data", tmp_path / "stolen" / "config")
    assert not any(one["here"] for one in listed(thief))
    assert own(upazila).name in refused(district, "import", sent(thief, "dddddddd"))
    secret = [path.read_bytes() for path in (upazila.config / "keys").glob("key-*.json")]
    assert len(secret) == 1
    value = json.loads(secret[0])["value"].encode()
    assert not [name for name, data in upazila.held().items() if value in data]


def test_the_key_of_a_stolen_pc_ends_where_it_is_revoked(upazila, district, tmp_path):
    befriended(district, upazila)
    assert district("import", sent(upazila, "dddddddd", "before.koyra")).code == 0
    gone = said(district, "revoke", own(upazila).number[:5], "--reason", "চুরি")
    assert (gone["reason"], gone["number"]) == ("চুরি", own(upazila).number)
    assert gone["revoked"]
    with Store.open(upazila.folder, config=upazila.config) as store:
        store.write([Change(store.new_id("committee"), {"name": "চোরের কমিটি"})], by="x")
    assert "বাতিল" in refused(district, "import", sent(upazila, "dddddddd", "after.koyra"))
    # What came before stays, and the book is still there.
    assert (district.folder / "offices" / "aaaaaaaa").exists()
    assert "বাতিল" in district("keys").out
    refused(district, "keys", "accept", "aaaaaaaa", own(upazila).text, "--role", "below", "--further")


def test_a_new_card_brings_the_office_back(upazila, district):
    befriended(district, upazila)
    assert district("import", sent(upazila, "dddddddd", "before.koyra")).code == 0
    old = own(upazila)
    new = said(upazila, "renew", "--reason", "হারিয়েছে")
    assert new["number"] != old.number
    assert {one["number"]: bool(one["revoked"]) for one in listed(upazila) if one["role"] == "own"} == {
        old.number: True,
        new["number"]: False,
    }
    bundle = sent(upazila, "dddddddd", "after.koyra")
    refused(district, "import", bundle)
    refused(district, "keys", "accept", "aaaaaaaa", own(upazila).text, "--role", "below")
    taken = said(district, "accept", "aaaaaaaa", own(upazila).text, "--role", "below", "--instead", old.number)
    assert taken["number"] == new["number"]
    assert district("import", bundle).code == 0
    assert {one["number"]: bool(one["revoked"]) for one in listed(district) if one["office"] == "aaaaaaaa"} == {
        old.number: True,
        new["number"]: False,
    }


def test_revoking_tells_what_leaned_on_the_word_of_that_office(upazila, district, tmp_path):
    befriended(district, upazila)
    neighbour = begun(tmp_path / "neighbour", "nnnnnnnn", "পাশের উপজেলা")
    said(district, "accept", "nnnnnnnn", own(neighbour).text, "--role", "below")
    assert upazila("import", sent(district, "aaaaaaaa")).code == 0
    (word,) = [one for one in listed(upazila) if one["office"] == "nnnnnnnn"]
    assert (word["by"], word["role"]) == ("dddddddd", "")
    done = upazila("keys", "revoke", own(district).number, "--reason", "চুরি", language="en")
    assert done.code == 0
    assert keys.grouped(own(neighbour).number) in done.err
    assert not [one for one in listed(upazila) if one["office"] == "nnnnnnnn"]


def test_a_secret_file_is_for_its_office_alone(upazila, district, tmp_path):
    befriended(district, upazila)
    target = tmp_path / "secret.koyra.age"
    assert upazila("export", "--to", "dddddddd", "--secret", "-o", target).code == 0
    assert "সমন্বয়".encode() not in target.read_bytes()
    stranger = begun(tmp_path / "stranger", "ssssssss", "অন্য দপ্তর")
    assert "সংকেতে" in refused(stranger, "import", target)
    assert district("import", target).code == 0
