"""The memo book from the command line."""

from __future__ import annotations

import json

import pytest
from commands import Koyra, refused

from koyradesk.bengali.text import nfc

CODE = "05.99.9902.000.06.011.26"


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    made = Koyra(tmp_path / "data", tmp_path / "config")
    made.good("demo")
    return made


def told(koyra, *words):
    return json.loads("\n".join(koyra.good(*words, "--json")))


def test_a_file_is_opened_and_every_number_accounted_for(koyra):
    assert koyra.good("file", CODE, "--title", "সমন্বয় সভা", "--first", "410") == ["০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬"]
    koyra.good("account", CODE, "410", "412", "--outside", "--to", "জেলা প্রশাসক", "--date", "১২/১১/২০২৬")
    koyra.good("account", CODE, "413", "--void", "ছেঁড়া কাগজ")
    koyra.good("account", CODE, "500", "599", "--reserved", "পিসি ২")
    meeting = told(koyra, "list")[0]["id"]
    assert koyra.good("issue", "minutes", meeting, "--file", CODE) == ["০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬.৪১৪"]
    lines = told(koyra, "numbers", CODE)
    assert [(one["first"], one["last"], one["state"]) for one in lines] == [
        (410, 412, "outside"),
        (413, 413, "void"),
        (414, 414, "used"),
        (500, 599, "reserved"),
    ]
    assert (lines[0]["date"], lines[0]["to"], lines[1]["remark"]) == ("2026-11-12", nfc("জেলা প্রশাসক"), nfc("ছেঁড়া কাগজ"))
    assert koyra.good("numbers", CODE)[1].split("\t")[0] == "৪১৩"
    (mine,) = [one for one in told(koyra, "files") if one["code"] == CODE]
    assert (mine["first"], mine["last"], mine["missing"], mine["closed"]) == (410, 414, 0, False)


def test_a_copy_goes_out_and_is_acknowledged(koyra):
    meeting = told(koyra, "list")[1]["id"]
    number = told(koyra, "show", meeting)["memos"][0]["number"]
    refused(koyra, "despatch", number, "--by", "hand")
    koyra.good("sign", "minutes", meeting)
    everyone = told(koyra, "despatch", number, "--by", "hand")
    assert len(everyone) == len(told(koyra, "show", meeting)["distribution"]["recipients"])
    only = everyone[0]["to"]
    after = told(koyra, "despatch", number, "--acknowledged", "--to", only)
    assert [bool(one["acknowledged"]) for one in after] == [True] + [False] * (len(everyone) - 1)
    assert told(koyra, "show", meeting)["memos"][0]["state"] == "despatched"
    assert len(koyra.good("despatch", number)) == len(everyone)
    refused(koyra, "despatch", "05.99.9999.000.06.011.26.1", "--by", "post")


def test_a_distribution_list_is_kept(koyra):
    committee = told(koyra, "list")[0]["committee"]
    koyra.good("distribution", committee, "জেলা", "--entry", "জেলা প্রশাসক", "--entry", "অফিস কপি")
    assert [one["entries"] for one in told(koyra, "distribution", committee)] == [[nfc("জেলা প্রশাসক"), nfc("অফিস কপি")]]
    refused(koyra, "distribution", committee, "নাই", "--drop")
    koyra.good("distribution", committee, "জেলা", "--drop")
    assert told(koyra, "distribution", committee) == []


@pytest.mark.parametrize(
    "words",
    [
        ("account", CODE, "3"),
        ("account", CODE, "3", "--outside", "--void", "ক"),
        ("account", CODE, "তিন", "--outside"),
        ("despatch", "x", "--by", "pigeon"),
        ("despatch", "x", "--by", "hand", "--acknowledged"),
    ],
)
def test_half_a_command_is_wrong_usage(koyra, words):
    before = koyra.held()
    assert koyra(*words).code == 2
    assert koyra.held() == before


def test_what_cannot_be_is_refused(koyra):
    for words in (
        ("account", CODE, "0", "--outside"),
        ("account", CODE, "5", "4", "--outside"),
        ("numbers", "১২৩.৪৫"),
        ("despatch", "12.34", "--by", "hand"),
        ("distribution", "নেই", "ক", "--entry", "খ"),
    ):
        before = koyra.held()
        refused(koyra, *words)
        assert koyra.held() == before
