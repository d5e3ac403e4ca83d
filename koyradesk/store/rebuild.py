"""The typed tables and the search index made anew from the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby

from koyradesk import merge
from koyradesk.records import KINDS
from koyradesk.store import index, journal, tables


def expected(db: sqlite3.Connection) -> Iterator[tuple[str, tables.Stored]]:
    """Kind and row of every record as the journal says they must be, by record id."""
    for record, operations in journal.by_record(db):
        kind = record.partition(".")[0]
        if kind in KINDS:
            registers = merge.fold((one.version, one.set) for one in operations)
            yield kind, tables.stored(record, KINDS[kind], registers)


def rebuild(db: sqlite3.Connection) -> None:
    """Everything that can be made from the journal, inside the caller's transaction."""
    tables.empty(db)
    for kind, rows in groupby(expected(db), key=lambda pair: pair[0]):
        tables.put(db, KINDS[kind], (row for _, row in rows))
    index.rebuild(db)


def update(db: sqlite3.Connection, records: Iterable[str]) -> None:
    """Tables and index of some records follow the journal, after operations came in from elsewhere."""
    changed = [record for record in records if record.partition(".")[0] in KINDS]
    for record in changed:
        kind = KINDS[record.partition(".")[0]]
        tables.put(db, kind, [tables.stored(record, kind, journal.registers(db, record))])
    index.refresh(db, changed, changed)
