"""A screen on which a file that came with a stick, or was chosen, is looked into before anything is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.fields.flow import flow
from ui.kit import Kit
from ui.parts import Button, Text, card, row
from ui.printing import Printing
from ui.theme import GAP, ROOM, STEP
from ui.worker import Task

#: Milliseconds between two looks whether a stick was put in.
_LOOK = 2000
_WIDE, _LEAST = 640, 520


class FileScreen(QWidget):
    """First the choice, then what is in the file (``held``); Escape leads back step by step. What is found, shown and
    done is said by who inherits: ``first``, ``look``, ``_dialog``, ``_seek``, ``_show``.
    """

    dropped = Signal()
    #: The name under which the last folder is remembered.
    _kept: str

    def __init__(self, kit: Kit, printing: Printing, title: str, choose: str) -> None:
        """``title`` and what the button says that asks for the file, in the user's language."""
        super().__init__()
        self._kit, self._printing = kit, printing
        self.setAccessibleName(title)
        #: What was looked into; None while one chooses.
        self.held: Any = None
        self._task: Task | None = None
        self.title, self.words = Text(title, "title"), Text()
        self.inside, self.warning = Text(role="heading"), Text(role="muted")
        self.choosing = Button(choose, kit.look, icon="folder-open")
        self.back = Button(kit.voice(N_("Go back")), kit.look, keys="Escape", owns_keys=False)
        self.choosing.clicked.connect(self.choose)
        self.back.clicked.connect(self._go_back)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(self._seek)

    def _lay_out(self, parts: tuple[QWidget, ...], buttons: tuple[Button, ...]) -> None:
        """One below the other in a card, and the buttons beside one another as far as there is room."""
        self.frame = card(*parts, name=self.accessibleName())
        inner = self.frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.addSpacing(STEP)
        inner.addLayout(flow(*buttons))
        self.frame.setMaximumWidth(_WIDE)
        self.frame.setMinimumWidth(_LEAST)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        # Not centred by alignment: an aligned widget is not asked how high it gets when its texts wrap.
        middle = row(1, self.frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seek()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    # What each says for itself

    def first(self) -> None:
        """Where the keyboard begins."""
        raise NotImplementedError

    def look(self, file: Path) -> None:
        """Looks into a file."""
        raise NotImplementedError

    def _dialog(self, folder: str) -> QFileDialog:
        """Asks for the file, in a folder."""
        raise NotImplementedError

    def _seek(self) -> None:
        """Looks for files, unless one is looked into."""
        raise NotImplementedError

    def _show(self) -> None:
        raise NotImplementedError

    # What is the same for all

    def _folders(self) -> list[Path]:
        """Where files may lie beside the sticks: the last folder, and the user's documents."""
        return sorted({Path(dialogs.last_folder(self._kit.memory, self._kept)), Path(dialogs.documents())})

    def choose(self) -> None:
        """Asks for the file."""
        folder = dialogs.last_folder(self._kit.memory, self._kept)
        dialog = self._dialog(folder)
        dialog.fileSelected.connect(lambda path: self.look(Path(path)))
        self._printing.open(dialog)

    def _check(self, words: str, job: Callable[..., Any], file: Path) -> None:
        """Runs ``job`` on a file, as a task that can be stopped; what it finds is held and shown."""
        self._task = Task(words, self._kit.voice(N_("Stopped. Nothing was changed.")))
        self._kit.worker.ended.connect(self._ended)
        self._kit.worker.ask(partial(job, file, self._task.step), self._hold, task=self._task)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._kit.worker.ended.disconnect(self._ended)

    def _hold(self, held: Any) -> None:
        self.held = held
        self._show()
        if self.isVisible():
            self.first()

    def _go_back(self) -> None:
        """Stops the look, or goes back to the choice, or away."""
        if self._task is not None:
            self._task.cancel()
        elif self.held is not None:
            self._hold(None)
            self._seek()
        else:
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel):
            self._go_back()
        else:
            super().keyPressEvent(event)
