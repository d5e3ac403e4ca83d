"""``koyra search``: the filters of the box, its order, what else to try, and the books of others."""

from __future__ import annotations

import json
from datetime import date

import offices
import pytest
from commands import Koyra, refused

from koyradesk import meetings
from koyradesk.bengali.text import has_bengali
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo


@pytest.fixture(scope="module")
def koyra(tmp_path_factory) -> Koyra:
    """Two committees, a late decision, a number; and the book of another office."""
    home = tmp_path_factory.mktemp("finding")
    with offices.opened(home) as store:
        for committee, year, state in (("ঘাট কমিটি", 2024, "signed"), ("হাট কমিটি", 2025, "")):
            decision = Decision("১।", "সাঁকো মেরামত করতে হবে।", date(2026, 6, 1))
            items = (AgendaItem("১.০", "সাঁকো", decisions=(decision,), implementers=(Assignment("", "নাজির"),)),)
            memo = Memo("minutes", f"০৫.৪৪.০০০.{year}-৩১", date(year, 5, 2), state=state or "numbered")
            made = Meeting(committee=committee, title="সভা", date=date(year, 5, 1), items=items, memos=(memo,))
            meetings.save(store, made, by="x")
    theirs = home / "data" / "offices" / "0ther000"
    theirs.parent.mkdir()
    with offices.opened(home / "b", office="0ther000") as store:
        made = Meeting(committee="নদী কমিটি", title="সাঁকো সভা", date=date(2026, 1, 1))
        meetings.save(store, made, by="x")
    (home / "b" / "data").rename(theirs)
    return Koyra(home / "data", home / "config")


def found(koyra: Koyra, *words: str) -> list[dict[str, object]]:
    hits = json.loads("\n".join(koyra.good("search", *words, "--json")))
    assert all(
        {"meeting", "kind", "id", "field", "snippet", "group", "committee", "date", "state", "office"} == hit.keys()
        for hit in hits
    )
    return hits


def test_the_newest_comes_first_and_ours_alone(koyra):
    hits = found(koyra, "সাঁকো")
    assert {hit["office"] for hit in hits} == {None}
    assert [hit["date"] for hit in hits if hit["kind"] == "decision"] == ["2025-05-01", "2024-05-01"]


@pytest.mark.parametrize(
    ("options", "committees"),
    [
        (("--committee", "ঘাট কমিটি"), {"ঘাট কমিটি"}),
        (("--year", "2025"), {"হাট কমিটি"}),
        (("--state", "late"), {"ঘাট কমিটি", "হাট কমিটি"}),
        (("--state", "signed"), {"ঘাট কমিটি"}),
        (("--state", "closed"), set()),
        (("--everywhere",), {"ঘাট কমিটি", "হাট কমিটি", "নদী কমিটি"}),
        (("--office", "0ther000"), {"নদী কমিটি"}),
        (("--everywhere", "--committee", "ঘাট কমিটি"), {"ঘাট কমিটি"}),
    ],
)
def test_filters(koyra, options, committees):
    done = koyra("search", "সাঁকো", *options, "--json")
    assert (done.code, done.err) == (0, "")
    assert {hit["committee"] for hit in json.loads(done.out)} == committees


def test_a_number_comes_first_and_a_limit_is_kept(koyra):
    [first] = found(koyra, "৫ ৪৪ ২০২৪ ৩১", "--limit", "1")
    assert (first["kind"], first["date"]) == ("memo", "2024-05-01")


def test_what_else_to_try_is_said_beside_the_answer(koyra):
    for words, said in ((("সাকো",), "সাঁকো"), (("সাঁকো", "--state", "closed"), "বাছাই")):
        done = koyra("search", *words)
        assert (done.code, done.out) == (0, "")
        assert has_bengali(done.err)
        assert said in done.err


def test_what_there_is_not_is_refused(koyra):
    assert "ঘাট কমিটি" in refused(koyra, "search", "সাঁকো", "--committee", "মাঠ কমিটি")
    assert "0ther000" in refused(koyra, "search", "সাঁকো", "--office", "কেউ না")
    assert koyra("search", "সাঁকো", "--state", "lost").code == 2
    assert koyra("search", "সাঁকো", "--year", "x").code == 2


@pytest.mark.parametrize("typed", ["\u09cd", '" * NEAR(', "ক" * 20_000, "\u202e", "😀"])
def test_bad_input_is_answered(koyra, typed):
    assert koyra("search", typed).code == 0
