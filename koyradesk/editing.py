"""What an editor does to a meeting: type into a field, add, move, take out, split and join parts. Pure.

Every function takes a ``Meeting`` whose parts have ids and gives another one; the same ids go to the journal. A field
is spoken of by its ``Ref``. What follows from what was typed is done here: the day of a date, whether an implementer is
a post held by many, the labels after a change of order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from koyradesk import layout as layouts
from koyradesk.bengali import dates
from koyradesk.bengali.text import nfc
from koyradesk.markup import parted, plain
from koyradesk.model import (
    AgendaItem,
    Assignment,
    Attendee,
    Correction,
    Decision,
    Meeting,
    Memo,
    Paragraph,
    Recipient,
    Ref,
    Signature,
)
from koyradesk.relabel import endings, relabel

#: Mints an id for a new part of a kind.
Mint = Callable[[str], str]
_Parts = tuple[Any, ...]

#: The lists of a meeting by kind of part: the path to each. Those inside an item are in ``INSIDE``.
LISTS = {
    "paragraph": ("opening",),
    "attendee": ("attendees",),
    "item": ("items",),
    "signature": ("signatures",),
    "memo": ("memos",),
    "recipient": ("distribution", "recipients"),
    "correction": ("corrections",),
}
INSIDE = {"decision": "decisions", "assignment": "implementers"}
_CLASSES: dict[str, type] = {
    "paragraph": Paragraph,
    "attendee": Attendee,
    "item": AgendaItem,
    "signature": Signature,
    "memo": Memo,
    "recipient": Recipient,
    "correction": Correction,
    "decision": Decision,
    "assignment": Assignment,
}
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
#: The text fields of each kind of part, in the order of a paper.
_TEXTS = {
    "paragraph": ("text",),
    "attendee": ("name", "designation", "phone"),
    "item": ("serial", "topic", "discussion"),
    "decision": ("label", "text"),
    "assignment": ("label", "name"),
    "signature": ("date", "name", "designation", "place", "phone", "email"),
    "memo": ("number", "bangla_date", "date_text"),
    "recipient": ("label", "text"),
    "correction": ("place", "wrong", "right"),
}
#: A post held by many is written so: "ইউপি সচিব (সকল)".
_MANY = "সকল"


# -- fields


def text(meeting: Meeting, ref: Ref) -> str:
    """The text of a field as it is typed: marked, lines of the letterhead under one another.

    A meeting's date without a wording of its own is worded as its layout prints it.

    Raises:
        KeyError: there is no such part, or it has no such text.
    """
    if ref.record == meeting.id:
        value: Any = meeting
        for name in _OWN[ref.field]:
            value = getattr(value, name)
        if ref.field == "date_text" and not value and meeting.date:
            return dates.spell(meeting.date, layouts.resolve(meeting.layout).date_style)
        return "\n".join(value) if isinstance(value, tuple) else value
    found = part(meeting, ref.record)
    if ref.field == "due":
        return dates.spell(found.due, "{d} {month} {y}") if found.due else ""
    if ref.field not in _TEXTS[kind_of(ref.record)]:
        raise KeyError(ref.field)
    return str(getattr(found, ref.field))


def put(meeting: Meeting, ref: Ref, typed: str) -> Meeting:
    """The meeting with another text in a field, and what follows from it.

    Raises:
        KeyError: there is no such part, or it has no such text.
    """
    typed = nfc(typed)
    if ref.record == meeting.id:
        *above, name = _OWN[ref.field]
        value: Any = tuple(typed.split("\n")) if ref.field == "letterhead" and typed else typed
        if ref.field == "letterhead" and not typed:
            value = ()
        if not above:
            derived = {"date": _day(typed)} if name == "date_text" else {}
            return replace(meeting, **{name: value}, **derived)
        changed = replace(meeting, **{above[0]: replace(getattr(meeting, above[0]), **{name: value})})
        return _signed_by_chair(changed, meeting, name) if above[0] == "chair" else changed
    kind = kind_of(ref.record)
    if ref.field == "due" and kind == "decision":
        return _changed(meeting, ref.record, due=_day(typed))
    if ref.field not in _TEXTS[kind]:
        raise KeyError(ref.field)
    derived = {}
    if kind == "assignment" and ref.field == "name":
        derived["group"] = _MANY in typed
    if kind == "memo" and ref.field == "date_text":
        derived["date"] = _day(typed)
    return _changed(meeting, ref.record, **{ref.field: typed}, **derived)


def refs(meeting: Meeting) -> Iterator[Ref]:
    """The address of every text of a meeting."""
    for name in _OWN:
        yield Ref(meeting.id, name)
    for kind in LISTS:
        for one in _list(meeting, kind, ""):
            yield from (Ref(one.id, name) for name in _TEXTS[kind])
            if kind == "item":
                for inner in INSIDE:
                    for other in getattr(one, INSIDE[inner]):
                        yield from (Ref(other.id, name) for name in _TEXTS[inner])


def path(meeting: Meeting, ref: Ref) -> str:
    """Where a field stands, as ``Unsure.where`` says it: "items[2].decisions[0].text"; "" for what is not there."""
    if ref.record == meeting.id:
        return ".".join(_OWN.get(ref.field, (ref.field,)))
    kind = kind_of(ref.record)
    for parent in [""] if kind in LISTS else [item.id for item in meeting.items]:
        ids = [one.id for one in _list(meeting, kind, parent)]
        if ref.record in ids:
            above = path(meeting, Ref(parent, "")).rstrip(".") + "." if parent else ""
            name = INSIDE[kind] if parent else ".".join(LISTS[kind])
            return f"{above}{name}[{ids.index(ref.record)}].{ref.field}".rstrip(".")
    return ""


# -- parts


def kind_of(record: str) -> str:
    """The kind of a record by its id."""
    return record.partition(".")[0]


def part(meeting: Meeting, record: str) -> Any:
    """The part with this id: an ``AgendaItem``, a ``Decision``, ….

    Raises:
        KeyError: it is not in the meeting.
    """
    for one in siblings(meeting, record):
        if one.id == record:
            return one
    raise KeyError(record)


def has(meeting: Meeting, record: str) -> bool:
    """Is there such a part (or is it the meeting itself)?"""
    if record == meeting.id:
        return True
    try:
        return any(one.id == record for one in siblings(meeting, record))
    except KeyError:
        return False


def parent(meeting: Meeting, record: str) -> str:
    """The id of the item a decision or implementer stands in; "" for parts of the meeting itself.

    Raises:
        KeyError: it is not in the meeting.
    """
    kind = kind_of(record)
    if kind in LISTS:
        return ""
    for item in meeting.items:
        if any(one.id == record for one in getattr(item, INSIDE[kind])):
            return item.id
    raise KeyError(record)


def siblings(meeting: Meeting, record: str) -> _Parts:
    """The list a part stands in."""
    return _list(meeting, kind_of(record), parent(meeting, record))


def add(meeting: Meeting, kind: str, record: str, *, under: str = "", after: str | None = "", **values: Any) -> Meeting:
    """A new part ``record`` in its list: behind the one called ``after`` ("": at the end, None: at the head).

    ``under``: the item that a decision or implementer belongs to.
    """
    if kind == "assignment" and "name" in values:
        values.setdefault("group", _MANY in values["name"])
    made = _CLASSES[kind](id=record, **values)

    def put_in(held: _Parts) -> _Parts:
        if after is None:
            return (made, *held)
        place = next((index + 1 for index, one in enumerate(held) if one.id == after), len(held))
        return (*held[:place], made, *held[place:])

    return renumber(_with(meeting, kind, under, put_in), meeting)


def remove(meeting: Meeting, record: str) -> Meeting:
    """Without a part. A decision bound to a removed implementer alone is bound to all of the item's again."""
    above = parent(meeting, record)
    kept = _with(meeting, kind_of(record), above, lambda held: tuple(one for one in held if one.id != record))
    return renumber(kept, meeting)


