"""The bin: what was taken out of meetings, and meetings themselves; nothing is ever lost in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from koyradesk import letters, markup, meetings
from koyradesk.bengali.text import tidy
from koyradesk.directory import writing as directory
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Change, Changed, Store, clocks

#: What is shown of a record: the first of its texts that says anything.
_SAYS: Mapping[str, tuple[str, ...]] = {
    "meeting": ("title", "date_text", "period"),
    "paragraph": ("text",),
    "item": ("topic", "discussion"),
    "decision": ("text",),
    "assignment": ("name",),
    "attendee": ("name", "designation"),
    "signature": ("name", "designation"),
    "memo": ("number",),
    "recipient": ("text",),
    "correction": ("wrong", "right", "place"),
    "attachment": ("name",),
    "progress": ("text",),
    "letter": ("subject", "to", "body"),
    "obligation": ("text", "topic", "reason"),
    "party": ("name",),
    "holder": ("name",),
    "incoming": ("subject", "sender", "number", "serial"),
    "note": ("text", "who"),
}
#: Letters of it.
_LONG = 120
#: Kinds that are no part of a meeting's text: they come back by themselves.
_ALONE = ("attachment", "progress", "obligation", "party", "holder", "incoming")


@dataclass(frozen=True, slots=True)
class Binned:
    """Something in the bin: a record of a kind, the plain beginning of what it says, the meeting it is of.

    ``when`` is the clock of whoever put it there (None if it cannot be read). ``signed``: its meeting was signed since,
    and it stays where it is.
    """

    record: str
    kind: str
    says: str
    meeting: str
    title: str
    by: str
    when: datetime | None
    signed: bool


def listing(store: Store) -> tuple[Binned, ...]:
    """What was taken out, newest first, but for what lies in something that was taken out, and what says nothing."""
    signed = {
        row["letter"] or row["meeting"]
        for state in meetings.FROZEN
        for row in store.rows("memo", state=state, only=("kind", "meeting", "letter"))
        if row["letter"] or row["kind"] == "minutes"
    }
    known: dict[str, dict[str, Any] | None] = {}

    def row(record: str) -> dict[str, Any] | None:
        if record not in known:
            known[record] = store.row(record)
        return known[record]

    found = []
    for record, _, operation in store.binned():
        above = store.above(record)
        if any((row(one) or {"deleted": False})["deleted"] for one in above):
            continue
        kind = record.partition(".")[0]
        says = _says(kind, row(record) or {}) or _said_inside(store, record)
        if says:
            meeting = next((one for one in (record, *above) if one.startswith("meeting.")), "")
            letter = next((one for one in above if one.startswith("letter.")), "")
            title = _says("meeting", row(meeting) or {}) if meeting else ""
            if letter:
                title = _says("letter", row(letter) or {}) or _said_inside(store, letter)
            stays = meeting in signed and kind not in ("meeting", "correction", *_ALONE)
            # A scan of a signed letter may come back, what is printed of it may not.
            stays |= letter in signed and above[0] == letter
            when = clocks.read(operation.wall)
            found.append(Binned(record, kind, says, meeting, title, operation.by, when, stays))
    return tuple(found)


def take_out(store: Store, record: str, *, by: str) -> Changed:
    """Takes a meeting or a part of one out of the bin, back to where it stood.

    Raises:
        UserError: what it lies in is in the bin itself, its meeting or letter is signed, or the directory
            has another party of its name, or another holder, by now. Nothing has been changed.
    """
    held = store.row(record)
    if held is None or not held["deleted"]:
        return Changed()
    if record.startswith("meeting."):
        return meetings.undelete(store, record, by=by)
    if record.startswith(("party.", "holder.")):
        return directory.undelete(store, record, by=by)
    above = store.above(record)
    for one in reversed(above):
        row = store.row(one)
        if row is not None and row["deleted"]:
            raise UserError(
                N_("“{title}”, which this belongs to, is in the bin itself. Take that out first."),
                title=_says(one.partition(".")[0], row) or _said_inside(store, one),
            )
    letter = next((one for one in above if one.startswith("letter.")), "")
    if letter:
        change = Change(record, {"deleted": False})
        if letter == above[0]:
            letters.refuse_frozen(store, letter, [change])
        return store.write([change], by=by)
    meeting = next((one for one in above if one.startswith("meeting.")), "")
    if record.partition(".")[0] in _ALONE or store.row(meeting) is None:
        return store.write([Change(record, {"deleted": False})], by=by)
    return meetings.take_out(store, meeting, record, by=by)


def _says(kind: str, row: Mapping[str, Any]) -> str:
    for name in _SAYS[kind]:
        # Of a text as long as a book only the beginning is looked at.
        text = tidy(markup.plain(row.get(name, "")[: 20 * _LONG]))
        if text:
            short = text[:_LONG]
            return text if text == short else (short.rpartition(" ")[0] or short) + " …"
    return ""


def _said_inside(store: Store, record: str) -> str:
    """What stands in an item, or what a letter is of, that has no text of its own."""
    if record.startswith("item."):
        for kind in ("decision", "assignment"):
            for row in store.rows(kind, item=record):
                if says := _says(kind, row):
                    return says
    if record.startswith("letter."):
        # Words of its own it need not have: it says what it is about.
        meeting = (store.row(record) or {}).get("meeting")
        return _says("meeting", store.row(meeting) or {}) if meeting else ""
    return ""
