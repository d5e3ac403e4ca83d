"""What was said in a meeting, as it was written down: which agenda item it is on, and what is made of it after. Pure.

A note becomes discussion of its item, a decision of it, or an item of its own, only when somebody says so. Its time
stays with it and gets into no text. What became something names that; where that is taken out, the note is free again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from koyradesk import binding, editing
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import search_key
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Meeting, Mint, Note

#: The agenda item for whatever has none of its own.
MISCELLANEOUS = "বিবিধ"
_KEY = search_key(MISCELLANEOUS)
#: What a note can become.
How = Literal["discussion", "decision", "item"]
WAYS: tuple[How, ...] = ("discussion", "decision", "item")
#: Letters of a topic; a note that is longer is the discussion of its new item.
_TOPIC = 160
_ENDS, _HANGING = pattern(r"[।॥.?!:;…]"), " ,-–—"
_NAMES = pattern(r"[,;،\n]+")


class Topic(NamedTuple):
    """What can be spoken of: an agenda item, or with ``item`` "" whatever has none."""

    item: str
    serial: str = ""
    words: str = ""


def topics(meeting: Meeting) -> tuple[Topic, ...]:
    """The agenda in its order, miscellaneous last; where the agenda has such an item, that is it."""
    found = [
        Topic(one.id, plain(one.serial), plain(one.topic).strip() or plain(one.discussion)) for one in meeting.items
    ]
    return tuple(found if _miscellaneous(meeting) else [*found, Topic("")])


def topic(meeting: Meeting, note: Note) -> str:
    """The item that a note is on; "" where it has none, or none any more."""
    return note.item if note.item and editing.has(meeting, note.item) else _miscellaneous(meeting)


def made(meeting: Meeting, note: Note) -> bool:
    """Has a note become something that still stands in the meeting?"""
    return bool(note.made) and editing.has(meeting, note.made)


def left(meeting: Meeting) -> tuple[Note, ...]:
    """The notes of which nothing was made yet, those of one item together, in the order of the agenda."""
    order = {one.item: place for place, one in enumerate(topics(meeting))}
    free = [one for one in meeting.notes if not made(meeting, one)]
    return tuple(sorted(free, key=lambda one: order.get(topic(meeting, one), len(order))))


def wanted(note: Note) -> How:
    """What a note is likely to become, as it was marked."""
    return "decision" if note.decides else "discussion"


def make(meeting: Meeting, chosen: Iterable[str], how: How, mint: Mint) -> Meeting:
    """Chosen notes become discussion, one decision, or one new item; of several items, each its own.

    Those that became something already are left as they are.
    """
    wanted = set(chosen)
    free = [one for one in meeting.notes if one.id in wanted and not made(meeting, one)]
    if how == "item":
        return _item(meeting, free, mint) if free else meeting
    together: dict[str, list[Note]] = {}
    for one in free:
        together.setdefault(topic(meeting, one), []).append(one)
    for item, notes in together.items():
        meeting = _into(meeting, item, notes, how, mint)
    return meeting


def make_all(meeting: Meeting, mint: Mint) -> Meeting:
    """Every note becomes what it was marked as: each decision one of its own, what was said between two of them a
    paragraph."""
    run: list[Note] = []
    for one in left(meeting):
        if run and (one.decides or run[0].decides or topic(meeting, one) != topic(meeting, run[0])):
            meeting = make(meeting, [other.id for other in run], wanted(run[0]), mint)
            run = []
        run.append(one)
    return make(meeting, [other.id for other in run], wanted(run[0]), mint) if run else meeting


def put_on(meeting: Meeting, chosen: Iterable[str], steps: int) -> Meeting:
    """Chosen notes on the next topic, or the one before; they stop at the ends of the agenda."""
    order = [one.item for one in topics(meeting)]
    for note in [one for one in meeting.notes if one.id in set(chosen)]:
        held = topic(meeting, note)
        place = order.index(held) if held in order else len(order) - 1
        target = order[max(0, min(len(order) - 1, place + steps))]
        meeting = editing.with_values(meeting, note.id, item=target)
    return meeting


def sentence(text: str) -> str:
    """A note as a sentence of minutes: what was written in haste has no danda."""
    # The comma at which somebody else began to speak.
    text = text.strip().rstrip(_HANGING)
    words = plain(text).rstrip()
    return f"{text}।" if words and not _ENDS.fullmatch(words[-1]) else text


def _miscellaneous(meeting: Meeting) -> str:
    """The agenda item for what has none; "" where there is none."""
    # It is asked for every note: only what has the word is looked at closely.
    named = (one for one in reversed(meeting.items) if MISCELLANEOUS in one.topic)
    return next((one.id for one in named if search_key(plain(one.topic)).strip(" ।:") == _KEY), "")


def _into(meeting: Meeting, item: str, notes: Sequence[Note], how: How, mint: Mint) -> Meeting:
    """Notes of one item as one paragraph of its discussion, or as one decision of it."""
    if not item:
        item = mint("item")
        meeting = editing.add(meeting, "item", item, topic=MISCELLANEOUS)
    text = " ".join(sentence(one.text) for one in notes)
    if how == "decision":
        meeting, became = binding.decide(meeting, item, "", mint, text=text)
        names = [name.strip() for one in notes for name in _NAMES.split(one.who) if name.strip()]
        if names:
            meeting = binding.bind(meeting, became, dict.fromkeys(names), mint)
    else:
        became = item
        held: AgendaItem = editing.part(meeting, item)
        meeting = editing.with_values(meeting, item, discussion="\n".join(filter(None, (held.discussion, text))))
    return _ticked(meeting, notes, became)


def _item(meeting: Meeting, notes: Sequence[Note], mint: Mint) -> Meeting:
    """Notes as an agenda item: the first says its topic, the others what was said on it."""
    became, first = mint("item"), notes[0]
    short = len(plain(first.text)) <= _TOPIC
    said = notes[1:] if short else notes
    values = {
        "topic": first.text.strip() if short else "",
        "discussion": " ".join(sentence(one.text) for one in said),
    }
    # Before what is miscellaneous, which stands last.
    last = _miscellaneous(meeting)
    place = next((index for index, one in enumerate(meeting.items) if one.id == last), len(meeting.items))
    after = meeting.items[place - 1].id if place else None
    return _ticked(editing.add(meeting, "item", became, after=after, **values), notes, became)


def _ticked(meeting: Meeting, notes: Sequence[Note], became: str) -> Meeting:
    for one in notes:
        meeting = editing.with_values(meeting, one.id, made=became)
    return meeting
