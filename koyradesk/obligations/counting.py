"""How many of an obligation's tasks are done, and how late it is: what stands under a decision in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koyradesk.obligations.shapes import Obligation, Task, done_of
from koyradesk.obligations.standing import Standing


@dataclass(frozen=True, slots=True)
class Counted:
    """``done`` of ``total`` tasks are carried out; the latest is ``late`` by so many days. ``words``: the last report,
    where there is one task alone."""

    done: int = 0
    total: int = 0
    late: int = 0
    words: str = ""


def counted(standing: Standing, of: Iterable[Obligation]) -> dict[str, Counted]:
    """The tasks of some obligations, counted, by the obligation's id; those without a rule have none."""
    ruled = [one for one in of if one.rule is not None]
    tasks = standing.tasks(ruled)
    return {one.id: count(one, tasks[one.id], standing) for one in ruled}


def count(of: Obligation, tasks: Sequence[Task], standing: Standing) -> Counted:
    """Of what recurs, the periods that the committee has not closed yet are counted; closed all, the last one."""
    current = {task.period for task in tasks if task.closed is None} or {task.period for task in tasks[-1:]}
    counts = [task for task in tasks if task.period in current]
    done, total = done_of(counts, of.measure)
    late = max((task.late(of.measure, standing.on) for task in counts), default=0)
    return Counted(done, total, late, counts[0].words if len(counts) == 1 else "")
