"""A text with what is gone from it struck through and what is new in it underlined, in colours of their own."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.say import Voice
from ui.theme import TYPE, Tokens, font

if TYPE_CHECKING:
    from koyradesk.differences import Piece

_WIDEST = 640


class DifferenceText(QWidget):
    """Shows the pieces of a difference (``koyradesk.differences``) one after another, wrapped."""

    def __init__(self, pieces: Sequence[Piece], voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._look, self._face = look, font(TYPE.body)
        self._pieces = pieces
        self._text = "".join(piece.text for piece in pieces).replace("\n", "\u2028")
        self.setAccessibleName(spoken(pieces, voice))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return ceil(self._set(width)[1])

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, self.heightForWidth(_WIDEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, ceil(lines.leading(self._face)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._look.text))
        self._set(self.width())[0].draw(painter, QPointF())

    def _set(self, width: int) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self._text, self._face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        height, step = 0.0, lines.leading(self._face)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        return layout, max(height, step)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        made, start = [], 0
        for piece in self._pieces:
            length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
            stretch = QTextLayout.FormatRange()
            stretch.start, stretch.length, stretch.format = start, length, self._format(piece)  # type: ignore[attr-defined]
            made.append(stretch)
            start += length
        return made

    def _format(self, piece: Piece) -> QTextCharFormat:
        look, made = self._look, QTextCharFormat()
        if piece.bold:
            made.setFontWeight(QFont.Weight.Bold)
        made.setFontUnderline(piece.underline)
        if piece.how == "gone":
            made.setForeground(QColor(look.late))
            made.setBackground(QColor(look.late_soft))
            made.setFontStrikeOut(True)
        elif piece.how == "new":
            made.setForeground(QColor(look.accent))
            made.setBackground(QColor(look.accent_soft))
            # Not by colour alone.
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        elif piece.how == "cut":
            made.setForeground(QColor(look.muted))
        return made


def spoken(pieces: Sequence[Piece], voice: Voice) -> str:
    """The difference as it is read out."""
    words = {"gone": N_("gone: {text}"), "new": N_("new: {text}"), "cut": "", "same": ""}
    told = [voice(words[piece.how], text=piece.text) if words[piece.how] else piece.text for piece in pieces]
    return " ".join(" ".join(told).split())
