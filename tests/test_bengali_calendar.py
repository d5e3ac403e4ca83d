"""The Bangla calendar: every day has one date, and it is the one on the paper."""

from calendar import isleap
from datetime import date, timedelta

import pytest

from koyradesk.bengali.calendar import (
    GREGORIAN_MONTHS,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    BanglaDate,
    days_in_month,
    from_gregorian,
    to_gregorian,
)
from koyradesk.bengali.text import nfc


@pytest.mark.parametrize(
    ("gregorian", "bangla"),
    [
        # from papers issued with both dates
        ("2021-03-16", (1427, 12, 2)),
        ("2023-12-06", (1430, 8, 21)),
        ("2024-02-28", (1430, 11, 15)),
        ("2025-06-15", (1432, 3, 1)),
        # the days the reform of 2019 was made for: they keep the Bangla dates of the events
        ("2020-02-21", (1426, 11, 8)),
        ("2021-03-26", (1427, 12, 12)),
        ("2019-12-16", (1426, 9, 1)),
        ("2020-05-08", (1427, 1, 25)),
        ("2020-05-25", (1427, 2, 11)),
        # the same days before it
        ("2019-02-21", (1425, 11, 9)),
        ("2018-12-16", (1425, 9, 2)),
        # the day the reform took effect, and its neighbours
        ("2019-10-15", (1426, 6, 30)),
        ("2019-10-16", (1426, 6, 31)),
        ("2019-10-17", (1426, 7, 1)),
        # the end of Falgun and of the year, under both rules, with and without a leap day
        ("2016-03-14", (1422, 11, 31)),
        ("2016-03-15", (1422, 12, 1)),
        ("2019-03-14", (1425, 11, 30)),
        ("2019-03-15", (1425, 12, 1)),
        ("2020-03-14", (1426, 11, 30)),
        ("2020-03-15", (1426, 12, 1)),
        ("2023-03-14", (1429, 11, 29)),
        ("2023-03-15", (1429, 12, 1)),
        ("2019-04-13", (1425, 12, 30)),
        ("2020-04-13", (1426, 12, 30)),
        ("2024-12-31", (1431, 9, 16)),
        ("2025-01-01", (1431, 9, 17)),
    ],
)
def test_known_days(gregorian: str, bangla: tuple[int, int, int]) -> None:
    day = date.fromisoformat(gregorian)
    assert from_gregorian(day) == BanglaDate(*bangla)
    assert to_gregorian(BanglaDate(*bangla)) == day


def test_every_day_from_1988_to_2100_there_and_back_and_one_after_the_other() -> None:
    day, bangla = date(1988, 1, 1), from_gregorian(date(1988, 1, 1))
    while day.year < 2101:
        assert from_gregorian(day) == bangla
        assert to_gregorian(bangla) == day
        day += timedelta(days=1)
        if bangla.day < days_in_month(bangla.year, bangla.month):
            bangla = BanglaDate(bangla.year, bangla.month, bangla.day + 1)
        else:
            bangla = BanglaDate(bangla.year + bangla.month // 12, bangla.month % 12 + 1, 1)


def test_every_year_begins_on_14_april_and_has_the_days_of_its_gregorian_years() -> None:
    for year in range(1390, 1520):
        assert to_gregorian(BanglaDate(year, 1, 1)) == date(year + 593, 4, 14)
        assert sum(days_in_month(year, month) for month in range(1, 13)) == 365 + isleap(year + 594)


@pytest.mark.parametrize(
    "wrong",
    [
        (1430, 0, 1),
        (1430, 13, 1),
        (1430, 1, 0),
        (1430, 1, 32),
        (1425, 6, 31),
        (1430, 7, 31),
        (1429, 11, 30),
        (1430, 11, 31),
        (1424, 11, 31),
        (0, 1, 1),
        (9406, 1, 1),
    ],
)
def test_impossible_dates_cannot_be_made(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"month|day|year"):
        BanglaDate(*wrong)


def test_the_ends_of_the_calendar() -> None:
    assert from_gregorian(date(594, 4, 14)) == BanglaDate(1, 1, 1)
    with pytest.raises(ValueError, match="Bangla year"):
        from_gregorian(date(594, 4, 13))
    assert to_gregorian(BanglaDate(9405, 12, 30)) == date(9999, 4, 13)
    with pytest.raises(ValueError, match="Bangla year"):
        from_gregorian(date(9999, 4, 14))


def test_bangla_dates_sort_like_days() -> None:
    days = [date(2019, 4, 10) + timedelta(days=3 * count) for count in range(400)]
    assert sorted(set(days), key=from_gregorian) == days


def test_names() -> None:
    assert len(MONTHS) == len(GREGORIAN_MONTHS) == 12
    assert len(WEEKDAYS) == 7
    assert WEEKDAYS[date(2021, 2, 21).weekday()] == "রবিবার"
    assert GREGORIAN_MONTHS[7] == "আগস্ট"
    assert MONTHS[2] == nfc("আষাঢ়")
    assert all(name == nfc(name) for name in (*MONTHS, *GREGORIAN_MONTHS, *WEEKDAYS, *SEASONS))


def test_seasons_change_every_two_months() -> None:
    assert [BanglaDate(1430, month, 1).season for month in range(1, 13)] == [name for name in SEASONS for _ in "12"]
    assert from_gregorian(date(2024, 1, 10)).season == "শীত"
