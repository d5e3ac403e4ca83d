"""What an office above decides, as obligations of ours: see ``exchange.adopting``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from koyradesk import records
from koyradesk.bengali.dating import spell
from koyradesk.bengali.grammar import genitive
from koyradesk.bengali.text import nfc
from koyradesk.directory.parties import Party
from koyradesk.district import offices
from koyradesk.exchange.adopted import Apart, Hand, Matter
from koyradesk.exchange.own_name import recorded_name
from koyradesk.markup import plain
from koyradesk.obligations import rules, writing
from koyradesk.obligations.shapes import Obligation, Rule, Task, Told
from koyradesk.obligations.standing import Standing
from koyradesk.sentences import sentences
from koyradesk.store import Change, Store

#: What stands in an obligation that nobody has closed.
_OPEN: dict[str, Any] = {"closed": None, "closed_in": None, "outcome": "", "reason": ""}


def take_down(hand: Hand, book: Store, office: str) -> None:
    """Wants everything of a book above that binds us, as it stands there."""
    _Down(hand, book, office).run()


class _Down:
    def __init__(self, hand: Hand, book: Store, office: str) -> None:
        self._hand, self._book, self._office = hand, book, office
        self._there = Standing(book, hand.standing.on)
        own = hand.store.office
        self._us: dict[str, Party] = {
            one.id: one for one in self._there.directory.parties.values() if one.office == own
        }
        self._called = offices.names(hand.store).get(office) or recorded_name(book) or office

    def run(self) -> None:
        own = self._hand.store
        held = {
            row["source"]: row
            for row in own.rows("obligation", deleted=None, decision=None)
            if row["source"] and records.split(row["source"])[1] == self._office
        }
        if not held and not self._us:
            return
        open_for_us = {one.id for one, task in self._there.open_tasks() if task.party in self._us}
        every = {one.id: one for one in self._there.get([*open_for_us, *held])}
        tasks = self._there.tasks(every.values())
        told = self._there.told(every.values())
        for source in sorted({*open_for_us, *held}):
            one = every.get(source)
            mine = [task for task in tasks[source] if task.party in self._us] if one else []
            if one is not None and mine:
                self._take(one, mine, told[source])
            elif source in held and not held[source]["deleted"] and self._is_gone(source, one, tasks):
                self._take_back(held[source])

    def _take(self, one: Obligation, mine: Sequence[Task], told: Told) -> None:
        hand = self._hand
        record = self._record(one.id)
        day, outcome = _closing(one, mine)
        rule = _rule(one, mine)
        words = {"text": told.text, "topic": one.topic or told.topic}
        timing = {"rule": rules.kept(rule) if rule else None, "measure": rules.kept_measure(one.measure)}
        origin: dict[str, Any] = {
            "deleted": False,
            "begun": one.begun,
            "source": one.id,
            "source_text": self._source(told),
            "follows": self._follows(one),
        }
        if hand.is_new(record):
            # Kept from then on: a row is known by its party's name, and stays that when the name changes above.
            origin["parties"] = [self._own_name(mine)]
        before = next(iter(hand.standing.get([record])), None)
        kept = hand.put(record, {**origin, **words, **timing})
        parted: tuple[tuple[Matter, dict[str, Any]], ...] = (("words", words), ("rule", timing))
        for matter, fields in parted:
            left = {name: kept[name] for name in fields if name in kept}
            if left:
                wanted = {name: fields[name] for name in left}
                hand.apart.append(Apart(record, self._office, matter, left, wanted))
        self._close(record, before, day, outcome)
        if before is None or day is not None:
            return
        if before.extended is not None and rule is not None:
            theirs = rules.day(rule)
            if theirs is not None and theirs != before.extended:
                self._day(before, theirs)
        self._periods(before, rule, mine)

    def _day(self, ours: Obligation, theirs: date) -> None:
        """We put it off to another day than they did."""
        hand = self._hand
        if not hand.gives_way(ours.id, "extended"):
            hand.apart.append(Apart(ours.id, self._office, "day", ours.extended, theirs))
            return
        hand.put(ours.id, {"extended": None, "extended_in": None})
        for task in hand.standing.tasks([ours])[ours.id]:
            if task.kept and task.closed is None:
                self._put_task(task, {"due": theirs})

    def _close(self, record: str, before: Obligation | None, day: date | None, outcome: str) -> None:
        """Closed above, it is closed here, with its tasks; opened again above, it is here: as far as our committee has
        not decided of it."""
        hand = self._hand
        if before is None:
            return
        reason = nfc(sentences("adopted")["closed"].format(of=genitive(self._called))) if day else ""
        wanted = {"closed": day, "closed_in": None, "outcome": outcome, "reason": reason} if day else _OPEN
        if before.closed == day and before.outcome == outcome:
            return
        if day is None and before.closed is not None and hand.is_ours(record, "closed"):
            # Our committee is done with it, and the office above is not: that is how it should be.
            return
        if not hand.put_together(record, wanted):
            if before.closed is None:
                hand.apart.append(Apart(record, self._office, "closed", None, outcome))
            return
        shut = {"closed": day, "closed_in": None, "outcome": outcome}
        for task in hand.standing.tasks([before])[before.id]:
            if day is not None and task.closed is None:
                self._put_task(task, shut)
            elif day is None and task.kept and task.closed == before.closed and not hand.is_ours(task.id, "closed"):
                hand.put(task.id, shut)

    def _periods(self, ours: Obligation, rule: Rule | None, mine: Sequence[Task]) -> None:
        """Of what recurs, a period that was closed or put off above alone; and other periods than before."""
        hand = self._hand
        if rule is not None and rule != ours.rule and "recurring" in (rule.kind, ours.rule.kind if ours.rule else ""):
            rows = hand.store.rows("task", obligation=ours.id)
            told = hand.store.rows("progress", task={row["id"] for row in rows}, only=("task",)) if rows else []
            reported = {row["task"] for row in told}
            for row in rows:
                if row["closed"] is None and row["id"] not in reported:
                    hand.put(row["id"], {"deleted": True})
            return
        if rule is None or rule.kind != "recurring":
            return
        theirs = {task.period: task for task in mine if task.kept}
        for task in hand.standing.tasks([ours])[ours.id]:
            other = theirs.get(task.period)
            if other is None:
                continue
            if (other.closed, other.outcome) != (task.closed, task.outcome):
                if other.closed is not None and task.closed is None:
                    self._put_task(task, {"closed": other.closed, "closed_in": None, "outcome": other.outcome})
                elif other.closed is None and task.closed is not None and not hand.is_ours(task.id, "closed"):
                    hand.put(task.id, {"closed": None, "closed_in": None, "outcome": ""})
            if other.due is not None and other.due != task.due and ours.extended is None:
                self._put_task(task, {"due": other.due})

    def _put_task(self, task: Task, fields: dict[str, Any]) -> None:
        change: Change = writing.task_change(task, fields)
        if "closed" not in fields or not self._hand.is_ours(task.id, "closed"):
            # A report writes the day of its row along with it; our committee's own day is the obligation's as well.
            self._hand.put(change.record, change.set, over=("due",))
            for record in task.also:
                self._hand.put(record, fields, over=("due",))

    def _is_gone(self, source: str, one: Obligation | None, tasks: dict[str, tuple[Task, ...]]) -> bool:
        """Was it taken back above, or does it bind us no longer? What has only not arrived is not gone."""
        if one is not None:
            parties = {task.party for task in tasks[source] if task.party}
            arrived = parties <= self._there.directory.parties.keys()
            return bool(tasks[source]) and arrived and not self._is_awaited()
        row = self._book.row(source)
        if row is not None:
            return bool(row["deleted"]) or (row["decision"] is not None and self._is_binned(row["decision"]))
        # A decision with a day of its own has no record of what it obliges to: its id is made of the decision's.
        for decision in self._book.rows("decision", deleted=None, only=()):
            if records.derived("obligation", self._office, decision["id"]) == source:
                return self._is_binned(decision["id"]) or decision.get("due") is None
        return False

    def _is_awaited(self) -> bool:
        """Has the book named somebody whose entry in the directory has not arrived?"""
        belongings = self._there.directory.belongings
        return any(each.party not in self._there.directory.parties for every in belongings.values() for each in every)

    def _is_binned(self, decision: str) -> bool:
        """Does a decision lie in the bin, by itself or with what it stands in?"""
        at: str | None = decision
        for above in ("item", "meeting", None):
            row = self._book.row(at) if at else None
            if row is None:
                return False
            if row["deleted"]:
                return True
            at = row[above] if above else None
        return False

    def _take_back(self, row: dict[str, Any]) -> None:
        if self._hand.is_ours(row["id"], "deleted") or self._hand.own_work(row["id"]):
            self._hand.apart.append(Apart(row["id"], self._office, "withdrawn"))
        else:
            self._hand.put(row["id"], {"deleted": True})

    def _own_name(self, mine: Sequence[Task]) -> str:
        """What our directory calls our own office, else what theirs does."""
        own = self._hand.standing.directory.parties.values()
        return next((one.name for one in own if one.office == self._hand.store.office), self._us[mine[0].party].name)

    def _record(self, source: str) -> str:
        return records.derived("obligation", self._hand.store.office, source)

    def _follows(self, one: Obligation) -> str | None:
        """What it was decided anew from above, as we have it."""
        if not one.follows:
            return None
        older = self._record(one.follows)
        return None if self._hand.is_new(older) else older

    def _source(self, told: Told) -> str:
        """Where it comes from, as papers say it."""
        day = spell(told.held, "{d} {month} {y}") if told.held else ""
        committee = plain(told.committee).strip()
        say = sentences("adopted")
        pattern = say["source"] if committee and day else say["source_plain"]
        return nfc(pattern.format(office=self._called, of=genitive(committee), day=day))


def _closing(one: Obligation, mine: Iterable[Task]) -> tuple[date | None, str]:
    """The day it was closed above for us, and as what: all of it, or our part."""
    if one.closed is not None:
        return one.closed, one.outcome
    ours = list(mine)
    if one.rule is not None and one.rule.kind != "recurring" and all(task.closed is not None for task in ours):
        last = max(ours, key=lambda task: task.closed or date.min)
        return last.closed, last.outcome
    return None, ""


def _rule(one: Obligation, mine: Iterable[Task]) -> Rule | None:
    """When it is due for us: put off above, on the new day; by their next meeting, on its day once that is set."""
    rule = one.rule
    if rule is None or rule.kind in ("recurring", "standing", "information"):
        return rule
    set_day = max((task.due for task in mine if task.due is not None), default=None)
    day = one.extended or rules.day(rule) or set_day
    if day is None or (rule.kind == "month" and one.extended is None):
        return rule
    return replace(Rule("date"), on=day)
