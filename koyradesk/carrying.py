"""Decisions that no committee has closed, and the agenda items that carry them on.

What is open is what ``obligations.standing`` says: a decision with a rule, or with a day of its own, until a committee
closes it. A decision that nobody set a rule for is offered at the meeting after it. What came from elsewhere is offered
to every committee; the item of a meeting that carries it has an id that is made of both (``carrier``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from koyradesk import clock, committees, meetings, records
from koyradesk.bengali import dates
from koyradesk.bengali.dating import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.numbering import nth
from koyradesk.bengali.text import nfc
from koyradesk.directory.names import key
from koyradesk.model import AgendaItem, Assignment, Meeting, Mint
from koyradesk.obligations import rules
from koyradesk.obligations.counting import Counted, counted
from koyradesk.obligations.lineage import above
from koyradesk.obligations.minuted import Decided, decided, saying
from koyradesk.obligations.shapes import Obligation, Rule
from koyradesk.obligations.standing import Standing
from koyradesk.sentences import sentences
from koyradesk.store import Store

#: A report on a whole decision in one of these states closes it: so older programs wrote it.
CLOSING = ("done", "closed")


@dataclass(frozen=True, slots=True)
class Open:
    """A decision that no one has closed. ``item`` and ``decision`` are ids; ``implementers`` those it binds.

    ``earlier``: it was not decided at the last meeting, but put on from one before; ``period`` is that of ``meeting``.
    ``lying``: the last meeting neither decided nor put it on. ``done`` of its ``tasks`` are carried out; it is ``late``
    by so many days on the day that was asked for.
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
    lying: bool = False
    obligation: str = ""
    rule: Rule | None = None
    done: int = 0
    tasks: int = 0
    late: int = 0
    #: The last report in words, where one party alone is bound.
    words: str = ""
    #: Of what came from elsewhere: from whom, in words, and the id of the item that carries it at the meeting asked of.
    source: str = ""
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision that an item of a meeting carries, and what that meeting itself decided of it so far."""

    of: Open
    decided: Decided | None = None


def open_decisions(store: Store, of: str | Meeting, *, standing: Standing | None = None) -> tuple[Open, ...]:
    """The open decisions of a committee, for its next meeting to carry on: those of the last meeting in its order, with
    what it put on, then what has been lying since before.

    ``of`` names the committee; or it is the meeting being prepared, stored or not: then those of the meetings before it
    are given that none of its items carries yet. An item that only put an earlier one on stands for that one.
    ``standing`` says which day it is, today without it.
    """
    committee = of if isinstance(of, str) else of.committee
    before = of if isinstance(of, Meeting) else None
    standing = standing or Standing(store, clock.today(store).day)
    rows = _meetings(store, committee, before)
    newest = max(rows, key=lambda row: (meetings.age(row["date"], row["period"]), row["id"]), default=None)
    last = newest["id"] if newest else ""
    elsewhere = tuple(_elsewhere(store, standing, before, last)) if before and before.id else ()
    if not last:
        return elsewhere
    reading = _Reading(store, standing)
    carried = {one for item in before.items if item.follows for one in above(store, item.follows)} if before else set()
    found: dict[str, Open] = {}
    for item in store.rows("item", meeting=last, only=()):
        for one in reading.of_chain(item["id"], last):
            # An item that put it on, or the one that it was decided in, may be what is carried.
            if item["id"] not in carried and one.item not in carried:
                found.setdefault(one.decision, one)
    known = {row["id"] for row in rows}
    lying = [one for one in standing.open if one.meeting in known and one.decision not in found]
    left = reading.opened({one.decision: one for one in lying if one.item not in carried}, last)
    left = [replace(one, lying=one.meeting != last, earlier=one.meeting != last) for one in left]
    # What is marked stands before what the last meeting did not speak of.
    return tuple(sorted((*found.values(), *left, *elsewhere), key=lambda one: one.lying))


def carried_by(store: Store, meeting: Meeting, *, standing: Standing | None = None) -> dict[str, tuple[Carried, ...]]:
    """What each item of a meeting carries, by the item's id: what is open, and what this meeting itself decided of."""
    standing = standing or Standing(store, clock.today(store).day)
    said = decided(store, meeting.id) if meeting.id else {}
    found = _carried_elsewhere(meeting, standing, said)
    following = [item for item in meeting.items if item.follows]
    reading = _Reading(store, standing)
    for item in following:
        if every := reading.of_chain(item.follows, "", said.keys()):
            found[item.id] = tuple(Carried(one, said.get(one.obligation)) for one in every)
    return found


