"""The sample district is whole on every day of the year, also in the first days of a fiscal year."""

from __future__ import annotations

from datetime import date

import pytest

from koyradesk import sample_district
from koyradesk.district import reading
from koyradesk.errors import UserError
from koyradesk.exchange.office import Exchange
from koyradesk.store import Store


@pytest.mark.parametrize("today", [date(2026, 7, 2), date(2028, 2, 29), date(2026, 12, 31)])
def test_every_upazila_has_told_what_it_did(tmp_path, today):
    steps = []
    with Store.open(tmp_path / "data") as store, Exchange(store) as exchange:
        codes = sample_district.fill(
            exchange, tmp_path / "others", today=today, by="পরীক্ষা", step=lambda done, all_: steps.append((done, all_))
        )
        view = reading.view(exchange, store, year=today.year - (today.month < 7), on=today)
        assert {row.office for row in view.rows} == set(codes)
        assert all(row.problem is None and row.as_of and not row.missing for row in view.rows)
        assert sum(row.stale for row in view.rows) == 1
        assert any(row.late for row in view.rows)
        [ours] = [row["id"] for row in store.rows("obligation", closed=None) if row["follows"]]
        course = reading.lineage(exchange, store, ours, on=today)
        assert len(course.above) == 1
        done = {step.name: (step.done, step.total) for step in course.step.below}
        assert done == {one.name: one.portal for one in sample_district.UPAZILAS}
        assert store.check().ok
        for code in codes:
            assert exchange.books.get(code).check().ok
        with pytest.raises(UserError):
            sample_district.fill(exchange, tmp_path / "more", today=today, by="পরীক্ষা")
    assert steps == [(at, 8) for at in range(8)]
