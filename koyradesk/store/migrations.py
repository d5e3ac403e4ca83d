"""The schema of the database and how an older one becomes today's.

The journal's tables are the only ones with a history worth migrating; typed tables and search index are made anew from
the journal whenever ``records.KINDS`` changes. Each migration is one transaction that also counts ``user_version`` up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from koyradesk.store import index, rebuild, receive, sealing, tables

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

#: "কয়রা" needs more than four bytes: "Koyr" in ASCII says whose file it is (PRAGMA application_id).
APPLICATION = int.from_bytes(b"Koyr", "big")

#: The indexes of what waits, and of what was submitted.
_APART = (
    "CREATE INDEX operation_waiting ON operation (actor) WHERE waiting = 1",
    "CREATE INDEX operation_submitted ON operation (record) WHERE waiting = 3",
)

#: The journal and what stands beside it. ``actor.here``: it wrote in this folder, so its chain has no gaps; ``whole``:
#: up to which seq it has none. ``operation.waiting``: see ``journal.COUNTS``; of an erased body ``hash`` keeps the
#: chain whole. ``here.submitted``: up to which operation the journal was looked at for what others get.
_JOURNAL = (
    "CREATE TABLE here (one INTEGER PRIMARY KEY CHECK (one = 1), office TEXT NOT NULL, device TEXT NOT NULL, "
    "mark TEXT NOT NULL, restored TEXT NOT NULL, submitted INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE actor (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, here INTEGER NOT NULL, seq INTEGER NOT NULL, "
    "link TEXT NOT NULL, whole INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE operation (n INTEGER PRIMARY KEY, actor INTEGER NOT NULL REFERENCES actor (n), seq INTEGER NOT NULL, "
    "waiting INTEGER NOT NULL DEFAULT 0, record TEXT NOT NULL, hash BLOB, body BLOB, UNIQUE (actor, seq), "
    "CHECK ((body IS NULL) = (hash IS NOT NULL))) STRICT",
    "CREATE INDEX operation_record ON operation (record) WHERE waiting = 0",
    *_APART,
    "CREATE TABLE open_edit (record TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, wall TEXT NOT NULL, "
    "PRIMARY KEY (record, field)) STRICT, WITHOUT ROWID",
)


def ddl() -> Iterator[str]:
    """The statements that make today's database, in order."""
    yield from _JOURNAL
    yield from tables.ddl()
    yield from index.ddl()
    yield from sealing.ddl()


def _first(db: Database) -> None:
    for statement in ddl():
        db.conn.execute(statement)
    db.conn.execute(f"PRAGMA application_id = {APPLICATION}")


def _same_journal(_: Database) -> None:
    """Only the typed tables are others."""


def _submitted(db: Database) -> None:
    """What was submitted is found by its record, and how far each actor is known without a gap is kept."""
    if "whole" in db["actor"].columns_dict:
        return
    db.conn.execute("ALTER TABLE here ADD COLUMN submitted INTEGER NOT NULL DEFAULT 0")
    db.conn.execute("ALTER TABLE actor ADD COLUMN whole INTEGER NOT NULL DEFAULT 0")
    for statement in _APART:
        db.conn.execute(statement)
    # What was written here had no gaps; where it has one now, something was lost, and a check must go on saying so.
    db.conn.execute("UPDATE actor SET whole = seq WHERE here")
    for (actor,) in db.conn.execute("SELECT n FROM actor WHERE NOT here").fetchall():
        receive.reach(db.conn, actor)


#: In order; the position counted from 1 is the ``user_version`` it leads to. A released one is never edited.
STEPS: tuple[tuple[str, Callable[[Database], None]], ...] = (
    ("001_journal", _first),
    # What an item follows, corrections, an index of the bin.
    ("002_corrections", _same_journal),
    # Letters, files and their numbers, distribution lists.
    ("003_letters", _same_journal),
    # Obligations with their tasks and reports, the directory of parties.
    ("004_obligations", _same_journal),
    # Keys of offices, which party is which office, how far the journal was known to a signed paper.
    ("005_exchange", _submitted),
    # Letters that came in; the sentences of the bank.
    ("006_incoming", _same_journal),
    # Notes of a meeting that runs, when people came and left, the quorum of a committee.
    ("007_sitting", _same_journal),
)
VERSION = len(STEPS)


def pending(connection: sqlite3.Connection) -> bool:
    """Is the database older than this program?"""
    return version(connection) < VERSION


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the database to ``VERSION``, step by step; a step that fails leaves the one before."""
    # Only where there is something to migrate: importing it takes longer than opening a database.
    from sqlite_utils import Database

    _steps(fresh=version(connection) == 0).apply(Database(connection, recursive_triggers=False, execute_plugins=False))


def _renew(connection: sqlite3.Connection) -> None:
    """Typed tables and index as today's program has them, with what a newer one had written and now is understood."""
    names = (
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name DESC"
    )
    made = {f'"{kind}"' for kind in tables.names(connection)} | {"search", "term", "stale", "late"}
    for name in [*(name for (name,) in connection.execute(names).fetchall()), *sorted(made)]:
        connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in (*tables.ddl(), *index.ddl(), *sealing.ddl()):
        connection.execute(statement)
    receive.release(connection, [n for (n,) in connection.execute("SELECT n FROM actor").fetchall()])
    rebuild.rebuild(connection)


def _steps(*, fresh: bool) -> Migrations:
    """``fresh``: the first step makes today's database, and there is nothing in it to be made anew."""
    from sqlite_utils import Migrations

    steps = Migrations("koyradesk")
    for number, (name, change) in enumerate(STEPS, start=1):

        def step(db: Database, change: Callable[[Database], None] = change, number: int = number) -> None:
            change(db)
            if number == VERSION and not fresh:
                _renew(db.conn)
            db.conn.execute(f"PRAGMA user_version = {number}")

        steps(name=name)(step)
    return steps
