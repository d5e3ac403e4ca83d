"""Decisions of the last meeting that are still open, and the agenda items that carry them on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import committees, meetings
from koyradesk.bengali import dates
from koyradesk.bengali.dating import spell
from koyradesk.bengali.numbering import nth
from koyradesk.errors import UserError
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Mint
from koyradesk.sentences import sentences
from koyradesk.store import Store

#: A report of progress in one of these states closes its decision.
CLOSING = ("done", "closed")
#: No chain of items that go on from one another is longer; one that is, is a ring.
_LONGEST_CHAIN = 120


@dataclass(frozen=True, slots=True)
class Open:
    """A decision that no one has closed. ``item`` and ``decision`` are ids; ``implementers`` those it binds.

    ``earlier``: it was not decided at the last meeting, but put on from one before; ``period`` is that of ``meeting``.
    """

    item: str
    decision: str
    topic: str
    text: str
    implementers: tuple[Assignment, ...]
    due: date | None
    meeting: str
    period: str
    earlier: bool = False


def open_decisions(store: Store, of: str | Meeting) -> tuple[Open, ...]:
    """The open decisions of a committee's last meeting, in its order, for the next one to carry on.

    ``of`` names the committee; or it is the meeting being prepared, stored or not: then those of the meeting before it
    are given that none of its items carries yet. An item that only put an earlier one on stands for that one.
    """
    committee = of if isinstance(of, str) else of.committee
    before = of if isinstance(of, Meeting) else None
    last = _last(store, committee, before)
    if last is None:
        return ()
    carried = {one.follows for one in before.items} if before else set()
    found = []
    for item in last.items:
        if item.id not in carried:
            found += [one for one in _open(store, last, item) if one.item not in carried]
    return tuple(found)


def carry(of: Open | Sequence[Open], mint: Mint) -> AgendaItem:
    """The agenda item that carries on a decision, or several of one item: its topic and implementers, and what was
    decided quoted in the discussion; what is decided now is left to the meeting."""
    group = [of] if isinstance(of, Open) else list(of)
    first = group[0]
    bound = list(dict.fromkeys(one for other in group for one in other.implementers))
    return AgendaItem(
        topic=first.topic,
        discussion=_quoted(group),
        implementers=tuple(replace(one, id=mint("assignment")) for one in bound),
        id=mint("item"),
        follows=first.item,
    )


def carry_all(every: Iterable[Open], mint: Mint) -> tuple[AgendaItem, ...]:
    """One agenda item for each item that has decisions among these, in their order."""
    groups: dict[str, list[Open]] = {}
    for one in every:
        groups.setdefault(one.item, []).append(one)
    return tuple(carry(group, mint) for group in groups.values())


def _last(store: Store, committee: str, before: Meeting | None) -> Meeting | None:
    """The committee's newest meeting, or the one before the meeting being prepared."""
    rows = [
        row
        for one in committees.called(store, committee)
        for row in store.rows("meeting", committee=one, only=("date", "period"))
    ]
    if before is not None:
        end = meetings.age(before.date, before.period) if before.date or before.period else ""
        rows = [row for row in rows if row["id"] != before.id]
        rows = [row for row in rows if not end or meetings.age(row["date"], row["period"]) <= end]
    return meetings.newest(store, rows) if rows else None


def _open(store: Store, meeting: Meeting, item: AgendaItem) -> Iterator[Open]:
    """The open decisions of an item; of the one it continues where it has decided nothing itself."""
    last = meeting.id
    for _ in range(_LONGEST_CHAIN):
        if item.decisions or not item.follows:
            break
        above = _item(store, item.follows)
        if above is None:
            break
        meeting, item = above
    for one in item.decisions:
        if _has_words(one) and not any(row["state"] in CLOSING for row in store.rows("progress", decision=one.id)):
            bound = tuple(item.implementers[index] for index in one.implementers) or item.implementers
            earlier = meeting.id != last
            yield Open(item.id, one.id, item.topic, one.text, bound, one.due, meeting.id, meeting.period, earlier)


def _has_words(one: Decision) -> bool:
    return bool(one.text.strip())


def _item(store: Store, record: str) -> tuple[Meeting, AgendaItem] | None:
    """An item by its id with its meeting; None where either is gone or has not arrived."""
    row: dict[str, Any] | None = store.row(record)
    if row is None or not row["meeting"]:
        return None
    try:
        meeting = meetings.get(store, row["meeting"])
    except UserError:
        return None
    found = next((one for one in meeting.items if one.id == record), None)
    return (meeting, found) if found else None


def _quoted(group: Sequence[Open]) -> str:
    say = sentences("carried")
    when = "earlier" if group[0].earlier else "last"
    parsed = dates.parse_period(group[0].period)
    if parsed is None:
        when = "last"
    month = spell(date(*parsed, 1), say["month"]) if parsed else ""
    if len(group) == 1:
        return say[when].format(decision=group[0].text.strip(), month=month)
    listed = "\n".join(f"{nth('১।', place)} {one.text.strip()}" for place, one in enumerate(group, 1))
    return say[f"{when}_several"].format(decisions=listed, month=month)
