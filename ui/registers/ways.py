"""A register's ways out of the window and in again: printer, PDF, Word, Excel, and the photos that prove a cell."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.kit import Kit
from ui.printing import Printing
from ui.registers.jobs import Wanted

if TYPE_CHECKING:
    from koyradesk.obligations.matrix import Place
    from ui.raster import Paper


class Ways(QObject):
    """Asks where something goes or comes from, and has it done. What was filled in is written before it is asked."""

    told = Signal(str, object)
    refused = Signal(object)
    #: What a filled Excel file would change.
    found = Signal(object)
    #: Proofs were kept: the step that did it.
    proven = Signal(object)

    def __init__(
        self, screen: QWidget, kit: Kit, printing: Printing, wanted: Callable[[], Wanted], name: Callable[[], str]
    ) -> None:
        super().__init__(screen)
        self._screen, self._kit, self._printing = screen, kit, printing
        self._wanted, self._name = wanted, name

    def print(self) -> None:
        """To a printer."""
        self._paper(self._printing.ask_printer)

    def pdf(self) -> None:
        """Into a PDF."""
        self._paper(self._printing.ask_pdf)

    def _paper(self, way: Callable[[Paper, str], None]) -> None:
        name, job = self._name(), partial(self._kit.book.fills.paper, self._wanted())

        def out(paper: Paper) -> None:
            way(paper, name)

        self._kit.worker.ask(job, out, topic="register out")

    def word(self) -> None:
        """Into a file for Word."""
        self._printing.ask_word(self._name(), partial(self._kit.book.fills.word, wanted=self._wanted()))

    def excel(self) -> None:
        """Into a file for Excel."""
        dialog = dialogs.for_excel(self._screen.window(), self._kit.voice, self._folder(), self._name())
        dialog.fileSelected.connect(lambda path: self.save_excel(Path(path)))
        self._printing.open(dialog)

    def save_excel(self, path: Path) -> None:
        """Writes the file for Excel."""
        voice = self._kit.voice
        self._kit.memory.keep("folder", str(path.parent))
        job = partial(self._kit.book.fills.excel, path, self._wanted(), voice.language)
        self._kit.worker.ask(job, lambda _: self.told.emit(voice(N_("Saved: {path}"), path=str(path)), None))

    def ask_file(self) -> None:
        """Asks which filled Excel file is to be read."""
        dialog = dialogs.for_excel(self._screen.window(), self._kit.voice, self._folder())
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        self._printing.open(dialog)

    def read(self, path: Path) -> None:
        """Reads a filled Excel file."""
        self._kit.memory.keep("folder", str(path.parent))
        job = partial(self._kit.book.fills.read, path, self._wanted())
        self._kit.worker.ask(job, self.found.emit, otherwise=self.refused.emit, topic="register file")

    def ask_proof(self, place: Place) -> None:
        """Asks for the photos and files that prove a cell."""
        dialog = dialogs.for_photos(self._screen.window(), self._kit.voice, self._folder())
        dialog.filesSelected.connect(lambda files: self.prove(place, [Path(one) for one in files]))
        self._printing.open(dialog)

    def prove(self, place: Place, files: list[Path]) -> None:
        """Keeps photos and files with a cell."""
        if not files:
            return
        self._kit.memory.keep("folder", str(files[0].parent))
        job = partial(self._kit.book.fills.prove, self._wanted(), place, files)
        self._kit.worker.ask(job, self.proven.emit, otherwise=self.refused.emit)

    def _folder(self) -> str:
        return dialogs.last_folder(self._kit.memory, "folder")
