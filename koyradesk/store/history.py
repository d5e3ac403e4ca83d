"""Who wrote what into a record, and when: read from the journal, which has it from the first letter on."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from koyradesk import merge, records
from koyradesk.records import KINDS
from koyradesk.store import journal


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one field. ``wall`` is the writer's clock (ISO), which may have been wrong. ``old`` is what the
    writer replaced; where several values stood against each other, the one the tables showed.

    ``n`` is its place in the journal, ``made``: the record began with it, ``undoes``: what it took back, by name."""

    record: str
    field: str
    version: merge.Version
    by: str
    wall: str
    old: Any
    new: Any
    n: int
    made: bool
    undoes: merge.Version | None


def of(db: sqlite3.Connection, record: str, field: str | None) -> list[Entry]:
    """The changes of a record, or of one of its fields, in the order they arrived."""
    kind = KINDS[records.split(record)[0]]
    rows = db.execute("SELECT n, body FROM operation WHERE record = ? AND waiting = 0 ORDER BY n", (record,))
    operations = [(n, journal.decode(body)) for n, body in rows]
    values = {(name, one.version): write.value for _, one in operations for name, write in one.set.items()}
    entries = []
    for n, one in operations:
        for name, write in one.set.items():
            if name not in kind.fields or (field is not None and name != field):
                continue
            seen = merge.Register(
                {version: values[name, version] for version in write.over if (name, version) in values}
            )
            old = seen.winner(records.EMPTY[kind.fields[name].type])
            entries.append(
                Entry(
                    record,
                    name,
                    one.version,
                    one.by,
                    one.wall,
                    records.rich(kind, name, old),
                    records.rich(kind, name, write.value),
                    n,
                    n == operations[0][0],
                    one.undoes,
                )
            )
    return entries
