"""Signed papers keep saying what was signed: what was written of them elsewhere and came too late does not show.

A signed memo tells how far the office's journal was known when it was signed (``memo.seen``: actor -> seq, or the first
and the last of each run where there are gaps). Of the records that its paper was made from, the tables show what the
operations up to there say; later ones are kept in the journal, but stand in no table: the table ``late`` names the
records that have any, each with what it is a part of (a meeting, a letter, a memo). Whether it is one is read off all
that is known of it, so every PC comes to the same, in whatever order operations arrive.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from koyradesk import merge, records
from koyradesk.records import KINDS
from koyradesk.store import index, journal, tables
from koyradesk.store.journal import Operation

#: What a paper is made from: kind -> the fields that name what it is a part of.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "paragraph": ("meeting",),
    "item": ("meeting",),
    "decision": ("item",),
    "assignment": ("item",),
    "attendee": ("meeting",),
    "signature": ("meeting", "letter"),
    "recipient": ("meeting", "letter"),
    "correction": ("memo",),
}
#: What papers are made of as wholes, and the memo by which each was signed.
_SIGNED: Mapping[str, str] = {
    "meeting": "SELECT id FROM memo WHERE meeting = ? AND kind = 'minutes' AND seen IS NOT NULL ORDER BY id LIMIT 1",
    "letter": "SELECT id FROM memo WHERE letter = ? AND seen IS NOT NULL ORDER BY id LIMIT 1",
    "memo": "SELECT id FROM memo WHERE id = ? AND seen IS NOT NULL",
}
#: What may still become of a signed memo.
_FREE: Mapping[str, frozenset[str]] = {"memo": frozenset({"state", "reason", "pdf", "hash", "seen"})}


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed paper: what was known when it was signed, and the group of operations that signed it."""

    memo: str
    seen: Mapping[str, Any]
    actor: str
    first: int
    last: int

    def knew(self, version: merge.Version) -> bool:
        actor, seq = version
        if actor == self.actor and self.first <= seq <= self.last:
            return True
        runs = self.seen.get(actor, 0)
        return seq <= runs if isinstance(runs, int) else any(first <= seq <= last for first, last in runs)

    def printed(self, operations: Iterable[Operation]) -> merge.Registers:
        """What of a record stands on it."""
        return journal.folded(one for one in operations if self.knew(one.version))


class Write(NamedTuple):
    """What came too late for a paper: a value (as the journal has it) against the one that was ``printed``; ``added``:
    the paper knows nothing of the record."""

    memo: str
    record: str
    field: str
    printed: Any
    value: Any
    by: str
    wall: str
    added: bool


def ddl() -> Iterator[str]:
    yield "CREATE TABLE late (record TEXT PRIMARY KEY, part_of TEXT NOT NULL) STRICT, WITHOUT ROWID"


def seen(db: sqlite3.Connection) -> dict[str, Any]:
    """What of the office's journal is known here, for ``memo.seen``."""
    found: dict[str, Any] = {}
    for n, actor, seq, whole in db.execute("SELECT n, id, seq, whole FROM actor ORDER BY id").fetchall():
        if actor.endswith(f".{journal.DRAFTS}") and seq:
            found[actor] = seq if seq == whole else _runs(db, n)
    return found


def _runs(db: sqlite3.Connection, actor: int) -> list[list[int]]:
    runs: list[list[int]] = []
    for (seq,) in db.execute("SELECT seq FROM operation WHERE actor = ? ORDER BY seq", (actor,)):
        if runs and runs[-1][1] == seq - 1:
            runs[-1][1] = seq
        else:
            runs.append([seq, seq])
    return runs


def follow(db: sqlite3.Connection, changed: Iterable[str]) -> None:
    """Brings the rows of signed papers to what was signed, after the rows of ``changed`` records were made from all
    that is known of them."""
    if db.execute("SELECT 1 FROM memo WHERE seen IS NOT NULL LIMIT 1").fetchone() is None:
        return
    touched = {record for record in changed if record.partition(".")[0] in _KINDS}
    # With what lies in them, which may have come before it was known what they lie in themselves.
    touched.update(_within(db, touched))
    members: dict[str, set[str]] = {}
    for record, whole in _parts_of(db, touched):
        members.setdefault(whole, set()).add(record)
    for memo in [record for record in touched if record.startswith("memo.")]:
        for whole in _wholes(db, memo):
            members.setdefault(whole, set()).update(_members(db, whole))
    for whole, found in members.items():
        _seal(db, whole, found)


def anew(db: sqlite3.Connection) -> None:
    """The same for every paper, after all rows were made anew."""
    db.execute("DELETE FROM late")
    signed = db.execute("SELECT id FROM memo WHERE seen IS NOT NULL").fetchall()
    for whole in sorted({whole for (memo,) in signed for whole in _wholes(db, memo)}):
        _seal(db, whole, _members(db, whole))


def row(db: sqlite3.Connection, record: str) -> tables.Stored | None:
    """The row that a record must have, from the journal; None for one that has no operations."""
    operations = journal.of_record(db, record)
    if not operations:
        return None
    held = db.execute("SELECT part_of FROM late WHERE record = ?", (record,)).fetchone()
    return _row(record, operations, _paper(db, held[0]) if held else None)


