"""The sentences that are offered, listed without a window."""

from __future__ import annotations

import json

import pytest
from commands import Koyra, refused

from koyradesk.bank import FIELDS
from koyradesk.bengali.text import nfc
from koyradesk.moving import BLANKS


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> tuple[Koyra, str]:
    """A sample office no test may change, and its newest meeting."""
    home = tmp_path_factory.mktemp("office")
    koyra = Koyra(home / "data", home / "config")
    return koyra, koyra.good("demo")[-1]


def told(koyra: Koyra, *words: str) -> list[dict]:
    return json.loads("\n".join(koyra.good("sentences", *words, "--json")))


def test_all_are_listed_with_their_slots_in_braces(office):
    koyra, _ = office
    rows = [line.split("\t") for line in koyra.good("sentences")]
    assert {len(row) for row in rows} == {4}
    assert {row[0] for row in rows} == set(FIELDS)
    assert len({row[3] for row in rows}) >= 60
    assert any("{last_date}" in row[3] for row in rows)


def test_of_one_kind_and_filled_for_a_meeting(office):
    koyra, meeting = office
    found = told(koyra, "--kind", "opening", "--meeting", meeting)
    assert {one["kind"] for one in found} == {"opening"}
    known = next(one for one in found if "{committee_of}" in one["text"])
    assert nfc("মধুছায়া উপজেলা") in known["filled"]
    assert all((BLANKS in one["filled"]) is bool(one["open"]) for one in found)
    assert all("{" not in one["filled"] for one in found)


def test_what_the_topic_is_about_comes_first(office):
    koyra, meeting = office
    first = told(koyra, "--kind", "decision", "--meeting", meeting, "--topic", "কম্পিউটার ল্যাব পরিদর্শন")[0]
    assert nfc("ল্যাব") in first["text"]
    searched = told(koyra, "--kind", "decision", "--search", "ল্যাব পরিদর্শন")
    assert searched
    assert all(nfc("ল্যাব") in one["text"] for one in searched)
    assert told(koyra, "--search", "হিমালয়") == []
    assert told(koyra, "--hidden") == []


def test_a_committee_that_is_not_known_yet_is_filled_as_well(office):
    koyra, _ = office
    found = told(koyra, "--kind", "opening", "--committee", "শালবন কৃষি কমিটি")
    assert any(nfc("শালবন কৃষি কমিটির") in one["filled"] for one in found)


def test_what_there_is_not_is_refused(office):
    koyra, _ = office
    refused(koyra, "sentences", "--meeting", "নাই")
    assert koyra("sentences", "--kind", "নাই").code == 2
