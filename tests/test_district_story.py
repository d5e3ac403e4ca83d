"""After an exchange between real programs: who is known, what the district sees, its upazila's paper printed there."""

from __future__ import annotations

import pytest
from commands import refused
from test_story_exchange import DISTRICT, PORTAL, UNO, UPAZILA, Office, minutes, signed

from koyradesk.bengali.text import nfc


@pytest.fixture
def both(tmp_path) -> tuple[Office, Office]:
    made = [Office(tmp_path / who / "data", tmp_path / who / "config") for who in ("upazila", "district")]
    made[1].good("party", "add", "জেলা প্রশাসক, নদীপুর")
    return made[0], made[1]


def test_the_district_sees_its_upazila_and_prints_its_paper(both, tmp_path):
    upazila, district = both
    text = minutes("উপজেলা আইসিটি কমিটি", "ল্যাব পরিদর্শন করতে হবে।", "সহকারী প্রোগ্রামার", "৩৭")
    meeting = signed(upazila, tmp_path, text)
    ours, theirs = upazila.card(UPAZILA), district.card(DISTRICT)
    upazila.knows(theirs, "above")
    district.knows(ours, "below")
    district.told("import", upazila.writes(tmp_path / "1.koyra", theirs))
    district.good("party", "add", UNO, "--office", ours["office"])
    signed(district, tmp_path, minutes("জেলা আইসিটি কমিটি", PORTAL, UNO, "১১"))
    upazila.told("import", district.writes(tmp_path / "2.koyra", ours))

    (known,) = district.told("offices")
    assert (known["office"], known["role"], known["problem"]) == (ours["office"], "below", None)
    assert known["as_of"] is not None
    (row,) = district.told("district", "--year", "2026")["rows"]
    (october,) = [one for one in row["months"] if one["month"] == "2026-10"]
    assert (october["state"], october["day"], october["minutes"]) == ("held", "2026-10-12", True)
    # A party of the directory is called as the directory calls it.
    assert row["name"] == UNO

    (due,) = [one for one in district.told("due", "--on", "2026-11-22") if one["party"] == UNO]
    step = district.told("course", due["obligation"])["step"]
    assert [one["office"] for one in step["below"]] == [ours["office"]]
    (mine,) = [one for one in upazila.told("due", "--on", "2026-11-22") if one["meeting"] is None]
    above = upazila.told("course", mine["obligation"])["above"]
    assert [one["office"] for one in above] == [theirs["office"]]
    assert upazila.told("apart") == []

    paper = tmp_path / "paper.pdf"
    done = district("print", "minutes", meeting, "--of", ours["office"], "-o", paper)
    assert (done.code, paper.read_bytes()[:4]) == (0, b"%PDF")
    assert "যাচাই-সংখ্যা মিলেছে" in done.err
    # It was asked for: the next bundle brings the very bytes that were signed.
    upazila.told("import", district.writes(tmp_path / "3.koyra", ours))
    upazila.writes(tmp_path / "4.koyra", theirs)
    district.told("import", tmp_path / "4.koyra")
    again = district("print", "minutes", meeting, "--of", ours["office"], "-o", paper)
    assert (again.code, again.err) == (0, "")
    upazila.good("print", "minutes", meeting, "-o", tmp_path / "own.pdf")
    assert paper.read_bytes() == (tmp_path / "own.pdf").read_bytes()
    assert nfc("পরিদর্শন") in "\n".join(district.good("show", meeting, "--of", ours["office"]))
    refused(district, "show", "zzzzzz", "--of", ours["office"])
