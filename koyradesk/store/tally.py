"""How often the same values stand in the records of a kind: what an office writes again and again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from koyradesk.records import Kind
from koyradesk.store.index import PARENTS


class Tally(NamedTuple):
    """One combination of values: in how many records, how many of those of late, and the newest day or month (ISO).

    A record's day is that of the meeting it stands under; "" for what stands under none.
    """

    values: tuple[Any, ...]
    times: int
    late: int
    last: str


def of(db: sqlite3.Connection, kind: Kind, names: Iterable[str], since: str) -> list[Tally]:
    """The combinations of the fields ``names`` in the living records of a kind; "of late" is on or after ``since``."""
    joins, living, here, below = "", ["k.deleted = 0"], kind.name, "k"
    while here in PARENTS:
        # Who signs and who gets a letter was taken from a meeting, or is written once.
        here = PARENTS[here][0]
        joins += f' JOIN "{here}" AS above_{here} ON above_{here}.id = {below}."{here}"'
        below = f"above_{here}"
        living.append(f"{below}.deleted = 0")
    day = f"coalesce({below}.date, {below}.period)" if here == "meeting" else "''"
    wanted = ", ".join(f'k."{name}"' for name in names)
    sql = (
        f'SELECT {wanted}, count(*), sum({day} >= ?), max({day}) FROM "{kind.name}" AS k{joins} '
        f"WHERE {' AND '.join(living)} GROUP BY {wanted}"
    )
    return [Tally(tuple(values), times, late, last) for *values, times, late, last in db.execute(sql, (since,))]
