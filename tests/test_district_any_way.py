"""Whenever bundles come, and however often: in the end every office has taken over the same."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from district_offices import ALL, BY, Office, directory, held, knows, office, open_of, send
from hypothesis import given, settings
from hypothesis import strategies as st

from koyradesk.bengali.text import nfc
from koyradesk.exchange import adopting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.store import Change

TODAY = date(2026, 11, 22)
FIRST = date(2026, 9, 2)
#: What happens at the district and at the upazila, and which bundle comes.
DEEDS = ("extend", "reword", "close", "reopen", "drop", "measure", "report", "correct", "unsay", "down", "up", "both")


def deed(what: str, number: int, mid: Office, low: Office, decision: str) -> None:
    """One thing that happens; where it cannot, nothing does."""
    standing = Standing(mid.store, TODAY)
    ours = standing.of_decisions([decision])[decision]
    theirs = next(iter(open_of(low)), None)
    if what == "extend" and ours.closed is None and ours.rule != Rule("standing"):
        latest = max((task.due for task in standing.tasks([ours])[ours.id] if task.due), default=FIRST)
        writing.extend(mid.store, ours, latest + timedelta(number + 1), standing=standing, by=BY)
    if what == "reword":
        mid.store.write([Change(decision, {"text": f"কথা {number}"})], by=BY)
    if what in ("close", "drop") and ours.closed is None:
        outcome = "done" if what == "close" else "dropped"
        writing.close(mid.store, ours, on=TODAY, outcome=outcome, standing=standing, by=BY)
    if what == "reopen" and ours.closed is not None:
        writing.reopen(mid.store, ours, by=BY)
    if what == "measure" and ours.closed is None and ours.kept:
        writing.set_rule(mid.store, ours, ours.rule, Measure("count", 2 + number), by=BY)
    if what == "report" and theirs is not None:
        rows = Standing(low.store, TODAY).tasks([theirs])[theirs.id]
        task = rows[number % len(rows)]
        if task.closed is None:
            writing.report(low.store, theirs, [task], on=FIRST + timedelta(number), value=number, by=BY)
    told = low.store.rows("progress")
    if what == "correct" and told:
        low.store.write([Change(told[number % len(told)]["id"], {"text": f"শুদ্ধ {number}"})], by=BY)
    if what == "unsay" and told:
        low.store.write([Change(told[number % len(told)]["id"], {"deleted": True})], by=BY)
    if what in ("down", "both"):
        send(mid, low)
        adopting.adopt(low.store, low.books, by=BY)
    if what in ("up", "both"):
        send(low, mid)
        adopting.adopt(mid.store, mid.books, by=BY)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 6)), max_size=14),
    st.sampled_from((Rule("date", date(2026, 12, 15)), Rule("recurring", every=1), Rule("standing"))),
)
def test_what_is_there_in_the_end_does_not_depend_on_the_way(deeds, rule):
    folder = Path(tempfile.mkdtemp())
    mid, low, late = office(folder, "district"), office(folder, "a"), office(folder / "pc2", "a")
    try:
        for one in (low, late):
            knows(one, district="above")
        knows(mid, a="below")
        directory(mid, "a")
        meeting = held(mid, FIRST, ("পোর্টাল", None, [ALL]))
        decision = meeting.items[0].decisions[0].id
        writing.set_rule(
            mid.store, Standing(mid.store, TODAY).of_decisions([decision])[decision], rule, Measure("count", 3), by=BY
        )
        deed("both", 0, mid, low, decision)
        for what, number in deeds:
            deed(what, number, mid, low, decision)
        deed("both", 0, mid, low, decision)
        deed("both", 0, mid, low, decision)
        # Again changes nothing.
        for one in (mid, low):
            assert not adopting.adopt(one.store, one.books, by=BY).changed
        # The upazila has what the district decided.
        ours = Standing(mid.store, TODAY).of_decisions([decision])[decision]
        [row] = [row for row in low.store.rows("obligation", deleted=None) if row["source"] == ours.id]
        [taken] = Standing(low.store, TODAY).get([row["id"]])
        assert (taken.closed, taken.outcome, taken.measure) == (ours.closed, ours.outcome, ours.measure)
        assert taken.text == meeting_text(mid, decision)
        due = {task.period: task.due for task in Standing(mid.store, TODAY).tasks([ours])[ours.id]}
        if ours.closed is None:
            assert {task.period: task.due for task in Standing(low.store, TODAY).tasks([taken])[taken.id]} == due
        # A second PC that hears of it only now takes over the same, and its records agree with the first one's.
        send(mid, late)
        adopting.adopt(late.store, late.books, by=BY)
        if ours.closed is None:
            [newest] = open_of(late)
            assert (newest.id, newest.text, newest.rule, newest.measure) == (
                taken.id,
                taken.text,
                taken.rule,
                taken.measure,
            )
            late.store.receive(list(low.store.operations()))
            assert [one for one in late.store.conflicts() if one[0] == taken.id] == []
        # The district has the reports as the upazila gave them, unless its committee has closed the row.
        if ours.closed is None:
            reports = {
                task.period: [(one.date, one.value, one.text) for one in task.reports]
                for task in Standing(low.store, TODAY).tasks([taken])[taken.id]
            }
            for task in Standing(mid.store, TODAY).tasks([ours])[ours.id]:
                assert [(one.date, one.value, one.text) for one in task.reports] == reports[task.period]
    finally:
        for one in (mid, low, late):
            one.close()
        shutil.rmtree(folder)


def meeting_text(one: Office, decision: str) -> str:
    row = one.store.row(decision)
    assert row is not None
    return nfc(row["text"])
