"""What minutes say of the obligations a meeting decided on: each in a sentence, a decision of the item that carries it.

The sentence's id is derived from the obligation and the meeting, so that the two are known by one another. What is
decided stands as long as its sentence: where that goes into the bin or is emptied, it is taken back, and what comes out
of the bin decides as it did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from koyradesk import records
from koyradesk.markup import plain
from koyradesk.obligations.shapes import Outcome
from koyradesk.store import Change, Group, Store
from koyradesk.store.journal import Operation

#: The kinds of record that follow a decision and are no part of its minutes.
FOLLOWING = frozenset({"obligation", "task", "progress"})
_DECIDED = ("obligation", "task")
#: What a meeting decides of either.
_CLOSED = frozenset({"closed", "closed_in", "outcome", "reason", "extended", "extended_in"})
_RULED = frozenset({"rule", "measure"})


def sentence_id(obligation: str, meeting: str) -> str:
    """The id of the decision in which a meeting says what it decided of an obligation."""
    return records.derived("decision", records.split(obligation)[1], obligation, meeting)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a meeting decided of an obligation: closed as ``outcome``, or put off ``to`` a day. ``sentence`` says it."""

    sentence: str
    outcome: Outcome = ""
    to: date | None = None


def decided(store: Store, meeting: str) -> dict[str, Decided]:
    """What a meeting decided of obligations, by their ids; not what was taken back."""
    found = {}
    for row in store.rows("obligation", extended_in=meeting, only=("extended",)):
        found[row["id"]] = Decided(sentence_id(row["id"], meeting), to=row["extended"])
    for row in store.rows("obligation", closed_in=meeting, only=("outcome",)):
        found[row["id"]] = Decided(sentence_id(row["id"], meeting), row["outcome"])
    return found


def saying(store: Store, items: Iterable[str]) -> set[str]:
    """The decisions of some items that only say what became of an earlier one: nothing is to be done for them."""
    rows = {row["id"]: row for row in _rows(store, "item", set(items), ("follows", "meeting"))}
    asked = {one: row for one, row in rows.items() if row["follows"]}
    elsewhere = [row["id"] for row in store.rows("obligation", decision=None, only=())]
    waiting = {row["follows"] for row in asked.values()} - rows.keys()
    while waiting:
        found = {row["id"]: row for row in _rows(store, "item", waiting, ("follows", "meeting"))}
        rows |= found
        waiting = {row["follows"] for row in found.values() if row["follows"]} - rows.keys()
    decided_in: dict[str, list[str]] = {}
    for row in store.rows("decision", item=set(rows), only=("item",)) if asked or elsewhere else ():
        decided_in.setdefault(row["item"], []).append(row["id"])
    said = set()
    if elsewhere:
        every = {one for those in decided_in.values() for one in those}
        held = {rows[item]["meeting"] for item in decided_in if rows[item]["meeting"]}
        said |= every & {sentence_id(one, meeting) for one in elsewhere for meeting in held}
    for item, row in asked.items():
        own, seen, at = set(decided_in.get(item, ())), {item}, row["follows"]
        while at and at not in seen:
            seen.add(at)
            of = (records.derived("obligation", store.office, one) for one in decided_in.get(at, ()))
            said |= own & {sentence_id(one, row["meeting"]) for one in of}
            at = rows[at]["follows"] if at in rows else None
    anew = store.rows("obligation", decision=said, only=("decision", "follows")) if said else ()
    return said - {row["decision"] for row in anew if row["follows"]}


def beside(store: Store, meeting: str, changes: Iterable[Change]) -> list[Change]:
    """What is to be written together with changes of a meeting, so that no sentence stands without what it decided, and
    nothing stays decided without its sentence."""
    gone, back = _moved(store, meeting, changes)
    if not gone and not back:
        return []
    standing = {one.sentence for one in decided(store, meeting).values()}
    found: dict[str, Change] = {}
    for sentence in gone & standing:
        for one in _turned(store, meeting, sentence):
            found.setdefault(one.record, one)
    for sentence in back - standing:
        for one in _turned(store, meeting, sentence):
            found.setdefault(one.record, one)
    return list(found.values())


