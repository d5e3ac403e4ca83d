"""Operations from elsewhere: examined whole, then taken in whole or not at all; what is known already is passed over.

An operation is believed only as far as its own bytes go; whether its author may be trusted is for the exchange to know
before it calls this. What a newer program wrote, and groups that are not complete, are kept and wait.

Operations mostly come as *runs*: of one actor, one after another, from where its chain ends here. A run is hashed link
by link. Where the last link is the one that stands here, all of it is known, and nothing of it has to be read; where it
begins at the end of the chain, it is appended as a whole. Anything else is looked at one by one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from koyradesk import records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import folding, journal, sealing
from koyradesk.store.examining import examined
from koyradesk.store.journal import COUNTS, PUBLISHED, WAITS, Head, Operation

#: How many operations are held in memory at once, and how many where a group ends no sooner.
_RUN, _MOST = 4096, 16384


def take_in(db: sqlite3.Connection, bodies: Iterable[bytes], office: str, *, ours: bool) -> set[str]:
    """Adds operations of ``office`` to its journal, inside the caller's transaction, and brings the tables up to date;
    returns the records that changed.

    ``ours``: it is our own office, whose submitted operations count for others alone; in another office's book nothing
    else is kept.

    Raises:
        UserError: an operation that is none, of another office or stream, on a record its author does not own, that
            does not fit the chain, or that stands against another one under the same number (a copied data folder).
    """
    taking = _Taking(db, office, ours=ours)
    for run in _runs(bodies):
        taking.take(run)
    return taking.end()


def _runs(bodies: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Operations that follow one another and say that they are of one actor, cut between groups where that can be."""
    run: list[bytes] = []
    begins = b""
    for body in bodies:
        if run and body.startswith(begins) and (len(run) < _RUN or (len(run) < _MOST and not _ends(run[-1]))):
            run.append(body)
            continue
        if run:
            yield run
        run = [body]
        # '{"actor":"office.device.stream",' as every operation begins.
        begins = body[: body.find(b",") + 1]
    if run:
        yield run


def _ends(body: bytes) -> bool:
    """Is an operation the last of its group? What is none is not."""
    start = journal.START.match(body)
    return start is not None and int(start["seq"]) + 1 >= int(start["first"]) + int(start["count"])


class _Taking:
    """One taking in: the chains it goes on, and what it changed."""

    def __init__(self, db: sqlite3.Connection, office: str, *, ours: bool) -> None:
        self._db = db
        self._office = office
        self._ours = ours
        self._changed: set[str] = set()
        #: The actors of which something was put elsewhere than at the end, or waits.
        self._touched: set[int] = set()

    def take(self, run: list[bytes]) -> None:
        """Takes in operations of one actor."""
        start = journal.START.match(run[0])
        if start is None:
            self._one_by_one(run)
            return
        first, prev = int(start["seq"]), start["prev"].decode()
        actor = start["actor"].decode()
        head = journal.found(self._db, actor)
        if head is not None and first <= head.whole:
            known = min(len(run), head.whole - first + 1)
            after = _rolled(prev, run[:known])
            if after != journal.link_at(self._db, head, first + known - 1):
                self._one_by_one(run)
                return
            run, first, prev = run[known:], first + known, after
            if not run:
                return
        operations = [examined(body, self._office, ours=self._ours) for body in run]
        head = head or journal.head(self._db, actor, here=False)
        if first == head.seq + 1 and head.seq == head.whole and _follow(operations, head, run):
            self._append(head, operations, run)
        else:
            self._one_by_one(run)

    def end(self) -> set[str]:
        """Lets what waited count, and returns the records that changed."""
        for n in self._touched:
            reach(self._db, n)
        released = release(self._db, self._touched)
        folding.anew(self._db, released)
        changed = self._changed | released
        sealing.follow(self._db, changed)
        return changed

    def _append(self, head: Head, operations: list[Operation], run: list[bytes]) -> None:
        """Puts operations at the end of a chain."""
        if self._ours and is_submitted(head.actor):
            states = [PUBLISHED] * len(run)
        else:
            states = _states(operations)
            if WAITS in states:
                self._touched.add(head.n)
        self._db.executemany(
            "INSERT INTO operation (actor, seq, waiting, record, body) VALUES (?, ?, ?, ?, ?)",
            [
                (head.n, one.seq, state, one.record, body)
                for one, state, body in zip(operations, states, run, strict=True)
            ],
        )
        last = operations[-1]
        head.seq = head.whole = last.seq
        head.link = journal.link(last.prev, hashlib.sha256(run[-1]).digest())
        journal.keep(self._db, head)
        counting = [one for one, state in zip(operations, states, strict=True) if state == COUNTS]
        folding.add(self._db, counting)
        self._changed.update(one.record for one in counting)

    def _one_by_one(self, run: list[bytes]) -> None:
        for body in run:
            operation = examined(body, self._office, ours=self._ours)
            head = journal.head(self._db, operation.actor, here=False)
            if _is_known(self._db, head, operation, body):
                continue
            _check_links(self._db, head, operation, body)
            state = PUBLISHED if self._ours and is_submitted(operation.actor) else WAITS
            self._db.execute(
                "INSERT INTO operation (actor, seq, waiting, record, body) VALUES (?, ?, ?, ?, ?)",
                (head.n, operation.seq, state, operation.record, body),
            )
            if operation.seq > head.seq:
                head.seq, head.link = operation.seq, journal.link(operation.prev, hashlib.sha256(body).digest())
                journal.keep(self._db, head)
            self._touched.add(head.n)


