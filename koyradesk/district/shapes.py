"""What the offices below this one have told, as frozen dataclasses. Pure.

Every figure is true for a day, its **day of the data** (তথ্যের তারিখ, ``as_of``): the last day of which the book of that
office tells something. What came after it nobody here knows, and nothing is made of that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from koyradesk.errors import UserError
from koyradesk.exchange.shapes import Role
from koyradesk.figures.counts import Count

#: Of a month: it was held (``day``); planned for a ``day``; missed (হয়নি); not over yet, or over so lately that its
#: minutes may still be waiting for their signature (—); after the day of the data, so nobody here knows (?); "":
#: nothing is expected, as the committee does not meet monthly or had not begun, or there is no such committee.
MonthState = Literal["held", "planned", "missed", "ahead", "unknown", ""]
#: Days after which data are old: twice a month's exchange is late then.
STALE = 10
#: Minutes were issued up to so many days after their meeting: a month without minutes is not called missed before.
GRACE = 29


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting of another office. ``minutes``: its signed minutes are here, to be read and printed."""

    id: str
    committee: str
    day: date | None = None
    title: str = ""
    number: str = ""
    minutes: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month ("2026-07") of an office: of one committee, or of all of them.

    ``day`` is that of the last meeting held in it, or of the one planned. Of all committees ``met`` of ``of`` that are
    expected to meet did; of one they are 0 or 1. ``minutes``: all that was held has its signed minutes here.
    """

    month: str
    state: MonthState = ""
    day: date | None = None
    meetings: tuple[Held, ...] = ()
    minutes: bool = False
    met: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """An office of the view.

    ``name`` is what our directory calls it, else what it calls itself. ``as_of`` is the day its data are true for, None
    where none came that tell a day; ``stale`` where that is long ago (``STALE``). ``months`` are the year's twelve.
    ``open`` counts what is neither reached nor closed on that day, whichever year it is of, ``late`` what of it should
    have been done; ``count`` is all of the year. ``has``: it has a committee of the name that was asked for.
    ``missing`` counts records that refer to others which have not arrived. ``problem`` says why nothing can be read.
    """

    office: str
    name: str
    role: Role = "below"
    level: int = 1
    as_of: date | None = None
    stale: bool = False
    months: tuple[Month, ...] = ()
    open: int = 0
    late: int = 0
    count: Count = field(default_factory=Count)
    has: bool = True
    missing: int = 0
    problem: UserError | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic over all offices: ``key`` is that of all its spellings; ``offices`` the count of each by its code."""

    key: str
    name: str
    count: Count
    offices: Mapping[str, Count] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Committee:
    """A name that committees of several offices share: how many offices have one, and how many meetings they held in
    the year."""

    key: str
    name: str
    offices: int
    held: int


@dataclass(frozen=True, slots=True)
class View:
    """A fiscal year (the one that begins in ``year``) of the offices below, as this office knows it on the day ``on``.

    ``committee`` is the name that was asked for as it is mostly spelled, "" for all. ``topics`` are by quarter (1 to 4;
    0 is the whole year), what has most that is late first. ``oldest`` and ``newest`` are the days the figures are true
    for. ``years`` are those of which there is something, the newest first.
    """

    on: date
    year: int
    committee: str
    office: str
    months: tuple[str, ...]
    rows: tuple[Row, ...]
    topics: Mapping[int, tuple[Topic, ...]]
    committees: tuple[Committee, ...]
    years: tuple[int, ...] = ()

    @property
    def oldest(self) -> date | None:
        return min((row.as_of for row in self.rows if row.as_of), default=None)

    @property
    def newest(self) -> date | None:
        return max((row.as_of for row in self.rows if row.as_of), default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """An office in the course of one matter, and those it went on to (``below``).

    ``obligation`` is the id in that office's book; "" where it binds the office and nothing of it has come from there
    yet. ``done`` of ``total`` tasks are carried out; ``late`` by so many days on the day ``as_of``. ``begun`` is when
    it was decided, by ``committee`` in ``meeting``. ``closed``: the office's own committee closed it, as ``outcome``.
    """

    office: str
    name: str
    role: Role = "below"
    obligation: str = ""
    text: str = ""
    topic: str = ""
    meeting: str = ""
    committee: str = ""
    begun: date | None = None
    as_of: date | None = None
    done: int = 0
    total: int = 0
    late: int = 0
    closed: date | None = None
    outcome: str = ""
    below: tuple[Step, ...] = ()

    @property
    def here(self) -> bool:
        """Did anything of it come from there?"""
        return bool(self.obligation)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The course (গতিপথ) of one matter: ``above`` from the first office that wanted it, then the ``step`` asked of,
    with what lies below it. ``source_text`` says in words where it comes from, for who has not the book of the office
    above."""

    text: str
    topic: str
    above: tuple[Step, ...]
    step: Step
    source_text: str = ""
