"""One thread owns the office's data; the window asks, goes on, and is told.

Pages are rasterised here too: pdfium may be used by one thread only, and two threads would gain an old PC nothing.

Every window has a worker of its own, and all of them stand in one line: questions of one window never push aside
another's, and answers go to the window that asked.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from koyradesk.errors import UserError
from ui.rest import apart

T = TypeVar("T")

#: Seconds after which the threads take turns.
_TURN = 0.0005


class StoppedError(Exception):
    """The user stopped a task; raised inside its job."""


class Task(QObject):
    """Long work that says how far it is and can be stopped between two steps.

    ``title`` says what is being done, ``stopped`` is told when the user stopped it; a task without that sentence cannot
    be stopped.
    """

    #: Steps done and steps in all.
    moved = Signal(int, int)

    def __init__(self, title: str, stopped: str = "") -> None:
        super().__init__()
        self.title, self.stopped = title, stopped
        self._stop = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Called by the job before each of its steps.

        Raises:
            StoppedError: the user wants no more of it.
        """
        if self._stop.is_set():
            raise StoppedError
        self.moved.emit(done, total)

    def cancel(self) -> None:
        """Asks the job to stop before its next step."""
        self._stop.set()


class _Question:
    """A job on its way to the thread; then what came of it, or that it was dropped before."""

    def __init__(self, job: Callable[[], Any], told: Callable[[_Question], object]) -> None:
        self._job, self._told = job, told
        #: Taken by the thread that does it or by who drops it, whichever comes first.
        self._turn = threading.Lock()
        self.dropped = False
        self.result: Any = None
        self.error: BaseException | None = None

    def drop(self) -> None:
        """Not to be done any more, if it was not begun."""
        if self._turn.acquire(blocking=False):
            self.dropped = True
            self._told(self)

    def answer(self) -> None:
        """Does the job, if it was not dropped."""
        if self._turn.acquire(blocking=False):
            try:
                with apart():
                    self.result = self._job()
            except BaseException as error:  # noqa: BLE001  (whatever it is, the window is told; the thread goes on)
                self.error = error
            self._told(self)


class _Line:
    """The thread, the questions and the workers that stand in line for it."""

    def __init__(self) -> None:
        self._questions: deque[_Question | None] = deque()
        self._count = threading.Semaphore(0)
        # Where nobody ends it, the program's end does.
        self._thread = threading.Thread(target=self._run, name="office", daemon=True)
        self.workers: list[Worker] = []
        self.held = False
        self.open = 0
        self.ended = False
        #: When something was asked or answered last.
        self.stirred = time.monotonic()

    def put(self, question: _Question | None) -> None:
        """Lets a question stand at the end of the line; None is the end of all."""
        self._questions.append(question)
        self._count.release()
        if not self.held:
            self.begin()

    def begin(self) -> None:
        """Lets the thread run, if it does not."""
        self.held = False
        if not self._thread.ident:
            # Python lets one thread run at a time and asks it to give way only after 5 ms: with a page being set, each
            # step of drawing a letter would wait that long.
            sys.setswitchinterval(_TURN)
            self._thread.start()

    def end(self) -> None:
        """Waits until what is in the line is done."""
        self.held = False
        self.put(None)
        self._thread.join()

    def _run(self) -> None:
        while self._count.acquire() and (question := self._questions.popleft()) is not None:
            question.answer()


class Worker(QObject):
    """Runs jobs one after another on the office's thread and hands their results to the GUI thread."""

    #: A job refused in words; shown as it is.
    refused = Signal(object)
    #: A job failed in a way nobody foresaw.
    broke = Signal(object)
    #: A task was taken in; a task is over, whichever way.
    began = Signal(object)
    ended = Signal(object)
    #: A task was stopped by the user.
    stopped = Signal(object)

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None, *, beside: Worker | None = None) -> None:
        super().__init__(parent)
        self._line: _Line = beside._line if beside else _Line()
        self._line.workers.append(self)
        self._latest: dict[str, _Question] = {}
        self._gone = False
        # Queued always: a job that is done before anyone listens must not answer inside the question.
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        job: Callable[[], T],
        then: Callable[[T], object],
        *,
        otherwise: Callable[[UserError], None] | None = None,
        broken: Callable[[], None] | None = None,
        topic: str = "",
        task: Task | None = None,
    ) -> None:
        """Runs ``job`` on the worker's thread, then ``then`` with its result on this one.

        Of one ``topic`` only the newest question is answered: older ones not yet begun are dropped, older results too.
        ``otherwise`` takes a refusal instead of the ``refused`` signal; ``broken`` is called, besides the ``broke``
        signal, where the job failed in a way nobody foresaw and there is no answer to wait for.

        A ``task`` is told of by signals; its job calls ``task.step``, and when the user stops it nobody is answered.
        After ``finish`` nothing is asked any more.
        """
        if self._line.ended:
            # A timer's question after the end: nobody is there to answer it, or to be told.
            return
        if topic and (older := self._latest.get(topic)):
            older.drop()
        if task:
            # Before it runs: who listens misses none of its steps.
            self.began.emit(task)

        def told(question: _Question) -> None:
            self._done.emit(lambda: self._answer(question, then, otherwise, broken, topic, task))

        question = _Question(job, told)
        if topic:
            self._latest[topic] = question
        self._line.open += 1
        self._line.stirred = time.monotonic()
        self._line.put(question)

    def drop(self, topic: str) -> None:
        """Forgets a question that is no longer of interest."""
        if older := self._latest.pop(topic, None):
            older.drop()

    def hold(self) -> None:
        """What is asked from now on waits until ``begin``: Python does one thing at a time, and it is not in the way
        of what is done meanwhile."""
        self._line.held = True

    def begin(self) -> None:
        """What waited is done."""
        self._line.begin()

    def idle(self) -> bool:
        """Whether every question of every window was answered."""
        return self._line.open == 0

    def rests(self, seconds: float) -> bool:
        """Whether nobody, in any window, has asked for anything for so long."""
        return self.idle() and time.monotonic() >= self._line.stirred + seconds

    def leave(self) -> None:
        """The window is closing: what it asked to be written is written, but nothing is answered any more."""
        self._gone = True
        self._forget()

    def finish(self, last: Callable[[], None] | None = None) -> None:
        """Drops what has not begun, runs ``last`` and ends the thread. Waits for it: the end of a save is worth it."""
        if self._line.ended:
            return
        self._line.ended = True
        for worker in self._line.workers:
            worker._forget()
        if last:
            self._line.put(_Question(last, lambda _: None))
        self._line.end()

    def _forget(self) -> None:
        for older in self._latest.values():
            older.drop()

    def _deliver(self, answer: Callable[[], None]) -> None:
        self._line.open -= 1
        self._line.stirred = time.monotonic()
        answer()

    def _answer(
        self,
        question: _Question,
        then: Callable[[Any], object],
        otherwise: Callable[[UserError], None] | None,
        broken: Callable[[], None] | None,
        topic: str,
        task: Task | None,
    ) -> None:
        if task:
            self.ended.emit(task)
        if question.dropped or (topic and self._latest.get(topic) is not question):
            return
        if topic:
            del self._latest[topic]
        error = question.error
        if isinstance(error, StoppedError):
            self.stopped.emit(task)
        elif error is not None and not isinstance(error, UserError):
            self.broke.emit(error)
            if broken is not None and not self._gone:
                broken()
        elif self._gone:
            return
        elif error is None:
            then(question.result)
        else:
            (otherwise or self.refused.emit)(error)
