"""Which record a person means by a whole id, its unique part, or a beginning of that."""

from __future__ import annotations

import sqlite3

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.records import KINDS


def resolve(db: sqlite3.Connection, typed: str, kind: str) -> str:
    """The id of the one record of a kind that ``typed`` means.

    Raises:
        UserError: none or several match.
    """
    wanted = typed.strip()
    prefix = records.as_code(wanted.rpartition(".")[2])
    found: list[str] = []
    if prefix and all(char in records.ALPHABET for char in prefix):
        rows = db.execute(
            f'SELECT id FROM "{KINDS[kind].name}" WHERE substr(id, ?, ?) = ? ORDER BY id',
            (len(kind) + records.OFFICE_LENGTH + 3, len(prefix), prefix),
        )
        found = [record for (record,) in rows]
    if "." in wanted:
        found = [record for record in found if record == wanted.lower()]
    if not found:
        raise UserError(N_("Nothing here has the id {typed}. Look it up with “list”."), typed=wanted)
    if len(found) > 1:
        raise UserError(
            N_("The id {typed} fits {count} records. Type more of it: {some}."),
            typed=wanted,
            count=len(found),
            some=", ".join(records.short(record) for record in found[:4]),
        )
    return found[0]
