"""Backups: one dated file a person can carry, verified after it was written.

A backup is a zip that any program can open: a manifest, a copy of the database made by SQLite itself, the blobs, and
what of the exchange lies beside them. The daily ones beside the database leave all but the database out: that lies next
to them, and outlives what they are for.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from koyradesk import __version__, disk
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import beside, blobs, check, migrations, opening
from koyradesk.store.refusals import in_words

#: What a restore takes, and what is written now: 2 has what lies beside our own database, too.
FORMATS = (1, 2)
FORMAT = FORMATS[-1]
MANIFEST = "koyradesk-backup.json"
DAILY, MONTHLY = 7, 12
_NAME = re.compile(r"koyradesk-([0-9a-z]{8})-(\d{4}-\d\d-\d\d)-(\d{6})(?:-(\d+))?\.zip")
#: The same, also of one that was made before a change of the program or of the database, and stays.
_ANY = re.compile(r"koyradesk-[0-9a-z]{8}-(?:before-[0-9a-z.-]+-)?(\d{4}-\d\d-\d\d)-(\d{6})(?:-\d+)?\.zip")
_BLOCK = 1 << 20
_COPY = "copy-{}.part"
#: The oldest date a zip can hold: the PC's clock may be older, and has nothing to say here.
_DATE = (1980, 1, 1, 0, 0, 0)

#: Told how many of how many files are packed.
Step = Callable[[int, int], None]


def _no_step(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: an open database and the folder it and its blobs lie in."""

    db: sqlite3.Connection
    folder: Path
    office: str


def write(
    source: Source, into: Path, now: datetime, *, with_blobs: bool = True, note: str = "", step: Step = _no_step
) -> Path:
    """Writes a backup into the folder ``into`` and returns its path; ``note`` becomes a part of the name.

    ``step`` is told before each file is packed, and may stop the backup by raising.

    Raises:
        UserError: the folder cannot be used, a disk is full, a blob is missing or damaged, or what was written does not
            read back. No half of a backup is left behind.
    """
    if into.exists() and not into.is_dir():
        raise UserError(N_("{folder} is a file, not a folder. Choose a folder for the backup."), folder=into)
    with in_words(into):
        into.mkdir(parents=True, exist_ok=True)
    with in_words(source.folder), _copied(source) as (copy, about):
        members = {opening.DATABASE: copy}
        if with_blobs:
            members |= {_member(sha): blobs.path(source.folder, sha) for sha in blobs.held(source.folder)}
            members |= _beside(source.folder)
        with in_words(into):
            target = _free(into, f"koyradesk-{source.office}-{note}{now:%Y-%m-%d-%H%M%S}")
            about |= {"format": FORMAT, "program": __version__, "office": source.office, "made": now.isoformat()}
            _pack(target, members, about, step)
    return target


def rotate(
    folder: Path, office: str, *, made: Path | None = None, daily: int = DAILY, monthly: int = MONTHLY
) -> list[Path]:
    """Removes the older of an office's backups in a folder and returns what it removed.

    The newest of each of the last ``daily`` days that have one stay, and the newest of each of the last ``monthly``
    months. ``made``, the one made just now, stays in any case: on a PC whose clock is years back it looks the oldest.
    Nothing else in the folder is touched.
    """
    days: dict[str, Path] = {}
    months: dict[str, Path] = {}
    found = _of_office(folder, office)
    for path, (day, *_) in found.items():
        # In the order they were made, so the last of a day is its newest.
        days[day] = months[day[:7]] = path
    keep = {days[day] for day in sorted(days)[-daily:]} | {months[month] for month in sorted(months)[-monthly:]}
    return [path for path in found if path not in keep and path != made and _is_removed(path)]


def _is_removed(path: Path) -> bool:
    """Removes a file, unless another program has it open: then it goes the next time."""
    try:
        disk.unlink(path)
    except PermissionError:
        return False
    return True


def _of_office(folder: Path, office: str) -> dict[Path, tuple[str, str, int]]:
    """An office's dated backups in a folder with day, time and count within the second, in that order."""
    found = {}
    for path in folder.glob(f"koyradesk-{office}-*.zip"):
        if match := _NAME.fullmatch(path.name):
            found[path] = (match[2], match[3], int(match[4] or 1))
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def newest(folders: Iterable[Path], most: int) -> dict[Path, datetime]:
    """The backups of any office that lie in these folders, with the moment that their names tell, the newest first; a
    folder that cannot be read has none."""
    found: dict[Path, datetime] = {}
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if match := _ANY.fullmatch(path.name):
                    with suppress(ValueError):
                        found[path] = datetime.strptime(match[1] + match[2], "%Y-%m-%d%H%M%S")
    return dict(sorted(found.items(), key=lambda pair: pair[1], reverse=True)[:most])


def has_today(folder: Path, office: str, now: datetime) -> bool:
    """Is there a backup of this day in the folder?"""
    return any(day == f"{now:%Y-%m-%d}" for day, *_ in _of_office(folder, office).values())


