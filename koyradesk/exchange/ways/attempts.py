"""What was tried on each way and what came of it, when to try again, and how many bytes a day it cost.

Kept beside the ledger, in the same file. Any thread and process may ask: each question has a connection of its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from koyradesk.errors import UserError
from koyradesk.exchange import problems
from koyradesk.exchange.ledger import NAME, Ledger
from koyradesk.i18n import N_
from koyradesk.store.opening import connect
from koyradesk.store.refusals import in_words

Outcome = Literal["done", "later", "refused"]
#: So many attempts are remembered.
_KEPT = 2_000
_PATIENCE = 10_000
_TABLES = (
    "CREATE TABLE IF NOT EXISTS attempt (n INTEGER PRIMARY KEY, at TEXT NOT NULL, way TEXT NOT NULL, "
    "transfer TEXT NOT NULL, out INTEGER NOT NULL, outcome TEXT NOT NULL, bytes INTEGER NOT NULL, "
    "seconds REAL NOT NULL, sentence TEXT NOT NULL, parts TEXT NOT NULL) STRICT",
    # When a way, or one bundle on it, is tried again; never by itself where a person is needed.
    "CREATE TABLE IF NOT EXISTS retry (what TEXT PRIMARY KEY, tries INTEGER NOT NULL, at TEXT NOT NULL, "
    "due TEXT NOT NULL, refused INTEGER NOT NULL, patient INTEGER NOT NULL, sentence TEXT NOT NULL, "
    "parts TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS spent (way TEXT NOT NULL, day TEXT NOT NULL, bytes INTEGER NOT NULL, "
    "PRIMARY KEY (way, day)) STRICT",
    "CREATE TABLE IF NOT EXISTS allowed (transfer TEXT PRIMARY KEY) STRICT",
    "CREATE TABLE IF NOT EXISTS fetched (bundle TEXT PRIMARY KEY, way TEXT NOT NULL, at TEXT NOT NULL) STRICT",
)


class Attempt(NamedTuple):
    """One try. ``transfer`` is the bundle's id, "" where it was asked what lies there; ``problem`` why it failed."""

    at: datetime
    way: str
    transfer: str
    out: bool
    outcome: Outcome
    bytes: int
    seconds: float
    problem: UserError | None


class Retry(NamedTuple):
    """Not before ``due``, and where ``refused`` only when somebody asks for it.

    ``patient``: the server named the time, and the return of the net does not make it shorter.
    """

    tries: int
    at: datetime
    due: datetime
    refused: bool
    patient: bool
    problem: UserError

    def is_due(self, now: datetime) -> bool:
        """Whether it is time; also where the clock was set back since, for then nobody knows."""
        return not self.refused and (now >= self.due or now < self.at)


class Attempts:
    """The record of the attempts of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # The ledger makes the file, and anew where it is damaged.
        Ledger(folder).close()
        with self._open() as db:
            for table in _TABLES:
                db.execute(table)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with in_words(self._folder):
            db = connect(self._folder / NAME)
            try:
                db.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
                yield db
            finally:
                db.close()

    # -- what was tried

    def note(self, attempt: Attempt) -> None:
        """Remembers a try, and what it cost."""
        values = (
            attempt.at.isoformat(),
            attempt.way,
            attempt.transfer,
            int(attempt.out),
            attempt.outcome,
            attempt.bytes,
            attempt.seconds,
            *problems.written(attempt.problem),
        )
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            db.execute(f"INSERT INTO attempt VALUES (NULL, {', '.join('?' * len(values))})", values)
            db.execute("DELETE FROM attempt WHERE n <= (SELECT max(n) FROM attempt) - ?", (_KEPT,))
            if attempt.bytes:
                db.execute(
                    "INSERT INTO spent VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes",
                    (attempt.way, attempt.at.date().isoformat(), attempt.bytes),
                )
            db.execute("COMMIT")

    def last(self, limit: int = 200, way: str = "") -> list[Attempt]:
        """The last tries, the newest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT at, way, transfer, out, outcome, bytes, seconds, sentence, parts FROM attempt "
                "WHERE ?1 IN ('', way) ORDER BY n DESC LIMIT ?2",
                (way, limit),
            ).fetchall()
        return [
            Attempt(
                datetime.fromisoformat(at), way, transfer, bool(out), outcome, count, seconds, problems.read(*problem)
            )
            for at, way, transfer, out, outcome, count, seconds, *problem in rows
        ]

    def spent(self, way: str, day: date) -> int:
        """The bytes that a way carried on a day."""
        with self._open() as db:
            row = db.execute("SELECT bytes FROM spent WHERE way = ? AND day = ?", (way, day.isoformat())).fetchone()
        return int(row[0]) if row else 0

    # -- when to try again

    def put_off(self, what: str, retry: Retry) -> None:
        """``what`` is the name of a way, or a bundle's id."""
        flags = int(retry.refused), int(retry.patient)
        values = (what, retry.tries, retry.at.isoformat(), retry.due.isoformat(), *flags)
        with self._open() as db:
            db.execute(
                "INSERT OR REPLACE INTO retry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, *problems.written(retry.problem)),
            )

    def retry(self, what: str) -> Retry | None:
        """What keeps it from being tried at once; None where nothing does."""
        with self._open() as db:
            row = db.execute(
                "SELECT tries, at, due, refused, patient, sentence, parts FROM retry WHERE what = ?", (what,)
            ).fetchone()
        if row is None:
            return None
        problem = problems.read(*row[5:]) or UserError(N_("It is tried again by itself."))
        at, due = datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2])
        return Retry(row[0], at, due, bool(row[3]), bool(row[4]), problem)

    def forget(self, what: str) -> None:
        """Nothing keeps it any more."""
        with self._open() as db:
            db.execute("DELETE FROM retry WHERE what = ?", (what,))

    # -- what somebody said yes to, and what was fetched

    def allow(self, transfer: str) -> None:
        """It may be sent although that is more than the way may carry in a day."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO allowed VALUES (?)", (transfer,))

    def is_allowed(self, transfer: str) -> bool:
        with self._open() as db:
            return db.execute("SELECT 1 FROM allowed WHERE transfer = ?", (transfer,)).fetchone() is not None

    def got(self, bundle: str, way: str, at: datetime) -> None:
        """It was fetched: it is not fetched again, whatever becomes of it here."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO fetched VALUES (?, ?, ?)", (bundle, way, at.isoformat()))

    def has(self, bundle: str) -> bool:
        with self._open() as db:
            return db.execute("SELECT 1 FROM fetched WHERE bundle = ?", (bundle,)).fetchone() is not None
