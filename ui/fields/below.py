"""What stands under a field while somebody types: light, inside the window, never with the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
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


class Below(_Widget):
    """Mixed before a widget of Qt that was given a field's window as its parent. It is no window of its own: nothing
    flickers, and no input method is disturbed."""

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

    def _stand(self) -> None:
        """Under the field, or above it where there is more room."""
        window = self._field.window()
        width, height = self._extent()
        width = min(width, window.width() - 2 * STEP)
        at = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        above = self._field.mapTo(window, QPoint(0, -2)).y()
        top = above - height if at.y() + height > window.height() - STEP and above - height >= 0 else at.y()
        top = max(0, min(top, window.height() - STEP - height))
        self.setGeometry(max(STEP, min(at.x(), window.width() - STEP - width)), top, width, height)

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
