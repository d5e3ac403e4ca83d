"""Rubbish is taken away while nobody types.

Looking through everything Python holds takes longer than a letter may wait. What the program has after its start stays
anyway and is not looked through again; the rest is, in a pause of the keyboard.
"""

from __future__ import annotations

import gc
import time

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
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """What is there now stays; from here on only small rounds come by themselves."""
        if self._timer.isActive():
            return
        gc.freeze()
        young, middle, _ = gc.get_threshold()
        gc.set_threshold(max(young, 5000), middle, 1_000_000)
        self._timer.start()

    def _look(self) -> None:
        typed, Rest.typed = Rest.typed, False
        if typed and time.monotonic() < self._last + _LONGEST:
            return
        self._last = time.monotonic()
        gc.collect()
