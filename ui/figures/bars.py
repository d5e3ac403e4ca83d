"""How the bars of a chart are drawn: crisp at every scale, told apart by pattern as well as by colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Tokens

#: What a stretch of a bar stands for: done in time (held), done late, open (planned), late (missed).
Tone = Literal["good", "slow", "open", "late"]
#: Logical pixels from one line of a hatched stretch to the next.
_HATCH = 5


def draw_bar(painter: QPainter, place: QRectF, parts: Iterable[tuple[float, Tone]], look: Tokens) -> None:
    """Stretches end to end; each is a share of the place's width."""
    ratio = painter.device().devicePixelRatioF()

    def sharp(length: float) -> float:
        return round(length * ratio) / ratio

    told, left = 0.0, sharp(place.left())
    top, bottom = sharp(place.top()), sharp(place.bottom())
    for share, tone in parts:
        told += share
        # The ends are rounded, not the widths: equal sums end at one line.
        right = max(sharp(place.left() + told * place.width()), left + 1)
        draw_stretch(painter, QRectF(left, top, right - left, bottom - top), tone, look)
        left = right


def draw_stretch(painter: QPainter, place: QRectF, tone: Tone, look: Tokens) -> None:
    """One stretch: solid, slanting lines, empty, or lines that stand upright."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    colour = QColor({"good": look.accent, "slow": look.accent, "late": look.late}.get(tone, look.muted))
    ground = {"good": look.accent, "slow": look.accent_soft, "open": look.chip, "late": look.late}[tone]
    painter.fillRect(place, QColor(ground))
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    if tone == "slow":
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.6))
        start = place.left() - place.height()
        for step in range(int((place.width() + place.height()) / _HATCH) + 1):
            x = start + step * _HATCH
            painter.drawLine(QPointF(x, place.bottom()), QPointF(x + place.height(), place.top()))
    elif tone == "late":
        painter.setPen(QPen(QColor(look.late_soft), 1))
        for step in range(1, int(place.width() / _HATCH) + 1):
            x = place.left() + step * _HATCH
            painter.drawLine(QPointF(x, place.top()), QPointF(x, place.bottom()))
    # The edge in whole device pixels: a pen would stand half beside the place.
    thin = 1 / painter.device().devicePixelRatioF()
    for edge in (
        QRectF(place.left(), place.top(), place.width(), thin),
        QRectF(place.left(), place.bottom() - thin, place.width(), thin),
        QRectF(place.left(), place.top(), thin, place.height()),
        QRectF(place.right() - thin, place.top(), thin, place.height()),
    ):
        painter.fillRect(edge, colour)
    painter.restore()


class Swatch(QWidget):
    """What a stretch looks like, beside the word for it."""

    def __init__(self, tone: Tone, look: Tokens, name: str) -> None:
        super().__init__()
        self._tone: Tone = tone
        self._look = look
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(24, 14)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_stretch(QPainter(self), QRectF(self.rect()), self._tone, self._look)
