"""Letters that came in, as the store has them: whole years, and what is still to be answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from koyradesk.directory.names import key
from koyradesk.incoming.shapes import Incoming
from koyradesk.store import Store

#: All that a letter's tuple holds but its id.
_FIELDS = Incoming._fields[1:]


def letter(row: dict[str, Any]) -> Incoming:
    """The letter of a stored row."""
    return Incoming(
        row["id"],
        row["year"] or 0,
        row["issue"] or 0,
        row["serial"],
        row["received"],
        row["sender"],
        row["party"] or "",
        row["number"],
        row["date"],
        row["subject"],
        row["channel"],
        row["marked"],
        row["asked"],
        row["due"],
        row["note"],
        row["item"] or "",
        row["closed"],
        row["outcome"],
        row["how"],
        row["by"] or "",
    )


def of_year(store: Store, year: int) -> tuple[Incoming, ...]:
    """The letters of a year by their numbers, the newest first."""
    found = map(letter, store.rows("incoming", only=_FIELDS, year=year))
    return tuple(sorted(found, key=lambda one: (one.issue, one.id), reverse=True))


def unsettled(store: Store) -> tuple[Incoming, ...]:
    """Every letter that nothing has become of yet, of whatever year: what is due first comes first, then the oldest."""
    found = map(letter, store.rows("incoming", only=_FIELDS, closed=None))
    return tuple(sorted(found, key=lambda one: (one.due or date.max, one.received or date.max, one.issue, one.id)))


def late(store: Store, on: date) -> tuple[Incoming, ...]:
    """The letters that are past their day and unanswered, the latest first."""
    return tuple(one for one in unsettled(store) if one.late(on))


def years(store: Store) -> dict[int, int]:
    """The years in which letters came, the newest first, and how many."""
    return dict(
        sorted(((one.values[0], one.times) for one in store.tally("incoming", "year") if one.values[0]), reverse=True)
    )


def senders(store: Store) -> tuple[str, ...]:
    """Who may have sent a letter: who wrote most first, then the parties of the directory, each once."""
    wrote = sorted(store.tally("incoming", "sender"), key=lambda one: -one.times)
    names = [one.values[0] for one in wrote] + [row["name"] for row in store.rows("party", only=("name", "until"))]
    return tuple({key(name): name for name in reversed(names) if key(name)}.values())[::-1]


def of_items(store: Store, items: Iterable[str]) -> dict[str, Incoming]:
    """The letters that some agenda items started from, by the items' ids."""
    wanted = set(items)
    found = store.rows("incoming", item=wanted) if wanted else []
    return {row["item"]: letter(row) for row in found}
