"""A register (রেজিস্টার) of an obligation: its parties down, its periods across, in each cell what was reached.

Read on a day and true for that day; filled cell by cell, many at once, as one group of reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from koyradesk.directory.names import key
from koyradesk.directory.parties import Directory
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import filling, rules
from koyradesk.obligations.shapes import Channel, Obligation, Status, Task, Told, done_of
from koyradesk.obligations.standing import Standing
from koyradesk.store import Changed, Store

#: A cell by the key of its line and the month its period begins with ("" where nothing recurs).
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A party: ``key`` is its id in the directory, or the key of a name that stands in none."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Column:
    """A period; ``begun`` on the day of the register. ``first`` and ``last`` are None where nothing recurs."""

    key: str
    first: date | None = None
    last: date | None = None
    due: date | None = None
    begun: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party has done in one period. ``amount`` is what it adds to the sums: the number reached, or 1 for what
    is done where nothing is counted; ``late`` counts days."""

    task: Task
    status: Status
    late: int
    done: bool
    amount: int

    @property
    def value(self) -> int | None:
        """The number that was told last."""
        return self.task.value


@dataclass(frozen=True, slots=True)
class Matrix:
    """The register as it is on the day ``on``; ``cells`` by line and column, None where nothing is asked (yet)."""

    on: date
    obligation: Obligation
    told: Told
    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell | None, ...], ...]

    @property
    def adds(self) -> bool:
        """Do its numbers make a sum? Shares of a hundred do not."""
        return self.obligation.measure.kind != "percent"

    @property
    def counts(self) -> bool:
        """Are numbers filled in, or only that something is done?"""
        return self.obligation.measure.counts

    @property
    def recurs(self) -> bool:
        """Does it have a column for each of its periods?"""
        return any(column.key for column in self.columns)

    def line_sum(self, line: int) -> int:
        """What one party reached in all periods."""
        return sum(cell.amount for cell in self.cells[line] if cell is not None)

    def column_sum(self, column: int) -> int:
        """What all reached in one period."""
        return sum(cell.amount for cell in self._down(column))

    @property
    def total(self) -> int:
        """What all reached in all periods."""
        return sum(cell.amount for cells in self.cells for cell in cells if cell is not None)

    def done(self, column: int) -> tuple[int, int]:
        """How many have done it in a period, and how many are to do it."""
        return done_of((cell.task for cell in self._down(column)), self.obligation.measure)

    def at(self, place: Place) -> Cell | None:
        """A cell; None where nothing is asked."""
        line = next((at for at, one in enumerate(self.lines) if one.key == place[0]), None)
        column = next((at for at, one in enumerate(self.columns) if one.key == place[1]), None)
        return None if line is None or column is None else self.cells[line][column]

    def place(self, line: int, column: int) -> Place:
        """How the cell of a line and a column is named."""
        return self.lines[line].key, self.columns[column].key

    def _down(self, column: int) -> Iterator[Cell]:
        return (cell for cells in self.cells if (cell := cells[column]) is not None)


def matrix(standing: Standing, obligation: Obligation, first: str = "", last: str = "") -> Matrix:
    """The register of an obligation, with the periods that begin from one month to another ("2026-07", "2027-06");
    without them those of the fiscal year of the day. Where nothing recurs there is one column."""
    begins, ends = rules.fiscal_months(rules.fiscal_year(standing.on))
    first, last = first or begins, last or ends
    tasks = _tasks(standing, obligation)
    told = standing.told([obligation])[obligation.id]
    columns = tuple(_columns(obligation, {period for _, period in tasks}, first, last, standing.on))
    lines = tuple(_lines(standing, told, tasks))
    cell = partial(_cell, standing.on, obligation)
    cells = tuple(
        tuple(cell(task) if (task := tasks.get((line.key, column.key))) else None for column in columns)
        for line in lines
    )
    return Matrix(standing.on, obligation, told, lines, columns, cells)


def years(standing: Standing, obligation: Obligation) -> tuple[int, ...]:
    """The fiscal years an obligation has periods in, by the year they begin; none where nothing recurs."""
    rule = obligation.rule
    if rule is None or rule.kind != "recurring":
        return ()
    begun = date.fromisoformat(f"{rule.begins}-01") if rule.begins else obligation.begun or standing.on
    last = min(standing.on, obligation.closed or standing.on)
    return tuple(range(rules.fiscal_year(begun), max(rules.fiscal_year(begun), rules.fiscal_year(last)) + 1))


