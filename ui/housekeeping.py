"""What the settings have done: the person's name, a backup to a stick, the folder of the data."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.kit import Kit
from ui.notice import Notice
from ui.printing import Printing
from ui.worker import Task


class Housekeeping(QObject):
    """Asks, does and tells."""

    def __init__(self, window: QWidget, kit: Kit, notice: Notice, printing: Printing) -> None:
        super().__init__(window)
        self._window, self._kit, self._notice, self._printing = window, kit, notice, printing

    def name_person(self, name: str) -> None:
        """Whoever writes from now on is called so."""
        memory = self._kit.memory
        if name == memory.text("person"):
            return
        memory.keep("person", name)
        self._kit.worker.ask(
            partial(self._kit.book.keeping.call, name),
            lambda by: self._notice.tell(self._kit.voice(N_("What is written now is by {name}."), name=by)),
        )

    def ask_backup(self) -> None:
        """Asks for a folder or a stick."""
        folder = dialogs.last_folder(self._kit.memory, "backups")
        dialog = dialogs.for_folder(self._window, self._kit.voice, folder)
        dialog.fileSelected.connect(lambda path: self.back_up_to(Path(path)))
        self._printing.open(dialog)

    def back_up_to(self, folder: Path) -> None:
        """Makes a backup with everything in it."""
        self._kit.memory.keep("backups", str(folder))
        voice = self._kit.voice
        task = Task(voice(N_("Making a backup …")), voice(N_("The backup was stopped. Nothing was left behind.")))
        self._kit.worker.ask(
            partial(self._kit.book.keeping.back_up_to, folder, task.step),
            lambda path: self._notice.tell(voice(N_("The backup was made and read back: {path}"), path=str(path))),
            task=task,
        )

    def open_folder(self) -> None:
        """Shows the data folder in the system's own window."""
        folder = self._kit.book.folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            sentence = N_("The folder {folder} could not be shown. Open it by hand.")
            self._notice.refuse(self._kit.voice(sentence, folder=str(folder)))