def late(db: sqlite3.Connection) -> Iterator[Write]:
    """What came too late for signed papers and still stands against what was printed."""
    for record, whole in db.execute("SELECT record, part_of FROM late ORDER BY part_of, record").fetchall():
        paper = _paper(db, whole)
        if paper is None:
            continue
        operations = journal.of_record(db, record)
        kind = KINDS[record.partition(".")[0]]
        full, printed = journal.folded(operations), paper.printed(operations)
        if not printed and full.get("deleted", merge.Register()).winner(False):
            continue
        by = {one.version: one for one in operations}
        for name, register in full.items():
            if name not in kind.fields or name in _FREE.get(kind.name, ()):
                continue
            empty = records.EMPTY[kind.fields[name].type]
            stands = printed[name].winner(empty) if name in printed else empty
            told = set()
            for version, value in register.live().items():
                if value != stands and records.canonical(value) not in told:
                    told.add(records.canonical(value))
                    wrote = by[version]
                    yield Write(paper.memo, record, name, stands, value, wrote.by, wrote.wall, not printed)


_KINDS = {*_PARTS, *_SIGNED}
_IN_ITEMS = tuple(kind for kind, fields in _PARTS.items() if "item" in fields)


def _parts_of(db: sqlite3.Connection, records: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Records with the meeting, letter or memo that each is a part of."""
    # What came too late stands in no table with its parent: so that was kept.
    late = dict(db.execute("SELECT record, part_of FROM late").fetchall())
    above = {record: record for record in records}
    while above:
        higher: dict[str, str] = {}
        wanted: dict[str, dict[str, list[str]]] = {}
        for record, at in above.items():
            kind = at.partition(".")[0]
            if kind in _SIGNED or at in late:
                yield record, late.get(at, at)
            else:
                wanted.setdefault(kind, {}).setdefault(at, []).append(record)
        for kind, held in wanted.items():
            above_of = index.above(kind) if len(_PARTS[kind]) > 1 else f'"{_PARTS[kind][0]}"'
            sql = f'SELECT id, {above_of} FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))'
            for at, parent in db.execute(sql, (json.dumps(list(held)),)):
                if parent:
                    higher.update(dict.fromkeys(held[at], parent))
        above = higher


def _within(db: sqlite3.Connection, records: Iterable[str]) -> Iterator[str]:
    """What lies in items."""
    items = json.dumps([record for record in records if record.startswith("item.")])
    for kind in _IN_ITEMS:
        rows = db.execute(f'SELECT id FROM "{kind}" WHERE item IN (SELECT value FROM json_each(?))', (items,))
        yield from (record for (record,) in rows.fetchall())


def _wholes(db: sqlite3.Connection, memo: str) -> Iterator[str]:
    """What a memo signs: itself, and its letter, or with minutes the meeting."""
    yield memo
    kind, meeting, letter = db.execute("SELECT kind, meeting, letter FROM memo WHERE id = ?", (memo,)).fetchone()
    if letter or (meeting and kind == "minutes"):
        yield letter or meeting


def _members(db: sqlite3.Connection, whole: str) -> set[str]:
    """What is part of a meeting, letter or memo, with what was found to be before."""
    found = {whole, *(one for (one,) in db.execute("SELECT record FROM late WHERE part_of = ?", (whole,)))}
    above = whole.partition(".")[0]
    for kind, fields in _PARTS.items():
        if above in fields:
            found.update(one for (one,) in db.execute(f'SELECT id FROM "{kind}" WHERE "{above}" = ?', (whole,)))
    found.update(_within(db, found))
    return found


def _seal(db: sqlite3.Connection, whole: str, members: Iterable[str]) -> None:
    """Gives some parts of a whole the rows they must have."""
    paper = _paper(db, whole)
    wanted = json.dumps(list(members))
    before = {
        record
        for (record,) in db.execute(
            "SELECT record FROM late WHERE record IN (SELECT value FROM json_each(?))", (wanted,)
        )
    }
    late: set[str] = set()
    if paper is not None:
        sql = (
            "SELECT o.record, actor.id, o.seq FROM operation AS o JOIN actor ON actor.n = o.actor "
            "WHERE o.waiting = 0 AND o.record IN (SELECT value FROM json_each(?))"
        )
        late = {record for record, actor, seq in db.execute(sql, (wanted,)) if not paper.knew((actor, seq))}
    for record in sorted(late | before):
        fresh = _row(record, journal.of_record(db, record), paper if record in late else None)
        tables.put(db, KINDS[record.partition(".")[0]], [fresh])
    db.executemany("DELETE FROM late WHERE record = ?", ((record,) for record in before - late))
    db.executemany("INSERT OR REPLACE INTO late VALUES (?, ?)", ((record, whole) for record in late))


def _paper(db: sqlite3.Connection, whole: str) -> Paper | None:
    """The signed paper of a meeting, letter or memo, if it has one."""
    found = db.execute(_SIGNED[whole.partition(".")[0]], (whole,)).fetchone()
    if found is None:
        return None
    (memo,) = found
    version, seen = list(journal.registers(db, memo)["seen"].live().items())[-1]
    sql = "SELECT body FROM operation WHERE actor = (SELECT n FROM actor WHERE id = ?) AND seq = ?"
    (body,) = db.execute(sql, version).fetchone()
    first, count = journal.decode(body).group
    return Paper(memo, seen, version[0], first, first + count - 1)


def _row(record: str, operations: list[Operation], paper: Paper | None) -> tables.Stored:
    kind = KINDS[record.partition(".")[0]]
    registers = journal.folded(operations)
    if paper is not None:
        free = _FREE.get(kind.name, frozenset())
        registers = {**paper.printed(operations), **{name: registers[name] for name in free & registers.keys()}}
    return tables.stored(record, kind, registers)
