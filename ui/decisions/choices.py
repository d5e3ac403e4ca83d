"""One of a few things, all in sight: radio buttons as pills that fill lines like words."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui import lines
from ui.fields.flow import Flow
from ui.keys import ENTERS
from ui.theme import HALF, TYPE, Tokens, font

_TALL, _SIDE = 28, 11


class _Pill(QRadioButton):
    """One of them; its width does not change when it is chosen."""

    stepped = Signal(int)

    def __init__(self, words: str, look: Tokens) -> None:
        super().__init__(words)
        self._look = look
        #: As of a chip (see ``parts.chip_colours``).
        self.tone = ""
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(ceil(lines.natural_width(self.text(), font(TYPE.small, bold=True))) + 2 * _SIDE + 1, _TALL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}.get(key, 0)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and not held:
            self.stepped.emit(step)
        elif key in ENTERS:
            # Whoever holds the form acts on it.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        on = self.isChecked()
        late = self.tone == "late"
        words, soft = (look.late, look.late_soft) if late else (look.accent, look.accent_soft)
        edge = words if on or self.hasFocus() else look.field_line
        painter.setPen(QPen(QColor(edge), look.ring if self.hasFocus() else 1))
        painter.setBrush(QColor(soft if on else look.hover if self.underMouse() else look.card))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        painter.setFont(font(TYPE.small, bold=on))
        painter.setPen(QColor(look.disabled if not self.isEnabled() else words if on or late else look.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Choices(QWidget):
    """The pills of one question; Tab stops once, the arrow keys choose."""

    #: The user chose another.
    changed = Signal(str)

    def __init__(self, name: str, look: Tokens, every: Sequence[tuple[str, str]]) -> None:
        """``every``: (value, words)."""
        super().__init__()
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._pills: dict[str, _Pill] = {}
        across = Flow(self, across=HALF + 2, down=HALF + 2)
        for value, words in every:
            pill = self._pills[value] = _Pill(words, look)
            pill.stepped.connect(self._step)
            pill.clicked.connect(lambda _=False, value=value: self._chosen(value))
            across.addWidget(pill)
        self.choose(every[0][0])

    @property
    def value(self) -> str:
        """What is chosen."""
        return next(value for value, pill in self._pills.items() if pill.isChecked())

    def choose(self, value: str) -> None:
        """Chooses without telling anyone."""
        for one, pill in self._pills.items():
            pill.blockSignals(True)
            pill.setAutoExclusive(False)
            pill.setChecked(one == value)
            pill.setAutoExclusive(True)
            pill.blockSignals(False)
            pill.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == value else Qt.FocusPolicy.ClickFocus)
            pill.update()

    def say(self, value: str, words: str, tone: str = "") -> None:
        """Other words on a pill; "late" makes it red."""
        pill = self._pills[value]
        pill.tone = tone
        if words != pill.text():
            pill.setText(words)
            pill.setAccessibleName(words)
            pill.updateGeometry()
        pill.update()

    def pill(self, value: str) -> QRadioButton:
        """The pill of a value."""
        return self._pills[value]

    def begin(self) -> None:
        """Puts the keyboard on what is chosen."""
        self._pills[self.value].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        every = [value for value, pill in self._pills.items() if pill.isEnabled()]
        self._chosen(every[(every.index(self.value) + by) % len(every)])
        self._pills[self.value].setFocus(Qt.FocusReason.TabFocusReason)

    def _chosen(self, value: str) -> None:
        self.choose(value)
        self.changed.emit(value)
