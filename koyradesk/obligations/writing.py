"""What is written about obligations: rules, reports, what the committee decides of them. Each is one group.

An obligation of a decision is the one record whose id is derived from the decision: whoever first writes about it makes
it, on whichever PC.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import rank
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import SIGNED
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Channel, Measure, Obligation, Outcome, Rule, Task
from koyradesk.obligations.standing import Standing, opening
from koyradesk.store import Change, Changed, Store

#: An undo may have put it into the bin: nothing of what was said then may come back with it.
_ANEW_TASK: dict[str, Any] = {"deleted": False, "closed": None, "closed_in": None, "outcome": ""}
_ANEW: dict[str, Any] = {
    **_ANEW_TASK,
    **dict.fromkeys(("rule", "measure", "extended", "extended_in", "follows")),
    "reason": "",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that proves a report, as it came: its name, its bytes, what it is ("image/jpeg"), its caption."""

    name: str
    data: bytes
    media: str = ""
    caption: str = ""


def set_rule(store: Store, of: Obligation, rule: Rule | None, measure: Measure | None = None, *, by: str) -> Changed:
    """Sets by which rule and how much a decision (or what came from elsewhere) obliges; None takes the rule away.

    Tasks that nobody reported on and nobody closed follow the new rule; the others stay as they are.

    Raises:
        UserError: see ``rules.refuse``; it is closed; a task of it was reported on, and its periods would be others.
    """
    return store.write(ruling(store, of, rule, measure), by=by)


def ruling(store: Store, of: Obligation, rule: Rule | None, measure: Measure | None = None) -> list[Change]:
    """What ``set_rule`` writes, for who writes it together with something else.

    Raises:
        UserError: see ``set_rule``.
    """
    _refuse_closed(of)
    wanted = of.measure if measure is None else measure
    if rule is not None:
        rules.refuse(rule, wanted, of.begun)
    fields = {"rule": rules.kept(rule) if rule else None, "measure": rules.kept_measure(wanted)}
    changes = [beginning(of, fields)]
    rows = store.rows("task", obligation=of.id)
    reported = {row["task"] for row in store.rows("progress", task={row["id"] for row in rows}, only=("task",))}
    # What nobody touched is reckoned anew; what was told of stays, so that nothing that was said is lost.
    free = [row for row in rows if row["closed"] is None and row["id"] not in reported]
    if rule != of.rule:
        changes += [Change(row["id"], {"deleted": True}) for row in free]
        if of.extended is not None:
            # It was put off from another day.
            changes[0] = beginning(of, {**fields, "extended": None, "extended_in": None})
    return changes


def add(
    store: Store,
    *,
    text: str,
    parties: Sequence[str],
    rule: Rule,
    measure: Measure | None = None,
    begun: date,
    topic: str = "",
    source_text: str = "",
    source: str = "",
    by: str,
) -> Obligation:
    """An obligation that comes from elsewhere: a memo, a direction (নির্দেশনা) of the district or the ministry.

    Raises:
        UserError: see ``rules.refuse``; it says nothing, or binds nobody.
    """
    if not text.strip():
        raise UserError(N_("Write what is to be done."))
    if not any(name.strip() for name in parties):
        raise UserError(N_("Name who is to carry it out."))
    measure = measure or Measure()
    rules.refuse(rule, measure, begun)
    record = store.new_id("obligation")
    fields: dict[str, Any] = {
        "text": text,
        "topic": topic,
        "parties": [name for name in parties if name.strip()],
        "begun": begun,
        "rule": rules.kept(rule),
        "measure": rules.kept_measure(measure),
        "source": source or None,
        "source_text": source_text,
    }
    store.write([Change(record, fields)], by=by)
    return Standing(store, begun).get([record])[0]


def open_rows(store: Store, standing: Standing, *, by: str) -> Changed:
    """Opens the tasks that ought to stand in the store by now: those of the periods that have begun, of decisions whose
    minutes are signed, and of what came from elsewhere. Until then they follow what is written in the minutes."""
    signed = {
        row["meeting"] for state in SIGNED for row in store.rows("memo", kind="minutes", state=state, only=("meeting",))
    }
    due = [one for one in standing.open if not one.decision or one.meeting in signed]
    tasks = [task for tasks in standing.tasks(due).values() for task in tasks if not task.kept or task.opened is None]
    of = {one.id: one for one in due}
    changes = [beginning(of[one], {}) for one in dict.fromkeys(task.obligation for task in tasks) if not of[one].kept]
    return store.write([*changes, *(_opened(of[task.obligation], task, standing.on) for task in tasks)], by=by)


