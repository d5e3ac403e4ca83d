"""The list under the box: lines with a picture, a head with its hits marked, small words below; headings between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from koyradesk.markup import escape, plain
from ui import icons, lines
from ui.parts import ICON, chip_colours, draw_key, steady_bar
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
#: "head" stands over a group, "note" only tells; all others can be chosen.
Sort = Literal["head", "note", "hit", "all", "offer", "late", "try", "recent"]
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
#: Room left and right of a line, and its picture with the room behind it.
_SIDE, _PICTURE = 12, ICON + STEP + HALF
#: So many lines are laid out at once; the rest while the window is answering already.
_BATCH = 40


class Entry(NamedTuple):
    """One line. ``text`` is marked (see ``markup``), its bold is what was hit."""

    sort: Sort
    text: str
    below: str = ""
    pill: str = ""
    tone: str = ""
    icon: str = ""
    keys: str = ""
    thing: Any = None
    spoken: str = ""

    @property
    def stops(self) -> bool:
        return self.sort not in ("head", "note")


class Entries(QAbstractListModel):
    """The lines as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def add(self, entries: Iterable[Entry]) -> None:
        """More lines at the end; what is chosen stays so."""
        added = list(entries)
        if added:
            at = len(self.entries)
            self.beginInsertRows(QModelIndex(), at, at + len(added) - 1)
            self.entries += added
            self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.entries[index.row()].stops:
            return Qt.ItemFlag.NoItemFlags
        return _STOP

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(entry.text)
        return entry.spoken or plain(entry.text) if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Painter(QStyledItemDelegate):
    def __init__(self, view: Listing, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self._head, self._strong = font(TYPE.body), font(TYPE.small, bold=True)
        self._below, self._tag = font(TYPE.small), font(TYPE.tag)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry, width = self._view.rows.entries[index.row()], self._view.maximumViewportSize().width()
        room = width - 2 * _SIDE
        if entry.sort == "head":
            return QSize(width, round(lines.tall(entry.text, TYPE.small, True, room)) + STEP + HALF)
        if entry.sort == "note":
            return QSize(width, round(lines.tall(entry.text, TYPE.body, False, room, marked=True)) + STEP)
        head = lines.tall(entry.text, TYPE.body, False, room - _PICTURE - self._right(entry), marked=True)
        below = lines.tall(escape(entry.below), TYPE.small, False, room - _PICTURE, marked=True)
        return QSize(width, round(head + below) + STEP + HALF)

    def _right(self, entry: Entry) -> float:
        """The room of what stands at the right end."""
        if entry.pill:
            return lines.pill_size(entry.pill, self._tag)[0] + STEP
        return lines.natural_width(entry.keys, font(TYPE.tag - 1)) + 12 + STEP if entry.keys else 0.0

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry, look = self._view.rows.entries[index.row()], self._look
        # PySide's type stubs leave out the fields of an option.
        rect: QRect = option.rect  # type: ignore[attr-defined]
        place = QRectF(rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if entry.sort == "head":
            place.setTop(place.top() + STEP)
            lines.draw(painter, place, entry.text, self._strong, look.muted)
            return
        if entry.sort == "note":
            place.setTop(place.top() + HALF)
            lines.draw(painter, place, entry.text, self._head, look.text, marked=True)
            return
        chosen = index.row() == self._view.currentIndex().row()
        if chosen:
            self._draw_back(painter, rect)
        place.setTop(place.top() + HALF + 1)
        if entry.icon:
            picture = icons.pixmap(entry.icon, look.accent if chosen else look.muted, ICON, self._ratio())
            painter.drawPixmap(QPointF(place.left(), place.top() + 3), picture)
        self._draw_right(painter, rect, place, entry)
        right = self._right(entry)
        head = QRectF(place.left() + _PICTURE, place.top(), place.width() - _PICTURE - right, place.height())
        tall = lines.draw(painter, head, entry.text, self._head, look.text, marked=True)
        if entry.below:
            under = QRectF(place.left() + _PICTURE, place.top() + tall, place.width() - _PICTURE, place.height())
            lines.draw(painter, under, escape(entry.below), self._below, look.muted, marked=True)

    def _draw_right(self, painter: QPainter, rect: QRect, place: QRectF, entry: Entry) -> None:
        look = self._look
        if entry.pill:
            words, back = chip_colours(look, entry.tone)
            corner = QPointF(place.right(), place.top())
            lines.draw_pill(painter, corner, entry.pill, self._tag, words, back, edged=look.edged)
        elif entry.keys:
            key = QRect(rect.left(), rect.top(), rect.width() - _SIDE, rect.height())
            draw_key(painter, key, entry.keys, look.muted, look.line, look.card)

    def _draw_back(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(rect).adjusted(3, 1, -3, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.accent_soft))
        painter.drawRoundedRect(place, 6, 6)
        painter.restore()
        draw_ring(painter, place.adjusted(-1, -1, 1, 1), self._look)

    def _ratio(self) -> float:
        return self._view.devicePixelRatioF()


class Listing(QListView):
    """The lines. The keyboard stays in the box above; the list is told what its keys mean."""

    #: A line was taken: an ``Entry``.
    taken = Signal(object)
    #: Another line is the chosen one: an ``Entry``, or None.
    moved = Signal(object)

    def __init__(self, look: Tokens, name: str) -> None:
        super().__init__()
        self.rows = Entries()
        self.setObjectName("lines")
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, look))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        steady_bar(self)
        self.verticalScrollBar().setSingleStep(24)

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Other lines, the first one chosen."""
        self.rows.show_entries(entries)
        self.scrollToTop()
        self._choose(self._next(-1, 1))

    def add(self, entries: Iterable[Entry]) -> None:
        """More lines below."""
        none = self.now() is None
        self.rows.add(entries)
        if none:
            self._choose(self._next(-1, 1))

    def now(self) -> Entry | None:
        """The chosen line."""
        index = self.currentIndex()
        return self.rows.entries[index.row()] if index.isValid() else None

    def choose(self, row: int) -> None:
        """Chooses a line by its place, if one can stop there."""
        if 0 <= row < len(self.rows.entries) and self.rows.entries[row].stops:
            self._choose(row)

    def step(self, by: int) -> None:
        """To the next line, or the one before; from the last one to the first."""
        here = self.currentIndex().row()
        self._choose(self._next(here, by))

    def leap(self, by: int) -> None:
        """To the first line of the next group, or of the one before."""
        entries, here = self.rows.entries, self.currentIndex().row()
        starts = [row for row in range(len(entries)) if entries[row].stops and (row == 0 or not entries[row - 1].stops)]
        if not starts:
            return
        ahead = [row for row in starts if (row > here if by > 0 else row < here)]
        self._choose((ahead[0] if by > 0 else ahead[-1]) if ahead else starts[0 if by > 0 else -1])

    def page(self, by: int) -> None:
        """As many lines on as are in view."""
        row = self.currentIndex().row()
        room = self.viewport().height()
        gone = 0
        while room > 0 and (after := self._next(row, by, around=False)) is not None:
            room -= abs(self.visualRect(self.rows.index(after)).top() - self.visualRect(self.rows.index(row)).top())
            row, gone = after, gone + 1
        if gone:
            self._choose(row)

    def take(self) -> None:
        """Takes the chosen line."""
        if (entry := self.now()) is not None:
            self.taken.emit(entry)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.rows.entries[index.row()].stops:
            self._choose(index.row())
            self.take()

    def _next(self, row: int, by: int, *, around: bool = True) -> int | None:
        entries = self.rows.entries
        places = [one for one, entry in enumerate(entries) if entry.stops]
        if not places:
            return None
        ahead = [one for one in places if (one > row if by > 0 else one < row)]
        if ahead:
            return ahead[0] if by > 0 else ahead[-1]
        return (places[0] if by > 0 else places[-1]) if around else None

    def _choose(self, row: int | None) -> None:
        index = self.rows.index(row) if row is not None else QModelIndex()
        self.setCurrentIndex(index)
        if row is not None:
            # A heading above the first line is seen with it.
            above = self.rows.index(row - 1) if row and not self.rows.entries[row - 1].stops else index
            self.scrollTo(above)
            self.scrollTo(index)
        self.viewport().update()
        self.moved.emit(self.now())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
