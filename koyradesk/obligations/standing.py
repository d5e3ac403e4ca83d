"""The obligations of an office as they stand on a day: which are open, whom they bind, how far each task is.

A task stands in the store from its opening on (``opening``), or since somebody reported on it. What has not been opened
yet is reckoned from the rule and the directory: its id is made of obligation, period and party, so that every PC of
the office speaks of the same task.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from koyradesk import records
from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.markup import plain
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Obligation, Report, Rule, Task, Told
from koyradesk.store import Store


class _Row(Protocol):
    def __getitem__(self, name: str, /) -> Any: ...


def since(on: date) -> date:
    """The first day of the last fiscal year: what a decision of before that had to be done by came in as it was."""
    return date(rules.fiscal_year(on) - 1, 7, 1)


class Standing:
    """What is followed, on a day; what was read once serves all that is asked. Every answer is of the day ``on``."""

    def __init__(self, store: Store, on: date) -> None:
        self._store = store
        self.on = on
        self._told: dict[str, Told] = {}

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
        found = [_obligation(row) for row in rows]
        self._last = {row["id"]: row["last_period"] for row in rows}
        found += [self._of_decision(row) for row in self._store.due_decisions(since(self.on))]
        ruled = (one for one in found if one.rule is not None and one.rule.kind != "information")
        return tuple(sorted(ruled, key=lambda one: (one.begun or date.min, one.id)))

    def get(self, ids: Iterable[str]) -> tuple[Obligation, ...]:
        """Obligations by their ids, closed or not, in that order; what is in the bin or unknown is left out."""
        wanted = list(dict.fromkeys(ids))
        found = {row["id"]: _obligation(row) for row in self._store.obligations(wanted)}
        found |= {one.id: one for one in self.open if one.id in wanted}
        return tuple(found[one] for one in wanted if one in found)

    def of_decisions(self, decisions: Iterable[str]) -> dict[str, Obligation]:
        """What each of some decisions obliges to, by the decision's id; one that nobody set a rule for, and that has
        no day of its own, has an obligation without a rule."""
        wanted = list(decisions)
        kept = [records.derived("obligation", self._store.office, one) for one in wanted]
        found = {row["of"]: _obligation(row) for row in self._store.obligations(kept)}
        for row in self._store.due_decisions(date.min, [one for one in wanted if one not in found]):
            found[row["decision"]] = self._of_decision(row)
        return found

    def tasks(self, of: Iterable[Obligation], *, planned: bool = True) -> dict[str, tuple[Task, ...]]:
        """The tasks of some obligations with what was reported, by the obligation's id: by period, then in the order
        of those who are bound. ``planned``: with those that ought to stand in the store by now and do not."""
        every = list(of)
        kept: dict[str, list[Task]] = {one.id: [] for one in every}
        for row in self._store.tasks(list(kept)):
            kept[row["obligation"]].append(_task(row))
        reports = self._reports([task.id for tasks in kept.values() for task in tasks], every)
        return {
            one.id: tuple(self._reported(one, task, reports) for task in self._with_planned(one, kept[one.id], planned))
            for one in every
        }

    def open_tasks(self) -> tuple[tuple[Obligation, Task], ...]:
        """Every task that the committee has not closed, of every open obligation, with what was reported: what was due
        first comes first, what is never due comes last."""
        every = {one.id: one for one in self.open}
        kept: dict[str, list[Task]] = {}
        for row in self._store.tasks():
            if row["obligation"] in every:
                kept.setdefault(row["obligation"], []).append(_task(row))
        pairs = [(every[of], task) for of, tasks in kept.items() for task in tasks]
        pairs += [(one, task) for one in every.values() for task in self._planned(one)]
        reports = self._reports([task.id for _, task in pairs if task.kept], (one for one, _ in pairs))
        found = [(one, self._reported(one, task, reports)) for one, task in pairs]
        return tuple(
            sorted(
                found, key=lambda pair: (pair[1].due or date.max, pair[0].begun or date.min, pair[0].id, pair[1].period)
            )
        )

    def told(self, of: Iterable[Obligation]) -> dict[str, Told]:
        """What obligations say, by their ids; each is read once."""
        every = [one for one in of if one.id not in self._told]
        self._told |= _told(self._store, every)
        return self._told

    # What ought to be there by now

    def _planned(self, one: Obligation) -> Iterator[Task]:
        """Tasks of the periods behind those that were opened already."""
        last = self._last_period(one.id)
        if last is not None and one.rule is not None and one.rule.kind != "recurring":
            return
        for period in rules.periods(one.rule, one.begun or self.on, self.on, last or ""):
            yield from self._of_period(one, period)

    def _with_planned(self, one: Obligation, kept: list[Task], planned: bool) -> list[Task]:
        if not planned or one.closed is not None:
            return kept
        known = {task.id for task in kept}
        return kept + [task for task in self._planned(one) if task.id not in known]

    def _of_period(self, one: Obligation, period: rules.Period) -> Iterator[Task]:
        """A task for each who is bound when the period opens."""
        opened = max(period.first or date.min, one.begun or date.min)
        day = opened if opened > date.min else self.on
        seen = set()
        for name in self.told([one])[one.id].names:
            for bound in self.directory.expand(name, day):
                record = task_id(self._store.office, one.id, period.key, bound.party or key(bound.name))
                if record not in seen:
                    seen.add(record)
                    due = one.extended or period.due if not period.key else period.due
                    yield Task(record, one.id, bound.name, bound.party, period.key, day, due)

    def _last_period(self, obligation: str) -> str | None:
        """The newest period that was opened, None where none was; "" is the only one of what does not recur."""
        if "_last" not in self.__dict__:
            _ = self.open
        if obligation not in self._last:
            row = next(iter(self._store.obligations([obligation])), None)
            self._last[obligation] = row["last_period"] if row else None
        found: str | None = self._last[obligation]
        return found

    # What was reported

    def _reports(self, tasks: list[str], of: Iterable[Obligation]) -> dict[str, list[dict[str, Any]]]:
        """The reports by task, and those on decisions as wholes by decision, the oldest first."""
        found: dict[str, list[dict[str, Any]]] = {}
        decisions = list(dict.fromkeys(one.decision for one in of if one.decision))
        for row in self._store.reports(tasks, decisions):
            found.setdefault(row["task"] or row["decision"], []).append(row)
        return found

    def _reported(self, one: Obligation, task: Task, reports: dict[str, list[dict[str, Any]]]) -> Task:
        due = self._next_meeting(one) if one.rule and one.rule.kind == "next_meeting" and not task.due else task.due
        own = reports.get(task.id, [])
        # What was told of a decision as a whole, or of one party in it, is told of its tasks.
        whole = [row for row in reports.get(one.decision, ()) if self._is_of(row, task)] if one.decision else []
        rows = sorted(own + whole, key=lambda row: (row["date"] or "", row["rank"])) if whole else own
        if not rows and due == task.due:
            return task
        return replace(task, due=due, reports=tuple(_report(row, task.id) for row in rows))

    def _is_of(self, row: dict[str, Any], task: Task) -> bool:
        if not row["party"]:
            return True
        named = self.directory.parties.get(row["party"])
        return row["party"] == task.party or (named is not None and key(named.name) == key(task.name))

    def _next_meeting(self, one: Obligation) -> date | None:
        """The day of the committee's next meeting after the decision, as far as it is set."""
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

    def _of_decision(self, row: _Row) -> Obligation:
        """A decision that nobody set a rule for: its own day is its rule, if it has one."""
        due = row["decision_due"]
        return Obligation(
            id=records.derived("obligation", self._store.office, row["decision"]),
            decision=row["decision"],
            item=row["item"],
            meeting=row["meeting"],
            committee=row["committee"] or "",
            begun=_begun(row),
            rule=Rule("date", date.fromisoformat(due)) if due else None,
        )


