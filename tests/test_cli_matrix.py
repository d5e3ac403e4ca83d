"""The register of a decision from the command line: shown, printed, to Excel and back."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import pytest
from commands import Koyra, refused
from registers import PEOPLE, directory, portal, visits

from koyradesk.bengali.text import nfc
from koyradesk.store import Store


@pytest.fixture
def office(tmp_path) -> tuple[Koyra, str, str]:
    made = Koyra(tmp_path / "data", tmp_path / "config")
    made.good("demo")
    with Store.open(tmp_path / "data") as store:
        directory(store)
        # The command knows only the day of the PC.
        one, two = visits(store, every=12), portal(store)
        store.write([_begun(one.id), _begun(two.id)], by="করিম")
    return made, one.id, two.id


def _begun(record: str):
    from koyradesk.store import Change

    return Change(record, {"begun": date(2020, 7, 1)})


def told(koyra, *words):
    return json.loads("\n".join(koyra.good("matrix", *words, "--json")))


def test_a_register_goes_to_excel_and_comes_back_filled(office, tmp_path):
    koyra, one, _ = office
    file = tmp_path / "ল্যাব.xlsx"
    assert koyra.good("matrix", one, "--year", "2020", "--xlsx", file) == [str(file)]
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(5, 4).value = "৭"
    book.worksheets[0].cell(7, 4).value = 5
    book.save(file)
    before = koyra.held()
    short = one.rpartition(".")[2]
    lines = koyra.good("matrix", short, "--year", "2020", "--read", file)
    assert [line.split("\t")[0] for line in lines] == [nfc(PEOPLE[0]), nfc(PEOPLE[2])]
    assert lines[0].split("\t")[2:] == ["—", "৭"]
    assert koyra.held() == before, "shown, not written"
    koyra.good("matrix", one, "--year", "2020", "--read", file, "--apply", "--channel", "phone")
    held = told(koyra, one, "--year", "2020")
    assert (held["sum"], held["periods"][0]["done"], held["periods"][0]["of"]) == (12, 2, 3)
    assert [party["cells"][0]["value"] for party in held["parties"]] == [7, None, 5]
    assert held["on"] == date.today().isoformat()
    table = koyra.good("matrix", one, "--year", "2020")
    assert [line.split("\t")[-1] for line in table[1:5]] == ["৭", "০", "৫", "১২"]
    assert "*" in table[2]


def test_it_is_printed_and_said_in_both_languages(office, tmp_path):
    koyra, _, two = office
    files = [tmp_path / name for name in ("ক.pdf", "ক.docx", "ক.txt")]
    made = koyra.good("matrix", two, "-o", files[0], "--docx", files[1], "--text", files[2])
    assert made == list(map(str, files))
    assert nfc("ওয়েব পোর্টাল") in nfc(files[2].read_text(encoding="utf-8"))
    assert koyra("matrix", two, language="en").lines[-1] == "Carried out\t0 of 4"


def test_a_decision_of_the_minutes_is_named_by_its_own_id(office):
    koyra, _, _ = office
    meeting = json.loads("\n".join(koyra.good("list", "--json")))[-1]["id"]
    shown = json.loads("\n".join(koyra.good("show", meeting, "--json")))
    decision = next(one for item in shown["items"] for one in item["decisions"] if one.get("due"))
    held = told(koyra, decision["id"])
    assert held["decision"] == decision["id"]
    assert held["parties"]
    assert told(koyra, held["obligation"])["decision"] == decision["id"], "reckoned, not stored, and found by its id"


@pytest.mark.parametrize(
    "words",
    [("--apply",), ("--read", "ক.xlsx", "-o", "ক.pdf"), ("-o", "ক.pdf", "--text", "ক.pdf"), ("--channel", "pigeon")],
)
def test_half_a_command_is_wrong_usage(office, words):
    koyra, one, _ = office
    before = koyra.held()
    assert koyra("matrix", one, *words).code == 2
    assert koyra.held() == before


def test_what_cannot_be_is_refused(office, tmp_path):
    koyra, one, two = office
    bad = tmp_path / "খ.xlsx"
    bad.write_text("ক্রমিক")
    other = tmp_path / "গ.xlsx"
    koyra.good("matrix", two, "--xlsx", other)
    before = koyra.held()
    for words in (
        ("zzzzzzzzzz",),
        ("decision.zzzzzzzz.zzzzzzzzzz",),
        (one, "--year", "20266"),
        (one, "--read", tmp_path / "নেই.xlsx"),
        (one, "--read", bad),
        (one, "--read", other, "--apply"),
        (one, "-o", koyra.folder / "koyradesk.db"),
    ):
        refused(koyra, "matrix", *words)
    assert koyra.held() == before
