"""The live page is set anew while one types: one page at a time, then the newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from ui.worker import Worker

if TYPE_CHECKING:
    from ui.raster import Paper

#: Milliseconds. The letter stands on the screen before the page is set anew: both at once would take turns.
PAGE_AFTER = 12


class Paging(QObject):
    """``wanted`` gives the job that sets the page as the text is when it is asked."""

    #: The page as a ``raster.Paper``.
    paper = Signal(object)
    #: The page cannot be set as the text is now: why.
    refused = Signal(object)

    def __init__(self, worker: Worker, wanted: Callable[[], Callable[[], Paper]], parent: QObject) -> None:
        super().__init__(parent)
        self._worker, self._wanted = worker, wanted
        #: A page is being set; another is wanted after it.
        self._setting = self._again = False
        self._timer = QTimer(self, singleShot=True, interval=PAGE_AFTER)
        self._timer.timeout.connect(self._ask)

    def refresh(self) -> None:
        """Asks for the page as the text is now."""
        if not self._timer.isActive():
            self._timer.start()

    @property
    def busy(self) -> bool:
        """Whether the page is still to be set."""
        return self._setting or self._timer.isActive()

    def _ask(self) -> None:
        # A key held down asks faster than pages are set, and every page set is worth showing.
        self._again = self._setting
        if self._setting:
            return
        self._setting = True
        self._worker.ask(
            self._wanted(),
            lambda paper: self._over(self.paper, paper),
            otherwise=lambda error: self._over(self.refused, error),
            broken=self._go_on,
        )

    def _over(self, tell: SignalInstance, result: object) -> None:
        tell.emit(result)
        self._go_on()

    def _go_on(self) -> None:
        self._setting = False
        if self._again:
            self._ask()
