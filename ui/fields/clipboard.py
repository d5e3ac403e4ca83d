"""Reading the clipboard without holding up the typist."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count

from PySide6.QtCore import QMimeData, QObject, QThreadPool, Signal, Slot
from PySide6.QtGui import QGuiApplication

from koyradesk.bengali.bijoy.writing import pieces
from koyradesk.markup import escape, plain, spans
from koyradesk.pasting import Pasted, prepare, read
from ui.rest import apart

#: Characters (of HTML, of text) that are read in a few milliseconds, at once; more is read beside.
_AT_ONCE = (20_000, 5_000)


#: The font that every shop has.
_BIJOY = "SutonnyMJ"


class _Answers(QObject):
    """Brings what was read back into the window's thread.

    One for all, so that it never goes while a thread still needs it; and the threads see numbers and texts alone: a
    widget whose last name is forgotten on another thread would be taken down there.
    """

    read = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count()
        self._waiting: dict[int, Callable[[Pasted], None]] = {}
        self.read.connect(self._give)

    def ask(self, html: str, text: str, then: Callable[[Pasted], None]) -> None:
        number = next(self._numbers)
        self._waiting[number] = then
        widget = getattr(then, "__self__", None)
        if isinstance(widget, QObject):
            widget.destroyed.connect(lambda: self._waiting.pop(number, None))
        QThreadPool.globalInstance().start(lambda: self._read(number, html, text))

    def _read(self, number: int, html: str, text: str) -> None:
        with apart():
            self.read.emit(number, read(html, text))

    @Slot(int, object)
    def _give(self, number: int, pasted: Pasted) -> None:
        then = self._waiting.pop(number, None)
        if then is not None:
            then(pasted)


@cache
def _answers() -> _Answers:
    return _Answers()


def take(source: QMimeData, then: Callable[[Pasted], None]) -> None:
    """Reads a clipboard and gives it to ``then``: a method of a widget, which is not called once the widget is gone."""
    html, text = source.html() if source.hasHtml() else "", source.text()
    if len(html) <= _AT_ONCE[0] and len(text) <= _AT_ONCE[1]:
        then(read(html, text))
    else:
        _answers().ask(html, text, then)


def line(longest: int) -> str:
    """The clipboard as one plain line, Bijoy in it as Unicode: for boxes that only search."""
    source = QGuiApplication.clipboard().mimeData()
    html, text = source.html() if source.hasHtml() else "", source.text()
    if len(html) > _AT_ONCE[0] or len(text) > _AT_ONCE[1]:
        html, text = "", text[:longest]
    return " ".join(plain(read(html, text).text).split())


def as_bijoy(marked: str) -> QMimeData:
    """A marked text for a typist who still works in Bijoy: letters of other writings keep another font."""
    made = QMimeData()
    text, html = "", ""
    for span in spans(marked):
        for piece, bijoy in pieces(span.text):
            text += piece
            said = escape(piece).replace("\n", "<br>")
            said = f'<span style="font-family:{_BIJOY}">{said}</span>' if bijoy else said
            said = f"<b>{said}</b>" if span.bold else said
            html += f"<u>{said}</u>" if span.underline else said
    made.setText(text)
    made.setHtml(html)
    return made


@cache
def expect() -> None:
    """A paste of a list or table may come: what it needs is made ready beside, once."""
    QThreadPool.globalInstance().start(_prepare)


def _prepare() -> None:
    with apart():
        prepare()
