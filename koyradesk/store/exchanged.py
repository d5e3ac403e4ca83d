"""What travels: operations that come from elsewhere, those that go there, and how far each actor's chain is known."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from koyradesk import records
from koyradesk.store import index, journal, receive, sealing, writing
from koyradesk.store.identity import Identity
from koyradesk.store.writing import Change, Changed


class Exchanged:
    """The part of a ``Store`` that takes in and gives out operations."""

    folder: Path
    office: str
    ours: bool
    _db: sqlite3.Connection
    _identity: Identity

    def _reading(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def _transaction(self, *, book: bool = False) -> AbstractContextManager[None]:
        raise NotImplementedError

    def _remember(self, end: journal.Head) -> None:
        raise NotImplementedError

    def _now(self) -> str:
        raise NotImplementedError

    @property
    def device(self) -> str:
        """This PC within its office, as it stands in the names of its actors; "" while nothing was written here."""
        return self._identity.device

    def named(self) -> str:
        """The device, made where nothing was written here since the folder was copied or restored."""
        if not self.device:
            with self._transaction():
                self._identity.head(journal.SUBMITTED)
        return self.device

    def receive(self, bodies: Iterable[bytes]) -> Changed:
        """Takes in operations of this office's actors (see ``receive.take_in``), all or none: into our own store of our
        other PCs, into a book what its office submitted.

        Raises:
            UserError: they are not what they should be; nothing has been taken over.
        """
        with self._transaction(book=True):
            changed = receive.take_in(self._db, bodies, self.office, ours=self.ours)
            index.outdate(self._db, changed)
        return Changed.of(changed)

    def submit(self, changes: Iterable[Change], *, by: str) -> Changed:
        """Writes all the changes as one group, or none, into what this office submits to others; nothing here changes.

        They go over what was submitted of these records before, by any PC of the office; what was submitted as it is
        makes no operation. Returns the records of which something was submitted.

        Raises:
            UserError, ValueError, TypeError, KeyError: see ``Store.write``.
        """
        wanted = writing.examine(changes, self.office, None)
        author = writing.Author(records.text(by), self._now())
        end = None
        with self._transaction():
            pending = writing.differing(self._db, wanted, journal.PUBLISHED)
            if pending:
                end = self._identity.head(journal.SUBMITTED)
                writing.append(self._db, end, author, pending, journal.PUBLISHED)
        if end is not None:
            self._remember(end)
        return Changed.of(record for record, _, _ in pending)

    def unsubmitted(self) -> list[str]:
        """The records of which operations came into the journal, or began to count, since ``submitted_all``; in the
        order they came."""
        with self._reading():
            rows = self._db.execute(
                "SELECT record FROM operation, here WHERE operation.n > here.submitted AND waiting IN (?, ?) "
                "GROUP BY record ORDER BY min(n)",
                (journal.COUNTS, journal.PUBLISHED),
            )
            return [record for (record,) in rows]

    def submitted_all(self) -> None:
        """What the journal holds now was looked at, and submitted where it travels."""
        with self._transaction():
            self._db.execute("UPDATE here SET submitted = (SELECT coalesce(max(n), 0) FROM operation)")

    def was_submitted(self, record: str) -> bool:
        """Was anything of a record ever submitted?"""
        sql = f"SELECT 1 FROM operation WHERE record = ? AND waiting = {journal.PUBLISHED:d} LIMIT 1"
        with self._reading():
            return self._db.execute(sql, (record,)).fetchone() is not None

    def seen(self) -> dict[str, Any]:
        """What of this office's journal is known here: see ``sealing.seen``."""
        with self._reading():
            return sealing.seen(self._db)

    def late(self) -> list[sealing.Write]:
        """What came too late for signed papers and still stands against what was printed: see ``sealing``."""
        with self._reading():
            return list(sealing.late(self._db))

    def vector(self, stream: str | None = None) -> dict[str, int]:
        """Up to which seq the operations of each actor are known without a gap; of one stream, or of all."""
        ending = "" if stream is None else f".{stream}"
        with self._reading():
            rows = self._db.execute("SELECT id, whole FROM actor WHERE whole > 0 ORDER BY id").fetchall()
        return {actor: whole for actor, whole in rows if actor.endswith(ending)}

    def operations(self, known: Mapping[str, int] | None = None, *, stream: str | None = None) -> Iterator[bytes]:
        """The bytes of the operations above the seq ``known`` of each actor, by actor, then seq; of one stream or all.

        What lies behind a gap stays until the gap is filled: so each actor's operations are one run that ends where
        ``vector`` and ``head`` say.
        """
        have = known or {}
        for actor, whole in self.vector(stream).items():
            with self._reading():
                rows = self._db.execute(
                    "SELECT body FROM operation WHERE actor = (SELECT n FROM actor WHERE id = ?) "
                    "AND seq > ? AND seq <= ? AND body IS NOT NULL ORDER BY seq",
                    (actor, have.get(actor, 0), whole),
                )
                for (body,) in rows:
                    yield body

    def head(self, actor: str) -> tuple[int, str]:
        """Where an actor's chain ends, as far as it is known without a gap: the seq and the link after it; (0, "")
        where nothing of it is known."""
        with self._reading():
            return journal.reached(self._db, actor)

    def passes(self, actor: str, seq: int, link: str) -> bool:
        """Does an actor's chain here come by this ``link`` after its operation ``seq``?"""
        with self._reading():
            return journal.passes(self._db, actor, seq, link)
