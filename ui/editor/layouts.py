"""The layouts to choose from, each as a small drawing of its page and in words: nobody knows them by name."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from koyradesk import layout as layouts
from koyradesk.i18n import N_
from koyradesk.layout import Layout
from ui import lines
from ui.say import Voice
from ui.theme import HALF, RADIUS, STEP, TYPE, Tokens, font

_PAGE = QSize(64, 48)
_SIDE = 10


def in_words(layout: Layout, voice: Voice) -> tuple[str, str]:
    """What a layout looks like: its columns, and how facts and dates stand."""
    headings = " · ".join(column.heading for column in layout.table.columns if column.heading)
    facts = N_("facts in a table") if layout.facts.style == "table" else N_("facts as lines")
    dates = N_("dates of both calendars") if layout.memo.dates == "both" else N_("one date on the memo line")
    number = voice(N_("items from {label}"), label=layout.numbering.item) if layout.numbering.item else ""
    return headings, " · ".join(one for one in (voice(facts), voice(dates), number) if one)


class _Choice(QRadioButton):
    """One layout: its page in little, and its words."""

    def __init__(self, name: str, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.name = name
        self._voice, self._look = voice, look
        self.show_layout(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_layout(self, held: str | Mapping[str, Any]) -> None:
        """What is drawn and told of it: the bundled layout, or what a meeting made of it."""
        self._layout = layouts.resolve(held)
        self._head, self._below = in_words(self._layout, self._voice)
        self.setAccessibleName(f"{self._head}, {self._below}")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - 3 * _SIDE - _PAGE.width()
        tall = lines.height(self._head, font(), room) + lines.height(self._below, font(TYPE.small), room)
        return max(_PAGE.height(), ceil(tall)) + 2 * STEP

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _PAGE.height() + 2 * STEP)

    def hitButton(self, pos: object) -> bool:
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.accent if self.isChecked() or self.hasFocus() else look.line
        painter.setPen(QPen(QColor(edge), look.ring if self.hasFocus() else 1))
        back = look.accent_soft if self.isChecked() else look.hover if self.underMouse() else look.card
        painter.setBrush(QColor(back))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS - 2, RADIUS - 2)
        self._draw_page(painter, QRectF(_SIDE, STEP, _PAGE.width(), _PAGE.height()))
        place = QRectF(2 * _SIDE + _PAGE.width(), STEP, self.width() - 3 * _SIDE - _PAGE.width(), self.height())
        colour = look.accent if self.isChecked() else look.text
        if not self.isEnabled():
            colour = look.muted
        place.setTop(place.top() + lines.draw(painter, place, self._head, font(), colour))
        lines.draw(painter, place, self._below, font(TYPE.small), look.muted)

    def _draw_page(self, painter: QPainter, place: QRectF) -> None:
        """Facts above, the table's columns as wide as they are, the memo line below."""
        look, given = self._look, self._layout
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(QColor(look.field_line), 1))
        painter.setBrush(QColor(look.card))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(QColor(look.muted), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inner = place.adjusted(6, 5, -7, -5)
        if given.facts.style == "table":
            painter.drawRect(QRectF(inner.left(), inner.top(), inner.width(), 8))
            painter.drawLine(QPointF(inner.left() + 14, inner.top()), QPointF(inner.left() + 14, inner.top() + 8))
        else:
            for line in (1, 4, 7):
                painter.drawLine(
                    QPointF(inner.left(), inner.top() + line), QPointF(inner.left() + 24, inner.top() + line)
                )
        table = QRectF(inner.left(), inner.top() + 12, inner.width(), 18)
        painter.drawRect(table)
        whole, left = sum(column.width for column in given.table.columns), table.left()
        for column in given.table.columns[:-1]:
            left += table.width() * column.width / whole
            painter.drawLine(QPointF(round(left), table.top()), QPointF(round(left), table.bottom()))
        painter.drawLine(QPointF(table.left(), round(table.top() + 5)), QPointF(table.right(), round(table.top() + 5)))
        foot = inner.bottom()
        painter.drawLine(QPointF(inner.right() - 12, foot - 2), QPointF(inner.right(), foot - 2))
        if given.memo.dates == "both":
            painter.drawLine(QPointF(inner.right() - 12, foot), QPointF(inner.right(), foot))
        painter.restore()


class LayoutChoice(QWidget):
    """All bundled layouts, the meeting's own marked. A meeting may carry differences from the one it is based on."""

    #: Another one was chosen: its name.
    chosen = Signal(str)

    def __init__(self, voice: Voice, look: Tokens, held: str | Mapping[str, Any]) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Look of the paper")))
        self._group = QButtonGroup(self)
        self._choices = {name: _Choice(name, voice, look) for name in layouts.names()}
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        for one in self._choices.values():
            self._group.addButton(one)
            stack.addWidget(one)
            one.clicked.connect(lambda _=False, one=one: self._choose(one.name))
        self._held = held
        self.show_layout(held)

    def show_layout(self, held: str | Mapping[str, Any]) -> None:
        """Marks the layout a meeting has, and shows it as the meeting has it."""
        self._held = held
        for name, one in self._choices.items():
            one.show_layout(held if name == self._base else name)
            if name == self._base:
                one.setChecked(True)

    @property
    def _base(self) -> str:
        return self._held if isinstance(self._held, str) else str(self._held.get("base", "upazila"))

    def set_frozen(self, frozen: bool) -> None:
        for one in self._choices.values():
            one.setEnabled(not frozen or one.isChecked())

    def _choose(self, name: str) -> None:
        if name != self._base:
            self.chosen.emit(name)
