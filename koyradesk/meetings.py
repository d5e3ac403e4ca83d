"""Meetings as an office has them, kept as records in the store: saving writes only what changed, as one group.

A ``Meeting`` becomes a record of its own and one for every paragraph, item, decision, implementer, attendee, signature,
memo and recipient, so that two people who work on different parts never stand in each other's way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from koyradesk import editing, frozen, meeting_records, merge, model, records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.meeting_records import Difference, Fields, Flat, Flattening, Tree
from koyradesk.obligations import minuted
from koyradesk.store import Change, Changed, Entry, Store

#: A minutes memo in one of these states freezes its meeting.
FROZEN = model.SIGNED


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of meetings. ``state`` and ``number`` are those of the minutes' memo."""

    id: str
    committee: str
    period: str
    date: date | None
    title: str
    state: str
    number: str
    date_text: str = ""
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A meeting as stored, and which records the save changed."""

    meeting: model.Meeting
    changed: Changed


def get(store: Store, meeting: str) -> model.Meeting:
    """The meeting with this id (whole, its unique part, or an unambiguous beginning).

    Raises:
        UserError: there is none, several fit, or it is in the bin.
    """
    record = store.resolve(meeting)
    row = store.row(record)
    if row is None or row["deleted"]:
        raise UserError(N_("The meeting {id} is in the bin. Take it out of the bin first."), id=records.short(record))
    committee = store.row(row["committee"]) if row["committee"] else None
    return meeting_records.meeting(_tree(store, record), record, committee["name"] if committee else "")


def listing(store: Store, committee: str | None = None, *, deleted: bool = False) -> tuple[Listed, ...]:
    """The meetings, newest first, of one committee (by name) or all; with ``deleted`` those in the bin."""
    names = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    memos: dict[str, Fields] = {}
    for memo in store.rows("memo", kind="minutes", only=("meeting", "state", "number")):
        if memo["state"] != "void":
            memos.setdefault(memo["meeting"], memo)
    found = []
    shown = ("committee", "period", "date", "title", "date_text", "time", "place")
    for row in store.rows("meeting", deleted=deleted, only=shown):
        name = names.get(row["committee"], "")
        if committee is None or name == records.text(committee):
            memo = memos.get(row["id"], {})
            found.append(
                Listed(
                    row["id"],
                    name,
                    row["period"],
                    row["date"],
                    row["title"],
                    memo.get("state", "draft"),
                    memo.get("number", ""),
                    row["date_text"],
                    row["time"],
                    row["place"],
                )
            )
    return tuple(sorted(found, key=lambda one: (age(one.date, one.period), one.period, one.id), reverse=True))


def save(store: Store, meeting: model.Meeting, *, by: str, base: model.Meeting | None = None) -> model.Meeting:
    """Writes a meeting, new (``id`` "") or changed, and returns it as stored, with ids. See ``write``."""
    return write(store, meeting, by=by, base=base).meeting


def write(
    store: Store,
    meeting: model.Meeting,
    *,
    by: str,
    base: model.Meeting | None = None,
    beside: Iterable[Change] | None = None,
) -> Saved:
    """Writes what differs between ``meeting`` and what is stored, as one group; parts that are gone go to the bin.

    ``beside`` is written in the same group: what the meeting decides of obligations (see ``obligations.closing``). By
    itself it follows the sentences that go and come back.

    ``base`` is the meeting as the writer last saw it: then only what differs from it is written, and what others wrote
    meanwhile stays; where both changed one field, the field becomes a conflict with both values kept, and one that is
    a conflict stays one: the writer's own value follows what is typed.

    Raises:
        UserError: no such meeting, one in the bin, of another office, or frozen by signed minutes; a text that cannot
            be kept; a decision with an implementer its item has not got; the disk. Nothing has been changed.
    """
    record = store.resolve(meeting.id) if meeting.id else store.new_id("meeting")
    if meeting.id:
        row = store.row(record)
        if row is None or row["deleted"]:
            raise UserError(
                N_("The meeting {id} is in the bin. Take it out of the bin first."), id=records.short(record)
            )
    tree = _tree(store, record)
    stored = tree.fields.get(record)
    committee = _committee(store, meeting.committee, stored)
    before = None

    def free(part: str) -> bool:
        return records.split(part)[1] == store.office and store.row(part) is None

    if base is not None:
        same = base.committee == meeting.committee
        theirs = committee if same else _committee(store, base.committee, stored)
        before = Flattening(store.new_id, free, tree, record).run(base, theirs)
    wanted = Flattening(store.new_id, free, tree, record).run(meeting, committee)
    changes = [
        Change(one.record, one.set, seen(store, one, tree, before))
        for one in meeting_records.differences(tree, before, wanted)
    ]
    frozen.refuse(tree.fields, {change.record: change.set for change in changes})
    if (
        committee
        and store.row(committee) is None
        and any(change.set.get("committee") == committee for change in changes)
    ):
        changes.insert(0, Change(committee, {"name": meeting.committee}))
    changes += minuted.beside(store, record, changes) if beside is None else beside
    changed = store.write(changes, by=by)
    return Saved(get(store, record), changed)


def delete(store: Store, meeting: str, *, by: str) -> Changed:
    """Puts a meeting into the bin.

    Raises:
        UserError: no such meeting, or frozen by signed minutes.
    """
    record = store.resolve(meeting)
    change = Change(record, {"deleted": True})
    refuse_frozen(store, record, [change])
    return store.write([change, *minuted.beside(store, record, [change])], by=by)


def undelete(store: Store, meeting: str, *, by: str) -> Changed:
    """Takes a meeting out of the bin."""
    change = Change(store.resolve(meeting), {"deleted": False})
    return store.write([change, *minuted.beside(store, change.record, [change])], by=by)


def take_out(store: Store, meeting: str, part: str, *, by: str) -> Changed:
    """Takes a part of a meeting out of the bin, back to where it stood; labels follow.

    Raises:
        UserError: see ``write``.
    """
    record = store.resolve(meeting)
    fields = _tree(store, record).fields
    whole = Tree({**fields, part: {**fields[part], "deleted": False}})
    back = meeting_records.meeting(whole, record, get(store, record).committee)
    return write(store, editing.renumber(back), by=by).changed


def history(store: Store, record: str, field: str | None = None) -> list[Entry]:
    """Who changed what in a record of a meeting (or one field of it), and when."""
    return store.history(record, field)


def refuse_frozen(store: Store, meeting: str, changes: Iterable[Change]) -> None:
    """Refuses changes of a meeting's records that its signed papers stand against: see ``frozen``."""
    frozen.refuse(_tree(store, meeting).fields, {change.record: change.set for change in changes})


