"""What lies in the bin, with the operation that put it there."""

from __future__ import annotations

import sqlite3

from koyradesk.store import journal, tables
from koyradesk.store.journal import Operation

#: How the field stands in an operation; a quote inside a text is escaped, so it is never found in one.
_WRITTEN = b'"deleted":{'


def of(db: sqlite3.Connection) -> list[tuple[str, int, Operation]]:
    """Every record in the bin with the last operation on its being there and that one's place; the newest first."""
    found = []
    for kind in tables.BINNED:
        rows = db.execute(
            f'SELECT k.id, max(o.n), o.body FROM "{kind}" AS k CROSS JOIN operation AS o ON o.record = k.id '
            "WHERE k.deleted = 1 AND o.waiting = 0 AND instr(o.body, ?) GROUP BY k.id",
            (_WRITTEN,),
        )
        found += [(record, n, journal.decode(body)) for record, n, body in rows]
    return sorted(found, key=lambda one: one[1], reverse=True)
