"""The register of incoming letters by the command line."""

from __future__ import annotations

import json

import pytest
from commands import Koyra, refused
from PIL import Image

from koyradesk.bengali.text import nfc


@pytest.fixture
def koyra(tmp_path):
    return Koyra(tmp_path / "data", tmp_path / "config")


def told(koyra: Koyra, *words: object):
    return json.loads("\n".join(koyra.good(*words, "--json")))


def test_a_letter_is_entered_found_settled_and_opened_again(koyra, tmp_path):
    Image.new("L", (20, 30), 90).save(tmp_path / "scan.png")
    which = ["--from", "জেলা কৃষি অফিস", "--memo", "৭-৮", "--date", "18/11/2026", "--subject", "সারের <তথ্য>"]
    [came] = koyra.good("incoming", "add", *which, "--received", "2026-11-20", "--scan", tmp_path / "scan.png")
    shown = told(koyra, "incoming", "show", came)
    assert {name: shown[name] for name in ("serial", "sender", "number", "date", "subject", "channel", "closed")} == {
        "serial": "১/২০২৬",
        "sender": nfc("জেলা কৃষি অফিস"),
        "number": "৭-৮",
        "date": "2026-11-18",
        "subject": nfc("সারের <তথ্য>"),
        "channel": "post",
        "closed": None,
    }
    assert [one["name"] for one in shown["scans"]] == ["scan.png"]
    koyra.good("incoming", "change", "১", "--due", "2026-11-21", "--marked", "প্রশাসনিক কর্মকর্তা")
    assert [one["id"] for one in told(koyra, "incoming", "list", "--open", "--from", "কৃষি")] == [came]
    assert told(koyra, "incoming", "list", "--year", "২০২৫") == []
    koyra.good("incoming", "close", "1/2026", "filed", "--on", "2026-11-22", "--how", "নথি ০৬")
    assert told(koyra, "incoming", "show", came)["outcome"] == "filed"
    assert told(koyra, "incoming", "list", "--open") == []
    koyra.good("incoming", "reopen", came)
    past = told(koyra, "incoming", "show", came, "--history")
    assert [one["new"] for one in past if one["field"] == "outcome"] == ["", "filed"]
    assert {"closed", "marked", "subject"} <= {one["field"] for one in past}
    assert [one["due"] for one in told(koyra, "incoming", "list", "--year", "2026")] == ["2026-11-21"]
    koyra.good("incoming", "delete", came)
    assert [(one["first"], one["state"]) for one in told(koyra, "incoming", "numbers", "2026")] == [(1, "void")]
    koyra.good("bin", "--restore", came)
    assert [one["id"] for one in told(koyra, "search", "সারের")] == [came] or told(koyra, "search", "সারের")


def test_a_file_of_letters_goes_in_whole_or_not_at_all_and_what_looks_wrong_is_told(koyra, tmp_path):
    one = {"sender": "ক দপ্তর", "subject": "চাহিদা", "number": "১", "received": "2026-11-20", "date": "2026-11-19"}
    path = tmp_path / "letters.json"
    path.write_text(json.dumps([one, {**one, "due": "কাল"}]), encoding="utf-8")
    assert "due" in refused(koyra, "incoming", "add", path)
    path.write_text(json.dumps([one, {**one, "date": "2026-11-25", "issue": 7}]), encoding="utf-8")
    done = koyra("incoming", "add", path, language="en")
    assert done.code == 0
    assert [line.split("\t")[1] for line in done.lines] == ["১/২০২৬", "৭/২০২৬"]
    assert "after the day on which it was received" in done.err
    again = koyra("incoming", "add", "--from", "ক দপ্তর", "--memo", "১", "--date", "2026-11-19", language="en")
    assert "entered already as ১/২০২৬" in again.err
    # What it lists can be read in again.
    path.write_text(json.dumps(told(koyra, "incoming", "list", "--year", "2026")), encoding="utf-8")
    assert "another letter" in koyra("incoming", "add", path, language="en").err
    for text in ("", "[1]", "{", '{"issue": true, "subject": "x"}', '{"channel": "pigeon", "subject": "x"}'):
        path.write_text(text, encoding="utf-8")
        refused(koyra, "incoming", "add", path)


def test_numbers_are_accounted_for(koyra):
    koyra.good("incoming", "add", "--subject", "ক", "--number", "5", "--received", "2026-11-20")
    koyra.good("incoming", "account", "2026", "6", "8", "--void", "ছেঁড়া পাতা")
    [came] = koyra.good("incoming", "add", "--subject", "খ", "--received", "2026-11-20")
    assert told(koyra, "incoming", "show", came)["issue"] == 9
    assert (
        "void"
        in koyra("incoming", "add", "--subject", "গ", "--number", "7", "--received", "2026-11-20", language="en").err
    )
    assert "no year" in koyra("incoming", "numbers", "soon", language="en").err
    assert koyra("incoming", "account", "2026", "6", language="en").code == 2


def test_from_a_letter_start_an_item_an_obligation_and_a_reply(koyra, tmp_path):
    *_, _ = koyra.good("demo")
    [came] = koyra.good("incoming", "add", "--from", "জেলা কৃষি অফিস", "--subject", "সারের তথ্য", "--memo", "৭-৮")
    meeting = told(koyra, "list")[0]["id"]
    path = tmp_path / "next.json"
    made = {"committee": "নমুনা কমিটি", "date": "2099-01-01", "title": "পরের সভা", "items": []}
    path.write_text(json.dumps(made), encoding="utf-8")
    [meeting] = koyra.good("load", path)
    [line] = koyra.good("incoming", "agenda", came)
    item, where, title = line.split("\t")
    assert (where, title) == (meeting, nfc("পরের সভা"))
    (shown,) = told(koyra, "show", meeting)["items"]
    assert (shown["topic"], shown["discussion"]) == (nfc("সারের তথ্য"), nfc("সূত্র: জেলা কৃষি অফিসের ৭-৮ নম্বর স্মারক।"))
    assert told(koyra, "incoming", "show", came)["ties"][0]["id"] == item
    [made] = koyra.good("incoming", "oblige", came, "--party", "উপজেলা কৃষি কর্মকর্তা", "--due", "2020-01-01")
    assert made in {one["obligation"] for one in json.loads(koyra("due", "--json").out)}
    [reply] = koyra.good("incoming", "reply", came)
    assert koyra.good("incoming", "reply", came) == [reply]
    text = tmp_path / "reply.txt"
    koyra.good("print", "reply", came, "--text", text)
    assert nfc("সূত্র: জেলা কৃষি অফিসের ৭-৮ নম্বর স্মারক") in text.read_text(encoding="utf-8")
    kinds = {one["kind"] for one in told(koyra, "incoming", "show", came)["ties"]}
    assert kinds == {"item", "obligation", "letter"}


def test_the_register_of_days_is_printed(koyra, tmp_path):
    for day in (19, 20, 21):
        koyra.good("incoming", "add", "--subject", f"পত্র {day}", "--received", f"2026-11-{day}")
    text = tmp_path / "register.txt"
    koyra.good("print", "incoming-register", "2026-11-20..2026-11-21", "--text", text, "-o", tmp_path / "register.pdf")
    said = text.read_text(encoding="utf-8")
    assert nfc("পত্র 20") in said or nfc("পত্র ২০") in said
    assert "19" not in said
    assert koyra("print", "incoming-register", "soon", "--text", text).code == 1
    refused(koyra, "print", "incoming-receipt", "99", "--text", text)
