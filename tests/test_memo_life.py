"""What a paper may still become at each state: its next number foretold, scans kept, a number made void."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import offices
import pytest

from koyradesk import bin as the_bin
from koyradesk import meetings, memos, sample
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.memos import Allowed
from koyradesk.model import Meeting
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

TODAY = date(2026, 11, 22)
OLD = "০৫.৯৯.৯৯০১.০০০.০৬.০০৪.২৪"


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


@pytest.fixture
def office(store):
    """The ids of the sample's three meetings: numbered, numbered, draft."""
    return sample.fill(store, today=TODAY, by="করিম")


def everything(store: Store) -> dict:
    return {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}


# -- what would be given


def test_the_proposal_is_what_is_given(store, office):
    before = everything(store)
    told = memos.proposal(store, PaperKey("minutes", office[2]), TODAY)
    assert everything(store) == before
    assert (told.number, told.file, told.issue) == (f"{OLD}-১১৯", OLD, 119)
    assert told.refused is None
    done = memos.issue(store, PaperKey("minutes", office[2]), today=TODAY, by="করিম")
    assert (told.number, told.date, told.date_text, told.bangla_date, told.notes) == (
        done.memo.number,
        done.memo.date,
        done.memo.date_text,
        done.memo.bangla_date,
        done.notes,
    )
    # Once numbered, it is what the paper has.
    again = memos.proposal(store, PaperKey("minutes", office[2]), date(2027, 1, 1))
    assert replace(again, notes=()) == replace(told, notes=())


def test_the_proposal_follows_what_is_typed(store, office):
    told = memos.proposal(store, PaperKey("minutes", office[2]), TODAY, number="১৪০", on="১ ডিসেম্বর ২০২৬")
    assert (told.number, told.date, told.date_text) == (
        f"{OLD}-১৪০",
        date(2026, 12, 1),
        nfc("১ ডিসেম্বর ২০২৬ খ্রিষ্টাব্দ"),
    )
    assert memos.proposal(store, PaperKey("minutes", office[2]), TODAY, file="উনিঅ/২৬").number == nfc("উনিঅ/২৬.১")
    assert len(memos.proposal(store, PaperKey("minutes", office[2]), TODAY, file="উনিঅ/২৬").notes) == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"number": "১১৮"}, "is used already"), ({"number": "ক"}, "not a whole"), ({"on": "কাল"}, "is no date")],
)
def test_what_would_be_refused_is_told_with_all_that_is_known(store, office, typed, sentence):
    told = memos.proposal(store, PaperKey("minutes", office[2]), TODAY, **typed)
    assert sentence in str(told.refused)
    assert told.number == ""
    assert (told.date == TODAY) == ("on" not in typed)


def test_where_no_file_is_known_the_dates_still_are(store):
    held = meetings.save(store, Meeting(title="সভা"), by="")
    told = memos.proposal(store, PaperKey("minutes", held.id), TODAY)
    assert (told.number, told.issue, told.date) == ("", None, TODAY)
    assert told.bangla_date == nfc("৭ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ")
    assert "is not known" in str(told.refused)


def test_a_signed_paper_is_proposed_nothing_else(store, office):
    memos.sign(store, PaperKey("minutes", office[0]), by="করিম")
    memo = meetings.get(store, office[0]).memo()
    told = memos.proposal(store, PaperKey("minutes", office[0]), TODAY, number="500")
    assert (told.number, told.date) == (memo.number, memo.date)
    assert "is signed" in str(told.refused)


# -- what is allowed


def test_what_is_allowed_at_each_state(store, office):
    def now(meeting: str) -> Allowed:
        return memos.allowed(meetings.get(store, meeting))

    yes = {"text": True, "number": True, "delete": True}
    no = dict.fromkeys(("sign", "withdraw", "attach", "correct"), False)
    assert now(office[2]) == Allowed(state="draft", **yes, **no)
    assert now(office[0]) == Allowed(state="numbered", **yes, **no | {"sign": True, "withdraw": True})
    memos.sign(store, PaperKey("minutes", office[0]), by="করিম")
    signed = dict.fromkeys(yes, False) | {"sign": False, "withdraw": False, "attach": True, "correct": True}
    assert now(office[0]) == Allowed(state="signed", **signed)


# -- void


