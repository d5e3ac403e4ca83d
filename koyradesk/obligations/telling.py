"""What obligations say, for people: read with the decision, the item and the meeting they come from, many at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from koyradesk.markup import plain
from koyradesk.obligations.shapes import Obligation, Told
from koyradesk.store import Store


def told(store: Store, every: Iterable[Obligation]) -> dict[str, Told]:
    """What obligations say, by their ids: that of their decision, or their own words."""
    every = list(every)
    decided = [one for one in every if one.decision]
    decisions = _by_id(store, "decision", {one.decision for one in decided}, ("label", "text", "item", "implementers"))
    items = _by_id(store, "item", {one.item for one in decided}, ("topic", "serial", "meeting"))
    shown = ("title", "period", "date", "committee")
    meetings = _by_id(store, "meeting", {one.meeting for one in decided}, shown)
    committees = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    bound: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("assignment", item=set(items), only=("item", "name")) if items else ():
        bound.setdefault(row["item"], []).append(row)
    beside: dict[str, set[str]] = {}
    for row in store.rows("decision", item=set(items), only=("item", "implementers")) if items else ():
        beside.setdefault(row["item"], set()).update(row["implementers"] or ())
    found = {}
    for one in every:
        if one.decision not in decisions or one.item not in items or one.meeting not in meetings:
            found[one.id] = Told(one.text, one.topic, committee=committees.get(one.committee, ""), names=one.parties)
            continue
        decision, item, meeting = decisions[one.decision], items[one.item], meetings[one.meeting]
        named = set(decision["implementers"] or ())
        # Whoever of the list no decision names carries out every one.
        named |= {row["id"] for row in bound.get(one.item, ())} - beside.get(one.item, set())
        names = [row["name"] for row in bound.get(one.item, ()) if not decision["implementers"] or row["id"] in named]
        found[one.id] = Told(
            decision["text"],
            item["topic"],
            item["serial"],
            decision["label"],
            committees.get(meeting["committee"], ""),
            meeting["title"],
            meeting["period"],
            meeting["date"],
            tuple(dict.fromkeys(name for name in names if plain(name).strip())),
        )
    return found


def _by_id(store: Store, kind: str, ids: set[str], only: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in store.rows(kind, id=ids, only=only)} if ids else {}