def seen(store: Store, change: Difference, tree: Tree, base: Flat | None) -> dict[str, tuple[merge.Version, ...]]:
    """The versions that a writer who looked at ``base`` replaces, of the fields in which others stand as well."""
    kind = records.KINDS[change.record.partition(".")[0]]
    looked_at = base.fields.get(change.record, {}) if base else {}
    contested = tree.fields.get(change.record, {}).get("conflict", False)
    found = {}
    for name in change.set:
        if name in looked_at and (contested or name in change.unseen):
            said = records.plain(kind, name, looked_at[name])
            live = store.versions(change.record, name)
            found[name] = tuple(version for version, value in live.items() if value == said)
    return found


def _tree(store: Store, record: str) -> Tree:
    """All the records of a meeting; none for one that is new."""
    found: dict[str, Fields] = {}
    row = store.row(record)
    if row is not None:
        found[record] = row
        for kind in meeting_records.PARTS:
            found.update((part["id"], part) for part in store.rows(kind, deleted=None, meeting=record))
        for item in [key for key in found if key.startswith("item.")]:
            for kind in meeting_records.INSIDE:
                found.update((part["id"], part) for part in store.rows(kind, deleted=None, item=item))
    return Tree(found)


def newest(store: Store, rows: Iterable[Fields]) -> model.Meeting:
    """The newest of some meetings, whole; ``rows`` (at least one) have their ``id``, ``date`` and ``period``."""
    return get(store, max(rows, key=lambda row: (age(row["date"], row["period"]), row["id"]))["id"])


def age(day: date | None, period: str) -> str:
    """What meetings are ordered by, the oldest first: by their day, else by their month ("2026-11").

    Within a month those that have their day stand before those that wait for it.
    """
    return day.isoformat() if day else period + "~"


def _committee(store: Store, name: str, held: Fields | None) -> str | None:
    """The committee of that name: the meeting's own if it is still called so, else the first one, else a new id."""
    wanted = records.text(name)
    if not wanted:
        return None
    own = store.row(held["committee"]) if held and held["committee"] else None
    if own is not None and own["name"] == wanted:
        return str(own["id"])
    found = [row["id"] for row in store.rows("committee", name=wanted) if records.split(row["id"])[1] == store.office]
    return found[0] if found else store.new_id("committee")
