"""Did the PC's clock look right when an operation was written? Shown to people, never used to decide anything.

The operations of one actor were written one after another, so a clock that went backwards shows. Which side of the jump
was wrong is told by how much of the journal agrees with each: the longest run of operations whose clocks only go
forward is believed, with the clock of now at its end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from koyradesk import merge

#: Less is nobody's concern.
_MARGIN = timedelta(days=1)
#: There was no such program before.
_FIRST = datetime(2025, 1, 1, tzinfo=UTC)
#: So many operations of the whole chain are asked, and more of those close by.
_ASKED = 20
_WALL = b'"wall":"'


def read(wall: str) -> datetime | None:
    """The moment a wall clock showed; None for what is none. One without a zone is taken as this PC's."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(wall)
        return moment if moment.tzinfo else moment.astimezone()
    return None


def looks_wrong(db: sqlite3.Connection, version: merge.Version, wall: str, now: datetime) -> bool:
    """Was a clock set to another day than it must have been, as far as the journal shows?"""
    mine = read(wall)
    if mine is None or mine < _FIRST:
        return True
    actor, seq = version
    n, last = db.execute("SELECT n, seq FROM actor WHERE id = ?", (actor,)).fetchone() or (0, seq)
    moments = {place: moment for place in _places(seq, last) if (moment := _moment(db, n, place))} | {seq: mine}
    places = sorted(moments)
    ends = [0, *places, last + 1]
    # Each one asked speaks for those around it.
    weights = [(behind - before) / 2 for before, behind in zip(ends, ends[2:], strict=False)]
    times = [moments[place] for place in places]
    # The clock may be wrong just now, so it must not outweigh the rest.
    times, weights = [*times, now], [*weights, max(1.0, last / 10)]
    ahead = _heaviest(times, weights)
    behind = _heaviest([_mirrored(one) for one in reversed(times)], weights[::-1])[::-1]
    me = places.index(seq)
    return ahead[me] + behind[me] - weights[me] < max(ahead)


def later(db: sqlite3.Connection, now: datetime) -> datetime | None:
    """The latest moment at which an operation was written in this folder, where the clock stands before that by more
    than a day and the journal does not say that it was the other clock that was wrong; None otherwise.

    What was written since the clock went wrong is newer and has an earlier moment, so the way back leads over it.
    """
    newest = db.execute(
        "SELECT actor.id, actor.n, operation.seq FROM operation JOIN actor ON actor.n = operation.actor "
        "WHERE actor.here = 1 AND body IS NOT NULL ORDER BY operation.n DESC LIMIT 1"
    ).fetchone()
    if newest is None:
        return None
    actor, n, last = newest
    found = None
    for place in [last, *(last - (1 << power) for power in range((last - 1).bit_length()))]:
        wall = _wall_at(db, n, place)
        moment = read(wall)
        believed = moment is not None and moment > max(now + _MARGIN, found or now)
        if believed and not looks_wrong(db, (actor, place), wall, now):
            found = moment
    return found


def _places(seq: int, last: int) -> set[int]:
    """Where to ask: all over the chain, and around ``seq`` ever less closely."""
    steps = [1 << power for power in range(last.bit_length())]
    near = {seq + step for step in steps} | {seq - step for step in steps}
    spread = {1 + index * last // _ASKED for index in range(_ASKED)}
    return {place for place in near | spread if 1 <= place <= last}


def _moment(db: sqlite3.Connection, actor: int, seq: int) -> datetime | None:
    return read(_wall_at(db, actor, seq))


def _wall_at(db: sqlite3.Connection, actor: int, seq: int) -> str:
    """What the clock showed at an operation; "" where there is none, or its words were erased."""
    row = db.execute("SELECT body FROM operation WHERE actor = ? AND seq = ?", (actor, seq)).fetchone()
    # The last key of a body; reading only it is a tenth of the work.
    return "" if row is None or row[0] is None else row[0].rpartition(_WALL)[2].partition(b'"')[0].decode()


def _mirrored(moment: datetime) -> timedelta:
    return _FIRST - moment


def _heaviest(times: Sequence[Any], weights: Sequence[float]) -> list[float]:
    """For each moment the weight of the heaviest series up to it in which time never goes back by a day."""
    found: list[float] = []
    for index, moment in enumerate(times):
        before = [found[at] for at in range(index) if times[at] <= moment + _MARGIN]
        found.append(weights[index] + max(before, default=0.0))
    return found
