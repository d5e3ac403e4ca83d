"""Meetings as an office has them, kept as records in the store: saving writes only what changed, as one group.

A ``Meeting`` becomes a record of its own and one for every paragraph, item, decision, implementer, attendee, signature,
memo and recipient, so that two people who work on different parts never stand in each other's way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from difflib import SequenceMatcher
from typing import Any, TypeVar

from koyradesk import model, rank, records
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Entry, Store

#: Fields of a record by name, as ``Store.row`` gives them.
Fields = dict[str, Any]

_P = TypeVar("_P", model.Attendee, model.Assignment, model.Signature, model.Memo, model.Recipient)

#: A minutes memo in one of these states freezes its meeting.
FROZEN = ("signed", "despatched")
#: Kinds that lie directly under a meeting, and under an item.
_PARTS = ("paragraph", "attendee", "item", "signature", "memo", "recipient")
_INSIDE = ("decision", "assignment")

#: Where a field of a model class is called otherwise in its record.
_RENAMED = {"group": "many"}


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
    return _meeting(store, row, _Tree.read(store, record))


def listing(store: Store, committee: str | None = None, *, deleted: bool = False) -> tuple[Listed, ...]:
    """The meetings, newest first, of one committee (by name) or all; with ``deleted`` those in the bin."""
    names = {row["id"]: row["name"] for row in store.rows("committee", deleted=None)}
    memos: dict[str, Fields] = {}
    for memo in store.rows("memo", kind="minutes"):
        if memo["state"] != "void":
            memos.setdefault(memo["meeting"], memo)
    found = []
    for row in store.rows("meeting", deleted=deleted):
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
                )
            )
    return tuple(sorted(found, key=_newest, reverse=True))


def save(store: Store, meeting: model.Meeting, *, by: str, base: model.Meeting | None = None) -> model.Meeting:
    """Writes a meeting, new (``id`` "") or changed, and returns it as stored, with ids. See ``write``."""
    return write(store, meeting, by=by, base=base).meeting


def write(store: Store, meeting: model.Meeting, *, by: str, base: model.Meeting | None = None) -> Saved:
    """Writes what differs between ``meeting`` and what is stored, as one group; parts that are gone go to the bin.

    ``base`` is the meeting as the writer last saw it: then only what differs from it is written, and what others wrote
    meanwhile stays; where both changed one field, the field becomes a conflict with both values kept.

    Raises:
        UserError: no such meeting, one in the bin, of another office, or frozen by signed minutes; a text that cannot be
            kept; a decision with an implementer its item has not got; the disk. Nothing has been changed.
    """
    record = store.resolve(meeting.id) if meeting.id else store.new_id("meeting")
    if meeting.id:
        row = store.row(record)
        if row is None or row["deleted"]:
            raise UserError(
                N_("The meeting {id} is in the bin. Take it out of the bin first."), id=records.short(record)
            )
        if records.split(record)[1] != store.office:
            raise UserError(
                N_("The meeting {id} belongs to another office, which alone can change it."), id=records.short(record)
            )
    tree = _Tree.read(store, record)
    stored = tree.fields.get(record)
    committee = _committee(store, meeting.committee, stored)
    living = [(row["id"], row["text"]) for row in tree.living("paragraph", record)]
    before = None
    if base is not None:
        same = base.committee == meeting.committee
        theirs = committee if same else _committee(store, base.committee, stored)
        before = _Flattening(store, tree, record).run(base, theirs, living)
        living = [(key, before.fields[key]["text"]) for key in before.orders.get(("paragraph", record), [])]
    wanted = _Flattening(store, tree, record).run(meeting, committee, living)
    changes = _differences(tree, before, wanted)
    _refuse_frozen(tree, changes)
    if (
        committee
        and store.row(committee) is None
        and any(change.set.get("committee") == committee for change in changes)
    ):
        changes.insert(0, Change(committee, {"name": meeting.committee}))
    changed = store.write(changes, by=by)
    return Saved(get(store, record), changed)


def delete(store: Store, meeting: str, *, by: str) -> Changed:
    """Puts a meeting into the bin.

    Raises:
        UserError: no such meeting, or frozen by signed minutes.
    """
    record = store.resolve(meeting)
    change = Change(record, {"deleted": True})
    _refuse_frozen(_Tree.read(store, record), [change])
    return store.write([change], by=by)


def undelete(store: Store, meeting: str, *, by: str) -> Changed:
    """Takes a meeting out of the bin."""
    return store.write([Change(store.resolve(meeting), {"deleted": False})], by=by)


def history(store: Store, record: str, field: str | None = None) -> list[Entry]:
    """Who changed what in a record of a meeting (or one field of it), and when."""
    return store.history(record, field)


def _newest(row: Listed) -> tuple[str, str, str]:
    return (row.date.isoformat() if row.date else row.period, row.period, row.id)


# -- from records to the model


@dataclass(frozen=True, slots=True)
class _Tree:
    """The records of one meeting, by id, those in the bin too, each kind in its order."""

    fields: Mapping[str, Fields]

    @classmethod
    def read(cls, store: Store, record: str) -> _Tree:
        found: dict[str, Fields] = {}
        row = store.row(record)
        if row is not None:
            found[record] = row
            for kind in _PARTS:
                found.update((part["id"], part) for part in store.rows(kind, deleted=None, meeting=record))
            for item in [key for key in found if key.startswith("item.")]:
                for kind in _INSIDE:
                    found.update((part["id"], part) for part in store.rows(kind, deleted=None, item=item))
        return cls(found)

    def living(self, kind: str, parent: str) -> list[Fields]:
        """The records of a kind under a parent that are not in the bin, in order."""
        under = "item" if kind in _INSIDE else "meeting"
        return [
            row
            for key, row in self.fields.items()
            if key.startswith(kind + ".") and row[under] == parent and not row["deleted"]
        ]


def _meeting(store: Store, row: Fields, tree: _Tree) -> model.Meeting:
    record = row["id"]
    committee = store.row(row["committee"]) if row["committee"] else None
    return model.Meeting(
        id=record,
        committee=committee["name"] if committee else "",
        period=row["period"],
        layout="upazila" if row["layout"] is None else row["layout"],
        title=row["title"],
        office=model.Letterhead(tuple(row["letterhead"] or ()), row["website"]),
        chair=model.Person(row["chair_name"], row["chair_designation"], row["chair_place"]),
        date=row["date"],
        date_text=row["date_text"],
        time=row["time"],
        place=row["place"],
        attendance_note=row["attendance_note"],
        attendees=tuple(_part(model.Attendee, one) for one in tree.living("attendee", record)),
        opening=tuple(one["text"] for one in tree.living("paragraph", record)),
        items=tuple(_item(tree, one) for one in tree.living("item", record)),
        closing=row["closing"],
        signatures=tuple(_part(model.Signature, one) for one in tree.living("signature", record)),
        memos=tuple(_part(model.Memo, one) for one in tree.living("memo", record)),
        distribution=model.Distribution(
            row["distribution_heading"], tuple(_part(model.Recipient, one) for one in tree.living("recipient", record))
        ),
        unsure=tuple(model.Unsure(*one) for one in row["unsure"] or ()),
    )


def _item(tree: _Tree, row: Fields) -> model.AgendaItem:
    assignments = tree.living("assignment", row["id"])
    index = {one["id"]: place for place, one in enumerate(assignments)}
    decisions = []
    for one in tree.living("decision", row["id"]):
        bound = tuple(index[key] for key in one["implementers"] or () if key in index)
        decisions.append(model.Decision(one["label"], one["text"], one["due"], bound, one["id"]))
    return model.AgendaItem(
        row["serial"],
        row["topic"],
        row["discussion"],
        tuple(decisions),
        tuple(_part(model.Assignment, one) for one in assignments),
        row["id"],
    )


def _part(kind: type[_P], row: Fields) -> _P:
    return kind(**{one.name: row[_RENAMED.get(one.name, one.name)] for one in dataclass_fields(kind)})


# -- from the model to records


@dataclass(frozen=True, slots=True)
class _Flat:
    """A meeting as records: their fields, and the order of each kind under each parent. Ranks are no field here."""

    fields: dict[str, Fields]
    orders: dict[tuple[str, str], list[str]]


class _Flattening:
    """Makes records of a meeting, keeping the ids of parts that are known and giving new ones to the others."""

    def __init__(self, store: Store, tree: _Tree, record: str) -> None:
        self._store = store
        self._tree = tree
        self._record = record
        self._flat = _Flat({}, {})

    def run(self, meeting: model.Meeting, committee: str | None, paragraphs: Sequence[tuple[str, str]]) -> _Flat:
        """``paragraphs``: (id, text) of the opening as it was; paragraphs have no id in the model and are told by their text."""
        self._add(
            self._record,
            {
                "committee": committee,
                "period": meeting.period,
                "layout": meeting.layout,
                "title": meeting.title,
                "letterhead": meeting.office.lines or None,
                "website": meeting.office.website,
                "chair_name": meeting.chair.name,
                "chair_designation": meeting.chair.designation,
                "chair_place": meeting.chair.place,
                "date": meeting.date,
                "date_text": meeting.date_text,
                "time": meeting.time,
                "place": meeting.place,
                "attendance_note": meeting.attendance_note,
                "closing": meeting.closing,
                "distribution_heading": meeting.distribution.heading,
                "unsure": [(one.where, one.why, one.text) for one in meeting.unsure] or None,
            },
        )
        for key, text in self._paragraphs(paragraphs, [records.text(text) for text in meeting.opening]):
            self._place("paragraph", self._record, key)
            self._add(key, {"meeting": self._record, "text": text})
        for kind, parts in (
            ("attendee", meeting.attendees),
            ("signature", meeting.signatures),
            ("memo", meeting.memos),
            ("recipient", meeting.distribution.recipients),
        ):
            for part in parts:
                self._child(kind, "meeting", self._record, part)
        for item in meeting.items:
            self._item(item)
        return self._flat

    def _item(self, item: model.AgendaItem) -> None:
        fields = {"meeting": self._record, "serial": item.serial, "topic": item.topic, "discussion": item.discussion}
        record = self._id("item", item.id)
        self._place("item", self._record, record)
        self._add(record, fields)
        bound = [self._child("assignment", "item", record, one) for one in item.implementers]
        for decision in item.decisions:
            if not all(0 <= index < len(bound) for index in decision.implementers):
                raise UserError(
                    N_(
                        "The decision {label} names an implementer that its agenda item does not have. Correct it and save again."
                    ),
                    label=decision.label or f"“{decision.text[:30]}”",
                )
            implementers = [bound[index] for index in decision.implementers] or None
            self._child("decision", "item", record, decision, implementers=implementers)

    def _child(self, kind: str, under: str, parent: str, part: Any, **instead: Any) -> str:
        record = self._id(kind, part.id)
        own = {
            _RENAMED.get(one.name, one.name): getattr(part, one.name)
            for one in dataclass_fields(part)
            if one.name != "id"
        }
        self._place(kind, parent, record)
        self._add(record, {under: parent, **own, **instead})
        return record

    def _id(self, kind: str, known: str) -> str:
        """The part's own id, unless it is of another meeting, of another kind, or already used in this one (a copy)."""
        if known.startswith(kind + ".") and known in self._tree.fields and known not in self._flat.fields:
            return known
        return self._store.new_id(kind)

    def _place(self, kind: str, parent: str, record: str) -> None:
        self._flat.orders.setdefault((kind, parent), []).append(record)

    def _add(self, record: str, fields: Fields) -> None:
        kind = records.KINDS[record.partition(".")[0]]
        self._flat.fields[record] = {
            name: records.rich(kind, name, records.plain(kind, name, value)) for name, value in fields.items()
        }

    def _paragraphs(self, held: Sequence[tuple[str, str]], texts: list[str]) -> Iterable[tuple[str, str]]:
        found: list[str] = [""] * len(texts)
        matcher = SequenceMatcher(None, [text for _, text in held], texts, autojunk=False)
        for _, low, high, first, last in matcher.get_opcodes():
            # What replaces something, one for one, is that paragraph rewritten.
            for old, new in zip(range(low, high), range(first, last), strict=False):
                found[new] = held[old][0]
        return [(key or self._store.new_id("paragraph"), text) for key, text in zip(found, texts, strict=True)]


