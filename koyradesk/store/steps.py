"""The journal as steps that can be taken back: what was written together here, and what would undo it.

Only what this folder wrote itself is a step: what came from elsewhere is not for this desk to undo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from koyradesk import merge, records
from koyradesk.records import KINDS
from koyradesk.store import index, journal
from koyradesk.store.journal import Operation
from koyradesk.store.writing import Change


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that were written together here. ``n`` is the place of the last one in the journal; ``made`` are the
    records that began to exist with it."""

    n: int
    operations: tuple[Operation, ...]
    made: frozenset[str]

    @property
    def name(self) -> merge.Version:
        """Actor and first seq: what ``undoes`` of another one says."""
        first = self.operations[0]
        return first.actor, first.group[0]

    @property
    def undoes(self) -> merge.Version | None:
        return self.operations[0].undoes


def under(db: sqlite3.Connection, record: str) -> list[str]:
    """A record with everything that lies under it, in the bin or not, and what is attached to any of it."""
    found = [record, *index.below(db, record)]
    attached = "SELECT id FROM attachment WHERE of = ?"
    return found + [one for above in found for (one,) in db.execute(attached, (above,))]


def above(db: sqlite3.Connection, record: str) -> list[str]:
    """What a record lies in or is attached to, from its parent upwards, as far as it is known here."""
    found: list[str] = []
    while True:
        at = found[-1] if found else record
        kind = at.partition(".")[0]
        field = '"of"' if kind == "attachment" else index.above(kind)
        row = db.execute(f'SELECT {field} FROM "{kind}" WHERE id = ?', (at,)).fetchone() if field else None
        if row is None or not row[0] or row[0] in (record, *found):
            return found
        found.append(row[0])


def of(db: sqlite3.Connection, records: Iterable[str]) -> Iterator[Group]:
    """The groups written here that touched any of the records, newest first."""
    sql = "SELECT n FROM operation WHERE waiting = 0 AND record = ?"
    numbers = {n for record in records for (n,) in db.execute(sql, (record,))}
    seen: set[int] = set()
    for n in sorted(numbers, reverse=True):
        if n not in seen:
            rows = _group(db, n)
            seen.update(number for number, _ in rows)
            if rows and (found := _made(db, rows)):
                yield found


def named(db: sqlite3.Connection, name: merge.Version) -> Group | None:
    """The group with this name; None where it is not here or was erased."""
    found = db.execute(
        "SELECT operation.n FROM operation JOIN actor ON actor.n = operation.actor WHERE id = ? AND operation.seq = ?",
        name,
    ).fetchone()
    rows = _group(db, found[0]) if found else []
    return _made(db, rows) if rows else None


def _group(db: sqlite3.Connection, n: int) -> list[tuple[int, Operation]]:
    """The operations of the group that the ``n``-th one is of, with their places; none if it came from elsewhere."""
    found = db.execute(
        "SELECT actor, body FROM operation JOIN actor ON actor.n = operation.actor WHERE operation.n = ? AND here", (n,)
    ).fetchone()
    if found is None or found[1] is None:
        return []
    first, count = journal.decode(found[1]).group
    rows = db.execute(
        "SELECT n, body FROM operation WHERE actor = ? AND seq >= ? AND seq < ? AND waiting = 0 ORDER BY seq",
        (found[0], first, first + count),
    )
    return [(number, journal.decode(body)) for number, body in rows.fetchall()]


def _made(db: sqlite3.Connection, rows: list[tuple[int, Operation]]) -> Group:
    sql = "SELECT min(n) FROM operation WHERE record = ? AND waiting = 0"
    made = frozenset(one.record for n, one in rows if db.execute(sql, (one.record,)).fetchone()[0] == n)
    return Group(max(n for n, _ in rows), tuple(one for _, one in rows), made)


def inverse(db: sqlite3.Connection, group: Group, among: Iterable[str]) -> tuple[list[Change], list[tuple[str, str]]]:
    """What takes a group back in the records ``among``, and the fields that stay because someone wrote them since.

    Records that were made go to the bin with all that is in them; every other field gets the value it had.
    """
    wanted = frozenset(among)
    changes: list[Change] = []
    left: list[tuple[str, str]] = []
    for operation in group.operations:
        if operation.record not in wanted:
            continue
        if operation.record in group.made:
            # What lies in something that goes, goes and comes back with it.
            parents = index.PARENTS.get(operation.record.partition(".")[0], ())
            above = [write.value for name in parents if (write := operation.set.get(name))]
            if not group.made.intersection(above):
                changes.append(Change(operation.record, {"deleted": True}))
            continue
        kind = KINDS[operation.record.partition(".")[0]]
        history = journal.of_record(db, operation.record)
        registers = journal.folded(history)
        back = {}
        for name, write in operation.set.items():
            if name not in kind.fields:
                continue
            register = registers[name]
            known = {version: register.values[version] for version in write.over if version in register.values}
            live = list(register.live())
            still = len(live) == 1 and operation.version in _meant(history, name, live[0])
            if still and len(known) == len(write.over):
                value = merge.Register(known).winner(records.EMPTY[kind.fields[name].type])
                back[name] = records.rich(kind, name, value)
            else:
                left.append((operation.record, name))
        if back:
            changes.append(Change(operation.record, back))
    return changes, left


def _meant(history: Sequence[Operation], name: str, version: merge.Version) -> Iterator[merge.Version]:
    """A version and those it stands for: what takes an edit back stands for what was there before that edit."""
    while True:
        yield version
        back = next((one for one in history if one.version == version), None)
        if back is None or back.undoes is None:
            return
        undone = next((one for one in history if (one.actor, one.group[0]) == back.undoes and name in one.set), None)
        # Only ever towards older ones: a forged journal must not send us round in a ring.
        if undone is None or len(undone.set[name].over) != 1 or history.index(undone) >= history.index(back):
            return
        version = undone.set[name].over[0]
