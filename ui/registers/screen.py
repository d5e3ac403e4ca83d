"""The register of a decision as a screen: the table, its years, what it is of, and its ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import words
from ui import dialogs
from ui.kit import Kit
from ui.names import file_name
from ui.parts import Button, Label, Text, card, row
from ui.printing import Printing
from ui.quiet import Nothing
from ui.registers.jobs import Sheet, Wanted
from ui.registers.view import RegisterGrid
from ui.theme import GAP, HALF, STEP, restyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

    from koyradesk.obligations.filling import Value
    from koyradesk.obligations.matrix import Place
    from koyradesk.obligations.sheet import Changed
    from ui.decisions.shapes import Step
    from ui.raster import Paper

#: Milliseconds of rest after which what was filled in is written.
REST = 1_500
#: Letters of a decision that stand over its register.
_LONGEST = 180


class RegisterScreen(QWidget):
    """Shows the register of one obligation; what is filled in is written when its line is left, or after a rest."""

    told = Signal(str, object)
    refused = Signal(object)
    #: Back to where one came from.
    left = Signal()

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Register")))
        self._wanted = Wanted("")
        self._sheet: Sheet | None = None
        self._steps: list[Step] = []
        self._writing = False
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self.going = Button(voice(N_("Back")), look, role="quiet", icon="arrow-left")
        self.title = Text(role="heading")
        self.facts = Text(role="muted")
        self.earlier = Button(voice(N_("The year before")), look, role="quiet", icon="chevron-left", keys="Ctrl+PgUp",
                              shows_keys=False)  # fmt: skip
        self.later = Button(voice(N_("The next year")), look, role="quiet", icon="chevron-right", keys="Ctrl+PgDown",
                            shows_keys=False)  # fmt: skip
        self.year = Label(role="strong", name=voice(N_("Fiscal year")))
        self.proving = Button(voice(N_("Photo or file")), look, icon="paperclip", keys="Insert", owns_keys=False)
        self.reading = Button(voice(N_("Read from Excel")), look, role="quiet", icon="folder-open")
        self.excel = Button(voice(N_("Excel")), look, icon="sheet", keys="Ctrl+E")
        self.saving = Button(
            voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S", shows_keys=False
        )
        self.word = Button(voice(N_("Save for Word")), look, role="quiet", icon="save", keys="Ctrl+Shift+W",
                           shows_keys=False)  # fmt: skip
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.table = RegisterGrid(voice, look)
        self.said = Text(role="small", name=voice(N_("The chosen cell")))
        self.hint = Text(role="said")
        self.offer = Text(role="strong")
        self.taking = Button(voice(N_("Write in")), look, role="primary", icon="check")
        self.dropping = Button(voice(N_("Leave it")), look)
        self.offered = card(name=voice(N_("What the file would change")))
        self.nothing = Nothing()
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(voice(N_("Register")))
        self._build()
        self._connect()

    def _build(self) -> None:
        voice = self._kit.voice
        head = row(self.going, self.title)
        head.setStretch(1, 1)
        head.setAlignment(self.going, Qt.AlignmentFlag.AlignTop)
        way = row(self.earlier, self.year, self.later, 1, self.reading, self.word, self.saving, spacing=HALF)
        for button in (self.proving, self.excel, self.printing):
            way.addSpacing(HALF)
            way.addWidget(button)
        inside = self.offered.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(GAP, STEP, STEP, STEP)
        choice = row(self.offer, self.dropping, self.taking)
        choice.setStretch(0, 1)
        inside.addLayout(choice)
        self.offered.hide()
        table = card(self.table, name=voice(N_("Parties and periods")))
        held = table.layout()
        assert isinstance(held, QVBoxLayout)
        held.setContentsMargins(1, 1, 1, 1)
        shown = QWidget()
        shown.setAccessibleName(voice(N_("Register")))
        stack = QVBoxLayout(shown)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(table, 1)
        stack.addWidget(self.said)
        stack.addWidget(self.hint)
        self.pages.addWidget(shown)
        self.pages.addWidget(self.nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, STEP)
        whole.setSpacing(STEP)
        whole.addLayout(head)
        whole.addWidget(self.facts)
        whole.addLayout(way)
        whole.addWidget(self.offered)
        whole.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.going.clicked.connect(self.left)
        self.earlier.clicked.connect(partial(self._turn, -1))
        self.later.clicked.connect(partial(self._turn, 1))
        self.table.grid.filled.connect(self._rest.start)
        self.table.left.connect(self.write)
        self._rest.timeout.connect(self.write)
        self.table.stood.connect(self._tell)
        self.table.refused.connect(self._refuse)
        self.table.undo_asked.connect(self.undo)
        self.table.proof_asked.connect(self.ask_proof)
        self.proving.clicked.connect(self.ask_proof)
        self.excel.clicked.connect(self.ask_excel)
        self.reading.clicked.connect(self.ask_file)
        self.taking.clicked.connect(self.take_offer)
        self.dropping.clicked.connect(self.drop_offer)
        self.printing.clicked.connect(partial(self._give, self._printing.ask_printer))
        self.saving.clicked.connect(partial(self._give, self._printing.ask_pdf))
        self.word.clicked.connect(self._ask_word)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What is shown

    def show_obligation(self, obligation: str, year: int | None = None) -> None:
        """The register of an obligation, of one of its fiscal years or the present one."""
        if obligation != self._wanted.obligation:
            self.write()
            self._steps = []
            self._sheet = None
        self._wanted = Wanted(obligation, year)
        self._look()

    @property
    def obligation(self) -> str:
        """Whose register is on show, "" while none is."""
        return self._wanted.obligation

    def first(self) -> None:
        """Where the keyboard begins."""
        shown = self.pages.currentWidget() is not self.nothing
        (self.table if shown else self.going).setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self) -> None:
        """Something was written, perhaps elsewhere."""
        if self.isVisible() and self.obligation:
            self._look()

    def written(self) -> bool:
        """Whether nothing waits to be written."""
        return not self.table.grid.pending and not self._writing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.write()

    def _look(self) -> None:
        self._kit.worker.ask(
            partial(self._kit.book.fills.sheet, self._wanted), self._take, otherwise=self._gone, topic="register"
        )

    def _take(self, sheet: Sheet) -> None:
        held, self._sheet = self._sheet, sheet
        voice, matrix, table = self._kit.voice, sheet.matrix, self.table
        same = held is not None and held.year == sheet.year and held.matrix.obligation.id == matrix.obligation.id
        self._wanted = Wanted(self._wanted.obligation, sheet.year)
        place = table.currentIndex()
        where = (place.row(), place.column())
        unchanged = same and held is not None and (held.matrix, held.proofs) == (matrix, sheet.proofs)
        if not unchanged:
            table.grid.show_sheet(sheet, keep=same)
        self.title.say(_shortened(plain(matrix.told.text)) or plain(matrix.told.topic))
        one = matrix.obligation
        parts = (
            matrix.told.committee or plain(one.source_text),
            words.rule_words(one.rule, voice.language),
            words.measure_words(one.measure, voice.language),
            voice(N_("as of {day}"), day=voice.date(matrix.on)),
        )
        self.facts.say(" · ".join(part for part in parts if part))
        self._say_year(sheet)
        self.pages.setCurrentIndex(0 if matrix.lines and matrix.columns else 1)
        self.nothing.say(voice(N_("Nothing is asked of anybody in this year.")))
        if same and not unchanged:
            table.setCurrentIndex(table.grid.index(*where))
        elif not same:
            table.first_cell()
            if table.hasFocus() or self.isAncestorOf(self.focusWidget() or self):
                self.first()
        self._tell(table.grid.spoken(table.currentIndex()))

    def _say_year(self, sheet: Sheet) -> None:
        recurs = sheet.year is not None
        for one in (self.earlier, self.year, self.later):
            one.setVisible(recurs)
        if sheet.year is not None:
            self.year.say(words.year_words(sheet.year, self._kit.voice.language))
            self.earlier.setEnabled(sheet.year > sheet.years[0])
            self.later.setEnabled(sheet.year < sheet.years[-1])

    def _gone(self, error: UserError) -> None:
        self.nothing.say(self._kit.voice.refusal(error))
        self.pages.setCurrentIndex(1)

    def _turn(self, by: int) -> None:
        if self._sheet is not None and self._sheet.year is not None and self._sheet.year + by in self._sheet.years:
            self.write()
            self._wanted = Wanted(self._wanted.obligation, self._sheet.year + by)
            self._look()

    def _tell(self, spoken: str) -> None:
        counted = self._sheet is not None and self._sheet.matrix.counts
        keys = N_("Digits fill in; Space: done or not; Enter: down; Delete: take back; Ctrl Z: undo")
        bare = N_("Space: done or not; Enter: down; Delete: take back; Ctrl Z: undo")
        self.hint.say(self._kit.voice(keys if counted else bare))
        restyle(self.said, "role", "small")
        self.said.say(spoken)

    def _refuse(self, why: str) -> None:
        """Why what was typed into the chosen cell cannot be; it stands there until the keyboard goes elsewhere."""
        restyle(self.said, "role", "error")
        self.said.say(why)

    # What is filled in

    def write(self) -> None:
        """Writes what waits, as one group of reports."""
        self._rest.stop()
        cells = self.table.grid.taken()
        if not cells or self._writing:
            return
        self._writing = True
        self._kit.worker.ask(
            partial(self._kit.book.fills.fill, self._wanted, cells),
            partial(self._filled, cells),
            otherwise=self._unwritten,
            broken=self._broken,
        )

    def _filled(self, cells: dict[Place, Value], step: Step | None) -> None:
        self._writing = False
        if step is not None:
            self._steps.append(step)
        self.table.grid.settle(cells)
        self._look()
        if self.table.grid.pending:
            self._rest.start()

    def _unwritten(self, error: UserError) -> None:
        # It stays in its cells and is tried again with the next.
        self._writing = False
        self.refused.emit(error)

    def _broken(self) -> None:
        self._writing = False

    def undo(self) -> None:
        """Takes back what was written last; what still waits is written before."""
        self.write()
        if self._writing:
            self._kit.worker.ask(lambda: None, lambda _: self._undo())
        else:
            self._undo()

    def _undo(self) -> None:
        if not self._steps:
            self.told.emit(self._kit.voice(N_("There is nothing to take back here.")), None)
            return
        job = partial(self._kit.book.fills.take_back, self._steps.pop())
        self._kit.worker.ask(job, lambda _: self._undone(), otherwise=self.refused.emit)

    def _undone(self) -> None:
        self.told.emit(self._kit.voice(N_("Taken back.")), None)
        self._look()

    # Photos and files

    def ask_proof(self) -> None:
        """Asks for the photos and files that prove the chosen cell."""
        place = self.table.grid.place(self.table.currentIndex())
        if place is None:
            return
        if self.table.grid.cell(self.table.currentIndex()) is None:
            self.table.grid.put(self.table.currentIndex(), True)
            return
        dialog = dialogs.for_photos(self.window(), self._kit.voice, self._folder())
        dialog.filesSelected.connect(lambda files: self.prove(place, [Path(one) for one in files]))
        self._printing.open(dialog)

    def prove(self, place: Place, files: list[Path]) -> None:
        """Keeps photos and files with a cell."""
        self.write()
        self._kit.memory.keep("folder", str(files[0].parent))
        job = partial(self._kit.book.fills.prove, self._wanted, place, files)
        self._kit.worker.ask(job, self._proven, otherwise=self.refused.emit)

    def _proven(self, step: Step | None) -> None:
        if step is not None:
            self._steps.append(step)
        self.told.emit(self._kit.voice(N_("Kept with the report. It comes into the illustrated return.")), None)
        self._look()

    # Out of the window

    def _name(self) -> str:
        sheet, voice = self._sheet, self._kit.voice
        if sheet is None:
            return voice(N_("Register"))
        about = plain(sheet.matrix.told.topic) or _shortened(plain(sheet.matrix.told.text), 40)
        return file_name(voice(N_("Register")), about, self.year.text() if sheet.year is not None else "")

    def _give(self, way: Callable[[Paper, str], object]) -> None:
        self.write()
        name = self._name()
        job = partial(self._kit.book.fills.paper, self._wanted)

        def out(paper: Paper) -> None:
            way(paper, name)

        self._kit.worker.ask(job, out, topic="register out")

    def _ask_word(self) -> None:
        self.write()
        self._printing.ask_word(self._name(), partial(self._kit.book.fills.word, wanted=self._wanted))

    def ask_excel(self) -> None:
        """Asks where the Excel file goes."""
        self.write()
        dialog = dialogs.for_excel(self.window(), self._kit.voice, self._folder(), self._name())
        dialog.fileSelected.connect(lambda path: self.save_excel(Path(path)))
        self._printing.open(dialog)

    def save_excel(self, path: Path) -> None:
        """Writes the register for Excel."""
        voice = self._kit.voice
        self._kit.memory.keep("folder", str(path.parent))
        job = partial(self._kit.book.fills.excel, path, self._wanted, voice.language)
        self._kit.worker.ask(job, lambda _: self.told.emit(voice(N_("Saved: {path}"), path=str(path)), None))

    def ask_file(self) -> None:
        """Asks which filled Excel file is to be read."""
        self.write()
        dialog: QFileDialog = dialogs.for_excel(self.window(), self._kit.voice, self._folder())
        dialog.fileSelected.connect(lambda path: self.read(Path(path)))
        self._printing.open(dialog)

    def read(self, path: Path) -> None:
        """Shows in the cells what a filled file would change."""
        self._kit.memory.keep("folder", str(path.parent))
        job = partial(self._kit.book.fills.read, path, self._wanted)
        self._kit.worker.ask(job, self._offer, otherwise=self.refused.emit, topic="register file")

    def _offer(self, changed: tuple[Changed, ...]) -> None:
        voice = self._kit.voice
        if not changed:
            self.told.emit(voice(N_("The file says what the register says already.")), None)
            return
        self.table.grid.offer({one.place: one.after for one in changed})
        one, many = N_("The file would change 1 cell."), N_("The file would change {count} cells.")
        self.offer.say(voice(one if len(changed) == 1 else many, count=len(changed)))
        self.offered.show()
        self.taking.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_offer(self) -> None:
        """Writes what the file says."""
        self.offered.hide()
        self.table.grid.accept()
        self.write()
        self.first()

    def drop_offer(self) -> None:
        """Leaves the register as it is."""
        self.offered.hide()
        self.table.grid.offer({})
        self.first()

    def _folder(self) -> str:
        return self._kit.memory.text("folder", dialogs.documents())


def _shortened(text: str, longest: int = _LONGEST) -> str:
    """As much of a text as has room, ending with a whole word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rpartition(" ")[0] + " …"
