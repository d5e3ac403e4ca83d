"""What the box asks of the office's book. Jobs for the worker's thread; nothing here touches a widget.

The rooms of the core are imported where they are first used, on the worker's thread.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from koyradesk.model import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koyradesk.finding.finder import Finder
    from koyradesk.finding.others import Others
    from koyradesk.finding.shapes import Answer, Filters, Found, GroupName, State
    from koyradesk.finding.typed import Known
    from ui.book import Book

#: So much of what is late is told where nothing is typed.
_LATE = 3


class Target(NamedTuple):
    """Where something found is: a ``place`` (see ``trail.Where``; "committee" for what has none), the record that is
    opened there, and the field."""

    place: str
    record: str = ""
    step: str = ""
    ref: Ref | None = None
    state: str = ""


class Late(NamedTuple):
    """A decision that is late: what it says, whose it is, and since when."""

    obligation: str
    text: str
    committee: str
    days: int


class Finds:
    """Belongs to the worker's thread; every method may raise ``UserError``."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._kept: tuple[object, Mapping[str, State]] | None = None

    @cached_property
    def _finder(self) -> Finder:
        from koyradesk.finding.finder import Finder

        return Finder(self._book.store, states=self._states, known_states=self._known_states)

    @cached_property
    def _others(self) -> Others:
        from koyradesk.finding.others import Others

        return Others(self._book.store, self._book.exchange.office.books)

    def waits(self) -> bool:
        """Is the index to be made anew first, which takes seconds?"""
        return self._book.store.search_waits()

    def known(self) -> Known:
        """What can be filtered by."""
        from dataclasses import replace

        return replace(self._finder.known(), offices=self._offices())

    def find(self, text: str, filters: Filters) -> Answer:
        """What holds the words, in our own book."""
        from koyradesk.finding.shapes import Answer

        if filters.office:
            return Answer(text, ())
        return self._finder.find(text, filters)

    def all(self, text: str, filters: Filters, group: GroupName) -> Answer:
        """All of one group."""
        return self._finder.find(text, filters, only=group)

    def other(self, office: str, text: str, filters: Filters) -> Answer:
        """What the book of another office has."""
        return self._others.find(office, text, filters, few=2 if not filters.office else 8)

    def late(self) -> tuple[tuple[Late, ...], int]:
        """What is late the longest, and how much is late altogether."""
        standing = self._book.followed.standing()
        self._states()
        late: dict[str, int] = {}
        every = {}
        for one, task in standing.open_tasks():
            if days := task.late(one.measure, standing.on):
                late[one.id] = max(days, late.get(one.id, 0))
                every[one.id] = one
        longest = sorted(late, key=lambda one: -late[one])[:_LATE]
        told = standing.told(every[one] for one in longest)
        found = (Late(one, told[one].text, told[one].committee, late[one]) for one in longest)
        return tuple(found), len(late)

    def target(self, found: Found) -> Target:
        """Where to go for something found; what is gone meanwhile leads to its place."""
        if found.office:
            return Target("upazilas", found.office, found.meeting)
        ref = Ref(found.record, found.where)
        match found.kind:
            case "committee":
                return Target("committee", found.committee)
            case "party":
                return Target("people", found.record)
            case "holder":
                return Target("people", self._of(found.record, "party"))
            case "member" | "distribution":
                return Target("committee", found.committee)
            case "obligation":
                return Target("decisions", found.record, state=self._states().get(found.record, ""))
            case "task":
                obligation = self._of(found.record, "obligation")
                return Target("decisions", obligation, state=self._states().get(obligation, ""))
            case "progress":
                return self._told_on(found)
            case "number" | "file":
                return Target("memos", found.record)
            case "incoming":
                return Target("incoming", found.record)
            case "key":
                return Target("exchange", found.record)
            case "office":
                return Target("settings")
            case "attachment":
                of = self._of(found.record, "of")
                return self._in_paper(of, Ref(of, "")) if of else Target("letters")
            case "dispatch":
                return self._in_paper(self._of(found.record, "memo"), None)
            case _:
                return self._in_paper(found.record, ref)

    def _told_on(self, found: Found) -> Target:
        obligation = self._of(self._of(found.record, "task"), "obligation")
        if obligation:
            return Target("decisions", obligation, state=self._states().get(obligation, ""))
        return self._in_paper(found.record, Ref(found.record, found.where))

    def _in_paper(self, record: str, ref: Ref | None) -> Target:
        """In the editor of the meeting or letter that a record lies in."""
        from koyradesk.store.index import PARENTS, parent_kind

        at = record
        while at and (kind := at.partition(".")[0]) in PARENTS:
            row = self._book.store.row(at)
            at = (row[parent_kind(kind, row)] if row else "") or ""
        step = "issue" if record.startswith(("memo.", "recipient.")) else ""
        if at.startswith(("meeting.", "letter.")):
            return Target("edit", at, step, ref)
        return Target("meetings")

    def _of(self, record: str, field: str) -> str:
        row = self._book.store.row(record) if record else None
        return str(row[field] or "") if row else ""

    def _offices(self) -> dict[str, str]:
        """The offices whose books are here; nothing of the exchange is brought in where there are none."""
        from koyradesk.exchange.books import FOLDER

        if not (self._book.folder / FOLDER).is_dir():
            return {}
        return self._others.offices()

    def _states(self) -> Mapping[str, State]:
        from koyradesk.finding.states import states

        standing = self._book.followed.standing()
        if self._kept is None or self._kept[0] is not standing:
            self._kept = standing, states(self._book.store, standing)
        return self._kept[1]

    def _known_states(self) -> Mapping[str, State]:
        """How what is followed stands, if that was asked for since the last write; nobody waits for it otherwise."""
        if self._kept is None or self._kept[0] is not self._book.followed.known_standing():
            return {}
        return self._kept[1]

    def gather(self) -> bool:
        """Reads how what is followed stands, so that it is told of what is found; whether anything is followed."""
        return bool(self._states())