def _differences(tree: _Tree, base: _Flat | None, wanted: _Flat) -> list[Change]:
    """What to write so that the stored records become the wanted ones; with ``base`` only what differs from it."""
    before: Mapping[str, Fields] = tree.fields if base is None else base.fields
    sets: dict[str, Fields] = {}
    blind: dict[str, dict[str, tuple[()]]] = {}
    for key, fields in wanted.fields.items():
        held = before.get(key) or tree.fields.get(key)
        sets[key] = fields if held is None else {name: value for name, value in fields.items() if held[name] != value}
        stored = tree.fields.get(key)
        if held is not None and stored is not None:
            # Someone wrote this field after the writer looked at it: naming no version keeps both values, as a conflict.
            blind[key] = {name: () for name in sets[key] if stored[name] != held[name]}
    for key, rank_ in _ranks(tree, base, wanted).items():
        sets[key] = {**sets[key], "rank": rank_}
    for key in wanted.fields:
        if key in tree.fields and tree.fields[key]["deleted"] and (base is None or key not in base.fields or sets[key]):
            sets[key] = {**sets[key], "deleted": False}
    for key in before:
        stored = tree.fields.get(key)
        if key in wanted.fields or stored is None or stored["deleted"]:
            continue
        # What lies inside a removed item goes and comes back with it.
        if "item" not in stored or stored["item"] in wanted.fields:
            sets[key] = {"deleted": True}
    return [Change(key, fields, blind.get(key, {})) for key, fields in sets.items() if fields or key not in tree.fields]


