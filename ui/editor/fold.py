"""A card that opens and closes; closed, it tells in one line what it holds."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, lines
from ui.keys import EnterPresses
from ui.theme import GAP, HALF, RADIUS, STEP, TYPE, Tokens, draw_ring, font

_ICON = 18
_TALL = 44


class Head(EnterPresses, QAbstractButton):
    """The line of a folded card: a chevron, its title, and its content in a few quiet words."""

    def __init__(self, title: str, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self._summary = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, summary: str) -> None:
        """What the card holds."""
        self._summary = " ".join(summary.split())
        self.setAccessibleDescription(self._summary)
        self.setToolTip(self._summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _TALL)

    def minimumSizeHint(self) -> QSize:
        width = lines.natural_width(self.text(), font(bold=True))
        return QSize(round(width) + _ICON + 2 * GAP + STEP, _TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(place.adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)
        if self.hasFocus():
            draw_ring(painter, place.adjusted(1, 1, -1, -1), look)
        name = "chevron-down" if self.isChecked() else "chevron-right"
        picture = icons.pixmap(name, look.muted, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(GAP - 2, (self.height() - _ICON) / 2), picture)
        bold, small = font(bold=True), font(TYPE.small)
        left = float(GAP + _ICON + HALF)
        title = lines.natural_width(self.text(), bold) + 1
        painter.setFont(bold)
        painter.setPen(QColor(look.text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, title, self.height()), middle, self.text())
        if self.isChecked() or not self._summary:
            return
        left += title + STEP + HALF
        room = self.width() - GAP - left
        painter.setFont(small)
        painter.setPen(QColor(look.muted))
        shown = QFontMetricsF(small).elidedText(self._summary, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), middle | Qt.AlignmentFlag.AlignRight, shown)


class Fold(QFrame):
    """A quiet card for what is seldom changed; ``say`` tells what stands in it.

    ``build`` makes what is inside, when it is first opened: most never are.
    """

    #: It was opened (True) or closed.
    folded = Signal(bool)

    def __init__(self, title: str, look: Tokens, build: Callable[[], QWidget]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._build: Callable[[], QWidget] | None = build
        self.head = Head(title, look)
        self._body = QWidget()
        self._body.setAccessibleName(title)
        self._stack = QVBoxLayout(self._body)
        self._stack.setContentsMargins(GAP, 0, GAP, GAP)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.head)
        stack.addWidget(self._body)
        self._body.hide()
        self.head.toggled.connect(self._turn)

    def say(self, summary: str) -> None:
        """What is told while it is closed."""
        self.head.say(summary)

    def unfold(self) -> None:
        self.head.setChecked(True)

    def fold(self) -> None:
        self.head.setChecked(False)

    def is_built(self) -> bool:
        """Whether it was ever opened."""
        return self._build is None

    def is_open(self) -> bool:
        return self.head.isChecked()

    def _turn(self, open_: bool) -> None:
        if open_ and self._build is not None:
            build, self._build = self._build, None
            self._stack.addWidget(build())
        self._body.setVisible(open_)
        self.head.update()
        self.folded.emit(not open_)
