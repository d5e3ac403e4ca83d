"""Taking back what was written of obligations: on the worker's thread, by the journal.

An obligation of a decision stays a record once it is one, empty of what was written: its id is the decision's own, and
other reports may stand on it by now. Every other record that a step made goes to the bin by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koyradesk import records
from koyradesk.records import EMPTY, KINDS
from koyradesk.store import Change

if TYPE_CHECKING:
    from koyradesk.store import Store
    from koyradesk.store.journal import Operation
    from koyradesk.store.steps import Group

_STAYS = ("decision", "deleted")


def inverse(store: Store, group: Group) -> tuple[list[Change], int]:
    """What takes a step back, and how many fields stay as they are because somebody wrote them since."""
    changes, left = store.inverse(group, {one.record for one in group.operations})
    found = [one for one in changes if one.record not in group.made]
    for one in group.operations:
        if one.record not in group.made:
            continue
        if one.record.startswith("obligation.") and "decision" in one.set and one.set["decision"].value:
            back, stayed = _emptied(store, one)
            found += [back] if back.set else []
            left += [(one.record, name) for name in stayed]
        else:
            found.append(Change(one.record, {"deleted": True}))
    return found, len(left)


def _emptied(store: Store, made: Operation) -> tuple[Change, list[str]]:
    kind, row = KINDS["obligation"], store.row(made.record) or {}
    back, stayed = {}, []
    for name, write in made.set.items():
        if name in _STAYS or name not in kind.fields:
            continue
        if row.get(name) == records.rich(kind, name, write.value):
            back[name] = EMPTY[kind.fields[name].type]
        else:
            stayed.append(name)
    return Change(made.record, back), stayed
