"""A meeting as records and back: which record each part becomes, and what has to be written to change one into another.

Pure: records come in as fields by id (a ``Tree``), changes go out. A letter goes the same way (``letter_records``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any, TypeVar

from koyradesk import model, rank, records
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Fields of a record by name, as ``Store.row`` gives them.
Fields = dict[str, Any]

#: Kinds that lie directly under a meeting, and under an item.
PARTS = ("paragraph", "attendee", "item", "signature", "memo", "recipient", "correction", "note")
INSIDE = ("decision", "assignment")

#: Where a field of a model class is called otherwise in its record.
_RENAMED = {"group": "many"}

_P = TypeVar("_P", model.Paragraph, model.Attendee, model.Assignment, model.Signature, model.Memo, model.Recipient)


class Tree:
    """The records of one meeting (or letter: ``root``) by id, those in the bin too; each kind stands in its order."""

    def __init__(self, fields: Mapping[str, Fields], root: str = "meeting") -> None:
        self.fields = fields
        self.root = root
        self._living: dict[tuple[str, str], list[Fields]] = {}
        for key, row in fields.items():
            kind = key.partition(".")[0]
            if kind != root and not row["deleted"]:
                self._living.setdefault((kind, row[self.under(kind)]), []).append(row)

    def under(self, kind: str) -> str:
        """The field that names the parent."""
        return "item" if kind in INSIDE else self.root

    def living(self, kind: str, parent: str) -> list[Fields]:
        """The records of a kind under a parent that are not in the bin, in order."""
        return self._living.get((kind, parent), [])


def meeting(tree: Tree, record: str, committee: str) -> model.Meeting:
    """The meeting ``record`` of a tree; ``committee`` is the name of its committee."""
    row = tree.fields[record]
    return model.Meeting(
        id=record,
        committee=committee,
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
        attendees=tuple(part(model.Attendee, one) for one in tree.living("attendee", record)),
        opening=tuple(part(model.Paragraph, one) for one in tree.living("paragraph", record)),
        items=tuple(_item(tree, one) for one in tree.living("item", record)),
        closing=row["closing"],
        signatures=tuple(part(model.Signature, one) for one in tree.living("signature", record)),
        memos=tuple(part(model.Memo, one) for one in tree.living("memo", record)),
        distribution=model.Distribution(
            row["distribution_heading"], tuple(part(model.Recipient, one) for one in tree.living("recipient", record))
        ),
        unsure=tuple(model.Unsure(*one) for one in row["unsure"] or ()),
        corrections=tuple(
            model.Correction(one["place"], one["wrong"], one["right"], one["id"], one["memo"] or "")
            for one in tree.living("correction", record)
        ),
        begun=row["begun"],
        ended=row["ended"],
        notes=tuple(
            model.Note(
                one["text"], one["at"], one["item"] or "", one["decides"], one["who"], one["made"] or "", one["id"]
            )
            for one in tree.living("note", record)
        ),
    )


def _item(tree: Tree, row: Fields) -> model.AgendaItem:
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
        tuple(part(model.Assignment, one) for one in assignments),
        row["id"],
        row["follows"] or "",
    )


def part(kind: type[_P], row: Fields) -> _P:
    """A record as the part it is."""
    return kind(**{one.name: row[_RENAMED.get(one.name, one.name)] for one in dataclass_fields(kind)})


@dataclass(frozen=True, slots=True)
class Difference:
    """What to write into one record; ``unseen`` names the fields someone wrote after the writer had looked at them."""

    record: str
    set: Fields
    unseen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Flat:
    """A meeting as records: their fields, and the order of each kind under each parent. Ranks are no field here."""

    fields: dict[str, Fields]
    orders: dict[tuple[str, str], list[str]]


class Gathering:
    """Records of one paper being made, keeping the ids of parts that are known and giving new ones to the others.

    ``free(id)``: may a part that is not in the tree take this id, which its writer has chosen?
    """

    def __init__(self, new_id: Callable[[str], str], free: Callable[[str], bool], tree: Tree, record: str) -> None:
        self._new_id, self._free = new_id, free
        self._tree = tree
        self._record = record
        self._flat = Flat({}, {})

    def child(self, kind: str, under: str, parent: str, part: Any, **instead: Any) -> str:
        """A part as a record at the end of its list; returns its id."""
        record = self._id(kind, part.id)
        own = {
            _RENAMED.get(one.name, one.name): getattr(part, one.name)
            for one in dataclass_fields(part)
            if one.name != "id"
        }
        self.place(kind, parent, record)
        self.add(record, {under: parent, **own, **instead})
        return record

    def _id(self, kind: str, known: str) -> str:
        """The part's own id, unless it is of another meeting, of another kind, or already used in this one (a copy)."""
        if not known.startswith(kind + ".") or known in self._flat.fields:
            return self._new_id(kind)
        return known if known in self._tree.fields or self._free(known) else self._new_id(kind)

    def place(self, kind: str, parent: str, record: str) -> None:
        """Puts a record at the end of the list of its kind."""
        self._flat.orders.setdefault((kind, parent), []).append(record)

    def add(self, record: str, fields: Fields) -> None:
        """A record with its fields as they would be stored."""
        kind = records.KINDS[record.partition(".")[0]]
        self._flat.fields[record] = {
            name: records.rich(kind, name, records.plain(kind, name, value)) for name, value in fields.items()
        }


