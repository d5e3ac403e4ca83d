"""What is followed until its committee closes it, as plain rows: obligations, where they come from, their tasks.

An office of ten years has hundreds of thousands of tasks; nearly all are closed, and only the others are looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from koyradesk.records import canonical

_WHERE_FROM = ("d.id", "d.due", "i.id", "m.id", "m.committee", "m.date", "m.period")


class Decision(NamedTuple):
    """Where an obligation comes from. Dates ISO."""

    decision: str | None
    due: str | None
    item: str | None
    meeting: str | None
    committee: str | None
    held: str | None
    period: str | None


class Obligation(NamedTuple):
    """An obligation as it is stored, JSON as text and dates ISO.

    ``decided_due`` and what follows tell of its decision, as ``Decision`` does: None where that, or something above it,
    is in the bin or has not arrived.
    """

    id: str
    decision: str | None
    topic: str
    text: str
    parties: str | None
    begun: str | None
    rule: str | None
    measure: str | None
    returns: str | None
    source: str | None
    source_text: str
    follows: str | None
    extended: str | None
    extended_in: str | None
    closed: str | None
    closed_in: str | None
    outcome: str
    reason: str
    decided_due: str | None
    item: str | None
    meeting: str | None
    committee: str | None
    held: str | None
    month: str | None


class Task(NamedTuple):
    """A task as it is stored; dates ISO. ``deleted``: it lies in the bin, and yet somebody reported on it."""

    id: str
    obligation: str
    party: str | None
    name: str
    period: str
    opened: str | None
    due: str | None
    closed: str | None
    closed_in: str | None
    outcome: str
    deleted: int


#: What a ``Task`` is made of.
TaskRow = tuple[str, str, str | None, str, str, str | None, str | None, str | None, str | None, str, int]


class Report(NamedTuple):
    """A report as it is stored; ``date`` ISO."""

    task: str | None
    decision: str | None
    date: str | None
    rank: str
    id: str
    party: str | None
    state: str
    value: int | None
    text: str
    reporter: str
    channel: str


_TASKS = f"SELECT {', '.join(Task._fields)} FROM task"
_THERE = "deleted = 0"
_TOLD_OF = "deleted = 1 AND EXISTS (SELECT 1 FROM progress AS p WHERE p.task = task.id AND p.deleted = 0)"


def obligations(db: sqlite3.Connection, ids: Iterable[str] | None = None, *, closed: bool = False) -> list[Obligation]:
    """Obligations with what they come from: some, or all that are not closed, or with ``closed`` all."""
    # Of decisions, items and meetings all that is wanted stands in an index: their rows are long, and lie far apart.
    sql = (
        f"SELECT {', '.join(f'o.{name}' for name in Obligation._fields[:-6])}, "
        "d.due, i.id, m.id, m.committee, m.date, m.period FROM obligation AS o "
        "LEFT JOIN decision AS d INDEXED BY decision_1 ON d.id = o.decision AND d.deleted = 0 "
        "LEFT JOIN item AS i INDEXED BY item_0 ON i.id = d.item AND i.deleted = 0 "
        "LEFT JOIN meeting AS m INDEXED BY meeting_0 ON m.id = i.meeting AND m.deleted = 0 WHERE o.deleted = 0"
    )
    if ids is not None:
        found = db.execute(f"{sql} AND o.id IN (SELECT value FROM json_each(?))", (canonical(list(ids)),))
    else:
        found = db.execute(f"{sql}{'' if closed else ' AND o.closed IS NULL'}")
    return list(map(Obligation._make, found))


def last_periods(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, str | None]:
    """The newest period of which the calendar opened tasks, of some obligations by their ids; None where it opened
    none, "" where nothing recurs."""
    # In its index it is the last of its obligation.
    newest = (
        "SELECT t.period FROM task AS t INDEXED BY task_1 WHERE t.obligation = o.value AND t.deleted = 0 "
        "AND t.opened IS NOT NULL ORDER BY t.period DESC LIMIT 1"
    )
    return dict(db.execute(f"SELECT o.value, ({newest}) FROM json_each(?) AS o", (canonical(list(ids)),)))


def due_decisions(db: sqlite3.Connection, since: date, ids: Iterable[str] | None = None) -> list[Decision]:
    """Decisions with a day of their own, on or after ``since``, that nobody made an obligation of yet; or of some
    decisions those that nobody did, with a day or without."""
    # The decisions first: those of the last two years are few.
    sql = (
        f"SELECT {', '.join(_WHERE_FROM)} FROM decision AS d CROSS JOIN item AS i ON i.id = d.item "
        "CROSS JOIN meeting AS m ON m.id = i.meeting WHERE d.deleted = 0 AND i.deleted = 0 AND m.deleted = 0 AND "
    )
    none = "NOT EXISTS (SELECT 1 FROM obligation AS o WHERE o.decision = d.id AND o.deleted = 0)"
    if ids is not None:
        found = db.execute(f"{sql}d.id IN (SELECT value FROM json_each(?)) AND {none}", (canonical(list(ids)),))
    else:
        found = db.execute(f"{sql}d.due >= ? AND {none}", (since.isoformat(),))
    return [Decision._make(row) for row in found]


def tasks(db: sqlite3.Connection, obligations: Iterable[str]) -> list[Task]:
    """Tasks of some obligations, by their ids.

    Those in the bin that somebody reported on are among them: another PC set another rule without having seen it.
    """
    wanted = canonical(list(obligations))
    found = [
        Task._make(row)
        for which in (_THERE, _TOLD_OF)
        for row in db.execute(f"{_TASKS} WHERE {which} AND obligation IN (SELECT value FROM json_each(?))", (wanted,))
    ]
    return sorted(found)


def open_tasks(db: sqlite3.Connection) -> list[TaskRow]:
    """All tasks that are open, as plain tuples: there are thousands, and each is read once."""
    return [
        row
        for which, deleted in ((_THERE, 0), (_TOLD_OF, 1))
        for row in db.execute(
            "SELECT id, obligation, party, name, period, opened, due, NULL, closed_in, outcome, "
            f"{deleted} FROM task WHERE {which} AND closed IS NULL"
        ).fetchall()
    ]


def ended_tasks(db: sqlite3.Connection, first: date, last: date) -> list[Task]:
    """The tasks that were closed, due from one day to another, both included; and those closed that were never due."""
    days = (first.isoformat(), last.isoformat())
    return [
        Task._make(row)
        for which in (_THERE, _TOLD_OF)
        for row in db.execute(
            f"{_TASKS} WHERE {which} AND closed IS NOT NULL AND (due BETWEEN ? AND ? OR due IS NULL)", days
        )
    ]


def reports(db: sqlite3.Connection, tasks: Iterable[str] | None, decisions: Iterable[str] | None = ()) -> list[Report]:
    """The reports on some tasks (None: on all that are open) and those on some decisions (None: on any) as wholes."""
    columns = ", ".join(f'p."{"count" if name == "value" else name}"' for name in Report._fields)
    of = f"SELECT {columns} FROM progress AS p"
    found: list[tuple[Any, ...]] = []
    if tasks is None:
        # From the tasks on: they are few among the many that were reported on.
        found += db.execute(
            f"SELECT {columns} FROM task AS t CROSS JOIN progress AS p ON p.task = t.id "
            "WHERE t.deleted = 0 AND t.closed IS NULL AND p.deleted = 0"
        )
        found += db.execute(
            f"SELECT {columns} FROM task AS t CROSS JOIN progress AS p ON p.task = t.id "
            "WHERE t.deleted = 1 AND t.closed IS NULL AND p.deleted = 0"
        )
    elif wanted := list(tasks):
        found += db.execute(
            f"{of} WHERE p.deleted = 0 AND p.task IN (SELECT value FROM json_each(?))", (canonical(wanted),)
        )
    whole = f"{of} WHERE p.deleted = 0 AND p.task IS NULL AND p.decision IS NOT NULL"
    if decisions is None:
        found += db.execute(whole)
    elif wanted := list(decisions):
        found += db.execute(f"{whole} AND p.decision IN (SELECT value FROM json_each(?))", (canonical(wanted),))
    return list(map(Report._make, found))


def held(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The committee and the day (ISO) of every meeting that has both, the earliest first."""
    both = "committee IS NOT NULL AND date IS NOT NULL"
    return db.execute(f"SELECT committee, date FROM meeting WHERE deleted = 0 AND {both} ORDER BY date").fetchall()


