"""What the view wants to know of a book, reckoned once when the book has changed, and kept beside it.

``digest/<fiscal year>.json`` in the book's folder is an index, as the tables are of the journal: it is believed only as
long as the book's file, the program and the day it was reckoned for are those it was made from, and made anew else.
All of it is read from the book as the office itself reads it (``Standing``, ``figures``), on the day of its data: so it
says what the office's own screen said on that day.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from koyradesk import __version__, disk, meetings, overview, records
from koyradesk.directory.names import key
from koyradesk.district.dating import dated
from koyradesk.exchange.own_name import recorded_name
from koyradesk.figures import reading as figures
from koyradesk.figures.counts import Span, quarter_of
from koyradesk.markup import plain
from koyradesk.model import SIGNED
from koyradesk.obligations.counting import counted
from koyradesk.obligations.shapes import Obligation
from koyradesk.obligations.standing import Standing
from koyradesk.store import Store, place
from koyradesk.uncollected import uncollected

FOLDER = "digest"
#: Counts up whenever what stands in a digest, or how it is reckoned, changes.
FORMAT = 1
#: Where the head of an SQLite file counts its changes.
_CHANGES = slice(24, 28)
#: The states in the order in which a topic's are written.
_STATES = ("in_time", "done_late", "open", "late", "dropped")


@dataclass(frozen=True, slots=True)
class Digest:
    """What a book says of a fiscal year. Days ISO; ``committee`` keys are those of ``directory.names.key``.

    ``names``: the committees' names by their keys. ``monthly``: the keys of those that meet every month. ``open``:
    what is open and late by committee, "" all of it. ``months``: by committee twelve cells of [state, day planned,
    meetings], a meeting being [id, committee, day, title, number, signed]. ``counts``: [committee, quarter, topic, the
    five states].
    ``adopted``: what the office took over from another, by the id it has there. ``keys``: the role it gives to others.
    """

    stamp: list[Any]
    as_of: str | None
    next: str | None = None
    name: str = ""
    missing: int = 0
    years: list[int] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    monthly: list[str] = field(default_factory=list)
    open: dict[str, list[int]] = field(default_factory=dict)
    months: dict[str, list[list[Any]]] = field(default_factory=dict)
    counts: list[list[Any]] = field(default_factory=list)
    topics: dict[str, str] = field(default_factory=dict)
    adopted: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The day its data are true for."""
        return date.fromisoformat(self.as_of) if self.as_of else None


def kept(folder: Path, year: int, on: date, said: date | None = None) -> Digest | None:
    """The digest that is kept of a book in a folder, if it is still true."""
    stamp = _stamp(folder, year, said)
    if stamp is None:
        return None
    try:
        found = Digest(**json.loads(_path(folder, year).read_bytes()))
        days = [date.fromisoformat(day) if day else None for day in (found.as_of, found.next)]
    except (OSError, ValueError, TypeError):
        return None
    as_of, after = days
    is_past = (as_of is None or as_of <= on) and (after is None or on < after)
    return found if found.stamp == stamp and is_past else None


def made(book: Store, year: int, on: date, said: date | None = None) -> Digest:
    """Reckons the digest of a book and keeps it.

    Raises:
        UserError: the book is damaged.
    """
    stamp = _stamp(book.folder, year, said)
    found = _reckoned(book, year, on, said, stamp)
    if stamp is not None and stamp == _stamp(book.folder, year, said):
        _keep(book.folder, year, found)
    return found


def _stamp(folder: Path, year: int, said: date | None) -> list[Any] | None:
    """What a digest is made from; None where the book's file is in the midst of a change."""
    file = folder / place.DATABASE
    try:
        with disk.opened(file) as stream:
            changes = stream.read(100)[_CHANGES].hex()
        state = place.state(folder)
        if state is None or file.with_name(f"{file.name}-journal").stat().st_size:
            return None
    except FileNotFoundError:
        # No change is under way.
        state = place.state(folder)
        if state is None:
            return None
    except OSError:
        return None
    day = said.isoformat() if said else ""
    return [FORMAT, __version__, records.SCHEMA, year, day, *state, changes]


def _path(folder: Path, year: int) -> Path:
    return folder / FOLDER / f"{year}.json"


