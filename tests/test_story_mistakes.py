"""What goes wrong between an upazila and its district, from the command line: each is said, and harms nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_story_exchange import DISTRICT, DONE, PORTAL, UNO, UPAZILA, Office, minutes, signed

from koyradesk.store import Store


@pytest.fixture
def upazila(tmp_path) -> Office:
    return Office(tmp_path / "upazila" / "data", tmp_path / "upazila" / "config")


@pytest.fixture
def district(tmp_path) -> Office:
    return Office(tmp_path / "district" / "data", tmp_path / "district" / "config")


@pytest.fixture
def first(upazila, district, tmp_path) -> Path:
    """The first file of the upazila, taken in by the district; each knows the other."""
    signed(upazila, tmp_path, minutes("উপজেলা আইসিটি কমিটি", "ল্যাব পরিদর্শন করতে হবে।", "সহকারী প্রোগ্রামার", "৩৭"))
    district.good("party", "add", "জেলা প্রশাসক, নদীপুর")
    ours, theirs = upazila.card(UPAZILA), district.card(DISTRICT)
    upazila.knows(theirs, "above")
    district.knows(ours, "below")
    made = upazila.writes(tmp_path / "1.koyra", theirs)
    district.told("import", made)
    return made


def journal(office: Office) -> Iterator[bytes]:
    with Store.open(office.folder) as store:
        yield from store.operations()


def test_the_same_file_again_and_one_of_ones_own_change_nothing_and_say_so(upazila, district, first):
    before = list(journal(district))
    again = district("import", first)
    assert again.code == 0
    assert "আগেই" in again.err
    assert list(journal(district)) == before
    own = upazila("import", first)
    assert own.code == 1
    assert DISTRICT in own.err


def test_a_wrong_file_a_folder_and_half_a_file_are_told_apart(district, first, tmp_path):
    letter = tmp_path / "চিঠি.pdf"
    letter.write_bytes(b"%PDF-1.7")
    half = tmp_path / "half.koyra"
    half.write_bytes(first.read_bytes()[:2000])
    said = {}
    for file in (letter, half, tmp_path):
        done = district("import", file)
        assert done.code == 1
        said[file] = done.err
    assert ".koyra" in said[letter]
    assert "পূর্ণাঙ্গ নয়" in said[half]
    assert "ফোল্ডার" in said[tmp_path]
    assert len(set(said.values())) == 3


def test_an_old_stick_takes_nothing_back(upazila, district, first, tmp_path):
    ours, theirs = upazila.card(), district.card()
    district.good("party", "add", UNO, "--office", ours["office"])
    signed(district, tmp_path, minutes("জেলা আইসিটি কমিটি", PORTAL, UNO, "১১"))
    down = district.writes(tmp_path / "2.koyra", ours)
    kept = shutil.copy(down, tmp_path / "old.koyra")
    upazila.told("import", down)
    (come,) = [row for row in upazila.told("due", "--on", "2026-11-22") if row["meeting"] is None]
    upazila.told("progress", come["obligation"], "--done", "--text", DONE, "--date", "2026-11-20")
    district.told("import", upazila.writes(tmp_path / "3.koyra", theirs))
    upazila("import", kept)
    district("import", first)
    for office in (upazila, district):
        assert "done" in {row["status"] for row in office.told("due", "--on", "2026-11-22")}


def test_what_is_wanted_otherwise_above_is_settled_by_a_word(upazila, district, first, tmp_path):
    ours, theirs = upazila.card(), district.card()
    district.good("party", "add", UNO, "--office", ours["office"])
    made = district.told("direct", PORTAL, "--party", UNO, "--date", "2027-01-10", "--begun", "2026-11-01")[
        "obligation"
    ]
    upazila.told("import", district.writes(tmp_path / "2.koyra", ours))
    (come,) = [row for row in upazila.told("due", "--on", "2026-11-22") if row["meeting"] is None]
    assert "নেই" in upazila("apart").err
    upazila.told("extend", come["obligation"], "--to", "2027-02-10")
    for at, day in enumerate(("2027-03-10", "2027-04-10")):
        district.told("extend", made, "--to", day)
        upazila.told("import", district.writes(tmp_path / f"down-{at}.koyra", ours))
        (one,) = upazila.told("apart")
        assert (one["matter"], one["ours"], one["theirs"]) == ("day", "2027-02-10", day)
        upazila.good("apart", "--keep" if day == "2027-03-10" else "--take", come["obligation"])
        assert upazila.told("apart") == []
    (come,) = [row for row in upazila.told("due", "--on", "2026-11-22") if row["meeting"] is None]
    assert come["due"] == "2027-04-10"
    assert theirs["office"]
