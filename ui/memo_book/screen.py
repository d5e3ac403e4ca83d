"""The memo book (স্মারক বহি) as a place: files and numbers, the despatch register, and both on paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.kit import Kit
from ui.memo_book.despatch_page import DespatchPage
from ui.memo_book.files_page import FilesPage
from ui.names import file_name
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Tabs, row
from ui.printing import Printing
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP

#: What a register on show is, as papers are called (``koyradesk.paper_key.REGISTERS``).
BOOK, DESPATCH = "memo-book", "dispatch-register"


class MemoBookScreen(QWidget):
    """Two pages under tabs; the paper of the one on show stands in their place when it is asked for."""

    told = Signal(str, object)
    refused = Signal(object)
    #: The paper that has a number: kind, meeting, letter.
    paper_asked = Signal(str, str, str)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Memo book")))
        #: What the paper on the desk is of.
        self._shown: tuple[str, str] | None = None
        self.files, self.despatch = FilesPage(kit), DespatchPage(kit)
        self.tabs = Tabs(voice(N_("Registers")))
        self.tabs.offer(map(voice, (N_("Files and numbers"), N_("Despatch register"))), self)
        self.seeing = Button(voice(N_("Show as paper")), look, icon="file-text", keys="F3")
        self.seeing.setCheckable(True)
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.picture = Button(voice(N_("Picture")), look, role="quiet", icon="image", keys="Ctrl+Shift+S",
                              shows_keys=False)  # fmt: skip
        self.word = Button(voice(N_("Save for Word")), look, role="quiet", icon="save", keys="Ctrl+Shift+W",
                           shows_keys=False)  # fmt: skip
        self.paper = PaperPane(voice, look, kit.draw, Label(voice(N_("As it prints")), "muted"))
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(voice(N_("Registers")))
        for page in (self.files, self.despatch, self.paper):
            self.pages.addWidget(page)
        self._build()
        self._connect()
        self._ready()

    def _build(self) -> None:
        top = row(self.tabs, 1, self.picture, self.word, self.saving, self.seeing, self.printing, spacing=HALF)
        top.insertSpacing(6, STEP)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, STEP)
        stack.setSpacing(STEP)
        stack.addLayout(top)
        stack.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.seeing.toggled.connect(self._see)
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))
        self.picture.clicked.connect(partial(self._give, self._printing.ask_picture))
        self.word.clicked.connect(self._ask_word)
        self.files.paper_asked.connect(self.paper_asked)
        for page in (self.files, self.despatch):
            page.told.connect(self.told)
            page.refused.connect(self.refused)
            page.changed.connect(self._ready)

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.pages.currentWidget() is self.paper:
            self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._page.first()

    @property
    def _page(self) -> FilesPage | DespatchPage:
        return self.despatch if self.tabs.currentIndex() else self.files

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.paper.busy()

    def renew(self) -> None:
        """Something was written: what is on show is asked for anew, where it is looked at."""
        if self.isVisible():
            self._page.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the paper back to the page it is of.
        if event.key() == Qt.Key.Key_Escape and self.seeing.isChecked():
            self.seeing.setChecked(False)
            self.first()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def _turn(self) -> None:
        self.seeing.setChecked(False)
        self.pages.setCurrentWidget(self._page)
        self.renew()
        self._ready()

    # On paper

    def _named(self) -> tuple[str, str] | None:
        """Which register is on show; None where there is nothing to print."""
        if self._page is self.files:
            return (BOOK, self.files.file) if self.files.file else None
        return (DESPATCH, self.despatch.period) if self.despatch.period else None

    def _name(self) -> str:
        voice = self._kit.voice
        if self._page is self.files:
            return file_name(voice(N_("Memo book")), to_bengali(self.files.file))
        return file_name(voice(N_("Despatch register")), voice.month(self.despatch.period))

    def _ready(self) -> None:
        there = self._named() is not None
        for button in (self.seeing, self.printing, self.saving, self.picture, self.word):
            button.setEnabled(there)
        if self.seeing.isChecked():
            self._see(True)

    def _see(self, shown: bool) -> None:
        """The register as paper, or the page one works on again."""
        named = self._named()
        if not shown or named is None:
            self.paper.show_paper(None)
            self._shown = None
            self.pages.setCurrentWidget(self._page)
            return
        if self.pages.currentWidget() is not self.paper:
            self.pages.setCurrentWidget(self.paper)
            self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._kit.worker.ask(
            partial(self._kit.book.registers.paper, *named),
            partial(self._take, named),
            otherwise=self._no_paper,
            topic="register paper",
        )

    def _take(self, named: tuple[str, str], paper: Paper) -> None:
        if self.seeing.isChecked():
            self.paper.show_paper(paper, keep_place=named == self._shown)
            self._shown = named

    def _no_paper(self, error: UserError) -> None:
        self.seeing.setChecked(False)
        self.refused.emit(error)

    def _give(self, way: object) -> None:
        """Hands out the register as it is stored now."""
        named, name = self._named(), self._name()
        if named is None or not callable(way):
            return
        job = partial(self._kit.book.registers.paper, *named)
        self._kit.worker.ask(job, lambda paper: way(paper, name), topic="register out")

    def _ask_word(self) -> None:
        if (named := self._named()) is None:
            return
        kind, of = named
        self._printing.ask_word(self._name(), partial(self._kit.book.registers.word, kind=kind, of=of))
