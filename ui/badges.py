"""The numbers on the rail: what is late. Counted in a pause, never while something is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from koyradesk.i18n import N_

if TYPE_CHECKING:
    from ui.window import Window

#: Milliseconds after the last write.
_AFTER = 700


class Badges(QObject):
    """Belongs to a window; ``want`` whenever a number may be another."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        #: Holds something once other colours or another language have put a new window in the place of this one. (A
        #: method of what is destroyed would not be called.)
        self._gone: list[bool] = []
        gone = self._gone
        self.destroyed.connect(lambda: gone.append(True))
        self._pause = QTimer(self, singleShot=True, interval=_AFTER)
        self._pause.timeout.connect(self._ask)

    def want(self) -> None:
        """Counts anew, soon."""
        self._pause.start()

    def _ask(self) -> None:
        window = self._window
        # Counting takes a while in a large office; who types is not to wait for it. Leaving the text asks again.
        if window.is_open and window.session is None:
            window.kit.worker.ask(lambda: window.kit.book.followed.late(), self._tell, topic="badges")

    def _tell(self, late: int) -> None:
        if self._gone:
            return
        voice = self._window.kit.voice
        words = voice(N_("{count} late"), count=late) if late else ""
        self._window.rail.tell("decisions", voice.digits(late) if late else "", words)
