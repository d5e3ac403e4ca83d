"""A list in letters of any size: people with their state, notes with their time; headings between."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from koyradesk.markup import plain
from ui import icons, lines
from ui.parts import chip_colours, steady_bar
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

_Index = QModelIndex | QPersistentModelIndex
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
#: Room left and right of the words, between what stands before them and them, and the tick's side.
_SIDE, _BETWEEN, _TICK = 10, 10, 16
#: What a time takes, for the whole column.
_LEAD = "০০:০০"


class Entry(NamedTuple):
    """One line. ``record`` is what it stands for, "" for a heading. ``lead`` stands before it in small letters,
    ``below`` under it; ``done`` shows a tick and quiet words, ``weak`` quiet words alone. ``text`` may be marked."""

    record: str
    text: str
    lead: str = ""
    below: str = ""
    pill: str = ""
    tone: str = ""
    done: bool = False
    weak: bool = False
    spoken: str = ""


class Entries(QAbstractListModel):
    """The lines as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return _STOP if self.entries[index.row()].record else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(one.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return one.spoken or ", ".join(filter(None, (one.lead, one.text, one.below, one.pill)))
        return None

    def place(self, record: str) -> int:
        """The row of a record; -1 where it is not here."""
        return next((row for row, one in enumerate(self.entries) if one.record == record), -1)


class Roll(QListView):
    """The list. ``several``: more than one line can be chosen, with Space or Shift; ``leads``: something stands before
    each."""

    def __init__(self, look: Tokens, name: str, *, several: bool = False, leads: bool = False) -> None:
        super().__init__()
        self.rows = Entries()
        self.leads = leads
        self.size_of_letters = TYPE.body
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self, look))
        mode = QListView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(24)
        self.setFrameShape(QListView.Shape.NoFrame)
        steady_bar(self)

    def show_entries(self, entries: Iterable[Entry]) -> None:
        """Other lines; whoever was chosen stays so."""
        fresh = tuple(entries)
        if fresh == self.rows.entries:
            return
        if [one.record for one in fresh] == [one.record for one in self.rows.entries]:
            self.rows.entries = fresh
            self.rows.dataChanged.emit(self.rows.index(0), self.rows.index(len(fresh) - 1))
            self.scheduleDelayedItemsLayout()
            return
        held, row = self.chosen(), self.currentIndex().row()
        now = self.now()
        top = self.verticalScrollBar().value()
        self.rows.beginResetModel()
        self.rows.entries = fresh
        self.rows.endResetModel()
        if fresh and row >= 0:
            self.choose(now) or self._near(row)
            for record in held[1:]:
                self.choose(record, more=True)
        self.verticalScrollBar().setValue(top)

    def set_size(self, size: int) -> None:
        """Letters of another size, in pixels."""
        self.size_of_letters = size
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def now(self) -> str:
        """The record of the line the keyboard is at; "" for none."""
        row = self.currentIndex().row()
        return self.rows.entries[row].record if 0 <= row < len(self.rows.entries) else ""

    def chosen(self) -> list[str]:
        """The records of the chosen lines, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.rows.entries[row].record for row in rows]

    def choose(self, record: str, *, more: bool = False) -> bool:
        """Goes to the line of a record; False where it is not here."""
        place = self.rows.place(record) if record else -1
        if place < 0:
            return False
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows.index(place), flag.Select if more else flag.ClearAndSelect)
        self.scrollTo(self.rows.index(place))
        return True

    def choose_none(self) -> None:
        """No line is chosen."""
        self.setCurrentIndex(QModelIndex())
        self.clearSelection()

    def _near(self, row: int) -> bool:
        """Goes to the line that now stands where one was, or to the nearest that can be gone to."""
        places = [place for place, one in enumerate(self.rows.entries) if one.record]
        behind = [place for place in places if place >= row]
        wanted = (behind or places[-1:] or [-1])[0]
        return wanted >= 0 and self.choose(self.rows.entries[wanted].record)

    def first(self) -> None:
        """Puts the keyboard here, at the first line where it was at none."""
        if not self.now():
            self._near(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_end(self) -> None:
        """Shows the last line."""
        self.executeDelayedItemsLayout()
        self.scrollToBottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _Painter(QStyledItemDelegate):
    """Draws the lines; measures them for the width the view has."""

    def __init__(self, view: Roll, look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look

    def _sizes(self) -> tuple[int, int]:
        """Of the words, and of what stands before and below them."""
        size = self._view.size_of_letters
        return size, max(TYPE.small, round(size * TYPE.small / TYPE.body) - (2 if size > TYPE.body else 0))

    def _off(self) -> float:
        """How much lower small letters stand on the line of the words."""
        size, small = self._sizes()
        return (lines.leading(font(size)) - lines.leading(font(small))) / 2 + (size - small) / 4

    def _lead(self) -> float:
        """What stands before the words takes the same room in all lines."""
        return lines.natural_width(_LEAD, font(self._sizes()[1])) + _BETWEEN if self._view.leads else 0.0

    def _room(self, one: Entry) -> float:
        width = self._view.maximumViewportSize().width() - 2 * _SIDE
        pill = lines.pill_size(one.pill, font(TYPE.tag))[0] + STEP if one.pill else 0
        return width - self._lead() - pill - (_TICK + HALF if one.done else 0)

    def _beside(self, one: Entry) -> float:
        """How far to the right of the words what belongs below them stands, where both fit on one line; else 0."""
        size, small = self._sizes()
        words = lines.natural_width(plain(one.text), font(size)) + STEP + HALF
        fits = one.below and words + lines.natural_width(one.below, font(small)) < self._room(one)
        return words if fits else 0.0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        one = self._view.rows.entries[index.row()]
        width = self._view.maximumViewportSize().width()
        size, small = self._sizes()
        if not one.record:
            above = HALF if index.row() == 0 else STEP + HALF
            return QSize(width, round(lines.tall(one.text, small, True, width - 2 * _SIDE)) + above + HALF)
        tall = lines.tall(one.text, size, False, self._room(one), marked=True)
        if one.below and not self._beside(one):
            tall += lines.tall(one.below, small, False, self._room(one))
        return QSize(width, round(max(tall, lines.leading(font(size)))) + STEP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        given: Any = option
        look, one = self._look, self._view.rows.entries[index.row()]
        size, small = self._sizes()
        place = QRectF(given.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        if not one.record:
            place.setTop(place.top() + (HALF if index.row() == 0 else STEP + HALF))
            lines.draw(painter, place, one.text, font(small, bold=True), look.muted)
            return
        chosen = self._view.selectionModel().isSelected(index)
        here = self._view.hasFocus() and self._view.currentIndex() == index
        self._back(painter, QRectF(given.rect).adjusted(2, 1, -2, -1), chosen, here)
        place.setTop(place.top() + HALF)
        words = look.muted if one.done or one.weak else look.text
        if one.lead:
            lines.draw(painter, place.adjusted(0, self._off(), 0, 0), one.lead, font(small), look.muted)
        if one.pill:
            ink, ground = chip_colours(look, one.tone)
            if chosen and one.tone in ("good", "held"):
                ground = look.card
            off = max(0.0, (lines.leading(font(size)) - lines.pill_size(one.pill, font(TYPE.tag))[1]) / 2)
            corner = QPointF(place.right(), place.top() + off)
            lines.draw_pill(painter, corner, one.pill, font(TYPE.tag), ink, ground, edged=look.edged)
        left = place.left() + self._lead()
        if one.done:
            picture = icons.pixmap("check", look.accent, _TICK, self._view.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, place.top() + (lines.leading(font(size)) - _TICK) / 2), picture)
            left += _TICK + HALF
        inner = QRectF(left, place.top(), self._room(one), place.height())
        tall = lines.draw(painter, inner, one.text, font(size), words, marked=True)
        if beside := self._beside(one):
            inner.adjust(beside, self._off(), 0, 0)
            lines.draw(painter, inner, one.below, font(small), look.muted)
        elif one.below:
            lines.draw(painter, inner.adjusted(0, tall, 0, 0), one.below, font(small), look.muted)

    def _back(self, painter: QPainter, place: QRectF, chosen: bool, here: bool) -> None:
        if not (chosen or here):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(QColor(self._look.accent_soft if self._view.hasFocus() else self._look.hover))
            painter.drawRoundedRect(place, 6, 6)
            # Not by colour alone.
            painter.setPen(QPen(QColor(self._look.accent), 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawLine(
                QPointF(place.left() + 1.5, place.top() + 6), QPointF(place.left() + 1.5, place.bottom() - 6)
            )
        if here:
            draw_ring(painter, place, self._look)
        painter.restore()
