"""The register of a decision as a screen: the table, its years, what it is of, and its ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.obligations import words
from ui.kit import Kit
from ui.names import file_name
from ui.parts import Button, Label, Text, card, row
from ui.printing import Printing
from ui.quiet import Nothing
from ui.registers.jobs import Sheet, Wanted
from ui.registers.offer import Offer
from ui.registers.view import RegisterGrid
from ui.registers.ways import Ways
from ui.say import shortened
from ui.theme import GAP, HALF, STEP, restyle

if TYPE_CHECKING:
    from pathlib import Path

    from koyradesk.obligations.filling import Value
    from koyradesk.obligations.matrix import Place
    from koyradesk.obligations.sheet import Changed
    from ui.decisions.shapes import Step

#: Milliseconds of rest after which what was filled in is written.
REST = 1_500
#: Milliseconds that a closing window waits for its last write.
_PATIENCE = 10_000
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
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Register")))
        self._wanted = Wanted("")
        self._sheet: Sheet | None = None
        self._steps: list[Step] = []
        #: What is on its way to the book.
        self._flying: list[dict[Place, Value]] = []
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
        self.excel = Button(voice(N_("Excel")), look, icon="sheet", keys="Ctrl+E", shows_keys=False)
        self.saving = Button(
            voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S", shows_keys=False
        )
        self.word = Button(voice(N_("Save for Word")), look, role="quiet", icon="save", keys="Ctrl+Shift+W",
                           shows_keys=False)  # fmt: skip
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.table = RegisterGrid(voice, look)
        self.said = Text(role="small", name=voice(N_("The chosen cell")))
        self.hint = Text(role="said")
        self.offer = Offer(voice, look)
        self.ways = Ways(self, kit, printing, lambda: self._wanted, self._name)
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
        whole.addWidget(self.offer)
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
        self.table.proofs_given.connect(self._prove)
        self.proving.clicked.connect(self.ask_proof)
        for button, way in (
            (self.excel, self.ways.excel),
            (self.reading, self.ways.ask_file),
            (self.printing, self.ways.print),
            (self.saving, self.ways.pdf),
            (self.word, self.ways.word),
        ):
            button.clicked.connect(partial(self._out, way))
        self.offer.taken.connect(self.take_offer)
        self.offer.dropped.connect(self.drop_offer)
        self.ways.told.connect(self.told)
        self.ways.refused.connect(self.refused)
        self.ways.found.connect(self._offer)
        self.ways.proven.connect(self._proven)
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

    def settled(self) -> bool:
        """Whether nothing waits to be written."""
        return not self.table.grid.pending and not self._flying

    def written(self) -> bool:
        """Writes all that was filled in and waits for it; False where the disk does not take it, or not in time."""
        if self.isVisible():
            # What is being typed into a cell is filled in.
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.write()
        limit = QDeadlineTimer(_PATIENCE)
        while self._flying and not limit.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        return self.settled()

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
        self.title.say(shortened(plain(matrix.told.text), _LONGEST) or plain(matrix.told.topic))
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
        cells = {place: value for place, value in self.table.grid.taken().items() if not self._flies(place, value)}
        if cells:
            self._flying.append(cells)
            job = partial(self._kit.book.fills.fill, self._wanted, cells)
            ended = partial(self._flying.remove, cells)
            self._kit.worker.ask(
                job, partial(self._filled, cells), otherwise=partial(self._unwritten, cells), broken=ended
            )

    def _flies(self, place: Place, value: Value) -> bool:
        """Is it on its way to the book already?"""
        return any(cells.get(place, ...) == value for cells in self._flying)

    def _filled(self, cells: dict[Place, Value], step: Step | None) -> None:
        self._flying.remove(cells)
        if step is not None:
            self._steps.append(step)
        self.table.grid.settle(cells)
        self._look()

    def _unwritten(self, cells: dict[Place, Value], error: UserError) -> None:
        # It stays in its cells and is tried again with the next.
        self._flying.remove(cells)
        self.refused.emit(error)

    def undo(self) -> None:
        """Takes back what was written last; what still waits is written before."""
        self.write()
        # Answers come in the order of the questions.
        self._kit.worker.ask(lambda: None, lambda _: self._undo())

    def _undo(self) -> None:
        if not self._steps:
            self.told.emit(self._kit.voice(N_("There is nothing to take back here.")), None)
            return
        job = partial(self._kit.book.fills.take_back, self._steps.pop())
        self._kit.worker.ask(job, lambda _: self._undone(), otherwise=self.refused.emit)

    def _undone(self) -> None:
        self.told.emit(self._kit.voice(N_("Taken back.")), None)
        self._look()

    # Photos, files, and the ways out

    def ask_proof(self) -> None:
        """Asks for the photos and files that prove the chosen cell."""
        index = self.table.currentIndex()
        place = self.table.grid.place(index)
        if place is not None and self.table.grid.may_fill(index):
            self.write()
            self.ways.ask_proof(place)

    def _prove(self, files: list[Path]) -> None:
        """Photos and files were dropped on the chosen cell, or copied into it."""
        index = self.table.currentIndex()
        place = self.table.grid.place(index)
        if place is not None and self.table.grid.may_fill(index):
            self.write()
            self.ways.prove(place, files)

    def _proven(self, step: Step | None) -> None:
        if step is not None:
            self._steps.append(step)
        self.told.emit(self._kit.voice(N_("Kept with the report. It comes into the illustrated return.")), None)
        self._look()

    def _out(self, way: Callable[[], None]) -> None:
        """What was filled in goes along."""
        self.write()
        way()

    def _name(self) -> str:
        sheet, voice = self._sheet, self._kit.voice
        if sheet is None:
            return voice(N_("Register"))
        about = plain(sheet.matrix.told.topic) or shortened(plain(sheet.matrix.told.text), 40)
        return file_name(voice(N_("Register")), about, self.year.text() if sheet.year is not None else "")

    def _offer(self, changed: tuple[Changed, ...]) -> None:
        if not changed:
            self.told.emit(self._kit.voice(N_("The file says what the register says already.")), None)
            return
        self.table.grid.offer({one.place: one.after for one in changed})
        self.offer.show_count(len(changed))

    def take_offer(self) -> None:
        """Writes what the file says."""
        self.offer.hide()
        self.table.grid.accept()
        self.write()
        self.first()

    def drop_offer(self) -> None:
        """Leaves the register as it is."""
        self.offer.hide()
        self.table.grid.offer({})
        self.first()
