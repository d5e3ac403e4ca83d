"""Books of other offices: what they submitted, in a data folder of its own that nobody here writes into.

A book is a database like our own, so whatever reads ours reads it. It has no mark and no identity (no operation is ever
made in it), and it can be had again from where it came from: so it needs no backup before an update, and one that is
gone is begun anew.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import migrations, opening
from koyradesk.store.lock import Lock
from koyradesk.store.refusals import in_words

#: Seconds to wait for another program that takes something in: a year of an office takes less than one.
WAIT = 10.0


def opened(home: Path, office: str, *, create: bool, wait: float) -> sqlite3.Connection:
    """The database of the book of ``office`` in the folder ``home``, brought up to date.

    Raises:
        UserError: see ``Store.open``.
    """
    _examine(office)
    if not (home / opening.DATABASE).exists():
        opening.prepare(home, was_here=False, fresh=create, create=create)
        with in_words(home), Lock(home, wait):
            if not (home / opening.DATABASE).exists():
                opening.create(home, office)
    db = opening.open_database(home)
    try:
        with in_words(home):
            if migrations.pending(db):
                with Lock(home, wait):
                    migrations.migrate(db)
            held = db.execute("SELECT office FROM here").fetchone()[0]
        if held != office:
            raise UserError(
                N_("{folder} holds the book of the office {held}, not of {office}. Put the folder back to its place."),
                folder=home,
                held=held,
                office=office,
            )
    except BaseException:
        db.close()
        raise
    return db


def _examine(office: str) -> None:
    """A book is somebody's.

    Raises:
        ValueError: ``office`` is no code of an office.
    """
    if len(office) != records.OFFICE_LENGTH or not set(office) <= set(records.ALPHABET):
        raise ValueError(f"no code of an office: {office!r}")
