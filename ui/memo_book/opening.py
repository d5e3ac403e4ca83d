"""A file is opened: its code, what it is about, the first number used here. The same form changes what is known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk import memo_numbers
from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui.fields import Form, LineField
from ui.fields.flow import flow
from ui.memo_book.code_field import CodeField
from ui.parts import Button, Text, card
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens


class OpenFile(QWidget):
    """The form; nothing is written before Enter."""

    #: Code, title as stored text, the first number or None.
    asked = Signal(str, str, object)
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Open a file")))
        self.heading = Text(role="title")
        self.code = CodeField(voice, look)
        self.title = LineField(voice(N_("What the file is about")), look)
        self.first_number = LineField(voice(N_("First number here")), look)
        self.opening = Button(voice(N_("Open the file")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Leave it as it is")), look, keys="Escape", owns_keys=False, shows_keys=False)
        form = Form(voice(N_("Open a file")))
        self._code_row = form.add(voice(N_("Code of the file")), self.code)
        form.add(voice(N_("What the file is about")), self.title)
        hint = voice(N_("Empty: the file begins with 1. In mid-year: the number after the last one in the register."))
        self._first_row = form.add(voice(N_("First number here")), self.first_number, hint=hint)
        frame = card(self.heading, name=voice(N_("Open a file")))
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setSpacing(GAP)
        inside.addWidget(form)
        inside.addLayout(flow(self.opening, self.leaving))
        frame.setMaximumWidth(760)
        inner = QWidget()
        inner.setAccessibleName(voice(N_("Open a file")))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(frame)
        column.addStretch(1)
        # In a low window one scrolls.
        area = QScrollArea()
        area.setAccessibleName(voice(N_("Open a file")))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(area)
        for line in (self.code.line, self.title, self.first_number):
            line.confirmed.connect(self._ask)
        self.code.numbered.connect(self._take_issue)
        self.opening.clicked.connect(self._ask)
        self.leaving.clicked.connect(self.dropped)
        self.show_file("", "", None)

    def show_file(self, code: str, title: str, first: int | None) -> None:
        """For a new file, or for one that is known: its code stays."""
        voice = self._voice
        self.heading.say(voice(N_("Change the file") if code else N_("Open a file")))
        self.opening.setText(voice(N_("Keep it so") if code else N_("Open the file")))
        self.opening.setAccessibleName(self.opening.text())
        self.leaving.setText(voice(N_("Leave it as it is") if code else N_("Go back")))
        self.leaving.setAccessibleName(self.leaving.text())
        self.code.show_code(code)
        self.code.line.set_frozen(bool(code))
        self.title.show_marked(title)
        self.first_number.show_marked("" if first is None else to_bengali(first))
        self.refuse("")

    def start(self) -> None:
        """Puts the keyboard where typing begins."""
        (self.title if self.code.line.frozen else self.code.line).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why the file could not be opened; "" for nothing."""
        self._code_row.say_error(sentence)
        if not sentence:
            self._first_row.say_error("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _take_issue(self, issue: int) -> None:
        if not self.first_number.text().strip():
            self.first_number.show_marked(to_bengali(issue + 1))

    def _ask(self) -> None:
        self.refuse("")
        self.code.settle()
        typed = self.first_number.text().strip()
        first = memo_numbers.issue(typed) if typed else None
        if typed and first is None:
            sentence = N_("“{text}” is no number. Type the first number used here, like 412.")
            self._first_row.say_error(self._voice(sentence, text=typed))
            self.first_number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.asked.emit(self.code.text(), self.title.marked(), first)
