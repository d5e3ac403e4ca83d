"""A chart: for each line a name, a bar and the numbers it is made of, in columns; a list to all who read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import lines
from ui.figures.bars import Tone, draw_bar, draw_stretch
from ui.parts import steady_bar
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
#: Room left and right of a line, the width of a number and of the bar at least, a bar's height.
_SIDE, _NUMBER, _LEAST, _BAR = 10, 46, 90, 14
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Part(NamedTuple):
    """A column of numbers that bars are made of."""

    name: str
    tone: Tone


class ChartLine(NamedTuple):
    """A line: what it is of (``key``), its numbers in the order of the parts and their sum; ``shown`` are they and what
    else stands in columns, as written, ``spoken`` all of that in words."""

    key: str
    name: str
    numbers: tuple[int, ...]
    total: int
    shown: tuple[str, ...]
    spoken: str


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[ChartLine] = []

    def show_lines(self, shown: Iterable[ChartLine]) -> None:
        self.beginResetModel()
        self.lines = list(shown)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _STOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        return line.spoken if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None


class Chart(QListView):
    """Arrow keys go from bar to bar; Enter or a double click goes on to what it counts."""

    #: The key of the line that is chosen now.
    chosen = Signal(str)
    #: On to what the chosen line counts.
    asked = Signal()

    def __init__(self, look: Tokens, name: str, *, shares: bool = False) -> None:
        """``shares``: every bar is as long as the others, its stretches are shares of its own sum."""
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName("meetings")
        self._shares = shares
        self.rows = _Lines()
        self.parts: tuple[Part, ...] = ()
        self._most = 1
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, look))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        steady_bar(self)
        self.selectionModel().currentChanged.connect(self._tell)
        self.doubleClicked.connect(lambda _: self.asked.emit())

    def show_lines(self, parts: Sequence[Part], shown: Sequence[ChartLine]) -> None:
        """Another chart; the line that was chosen stays so, if it is there."""
        held = self.now
        self.parts = tuple(parts)
        self._most = max((line.total for line in shown), default=0) or 1
        self.selectionModel().blockSignals(True)
        self.rows.show_lines(shown)
        place = next((at for at, line in enumerate(shown) if line.key == held), 0)
        self.setCurrentIndex(self.rows.index(place))
        self.selectionModel().blockSignals(False)
        self.viewport().update()
        self._tell()

    @property
    def now(self) -> str | None:
        """The key of the chosen line; None where there is none."""
        place = self.currentIndex().row()
        return self.rows.lines[place].key if 0 <= place < len(self.rows.lines) else None

    def line(self, key: str) -> ChartLine | None:
        return next((line for line in self.rows.lines if line.key == key), None)

    def edges(self, left: float, width: float) -> tuple[float, float, float, float]:
        """Where in a line of some width the name ends, the bar begins and ends, and the numbers begin."""
        columns = len(self.rows.lines[0].shown) if self.rows.lines else len(self.parts) + 2
        numbers = left + width - _SIDE - columns * _NUMBER
        room = numbers - left - _SIDE - 2 * STEP
        name = max(room * 0.46, min(room - _LEAST, 150))
        return left + _SIDE + name, left + _SIDE + name + STEP, numbers - STEP, numbers

    def share(self, number: int, total: int = 0) -> float:
        """How much of the widest bar a number of a line is, whose numbers are ``total`` in all."""
        return number / ((total or 1) if self._shares else self._most)

    def _tell(self) -> None:
        if (now := self.now) is not None:
            self.chosen.emit(now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Chart, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        width = self._view.viewport().width()
        name, *_ = self._view.edges(0, width)
        tall = lines.tall(self._view.rows.lines[index.row()].name, TYPE.small, False, name - _SIDE)
        return QSize(width, max(34, ceil(tall) + STEP))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        view, look, place = self._view, self._look, QRectF(given.rect)
        line = view.rows.lines[index.row()]
        chosen = view.selectionModel().isSelected(index)
        seen = view.viewport()
        hovered = seen.underMouse() and view.indexAt(seen.mapFromGlobal(QCursor.pos())) == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft if chosen else look.hover))
            painter.drawRoundedRect(place.adjusted(3, 1.5, -3, -1.5), 6, 6)
            if chosen and view.hasFocus():
                draw_ring(painter, place.adjusted(2, 0.5, -2, -0.5), look)
        name, start, end, numbers = view.edges(place.left(), place.width())
        room = name - place.left() - _SIDE
        face = font(TYPE.small)
        tall = lines.height(line.name, face, room)
        top = place.center().y() - tall / 2
        lines.draw(painter, QRectF(place.left() + _SIDE, top, room, tall), line.name, face, look.text)
        bar = QRectF(start, place.center().y() - _BAR / 2, end - start, _BAR)
        parts = [
            (view.share(number, line.total), part.tone)
            for number, part in zip(line.numbers, view.parts, strict=True)
            if number
        ]
        draw_bar(painter, bar, parts, look)
        self._numbers(painter, place, numbers, line)
        painter.restore()

    def _numbers(self, painter: QPainter, place: QRectF, left: float, line: ChartLine) -> None:
        look = self._look
        tones = [part.tone if number else "none" for number, part in zip(line.numbers, self._view.parts, strict=True)]
        for text, tone in zip(line.shown, [*tones, *("sum",) * len(line.shown)], strict=False):
            painter.setFont(font(TYPE.small, bold=tone in ("late", "sum")))
            painter.setPen(QColor({"late": look.late, "none": look.muted}.get(tone, look.text)))
            painter.drawText(QRectF(left, place.top(), _NUMBER - HALF, place.height()), _RIGHT, text)
            left += _NUMBER


class ChartHead(QWidget):
    """Over the columns of a chart: what its lines are, and the swatch of each number."""

    def __init__(self, chart: Chart, look: Tokens) -> None:
        super().__init__()
        self._chart, self._look = chart, look
        self._name = ""
        self._others: tuple[str, ...] = ()
        self.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, name: str, others: tuple[str, ...]) -> None:
        """What the lines are, and what stands behind the numbers of the parts."""
        self._name, self._others = name, others
        self.setAccessibleName(", ".join((name, *(part.name for part in self._chart.parts), *others)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        # As wide as a line below it, its frame and bar aside.
        view = self._chart.viewport()
        left = view.mapTo(self._chart, view.rect().topLeft()).x()
        _, _, _, numbers = self._chart.edges(left, view.width())
        painter.setFont(font(TYPE.small))
        painter.setPen(QColor(self._look.muted))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left + _SIDE, 0, numbers - left, self.height()), middle, self._name)
        for part in self._chart.parts:
            draw_stretch(painter, QRectF(numbers + _NUMBER - HALF - 24, 6, 24, 14), part.tone, self._look)
            numbers += _NUMBER
        painter.setPen(QColor(self._look.muted))
        for text in self._others:
            painter.drawText(QRectF(numbers, 0, _NUMBER - HALF, self.height()), _RIGHT, text)
            numbers += _NUMBER