def fill(
    store: Store,
    standing: Standing,
    obligation: Obligation,
    cells: Mapping[Place, filling.Value],
    *,
    on: date,
    reporter: str = "",
    channel: Channel = "",
    by: str,
) -> Changed:
    """Writes what was reached in many cells as one group of reports: a number; True or False for what is done or is
    not after all; None takes back what was told last.

    Raises:
        UserError: a cell that is closed, has not begun or does not exist, or a value that cannot be; the refusal names
            its party and period, and nothing is written.
    """
    tasks = _tasks(standing, obligation)
    names = {line.key: line.name for line in _lines(standing, standing.told([obligation])[obligation.id], tasks)}
    wanted = []
    for (line, period), value in cells.items():
        name = names.get(line, line)
        task = tasks.get((line, period))
        if task is None:
            reason = UserError(_not_there(obligation, period, standing.on))
            raise refusal(name, period, reason)
        try:
            wanted.append((task, filling.checked(obligation, task, value)))
        except UserError as error:
            raise refusal(name, period, error) from None
    return filling.write(store, obligation, wanted, on=on, reporter=reporter, channel=channel, by=by)


def refusal(name: str, period: str, reason: UserError) -> UserError:
    """A refusal of one cell: of whom, in which period, and why."""
    if not period:
        return UserError(N_("{name}: {reason}"), name=name, reason=reason)
    first = date.fromisoformat(f"{period}-01")
    return UserError(N_("{name}, period from {first}: {reason}"), name=name, first=first, reason=reason)


def _not_there(obligation: Obligation, period: str, on: date) -> str:
    if period > f"{on:%Y-%m}":
        return N_("It has not begun yet. Fill it in when it has.")
    return N_("Nothing is asked here.") if obligation.closed is None else N_("The committee has closed this.")


def _tasks(standing: Standing, obligation: Obligation) -> dict[Place, Task]:
    """The tasks by their places. One that was named before its party stood in the directory stands in its line."""
    found: dict[Place, Task] = {}
    for task in standing.tasks([obligation])[obligation.id]:
        place = _line(standing.directory, task), task.period
        held = found.get(place)
        if held is None or (bool(task.reports), task.kept) > (bool(held.reports), held.kept):
            found[place] = task
    return found


def _line(directory: Directory, task: Task) -> str:
    if task.party:
        return task.party
    party = directory.find(task.name)
    return party.id if party is not None and party.sort != "group" else key(task.name)


def _lines(standing: Standing, told: Told, tasks: Mapping[Place, Task]) -> Iterator[Line]:
    """Who is bound, as the decision names them and the directory has them; then who was, and is no more."""
    directory = standing.directory
    asked = {line for line, _ in tasks}
    bound = directory.bound(told.names, standing.on)
    for line, one in bound.items():
        if line in asked:
            yield Line(line, _name(one.name))
    order = {party: place for place, party in enumerate(directory.parties)}
    rest = {line: task.name for (line, _), task in tasks.items() if line not in bound}
    for line in sorted(rest, key=lambda one: (order.get(one, len(order)), key(rest[one]))):
        party = directory.parties.get(line)
        yield Line(line, _name(party.name if party else rest[line]))


def _name(marked: str) -> str:
    return " ".join(plain(marked).split())


def _columns(obligation: Obligation, kept: Iterable[str], first: str, last: str, on: date) -> Iterator[Column]:
    """The periods in their order: those of the rule, and those that were opened under another rule and stay."""
    rule, found = obligation.rule, {}
    recurs = rule is not None and rule.kind == "recurring"
    until = min(date.fromisoformat(f"{last}-01"), obligation.closed or date.max)
    for period in rules.periods(rule, obligation.begun or on, until):
        if not period.key or first <= period.key <= last:
            begun = not period.first or period.first <= on
            found[period.key] = Column(period.key, period.first, period.last, period.due, begun)
    for key_ in kept:
        if key_ not in found and (not key_ or first <= key_ <= last):
            found[key_] = Column(key_)
            if rule is not None and recurs and key_:
                found[key_] = Column(key_, *rules.period(rule, key_))
    for key_ in sorted(found):
        yield found[key_]


def _cell(on: date, obligation: Obligation, task: Task) -> Cell:
    measure = obligation.measure
    status = task.status(measure)
    done = task.counts_done(measure)
    amount = task.value or 0 if measure.counts else int(done)
    return Cell(task, status, task.late(measure, on), done, amount)
