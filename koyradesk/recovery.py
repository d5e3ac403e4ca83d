"""What was being typed when the program ended without sealing it: brought back at the next opening, and told.

What cannot go where it was typed (its meeting was signed meanwhile, or lies in the bin; its part is gone; the disk is
full) stays in the store as it was kept until the user has seen it. It needs no place of its own: it is durable where
it is, is told again after the next crash, and goes into its field by itself once that can be written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from koyradesk import binding, editing, keepers
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.markup import canonical
from koyradesk.model import Meeting, Ref
from koyradesk.records import BEGUN, KINDS, NOTED
from koyradesk.store import Change, OpenEdit, Store, clocks

#: Why a text could not go into its field: "unclear" is half a date; "later" is tried again at the next opening.
Kept = Literal["", "signed", "bin", "gone", "unclear", "later"]


@dataclass(frozen=True, slots=True)
class Recovered:
    """A text that was brought back into its field, or ``kept`` beside it for a reason.

    ``meeting`` is the id of its meeting or letter, "" where there is none; ``when``: its last keystroke that reached
    the disk.
    """

    meeting: str
    ref: Ref
    text: str
    when: datetime | None
    kept: Kept = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """An open edit and the meeting it is of."""

    meeting: str
    edit: OpenEdit

    def recovered(self, kept: Kept = "") -> Recovered:
        ref = Ref(self.edit.record, self.edit.field)
        return Recovered(self.meeting, ref, self.edit.text, clocks.read(self.edit.wall), kept)


def recover(store: Store, *, by: str) -> tuple[Recovered, ...]:
    """Seals what was being typed, one step for each meeting, and tells it; what is stored as it was typed is not told.

    Never refuses: what cannot be written stays where it is and is told with the reason.
    """
    found = [_Found(keepers.whole(store, edit.record), edit) for edit in store.open_edits()]
    told: list[Recovered] = []
    for meeting, group in groupby(sorted(found, key=attrgetter("meeting")), key=attrgetter("meeting")):
        told += _whole(store, meeting, list(group), by)
    return tuple(told)


def seen(store: Store, recovered: Iterable[Recovered]) -> None:
    """The user has seen texts that were kept: they are let go, unless more was typed there since."""
    held = {(one.record, one.field): one.text for one in store.open_edits()}
    store.drop_edits([one.ref for one in recovered if held.get(one.ref) == one.text])


def _whole(store: Store, meeting: str, found: list[_Found], by: str) -> list[Recovered]:
    """The texts of one meeting; ``meeting`` "" for those of other records."""
    told: list[Recovered] = []
    ready: list[_Found] = []
    for one in found:
        kept = _obstacle(store, one)
        if kept:
            told.append(one.recovered(kept))
        else:
            ready.append(one)
    # Whatever refuses one of the two writes, nothing of that one was written, and its texts are where they were.
    if meeting and ready:
        try:
            back, ready = _into_meeting(store, meeting, ready, by)
        except UserError:
            return told + [one.recovered("later") for one in ready]
        told += back
    try:
        told += _into_records(store, ready, by)
    except UserError:
        told += [one.recovered("later") for one in ready]
    return told


def _obstacle(store: Store, one: _Found) -> Kept:
    record, field = one.edit.record, one.edit.field
    rows = [store.row(key) for key in (record, *store.above(record))]
    if rows[0] is None:
        return "gone"
    if any(row is not None and row["deleted"] for row in rows):
        return "bin"
    if one.meeting:
        try:
            keepers.of(one.meeting).refuse_frozen(store, one.meeting, [Change(record, {field: one.edit.text})])
        except UserError:
            return "signed"
    return ""


def _into_meeting(store: Store, meeting: str, ready: list[_Found], by: str) -> tuple[list[Recovered], list[_Found]]:
    """Writes the texts as if their fields had been left; what became of them, and those of fields no meeting shows."""
    before: Any = keepers.of(meeting).get(store, meeting)
    after = before
    told: list[Recovered] = []
    others: list[_Found] = []
    done: list[_Found] = []
    for one in ready:
        ref, text = Ref(one.edit.record, one.edit.field), canonical(one.edit.text)
        if ref.field in (BEGUN, NOTED):
            become = _named if ref.field == BEGUN else _noted
            after, ref = become(store, after, one.edit, text)
            told.append(Recovered(meeting, ref, text, clocks.read(one.edit.wall)))
            done.append(one)
            continue
        try:
            fresh = editing.put(after, ref, text)
        except KeyError:
            others.append(one)
            continue
        if ref.field == "due" and text.strip() and not editing.text(fresh, ref):
            told.append(one.recovered("unclear"))
            continue
        if fresh != after:
            told.append(one.recovered())
        done.append(one)
        after = fresh
    keepers.of(meeting).write(store, after, by=by, base=before)
    _let_go(store, done)
    return told, others


def _noted(store: Store, meeting: Meeting, edit: OpenEdit, text: str) -> tuple[Meeting, Ref]:
    """The meeting with what was being noted while it ran, at the time of the last keystroke."""
    made, when = store.new_id("note"), clocks.read(edit.wall)
    at = f"{when.astimezone():%H:%M}" if when else ""
    item = edit.record if editing.kind_of(edit.record) == "item" else ""
    if held := next((one.id for one in meeting.notes if (one.item, one.text) == (item, text.strip())), ""):
        # It was written just before, and only not forgotten as typed.
        return meeting, Ref(held, "text")
    return editing.add(meeting, "note", made, text=text, at=at, item=item), Ref(made, "text")


def _named(store: Store, meeting: Meeting, edit: OpenEdit, name: str) -> tuple[Meeting, Ref]:
    """The meeting with somebody more who carries out a decision or all of an item, and where that is said."""
    record = edit.record
    decides = editing.kind_of(record) == "decision"
    grown = (binding.bind if decides else binding.enlist)(meeting, record, [name], store.new_id)
    item = editing.part(grown, editing.parent(grown, record) if decides else record)
    known = next((one for one in item.implementers if tidy(one.name) == tidy(name)), item.implementers[-1])
    return grown, Ref(known.id, "name")


def _into_records(store: Store, ready: list[_Found], by: str) -> list[Recovered]:
    """Writes texts into fields that no meeting shows."""
    if not ready:
        return []
    told: list[Recovered] = []
    changes: dict[str, dict[str, str]] = {}
    done = [one for one in ready if KINDS[one.edit.record.partition(".")[0]].fields[one.edit.field].type == "text"]
    for one in ready:
        if one not in done:
            told.append(one.recovered("gone"))
        elif (store.row(one.edit.record) or {})[one.edit.field] != one.edit.text:
            changes.setdefault(one.edit.record, {})[one.edit.field] = one.edit.text
            told.append(one.recovered())
    store.write([Change(record, fields) for record, fields in changes.items()], by=by)
    _let_go(store, done)
    return told


def _let_go(store: Store, done: Iterable[_Found]) -> None:
    # They are written: what a full disk keeps of them here is found to be so at the next opening.
    with suppress(UserError):
        store.drop_edits([(one.edit.record, one.edit.field) for one in done])