def _opened(of: Obligation, task: Task, on: date) -> Change:
    first = rules.period(of.rule, task.period).first if of.rule and task.period else None
    return task_change(task, {"opened": task.opened or opening(of, first) or on})


def report(
    store: Store,
    of: Obligation,
    tasks: Sequence[Task],
    *,
    on: date,
    value: int | None = None,
    done: bool = False,
    text: str = "",
    reporter: str = "",
    channel: Channel = "",
    proofs: Iterable[Proof] = (),
    by: str,
) -> Changed:
    """What was told of some tasks of an obligation on a day. Returns what was written; the proofs hang on each report.

    Raises:
        UserError: nothing is said; it, or one of the tasks, is closed; a number below nothing or beyond all measure,
            more than a hundred percent; a file that cannot be kept.
    """
    _refuse_closed(of)
    proven = list(proofs)
    if value is None and not done and not text.strip() and not proven:
        raise UserError(N_("Write what was done, or how many, or say that it is done."))
    if value is not None:
        refuse_value(of.measure, value)
    for task in tasks:
        if task.closed is not None:
            raise UserError(
                N_("The committee has closed this for {name}. Open it again first, if that was a mistake."),
                name=task.name,
            )
    fields = {
        "date": on,
        "count": value,
        "state": "done" if done else "",
        "text": text,
        "reporter": reporter,
        "channel": channel,
    }
    blobs = [(store.put_blob(one.data), one) for one in proven]
    changes = [beginning(of, {})] if not of.kept else []
    for task in tasks:
        changes += [] if task.kept else [task_change(task)]
        record = store.new_id("progress")
        rows = store.rows("progress", task={task.id, *task.also}, deleted=None, only=("rank",))
        last = max((row["rank"] for row in rows), default="")
        place = rank.between(last, "", 1)[0]
        changes.append(Change(record, {"task": task.id, "rank": place, **fields}))
        for where, (blob, one) in zip(rank.between("", "", len(blobs)), blobs, strict=True):
            told = {"of": record, "rank": where, "name": one.name, "note": one.caption, "media": one.media}
            kept = {"size": len(one.data), "blob": blob}
            changes.append(Change(store.new_id("attachment"), {**told, **kept}))
    return store.write(changes, by=by)


def close(
    store: Store,
    of: Obligation,
    *,
    on: date,
    outcome: Outcome = "done",
    meeting: str = "",
    reason: str = "",
    standing: Standing,
    by: str,
) -> Changed:
    """The committee closes an obligation, with all its tasks: carried out, or no longer wanted (``outcome``).

    ``meeting`` is the id of the meeting that decides so.

    Raises:
        UserError: it is closed already.
    """
    return store.write(closing(of, on=on, outcome=outcome, meeting=meeting, reason=reason, standing=standing), by=by)


def closing(
    of: Obligation, *, on: date, outcome: Outcome = "done", meeting: str = "", reason: str = "", standing: Standing
) -> list[Change]:
    """What ``close`` writes, for who writes it together with something else.

    Raises:
        UserError: it is closed already.
    """
    _refuse_closed(of)
    decided = {"closed": on, "closed_in": meeting or None, "outcome": outcome}
    tasks = [task for task in standing.tasks([of])[of.id] if task.closed is None]
    return [beginning(of, {**decided, "reason": reason}), *_of_each(tasks, decided)]


def drop_proof(store: Store, evidence: str, *, by: str) -> Changed:
    """Takes a file that proves a report (an attachment's id) out of it; it lies in the bin."""
    return store.write([Change(evidence, {"deleted": True})], by=by)


def close_tasks(
    store: Store,
    tasks: Iterable[tuple[Obligation, Task]],
    *,
    on: date,
    outcome: Outcome = "done",
    meeting: str = "",
    by: str,
) -> Changed:
    """The committee closes tasks and lets their obligations go on: a month's rows, what one office was to do."""
    decided = {"closed": on, "closed_in": meeting or None, "outcome": outcome}
    changes: list[Change] = []
    made = set()
    for of, task in tasks:
        if task.closed is not None:
            continue
        if not of.kept and of.id not in made:
            made.add(of.id)
            changes.append(beginning(of, {}))
        changes += _of_each([task], decided)
    return store.write(changes, by=by)


