"""What starts from a letter that came in, and the ties between them: each tie is seen from both its ends.

An agenda item stands in the letter's own record (``item``); an obligation names the letter as its ``source``, a reply
as what it is ``of``. What lies in the bin is no tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import editing, letters, meetings, overview, papers
from koyradesk import layout as layouts
from koyradesk.documents.letters.wording import received_as
from koyradesk.documents.matter import Received
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming import keeping, rows
from koyradesk.incoming.shapes import Incoming
from koyradesk.layout import Layout
from koyradesk.meetings import Listed
from koyradesk.model import AgendaItem, Letter, Meeting
from koyradesk.obligations import writing
from koyradesk.obligations.shapes import Obligation, Rule
from koyradesk.paper_key import PaperKey
from koyradesk.store import Change, Store

#: The label of the line that says what an agenda item goes back to.
_SOURCE = "সূত্র"


@dataclass(frozen=True, slots=True)
class Tie:
    """Something that started from a letter: the ``record`` (an item, an obligation or a letter), what it says, the
    meeting it is in, and how far it is: of a reply the state and number of its memo; of all others "closed" or ""."""

    record: str
    says: str
    meeting: str = ""
    title: str = ""
    day: date | None = None
    state: str = ""
    number: str = ""


def put(store: Store, record: str, *, meeting: str = "", on: date, by: str) -> tuple[Incoming, Meeting, str]:
    """Puts a letter on the agenda of a meeting: its subject as the topic, what it is and asks as the discussion's
    beginning. Without ``meeting`` that is the next one. One in which nothing is asked by a day is settled by it.

    Returns the letter, the meeting and the id of the item.

    Raises:
        UserError: there is no meeting to come; its minutes are signed; the letter stands on an agenda already.
    """
    letter = keeping.get(store, record)
    known = item_of(store, letter)
    if known is not None:
        raise UserError(
            N_("The letter {number} stands on the agenda of “{title}” already. Take it out there first."),
            number=letter.serial,
            title=known.title,
        )
    wanted = meeting or _next(store, on).id
    held = meetings.get(store, wanted)
    look = layouts.resolve(held.layout)
    item = AgendaItem(topic=letter.subject, discussion=discussion(letter, look), id=store.new_id("item"))
    fresh = editing.renumber(replace(held, items=(*held.items, item)), held)
    fields: dict[str, Any] = {"item": item.id}
    if letter.closed is None and letter.due is None:
        fields |= keeping.closing(letter.id, "meeting", on=max(on, letter.received or on), led_to=item.id).set
    saved = meetings.write(store, fresh, by=by, base=held, beside=[Change(letter.id, fields)])
    return keeping.get(store, letter.id), saved.meeting, item.id


def discussion(letter: Incoming, look: Layout) -> str:
    """How the discussion of a letter begins: what it is, and what it asks."""
    said = reference(letter, look)
    first = f"{_SOURCE}: {said}।" if said else ""
    return "\n".join(part for part in (first, letter.asked) if part)


def reference(letter: Incoming, look: Layout) -> str:
    """A letter as papers refer to it: … কার্যালয়ের … তারিখের … নম্বর স্মারক."""
    if not letter.sender:
        return ""
    return received_as(Received(letter.sender, letter.number, letter.date, letter.subject), look)


def upcoming(store: Store, on: date) -> tuple[Listed, ...]:
    """The meetings that a letter can be put to: those to come, the soonest first, then those without a day."""
    every = meetings.listing(store)
    ahead = [one.meeting for one in overview.overview(every, on).ahead]
    undated = [one for one in every if one.date is None and one.state not in meetings.FROZEN and not one.number]
    return (*ahead, *undated)


def _next(store: Store, on: date) -> Listed:
    found = upcoming(store, on)
    if not found:
        raise UserError(N_("There is no meeting to come. Begin the next meeting first, then put the letter on it."))
    return found[0]


def oblige(
    store: Store,
    record: str,
    *,
    parties: Sequence[str] = (),
    text: str = "",
    due: date | None = None,
    on: date,
    by: str,
) -> tuple[Incoming, Obligation]:
    """Follows what a letter asks as an obligation: by its day, or ``due``; bound is who it was marked to, or
    ``parties``. The letter is settled by it.

    Raises:
        UserError: no day is known, nobody is named, or nothing says what is to be done (``obligations.writing.add``).
    """
    letter = keeping.get(store, record)
    day = due or letter.due
    if day is None:
        raise UserError(N_("Say by which day it is to be done. Without a day nothing can be late."))
    names = [name for name in parties if name.strip()] or [letter.marked]
    _, look = papers.office_look(store)
    with store.together():
        made = writing.add(
            store,
            text=text or letter.asked or letter.subject,
            parties=names,
            rule=Rule("date", day),
            # What was due before it came was asked for at once.
            begun=min(letter.received or on, day),
            topic=letter.subject if (text or letter.asked) else "",
            source=letter.id,
            source_text=reference(letter, look),
            by=by,
        )
        if letter.closed is None:
            settled = keeping.closing(letter.id, "obligation", on=max(on, letter.received or on), led_to=made.id)
            store.write([settled], by=by)
    return keeping.get(store, letter.id), made


def reply(store: Store, record: str, *, today: date, by: str) -> Letter:
    """The reply in the making to a letter, drafted where there is none yet. When it is despatched, the letter is
    settled by it."""
    key = letters.settled(store, PaperKey("reply", of=record))
    held = letters.find(store, key)
    if held is not None and held.memo().state not in meetings.FROZEN:
        return held
    return letters.write(store, letters.draft(store, key, today=today), by=by).letter


# Ties


def ties(store: Store, letter: Incoming) -> tuple[Tie, ...]:
    """All that started from a letter: its agenda item, the obligations, the replies."""
    item = item_of(store, letter)
    return (*((item,) if item else ()), *_obligations(store, letter.id), *_replies(store, letter.id))


def item_of(store: Store, letter: Incoming) -> Tie | None:
    """The agenda item that a letter was put as, unless that, or its meeting, is in the bin."""
    row = store.row(letter.item) if letter.item else None
    held = store.row(row["meeting"]) if row and row["meeting"] and not row["deleted"] else None
    if row is None or held is None or held["deleted"]:
        return None
    return Tie(row["id"], row["topic"], held["id"], held["title"] or held["date_text"], held["date"])


def _obligations(store: Store, letter: str) -> tuple[Tie, ...]:
    found = store.rows("obligation", source=letter, only=("text", "closed", "rule"))
    return tuple(
        Tie(
            row["id"],
            row["text"],
            day=date.fromisoformat(row["rule"]["on"]) if (row["rule"] or {}).get("on") else None,
            state="closed" if row["closed"] else "",
        )
        for row in found
    )


def _replies(store: Store, letter: str) -> tuple[Tie, ...]:
    found = []
    for row in store.rows("letter", kind="reply", of=letter, only=("subject", "to")):
        memos = store.rows("memo", letter=row["id"], only=("number", "date", "state"))
        memo = next((one for one in memos if one["state"] != "void"), None) or {"number": "", "date": None, "state": ""}
        state = memo["state"] or "draft"
        found.append(Tie(row["id"], row["subject"] or row["to"], day=memo["date"], state=state, number=memo["number"]))
    return tuple(found)


def came_from(store: Store, record: str) -> Incoming | None:
    """The letter that an agenda item, an obligation or a reply started from; None for what started otherwise."""
    kind = record.partition(".")[0]
    if kind == "item":
        found = store.rows("incoming", item=record)
        return rows.letter(found[0]) if found else None
    name = {"obligation": "source", "letter": "of"}.get(kind)
    source = ((store.row(record) or {}).get(name) or "") if name else ""
    row = store.row(source) if source.startswith("incoming.") else None
    return rows.letter(row) if row is not None and not row["deleted"] else None


def stands(store: Store, letter: Incoming) -> bool:
    """Is a letter settled, and what settled it still there? What lies in the bin settles nothing."""
    if letter.closed is None:
        return False
    row = store.row(letter.by) if letter.by else None
    return row is None or not row["deleted"]
