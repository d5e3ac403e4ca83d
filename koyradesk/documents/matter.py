"""What a letter or register speaks of, gathered from the records by who knows the store (``koyradesk.letters``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from koyradesk.documents.blocks import Picture
from koyradesk.model import SIGNED, Meeting, Memo
from koyradesk.obligations.shapes import Outcome, Status


@dataclass(frozen=True, slots=True)
class Share:
    """One party's share of a decision, in one period where it recurs: a row (সারি) as a paper tells it.

    ``late`` counts the days since ``due``, None where it is not late. ``value`` is what was reached, ``told`` the same
    in words ("৫টির মধ্যে ৩টি"); ``text`` is what was reported.
    """

    name: str = ""
    period: str = ""
    due: date | None = None
    late: int | None = None
    value: int | None = None
    told: str = ""
    text: str = ""
    status: Status = "open"
    outcome: Outcome = ""

    @property
    def done(self) -> bool:
        """Is nothing left to be done: reached, or closed by the committee?"""
        return self.status in ("done", "closed")

    @property
    def dropped(self) -> bool:
        """Is it not wanted any more? Then it is no part of what is counted: see ``shapes.done_of``."""
        return self.status == "closed" and self.outcome in ("dropped", "reissued")


def shared(shares: Iterable[Share]) -> tuple[int, int]:
    """How many shares are done, and of how many."""
    wanted = [one for one in shares if not one.dropped]
    return sum(one.done for one in wanted), len(wanted)


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision (সিদ্ধান্ত) as a letter speaks of it: of which meeting and memo, who carries it out, how far it is.

    ``late`` counts the days since ``due`` on the letter's day, None where it is not late. ``progress`` is the last
    report in words, ``done`` whether it was carried out. ``rule`` and ``target`` say in words when and how much, where
    a rule was set; ``measure`` is its kind. ``shares`` are those of the parties that it binds; a reminder tells one
    share, in its ``period``. ``closed``: the committee closed it, with an ``outcome``. What comes from elsewhere has no
    meeting but a ``source``. ``reported``: something was told of the period of a return.
    """

    decision: str = ""
    meeting: str = ""
    meeting_title: str = ""
    meeting_date: str = ""
    memo: Memo = field(default_factory=Memo)
    serial: str = ""
    topic: str = ""
    label: str = ""
    text: str = ""
    implementers: tuple[str, ...] = ()
    due: date | None = None
    late: int | None = None
    progress: str = ""
    count: int | None = None
    done: bool = False
    obligation: str = ""
    rule: str = ""
    informs: bool = False
    measure: str = ""
    target: str = ""
    period: str = ""
    shares: tuple[Share, ...] = ()
    closed: bool = False
    outcome: Outcome = ""
    source: str = ""
    reported: bool = False

    @property
    def is_unsigned(self) -> bool:
        """Is it of a meeting whose minutes are not signed yet?"""
        return bool(self.meeting) and self.memo.state not in SIGNED


@dataclass(frozen=True, slots=True)
class Received:
    """A letter that came in, as what answers it refers to it: the memo ``number`` and ``date`` are its sender's."""

    sender: str = ""
    number: str = ""
    date: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """All that a letter is composed from besides its own fields.

    ``meeting`` gives letterhead, title and the officer who signs: the letter's own, or the newest of its committee;
    ``cited`` are the memos it refers to, the oldest first (of a reminder: the minutes', then the reminders before);
    ``members`` are whom a notice invites. ``photos`` are the letter's own, then those that prove what it tells, which
    ``evidence`` names by their files, captions and names; ``enclosed`` are the other files that prove it; ``awaited``
    names those that have not come yet from the offices that reported. ``received`` is the letter that a reply answers.
    """

    meeting: Meeting = field(default_factory=Meeting)
    matters: tuple[Matter, ...] = ()
    cited: tuple[Memo, ...] = ()
    members: tuple[str, ...] = ()
    photos: tuple[tuple[Picture, str], ...] = ()
    evidence: tuple[tuple[str, str, str], ...] = ()
    enclosed: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    received: Received | None = None


@dataclass(frozen=True, slots=True)
class BookRow:
    """A line of the memo book (স্মারক বহি): one number of a file, or a run of them (``first`` to ``last``).

    ``state``: "used" here, "outside", "reserved", "void", or "missing": nobody knows what became of it.
    """

    first: int
    last: int
    state: str
    number: str = ""
    date: str = ""
    to: str = ""
    subject: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """The memo book of one file (নথি)."""

    code: str
    title: str = ""
    rows: tuple[BookRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """A line of the despatch register (প্রেরণ রেজিস্টার): one copy of one paper; dates as printed."""

    date: str
    number: str
    to: str
    subject: str
    channel: str
    acknowledged: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncomingRow:
    """A line of the register of incoming letters: a letter as it is printed, or, with a ``state`` ("outside",
    "reserved", "void", "missing"), what became of a number or a run of them. ``became``: what settled the letter."""

    number: str
    received: str = ""
    sender: str = ""
    memo: str = ""
    date: str = ""
    subject: str = ""
    channel: str = ""
    marked: str = ""
    due: str = ""
    became: str = ""
    note: str = ""
    settled: bool = False
    state: str = ""
