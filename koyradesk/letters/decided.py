"""Decisions as letters speak of them: who carries them out, how far they are, how late they are on a day.

What is followed is asked of ``obligations.standing``; here it is put together for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from koyradesk import binding, layout, meetings
from koyradesk.bengali.dating import spell
from koyradesk.directory.names import key
from koyradesk.documents.blocks import flat
from koyradesk.documents.matter import Matter, Share
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.letters import keeping
from koyradesk.model import AgendaItem, Decision, Meeting
from koyradesk.obligations import words
from koyradesk.obligations.shapes import Measure, Obligation, Rule, Task, Told
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store

#: Meetings kept at hand while many letters are made.
_AT_HAND = 256
#: A decision that nobody set a rule for goes on: what was reported of it is told all the same.
_GOES_ON = Rule("standing")
#: Papers are in Bengali.
_BN = "bn"


class Decided:
    """The decisions of an office as they stand on a day; what was read once serves all letters of that day.

    Without a day (``on`` None) nothing is late, and nothing is told of how far things are.
    """

    def __init__(self, store: Store, on: date | None) -> None:
        self._store = store
        self.on = on
        self.standing = Standing(store, on or date.max)
        self._meetings: dict[str, Meeting | None] = {}
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

    def newest(self) -> Meeting:
        """The newest meeting of the office, whoever's."""
        if self._newest is None:
            rows = self._store.rows("meeting", only=("date", "period"))
            self._newest = meetings.newest(self._store, rows) if rows else Meeting()
        return self._newest

    # Who is meant

    def who(self, name: str, party: str = "") -> str:
        """What two names of one party have in common."""
        return self.standing.directory.who(name, party)

    def named(self, name: str, party: str) -> str:
        """What a party is called today; one that is in the directory no more, as it was."""
        known = self.standing.directory.parties.get(party) if party else None
        return known.name if known else name

    def bound(self, meeting: Meeting, names: Iterable[str]) -> tuple[str, ...]:
        """Whom the names stand for on the day of a meeting, each once: groups are everyone in them."""
        return tuple(one.name for one in self.standing.directory.bound(names, meeting.date).values())

    def _binds(self, meeting: Meeting, names: Iterable[str], party: str) -> bool:
        wanted = self.who(party)
        return any(self.who(one) == wanted for one in (*names, *self.bound(meeting, names)))

    # The decisions of a meeting

    def of(self, meeting: Meeting, party: str = "") -> tuple[Matter, ...]:
        """The decisions of a meeting in its order, all or those that bind a party."""
        rows = [one for one in _decisions(meeting) if not party or self._binds(meeting, one[2], party)]
        followed = self.standing.of_decisions([one.id for _, one, _ in rows if one.id])
        tasks = self.standing.tasks(map(_going_on, followed.values())) if self.on else {}
        found = []
        for item, one, names in rows:
            matter = _of_meeting(meeting, item, one, names)
            if of := followed.get(one.id):
                matter = self._stands(matter, of, self._share_of(party, tasks.get(of.id, ())))
            found.append(matter)
        return tuple(found)

    def _share_of(self, party: str, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        if not party:
            return tasks
        return tuple(task for task in tasks if self.who(task.name, task.party) == self.who(party))

    def _stands(self, matter: Matter, of: Obligation, tasks: tuple[Task, ...]) -> Matter:
        """A matter with how far it is: in the newest period, the one before it, and every one in which it is late."""
        periods = sorted({task.period for task in tasks})[-2:]
        periods += [task.period for task in tasks if self.on and task.late(of.measure, self.on)]
        shown = [task for task in tasks if task.period in periods]
        if all(not task.reports and task.closed is None for task in shown) and (of.rule is None or not _awaits(of)):
            shown = []
        return self._with(matter, of, self.in_order(of, shown))

    def in_order(self, of: Obligation, tasks: Iterable[Task]) -> tuple[Task, ...]:
        """By period, and in each as the decision and the groups it names have them."""
        names = self.standing.told([of])[of.id].names
        place = {who: at for at, who in enumerate(self.standing.directory.bound(names, of.begun))}
        return tuple(
            sorted(tasks, key=lambda task: (task.period, place.get(self.who(task.name, task.party), len(place))))
        )

    def _with(self, matter: Matter, of: Obligation, tasks: tuple[Task, ...], *, whole: bool = False) -> Matter:
        """A matter with the rule of its obligation and the shares that are told of it; ``whole``: with every report."""
        shares = tuple(self._share(of, task, whole) for task in tasks)
        waiting = {one.due for one in shares if not one.done} or {one.due for one in shares}
        due = matter.due
        if of.rule is not None and of.rule.kind == "recurring":
            due = None
        elif waiting:
            due = waiting.pop() if len(waiting) == 1 else None
        closed = of.closed is not None or (bool(shares) and all(one.status == "closed" for one in shares))
        outcomes = {of.outcome} if of.closed else {one.outcome for one in shares}
        values = [one.value for one in shares if one.value is not None]
        return replace(
            matter,
            obligation=of.id,
            rule=words.rule_words(of.rule, _BN),
            informs=of.rule is not None and of.rule.kind == "information",
            measure=of.measure.kind if of.rule else "",
            target=words.measure_words(of.measure, _BN) if of.rule else "",
            due=due,
            late=max((one.late for one in shares if one.late), default=None),
            progress=shares[0].text if len(shares) == 1 else "",
            count=sum(values) if values and (len(shares) == 1 or of.measure.kind == "count") else None,
            done=closed or (bool(shares) and all(one.done for one in shares)),
            shares=shares,
            closed=closed,
            outcome=outcomes.pop() if closed and len(outcomes) == 1 else "",
        )

    def _share(self, of: Obligation, task: Task, whole: bool) -> Share:
        said = "\n".join(one.text for one in task.reports if one.text.strip()) if whole else task.words
        return Share(
            name=self.named(task.name, task.party),
            period=words.period_words(of, task, _BN),
            due=task.due,
            late=(task.late(of.measure, self.on) or None) if self.on else None,
            value=task.value,
            told=_told(of.measure, task.value),
            text=said,
            status=task.status(of.measure),
            outcome=task.outcome,
        )

    # What is late

    def late(self, party: str) -> tuple[Matter, ...]:
        """What is late for a party, one share each: the oldest meeting first, in its order, then by period."""
        found = []
        for of, task in self._late.get(self.who(party), ()):
            matter = self._with(self._from_record(of), of, (task,))
            found.append(replace(matter, period=words.period_words(of, task, _BN), due=task.due))
        return tuple(found)

    def late_parties(self) -> tuple[str, ...]:
        """Whom something is late for, by what binds them first."""
        return tuple(self.named(tasks[0][1].name, tasks[0][1].party) for tasks in self._late.values())

    @cached_property
    def _late(self) -> dict[str, list[tuple[Obligation, Task]]]:
        """What is late, by who is to do it."""
        on = self.on
        if on is None:
            return {}
        late = [pair for pair in self.standing.open_tasks() if pair[1].late(pair[0].measure, on)]
        place = self._places([of for of, _ in late])
        found: dict[str, list[tuple[Obligation, Task]]] = {}
        for of, task in sorted(late, key=lambda pair: (place[pair[0].id], pair[1].period)):
            if key(task.name):
                found.setdefault(self.who(task.name, task.party), []).append((of, task))
        return found

    def _places(self, every: Iterable[Obligation]) -> dict[str, tuple[bool, date, str, int, int, str]]:
        """What obligations are ordered by: their meetings' days, and where they stand in them; what came from
        elsewhere comes last."""
        of = {one.id: one for one in every}
        rows: dict[str, dict[str, int]] = {"item": {}, "decision": {}}
        above = {"item": {one.item for one in of.values()}, "decision": {one.decision for one in of.values()}}
        for kind, ids in above.items():
            for at, row in enumerate(self._store.rows(kind, id=ids - {""}, only=()) if ids - {""} else ()):
                rows[kind][row["id"]] = at
        return {
            one.id: (
                not one.meeting,
                one.begun or date.min,
                one.meeting,
                rows["item"].get(one.item, 0),
                rows["decision"].get(one.decision, 0),
                one.id,
            )
            for one in of.values()
        }

    def _from_record(self, of: Obligation) -> Matter:
        """The matter of an obligation by itself, in the words of its decision or its own."""
        meeting = self.meeting(of.meeting) if of.meeting else None
        for item, one, names in _decisions(meeting) if meeting else ():
            if meeting and one.id == of.decision:
                return _of_meeting(meeting, item, one, names)
        told: Told = self.standing.told([of])[of.id]
        return Matter(
            decision=of.decision, topic=told.topic, text=told.text, implementers=told.names, source=of.source_text
        )

    def tasks(self, of: Obligation) -> tuple[Task, ...]:
        """All the tasks of an obligation; of one without a rule what was reported of it all the same."""
        return self.standing.tasks([_going_on(of)])[of.id]

    def one(self, of: Obligation, tasks: Iterable[Task], period: str) -> tuple[Matter, ...]:
        """An obligation with some of its tasks, as they are given, and every word that was reported of them."""
        matter = self._with(self._from_record(of), of, self.in_order(of, tasks), whole=True)
        return (replace(matter, period=period),)

    def reminders(self, party: str) -> list[dict[str, Any]]:
        """What tells the reminders to a party apart, of those that were there when this was first asked."""
        if self._reminders is None:
            self._reminders = {}
            for row in self._store.rows("letter", kind="reminder", only=keeping.TOLD_BY):
                self._reminders.setdefault(self.who(row["to"]), []).append(row)
        return self._reminders.get(self.who(party), [])

    def late_of_group(self, name: str) -> tuple[str, ...]:
        """Of a group for which nothing is late as a whole, those in it for whom something is."""
        known = self.standing.directory.find(name)
        if known is None or known.sort != "group" or self.who(name) in self._late:
            return ()
        members = self.standing.directory.expand(name, self.on)
        return tuple(one.name for one in members if one.who in self._late)

    def refuse_group(self, name: str) -> None:
        """Refuses to remind a group of what its members are reminded of.

        Raises:
            UserError: whom to remind.
        """
        if late := self.late_of_group(name):
            raise UserError(
                N_("{name} is a group: each of it is reminded by a letter of its own. Late are: {names}."),
                name=flat(name),
                names="; ".join(map(flat, late)),
            )


def day_of(meeting: Meeting) -> str:
    """The day of a meeting as its papers word it."""
    if meeting.date_text or meeting.date is None:
        return meeting.date_text
    return spell(meeting.date, layout.resolve(meeting.layout).date_style)


def implementers(meeting: Meeting) -> tuple[str, ...]:
    """Whom the decisions of a meeting bind, in its order."""
    found = {key(name): name for _, _, names in _decisions(meeting) for name in reversed(names)}
    return tuple(name for known, name in found.items() if known)


def _going_on(of: Obligation) -> Obligation:
    return of if of.rule is not None and _awaits(of) else of._replace(rule=_GOES_ON)


def _awaits(of: Obligation) -> bool:
    """Is anything to be done by a rule that somebody set?"""
    return of.rule is not None and of.rule.kind != "information"


def _told(measure: Measure, value: int | None) -> str:
    return words.value_words(measure, value, _BN)


def _of_meeting(meeting: Meeting, item: AgendaItem, one: Decision, names: tuple[str, ...]) -> Matter:
    return Matter(
        decision=one.id,
        meeting=meeting.id,
        meeting_title=meeting.title,
        meeting_date=day_of(meeting),
        memo=meeting.memo(),
        serial=item.serial,
        topic=item.topic,
        label=one.label,
        text=one.text,
        implementers=names,
        due=one.due,
    )


def _decisions(meeting: Meeting) -> Iterator[tuple[AgendaItem, Decision, tuple[str, ...]]]:
    """The decisions that say anything, each with its item and the names of those it binds."""
    for item in meeting.items:
        for one in item.decisions:
            if flat(one.text):
                yield item, one, tuple(party.name for party in binding.whom(item, one) if flat(party.name))
