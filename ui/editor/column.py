"""A column of cards that scrolls, and keeps its place while cards come, go and change their height."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.parts import steady_bar
from ui.theme import GAP, HALF, STEP

#: Kept free above and below what is scrolled to.
_AIR = STEP


class Column(QScrollArea):
    """Cards under one another. Keys that no card took are given to ``keys``, which says whether it took them."""

    def __init__(self, name: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self)
        self.inside = _Inside(name, keys)
        self.setWidget(self.inside)
        self.stack = self.inside.stack

    def settle(self) -> None:
        """Lays everything out now, so that places can be asked for."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.stack.activate()
        room = self.maximumViewportSize()
        width = room.width() - self.verticalScrollBar().sizeHint().width()
        width = self.viewport().width() or width
        self.inside.resize(width, max(self.viewport().height(), self.stack.heightForWidth(width)))

    @contextmanager
    def steady(self, anchor: QWidget | None = None) -> Iterator[None]:
        """What is done inside leaves the anchor (else the first card in view) where it is on the screen."""
        held = anchor if anchor is not None and self._shows(anchor) else self._first_in_view()
        before = self._top(held) if held is not None else 0
        self.inside.setUpdatesEnabled(False)
        try:
            yield
        finally:
            self.settle()
            if held is not None and self._shows(held):
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._top(held) - before)
            self.inside.setUpdatesEnabled(True)

    def bring(self, widget: QWidget, within: QRect | None = None) -> None:
        """Scrolls as little as is needed to show a widget, or a part of it."""
        self.settle()
        place = within if within is not None else widget.rect()
        top = widget.mapTo(self.inside, place.topLeft()).y() - _AIR
        bottom = widget.mapTo(self.inside, QPoint(0, place.bottom())).y() + _AIR
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if bottom - bar.value() > height:
            bar.setValue(bottom - height)
        if top < bar.value():
            bar.setValue(top)

    def _top(self, widget: QWidget) -> int:
        return widget.mapTo(self.inside, QPoint(0, 0)).y() - self.verticalScrollBar().value()

    def _shows(self, widget: QWidget) -> bool:
        return self.inside.isAncestorOf(widget) and not widget.isHidden()

    def _first_in_view(self) -> QWidget | None:
        top = self.verticalScrollBar().value()
        cards = (one for one in self.inside.children() if isinstance(one, QWidget) and self.stack.indexOf(one) >= 0)
        shown = (one for one in cards if not one.isHidden() and one.geometry().bottom() > top)
        return min(shown, key=lambda one: one.y(), default=None)


class _Inside(QWidget):
    """What scrolls. Between the cards and the scroll area: keys come here before they scroll."""

    def __init__(self, name: str, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._keys = keys
        self.stack = QVBoxLayout(self)
        self.stack.setContentsMargins(0, HALF, STEP, GAP)
        self.stack.setSpacing(STEP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys(event):
            super().keyPressEvent(event)
