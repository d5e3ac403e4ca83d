"""What stands under a field while somebody types: light, inside the window, never with the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import QWidget

from ui.theme import STEP

#: Mixed into widgets, as ``Field`` is.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

#: What takes it away. It is gone before a window that is deleted tells of it.
_GOING = (QEvent.Type.Hide, QEvent.Type.WindowDeactivate, QEvent.Type.ParentChange, QEvent.Type.DeferredDelete)
#: Between it and what it stands under or above.
_GAP = 2


class Below(_Widget):
    """Mixed before a widget of Qt that was given a field's window as its parent. It is no window of its own: nothing
    flickers, and no input method is disturbed."""

    #: Whether it lies over what is typed, rather than leave the window, where there is room neither under nor above.
    _covers = True

    def _stand_by(self, field: QWidget) -> None:
        self._field = field
        self._watched: list[QObject] = []
        self.hide()
        # It stands in the window, so it would outlive the field.
        field.destroyed.connect(self.deleteLater)

    def _extent(self) -> tuple[int, int]:
        """How wide and how high it wants to be."""
        raise NotImplementedError

    def appear(self) -> None:
        """Shows it under the field, if that can be seen."""
        if not self._field.isVisible():
            self.withdraw()
            return
        if self.parentWidget() is not self._field.window():
            self.setParent(self._field.window())
        self._stand()
        self.show()
        self.raise_()
        self._watch()

    def withdraw(self) -> None:
        """Hides it."""
        self.hide()
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = []

    def _place(self) -> QRect:
        """What it stands under, and where it begins, in the window: the field."""
        return QRect(self._field.mapTo(self._field.window(), QPoint()), self._field.size())

    def _stand(self) -> None:
        """Under its place, or above it where there is more room."""
        window, place = self._field.window(), self._place()
        width, height = self._extent()
        width = min(width, window.width() - 2 * STEP)
        lowest = window.height() - STEP - height
        top, above = place.y() + place.height() + _GAP, place.y() - _GAP - height
        if top > lowest and above >= 0:
            top = above
        if self._covers:
            top = max(0, min(top, lowest))
        self.setGeometry(max(STEP, min(place.x(), window.width() - STEP - width)), top, width, height)

    def _follow_soon(self) -> None:
        """Goes along, when what it stands by is laid out."""
        QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        if self.isVisible():
            self._stand()

    def _moved_away(self) -> None:
        """The field went away from over it."""
        self.withdraw()

    def _watch(self) -> None:
        """When the line moves away from under it, it goes."""
        if self._watched:
            return
        one: QWidget | None = self._field
        while one is not None:
            self._watched.append(one)
            one.installEventFilter(self)
            one = None if one.isWindow() else one.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched not in self._watched:
            return super().eventFilter(watched, event)
        kind = event.type()
        # A layout tells of moves to the same place, too: a line that grows does not leave it.
        elsewhere = isinstance(event, QMoveEvent) and event.pos() != event.oldPos()
        moved = elsewhere and watched is not self._field.window()
        if moved or kind in _GOING:
            self.withdraw()
        elif kind == QEvent.Type.Resize:
            if watched is self._field:
                self._stand()
            elif watched is self._field.window():
                self._moved_away()
        return False
