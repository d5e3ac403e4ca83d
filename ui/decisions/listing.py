"""What is followed as a list: gathered once for a standing, filtered as often as somebody asks (by the worker)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from koyradesk.bengali.collation import sort_key
from koyradesk.bengali.text import search_key
from koyradesk.directory.names import key
from koyradesk.markup import plain
from koyradesk.obligations import minuted, rules
from koyradesk.obligations.shapes import done_of
from koyradesk.obligations.standing import since
from ui.decisions.shapes import Filters, Matter, Page, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koyradesk.directory.parties import Bound
    from koyradesk.obligations.shapes import Obligation, Task, Told
    from koyradesk.obligations.standing import Standing
    from koyradesk.store import Store

#: The days of "this week", today among them.
_WEEK = 7
#: So many closed ones are listed, the last closed first; and so many are looked at for what was chosen.
_CLOSED, _LOOKED_AT = 400, 4000


class Listing:
    """What one standing lists."""

    def __init__(self, store: Store, standing: Standing) -> None:
        self._store, self._standing = store, standing
        self.on = standing.on

    def page(self, filters: Filters) -> Page:
        """What is listed under some filters."""
        open_ = list(self._fitting(self._open, filters))
        unruled = list(self._fitting(self._unruled, filters))
        late = [one for one in open_ if one.late]
        week = [one for one in open_ if self._this_week(one)]
        counts: dict[State, int] = {
            "open": len(open_),
            "late": len(late),
            "week": len(week),
            "unruled": len(unruled),
        }
        more = 0
        if filters.state == "closed":
            shown, more = self._closed(filters)
        else:
            shown = {"open": open_, "late": late, "week": week, "unruled": unruled}[filters.state]
        return Page(
            self.on,
            filters,
            tuple(shown),
            counts,
            self._committees,
            self._offices,
            self._years,
            self.late,
            self._late_parties,
            self._held,
            more,
        )

    @property
    def late(self) -> int:
        """How many obligations are late, whatever is filtered."""
        return sum(one.late > 0 for one in self._open)

    def whole(self, obligation: str) -> Matter | None:
        """One with all its tasks."""
        found = self._standing.get([obligation])
        if not found:
            one = self.unruled_one(obligation)
            return None if one is None else self._matter(one, ())
        return self._matter(found[0], self._standing.tasks(found)[obligation])

    def unruled_one(self, obligation: str) -> Obligation | None:
        """The obligation of a decision that nobody set a rule for."""
        return next((one.obligation for one in self._unruled if one.id == obligation), None)

    # Gathered once

    @cached_property
    def _open(self) -> tuple[Matter, ...]:
        """The late ones first, the latest before the others; then what is due first; then what is never due."""
        standing = self._standing
        told = standing.told(standing.open)
        tasks: dict[str, list[Task]] = {one.id: [] for one in standing.open}
        for one, task in standing.open_tasks():
            tasks[one.id].append(task)
        # Where somebody's task is not among the open ones, the committee may have closed it.
        partly = [one for one in standing.open if len(tasks[one.id]) < len(self._bound(one, told[one.id]))]
        closed = standing.tasks(partly) if partly else {}
        found = []
        for one in standing.open:
            known = {task.id for task in tasks[one.id]}
            those = [*tasks[one.id], *(task for task in closed.get(one.id, ()) if task.id not in known)]
            newest = max((task.period for task in those), default="")
            found.append(self._matter(one, [t for t in those if t.closed is None or t.period == newest]))
        return tuple(sorted(found, key=lambda one: (-one.late, one.due or date.max, one.obligation.begun or date.max)))

    def _closed(self, filters: Filters) -> tuple[list[Matter], int]:
        """Those that their committees closed, the last first, without their tasks; and how many older ones were not
        looked at: an office of ten years has thousands, which nobody reads to the end."""
        rows = [row for row in self._store.rows("obligation", only=("closed",)) if row["closed"]]
        ids = [row["id"] for row in sorted(rows, key=lambda row: row["closed"], reverse=True)]
        found: list[Matter] = []
        seen = 0
        while seen < min(len(ids), _LOOKED_AT) and len(found) < _CLOSED:
            every = [one for one in self._standing.get(ids[seen : seen + _CLOSED]) if self._stands(one, filters)]
            self._standing.told(every)
            found += self._fitting([self._matter(one, ()) for one in every], filters)
            seen += _CLOSED
        return found, max(0, len(ids) - seen)

    @cached_property
    def _unruled(self) -> tuple[Matter, ...]:
        """Decisions of this fiscal year and the last that nobody set a rule for, the newest meeting first."""
        store = self._store
        first = since(self.on)
        meetings = {row["id"]: row for row in store.rows("meeting", only=("date", "period"))}
        recent = {one for one, row in meetings.items() if (row["date"] or _month(row["period"]) or date.min) >= first}
        items = {row["id"] for row in store.rows("item", meeting=recent, only=("meeting",))} if recent else set()
        rows = store.rows("decision", item=items, only=("item", "due", "text")) if items else ()
        said = minuted.saying(store, items)
        bare = [
            row["id"] for row in rows if row["due"] is None and plain(row["text"]).strip() and row["id"] not in said
        ]
        found = [one for one in self._standing.of_decisions(bare).values() if one.rule is None and one.closed is None]
        self._standing.told(found)
        newest = sorted(found, key=lambda one: one.begun or date.min, reverse=True)
        return tuple(self._matter(one, ()) for one in newest)

    def _matter(self, one: Obligation, tasks: Iterable[Task]) -> Matter:
        told = self._standing.told([one])[one.id]
        # As the paper has them.
        order = {who: place for place, who in enumerate(self._bound(one, told))}
        who = self._standing.directory.who
        those = sorted(tasks, key=lambda task: order.get(who(task.name, task.party), len(order)))
        those.sort(key=lambda task: task.period, reverse=True)
        newest = max((task.period for task in those), default="")
        current = [task for task in those if task.period == newest]
        left = [task for task in those if not task.is_settled(one.measure)]
        names = [task.name for task in those] if those else told.names
        return Matter(
            one,
            told,
            tuple(those),
            newest,
            *done_of(current, one.measure),
            max((task.late(one.measure, self.on) for task in left), default=0),
            min((task.due for task in left if task.due), default=None),
            frozenset(map(key, (*names, *told.names))),
        )

    def _bound(self, one: Obligation, told: Told) -> dict[str, Bound]:
        return self._standing.directory.bound(told.names, one.begun or self.on)

    # What can be chosen

    @cached_property
    def _committees(self) -> tuple[tuple[str, str], ...]:
        found = {
            one.obligation.committee: one.told.committee for one in (*self._open, *self._unruled) if one.told.committee
        }
        return tuple(sorted(found.items(), key=lambda pair: sort_key(pair[1])))

    @cached_property
    def _offices(self) -> tuple[tuple[str, str], ...]:
        found: dict[str, str] = {}
        for one in self._open:
            for name in (*(task.name for task in one.tasks), *one.told.names):
                found.setdefault(key(name), plain(name))
        return tuple(sorted(found.items(), key=lambda pair: sort_key(pair[1])))

    @cached_property
    def _years(self) -> tuple[int, ...]:
        days = (one.obligation.begun for one in (*self._open, *self._unruled))
        found = {rules.fiscal_year(day) for day in days if day}
        return tuple(sorted(found | {rules.fiscal_year(self.on)}, reverse=True))

    @cached_property
    def _late_parties(self) -> int:
        return len(
            {
                key(task.name)
                for one in self._open
                if one.late
                for task in one.tasks
                if task.late(one.obligation.measure, self.on)
            }
        )

    @cached_property
    def _held(self) -> dict[str, str]:
        """Who answers for a party: the holder of a post; of an office its first post and who holds that."""
        directory = self._standing.directory
        posts: dict[str, list[str]] = {}
        for party in directory.parties.values():
            if party.sort == "post" and party.of:
                posts.setdefault(party.of, []).append(party.id)
        found = {}
        for one in {task.party for matter in self._open for task in matter.tasks if task.party}:
            head = posts.get(one, [])[:1]
            post = directory.parties[head[0]].name if head else ""
            holder = directory.holder(one, self.on) or (directory.holder(head[0], self.on) if head else None)
            if told := ", ".join(plain(name) for name in (post, holder.name if holder else "") if name):
                found[one] = told
        return found

    # The filters

    def _fitting(self, every: Iterable[Matter], filters: Filters) -> Iterable[Matter]:
        words = search_key(filters.words).split()
        for one in every:
            if not self._stands(one.obligation, filters):
                continue
            if filters.office and filters.office not in one.serves:
                continue
            if words and not all(word in self._searched(one) for word in words):
                continue
            yield one

    def _stands(self, of: Obligation, filters: Filters) -> bool:
        """Is it of the committee and the year?"""
        if filters.committee and of.committee != filters.committee:
            return False
        return not filters.year or (of.begun is not None and rules.fiscal_year(of.begun) == filters.year)

    def _searched(self, one: Matter) -> str:
        said = " ".join((one.told.text, one.told.topic, one.obligation.topic, *one.told.names))
        return search_key(plain(said))

    def _this_week(self, one: Matter) -> bool:
        return any(
            task.due is not None
            and self.on <= task.due < self.on + timedelta(_WEEK)
            and not task.is_settled(one.obligation.measure)
            for task in one.tasks
        )


def _month(period: str) -> date | None:
    year, _, month = period.partition("-")
    return date(int(year), int(month), 1) if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12 else None
