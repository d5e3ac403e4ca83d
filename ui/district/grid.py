"""The upazilas of a district as a table: months as chips, what is open and late, and of which day all of that is."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui import icons, lines
from ui.parts import steady_bar
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
#: Qt asks for these often, and Python puts flags together slowly.
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TALL, _CHIP, _ICON = 36, 24, 13
#: The narrowest and widest of names, of a month, of a number, of a day.
_NAME, _MONTH, _NUMBER, _DAY = (96, 210), (40, 72), 44, 72

#: What a month's chip tells, each with a look of its own beside its colour: minutes are in ("in": filled), it was held
#: and they are not ("out": a dashed edge), it was not held ("missed": filled, in words), it is still to come ("wait": a
#: thin edge), nobody can know yet ("": a dash).
Kind = Literal["in", "out", "missed", "wait", ""]


class Chip(NamedTuple):
    """A month of an upazila: what stands in it, how it looks, how it is read out; ``key`` is what it opens."""

    words: str
    kind: Kind
    spoken: str
    key: str = ""


class Number(NamedTuple):
    """How many are open or late, or of which day what is known; ``marked``: late, or older than it should be."""

    words: str
    spoken: str
    marked: bool = False


class Line(NamedTuple):
    """An upazila. ``trouble`` tells why nothing can be said of it; then it has no numbers."""

    office: str
    name: str
    months: tuple[Chip, ...] = ()
    open: Number = Number("", "")
    late: Number = Number("", "")
    day: Number = Number("", "")
    trouble: str = ""


#: What a cell leads to: all papers of the upazila, those of a month, its decisions.
Leads = Literal["papers", "month", "open", "late"]


class _Table(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()
        self.heads: tuple[str, ...] = ()
        #: What stands below all: of how many upazilas each month is held, what is open and late in all.
        self.sums: tuple[str, ...] = ()

    def fill(self, heads: Sequence[str], shown: Sequence[Line], sums: Sequence[str]) -> None:
        self.beginResetModel()
        self.heads, self.lines, self.sums = tuple(heads), tuple(shown), tuple(sums)
        self.endResetModel()

    @property
    def months(self) -> int:
        return max(0, len(self.heads) - 4)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines) + bool(self.sums)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.heads)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # What stands below all is read, but leads nowhere.
        return _STOP if index.row() < len(self.lines) else Qt.ItemFlag.ItemIsEnabled

    def line(self, index: _Index) -> Line | None:
        """The upazila of a cell; None below all of them."""
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def cell(self, index: _Index) -> Chip | Number | str:
        """What a cell shows; a bare text for a name, a sum and a trouble."""
        line, column = self.line(index), index.column()
        if line is None:
            return self.sums[column]
        if column == 0:
            return line.name
        if line.trouble:
            return line.trouble if column == 1 else ""
        if column <= self.months:
            return line.months[column - 1]
        return (line.open, line.late, line.day)[column - self.months - 1]

    def leads(self, index: _Index) -> tuple[str, Leads, str] | None:
        """Where a cell leads: the upazila, what of it, the month's key."""
        line, column = self.line(index), index.column()
        if line is None or line.trouble:
            return None
        if 0 < column <= self.months:
            key = line.months[column - 1].key
            return (line.office, "month", key) if key else None
        if column == self.months + 1:
            return line.office, "open", ""
        if column == self.months + 2:
            return line.office, "late", ""
        return line.office, "papers", ""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(index)
            return cell if isinstance(cell, str) else cell.words
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.spoken(index)
        return None

    def spoken(self, index: _Index) -> str:
        """A cell as it is read out: with the upazila's name."""
        line, cell = self.line(index), self.cell(index)
        said = cell if isinstance(cell, str) else cell.spoken
        if line is None or index.column() == 0:
            return f"{self.heads[index.column()]}: {said}" if line is None and index.column() else said
        return f"{line.name}, {said}"

    def headerData(self, section: int, along: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if along != Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _MIDDLE if section else _LEFT
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: UpazilaGrid, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place, look, table = QRectF(given.rect), self._look, self._view.table
        line, cell = table.line(index), table.cell(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line is not None and self._view.hovered(index):
            painter.fillRect(place, QColor(look.hover))
        painter.fillRect(QRectF(place.left(), place.top(), place.width(), 1), QColor(look.line))
        if isinstance(cell, Chip):
            draw_chip(painter, place, cell, look)
        elif isinstance(cell, Number) and index.column() == table.months + 3:
            self._draw_day(painter, place, cell)
        elif isinstance(cell, Number):
            painter.setFont(font(TYPE.body, bold=cell.marked))
            painter.setPen(QColor(look.late if cell.marked else look.text))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cell.words)
        elif line is None:
            painter.setFont(font(TYPE.small, bold=True))
            painter.setPen(QColor(look.text))
            painter.drawText(place.adjusted(STEP, 0, 0, 0) if index.column() == 0 else place,
                             _LEFT if index.column() == 0 else Qt.AlignmentFlag.AlignCenter, cell)  # fmt: skip
        else:
            trouble = bool(index.column())
            if trouble and cell:
                picture = icons.pixmap("triangle-alert", look.wait, 16, self._view.devicePixelRatioF())
                painter.drawPixmap(place.adjusted(0, (place.height() - 16) / 2, 0, 0).topLeft(), picture)
                place = place.adjusted(16, 0, 0, 0)
            face = font(TYPE.small if trouble else TYPE.body, bold=not trouble)
            room = place.adjusted(STEP, 0, -HALF, 0)
            tall = lines.height(cell, face, room.width())
            room.setTop(place.top() + (place.height() - tall) / 2)
            lines.draw(painter, room, cell, face, look.wait if trouble else look.text)
        if index == self._view.currentIndex() and self._view.hasFocus():
            draw_ring(painter, QRectF(given.rect).adjusted(1, 1, -1, -1), look)
        painter.restore()

    def _draw_day(self, painter: QPainter, place: QRectF, cell: Number) -> None:
        """Of which day what is known; an old one has a sign of its own."""
        look, face = self._look, font(TYPE.tag)
        width = lines.natural_width(cell.words, face) + 18 + (_ICON + 3 if cell.marked else 0)
        pill = QRectF(place.center().x() - width / 2, place.center().y() - _CHIP / 2, width, _CHIP)
        painter.setPen(QColor(look.wait if cell.marked else look.muted) if look.edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.wait_soft if cell.marked else look.chip))
        painter.drawRoundedRect(pill, _CHIP / 2, _CHIP / 2)
        words = pill
        if cell.marked:
            picture = icons.pixmap("history", look.wait, _ICON, self._view.devicePixelRatioF())
            painter.drawPixmap(pill.adjusted(8, (_CHIP - _ICON) / 2, 0, 0).topLeft(), picture)
            words = pill.adjusted(_ICON + 6, 0, 0, 0)
        painter.setFont(face)
        painter.setPen(QColor(look.wait if cell.marked else look.text))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, cell.words)


