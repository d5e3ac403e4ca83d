"""Notes and attendance of a meeting by the command line."""

from __future__ import annotations

import json

import pytest
from commands import Koyra, refused

from koyradesk.bengali.text import nfc


@pytest.fixture
def koyra(tmp_path):
    return Koyra(tmp_path / "data", tmp_path / "config")


@pytest.fixture
def meeting(koyra, tmp_path):
    people = [{"name": name, "designation": f"দপ্তর {place}"} for place, name in enumerate(("রহিমা", "করিম", "রফিক"))]
    whole = {
        "title": "নভেম্বরের সভা",
        "committee": "আইসিটি কমিটি",
        "date": "2026-11-22",
        "attendees": people,
        "items": [{"serial": "১.০", "topic": "বাজেট"}, {"serial": "২.০", "topic": "সেতু"}],
    }
    path = tmp_path / "meeting.json"
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    [made] = koyra.good("load", path)
    return made


def told(koyra: Koyra, *words: object):
    return json.loads("\n".join(koyra.good(*words, "--json")))


def test_notes_are_taken_listed_and_made(koyra, meeting):
    [one] = koyra.good("notes", "add", meeting, "চারা <কম>", "--item", "২", "--at", "১১.০৭")
    [two] = koyra.good("notes", "add", meeting, "মেরামত হবে", "--item", "২.০", "--who", "প্রকৌশলী", "--at", "3.15")
    [three] = koyra.good("notes", "add", meeting, "অন্য কথা", "--at", "")
    assert [
        (note["at"], note["serial"], note["decides"], note["who"]) for note in told(koyra, "notes", "list", meeting)
    ] == [
        ("11:07", "২.০", False, None),
        ("15:15", "২.০", True, nfc("প্রকৌশলী")),
        (None, None, False, None),
    ]
    koyra.good("notes", "make", meeting, "discussion", one)
    koyra.good("notes", "make", meeting, "all")
    done = told(koyra, "show", meeting)["items"]
    assert [(item["topic"], item["discussion"], [each["text"] for each in item["decisions"]]) for item in done] == [
        (nfc("বাজেট"), None, []),
        (nfc("সেতু"), nfc("চারা &lt;কম&gt;।"), [nfc("মেরামত হবে।")]),
        (nfc("বিবিধ"), nfc("অন্য কথা।"), []),
    ]
    assert told(koyra, "notes", "list", meeting, "--left") == []
    assert "11:07" not in json.dumps(told(koyra, "show", meeting), ensure_ascii=False)
    koyra.good("undo", meeting)
    assert [note["id"] for note in told(koyra, "notes", "list", meeting, "--left")] == [two, three]
    koyra.good("notes", "delete", meeting, two)
    assert [note["id"] for note in told(koyra, "notes", "list", meeting)] == [one, three]
    lines = koyra.good("notes", "list", meeting)
    assert [len(line.split("\t")) for line in lines] == [5, 5]


def test_attendance_is_marked_with_times_and_a_quorum(koyra, meeting):
    koyra.good("attendance", "quorum", meeting, "১/২")
    koyra.good("attendance", "mark", meeting, "present", "1", "--at", "10.20")
    koyra.good("attendance", "begin", meeting, "--at", "10.30")
    koyra.good("attendance", "mark", meeting, "present", "করিম", "--at", "11.20")
    koyra.good("attendance", "mark", meeting, "excused", "৩")
    koyra.good("attendance", "add", meeting, "অতিথি", "--post", "পরিদর্শক", "--at", "11.30")
    koyra.good("attendance", "left", meeting, "রহি", "--at", "11.45")
    koyra.good("attendance", "end", meeting, "--at", "১২.০০")
    found = told(koyra, "attendance", "list", meeting)
    assert [(one["state"], one["came"], one["left"]) for one in found["people"]] == [
        ("present", None, "11:45"),
        ("present", "11:20", None),
        ("excused", None, None),
        ("present", "11:30", None),
    ]
    told_of = {name: found[name] for name in ("begun", "ended", "total", "here", "quorum", "needed")}
    assert told_of == {"begun": "10:30", "ended": "12:00", "total": 4, "here": 2, "quorum": "1/2", "needed": 2}
    assert "কোরাম ২: পূর্ণ" in nfc(koyra.good("attendance", "list", meeting)[-1])
    koyra.good("attendance", "mark", meeting, "none", "2")
    assert "কোরাম হতে আরও ১ জন" in nfc(koyra.good("attendance", "list", meeting)[-1])
    assert [one["state"] for one in told(koyra, "show", meeting)["attendees"]] == [
        "present",
        None,
        "excused",
        "present",
    ]


def test_what_cannot_be_meant_is_refused(koyra, meeting):
    assert nfc("আলোচ্য বিষয়") in nfc(refused(koyra, "notes", "add", meeting, "ক", "--item", "9"))
    assert nfc("সময়") in nfc(refused(koyra, "notes", "add", meeting, "ক", "--at", "কাল"))
    assert nfc("নির্দিষ্ট") in nfc(refused(koyra, "notes", "make", meeting, "decision", "zzzz"))
    assert nfc("বোঝায়") in nfc(refused(koyra, "attendance", "mark", meeting, "present", "র"))
    assert nfc("কোরাম") in nfc(refused(koyra, "attendance", "quorum", meeting, "অনেক"))
    assert koyra("notes", "make", meeting, "all", "x", language="en").code == 2
    assert koyra("notes", "make", meeting, "discussion", language="en").code == 2
    assert koyra("notes", "make", meeting, "song", "x", language="en").code == 2
