"""What the signs of the months mean, below their table."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.district import words
from ui.district.grid import Chip, draw_chip
from ui.fields.flow import Flow
from ui.kit import Kit
from ui.parts import Label, empty, row
from ui.theme import GAP, HALF, TYPE, Tokens, font


class Legend(QWidget):
    """A chip of each kind, and what it says; as many in a line as have room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._alone: bool | None = None
        self.setAccessibleName(kit.voice(N_("What the signs of the months mean")))
        self._signs = Flow(self, across=GAP, down=HALF)
        self.show_for(alone=True)

    def show_for(self, *, alone: bool) -> None:
        """The signs of the table of one committee, or of all of them."""
        if alone is self._alone:
            return
        self._alone = alone
        empty(self._signs)
        for chip, said in words.legend(self._kit.voice, alone=alone):
            both = QWidget()
            both.setAccessibleName(said)
            both.setLayout(row(_Sign(chip, self._kit.look), Label(said, "said"), spacing=HALF))
            self._signs.addWidget(both)
            # It has its height at once: the table above is given what is left.
            both.show()


class _Sign(QWidget):
    def __init__(self, chip: Chip, look: Tokens) -> None:
        super().__init__()
        self._chip, self._look = chip, look
        self.setAccessibleName(chip.spoken)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(max(32.0, lines.natural_width(self._chip.words, font(TYPE.tag, bold=True)) + 16)) + 6, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_chip(painter, self.rect().toRectF(), self._chip, self._look)
