"""The typed tables: an index of the journal, one STRICT table per kind, made from ``records.KINDS``.

Nothing here is a source: every row is the winners of its record's registers, and all can be made again from the
journal. There are no foreign keys between records: a parent may not have arrived yet.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from koyradesk import merge, records
from koyradesk.records import KINDS, FieldType, Kind
from koyradesk.store.refusals import DamageError

#: The kinds that have a bin to look into: a meeting, what lies under it, what is attached to it.
BINNED = (
    *("meeting", "paragraph", "item", "decision", "assignment", "attendee", "signature", "memo", "recipient"),
    *("correction", "attachment", "progress", "letter", "obligation", "party", "holder", "incoming", "note"),
)
#: Indexes beyond those of refs, by kind: of ten years' tasks only those are looked at that no committee has closed.
_INDEXES: Mapping[str, tuple[str, ...]] = {
    "task": (
        # All that is told of the few open ones stands in the index.
        "(due, id, obligation, party, name, period, opened, closed, closed_in, outcome, deleted) "
        "WHERE closed IS NULL AND deleted = 0",
        # The newest period that was opened is found without a look at any task.
        "(obligation, period) WHERE deleted = 0 AND opened IS NOT NULL",
        # Those in the bin are looked at each time, and are hardly any.
        "(obligation, closed) WHERE deleted = 1",
    ),
    "obligation": (
        "(id, decision, topic, text, parties, begun, rule, measure, returns, source, source_text, follows, extended, "
        "extended_in, closed, closed_in, outcome, reason, deleted) WHERE closed IS NULL AND deleted = 0",
    ),
    # Where an obligation comes from, for the thousands that are open, without a look at any text.
    "decision": ("(due) WHERE due IS NOT NULL AND deleted = 0", "(id, item, due, deleted)"),
    "item": ("(id, meeting, deleted)",),
    "meeting": ("(id, committee, date, period, deleted)",),
    # A year of the register, what is still to be answered, and whether a letter came twice.
    "incoming": ("(year, issue, deleted)", "(closed)", "(date)"),
}

#: A row as stored: id, conflict, then the kind's fields in their order.
Stored = tuple[Any, ...]

_COLUMN: Mapping[FieldType, str] = {
    "text": "TEXT NOT NULL DEFAULT ''",
    "int": "INTEGER",
    "date": "TEXT",
    "json": "TEXT",
    "bool": "INTEGER NOT NULL DEFAULT 0",
    "ref": "TEXT",
    "blob": "TEXT",
}
#: What callers get of the values that a column holds otherwise; all others are given as they are.
_MADE: Mapping[FieldType, Callable[[Any], Any]] = {"json": json.loads, "bool": bool, "date": date.fromisoformat}


def ddl() -> Iterator[str]:
    """The statements that make the tables and their indexes, in order."""
    for kind in KINDS.values():
        columns = ", ".join(f'"{name}" {_COLUMN[field.type]}' for name, field in kind.fields.items())
        yield f'CREATE TABLE "{kind.name}" (id TEXT PRIMARY KEY, conflict INTEGER NOT NULL DEFAULT 0, {columns}) STRICT'
        if kind.name in BINNED:
            # The bin is a small part of what there is, and must not be looked for among all of it.
            yield f'CREATE INDEX "{kind.name}_bin" ON "{kind.name}" (id) WHERE deleted = 1'
        for name, field in kind.fields.items():
            if field.type == "ref":
                yield f'CREATE INDEX "{kind.name}_{name}" ON "{kind.name}" ("{name}")'
        for number, what in enumerate(_INDEXES.get(kind.name, ())):
            yield f'CREATE INDEX "{kind.name}_{number}" ON "{kind.name}" {what}'


def names(db: sqlite3.Connection) -> list[str]:
    """The typed tables there are, of whichever version: the ones that know conflicts."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%, conflict INTEGER NOT NULL DEFAULT 0, %'"
    return [name for (name,) in db.execute(sql)]


def stored(record: str, kind: Kind, registers: merge.Registers) -> Stored:
    """The row of a record from its registers."""
    row: list[Any] = [record, 0]
    for name, field in kind.fields.items():
        register = registers.get(name)
        if register is None:
            row.append(cell(field.type, records.EMPTY[field.type]))
            continue
        if register.conflict():
            row[1] = 1
        row.append(cell(field.type, register.winner(records.EMPTY[field.type])))
    return tuple(row)


def cell(wanted: FieldType, value: Any) -> Any:
    """A plain value (see ``records.plain``) as its column holds it."""
    if wanted == "json":
        return None if value is None else records.canonical(value)
    return int(value) if wanted == "bool" else value


