"""A register on the screen: lines in columns, all of one height, so that five thousand of them are there at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from koyradesk.bengali.digits import to_ascii
from ui import lines
from ui.line_list import Line, LineList, Lines
from ui.parts import chip_colours
from ui.theme import HALF, STEP, TYPE, Tokens, draw_ring, font

T = TypeVar("T")

_Index = QModelIndex | QPersistentModelIndex
#: Room above and below a row's words.
_PAD = 6
#: Room left and right of a row's words, and between two columns.
_SIDE = 10
_BETWEEN = 12
#: Milliseconds after which a digit begins another number.
_PAUSE = 1_200


class Column(NamedTuple):
    """A column: what it is called, and its width in logical pixels, or its share (under 10) of what those leave."""

    name: str
    width: float


def places(columns: Sequence[Column], width: float) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is."""
    room = width - 2 * _SIDE - _BETWEEN * (len(columns) - 1)
    shares = sum(one.width for one in columns if one.width < 10)
    left = room - sum(one.width for one in columns if one.width >= 10)
    found, at = [], float(_SIDE)
    for one in columns:
        wide = one.width if one.width >= 10 else max(40.0, left * one.width / shares)
        found.append((at, wide))
        at += wide + _BETWEEN
    return found


@lru_cache(maxsize=16_384)
def fitted(text: str, size: int, bold: bool, width: int, rows: int) -> str:
    """The text as far as ``rows`` lines have room for it; what is left out is marked, and told in full elsewhere."""
    most = lines.leading(font(size, bold=bold)) * rows + 1
    if lines.tall(text, size, bold, width) <= most:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = lines.tall(text[:middle].rstrip() + "…", size, bold, width) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…"


class _Painter(QStyledItemDelegate):
    """Draws a row: a bold head, cells beside it, a pill at its end."""

    def __init__(self, view: Register[Any], look: Tokens) -> None:
        super().__init__(view)
        self._view, self._look = view, look
        self._line = lines.leading(font(TYPE.small))

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tall = self._view.tall_at(index)
        # One line of words needs the room of two pads around its pill.
        pad = _PAD if tall > 1 else _PAD + 2
        return QSize(120, round(self._line * tall) + 2 * pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, line = self._look, self._view.rows.line_at(index)
        given: Any = option
        row = QRectF(given.rect)
        chosen = self._view.selectionModel().isSelected(index)
        self._draw_back(painter, row, chosen, self._view.hovers(index))
        where = places(self._view.columns, row.width())
        texts = (line.head, *line.below)
        for place, (text, (at, wide)) in enumerate(zip(texts, where, strict=False)):
            strong = place == self._view.strong
            late = line.tone == "late" and strong and not place
            colour = look.late if late else look.muted if place == 1 - self._view.strong else look.text
            cell = QRectF(row.left() + at, row.top(), wide, row.height())
            self._draw(painter, cell, text, colour, self._view.tall_at(index), bold=strong)
        if line.pill:
            words, back = chip_colours(look, line.tone)
            at, wide = where[-1]
            face = font(TYPE.tag)
            width, high = lines.pill_size(line.pill, face)
            corner = QPointF(row.left() + at + min(wide, width), row.top() + (row.height() - high) / 2)
            ground = look.card if chosen and line.tone in ("good", "held", "quiet", "") else back
            lines.draw_pill(painter, corner, line.pill, face, words, ground, edged=look.edged)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawLine(row.bottomLeft() + QPointF(_SIDE, 0), row.bottomRight() - QPointF(_SIDE, 0))

    def _draw(self, painter: QPainter, place: QRectF, text: str, colour: str, tall: int, *, bold: bool) -> None:
        shown = fitted(text, TYPE.small, bold, int(place.width()), tall)
        high = lines.tall(shown, TYPE.small, bold, int(place.width()))
        place.setTop(place.top() + max(0.0, (place.height() - high) / 2))
        place.setWidth(int(place.width()))
        lines.draw(painter, place, shown, font(TYPE.small, bold=bold), colour)

    def _draw_back(self, painter: QPainter, row: QRectF, chosen: bool, hovered: bool) -> None:
        if not chosen and not hovered:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.accent_soft if chosen else self._look.hover))
        place = row.adjusted(1, 1, -1, -2)
        painter.drawRoundedRect(place, 6, 6)
        if chosen:
            # Not by colour alone: the ring where the keyboard is, else a bar.
            if self._view.hasFocus():
                draw_ring(painter, place, self._look)
            else:
                painter.setPen(QPen(QColor(self._look.accent), 3))
                left = place.left() + 1.5
                painter.drawLine(QPointF(left, place.top() + 6), QPointF(left, place.bottom() - 6))
        painter.restore()


class Register(LineList[T]):
    """The lines with their keys: arrows choose, digits go to a number, Enter opens."""

    #: A line is to be taken back.
    unwanted = Signal()

    def __init__(self, look: Tokens, columns: Sequence[Column], name: str, *, tall: int = 2, strong: int = 0) -> None:
        """``tall``: so many lines of words a row has room for; ``strong``: the column that is bold, 0 or 1."""
        super().__init__(look, Lines(), name)
        self.columns, self.tall, self.strong = tuple(columns), tall, strong
        self.setObjectName("register")
        self.setItemDelegate(_Painter(self, look))
        self.setUniformItemSizes(True)
        # Where something is written below it, one row must do in the smallest window.
        self.setMinimumHeight(48)
        #: Digits typed one after another.
        self._digits, self._since = "", QElapsedTimer()

    def tall_at(self, index: _Index) -> int:
        """How many lines of words a row has room for; all the same, unless a register measures its few rows."""
        return self.tall

    def show_rows(self, shown: Sequence[Line[T]]) -> None:
        """Other lines; the view stays where it was."""
        at = self.verticalScrollBar().value()
        self.rows.show_lines(shown)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)

    def keyboardSearch(self, search: str) -> None:
        # Digits of any keyboard find the number: several typed quickly are one.
        if not to_ascii(search).isdecimal():
            return
        slow = not self._since.isValid() or self._since.elapsed() > _PAUSE
        self._digits = ("" if slow else self._digits) + to_ascii(search)
        self._since.start()
        heads = ((place, to_ascii(line.head)) for place, line in enumerate(self.rows.lines))
        near = [place for place, head in heads if head.startswith(self._digits)]
        exact = next((place for place in near if to_ascii(self.rows.lines[place].head) == self._digits), None)
        if near:
            self.setCurrentIndex(self.rows.index(near[0] if exact is None else exact))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)


class Headings(QWidget):
    """The names of the columns above a register."""

    def __init__(self, look: Tokens, register: Register[Any]) -> None:
        super().__init__()
        self._look, self._register = look, register
        names = ", ".join(one.name for one in register.columns)
        self.setAccessibleName(names)
        self.setFixedHeight(round(lines.leading(font(TYPE.small))) + HALF)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        view = self._register.viewport()
        inset = view.mapTo(self._register, view.rect().topLeft()).x()
        where = places(self._register.columns, view.width())
        for one, (at, wide) in zip(self._register.columns, where, strict=True):
            place = QRectF(inset + at, 0, wide + STEP, self.height())
            lines.draw(painter, place, one.name, font(TYPE.small), self._look.muted)
