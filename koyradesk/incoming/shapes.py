"""A letter that came in, as frozen dataclasses. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from koyradesk.i18n import N_

#: A field of a letter is called as the type is.
Day = date
#: How a letter comes: by post, carried by hand, by e-mail, by the government's filing system.
CHANNELS = ("post", "hand", "email", "efiling")
#: As a register names them.
CHANNEL_WORDS = {"post": "ডাক", "hand": "বাহক", "email": "ই-মেইল", "efiling": "ডি-নথি"}
#: As whoever sits here reads of them.
CHANNEL_NAMES = {"post": N_("by post"), "hand": N_("by hand"), "email": N_("by e-mail"), "efiling": N_("by e-filing")}
#: What became of a letter (নিষ্পত্তি): answered, laid into its file, put to a meeting, followed as an obligation.
OUTCOMES = ("replied", "filed", "meeting", "obligation")
OUTCOME_WORDS = {
    "replied": "জবাব প্রেরিত",
    "filed": "নথিজাত",
    "meeting": "সভায় উপস্থাপিত",
    "obligation": "বাস্তবায়নের জন্য গৃহীত",
}
OUTCOME_NAMES = {
    "replied": N_("answered"),
    "filed": N_("filed"),
    "meeting": N_("put to a meeting"),
    "obligation": N_("followed as a task"),
}


# A year has thousands of them, and a list of them is read at once: tuples are made fastest.
class Incoming(NamedTuple):
    """A letter as the register has it.

    ``issue`` is its number in ``year``, ``serial`` the same as printed. ``sender`` is who sent it, ``party`` the one of
    the directory that means ("" for none); ``number`` and ``date`` are the sender's memo. ``marked``: to whom it was
    given; ``asked``: what is wanted by ``due``. ``item`` is the agenda item it was put as. Settled on ``closed``:
    ``outcome`` says as what, ``how`` more of it in words, ``by`` is the record that it led to.
    """

    id: str = ""
    year: int = 0
    issue: int = 0
    serial: str = ""
    received: Day | None = None
    sender: str = ""
    party: str = ""
    number: str = ""
    date: Day | None = None
    subject: str = ""
    channel: str = "post"
    marked: str = ""
    asked: str = ""
    due: Day | None = None
    note: str = ""
    item: str = ""
    closed: Day | None = None
    outcome: str = ""
    how: str = ""
    by: str = ""

    def late(self, on: Day) -> int:
        """The days it has waited past its day; 0 where it is not late."""
        return max(0, (on - self.due).days) if self.due is not None and self.closed is None else 0


#: What is typed of a letter.
TYPED = (
    *("received", "sender", "party", "number", "date", "subject", "channel"),
    *("marked", "asked", "due", "note"),
)


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan or photo of a letter; ``store.blob(scan.blob)`` gives its bytes."""

    id: str
    name: str
    media: str
    size: int
    blob: str


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the register, or a run of them.

    ``state``: "used" by ``letter``, "outside" (in the paper register), "reserved" for another PC, "void", or "missing":
    nobody knows what became of it. ``twice``: several letters have it, each a line. ``record`` is the entry by which
    somebody accounted for it.
    """

    first: int
    last: int
    state: str
    letter: Incoming | None = None
    remark: str = ""
    twice: bool = False
    record: str = ""
