"""The day of a call where the PC's clock cannot be right: that of the last work, and it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from koyradesk.cli.desk import Desk
from koyradesk.store import Change, Store, place


@pytest.fixture
def worked(tmp_path, monkeypatch):
    """A data folder in which somebody worked on 22 November 2026, and a clock that stands in 2002 since."""
    with Store.open(tmp_path / "data", clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)) as store:
        store.write([Change(store.new_id("committee"), {"name": "আইসিটি কমিটি"})], by="x")
    monkeypatch.setattr(place, "data_folder", lambda: tmp_path / "data")


def desk_on(day: date) -> Desk:
    made = Desk()
    made.today = made.shown = day
    return made


def test_a_clock_that_fell_back_is_told_and_the_last_work_tells_the_day(worked, monkeypatch, capsys):
    monkeypatch.setattr(
        Store, "moments", lambda _: (datetime(2002, 1, 1, 10, tzinfo=UTC), datetime(2026, 11, 22, 9, tzinfo=UTC))
    )
    desk = desk_on(date(2002, 1, 1))
    with desk.store():
        assert desk.today == date(2026, 11, 22)
    with desk.store():
        pass
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert "২০০২" in said[0]


def test_a_clock_that_is_right_says_nothing(worked, monkeypatch, capsys):
    monkeypatch.setattr(Store, "moments", lambda _: (datetime(2026, 11, 23, 10, tzinfo=UTC), None))
    desk = desk_on(date(2026, 11, 23))
    with desk.store():
        assert desk.today == date(2026, 11, 23)
    assert capsys.readouterr().err == ""