def task_id(office: str, obligation: str, period: str, party: str) -> str:
    """The id of the task of a party (an id of the directory, or the key of a name) in a period."""
    return records.derived("task", office, obligation, period, party)


def _begun(row: _Row) -> date | None:
    """The day of a decision: its meeting's, else the first of its month."""
    text = row["held"] or (f"{row['period']}-01" if row["period"] else "")
    return date.fromisoformat(text) if text else None


def _obligation(row: dict[str, Any]) -> Obligation:
    rule = rules.rule(_json(row["rule"]))
    if rule is not None and rule.kind == "date" and rule.on is None and row["decision_due"]:
        rule = replace(rule, on=date.fromisoformat(row["decision_due"]))
    if rule is None and row["decision_due"]:
        rule = Rule("date", date.fromisoformat(row["decision_due"]))
    return Obligation(
        id=row["id"],
        decision=row["decision"] or "",
        item=row["item"] or "",
        meeting=row["meeting"] or "",
        committee=row["committee"] or "",
        begun=_day(row["begun"]) or (_begun(row) if row["meeting"] else None),
        rule=rule,
        measure=rules.measure(_json(row["measure"])),
        topic=row["topic"],
        text=row["text"],
        parties=tuple(_json(row["parties"]) or ()),
        returns=tuple(_json(row["returns"]) or ()),
        source=row["source"] or "",
        source_text=row["source_text"],
        follows=row["follows"] or "",
        extended=_day(row["extended"]),
        extended_in=row["extended_in"] or "",
        closed=_day(row["closed"]),
        closed_in=row["closed_in"] or "",
        outcome=row["outcome"],
        reason=row["reason"],
        kept=True,
    )


