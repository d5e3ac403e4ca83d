"""What a day at the desk begins with: the meetings ahead, the papers that wait, the year by committee. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from koyradesk.bengali.collation import sort_key
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.bengali.times import parse_time

#: "begun" is a paper without a day: whether it was held is not said yet.
State = Literal["held", "planned", "begun", "missed", ""]

#: The fiscal year of the government begins in July.
_FISCAL_BEGINS = 7
#: Of so many months before this one it is seen how often a committee meets; fewer meetings than this show nothing.
_SEEN, _FEWEST = 12, 3
_PERIOD = pattern(r"(\d{4})-(0[1-9]|1[0-2])")
_MONTHLY = pattern(nfc(r"(?<![\w\u0980-\u09e3])মাসিক(?![\u0980-\u09e3])"))
_SELDOM = pattern(nfc(r"ত্রৈমাসিক|দ্বিমাসিক|দ্বি-মাসিক|ষাণ্মাসিক|ষান্মাসিক|অর্ধবার্ষিক|অর্ধ-বার্ষিক|চতুর্মাসিক"))


class Row(Protocol):
    """What is looked at of a meeting in a list: ``meetings.Listed``, or a window's own row."""

    @property
    def id(self) -> str: ...
    @property
    def committee(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def title(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def number(self) -> str: ...
    @property
    def time(self) -> str: ...


R = TypeVar("R", bound=Row)


class Upcoming(NamedTuple, Generic[R]):
    """A meeting to come and the days until then; 0 is today."""

    meeting: R
    days: int


class Cell(NamedTuple, Generic[R]):
    """A committee's month with its meetings, in their order. ``day`` is that of the next one planned in it.

    ``signed``: all that was held is signed. A month of the past without a meeting is "missed" where the committee meets
    monthly.
    """

    month: str
    state: State = ""
    day: int | None = None
    signed: bool = False
    meetings: tuple[R, ...] = ()


class Line(NamedTuple, Generic[R]):
    """A committee's fiscal year, July first."""

    committee: str
    cells: tuple[Cell[R], ...]


class Overview(NamedTuple, Generic[R]):
    """``ahead``: soonest first. ``drafts`` have no number yet, ``awaiting`` have one and are not signed: newest first.

    ``year`` has a line for each committee that met in this fiscal year or the last, by the alphabet; ``months`` are its
    twelve ("2026-07"), ``month`` is today's. Papers older than the last fiscal year await nothing: they came in as they
    were.
    """

    today: date
    ahead: tuple[Upcoming[R], ...]
    drafts: tuple[R, ...]
    awaiting: tuple[R, ...]
    months: tuple[str, ...]
    month: str
    year: tuple[Line[R], ...]


def overview(rows: Iterable[R], today: date) -> Overview[R]:
    """The office on a day, from the list of its meetings (newest first, see ``meetings.listing``)."""
    every = list(rows)
    now, first = _month_of(today), _first(today)
    ahead = [Upcoming(row, (row.date - today).days) for row in every if row.date and row.date >= today]
    ahead = [one for one in ahead if not _is_signed(one.meeting)]
    return Overview(
        today,
        tuple(sorted(ahead, key=lambda one: (one.days, _hour(one.meeting), one.meeting.id))),
        tuple(row for row in every if _is_draft(row) and not (row.date and row.date > today)),
        tuple(row for row in every if _awaits(row) and _month_or(row, first) >= first - 12),
        _periods(first),
        _period(now),
        _lines(every, first, now, today),
    )


def year(rows: Iterable[R], today: date, begins: date) -> tuple[Line[R], ...]:
    """The fiscal year that begins on a day, as it is ``today``: a line for each committee that met in it or in the one
    before."""
    return _lines(list(rows), _month_of(begins), _month_of(today), today)


def months_from(begins: date) -> tuple[str, ...]:
    """The twelve months from the one of a day on: "2026-07"."""
    return _periods(_month_of(begins))


def _lines(every: Sequence[R], first: int, now: int, today: date) -> tuple[Line[R], ...]:
    by_committee: dict[str, dict[int, list[R]]] = {}
    for row in every:
        at = _month(row)
        if at is not None and row.committee:
            by_committee.setdefault(row.committee, {}).setdefault(at, []).append(row)
    return tuple(
        Line(name, tuple(_cells(months, first, now, today)))
        for name, months in sorted(by_committee.items(), key=lambda one: sort_key(one[0]))
        if any(first - 12 <= at < first + 12 for at in months)
    )


def is_monthly(rows: Iterable[Row], today: date) -> bool:
    """Does the committee of these meetings meet every month, as far as a day knows?"""
    months: dict[int, list[Row]] = {}
    for row in rows:
        at = _month(row)
        if at is not None:
            months.setdefault(at, []).append(row)
    return bool(months) and _is_monthly(months, _month_of(today))


def lasting(rows: Iterable[R], today: date) -> tuple[R, ...]:
    """Of the rows that ``overview`` takes, those that it needs on this day or any later one: the same comes of them."""
    since = _first(today) - 12
    kept: list[R] = []
    oldest: dict[str, tuple[int, R]] = {}
    for row in rows:
        at = _month(row)
        if at is None or at >= since or _is_draft(row) or (row.date and row.date >= today):
            kept.append(row)
        elif row.committee and at <= oldest.get(row.committee, (at, row))[0]:
            oldest[row.committee] = (at, row)
    # Since when a committee meets; they are older than all others.
    return (*kept, *(row for _, row in oldest.values()))


def _is_signed(row: Row) -> bool:
    return row.state in ("signed", "despatched")


def _is_draft(row: Row) -> bool:
    return row.state == "draft" and not row.number


def _awaits(row: Row) -> bool:
    """Has it a number, wherever it was taken, and no signature?"""
    return not _is_signed(row) and not _is_draft(row)


def _hour(row: Row) -> time:
    return parse_time(row.time) or time.max


def _month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(day: date) -> int:
    """The first month of the fiscal year."""
    return _month_of(day) - (day.month - _FISCAL_BEGINS) % 12


def _month(row: Row) -> int | None:
    """The month a meeting is of, which may not be that of its day."""
    found = _PERIOD.fullmatch(row.period)
    if found:
        return int(found[1]) * 12 + int(found[2]) - 1
    return _month_of(row.date) if row.date else None


def _month_or(row: Row, other: int) -> int:
    found = _month(row)
    return other if found is None else found


def _period(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _periods(first: int) -> tuple[str, ...]:
    return tuple(_period(at) for at in range(first, first + 12))


def _cells(months: Mapping[int, Sequence[R]], first: int, now: int, today: date) -> Iterable[Cell[R]]:
    begun = min(months)
    monthly = _is_monthly(months, now)
    for at in range(first, first + 12):
        held = months.get(at, ())
        if held:
            yield _cell(_period(at), held, today)
        else:
            yield Cell(_period(at), "missed" if monthly and begun < at < now else "")


def _cell(month: str, rows: Sequence[R], today: date) -> Cell[R]:
    every = tuple(sorted(rows, key=lambda row: (row.date or date.max, row.id)))
    coming = [row.date for row in rows if row.date and row.date >= today and _is_draft(row)]
    done = [row for row in rows if not _is_draft(row) or (row.date and row.date < today)]
    signed = bool(done) and all(_is_signed(row) for row in done)
    if coming:
        return Cell(month, "planned", min(coming).day, signed, every)
    return Cell(month, "held" if done else "begun", None, signed, every)


def _is_monthly(months: Mapping[int, Sequence[Row]], now: int) -> bool:
    """Does a committee meet every month: by its name, or because it did so in two months of three?"""
    newest = months[max(months)][0]
    called = f"{newest.committee} {newest.title}"
    if _SELDOM.search(called):
        return False
    if _MONTHLY.search(called):
        return True
    since = max(min(months), now - _SEEN)
    met = sum(since <= at < now for at in months)
    return met >= _FEWEST and 3 * met >= 2 * (now - since)
