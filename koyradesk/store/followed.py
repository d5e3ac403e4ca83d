"""What is followed until its committee closes it, as plain rows: obligations, where they come from, their tasks.

An office of ten years has hundreds of thousands of tasks; nearly all are closed, and only the others are looked at.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any

from koyradesk.records import canonical

#: A decision that nothing above it has put into the bin.
_DECISION = (
    "decision AS d JOIN item AS i ON i.id = d.item AND i.deleted = 0 "
    "JOIN meeting AS m ON m.id = i.meeting AND m.deleted = 0"
)
_WHERE_FROM = (
    "d.id AS decision, d.due AS decision_due, i.id AS item, m.id AS meeting, m.date AS held, m.period, m.committee"
)
_OWN = (
    *("id", "topic", "text", "parties", "begun", "rule", "measure", "returns", "source", "source_text", "follows"),
    *("extended", "extended_in", "closed", "closed_in", "outcome", "reason"),
)
_TASK = ("id", "obligation", "party", "name", "period", "opened", "due", "closed", "closed_in", "outcome")
_REPORT = ("id", "task", "decision", "party", "date", "state", "count", "text", "reporter", "channel")


def obligations(
    db: sqlite3.Connection, ids: Iterable[str] | None = None, *, closed: bool = False
) -> list[dict[str, Any]]:
    """Obligations with the decision, item and meeting they come from (None where they come from elsewhere): some, or
    all that are not closed, or with ``closed`` all. JSON and dates are as stored."""
    own = ", ".join(f"o.{name}" for name in _OWN)
    sql = (
        f"SELECT {own}, o.decision AS of, {_WHERE_FROM}, "
        "(SELECT max(t.period) FROM task AS t WHERE t.obligation = o.id AND t.deleted = 0) AS last_period "
        f"FROM obligation AS o LEFT JOIN ({_DECISION}) ON d.id = o.decision AND d.deleted = 0 WHERE o.deleted = 0"
    )
    if ids is not None:
        return _rows(db, f"{sql} AND o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id", canonical(list(ids)))
    return _rows(db, f"{sql}{'' if closed else ' AND o.closed IS NULL'} ORDER BY o.id")


def due_decisions(db: sqlite3.Connection, since: date, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Decisions with a day of their own, on or after ``since``, that nobody made an obligation of yet; or of some
    decisions those that nobody did, with a day or without."""
    sql = f"SELECT {_WHERE_FROM} FROM {_DECISION} WHERE d.deleted = 0 AND "
    none = "NOT EXISTS (SELECT 1 FROM obligation AS o WHERE o.decision = d.id AND o.deleted = 0)"
    if ids is not None:
        return _rows(db, f"{sql}d.id IN (SELECT value FROM json_each(?)) AND {none}", canonical(list(ids)))
    return _rows(db, f"{sql}d.due >= ? AND {none} ORDER BY d.due, d.id", since.isoformat())


def tasks(
    db: sqlite3.Connection, obligations: Iterable[str] | None = None, *, period: str = ""
) -> list[dict[str, Any]]:
    """Tasks of some obligations, all of them or those of one period; without obligations, all that are open."""
    sql = f"SELECT {', '.join(_TASK)} FROM task WHERE deleted = 0"
    if obligations is None:
        return _rows(db, f"{sql} AND closed IS NULL ORDER BY obligation, period, name, id")
    wanted = canonical(list(obligations))
    of = f"{sql} AND obligation IN (SELECT value FROM json_each(?))"
    order = "ORDER BY obligation, period, name, id"
    return _rows(db, f"{of} AND period = ? {order}", wanted, period) if period else _rows(db, f"{of} {order}", wanted)


def reports(db: sqlite3.Connection, tasks: Iterable[str], decisions: Iterable[str] = ()) -> list[dict[str, Any]]:
    """The reports on some tasks, and those on some decisions as wholes; the oldest first."""
    columns = ", ".join(f'"{name}"' for name in _REPORT)
    own = f"SELECT {columns}, rank FROM progress WHERE deleted = 0 AND task IN (SELECT value FROM json_each(?))"
    whole = (
        f"SELECT {columns}, rank FROM progress WHERE deleted = 0 AND task IS NULL "
        "AND decision IN (SELECT value FROM json_each(?))"
    )
    sql = f"SELECT * FROM ({own} UNION ALL {whole}) ORDER BY coalesce(date, ''), rank, id"
    return _rows(db, sql, canonical(list(tasks)), canonical(list(decisions)))


def held(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """The committee and the day (ISO) of every meeting that has both, the earliest first."""
    both = "committee IS NOT NULL AND date IS NOT NULL"
    return db.execute(f"SELECT committee, date FROM meeting WHERE deleted = 0 AND {both} ORDER BY date").fetchall()


def _rows(db: sqlite3.Connection, sql: str, *values: Any) -> list[dict[str, Any]]:
    cursor = db.execute(sql, values)
    names = tuple(column[0] for column in cursor.description)
    return [dict(zip(names, row, strict=True)) for row in cursor]
