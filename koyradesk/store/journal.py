"""The office's book: operations, one after another, chained by hash.

An operation is stored as the exact bytes that are hashed (canonical JSON, UTF-8, NFC):

    {"actor": …, "seq": n, "prev": link, "group": [first, count], "record": id, "schema": n, "by": …, "wall": …,
     "set": {field: {"v": value, "over": [[actor, seq], …]}}, "undoes": [actor, first seq]}

``actor`` is ``office.device.stream``. ``prev`` is the link of the actor's operation before, "" for its first;
link = sha256(prev ‖ sha256(body)), both as bytes. So a body can be erased by law while its hash keeps the chain whole.
``group`` names the run of operations that count all or none: the first one's seq and how many they are. ``wall`` is the
PC's clock when written, shown to people and never used to decide. ``undoes`` names the group that an operation takes
back, and stands only in such ones: without it an undoing could not be told from typing the old words again.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from koyradesk import merge, records
from koyradesk.store.refusals import DamageError

#: The streams: what stays in the office, and what it submitted to others.
DRAFTS, SUBMITTED = "drafts", "submitted"
#: What ``operation.waiting`` says: counts here; waits, as its group is not whole or a newer program wrote it; counts no
#: more, as its body was erased; was submitted by this office, so it tells others what stands here already.
COUNTS, WAITS, ERASED, PUBLISHED = range(4)

#: No number may be so large: the database would not hold it.
_MOST = 2**63
_NUMBERS = {int}
#: Bytes of a link.
_HASH = 32

_parse, _scan = json.JSONDecoder().decode, json.JSONDecoder().raw_decode
#: A text as canonical JSON.
_quoted = json.encoder.encode_basestring

#: How a body begins: its keys are sorted, and a quote inside a text is escaped.
START = re.compile(
    rb'\{"actor":"(?P<actor>[ !#-\[\]-~]*)","by":"(?:[^"\\]|\\.)*","group":\[(?P<first>\d{1,19}),(?P<count>\d{1,19})\],'
    rb'"prev":"(?P<prev>[0-9a-f]*)","record":"(?P<record>[^"]*)","schema":\d+,"seq":(?P<seq>\d{1,19}),"set":\{'
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One finished edit of one record. ``over`` of a write is sorted; ``undoes``: actor and first seq of a group."""

    actor: str
    seq: int
    prev: str
    group: tuple[int, int]
    record: str
    schema: int
    by: str
    wall: str
    set: Mapping[str, merge.Write]
    undoes: merge.Version | None = None

    @property
    def version(self) -> merge.Version:
        return self.actor, self.seq


@dataclass(slots=True)
class Head:
    """Where an actor's chain ends: its row in the database, the last seq and the link after it; ``whole``: up to which
    seq nothing is missing."""

    n: int
    actor: str
    seq: int
    link: str
    whole: int = 0


def encode(operation: Operation) -> bytes:
    """The canonical bytes of an operation."""
    back = {} if operation.undoes is None else {"undoes": list(operation.undoes)}
    return records.canonical(
        {
            **back,
            "actor": operation.actor,
            "seq": operation.seq,
            "prev": operation.prev,
            "group": list(operation.group),
            "record": operation.record,
            "schema": operation.schema,
            "by": operation.by,
            "wall": operation.wall,
            "set": {
                name: {"v": write.value, "over": [list(version) for version in write.over]}
                for name, write in operation.set.items()
            },
        }
    ).encode()


