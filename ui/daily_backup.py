"""The day's backup, made when nobody waits for the office: of ten years it takes so long that whoever opened a meeting
meanwhile would wait with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from koyradesk.i18n import N_
from ui.kit import Kit
from ui.worker import Task

#: Milliseconds: how often it is looked whether the desk rests, and whether a backup is due in a window never closed.
_LOOK, _HOUR = 10_000, 3_600_000
#: Seconds without a question: nobody types, nobody leafs.
_REST = 60
#: After so long without one, nobody's pause is waited for.
_LONG = timedelta(days=4)


class DailyBackup(QObject):
    """One for each window."""

    #: When the last one was made, or None.
    told = Signal(object)

    def __init__(self, window: QObject, kit: Kit) -> None:
        super().__init__(window)
        self._kit = kit
        self._made: datetime | None = None
        self._pause = QTimer(self, interval=_LOOK)
        self._pause.timeout.connect(self._look)
        self._hourly = QTimer(self, singleShot=True, interval=_HOUR)
        self._hourly.timeout.connect(lambda: self.due(self._made))

    def due(self, made: datetime | None) -> None:
        """The last one is of ``made``: a new one in the next pause, at once where it is long ago or there is none."""
        now = datetime.now()
        if made is None or not made <= now < made + _LONG:
            self.make()
        elif made.date() != now.date():
            self._pause.start()
        self._made = made
        self._hourly.start()

    def make(self) -> None:
        """Now, if today's was not made yet."""
        self._pause.stop()
        task = Task(self._kit.voice(N_("Making a backup …")))
        self._kit.worker.ask(self._kit.book.back_up, self._tell, topic="backup", task=task)

    def _look(self) -> None:
        if self._kit.worker.rests(_REST):
            self.make()

    def _tell(self, made: datetime | None) -> None:
        self._made = made
        self.told.emit(made)
