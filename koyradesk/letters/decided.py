"""Decisions as letters speak of them: who carries them out, how far they are, how late they are on a day.

Late (নির্ধারিত সময় অতিক্রান্ত) is due before a day and not done. It is reckoned against that day and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from koyradesk import layout, meetings
from koyradesk.bengali.dating import spell
from koyradesk.carrying import CLOSING
from koyradesk.directory import names as parties
from koyradesk.documents.blocks import flat
from koyradesk.documents.matter import Matter
from koyradesk.errors import UserError
from koyradesk.letters import keeping
from koyradesk.model import AgendaItem, Decision, Meeting
from koyradesk.store import Store

#: Fiscal years begin with July.
_FISCAL = 7
#: Meetings kept at hand while many letters are made.
_AT_HAND = 256


def since(on: date) -> date:
    """The first day of the last fiscal year: what was due before that came in as it was, and awaits nothing."""
    return date(on.year - (2 if on.month < _FISCAL else 1), _FISCAL, 1)


class Decided:
    """The decisions of an office as they stand on a day; what was read once serves all letters of that day."""

    def __init__(self, store: Store, on: date | None) -> None:
        self._store = store
        self.on = on
        self._meetings: dict[str, Meeting | None] = {}
        self._progress: dict[str, list[dict[str, Any]]] | None = None
        self._names: dict[str, str] = {}
        self._due: dict[str, list[tuple[str, str]]] | None = None
        self._spelled: dict[str, str] = {}
        self._reminders: dict[str, list[dict[str, Any]]] | None = None
        self._newest: Meeting | None = None

    def meeting(self, record: str) -> Meeting | None:
        """A meeting by its id; None where it is in the bin or has not arrived."""
        if record not in self._meetings:
            while len(self._meetings) >= _AT_HAND:
                del self._meetings[next(iter(self._meetings))]
            try:
                self._meetings[record] = meetings.get(self._store, record)
            except UserError:
                self._meetings[record] = None
        return self._meetings[record]

    def of(self, meeting: Meeting, party: str = "") -> tuple[Matter, ...]:
        """The decisions of a meeting in its order, all or those that bind a party."""
        return tuple(
            self._matter(meeting, item, one, names, party)
            for item, one, names in _decisions(meeting)
            if not party or _binds(names, party)
        )

    def one(self, meeting: Meeting, decision: str, party: str = "") -> tuple[Matter, ...]:
        """The decision with this id."""
        return tuple(
            self._matter(meeting, item, one, names, party)
            for item, one, names in _decisions(meeting)
            if one.id == decision
        )

    def late(self, party: str) -> tuple[Matter, ...]:
        """What is late for a party that it binds, the oldest meeting first."""
        found: list[Matter] = []
        for record, decision in self._due_of().get(parties.key(party), ()):
            meeting = self.meeting(record)
            found += self.one(meeting, decision, party) if meeting else ()
        return tuple(matter for matter in found if matter.late is not None)

    def late_parties(self) -> tuple[str, ...]:
        """Whom something late binds, by what binds them first."""
        self._due_of()
        return tuple(name for known, name in self._spelled.items() if known and self.late(name))

    def reminders(self, party: str) -> list[dict[str, Any]]:
        """What tells the reminders to a party apart, of those that were there when this was first asked."""
        if self._reminders is None:
            self._reminders = {}
            for row in self._store.rows("letter", kind="reminder", only=keeping.TOLD_BY):
                self._reminders.setdefault(parties.key(row["to"]), []).append(row)
        return self._reminders.get(parties.key(party), [])

    def newest(self) -> Meeting:
        """The newest meeting of the office, whoever's."""
        if self._newest is None:
            rows = self._store.rows("meeting", only=("date", "period"))
            self._newest = meetings.newest(self._store, rows) if rows else Meeting()
        return self._newest

    def _due_of(self) -> dict[str, list[tuple[str, str]]]:
        """What was due before the day, by the key of each party it binds: (meeting, decision), the oldest first."""
        if self._due is None:
            self._due = {}
            for record, wanted in self._due_meetings():
                meeting = self.meeting(record)
                for _, one, names in _decisions(meeting) if meeting else ():
                    for name in names if one.id in wanted else ():
                        self._spelled.setdefault(parties.key(name), name)
                        bound = self._due.setdefault(parties.key(name), [])
                        if (record, one.id) not in bound:
                            bound.append((record, one.id))
        return self._due

    def _due_meetings(self) -> list[tuple[str, set[str]]]:
        """The meetings in which something was due before the day, the oldest first, with the decisions' ids."""
        if self.on is None:
            return []
        begin = since(self.on)
        items: dict[str, set[str]] = {}
        for row in self._store.rows("decision", only=("item", "due")):
            if row["due"] and begin <= row["due"] < self.on and row["item"]:
                items.setdefault(row["item"], set()).add(row["id"])
        by_meeting: dict[str, set[str]] = {}
        for item, wanted in items.items():
            above = self._store.row(item)
            if above is not None and not above["deleted"] and above["meeting"]:
                by_meeting.setdefault(above["meeting"], set()).update(wanted)
        ages = {}
        for one in by_meeting:
            of = self._store.row(one)
            if of is not None and not of["deleted"]:
                ages[one] = meetings.age(of["date"], of["period"])
        return [(one, by_meeting[one]) for one in sorted(ages, key=lambda one: (ages[one], one))]

    def _matter(
        self, meeting: Meeting, item: AgendaItem, decision: Decision, names: tuple[str, ...], party: str
    ) -> Matter:
        reports = self._reports(decision.id, party)
        done = any(row["state"] in CLOSING for row in reports)
        late = None
        if self.on is not None and decision.due and decision.due < self.on and not done:
            late = (self.on - decision.due).days
        return Matter(
            decision=decision.id,
            meeting=meeting.id,
            meeting_title=meeting.title,
            meeting_date=day_of(meeting),
            memo=meeting.memo(),
            serial=item.serial,
            topic=item.topic,
            label=decision.label,
            text=decision.text,
            implementers=names,
            due=decision.due,
            late=late,
            progress=next((row["text"] for row in reversed(reports) if flat(row["text"])), ""),
            count=next((row["count"] for row in reversed(reports) if row["count"] is not None), None),
            done=done,
        )

    def _reports(self, decision: str, party: str) -> list[dict[str, Any]]:
        """What was reported, the oldest first; asked for one party, not what another party reported of itself."""
        if self._progress is None:
            self._progress = {}
            for row in self._store.rows("progress"):
                self._progress.setdefault(row["decision"] or "", []).append(row)
            for rows in self._progress.values():
                rows.sort(key=lambda row: (row["date"] or date.min, row["rank"]))
        rows = self._progress.get(decision, [])
        if not party:
            return rows
        return [row for row in rows if not row["party"] or parties.key(self._name(row["party"])) == parties.key(party)]

    def _name(self, party: str) -> str:
        if party not in self._names:
            self._names[party] = (self._store.row(party) or {"name": ""})["name"]
        return self._names[party]


def day_of(meeting: Meeting) -> str:
    """The day of a meeting as its papers word it."""
    if meeting.date_text or meeting.date is None:
        return meeting.date_text
    return spell(meeting.date, layout.resolve(meeting.layout).date_style)


def implementers(meeting: Meeting) -> tuple[str, ...]:
    """Whom the decisions of a meeting bind, in its order."""
    found = {parties.key(name): name for _, _, names in _decisions(meeting) for name in reversed(names)}
    return tuple(name for key, name in found.items() if key)


def _decisions(meeting: Meeting) -> Iterator[tuple[AgendaItem, Decision, tuple[str, ...]]]:
    """The decisions that say anything, each with its item and the names of those it binds."""
    for item in meeting.items:
        for one in item.decisions:
            if flat(one.text):
                bound = tuple(item.implementers[index] for index in one.implementers) or item.implementers
                yield item, one, tuple(party.name for party in bound if flat(party.name))


def _binds(names: Iterable[str], party: str) -> bool:
    wanted = parties.key(party)
    return any(parties.key(name) == wanted for name in names)
