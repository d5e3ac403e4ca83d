"""The register as Qt's views know it: a line for each party, a column for each period, the sums at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.registers.jobs import Sheet, checked, understood
from ui.registers.said import aloud, heading, over, shown, state
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.obligations.filling import Value
    from koyradesk.obligations.matrix import Cell, Matrix, Place

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
#: Qt asks for these often, and Python puts flags together slowly.
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Grid(QAbstractTableModel):
    """What was filled in stands in its cell at once; it is ``pending`` until the office's book has it."""

    #: Cells were filled in and wait to be written.
    filled = Signal()
    #: Something was typed that cannot be: at which cell, and why.
    wrong = Signal(QModelIndex, object)

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.sheet: Sheet | None = None
        self.pending: dict[Place, Value] = {}
        #: What a filled file would change, shown before it is written.
        self.offered: dict[Place, Value] = {}
        #: Sums and shares of the register: a view asks for them with every picture. Where its lines and periods stand.
        self._sums: dict[tuple[int | None, int], int] = {}
        self._shares: dict[int, tuple[int, int]] = {}
        self._lines: dict[str, int] = {}
        self._periods: dict[str, int] = {}

    def show_sheet(self, sheet: Sheet, *, keep: bool) -> None:
        """Another state of the register; ``keep``: what waits to be written goes on waiting."""
        if not keep:
            self.pending, self.offered = {}, {}
        held = self.matrix
        if held is not None and (held.lines, held.columns) == (sheet.matrix.lines, sheet.matrix.columns):
            # What is being typed into a cell goes on.
            self._take(sheet)
            self._all_told()
            return
        self.beginResetModel()
        self._take(sheet)
        self.endResetModel()

    def _take(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._sums, self._shares = {}, {}
        self._lines = {line.key: at for at, line in enumerate(sheet.matrix.lines)}
        self._periods = {column.key: at for at, column in enumerate(sheet.matrix.columns, 1)}

    @property
    def matrix(self) -> Matrix | None:
        """The numbers."""
        return self.sheet.matrix if self.sheet else None

    # Which cell is what

    @property
    def periods(self) -> int:
        """How many columns are periods; the first is the party's, the last tells the sum or how far it is."""
        return len(self.matrix.columns) if self.matrix else 0

    @property
    def sums(self) -> bool:
        """Does a line of sums stand below?"""
        return self.matrix is not None and self.matrix.counts and self.matrix.adds and bool(self.matrix.lines)

    @property
    def totals(self) -> bool:
        """Does the last column tell the sum of each line? Of one period alone it tells how far each is."""
        return self.sums and self.periods > 1

    def place(self, index: Index) -> Place | None:
        """The place of a cell that can be filled in; None for every other."""
        matrix = self.matrix
        if matrix is None or not (0 <= index.row() < len(matrix.lines) and 1 <= index.column() <= self.periods):
            return None
        return matrix.place(index.row(), index.column() - 1)

    def cell(self, index: Index) -> Cell | None:
        """What the register says in a cell."""
        matrix = self.matrix
        if matrix is None or self.place(index) is None:
            return None
        return matrix.cells[index.row()][index.column() - 1]

    def waits(self, index: Index) -> bool:
        """Is a cell's value not written yet?"""
        place = self.place(index)
        return place is not None and (place in self.pending or place in self.offered)

    def closed(self, index: Index) -> bool:
        """Did the committee close it?"""
        cell = self.cell(index)
        return cell is not None and cell.status == "closed"

    def begun(self, index: Index) -> bool:
        """Is anything asked there by now?"""
        return self.cell(index) is not None

    def late(self, index: Index) -> bool:
        """Is it late, and nothing that ends it was filled in?"""
        cell = self.cell(index)
        return cell is not None and cell.late > 0 and not self.done(index)

    def done(self, index: Index) -> bool:
        """Is what is wanted reached?"""
        matrix, cell = self.matrix, self.cell(index)
        if matrix is None or cell is None:
            return False
        value = self._typed(index)
        if value is None:
            return cell.done
        if isinstance(value, bool):
            return value
        return value >= matrix.obligation.measure.target

    def proven(self, index: Index) -> bool:
        """Do photos or files prove it?"""
        cell = self.cell(index)
        return cell is not None and self.sheet is not None and self.sheet.proofs.get(cell.task.id, 0) > 0

    def _typed(self, index: Index) -> Value:
        place = self.place(index)
        if place is None:
            return None
        return self.pending.get(place, self.offered.get(place))

    # Filling in

    def type_in(self, index: Index, typed: str) -> bool:
        """Takes what was typed into a cell; whether it can be."""
        matrix, place = self.matrix, self.place(index)
        if matrix is None or place is None:
            return False
        if not typed.strip():
            return True
        value = understood(matrix, typed)
        if self._refused(index, value) or isinstance(value, UserError):
            return False
        return self.put(index, value)

    def put(self, index: Index, value: Value) -> bool:
        """Fills in a value; whether it can be."""
        matrix, place = self.matrix, self.place(index)
        if matrix is None or place is None:
            return False
        found = checked(matrix, place, value)
        if self._refused(index, found) or isinstance(found, UserError):
            return False
        self.pending[place] = found
        self.offered.pop(place, None)
        self._told([index])
        self.filled.emit()
        return True

    def forget(self, index: Index) -> bool:
        """Forgets what was filled into a cell and is not written yet; whether there was any."""
        place = self.place(index)
        if place is None or place not in self.pending:
            return False
        del self.pending[place]
        self._told([index])
        return True

    def may_fill(self, index: Index) -> bool:
        """Can anything be told of a cell? If not, it is said why."""
        matrix, place = self.matrix, self.place(index)
        return matrix is not None and place is not None and not self._refused(index, checked(matrix, place, True))

    def toggle(self, index: Index) -> bool:
        """Done, or not after all."""
        return self.put(index, not self.done(index))

    def paste(self, at: Index, text: str) -> int | None:
        """Fills in cells copied elsewhere, from a cell on, downwards and to the right; how many there were. All or,
        where one of them cannot be, none of them (None)."""
        matrix = self.matrix
        if matrix is None or self.place(at) is None:
            return None
        values: dict[Place, Value] = {}
        cells = []
        # What lies beyond the table is looked at no more, however much it is.
        rows, columns = self.rowCount() - at.row(), self.columnCount() - at.column()
        for down, line in enumerate(text.rstrip("\r\n").split("\n")[:rows]):
            for across, typed in enumerate(line.rstrip("\r").split("\t")[:columns]):
                index = self.index(at.row() + down, at.column() + across)
                place = self.place(index)
                if not typed.strip() or place is None:
                    continue
                value = understood(matrix, typed)
                if not isinstance(value, UserError):
                    value = checked(matrix, place, value)
                if self._refused(index, value) or isinstance(value, UserError):
                    return None
                values[place] = value
                cells.append(index)
        self.pending |= values
        self._told(cells)
        if values:
            self.filled.emit()
        return len(values)

    def copied(self, cells: Iterable[Index]) -> str:
        """Cells as a spreadsheet takes them."""
        rows: dict[int, dict[int, str]] = {}
        for index in cells:
            rows.setdefault(index.row(), {})[index.column()] = str(self.data(index) or "")
        return "\n".join("\t".join(row[at] for at in sorted(row)) for _, row in sorted(rows.items()))

    def offer(self, values: Mapping[Place, Value]) -> None:
        """Shows what a file would change."""
        self.offered = dict(values)
        self._all_told()

    def accept(self) -> None:
        """What the file would change is to be written."""
        self.pending |= self.offered
        self.offered = {}
        self._all_told()

    def taken(self) -> dict[Place, Value]:
        """What is to be written now; it stays in its cells."""
        return dict(self.pending)

    def settle(self, written: Mapping[Place, Value]) -> None:
        """What was written is the register's; what was typed since goes on waiting."""
        self.pending = {place: value for place, value in self.pending.items() if written.get(place, ...) != value}

    def _refused(self, index: Index, value: Value | UserError) -> bool:
        if isinstance(value, UserError):
            self.wrong.emit(index, value)
            return True
        return False

    def _told(self, cells: Iterable[Index]) -> None:
        for index in cells:
            self.dataChanged.emit(index, index)
            if self.sums:
                self.dataChanged.emit(
                    self.index(index.row(), 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
                )
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def _all_told(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    # What a view asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() or self.matrix is None else len(self.matrix.lines) + self.sums

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        if parent.isValid() or self.matrix is None:
            return 0
        return 1 + self.periods + self.ends

    @property
    def ends(self) -> bool:
        """Is there a last column: the sum of a line, or how far it is?"""
        return self.sums or self.periods == 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _TYPED if self.place(index) is not None else _READ

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if self.matrix is None or not index.isValid():
            return None
        if role == _Role.DisplayRole:
            return self._shown(index)
        if role == _Role.EditRole:
            return self._shown(index) if self.matrix.counts else ""
        if role in (_Role.AccessibleTextRole, _Role.ToolTipRole):
            return self.spoken(index)
        if role == _Role.TextAlignmentRole:
            return _LEFT if index.column() == 0 else _MIDDLE
        return None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        return role == _Role.EditRole and self.type_in(index, str(value))

    def headerData(self, section: int, along: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if self.matrix is None or along != Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return _MIDDLE if section else _LEFT
        if role not in (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole):
            return None
        voice = self._voice
        if section == 0:
            return voice(N_("Who carries it out"))
        if section > self.periods:
            return voice(N_("Total") if self.totals else N_("State"))
        return over(voice, self.matrix, section - 1, self._share(section - 1), whole=role != _Role.DisplayRole)

    def _share(self, column: int) -> tuple[int, int]:
        """How many have done it in a period, and how many are to do it, as it is on the screen."""
        if self.matrix is None:
            return 0, 0
        if column not in self._shares:
            self._shares[column] = self.matrix.done(column)
        done, asked = self._shares[column]
        for index, cell in self._typed_cells(None, column + 1):
            done += self.done(index) - cell.done
        return done, asked

    def _shown(self, index: Index) -> str:
        matrix, voice = self.matrix, self._voice
        if matrix is None:
            return ""
        row, column = index.row(), index.column()
        if row >= len(matrix.lines):
            if column == 0:
                return voice(N_("Total"))
            told = self.totals if column > self.periods else matrix.columns[column - 1].begun
            return voice.digits(self._sum(None, column)) if told else ""
        if column == 0:
            return matrix.lines[row].name
        if column > self.periods:
            return voice.digits(self._sum(row, column)) if self.totals else self._state(self.index(row, 1))
        value, cell = self._typed(index), self.cell(index)
        if value is None and cell is not None and self.place(index) not in self.pending:
            counted = matrix.counts and cell.value is not None
            value = cell.value if counted else True if cell.done else False if cell.task.reports else None
        return "" if cell is None and value is None else shown(voice, matrix, value)

    def _sum(self, row: int | None, column: int) -> int:
        """A sum as it is on the screen: of a line, of a column, or of all."""
        matrix = self.matrix
        if matrix is None:
            return 0
        across = column > self.periods
        if (row, column) not in self._sums:
            whole = matrix.total if row is None else matrix.line_sum(row)
            self._sums[row, column] = whole if across else matrix.column_sum(column - 1)
        total = self._sums[row, column]
        for index, cell in self._typed_cells(row, None if across else column):
            value = self._typed(index)
            if isinstance(value, int) and not isinstance(value, bool):
                total += value - cell.amount
            elif value is None:
                total -= cell.amount
        return total

    def _typed_cells(self, row: int | None, column: int | None) -> Iterator[tuple[QModelIndex, Cell]]:
        """The cells of a line and a column (of all, where there is none) that say something else than the register."""
        for line, period in {**self.offered, **self.pending}:
            at, to = self._lines.get(line, -1), self._periods.get(period, -1)
            if (row is None or at == row) and (column is None or to == column):
                index = self.index(at, to)
                cell = self.cell(index)
                if cell is not None:
                    yield index, cell

    def _state(self, index: Index) -> str:
        matrix, cell = self.matrix, self.cell(index)
        return "" if matrix is None or cell is None else state(self._voice, matrix, cell, done=self.done(index))

    def spoken(self, index: Index) -> str:
        """A cell as it is read out: of whom, which period, what was reached, how far it is."""
        matrix, voice = self.matrix, self._voice
        text = self._shown(index)
        if matrix is None or self.place(index) is None:
            return text
        parts = [matrix.lines[index.row()].name]
        if matrix.columns[index.column() - 1].key:
            parts.append(heading(voice, matrix, index.column() - 1, whole=True))
        parts += [aloud(voice, text), self._state(index) if self.begun(index) else voice(N_("not begun yet"))]
        if self.proven(index):
            parts.append(voice(N_("with proof")))
        cell = self.cell(index)
        if cell is not None and cell.task.words:
            parts.append(" ".join(cell.task.words.split()))
        return ", ".join(part for part in parts if part)
