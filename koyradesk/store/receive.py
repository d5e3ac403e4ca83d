"""Operations from elsewhere: examined whole, then taken in whole or not at all; what is known already is passed over.

An operation is believed only as far as its own bytes go; whether its author may be trusted is for the exchange to know
before it calls this. What a newer program wrote, and groups that are not complete, are kept and wait.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.records import KINDS
from koyradesk.store import journal
from koyradesk.store.journal import Operation

#: Of an actor: office, device, stream.
_PARTS = 3


def take_in(db: sqlite3.Connection, bodies: Iterable[bytes], office: str, *, ours: bool) -> set[str]:
    """Adds operations of ``office`` to its journal, inside the caller's transaction; returns the records that changed.

    ``ours``: it is our own office, whose submitted operations count for others alone; in another office's book nothing
    else is kept.

    Raises:
        UserError: an operation that is none, of another office or stream, on a record its author does not own, that
            does not fit the chain, or that stands against another one under the same number (a copied data folder).
    """
    touched: set[int] = set()
    for body in bodies:
        operation = _examined(body, office, ours=ours)
        actor = journal.head(db, operation.actor, here=False)
        if _is_known(db, actor, operation, body):
            continue
        _check_links(db, actor, operation, body)
        published = ours and is_submitted(operation.actor)
        db.execute(
            "INSERT INTO operation (actor, seq, record, body, waiting) VALUES (?, ?, ?, ?, ?)",
            (
                actor.n,
                operation.seq,
                operation.record,
                body,
                journal.PUBLISHED if published else journal.WAITS,
            ),
        )
        if operation.seq > actor.seq:
            actor.seq, actor.link = operation.seq, journal.link(operation.prev, hashlib.sha256(body).digest())
            journal.keep(db, actor)
        touched.add(actor.n)
    for n in touched:
        reach(db, n)
    return release(db, touched)


def reach(db: sqlite3.Connection, actor: int) -> None:
    """Moves the mark up to which nothing of an actor is missing."""
    (whole,) = db.execute("SELECT whole FROM actor WHERE n = ?", (actor,)).fetchone()
    reached = whole
    for (seq,) in db.execute("SELECT seq FROM operation WHERE actor = ? AND seq > ? ORDER BY seq", (actor, whole)):
        if seq != reached + 1:
            break
        reached = seq
    if reached != whole:
        db.execute("UPDATE actor SET whole = ? WHERE n = ?", (reached, actor))


def is_submitted(actor: str) -> bool:
    """Does an actor write what its office submitted to others?"""
    return actor.endswith(f".{journal.SUBMITTED}")


def release(db: sqlite3.Connection, actors: Iterable[int]) -> set[str]:
    """Lets waiting operations count: those this program understands, in whole groups. Returns their records."""
    changed: set[str] = set()
    for actor in actors:
        rows = db.execute(
            "SELECT n, body FROM operation WHERE actor = ? AND waiting = 1 ORDER BY seq", (actor,)
        ).fetchall()
        groups: dict[tuple[int, int], list[tuple[int, Operation]]] = {}
        for n, body in rows:
            if body is not None:
                operation = journal.decode(body)
                groups.setdefault(operation.group, []).append((n, operation))
        for (_, count), members in groups.items():
            if len(members) == count and all(operation.schema <= records.SCHEMA for _, operation in members):
                db.executemany("UPDATE operation SET waiting = 0 WHERE n = ?", [(n,) for n, _ in members])
                # Looked at while they waited; now others may have to know.
                db.execute("UPDATE here SET submitted = min(submitted, ?)", (min(n for n, _ in members) - 1,))
                changed.update(operation.record for _, operation in members)
    return changed


def _examined(body: bytes, office: str, *, ours: bool) -> Operation:
    try:
        operation = journal.examine(body)
        parts = operation.actor.split(".")
        if len(parts) != _PARTS or not all(parts) or parts[0] != office:
            raise ValueError("not of this office")
        if records.split(operation.record)[1] != office:
            raise ValueError("not the owner's")
        if not ours and parts[2] != journal.SUBMITTED:
            raise ValueError("not for other offices")
        if operation.schema <= records.SCHEMA:
            kind = KINDS[operation.record.partition(".")[0]]
            for name, write in operation.set.items():
                if records.plain(kind, name, write.value) != write.value:
                    raise ValueError("not as the field is written")
    except (ValueError, TypeError, KeyError, UserError) as error:
        raise UserError(
            N_("What was received holds an entry that cannot be right; nothing of it was taken over. Ask for it again.")
        ) from error
    return operation


def _is_known(db: sqlite3.Connection, actor: journal.Head, operation: Operation, body: bytes) -> bool:
    found = db.execute(
        "SELECT body, hash FROM operation WHERE actor = ? AND seq = ?", (actor.n, operation.seq)
    ).fetchone()
    if found is None:
        return False
    if (found[1] or hashlib.sha256(found[0]).digest()) != hashlib.sha256(body).digest():
        raise UserError(
            N_(
                "Two different entries came under one number of the device {device}: its data folder was copied and "
                "used twice. Nothing was taken over; continue with one of the two copies."
            ),
            device=".".join(operation.actor.split(".")[:2]),
        )
    return True


def _check_links(db: sqlite3.Connection, actor: journal.Head, operation: Operation, body: bytes) -> None:
    """The neighbours that are here must be chained to this one; across a gap nothing can be said yet."""
    own = journal.link(operation.prev, hashlib.sha256(body).digest())
    fits = operation.seq > 1 or operation.prev == ""
    for seq in (operation.seq - 1, operation.seq + 1):
        row = db.execute("SELECT body FROM operation WHERE actor = ? AND seq = ?", (actor.n, seq)).fetchone()
        if row is None or row[0] is None:
            continue
        other = journal.decode(row[0])
        if seq < operation.seq:
            fits = fits and journal.link(other.prev, hashlib.sha256(row[0]).digest()) == operation.prev
        else:
            fits = fits and other.prev == own
    if not fits:
        raise UserError(
            N_(
                "What was received does not fit what came before from {device}; nothing of it was taken over. "
                "Ask for it again."
            ),
            device=".".join(operation.actor.split(".")[:2]),
        )
