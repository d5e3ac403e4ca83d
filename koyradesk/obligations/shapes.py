"""Obligations (বাধ্যবাধকতা) as frozen dataclasses. Pure.

A decision obliges the parties that carry it out. An ``Obligation`` says by which rule and how much; it has one ``Task``
(a row, সারি) for each party and period; ``Report``s tell how far a task is. The committee closes an obligation, never
who reports. Late (নির্ধারিত সময় অতিক্রান্ত) is reckoned against a given day and never stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

#: "date": by a day; "month": by the end of a month; "next_meeting"; "recurring": every so many months; "standing":
#: from now on, without an end; "information": nothing is to be done.
RuleKind = Literal["date", "month", "next_meeting", "recurring", "standing", "information"]
RULES: tuple[RuleKind, ...] = ("date", "month", "next_meeting", "recurring", "standing", "information")
#: "count": at least so many; "percent": so many of a hundred; "yes_no": done or not; "document": a paper or a file is
#: handed in.
MeasureKind = Literal["count", "percent", "yes_no", "document"]
MEASURES: tuple[MeasureKind, ...] = ("count", "percent", "yes_no", "document")
#: Nothing was reported; something was; what is wanted is reached; the committee closed it.
Status = Literal["open", "progress", "done", "closed"]
#: How somebody told what was done.
Channel = Literal["phone", "letter", "email", "visit", "meeting", "bundle", ""]
CHANNELS: tuple[Channel, ...] = ("phone", "letter", "email", "visit", "meeting", "bundle")
#: What the committee closed an obligation as: carried out, no longer wanted, decided anew.
Outcome = Literal["done", "dropped", "reissued", ""]
#: Months from one period to the next: monthly, quarterly (ত্রৈমাসিক), half-yearly (ষাণ্মাসিক), yearly. Quarters, halves and
#: years are those of the fiscal year, July to June.
EVERY = (1, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Rule:
    """When an obligation is due.

    ``on`` is the day of the rule "date" (None: the decision's own); ``month`` ("2026-11") that of "month". Of a
    recurring one ``every`` counts the months, ``begins`` and ``ends`` are its first and last month ("": from the
    decision on; without an end), and ``after`` the days that a period's report may come after its end.
    """

    kind: RuleKind = "date"
    on: date | None = None
    month: str = ""
    every: int = 1
    begins: str = ""
    ends: str = ""
    after: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """When a task is done: ``target`` reached, counted in ``unit`` ("টি", "জন")."""

    kind: MeasureKind = "yes_no"
    target: int = 1
    unit: str = ""

    @property
    def counts(self) -> bool:
        """Is it reached by a number, or only by something being done?"""
        return self.kind in ("count", "percent")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file or photo that a report is proven by; ``blob`` its sha256."""

    id: str
    name: str
    blob: str
    media: str = ""
    caption: str = ""


# Reports and tasks are read by the thousand each time somebody asks what is due: tuples are made fastest.
class Report(NamedTuple):
    """What was told of a task on a day. ``value`` is what is reached in all so far, None where no number was told."""

    id: str = ""
    task: str = ""
    date: date | None = None
    value: int | None = None
    done: bool = False
    text: str = ""
    reporter: str = ""
    channel: Channel = ""


class Task(NamedTuple):
    """A row: one party's share of an obligation in one period ("2026-10" its first month, "" where nothing recurs).

    ``party`` is the directory's, "" for a name that stands in no directory. ``due`` None: nothing can be late.
    ``kept``: it stands in the store; others are reckoned from the rule, the same on every PC. ``opened`` is the day its
    period was opened, None where it only stands in the store because somebody reported on it before.
    """

    id: str
    obligation: str
    name: str
    party: str = ""
    period: str = ""
    opened: date | None = None
    due: date | None = None
    closed: date | None = None
    closed_in: str = ""
    outcome: Outcome = ""
    reports: tuple[Report, ...] = ()
    kept: bool = False
    #: The ids of the rows that the other entries of the party have for it (``Directory.twins``).
    also: tuple[str, ...] = ()

    @property
    def value(self) -> int | None:
        """What was reached, as it was last told."""
        return next((one.value for one in reversed(self.reports) if one.value is not None), None)

    @property
    def words(self) -> str:
        """The last report in words."""
        return next((one.text for one in reversed(self.reports) if one.text.strip()), "")

    def status(self, measure: Measure) -> Status:
        """How far it is."""
        if self.closed is not None:
            return "closed"
        if self.is_done(measure):
            return "done"
        return "progress" if self.reports else "open"

    def is_done(self, measure: Measure) -> bool:
        """Is what is wanted reached? The last report counts: what was too much said can be taken back."""
        if not self.reports:
            return False
        if self.reports[-1].done:
            return True
        return measure.counts and (self.value or 0) >= measure.target

    def is_settled(self, measure: Measure) -> bool:
        """Does nobody wait for it any more? What is wanted is reached, or the committee closed it, whatever as."""
        return self.closed is not None or self.is_done(measure)

    @property
    def is_dropped(self) -> bool:
        """Did the committee close it as no longer wanted, or decide it anew? Then it is no part of what is counted."""
        return self.closed is not None and self.outcome in ("dropped", "reissued")

    def counts_done(self, measure: Measure) -> bool:
        """Is it one of those that are done, reached or closed by the committee as carried out?"""
        return self.is_settled(measure) and not self.is_dropped

    def late(self, measure: Measure, on: date) -> int:
        """The days it is late on a day; 0 where it is not."""
        if self.due is None or self.is_settled(measure):
            return 0
        return max(0, (on - self.due).days)


def done_of(tasks: Iterable[Task], measure: Measure) -> tuple[int, int]:
    """How many of some tasks are done, and of how many: what was dropped is no part of the whole. The one way in which
    lists, registers, papers and figures count."""
    wanted = [task for task in tasks if not task.is_dropped]
    return sum(task.counts_done(measure) for task in wanted), len(wanted)


class Obligation(NamedTuple):
    """What a decision obliges to. ``rule`` is None while nobody set one: then it has no tasks.

    ``decision``, ``item``, ``meeting`` and ``committee`` are ids, "" for one that comes from elsewhere (``source``, in
    words ``source_text``); such a one has ``text`` and ``parties`` of its own. ``begun`` is the day it was decided on.
    """

    id: str
    decision: str = ""
    item: str = ""
    meeting: str = ""
    committee: str = ""
    begun: date | None = None
    rule: Rule | None = None
    measure: Measure = Measure()
    topic: str = ""
    text: str = ""
    parties: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    source: str = ""
    source_text: str = ""
    follows: str = ""
    extended: date | None = None
    extended_in: str = ""
    closed: date | None = None
    closed_in: str = ""
    outcome: Outcome = ""
    reason: str = ""
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What an obligation says, for people: of which meeting, under which topic, in which words, whom it binds."""

    text: str = ""
    topic: str = ""
    serial: str = ""
    label: str = ""
    committee: str = ""
    meeting_title: str = ""
    period: str = ""
    held: date | None = None
    names: tuple[str, ...] = ()
