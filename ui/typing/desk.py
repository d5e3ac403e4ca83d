"""The input method at a desk: what it remembers, the office's words it chooses from, its button in every window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout

from ui.typing import learnt
from ui.typing.button import WaysButton
from ui.typing.method import Typing

if TYPE_CHECKING:
    from koyradesk.bengali.phonetic.lexicon import Lexicon
    from ui.book import Book
    from ui.memory import Memory
    from ui.status import StatusLine
    from ui.window import Window
    from ui.worker import Worker

#: Milliseconds after which what was learnt is on the disk.
_SOON = 2_000
#: And after which the words are gathered.
_LATER = 1_000
#: Behind the state of the work.
_PLACE = 2


class TypingDesk(QObject):
    """One for the program, made when the office is open."""

    def __init__(self, app: QApplication, worker: Worker, book: Book, memory: Memory, folder: Path) -> None:
        super().__init__(app)
        self._worker, self._book, self._folder = worker, book, folder
        self.method = Typing(app, kept=memory.text, keep=memory.keep, learnt=learnt.read(folder))
        self.method.wanted.connect(self._gather)
        self._keeping = QTimer(self, singleShot=True, interval=_SOON)
        self._keeping.timeout.connect(self._keep)
        self.method.learned.connect(self._keeping.start)
        if self.method.way == "phonetic":
            # Whoever has just begun wants a meeting first.
            QTimer.singleShot(_LATER, self, self._gather)

    def serve(self, window: Window) -> None:
        """Puts the button into a window."""
        kit = window.kit
        self.method.offered.bengali = kit.voice.language == "bn"
        button = WaysButton(kit.voice, kit.look, self.method)
        line = window.status.layout()
        assert isinstance(line, QHBoxLayout)
        line.insertWidget(_PLACE, button)
        button.sheet_asked.connect(partial(self._show_keys, window))
        button.said.connect(partial(self._tell, window.status))
        self._tell(window.status)

    def _show_keys(self, window: Window) -> None:
        window.go("keys")
        window.keys.show_way(self.method.way)

    def _tell(self, status: StatusLine) -> None:
        status.types_here = self.method.way != "english"
        status.tell_keyboard()

    def end(self) -> None:
        """What was learnt last is kept; no more of it."""
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()
        self.method.end()
        self.method.deleteLater()
        self.deleteLater()

    def _gather(self) -> None:
        self._worker.ask(partial(_gathered, self._book), self.method.know)

    def _keep(self) -> None:
        self._worker.ask(partial(learnt.write, self._folder, dict(self.method.learnt)), lambda _: None)


def _gathered(book: Book) -> Lexicon:
    """The words, read on the worker's thread; what spells letters and compares words is brought in there as well, where
    nobody waits for it."""
    from koyradesk import typed_words
    from koyradesk.bengali.phonetic.choosing import choices

    found = typed_words.lexicon(book.words().uses)
    choices("kormo", found)
    return found
