"""Rows of a party that was entered twice in the directory: for each obligation and period they are one row.

No row is rewritten: each stays where it was written, with its reports, and they are read together. So it does not
matter which PC wrote what before it knew that both entries are the same, and entries that are separated again have
their own rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from koyradesk.directory.parties import Directory
from koyradesk.store import Store, followed


class Joined(NamedTuple):
    """Rows with those joined that belong together; ``also``: the ids of the others of each, by the id it goes by."""

    rows: list[followed.TaskRow]
    also: dict[str, tuple[str, ...]]


#: Which row of which party in which period: rows with an equal key are one.
_Key = tuple[str, str, str]


def joined(directory: Directory, rows: Iterable[followed.TaskRow]) -> Joined:
    """Rows of entries that are the same party joined: the one that stands for it lends its id."""
    found: list[followed.TaskRow] = []
    groups: dict[_Key, list[followed.TaskRow]] = {}
    for row in rows:
        if _is_double(directory, row):
            groups.setdefault(_key(directory, row), []).append(row)
        else:
            found.append(row)
    also = {}
    for (_, party, _), every in groups.items():
        first, *others = sorted(every, key=lambda row: (row[10], row[2] != party, row[0]))
        found.append(_one(party, first, others))
        if others:
            also[first[0]] = tuple(row[0] for row in others)
    return Joined(found, also)


def ended(
    store: Store, directory: Directory, rows: Sequence[followed.TaskRow], first: date, last: date
) -> list[followed.TaskRow]:
    """Closed rows due from one day to another, with those that one of them belongs together with; without those of
    which another is still open, or which are due later together."""
    if not directory.twins:
        return list(rows)
    every = [*rows, *further(store, directory, rows)]
    left = {row[0]: row for row in joined(directory, every).rows}
    open_keys = {_key(directory, row) for row in left.values() if row[7] is None}
    late = {
        _key(directory, row)
        for row in left.values()
        if row[6] is not None and not first.isoformat() <= row[6] <= last.isoformat()
    }
    return [row for row in every if _key(directory, row) not in open_keys | late]


def further(store: Store, directory: Directory, rows: Sequence[followed.TaskRow]) -> list[followed.TaskRow]:
    """The rows that belong together with some of these, and are not among them."""
    keys = {_key(directory, row) for row in rows if _is_double(directory, row)}
    if not keys:
        return []
    known = {row[0] for row in rows}
    found = store.tasks({of for of, *_ in keys})
    return [row for row in found if row.id not in known and _key(directory, row) in keys]


def _is_double(directory: Directory, row: followed.TaskRow) -> bool:
    return bool(row[2]) and directory.meant(row[2] or "") in directory.twins


def _key(directory: Directory, row: followed.TaskRow) -> _Key:
    return row[1], directory.meant(row[2] or "") or row[0], row[4]


def _one(party: str, first: followed.TaskRow, others: Sequence[followed.TaskRow]) -> followed.TaskRow:
    """One row of several: opened with the first of them, due with the last; closed where the committee closed all."""
    every = [row for row in (first, *others) if row[10] == first[10]]
    opened = min((row[5] for row in every if row[5]), default=None)
    due = max((row[6] for row in every if row[6]), default=None)
    closed, closed_in, outcome = first[7:10]
    if any(row[7] is None for row in every):
        closed, closed_in, outcome = None, None, ""
    return (first[0], first[1], party, first[3], first[4], opened, due, closed, closed_in, outcome, first[10])