@contextmanager
def _copied(source: Source) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A verified copy of the database in a file of its own, and what the manifest says about it."""
    for left in source.folder.glob(_COPY.format("*")):
        # Of a backup that was killed; there is never another one running.
        _is_removed(left)
    copy, stream = disk.new(source.folder, prefix=_COPY.partition("{}")[0])
    stream.close()
    try:
        source.db.execute("VACUUM INTO ?", (str(copy),))
        with closing(opening.connect(copy)) as db:
            about = {"version": migrations.version(db), "operations": _count(db)}
            sound = check.is_sound(db) and _heads(db) == _heads(source.db)
        if not sound or about["operations"] != _count(source.db):
            raise UserError(N_("The backup does not read back as it was written; it was removed. Try another disk."))
        yield copy, about
    finally:
        for left in (copy, copy.with_name(copy.name + "-journal")):
            with suppress(OSError):
                disk.unlink(left, missing_ok=True)


def _heads(db: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return db.execute("SELECT id, seq, link FROM actor ORDER BY id").fetchall()


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM operation").fetchone()[0])


def _member(sha: str) -> str:
    return f"{blobs.NAME}/{sha[:2]}/{sha}"


def _beside(folder: Path) -> dict[str, Path]:
    """The record of the exchange, and the books of others with their files."""
    found = {name: folder / name for name in beside.databases(folder)}
    for office in beside.offices(folder):
        book = folder / beside.BOOKS / office
        found |= {f"{beside.BOOKS}/{office}/{_member(sha)}": blobs.path(book, sha) for sha in blobs.held(book)}
    return found


def _add_beside(archive: zipfile.ZipFile, name: str, path: Path, files: dict[str, dict[str, Any]]) -> None:
    """Copies a database of the exchange into the zip. One that is damaged is left out: it can be had again from others,
    and must not keep our own from being saved."""
    folder = path.parents[name.count("/")]
    with beside.copied(path, folder / _COPY.format("beside")) as is_sound:
        if is_sound:
            files[name] = _add(archive, name, folder / _COPY.format("beside"))


def _is_whole(path: Path) -> bool:
    with disk.opened(path) as stream:
        return _digest(stream)[1] == path.name


def _free(into: Path, stem: str) -> Path:
    """A name in the folder that nothing has: two backups in a second, or a clock that was set back."""
    names = (into / f"{stem}{ending}.zip" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for path in names if not path.exists())


def _pack(target: Path, members: Mapping[str, Path], about: dict[str, Any], step: Step) -> None:
    """The zip, under another name until it is on the disk and was read back."""
    part = target.with_suffix(".part")
    try:
        files: dict[str, dict[str, Any]] = {}
        with part.open("wb") as stream:
            with zipfile.ZipFile(stream, "w", allowZip64=True) as archive:
                for done, (name, path) in enumerate(members.items()):
                    step(done, len(members))
                    if beside.is_database(name):
                        _add_beside(archive, name, path, files)
                    elif beside.blob_of(name) is None or _is_whole(path):
                        files[name] = _add(archive, name, path)
                manifest = json.dumps({**about, "files": files}, ensure_ascii=False, indent=1, sort_keys=True)
                archive.writestr(zipfile.ZipInfo(MANIFEST, _DATE), manifest, zipfile.ZIP_DEFLATED)
            disk.flush(stream)
        with zipfile.ZipFile(part) as archive:
            for name, file in files.items():
                with archive.open(name) as member:
                    if _digest(member) != (file["size"], file["sha256"]):
                        raise UserError(
                            N_("The backup does not read back as it was written; it was removed. Try another disk.")
                        )
        disk.replace(part, target)
        disk.sync_folder(target.parent)
    except zipfile.BadZipFile as error:
        raise UserError(
            N_("The backup does not read back as it was written; it was removed. Try another disk.")
        ) from error
    finally:
        with suppress(OSError):
            disk.unlink(part, missing_ok=True)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Copies one file into the zip; photos and PDFs are packed already and only stored."""
    entry = zipfile.ZipInfo(name, _DATE)
    is_database = name == opening.DATABASE or beside.is_database(name)
    entry.compress_type = zipfile.ZIP_DEFLATED if is_database else zipfile.ZIP_STORED
    digest, size = hashlib.sha256(), 0
    with disk.opened(path) as stream, archive.open(entry, "w", force_zip64=True) as member:
        while block := stream.read(_BLOCK):
            member.write(block)
            digest.update(block)
            size += len(block)
    sha = digest.hexdigest()
    if not is_database and sha != path.name:
        raise UserError(
            N_("A stored file is damaged ({name}). Bring it back from a backup of {folder}."),
            name=path.name[:12],
            folder=path.parents[2],
        )
    return {"size": size, "sha256": sha}


def _digest(stream: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    return size, digest.hexdigest()
