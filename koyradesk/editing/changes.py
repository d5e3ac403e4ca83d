"""Parts of a meeting or letter that come, go and move, split and join; labels and endings follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from koyradesk import layout as layouts
from koyradesk.editing.fields import is_group, put, text
from koyradesk.editing.parts import (
    CLASSES,
    Parts,
    Whole,
    is_blank,
    kind_of,
    parent,
    part,
    place_of,
    siblings,
    with_parts,
    with_values,
)
from koyradesk.markup import parted, plain
from koyradesk.model import AgendaItem, Decision, Letter, Meeting, Mint, Recipient, Ref
from koyradesk.relabel import endings, relabel


def add(meeting: Whole, kind: str, record: str, *, under: str = "", after: str | None = "", **values: Any) -> Whole:
    """A new part ``record`` in its list: behind the one called ``after`` ("": at the end, None: at the head).

    ``under``: the item that a decision or implementer belongs to.

    Raises:
        KeyError: no such kind, or no such item.
    """
    if kind == "assignment" and "name" in values:
        values.setdefault("group", is_group(values["name"]))
    made = CLASSES[kind](id=record, **values)

    def put_in(held: Parts) -> Parts:
        place = 0 if after is None else _behind(held, after)
        return (*held[:place], made, *held[place:])

    return renumber(with_parts(meeting, kind, under, put_in), meeting)


def insert(meeting: Whole, made: Sequence[Any], after: str) -> Whole:
    """Parts of the meeting itself, all of one kind, behind another of theirs ("": at the end).

    That one goes if nothing is written in it: what is pasted into an empty row takes its place.
    """
    if not made:
        return meeting

    def put_in(held: Parts) -> Parts:
        place = _behind(held, after)
        first = held[place - 1] if place else None
        empty = first is not None and (not after or first.id == after) and is_blank(first)
        return (*held[: place - empty], *made, *held[place:])

    return renumber(with_parts(meeting, kind_of(made[0].id), "", put_in), meeting)


def remove(meeting: Whole, record: str) -> Whole:
    """Without a part. A decision bound to a removed implementer alone is bound to all of the item's again.

    Raises:
        KeyError: it is not in the meeting.
    """
    place = place_of(meeting, record)

    def without(held: Parts) -> Parts:
        return (*held[:place], *held[place + 1 :])

    return renumber(with_parts(meeting, kind_of(record), parent(meeting, record), without), meeting)


def move(meeting: Whole, record: str, steps: int) -> Whole:
    """A part so many places further down its list, up where negative; it stops at the ends.

    Raises:
        KeyError: it is not in the meeting.
    """
    place = place_of(meeting, record)

    def moved(held: Parts) -> Parts:
        rest = [*held[:place], *held[place + 1 :]]
        rest.insert(max(0, place + steps), held[place])
        return tuple(rest)

    return renumber(with_parts(meeting, kind_of(record), parent(meeting, record), moved), meeting)


def split(meeting: Whole, ref: Ref, at: int, mint: Mint) -> tuple[Whole, str]:
    """What stands behind a place (in the plain text) of a field becomes a part of its own, the next one.

    Works in the text of a paragraph, decision or recipient and in the discussion of an item. Returns the new part's id.

    Raises:
        KeyError: there is no such part, or it has no such text.
    """
    kind = kind_of(ref.record)
    left, right = (one.strip() for one in parted(text(meeting, ref), at))
    made = mint(kind)
    values: dict[str, Any] = {ref.field: right}
    if kind == "decision":
        values["implementers"] = part(meeting, ref.record).implementers
    shorter = put(meeting, ref, left)
    return add(shorter, kind, made, under=parent(meeting, ref.record), after=ref.record, **values), made


def join(meeting: Whole, record: str) -> tuple[Whole, Ref, int]:
    """A part and the one before it as one; no word is lost. Returns the field and plain place where they meet.

    The first of a list has nothing before it: the meeting comes back as it is.

    Raises:
        KeyError: it is not in the meeting.
    """
    kind, place = kind_of(record), place_of(meeting, record)
    field = "discussion" if kind == "item" else "text"
    if place == 0:
        return meeting, Ref(record, field), 0
    before, one = siblings(meeting, record)[place - 1 : place + 1]
    if kind == "item":
        joined: Any = _joined_items(before, one)
    elif kind == "decision":
        joined = _joined_decisions(before, one)
    else:
        joined = replace(before, text=_joined(" ", before.text, one.text))

    def one_less(held: Parts) -> Parts:
        return (*held[: place - 1], joined, *held[place + 1 :])

    found = renumber(with_parts(meeting, kind, parent(meeting, record), one_less), meeting)
    return found, Ref(before.id, field), len(plain(getattr(before, field)))


def assign(meeting: Meeting, decision: str, implementers: Iterable[str]) -> Meeting:
    """A decision bound to some of its item's implementers (ids); to none named binds it to all of them.

    Raises:
        KeyError: it is not in the meeting.
    """
    item = part(meeting, parent(meeting, decision))
    wanted = set(implementers)
    chosen = tuple(index for index, one in enumerate(item.implementers) if one.id in wanted)
    return with_values(meeting, decision, implementers=chosen)


def renumber(meeting: Whole, before: Whole | None = None) -> Whole:
    """Labels in their places. With ``before``, entries of a distribution that ended as the layout has it still do."""
    style = _style(meeting)
    found = relabel(meeting, style)
    if before is not None and before.distribution.recipients != found.distribution.recipients:
        return _ended(found, before.distribution.recipients, style)
    return found


def finish(meeting: Whole, ref: Ref) -> Whole:
    """What is done when a field is left: an entry of the distribution gets the ending that the others have."""
    if kind_of(ref.record) != "recipient":
        return meeting
    others = tuple(one for one in meeting.distribution.recipients if one.id != ref.record)
    return _ended(meeting, others, _style(meeting))


def _style(meeting: Meeting | Letter) -> layouts.Layout:
    # A letter without a layout of its own is laid out by whoever holds it: the usual one numbers its list.
    return layouts.resolve(meeting.layout or Meeting().layout)


def _behind(held: Parts, after: str) -> int:
    """The place behind a part; the end where it is not there."""
    return next((index + 1 for index, one in enumerate(held) if one.id == after), len(held))


def _joined(between: str, *texts: str) -> str:
    return between.join(one for one in texts if one)


def _joined_decisions(before: Decision, one: Decision) -> Decision:
    # One that names nobody binds all of the item's: so do both together.
    both = {*before.implementers, *one.implementers} if before.implementers and one.implementers else ()
    return replace(
        before,
        text=_joined(" ", before.text, one.text),
        due=before.due or one.due,
        implementers=tuple(sorted(both)),
    )


def _joined_items(before: AgendaItem, one: AgendaItem) -> AgendaItem:
    """Two items as one: an implementer of both is listed once, and each decision binds whom it bound."""
    names = [other.name for other in before.implementers]
    implementers = (*before.implementers, *(other for other in one.implementers if other.name not in names))
    names = [other.name for other in implementers]
    place = [names.index(other.name) for other in one.implementers]

    def bound(item: AgendaItem, where: Sequence[int]) -> tuple[Decision, ...]:
        """What bound all of its item's implementers still binds those, and no others."""
        every = () if len(implementers) == len(where) else range(len(where))
        return tuple(
            replace(each, implementers=tuple(sorted({where[index] for index in each.implementers or every})))
            for each in item.decisions
        )

    return replace(
        before,
        discussion=_joined("\n", before.discussion, one.topic, one.discussion),
        decisions=bound(before, range(len(before.implementers))) + bound(one, place),
        implementers=implementers,
    )


def _ended(meeting: Whole, sample: Sequence[Recipient], style: layouts.Layout) -> Whole:
    """The distribution with its endings set, where the sample has them as the layout does."""
    texts = [one.text for one in sample]
    if tuple(texts) != endings(texts, style.distribution):
        return meeting
    held = meeting.distribution.recipients
    fresh = endings([one.text for one in held], style.distribution)
    closed = tuple(replace(one, text=text) for one, text in zip(held, fresh, strict=True))
    sent: dict[str, Any] = {"distribution": replace(meeting.distribution, recipients=closed)}
    return replace(meeting, **sent)