def decode(body: bytes) -> Operation:
    """An operation from its bytes.

    Raises:
        DamageError: the bytes are no operation.
    """
    try:
        raw = _parse(body.decode())
        first, count = raw["group"]
        return Operation(
            raw["actor"],
            raw["seq"],
            raw["prev"],
            (first, count),
            raw["record"],
            raw["schema"],
            raw["by"],
            raw["wall"],
            {
                name: merge.Write(write["v"], tuple([(actor, seq) for actor, seq in write["over"]]))
                for name, write in raw["set"].items()
            },
            _version(raw["undoes"]) if "undoes" in raw else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamageError("no operation") from error


def _version(pair: list[Any]) -> merge.Version:
    actor, seq = pair
    return actor, seq


def examine(body: bytes) -> Operation:
    """``decode`` for bytes from outside: every part must have its type and the bytes must be the canonical ones.

    Raises:
        ValueError: something does not hold.
    """
    # Tens of thousands a second come through here, so the canonical bytes are put together from the parts instead of
    # by a general encoder. Whatever else stands in the given ones (a part of its own, another order, blanks, true for
    # 1) makes them differ; left to be looked at are numbers, which several types write alike.
    try:
        given = body.decode()
        raw, _ = _scan(given)
        first, count = raw["group"]
        seq, schema = raw["seq"], raw["schema"]
        numbers = [seq, schema, first, count]
        writes, written, last = {}, [], ""
        for name, write in raw["set"].items():
            if name < last:
                raise ValueError("not in order")
            last, value, over = name, write["v"], write["over"]
            told = _quoted(value) if type(value) is str else records.canonical(value)
            if over == []:
                writes[name] = merge.Write(value)
                written.append(f'{_quoted(name)}:{{"over":[],"v":{told}}}')
                continue
            versions = tuple([(actor, at) for actor, at in over])
            numbers += [at for _, at in versions]
            writes[name] = merge.Write(value, versions)
            seen = f"[{_listed(versions)}]" if versions else records.canonical(over)
            written.append(f'{_quoted(name)}:{{"over":{seen},"v":{told}}}')
        undoes = _version(raw["undoes"]) if "undoes" in raw else None
        back = ""
        if undoes is not None:
            numbers.append(undoes[1])
            back = f'"undoes":{_listed((undoes,))},'
        actor, by, prev, record, wall = raw["actor"], raw["by"], raw["prev"], raw["record"], raw["wall"]
        canonical = (
            f'{{"actor":{_quoted(actor)},"by":{_quoted(by)},"group":[{first},{count}],"prev":{_quoted(prev)},'
            f'"record":{_quoted(record)},"schema":{schema},"seq":{seq},"set":{{{",".join(written)}}},'
            f'{back}"wall":{_quoted(wall)}}}'
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamageError("no operation") from error
    if canonical != given:
        raise ValueError("not canonical")
    if set(map(type, numbers)) != _NUMBERS or min(numbers) < 1 or max(numbers) >= _MOST:
        raise ValueError("a number is none")
    if not first <= seq < first + count:
        raise ValueError("not of its own group")
    if prev and len(bytes.fromhex(prev)) != _HASH:
        raise ValueError("no link")
    return Operation(actor, seq, prev, (first, count), record, schema, by, wall, writes, undoes)


def _listed(versions: Iterable[merge.Version]) -> str:
    return ",".join([f"[{_quoted(actor)},{seq}]" for actor, seq in versions])


def link(prev: str, body_hash: bytes) -> str:
    """The link after an operation, hex."""
    return hashlib.sha256(bytes.fromhex(prev) + body_hash).hexdigest()


def head(db: sqlite3.Connection, actor: str, *, here: bool) -> Head:
    """The end of an actor's chain; a new row where it has none. ``here``: it is going to write in this folder."""
    held = found(db, actor)
    if held is None:
        made = db.execute("INSERT INTO actor (id, here, seq, link) VALUES (?, ?, 0, '')", (actor, here))
        return Head(int(made.lastrowid or 0), actor, 0, "")
    return held


def found(db: sqlite3.Connection, actor: str) -> Head | None:
    """The end of an actor's chain, if anything of it was ever here."""
    row = db.execute("SELECT n, id, seq, link, whole FROM actor WHERE id = ?", (actor,)).fetchone()
    return None if row is None else Head(*row)


def append(db: sqlite3.Connection, end: Head, operation: Operation, waiting: int = COUNTS) -> None:
    """Writes the next operation of a chain and moves ``end``; ``keep`` stores ``end`` once the group is written."""
    body = encode(operation)
    db.execute(
        "INSERT INTO operation (actor, seq, waiting, record, body) VALUES (?, ?, ?, ?, ?)",
        (end.n, operation.seq, waiting, operation.record, body),
    )
    end.link = link(operation.prev, hashlib.sha256(body).digest())
    end.seq = end.whole = operation.seq


def keep(db: sqlite3.Connection, end: Head) -> None:
    changed = (end.seq, end.link, end.whole, end.n)
    db.execute("UPDATE actor SET seq = ?, link = ?, whole = ? WHERE n = ?", changed)


def of_record(db: sqlite3.Connection, record: str, edition: int = COUNTS) -> list[Operation]:
    """The operations on a record in the order they arrived: those that count here, or those that were submitted."""
    # The numbers stand in the statement, so that SQLite sees which index is meant.
    rows = db.execute(f"SELECT body FROM operation WHERE record = ? AND waiting = {edition:d} ORDER BY n", (record,))
    return [decode(body) for (body,) in rows]


def by_record(db: sqlite3.Connection) -> Iterator[tuple[str, list[Operation]]]:
    """Every record with the operations that count, by record id; within one, in the order they arrived."""
    rows = db.execute("SELECT record, body FROM operation WHERE waiting = 0 ORDER BY record, n")
    for record, group in groupby(rows, key=itemgetter(0)):
        yield record, [decode(body) for _, body in group]


def registers(db: sqlite3.Connection, record: str, edition: int = COUNTS) -> merge.Registers:
    """The registers of a record, folded from its operations (see ``of_record``)."""
    return folded(of_record(db, record, edition))


def folded(operations: Iterable[Operation]) -> merge.Registers:
    """What operations on one record come to."""
    return merge.fold((one.version, one.set) for one in operations)


def reached(db: sqlite3.Connection, actor: str) -> tuple[int, str]:
    """The seq up to which nothing of an actor is missing, and the link after it; (0, "") for none."""
    head = found(db, actor)
    if head is None or not head.whole:
        return 0, ""
    return head.whole, link_at(db, head, head.whole)


def link_at(db: sqlite3.Connection, head: Head, seq: int) -> str:
    """The link after an operation of a chain; "" where that cannot be told."""
    return head.link if seq == head.seq else link_after(db, head.n, seq)


def link_after(db: sqlite3.Connection, actor: int, seq: int) -> str:
    """The link after an operation that is here; "" where that cannot be told."""
    rows = db.execute("SELECT seq, body, hash FROM operation WHERE actor = ? AND seq IN (?, ?)", (actor, seq, seq + 1))
    held = {at: (body, erased) for at, body, erased in rows}
    body, _ = held.get(seq, (None, None))
    if body is not None:
        return link(decode(body).prev, hashlib.sha256(body).digest())
    after, _ = held.get(seq + 1, (None, None))
    return "" if after is None else decode(after).prev


def passes(db: sqlite3.Connection, actor: str, seq: int, wanted: str) -> bool:
    """Does an actor's chain here come by the link ``wanted`` after its operation ``seq``?"""
    head = found(db, actor)
    return head is not None and seq <= head.seq and wanted == link_at(db, head, seq) != ""
