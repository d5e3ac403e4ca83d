"""One thread owns the office's data; the window asks, goes on, and is told.

Pages are rasterised here too: pdfium may be used by one thread only, and two threads would gain an old PC nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from koyradesk.errors import UserError

T = TypeVar("T")


class Worker(QObject):
    """Runs jobs one after another on its own thread and hands their results to the GUI thread."""

    #: A job refused in words; shown as it is.
    refused = Signal(object)
    #: A job failed in a way nobody foresaw.
    broke = Signal(object)
    #: Jobs asked for and not yet answered.
    waiting = Signal(int)

    _done = Signal(object, object, object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")
        self._latest: dict[str, Future[Any]] = {}
        self._open = 0
        self._ended = False
        # Queued always: a job that is done before anyone listens must not answer inside the question.
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[], T],
        then: Callable[[T], None],
        *,
        otherwise: Callable[[UserError], None] | None = None,
        topic: str = "",
    ) -> None:
        """Runs ``job`` on the worker's thread, then ``then`` with its result on this one.

        Of one ``topic`` only the newest question is answered: older ones not yet begun are dropped, older results too.
        ``otherwise`` takes a refusal instead of the ``refused`` signal.
        """
        if topic and (older := self._latest.get(topic)):
            older.cancel()
        future = self._thread.submit(job)
        if topic:
            self._latest[topic] = future
        self._open += 1
        self.waiting.emit(self._open)
        future.add_done_callback(lambda done: self._done.emit(done, then, otherwise, topic))

    def drop(self, topic: str) -> None:
        """Forgets a question that is no longer of interest."""
        if older := self._latest.pop(topic, None):
            older.cancel()

    def idle(self) -> bool:
        """Whether every question was answered."""
        return self._open == 0

    def finish(self, last: Callable[[], None] | None = None) -> None:
        """Drops what has not begun, runs ``last`` and ends the thread. Waits for it: the end of a save is worth it."""
        if self._ended:
            return
        self._ended = True
        for older in self._latest.values():
            older.cancel()
        if last:
            self._thread.submit(last)
        self._thread.shutdown(wait=True)

    def _deliver(
        self,
        future: Future[Any],
        then: Callable[[Any], None],
        otherwise: Callable[[UserError], None] | None,
        topic: str,
    ) -> None:
        self._open -= 1
        self.waiting.emit(self._open)
        if future.cancelled() or (topic and self._latest.get(topic) is not future):
            return
        if topic:
            del self._latest[topic]
        error = future.exception()
        if error is None:
            then(future.result())
        elif isinstance(error, UserError):
            (otherwise or self.refused.emit)(error)
        else:
            self.broke.emit(error)