def move(meeting: Meeting, record: str, steps: int) -> Meeting:
    """A part so many places further down its list, up where negative; it stops at the ends."""

    def moved(held: _Parts) -> _Parts:
        ids = [one.id for one in held]
        place = ids.index(record)
        rest = [one for one in held if one.id != record]
        rest.insert(min(len(rest), max(0, place + steps)), held[place])
        return tuple(rest)

    return renumber(_with(meeting, kind_of(record), parent(meeting, record), moved), meeting)


def split(meeting: Meeting, ref: Ref, at: int, mint: Mint) -> tuple[Meeting, str]:
    """What stands behind a place (in the plain text) of a field becomes a part of its own, the next one.

    Works in the text of a paragraph, decision or recipient and in the discussion of an item. Returns the new part's id.
    """
    kind = kind_of(ref.record)
    left, right = (one.strip() for one in parted(text(meeting, ref), at))
    made = mint(kind)
    values: dict[str, Any] = {ref.field: right}
    if kind == "decision":
        values["implementers"] = part(meeting, ref.record).implementers
    shorter = put(meeting, ref, left)
    return add(shorter, kind, made, under=parent(meeting, ref.record), after=ref.record, **values), made


def join(meeting: Meeting, record: str) -> tuple[Meeting, Ref, int]:
    """A part and the one before it as one; no word is lost. Returns the field and plain place where they meet.

    The first of a list has nothing before it: the meeting comes back as it is.
    """
    held = siblings(meeting, record)
    place = next(index for index, one in enumerate(held) if one.id == record)
    kind = kind_of(record)
    field = "discussion" if kind == "item" else "text"
    one = held[place]
    if place == 0:
        return meeting, Ref(record, field), 0
    before = held[place - 1]
    meets = len(plain(getattr(before, field)))
    if kind == "item":
        joined = _joined_items(before, one)
    else:
        joined = replace(before, **{field: _joined(" ", before.text, one.text)})
        if kind == "decision":
            both = before.implementers and one.implementers
            joined = replace(
                joined, implementers=tuple(sorted({*before.implementers, *one.implementers})) if both else ()
            )
            joined = replace(joined, due=before.due or one.due)

    def one_less(parts: _Parts) -> _Parts:
        return (*parts[: place - 1], joined, *parts[place + 1 :])

    return renumber(_with(meeting, kind, parent(meeting, record), one_less), meeting), Ref(before.id, field), meets