def put(db: sqlite3.Connection, kind: Kind, rows: Iterable[Stored]) -> None:
    """Writes rows of one kind over what stands there."""
    db.executemany(_insert(kind.name), rows)


@cache
def _insert(kind: str) -> str:
    marks = ", ".join("?" * (len(KINDS[kind].fields) + 2))
    return f'INSERT OR REPLACE INTO "{kind}" VALUES ({marks})'


def columns(kind: Kind) -> str:
    """The columns of a kind as ``stored`` orders them, for SELECT."""
    return ", ".join(("id", "conflict", *(f'"{name}"' for name in kind.fields)))


def part(kind: Kind, names: Iterable[str]) -> Kind:
    """The kind with only some of its fields: a list of meetings has no use for their texts."""
    return replace(kind, fields={name: kind.fields[name] for name in names})


def plain(kind: Kind, row: Stored) -> dict[str, Any]:
    """The fields of a stored row as plain values; nothing of ``id`` and ``conflict``."""
    result: dict[str, Any] = {}
    for (name, field), value in zip(kind.fields.items(), row[2:], strict=True):
        if field.type == "json" and value is not None:
            value = json.loads(value)
        elif field.type == "bool":
            value = bool(value)
        result[name] = value
    return result


def rich(kind: Kind, rows: Sequence[Stored]) -> list[dict[str, Any]]:
    """Stored rows as callers get them: ``id``, ``conflict`` (bool) and the fields, dates as ``date``.

    Raises:
        DamageError: a value that was never written.
    """
    if not rows:
        return []
    # Column by column: a window that opens waits for the thousands of rows of ten years.
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    records = tuple(columns[0])
    columns[1] = map(bool, columns[1])
    for place, field in enumerate(kind.fields.values(), start=2):
        if made := _MADE.get(field.type):
            columns[place] = _made(made, records, columns[place])
    names = ("id", "conflict", *kind.fields)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _made(make: Callable[[Any], Any], records: Iterable[str], values: Iterable[Any]) -> list[Any]:
    made = []
    for record, value in zip(records, values, strict=True):
        try:
            made.append(None if value is None else make(value))
        except ValueError as error:
            raise DamageError(record) from error
    return made


def select(
    db: sqlite3.Connection, kind: Kind, where: Mapping[str, Any], *, deleted: bool | None, shown: Kind | None = None
) -> list[Stored]:
    """Stored rows whose columns equal ``where``; ``deleted`` None for both. Ordered kinds come by rank, then id.

    A set stands for any of its values; then ``id`` may be among the columns. ``shown`` is the part of the kind to
    give, all of it if None.
    """
    tests, values = [], []
    for name, value in where.items():
        if isinstance(value, frozenset | set):
            # As JSON there may be more of them than SQLite takes parameters.
            tests.append(f'"{name}" IN (SELECT value FROM json_each(?))')
            wanted = value if name == "id" else (records.plain(kind, name, one) for one in value)
            values.append(json.dumps(sorted(wanted)))
        else:
            tests.append(f'"{name}" IS ?')
            values.append(cell(kind.fields[name].type, records.plain(kind, name, value)))
    if deleted is not None:
        tests.append(f"deleted = {int(deleted)}")
    condition = " AND ".join(tests) or "1"
    order = "rank, id" if kind.ordered else "id"
    sql = f'SELECT {columns(shown or kind)} FROM "{kind.name}" WHERE {condition} ORDER BY {order}'
    return db.execute(sql, values).fetchall()


def contested(db: sqlite3.Connection, records: Iterable[str] | None = None) -> list[str]:
    """The records, all or some, that have a field with several live values."""
    if records is None:
        return [one for kind in KINDS for (one,) in db.execute(f'SELECT id FROM "{kind}" WHERE conflict ORDER BY id')]
    asked = ((one, f'SELECT 1 FROM "{one.partition(".")[0]}" WHERE id = ? AND conflict') for one in sorted(records))
    return [one for one, sql in asked if db.execute(sql, (one,)).fetchone()]


def one(db: sqlite3.Connection, record: str) -> Stored | None:
    """The stored row of a record, if there is one."""
    kind = record.partition(".")[0]
    if kind not in KINDS:
        return None
    found = db.execute(f'SELECT {columns(KINDS[kind])} FROM "{kind}" WHERE id = ?', (record,)).fetchone()
    return None if found is None else tuple(found)


def empty(db: sqlite3.Connection) -> None:
    for kind in KINDS:
        db.execute(f'DELETE FROM "{kind}"')
