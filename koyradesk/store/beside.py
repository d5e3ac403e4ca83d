"""What lies beside our own database and is carried away with it: the record of the exchange, the books of others.

Our own work is whole without it, and other offices send theirs once more when it is gone. But an upazila whose disk
broke may have its book nowhere but here; nobody would know any more what was sent and acknowledged; and the ways to
others would have to be set up anew.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from koyradesk import disk
from koyradesk.records import is_office
from koyradesk.store import blobs, check, opening
from koyradesk.store.place import DATABASE

#: The record of the exchange, and the folder with a book for each office.
LEDGER, BOOKS = "exchange.db", "offices"
_BOOK = re.compile(f"{BOOKS}/([0-9a-z]+)/(?:{re.escape(DATABASE)}|({blobs.NAME}/([0-9a-f]{{2}})/([0-9a-f]{{64}})))")


def databases(folder: Path) -> list[str]:
    """The databases that lie there, as a backup calls them."""
    found = [LEDGER] if (folder / LEDGER).is_file() else []
    return found + [f"{BOOKS}/{office}/{DATABASE}" for office in offices(folder)]


def offices(folder: Path) -> list[str]:
    """The offices whose books lie there."""
    place = folder / BOOKS
    # Asked first: how a system refuses to list a file differs.
    inside = place.iterdir() if place.is_dir() else ()
    return sorted(one.name for one in inside if is_office(one.name) and (one / DATABASE).is_file())


def is_database(name: str) -> bool:
    """Is a name in a backup that of one of these databases?"""
    found = _BOOK.fullmatch(name)
    return name == LEDGER or (found is not None and found[2] is None and is_office(found[1]))


def blob_of(name: str) -> tuple[str, str] | None:
    """The office and the sha256, where a name in a backup is that of a file of a book."""
    found = _BOOK.fullmatch(name)
    if found is None or not found[2] or found[3] != found[4][:2] or not is_office(found[1]):
        return None
    return found[1], found[4]


@contextmanager
def copied(source: Path, copy: Path) -> Iterator[bool]:
    """A whole copy of a database that may be in use; gone again at the end. False where it cannot be read: it is not
    carried away then."""
    try:
        sound = False
        with suppress(sqlite3.DatabaseError):
            with closing(opening.connect(source)) as db, closing(sqlite3.connect(copy)) as into:
                db.backup(into)
            sound = is_sound(copy)
        yield sound
    finally:
        for left in (copy, copy.with_name(f"{copy.name}-journal")):
            disk.unlink(left, missing_ok=True)


def is_sound(path: Path) -> bool:
    """Can a database be read from end to end?"""
    with suppress(sqlite3.DatabaseError), closing(opening.connect(path)) as db:
        return check.is_sound(db)
    return False


def operations(path: Path) -> int:
    """How many operations a book has; -1 where it cannot be read."""
    with suppress(sqlite3.DatabaseError), closing(opening.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM operation").fetchone()[0])
    return -1
