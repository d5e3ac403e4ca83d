"""Papers on their way out of a window: to a printer, into a PDF, into pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui import dialogs
from ui.book import Wanted
from ui.kit import Kit
from ui.meeting_list import Row, month_of
from ui.names import beside, file_name
from ui.notice import Action, Notice
from ui.printers import Habit
from ui.raster import Paper
from ui.reading import KINDS
from ui.worker import Task


class Printing(QObject):
    """Asks where a paper goes, sends it there, and tells how it went."""

    def __init__(self, window: QWidget, kit: Kit, notice: Notice) -> None:
        super().__init__(window)
        self._window, self._notice = window, notice
        self._worker, self._book, self._memory, self._voice = kit.worker, kit.book, kit.memory, kit.voice
        self._dialog: QDialog | None = None

    # To a printer

    def ask_printer(self, paper: Paper, name: str) -> None:
        """Opens the print dialog; ``name`` is what the paper is called."""
        habit = Habit(self._memory.text("printer"), self._memory.text("duplex"))
        self._worker.ask(
            partial(self._book.printer, paper, name, habit), partial(self._asked, paper, name), topic="printer"
        )

    def _asked(self, paper: Paper, name: str, printer: QPrinter | None) -> None:
        if printer is None:
            sentence = N_("No printer is installed on this computer. Save the paper as PDF and print it elsewhere.")
            self._notice.refuse(self._voice(sentence), self._as_pdf(paper, name))
            return
        dialog = dialogs.for_printer(self._window, self._voice, printer, len(paper.sizes))
        dialog.accepted.connect(lambda: self.print_on(printer, paper))
        self.open(dialog)

    def ask_sheet(self, row: Row) -> None:
        """Opens the print dialog for the sign-sheet of a meeting."""
        kind = "attendance"
        name = file_name(row.committee, month_of(row, self._voice), row.number, self._voice(dict(KINDS)[kind]))
        job = partial(self._book.paper, Wanted(row.id, kind))
        self._worker.ask(job, lambda paper: self.ask_printer(paper, name), topic="sheet")

    def print_on(self, printer: QPrinter, paper: Paper) -> None:
        """Prints a paper; tells when it was handed over."""
        habit = Habit.of(printer)
        self._memory.keep("printer", habit.printer)
        self._memory.keep("duplex", habit.duplex)
        voice = self._voice
        task = Task(
            voice(N_("Printing …")),
            voice(N_("The printing was stopped. Pages that were sent already may still come out.")),
        )
        self._worker.ask(
            partial(self._book.print, printer, paper, task.step),
            partial(self._printed, printer),
            otherwise=partial(self._not_printed, paper, printer.docName()),
            task=task,
        )

    def _printed(self, printer: QPrinter, sent: int) -> None:
        one, many = N_("Sent to the printer: {name}, 1 page."), N_("Sent to the printer: {name}, {pages} pages.")
        self._notice.tell(self._voice(one if sent == 1 else many, name=printer.docName(), pages=sent))

    def _not_printed(self, paper: Paper, name: str, error: UserError) -> None:
        # The paper is not lost with the printer.
        self._notice.refuse(self._voice.refusal(error), self._as_pdf(paper, name))

    def _as_pdf(self, paper: Paper, name: str) -> Action:
        return Action(self._voice(N_("Save as PDF")), partial(self.ask_pdf, paper, name))

    # Into a file

    def ask_pdf(self, paper: Paper, name: str) -> None:
        """Asks where the PDF of a paper goes."""
        dialog = dialogs.for_pdf(self._window, self._voice, self._folder(), name)
        dialog.fileSelected.connect(lambda path: self.save_pdf(Path(path), paper))
        self.open(dialog)

    def save_pdf(self, path: Path, paper: Paper) -> None:
        """Writes the very bytes on show."""
        self._save(path, partial(self._book.write_pdf, path, paper), partial(self.ask_pdf, paper))

    def ask_word(self, name: str, write: Callable[[Path], object]) -> None:
        """Asks where the file for Word goes; ``write`` is the job that writes it there."""
        dialog = dialogs.for_word(self._window, self._voice, self._folder(), name)
        dialog.fileSelected.connect(lambda path: self.save_word(Path(path), write))
        self.open(dialog)

    def save_word(self, path: Path, write: Callable[[Path], object]) -> None:
        """Lets ``write`` write it there."""
        self._save(path, partial(write, path), lambda name: self.ask_word(name, write))

    def _save(self, path: Path, job: Callable[[], object], again: Callable[[str], None]) -> None:
        self._memory.keep("folder", str(path.parent))
        self._worker.ask(
            job,
            lambda _: self._notice.tell(self._voice(N_("Saved: {path}"), path=str(path))),
            otherwise=partial(self._not_saved, path, again),
        )

    def _not_saved(self, path: Path, again: Callable[[str], None], error: UserError) -> None:
        """Most often the same paper is open in a viewer, which lets nobody replace it. ``again`` asks for another place
        and proposes a name."""
        action = Action(self._voice(N_("Save under another name")), lambda: again(beside(path).stem))
        self._notice.refuse(self._voice.refusal(error), action)

    # Into pictures

    def ask_picture(self, paper: Paper, name: str) -> None:
        """Asks where the pictures of a paper's pages go."""
        dialog = dialogs.for_picture(self._window, self._voice, self._folder(), name)
        dialog.fileSelected.connect(lambda path: self.save_pictures(Path(path), paper))
        self.open(dialog)

    def save_pictures(self, path: Path, paper: Paper) -> None:
        """Writes a picture of each page, for a messenger."""
        self._memory.keep("folder", str(path.parent))
        voice = self._voice
        task = Task(
            voice(N_("Making pictures …")), voice(N_("The pictures were stopped. Those that were made are kept."))
        )
        self._worker.ask(
            partial(self._book.write_pictures, path, paper, task.step),
            self._pictured,
            otherwise=partial(self._not_saved, path, partial(self.ask_picture, paper)),
            task=task,
        )

    def _pictured(self, written: tuple[Path, ...]) -> None:
        one, many = N_("Saved: {path}"), N_("Saved {number} pictures, one for each page, beginning with {path}")
        self._notice.tell(self._voice(one if len(written) == 1 else many, path=str(written[0]), number=len(written)))

    def _folder(self) -> str:
        return dialogs.last_folder(self._memory, "folder")

    def open(self, dialog: QDialog) -> None:
        """Opens a dialog of the system over the window; the one before it is thrown away."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        dialogs.show(dialog)
