"""What a page speaks of and the window shows: buttons, tabs and fields by their words, and a ring around one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QTabBar, QWidget

from koyradesk.bengali.text import nfc
from ui import tab_order
from ui.theme import Tokens

#: How long a ring stays, in milliseconds, and how far it stands off.
_LONG, _OFF = 2600, 5


class Shown(NamedTuple):
    """A widget in sight, and of tabs which."""

    widget: QWidget
    tab: int = -1

    def place(self, window: QWidget) -> QRect:
        """Where it stands in its window."""
        inside = self.widget.rect()
        if self.tab >= 0 and isinstance(self.widget, QTabBar):
            inside = self.widget.tabRect(self.tab)
        return QRect(self.widget.mapTo(window, inside.topLeft()), inside.size())


def in_sight(window: QWidget, beside: QWidget) -> dict[str, Shown]:
    """All that can be pressed or filled in and has words, but for what is in ``beside``; buttons before fields."""
    found: dict[str, Shown] = {}
    for words, shown in sorted(_named(window, beside), key=lambda row: not isinstance(row[1].widget, QAbstractButton)):
        found.setdefault(nfc(words), shown)
    return found


def _named(window: QWidget, beside: QWidget) -> Iterator[tuple[str, Shown]]:
    for one in window.findChildren(QWidget):
        if not one.isVisible() or beside.isAncestorOf(one) or one is beside:
            continue
        if isinstance(one, QTabBar):
            for index in range(one.count()):
                yield one.tabText(index), Shown(one, index)
        elif isinstance(one, QAbstractButton):
            if words := one.text() or one.accessibleName():
                yield words, Shown(one)
        elif one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.accessibleName():
            yield one.accessibleName(), Shown(one)


class Ring(QWidget):
    """Stands around something for a moment; what is under it can be pressed all the same."""

    def __init__(self, window: QWidget, look: Tokens) -> None:
        super().__init__(window)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("–")
        self.going = QTimer(self, singleShot=True, interval=_LONG)
        self.going.timeout.connect(self.hide)
        self.hide()

    def show_around(self, shown: Shown) -> QRect:
        """Shows it, what it stands around brought into sight; where that is."""
        window = self.parentWidget()
        assert window is not None
        tab_order.bring(shown.widget)
        place = shown.place(window).adjusted(-_OFF, -_OFF, _OFF, _OFF).intersected(window.rect())
        self.setGeometry(place)
        self.show()
        self.raise_()
        self.going.start()
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.wait), 3))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(2, 2, -2, -2), 8, 8)