class Flattening(Gathering):
    """Makes records of a meeting."""

    def run(self, meeting: model.Meeting, committee: str | None) -> Flat:
        """``committee``: the id of its committee."""
        self.add(
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
                "begun": meeting.begun,
                "ended": meeting.ended,
            },
        )
        for kind, parts in (
            ("paragraph", meeting.opening),
            ("attendee", meeting.attendees),
            ("signature", meeting.signatures),
            ("memo", meeting.memos),
            ("recipient", meeting.distribution.recipients),
            ("correction", meeting.corrections),
            ("note", meeting.notes),
        ):
            for part in parts:
                self.child(kind, "meeting", self._record, part)
        for item in meeting.items:
            self._item(item)
        return self._flat

    def _item(self, item: model.AgendaItem) -> None:
        fields = {
            "meeting": self._record,
            "serial": item.serial,
            "topic": item.topic,
            "discussion": item.discussion,
            "follows": item.follows,
        }
        record = self._id("item", item.id)
        self.place("item", self._record, record)
        self.add(record, fields)
        bound = [self.child("assignment", "item", record, one) for one in item.implementers]
        for decision in item.decisions:
            if not all(0 <= index < len(bound) for index in decision.implementers):
                raise UserError(
                    N_(
                        "The decision {label} names an implementer that its agenda item does not have. "
                        "Correct it and save again."
                    ),
                    label=decision.label or f"“{decision.text[:30]}”",
                )
            implementers = [bound[index] for index in decision.implementers] or None
            self.child("decision", "item", record, decision, implementers=implementers)


def differences(tree: Tree, base: Flat | None, wanted: Flat) -> list[Difference]:
    """What to write so that the stored records become the wanted ones; with ``base`` only what differs from it."""
    before: Mapping[str, Fields] = tree.fields if base is None else base.fields
    sets: dict[str, Fields] = {}
    blind: dict[str, frozenset[str]] = {}
    for key, fields in wanted.fields.items():
        held = before.get(key) or tree.fields.get(key)
        sets[key] = fields if held is None else {name: value for name, value in fields.items() if held[name] != value}
        stored = tree.fields.get(key)
        if held is not None and stored is not None:
            blind[key] = frozenset(name for name in sets[key] if stored[name] != held[name])
    for key, place in _ranks(tree, base, wanted).items():
        sets[key] = {**sets[key], "rank": place}
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
    return [
        Difference(key, fields, blind.get(key, frozenset()))
        for key, fields in sets.items()
        if fields or key not in tree.fields
    ]


def _ranks(tree: Tree, base: Flat | None, wanted: Flat) -> dict[str, str]:
    """The new ranks that bring every list into the wanted order."""
    result: dict[str, str] = {}
    for (kind, parent), keys in wanted.orders.items():
        if base is not None and base.orders.get((kind, parent)) == keys:
            continue
        under = tree.under(kind)
        held = [tree.fields.get(key) for key in keys]
        ranks = [row["rank"] if row is not None and row[under] == parent else None for row in held]
        pairs = [(place, key) for place, key in zip(ranks, keys, strict=True) if place is not None]
        if len(pairs) < len(keys) or pairs != sorted(pairs):
            result.update(rank.arrange(list(zip(keys, ranks, strict=True))))
    return result
