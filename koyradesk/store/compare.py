"""Are the typed tables what the journal says?

Most records have one operation. SQLite compares its values with the row where they lie, which is five times as fast as
taking them out; whatever it does not find equal (records with more operations among them) is folded as ``merge`` has it
and compared exactly.
"""

from __future__ import annotations

import sqlite3

from koyradesk.records import FieldType, Kind
from koyradesk.store import sealing, tables

#: A column as its value stands in an operation; an empty one stands in none.
_WRITTEN: dict[FieldType, str] = {
    "text": "nullif(k.\"{name}\", '')",
    "bool": "CASE WHEN k.\"{name}\" THEN json('true') END",
    "json": 'json(k."{name}")',
    "int": 'k."{name}"',
    "date": 'k."{name}"',
    "ref": 'k."{name}"',
    "blob": 'k."{name}"',
}


def equal(db: sqlite3.Connection, kind: Kind) -> bool:
    """Does the table of a kind hold exactly what the journal says?"""
    span = (f"{kind.name}.", f"{kind.name}/")
    count = "SELECT count(DISTINCT record) FROM operation WHERE waiting = 0 AND record >= ? AND record < ?"
    # As many rows as records with operations, and none without: no row is missing.
    if db.execute(count, span).fetchone() != db.execute(f'SELECT count(*) FROM "{kind.name}"').fetchone():
        return False
    for record in {record for (record,) in db.execute(_unlike(kind))}:
        # Of what came too late for a signed paper the journal knows more than the table.
        expected = sealing.row(db, record)
        if expected is None or tables.one(db, record) != expected:
            return False
    return True


def _unlike(kind: Kind) -> str:
    """Finds the records whose row is not simply the values of one operation."""
    paths = ", ".join(f"'$.set.{name}.v'" for name in kind.fields)
    columns = ", ".join(_WRITTEN[field.type].format(name=name) for name, field in kind.fields.items())
    return (
        f'SELECT k.id FROM "{kind.name}" AS k LEFT JOIN operation AS o ON o.record = k.id AND o.waiting = 0 '
        f"WHERE k.conflict OR json_extract(CAST(o.body AS TEXT), {paths}) IS NOT json_array({columns})"
    )
