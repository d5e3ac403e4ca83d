"""The record of what was exchanged on this PC: who has what, which bundles went out and came in, by which ways.

It lies beside the database (``exchange.db``). Without it nothing of the office's work is lost: whoever is not known to
have anything is sent everything again, and that changes nothing at theirs. But the ways would have to be set up anew,
and nobody would know any more what was sent, so a backup takes it along. Each thread opens its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from koyradesk import disk
from koyradesk.errors import UserError
from koyradesk.exchange import problems
from koyradesk.exchange.shapes import Head, State, Transfer, Vector
from koyradesk.store import beside
from koyradesk.store.opening import connect
from koyradesk.store.refusals import in_words, is_damage

NAME = beside.LEDGER
#: Seconds to wait for another thread or process that writes.
_PATIENCE = 10.0
#: How the tables came to be, in steps: a ledger of an earlier program goes through those it lacks.
_STEPS: tuple[tuple[str, ...], ...] = (
    (
        # What a PC of another office (or another one of ours) said last: what it has, and the books it carries.
        "CREATE TABLE partner (office TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL, have TEXT NOT NULL, "
        "carries TEXT NOT NULL, made TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (office, device)) STRICT",
        "CREATE TABLE head (actor TEXT PRIMARY KEY, seq INTEGER NOT NULL, link TEXT NOT NULL, key TEXT NOT NULL, "
        "signature TEXT NOT NULL) STRICT",
        "CREATE TABLE transfer (id TEXT NOT NULL, out INTEGER NOT NULL, office TEXT NOT NULL, name TEXT NOT NULL, "
        "way TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, size INTEGER NOT NULL, receipt TEXT NOT NULL, "
        "counts TEXT NOT NULL, error TEXT NOT NULL, file TEXT NOT NULL, acknowledged TEXT, ranges TEXT NOT NULL, "
        "have TEXT NOT NULL, PRIMARY KEY (id, out)) STRICT",
        "CREATE INDEX transfer_at ON transfer (at)",
        # Blobs: asked for by us (out = 1) from an office, or by an office from us.
        "CREATE TABLE wanted (office TEXT NOT NULL, sha TEXT NOT NULL, out INTEGER NOT NULL, "
        "PRIMARY KEY (office, sha, out)) STRICT",
        "CREATE TABLE way (name TEXT PRIMARY KEY, kind TEXT NOT NULL, office TEXT NOT NULL, settings TEXT NOT NULL) "
        "STRICT",
    ),
    (
        # When it was asked for last, in a bundle.
        "ALTER TABLE wanted ADD COLUMN asked TEXT",
        # What somebody here has seen that an office above wants, and let stand otherwise here.
        "CREATE TABLE let (obligation TEXT NOT NULL, matter TEXT NOT NULL, theirs TEXT NOT NULL, "
        "PRIMARY KEY (obligation, matter)) STRICT",
    ),
    (
        # Why it failed or is held, to be told in any language (``error`` is in Bengali); when it left.
        "ALTER TABLE transfer ADD COLUMN sentence TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE transfer ADD COLUMN parts TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE transfer ADD COLUMN sent TEXT",
        # Up to which restore of our own book this record was gone through: see ``restored``.
        "CREATE TABLE followed (restored TEXT NOT NULL) STRICT",
    ),
    (
        # The last transfer that was noted before that restore.
        "ALTER TABLE followed ADD COLUMN n INTEGER NOT NULL DEFAULT 0",
    ),
)
#: The columns of a transfer, as ``_kept`` reads them.
_NAMES = (
    "id, out, office, name, way, state, at, size, receipt, counts, error, file, acknowledged, ranges, have, sentence, "
    "parts, sent"
)
_COLUMNS = _NAMES.split(", ")
_SELECT = f"SELECT rowid, {_NAMES} FROM transfer"
# Whatever is written of a transfer later, its row stays where it was begun: clocks are set, rows are counted.
_NOTE = (
    f"INSERT INTO transfer ({_NAMES}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT (id, out) DO UPDATE SET {', '.join(f'{one} = excluded.{one}' for one in _COLUMNS[2:])}"
)


class Said(NamedTuple):
    """What one PC of an office said last of itself. ``made`` is its clock, ``at`` ours."""

    office: str
    device: str
    name: str
    have: Vector
    carries: tuple[str, ...]
    made: str
    at: datetime


class Kept(NamedTuple):
    """A transfer with what it carried and what it acknowledged; ``n`` grows with each that is noted, whatever the clock
    says."""

    transfer: Transfer
    ranges: Mapping[str, tuple[int, int]]
    have: Vector
    n: int = 0


class Way(NamedTuple):
    """A way to an office as it is set; its password is in the key store."""

    name: str
    kind: str
    office: str
    settings: Mapping[str, Any]


class Ledger:
    """The ledger of a data folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        with in_words(folder):
            self._db = _opened(self._path)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written inside stands or falls together."""
        with in_words(self._path.parent):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # -- who has what

    def say(self, said: Said) -> None:
        """Keeps what a PC said last; of bundles that are taken in another order than they were made, the most of each
        (a PC that loses something goes on under another name)."""
        before = next((one for one in self.said(said.office) if one.device == said.device), None)
        if before is not None and before.made > said.made:
            have = {
                actor: max(before.have.get(actor, 0), said.have.get(actor, 0)) for actor in {*before.have, *said.have}
            }
            said = before._replace(have=have, at=said.at)
        self._run(
            "INSERT OR REPLACE INTO partner VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*said[:3], _json(said.have), _json(said.carries), said.made, said.at.isoformat()),
        )

    def said(self, office: str = "") -> list[Said]:
        """What the PCs of an office, or all, said last."""
        rows = self._all("SELECT * FROM partner WHERE ? IN ('', office) ORDER BY office, device", (office,))
        return [
            Said(office, device, name, json.loads(have), tuple(json.loads(carries)), made, datetime.fromisoformat(at))
            for office, device, name, have, carries, made, at in rows
        ]

    def keep_heads(self, heads: Iterable[Head], counting: Container[str] = ()) -> None:
        """Keeps the furthest head of each actor; of two that are equally far one whose key is ``counting``."""
        self._many(
            "INSERT INTO head VALUES (?, ?, ?, ?, ?) ON CONFLICT (actor) DO UPDATE SET seq = excluded.seq, "
            "link = excluded.link, key = excluded.key, signature = excluded.signature WHERE excluded.seq > head.seq "
            "OR (excluded.seq = head.seq AND ?)",
            [(one.actor, one.seq, one.link, one.key, one.signature, one.key in counting) for one in heads],
        )

    def heads(self, office: str) -> list[Head]:
        """The heads of an office's actors that were received."""
        return [Head(*row) for row in self._all("SELECT * FROM head WHERE actor LIKE ? || '.%'", (office,))]

    # -- transfers

    def note(self, transfer: Transfer, ranges: Mapping[str, tuple[int, int]], have: Vector) -> None:
        """Writes a transfer down, over what was noted of it."""
        sentence, parts = problems.written(transfer.problem)
        self._run(
            _NOTE,
            (
                transfer.id,
                int(transfer.out),
                transfer.office,
                transfer.name,
                transfer.way,
                transfer.state,
                transfer.at.isoformat(),
                transfer.size,
                transfer.receipt,
                _json(transfer.counts),
                transfer.error,
                transfer.file,
                _when(transfer.acknowledged),
                _json(ranges),
                _json(have),
                sentence,
                parts,
                _when(transfer.sent),
            ),
        )

    def move(
        self,
        transfer: str,
        state: State,
        *,
        problem: UserError | None = None,
        way: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """What became of a transfer that goes out; ``at``: when it left (now, where nobody says)."""
        if state == "sent" and at is None:
            at = datetime.now().astimezone()
        self._run(
            "UPDATE transfer SET state = ?, error = '', sentence = ?, parts = ?, way = coalesce(?, way), "
            "sent = coalesce(?, sent) WHERE id = ? AND out = 1",
            (state, *problems.written(problem), way, _when(at), transfer),
        )

    def acknowledge(self, transfer: str, at: datetime) -> None:
        self._run(
            "UPDATE transfer SET state = 'acknowledged', error = '', sentence = '', parts = '{}', acknowledged = ? "
            "WHERE id = ? AND out = 1",
            (at.isoformat(), transfer),
        )

    def forget(self, transfer: str, *, out: bool) -> None:
        self._run("DELETE FROM transfer WHERE id = ? AND out = ?", (transfer, int(out)))

    def transfers(self, *, out: bool | None = None, office: str = "", limit: int = -1) -> list[Kept]:
        """Transfers, the newest first."""
        rows = self._all(
            f"{_SELECT} WHERE (?1 IS NULL OR out = ?1) AND ?2 IN ('', office) ORDER BY at DESC, rowid DESC LIMIT ?3",
            (None if out is None else int(out), office, limit),
        )
        return [_kept(row) for row in rows]

    def for_anybody(self) -> list[Kept]:
        """What went out to whoever takes it and was acknowledged by nobody yet, the newest first."""
        rows = self._all(f"{_SELECT} WHERE out = 1 AND office = '' ORDER BY at DESC, rowid DESC", ())
        return [_kept(row) for row in rows]

    def transfer(self, bundle: str, *, out: bool) -> Kept | None:
        """One transfer by the bundle's id."""
        rows = self._all(f"{_SELECT} WHERE id = ? AND out = ?", (bundle, int(out)))
        return _kept(rows[0]) if rows else None

    # -- after a restore

    @property
    def followed(self) -> str:
        """The restore of our own book (ISO) up to which this record was gone through; "" where there was none."""
        rows = self._all("SELECT restored FROM followed", ())
        return str(rows[0][0]) if rows else ""

    def before_restore(self, one: Kept) -> bool:
        """Was a transfer noted before our own book was restored last?"""
        return any(one.n <= n for (n,) in self._all("SELECT n FROM followed", ()))

    def follow(self, restored: str) -> None:
        """This record was gone through after a restore. What was fetched but not taken may be fetched once more."""
        self._run("DELETE FROM followed", ())
        self._run("INSERT INTO followed SELECT ?, coalesce(max(rowid), 0) FROM transfer", (restored,))
        if self._all("SELECT 1 FROM sqlite_schema WHERE name = 'fetched'", ()):
            self._run("DELETE FROM fetched", ())

    # -- blobs that are asked for

    def want(self, office: str, shas: Iterable[str], *, out: bool) -> None:
        sql = "INSERT OR IGNORE INTO wanted (office, sha, out) VALUES (?, ?, ?)"
        self._many(sql, [(office, sha, int(out)) for sha in shas])

    def wanted(self, office: str, *, out: bool) -> tuple[str, ...]:
        """The blobs that we want of an office (``out``), or it of us."""
        rows = self._all("SELECT sha FROM wanted WHERE office = ? AND out = ? ORDER BY sha", (office, int(out)))
        return tuple(sha for (sha,) in rows)

    def asked(self, office: str, at: datetime) -> None:
        """What we want of an office was asked for in a bundle."""
        self._run("UPDATE wanted SET asked = ? WHERE office = ? AND out = 1", (at.isoformat(), office))

    def unasked(self, office: str, before: datetime) -> bool:
        """Do we want anything of an office that was not asked for, or so long ago that it is asked for again?"""
        sql = "SELECT asked FROM wanted WHERE office = ? AND out = 1"
        return any(at is None or datetime.fromisoformat(at) < before for (at,) in self._all(sql, (office,)))

    def got(self, office: str, shas: Iterable[str], *, out: bool) -> None:
        """These are wanted no more."""
        self._many(
            "DELETE FROM wanted WHERE office = ? AND sha = ? AND out = ?", [(office, sha, int(out)) for sha in shas]
        )

    # -- what differs from above

    def let(self, obligation: str, matter: str, theirs: str) -> None:
        """Somebody has seen what the office above wants (as JSON), and let stand what is here."""
        self._run("INSERT OR REPLACE INTO let VALUES (?, ?, ?)", (obligation, matter, theirs))

    def lets(self) -> frozenset[tuple[str, str, str]]:
        """What was let stand so: obligation, matter, what was wanted above."""
        return frozenset(self._all("SELECT obligation, matter, theirs FROM let", ()))

    def unlet(self, obligation: str, matter: str) -> None:
        """It is to be shown again."""
        self._run("DELETE FROM let WHERE obligation = ? AND matter = ?", (obligation, matter))

    # -- ways

    def ways(self) -> list[Way]:
        rows = self._all("SELECT * FROM way ORDER BY name", ())
        return [Way(name, kind, office, json.loads(settings)) for name, kind, office, settings in rows]

    def set_way(self, way: Way) -> None:
        self._run("INSERT OR REPLACE INTO way VALUES (?, ?, ?, ?)", (*way[:3], _json(way.settings)))

    def drop_way(self, name: str) -> None:
        self._run("DELETE FROM way WHERE name = ?", (name,))

    def _run(self, sql: str, values: tuple[Any, ...]) -> None:
        with in_words(self._path.parent):
            self._db.execute(sql, values)

    def _many(self, sql: str, values: list[tuple[Any, ...]]) -> None:
        with in_words(self._path.parent):
            self._db.executemany(sql, values)

    def _all(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        with in_words(self._path.parent):
            return self._db.execute(sql, values).fetchall()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _ready(path)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    # Nothing is lost with it but the list of what was: it is laid aside, and begun anew.
    disk.replace(path, path.with_suffix(".damaged"))
    with suppress(FileNotFoundError):
        disk.unlink(path.with_name(f"{path.name}-journal"))
    return _ready(path)


def _ready(path: Path) -> sqlite3.Connection:
    db = connect(path)
    try:
        db.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")
        if db.execute("PRAGMA user_version").fetchone()[0] < len(_STEPS):
            db.execute("BEGIN IMMEDIATE")
            for step in _STEPS[db.execute("PRAGMA user_version").fetchone()[0] :]:
                for statement in step:
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {len(_STEPS)}")
            db.execute("COMMIT")
    except BaseException:
        db.close()
        raise
    return db


def _kept(row: tuple[Any, ...]) -> Kept:
    n, bundle, out, office, name, way, state, at, size, receipt, counts, error, file, acknowledged, *rest = row
    ranges, have, sentence, parts, sent = rest
    transfer = Transfer(
        bundle,
        bool(out),
        office,
        name,
        way,
        state,
        datetime.fromisoformat(at),
        size,
        receipt,
        json.loads(counts),
        error,
        file,
        _moment(acknowledged),
        problems.read(sentence, parts),
        _moment(sent),
    )
    spans = {actor: (first, last) for actor, (first, last) in json.loads(ranges).items()}
    return Kept(transfer, spans, json.loads(have), n)


def _when(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
