"""A list of things of two or three lines each: a bold head, a state as a pill, small words below; headings between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QCursor, QKeyEvent, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from ui import lines
from ui.parts import chip_colours, steady_bar
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

T = TypeVar("T")

_Index = QModelIndex | QPersistentModelIndex
#: A line to stop at. Qt asks often, and Python puts flags together slowly.
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
#: Room left and right of a row's words.
_SIDE = 12


class Line(NamedTuple, Generic[T]):
    """What one line of the list shows. ``thing`` is what it stands for; None for a heading, where nobody stops.

    ``below`` may hold inline marks (see ``koyradesk.markup``), its bold is shown.
    """

    head: str
    thing: T | None = None
    pill: str = ""
    tone: str = ""
    below: tuple[str, ...] = ()
    spoken: str = ""


class Lines(QAbstractListModel, Generic[T]):
    """The lines as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line[T]] = []

    def show_lines(self, shown: Iterable[Line[T]]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.lines = list(shown)
        self.endResetModel()

    def things(self) -> list[T]:
        """What the lines stand for, from above."""
        return [line.thing for line in self.lines if line.thing is not None]

    def thing_at(self, index: _Index) -> T | None:
        return self.lines[index.row()].thing if index.isValid() else None

    def line_at(self, index: _Index) -> Line[T]:
        return self.lines[index.row()]

    def find(self, fits: Callable[[T], bool]) -> QModelIndex:
        """The first line of something that fits; an invalid index where there is none."""
        for place, line in enumerate(self.lines):
            if line.thing is not None and fits(line.thing):
                return self.index(place)
        return QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        # A heading is no place to stop at: the arrow keys pass over it.
        if self.lines[index.row()].thing is None:
            return Qt.ItemFlag.NoItemFlags
        return _STOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.head
        return self.spoken(line) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def spoken(self, line: Line[T]) -> str:
        """What a screen reader says of a line."""
        return line.spoken or line.head


class _Painter(QStyledItemDelegate):
    """Draws the lines; measures them for the width the view has."""

    def __init__(self, view: LineList[Any], look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self._group, self._head = font(TYPE.small, bold=True), font(TYPE.body, bold=True)
        self._below, self._tag = font(TYPE.small), font(TYPE.tag)
        self._pills: dict[str, tuple[float, float]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line, width = self._view.rows.line_at(index), self._view.maximumViewportSize().width()
        room = width - 2 * _SIDE
        if line.thing is None:
            above = STEP if index.row() == 0 else 2 * STEP
            return QSize(width, round(lines.tall(line.head, TYPE.small, True, room)) + above + HALF)
        pill, high = self._pill(line.pill)
        head = max(lines.tall(line.head, TYPE.body, True, room - pill - STEP), high)
        for text in line.below:
            head += lines.tall(text, TYPE.small, False, room, marked=True)
        return QSize(width, round(head) + 2 * STEP)

    def _pill(self, words: str) -> tuple[float, float]:
        """Width and height of a pill; none takes back the room before it."""
        if words not in self._pills:
            self._pills[words] = lines.pill_size(words, self._tag) if words else (-float(STEP), 0.0)
        return self._pills[words]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, look = self._view.rows.line_at(index), self._look
        # PySide's type stubs leave out the fields of an option.
        given: Any = option
        place = QRectF(given.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if line.thing is None:
            place.setTop(place.top() + (STEP if index.row() == 0 else 2 * STEP))
            lines.draw(painter, place, line.head, self._group, look.muted)
            return
        chosen = self._view.selectionModel().isSelected(index)
        hovered = self._view.hovers(index)
        self._draw_back(painter, given.rect, chosen, hovered, focused=chosen and self._view.hasFocus())
        taken = self._draw_pill(painter, place, line, chosen)
        place.setTop(place.top() + STEP)
        head = QRectF(place.left(), place.top() + 1, place.width() - taken.width() - STEP, place.height())
        words = look.accent if chosen else look.muted if line.tone == "quiet" else look.text
        hits = lines.Hits(self._view.words, look.on_mark, look.mark) if self._view.words else None
        tall = lines.draw(painter, head, line.head, self._head, words, hits=hits)
        place.setTop(place.top() + max(tall, taken.height()))
        for text in line.below:
            tall = lines.draw(painter, place, text, self._below, look.muted, marked=True, hits=hits)
            place.setTop(place.top() + tall)

    def _draw_pill(self, painter: QPainter, place: QRectF, line: Line[Any], chosen: bool) -> QRectF:
        if not line.pill:
            return QRectF(place.right() + STEP, place.top(), -float(STEP), 0)
        words, back = chip_colours(self._look, line.tone)
        if chosen and line.tone != "wait":
            back = self._look.card
        corner = QPointF(place.right(), place.top() + STEP)
        return lines.draw_pill(painter, corner, line.pill, self._tag, words, back, edged=self._look.edged)

    def _draw_back(self, painter: QPainter, rect: QRect, chosen: bool, hovered: bool, *, focused: bool) -> None:
        if not chosen and not hovered:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        place = QRectF(rect).adjusted(2, 1, -2, -1)
        painter.setBrush(QColor(self._look.accent_soft if chosen else self._look.hover))
        painter.drawRoundedRect(place, 6, 6)
        if focused:
            draw_ring(painter, place, self._look)
        elif chosen:
            # Not by colour alone: a bar marks the chosen row too.
            painter.setPen(QPen(QColor(self._look.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(
                QPointF(place.left() + 1.5, place.top() + 6), QPointF(place.left() + 1.5, place.bottom() - 6)
            )
        painter.restore()


class LineList(QListView, Generic[T]):
    """The list with its keys: arrows choose; Enter, F2 or a double click opens."""

    #: A thing is to be opened.
    asked = Signal(object)
    #: It is as wide as it was not before: its lines may be higher or lower than they were.
    widened = Signal()

    def __init__(self, look: Tokens, rows: Lines[T], name: str) -> None:
        super().__init__()
        self.rows = rows
        #: What the list is narrowed by (search keys): marked in its lines.
        self.words: tuple[str, ...] = ()
        #: The chosen line is to be scrolled to when the list is seen.
        self._unseen = False
        self.setAccessibleName(name)
        self.setModel(rows)
        self.setItemDelegate(_Painter(self, look))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        steady_bar(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.doubleClicked.connect(self.open)

    def mark(self, words: str) -> None:
        """What the list is narrowed by is marked in its lines; "" for nothing."""
        from koyradesk.finding.typed import words as apart

        self.words = apart(words) if words.strip() else ()
        self.viewport().update()

    def now(self) -> T | None:
        """What the chosen line stands for."""
        return self.rows.thing_at(self.currentIndex())

    def hovers(self, index: _Index) -> bool:
        """Whether the mouse is over a line."""
        seen = self.viewport()
        return seen.underMouse() and self.indexAt(seen.mapFromGlobal(QCursor.pos())) == index

    def show_at(self, index: QModelIndex) -> bool:
        """Chooses a line and scrolls to it; says whether there is one."""
        if index.isValid():
            self.setCurrentIndex(index)
            # Where nobody looks yet, thousands of lines would be laid out for a width they will not have.
            self._unseen = not self.isVisible()
            if not self._unseen:
                self.scrollTo(index)
        return index.isValid()

    def open(self, index: _Index) -> None:
        """Asks for what a line stands for."""
        if (thing := self.rows.thing_at(index)) is not None:
            self.asked.emit(thing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:
            self._unseen = False
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        # A message above takes room from below: what was chosen and in view stays so.
        chosen = self.currentIndex()
        seen = event.oldSize().isValid() and QRect(QPoint(), event.oldSize()).intersects(self.visualRect(chosen))
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        if event.size().width() != event.oldSize().width():
            self.widened.emit()
        if seen and chosen.isValid():
            self.scrollTo(chosen)
