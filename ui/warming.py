"""What the first page did without is brought in while nobody waits for it: the next place opens at once.

The rooms of the core on the worker's thread, which alone uses them; what has to do with windows on theirs, one at a
time, each in less than a blink. What sets papers comes when the first page has been left: it holds a sixth of all that
the program ever does, and a window that only stands there has no use for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.worker import Worker

#: Milliseconds after which it begins, and between two of them.
_SOON, _PAUSE = 500, 40


def _core() -> Iterator[None]:
    import koyradesk.prefill
    import koyradesk.words  # noqa: F401

    yield


def _papers() -> Iterator[None]:
    import koyradesk.documents.pdf

    yield
    import koyradesk.memos
    import koyradesk.papers
    import koyradesk.undoing  # noqa: F401


def _windows() -> Iterator[None]:
    """What others bring with them comes first: each step for itself takes little."""
    import ui.raster

    yield
    import ui.meetings_screen
    import ui.printing

    yield
    import ui.session

    yield
    import ui.fields
    import ui.live

    yield
    import ui.editor.starting

    yield
    import ui.editor.attendance
    import ui.editor.facts

    yield
    import ui.editor.issue

    yield
    import ui.editor.items

    yield
    import ui.letters.screen

    yield
    import ui.letters.starting

    yield
    import ui.letters.editor
    import ui.letters.place

    yield
    import ui.decisions.screen

    yield
    import ui.editor.editor

    yield
    import ui.layouts.form

    yield
    import ui.figures.screen

    yield
    import ui.district.screen

    yield
    import ui.exchange.acts

    yield
    import ui.exchange.screen

    yield
    import ui.layout_screen

    yield
    import ui.help.desk  # noqa: F401


class Warming(QObject):
    """One for the program; ``begin`` when the office is open, ``go_further`` when its first page is left."""

    def __init__(self, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._rooms, self._further, self._windows = [_core()], [_papers()], _windows()
        self._windows_left = True
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._go_on)

    def begin(self) -> None:
        QTimer.singleShot(_SOON, self, self._timer.start)

    def go_further(self) -> None:
        """Papers are near."""
        if self._further:
            self._rooms.append(self._further.pop())
            self._timer.start()

    def end(self) -> None:
        """No more of it."""
        self._timer.stop()
        self._windows_left = False
        self._rooms.clear()
        self._further.clear()

    def _go_on(self) -> None:
        if not self._worker.idle():
            # Somebody waits for something.
            return
        if self._rooms:
            self._worker.ask(partial(next, self._rooms[0], True), self._brought)
        elif self._windows_left:
            self._windows_left = next(self._windows, True) is None
        else:
            self._timer.stop()

    def _brought(self, last: bool | None) -> None:
        if last and self._rooms:
            self._rooms.pop(0)
