"""The typed tables and the search index made anew from the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby

from koyradesk.records import KINDS
from koyradesk.store import index, journal, sealing, tables


def expected(db: sqlite3.Connection) -> Iterator[tuple[str, tables.Stored]]:
    """Kind and row of every record as the journal says they must be, by record id."""
    for record, operations in journal.by_record(db):
        kind = record.partition(".")[0]
        if kind in KINDS:
            yield kind, tables.stored(record, KINDS[kind], journal.folded(operations))


def rebuild(db: sqlite3.Connection) -> None:
    """Everything that can be made from the journal, inside the caller's transaction."""
    tables.empty(db)
    for kind, rows in groupby(expected(db), key=lambda pair: pair[0]):
        tables.put(db, KINDS[kind], (row for _, row in rows))
    sealing.anew(db)
    index.rebuild(db)
