"""Books of other offices: what they submitted, in a data folder of its own that nobody here writes into.

A book is a database like our own, so whatever reads ours reads it. It has no mark and no identity (no operation is ever
made in it), and it can be had again from where it came from: so it needs no backup before an update, and one that is
gone is begun anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import migrations, opening
from koyradesk.store.lock import Lock
from koyradesk.store.refusals import in_words

#: An empty database has a page for each of its tables and indexes: a book begins with small ones, of 0.2 instead of
#: 1.2 MB, as a country has 495 of them; what has grown beyond ``_SMALL`` bytes is a tenth smaller with large ones.
_PAGE = 1024
_SMALL = 4_000_000

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
                opening.create(home, office, _PAGE)
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


def grow(db: sqlite3.Connection) -> None:
    """Gives a book that has grown the pages of an office's own database."""
    (size,), (pages,) = (db.execute(f"PRAGMA {name}").fetchone() for name in ("page_size", "page_count"))
    if size < opening.PAGE and size * pages > _SMALL:
        # Somebody may be reading in it: another time will do.
        with suppress(sqlite3.OperationalError):
            db.execute(f"PRAGMA page_size = {opening.PAGE:d}")
            db.execute("VACUUM")


def _examine(office: str) -> None:
    """A book is somebody's.

    Raises:
        ValueError: ``office`` is no code of an office.
    """
    if not records.is_office(office):
        raise ValueError(f"no code of an office: {office!r}")
