"""Rubbish is taken away while nobody types.

Looking through everything Python holds takes longer than a letter may wait. What the program has after its start stays
anyway and is not looked through again; the rest is, in a pause of the keyboard.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

#: Milliseconds between two looks whether the keyboard rests; seconds after which the cleaning is done in any case.
_LOOK, _LONGEST = 3000, 600


class Rest(QObject):
    """Does Python's own cleaning at the right moments. One for the program; ``begin`` when the window stands."""

    #: Set by whoever takes a key.
    typed = False

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """What is there now stays; from here on the cleaning comes from here alone, in the thread of the widgets."""
        if not self._timer.isActive():
            gc.freeze()
            gc.disable()
            self._timer.start()

    def end(self) -> None:
        """Python's own ways again."""
        if self._timer.isActive():
            self._timer.stop()
            gc.unfreeze()
            gc.enable()

    def look(self) -> None:
        """Every few seconds: what is new, or in a pause everything."""
        typed, Rest.typed = Rest.typed, False
        if typed and time.monotonic() < self._last + _LONGEST:
            # Only what is new since the last look: a few milliseconds.
            gc.collect(1)
        else:
            self.clean()

    def clean(self) -> None:
        """Takes it away now."""
        self._last = time.monotonic()
        gc.collect()


class _Apart:
    """How many threads ask for no cleaning now, and whether there was any before."""

    lock = threading.Lock()
    threads = 0
    cleaning = True


@contextmanager
def apart() -> Iterator[None]:
    """For work on another thread: Python's cleaning does not come meanwhile.

    It would come in whatever thread makes something new, and take down there the widgets nobody holds any more; Qt
    takes that only from the thread they live in.
    """
    with _Apart.lock:
        if not _Apart.threads:
            _Apart.cleaning = gc.isenabled()
            gc.disable()
        _Apart.threads += 1
    try:
        yield
    finally:
        with _Apart.lock:
            _Apart.threads -= 1
            if not _Apart.threads and _Apart.cleaning:
                gc.enable()
