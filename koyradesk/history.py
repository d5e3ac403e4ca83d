"""The history of a field, and of a whole agenda item: who changed it, when, from what to what. Newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from koyradesk import records
from koyradesk.bengali import dates, digits
from koyradesk.merge import Version
from koyradesk.model import Ref
from koyradesk.records import KINDS
from koyradesk.store import Store, clocks, history

How = Literal["made", "changed", "removed", "returned"]

#: What is told of each record of an agenda item: the words, not what follows from them (labels, order).
_TOLD = {
    "item": ("topic", "discussion"),
    "decision": ("text", "due", "implementers"),
    "assignment": ("name",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, as it can be shown.

    ``when`` is the writer's clock (None if it cannot be read), ``doubtful`` says that it looks wrong; ``undo`` that an
    earlier change was taken back, or done again. A record that was removed or came back is told with its main text.
    """

    ref: Ref
    how: How
    by: str
    when: datetime | None
    doubtful: bool
    old: str
    new: str
    undo: bool


def of_field(store: Store, ref: Ref) -> tuple[Entry, ...]:
    """The changes of one field; several values that stand against each other are told one after another."""
    return tuple(_entry(store, one, "changed") for one in reversed(store.history(ref.record, ref.field)))


def of_item(store: Store, item: str) -> tuple[Entry, ...]:
    """The changes of an agenda item with its decisions and implementers, those in the bin too."""
    parts = [
        row["id"] for kind in ("decision", "assignment") for row in store.rows(kind, deleted=None, item=item, only=())
    ]
    return _together(store, (item, *parts))


def of_meeting(store: Store, meeting: str) -> tuple[Entry, ...]:
    """The changes of a meeting with all that lies in it, in the bin too."""
    return _together(store, [one for one in store.under(meeting) if one.partition(".")[0] in KINDS])


def _together(store: Store, records_: Iterable[str]) -> tuple[Entry, ...]:
    found = [pair for record in records_ for pair in _of_record(store, record)]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(entry for _, entry in found)


def _of_record(store: Store, record: str) -> Iterator[tuple[int, Entry]]:
    """What is told of one record, with the place in the journal."""
    told = _told(record.partition(".")[0])
    main = ""
    for one in store.history(record):
        if one.field == told[0]:
            main = said(store, one.record, one.field, one.new)
        if one.field == "deleted" and not one.made:
            how: How = "removed" if one.new else "returned"
            entry = _entry(store, one, how)
            yield one.n, replace(entry, old=main if one.new else "", new="" if one.new else main)
        elif one.field in told:
            yield one.n, _entry(store, one, "made" if one.made else "changed")


def _told(kind: str) -> tuple[str, ...]:
    """The fields of a kind that somebody writes, the main one first."""
    fields = KINDS[kind].fields
    return _TOLD.get(kind) or tuple(name for name, field in fields.items() if field.type in ("text", "date"))


def _entry(store: Store, one: history.Entry, how: How) -> Entry:
    version: Version = one.version
    return Entry(
        Ref(one.record, one.field),
        how,
        one.by,
        clocks.read(one.wall),
        store.clock_looks_wrong(version, one.wall),
        said(store, one.record, one.field, one.old),
        said(store, one.record, one.field, one.new),
        one.undoes is not None,
    )


def said(store: Store, record: str, field: str, value: Any) -> str:
    """A value as it was typed or stands on paper, marked."""
    wanted = KINDS[record.partition(".")[0]].fields[field]
    if value is None or value == records.EMPTY[wanted.type]:
        return ""
    if isinstance(value, date):
        return dates.spell(value, "{d} {month} {y}")
    if field == "implementers":
        rows = [store.row(one) for one in value]
        return ", ".join(row["name"] for row in rows if row)
    if wanted.type == "ref":
        row = store.row(value) or {}
        return str(row.get("name") or row.get("title") or row.get("topic") or row.get("text") or "")
    if wanted.type == "int":
        return digits.to_bengali(value)
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value if isinstance(value, str) else records.canonical(value)
