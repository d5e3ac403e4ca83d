"""A file of minutes on its way into the office: asked for, read, looked through, saved or left."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui import dialogs
from ui.book import Changed, Reviewed
from ui.kit import Kit
from ui.printing import Printing
from ui.review import Review
from ui.worker import Task


class OpenedFile(QObject):
    """At most one file is open; nothing of it is saved until the user says so."""

    #: It was read and wants to be seen.
    shown = Signal()
    #: It was saved: what the write changed.
    saved = Signal(object)
    #: It was left unsaved.
    dropped = Signal()
    #: It could not be saved.
    refused = Signal(object)

    def __init__(self, window: QWidget, kit: Kit, printing: Printing) -> None:
        super().__init__(window)
        self._window, self._kit, self._printing = window, kit, printing
        self.held: Reviewed | None = None

    @cached_property
    def screen(self) -> Review:
        """Made when the first file is opened."""
        made = Review(self._kit.voice, self._kit.look, self._kit.draw)
        made.save_asked.connect(self.save)
        made.dropped.connect(self.drop)
        return made

    def ask(self) -> None:
        """Asks for a file of minutes."""
        dialog = dialogs.for_minutes(self._window, self._kit.voice, dialogs.last_folder(self._kit.memory, "from"))
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        self._printing.open(dialog)

    def read(self, path: Path) -> None:
        """Reads a file of minutes and shows what it became."""
        self._kit.memory.keep("from", str(path.parent))
        voice = self._kit.voice
        task = Task(voice(N_("Reading {file} …"), file=path.name), voice(N_("The file was not opened.")))
        job = partial(self._kit.book.read, path, task.step)
        self._kit.worker.ask(job, self.take, otherwise=partial(self._unread, path), topic="read", task=task)

    def read_copied(self) -> None:
        """Reads the text on the clipboard as minutes and shows what it became."""
        voice = self._kit.voice
        text = QGuiApplication.clipboard().text()
        task = Task(voice(N_("Reading what was copied …")), voice(N_("What was copied was not opened.")))
        job = partial(self._kit.book.read_copied, text, voice(N_("What was copied")), task.step)
        self._kit.worker.ask(job, self.take, topic="read", task=task)

    def take(self, reviewed: Reviewed) -> None:
        """Shows a file that was read."""
        self.held = reviewed
        self.screen.show_meeting(reviewed.meeting, reviewed.source)
        self.screen.paper.show_paper(reviewed.paper)
        self.shown.emit()
        self.screen.saving.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Saves the opened file as a meeting."""
        if self.held:
            self.screen.saving.setEnabled(False)
            self._kit.worker.ask(
                partial(self._kit.book.save, self.held.meeting), self._saved, otherwise=self._not_saved
            )

    def drop(self) -> None:
        """Leaves the opened file unsaved; the file itself is untouched."""
        self._end()
        self.dropped.emit()

    def _saved(self, changed: Changed) -> None:
        self._end()
        self.saved.emit(changed)

    def _unread(self, path: Path, error: UserError) -> None:
        # Who chose the file knows its folder: the name is enough, and read at a glance.
        parts = {name: path.name if str(part) == str(path) else part for name, part in error.parts.items()}
        self.refused.emit(UserError(error.sentence, **parts))

    def _not_saved(self, error: UserError) -> None:
        self.screen.saving.setEnabled(True)
        self.refused.emit(error)

    def _end(self) -> None:
        self.held = None
        self.screen.saving.setEnabled(True)
