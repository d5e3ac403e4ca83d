"""The files (নথি) at the left; at the right every number of the chosen one, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.digits import run, to_bengali
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.meeting_list import STATES
from ui.memo_book.entry import Entry
from ui.memo_book.opening import OpenFile
from ui.memo_book.register import Column, Headings, Register
from ui.notice import Action
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.theme import HALF, STEP

if TYPE_CHECKING:
    from koyradesk.file_numbers import Kept
    from koyradesk.memo_book import Line as Number
    from koyradesk.memo_book import Summary
    from ui.memo_book.jobs import Shelf

#: What became of a number that no paper here has; of the others, their paper's state is told.
_OTHERS = {
    "outside": (N_("Used outside"), ""),
    "reserved": (N_("Reserved"), "wait"),
    "void": (N_("Void"), "quiet"),
    "missing": (N_("Not accounted for"), "late"),
}
#: How wide the list at the left is, in a window and in a narrow one; narrower than ``_NARROW`` the page is one.
_LEFT, _LEAST, _NARROW = 320, 272, 1_000
#: Lower than this, the file's name makes room for what is written in; the list at the left still tells it.
_LOW = 460


class FilesPage(QWidget):
    """Shows a shelf; every write is followed by a new look at it."""

    told = Signal(str, object)
    refused = Signal(object)
    #: The paper that has a number: kind, meeting, letter.
    paper_asked = Signal(str, str, str)
    #: Another file is chosen, or none.
    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Files and numbers")))
        self._shelf: Shelf | None = None
        self._code = ""
        #: The jobs that take back what was written, the newest last, and what to say then.
        self._undo: list[Callable[[], Any]] = []
        self.opening = Button(voice(N_("Open a file")), look, role="primary", icon="plus", keys="Ctrl+Insert")
        self.files: LineList[Summary] = LineList(look, Lines(), voice(N_("Files")))
        self.files.setObjectName("meetings")
        self.form = OpenFile(voice, look)
        self.code = Text(role="heading", name=voice(N_("Code of the file")))
        self.facts = Text(role="muted")
        self.changing = Button(voice(N_("Change the file")), look, role="quiet", icon="pencil")
        self.closing = Button(voice(N_("Close the file")), look, role="small")
        self.writing = Button(voice(N_("Write in")), look, icon="plus", keys="Insert")
        self.acting = Button("", look, keys="Return", owns_keys=False)
        self.taking = Button(voice(N_("Take it back")), look, keys="Delete", owns_keys=False)
        self.register: Register[Number] = Register(look, self._columns(), voice(N_("Numbers of the file")))
        self.chosen = Text(role="small")
        self.entry = Entry(voice, look)
        self.entry.hide()
        self.nothing = Nothing()
        self.nothing.say(voice(N_("No file yet. Open one by the code on its cover, and its first number here.")))
        self._build()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        voice = self._kit.voice
        return (
            Column(voice(N_("Number")), 70),
            Column(voice(N_("Date")), 84),
            Column(voice(N_("To whom")), 1),
            Column(voice(N_("Subject")), 1.3),
            Column(voice(N_("What became of it")), 128),
        )

    def _build(self) -> None:
        left = self._left = QWidget()
        left.setAccessibleName(self.files.accessibleName())
        self.opening.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.opening)
        column.addWidget(self.files, 1)
        self.numbers = QWidget()
        self.numbers.setAccessibleName(self.register.accessibleName())
        shown = QVBoxLayout(self.numbers)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.setSpacing(HALF)
        top = row(self.code, self.changing, self.closing, spacing=HALF)
        top.setStretch(0, 1)
        shown.addLayout(top)
        shown.addWidget(self.facts)
        shown.addWidget(Headings(self._kit.look, self.register))
        shown.addWidget(self.register, 1)
        self.below = QWidget()
        self.below.setAccessibleName(self._kit.voice(N_("The chosen line")))
        below = row(self.chosen, self.acting, self.taking, self.writing)
        below.setStretch(0, 1)
        self.below.setLayout(below)
        shown.addWidget(self.below)
        shown.addWidget(self.entry)
        self.right = QStackedWidget()
        self.right.setAccessibleName(self._kit.voice(N_("The chosen file")))
        for one in (self.nothing, self.numbers, self.form):
            self.right.addWidget(one)
        across = row(left, self.right, spacing=2 * STEP)
        across.setStretch(1, 1)
        self.setLayout(across)

    def _connect(self) -> None:
        self.opening.clicked.connect(self.open_file)
        self.form.asked.connect(self._open)
        self.form.dropped.connect(self._leave_form)
        self.files.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.files.asked.connect(lambda _: self.register.setFocus(Qt.FocusReason.OtherFocusReason))
        self.changing.clicked.connect(self._change)
        self.closing.clicked.connect(self._close)
        self.register.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.register.asked.connect(lambda _: self._act())
        self.register.unwanted.connect(self.take_back)
        self.acting.clicked.connect(self._act)
        self.taking.clicked.connect(self.take_back)
        self.writing.clicked.connect(self.write_in)
        self.entry.asked.connect(self._account)
        self.entry.dropped.connect(self._leave_entry)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def file(self) -> str:
        """The code of the file on show; "" for none."""
        return self._code if self._shelf is not None and self._shelf.code else ""

    def first(self) -> None:
        """Where the keyboard begins."""
        if self.right.currentWidget() is self.form:
            self.form.start()
        else:
            known = self._shelf is not None and self._shelf.files
            (self.files if known else self.opening).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._left.setFixedWidth(_LEAST if self.width() < _NARROW else _LEFT)

    # What is shown

    def renew(self) -> None:
        """Asks anew for what is on show."""
        self._kit.worker.ask(partial(self._look, self._code), self._take, topic="memo book")

    def _look(self, code: str) -> tuple[Shelf, list[Line[Number]]]:
        """On the worker's thread: thousands of lines are worded there."""
        shelf = self._kit.book.registers.shelf(code)
        return shelf, [self._line(one) for one in shelf.lines]

    def _take(self, found: tuple[Shelf, list[Line[Number]]]) -> None:
        shelf, rows = found
        another = self._shelf is None or self._shelf.code != shelf.code
        held = None if another else self.register.now()
        self._shelf, self._code = shelf, shelf.code
        self.files.selectionModel().blockSignals(True)
        self.files.rows.show_lines(self._file(one) for one in shelf.files)
        self.files.show_at(self.files.rows.find(lambda one: one.code == shelf.code))
        self.files.selectionModel().blockSignals(False)
        self.files.viewport().update()
        self.register.show_rows(rows)
        if held is not None:
            self.register.show_at(self.register.rows.find(lambda one: one.first >= held.first))
        elif rows:
            # The newest number is what one comes for.
            self.register.show_at(self.register.rows.index(len(rows) - 1))
        self._head(shelf)
        if self.right.currentWidget() is not self.form:
            self.right.setCurrentWidget(self.numbers if shelf.code else self.nothing)
        self._tell()
        self.changed.emit()

    def _file(self, one: Summary) -> Line[Summary]:
        voice = self._kit.voice
        numbers = to_bengali(run(one.first, one.last)) if one.last >= one.first else voice(N_("no number yet"))
        pill = (
            voice(N_("{count} missing"), count=one.missing)
            if one.missing
            else voice(N_("Closed"))
            if one.closed
            else ""
        )
        tone = "late" if one.missing else "quiet" if one.closed else ""
        about = [one.title, numbers + (" · " + voice(N_("Closed")) if one.closed and one.missing else "")]
        code = to_bengali(one.code)
        spoken = ", ".join(part for part in (code, plain(one.title), numbers, pill) if part)
        return Line(code, one, pill, tone, tuple(part for part in about if part), spoken)

    def _line(self, one: Number) -> Line[Number]:
        voice = self._kit.voice
        numbers = to_bengali(run(one.first, one.last))
        name, tone = _OTHERS.get(one.state) or STATES[one.paper or "draft"]
        day = voice.digits(f"{one.date:%d/%m/%Y}") if one.date else ""
        about = " · ".join(" ".join(plain(text).split()) for text in (one.subject, one.remark) if text)
        cells = (day, " ".join(plain(one.to).split()), about)
        spoken = ", ".join(part for part in (numbers, voice(name), *cells) if part)
        return Line(numbers, one, voice(name), tone, cells, spoken)

    def _head(self, shelf: Shelf) -> None:
        voice = self._kit.voice
        file = self._summary()
        if file is None:
            return
        self.code.say(" · ".join(part for part in (to_bengali(file.code), plain(file.title)) if part))
        facts = []
        if file.last >= file.first:
            sentence = N_("Numbers {first}–{last}")
            facts.append(voice(sentence, first=to_bengali(file.first), last=to_bengali(file.last)))
        if file.missing == 1:
            facts.append(voice(N_("nobody accounts for 1 of them")))
        elif file.missing:
            facts.append(voice(N_("nobody accounts for {count} of them"), count=file.missing))
        elif facts:
            facts.append(voice(N_("every number is accounted for")))
        if file.closed:
            facts.append(voice(N_("closed: no more numbers are taken")))
        self.facts.say(" · ".join(facts) or voice(N_("No number was taken yet.")))
        self.closing.setText(voice(N_("Open it again") if file.closed else N_("Close the file")))
        self.closing.setAccessibleName(self.closing.text())
        self.closing.updateGeometry()

    def _summary(self) -> Summary | None:
        files = self._shelf.files if self._shelf else ()
        return next((one for one in files if one.code == self._code), None)

    def _choose(self) -> None:
        now = self.files.now()
        if now is not None and now.code != self._code:
            self._code = now.code
            self.right.setCurrentWidget(self.numbers)
            self._show_entry(False)
            self.renew()

    def _tell(self) -> None:
        """Of the chosen line all that the row may have had no room for, and what can be done with it."""
        voice, now = self._kit.voice, self.register.now()
        missing = now is not None and now.state == "missing"
        self.acting.setVisible(now is not None and (missing or bool(now.memo)))
        self.taking.setVisible(now is not None and bool(now.record))
        self.acting.setText(voice(N_("Account for it") if missing else N_("Open the paper")))
        self.acting.setAccessibleName(self.acting.text())
        self.acting.updateGeometry()
        parts = (now.number, now.to, now.subject, now.remark) if now else ()
        self.chosen.say(" · ".join(" ".join(plain(part).split()) for part in parts if part))

    # Files

    def open_file(self) -> None:
        """The form for a new file."""
        self.form.show_file("", "", None)
        self.right.setCurrentWidget(self.form)
        self.form.start()

    def _change(self) -> None:
        if (file := self._summary()) is not None:
            self.form.show_file(file.code, file.title, file.first if file.opened else None)
            self.right.setCurrentWidget(self.form)
            self.form.start()

    def _leave_form(self) -> None:
        self.right.setCurrentWidget(self.numbers if self.file else self.nothing)
        self.first()

    def _open(self, code: str, title: str, first: int | None) -> None:
        file = self._summary()
        closed = self.form.code.line.frozen and file is not None and file.closed
        job = partial(self._kit.book.registers.open_file, code, title, first, closed=closed)
        self._kit.worker.ask(job, self._opened, otherwise=lambda error: self.form.refuse(self._refusal(error)))

    def _opened(self, file: Any) -> None:
        self._code = file.code
        self.right.setCurrentWidget(self.numbers)
        self.told.emit(self._kit.voice(N_("The file {file} is open."), file=to_bengali(file.code)), None)
        self.renew()
        self.first()

    def _close(self) -> None:
        """Closes the file, or opens it again; the same button takes it back."""
        if (file := self._summary()) is None:
            return
        job = partial(self._kit.book.registers.open_file, file.code, file.title, None, closed=not file.closed)
        back = partial(self._kit.book.registers.open_file, file.code, file.title, None, closed=file.closed)
        sentence = N_("The file {file} is open again.") if file.closed else N_("The file {file} is closed.")
        self._do(job, back, self._kit.voice(sentence, file=to_bengali(file.code)))

    # Numbers

    def write_in(self) -> None:
        """Ready for what the paper register says of the next number that nobody accounts for."""
        if not self.file:
            return
        self._begin(*self._next(0))

    def _act(self) -> None:
        """What Enter does on a line: to its paper, or to account for it."""
        now = self.register.now()
        if now is None:
            return
        if now.state == "missing":
            self._begin(now.first, now.last)
        elif now.memo:
            self.paper_asked.emit(now.kind, now.meeting, now.letter)

    def _begin(self, first: int, last: int | None = None) -> None:
        self.entry.begin(self._code, first, last)
        self._show_entry(True)
        self.entry.start()

    def _next(self, after: int) -> tuple[int, int | None]:
        """The next number that is to be written in: the first one missing, else the one after the last."""
        lines = self._shelf.lines if self._shelf else ()
        missing = next((one for one in lines if one.state == "missing" and one.last > after), None)
        if missing is not None:
            return max(missing.first, after + 1), None
        file = self._summary()
        return max(file.last + 1 if file else 1, after + 1), None

    def _show_entry(self, shown: bool) -> None:
        # On a small screen there is room for one of the two.
        self.entry.setVisible(shown)
        for one in (self.below, self.facts):
            one.setVisible(not shown)
        low = shown and self.height() < _LOW
        for one in (self.code, self.changing, self.closing):
            one.setVisible(not low)
        self.register.show_at(self.register.currentIndex())

    def _leave_entry(self) -> None:
        self._show_entry(False)
        self.register.setFocus(Qt.FocusReason.OtherFocusReason)

    def _account(self, wanted: Kept) -> None:
        job = partial(self._kit.book.registers.account, wanted)
        self._kit.worker.ask(job, self._accounted, otherwise=lambda error: self.entry.refuse(self._refusal(error)))

    def _accounted(self, kept: Kept) -> None:
        self._undo.append(partial(self._kit.book.registers.forget, kept.id))
        self._kit.worker.ask(partial(self._look, self._code), partial(self._written, kept), topic="memo book")

    def _written(self, kept: Kept, found: tuple[Shelf, list[Line[Number]]]) -> None:
        self._take(found)
        self.register.show_at(self.register.rows.find(lambda one: one.record == kept.id))
        if self.entry.isVisible():
            self.entry.go_on(self._next(kept.last)[0])

    def take_back(self) -> None:
        """Takes the chosen line back that was written in by hand."""
        now = self.register.now()
        if now is None or not now.record:
            return
        registers = self._kit.book.registers
        sentence = self._kit.voice(N_("What was written in for the number {number} is taken back."), number=now.first)
        self._do(partial(registers.forget, now.record), partial(registers.bring_back, now.record), sentence)

    def undo(self) -> None:
        """Takes back what was done last on this page."""
        if not self._undo:
            self.told.emit(self._kit.voice(N_("There is nothing to take back here.")), None)
            return
        job = self._undo.pop()
        self._kit.worker.ask(job, lambda _: self._undone(), otherwise=self.refused.emit)

    def _undone(self) -> None:
        self.told.emit(self._kit.voice(N_("Taken back.")), None)
        self.renew()

    def _do(self, job: Callable[[], Any], back: Callable[[], Any], sentence: str) -> None:
        def done(_: object) -> None:
            self._undo.append(back)
            self.told.emit(sentence, Action(self._kit.voice(N_("Undo")), self.undo))
            self.renew()

        self._kit.worker.ask(job, done, otherwise=self.refused.emit)

    def _refusal(self, error: UserError) -> str:
        return self._kit.voice.refusal(error)
