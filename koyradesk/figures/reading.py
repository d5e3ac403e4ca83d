"""The rows and meetings of an office, read for counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from koyradesk import meetings as _meetings
from koyradesk import overview
from koyradesk.bengali.collation import sort_key
from koyradesk.directory.names import key
from koyradesk.figures.counts import Figures, Met, Row, Span, Wanted, figures, quarter_of, span_of, state
from koyradesk.markup import plain
from koyradesk.obligations.due import period_text
from koyradesk.obligations.shapes import Obligation, Task
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store


def read(store: Store, standing: Standing, wanted: Wanted) -> Figures:
    """The figures of a span, a committee, an office, on the day of ``standing``."""
    return figures(standing.on, wanted, rows(standing, wanted.span), met(store, standing.on, wanted.span))


def rows(standing: Standing, span: Span) -> tuple[Row, ...]:
    """Every row of a span, whatever became of it."""
    whole = Span(span.year)
    found = [pair for pair in standing.all_tasks(whole.first, whole.last) if span.holds(_day(*pair, standing.on))]
    told = standing.told({one.id: one for one, _ in found}.values())
    parties = standing.directory.parties
    made = []
    for one, task in found:
        words = told[one.id]
        topic = plain(one.topic).strip() or plain(words.topic).strip()
        party = parties.get(task.party)
        name = party.name if party else plain(task.name).strip()
        made.append(
            Row(
                task.id,
                one.decision,
                one.item,
                one.meeting,
                words.committee,
                task.party if party else key(name),
                name,
                key(topic),
                topic,
                plain(words.text).strip(),
                period_text(one, task),
                task.due,
                _day(one, task, standing.on),
                state(task, one.measure, standing.on),
                task.late(one.measure, standing.on),
            )
        )
    return tuple(made)


def met(store: Store, on: date, span: Span) -> tuple[Met, ...]:
    """The months of every committee in a span."""
    listed = _meetings.listing(store)
    lines = overview.year(listed, on, Span(span.year).first)
    return tuple(Met(line.committee, tuple(one for one in line.cells if _in(span, one.month))) for line in lines)


def years(store: Store, on: date) -> tuple[int, ...]:
    """The fiscal years in which there may be something to count, the newest first."""
    held = [date.fromisoformat(day) for _, day in store.held()]
    oldest = min((span_of(day).year for day in held if day <= on), default=span_of(on).year)
    return tuple(range(span_of(on).year + 1, oldest - 1, -1))


def offices(every: Iterable[Row]) -> dict[str, str]:
    """The name of every office by its key, by the alphabet."""
    found = {row.office: row.office_name for row in every}
    return dict(sorted(found.items(), key=lambda one: sort_key(one[1])))


def _in(span: Span, month: str) -> bool:
    first = date(int(month[:4]), int(month[5:]), 1)
    return not span.quarter or quarter_of(first) == span.quarter


def _day(one: Obligation, task: Task, on: date) -> date:
    return task.due or task.opened or one.begun or on
