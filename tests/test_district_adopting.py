"""What is decided above comes down, what is reported below goes up: with real stores and books, as bundles do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from district_offices import (
    ALL,
    CODES,
    NAMES,
    TODAY,
    directory,
    held,
    knows,
    office,
    open_of,
    report,
    send,
    tasks,
)
from district_world import PORTAL, World, made, only, rule

from koyradesk.bengali.text import nfc
from koyradesk.exchange import adopting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change


@pytest.fixture
def world(tmp_path) -> Iterator[World]:
    yield from made(tmp_path)


def test_a_decision_of_the_district_is_an_obligation_of_each_upazila_it_binds(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    for one in (world.a, world.b):
        of = only(one)
        assert (of.text, of.topic, of.begun) == (PORTAL, nfc("ওয়েব পোর্টাল"), date(2026, 11, 2))
        assert of.rule == Rule("date", date(2026, 12, 15))
        assert of.source.split(".")[1] == CODES["district"]
        assert NAMES["district"] in of.source_text
        assert nfc("২ নভেম্বর ২০২৬") in of.source_text
        assert [task.name for task in tasks(one, of)] == [NAMES[one.key]]


def test_what_the_district_directed_without_a_meeting_comes_down_and_is_reported_on(world):
    made = writing.add(
        world.district.store,
        text=PORTAL,
        parties=[ALL],
        rule=Rule("date", date(2026, 12, 15)),
        begun=date(2026, 11, 2),
        source_text="মন্ত্রণালয়ের পত্র",
        by="x",
    )
    world.down()
    for one in (world.a, world.b):
        of = only(one)
        assert (of.text, of.begun, of.rule, of.source) == (PORTAL, made.begun, made.rule, made.id)
        assert NAMES["district"] in of.source_text
    report(world.a, only(world.a), date(2026, 11, 20), done=True, text="পাঠানো হয়েছে")
    assert world.up().up == 1
    rows = {task.name: task for task in tasks(world.district, made.id)}
    assert rows[NAMES["a"]].is_done(made.measure)
    assert not rows[NAMES["b"]].is_done(made.measure)
    # Taken back there, it goes where nothing was done with it, and stays to be looked at where something was.
    world.district.store.write([Change(made.id, {"deleted": True})], by="x")
    world.down()
    assert open_of(world.b) == []
    assert [one.matter for one in adopting.apart(world.a.store, world.a.books)] == ["withdrawn"]


def test_again_is_the_same_as_once(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    assert adopting.would(world.a.store, world.a.books) == adopting.Would(0, 0)
    before = list(world.a.store.operations())
    found = adopting.adopt(world.a.store, world.a.books, by="x")
    assert (found.down, found.up, bool(found.changed)) == (0, 0, False)
    assert list(world.a.store.operations()) == before


def test_what_would_be_is_counted_and_nothing_is_written(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    send(world.district, world.a)
    assert adopting.would(world.a.store, world.a.books) == adopting.Would(1, 0)
    assert open_of(world.a) == []


def test_who_is_not_bound_gets_nothing(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [NAMES["b"]]))
    world.down()
    assert open_of(world.a) == []
    assert len(open_of(world.b)) == 1


def test_reports_go_up_without_retyping_and_are_followed(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    report(world.a, only(world.a), date(2026, 11, 20), text="কাজ চলছে")
    assert world.up().up == 1
    ours = only(world.district)
    rows = {task.name: task for task in tasks(world.district, ours)}
    [told] = rows[NAMES["a"]].reports
    assert (told.text, told.reporter, told.channel, told.done) == (nfc("কাজ চলছে"), NAMES["a"], "bundle", False)
    assert rows[NAMES["b"]].reports == ()
    # Put right below, and told to be done.
    [row] = world.a.store.rows("progress")
    world.a.store.write([Change(row["id"], {"text": "শেষ", "state": "done"})], by="x")
    assert world.up().up == 1
    [task] = [task for task in tasks(world.district, ours) if task.name == NAMES["a"]]
    assert task.words == nfc("শেষ")
    assert task.is_done(ours.measure)
    # Taken back below.
    world.a.store.write([Change(row["id"], {"deleted": True})], by="x")
    world.up()
    assert all(task.reports == () for task in tasks(world.district, ours))
    assert world.up().up == 0


@pytest.mark.parametrize(
    ("measure", "value"),
    [(Measure("count", 5, "টি"), 4), (Measure("percent", 100), 60), (Measure("document"), None), (Measure(), None)],
)
def test_every_measure_travels(world, measure, value):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, None, [ALL]))
    rule(world.district, meeting, Rule("month", month="2026-12"), measure)
    world.down()
    of = only(world.a)
    assert (of.rule, of.measure) == (Rule("month", month="2026-12"), measure)
    report(world.a, of, date(2026, 11, 20), value=value, done=value is None)
    world.up()
    [task] = [task for task in tasks(world.district, only(world.district)) if task.name == NAMES["a"]]
    assert (task.value, task.is_done(measure)) == (value, value is None)


def test_put_off_above_it_is_due_later_below(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    standing = Standing(world.district.store, TODAY)
    writing.extend(world.district.store, only(world.district), date(2027, 1, 10), standing=standing, by="x")
    world.down()
    of = only(world.a)
    assert of.rule == Rule("date", date(2027, 1, 10))
    assert of.extended is None
    assert [task.due for task in tasks(world.a, of)] == [date(2027, 1, 10)]


@pytest.mark.parametrize("outcome", ["done", "dropped"])
def test_closed_above_it_is_closed_below_and_opened_again(world, outcome):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    source = only(world.district)
    standing = Standing(world.district.store, TODAY)
    writing.close(world.district.store, source, on=TODAY, outcome=outcome, standing=standing, by="x")
    world.down()
    assert open_of(world.a) == []
    [row] = world.a.store.rows("obligation")
    assert (row["closed"], row["outcome"]) == (TODAY, outcome)
    assert NAMES["district"] in row["reason"]
    assert [task.closed for task in tasks(world.a, row["id"])] == [TODAY]
    [closed] = Standing(world.district.store, TODAY).get([source.id])
    writing.reopen(world.district.store, closed, by="x")
    world.down()
    of = only(world.a)
    assert of.reason == ""
    assert [task.closed for task in tasks(world.a, of)] == [None]


def test_two_pcs_of_one_office_make_the_same(world, tmp_path):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    other = office(tmp_path / "pc2", "a")
    knows(other, district="above")
    for one in (world.a, other):
        send(world.district, one)
        assert adopting.adopt(one.store, one.books, by="x").down == 1
    world.a.store.receive(list(other.store.operations()))
    assert world.a.store.conflicts("") == [
        one for one in world.a.store.conflicts("") if not one[0].startswith(("obligation.", "task."))
    ]
    assert len(open_of(world.a)) == 1
    assert not adopting.adopt(world.a.store, world.a.books, by="x").changed
    other.close()


def test_several_parties_below_are_counted_together(world):
    """Our committee decides it anew, for its own offices: the district sees how far all of them are."""
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, None, [ALL]))
    rule(world.district, meeting, Rule("date", date(2026, 12, 15)), Measure("count", 5))
    world.down()
    first = only(world.a)
    here = held(world.a, date(2026, 11, 10), ("প্রতিটি দপ্তর করবে।", date(2026, 12, 10), ["মৎস্য দপ্তর", "কৃষি দপ্তর"]))
    decision = here.items[0].decisions[0].id
    writing.close(
        world.a.store, first, on=date(2026, 11, 10), outcome="reissued", standing=Standing(world.a.store, TODAY), by="x"
    )
    of = Standing(world.a.store, TODAY).of_decisions([decision])[decision]
    told = {
        "decision": decision,
        "follows": first.id,
        "rule": {"kind": "date"},
        "measure": {"kind": "count", "target": 3},
    }
    world.a.store.write([Change(of.id, told)], by="x")
    new = Standing(world.a.store, TODAY).get([of.id])[0]
    report(world.a, new, date(2026, 11, 15), [nfc("মৎস্য দপ্তর")], value=2)
    report(world.a, new, date(2026, 11, 16), [nfc("কৃষি দপ্তর")], value=3)
    world.up()
    [task] = [task for task in tasks(world.district, only(world.district)) if task.name == NAMES["a"]]
    assert [one.value for one in task.reports] == [2, 5]
    assert nfc("কৃষি দপ্তর") in task.reports[1].text
    assert not task.reports[0].done


def test_what_the_committee_closed_no_report_touches(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    ours = only(world.district)
    writing.close(world.district.store, ours, on=TODAY, standing=Standing(world.district.store, TODAY), by="x")
    report(world.a, only(world.a), date(2026, 11, 20), done=True)
    assert world.up().up == 0


def test_through_three_levels(tmp_path):
    """The directorate wants it of its districts, the district hands it on to its upazilas, and what they report
    goes up to the directorate."""
    top, mid, a, b, c = (office(tmp_path, key) for key in ("directorate", "district", "a", "b", "c"))
    knows(top, district="below")
    knows(mid, directorate="above", a="below", b="below", c="below")
    for one in (a, b, c):
        knows(one, district="above")
    directory(top, "district", group=nfc("জেলা (সকল)"))
    directory(mid, "a", "b", "c")
    held(top, date(2026, 10, 5), (PORTAL, date(2026, 12, 20), [nfc("জেলা (সকল)")]))
    send(top, mid)
    assert adopting.adopt(mid.store, mid.books, by="x").down == 1
    ours = only(mid)
    adopting.hand_on(mid.store, ours, [ALL], by="x")
    for one in (a, b, c):
        send(mid, one)
        assert adopting.adopt(one.store, one.books, by="x").down == 1
        report(one, only(one), date(2026, 11, 20), done=True)
        send(one, mid)
    assert adopting.adopt(mid.store, mid.books, by="x").up == 3
    send(mid, top, "a", "b", "c")
    assert adopting.adopt(top.store, top.books, by="x").up == 3
    [task] = tasks(top, only(top))
    assert task.name == NAMES["district"]
    assert task.is_done(Measure())
    assert [one.done for one in task.reports] == [False, False, True]
    # The directorate's committee closes it: so it ends at the district and in every upazila.
    writing.close(top.store, only(top), on=TODAY, standing=Standing(top.store, TODAY), by="x")
    send(top, mid)
    adopting.adopt(mid.store, mid.books, by="x")
    for one in (a, b, c):
        send(mid, one)
        adopting.adopt(one.store, one.books, by="x")
    assert [open_of(one) for one in (mid, a, b, c)] == [[]] * 4
    for one in (top, mid, a, b, c):
        one.close()


def test_our_part_closed_above_is_closed_here_alone(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    ours = only(world.district)
    [task] = [task for task in tasks(world.district, ours) if task.name == NAMES["a"]]
    writing.close_tasks(world.district.store, [(ours, task)], on=TODAY, by="x")
    world.down()
    assert open_of(world.a) == []
    assert len(open_of(world.b)) == 1


def test_no_longer_bound_it_goes(world):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    [bound] = world.district.store.rows("assignment", item=meeting.items[0].id)
    world.district.store.write([Change(bound["id"], {"name": NAMES["b"]})], by="x")
    world.down()
    assert open_of(world.a) == []
    assert len(open_of(world.b)) == 1


def test_decided_anew_above_the_new_one_follows_the_old(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    first = only(world.a)
    old = only(world.district)
    standing = Standing(world.district.store, TODAY)
    writing.close(world.district.store, old, on=TODAY, outcome="reissued", standing=standing, by="x")
    meeting = held(world.district, TODAY, ("আরও ভালোভাবে করতে হবে।", date(2027, 1, 15), [ALL]))
    decision = meeting.items[0].decisions[0].id
    new = Standing(world.district.store, TODAY).of_decisions([decision])[decision]
    told = {"decision": decision, "follows": old.id, "rule": {"kind": "date"}}
    world.district.store.write([Change(new.id, told)], by="x")
    world.down()
    now = only(world.a)
    assert (now.follows, now.rule) == (first.id, Rule("date", date(2027, 1, 15)))
    [row] = [row for row in world.a.store.rows("obligation") if row["id"] == first.id]
    assert row["outcome"] == "reissued"


def test_a_book_that_cannot_be_read_is_passed_over(world):
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    world.a.books.close()
    file = world.a.books.path(CODES["district"]) / "koyradesk.db"
    whole = file.read_bytes()
    file.write_bytes(b"x" * len(whole))
    assert not adopting.adopt(world.a.store, world.a.books, by="x").changed
    assert len(open_of(world.a)) == 1


def test_what_arrived_by_half_takes_nothing_away(world):
    """A decision whose directory has not arrived binds nobody yet: no reason to take back what was taken over."""
    held(world.district, date(2026, 11, 2), (PORTAL, date(2026, 12, 15), [ALL]))
    world.down()
    from koyradesk.exchange.books import Books

    operations = list(world.district.store.operations(stream="submitted"))
    for cut in range(1, len(operations)):
        books = Books(world.a.store.folder / f"half{cut}")
        books._folder.parent.mkdir(parents=True, exist_ok=True)
        books.made(CODES["district"]).receive(operations[:cut])
        assert adopting.would(world.a.store, books).down == 0, cut
        books.close()


@pytest.mark.parametrize("told", [{"count": 2**62}, {"count": -5}, {"rank": "!! no rank"}, {"rank": "z" * 5000}])
def test_what_no_program_would_write_breaks_nothing_here(world, told):
    meeting = held(world.district, date(2026, 11, 2), (PORTAL, None, [ALL]))
    rule(world.district, meeting, Rule("date", date(2026, 12, 15)), Measure("count", 5))
    world.down()
    for value in (1, 2):
        report(world.a, only(world.a), date(2026, 11, 20), value=value)
    for row in world.a.store.rows("progress"):
        world.a.store.write([Change(row["id"], told)], by="x")
    assert world.up().up == 2
    ours = only(world.district)
    [task] = [task for task in tasks(world.district, ours) if task.name == NAMES["a"]]
    assert all(0 <= one.value <= 1_000_000 for one in task.reports)
    # Somebody of our own can go on reporting on it.
    report(world.district, ours, TODAY, [NAMES["a"]], value=4)
    assert not adopting.adopt(world.district.store, world.district.books, by="x").changed
