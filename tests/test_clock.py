"""A PC's clock that cannot be right is told of, and the work goes on from a day that can."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import offices
import pytest

from koyradesk import clock, meetings
from koyradesk.bengali.text import nfc
from koyradesk.i18n import translate
from koyradesk.model import Meeting
from koyradesk.overview import overview
from koyradesk.prefill import for_committee
from koyradesk.store import Change

DHAKA = timezone(timedelta(hours=6))
WORK = datetime(2026, 11, 21, 10, 30, tzinfo=DHAKA)


class Clock:
    """A PC's clock that tests set."""

    def __init__(self) -> None:
        self.now = WORK

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def pc():
    return Clock()


@pytest.fixture
def store(tmp_path, pc):
    with offices.opened(tmp_path, clock=pc) as store:
        yield store


def work(store, times: int = 1) -> None:
    for _ in range(times):
        store.write([Change(store.new_id("committee"), {"name": "কমিটি"})], by="করণিক")


def test_a_clock_that_goes_on_is_believed(store, pc) -> None:
    assert clock.today(store) == clock.Today(date(2026, 11, 21))
    work(store, 3)
    assert clock.today(store).trouble is None
    # A day back may be a clock put right; a year ahead is an office that was closed.
    for step in (timedelta(hours=-23), timedelta(days=400)):
        pc.now = WORK + step
        assert clock.today(store) == clock.Today(pc.now.date())


def test_a_clock_before_the_last_work_is_told_of_and_the_day_is_that_of_the_work(store, pc) -> None:
    work(store, 30)
    pc.now = WORK - timedelta(days=90)
    found = clock.today(store)
    assert found.day == date(2026, 11, 21)
    assert found.trouble is not None
    assert "23 August 2026" in found.trouble.text("en")
    assert "21 November 2026" in found.trouble.text("en")
    assert nfc("২৩ আগস্ট ২০২৬") in found.trouble.text("bn")
    assert nfc("২১ নভেম্বর ২০২৬") in found.trouble.text("bn")


@pytest.mark.parametrize("year", [1980, 2009, 2025, 2076, 9999])
def test_a_clock_of_no_possible_year_is_told_of_at_once(store, pc, year: int) -> None:
    pc.now = WORK.replace(year=year)
    found = clock.today(store)
    assert found.day.year == year
    assert found.trouble is not None
    assert f"21 November {year}" in found.trouble.text("en")


def test_the_battery_is_dead_and_the_work_goes_on(store, pc) -> None:
    meetings.save(store, Meeting(committee="কমিটি", period="2026-10", date=date(2026, 10, 25)), by="করণিক")
    work(store, 30)
    pc.now = datetime(2009, 1, 1, 0, 2, tzinfo=DHAKA)
    found = clock.today(store)
    assert (found.day, found.trouble is None) == (date(2026, 11, 21), False)
    assert for_committee(store, "কমিটি", found.day).period == "2026-11"
    assert overview(meetings.listing(store), found.day).month == "2026-11"
    # With the PC's own date nothing breaks either.
    assert for_committee(store, "কমিটি", pc.now.date()).period == "2026-11"
    assert overview(meetings.listing(store), pc.now.date()).month == "2009-01"


@pytest.mark.parametrize("since", [1, 7, 20])
def test_work_under_a_wrong_clock_does_not_make_it_right(store, pc, since: int) -> None:
    work(store, 100)
    pc.now = WORK - timedelta(days=400)
    for _ in range(since):
        pc.now += timedelta(hours=1)
        work(store)
        found = clock.today(store)
        assert (found.day, found.trouble is None) == (WORK.date(), False)
    pc.now = WORK + timedelta(days=2)
    assert clock.today(store) == clock.Today(pc.now.date())


def test_one_day_of_a_wrong_clock_long_past_is_no_trouble(store, pc) -> None:
    work(store, 60)
    pc.now = WORK + timedelta(days=3650)
    work(store)
    pc.now = WORK + timedelta(days=1)
    assert clock.today(store) == clock.Today(date(2026, 11, 22))


def test_work_of_an_impossible_year_is_not_gone_by() -> None:
    found = clock.judge(datetime(1980, 1, 1, tzinfo=DHAKA), datetime(2099, 1, 1, tzinfo=DHAKA))
    assert (found.day, found.trouble is None) == (date(1980, 1, 1), False)


def test_days_in_a_sentence_are_in_its_language() -> None:
    assert translate("{day}, {count}", "en", day=date(2026, 11, 5), count=3) == "5 November 2026, 3"
    assert translate("{day}, {count}", "bn", day=date(2026, 11, 5), count=3) == nfc("৫ নভেম্বর ২০২৬, ৩")
