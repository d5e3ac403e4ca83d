"""The parts of a meeting or letter by their ids: which list each stands in, and the whole with other ones in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Correction,
    Decision,
    Letter,
    Meeting,
    Memo,
    Note,
    Paragraph,
    Recipient,
    Signature,
)

#: What has parts. A letter has memos, signatures and recipients as a meeting has them, and no others.
Whole = TypeVar("Whole", bound=Meeting | Letter)

#: Parts of one kind, in their order.
Parts = tuple[Any, ...]

#: The lists of a meeting by kind of part: the path to each. Those inside an item are in ``INSIDE``.
LISTS = {
    "paragraph": ("opening",),
    "attendee": ("attendees",),
    "item": ("items",),
    "signature": ("signatures",),
    "memo": ("memos",),
    "recipient": ("distribution", "recipients"),
    "correction": ("corrections",),
    "note": ("notes",),
}
INSIDE = {"decision": "decisions", "assignment": "implementers"}
CLASSES: dict[str, type] = {
    "paragraph": Paragraph,
    "attendee": Attendee,
    "item": AgendaItem,
    "signature": Signature,
    "memo": Memo,
    "recipient": Recipient,
    "correction": Correction,
    "note": Note,
    "decision": Decision,
    "assignment": Assignment,
}
#: The text fields of each kind of part, in the order of a paper.
TEXTS = {
    "paragraph": ("text",),
    "attendee": ("name", "designation", "phone"),
    "item": ("serial", "topic", "discussion"),
    "decision": ("label", "text"),
    "assignment": ("label", "name"),
    "signature": ("date", "name", "designation", "behalf", "place", "phone", "email"),
    "memo": ("number", "bangla_date", "date_text"),
    "recipient": ("label", "text"),
    "correction": ("place", "wrong", "right"),
    "note": ("text", "who"),
}
#: Those the program writes by itself: they say nothing of whether anybody wrote there.
_NUMBERED = ("serial", "label")


def kind_of(record: str) -> str:
    """The kind of a record by its id."""
    return record.partition(".")[0]


def parts(meeting: Meeting | Letter, kind: str, under: str = "") -> Parts:
    """The parts of a kind; ``under``: the item whose decisions or implementers are meant.

    Raises:
        KeyError: no such kind, or no such item.
    """
    if under:
        return tuple(getattr(_item(meeting, under), INSIDE[kind]))
    value: Any = meeting
    for name in LISTS[kind]:
        value = getattr(value, name, ())
    return tuple(value)


def part(meeting: Meeting | Letter, record: str) -> Any:
    """The part with this id: an ``AgendaItem``, a ``Decision``, ….

    Raises:
        KeyError: it is not in the meeting.
    """
    return siblings(meeting, record)[place_of(meeting, record)]


def has(meeting: Meeting | Letter, record: str) -> bool:
    """Is there such a part (or is it the meeting itself)?"""
    if record == meeting.id:
        return True
    try:
        return any(one.id == record for one in siblings(meeting, record))
    except KeyError:
        return False


def parent(meeting: Meeting | Letter, record: str) -> str:
    """The id of the item a decision or implementer stands in; "" for parts of the meeting itself.

    Raises:
        KeyError: it is not in the meeting.
    """
    kind = kind_of(record)
    if kind in LISTS:
        return ""
    for item in _items(meeting):
        if any(one.id == record for one in getattr(item, INSIDE[kind])):
            return item.id
    raise KeyError(record)


def siblings(meeting: Meeting | Letter, record: str) -> Parts:
    """The list a part stands in.

    Raises:
        KeyError: no such kind, or a decision or implementer that is not in the meeting.
    """
    return parts(meeting, kind_of(record), parent(meeting, record))


def place_of(meeting: Meeting | Letter, record: str) -> int:
    """Where a part stands in its list, counted from 0.

    Raises:
        KeyError: it is not in the meeting.
    """
    for place, one in enumerate(siblings(meeting, record)):
        if one.id == record:
            return place
    raise KeyError(record)


def is_blank(one: Any) -> bool:
    """Was nothing written into a part yet? Its number does not count."""
    names = (name for name in TEXTS[kind_of(one.id)] if name not in _NUMBERED)
    inner = (*one.decisions, *one.implementers) if isinstance(one, AgendaItem) else ()
    return not any(getattr(one, name).strip() for name in names) and all(map(is_blank, inner))


def with_parts(meeting: Whole, kind: str, under: str, change: Callable[[Parts], Parts]) -> Whole:
    """The meeting with one of its lists changed; decisions stay bound to the same implementers."""
    fresh = change(parts(meeting, kind, under))
    if not under:
        *outer, name = LISTS[kind]
        inner: dict[str, Any] = {name: fresh}
        if outer:
            inner = {outer[0]: replace(getattr(meeting, outer[0]), **inner)}
        return replace(meeting, **inner)
    item = _item(meeting, under)
    if kind == "assignment":
        changed = replace(item, implementers=fresh, decisions=_bound_anew(item, fresh))
    else:
        changed = replace(item, decisions=fresh)
    items: dict[str, Any] = {"items": tuple(changed if one is item else one for one in _items(meeting))}
    return replace(meeting, **items)


def with_values(meeting: Whole, record: str, **values: Any) -> Whole:
    """The meeting with other values in one of its parts.

    Raises:
        KeyError: it is not in the meeting.
    """
    place = place_of(meeting, record)

    def change(held: Parts) -> Parts:
        return (*held[:place], replace(held[place], **values), *held[place + 1 :])

    return with_parts(meeting, kind_of(record), parent(meeting, record), change)


def _items(meeting: Meeting | Letter) -> tuple[AgendaItem, ...]:
    return meeting.items if isinstance(meeting, Meeting) else ()


def _item(meeting: Meeting | Letter, record: str) -> AgendaItem:
    for one in _items(meeting):
        if one.id == record:
            return one
    raise KeyError(record)


def _bound_anew(item: AgendaItem, fresh: Sequence[Assignment]) -> tuple[Decision, ...]:
    """Decisions with their indexes moved to where the same implementers stand now."""
    place = {one.id: index for index, one in enumerate(fresh)}
    found = []
    for decision in item.decisions:
        ids = [item.implementers[index].id for index in decision.implementers]
        kept = tuple(sorted(place[one] for one in ids if one in place))
        found.append(decision if kept == decision.implementers else replace(decision, implementers=kept))
    return tuple(found)
