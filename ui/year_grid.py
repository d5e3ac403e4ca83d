"""The fiscal year at a glance: a row for each committee, a cell for each month; a real table to all who read it."""

from __future__ import annotations

from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from koyradesk.i18n import N_
from koyradesk.overview import Cell, Overview
from ui import lines
from ui.meeting_list import Row
from ui.parts import chip_colours
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
#: Qt asks for these often, and Python puts flags together slowly.
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_TALL = 28
_NAME_LEAST, _NAME_MOST = 150, 300

#: How a cell is told of; ``day`` is that of the planned meeting.
_SPOKEN = {
    "signed": N_("{committee}, {month}: held, the minutes are signed"),
    "held": N_("{committee}, {month}: held, the minutes are not signed yet"),
    "begun": N_("{committee}, {month}: begun, without a day yet"),
    "planned": N_("{committee}, {month}: planned for day {day}"),
    "missed": N_("{committee}, {month}: no meeting"),
    "": N_("{committee}, {month}: nothing yet"),
}


class _Year(QAbstractTableModel):
    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.day: Overview[Row] | None = None

    def fill(self, day: Overview[Row]) -> None:
        self.beginResetModel()
        self.day = day
        self.endResetModel()

    def cell(self, index: _Index) -> Cell[Row] | None:
        """The cell of a month; None for a committee's name."""
        if self.day is None or not index.isValid() or index.column() == 0:
            return None
        return self.day.year[index.row()].cells[index.column() - 1]

    def words(self, cell: Cell[Row]) -> str:
        """What stands in a cell."""
        if cell.day is not None:
            return self._voice.digits(cell.day)
        return {"held": "✓", "begun": self._voice(N_("draft")), "missed": self._voice(N_("none"))}.get(cell.state, "")

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() or self.day is None else len(self.day.year)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() or self.day is None else 1 + len(self.day.months)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # A committee's name is read with each of its cells; the arrow keys stay among those.
        if index.column() == 0:
            return Qt.ItemFlag.ItemIsEnabled
        return _STOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.day is None or not index.isValid():
            return None
        line = self.day.year[index.row()]
        if role not in (
            Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
        ):  # fmt: skip
            return None
        cell = self.cell(index)
        if cell is None:
            return line.committee
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(cell)
        spoken = "signed" if cell.signed and cell.state == "held" else cell.state
        month = self._voice.month(cell.month)
        return self._voice(_SPOKEN[spoken], committee=line.committee, month=month, day=cell.day or 0)

    def headerData(self, section: int, along: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.day is None or along != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _MIDDLE if section else _LEFT
        if role == Qt.ItemDataRole.DisplayRole:
            return self._voice.short_month(self.day.months[section - 1]) if section else self._voice(N_("Committee"))
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QTableView, model: _Year, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._model, self._look = view, model, look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place, look = QRectF(given.rect), self._look
        cell = self._model.cell(index)
        if cell is None:
            name = str(self._model.data(index))
            face = font(TYPE.small)
            tall = lines.height(name, face, place.width() - STEP)
            top = place.top() + (place.height() - tall) / 2
            lines.draw(painter, QRectF(place.left(), top, place.width() - STEP, tall), name, face, look.text)
            return
        chosen = self._view.hasFocus() and index == self._view.currentIndex()
        pill = QRectF(place.left() + 2, place.center().y() - 10, place.width() - 4, 21)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not cell.state:
            painter.setPen(QPen(QColor(look.field_line), 2))
            middle = pill.center().y()
            painter.drawLine(QPointF(pill.left() + 2, middle), QPointF(pill.right() - 2, middle))
        else:
            words, back = _colours(look, cell)
            # Not by colour alone: what is signed stands bold on its ground, what is held has an edge, what is to come a
            # broken one.
            painter.setPen(_edge(look, cell, words))
            painter.setBrush(QColor(back))
            painter.drawRoundedRect(pill.adjusted(0.6, 0.6, -0.6, -0.6), pill.height() / 2, pill.height() / 2)
            painter.setFont(font(TYPE.tag, bold=cell.signed))
            painter.setPen(QColor(words))
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._model.words(cell))
        if chosen:
            draw_ring(painter, pill.adjusted(-2, -3, 2, 3), look)
        painter.restore()


def _edge(look: Tokens, cell: Cell[Row], words: str) -> QPen | Qt.PenStyle:
    if cell.state == "held":
        return QPen(QColor(words), 1) if look.edged or not cell.signed else Qt.PenStyle.NoPen
    if cell.state == "missed":
        return QPen(QColor(words), 1) if look.edged else Qt.PenStyle.NoPen
    return QPen(QColor(words), 1, Qt.PenStyle.DashLine)


def _colours(look: Tokens, cell: Cell[Row]) -> tuple[str, str]:
    held = "good" if cell.signed else "held"
    return chip_colours(look, {"missed": "late", "held": held}.get(cell.state, "wait"))


class YearGrid(QTableView):
    """Arrow keys go from month to month; Enter, Space or a click opens the meeting."""

    opened = Signal(str)
    #: It is of another height now.
    fitted = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("year")
        self.setAccessibleName(voice(N_("Meetings of this year by committee and month")))
        self._year = _Year(voice)
        self.setModel(self._year)
        self.setItemDelegate(_Painter(self, self._year, look))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setObjectName("year")
        head.setAccessibleName(self.accessibleName())
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(20)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # As high as its rows: the page around it scrolls.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_day(self, day: Overview[Row]) -> None:
        """The year of a day; the cell that was chosen stays so."""
        held = self.currentIndex()
        row, column = held.row(), held.column()
        self._year.fill(day)
        self._fit()
        if 0 <= row < self._year.rowCount() and column > 0:
            self.setCurrentIndex(self._year.index(row, column))

    def _fit(self) -> None:
        if self._year.day is None:
            return
        face = font(TYPE.small)
        names = [lines.natural_width(line.committee, face) for line in self._year.day.year]
        most = max(_NAME_LEAST, min(_NAME_MOST, self.width() // 4))
        first = round(min(most, max([_NAME_LEAST, *(name + STEP + 2 for name in names)])))
        room = self.maximumViewportSize().width() - first
        self.setColumnWidth(0, first)
        for column in range(1, self._year.columnCount()):
            self.setColumnWidth(column, room * column // 12 - room * (column - 1) // 12)
        rows = 0
        for row, line in enumerate(self._year.day.year):
            tall = max(_TALL, ceil(lines.height(line.committee, face, first - STEP)) + HALF)
            self.setRowHeight(row, tall)
            rows += tall
        tall = self.horizontalHeader().sizeHint().height() + rows + 2
        if tall != self.maximumHeight():
            self.setFixedHeight(tall)
            self.fitted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt itself begins at the committee's name.
        if self.currentIndex().column() < 1 and self._year.day and self._year.day.year:
            now = self._year.day.months.index(self._year.day.month)
            self.setCurrentIndex(self._year.index(0, now + 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Home:
            self.setCurrentIndex(self._year.index(self.currentIndex().row(), 1))
        elif event.key() == Qt.Key.Key_Left and self.currentIndex().column() == 1:
            # Not onto the committee's name.
            event.accept()
        else:
            super().keyPressEvent(event)

    def _open(self, index: _Index) -> None:
        cell = self._year.cell(index)
        if cell is not None and cell.meetings:
            # The one that is next, else the last that was held.
            ahead = [one for one in cell.meetings if one.date and one.date.day == cell.day]
            self.opened.emit((ahead or cell.meetings[-1:])[0].id)
