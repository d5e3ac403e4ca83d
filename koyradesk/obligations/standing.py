"""The obligations of an office as they stand on a day: which are open, whom they bind, how far each task is.

A task stands in the store from its opening on (``opening``), or since somebody reported on it. What has not been opened
yet is reckoned from the rule and the directory: its id is made of obligation, period and party, so that every PC of
the office speaks of the same task.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import cast

from koyradesk import records
from koyradesk.bengali import dates
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.obligations import joining, rules, telling
from koyradesk.obligations.shapes import Channel, Measure, Obligation, Outcome, Report, Rule, Task, Told
from koyradesk.store import Store, followed
from koyradesk.uncollected import uncollected

#: Reports by the id of what they are on: a task, or a decision as a whole.
_Reports = dict[str, list[followed.Report]]

#: Behind everyone in the directory.
_LAST = 10**9


def since(on: date) -> date:
    """The first day of the last fiscal year: what a decision of before that had to be done by came in as it was."""
    return date(max(rules.fiscal_year(on) - 1, date.min.year), 7, 1)


class Standing:
    """What is followed, on a day; what was read once serves all that is asked. Every answer is of the day ``on``."""

    def __init__(self, store: Store, on: date) -> None:
        self._store = store
        self.on = on
        self._told: dict[str, Told] = {}
        # The newest period opened, by obligation: None where none was; of what does not recur that is all that counts.
        self._last: dict[str, str | None] = {}

    @cached_property
    def directory(self) -> Directory:
        """Who is meant by which name."""
        return Directory(self._store)

    @cached_property
    def open(self) -> tuple[Obligation, ...]:
        """The obligations with a rule that no committee has closed, the oldest decision first.

        A decision with a day of its own is one as well, while nobody set another rule.
        """
        rows = self._store.obligations()
        virtual = [self._of_decision(row) for row in self._store.due_decisions(since(self.on))]
        self._last |= dict.fromkeys(one.id for one in virtual)
        ruled = [one for row in rows if _is_there(row) and _is_followed(one := _obligation(row))] + virtual
        return tuple(sorted(ruled, key=lambda one: (one.begun or date.min, one.id)))

    def get(self, ids: Iterable[str]) -> tuple[Obligation, ...]:
        """Obligations by their ids, closed or not, in that order; what is in the bin or unknown is left out."""
        wanted = list(dict.fromkeys(ids))
        found = {row.id: _obligation(row) for row in self._store.obligations(wanted) if _is_there(row)}
        if len(found) < len(wanted):
            found |= {one.id: one for one in self.open if one.id in wanted}
        return tuple(found[one] for one in wanted if one in found)

    def of_decisions(self, decisions: Iterable[str]) -> dict[str, Obligation]:
        """What each of some decisions obliges to, by the decision's id; one that nobody set a rule for, and that has
        no day of its own, has an obligation without a rule."""
        wanted = list(decisions)
        kept = [records.derived("obligation", self._store.office, one) for one in wanted]
        found = {row.decision: _obligation(row) for row in self._store.obligations(kept) if row.decision}
        for row in self._store.due_decisions(date.min, [one for one in wanted if one not in found]):
            found[row.decision or ""] = self._of_decision(row)
        return found

    def tasks(self, of: Iterable[Obligation], *, planned: bool = True) -> dict[str, tuple[Task, ...]]:
        """The tasks of some obligations with what was reported, by the obligation's id: by period, then in the
        directory's order. ``planned``: with those that ought to stand in the store by now and do not."""
        every = {one.id: one for one in of}
        rows = self._store.tasks(every)
        reports = self._reports([row.id for row in rows], [one.decision for one in every.values() if one.decision])
        found: dict[str, list[Task]] = {one: [] for one in every}
        for one, task in self._stored(every, rows, reports):
            found[one.id].append(task)
        if planned:
            for one, task in self._planned([one for one in every.values() if one.closed is None], reports):
                found[one.id].append(task)
        return {one: tuple(sorted(tasks, key=self._order)) for one, tasks in found.items()}

    def open_tasks(self) -> tuple[tuple[Obligation, Task], ...]:
        """Every task that the committee has not closed, of every open obligation, with what was reported: what was due
        first comes first, what is never due comes last."""
        # The first page, the number on the rail, the list of decisions and the reminders all ask after each write.
        return self._open_tasks

    @cached_property
    @uncollected
    def _open_tasks(self) -> tuple[tuple[Obligation, Task], ...]:
        every = {one.id: one for one in self.open}
        rows, reports = self._store.open_tasks(), self._reports(None, None)
        # What does not recur was opened where one of its tasks tells so: only for the others it is looked up.
        opened = {row[1] for row in rows if row[5] is not None and not row[10]}
        self._last |= {one: "" for one in opened if one in every and not _recurs(every[one])}
        if self.directory.twins:
            closed = joining.further(self._store, self.directory, rows)
            rows = [*rows, *closed]
            reports |= self._reports([row[0] for row in closed if row[7]], ())
        pairs = list(self._stored(every, rows, reports))
        pairs += self._planned(self.open, reports)
        place = {one: number for number, one in enumerate(every)}
        places, never = self._places, date.max
        # The order of ``_order``, written out: it is asked for thousands. The number keeps tasks from being compared.
        ordered = [
            (task.due or never, place[one.id], task.period, places.get(task.party, _LAST), task.name, task.id, number)
            for number, (one, task) in enumerate(pairs)
        ]
        ordered.sort()
        return tuple([pairs[row[-1]] for row in ordered])

    def all_tasks(self, first: date, last: date) -> tuple[tuple[Obligation, Task], ...]:
        """Every open task (see ``open_tasks``), and of those that the committee closed the ones that were due from one
        day to another, both included, or never; for counting what was done."""
        rows = joining.ended(self._store, self.directory, self._store.ended_tasks(first, last), first, last)
        every = {row.id: _obligation(row) for row in self._store.obligations({row[1] for row in rows})}
        reports = self._reports([row[0] for row in rows], {one.decision for one in every.values() if one.decision})
        return (*self.open_tasks(), *self._stored(every, rows, reports))

    def _order(self, task: Task) -> tuple[str, int, str, str]:
        """By period; then those of the directory in its order, others by name."""
        return task.period, self._places.get(task.party, _LAST), task.name, task.id

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one: place for place, one in enumerate(self.directory.parties)}

    def told(self, of: Iterable[Obligation]) -> dict[str, Told]:
        """What obligations say, by their ids; each is read once."""
        every = [one for one in of if one.id not in self._told]
        if every:
            self._told |= telling.told(self._store, every)
        return self._told

    # What ought to be there by now

    def _planned(self, of: Iterable[Obligation], reports: _Reports) -> list[tuple[Obligation, Task]]:
        """The tasks of periods that have begun, as far as they do not stand in the store."""
        every = list(of)
        self._last |= self._store.last_periods([one.id for one in every if one.id not in self._last])
        wanted = [(one, periods) for one in every if (periods := self._unopened(one))]
        if not wanted:
            return []
        self.told(one for one, _ in wanted)
        begun = {(one.id, period.key) for one, periods in wanted for period in periods}
        rows = [
            row for row in self._store.tasks([one.id for one, _ in wanted]) if (row.obligation, row.period) in begun
        ]
        known = {row.id for row in rows}
        held = {(row.obligation, row.period, who) for row in rows for who in self._called(row)}
        return [
            (one, self._told_of(one, task, reports))
            for one, periods in wanted
            for period in periods
            for task in self._of_period(one, period)
            if task.id not in known and not held & {(one.id, period.key, who) for who in (task.party, key(task.name))}
        ]

    def _called(self, row: followed.Task) -> Iterator[str]:
        """All that a stored task's party may be called where it is reckoned again: a name that was told of before it
        came into the directory, or stands there twice, makes no second row."""
        if row.party:
            party = self.directory.meant(row.party)
            yield party
            known = self.directory.parties.get(party)
            if known is not None and key(known.name) != key(row.name):
                return
        yield key(row.name)
        named = self.directory.find(row.name)
        if named is not None:
            yield named.id

    def _unopened(self, one: Obligation) -> list[rules.Period]:
        """The periods that have begun and were not opened."""
        last = self._last[one.id]
        if last is not None and one.rule is not None and not _recurs(one):
            return []
        return list(rules.periods(one.rule, one.begun or self.on, self.on, last or ""))

    def _of_period(self, one: Obligation, period: rules.Period) -> Iterator[Task]:
        """A task for each who is bound when the period opens."""
        day = opening(one, period.first) or self.on
        due = period.due if period.key else one.extended or period.due
        seen = set()
        for name in self._told[one.id].names:
            for bound in self.directory.expand(name, day):
                record = task_id(self._store.office, one.id, period.key, bound.party or key(bound.name))
                if record not in seen:
                    seen.add(record)
                    yield Task(record, one.id, bound.name, bound.party, period.key, day, due)

    # What was reported

    def _reports(self, tasks: Iterable[str] | None, decisions: Iterable[str] | None) -> _Reports:
        """The reports by task, and those on decisions as wholes by decision, the oldest first; None for all of them."""
        found: _Reports = {}
        for row in self._store.reports(tasks, decisions):
            found.setdefault(row.task or row.decision or "", []).append(row)
        for rows in found.values():
            if len(rows) > 1:
                rows.sort(key=_when)
        return found

    def _stored(
        self, every: Mapping[str, Obligation], rows: Iterable[followed.TaskRow], reports: _Reports
    ) -> Iterator[tuple[Obligation, Task]]:
        """Tasks as they are stored, of some obligations by their ids, with what was reported on them."""
        days: dict[str, tuple[date | None, date | None]] = {}
        get, told_on, iso = every.get, reports.get, _day
        also: Mapping[str, tuple[str, ...]] = {}
        if self.directory.twins:
            rows, also = joining.joined(self.directory, rows)
        for record, of, party, name, period, opened, due, closed, closed_in, outcome, deleted in rows:
            one = get(of)
            if one is None:
                continue
            if of not in days:
                days[of] = self._days(one)
            own, otherwise = days[of]
            told, others = told_on(record), also.get(record, ()) if also else ()
            if others:
                told = sorted((row for it in (record, *others) for row in told_on(it) or ()), key=_when)
            task = Task(
                record,
                of,
                name,
                party or "",
                period,
                iso(opened) if opened else None,
                (own if own is not None and not period and not closed else iso(due)) or otherwise,
                iso(closed) if closed else None,
                closed_in or "",
                cast(Outcome, outcome),
                tuple([_report(one, record) for one in told]) if told else (),
                not deleted,
                others,
            )
            yield one, self._told_of(one, task, reports) if one.decision in reports else task

    def _days(self, one: Obligation) -> tuple[date | None, date | None]:
        """The day that all stored tasks of an obligation are due which does not recur, whatever was known when somebody
        reported on it first; and the day that goes for those that have none."""
        own = one.extended or rules.day(one.rule) if one.rule and one.rule.kind in ("date", "month") else None
        return own, self._next_meeting(one)

    def _told_of(self, one: Obligation, task: Task, reports: _Reports) -> Task:
        """With what was told of its decision as a whole, or of its party in it."""
        whole = [row for row in reports.get(one.decision, ()) if self._is_of(row, task)] if one.decision else []
        due = task.due or self._next_meeting(one)
        if not whole and due == task.due:
            return task
        own = [row for one in (task.id, *task.also) for row in reports.get(one, ())]
        rows = sorted([*own, *whole], key=_when)
        return task._replace(due=due, reports=tuple(_report(row, task.id) for row in rows))

    def _is_of(self, row: followed.Report, task: Task) -> bool:
        if not row.party:
            return True
        party = self.directory.meant(row.party)
        named = self.directory.parties.get(party)
        return party == task.party or (named is not None and key(named.name) == key(task.name))

    def _next_meeting(self, one: Obligation) -> date | None:
        """The day of the committee's next meeting after the decision, as far as it is set, of what is due then."""
        if one.rule is None or one.rule.kind != "next_meeting":
            return None
        if one.extended or one.begun is None:
            return one.extended
        days = self._meeting_days.get(one.committee, [])
        place = bisect_right(days, one.begun)
        return days[place] if place < len(days) else None

    @cached_property
    def _meeting_days(self) -> dict[str, list[date]]:
        found: dict[str, list[date]] = {}
        for committee, day in self._store.held():
            found.setdefault(committee, []).append(date.fromisoformat(day))
        return found

    def _of_decision(self, row: followed.Decision) -> Obligation:
        """A decision that nobody set a rule for: its own day is its rule, if it has one."""
        return Obligation(
            id=records.derived("obligation", self._store.office, row.decision or ""),
            decision=row.decision or "",
            item=row.item or "",
            meeting=row.meeting or "",
            committee=row.committee or "",
            begun=_begun(row.held, row.period),
            rule=Rule("date", _day(row.due)) if row.due else None,
        )


