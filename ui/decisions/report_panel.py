"""What was told of one row or of many: how much, in which words, who told it and how, and the files that prove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations.shapes import Channel, MeasureKind
from ui import dialogs
from ui.decisions.choices import Choices
from ui.decisions.side import Panel, foot, point, reveal, whole
from ui.fields import DateField, Form, LineField
from ui.parts import Button, Text, empty, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

_CHANNELS: tuple[tuple[Channel, str], ...] = (
    ("phone", N_("Telephone")),
    ("letter", N_("Letter")),
    ("email", N_("E-mail")),
    ("visit", N_("Visit")),
    ("meeting", N_("Meeting")),
)
_STATES = (("", N_("Under way")), ("done", N_("Carried out")))


@dataclass(frozen=True, slots=True)
class Told:
    """A report as it was typed."""

    on: date
    value: int | None
    done: bool
    text: str
    reporter: str
    channel: Channel
    files: tuple[Path, ...]


class ReportPanel(Panel):
    """Enter writes it; what does not change from one report to the next stays."""

    asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._measure: MeasureKind = "yes_no"
        self._files: list[Path] = []
        self.setAccessibleName(voice(N_("Write progress")))
        self.setAcceptDrops(True)
        self.value = LineField(voice(N_("How much so far")), look)
        self.state = Choices(voice(N_("How far it is")), look, [(one, voice(name)) for one, name in _STATES])
        self.words = LineField(voice(N_("In words")), look, hint=voice(N_("What was done, what is missing")))
        self.channel = Choices(voice(N_("How it was told")), look, [(one, voice(name)) for one, name in _CHANNELS])
        self.reporter = LineField(voice(N_("Who told it")), look)
        self.date = DateField(voice(N_("Told on")), look, voice)
        self.hint = Text(voice(N_("Drop files and photos here that prove it.")), "small")
        self.adding = Button(voice(N_("Add files")), look, icon="paperclip")
        self.wrong = Text(role="error")
        self.writing = Button(voice(N_("Write down")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Finish")), look, keys="Escape", owns_keys=False)
        self._proofs = QVBoxLayout()
        self._proofs.setSpacing(HALF)
        self._build()
        for field in (self.value, self.words, self.reporter, self.date.line):
            field.textChanged.connect(lambda _: self.refuse(None))
        self.adding.clicked.connect(self.choose)
        self.writing.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def _build(self) -> None:
        voice = self._voice
        form = self._form = Form(voice(N_("Write progress")))
        self._value_row = form.add(self.value.accessibleName(), self.value, width=2)
        self._state_row = form.add(self.state.accessibleName(), self.state, width=2)
        self._words_row = form.add(self.words.accessibleName(), self.words, width=2)
        form.add(self.channel.accessibleName(), self.channel, width=2)
        form.add(self.reporter.accessibleName(), self.reporter)
        self._date_row = form.add(self.date.line.accessibleName(), self.date, beside=True)
        box = QFrame()
        box.setAccessibleName(voice(N_("Proof")))
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(HALF)
        inside.addLayout(self._proofs)
        across = row(self.hint, self.adding)
        across.setStretch(0, 1)
        across.setAlignment(self.hint, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(across)
        self.wrong.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(form)
        stack.addWidget(box)
        stack.addWidget(self.wrong)
        self.foot = foot(self.accessibleName(), self.writing, self.leaving)
        stack.addStretch(1)

    # What it is about

    def begin(self, measure: MeasureKind, target: int, reporter: str, today: date) -> None:
        """Ready for other rows: what was told is empty; how and when stay."""
        voice = self._voice
        self._measure = measure
        counted = measure in ("count", "percent")
        self._value_row.setVisible(counted)
        label = voice(N_("How much so far"))
        if counted:
            of = voice(N_("{percent} %"), percent=target) if measure == "percent" else voice.digits(target)
            label = voice(N_("How much so far, of {target}"), target=of)
        self._value_row.label.say(label)
        self.state.choose("")
        for field in (self.value, self.words):
            field.show_marked("")
        self.reporter.show_marked(reporter)
        if not self.date.line.text().strip():
            self.date.show_marked(voice.date(today))
        self._files = []
        self._show_files()
        self.refuse(None)

    def first(self) -> None:
        """Where the keyboard begins."""
        if self._measure in ("count", "percent"):
            self.value.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.state.begin()

    def refuse(self, error: UserError | None) -> None:
        """Why it was not written; None for nothing."""
        for one in (self._value_row, self._words_row, self._date_row):
            one.say_error("")
        self.wrong.say("")
        self.wrong.hide()
        if error is None:
            return
        sentence = self._voice.refusal(error)
        if self.value.text().strip() and self._value_row.isVisibleTo(self) and self._is_of_value(error):
            point(self._value_row, sentence)
        else:
            self.wrong.say(sentence)
            self.wrong.show()
            reveal(self.wrong)

    def _is_of_value(self, error: UserError) -> bool:
        return "value" in error.parts

    # Files

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that prove it."""
        return tuple(self._files)

    def choose(self) -> None:
        """Asks for files."""
        dialog = dialogs.for_files(self, self._voice, dialogs.documents())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self.give([Path(one) for one in paths]))
        self._dialog: QFileDialog = dialog
        dialogs.show(dialog)

    def give(self, paths: Sequence[Path]) -> None:
        """Files that prove it."""
        self._files += [path for path in paths if path not in self._files]
        self._show_files()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.give([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _show_files(self) -> None:
        empty(self._proofs)
        for path in self._files:
            made = QWidget()
            made.setAccessibleName(path.name)
            words = self._voice(N_("Take out {name}"), name=path.name)
            taking = Button(words, self._look, role="quiet", icon="x")
            taking.clicked.connect(partial(self._take_out, path))
            across = row(Text(path.name), taking)
            across.setStretch(0, 1)
            made.setLayout(across)
            self._proofs.addWidget(made)

    def _take_out(self, path: Path) -> None:
        self._files.remove(path)
        self._show_files()
        self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    # What was typed

    def ask(self) -> None:
        """Asks for it to be written, unless something cannot be understood."""
        self.refuse(None)
        day = self.date.day()
        if day is None:
            point(self._date_row, self._voice(N_("The date is not understood. Type it like 25/11/2026.")))
            return
        value = None
        typed = self.value.text().strip(" %")
        if self._measure in ("count", "percent") and typed:
            try:
                value = whole(typed)
            except UserError as error:
                point(self._value_row, self._voice.refusal(error))
                return
        channel = next(one for one, _ in _CHANNELS if one == self.channel.value)
        told = Told(day, value, self.state.value == "done", self.words.text().strip(), self.reporter.text().strip(),
                    channel, self.files)  # fmt: skip
        self.asked.emit(told)
