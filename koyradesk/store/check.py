"""Is everything what it was? The file, every actor's chain, the tables and the index against the journal, the blobs."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from koyradesk.errors import UserError
from koyradesk.i18n import N_, translate
from koyradesk.records import KINDS, Kind
from koyradesk.store import blobs, compare, index, journal
from koyradesk.store.refusals import is_damage

Part = Literal["file", "chain", "tables", "search", "blobs"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: in which part, and a sentence for the user."""

    part: Part
    sentence: str
    parts: tuple[tuple[str, object], ...] = ()

    def text(self, language: str) -> str:
        """The sentence in ``language`` ("bn" or "en")."""
        return translate(self.sentence, language, **dict(self.parts))


@dataclass(slots=True)
class Counts:
    """How much was looked at."""

    operations: int = 0
    records: int = 0
    blobs: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found. ``rebuilt``: tables and index were made anew from the journal."""

    findings: tuple[Finding, ...]
    counts: Counts
    rebuilt: bool = False

    @property
    def ok(self) -> bool:
        return not self.findings


def check(db: sqlite3.Connection, file: Path, folder: Path, *, ours: bool = True) -> Report:
    """Looks at everything; changes nothing. ``db`` is open on ``file``, the blobs lie in ``folder``; of what is not
    ``ours`` those that were asked for.

    SQLite lets go of the interpreter while it works, so the parts that are its work run beside those that are ours.
    """
    counts = Counts()
    findings: list[Finding] = []
    with ThreadPoolExecutor(3) as pool:
        beside = [pool.submit(_looked, look, file, folder, counts) for look in (_tables, _database, _chains)]
        mine = _guarded(_search(db), folder)
        for one in beside:
            findings += one.result()
    findings += mine
    findings += _guarded(_blobs(db, folder, counts, ours=ours), folder)
    return Report(tuple(dict.fromkeys(findings)), counts)


def _looked(look: _Look, file: Path, folder: Path, counts: Counts) -> list[Finding]:
    """What a thread of its own finds, over a connection of its own that cannot write."""
    db = sqlite3.connect(file, isolation_level=None)
    try:
        db.execute("PRAGMA query_only = ON")
        return _guarded(look(db, folder, counts), folder)
    finally:
        db.close()


def _guarded(findings: Iterable[Finding], folder: Path) -> list[Finding]:
    """The findings; what cannot even be read is one. Any other error is our own fault and passes."""
    found: list[Finding] = []
    try:
        found.extend(findings)
    except (sqlite3.DatabaseError, ValueError) as error:
        if not is_damage(error):
            raise
        found.append(_unreadable(folder))
    return found


_Look = Callable[[sqlite3.Connection, Path, Counts], Iterable[Finding]]


def repairable(report: Report) -> bool:
    """Is everything that was found in what can be made anew from the journal?"""
    return bool(report.findings) and all(one.part in ("tables", "search") for one in report.findings)


def _unreadable(folder: Path) -> Finding:
    return Finding(
        "file",
        N_("The database in {folder} is damaged. Do not delete it; restore the last backup."),
        (("folder", folder),),
    )


def _database(db: sqlite3.Connection, folder: Path, _: Counts) -> Iterator[Finding]:
    if not is_sound(db) or db.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield _unreadable(folder)


def is_sound(db: sqlite3.Connection) -> bool:
    """Is the file whole, as far as SQLite can see it?"""
    return not file_faults([row[0] for row in db.execute("PRAGMA integrity_check(100)")])


def file_faults(said: list[str]) -> list[str]:
    """What ``integrity_check`` says of the file itself.

    From SQLite 3.44 on it speaks of search indexes too, in several wordings; those are looked at by ``_search`` and can
    be made anew.
    """
    return [line for line in said if line != "ok" and "fts5" not in line.lower()]


def _chains(db: sqlite3.Connection, _: Path, counts: Counts) -> Iterator[Finding]:
    for n, actor, seq, link, whole in db.execute("SELECT n, id, seq, link, whole FROM actor ORDER BY n").fetchall():
        last, after = 0, ""
        # By n: an actor's operations mostly lie in the order they were written, and reading them so is fastest.
        rows = db.execute("SELECT seq, record, body, hash FROM operation WHERE actor = ? ORDER BY seq", (n,))
        for number, record, body, erased in rows:
            counts.operations += 1
            if number != last + 1:
                after = ""
                if last < whole:
                    yield _missing(actor, last + 1)
            if body is None:
                after, last = journal.link(after, erased), number
                continue
            start = journal.START.match(body)
            fits = start is not None and (start["actor"], start["seq"], start["record"]) == (
                actor.encode(),
                b"%d" % number,
                record.encode(),
            )
            prev = start["prev"].decode() if start else ""
            if not fits or (number == last + 1 and prev != after):
                yield _altered(actor, number)
            after, last = journal.link(prev, hashlib.sha256(body).digest()), number
        if last != seq:
            yield _missing(actor, last + 1)
        elif after != link:
            yield _altered(actor, seq)


def _missing(actor: str, seq: int) -> Finding:
    sentence = N_("Entry {seq} of the journal of {actor} is missing. Restore the last backup.")
    return Finding("chain", sentence, (("seq", seq), ("actor", actor)))


def _altered(actor: str, seq: int) -> Finding:
    sentence = N_("Entry {seq} of the journal of {actor} is not what was written. Restore the last backup.")
    return Finding("chain", sentence, (("seq", seq), ("actor", actor)))


def _tables(db: sqlite3.Connection, _: Path, counts: Counts) -> Iterator[Finding]:
    for kind in KINDS.values():
        counts.records += db.execute(f'SELECT count(*) FROM "{kind.name}"').fetchone()[0]
        if not _equal(db, kind):
            sentence = N_("The table “{kind}” differs from the journal. Run “check --rebuild” to make it anew.")
            yield Finding("tables", sentence, (("kind", kind.name),))


def _equal(db: sqlite3.Connection, kind: Kind) -> bool:
    try:
        return compare.equal(db, kind)
    except (sqlite3.DatabaseError, ValueError) as error:
        # A value that cannot even be read; where the journal itself is damaged, its chain says so.
        if not is_damage(error):
            raise
        return False


def _search(db: sqlite3.Connection) -> Iterator[Finding]:
    # FTS5 looks into its indexes by an INSERT that changes nothing; whatever it does, it is rolled back.
    db.execute("BEGIN")
    try:
        agree = index.indexes_agree(db)
    finally:
        db.execute("ROLLBACK")
    try:
        # What is not up to date is not searched before it is.
        agree = agree and (index.is_stale(db) or index.documents_agree(db))
    except (sqlite3.DatabaseError, ValueError) as error:
        if not is_damage(error):
            raise
        agree = False
    if not agree:
        yield Finding("search", N_("The search index differs from the records. Run “check --rebuild” to make it anew."))


def _blobs(db: sqlite3.Connection, folder: Path, counts: Counts, *, ours: bool) -> Iterator[Finding]:
    for sha in named(db) if ours else blobs.held(folder):
        counts.blobs += 1
        try:
            blobs.get(folder, sha)
        except UserError as error:
            yield Finding("blobs", error.sentence, tuple(error.parts.items()))


def named(db: sqlite3.Connection) -> list[str]:
    """The hashes of all blobs some record names, in the bin or not."""
    found: set[str] = set()
    for kind in KINDS.values():
        for name, field in kind.fields.items():
            if field.type == "blob":
                rows = db.execute(f'SELECT DISTINCT "{name}" FROM "{kind.name}" WHERE "{name}" IS NOT NULL')
                found.update(sha for (sha,) in rows)
    return sorted(found)
