"""The texts of a meeting or letter by their address: read, typed into, and told by their place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from koyradesk import layout as layouts
from koyradesk.bengali import dates
from koyradesk.bengali.text import nfc
from koyradesk.editing.parts import INSIDE, LISTS, TEXTS, Whole, kind_of, part, parts, with_values
from koyradesk.markup import lines
from koyradesk.model import Letter, Meeting, Ref

#: Where a field of the meeting's own record lies in the model.
_OWN = {
    **{name: (name,) for name in ("committee", "period", "title", "date_text", "time", "place")},
    **{name: (name,) for name in ("attendance_note", "closing")},
    "letterhead": ("office", "lines"),
    "website": ("office", "website"),
    "chair_name": ("chair", "name"),
    "chair_designation": ("chair", "designation"),
    "chair_place": ("chair", "place"),
    "distribution_heading": ("distribution", "heading"),
}
#: Those of a letter. Its facts, the new day, hour and place of a meeting, are one field: they are typed as JSON.
_LETTERS = {
    **{name: (name,) for name in ("to", "subject", "reference", "body", "enclosures", "facts")},
    "distribution_heading": ("distribution", "heading"),
}
#: A post held by many is written so: "ইউপি সচিব (সকল)".
_MANY = "সকল"


def text(meeting: Meeting | Letter, ref: Ref) -> str:
    """The text of a field as it is typed: marked, lines of the letterhead under one another.

    A meeting's date without a wording of its own is worded as its layout prints it.

    Raises:
        KeyError: there is no such part, or it has no such text.
    """
    if ref.record == meeting.id:
        value: Any = meeting
        for name in _own(meeting)[ref.field]:
            value = getattr(value, name)
        if ref.field == "date_text" and not value and isinstance(meeting, Meeting) and meeting.date:
            return dates.spell(meeting.date, layouts.resolve(meeting.layout).date_style)
        if ref.field == "facts":
            return json.dumps(dict(value), ensure_ascii=False, sort_keys=True) if value else ""
        return "\n".join(value) if isinstance(value, tuple) else value
    found = part(meeting, ref.record)
    if ref.field == "due":
        return dates.spell(found.due, "{d} {month} {y}") if found.due else ""
    if ref.field not in TEXTS[kind_of(ref.record)]:
        raise KeyError(ref.field)
    return str(getattr(found, ref.field))


def put(meeting: Whole, ref: Ref, typed: str) -> Whole:
    """The meeting with another text in a field, and what follows from it.

    Raises:
        KeyError: there is no such part, or it has no such text.
    """
    typed = nfc(typed)
    if ref.record == meeting.id:
        own: Any = _put_own if isinstance(meeting, Meeting) else _put_letter
        written: Whole = own(meeting, ref.field, typed)
        return written
    kind = kind_of(ref.record)
    if ref.field == "due" and kind == "decision":
        return with_values(meeting, ref.record, due=_day(typed))
    if ref.field not in TEXTS[kind]:
        raise KeyError(ref.field)
    derived: dict[str, Any] = {}
    if kind == "assignment" and ref.field == "name":
        derived["group"] = is_group(typed)
    if kind == "memo" and ref.field == "date_text":
        derived["date"] = _day(typed)
    return with_values(meeting, ref.record, **{ref.field: typed}, **derived)


def refs(meeting: Meeting | Letter) -> Iterator[Ref]:
    """The address of every text of a meeting or letter."""
    for name in _own(meeting):
        yield Ref(meeting.id, name)
    for kind in LISTS:
        for one in parts(meeting, kind):
            yield from (Ref(one.id, name) for name in TEXTS[kind])
            if kind == "item":
                for inner in INSIDE:
                    for other in parts(meeting, inner, one.id):
                        yield from (Ref(other.id, name) for name in TEXTS[inner])


def changed(before: Whole, after: Whole) -> frozenset[Ref] | None:
    """The fields whose texts differ between two meetings, if nothing else does; else None."""
    fields = list(refs(before))
    if fields != list(refs(after)):
        return None
    found = frozenset(ref for ref in fields if text(before, ref) != text(after, ref))
    for ref in found:
        before = put(before, ref, text(after, ref))
    return found if before == after else None


def unlike(before: Whole, after: Whole) -> dict[Ref, str]:
    """The texts of a meeting that another one has not in the same place; a new part without a word has none."""
    known = {ref: text(before, ref) for ref in refs(before)}
    found = {ref: text(after, ref) for ref in refs(after)}
    return {ref: words for ref, words in found.items() if words != known.get(ref, "")}


def path(meeting: Meeting | Letter, ref: Ref) -> str:
    """Where a field stands, as ``Unsure.where`` says it: "items[2].decisions[0].text"; "" for what is not there."""
    if ref.record == meeting.id:
        return ".".join(_own(meeting).get(ref.field, (ref.field,)))
    kind = kind_of(ref.record)
    for parent in [""] if kind in LISTS else [item.id for item in parts(meeting, "item")]:
        ids = [one.id for one in parts(meeting, kind, parent)]
        if ref.record in ids:
            above = path(meeting, Ref(parent, "")).rstrip(".") + "." if parent else ""
            name = INSIDE[kind] if parent else ".".join(LISTS[kind])
            return f"{above}{name}[{ids.index(ref.record)}].{ref.field}".rstrip(".")
    return ""


def is_group(name: str) -> bool:
    """Does a name mean a post held by many?"""
    return _MANY in name


def _put_own(meeting: Meeting, field: str, typed: str) -> Meeting:
    """Another text in a field of the meeting's own record."""
    *above, name = _OWN[field]
    if field == "letterhead":
        office = replace(meeting.office, lines=tuple(lines(typed)) if typed else ())
        return replace(meeting, office=office)
    if not above:
        values: dict[str, Any] = {name: typed}
        if name == "date_text":
            values["date"] = _day(typed)
        return replace(meeting, **values)
    held: Any = replace(getattr(meeting, above[0]), **{name: typed})
    changed: Meeting = replace(meeting, **{above[0]: held})
    return _signed_by_chair(changed, meeting, name) if above[0] == "chair" else changed


def _own(meeting: Meeting | Letter) -> dict[str, tuple[str, ...]]:
    return _OWN if isinstance(meeting, Meeting) else _LETTERS


def _put_letter(letter: Letter, field: str, typed: str) -> Letter:
    """Another text in a field of the letter's own record."""
    *above, name = _LETTERS[field]
    if field == "facts":
        return replace(letter, facts=json.loads(typed) if typed else {})
    own: dict[str, Any] = {name: typed}
    if above:
        own = {above[0]: replace(getattr(letter, above[0]), **own)}
    return replace(letter, **own)


def _signed_by_chair(meeting: Meeting, before: Meeting, name: str) -> Meeting:
    """The first signature says what the chair says, as long as it said so before: minutes are signed by the chair."""
    if not before.signatures or getattr(before.signatures[0], name) != getattr(before.chair, name):
        return meeting
    first = replace(before.signatures[0], **{name: getattr(meeting.chair, name)})
    return replace(meeting, signatures=(first, *before.signatures[1:]))


def _day(typed: str) -> date | None:
    found = dates.parse(typed)
    return found.date if found else None
