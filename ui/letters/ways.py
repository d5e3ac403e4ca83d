"""The ways a paper leaves the desk: to a printer, as PDF, as a picture, for Word, as text for the e-filing system,
to a printer again once for each recipient."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from koyradesk.i18n import N_
from koyradesk.paper_key import PaperKey
from ui.kit import Kit
from ui.parts import Button, row
from ui.printing import Printing
from ui.raster import Paper
from ui.say import Voice
from ui.theme import HALF, Tokens
from ui.worker import Task

#: Each way, its words, icon and keys.
_WAYS = (
    ("pdf", N_("Save as PDF"), "file-down", "Ctrl+S"),
    ("picture", N_("Save as a picture"), "image", "Ctrl+Shift+S"),
    ("word", N_("Save for Word"), "save", "Ctrl+Shift+W"),
    ("text", N_("Copy the text for e-filing"), "file-text", "Ctrl+Shift+C"),
    ("copies", N_("Print a copy for each recipient, with its address"), "users", "Ctrl+Shift+P"),
)


class Ways(QWidget):
    """The quiet buttons above a paper."""

    wanted = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(voice(N_("Save the paper")))
        self.buttons: dict[str, Button] = {}
        for way, words, icon, keys in _WAYS:
            made = Button(voice(words), look, role="quiet", icon=icon, keys=keys, shows_keys=False)
            made.clicked.connect(partial(self.wanted.emit, way))
            self.buttons[way] = made
        self.setLayout(row(*self.buttons.values(), spacing=HALF))

    def set_ready(self, ready: bool) -> None:
        """Whether there is a paper to give out."""
        for button in self.buttons.values():
            button.setEnabled(ready)


class Giving(QObject):
    """Hands out a paper by its key, as it is stored."""

    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, kit: Kit, printing: Printing, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._printing = kit, printing

    def give(self, way: str, key: PaperKey, name: str, refused: Callable[[Any], None] | None = None) -> None:
        """``name`` is what its file is to be called."""
        book, otherwise = self._kit.book.letters, refused or self.refused.emit
        if way == "word":
            self._kit.worker.ask(partial(book.word, key), partial(self._ask_word, name), otherwise=otherwise)
        elif way == "copies":
            voice = self._kit.voice
            task = Task(voice(N_("Addressing the copies …")), voice(N_("Stopped. No copy was printed.")))
            job, then = partial(book.copies, key, task.step), partial(self.give_paper, "print", name)
            self._kit.worker.ask(job, then, otherwise=otherwise, task=task)
        elif way == "text":
            self._kit.worker.ask(partial(book.words, key), self._copy, otherwise=otherwise)
        else:
            self._kit.worker.ask(partial(book.paper, key), partial(self.give_paper, way, name), otherwise=otherwise)

    def give_paper(self, way: str, name: str, paper: Paper) -> None:
        """A paper that is there already."""
        ask = {"print": self._printing.ask_printer, "pdf": self._printing.ask_pdf}.get(way, self._printing.ask_picture)
        ask(paper, name)

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.told.emit(self._kit.voice(N_("The text is copied. Paste it into the e-filing system.")), None)

    def _ask_word(self, name: str, data: bytes) -> None:
        self._printing.ask_word(name, partial(self._kit.book.letters.write_file, data=data))
