"""Changes become operations: over the versions seen, chained, and followed by tables and index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from koyradesk import merge, records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.records import KINDS
from koyradesk.store import blobs, index, journal, sealing, tables

#: Fields whose change moves or hides the documents under a record.
_STRUCTURAL = {"deleted", "date", "on", "period", *(above for parents in index.PARENTS.values() for above in parents)}


@dataclass(frozen=True, slots=True)
class Change:
    """What to write into one record.

    ``seen`` names, by field, the versions the writer looked at, where they may no longer be the live ones (see
    ``Store.versions``); without it the writer is taken to have seen what is live now.
    """

    record: str
    set: Mapping[str, Any]
    seen: Mapping[str, Sequence[merge.Version]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write changed: views refresh from it. Falsy when nothing changed."""

    records: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records)

    @classmethod
    def of(cls, changed: Iterable[str]) -> Changed:
        found = frozenset(changed)
        return cls(found, frozenset(record.partition(".")[0] for record in found))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change that was examined: its values as the journal writes them."""

    record: str
    fields: Mapping[str, Any]
    seen: Mapping[str, Sequence[merge.Version]]


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and when by this PC's clock; ``undoes`` is the group that is taken back, by actor and first seq."""

    by: str
    wall: str
    undoes: merge.Version | None = None


def examine(changes: Iterable[Change], office: str, folder: Path | None) -> list[Wanted]:
    """The changes with plain values, before anything is written. The blobs they name must lie in ``folder``; without
    one they may be with whoever wrote them first.

    Raises:
        UserError: a text that cannot be kept, or another office's record.
        ValueError, TypeError, KeyError: a caller's bug: see ``Store.write``.
    """
    found: dict[str, Wanted] = {}
    for change in changes:
        name, owner, _ = records.split(change.record)
        if owner != office:
            raise UserError(
                N_("The record {id} belongs to another office, which alone can change it."),
                id=records.short(change.record),
            )
        if change.record in found:
            raise ValueError(f"{change.record} stands twice in one write")
        kind = KINDS[name]
        fields = {key: records.plain(kind, key, value) for key, value in change.set.items()}
        for key, value in fields.items():
            if kind.fields[key].type != "blob" or not value or folder is None:
                continue
            if not blobs.path(folder, value).is_file():
                raise ValueError(f"the blob {key} of {change.record} was never put")
        found[change.record] = Wanted(change.record, fields, change.seen)
    return list(found.values())


def differing(
    db: sqlite3.Connection, wanted: Iterable[Wanted], edition: int = journal.COUNTS
) -> list[tuple[str, merge.Registers, dict[str, merge.Write]]]:
    """The records that need an operation, with their registers and what to write; what is as wanted needs none."""
    found = []
    for one in wanted:
        kind = KINDS[one.record.partition(".")[0]]
        registers = journal.registers(db, one.record, edition)
        writes: dict[str, merge.Write] = {}
        for name, value in one.fields.items():
            register = registers.get(name) or merge.Register()
            seen = one.seen.get(name)
            if register.conflict() or value != register.winner(records.EMPTY[kind.fields[name].type]):
                writes[name] = merge.Write(value, tuple(sorted(register.live() if seen is None else seen)))
        # A new record exists from its first operation on, even an empty one.
        if writes or not registers:
            found.append((one.record, registers, writes))
    return found


def append(
    db: sqlite3.Connection,
    end: journal.Head,
    author: Author,
    pending: Sequence[tuple[str, merge.Registers, dict[str, merge.Write]]],
    edition: int = journal.COUNTS,
) -> None:
    """Appends one group to the chain of ``end``; tables and index follow, unless it tells others what they hold."""
    group = (end.seq + 1, len(pending))
    for record, registers, writes in pending:
        operation = journal.Operation(
            end.actor,
            end.seq + 1,
            end.link,
            group,
            record,
            records.SCHEMA,
            author.by,
            author.wall,
            writes,
            author.undoes,
        )
        journal.append(db, end, operation, edition)
        if edition != journal.COUNTS:
            continue
        merge.apply(registers, operation.version, writes)
        kind = KINDS[record.partition(".")[0]]
        tables.put(db, kind, [tables.stored(record, kind, registers)])
    journal.keep(db, end)
    if edition == journal.COUNTS:
        sealing.follow(db, [record for record, _, _ in pending])
        index.refresh(
            db,
            [record for record, _, _ in pending],
            [record for record, _, writes in pending if _STRUCTURAL & writes.keys()],
        )
