"""The place of incoming letters: the register with the line for a new one, a letter beside its scan, both on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.editor.period import PeriodField
from ui.incoming.jobs import View
from ui.incoming.letter_page import LetterPage
from ui.incoming.list_page import ListPage
from ui.kit import Kit
from ui.names import file_name
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Text, row
from ui.printing import Printing
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP

if TYPE_CHECKING:
    from ui.written import Written

#: What is printed here, as papers are called (``koyradesk.paper_key.REGISTERS``).
REGISTER, SLIP = "incoming-register", "incoming-receipt"


class IncomingScreen(QWidget):
    """Three pages, one at a time: the list, a letter, the register as paper."""

    told = Signal(str, object)
    refused = Signal(object)
    edit_asked = Signal(str)
    matter_asked = Signal(str)
    #: A letter is to be opened, by its id; "" for the list.
    letter_asked = Signal(str)
    #: The history of a field of a letter is wanted: its ``Ref``.
    history_asked = Signal(object)
    #: A letter is shown.
    shown = Signal()

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Incoming letters")))
        self.list = ListPage(kit)
        self.letter = LetterPage(kit, self.list._senders)
        self.title = Text(voice(N_("Incoming letters")), "title")
        self.period = PeriodField(voice(N_("Month on paper")), look, voice, hint=voice(N_("Month on paper")))
        self.seeing = Button(voice(N_("Show as paper")), look, icon="file-text", keys="F3")
        self.seeing.setCheckable(True)
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.word = Button(voice(N_("Save for Word")), look, role="quiet", icon="save", keys="Ctrl+Shift+W",
                           shows_keys=False)  # fmt: skip
        self.paper = PaperPane(voice, look, kit.draw, Label(voice(N_("As it prints")), "muted"))
        self._top = QWidget()
        self._top.setAccessibleName(voice(N_("Incoming letters")))
        top = row(self.title, 1, self.period, self.word, self.saving, self.seeing, self.printing, spacing=HALF)
        top.setContentsMargins(0, 0, 0, 0)
        self._top.setLayout(top)
        self.period.setFixedWidth(150)
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(voice(N_("Incoming letters")))
        for page in (self.list, self.letter, self.paper):
            self.pages.addWidget(page)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, STEP)
        stack.setSpacing(STEP)
        stack.addWidget(self._top)
        stack.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.seeing.toggled.connect(self._see)
        self.period.confirmed.connect(
            lambda: self.seeing.setChecked(True) if not self.seeing.isChecked() else self._see(True)
        )
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))
        self.word.clicked.connect(self._ask_word)
        self.list.asked.connect(self.letter_asked)
        self.letter.closed.connect(partial(self.letter_asked.emit, ""))
        self.letter.binned.connect(self.list.binned)
        self.letter.edit_asked.connect(self.edit_asked)
        self.letter.matter_asked.connect(self.matter_asked)
        self.letter.slip_asked.connect(self._slip)
        self.letter.came.connect(self.shown)
        self.letter.writing.history_asked.connect(self.history_asked)
        for page in (self.list, self.letter):
            page.told.connect(self.told)
            page.refused.connect(self.refused)

    @property
    def written(self) -> Written | None:
        """The letter on show, once it is there."""
        writing = self.letter.writing
        return writing if self.pages.currentWidget() is self.letter and writing.id else None

    # Going about

    def show_letter(self, record: str) -> None:
        """The letter with this id; "" for the list."""
        self.seeing.setChecked(False)
        if self.pages.currentWidget() is self.letter and not record:
            self.letter.writing.written()
        self.pages.setCurrentWidget(self.letter if record else self.list)
        self._top.setVisible(not record)
        if record:
            self.letter.show_letter(record)
        else:
            self.list.renew()
        self.first()

    def show_late(self) -> None:
        """What is past its day."""
        self.list.show_view(View(late=True))

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.pages.currentWidget() is self.paper:
            self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.pages.currentWidget() is self.letter:
            self.letter.first()
        else:
            self.list.first()

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.paper.busy() or self.letter.side.busy()

    def renew(self) -> None:
        """Something was written: what is on show is asked for anew, where it is looked at."""
        if not self.isVisible():
            return
        if self.pages.currentWidget() is self.letter:
            self.letter.renew()
        else:
            self.list.renew()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # From the paper back to the list.
        if event.key() == Qt.Key.Key_Escape and self.seeing.isChecked():
            self.seeing.setChecked(False)
            self.first()
        else:
            super().keyPressEvent(event)

    # On paper

    def _span(self) -> str:
        """Of which month the register is printed: the one that is typed, else this one; else the year on show."""
        typed = self.period.marked()
        if len(typed) == 7 and typed[:4].isdecimal():
            return typed
        shown = self.list.shown
        if shown is None:
            return ""
        year = shown.view.year
        return f"{shown.today:%Y-%m}" if not year or year == shown.today.year else str(year)

    def _name(self) -> str:
        voice, span = self._kit.voice, self._span()
        when = voice.month(span) if "-" in span else voice.digits(span)
        return file_name(voice(N_("Register of incoming letters")), when)

    def _see(self, shown: bool) -> None:
        """The register as paper, or the list again."""
        span = self._span()
        if not shown or not span:
            self.paper.show_paper(None)
            if self.pages.currentWidget() is self.paper:
                self.pages.setCurrentWidget(self.list)
            return
        self.pages.setCurrentWidget(self.paper)
        self.paper.view.setFocus(Qt.FocusReason.OtherFocusReason)
        job = partial(self._kit.book.registers.paper, REGISTER, span)
        self._kit.worker.ask(job, self._take, otherwise=self._no_paper, topic="incoming paper")

    def _take(self, paper: Paper) -> None:
        if self.seeing.isChecked():
            self.paper.show_paper(paper)

    def _no_paper(self, error: UserError) -> None:
        self.seeing.setChecked(False)
        self.refused.emit(error)

    def _give(self, way: object) -> None:
        span, name = self._span(), self._name()
        if span and callable(way):
            job = partial(self._kit.book.registers.paper, REGISTER, span)
            self._kit.worker.ask(job, lambda paper: way(paper, name), topic="incoming out")

    def _ask_word(self) -> None:
        if span := self._span():
            self._printing.ask_word(self._name(), partial(self._kit.book.registers.word, kind=REGISTER, of=span))

    def _slip(self, letter: str) -> None:
        """The slip for who brought a letter."""
        name = file_name(self._kit.voice(N_("Receipt for a letter")), "")
        job = partial(self._kit.book.registers.paper, SLIP, letter)
        self._kit.worker.ask(job, lambda paper: self._printing.ask_printer(paper, name), otherwise=self.refused.emit)
