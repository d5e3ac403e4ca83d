"""An upazila and its district, played through from the command line: minutes go up by stick, a decision of the district
comes down as something to do, the report on it goes up, and in the end each knows that the other has everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from commands import Koyra

from koyradesk.bengali.text import nfc

UPAZILA, DISTRICT = nfc("উপজেলা নির্বাহী অফিসারের কার্যালয়, শালবন"), nfc("জেলা প্রশাসকের কার্যালয়, নদীপুর")
UNO = nfc("উপজেলা নির্বাহী অফিসার, শালবন")
PORTAL = nfc("উপজেলার ওয়েব পোর্টাল হালনাগাদ করতে হবে।")
DONE = nfc("সকল তথ্য হালনাগাদ করা হয়েছে।")


class Office(Koyra):
    """An office's PC with its name, its code and the stick that goes between the offices."""

    def told(self, *words: str | Path) -> Any:
        """What a call says as JSON."""
        done = self(*words, "--json")
        assert done.code == 0, done
        return json.loads(done.out)

    def card(self, name: str = "") -> dict[str, str]:
        return self.told("keys", "card", *(["--name", name] if name else []))

    def knows(self, card: dict[str, str], role: str) -> None:
        self.told("keys", "accept", card["office"], card["text"], "--role", role)

    def writes(self, file: Path, to: dict[str, str]) -> Path:
        self.told("export", "-o", file, "--to", to["office"])
        return file


def minutes(committee: str, text: str, implementer: str, serial: str) -> dict[str, Any]:
    return {
        "committee": committee,
        "date": "2026-10-12",
        "period": "2026-10",
        "title": f"{committee}র অক্টোবর মাসের সভার কার্যবিবরণী",
        "office": {"letterhead": ["গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"]},
        "items": [
            {
                "serial": "১.০",
                "topic": "ওয়েব পোর্টাল",
                "discussion": "পোর্টালের তথ্য পুরোনো।",
                "decisions": [{"label": "১।", "text": text, "due": "2026-10-31"}],
                "implementers": [{"label": "১।", "name": implementer, "group": False}],
            }
        ],
        "signatures": [{"name": "রওশন আরা", "designation": "সভাপতি"}],
        "memos": [{"kind": "minutes", "number": f"০৫.৪৪.৯৯০১.০০০.০৬.০০১.২৬-{serial}", "date": "2026-10-15",
                   "date_text": "১৫/১০/২০২৬ খ্রি."}],
    }  # fmt: skip


def signed(office: Office, folder: Path, meeting: dict[str, Any]) -> str:
    file = folder / "meeting.json"
    file.write_text(json.dumps(meeting, ensure_ascii=False), encoding="utf-8")
    (made,) = office.good("load", file)
    office.told("issue", "minutes", made)
    office.good("sign", "minutes", made)
    return made


@pytest.fixture
def upazila(tmp_path) -> Office:
    return Office(tmp_path / "upazila" / "data", tmp_path / "upazila" / "config")


@pytest.fixture
def district(tmp_path) -> Office:
    return Office(tmp_path / "district" / "data", tmp_path / "district" / "config")


def test_minutes_up_a_decision_down_its_report_up_and_all_acknowledged(upazila, district, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    held = signed(upazila, tmp_path, minutes("উপজেলা আইসিটি কমিটি", "ল্যাব পরিদর্শন করতে হবে।", "সহকারী প্রোগ্রামার", "৩৭"))
    district.good("party", "add", "জেলা প্রশাসক, নদীপুর")
    ours, theirs = upazila.card(UPAZILA), district.card(DISTRICT)
    upazila.knows(theirs, "above")

    # The stick reaches the district, which does not know the key yet; the card does away with that.
    up = upazila.writes(stick / "1-up.koyra", theirs)
    refused = district("import", up)
    assert refused.code == 1
    assert "চাবি" in refused.err
    district.told("keys", "accept", ours["office"], ours["number"], "--role", "below", "--name", UPAZILA)
    # What waited for the card is in at once; the file itself brings nothing more.
    assert district.told("import", up, "--dry-run")["known"]
    assert district.told("import", up)["books"] == []
    assert [one["office"] for one in district.told("offices")] == [ours["office"]]
    assert district.told("list") == []

    # The district decides what the upazila is to do, and says so by the same stick.
    district.good("party", "add", UNO, "--office", ours["office"])
    signed(district, tmp_path, minutes("জেলা আইসিটি কমিটি", PORTAL, UNO, "১১"))
    down = district.writes(stick / "2-down.koyra", ours)
    assert upazila.told("import", down)["adopted"] >= 1
    (come,) = [row for row in upazila.told("due", "--on", "2026-11-22") if row["meeting"] is None]
    assert (come["due"], come["late_days"], come["status"]) == ("2026-10-31", 22, "open")

    # The upazila reports once, in its own list.
    upazila.told("progress", come["obligation"], "--done", "--text", DONE, "--date", "2026-11-20")
    again = upazila.writes(stick / "3-up.koyra", theirs)
    assert district.told("import", again)["adopted"] >= 1
    (row,) = district.told("due", "--on", "2026-11-22")
    assert (row["party"], row["status"]) == (UNO, "done")

    # Both know it: what each sent, the other has.
    upazila.told("import", district.writes(stick / "4-down.koyra", ours))
    district.told("import", upazila.writes(stick / "5-up.koyra", theirs))
    for office in (upazila, district):
        (partner,) = office.told("outbox")["offices"]
        assert partner["all_acknowledged"], partner
    assert held in {row["id"] for row in upazila.told("list")}
