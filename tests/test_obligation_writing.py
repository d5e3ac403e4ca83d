"""Reports, and what the committee decides: written as one group each, or refused in words with nothing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import followed
import offices
import pytest
from followed import GROUP, OFFICES, TODAY

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.obligations.writing import Proof
from koyradesk.store import blobs

DUE = date(2026, 10, 31)


@pytest.fixture
def store(tmp_path):
    with offices.opened(tmp_path) as store:
        yield store


@pytest.fixture
def held(store):
    followed.directory(store)
    return followed.meeting(store, ("পোর্টাল হালনাগাদ", DUE, [GROUP]), ("প্রতি মাসে পরিদর্শন", None, ["ক", "খ"]))


def report(store, one, tasks, **told):
    return writing.report(store, one, tasks, on=TODAY, by="করণিক", **told)


def test_a_report_tells_who_said_how_much_and_how(store, held) -> None:
    one = followed.ruled(store, held, Rule("recurring"), Measure("count", 5, "টি"), place=1)
    task = next(row for row in followed.tasks(store, one) if row.period == "2026-10")
    report(store, one, [task], value=3, text="তিনটি হয়েছে", reporter="রহিমা খাতুন", channel="phone")
    report(store, one, [task], value=5)
    again = next(row for row in followed.tasks(store, one) if row.id == task.id)
    first, last = again.reports
    assert (first.value, first.text, first.reporter, first.channel) == (
        3,
        nfc("তিনটি হয়েছে"),
        nfc("রহিমা খাতুন"),
        "phone",
    )
    assert (again.value, again.words, again.status(one.measure)) == (5, nfc("তিনটি হয়েছে"), "done")
    assert last.date == TODAY
    assert [hit.record for hit in store.search("তিনটি")] == [first.id]


def test_many_rows_are_told_of_at_once(store, held) -> None:
    one = followed.of(store, held)
    before = len(offices.operations(store))
    report(store, one, followed.tasks(store, one), done=True)
    assert {operation.group for operation in offices.operations(store)[before:]} == {(before + 1, 7)}
    assert {row.status(one.measure) for row in followed.tasks(store, one)} == {"done"}


def test_a_proof_is_kept_with_its_report(store, held) -> None:
    one = followed.of(store, held)
    proof = Proof("ছবি.jpg", b"\xff\xd8 photo", "image/jpeg", "পোর্টালের ছবি")
    report(store, one, followed.tasks(store, one)[:1], proofs=[proof])
    (task, *_) = followed.tasks(store, one)
    (attached,) = store.rows("attachment", of=task.reports[0].id)
    assert store.blob(attached["blob"]) == proof.data
    assert (attached["name"], attached["note"], attached["media"]) == (nfc("ছবি.jpg"), nfc("পোর্টালের ছবি"), "image/jpeg")
    blobs.path(store.folder, attached["blob"]).unlink()
    with pytest.raises(UserError):
        store.blob(attached["blob"])
    assert len(followed.tasks(store, one)[0].reports) == 1


@pytest.mark.parametrize(
    ("measure", "told", "words"),
    [
        (Measure(), {}, "Write what was done"),
        (Measure(), {"text": " \n"}, "Write what was done"),
        (Measure("percent", 80), {"value": 140}, "0 to 100 percent"),
        (Measure("percent", 80), {"value": -1}, "0 to 100 percent"),
        (Measure("count", 5), {"value": 10**9}, "from 0 to"),
        (Measure("count", 5), {"value": -2}, "from 0 to"),
    ],
)
def test_what_cannot_be_meant_is_refused(store, held, measure, told, words) -> None:
    one = followed.ruled(store, held, Rule("date", DUE), measure)
    before = len(offices.operations(store))
    with pytest.raises(UserError, match=words):
        report(store, one, followed.tasks(store, one), **told)
    assert len(offices.operations(store)) == before


def test_the_committee_closes_what_was_decided(store, held) -> None:
    one = followed.of(store, held)
    report(store, one, followed.tasks(store, one)[:1], done=True)
    later = followed.meeting(store, ("নিষ্পত্তি", None, ["ক"]), held=TODAY)
    standing = Standing(store, TODAY)
    writing.close(store, followed.of(store, held), on=TODAY, meeting=later.id, standing=standing, by="x")
    one = followed.of(store, held)
    assert (one.closed, one.closed_in, one.outcome) == (TODAY, later.id, "done")
    rows = followed.tasks(store, one)
    assert {(row.name, row.status(one.measure), row.closed_in) for row in rows} == {
        (name, "closed", later.id) for name in OFFICES
    }
    assert Standing(store, TODAY).open_tasks() == ()
    with pytest.raises(UserError, match="closed this"):
        report(store, one, rows[:1], done=True)
    with pytest.raises(UserError, match="closed this"):
        writing.close(store, one, on=TODAY, standing=Standing(store, TODAY), by="x")
    with pytest.raises(UserError, match="closed this"):
        writing.set_rule(store, one, Rule("standing"), by="x")


def test_what_was_closed_by_mistake_goes_on(store, held) -> None:
    before = Standing(store, TODAY).open_tasks()
    one = followed.of(store, held)
    writing.close(store, one, on=TODAY, standing=Standing(store, TODAY), by="x")
    writing.reopen(store, followed.of(store, held), by="x")
    after = Standing(store, TODAY).open_tasks()
    assert [(task.id, task.due, task.closed) for _, task in after] == [(task.id, task.due, None) for _, task in before]


def test_a_months_rows_are_closed_and_the_next_go_on(store, held) -> None:
    one = followed.ruled(store, held, Rule("recurring"), place=1)
    rows = [(one, row) for row in followed.tasks(store, one) if row.period == "2026-10"]
    writing.close_tasks(store, rows, on=TODAY, by="x")
    closed = [row.period for row in followed.tasks(store, one) if row.closed]
    assert closed == ["2026-10", "2026-10"]
    assert {row.period for row in followed.tasks(store, one) if not row.closed} == {"2026-09", "2026-11"}
    assert followed.of(store, held, 1).closed is None


def test_the_committee_puts_off_what_is_not_done(store, held) -> None:
    one = followed.of(store, held)
    report(store, one, followed.tasks(store, one)[:1], done=True)
    to = date(2026, 12, 15)
    with pytest.raises(UserError, match="before the day"):
        writing.extend(store, followed.of(store, held), date(2026, 10, 30), standing=Standing(store, TODAY), by="x")
    writing.extend(store, followed.of(store, held), to, standing=Standing(store, TODAY), by="x")
    one = followed.of(store, held)
    assert one.extended == to
    assert sorted(row.late(one.measure, TODAY) for row in followed.tasks(store, one)) == [0, 0, 0]
    assert [row.late(one.measure, date(2026, 12, 16)) for row in followed.tasks(store, one)].count(1) == 2


def test_of_what_recurs_only_what_is_late_is_put_off(store, held) -> None:
    one = followed.ruled(store, held, Rule("recurring"), place=1)
    writing.extend(store, one, date(2026, 12, 5), standing=Standing(store, TODAY), by="x")
    one = followed.of(store, held, 1)
    found = {(row.period, row.due) for row in followed.tasks(store, one)}
    assert found == {
        ("2026-09", date(2026, 12, 5)),
        ("2026-10", date(2026, 12, 5)),
        ("2026-11", date(2026, 11, 30)),
    }


def test_what_is_never_due_is_not_put_off(store, held) -> None:
    one = followed.ruled(store, held, Rule("standing"), place=1)
    with pytest.raises(UserError, match="no day"):
        writing.extend(store, one, TODAY, standing=Standing(store, TODAY), by="x")


def test_a_new_rule_leaves_what_was_told(store, held) -> None:
    one = followed.ruled(store, held, Rule("recurring"), Measure("count", 5), place=1)
    october = next(row for row in followed.tasks(store, one) if row.period == "2026-10")
    report(store, one, [october], value=2)
    writing.set_rule(store, followed.of(store, held, 1), Rule("recurring", every=3), by="x")
    one = followed.of(store, held, 1)
    found = followed.tasks(store, one)
    assert october.id in {row.id for row in found}
    assert {row.period for row in found if row.id != october.id} == {"2026-07", "2026-10"}
    assert one.measure == Measure("count", 5)


def test_what_comes_from_elsewhere_is_followed_as_well(store, held) -> None:
    one = writing.add(
        store,
        text=nfc("প্রতি প্রান্তিকে প্রতিবেদন পাঠাতে হবে।"),
        parties=[GROUP, " "],
        rule=Rule("recurring", every=3),
        begun=date(2026, 10, 2),
        source_text=nfc("জেলা কার্যালয়ের পত্র"),
        by="x",
    )
    standing = Standing(store, TODAY)
    assert one in standing.open
    assert [(row.period, row.name) for row in standing.tasks([one])[one.id]] == [("2026-10", name) for name in OFFICES]
    told = standing.told([one])[one.id]
    assert (told.text, told.names) == (one.text, (GROUP,))
    for wrong in ({"text": " "}, {"parties": [""]}, {"rule": Rule("month", month="2026-09")}):
        asked = {"text": "ক", "parties": ["ক"], "rule": Rule("standing"), "begun": date(2026, 10, 2), **wrong}
        with pytest.raises(UserError):
            writing.add(store, **asked, by="x")


def test_the_text_of_the_rule_stays_that_of_its_decision(store, held) -> None:
    """The rule "date" without a day is the decision's own: changed there, it is changed here."""
    one = followed.ruled(store, held, Rule("date"), Measure("percent", 100))
    assert one.rule == Rule("date", DUE)
    decision = held.items[0].decisions[0]
    items = (replace(held.items[0], decisions=(replace(decision, due=TODAY),)), *held.items[1:])
    meetings.save(store, replace(held, items=items), by="x")
    assert followed.of(store, held).rule == Rule("date", TODAY)
