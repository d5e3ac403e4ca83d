"""Copies of signed papers go out, are acknowledged, and stand in the register of the month."""

from __future__ import annotations

from datetime import date

import pytest

from koyradesk import dispatches, meetings, memos, sample
from koyradesk.errors import UserError
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "তথ্য", config=tmp_path / "config") as opened:
        sample.fill(opened, today=TODAY, by="করিম")
        yield opened


@pytest.fixture
def signed(store):
    """A meeting whose minutes are signed."""
    newest = meetings.listing(store)[0].id
    memos.issue(store, PaperKey("minutes", newest), number="77", on="2026-11-20", today=TODAY, by="করিম")
    memos.sign(store, PaperKey("minutes", newest), by="করিম")
    return meetings.get(store, newest)


def log(store, signed, channel="hand", on=TODAY, count=2, **more):
    named = [(one.id, one.text) for one in signed.distribution.recipients[:count]]
    return dispatches.log(store, signed.memo().id, named, channel, on, by="করিম", **more)


def state(store, signed):
    return meetings.get(store, signed.id).memo().state


def test_a_signed_paper_of_which_a_copy_went_out_is_despatched(store, signed):
    made = log(store, signed)
    assert [one.to for one in made] == [one.text for one in signed.distribution.recipients[:2]]
    assert state(store, signed) == "despatched"
    assert dispatches.of(store, signed.memo().id) == made
    assert store.check().ok


def test_nobody_is_logged_twice_for_one_channel(store, signed):
    log(store, signed, count=1)
    assert len(log(store, signed, count=2)) == 1
    assert log(store, signed, count=2) == ()
    assert len(log(store, signed, "email", count=2)) == 2
    assert len(dispatches.of(store, signed.memo().id)) == 4


def test_the_month_is_a_register(store, signed):
    made = log(store, signed, count=1, note="গোপনীয়")
    dispatches.acknowledge(store, made[0].id, date(2026, 11, 24), by="করিম")
    dispatches.log(store, signed.memo().id, [("", "জেলা প্রশাসক")], "efiling", date(2026, 11, 20), by="করিম")
    dispatches.log(store, signed.memo().id, [("", "পরের মাসের প্রাপক")], "post", date(2026, 12, 1), by="করিম")
    first, second = dispatches.month(store, "2026-11")
    assert (first.date, first.to, first.channel) == ("২০/১১/২০২৬", "জেলা প্রশাসক", "ডি-নথি")
    assert (second.channel, second.acknowledged, second.subject) == ("বাহক", "২৪/১১/২০২৬", signed.title)
    assert second.number == signed.memo().number
    assert [one.channel for one in dispatches.month(store, "2026-12")] == ["ডাক"]
    assert dispatches.month(store, "2025-01") == ()


def test_a_mistake_is_taken_back_and_the_paper_is_signed_again(store, signed):
    one, other = log(store, signed)
    dispatches.take_back(store, one.id, by="করিম")
    assert state(store, signed) == "despatched"
    dispatches.take_back(store, other.id, by="করিম")
    assert state(store, signed) == "signed"
    assert dispatches.of(store, signed.memo().id) == ()
    assert len(log(store, signed)) == 2


def test_only_signed_papers_go_out_and_not_before_their_day(store, signed):
    other = meetings.listing(store)[-1]
    memo = meetings.get(store, other.id).memo()
    with pytest.raises(UserError, match="not signed"):
        dispatches.log(store, memo.id, [("", "কেউ")], "hand", TODAY, by="করিম")
    with pytest.raises(UserError, match="cannot have gone out before"):
        log(store, signed, on=date(2026, 11, 19))
    with pytest.raises(UserError, match="at least one"):
        dispatches.log(store, signed.memo().id, [("", " ")], "hand", TODAY, by="করিম")
    assert dispatches.of(store, signed.memo().id) == ()
    (made,) = log(store, signed, count=1)
    with pytest.raises(UserError, match="cannot have been acknowledged before"):
        dispatches.acknowledge(store, made.id, date(2026, 11, 1), by="করিম")
    assert dispatches.of(store, signed.memo().id)[0].acknowledged is None


@pytest.mark.parametrize("period", ["", "2026", "2026-13", "নভেম্বর", "2026-11-05"])
def test_what_is_no_month_is_told(store, period):
    with pytest.raises(UserError, match="no month"):
        dispatches.month(store, period)


def test_despatched_minutes_stay_frozen(store, signed):
    log(store, signed)
    with pytest.raises(UserError, match="are signed"):
        meetings.save(store, meetings.get(store, signed.id).__class__(id=signed.id, title="অন্য"), by="করিম")
    with pytest.raises(UserError, match="is signed"):
        memos.issue(store, PaperKey("minutes", signed.id), number="78", today=TODAY, by="করিম")
