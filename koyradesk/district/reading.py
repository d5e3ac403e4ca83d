"""The view of the offices below, as this office knows it on a day: opened from the digests of their books."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from operator import add

from koyradesk import overview
from koyradesk.bengali.collation import sort_key
from koyradesk.directory.names import key
from koyradesk.district import course, digest, offices
from koyradesk.district.digest import Digest
from koyradesk.district.offices import Books, Exchange, Known
from koyradesk.district.shapes import GRACE, STALE, Committee, Held, Lineage, Month, Row, Topic, View
from koyradesk.errors import UserError
from koyradesk.exchange.own_name import recorded_name
from koyradesk.figures.counts import Count, Span, span_of
from koyradesk.markup import plain
from koyradesk.obligations import rules
from koyradesk.obligations.shapes import Rule
from koyradesk.store import Store
from koyradesk.uncollected import uncollected

__all__ = ["Books", "Exchange", "known", "lineage", "refresh", "view"]


@uncollected
def view(of: Books | Exchange, own: Store, *, year: int, committee: str = "", on: date) -> View:
    """The fiscal year that begins in ``year``, of all committees or of those of one name (however it is spelled).

    A book that cannot be read is told in its row; the others are shown all the same.
    """
    every = [one for one in known(of, own, year=year, on=on) if one.role == "below"]
    every.sort(key=lambda one: (sort_key(one.name), one.office))
    who = key(committee)
    digests = [(one.office, one.digest) for one in every if one.digest is not None]
    shared = tuple(_committees(digests))
    called = next((one.name for one in shared if one.key == who), plain(committee).strip())
    months = overview.months_from(Span(year).first)
    return View(
        on,
        year,
        called if who else "",
        recorded_name(own),
        months,
        tuple(_row(one, who, months, on) for one in every),
        _Topics(digests, who),
        shared,
        tuple(
            sorted(
                {span_of(on).year, *(one for _, found in digests for one in found.years if one <= span_of(on).year)},
                reverse=True,
            )
        ),
    )


def lineage(of: Books | Exchange, own: Store, obligation: str, *, on: date) -> Lineage:
    """The course of an obligation, of this office or of any book.

    Raises:
        UserError: there is none.
    """
    every = known(of, own, year=span_of(on).year, on=on)
    with offices.read_in_words():
        return course.lineage(offices.books_of(of), own, every, obligation, on=on)


def known(of: Books | Exchange, own: Store, *, year: int, on: date) -> list[Known]:
    """The offices this one knows, each with what its book says of a year."""
    return offices.placed(own, dict(_digests(of, own, year, on)))


def refresh(of: Books | Exchange, which: Iterable[str] | None = None, *, on: date) -> int:
    """Digests the books that have changed (or of some offices those), so that the view of this year opens at once;
    after taking in. How many."""
    books, year, said = offices.books_of(of), span_of(on).year, _said(of)
    made = 0
    for office in books.offices() if which is None else which:
        with suppress(UserError), offices.read_in_words():
            book = books.get(office)
            if book is not None and digest.kept(book.folder, year, on, said.get(office)) is None:
                digest.made(book, year, on, said.get(office))
                made += 1
    return made


def _digests(of: Books | Exchange, own: Store, year: int, on: date) -> Iterator[tuple[str, Digest | UserError]]:
    books, said = offices.books_of(of), _said(of)
    for office in books.offices():
        if office == own.office:
            continue
        try:
            # A book whose digest holds need not be opened.
            found = digest.kept(books.path(office), year, on, said.get(office))
            if found is None:
                book = books.get(office)
                if book is None:
                    continue
                with offices.read_in_words():
                    found = digest.made(book, year, on, said.get(office))
            yield office, found
        except UserError as problem:
            yield office, problem


def _said(of: Books | Exchange) -> dict[str, date]:
    """When each office sent its last bundle, by its own clock; not what its clock cannot have shown by then."""
    ledger = getattr(of, "ledger", None)
    found: dict[str, date] = {}
    for one in ledger.said() if ledger is not None else ():
        with suppress(ValueError):
            made = date.fromisoformat(one.made[:10])
            if made <= one.at.date() + timedelta(1):
                found[one.office] = max(found.get(one.office, made), min(made, one.at.date()))
    return found


# The rows


def _row(one: Known, who: str, months: tuple[str, ...], on: date) -> Row:
    found = one.digest
    if found is None:
        unknown = tuple(Month(month, "unknown" if f"{on:%Y-%m}" >= month else "ahead") for month in months)
        return Row(one.office, one.name, one.role, one.level, months=unknown, problem=one.problem)
    as_of = found.day
    opened, late = found.open.get(who, [0, 0])
    total = [0] * 5
    for name, _, _, *count in found.counts:
        if who in ("", name):
            total = [a + b for a, b in zip(total, count, strict=True)]
    keys = [name for name in found.months if who in ("", name)]
    cells = [_month(month, found, keys, at, as_of or date.min, on) for at, month in enumerate(months)]
    return Row(
        one.office,
        one.name,
        one.role,
        one.level,
        as_of,
        as_of is None or (on - as_of).days > STALE,
        tuple(cells),
        opened,
        late,
        Count(*total),
        not who or who in found.names,
        found.missing,
    )


def _month(month: str, found: Digest, keys: Iterable[str], at: int, as_of: date, on: date) -> Month:
    """One month, of one committee or of several together."""
    cells = [(name, *found.months[name][at]) for name in keys]
    held = [_held(one) for _, state, _, inside in cells if state == "held" for one in inside]
    planned = [date.fromisoformat(day) for _, state, day, _ in cells if state == "planned" and day]
    met = sum(state == "held" for _, state, _, _ in cells)
    # The minutes of a month just over may lie unsigned at theirs: nobody can tell that from here.
    over, now = _end(month) + timedelta(GRACE) < as_of, f"{on:%Y-%m}"
    expected = met + sum(state == "planned" or (over and state == "missed") for _, state, _, _ in cells)
    if held:
        days = [one.day for one in held if one.day and one.day <= max(as_of, on)]
        every = tuple(sorted(held, key=lambda one: (one.day or date.max, one.id)))
        return Month(
            month, "held", max(days, default=None), every, all(one.minutes for one in every), met, max(expected, met)
        )
    if planned:
        inside = tuple(_held(one) for _, _, _, those in cells for one in those)
        return Month(month, "planned", min(planned), inside, False, 0, expected)
    states = {state for _, state, _, _ in cells}
    monthly = any(name in found.monthly for name, *_ in cells)
    if "missed" in states:
        return Month(month, "missed" if over else "ahead", of=expected)
    if "begun" in states:
        return Month(month, "ahead", of=expected)
    known = f"{as_of:%Y-%m}"
    if (cells or as_of == date.min) and known <= month <= now and known < now:
        return Month(month, "unknown")
    if as_of == date.min or (monthly and month >= known):
        return Month(month, "ahead")
    return Month(month)


def _end(month: str) -> date:
    """The last day of a month."""
    found = rules.period(Rule("recurring"), month).last
    assert found is not None
    return found


def _held(one: list[object]) -> Held:
    record, committee, day, title, number, signed = one
    when = date.fromisoformat(str(day)) if day else None
    return Held(str(record), str(committee), when, str(title), str(number), bool(signed))


# Over all offices


class _Topics(Mapping[int, tuple[Topic, ...]]):
    """The topics of each quarter and, as quarter 0, of the year; each reckoned when it is looked at, as a window shows
    one of them."""

    def __init__(self, digests: Sequence[tuple[str, Digest]], who: str) -> None:
        self._digests, self._who = digests, who
        self._found: dict[int, tuple[Topic, ...]] = {}

    def __getitem__(self, quarter: int) -> tuple[Topic, ...]:
        if quarter not in range(5):
            raise KeyError(quarter)
        if quarter not in self._found:
            self._found[quarter] = tuple(self._read(quarter))
        return self._found[quarter]

    def __iter__(self) -> Iterator[int]:
        return iter(range(5))

    def __len__(self) -> int:
        return 5

    def __repr__(self) -> str:
        return repr(dict(self))

    @uncollected
    def _read(self, quarter: int) -> list[Topic]:
        found: dict[str, dict[str, list[int]]] = {}
        spelled: dict[str, dict[str, int]] = {}
        for office, one in self._digests:
            for name, at, topic, *count in one.counts:
                if self._who not in ("", name) or quarter not in (0, at):
                    continue
                by_office = found.setdefault(topic, {})
                held = by_office.get(office)
                by_office[office] = count if held is None else list(map(add, held, count))
                names = spelled.setdefault(topic, {})
                said = one.topics.get(topic, topic)
                names[said] = names.get(said, 0) + sum(count)
        return _sorted(found, {topic: _mostly(names) for topic, names in spelled.items()})


def _sorted(topics: Mapping[str, Mapping[str, list[int]]], called: Mapping[str, str]) -> list[Topic]:
    every = []
    for topic, by_office in topics.items():
        total = Count(*map(sum, zip(*by_office.values(), strict=True)))
        counts = {office: Count(*count) for office, count in by_office.items()}
        every.append(Topic(topic, called[topic], total, counts))
    return sorted(every, key=lambda one: (-one.count.late, -one.count.total, one.name, one.key))


def _mostly(spelled: Mapping[str, int]) -> str:
    """How most of them spell it."""
    return min(spelled.items(), key=lambda one: (-one[1], one[0]))[0]


def _committees(digests: Iterable[tuple[str, Digest]]) -> list[Committee]:
    """The names that committees have, those of most offices first."""
    spelled: dict[str, Counter[str]] = {}
    held: Counter[str] = Counter()
    for _, one in digests:
        for who, name in one.names.items():
            spelled.setdefault(who, Counter())[name] += 1
            held[who] += sum(len(inside) for state, _, inside in one.months.get(who, ()) if state == "held")
    found = [Committee(who, _mostly(names), names.total(), held[who]) for who, names in spelled.items()]
    return sorted(found, key=lambda one: (-one.offices, sort_key(one.name), one.key))
