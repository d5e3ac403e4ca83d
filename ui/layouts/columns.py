"""Columns of a table: a strip as wide as the paper whose borders are dragged, and under it a row for each."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from koyradesk.i18n import N_
from ui.layouts.controls import Context
from ui.layouts.rows import RowsControl
from ui.theme import HALF, TYPE, draw_ring, font

#: How near to a border one has to press, the least share of a column, and a step of the keyboard.
_NEAR, _LEAST, _STEP = 8, 0.2, 0.1
_TALL = 34


class Strip(QWidget):
    """The columns side by side. A border is dragged, or chosen with Up and Down and moved with Left and Right."""

    #: The new widths.
    moved = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._columns: list[dict[str, Any]] = []
        self._border = 0
        self._held = False
        self.setAccessibleName(context.voice(N_("Widths: {table}"), table=context.name))
        self.setAccessibleDescription(
            context.voice(N_("Up and Down choose a border, Left and Right move it. Or drag it with the mouse."))
        )
        self.setToolTip(self.accessibleDescription())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(_TALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_columns(self, columns: list[dict[str, Any]]) -> None:
        """Shows columns as wide as they are."""
        self._columns = columns
        self._border = min(self._border, max(0, len(columns) - 2))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _TALL)

    def borders(self) -> list[float]:
        """Where the borders between columns stand."""
        widths = [float(one["width"]) for one in self._columns]
        whole = sum(widths) or 1
        return [place / whole * (self.width() - 1) for place in accumulate(widths)][:-1]

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._context.look, QPainter(self)
        edges = [0.0, *self.borders(), float(self.width() - 1)]
        painter.fillRect(self.rect(), QColor(look.card))
        face = font(TYPE.small)
        painter.setFont(face)
        for column, (left, right) in zip(self._columns, pairwise(edges), strict=True):
            place = QRectF(left, 0, right - left, _TALL - 1)
            painter.setPen(QPen(QColor(look.field_line), 1))
            painter.drawRect(place)
            painter.setPen(QColor(look.text))
            room = place.adjusted(HALF, 0, -HALF, 0)
            said = painter.fontMetrics().elidedText(column["heading"], Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), look, 0)
        if (self.hasFocus() or self._held) and self.borders():
            painter.setPen(QPen(QColor(look.accent), 4))
            at = self.borders()[self._border]
            painter.drawLine(QPointF(at, 3), QPointF(at, _TALL - 4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position().x())
        if near is not None:
            self._border, self._held = near, True
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position().x())
        self.setCursor(Qt.CursorShape.SplitHCursor if self._held or near is not None else Qt.CursorShape.ArrowCursor)
        if self._held:
            whole = sum(float(one["width"]) for one in self._columns)
            self._move((event.position().x() - self.borders()[self._border]) / max(1, self.width() - 1) * whole)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._border = min(max(0, self._border + step), max(0, len(self._columns) - 2))
                self.update()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._move(_STEP if event.key() == Qt.Key.Key_Right else -_STEP)
            case _:
                super().keyPressEvent(event)

    def _near(self, x: float) -> int | None:
        found = [(abs(place - x), index) for index, place in enumerate(self.borders()) if abs(place - x) <= _NEAR]
        return min(found)[1] if found else None

    def _move(self, share: float) -> None:
        """Moves the chosen border: what one column loses the next one gains."""
        if not self.borders():
            return
        widths = [float(one["width"]) for one in self._columns]
        left, right = widths[self._border], widths[self._border + 1]
        moved = min(max(share, _LEAST - left), right - _LEAST)
        wanted = [*widths[: self._border], round(left + moved, 2), round(right - moved, 2), *widths[self._border + 2 :]]
        if wanted != widths:
            self.moved.emit(wanted)


class ColumnsControl(RowsControl):
    """A strip to drag, and rows with heading, contents and width."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.strip = Strip(context)
        self.strip.moved.connect(self._moved)
        self._stack.insertWidget(0, self.strip)

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self.strip.show_columns(self.value)

    def _edited(self, place: int, entry: Any) -> None:
        super()._edited(place, entry)
        if all(isinstance(one["width"], int | float) and one["width"] > 0 for one in self.value):
            self.strip.show_columns(self.value)

    def _moved(self, widths: list[float]) -> None:
        self._change([{**one, "width": width} for one, width in zip(self.value, widths, strict=True)])
