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
    writer replaced; where several values stood against each other, the one the tables showed."""

    record: str
    field: str
    version: merge.Version
    by: str
    wall: str
    old: Any
    new: Any


def of(db: sqlite3.Connection, record: str, field: str | None) -> list[Entry]:
    """The changes of a record, or of one of its fields, in the order they arrived."""
    kind = KINDS[records.split(record)[0]]
    operations = journal.of_record(db, record)
    values = {(name, one.version): write.value for one in operations for name, write in one.set.items()}
    entries = []
    for one in operations:
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
                )
            )
    return entries