def carry(of: Open | Sequence[Open], mint: Mint) -> AgendaItem:
    """The agenda item that carries on a decision, or several of one item: its topic and implementers, and what was
    decided quoted in the discussion, with how far it is; what is decided now is left to the meeting."""
    group = [of] if isinstance(of, Open) else list(of)
    first = group[0]
    if first.carrier:
        bound_to = tuple(replace(one, id=mint("assignment")) for one in first.implementers)
        return AgendaItem("", first.topic, _from_elsewhere(first), (), bound_to, first.carrier)
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
        groups.setdefault(one.item or one.carrier, []).append(one)
    return tuple(carry(group, mint) for group in groups.values())


def carrier(obligation: str, meeting: str) -> str:
    """The id of the item in which a meeting speaks of what came from elsewhere."""
    return records.derived("item", records.split(obligation)[1], obligation, meeting)


def from_elsewhere(standing: Standing, every: Sequence[Obligation], meeting: str) -> list[Open]:
    """What came from elsewhere, as it is offered to a meeting."""
    told, counts = standing.told(every), counted(standing, every)
    found = []
    for of in every:
        count = counts.get(of.id, Counted())
        found.append(
            Open(
                item="",
                decision="",
                topic=of.topic,
                text=of.text,
                implementers=tuple(Assignment(name=name) for name in told[of.id].names),
                due=of.extended or (rules.day(of.rule) if of.rule else None),
                meeting="",
                period="",
                obligation=of.id,
                rule=of.rule,
                done=count.done,
                tasks=count.total,
                late=count.late,
                words=count.words,
                source=of.source_text,
                carrier=carrier(of.id, meeting),
            )
        )
    return found


def _elsewhere(store: Store, standing: Standing, before: Meeting, last: str) -> Iterable[Open]:
    """What came from elsewhere and no item of a meeting carries yet; it lies, unless the last meeting spoke of it or a
    committee of the same name sent it."""
    items = {item.id for item in before.items}
    every = [one for one in standing.open if not one.decision and carrier(one.id, before.id) not in items]
    spoken = {carrier(one.id, last) for one in every} if last else set()
    there = {row["id"] for row in store.rows("item", id=spoken, only=())} if spoken else set()
    name = key(before.committee)
    for one in from_elsewhere(standing, every, before.id):
        was_carried = bool(last) and carrier(one.obligation, last) in there
        meant = bool(name) and name in key(one.source)
        yield replace(one, lying=not (was_carried or meant))


def _carried_elsewhere(
    meeting: Meeting, standing: Standing, said: Mapping[str, Decided]
) -> dict[str, tuple[Carried, ...]]:
    items = {item.id for item in meeting.items}
    open_ones = [one for one in standing.open if not one.decision]
    ended = [one for one in standing.get(said.keys() - {one.id for one in open_ones}) if not one.decision]
    every = [one for one in (*open_ones, *ended) if carrier(one.id, meeting.id) in items] if items else []
    found = from_elsewhere(standing, every, meeting.id) if every else []
    return {one.carrier: (Carried(one, said.get(one.obligation)),) for one in found}


def _from_elsewhere(one: Open) -> str:
    say = sentences("carried")
    return nfc(say["from" if one.source else "before"].format(source=one.source, decision=one.text.strip()))


