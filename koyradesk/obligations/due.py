"""What is open on a day, by office, and what of it is late: for the command line, the first page, the reminders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Obligation, Task
from koyradesk.obligations.standing import Standing
from koyradesk.uncollected import uncollected


class Due(NamedTuple):
    """A task that is open on the day ``on``; ``late`` counts the days since it was due, 0 where it is not late."""

    obligation: Obligation
    task: Task
    on: date

    @property
    def late(self) -> int:
        """Days it is late."""
        return self.task.late(self.obligation.measure, self.on)

    def as_json(self) -> dict[str, Any]:
        """As ``due --json`` tells it: dates ISO, null where there is none."""
        measure, due = self.obligation.measure, self.task.due
        return {
            "obligation": self.obligation.id,
            "decision": self.obligation.decision or None,
            "meeting": self.obligation.meeting or None,
            "party": self.task.name,
            "period": period_text(self.obligation, self.task) or None,
            "due": due.isoformat() if due else None,
            "late_days": self.late,
            "status": self.task.status(measure),
            "measure": {"kind": measure.kind, "target": measure.target, "value": self.task.value},
            "task": self.task.id,
        }


@uncollected
def due(standing: Standing) -> tuple[Due, ...]:
    """Every open task of the day: what is due first comes first, what is never due comes last."""
    on = standing.on
    return tuple([Due(one, task, on) for one, task in standing.open_tasks()])


def by_party(every: Iterable[Due]) -> dict[str, tuple[Due, ...]]:
    """The open tasks by the name of who is to do them, in the order of what each is to do first."""
    found: dict[str, list[Due]] = {}
    for one in every:
        found.setdefault(one.task.name, []).append(one)
    return {name: tuple(those) for name, those in found.items()}


def period_text(of: Obligation, task: Task) -> str:
    """The period of a task as ISO 8601 has it: "2026-11", or "2026-10/2026-12" for one of several months."""
    if not task.period or of.rule is None or of.rule.kind != "recurring" or of.rule.every == 1:
        return task.period
    last = rules.period(of.rule, task.period).last
    return f"{task.period}/{last:%Y-%m}"