def draw_chip(painter: QPainter, place: QRectF, chip: Chip, look: Tokens) -> None:
    """A month in the middle of its place; what it tells shows without its colour, too."""
    face = font(TYPE.tag, bold=chip.kind == "in")
    width = min(place.width() - 4, max(32.0, lines.natural_width(chip.words, face) + 16))
    pill = QRectF(place.center().x() - width / 2, place.center().y() - _CHIP / 2, width, _CHIP)
    words, back, edge = {
        "in": (look.accent, look.accent_soft, ""),
        "out": (look.text, "", look.accent),
        "missed": (look.late, look.late_soft, ""),
        "wait": (look.wait, look.wait_soft, ""),
    }.get(chip.kind, (look.muted, "", ""))
    painter.setPen(QColor(words) if look.edged and back else Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if back:
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(pill, _CHIP / 2, _CHIP / 2)
    if edge:
        painter.setPen(QPen(QColor(edge), 1.3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(pill.adjusted(0.7, 0.7, -0.7, -0.7), _CHIP / 2, _CHIP / 2)
    painter.setFont(face)
    painter.setPen(QColor(words))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, chip.words)


class UpazilaGrid(QTableView):
    """Arrow keys go about; Enter, Space or a click opens what a cell tells of."""

    #: The upazila, what of it, the month's key.
    opened = Signal(str, str, str)
    #: The cell that the keyboard is on, as it is read out.
    stood = Signal(str)

    def __init__(self, name: str, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("year")
        self.setAccessibleName(name)
        self.table = _Table()
        self.setModel(self.table)
        self.setItemDelegate(_Painter(self, look))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setObjectName("year")
        head.setAccessibleName(name)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(20)
        head.setFixedHeight(30)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        steady_bar(self)
        self.clicked.connect(self._open)
        self.verticalScrollBar().setSingleStep(_TALL)

    def show_lines(self, heads: Sequence[str], shown: Sequence[Line], sums: Sequence[str]) -> None:
        """Other upazilas, or the same as they are now; the cell that was chosen stays so."""
        table, held = self.table, self.currentIndex()
        line, column, across = table.line(held), held.column(), len(table.heads)
        self.clearSpans()
        table.fill(heads, shown, sums)
        for row, one in enumerate(shown):
            if one.trouble:
                self.setSpan(row, 1, 1, len(heads) - 1)
        self._fit()
        row = next((at for at, one in enumerate(shown) if line and one.office == line.office), 0 if shown else -1)
        if row >= 0:
            self.setCurrentIndex(table.index(row, column if line and across == len(heads) else table.months))

    def least(self) -> int:
        """The width it wants at least: nothing would stand in another's place."""
        return self._name() + self.table.months * self._month() + sum(self._numbers()) + 16

    def whole(self) -> int:
        """The height of all its lines."""
        return self.horizontalHeader().height() + sum(self.rowHeight(row) for row in range(self.table.rowCount())) + 2

    def sizeHint(self) -> QSize:
        return QSize(self.least(), self.whole())

    def hovered(self, index: _Index) -> bool:
        """Is the mouse on a cell that leads somewhere?"""
        seen = self.viewport()
        return (
            seen.underMouse()
            and self.indexAt(seen.mapFromGlobal(QCursor.pos())) == index
            and self.table.leads(index) is not None
        )

    def first_cell(self) -> None:
        """To the newest month of the first upazila."""
        if self.table.lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.table.index(0, self.table.months))

    def _name(self) -> int:
        face = font(bold=True)
        widest = max((lines.natural_width(line.name, face) for line in self.table.lines), default=0)
        return round(min(_NAME[1], max(_NAME[0], widest + 2 * STEP)))

    def _month(self) -> int:
        """The least width of a month, which holds what its chips say."""
        face = font(TYPE.tag, bold=True)
        said = {chip.words for line in self.table.lines for chip in line.months}
        return max(_MONTH[0], *(ceil(lines.natural_width(words, face)) + 10 for words in said), 0)

    def _numbers(self) -> list[int]:
        """The widths of the columns behind the months, which hold their heads."""
        face, tag = font(TYPE.small), font(TYPE.tag)
        days = (lines.natural_width(line.day.words, tag) + (38 if line.day.marked else 22) for line in self.table.lines)
        least = (_NUMBER, _NUMBER, max(_DAY, ceil(max(days, default=0))))
        heads = self.table.heads[-3:] or ("", "", "")
        widths = (ceil(lines.natural_width(head, face)) + STEP for head in heads)
        return [max(*both) for both in zip(least, widths, strict=True)]

    def _fit(self) -> None:
        table = self.table
        if not table.heads:
            return
        name = self._name()
        numbers = self._numbers()
        room = self.viewport().width() - name - sum(numbers)
        least = self._month()
        months = max(least, min(_MONTH[1], room // max(1, table.months)))
        spare = max(0, room - months * table.months)
        self.setColumnWidth(0, name + spare // 2)
        for column in range(1, table.months + 1):
            self.setColumnWidth(column, months)
        for at, width in enumerate(numbers, 1):
            self.setColumnWidth(table.months + at, width + spare // 6)
        face, small = font(bold=True), font(TYPE.small)
        across = sum(self.columnWidth(column) for column in range(1, len(table.heads)))
        for row, line in enumerate(table.lines):
            tall = lines.height(line.name, face, self.columnWidth(0) - STEP - HALF)
            if line.trouble:
                tall = max(tall, lines.height(line.trouble, small, across - 16 - STEP - HALF))
            self.setRowHeight(row, max(_TALL, ceil(tall) + STEP))
        if table.sums:
            self.setRowHeight(len(table.lines), _TALL)
        self.setMaximumHeight(self.whole())
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.stood.emit(self.table.spoken(current) if current.isValid() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.first_cell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(now)
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.setCurrentIndex(self.table.index(now.row(), 0))
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.setCurrentIndex(self.table.index(now.row(), self.table.columnCount() - 1))
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        if (leads := self.table.leads(index)) is not None:
            self.opened.emit(*leads)
