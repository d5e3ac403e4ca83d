"""What the actions of the items step do to the meeting. Each is one edit: one undo takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from koyradesk import binding, editing, pasting
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Decision, Meeting, Mint, Ref
from koyradesk.pasting import Pasted


@dataclass(frozen=True, slots=True)
class Done:
    """The meeting after an action, and where the caret goes: to a field, or with ``card`` to a closed card."""

    meeting: Meeting
    ref: Ref | None = None
    at: int | None = None
    card: str = ""


def start(item: AgendaItem) -> Ref:
    """Where writing begins in an item: at its topic, or if that stands there at the discussion."""
    return Ref(item.id, "discussion" if item.topic.strip() else "topic")


def new_item(meeting: Meeting, after: str | None, mint: Mint) -> Done:
    """An empty item behind another ("": at the end)."""
    made = mint("item")
    return Done(editing.add(meeting, "item", made, after=after), Ref(made, "topic"))


def new_decision(meeting: Meeting, item: str, after: str, mint: Mint) -> Done:
    """An empty decision behind another ("": at the end); one that is empty already is gone to instead."""
    held: tuple[Decision, ...] = editing.part(meeting, item).decisions
    place = next((index for index, one in enumerate(held) if one.id == after), len(held) - 1)
    for one in (*held[place : place + 1], *held[place + 1 : place + 2]):
        if not one.text.strip():
            return Done(meeting, Ref(one.id, "text"))
    grown, made = binding.decide(meeting, item, after, mint)
    return Done(grown, Ref(made, "text"))


def split(meeting: Meeting, ref: Ref, at: int, mint: Mint) -> Done:
    """What stands behind the caret becomes the next item or decision."""
    parted, made = editing.split(meeting, ref, at, mint)
    field = "topic" if ref.field == "discussion" else ref.field
    return Done(parted, Ref(made, field), 0)


def join(meeting: Meeting, record: str) -> Done:
    """With the one above; the first stays as it is."""
    joined, ref, at = editing.join(meeting, record)
    return Done(joined, ref, at)


def remove(meeting: Meeting, record: str) -> Done:
    """Into the bin; the work goes on at the next of its kind, else at the one before."""
    held = editing.siblings(meeting, record)
    place = next(index for index, one in enumerate(held) if one.id == record)
    rest = [*held[place + 1 :], *reversed(held[:place])]
    above = editing.parent(meeting, record)
    kept = editing.remove(meeting, record)
    if not above:
        return Done(kept, card=rest[0].id if rest else "")
    return Done(kept, Ref(rest[0].id, "text") if rest else Ref(above, "discussion"))


def paste_items(meeting: Meeting, pasted: Pasted, after: str, mint: Mint) -> Done | None:
    """A table, a list of topics or a text as items behind another, which goes if it is blank. None: nothing in it."""
    made = _items_of(pasted, mint)
    if not made:
        return None
    grown = editing.insert(meeting, made, after)
    return Done(grown, start(made[0])) if len(made) == 1 else Done(grown, card=made[0].id)


def paste_decisions(meeting: Meeting, pasted: Pasted, decision: str, mint: Mint) -> Done | None:
    """A list as decisions: the first in the one that is blank, the others behind it."""
    made = list(pasting.decisions(pasted, mint))
    if not made:
        return None
    item = editing.parent(meeting, decision)
    held: Decision = editing.part(meeting, decision)
    last = decision
    if not held.text.strip():
        first = made.pop(0)
        meeting = editing.put(meeting, Ref(decision, "text"), first.text)
        if first.due and not held.due:
            meeting = editing.put(meeting, Ref(decision, "due"), first.due.isoformat())
        for one in made:
            meeting = editing.add(meeting, "decision", one.id, under=item, after=last, text=one.text, due=one.due)
            last = one.id
    else:
        for one in made:
            meeting, last = binding.decide(meeting, item, last, mint, text=one.text, due=one.due)
    text = editing.text(meeting, Ref(last, "text"))
    return Done(meeting, Ref(last, "text"), len(plain(text)))


def _items_of(pasted: Pasted, mint: Mint) -> Sequence[AgendaItem]:
    if pasted.kind == "table":
        return pasting.agenda(pasted, mint)
    made: list[AgendaItem] = []
    for one in pasted.lines:
        goes_on = one.level > 0 if pasted.kind == "list" else bool(made)
        if made and goes_on:
            said = f"{one.label} {one.text}".strip()
            above = made[-1]
            made[-1] = replace(above, discussion=f"{above.discussion}\n{said}".strip())
        elif one.text.strip():
            made.append(AgendaItem(topic=one.text, id=mint("item")))
    return made


def append(meeting: Meeting, made: Sequence[AgendaItem]) -> Done:
    """Items behind all others, in place of a last one that is blank."""
    return Done(editing.insert(meeting, made, ""), start(made[0]))
