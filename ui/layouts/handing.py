"""Layouts on their way out of the window and into it as files, and the picture of a logo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from koyradesk.i18n import N_
from ui import dialogs
from ui.kit import Kit
from ui.layouts.draft import Draft
from ui.names import file_name
from ui.notice import Action

if TYPE_CHECKING:
    from ui.layout_screen import LayoutScreen


class Handing(QObject):
    """Asks where a file is, and does what is wanted with it; nothing is kept with the committee."""

    def __init__(self, screen: LayoutScreen, kit: Kit) -> None:
        super().__init__(screen)
        self._screen, self._kit, self._voice = screen, kit, kit.voice
        self.dialog: QFileDialog | None = None

    def ask_export(self) -> None:
        """Where the layout goes as a file."""
        taken = self._screen.taken
        assert taken is not None
        name = file_name(taken.committee, self._voice(N_("layout")))
        dialog = dialogs.for_layout(self._screen, self._voice, self._folder(), name)
        dialog.fileSelected.connect(lambda path: self.export(Path(path)))
        self._show(dialog)

    def ask_import(self) -> None:
        """Which file of a layout."""
        dialog = dialogs.for_layout(self._screen, self._voice, self._folder())
        dialog.fileSelected.connect(lambda path: self.take_file(Path(path)))
        self._show(dialog)

    def ask_logo(self) -> None:
        """Which picture."""
        dialog = dialogs.for_logo(self._screen, self._voice, self._folder())
        dialog.fileSelected.connect(lambda path: self.take_logo(Path(path)))
        self._show(dialog)

    def export(self, path: Path) -> None:
        """Writes the layout as it is on the screen."""
        draft = self._draft
        self._kit.worker.ask(
            partial(self._kit.book.looks.write, path, draft.base, draft.tree),
            lambda _: self._screen.told.emit(self._voice(N_("The layout was saved: {path}"), path=str(path)), None),
            otherwise=self._screen.refused.emit,
        )

    def take_file(self, path: Path) -> None:
        """Shows the layout of a file; it is kept when the user says so."""
        self._kit.worker.ask(
            partial(self._kit.book.looks.read, path),
            partial(self._read, self._draft, path.name),
            otherwise=self._screen.refused.emit,
        )

    def take_logo(self, path: Path) -> None:
        """Puts a picture over the letterhead."""
        self._kit.worker.ask(
            partial(self._kit.book.looks.logo, path),
            partial(self._draft.put, "letterhead.logo"),
            otherwise=self._screen.refused.emit,
        )

    def _read(self, draft: Draft, name: str, found: tuple[str, dict[str, Any]]) -> None:
        draft.take(*found)
        sentence = N_("This is the layout of {file}. It is not kept yet.")
        undo = Action(self._voice(N_("Take it back")), self._screen.undo)
        self._screen.told.emit(self._voice(sentence, file=name), undo)

    @property
    def _draft(self) -> Draft:
        draft = self._screen.draft
        assert draft is not None
        return draft

    def _folder(self) -> str:
        return dialogs.last_folder(self._kit.memory, "layouts-folder")

    def _show(self, dialog: QFileDialog) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = dialog
        dialog.fileSelected.connect(lambda path: self._kit.memory.keep("layouts-folder", str(Path(path).parent)))
        dialogs.show(dialog)