def _keep(folder: Path, year: int, digest: Digest) -> None:
    """Without it the view is only slower: what cannot be kept is left."""
    target = _path(folder, year)
    with suppress(OSError):
        target.parent.mkdir(exist_ok=True)
        beside = target.with_suffix(".part")
        beside.write_text(json.dumps(asdict(digest), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        disk.replace(beside, target)


@uncollected
def _reckoned(book: Store, year: int, on: date, said: date | None, stamp: list[Any] | None) -> Digest:
    as_of, after = dated(book, on, said)
    standing = Standing(book, as_of or on)
    months, monthly, names = _months(book, standing.on, year)
    opened = _open(standing, names)
    counts, topics = _counts(standing, year, names)
    return Digest(
        stamp or [],
        as_of.isoformat() if as_of else None,
        after.isoformat() if after else None,
        recorded_name(book),
        book.fatherless(),
        list(figures.years(book, standing.on)),
        {row["office"]: row["role"] for row in book.rows("key", revoked=None, only=("office", "role"))},
        names,
        monthly,
        opened,
        months,
        counts,
        topics,
        _adopted(book, standing),
    )


def _months(book: Store, on: date, year: int) -> tuple[dict[str, list[list[Any]]], list[str], dict[str, str]]:
    listed = meetings.listing(book)
    names: dict[str, str] = {}
    for row in book.rows("committee", only=("name",)):
        if key(row["name"]):
            names.setdefault(key(row["name"]), plain(row["name"]).strip())
    by_name: dict[str, list[meetings.Listed]] = {}
    for one in listed:
        by_name.setdefault(one.committee, []).append(one)
    months: dict[str, list[list[Any]]] = {}
    monthly = set()
    for line in overview.year(listed, on, Span(year).first):
        who = key(line.committee)
        cells = [[cell.state, _planned(cell), [_meeting(one) for one in cell.meetings]] for cell in line.cells]
        months[who] = [_both(*pair) for pair in zip(months[who], cells, strict=True)] if who in months else cells
        if overview.is_monthly(by_name[line.committee], on):
            monthly.add(who)
    return months, sorted(monthly), names


#: Of two committees of one name, which state of a month says more.
_SAYS = ("held", "planned", "begun", "missed", "")


def _both(one: list[Any], other: list[Any]) -> list[Any]:
    """The month of two committees that are called the same."""
    states = sorted((one[0], other[0]), key=_SAYS.index)
    days = sorted(day for day in (one[1], other[1]) if day)
    return [states[0], days[0] if days else None, [*one[2], *other[2]]]


def _planned(cell: overview.Cell[meetings.Listed]) -> str | None:
    return f"{cell.month}-{cell.day:02}" if cell.day else None


def _meeting(one: meetings.Listed) -> list[Any]:
    day = one.date.isoformat() if one.date else None
    return [one.id, one.committee, day, plain(one.title), one.number, one.state in SIGNED]


def _open(standing: Standing, names: dict[str, str]) -> dict[str, list[int]]:
    """What is neither reached nor closed, and what of it is late; by committee, "" all of it."""
    pairs = [(one, task) for one, task in standing.open_tasks() if not task.is_done(one.measure)]
    told = standing.told({one.id: one for one, _ in pairs}.values())
    found: dict[str, list[int]] = {"": [0, 0]}
    for one, task in pairs:
        name = told[one.id].committee
        late = task.late(one.measure, standing.on) > 0
        for who in {"", key(name)}:
            count = found.setdefault(who, [0, 0])
            count[0] += 1
            count[1] += late
        if key(name):
            names.setdefault(key(name), plain(name).strip())
    return found


def _counts(standing: Standing, year: int, names: dict[str, str]) -> tuple[list[list[Any]], dict[str, str]]:
    span = Span(year)
    found: dict[tuple[str, int, str], list[int]] = {}
    topics: dict[str, str] = {}
    for row in figures.rows(standing, span):
        who = key(row.committee)
        count = found.setdefault((who, quarter_of(row.day), row.topic), [0] * len(_STATES))
        count[_STATES.index(row.state)] += 1
        topics[row.topic] = min(topics.get(row.topic, row.topic_name), row.topic_name)
        if who:
            names.setdefault(who, plain(row.committee).strip())
    return [[*place_, *count] for place_, count in found.items()], topics


def _adopted(book: Store, standing: Standing) -> dict[str, list[dict[str, Any]]]:
    """What the office took over from others, counted as it stands on the day of its data."""
    sources = {
        row["id"]: row["source"] for row in book.rows("obligation", decision=None, only=("source",)) if row["source"]
    }
    every = standing.get(sources)
    last = {one.id: newest(book, standing, one) for one in every}
    counts = counted(standing, {one.id: one for one in (*every, *last.values())}.values())
    told = standing.told([*every, *last.values()])
    found: dict[str, list[dict[str, Any]]] = {}
    for one in every:
        at = last[one.id]
        count = counts.get(at.id)
        found.setdefault(sources[one.id], []).append(
            {
                "id": at.id,
                "text": plain(told[at.id].text).strip(),
                "topic": plain(told[at.id].topic).strip(),
                "meeting": at.meeting,
                "committee": plain(told[at.id].committee).strip(),
                "begun": at.begun.isoformat() if at.begun else None,
                "done": count.done if count else 0,
                "total": count.total if count else 0,
                "late": count.late if count else 0,
                "closed": at.closed.isoformat() if at.closed else None,
                "outcome": at.outcome,
            }
        )
    return found


def newest(book: Store, standing: Standing, of: Obligation) -> Obligation:
    """The obligation that one was decided anew as, and that one in its turn; itself where no committee did."""
    seen = {of.id}
    while of.outcome == "reissued":
        rows = book.rows("obligation", follows=of.id, only=())
        after = [one for one in standing.get(row["id"] for row in rows) if one.id not in seen]
        if not after:
            break
        of = after[-1]
        seen.add(of.id)
    return of