def assign(meeting: Meeting, decision: str, implementers: Iterable[str]) -> Meeting:
    """A decision bound to some of its item's implementers (ids); to none named binds it to all of them."""
    item = part(meeting, parent(meeting, decision))
    wanted = set(implementers)
    chosen = tuple(index for index, one in enumerate(item.implementers) if one.id in wanted)
    return _changed(meeting, decision, implementers=chosen)


def renumber(meeting: Meeting, before: Meeting | None = None) -> Meeting:
    """Labels in their places. With ``before``, entries of a distribution that ended as the layout has it still do."""
    style = layouts.resolve(meeting.layout)
    found = relabel(meeting, style)
    if before is not None and before.distribution.recipients != found.distribution.recipients:
        return _ended(found, before.distribution.recipients, style)
    return found


def finish(meeting: Meeting, ref: Ref) -> Meeting:
    """What is done when a field is left: an entry of the distribution gets the ending that the others have."""
    if kind_of(ref.record) != "recipient":
        return meeting
    others = tuple(one for one in meeting.distribution.recipients if one.id != ref.record)
    return _ended(meeting, others, layouts.resolve(meeting.layout))


# -- inside


def _signed_by_chair(meeting: Meeting, before: Meeting, name: str) -> Meeting:
    """The first signature says what the chair says, as long as it said so before: minutes are signed by the chair."""
    if not before.signatures or getattr(before.signatures[0], name) != getattr(before.chair, name):
        return meeting
    first = replace(before.signatures[0], **{name: getattr(meeting.chair, name)})
    return replace(meeting, signatures=(first, *before.signatures[1:]))


def _day(typed: str) -> Any:
    found = dates.parse(typed)
    return found.date if found else None


def _list(meeting: Meeting, kind: str, above: str) -> _Parts:
    value: Any = meeting
    if above:
        return tuple(getattr(next(item for item in meeting.items if item.id == above), INSIDE[kind]))
    for name in LISTS[kind]:
        value = getattr(value, name)
    return tuple(value)


