"""What is followed where two PCs of one office, or one hand after another, write about the same: no report is lost, no
row stands twice, and every day is the one that was decided last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from followed import GROUP, OFFICES, TODAY, directory, meeting, of, ruled, tasks
from offices import opened

from koyradesk import meetings
from koyradesk.directory import writing as directory_writing
from koyradesk.obligations.shapes import Rule
from koyradesk.obligations.standing import Standing
from koyradesk.obligations.writing import extend, open_rows, report, set_rule
from koyradesk.store import Change

DUE = date(2026, 11, 1)


@pytest.fixture
def desks(tmp_path):
    first = opened(tmp_path / "one")
    second = opened(tmp_path / "two", office=first.office)
    yield first, second
    for store in (first, second):
        assert store.check().ok
        store.close()


def exchange(first, second) -> None:
    ahead = list(first.operations())
    first.receive(second.operations())
    second.receive(ahead)


def said(store, one, on: date = TODAY) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(task.name, task.period, tuple(told.text for told in task.reports)) for task in tasks(store, one, on)]


def told_of(store, made, text: str, place: int = 0) -> None:
    one = of(store, made)
    report(store, one, tasks(store, one)[place : place + 1], on=TODAY, text=text, by="করণিক")


def test_who_comes_into_the_directory_after_a_report_has_one_row(desks) -> None:
    store, _ = desks
    made = meeting(store, ("কাজ", DUE, [OFFICES[0], "মৎস্য দপ্তর"]))
    told_of(store, made, "এক", 0)
    told_of(store, made, "দুই", 1)
    before = said(store, of(store, made))
    directory(store)
    assert said(store, of(store, made)) == before
    # The other spelling is confirmed to mean the same office: what was told under either stays.
    office = Standing(store, TODAY).directory.find(OFFICES[0]).id
    directory_writing.same(store, office, "মৎস্য দপ্তর", by="করণিক")
    assert said(store, of(store, made)) == before
    assert len(Standing(store, TODAY).open_tasks()) == 2


def test_of_two_entries_of_one_name_only_who_was_told_of_has_a_row(desks) -> None:
    first, second = desks
    made = meeting(first, ("কাজ", DUE, [OFFICES[0]]))
    second.receive(first.operations())
    for store in desks:
        directory_writing.add(store, OFFICES[0], by="করণিক")
    told_of(second, made, "ফোনে")
    exchange(first, second)
    for store in desks:
        assert said(store, of(store, made)) == [(OFFICES[0], "", ("ফোনে",))]


@pytest.mark.parametrize("now", [Rule("recurring"), Rule("date", date(2026, 12, 1)), None])
def test_what_was_told_while_another_pc_set_another_rule_is_not_lost(desks, now) -> None:
    first, second = desks
    directory(first)
    made = meeting(first, ("কাজ", None, [GROUP]))
    ruled(first, made, Rule("date", DUE))
    first.write([Change(first.new_id("memo"), {"meeting": made.id, "kind": "minutes", "state": "signed"})], by="x")
    open_rows(first, Standing(first, TODAY), by="করণিক")
    second.receive(first.operations())
    set_rule(first, of(first, made), now, by="করণিক")
    told_of(second, made, "ফোনে")
    exchange(first, second)
    for store in desks:
        one = of(store, made)
        found = [row for row in said(store, one) if row[2]]
        assert found == [(OFFICES[0], "", ("ফোনে",))]
        every = [task for of_, task in Standing(store, TODAY).open_tasks() if of_.id == one.id]
        assert [task.words for task in every if task.reports] == (["ফোনে"] if now else [])
    # Whatever is written of it takes it out of the bin again.
    told_of(first, made, "চিঠিতে")
    (row,) = first.rows("task", obligation=of(first, made).id, id={tasks(first, of(first, made))[0].id})
    assert (row["name"], row["due"]) == (OFFICES[0], DUE if now is None or now.kind == "recurring" else now.on)
    first.check(rebuild=True)
    assert said(first, of(first, made))[0][2] == ("ফোনে", "চিঠিতে")


def test_a_day_that_is_set_anew_is_that_of_who_told_already_too(desks) -> None:
    store, _ = desks
    made = meeting(store, ("কাজ", DUE, OFFICES[:2]))
    told_of(store, made, "চলছে")
    decision = replace(made.items[0].decisions[0], due=date(2026, 12, 15))
    meetings.save(store, replace(made, items=(replace(made.items[0], decisions=(decision,)),)), by="করণিক")
    assert {task.due for task in tasks(store, of(store, made))} == {date(2026, 12, 15)}
    extend(store, of(store, made), date(2026, 12, 31), standing=Standing(store, TODAY), by="করণিক")
    assert {task.due for task in tasks(store, of(store, made))} == {date(2026, 12, 31)}
    set_rule(store, of(store, made), Rule("month", month="2027-06"), by="করণিক")
    assert {task.due for task in tasks(store, of(store, made))} == {date(2027, 6, 30)}


def test_two_pcs_that_put_off_agree_on_a_day_for_every_row(desks) -> None:
    first, second = desks
    made = meeting(first, ("কাজ", DUE, OFFICES[:2]))
    told_of(first, made, "চলছে")
    second.receive(first.operations())
    for store, day in ((first, date(2026, 12, 10)), (second, date(2026, 12, 31))):
        extend(store, of(store, made), day, standing=Standing(store, TODAY), by="করণিক")
    exchange(first, second)
    days = [{task.due for task in tasks(store, of(store, made))} for store in desks]
    assert days[0] == days[1]
    assert days[0] < {date(2026, 12, 10), date(2026, 12, 31)}
    assert (of(first, made).id, "extended") in first.conflicts()


@pytest.mark.parametrize("day", [date.min, date(1970, 1, 1), date(2006, 1, 1)])
def test_a_pc_whose_clock_was_set_back_by_years_loses_nothing(desks, day: date) -> None:
    store, _ = desks
    made = meeting(store, ("কাজ", None, OFFICES))
    ruled(store, made, Rule("recurring", every=3))
    told_of(store, made, "চলছে")
    before = said(store, of(store, made))
    standing = Standing(store, day)
    assert [task.words for _, task in standing.open_tasks()] == ["চলছে"]
    open_rows(store, standing, by="করণিক")
    assert said(store, of(store, made)) == before