def _task(row: dict[str, Any]) -> Task:
    return Task(
        id=row["id"],
        obligation=row["obligation"],
        name=row["name"],
        party=row["party"] or "",
        period=row["period"],
        opened=_day(row["opened"]),
        due=_day(row["due"]),
        closed=_day(row["closed"]),
        closed_in=row["closed_in"] or "",
        outcome=row["outcome"],
        kept=True,
    )


def _report(row: dict[str, Any], task: str) -> Report:
    return Report(
        row["id"],
        task,
        _day(row["date"]),
        row["count"],
        # "closed" is what older programs called it.
        row["state"] in ("done", "closed"),
        row["text"],
        row["reporter"],
        row["channel"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _json(text: str | None) -> Any:
    return json.loads(text) if text else None


def _told(store: Store, every: list[Obligation]) -> dict[str, Told]:
    decided = [one for one in every if one.decision]
    decisions = _by_id(store, "decision", {one.decision for one in decided}, ("label", "text", "item", "implementers"))
    items = _by_id(store, "item", {one.item for one in decided}, ("topic", "serial", "meeting"))
    shown = ("title", "period", "date", "committee")
    meetings = _by_id(store, "meeting", {one.meeting for one in decided}, shown)
    committees = {row["id"]: row["name"] for row in store.rows("committee", deleted=None, only=("name",))}
    bound: dict[str, list[dict[str, Any]]] = {}
    for row in store.rows("assignment", item=set(items), only=("item", "name")) if items else ():
        bound.setdefault(row["item"], []).append(row)
    beside: dict[str, set[str]] = {}
    for row in store.rows("decision", item=set(items), only=("item", "implementers")) if items else ():
        beside.setdefault(row["item"], set()).update(row["implementers"] or ())
    found = {}
    for one in every:
        if one.decision not in decisions or one.item not in items or one.meeting not in meetings:
            found[one.id] = Told(one.text, one.topic, committee=committees.get(one.committee, ""), names=one.parties)
            continue
        decision, item, meeting = decisions[one.decision], items[one.item], meetings[one.meeting]
        named = set(decision["implementers"] or ())
        # Whoever of the list no decision names carries out every one.
        named |= {row["id"] for row in bound.get(one.item, ())} - beside.get(one.item, set())
        names = [row["name"] for row in bound.get(one.item, ()) if not decision["implementers"] or row["id"] in named]
        found[one.id] = Told(
            decision["text"],
            item["topic"],
            item["serial"],
            decision["label"],
            committees.get(meeting["committee"], ""),
            meeting["title"],
            meeting["period"],
            meeting["date"],
            tuple(dict.fromkeys(name for name in names if plain(name).strip())),
        )
    return found


def _by_id(store: Store, kind: str, ids: set[str], only: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in store.rows(kind, id=ids, only=only)} if ids else {}
