"""The store of one office: everything is read and written here. One ``Store`` belongs to the thread that opened it."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from koyradesk import merge, records
from koyradesk.records import KINDS
from koyradesk.store import (
    backup,
    blobs,
    books,
    check,
    edits,
    journal,
    migrations,
    naming,
    opening,
    place,
    rebuild,
    steps,
    tables,
    tally,
    writing,
)
from koyradesk.store.backup import Source
from koyradesk.store.check import Report
from koyradesk.store.edits import OpenEdit
from koyradesk.store.exchanged import Exchanged
from koyradesk.store.identity import Identity
from koyradesk.store.lock import Lock
from koyradesk.store.overseen import Overseen
from koyradesk.store.past import Past
from koyradesk.store.refusals import in_words
from koyradesk.store.searched import Searched
from koyradesk.store.tally import Tally
from koyradesk.store.writing import Change, Changed


class Store(Past, Overseen, Searched, Exchanged):
    """An office's records in a data folder: our own, or, where it is not ``ours``, the book of another office, into
    which nothing is written here but what comes from there."""

    def __init__(
        self, folder: Path, lock: Lock | None, db: sqlite3.Connection, config: Path, clock: Callable[[], datetime]
    ) -> None:
        """Use ``Store.open``. ``lock`` is held as long as this is open; a book has none."""
        self.folder = folder
        self.ours = lock is not None
        self._lock = lock
        self._db = db
        self._clock = clock
        self._identity = Identity(db, folder, config)
        self.office = self._identity.office
        #: The ends of the chains that ``together`` has written so far.
        self._ends: dict[str, journal.Head] | None = None

    @classmethod
    def open(
        cls,
        folder: str | Path,
        *,
        fresh: bool = False,
        wait: float = 2.0,
        office: str = "",
        ours: bool = True,
        create: bool = True,
        config: Path | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> Self:
        """Opens the data folder, creating folder and database where there never was one.

        ``fresh``: the user asked to begin empty, even where there once were data. ``wait``: seconds to wait for another
        program using the folder. ``office``: the code of an existing office this folder joins (only on creation).
        ``create=False`` refuses a folder that never held data, instead of making it.
        ``config``: where the folder's mark is kept (see ``place``). ``ours=False``: the book of the other ``office``;
        it is nobody's while it is read, and locked for as long as something is taken in.

        Raises:
            UserError: in use, not ours, newer, damaged, vanished, or not writable; the book of another office than
                ``office``. Nothing has been changed.
        """
        home = Path(folder).absolute()
        marks = config or place.config_folder()
        if not ours:
            return cls(home, None, books.opened(home, office, create=create, wait=wait), marks, clock)
        with in_words(home):
            was_here = place.had_data(marks, home)
            opening.prepare(home, was_here=was_here, fresh=fresh, create=create)
            lock = Lock(home, wait)
        try:
            if not (home / opening.DATABASE).exists():
                opening.create(home, office or records.code(records.OFFICE_LENGTH, secrets.randbelow))
            db = opening.open_database(home)
            try:
                with in_words(home):
                    if migrations.pending(db):
                        _update(db, home, clock())
                    return cls(home, lock, db, marks, clock)
            except BaseException:
                db.close()
                raise
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- reading

    def row(self, record: str) -> dict[str, Any] | None:
        """A record's fields with ``id`` and ``conflict``, in the bin or not; None if there is no such record."""
        with self._reading():
            found = tables.one(self._db, record)
            return None if found is None else tables.rich(KINDS[record.partition(".")[0]], [found])[0]

    def rows(
        self, kind: str, /, *, deleted: bool | None = False, only: Iterable[str] | None = None, **where: Any
    ) -> list[dict[str, Any]]:
        """The records of a kind whose fields equal ``where`` (a set: any of it), in their order; ``deleted=None`` with
        the bin.

        ``only`` names the fields that are wanted; without it all are given.
        """
        wanted = KINDS[kind] if only is None else tables.part(KINDS[kind], only)
        with self._reading():
            return tables.rich(wanted, tables.select(self._db, KINDS[kind], where, deleted=deleted, shown=wanted))

    def conflicts(self, within: str = "") -> list[tuple[str, str]]:
        """Every (record, field) with more than one live value, to be shown and settled; ``within`` a record, or all."""
        with self._reading():
            return [
                (record, name)
                for record in tables.contested(self._db, steps.under(self._db, within) if within else None)
                for name, register in sorted(journal.registers(self._db, record).items())
                if register.conflict()
            ]

    def resolve(self, typed: str, kind: str = "meeting") -> str:
        """The id a person means by a whole id, its unique part, or a beginning of that.

        Raises:
            UserError: none or several match.
        """
        with self._reading():
            return naming.resolve(self._db, typed, kind)

    def versions(self, record: str, field: str) -> dict[merge.Version, Any]:
        """The live versions of a field, for ``Change.seen``, and what each says as the journal writes it."""
        with self._reading():
            register = journal.registers(self._db, record).get(field)
        return register.live() if register else {}

    def values(self, record: str, field: str) -> tuple[Any, ...]:
        """Every live value of a field; more than one is a conflict to show and settle."""
        kind = KINDS[records.split(record)[0]]
        found: list[Any] = []
        for value in self.versions(record, field).values():
            if value not in found:
                found.append(value)
        return tuple(records.rich(kind, field, value) for value in found)

    def tally(self, kind: str, *names: str, since: str = "") -> list[Tally]:
        """How often each combination of the fields' values stands in the living records of a kind: see ``Tally``."""
        with self._reading():
            return tally.of(self._db, tables.part(KINDS[kind], names), names, since)

    # -- writing

    def new_id(self, kind: str) -> str:
        """An id for a record of this office that does not exist yet."""
        if not self.ours:
            raise ValueError(f"{self.office} alone makes records of its own")
        return f"{KINDS[kind].name}.{self.office}.{records.code(records.UNIQUE_LENGTH, secrets.randbelow)}"

    def write(
        self, changes: Iterable[Change], *, by: str, stream: str = journal.DRAFTS, undoes: merge.Version | None = None
    ) -> Changed:
        """Writes all the changes as one group, or none: operations, tables, search index and seals in one transaction.

        ``by`` is the person at the desk. Values that are what they were make no operation. Open edits of the fields
        named are sealed: their rows go. ``undoes`` names the group that is taken back (see ``steps``).

        Raises:
            UserError: a text that cannot be kept, another office's record, a disk that is full or failing; nothing has
                been changed.
            ValueError, TypeError, KeyError: a caller's bug: no such kind or field, a value of the wrong type, a record
                twice, a blob that was never put.
        """
        wanted = writing.examine(changes, self.office, self.folder)
        author = writing.Author(records.text(by), self._now(), undoes)
        end = None
        with self._transaction():
            pending = writing.differing(self._db, wanted)
            if pending:
                end = self._identity.head(stream)
                writing.append(self._db, end, author, pending)
            edits.drop(self._db, [(one.record, name) for one in wanted for name in one.fields])
        if end is not None:
            self._remember(end)
        return Changed.of(record for record, _, _ in pending)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside stands or falls together: where it raises, nothing of it stays.

        A refusal inside must not be caught there, and nothing inside may wait for the user.
        """
        if self._ends is not None:
            yield
            return
        with self._transaction(book=True):
            self._ends = {}
            try:
                yield
                ends = self._ends
            finally:
                self._ends = None
        for end in ends.values():
            self._remember(end)

    def _remember(self, end: journal.Head) -> None:
        if self._ends is None:
            self._identity.remember(end)
        else:
            # Only what is committed may be remembered outside.
            self._ends[end.actor] = end

    def put_blob(self, data: bytes) -> str:
        """Keeps a file beside the database and returns its sha256; name it in a record afterwards.

        Raises:
            UserError: the disk is full or failing.
        """
        with in_words(self.folder):
            return blobs.put(self.folder, data)

    def blob(self, sha: str) -> bytes:
        """The bytes of a kept file, checked against their hash.

        Raises:
            UserError: missing or damaged.
        """
        with in_words(self.folder):
            return blobs.get(self.folder, sha)

    def keep_edits(self, texts: Iterable[tuple[str, str, str]]) -> None:
        """Keeps what is being typed, as (record, field, text), so that a power cut loses two seconds at most.

        Characters that cannot be kept are left out. ``write`` seals what it names.
        """
        wall = self._now()
        with self._transaction():
            edits.keep(self._db, texts, wall)

    def drop_edits(self, fields: Iterable[tuple[str, str]]) -> None:
        """Forgets what was being typed into several (record, field)."""
        with self._transaction():
            edits.drop(self._db, fields)

    def open_edits(self) -> list[OpenEdit]:
        """What was being typed when the program last ended without sealing it, the oldest first."""
        with self._reading():
            return edits.held(self._db)

    # -- keeping it sound

    def rebuild(self) -> None:
        """Makes the typed tables and the search index anew from the journal."""
        with self._transaction(book=True):
            rebuild.rebuild(self._db)

    def check(self, *, rebuild: bool = False) -> Report:
        """Looks whether everything is what it was. With ``rebuild``, tables and index that differ from the journal are
        made anew from it, and looked at again; the journal itself is never changed."""
        with self._reading():
            report = self._checked()
        if rebuild and check.repairable(report):
            self.rebuild()
            with self._reading():
                report = replace(self._checked(), rebuilt=True)
        return report

    def _checked(self) -> Report:
        return check.check(self._db, self.folder / opening.DATABASE, self.folder, ours=self.ours)

    def backup(self, folder: str | Path, step: backup.Step = lambda *_: None) -> Path:
        """Writes one dated, verified file into a folder, with everything in it; returns its path.

        ``step`` is told before each file how far it is, and may stop it by raising.

        Raises:
            UserError: the folder cannot be used, a disk is full, or a kept file is missing or damaged.
        """
        return backup.write(self._source(), Path(folder).absolute(), self._clock(), step=step)

    def backup_daily(self) -> Path | None:
        """Today's backup beside the database, unless there is one; the last 7 days and 12 months are kept.

        It holds the records; the blobs lie beside it anyway. Returns its path, None if today's was there.
        """
        folder, now = self.folder / opening.BACKUPS, self._clock()
        if backup.has_today(folder, self.office, now):
            return None
        made = backup.write(self._source(), folder, now, with_blobs=False)
        with in_words(folder):
            backup.rotate(folder, self.office, made=made)
            blobs.sweep(self.folder)
        return made

    def backup_before(self, what: str) -> Path:
        """A backup of the records beside the database, named for what comes next ("update-0.2.0"); it stays until
        somebody deletes it.

        Raises:
            UserError: see ``backup``.
        """
        note = f"before-{what}-"
        return backup.write(self._source(), self.folder / opening.BACKUPS, self._clock(), with_blobs=False, note=note)

    def _source(self) -> Source:
        return Source(self._db, self.folder, self.office)

    @property
    def restored(self) -> str:
        """When these data were restored from a backup (ISO): the papers numbered since that
        backup are not known here, so the last number of every file is to be asked for. "" otherwise."""
        with self._reading():
            return str(self._db.execute("SELECT restored FROM here").fetchone()[0])

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with in_words(self.folder):
            yield

    @contextmanager
    def _transaction(self, *, book: bool = False) -> Iterator[None]:
        """One transaction; whatever goes wrong, nothing of it stays, in the database or in this object.

        ``book``: it may as well be in the book of another office.
        """
        if not (self.ours or book):
            raise ValueError(f"{self.folder} is the book of {self.office}, which alone writes it")
        if self._ends is not None:
            yield
            return
        before = self._identity.state()
        with in_words(self.folder), nullcontext() if self.ours else Lock(self.folder, books.WAIT):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
                if not self.ours:
                    books.grow(self._db)
            except BaseException:
                self._identity.reset(before)
                # A full disk may already have ended the transaction.
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise


def _update(db: sqlite3.Connection, folder: Path, now: datetime) -> None:
    """Brings an older database up to date, with a verified backup of it as it was."""
    office = db.execute("SELECT office FROM here").fetchone()[0]
    note = f"before-version-{migrations.VERSION}-"
    backup.write(Source(db, folder, office), folder / opening.BACKUPS, now, with_blobs=False, note=note)
    migrations.migrate(db)
