"""Taking back a step in which obligations were written, wherever that was: by the journal.

An obligation of a decision stays a record once it is one, empty of what was written: its id is the decision's own, and
other reports may stand on it by now. Every other record that a step made goes to the bin by itself.
"""

from __future__ import annotations

from koyradesk.obligations import minuted
from koyradesk.records import KINDS
from koyradesk.store import Change, Group, Store

_EMPTIED = KINDS["obligation"].fields.keys() - {"decision", "deleted"}


def inverse(store: Store, group: Group) -> tuple[list[Change], int]:
    """What takes a step back, and how many fields stay as they are because somebody wrote them since."""
    found, kept = store.inverse(group, {one.record for one in group.operations} - group.made)
    left = len(kept)
    for one in group.operations:
        if one.record not in group.made:
            continue
        if one.record.startswith("obligation.") and "decision" in one.set and one.set["decision"].value:
            back, stayed = minuted.emptied(one, store.row(one.record) or {}, _EMPTIED)
            found += [back] if back.set else []
            left += stayed
        else:
            found.append(Change(one.record, {"deleted": True}))
    return found, left
