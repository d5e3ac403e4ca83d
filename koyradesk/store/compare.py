"""Are the typed tables what the journal says? Worked out a second way, in SQL, from the operations' own JSON.

Most records have one operation: its values are compared where they lie, without Python touching them. Records with more
are folded as ``merge`` has it. Both ways only read.
"""

from __future__ import annotations

import sqlite3

from koyradesk.records import FieldType, Kind
from koyradesk.store import journal, tables

#: What a column holds when its record's only operation is ``o``; {at} is the JSON path of the value.
_HELD: dict[FieldType, str] = {
    "text": "coalesce(CAST(o.body AS TEXT) ->> '{at}', '')",
    "int": "CAST(o.body AS TEXT) ->> '{at}'",
    "date": "CAST(o.body AS TEXT) ->> '{at}'",
    "json": "nullif(CAST(o.body AS TEXT) -> '{at}', 'null')",
    "bool": "coalesce(CAST(o.body AS TEXT) ->> '{at}', 0)",
    "ref": "CAST(o.body AS TEXT) ->> '{at}'",
    "blob": "CAST(o.body AS TEXT) ->> '{at}'",
}

#: Records of a kind with more than one operation, or with one whose body was erased.
_MANY = (
    "SELECT record FROM operation WHERE waiting = 0 AND record >= :low AND record < :high "
    "GROUP BY record HAVING count(*) > 1 OR max(hash IS NOT NULL)"
)


def equal(db: sqlite3.Connection, kind: Kind) -> bool:
    """Does the table of a kind hold exactly what the journal says?"""
    span = {"low": f"{kind.name}.", "high": f"{kind.name}/"}
    count = "SELECT count(DISTINCT record) FROM operation WHERE waiting = 0 AND record >= :low AND record < :high"
    if db.execute(count, span).fetchone() != db.execute(f'SELECT count(*) FROM "{kind.name}"').fetchone():
        return False
    if db.execute(_difference(kind), span).fetchone() is not None:
        return False
    for (record,) in db.execute(_MANY, span):
        if tables.one(db, record) != tables.stored(record, kind, journal.registers(db, record)):
            return False
    return True


def _difference(kind: Kind) -> str:
    """Finds a row without operation, or one that its only operation does not give."""
    wrong = [
        f'k."{name}" IS NOT {_HELD[field.type].format(at=f"$.set.{name}.v")}' for name, field in kind.fields.items()
    ]
    return (
        f'WITH many AS MATERIALIZED ({_MANY}) SELECT 1 FROM "{kind.name}" AS k '
        "LEFT JOIN operation AS o ON o.record = k.id AND o.waiting = 0 "
        f"WHERE o.n IS NULL OR (k.id NOT IN many AND (k.conflict <> 0 OR {' OR '.join(wrong)})) LIMIT 1"
    )