def opening(of: Obligation, first: date | None) -> date | None:
    """The day a period opens on: its first, or that of a decision in the midst of it; the same on every PC."""
    return max((day for day in (first, of.begun) if day is not None), default=None)


def task_id(office: str, obligation: str, period: str, party: str) -> str:
    """The id of the task of a party (an id of the directory, or the key of a name) in a period."""
    return records.derived("task", office, obligation, period, party)


def _begun(held: str | None, period: str | None) -> date | None:
    """The day of a decision: its meeting's, else the first of its month."""
    if held or not period:
        return _day(held)
    # Old papers were read in with months of any wording.
    month = dates.parse_period(period)
    return date(*month, 1) if month else None


def _is_there(row: followed.Obligation) -> bool:
    """Has it anything to say? The decision it is of may be in the bin, or may not have arrived."""
    return row.decision is None or row.meeting is not None or bool(row.text)


def _recurs(one: Obligation) -> bool:
    return one.rule is not None and one.rule.kind == "recurring"


def _is_followed(one: Obligation) -> bool:
    return one.rule is not None and one.rule.kind != "information"


def _obligation(row: followed.Obligation) -> Obligation:
    rule, there = _rule(row.rule), row.meeting is not None
    if (rule is None or (rule.kind == "date" and rule.on is None)) and there and row.decided_due:
        rule = Rule("date", _day(row.decided_due))
    # By their places: there are thousands, and names take half as long again.
    return Obligation(
        row.id,
        (row.decision or "") if there else "",
        (row.item or "") if there else "",
        row.meeting or "",
        row.committee or "",
        _day(row.begun) or _begun(row.held, row.month),
        rule,
        _measure(row.measure),
        row.topic,
        row.text,
        tuple(json.loads(row.parties)) if row.parties else (),
        tuple(json.loads(row.returns)) if row.returns else (),
        row.source or "",
        row.source_text,
        row.follows or "",
        _day(row.extended),
        row.extended_in or "",
        _day(row.closed),
        row.closed_in or "",
        cast(Outcome, row.outcome),
        row.reason,
        True,
    )


# An office has few rules, measures and days, and very many rows that have them.
@lru_cache(maxsize=1024)
def _rule(text: str | None) -> Rule | None:
    return rules.rule(json.loads(text)) if text else None


@lru_cache(maxsize=1024)
def _measure(text: str | None) -> Measure:
    return rules.measure(json.loads(text) if text else None)


@lru_cache(maxsize=8192)
def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _when(row: followed.Report) -> tuple[str, str, str]:
    return row.date or "", row.rank, row.id


def _report(row: followed.Report, task: str) -> Report:
    return Report(
        row.id,
        task,
        _day(row.date),
        row.value,
        # "closed" is what older programs called it.
        row.state in ("done", "closed"),
        row.text,
        row.reporter,
        cast(Channel, row.channel),
    )
