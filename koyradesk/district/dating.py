"""The day of the data (তথ্যের তারিখ) of a book: the last day of which it tells something.

PC clocks are wrong by years where a battery died, so no single one is believed. What people typed into papers (days of
meetings, of memos, of reports) and the clock under the last operation of each of the office's PCs are asked; what lies
after the day it is here cannot be, and of the rest the latest counts. A clock that stands still in 2009 makes nothing
older than its papers, one that runs thirty years ahead makes nothing new for ever.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from koyradesk import clock
from koyradesk.store import Store, journal
from koyradesk.store.refusals import DamageError


class Dated(NamedTuple):
    """``as_of`` is None where nothing tells a day; ``next`` the first day on which it would be told otherwise, as
    a clock there stood ahead of ours."""

    as_of: date | None
    next: date | None = None


def dated(book: Store, on: date, said: date | None = None) -> Dated:
    """The day of the data of a book; ``on`` is the day it is here, ``said`` when its office sent a bundle last, by its
    own clock."""
    days = [day for day in (*_walls(book), said) if day is not None and day.year in clock.YEARS]
    typed = book.told_until(on)
    known = [day for day in (*days, typed) if day is not None and day <= on]
    return Dated(max(known, default=None), min((day for day in days if day > on), default=None))


def _walls(book: Store) -> list[date | None]:
    """The day that the clock showed at the last operation of each actor."""
    ends = {actor: seq - 1 for actor, seq in book.vector().items()}
    found: list[date | None] = []
    for body in book.operations(ends):
        try:
            found.append(datetime.fromisoformat(journal.decode(body).wall).date())
        except (ValueError, DamageError):
            continue
    return found
