"""The typed tables after operations came in: many at once, and those of one record together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from koyradesk import merge, records
from koyradesk.records import KINDS, FieldType, Kind
from koyradesk.store import journal, tables
from koyradesk.store.journal import Operation


def add(db: sqlite3.Connection, operations: Iterable[Operation]) -> None:
    """Brings the tables up to date with operations that are in the journal already, and count."""
    arrived: dict[str, dict[str, list[Operation]]] = {}
    for one in operations:
        arrived.setdefault(one.record.partition(".")[0], {}).setdefault(one.record, []).append(one)
    for name, found in arrived.items():
        if (kind := KINDS.get(name)) is None:
            continue
        # A record that has a row has earlier operations, too.
        held = f'SELECT id FROM "{name}" WHERE id IN (SELECT value FROM json_each(?))'
        known = {record for (record,) in db.execute(held, (records.canonical(list(found)),))}
        tables.put(
            db,
            kind,
            [
                _row(kind, record, journal.of_record(db, record) if record in known else every)
                for record, every in found.items()
            ],
        )


def anew(db: sqlite3.Connection, changed: Iterable[str]) -> None:
    """Makes the rows of some records anew from the journal."""
    for record in changed:
        if (kind := KINDS.get(record.partition(".")[0])) is not None:
            tables.put(db, kind, [_row(kind, record, journal.of_record(db, record))])


def _row(kind: Kind, record: str, operations: list[Operation]) -> tables.Stored:
    if len(operations) == 1:
        return _of_one(kind, record, operations[0].set)
    return tables.stored(record, kind, journal.folded(operations))


def _of_one(kind: Kind, record: str, writes: Mapping[str, merge.Write]) -> tables.Stored:
    """The row of a record that was written once: what stands there is what was written."""
    places, row = _empty(kind.name)
    values = [record, *row]
    for name, write in writes.items():
        if name in places:
            place, wanted = places[name]
            values[place] = tables.cell(wanted, write.value)
    return tuple(values)


@cache
def _empty(kind: str) -> tuple[dict[str, tuple[int, FieldType]], tuple[Any, ...]]:
    """Where each field of a kind stands in its row and of which type it is, and the row of one that says nothing."""
    fields = KINDS[kind].fields
    places = {name: (place, field.type) for place, (name, field) in enumerate(fields.items(), start=2)}
    return places, (0, *(tables.cell(field.type, records.EMPTY[field.type]) for field in fields.values()))
