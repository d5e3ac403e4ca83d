"""The dialogs of the system: for a printer and for files. Opened, never waited for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHeaderView, QSplitter, QTreeView, QWidget

from koyradesk.i18n import N_
from ui.memory import Memory
from ui.say import Voice


def documents() -> str:
    """Where people keep their papers; their home where there is no such folder."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found if Path(found).is_dir() else str(Path.home())


def last_folder(memory: Memory, key: str) -> str:
    """The folder that was used last for something; where people keep their papers if it is not there: the stick may be
    out, or be called by another letter today."""
    held = memory.text(key)
    return held if held and Path(held).is_dir() else documents()


def for_printer(parent: QWidget, voice: Voice, printer: QPrinter, pages: int) -> QPrintDialog:
    """Which printer, which of the paper's pages."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(voice(N_("Print")))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCollateCopies)
    dialog.setMinMax(1, pages)
    return dialog


def for_pdf(parent: QWidget, voice: Voice, folder: str, name: str) -> QFileDialog:
    """Where a PDF goes; ``name`` without its ending."""
    return _saving(parent, voice(N_("Save as PDF")), voice(N_("PDF file (*.pdf)")), folder, f"{name}.pdf")


def for_picture(parent: QWidget, voice: Voice, folder: str, name: str) -> QFileDialog:
    """Where a picture goes; ``name`` without its ending."""
    return _saving(parent, voice(N_("Save as picture")), voice(N_("Picture (*.png)")), folder, f"{name}.png")


def for_word(parent: QWidget, voice: Voice, folder: str, name: str) -> QFileDialog:
    """Where a file for Word goes; ``name`` without its ending."""
    return _saving(parent, voice(N_("Save for Word")), voice(N_("Word file (*.docx)")), folder, f"{name}.docx")


def _saving(parent: QWidget, title: str, kind: str, folder: str, name: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    return dialog


def _opening(parent: QWidget, title: str, kinds: Sequence[str], folder: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    return dialog


def _choosing_folder(parent: QWidget, title: str, folder: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog


def for_photos(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which photos."""
    kinds = voice(N_("Photos (*.jpg *.jpeg *.png)")), voice(N_("All files (*)"))
    dialog = _opening(parent, voice(N_("Choose photos")), kinds, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return dialog


def for_files(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which files, of any kind."""
    dialog = _opening(parent, voice(N_("Add files")), (voice(N_("All files (*)")),), folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return dialog


def for_folder(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Into which folder, or onto which stick, a backup goes."""
    return _choosing_folder(parent, voice(N_("Folder or stick for the backup")), folder)


def for_backup(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which backup is to be brought back."""
    kinds = voice(N_("Backups (*.zip)")), voice(N_("All files (*)"))
    return _opening(parent, voice(N_("Choose the file of the backup")), kinds, folder)


def for_update(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which update."""
    kinds = voice(N_("Updates (*.koyraupdate)")), voice(N_("All files (*)"))
    return _opening(parent, voice(N_("Choose the file of the update")), kinds, folder)


def for_exchange(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Into which folder, or onto which stick, files for others go."""
    return _choosing_folder(parent, voice(N_("Folder or stick for the files")), folder)


def for_way(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which folder is a way to others."""
    return _choosing_folder(parent, voice(N_("Choose the folder")), folder)


def for_bundle(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which files of other offices."""
    kinds = voice(N_("Files of other offices (*.koyra *.age)")), voice(N_("All files (*)"))
    dialog = _opening(parent, voice(N_("Take in a file")), kinds, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return dialog


def for_minutes(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which file of minutes."""
    kinds = voice(N_("Minutes (*.docx *.txt)")), voice(N_("All files (*)"))
    return _opening(parent, voice(N_("Open a file of minutes")), kinds, folder)


def for_layout(parent: QWidget, voice: Voice, folder: str, name: str = "") -> QFileDialog:
    """Where a layout goes, by its ``name`` without the ending; or, without a name, which file of one."""
    kind = voice(N_("Layout (*.toml)"))
    if name:
        return _saving(parent, voice(N_("Save the layout")), kind, folder, f"{name}.toml")
    return _opening(parent, voice(N_("Take a layout from a file")), (kind,), folder)


def for_excel(parent: QWidget, voice: Voice, folder: str, name: str = "") -> QFileDialog:
    """Where a register for Excel goes, by its ``name`` without the ending; or, without a name, which filled one."""
    kind = voice(N_("Excel file (*.xlsx)"))
    if name:
        return _saving(parent, voice(N_("Save for Excel")), kind, folder, f"{name}.xlsx")
    return _opening(parent, voice(N_("Read a filled Excel file")), (kind,), folder)


def for_logo(parent: QWidget, voice: Voice, folder: str) -> QFileDialog:
    """Which picture."""
    kinds = voice(N_("Pictures (*.png *.jpg *.jpeg)")), voice(N_("All files (*)"))
    return _opening(parent, voice(N_("Choose the logo")), kinds, folder)


def for_list(parent: QWidget, voice: Voice, folder: str, name: str = "") -> QFileDialog:
    """Where a list of people and offices goes, by its ``name`` without the ending; or, without a name, which list."""
    excel, text = voice(N_("Excel file (*.xlsx)")), voice(N_("List as text (*.csv)"))
    if name:
        dialog = _saving(parent, voice(N_("Save as a list")), excel, folder, f"{name}.xlsx")
        dialog.setNameFilters([excel, text])
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if chosen == text else "xlsx"))
        return dialog
    kinds = voice(N_("Lists (*.xlsx *.csv *.txt)")), voice(N_("All files (*)"))
    return _opening(parent, voice(N_("Take in a list")), kinds, folder)


def show(dialog: QDialog) -> None:
    """Opens a dialog over its window and goes on."""
    if isinstance(dialog, QFileDialog):
        # Where the system has no dialog of its own, Qt's is shown: too small for its own columns.
        dialog.resize(860, 520)
        for splitter in dialog.findChildren(QSplitter):
            splitter.setSizes([180, 640])
        for view in dialog.findChildren(QTreeView):
            # The name takes what the dates leave, not the other way round.
            head = view.header()
            head.setStretchLastSection(False)
            for column in range(head.count()):
                head.setSectionResizeMode(
                    column, QHeaderView.ResizeMode.ResizeToContents if column else QHeaderView.ResizeMode.Stretch
                )
    # QPrintDialog hides the plain open of all dialogs behind an older one of its own.
    QDialog.open(dialog)
