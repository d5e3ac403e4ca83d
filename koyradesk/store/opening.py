"""Opening a data folder: what is new is made, what is not ours is refused in words and left as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

from koyradesk import disk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import blobs, migrations, place
from koyradesk.store.refusals import in_words

DATABASE = place.DATABASE
BACKUPS = "backups"
_MAGIC = b"SQLite format 3\0"
_HEADER = 100
#: Of a file that another office sent: offices, its code, blobs, two letters of a hash, the hash.
_ROOM = len("\\offices\\12345678\\blobs\\12\\") + 64
#: A tenth smaller than with pages of 4096, which an operation often fills by a third and leaves.
PAGE = 8192


def prepare(folder: Path, *, was_here: bool, fresh: bool, create: bool = True) -> None:
    """Makes sure of the folder itself, before anything is locked or opened.

    Raises:
        UserError: it is no folder, lies too deep, cannot be made or written; data that were in it are gone and
            ``fresh`` is not set; or it never held any and ``create`` is not set.
    """
    if folder.exists() and not folder.is_dir():
        raise UserError(N_("{folder} is a file, not a folder. Choose a folder for the data."), folder=folder)
    if disk.is_too_deep(folder, _ROOM):
        raise UserError(N_("The path {path} is too long for this system. Choose a folder higher up."), path=folder)
    missing = not (folder / DATABASE).exists()
    if missing and not fresh and (was_here or _traces(folder)):
        raise UserError(
            N_(
                "The data that were in {folder} are not there now. Connect the disk or stick they are on, or restore "
                "the last backup. To begin with nothing, choose another folder."
            ),
            folder=folder,
        )
    if missing and not create:
        raise UserError(
            N_("There are no data in {folder} yet. Begin with load, read --save or demo, or name another folder."),
            folder=folder,
        )
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(
            N_(
                "Nothing can be written in {folder}. Choose another data folder, or ask whoever keeps this computer "
                "for the right to it."
            ),
            folder=folder,
        )


def _traces(folder: Path) -> bool:
    """Does anything in the folder show that a database once lay there?"""
    return any((folder / name).exists() for name in (blobs.NAME, BACKUPS, f"{DATABASE}-journal"))


def create(folder: Path, office: str, page: int = PAGE) -> None:
    """Puts a new, empty database in place: made under another name and renamed, so it is there whole or not at all."""
    target = folder / DATABASE
    beside = folder / f"{DATABASE}.new"
    with in_words(folder):
        for left in (beside, folder / f"{DATABASE}.new-journal"):
            disk.unlink(left, missing_ok=True)
        try:
            db = connect(beside)
            try:
                db.execute(f"PRAGMA page_size = {page:d}")
                # Nothing can be lost yet; the finished file is flushed before it gets its name.
                db.execute("PRAGMA synchronous = OFF")
                migrations.migrate(db)
                db.execute("INSERT INTO here VALUES (1, ?, '', '', '', 0)", (office,))
            finally:
                db.close()
            with beside.open("rb+") as stream:
                disk.flush(stream)
            # A journal left by a database that is gone would be played into the new one.
            old = folder / f"{DATABASE}-journal"
            if old.exists():
                disk.replace(old, folder / f"{DATABASE}-journal.old")
            disk.replace(beside, target)
            disk.sync_folder(folder)
        except BaseException:
            with suppress(OSError):
                disk.unlink(beside, missing_ok=True)
            raise


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the house's settings; transactions are begun and ended by hand."""
    db = sqlite3.connect(path, isolation_level=None)
    try:
        # DELETE and EXTRA lost nothing in simulated power cuts; everything else is belt and braces.
        for setting in (
            "journal_mode = DELETE",
            "synchronous = EXTRA",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "temp_store = MEMORY",
            "cache_size = -16384",
        ):
            db.execute(f"PRAGMA {setting}").fetchall()
    except BaseException:
        db.close()
        raise
    return db


def examine(path: Path, folder: Path) -> None:
    """Reads a database file's head without SQLite, which might already change it.

    Raises:
        UserError: empty, no database, a foreign one, or one of a newer program.
    """
    with in_words(folder), disk.opened(path) as stream:
        head = stream.read(_HEADER)
    if not head:
        raise UserError(
            N_("{path} is empty: the data in it are lost. It was left as it is; restore the last backup."), path=path
        )
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        raise UserError(
            N_("{path} is not a Koyradesk database, or it is damaged. It was left as it is; restore the last backup."),
            path=path,
        )
    if int.from_bytes(head[68:72], "big") != migrations.APPLICATION:
        raise UserError(
            N_("{path} belongs to another program. It was left as it is; choose another data folder."), path=path
        )
    if int.from_bytes(head[60:64], "big") > migrations.VERSION:
        raise newer(path)


def newer(path: Path) -> UserError:
    return UserError(
        N_("{path} was written by a newer Koyradesk. Nothing was changed; install the newer program to open it."),
        path=path,
    )


def open_database(folder: Path) -> sqlite3.Connection:
    """The database of a data folder: see ``open_file``."""
    return open_file(folder / DATABASE, folder)


def open_file(path: Path, folder: Path) -> sqlite3.Connection:
    """A database, opened and known to be ours and not newer. It may be older: see ``migrations.pending``.

    Raises:
        UserError: see ``examine``; or damaged.
    """
    examine(path, folder)
    with in_words(folder):
        db = connect(path)
        try:
            # Again through SQLite: the head on disk may have been in the middle of an interrupted change.
            if migrations.version(db) > migrations.VERSION:
                raise newer(path)
            if not _is_ours(db):
                raise UserError(
                    N_("{path} holds what Koyradesk never wrote. It was left as it is; restore the last backup."),
                    path=path,
                )
        except BaseException:
            db.close()
            raise
    return db


def _is_ours(db: sqlite3.Connection) -> bool:
    """No triggers, no views, and where the schema is today's, every table and index exactly as this program makes them.

    What a stranger adds to a database would otherwise run, or take part, whenever it is written to.
    """
    held, version = _schema(db), migrations.version(db)
    if version < 1 or ("table", "here") not in held or any(kind in ("trigger", "view") for kind, _ in held):
        return False
    if db.execute("SELECT count(*) FROM here").fetchone()[0] != 1:
        return False
    return version < migrations.VERSION or held == _schema_of_today()


def _schema(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) -> SQL of everything but what SQLite, FTS5 and sqlite-utils make for themselves."""
    rows = db.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    own = {name for _, name, sql in rows if sql and "USING fts5(" in sql}
    hidden = {f"{name}_{part}" for name in own for part in ("data", "idx", "content", "docsize", "config")}
    return {
        (kind, name): sql
        for kind, name, sql in rows
        if sql is not None and name not in hidden and "_sqlite_migrations" not in name
    }


@cache
def _schema_of_today() -> dict[tuple[str, str], str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for statement in migrations.ddl():
            db.execute(statement)
        return _schema(db)
