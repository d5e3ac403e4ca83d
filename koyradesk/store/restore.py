"""Bringing a backup back: everything in it is verified before anything is touched, and what was there is kept aside."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from koyradesk import disk, files
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import backup, beside, blobs, check, migrations, opening, rebuild
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


@dataclass(frozen=True, slots=True)
class Held:
    """What a backup holds: whose it is, when it was made (ISO), how many meetings are in it."""

    file: Path
    office: str
    name: str
    made: str
    meetings: int


def look_into(file: str | Path, into: str | Path, *, step: backup.Step = lambda *_: None) -> Held:
    """What the backup ``file`` would bring back into the data folder ``into``. Nothing is changed there.

    ``step`` is told before each file that is verified, and may stop it by raising.

    Raises:
        UserError: no backup, a truncated or altered one, one of a newer program, or more than the disk has room for.
    """
    source, home = Path(file).absolute(), Path(into).absolute()
    with _refusing(source), zipfile.ZipFile(_ordinary(source)) as archive:
        about = _verified(archive, source, step)
        _refuse_without_room(archive, home)
        with tempfile.TemporaryDirectory(prefix="koyradesk-") as folder:
            copy = Path(folder) / opening.DATABASE
            with in_words(copy.parent):
                _digest(archive, opening.DATABASE, copy)
                with closing(opening.open_file(copy, copy.parent)) as db:
                    office = str(db.execute("SELECT office FROM here").fetchone()[0])
                    [meetings] = db.execute("SELECT count(*) FROM meeting WHERE deleted = 0").fetchone()
                    names = db.execute("SELECT name FROM office WHERE deleted = 0 ORDER BY id").fetchall()
    return Held(source, office, str(names[0][0]) if names else "", about["made"], meetings)


def _refuse_without_room(archive: zipfile.ZipFile, home: Path) -> None:
    """What is there now is kept beside what comes: there has to be room for both."""
    held = home / opening.DATABASE
    needed = sum(entry.file_size for entry in archive.infolist()) + (held.stat().st_size if held.exists() else 0)
    there = next(folder for folder in (home, *home.parents) if folder.is_dir())
    free = shutil.disk_usage(there).free
    if needed > free:
        raise UserError(
            N_(
                "The disk of this computer has no room for the backup: {needed} MB are needed, {free} MB are free. "
                "Nothing was changed; make room, then try again."
            ),
            needed=-(-needed // 1_000_000),
            free=free // 1_000_000,
        )


def restore(
    file: str | Path,
    into: str | Path,
    *,
    wait: float = 2.0,
    clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    step: backup.Step = lambda *_: None,
) -> Restored:
    """Makes the data folder ``into`` what the backup ``file`` holds. The next write there is made by a new actor.

    ``step`` is told before each file that is verified.

    Raises:
        UserError: no backup, a truncated or altered one, or one of a newer program; the folder is in use or cannot be
            written. The data in the folder are as they were.
    """
    source, home = Path(file).absolute(), Path(into).absolute()
    with ExitStack() as stack:
        with _refusing(source):
            archive = stack.enter_context(zipfile.ZipFile(_ordinary(source)))
            about = _verified(archive, source, step)
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


def _verified(archive: zipfile.ZipFile, source: Path, step: backup.Step) -> Mapping[str, Any]:
    """The manifest, once every member is known to be what it says.

    Raises:
        UserError: a newer program wrote it.
        ValueError and what else bytes that are no backup give.
    """
    entries = {entry.filename: entry for entry in archive.infolist()}
    if len(entries) != len(archive.infolist()) or entries[backup.MANIFEST].file_size > _MANIFEST_LIMIT:
        raise ValueError("a name twice, or no manifest")
    about = json.loads(archive.read(backup.MANIFEST))
    if about["format"] > backup.FORMAT or about.get("version", 0) > migrations.VERSION:
        raise UserError(
            N_("{file} was made by a newer Koyradesk. Nothing was changed; install the newer program first."),
            file=source,
        )
    if about["format"] not in backup.FORMATS:
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
    for done, (name, file) in enumerate(named.items()):
        step(done, len(named))
        entry = entries[name]
        if entry.file_size > _GROWTH * entry.compress_size + _BLOCK:
            raise ValueError(f"{name} grows too much")
        sha = _digest(archive, name)
        # The only names there can be: the databases', and those that say what is in the file.
        book = beside.blob_of(name)
        named_so = name in (opening.DATABASE, f"{blobs.NAME}/{sha[:2]}/{sha}") or beside.is_database(name)
        if sha != file["sha256"] or not (named_so or (book is not None and book[1] == sha)):
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
            disk.flush(stream)
    return digest.hexdigest()


def _take_in(archive: zipfile.ZipFile, about: Mapping[str, Any], source: Path, home: Path, now: datetime) -> Restored:
    copy = home / f"{opening.DATABASE}.restored"
    try:
        with _refusing(source):
            if _digest(archive, opening.DATABASE, copy) != about["files"][opening.DATABASE]["sha256"]:
                raise ValueError("changed while it was read")
        with closing(opening.open_file(copy, home)) as db:
            _refuse_unsound(db, copy, home, source)
            # The old identity is taken away: whoever goes on from here is a new actor.
            db.execute("UPDATE here SET device = '', mark = '', restored = ?", (now.isoformat(timespec="seconds"),))
            office, operations = db.execute("SELECT office, (SELECT count(*) FROM operation) FROM here").fetchone()
            named = check.named(db)
        with copy.open("rb+") as stream:
            disk.flush(stream)
        for name in about["files"]:
            if name != opening.DATABASE and not beside.is_database(name):
                with _refusing(source):
                    data = archive.read(name)
                book = beside.blob_of(name)
                folder = home if book is None else home / beside.BOOKS / book[0]
                folder.mkdir(parents=True, exist_ok=True)
                blobs.put(folder, data)
        missing = sum(not blobs.path(home, sha).is_file() for sha in named)
        strangers = _office(home) not in ("", office)
        aside = _keep_aside(home, now)
        _bring_beside(archive, about, source, home, aside or _free(home, now), strangers=strangers)
        disk.replace(copy, home / opening.DATABASE)
        disk.sync_folder(home)
    finally:
        for left in (copy, copy.with_name(copy.name + "-journal")):
            with suppress(OSError):
                disk.unlink(left, missing_ok=True)
    return Restored(home, office, about["made"], operations, missing, aside)


def _office(home: Path) -> str:
    """Whose data lie in a folder now; "" where nobody can tell."""
    if (home / opening.DATABASE).is_file():
        with suppress(UserError, sqlite3.DatabaseError), closing(opening.open_database(home)) as db:
            return str(db.execute("SELECT office FROM here").fetchone()[0])
    return ""


def _bring_beside(
    archive: zipfile.ZipFile, about: Mapping[str, Any], source: Path, home: Path, aside: Path, *, strangers: bool
) -> None:
    """Brings back what lies beside our own database, where that is gone, damaged, or less than what the backup has:
    what was received since stays. Of another office (``strangers``) nothing stays."""
    there = beside.databases(home)
    for name in there if strangers else ():
        _lay_aside(home, name, aside)
    for name in filter(beside.is_database, about["files"]):
        held, copy = home / name, home / f"{opening.DATABASE}.beside"
        held.parent.mkdir(parents=True, exist_ok=True)
        with _refusing(source):
            _digest(archive, name, copy)
        if held.is_file():
            if beside.is_sound(held) and (name == beside.LEDGER or beside.operations(held) >= beside.operations(copy)):
                disk.unlink(copy)
                continue
            _lay_aside(home, name, aside)
        disk.replace(copy, held)
        disk.sync_folder(held.parent)


def _lay_aside(home: Path, name: str, aside: Path) -> None:
    """Moves a database that lies beside ours out of the way, with what an interrupted change left of it."""
    kept = aside / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    for end in ("", "-journal"):
        with suppress(FileNotFoundError):
            disk.replace(home / f"{name}{end}", kept.with_name(f"{kept.name}{end}"))


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


def _free(home: Path, now: datetime) -> Path:
    """A folder to lay things aside in, not made yet."""
    base = home / ASIDE / f"{now:%Y-%m-%d-%H%M%S}"
    return next(
        path for path in (base, *(base.with_name(f"{base.name}-{n}") for n in range(2, 1000))) if not path.exists()
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
    folder = _free(home, now)
    folder.mkdir(parents=True)
    for path in there:
        shutil.copyfile(path, folder / path.name)
        with (folder / path.name).open("rb+") as stream:
            disk.flush(stream)
    disk.sync_folder(folder)
    disk.sync_folder(folder.parent)
    # Left where it is, it would be played into the restored database.
    disk.unlink(journal, missing_ok=True)
    return folder