def inverse(store: Store, group: Group, among: Iterable[str] | None = None) -> list[Change]:
    """What takes back what a step wrote of obligations and tasks (or of those ``among`` them). What was written since
    stays, and so does what somebody reported on since: that is open again."""
    wanted = None if among is None else frozenset(among)
    touched = [one for one in group.operations if _kind(one.record) in _DECIDED]
    touched = [one for one in touched if wanted is None or one.record in wanted]
    held = {one.record for one in touched} - group.made
    return store.inverse(group, held)[0] + [_unmade(store, one) for one in touched if one.record in group.made]


def _unmade(store: Store, made: Operation) -> Change:
    """Takes back what was decided with the first word about a record; the record goes, unless there is more of it."""
    row = store.row(made.record) or {}
    ruled = made.set.get("rule")
    rule = records.rich(records.KINDS[_kind(made.record)], "rule", ruled.value) if ruled else None
    if not _spoken_of(store, made.record) and row.get("rule") == rule:
        return Change(made.record, {"deleted": True})
    return emptied(made, row, _RULED | _CLOSED)[0]


def emptied(made: Operation, row: Mapping[str, Any], among: Collection[str]) -> tuple[Change, int]:
    """What empties fields that a record was made with, and how many stay because somebody wrote them since."""
    kind = records.KINDS[_kind(made.record)]
    said = {name: write.value for name, write in made.set.items() if name in among}
    still = [name for name, value in said.items() if row.get(name) == records.rich(kind, name, value)]
    back = {name: records.EMPTY[kind.fields[name].type] for name in still}
    return Change(made.record, back), len(said) - len(back)


def _moved(store: Store, meeting: str, changes: Iterable[Change]) -> tuple[set[str], set[str]]:
    """The decisions of a meeting that go with some changes, and those that come back."""
    gone: set[str] = set()
    back: set[str] = set()
    for change in changes:
        kind, deleted = _kind(change.record), change.set.get("deleted")
        if kind == "decision" and "text" in change.set and not plain(change.set["text"]).strip():
            gone.add(change.record)
        if deleted is None:
            continue
        among = gone if deleted else back
        if kind == "decision":
            among.add(change.record)
        elif kind == "item":
            among.update(row["id"] for row in store.rows("decision", item=change.record, only=()))
        elif change.record == meeting:
            items = {row["id"] for row in store.rows("item", meeting=meeting, only=())}
            among.update(row["id"] for row in store.rows("decision", item=items, only=()) if items)
    return gone, back


def _turned(store: Store, meeting: str, sentence: str) -> list[Change]:
    """What takes back the newest step that wrote this sentence, or what it stands in, and what it decides."""
    for group, of in _steps(store, meeting, sentence):
        return inverse(store, group, of)
    return []


def _steps(store: Store, meeting: str, sentence: str) -> Iterator[tuple[Group, list[str]]]:
    own = (sentence, *store.above(sentence))
    for group in store.steps(own):
        of = _of(store, group, meeting, sentence)
        if of:
            yield group, of


def _of(store: Store, group: Group, meeting: str, sentence: str) -> list[str]:
    """The records of a step that belong to what a sentence decides."""
    touched = [one.record for one in group.operations if _kind(one.record) in _DECIDED]
    every = [one for one in touched if _kind(one) == "obligation"]
    old = [one for one in every if sentence_id(one, meeting) == sentence]
    new = [one for one in every if one == records.derived("obligation", store.office, sentence)]
    rows = {one: store.row(one) for one in touched if _kind(one) == "task"} if old else {}
    return [*old, *new, *(one for one, row in rows.items() if row is not None and row["obligation"] in old)]


def _spoken_of(store: Store, record: str) -> bool:
    """Was anything told of a task, or of one of an obligation's?"""
    tasks = {record}
    if _kind(record) == "obligation":
        tasks = {row["id"] for row in store.rows("task", obligation=record, only=())}
    return bool(tasks) and bool(store.rows("progress", task=tasks, only=()))


def _rows(store: Store, kind: str, ids: set[str], only: tuple[str, ...]) -> list[dict[str, Any]]:
    return store.rows(kind, id=ids, only=only) if ids else []


def _kind(record: str) -> str:
    return record.partition(".")[0]
