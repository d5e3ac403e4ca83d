"""All reminders of a day: who is reminded of what, ticked; numbered, printed and saved in one go; what came of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui import dialogs
from ui.fields import DateField, Labelled
from ui.fields.flow import flow
from ui.kit import Kit
from ui.letter_book import Batch, Choice
from ui.letters.kinds import late_words
from ui.line_list import Line, LineList, Lines
from ui.names import file_name
from ui.parts import Button, Text, card, row
from ui.printing import Printing
from ui.switch import Switch
from ui.theme import GAP, ROOM, STEP
from ui.worker import Task

#: In a lower window nothing is left above the card.
_LOW = 600


class _Parties(LineList[Choice]):
    """Space ticks a line or lets it go; a click does, too."""

    turned = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
        else:
            super().keyPressEvent(event)


class Reminders(QWidget):
    """The panel."""

    left = Signal()
    refused = Signal(object)
    told = Signal(str, object)

    def __init__(self, kit: Kit, printing: Printing) -> None:
        super().__init__()
        self._kit, self._printing = kit, printing
        self._voice, self._worker, self._book = kit.voice, kit.worker, kit.book.letters
        voice, look = kit.voice, kit.look
        self._late: tuple[Choice, ...] = ()
        self._out: set[str] = set()
        self._asked = False
        name = voice(N_("All reminders of a day"))
        self.setAccessibleName(name)
        self.day = DateField(voice(N_("Day")), look, voice)
        self.day.typed.connect(lambda _: self._ask())
        self.said = Text(role="muted")
        self.list = _Parties(look, Lines[Choice](), voice(N_("Who is reminded")))
        self.list.setObjectName("meetings")
        self.list.turned.connect(self._turn)
        self.list.asked.connect(lambda _: self._turn())
        self.all = Button(voice(N_("All or none")), look, role="small", icon="check", keys="Ctrl+A")
        self.all.clicked.connect(self._turn_all)
        self.numbered = Switch(voice(N_("Give each its number now")), look)
        #: Shown where something is late of which the minutes are not signed yet.
        self.signed = Switch(voice(N_("Only of signed minutes")), look)
        self.signed.toggled.connect(lambda _: self._fill())
        self.signed.hide()
        self.printing = Button(voice(N_("Print all")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.one = Button(voice(N_("One PDF of all")), look, icon="file-down", keys="Ctrl+S", shows_keys=False)
        self.each = Button(voice(N_("A PDF for each")), look, icon="folder-open")
        self.drop = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.printing.clicked.connect(partial(self._make, "print"))
        self.one.clicked.connect(partial(self._make, "pdf"))
        self.each.clicked.connect(partial(self._make, "each"))
        self.drop.clicked.connect(self.left)
        #: What came of it.
        self.made = Text(role="muted", name=voice(N_("What was made")))
        self.made.hide()
        frame = card(
            Text(name, "title"),
            Labelled(voice(N_("Day")), self.day, hint=voice(N_("What was due before this day is late."))),
            self.said,
            self.list,
            name=name,
        )
        inner = frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, GAP, ROOM, GAP)
        inner.setStretch(3, 1)
        inner.addLayout(row(self.numbered, self.signed, 1, self.all))
        inner.addWidget(self.made)
        inner.addLayout(flow(self.printing, self.one, self.each, self.drop))
        frame.setMaximumWidth(760)
        frame.setMinimumWidth(480)
        self._stack = QVBoxLayout(self)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        self._stack.addLayout(middle, 1)

    def resizeEvent(self, event: object) -> None:
        low = self.height() < _LOW
        self._stack.setContentsMargins(GAP, STEP if low else ROOM, GAP, STEP if low else ROOM)
        super().resizeEvent(event)  # type: ignore[arg-type]

    def ask(self) -> None:
        """From the beginning: today."""
        self.made.hide()
        self._out = set()
        self._worker.ask(self._kit.book.today, self._on, topic="reminders")

    def _on(self, today: object) -> None:
        self.day.show_marked(self._voice.date(today))  # type: ignore[arg-type]
        self._ask()

    def first(self) -> None:
        """Where the keyboard begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        if day := self.day.day():
            self._worker.ask(partial(self._book.late, day), self._show, otherwise=self.refused.emit, topic="late")

    def _show(self, late: tuple[Choice, ...]) -> None:
        # Who was reminded on that day already is left out, until somebody wants it printed again.
        known = {one.id for one in self._late}
        self._out |= {one.id for one in late if one.state and one.id not in known}
        self._late = late
        self._fill()
        self.list.show_at(self.list.rows.find(lambda _: True))

    def _fill(self) -> None:
        at = self.list.currentIndex().row()
        self.list.rows.show_lines(map(self._line, self._late))
        if 0 <= at < len(self._late):
            self.list.show_at(self.list.rows.index(at))
        chosen = self._chosen()
        none = N_("Nothing is late on this day, so nobody is to be reminded.")
        few = N_("{number} of {all} will be reminded. Space takes one out or in.")
        self.said.say(self._voice(few if self._late else none, number=len(chosen), all=len(self._late)))
        unsigned = dict.fromkeys(title for one in self._late for title in one.unsigned)
        self.signed.setVisible(bool(unsigned))
        if unsigned:
            sentence = N_("Minutes that are not signed yet: {meetings}.")
            self.said.say(f"{self.said.plain} {self._voice(sentence, meetings='; '.join(unsigned))}")
        self.list.setVisible(bool(self._late))
        for button in (self.printing, self.one, self.each):
            button.setEnabled(bool(chosen))
        self.all.setEnabled(bool(self._late))

    def _line(self, one: Choice) -> Line[Choice]:
        voice = self._voice
        out = self._is_out(one)
        words = voice(N_("Not this time")) if out else late_words(one, voice)
        tone = "" if out else "late"
        ticked = voice(N_("left out")) if out else voice(N_("will be reminded"))
        head = f"{'○' if out else '✓'} {one.name}"
        done = voice(N_("reminded on this day by {number}"), number=one.state) if one.state else ""
        about = " · ".join(part for part in (one.about, done) if part)
        spoken = ", ".join(part for part in (one.name, late_words(one, voice), ticked, done) if part)
        return Line(head, one, words, tone, (escape(about),) if about else (), spoken)

    def _chosen(self) -> list[str]:
        return [one.id for one in self._late if not self._is_out(one)]

    def _is_out(self, one: Choice) -> bool:
        return one.id in self._out or (one.unsigned_alone and self.signed.isChecked())

    def _turn(self) -> None:
        if one := self.list.now():
            self._out ^= {one.id}
            self._fill()

    def _turn_all(self) -> None:
        self._out = {one.id for one in self._late} if not self._out else set()
        self._fill()

    # Making them

    def _make(self, way: str) -> None:
        day, chosen = self.day.day(), self._chosen()
        if day is None or not chosen:
            return
        voice, numbered = self._voice, self.numbered.isChecked()
        stopped = N_("Stopped. Nothing was printed.")
        if numbered:
            stopped = N_("Stopped. Those that have their number stand among the papers.")
        task = Task(voice(N_("Making the reminders …")), voice(stopped))
        signed_only = self.signed.isChecked() and not self.signed.isHidden()
        job = partial(self._book.reminders, day, chosen, numbered=numbered, signed_only=signed_only, step=task.step)
        self._worker.ask(job, partial(self._made, way), otherwise=self.refused.emit, task=task)

    def _made(self, way: str, batch: Batch) -> None:
        voice = self._voice
        pages = sum(one.pages for one in batch.made)
        count = len(batch.made)
        said = N_("{number} reminders on {pages} pages were made.")
        if count == 1:
            said = N_("1 reminder on {pages} pages was made.") if pages > 1 else N_("1 reminder on 1 page was made.")
        told = [voice(said, number=count, pages=pages)]
        if all(one.number for one in batch.made):
            told.append(voice(N_("The numbers stand beside the names.")))
        self.made.say(" ".join(told))
        self.made.show()
        self._ask()
        name = file_name(voice(N_("Reminders")), self.day.line.text())
        if batch.paper is None:
            return
        if way == "print":
            self._printing.ask_printer(batch.paper, name)
        elif way == "pdf":
            self._printing.ask_pdf(batch.paper, name)
        else:
            self._ask_folder(batch)

    def _ask_folder(self, batch: Batch) -> None:
        voice = self._voice
        folder = dialogs.last_folder(self._kit.memory, "folder")
        dialog = dialogs.for_folder(self.window(), voice, folder)
        dialog.setWindowTitle(voice(N_("Folder for the reminders")))
        dialog.fileSelected.connect(lambda path: self.save_each(Path(path), batch))
        self._printing.open(dialog)

    def save_each(self, folder: Path, batch: Batch) -> None:
        """Each paper into a file of its own."""
        voice = self._voice
        task = Task(voice(N_("Saving …")), voice(N_("Stopped. The files that were written are kept.")))
        few = N_("Saved {number} files in {folder}")

        def told(written: tuple[Path, ...]) -> None:
            self.told.emit(voice(few, number=len(written), folder=str(folder)), None)

        job = partial(self._book.write_each, folder, batch, task.step)
        self._worker.ask(job, told, otherwise=self.refused.emit, task=task)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
