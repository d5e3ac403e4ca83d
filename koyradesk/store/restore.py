"""Bringing a backup back: everything in it is verified before anything is touched, and what was there is kept aside."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from koyradesk import files
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import backup, blobs, check, migrations, opening, rebuild
from koyradesk.store.lock import Lock
from koyradesk.store.refusals import in_words

ASIDE = "aside"
_MANIFEST_LIMIT = 64_000_000
#: A database packs to a fifth; what claims to grow a hundredfold is made to fill the disk.
_GROWTH = 100
_BLOCK = 1 << 20
#: Everything ``zipfile`` and ``json`` are known to say about bytes that are no backup.
_NO_BACKUP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    NotImplementedError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``missing`` counts the files the records name that are neither in the backup nor in the folder;
    ``aside`` is where the data lie that were there before."""

    folder: Path
    office: str
    made: str
    operations: int
    missing: int
    aside: Path | None


def restore(
    file: str | Path,
    into: str | Path,
    *,
    wait: float = 2.0,
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
) -> Restored:
    """Makes the data folder ``into`` what the backup ``file`` holds. The next write there is made by a new actor.

    Raises:
        UserError: no backup, a truncated or altered one, or one of a newer program; the folder is in use or cannot be
            written. The data in the folder are as they were.
    """
    source, home = Path(file).absolute(), Path(into).absolute()
    with ExitStack() as stack:
        with _refusing(source):
            archive = stack.enter_context(zipfile.ZipFile(_ordinary(source)))
            about = _verified(archive)
        with in_words(home):
            opening.prepare(home, was_here=False, fresh=True)
            stack.callback(Lock(home, wait).release)
            return _take_in(archive, about, source, home, clock())


def _ordinary(path: Path) -> Path:
    if path.is_dir():
        raise UserError(N_("{path} is a folder. Name a file in it."), path=path)
    return path


@contextmanager
def _refusing(source: Path) -> Iterator[None]:
    try:
        yield
    except _NO_BACKUP as error:
        raise _no_backup(source) from error
    except OSError as error:
        raise files.trouble(error, Path(error.filename) if error.filename else source) from error


def _verified(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    """The manifest, once every member is known to be what it says.

    Raises:
        ValueError and what else bytes that are no backup give.
    """
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) != len(archive.infolist()) or entries[backup.MANIFEST].file_size > _MANIFEST_LIMIT:
        raise ValueError("a name twice, or no manifest")
    about = json.loads(archive.read(backup.MANIFEST))
    if about["format"] != backup.FORMAT:
        raise ValueError("another format")
    named = about["files"]
    if (
        not isinstance(named, dict)
        or named.keys() | {backup.MANIFEST} != entries.keys()
        or opening.DATABASE not in named
    ):
        raise ValueError("not what the manifest names")
    if not isinstance(about["office"], str) or not isinstance(about["made"], str):
        raise ValueError("no description")
    for name, file in named.items():
        entry = entries[name]
        if entry.file_size > _GROWTH * entry.compress_size + _BLOCK:
            raise ValueError(f"{name} grows too much")
        sha = _digest(archive, name)
        # The only names there can be: the database's, and those that say what is in the file.
        if sha != file["sha256"] or name not in (opening.DATABASE, f"{blobs.NAME}/{sha[:2]}/{sha}"):
            raise ValueError(f"{name} is not what it was")
    return about  # type: ignore[no-any-return]


def _digest(archive: zipfile.ZipFile, name: str, copy: Path | None = None) -> str:
    """The sha256 of a member, copied to a file on the way if one is named."""
    digest = hashlib.sha256()
    with archive.open(name) as member, (copy or Path(os.devnull)).open("wb") as stream:
        while block := member.read(_BLOCK):
            digest.update(block)
            if copy is not None:
                stream.write(block)
        if copy is not None:
            stream.flush()
            os.fsync(stream.fileno())
    return digest.hexdigest()


def _take_in(archive: zipfile.ZipFile, about: Mapping[str, Any], source: Path, home: Path, now: datetime) -> Restored:
    beside = home / f"{opening.DATABASE}.restored"
    try:
        with _refusing(source):
            if _digest(archive, opening.DATABASE, beside) != about["files"][opening.DATABASE]["sha256"]:
                raise ValueError("changed while it was read")
        with closing(opening.open_file(beside, home)) as db:
            _refuse_unsound(db, beside, home, source)
            # The old identity is taken away: whoever goes on from here is a new actor.
            db.execute("UPDATE here SET device = '', mark = '', restored = ?", (now.isoformat(timespec="seconds"),))
            office, operations = db.execute("SELECT office, (SELECT count(*) FROM operation) FROM here").fetchone()
            named = check.named(db)
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        for name in about["files"]:
            if name != opening.DATABASE:
                with _refusing(source):
                    data = archive.read(name)
                blobs.put(home, data)
        missing = sum(not blobs.path(home, sha).is_file() for sha in named)
        aside = _keep_aside(home, now)
        beside.replace(home / opening.DATABASE)
        blobs.sync_folder(home)
    finally:
        for left in (beside, beside.with_name(beside.name + "-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
    return Restored(home, office, about["made"], operations, missing, aside)


def _refuse_unsound(db: sqlite3.Connection, file: Path, home: Path, source: Path) -> None:
    """Refuses a journal that is not what was written; tables that merely lag behind it are made anew."""
    sound = check.is_sound(db)
    if sound and migrations.version(db) == migrations.VERSION:
        parts = {one.part for one in check.check(db, file, home).findings}
        sound = not parts & {"file", "chain"}
        if sound and parts & {"tables", "search"}:
            db.execute("BEGIN")
            rebuild.rebuild(db)
            db.execute("COMMIT")
    if not sound:
        raise _no_backup(source)


def _no_backup(source: Path) -> UserError:
    return UserError(
        N_(
            "{file} is not a Koyradesk backup, or it is damaged or incomplete. Nothing was changed; use another backup."
        ),
        file=source,
    )


def _keep_aside(home: Path, now: datetime) -> Path | None:
    """Puts what is there now out of the way, unless nothing is. The database itself stays until it is replaced."""
    held = home / opening.DATABASE
    journal = home / f"{opening.DATABASE}-journal"
    if journal.exists() and held.exists():
        # An interrupted change: SQLite undoes it on opening. Where it cannot, both files are kept as they are.
        with suppress(UserError, sqlite3.DatabaseError), closing(opening.connect(held)) as db:
            db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    there = [path for path in (held, journal) if path.exists()]
    if not there:
        return None
    base = home / ASIDE / f"{now:%Y-%m-%d-%H%M%S}"
    folder = next(
        path for path in (base, *(base.with_name(f"{base.name}-{n}") for n in range(2, 1000))) if not path.exists()
    )
    folder.mkdir(parents=True)
    for path in there:
        shutil.copyfile(path, folder / path.name)
        with (folder / path.name).open("rb+") as stream:
            os.fsync(stream.fileno())
    blobs.sync_folder(folder)
    blobs.sync_folder(folder.parent)
    # Left where it is, it would be played into the restored database.
    journal.unlink(missing_ok=True)
    return folder
