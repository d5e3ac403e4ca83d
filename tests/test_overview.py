"""The day at the desk: what is ahead, what waits, and the year's meetings, from a real store and from lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import offices
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.meetings import Listed
from koyradesk.model import Meeting, Memo
from koyradesk.overview import Cell, lasting, overview

TODAY = date(2026, 11, 21)


def row(on: str, committee: str = "ক কমিটি", state: str = "draft", number: str = "", **values) -> Listed:
    """A meeting on a day ("2026-11-25") or of a month without one ("2026-11")."""
    day = date.fromisoformat(on) if len(on) == 10 else None
    held = {"id": on + committee, "period": on[:7], "date": day, "title": ""} | values
    return Listed(committee=nfc(committee), state=state, number=number, **held)


def cells(rows: list[Listed], today: date = TODAY) -> dict[str, Cell[Listed]]:
    (line,) = overview(rows, today).year
    return {one.month: one for one in line.cells}


def states(rows: list[Listed], today: date = TODAY) -> list[str]:
    return [one.state for one in cells(rows, today).values()]


def test_a_list_of_meetings_tells_when_and_where(tmp_path) -> None:
    meeting = Meeting(
        committee="ক কমিটি",
        date=date(2026, 11, 25),
        date_text="২৫/১১/২০২৬",
        time="সকাল ১০.৩০ ঘটিকা",
        place="সভাকক্ষ",
        memos=(Memo(number="০৫-১", state="numbered"),),
    )
    with offices.opened(tmp_path) as store:
        meetings.save(store, meeting, by="করণিক")
        (found,) = meetings.listing(store)
    assert (found.date_text, found.time, found.place) == tuple(map(nfc, ("২৫/১১/২০২৬", "সকাল ১০.৩০ ঘটিকা", "সভাকক্ষ")))
    seen = overview([found], TODAY)
    assert [(one.meeting.place, one.days) for one in seen.ahead] == [(nfc("সভাকক্ষ"), 4)]
    assert (seen.awaiting, seen.drafts, seen.today) == ((found,), (), TODAY)


def test_the_meetings_ahead_come_soonest_first() -> None:
    rows = [
        row("2026-12-01"),
        row("2026-11-21", time="বিকাল ৩টা", id="late"),
        row("2026-11-21", time="সকাল ১০.৩০ ঘটিকা", id="early"),
        row("2026-11-21", time="জোহরের পর", id="unread"),
        row("2026-11-20"),
        row("2026-11"),
        row("2026-11-30", state="signed", number="০৫-১"),
    ]
    assert [(one.meeting.id, one.days) for one in overview(rows, TODAY).ahead] == [
        ("early", 0),
        ("late", 0),
        ("unread", 0),
        ("2026-12-01ক কমিটি", 10),
    ]


def test_what_waits_for_a_number_and_what_for_a_signature() -> None:
    draft, undated, planned = row("2026-10-25"), row("2026-11"), row("2026-12-25")
    typed = row("2026-10-20", number="০৫-২")
    numbered, signed = (
        row("2026-10-19", state="numbered", number="০৫-১"),
        row("2026-10-18", state="signed", number="০৫-৩"),
    )
    other, old = row("2026-10-17", state="draft"), row("2024-10-17", state="numbered", number="০৫-৪")
    nowhen = replace(row("2026-10-16", state="numbered", number="০৫-৫"), period="", date=None)
    seen = overview([planned, undated, draft, typed, numbered, signed, other, nowhen, old], TODAY)
    assert seen.drafts == (undated, draft, other)
    assert seen.awaiting == (typed, numbered, nowhen)
    july, june = row("2025-07-01", number="০৫-৬"), row("2025-06-30", number="০৫-৭")
    assert overview([july, june], TODAY).awaiting == (july,)


def test_the_fiscal_year_begins_in_july() -> None:
    seen = overview([], TODAY)
    assert (seen.months[0], seen.months[-1], len(seen.months), seen.month) == ("2026-07", "2027-06", 12, "2026-11")
    assert overview([], date(2026, 6, 30)).months[0] == "2025-07"
    assert overview([], date(2026, 7, 1)).months[0] == "2026-07"
    assert (seen.year, seen.ahead) == ((), ())


def test_a_month_is_held_planned_begun_or_empty() -> None:
    rows = [
        row("2026-07-20", state="signed", number="১"),
        row("2026-08-20", state="numbered", number="২"),
        row("2026-09-20"),
        row("2026-10"),
        row("2026-11-25"),
        row("2026-12"),
    ]
    found = cells(rows)
    assert [(one.state, one.signed, one.day) for one in list(found.values())[:7]] == [
        ("held", True, None),
        ("held", False, None),
        ("held", False, None),
        ("begun", False, None),
        ("planned", False, 25),
        ("begun", False, None),
        ("", False, None),
    ]
    assert found["2026-11"].meetings == (rows[4],)


def test_a_meeting_counts_for_its_month_not_its_day() -> None:
    rows = [replace(row("2026-11-02", state="signed"), period="2026-10")]
    assert cells(rows)["2026-10"].state == "held"
    assert cells(rows)["2026-11"].state == ""
    assert cells([replace(rows[0], period="জুন")])["2026-11"].state == "held"


def test_several_meetings_of_a_month_are_one_cell() -> None:
    last, second, first = row("2026-11-28"), row("2026-11-25", id="b"), row("2026-11-05", state="signed", number="১")
    assert cells([last, second, first])["2026-11"] == Cell("2026-11", "planned", 25, True, (first, second, last))
    today = [row("2026-11-21"), row("2026-11-05", state="signed", number="১")]
    assert (cells(today)["2026-11"].state, cells(today)["2026-11"].signed) == ("planned", True)
    held = [row("2026-10-05", state="signed"), row("2026-10-25", state="numbered")]
    assert (cells(held)["2026-10"].state, cells(held)["2026-10"].signed) == ("held", False)


def test_a_meeting_of_today_is_planned_until_its_paper_has_a_number() -> None:
    assert (cells([row("2026-11-21")])["2026-11"].state, cells([row("2026-11-21")])["2026-11"].day) == ("planned", 21)
    assert cells([row("2026-11-21", number="০৫-১")])["2026-11"].state == "held"


def test_a_monthly_committee_misses_a_month_once_it_is_over() -> None:
    monthly = [row(f"2026-{month:02}-15") for month in (5, 6, 7, 9)]
    assert states(monthly) == ["held", "missed", "held", "missed", *[""] * 8]
    # This month is not over yet, and what was before its first meeting was never to be.
    assert states([row(f"2026-{month:02}-15") for month in (8, 9, 10)]) == ["", "held", "held", "held", *[""] * 8]


@pytest.mark.parametrize(
    ("months", "missed"),
    [
        ((1, 4, 7, 10), 0),
        ((2, 4, 6, 8, 10), 0),
        ((8, 10), 0),
        ((3, 4, 5, 6, 7, 8), 2),
        ((5, 6, 8, 9), 2),
        ((7, 8, 10), 1),
        ((5, 6, 8, 11), 0),
    ],
)
def test_how_often_a_committee_meets_shows(months: tuple[int, ...], missed: int) -> None:
    assert states([row(f"2026-{month:02}-15") for month in months]).count("missed") == missed


@pytest.mark.parametrize(
    ("name", "title", "missed"),
    [
        ("মাসিক সমন্বয় সভা", "", 2),
        ("সমন্বয় কমিটি", "সমন্বয় কমিটির মাসিক সভা", 2),
        ("ত্রৈমাসিক সভা", "", 0),
        ("সমন্বয় কমিটি", "", 0),
    ],
)
def test_a_committee_may_say_itself_how_often_it_meets(name: str, title: str, missed: int) -> None:
    assert states([row("2026-08-15", name, title=nfc(title))]).count("missed") == missed


def test_committees_stand_in_the_order_of_the_alphabet_those_of_long_ago_not_at_all() -> None:
    rows = [row("2026-10-01", name) for name in ("হ কমিটি", "আ কমিটি", "ক কমিটি", "")]
    rows += [row("2025-07-01", "খ কমিটি"), row("2025-06-30", "গ কমিটি"), row("2027-07-01", "ঘ কমিটি")]
    rows.append(replace(row("2026-10-01", "ঙ কমিটি"), period="", date=None))
    names = [line.committee for line in overview(rows, TODAY).year]
    assert names == [nfc(name) for name in ("আ কমিটি", "ক কমিটি", "খ কমিটি", "হ কমিটি")]


@given(st.dates(), st.lists(st.dates(), max_size=5))
def test_any_date_of_a_clock_gives_an_overview(today: date, days: list[date]) -> None:
    rows = [row(day.isoformat(), f"{place} কমিটি") for place, day in enumerate(days)]
    seen = overview(rows, today)
    assert len(seen.ahead) == sum(day >= today for day in days)
    assert len(seen.months) == 12
    assert seen.month in seen.months
    assert len(seen.drafts) + sum(one.days > 0 for one in seen.ahead) == len(days)


def test_a_year_of_a_clock_gone_wrong() -> None:
    assert overview([row("2026-10-01")], date(1980, 1, 1)).year == ()
    assert overview([row("2026-10-01")], date.max).months[-1] == "10000-06"
    assert overview([row("2026-10-01")], date.min).months[0] == "0000-07"
    assert overview([row("2026-10-01")], TODAY + timedelta(400)).year[0].cells[0].state == ""


_MONTHS = st.dates(date(2019, 1, 1), date(2027, 12, 28))


@given(
    listed=st.lists(
        st.builds(
            lambda day, committee, state, number, has_day, period: row(
                f"{day}" if has_day else f"{day:%Y-%m}",
                committee,
                state,
                number,
                period=f"{period:%Y-%m}" if period else "",
            ),
            day=_MONTHS,
            committee=st.sampled_from(["ক কমিটি", "খ কমিটি", ""]),
            state=st.sampled_from(["draft", "numbered", "signed"]),
            number=st.sampled_from(["", "০৫-১"]),
            has_day=st.booleans(),
            period=st.none() | _MONTHS,
        ),
        max_size=30,
    ),
    later=st.integers(0, 900),
)
def test_what_lasts_is_all_that_a_later_day_needs(listed: list[Listed], later: int) -> None:
    rows = sorted(listed, key=lambda one: (str(one.date or one.period), one.period, one.id), reverse=True)
    day = TODAY + timedelta(days=later)
    assert overview(lasting(rows, TODAY), day) == overview(rows, day)


def test_of_ten_years_little_lasts() -> None:
    rows = [
        row(f"{year}-{month:02}-15", state="signed") for year in range(2026, 2016, -1) for month in range(11, 0, -1)
    ]
    kept = lasting(rows, TODAY)
    assert [one.period for one in kept[-2:]] == ["2025-07", "2017-01"]
    assert len(kept) < 20
