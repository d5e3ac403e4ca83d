"""Registers: parties down, periods across, filled many cells at once; sums agree with the cells to the last unit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from registers import OFFICES, PEOPLE, TODAY, directory, portal, standing, visits

from koyradesk.directory.names import key
from koyradesk.errors import UserError
from koyradesk.obligations import writing
from koyradesk.obligations.matrix import fill, matrix, years
from koyradesk.obligations.shapes import Rule
from koyradesk.store import Change, Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "data") as made:
        yield made


def wrote(store, one, cells, on=TODAY, day=TODAY):
    return fill(store, standing(store, day), one, cells, on=on, reporter="রহিমা খাতুন", channel="phone", by="করিম")


def read(store, one, day=TODAY, **more):
    return matrix(standing(store, day), one, **more)


def test_the_columns_are_the_periods_and_the_lines_the_parties_of_the_group(store):
    directory(store)
    one = visits(store)
    found = read(store, one)
    assert [line.name for line in found.lines] == list(PEOPLE)
    assert [column.key for column in found.columns] == [
        *(f"2026-{month:02}" for month in range(8, 13)),
        *(f"2027-{month:02}" for month in range(1, 7)),
    ]
    assert [column.begun for column in found.columns] == [True] * 4 + [False] * 7
    assert all(cell is not None for cells in found.cells for cell in cells[:4])
    assert all(cell is None for cells in found.cells for cell in cells[4:])
    assert [cell.late for cell in found.cells[0][:4]] == [83, 53, 22, 0]
    assert [found.done(at) for at in (0, 3, 4)] == [(0, 3), (0, 3), (0, 0)]
    assert found.on == TODAY
    assert years(standing(store), one) == (2026,)
    assert years(standing(store, date(2028, 7, 1)), one) == (2026, 2027, 2028)
    later = read(store, one, date(2027, 8, 1))
    assert [column.key for column in later.columns][:2] == ["2027-07", "2027-08"]
    assert len(read(store, one, date(2027, 8, 1), first="2026-07", last="2028-06").columns) == 23


@pytest.mark.parametrize(
    ("every", "keys"),
    [(3, ["2026-07", "2026-10", "2027-01", "2027-04"]), (6, ["2026-07", "2027-01"]), (12, ["2026-07"])],
)
def test_quarters_halves_and_years_are_those_of_the_fiscal_year(store, every, keys):
    directory(store)
    found = read(store, visits(store, every=every))
    assert [column.key for column in found.columns] == keys
    assert found.columns[0].begun


def test_many_cells_are_one_group_of_reports_and_what_is_said_already_is_not_said_again(store):
    posts = directory(store)
    one = visits(store)
    before = store.check().counts.operations
    cells = {(posts[0], "2026-08"): 5, (posts[0], "2026-09"): 3, (posts[2], "2026-11"): 7}
    wrote(store, one, cells)
    group = next(iter(store.steps([store.rows("progress")[0]["id"]])))
    assert sum(operation.record.startswith("progress.") for operation in group.operations) == 3
    assert store.check().counts.operations - before == len(group.operations)
    found = read(store, one)
    assert [[cell and cell.value for cell in cells[:4]] for cells in found.cells] == [
        [5, 3, None, None],
        [None] * 4,
        [None, None, None, 7],
    ]
    assert [found.line_sum(at) for at in range(3)] == [8, 0, 7]
    assert [found.column_sum(at) for at in range(5)] == [5, 3, 0, 7, 0]
    assert found.total == 15
    assert [found.done(at) for at in range(4)] == [(1, 3), (0, 3), (0, 3), (1, 3)]
    assert found.cells[0][1].task.reports[0].reporter == "রহিমা খাতুন"
    assert found.cells[0][0].late == 0
    assert not wrote(store, one, cells)
    wrote(store, one, {(posts[0], "2026-09"): 6})
    assert read(store, one).cells[0][1].value == 6
    wrote(store, one, {(posts[0], "2026-09"): None})
    assert read(store, one).cells[0][1].value == 3, "what was told before counts again"


def test_what_is_only_done_or_not_is_one_column(store):
    one = portal(store)
    found = read(store, one)
    assert [line.name for line in found.lines] == list(OFFICES)
    assert [column.key for column in found.columns] == [""]
    assert [cells[0].late for cells in found.cells] == [13] * 4
    place = found.place(1, 0)
    assert place == (key(OFFICES[1]), "")
    wrote(store, one, {place: True, found.place(2, 0): 1})
    found = read(store, one)
    assert (found.done(0), found.total, found.at(place).late) == ((2, 4), 2, 0)
    wrote(store, one, {place: False})
    found = read(store, one)
    assert (found.done(0), found.at(place).status, found.at(place).late) == ((1, 4), "progress", 13)
    assert not wrote(store, one, {found.place(3, 0): False}), "nobody said that it was done"


def test_shares_of_a_hundred_are_not_added_up(store):
    one = portal(store, "percent")
    found = read(store, one)
    wrote(store, one, {found.place(0, 0): 80, found.place(1, 0): 100})
    found = read(store, one)
    assert (found.adds, found.done(0)) == (False, (1, 4))


def test_a_bad_cell_is_named_and_nothing_is_written(store):
    posts = directory(store)
    one, share, yes = visits(store), portal(store, "percent"), portal(store)
    good = (posts[0], "2026-08")
    for of, cells, told in (
        (one, {good: 5, (posts[1], "2026-12"): 2}, (PEOPLE[1], "১ ডিসেম্বর ২০২৬")),
        (one, {good: 5, (posts[1], "2026-09"): -1}, (PEOPLE[1], "১ সেপ্টেম্বর ২০২৬")),
        (one, {good: 5, (posts[2], "2026-09"): 10**9}, (PEOPLE[2], "১ সেপ্টেম্বর ২০২৬")),
        (one, {good: 5, (posts[2], "2026-10"): None}, (PEOPLE[2], "১ অক্টোবর ২০২৬")),
        (one, {good: 5, ("কেউ না", "2026-10"): 1}, ("কেউ না",)),
        (one, {good: 5, (posts[1], "2026-07"): 1}, (PEOPLE[1], "১ জুলাই ২০২৬")),
        (share, {(key(OFFICES[0]), ""): 50, (key(OFFICES[3]), ""): 140}, (OFFICES[3],)),
        (yes, {(key(OFFICES[0]), ""): True, (key(OFFICES[3]), ""): 2}, (OFFICES[3],)),
    ):
        before = store.check().counts.operations
        with pytest.raises(UserError) as refused:
            wrote(store, of, cells)
        assert all(word in refused.value.text("bn") for word in told)
        assert store.check().counts.operations == before


def test_what_the_committee_closed_takes_nothing_more(store):
    posts = directory(store)
    one = visits(store)
    now = standing(store)
    tasks = [(one, task) for task in now.tasks([one])[one.id] if task.period == "2026-08"]
    writing.close_tasks(store, tasks, on=TODAY, by="করিম")
    found = read(store, one)
    assert [cells[0].status for cells in found.cells] == ["closed"] * 3
    assert found.done(0) == (3, 3)
    with pytest.raises(UserError, match="closed"):
        wrote(store, one, {(posts[0], "2026-08"): 4})
    one = standing(store).get([one.id])[0]
    writing.close(store, one, on=TODAY, standing=standing(store), by="করিম")
    closed = standing(store).get([one.id])[0]
    with pytest.raises(UserError, match="closed"):
        wrote(store, closed, {(posts[0], "2026-09"): 4})
    assert [column.key for column in read(store, closed).columns][-1] == "2026-11", "nothing was asked after that"


def test_who_left_the_group_keeps_the_line_and_a_name_that_was_learnt_later_is_one_line(store):
    posts = directory(store)
    one = visits(store)
    wrote(store, one, {(posts[1], "2026-09"): 4})
    belonging = next(row for row in store.rows("belonging") if row["party"] == posts[1])
    store.write([Change(belonging["id"], {"until": date(2026, 10, 15)})], by="করিম")
    found = read(store, one, date(2026, 12, 20))
    assert [line.name for line in found.lines] == [PEOPLE[0], PEOPLE[2], PEOPLE[1]]
    assert [cell is not None for cell in found.cells[2][:5]] == [True, True, True, False, False]
    two = portal(store)
    place = read(store, two).place(0, 0)
    wrote(store, two, {place: True})
    party = store.new_id("party")
    store.write([Change(party, {"name": OFFICES[0], "sort": "office", "rank": "e"})], by="করিম")
    found = read(store, two)
    assert [line.name for line in found.lines] == list(OFFICES)
    assert found.lines[0].key == party
    assert found.cells[0][0].done


def test_cells_of_another_rule_stay_in_the_register(store):
    one = portal(store)
    wrote(store, one, {read(store, one).place(0, 0): True})
    writing.set_rule(store, standing(store).get([one.id])[0], Rule("recurring", every=3), by="করিম")
    found = read(store, standing(store).get([one.id])[0])
    assert [column.key for column in found.columns] == ["", "2026-07", "2026-10", "2027-01", "2027-04"]
    assert found.cells[0][0].done


def test_a_register_of_nobody_is_empty(store):
    one = visits(store)._replace(rule=None)
    found = read(store, one)
    assert (found.lines, found.columns, found.cells, found.total) == ((), (), (), 0)


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 3))


@settings(max_examples=25)
@given(fills=st.lists(st.dictionaries(PLACES, st.integers(0, 1000), max_size=12), max_size=4))
def test_sums_agree_with_the_cells_to_the_last_unit(tmp_path_factory, fills):
    with Store.open(tmp_path_factory.mktemp("office") / "data") as store:
        posts = directory(store)
        one = visits(store)
        keys = ("2026-08", "2026-09", "2026-10", "2026-11")
        told: dict[tuple[int, int], int] = {}
        for some in fills:
            wrote(store, standing(store).get([one.id])[0], {(posts[a], keys[b]): n for (a, b), n in some.items()})
            told |= some
        found = read(store, standing(store).get([one.id])[0])
        assert {
            (a, b): cell.value
            for a, cells in enumerate(found.cells)
            for b, cell in enumerate(cells)
            if cell is not None and cell.value is not None
        } == told
        for a in range(3):
            assert found.line_sum(a) == sum(n for (line, _), n in told.items() if line == a)
        for b in range(4):
            down = [n for (_, column), n in told.items() if column == b]
            assert found.column_sum(b) == sum(down)
            assert found.done(b) == (sum(n >= 5 for n in down), 3)
        lines, columns = range(len(found.lines)), range(len(found.columns))
        assert (
            found.total == sum(map(found.line_sum, lines)) == sum(map(found.column_sum, columns)) == sum(told.values())
        )