def test_a_void_number_stays_accounted_for_and_the_paper_is_a_draft_again(store, office):
    held = meetings.get(store, office[0])
    memos.withdraw(store, PaperKey("minutes", office[0]), " ভুল নথিতে\tপড়েছে ", by="করিম")
    after = meetings.get(store, office[0])
    assert (after.memo().state, after.memo().number) == ("draft", "")
    (row,) = store.rows("memo", meeting=office[0])
    assert (row["state"], row["number"], row["reason"]) == ("void", held.memo().number, nfc("ভুল নথিতে পড়েছে"))
    assert memos.allowed(after).withdraw is False
    assert [one.state for one in meetings.listing(store) if one.id == office[0]] == ["draft"]
    # Nobody gets it again, not even this paper.
    for meeting in (office[0], office[2]):
        with pytest.raises(UserError, match="used already"):
            memos.issue(store, PaperKey("minutes", meeting), number=held.memo().number, today=TODAY, by="করিম")
    # The next number is a new memo beside it.
    done = memos.issue(store, PaperKey("minutes", office[0]), today=TODAY, by="করিম")
    assert done.memo.number == f"{OLD}-১১৯"
    assert [memo.state for memo in meetings.get(store, office[0]).memos] == ["void", "numbered"]


def test_a_number_is_made_void_only_with_a_reason_and_before_the_signature(store, office):
    memos.sign(store, PaperKey("minutes", office[0]), by="করিম")
    before = everything(store)
    for meeting, reason, sentence in (
        (office[1], " \n", "Say why"),
        (office[2], "ভুল", "has no memo number"),
        (office[0], "ভুল", "is signed"),
    ):
        with pytest.raises(UserError, match=sentence):
            memos.withdraw(store, PaperKey("minutes", meeting), reason, by="করিম")
    assert everything(store) == before


@pytest.mark.parametrize("state", ["numbered", "void"])
def test_a_number_is_not_taken_away(store, office, state):
    if state == "void":
        memos.withdraw(store, PaperKey("minutes", office[0]), "ভুল", by="করিম")
    held = meetings.get(store, office[0])
    (memo,) = held.memos
    for memos_now in ((), (replace(memo, number=""),), (replace(memo, state="draft"),)):
        with pytest.raises(UserError, match="number once given stays"):
            meetings.save(store, replace(held, memos=memos_now), by="করিম")
    assert meetings.get(store, office[0]) == held


def test_the_number_of_a_meeting_in_the_bin_stays_used(store, office):
    number = meetings.get(store, office[1]).memo().number
    meetings.delete(store, office[1], by="করিম")
    with pytest.raises(UserError, match="used already"):
        memos.issue(store, PaperKey("minutes", office[2]), number=number, today=TODAY, by="করিম")


# -- scans


def test_scans_of_the_signed_copy_come_and_go(store, office, picture):
    with pytest.raises(UserError, match="not signed yet"):
        memos.attach(store, PaperKey("minutes", office[0]), picture("ক.png"), by="করিম")
    memo = memos.sign(store, PaperKey("minutes", office[0]), scan=picture("ক.png"), by="করিম")
    second = memos.attach(store, PaperKey("minutes", office[0]), picture("খ.png", 100), by="করিম")
    found = memos.scans_of(store, office[0])
    assert [one.name for one in found] == ["ক.png", "খ.png"]
    assert found[1] == second
    assert {(one.memo, one.kind, one.media) for one in found} == {(memo.id, "minutes", "image/png")}
    assert store.blob(second.blob) == picture("খ.png", 100).read_bytes()
    assert second.size == len(store.blob(second.blob))
    # The same file again is the same scan.
    assert memos.attach(store, PaperKey("minutes", office[0]), picture("গ.png", 100), by="করিম") == second
    signed = meetings.get(store, office[0])
    memos.detach(store, found[0].id, by="করিম")
    assert memos.scans_of(store, office[0]) == (second,)
    assert [one.record for one in the_bin.listing(store)] == [found[0].id]
    the_bin.take_out(store, found[0].id, by="করিম")
    assert memos.scans_of(store, office[0]) == found
    assert meetings.get(store, office[0]) == signed


def test_what_is_no_scan_is_refused(store, office, tmp_path):
    memos.sign(store, PaperKey("minutes", office[0]), by="করিম")
    (tmp_path / "না.pdf").write_bytes(b"%PDF-")
    before = everything(store)
    for name in ("না.pdf", "নেই.pdf"):
        with pytest.raises(UserError):
            memos.attach(store, PaperKey("minutes", office[0]), tmp_path / name, by="করিম")
    assert everything(store) == before
