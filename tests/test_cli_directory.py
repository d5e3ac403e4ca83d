"""The directory from the command line, as other tools drive it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from commands import Koyra

from koyradesk.bengali.text import has_bengali, nfc

AGRI, FISH, UNO = "উপজেলা কৃষি অফিসার, শালবন", "উপজেলা মৎস্য অফিসার, শালবন", "উপজেলা নির্বাহী অফিসার, শালবন"
HEADS = "দপ্তর প্রধান (সকল)"


@pytest.fixture
def koyra(tmp_path) -> Koyra:
    return Koyra(tmp_path / "data", tmp_path / "config")


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Koyra:
    """A directory that no test may change."""
    home = tmp_path_factory.mktemp("office")
    koyra = Koyra(home / "data", home / "config")
    koyra.good("party", "add", FISH)
    koyra.good("party", "group", HEADS)
    return koyra


def refused(koyra: Koyra, *words: str | Path) -> None:
    """One line of whole Bengali, and nothing on the other stream."""
    done = koyra(*words)
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1), done
    assert done.err.endswith(("।\n", "?\n"))
    assert "Traceback" not in done.err
    assert has_bengali(done.err)


def parties(koyra: Koyra, *words: str | Path) -> dict[str, dict]:
    return {one["name"]: one for one in json.loads("\n".join(koyra.good("parties", *words, "--json")))}


def test_an_entry_is_written_changed_and_ended(koyra):
    (office,) = koyra.good("party", "add", "উপজেলা কৃষি অফিস, শালবন")
    (agri,) = koyra.good(
        *("party", "add", AGRI, "--sort", "post", "--of", "উপজেলা কৃষি অফিস, শালবন", "--place", "Koyra"),
        *("--phone", "০১৭", "--alias", "কৃষি অফিসার", "--note", "A & B"),
    )
    (fish,) = koyra.good("party", "add", FISH, "--sort", "post")
    (group,) = koyra.good("party", "group", HEADS, "কৃষি অফিসার", "--since", "2026-01-01")
    koyra.good("party", "join", HEADS, FISH, "--until", "2026-06-30")
    (first,) = koyra.good("party", "appoint", AGRI, "মোঃ করিম", "--since", "১/৩/২০২৫", "--phone", "০১৮")
    assert parties(koyra)[AGRI] == {
        "id": agri,
        "name": AGRI,
        "sort": "post",
        "of": "উপজেলা কৃষি অফিস, শালবন",
        "aliases": ["কৃষি অফিসার"],
        "entries": [],
        "place": "u214",
        "phone": "০১৭",
        "email": "",
        "until": None,
        "note": "A & B",
        "holder": {
            "id": first,
            "name": "মোঃ করিম",
            "phone": "০১৮",
            "email": "",
            "note": "",
            "since": "2025-03-01",
            "until": None,
            "additional": False,
        },
        "groups": [HEADS],
        "members": [],
    }
    assert parties(koyra, "--on", "2026-06-01")[HEADS]["members"] == [AGRI, FISH]
    assert parties(koyra, "--on", "2025-06-01")[HEADS]["members"] == [FISH]
    assert list(parties(koyra, "কৃষি অফিসার")) == [AGRI] == list(parties(koyra, agri)) == list(parties(koyra, agri[-10:]))
    row = koyra.good("parties", AGRI)[0].split("\t")
    assert row == [agri[-10:], "পদ", AGRI, "মোঃ করিম", "০১৮", "", HEADS]

    koyra.good("party", "change", AGRI, "--name", "কৃষি কর্মকর্তা", "--of", "", "--phone", "", "--not-alias", "কৃষি অফিসার")
    changed = parties(koyra)["কৃষি কর্মকর্তা"]
    assert (changed["of"], changed["phone"], changed["aliases"], changed["place"]) == (None, "", [], "u214")
    koyra.good("party", "same", "কৃষি কর্মকর্তা", "কৃষিবিদ", "কৃষি কর্তা")
    assert parties(koyra)["কৃষি কর্মকর্তা"]["aliases"] == ["কৃষিবিদ", "কৃষি কর্তা"]
    koyra.good("party", "appoint", "কৃষিবিদ", "নাজমুল হক", "--since", "2026-02-01", "--additional")
    assert parties(koyra, "--on", "2026-03-01")["কৃষি কর্মকর্তা"]["holder"]["name"] == "মোঃ করিম"
    koyra.good("party", "end", "কৃষিবিদ", "--until", "2026-02-15")
    assert parties(koyra, "--on", "2026-03-01")["কৃষি কর্মকর্তা"]["holder"]["name"] == "নাজমুল হক"
    koyra.good("party", "leave", HEADS, FISH)
    koyra.good("party", "retire", "কৃষিবিদ", "--until", "2026-09-30")
    assert parties(koyra, "--on", "2026-10-01")[HEADS]["members"] == []
    assert parties(koyra)["কৃষি কর্মকর্তা"]["until"] == "2026-09-30"
    koyra.good("party", "retire", "কৃষিবিদ", "--again")
    koyra.good("party", "delete", FISH)
    assert set(parties(koyra)) == {"উপজেলা কৃষি অফিস, শালবন", "কৃষি কর্মকর্তা", HEADS}
    assert office != fish != group


@pytest.mark.parametrize(
    "words",
    [
        ("add", " "),
        ("add", "ক", "--of", "নাই"),
        ("add", "ক", "--place", "শিবগঞ্জ"),
        ("add", "ক", "--place", "শালবন"),
        ("change", "উপজেলা মৎস অফিসার", "--phone", "১"),
        ("change", FISH, "--not-alias", "নাই"),
        ("same", HEADS, "নতুন বানান", FISH),
        ("group", FISH, HEADS),
        ("appoint", FISH, "ক", "--since", "31/02/2026"),
        ("end", FISH),
        ("delete", "zz"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_refused_and_nothing_is_written(office, words):
    before = office.held()
    refused(office, "party", *words)
    assert office.held() == before


@pytest.mark.parametrize(
    "words",
    [("party",), ("party", "add"), ("party", "add", "ক", "--sort", "club"), ("party", "fly"), ("places",),
     ("party", "retire", "ক", "--until", "2026-01-01", "--again"), ("import-parties",)],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_told(koyra, words):
    done = koyra(*words)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_names_that_the_directory_lacks_are_listed_with_who_may_be_meant(koyra):
    koyra.good("demo")
    found = json.loads("\n".join(koyra.good("parties", "--unknown", "--json")))
    assert [one["times"] for one in found] == sorted((one["times"] for one in found), reverse=True)
    assert found[0]["times"] >= 1
    name = found[0]["name"]
    koyra.good("party", "add", name)
    rest = json.loads("\n".join(koyra.good("parties", "--unknown", "--json")))
    assert name not in [one["name"] for one in rest]
    assert len(rest) == len(found) - 1
    lines = koyra.good("parties", "--unknown")
    assert [line.split("\t")[1] for line in lines] == [one["name"] for one in rest]


def test_a_list_is_shown_then_taken_in_then_given_out(koyra, tmp_path):
    path = tmp_path / "তালিকা.csv"
    path.write_text(f'নাম,পদবি,মোবাইল,গ্রুপ\nমোঃ করিম,"{AGRI}",০১৭,{HEADS}\n,"{FISH}",,{HEADS}\n', encoding="utf-16")
    koyra.good("party", "add", UNO)
    shown = koyra("import-parties", path, language="en")
    assert (shown.code, shown.err) == (0, "Nothing was written: new 2. With --apply it is.\n")
    assert shown.lines[0].split("\t")[:3] == ["2", "new", AGRI]
    assert list(parties(koyra)) == [UNO]
    done = koyra("import-parties", path, "--apply")
    assert (done.code, done.err) == (0, nfc("যুক্ত হয়েছে: নতুন ২।\n"))
    assert parties(koyra)[HEADS]["members"] == [AGRI, FISH]
    for name in ("out.csv", "out.xlsx"):
        koyra.good("parties", "--save", tmp_path / name)
        again = koyra("import-parties", tmp_path / name, "--json")
        assert {one["state"] for one in json.loads(again.out)} == {"same"}
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.max_row == 5
    refused(koyra, "parties", "--save", tmp_path / "out.txt")
    refused(koyra, "parties", "--save", koyra.folder / "koyradesk.db")


def test_names_of_a_list_are_answered(koyra, tmp_path):
    (fish,) = koyra.good("party", "add", FISH)
    path = tmp_path / "list.csv"
    path.write_text("ক,খ\nউপজেলা মৎস্য অফিসার,০১৭\nউপজেলা মৎস অফিসার শালবন,০১৮\n", encoding="utf-8")

    def states(*words: str) -> list[str]:
        return [one["state"] for one in json.loads(koyra("import-parties", path, "--json", *words).out)]

    columns = ("--column", "1=name", "--column", "2=phone")
    assert states(*columns) == ["new", "unclear", "unclear"]
    assert states(*columns, "--new", "উপজেলা মৎস্য অফিসার", "--skip", "উপজেলা মৎস অফিসার শালবন") == ["new", "new", "skipped"]
    answers = ("--same", f"উপজেলা মৎস্য অফিসার={FISH}", "--same", f"উপজেলা মৎস অফিসার শালবন={fish}", "--skip", "ক")
    assert states(*columns, *answers, "--apply") == ["skipped", "changed", "changed"]
    assert parties(koyra)[FISH]["aliases"] == ["উপজেলা মৎস্য অফিসার", "উপজেলা মৎস অফিসার শালবন"]
    for wrong in (("--column", "9=name"), ("--column", "1=shoe"), ("--column", "x"), ("--same", "ক")):
        assert koyra("import-parties", path, *wrong).code == 2
    refused(koyra, "import-parties", path, "--column", "1=")
    refused(koyra, "import-parties", path, "--same", "ক=নাই")
    refused(koyra, "import-parties", tmp_path / "none.csv")


def test_places_are_found(koyra):
    assert koyra.good("places", "koy", "khul") == ["u214\tউপজেলা\t" + nfc("কয়রা, খুলনা") + "\tKoyra, Khulna"]
    [found] = json.loads("\n".join(koyra.good("places", "barisal", "--level", "district", "--json")))
    assert found == {
        "code": "d33",
        "level": "district",
        "bn": "বরিশাল",
        "en": "Barishal",
        "also": ["Barisal"],
        "within": "v4",
    }
    assert koyra("places", "zzzz").out == ""
    assert koyra("places", "ক", "--level", "union").code == 2


def test_an_entry_that_came_twice_is_made_one_and_taken_apart_again(koyra):
    (first,) = koyra.good("party", "add", "উপজেলা মৎস্য দপ্তর", "--phone", "০১৭")
    (second,) = koyra.good("party", "add", "উপজেলা মৎস দপ্তর")
    koyra.good("party", "add", "উপজেলা কৃষি অফিস")
    (pair,) = json.loads("\n".join(koyra.good("parties", "--twins", "--json")))
    assert {one["id"] for one in pair["entries"]} == {first, second}
    assert koyra.good("parties", "--twins")[0].split("\t")[1] == "উপজেলা মৎস্য দপ্তর"
    koyra.good("party", "merge", "উপজেলা মৎস দপ্তর", "উপজেলা মৎস্য দপ্তর")
    assert set(parties(koyra)) == {"উপজেলা মৎস্য দপ্তর", "উপজেলা কৃষি অফিস"}
    told = parties(koyra, "উপজেলা মৎস দপ্তর")["উপজেলা মৎস্য দপ্তর"]
    assert (told["id"], told["aliases"]) == (first, ["উপজেলা মৎস দপ্তর"])
    assert told["entries"] == [{"id": second, "name": "উপজেলা মৎস দপ্তর"}]
    assert json.loads("\n".join(koyra.good("parties", "--twins", "--json"))) == []
    refused(koyra, "party", "merge", first, second)
    refused(koyra, "party", "separate", "উপজেলা কৃষি অফিস")
    refused(koyra, "party", "merge", "নেই এমন দপ্তর", first)
    koyra.good("party", "separate", "উপজেলা মৎস্য দপ্তর")
    assert len(parties(koyra)) == 3
