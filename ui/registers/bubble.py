"""A sentence at a cell: why what was typed there cannot be. It stays until the keyboard goes elsewhere."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import lines
from ui.parts import Text
from ui.theme import HALF, STEP, TYPE, font

_WIDEST = 380


class Bubble(QFrame):
    """Lies over the table, under the cell or, where there is no room, over it."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self._around = around
        self.setProperty("role", "notice")
        self.words = Text(role="error")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(STEP, HALF, STEP, HALF)
        stack.addWidget(self.words)
        self.hide()

    def say_at(self, cell: QRect, sentence: str) -> None:
        """Says a sentence at a cell of the table."""
        self.words.say(sentence)
        self.setAccessibleName(sentence)
        around = self._around.rect()
        margins = 2 * STEP + 4
        natural = lines.natural_width(sentence, font(TYPE.small))
        width = min(ceil(natural) + margins + 2, _WIDEST, around.width() - 2 * HALF)
        height = self.words.heightForWidth(width - margins) + 2 * HALF + 4
        left = max(HALF, min(cell.left(), around.right() - width - HALF))
        below = cell.bottom() + HALF
        top = below if below + height < around.bottom() else max(HALF, cell.top() - height - HALF)
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()
