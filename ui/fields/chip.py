"""A chip one can focus: a short text in a pill that wraps where it must."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from ui import icons, lines
from ui.fields.field import leaves
from ui.keys import ENTERS
from ui.parts import chip_colours
from ui.theme import HALF, TYPE, Tokens, font

_KEYS = QKeySequence.StandardKey
#: Room before the words; behind them, where the cross shows under the mouse; its size.
_SIDE, _END, _CROSS, _TALL = 11, 17, 12, 26


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows: a plain text, a label before it (১।), a tone ("" or "quiet", "good", "wait", "late")."""

    text: str
    label: str = ""
    tone: str = ""


class ChipButton(QAbstractButton):
    """A chip on the screen. Its keys are told by signals; what they do is its field's to say."""

    remove = Signal()
    edit = Signal()
    #: To the chip so many places on; the same for carrying this one there.
    go = Signal(int)
    carry = Signal(int)
    undo_asked = Signal()
    redo_asked = Signal()
    focused = Signal()
    unfocused = Signal()

    def __init__(self, look: Tokens, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._frozen = False
        self._hovered = False
        self.chip = chip
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(chip)

    def say(self, chip: Chip) -> None:
        """Shows another chip in its place."""
        self.chip = chip
        self.setAccessibleName(f"{chip.label} {chip.text}".strip())
        self.updateGeometry()
        self.update()

    def set_frozen(self, frozen: bool) -> None:
        """Takes away what would change it."""
        self._frozen = frozen
        self.updateGeometry()
        self.update()

    # Size and look

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inside = width - self._extra()
        return max(_TALL, ceil(lines.height(self.chip.text, font(TYPE.tag), inside)) + 2 * HALF - 2)

    def sizeHint(self) -> QSize:
        width = ceil(lines.natural_width(self.chip.text, font(TYPE.tag))) + 1 + self._extra()
        return QSize(width, _TALL)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._extra() + 2 * TYPE.tag, _TALL)

    def _before(self) -> int:
        label = self.chip.label
        return ceil(lines.natural_width(label, font(TYPE.tag))) + HALF if label else 0

    def _extra(self) -> int:
        """The width of all but the words."""
        return _SIDE + self._before() + self._behind()

    def _behind(self) -> int:
        return _SIDE if self._frozen else _END

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, back = chip_colours(self._look, self.chip.tone)
        ring = self._look.ring if self.hasFocus() else 1 if self._look.edged else 0
        half = ring / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setBrush(QColor(back))
        painter.setPen(
            QPen(QColor(self._look.accent if self.hasFocus() else words), ring) if ring else Qt.PenStyle.NoPen
        )
        painter.drawRoundedRect(place, _TALL / 2 - half, _TALL / 2 - half)
        top = (_TALL - lines.leading(font(TYPE.tag))) / 2
        room = QRectF(self.rect()).adjusted(_SIDE, top, -self._behind(), 0)
        if self.chip.label:
            lines.draw(painter, room, self.chip.label, font(TYPE.tag), self._look.muted)
            room.setLeft(room.left() + self._before())
        lines.draw(painter, room, self.chip.text, font(TYPE.tag), words)
        if not self._frozen and (self._hovered or self.hasFocus()):
            picture = icons.pixmap("x", words, _CROSS, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(self.width() - _END + 1, (_TALL - _CROSS) / 2), picture)

    # Hands

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        on_cross = self.width() - _END < at.x() < self.width() and 0 < at.y() < _TALL
        if event.button() == Qt.MouseButton.LeftButton and on_cross and not self._frozen:
            self.remove.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._frozen:
            self.edit.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if event.matches(_KEYS.Copy):
            QApplication.clipboard().setText(self.chip.text)
        elif event.matches(_KEYS.Undo):
            self.undo_asked.emit()
        elif event.matches(_KEYS.Redo):
            self.redo_asked.emit()
        elif step and not held:
            self.go.emit(step)
        elif step and held == Qt.KeyboardModifier.ControlModifier and not self._frozen:
            self.carry.emit(step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held and not self._frozen:
            self.remove.emit()
        elif key in (*ENTERS, Qt.Key.Key_F2) and not held and not self._frozen:
            self.edit.emit()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
        if leaves(event):
            self.unfocused.emit()