def _rolled(prev: str, run: Iterable[bytes]) -> str:
    """The link after operations, if each is chained to the one before: equal ones hold equal operations."""
    link = bytes.fromhex(prev)
    sha256 = hashlib.sha256
    for body in run:
        link = sha256(link + sha256(body).digest()).digest()
    return link.hex()


def _follow(operations: list[Operation], head: Head, run: list[bytes]) -> bool:
    """Is each operation the next one of its chain?"""
    seq, link = head.seq, head.link
    for one, body in zip(operations, run, strict=True):
        seq += 1
        if one.seq != seq or one.prev != link or one.actor != head.actor:
            return False
        link = journal.link(link, hashlib.sha256(body).digest())
    return True


def _states(operations: list[Operation]) -> list[int]:
    """Which operations of a run count at once: of whole groups that this program understands."""
    groups: dict[tuple[int, int], list[Operation]] = {}
    for one in operations:
        groups.setdefault(one.group, []).append(one)
    counts = {group for group, members in groups.items() if _is_whole(group[1], members)}
    return [COUNTS if one.group in counts else WAITS for one in operations]


def _is_whole(count: int, members: list[Operation]) -> bool:
    return len(members) == count and all(one.schema <= records.SCHEMA for one in members)


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
            f"SELECT n, body FROM operation WHERE actor = ? AND waiting = {WAITS:d} ORDER BY seq", (actor,)
        ).fetchall()
        groups: dict[tuple[int, int], list[tuple[int, Operation]]] = {}
        for n, body in rows:
            if body is not None:
                operation = journal.decode(body)
                groups.setdefault(operation.group, []).append((n, operation))
        for (_, count), members in groups.items():
            if _is_whole(count, [operation for _, operation in members]):
                db.executemany("UPDATE operation SET waiting = 0 WHERE n = ?", [(n,) for n, _ in members])
                # Looked at while they waited; now others may have to know.
                db.execute("UPDATE here SET submitted = min(submitted, ?)", (min(n for n, _ in members) - 1,))
                changed.update(operation.record for _, operation in members)
    return changed


def _is_known(db: sqlite3.Connection, actor: Head, operation: Operation, body: bytes) -> bool:
    found = db.execute(
        "SELECT body, hash FROM operation WHERE actor = ? AND seq = ?", (actor.n, operation.seq)
    ).fetchone()
    if found is None:
        return False
    if (found[1] or hashlib.sha256(found[0]).digest()) != hashlib.sha256(body).digest():
        raise UserError(
            N_(
                "The entry {seq} of the computer {device} is one thing here ({ours}) and another in what came "
                "({theirs}): its data folder was copied and both copies were used. Nothing was taken over. Go on with "
                "one copy; where the other is, restore a backup from before and type again what was written there "
                "since."
            ),
            seq=operation.seq,
            device=operation.actor.split(".")[1],
            ours=_told(journal.decode(found[0])) if found[0] is not None else "",
            theirs=_told(operation),
        )
    return True


def _told(operation: Operation) -> str:
    """Who wrote an operation and when, by the writer's clock."""
    return f"{operation.by}, {operation.wall[:10]}"


def _check_links(db: sqlite3.Connection, actor: Head, operation: Operation, body: bytes) -> None:
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
