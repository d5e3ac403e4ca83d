"""Fields of a meeting in which several texts stand: two windows, or two PCs, wrote there without seeing each other.

All of them are kept and shown. Settling it is an ordinary write over all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from koyradesk import keepers
from koyradesk.history import said
from koyradesk.model import Ref
from koyradesk.store import Change, Changed, Store

#: Fields whose text follows from others, or which no window shows: what the tables hold is good enough.
_SILENT = {"rank", "deleted", "serial", "label", "many", "follows"}
#: The same in a letter that came in: who is meant by its sender, the year of its number, what it led to.
_FOLLOWS = {("incoming", "party"), ("incoming", "year"), ("incoming", "by"), ("incoming", "item")}


@dataclass(frozen=True, slots=True)
class Conflict:
    """The values of one field that stand against each other, and how each is said (marked); first the one on paper."""

    ref: Ref
    values: tuple[Any, ...]
    said: tuple[str, ...]


def of_meeting(store: Store, meeting: str) -> tuple[Conflict, ...]:
    """The open conflicts of a meeting and of what lies in it."""
    return tuple(
        of_field(store, Ref(record, name))
        for record, name in store.conflicts(meeting)
        if name not in _SILENT and (record.partition(".")[0], name) not in _FOLLOWS
    )


def of_field(store: Store, ref: Ref) -> Conflict:
    """What stands against each other in one field; nothing where one value stands alone."""
    # What the tables show is the last of them.
    values = store.values(ref.record, ref.field)[::-1]
    if len(values) < 2:
        return Conflict(ref, (), ())
    return Conflict(ref, values, tuple(said(store, ref.record, ref.field, one) for one in values))


def settle(store: Store, meeting: str, ref: Ref, value: Any, *, by: str) -> Changed:
    """Lets one value of a field stand alone; the others are in its history.

    Raises:
        UserError: signed minutes stand against it; the disk. Nothing has been changed.
    """
    change = Change(ref.record, {ref.field: value})
    keepers.of(meeting).refuse_frozen(store, meeting, [change])
    return store.write([change], by=by)
