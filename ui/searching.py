"""The search box over the list of meetings: a pause in the typing searches, leaving the box goes to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from ui.window import Window

#: Milliseconds: a pause in typing that starts a search.
_PAUSE = 150


class Searching(QObject):
    """Belongs to a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._box = window, window.rail.search
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search)
        self._box.textChanged.connect(self._pause.start)
        self._box.left.connect(self._leave)
        self._box.pressed.connect(lambda: window.finding.begin())

    def begin(self) -> None:
        """Into the box."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_all(self) -> None:
        """All meetings again, after a search."""
        self._box.clear()
        self._leave()

    def drop(self) -> None:
        """All meetings again, because something else is to be shown among them."""
        self._box.clear()
        self._pause.stop()
        if self._window.has("meetings"):
            self._window.meetings.search("")

    def _leave(self) -> None:
        self._pause.stop()
        self._search()
        self._window.first()

    def _search(self) -> None:
        window, query = self._window, self._box.text().strip()
        if not query and not window.has("meetings"):
            return
        if window.meetings.search(query) and query and window.rows and window.here.place != "meetings":
            window.go("meetings")
            # The typing goes on where it was.
            self._box.setFocus(Qt.FocusReason.OtherFocusReason)
            self._box.end(False)
