"""Where the screens stand: in a window too small for them, as on 1366x768 at 150 %, they scroll; nothing is cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

#: What every screen has room in, with a notice over it taken off (``tests/test_ui_smallest.py`` walks them).
WIDE, TALL = 824, 484
_AIR = 8


class _Floor(QWidget):
    """What scrolls. Without a layout: one asks how high every screen wants to be, and scrolls where less would do."""

    def __init__(self, screens: QWidget) -> None:
        super().__init__()
        self._screens = screens
        screens.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._screens.setGeometry(self.rect())


class Room(QScrollArea):
    """Holds the screens. ``above`` takes room of theirs while it is shown; they manage with less then."""

    def __init__(self, screens: QStackedWidget, above: QWidget) -> None:
        super().__init__()
        self.setObjectName("room")
        self._screens, self._above = screens, above
        self.setAccessibleName(screens.accessibleName())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self._floor = _Floor(screens)
        self._floor.setAccessibleName(screens.accessibleName())
        self.setWidget(self._floor)
        above.installEventFilter(self)
        # What is at the top of a screen comes first: what it is, and its first button.
        screens.currentChanged.connect(lambda: self.verticalScrollBar().setValue(0))
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Shows where Tab went; of what is high, such as a list, only its beginning: Qt would show its middle."""
        # Not this one's own kind, which scrolls by itself.
        if not QFrame.focusNextPrevChild(self, forward):
            return False
        found = self.focusWidget()
        if found is not None and self._screens.isAncestorOf(found):
            top = found.mapTo(self._screens, found.rect().topLeft()).y()
            tall = min(found.height(), self.viewport().height() // 2)
            self.ensureVisible(0, top + tall, 0, _AIR)
            self.ensureVisible(0, top, 0, _AIR)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        taken = 0 if self._above.isHidden() else self._above.height()
        # A bar in one direction takes no room in the other: the screens are as wide as what is seen of them.
        self._floor.setMinimumSize(WIDE, TALL - taken)
