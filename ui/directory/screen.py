"""The directory (ব্যক্তি ও দপ্তর) as a place: its entries, the names it does not know, and lists taken in and out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import dialogs
from ui.directory.acts import Acts
from ui.directory.import_page import ImportPage
from ui.directory.party_list import worded
from ui.directory.people_page import PeoplePage
from ui.directory.unknown_page import UnknownPage
from ui.kit import Kit
from ui.names import file_name
from ui.parts import Button, Tabs, row
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from koyradesk.directory.parties import Party
    from ui.directory.jobs import Seen, Stranger
    from ui.line_list import Line


class DirectoryScreen(QWidget):
    """Two pages under tabs; the preview of a file that is taken in stands in their place."""

    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        name = voice(N_("People and offices"))
        self.setAccessibleName(name)
        self._wanted = ""
        self.acts = Acts(kit, self)
        self.people, self.unknown = PeoplePage(kit, self.acts), UnknownPage(kit, self.acts)
        self.taking = ImportPage(kit, self.acts)
        self._dialog: QFileDialog | None = None
        self.tabs = Tabs(name)
        self.tabs.offer(map(voice, (N_("Directory"), N_("Unknown names"))), self)
        self.taking_in = Button(voice(N_("Take in a list")), look, icon="folder-open", keys="Ctrl+I", shows_keys=False)
        self.giving_out = Button(voice(N_("Save as a list")), look, icon="save", keys="Ctrl+S", shows_keys=False)
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(name)
        for page in (self.people, self.unknown, self.taking):
            self.pages.addWidget(page)
        self._top = QWidget()
        self._top.setAccessibleName(name)
        self._top.setLayout(row(self.tabs, 1, self.taking_in, self.giving_out, spacing=HALF))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, STEP)
        stack.setSpacing(STEP)
        stack.addWidget(self._top)
        stack.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.people.unknown_asked.connect(lambda: self.tabs.setCurrentIndex(1))
        self.people.import_asked.connect(self.ask_list)
        self.taking_in.clicked.connect(self.ask_list)
        self.giving_out.clicked.connect(self.ask_where)
        self.taking.refused.connect(self.refused)
        self.taking.left.connect(self._leave_list)
        self.acts.told.connect(self.told)
        self.acts.refused.connect(self.refused)
        self.acts.wrote.connect(self._wrote)

    def first(self) -> None:
        """Where the keyboard begins."""
        self._page.first()

    @property
    def _page(self) -> PeoplePage | UnknownPage | ImportPage:
        if self.pages.currentWidget() is self.taking:
            return self.taking
        return self._turned

    @property
    def _turned(self) -> PeoplePage | UnknownPage:
        return self.unknown if self.tabs.currentIndex() else self.people

    def renew(self) -> None:
        """Something was written: what is on show is asked for anew, where it is looked at."""
        if self.isVisible():
            self._kit.worker.ask(self._look, self._take, topic="directory")
            self.taking.renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def _turn(self) -> None:
        self.taking.plan = None
        self._show(self._turned)
        self.renew()
        self.first()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        # A list that is taken in needs the room, and one thing is done at a time.
        self._top.setVisible(page is not self.taking)

    def show_party(self, record: str) -> None:
        """To an entry of the directory."""
        self.tabs.setCurrentIndex(0)
        self._wrote(record)

    def _wrote(self, record: str) -> None:
        self._wanted = record or self._wanted
        self.renew()

    def _look(self) -> tuple[Seen, dict[str, Line[Party]], tuple[Stranger, ...]]:
        """On the worker's thread: hundreds of lines are worded there."""
        seen, strangers = self._kit.book.people.look()
        return seen, worded(seen, self._kit.voice), strangers

    def _take(self, found: tuple[Seen, dict[str, Line[Party]], tuple[Stranger, ...]]) -> None:
        seen, shown, strangers = found
        voice = self._kit.voice
        wanted, self._wanted = self._wanted, ""
        named = voice(N_("Unknown names"))
        count = f"{named} · {voice.digits(len(strangers))}" if strangers else named
        self.tabs.setTabText(1, count)
        self.people.form.unknown = tuple(one.name for one in strangers)
        self.people.show_seen(seen, shown, wanted)
        self.unknown.show_names(seen, strangers)

    # Lists

    def ask_list(self) -> None:
        """Which list is to be taken in."""
        dialog = dialogs.for_list(self, self._kit.voice, self._folder())
        dialog.fileSelected.connect(lambda path: self.read_list(Path(path)))
        self._open(dialog)

    def read_list(self, path: Path) -> None:
        """Shows what a list would do; nothing is written."""
        self._kit.memory.keep("folder", str(path.parent))
        self._show(self.taking)
        self.taking.read(path)

    def _leave_list(self) -> None:
        self.taking.plan = None
        self._show(self._turned)
        self.first()

    def ask_where(self) -> None:
        """Where the directory goes as a list."""
        voice = self._kit.voice
        name = file_name(voice(N_("People and offices")), f"{self.people.seen.on:%Y-%m-%d}" if self.people.seen else "")
        dialog = dialogs.for_list(self, voice, self._folder(), name)
        dialog.fileSelected.connect(lambda path: self.save_list(Path(path)))
        self._open(dialog)

    def save_list(self, path: Path) -> None:
        """Writes the directory as a list that can be taken in again."""
        self._kit.memory.keep("folder", str(path.parent))
        said = self._kit.voice(N_("Saved: {path}"), path=str(path))
        job = partial(self._kit.book.people.save_list, path, self._kit.voice.language)
        self._kit.worker.ask(job, lambda _: self.told.emit(said, None), otherwise=self.refused.emit)

    def _folder(self) -> str:
        return dialogs.last_folder(self._kit.memory, "folder")

    def _open(self, dialog: QFileDialog) -> None:
        """Opens a dialog of the system over the window; the one before it is thrown away."""
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = dialog
        dialogs.show(dialog)
