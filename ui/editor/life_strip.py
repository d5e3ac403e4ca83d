"""The life of a paper as a strip: draft, numbered, signed; where it stands is plain to see."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from koyradesk.i18n import N_
from ui import icons, lines
from ui.say import Voice
from ui.theme import HALF, STEP, TYPE, Tokens, font

#: The steps, and for each state of a paper how many of them lie behind it.
STEPS = (N_("Draft"), N_("Numbered"), N_("Signed"))
#: A step more, and only of what was corrected: no paper should look as if one were still to come.
_CORRECTED = N_("Correction")
_BEHIND = {"draft": 0, "numbered": 1, "signed": 2, "despatched": 2}
#: The last step of a letter; of minutes it stands behind their signature.
DESPATCHED = N_("Despatched")
_DOT = 20


class LifeStrip(QWidget):
    """Dots on a line: those behind are ticked, the one the paper is at is ringed, the others wait."""

    def __init__(self, voice: Voice, look: Tokens, *, despatched: bool = False) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._at = 0
        self._every = (*STEPS, DESPATCHED) if despatched else STEPS
        self.steps: tuple[str, ...] = self._every
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state("draft")

    def show_state(self, state: str, *, corrected: bool = False) -> None:
        """Where the paper stands; ``corrected``: a correction of it was issued."""
        self.steps = (*STEPS, _CORRECTED) if corrected else self._every
        self._at = len(STEPS) if corrected else _BEHIND.get(state, 0)
        if state == "despatched" and DESPATCHED in self._every:
            self._at = len(STEPS)
        names = [self._voice(name) for name in self.steps]
        sentence = N_("The paper is at step {step} of {steps}: {name}")
        self.setAccessibleName(self._voice(sentence, step=self._at + 1, steps=len(names), name=names[self._at]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, _DOT + HALF + ceil(lines.leading(font(TYPE.small, bold=True))))

    def minimumSizeHint(self) -> QSize:
        every = (*self._every, _CORRECTED)
        widest = max(lines.natural_width(self._voice(name), font(TYPE.small, bold=True)) for name in every)
        return QSize(ceil(widest + STEP) * len(every), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        share = self.width() / len(self.steps)
        middle = [QPointF(share * (place + 0.5), _DOT / 2) for place in range(len(self.steps))]
        for place in range(len(self.steps) - 1):
            behind = place < self._at
            painter.setPen(QPen(QColor(look.accent if behind else look.field_line), 2))
            painter.drawLine(
                middle[place] + QPointF(_DOT / 2 + HALF, 0), middle[place + 1] - QPointF(_DOT / 2 + HALF, 0)
            )
        for place, at in enumerate(middle):
            self._draw_dot(painter, place, at)
            here = place == self._at
            face = font(TYPE.small, bold=here)
            painter.setFont(face)
            painter.setPen(QColor(look.accent if here else look.text if place < self._at else look.muted))
            below = QRectF(at.x() - share / 2, _DOT + HALF, share, lines.leading(face))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._voice(self.steps[place]))

    def _draw_dot(self, painter: QPainter, place: int, at: QPointF) -> None:
        look, round_ = self._look, QRectF(at.x() - _DOT / 2 + 1, at.y() - _DOT / 2 + 1, _DOT - 2, _DOT - 2)
        behind, here = place < self._at, place == self._at
        painter.setPen(QPen(QColor(look.accent if behind or here else look.field_line), 2))
        painter.setBrush(QColor(look.accent if behind else look.card))
        painter.drawEllipse(round_)
        if behind:
            picture = icons.pixmap("check", look.on_accent, 12, self.devicePixelRatioF())
            painter.drawPixmap(at - QPointF(6, 6), picture)
        elif here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent))
            painter.drawEllipse(round_.adjusted(5, 5, -5, -5))