def extend(store: Store, of: Obligation, to: date, *, meeting: str = "", standing: Standing, by: str) -> Changed:
    """The committee puts off to a day what is not done yet.

    Raises:
        UserError: it is closed, is never due, or would be due earlier than it is.
    """
    return store.write(extending(of, to, meeting=meeting, standing=standing), by=by)


def extending(of: Obligation, to: date, *, meeting: str = "", standing: Standing) -> list[Change]:
    """What ``extend`` writes, for who writes it together with something else.

    Raises:
        UserError: see ``extend``.
    """
    _refuse_closed(of)
    tasks = [task for task in standing.tasks([of])[of.id] if not task.is_settled(of.measure)]
    if of.rule is None or of.rule.kind in ("standing", "information"):
        raise UserError(N_("This has no day it is due on. Set a rule for it first."))
    if of.rule.kind == "recurring":
        # What is late is put off; the periods to come keep their days.
        tasks = [task for task in tasks if task.due and task.due < standing.on] or tasks[-1:]
    latest = max((task.due for task in tasks if task.due), default=None)
    if (latest or of.begun or to) > to:
        raise UserError(N_("{day} is before the day it is due on now. Choose a later one."), day=to)
    changes = [beginning(of, {"extended": to, "extended_in": meeting or None})]
    return changes + _of_each([task for task in tasks if task.kept or of.rule.kind == "recurring"], {"due": to})


def reopen(store: Store, of: Obligation, *, by: str) -> Changed:
    """Takes back that an obligation was closed: it is followed on. Tasks that were closed with it are open again."""
    fields = {"closed": None, "closed_in": None, "outcome": ""}
    changes = [Change(of.id, {**fields, "reason": ""})]
    for row in store.rows("task", obligation=of.id):
        if (row["closed"], row["closed_in"] or "", row["outcome"]) == (of.closed, of.closed_in, of.outcome):
            changes.append(Change(row["id"], fields))
    return store.write(changes, by=by)


def reopen_tasks(store: Store, tasks: Iterable[Task], *, by: str) -> Changed:
    """Takes back that single tasks were closed."""
    fields = {"closed": None, "closed_in": None, "outcome": ""}
    return store.write(_of_each([task for task in tasks if task.closed is not None], fields), by=by)


def inherited(of: Obligation) -> dict[str, Any]:
    """The fields of rule and measure that an obligation gives to the one it is decided anew as: a day or a month that
    was set for it is over, what recurs begins with the new decision."""
    if of.rule is None or of.rule.kind in ("date", "month"):
        return {"measure": rules.kept_measure(of.measure)}
    return {"rule": rules.kept(replace(of.rule, begins="")), "measure": rules.kept_measure(of.measure)}


def _refuse_closed(of: Obligation) -> None:
    if of.closed is not None:
        raise UserError(
            N_("The committee closed this on {day}. Open it again first, if that was a mistake."),
            day=of.closed,
        )


def refuse_value(measure: Measure, value: int) -> None:
    """Refuses a number that cannot be what was reached.

    Raises:
        UserError: it is below nothing or beyond all measure, or more than a hundred percent.
    """
    if measure.kind == "percent" and not 0 <= value <= 100:
        raise UserError(N_("A share is 0 to 100 percent, not {value}."), value=value)
    if not 0 <= value <= rules.MOST:
        raise UserError(
            N_("A number from 0 to {most} was expected, not {value}."),
            most=rules.MOST,
            value=value,
        )


def beginning(of: Obligation, fields: dict[str, Any]) -> Change:
    """What is written of an obligation; the first time with the decision it is of."""
    return Change(of.id, fields if of.kept else {**_ANEW, "decision": of.decision or None, **fields})


def _of_each(tasks: Iterable[Task], fields: dict[str, Any]) -> list[Change]:
    """What is written of tasks, into each of their rows (see ``joining``)."""
    return [
        change
        for task in tasks
        for change in (task_change(task, fields), *(Change(record, fields) for record in task.also))
    ]


def task_change(task: Task, fields: dict[str, Any] | None = None) -> Change:
    """What is written of a task; the first time with all it is."""
    if task.kept:
        return Change(task.id, fields or {})
    own = {
        "obligation": task.obligation,
        "party": task.party or None,
        "name": task.name,
        "period": task.period,
        "due": task.due,
    }
    return Change(task.id, {**_ANEW_TASK, **own, **(fields or {})})