def _with(meeting: Meeting, kind: str, above: str, change: Callable[[_Parts], _Parts]) -> Meeting:
    """The meeting with one of its lists changed."""
    fresh = change(_list(meeting, kind, above))
    if not above:
        *outer, name = LISTS[kind]
        inner: dict[str, Any] = {name: fresh}
        return replace(meeting, **({outer[0]: replace(getattr(meeting, outer[0]), **inner)} if outer else inner))
    item = next(one for one in meeting.items if one.id == above)
    if kind == "assignment":
        changed = replace(item, implementers=fresh, decisions=_bound_anew(item, fresh))
    else:
        changed = replace(item, decisions=fresh)
    return replace(meeting, items=tuple(changed if one is item else one for one in meeting.items))


def _bound_anew(item: AgendaItem, fresh: Sequence[Assignment]) -> tuple[Decision, ...]:
    """Decisions with their indexes moved to where the same implementers stand now."""
    place = {one.id: index for index, one in enumerate(fresh)}
    found = []
    for decision in item.decisions:
        ids = [item.implementers[index].id for index in decision.implementers]
        kept = tuple(sorted(place[one] for one in ids if one in place))
        found.append(decision if kept == decision.implementers else replace(decision, implementers=kept))
    return tuple(found)


def _changed(meeting: Meeting, record: str, **values: Any) -> Meeting:
    part(meeting, record)

    def change(held: _Parts) -> _Parts:
        return tuple(replace(one, **values) if one.id == record else one for one in held)

    kind = kind_of(record)
    if kind == "assignment":
        item = next(one for one in meeting.items if one.id == parent(meeting, record))
        changed = replace(item, implementers=change(item.implementers))
        return replace(meeting, items=tuple(changed if one is item else one for one in meeting.items))
    return _with(meeting, kind, parent(meeting, record), change)


def _joined(between: str, *texts: str) -> str:
    return between.join(one for one in texts if one)


def _joined_items(before: AgendaItem, one: AgendaItem) -> AgendaItem:
    names = [other.name for other in before.implementers]
    more = [other for other in one.implementers if other.name not in names]
    implementers = (*before.implementers, *more)
    names = [other.name for other in implementers]
    place = [names.index(other.name) for other in one.implementers]

    def bound(item: AgendaItem, where: Sequence[int]) -> tuple[Decision, ...]:
        """What bound all of its item's implementers still binds those, and no others."""
        alone = len(implementers) == len(where)
        return tuple(
            replace(
                one,
                implementers=tuple(
                    sorted(where[index] for index in one.implementers or (() if alone else range(len(where))))
                ),
            )
            for one in item.decisions
        )

    return replace(
        before,
        discussion=_joined("\n", before.discussion, one.topic, one.discussion),
        decisions=bound(before, range(len(before.implementers))) + bound(one, place),
        implementers=implementers,
    )


def _ended(meeting: Meeting, sample: Sequence[Recipient], style: layouts.Layout) -> Meeting:
    """The distribution with its endings set, where the sample has them as the layout does."""
    texts = [one.text for one in sample]
    if tuple(texts) != endings(texts, style.distribution):
        return meeting
    held = meeting.distribution.recipients
    fresh = endings([one.text for one in held], style.distribution)
    closed = tuple(replace(one, text=text) for one, text in zip(held, fresh, strict=True))
    return replace(meeting, distribution=replace(meeting.distribution, recipients=closed))


def identified(meeting: Meeting, mint: Mint) -> Meeting:
    """The meeting with an id for every part that has none."""

    def named(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(named, value))
        kind = next((name for name, made in _CLASSES.items() if type(value) is made), "")
        if not kind:
            return value
        inner = {one.name: named(getattr(value, one.name)) for one in fields(value) if one.name != "id"}
        return replace(value, **inner, id=value.id or mint(kind))

    found = replace(meeting, **{one.name: named(getattr(meeting, one.name)) for one in fields(meeting)})
    sent = replace(meeting.distribution, recipients=named(meeting.distribution.recipients))
    return replace(found, distribution=sent)