class _Reading:
    """Decisions as they are offered, many read at once."""

    def __init__(self, store: Store, standing: Standing) -> None:
        self._store, self._standing = store, standing

    def of_chain(self, item: str, last: str, also: Collection[str] = ()) -> tuple[Open, ...]:
        """The open decisions of an item and of those it continues, the newest item first; ``also``: obligations that
        are given though they are closed.

        What nobody set a rule for is left behind once an item that goes on from it has decided something itself.
        """
        found: dict[str, Obligation] = {}
        items = above(self._store, item)
        said = saying(self._store, items)
        behind = False
        for one in items:
            rows = [row for row in self._store.rows("decision", item=one) if row["id"] not in said]
            every = self._standing.of_decisions([row["id"] for row in rows])
            for row in rows:
                of = every.get(row["id"])
                if of and (of.id in also or (of.closed is None and not (behind and of.rule is None))):
                    found[row["id"]] = of
            behind = behind or any(row["text"].strip() for row in rows)
        return tuple(self.opened(found, last))

    def opened(self, wanted: dict[str, Obligation], last: str) -> list[Open]:
        """Obligations by their decisions, as they are offered, in their order; ``last``: the committee's last meeting.

        Those that somebody reported as a whole to be done, in an older program, are none.
        """
        store = self._store
        reports = store.rows("progress", decision=set(wanted), only=("decision", "state")) if wanted else []
        whole = {row["decision"] for row in reports if row["state"] in CLOSING}
        wanted = {record: of for record, of in wanted.items() if record not in whole and _is_meant(of)}
        if not wanted:
            return []
        counts = counted(self._standing, wanted.values())
        items = {row["id"]: row for row in store.rows("item", id={of.item for of in wanted.values()})}
        bound: dict[str, list[dict[str, Any]]] = {}
        for each in store.rows("assignment", item=set(items)):
            bound.setdefault(each["item"], []).append(each)
        held = {of.meeting for of in wanted.values()}
        periods = {row["id"]: row["period"] for row in store.rows("meeting", id=held, only=("period",))}
        rows = {row["id"]: row for row in store.rows("decision", id=set(wanted))}
        found = []
        for record, of in wanted.items():
            row, item = rows.get(record), items.get(of.item)
            if row is None or item is None or of.meeting not in periods or not row["text"].strip():
                continue
            named = set(row["implementers"] or ())
            every = bound.get(of.item, [])
            whom = [one for one in every if one["id"] in named] or every
            counts_of = counts.get(of.id, Counted())
            found.append(
                Open(
                    item=of.item,
                    decision=record,
                    topic=item["topic"],
                    text=row["text"],
                    implementers=tuple(_assignment(one) for one in whom),
                    due=of.extended or row["due"],
                    meeting=of.meeting,
                    period=periods[of.meeting],
                    earlier=bool(last) and of.meeting != last,
                    obligation=of.id,
                    rule=of.rule,
                    done=counts_of.done,
                    tasks=counts_of.total,
                    late=counts_of.late,
                    words=counts_of.words,
                )
            )
        return found


def _is_meant(of: Obligation) -> bool:
    """What is for information only is not carried on."""
    return of.rule is None or of.rule.kind != "information"


def _assignment(row: dict[str, Any]) -> Assignment:
    return Assignment(row["label"], row["name"], row["many"], row["id"])


def _meetings(store: Store, committee: str, before: Meeting | None) -> list[dict[str, Any]]:
    """The committee's meetings; with ``before`` those before the meeting being prepared."""
    rows = [
        row
        for one in committees.called(store, committee)
        for row in store.rows("meeting", committee=one, only=("date", "period"))
    ]
    if before is None:
        return rows
    end = meetings.age(before.date, before.period) if before.date or before.period else ""
    rows = [row for row in rows if row["id"] != before.id]
    return [row for row in rows if not end or meetings.age(row["date"], row["period"]) <= end]


def _quoted(group: Sequence[Open]) -> str:
    say = sentences("carried")
    when = "earlier" if group[0].earlier else "last"
    parsed = dates.parse_period(group[0].period)
    if parsed is None:
        when = "last"
    month = spell(date(*parsed, 1), say["month"]) if parsed else ""
    if len(group) == 1:
        how_far = _how_far(group[0], say)
        return say[when].format(decision=group[0].text.strip(), month=month, progress=how_far and f" {how_far}")
    lines = []
    for place, one in enumerate(group, 1):
        how_far = _how_far(one, say)
        lines.append(f"{nth('১।', place)} {one.text.strip()}" + (f" ({how_far.rstrip('।')})" if how_far else ""))
    return say[f"{when}_several"].format(decisions="\n".join(lines), month=month)


def _how_far(one: Open, say: dict[str, str]) -> str:
    """How much of a decision is carried out; "" where nobody told anything that counts."""
    if one.tasks > 1:
        pattern = say["progress" if one.done else "progress_none"]
        return pattern.format(done=to_bengali(one.done), total=to_bengali(one.tasks))
    if one.done:
        return say["progress_done"]
    return say["progress_words"].format(words=" ".join(one.words.split()).rstrip("।")) if one.words.strip() else ""