def told_until(db: sqlite3.Connection, until: date) -> str | None:
    """The last day (ISO), up to one, of which something is told as done: a paper signed, a meeting of it held, a report
    given, something closed. None where nothing tells a day."""
    sources = (
        "SELECT max(date) FROM memo WHERE deleted = 0 AND state IN ('signed', 'despatched') AND date <= ?1",
        "SELECT max(m.date) FROM memo AS s JOIN meeting AS m ON m.id = s.meeting WHERE s.deleted = 0 AND m.deleted = 0 "
        "AND s.kind = 'minutes' AND s.state IN ('signed', 'despatched') AND m.date <= ?1",
        "SELECT max(date) FROM progress WHERE deleted = 0 AND date <= ?1",
        "SELECT max(closed) FROM obligation WHERE deleted = 0 AND closed <= ?1",
    )
    found = [db.execute(sql, (until.isoformat(),)).fetchone()[0] for sql in sources]
    return max((day for day in found if day), default=None)


def fatherless(db: sqlite3.Connection) -> int:
    """How many records lie under another that has not arrived yet."""
    pairs = (("item", "meeting"), ("decision", "item"), ("task", "obligation"), ("progress", "task"))
    return sum(
        int(
            db.execute(
                f"SELECT count(*) FROM {kind} AS c WHERE c.deleted = 0 AND c.{above} IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {above} AS p WHERE p.id = c.{above})"
            ).fetchone()[0]
        )
        for kind, above in pairs
    )
