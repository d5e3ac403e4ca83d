"""Which day it is, as far as this PC can be believed: batteries die, and the clock starts years back.

Nothing is refused because of a clock, and no order of work is made from it. But a meeting of today and the papers that
wait are counted from a day, and the user is told when that day cannot be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.store import Store

#: The years this program can be running in: the first is that in which it was made.
YEARS = range(2026, 2076)


@dataclass(frozen=True, slots=True)
class Today:
    """The day to go by. ``trouble`` is what to tell the user of the PC's clock, None where all is well."""

    day: date
    trouble: UserError | None = None


def today(store: Store) -> Today:
    """The day of this PC's clock; where that stands before what was written here already, the day of that."""
    return judge(*store.moments())


def judge(now: datetime, later: datetime | None) -> Today:
    """``now`` is the clock's; ``later`` the moment of work done here where the clock stands before it."""
    shown = now.date()
    last = later.astimezone(now.tzinfo).date() if later and later.year in YEARS else None
    if shown.year not in YEARS:
        sentence = N_(
            "This computer says it is {today}, which cannot be. Set the date of the computer right; what you type is "
            "saved all the same."
        )
        return Today(last or shown, UserError(sentence, today=shown))
    if last is None:
        return Today(shown)
    sentence = N_(
        "This computer says it is {today}, but the last work here was done on {last}. Set the date of the computer "
        "right; what you type is saved all the same."
    )
    return Today(last, UserError(sentence, today=shown, last=last))
