"""A switch: on or off."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import lines
from ui.keys import EnterPresses
from ui.theme import HALF, STEP, Tokens, draw_ring, font


class Switch(EnterPresses, QAbstractButton):
    """On or off, with words beside it that may take several lines.

    Drawn in the colours of the scheme: the box to tick of Qt is black on black in high contrast.
    """

    _KNOB = QSize(36, 20)

    def __init__(self, words_: str, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self.setText(words_)
        self.setAccessibleName(words_)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(lines.height(self.text(), font(), width - self._KNOB.width() - 3 * STEP)) + STEP

    def sizeHint(self) -> QSize:
        wide = round(lines.natural_width(self.text(), font())) + self._KNOB.width() + 3 * STEP + 1
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        knob = QRectF(HALF, HALF + 2, self._KNOB.width(), self._KNOB.height())
        if self.hasFocus():
            draw_ring(painter, QRectF(self.rect()), look)
        painter.setPen(QColor(look.accent if self.isChecked() else look.disabled))
        painter.setBrush(QColor(look.accent if self.isChecked() else look.card))
        painter.drawRoundedRect(knob, 10, 10)
        painter.setBrush(QColor(look.on_accent if self.isChecked() else look.disabled))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(
            QPointF(knob.right() - 10 if self.isChecked() else knob.left() + 10, knob.center().y()), 6, 6
        )
        left = knob.right() + STEP
        place = QRectF(left, HALF, self.width() - left - HALF, self.height())
        lines.draw(painter, place, self.text(), font(), look.text)
