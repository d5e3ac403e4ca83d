"""How what is followed stands, by its record: late, open or closed by its committee."""

from __future__ import annotations

from koyradesk.finding.shapes import State
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store


def states(store: Store, standing: Standing) -> dict[str, State]:
    """The state of every obligation, and of the decision it comes from; the latest late ones first."""
    found: dict[str, State] = {}
    for one, task in standing.open_tasks():
        if task.late(one.measure, standing.on):
            found[one.id] = found[one.decision] = "late"
    for one in standing.open:
        found.setdefault(one.id, "open")
        found.setdefault(one.decision, "open")
    for row in store.rows("obligation", only=("decision", "closed")):
        if row["closed"]:
            found[row["id"]] = found[row["decision"] or ""] = "closed"
    found.pop("", None)
    return found