def _ranks(tree: _Tree, base: _Flat | None, wanted: _Flat) -> dict[str, str]:
    """The new ranks that bring every list into the wanted order."""
    result: dict[str, str] = {}
    for (kind, parent), keys in wanted.orders.items():
        if base is not None and base.orders.get((kind, parent)) == keys:
            continue
        under = "item" if kind in _INSIDE else "meeting"
        held = [tree.fields.get(key) for key in keys]
        ranks = [row["rank"] if row is not None and row[under] == parent else None for row in held]
        pairs = [(place, key) for place, key in zip(ranks, keys, strict=True) if place is not None]
        if len(pairs) < len(keys) or pairs != sorted(pairs):
            result.update(rank.arrange(list(zip(keys, ranks, strict=True))))
    return result


def _refuse_frozen(tree: _Tree, changes: Sequence[Change]) -> None:
    """Signed minutes are what was signed: their meeting stays as it is. Memos of other papers may still be made."""
    signed = next(
        (
            row
            for key, row in tree.fields.items()
            if key.startswith("memo.") and row["kind"] == "minutes" and row["state"] in FROZEN and not row["deleted"]
        ),
        None,
    )
    if signed is None:
        return
    for change in changes:
        kinds = {tree.fields.get(change.record, {}).get("kind", ""), change.set.get("kind", "")}
        if not change.record.startswith("memo.") or "minutes" in kinds:
            raise UserError(
                N_(
                    "The minutes {number} are signed: the meeting cannot be changed any more. Issue a correction instead."
                ),
                number=signed["number"],
            )


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
