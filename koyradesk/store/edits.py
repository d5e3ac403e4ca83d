"""What is being typed and not yet sealed as an operation: rows that are written over again and again.

A power cut loses what was typed since the last of them, no more. Characters that no record may hold (see
``bengali.text.controls``) are left out here instead of refused: what is being typed must not be lost for one of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from koyradesk import records
from koyradesk.bengali.text import clean
from koyradesk.records import KINDS


@dataclass(frozen=True, slots=True)
class OpenEdit:
    """Text being typed into a field, not yet sealed as an operation. ``wall``: when it was last kept (ISO)."""

    record: str
    field: str
    text: str
    wall: str


def keep(db: sqlite3.Connection, texts: Iterable[tuple[str, str, str]], wall: str) -> None:
    """Keeps (record, field, text) as they are now, inside the caller's transaction.

    Raises:
        KeyError: no such kind or field.
    """
    rows = []
    for record, field, text in texts:
        if field not in (records.BEGUN, records.NOTED) and field not in KINDS[records.split(record)[0]].fields:
            raise KeyError(field)
        rows.append((record, field, clean(text), wall))
    db.executemany("INSERT OR REPLACE INTO open_edit VALUES (?, ?, ?, ?)", rows)


def drop(db: sqlite3.Connection, fields: Iterable[tuple[str, str]]) -> None:
    """Forgets what was being typed into (record, field)."""
    db.executemany("DELETE FROM open_edit WHERE record = ? AND field = ?", fields)


def held(db: sqlite3.Connection) -> list[OpenEdit]:
    """Everything that is kept, the oldest first."""
    return [OpenEdit(*row) for row in db.execute("SELECT record, field, text, wall FROM open_edit ORDER BY wall")]
