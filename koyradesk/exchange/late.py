"""What another PC wrote into a paper that was signed meanwhile: listed, and settled by a person.

The paper stays what was signed, and so does all that is shown of it (see ``store.sealing``). Settling writes what is on
paper over what came too late; whoever wants that said after all makes a correction, or says it in the next meeting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from koyradesk import records
from koyradesk.model import Ref
from koyradesk.records import KINDS
from koyradesk.store import Change, Changed, Store, clocks


@dataclass(frozen=True, slots=True)
class Late:
    """One value that came too late for the paper with the ``number`` (its ``memo``), against the one ``printed``.

    ``when`` is the writer's clock (None if it cannot be read). ``added``: the paper knows nothing of the record at all;
    then ``ref`` is what it says first.
    """

    ref: Ref
    printed: Any
    late: Any
    by: str
    when: datetime | None
    memo: str
    number: str
    added: bool = False


#: Fields that show nothing by themselves.
_SILENT = frozenset({"rank", "deleted"})


def of(store: Store) -> tuple[Late, ...]:
    """What came too late and was not settled yet, paper by paper."""
    found: list[Late] = []
    added: set[str] = set()
    for one in store.late():
        kind = KINDS[one.record.partition(".")[0]]
        if one.added and (one.record in added or kind.fields[one.field].type == "ref" or one.field in _SILENT):
            continue
        if one.added:
            added.add(one.record)
        memo = store.row(one.memo) or {}
        found.append(
            Late(
                Ref(one.record, one.field),
                records.rich(kind, one.field, one.printed),
                records.rich(kind, one.field, one.value),
                one.by,
                clocks.read(one.wall),
                one.memo,
                memo.get("number", ""),
                one.added,
            )
        )
    return tuple(found)


def settle(store: Store, late: Late, *, by: str) -> Changed:
    """Keeps what is on paper: writes it over what came too late. That stays in the history of the field.

    Raises:
        UserError: the disk is full or failing; nothing was changed.
    """
    fields = {"deleted": True} if late.added else {late.ref.field: late.printed}
    return store.write([Change(late.ref.record, fields)], by=by)
