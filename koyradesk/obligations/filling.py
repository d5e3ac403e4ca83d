"""Many tasks of one obligation reported on at once, each with a value of its own: one group, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from koyradesk import rank
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Channel, Obligation, Task
from koyradesk.store import Change, Changed, Store

#: A number; done, or not after all; None takes back what was told last.
Value = int | bool | None


def checked(of: Obligation, task: Task, value: Value) -> Value:
    """The value as it is kept: where nothing is counted, 1 and 0 say that it is done or is not.

    Raises:
        UserError: the task or its obligation is closed; a number that cannot be; there is nothing to take back.
    """
    if of.closed is not None or task.closed is not None:
        raise UserError(N_("The committee has closed this. Open it again first, if that was a mistake."))
    if value is None:
        if not any(report.task == task.id for report in task.reports):
            raise UserError(N_("Nothing was told of this yet that could be taken back."))
        return None
    if isinstance(value, bool):
        return value
    if of.measure.kind in ("yes_no", "document"):
        if value not in (0, 1):
            raise UserError(N_("It is done or not: {value} is no answer here."), value=value)
        return bool(value)
    writing.refuse_value(of.measure, value)
    return value


def write(
    store: Store,
    of: Obligation,
    values: Sequence[tuple[Task, Value]],
    *,
    on: date,
    reporter: str = "",
    channel: Channel = "",
    by: str,
) -> Changed:
    """Writes values that ``checked`` gave. What a cell says already is not said again."""
    values = [(task, value) for task, value in values if not _says(of, task, value)]
    if not values:
        return Changed.of(())
    ranks = _ranks(store, [task for task, value in values if value is not None])
    changes = [] if of.kept else [writing.beginning(of, {})]
    for task, value in values:
        if value is None:
            last = next(report.id for report in reversed(task.reports) if report.task == task.id)
            changes.append(Change(last, {"deleted": True}))
            continue
        if not task.kept:
            changes.append(writing.task_change(task))
        said: dict[str, Any] = {"date": on, "reporter": reporter, "channel": channel}
        if isinstance(value, bool):
            said["state"] = "done" if value else ""
        else:
            said["count"] = value
        place = rank.between(ranks.get(task.id, ""), "", 1)[0]
        changes.append(Change(store.new_id("progress"), {"task": task.id, "rank": place, **said}))
    return store.write(changes, by=by)


def _says(of: Obligation, task: Task, value: Value) -> bool:
    """Does the last report on a task say just that?"""
    if isinstance(value, bool):
        return task.is_done(of.measure) is value and (value or not task.reports)
    return value is not None and value == task.value


def _ranks(store: Store, tasks: Sequence[Task]) -> dict[str, str]:
    """The rank of the last report on each task, those in the bin among them."""
    found: dict[str, str] = {}
    kept = {record: task.id for task in tasks if task.kept for record in (task.id, *task.also)}
    for row in store.rows("progress", task=set(kept), deleted=None, only=("task", "rank")) if kept else ():
        task = kept[row["task"]]
        found[task] = max(found.get(task, ""), row["rank"])
    return found
