"""Reading the clipboard without holding up the typist."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QMimeData, QObject, QRunnable, QThreadPool, Signal, Slot

from koyradesk.pasting import Pasted, prepare, read

#: Characters (of HTML, of text) that are read in a few milliseconds, at once; more is read beside.
_AT_ONCE = (20_000, 5_000)


class _Answer(QObject):
    """Brings what was read back into the window's thread."""

    done = Signal(object)


class _Reading(QRunnable):
    def __init__(self, html: str, text: str) -> None:
        super().__init__()
        self._html, self._text = html, text
        self.answer = _Answer()

    @Slot()
    def run(self) -> None:
        self.answer.done.emit(read(self._html, self._text))


def take(source: QMimeData, then: Callable[[Pasted], None]) -> None:
    """Reads a clipboard and gives it to ``then``: a method of a widget, which is not called once the widget is gone."""
    html, text = source.html() if source.hasHtml() else "", source.text()
    if len(html) <= _AT_ONCE[0] and len(text) <= _AT_ONCE[1]:
        then(read(html, text))
        return
    reading = _Reading(html, text)
    reading.answer.done.connect(then)
    QThreadPool.globalInstance().start(reading)


@cache
def expect() -> None:
    """A paste of a list or table may come: what it needs is made ready beside, once."""
    QThreadPool.globalInstance().start(prepare)
