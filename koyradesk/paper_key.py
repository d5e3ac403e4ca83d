"""Which paper is meant. Pure.

A paper of a meeting itself (minutes, sign-sheet, correction) is named by its kind and the meeting; every other is a
letter: named by its own id, or by what it is about, and then it need not have been drafted yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: Papers that are made of a meeting itself, and those with words of their own.
OF_MEETINGS = ("minutes", "attendance", "correction")
LETTERS = (
    *("notice", "endorsement", "extract", "progress", "reminder", "return", "postponement", "cancellation"),
    "reply",
)
#: Letters that are told apart by the party they go to.
TO_ONE = ("extract", "reminder")
#: Those that pass through draft, number and signature.
ISSUED = ("minutes", "correction", *LETTERS)
#: Printed from the books of the office, of no meeting.
REGISTERS = ("memo-book", "dispatch-register", "incoming-register", "incoming-receipt")


@dataclass(frozen=True, slots=True)
class PaperKey:
    """One paper: a ``kind``, with the ``meeting`` it is of, or the ``letter`` it is.

    A letter that is not named by its id is told by what it is about: its meeting; the party it goes ``to``; the
    decision ``of`` which and the ``period`` for which it reports, or the letter that it answers; the day ``on`` that a
    reminder reckons from.
    """

    kind: str
    meeting: str = ""
    letter: str = ""
    to: str = ""
    on: date | None = None
    of: str = ""
    period: str = ""
