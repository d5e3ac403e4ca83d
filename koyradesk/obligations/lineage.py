"""One matter through the meetings: where it comes from, what was decided of it, where it was put on, how it ended.

An agenda item says which one it goes on from; an obligation, which one it was issued anew from; one that comes from a
directorate or a district, in whose words. Rings, which a mistake can make, are walked once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from koyradesk.obligations.minuted import sentence_id
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

#: "source": it came from elsewhere; "decided": a meeting decided it; "carried": a meeting spoke of it and left it open;
#: then what a meeting decided of it: put off, carried out, no longer wanted, decided anew.
How = Literal["source", "decided", "carried", "extended", "done", "dropped", "reissued"]


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a matter. ``text`` is the decision, the sentence of the minutes, or whom it came from."""

    how: How
    text: str = ""
    meeting: str = ""
    title: str = ""
    committee: str = ""
    day: date | None = None
    period: str = ""
    item: str = ""
    decision: str = ""
    obligation: str = ""
    #: The letter that came in from which it started.
    letter: str = ""


def above(store: Store, item: str) -> tuple[str, ...]:
    """An item and those it goes on from, the newest first, as far as they are here and no bin holds them."""
    found: dict[str, None] = {}
    at: str | None = item
    while at and at not in found:
        row = store.row(at)
        if row is None or row["deleted"] or not row["meeting"]:
            break
        held = store.row(row["meeting"])
        if held is None or held["deleted"]:
            break
        found[at] = None
        at = row["follows"]
    return tuple(found)


def _letter(one: Obligation) -> str:
    return one.source if one.source.startswith("incoming.") else ""


def chain(store: Store, standing: Standing, of: Obligation) -> tuple[Link, ...]:
    """A matter from its beginning, the oldest first: of whichever of its obligations it is asked."""
    obligations = {one.id: one for one in _issued(store, standing, of)}
    items = _items(store, [one.item for one in obligations.values() if one.item])
    links = [
        Link("source", one.source_text or one.text, day=one.begun, obligation=one.id, letter=_letter(one))
        for one in obligations.values()
        if not one.decision or one.source_text
    ]
    meetings = {row["meeting"] for row in items.values()}
    held = {row["id"]: row for row in store.rows("meeting", id=meetings)} if meetings else {}
    names = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    decisions: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("decision", item=set(items)) if items else ():
        decisions.setdefault(row["item"], []).append(row)
    every = standing.of_decisions([row["id"] for rows in decisions.values() for row in rows])
    ours = {one.id for one in every.values()} | set(obligations)
    for item, row in sorted(items.items(), key=lambda pair: (_age(held.get(pair[1]["meeting"])), pair[0])):
        meeting = held.get(row["meeting"])
        if meeting is None:
            continue
        told = {
            "meeting": meeting["id"],
            "title": meeting["title"],
            "committee": names.get(meeting["committee"], ""),
            "day": meeting["date"],
            "period": meeting["period"],
            "item": item,
        }
        said = {sentence_id(one, meeting["id"]): one for one in ours}
        inside = [one for one in decisions.get(item, ()) if one["text"].strip()]
        for one in inside:
            about = said.get(one["id"], "")
            how = _how(standing, about, meeting["id"]) if about else "decided"
            own = about or every[one["id"]].id
            links.append(Link(how, one["text"], decision=one["id"], obligation=own, **told))
        if not inside:
            links.append(Link("carried", row["topic"], **told))
    spoken = {link.obligation for link in links if link.how in ("done", "dropped", "reissued")}
    for left in standing.get(ours - spoken):
        if left.closed is not None and left.outcome:
            # Closed without a sentence: from the command line, say.
            links.append(Link(left.outcome, left.reason, day=left.closed, obligation=left.id, meeting=left.closed_in))
    return tuple(links)


def _how(standing: Standing, obligation: str, meeting: str) -> How:
    for one in standing.get([obligation]):
        if one.closed_in == meeting and one.outcome:
            return one.outcome
    return "extended"


def _issued(store: Store, standing: Standing, of: Obligation) -> list[Obligation]:
    """An obligation with those it was issued from and those issued from it, the oldest first."""
    found = {of.id: of}
    at = of
    while at.follows and at.follows not in found:
        older = next(iter(standing.get([at.follows])), None)
        if older is None:
            break
        found = {older.id: older, **found}
        at = older
    waiting = list(found)
    while waiting:
        rows = store.rows("obligation", follows=set(waiting), only=())
        fresh = [one for one in standing.get(row["id"] for row in rows) if one.id not in found]
        found |= {one.id: one for one in fresh}
        waiting = [one.id for one in fresh]
    return list(found.values())


def _items(store: Store, items: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Items with all that they go on from and all that goes on from them."""
    found: dict[str, None] = {}
    for item in items:
        found |= dict.fromkeys(above(store, item))
    waiting = set(found)
    while waiting:
        rows = store.rows("item", follows=waiting, only=())
        waiting = {row["id"] for row in rows} - found.keys()
        found |= dict.fromkeys(sorted(waiting))
    return {row["id"]: row for row in store.rows("item", id=set(found))} if found else {}


def _age(meeting: dict[str, Any] | None) -> str:
    if meeting is None:
        return ""
    return f"{meeting['date']:%Y-%m-%d}" if meeting["date"] else f"{meeting['period']}~"
