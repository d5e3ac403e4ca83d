"""Numbers for another computer of the office: a run of them, and which computer gives them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from ui.fields import Form, LineField
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import HALF, Tokens

#: So many numbers are proposed, from a round one on.
_RUN = 1000


class Reserving(QWidget):
    """One row that is written with Enter; Escape leaves it."""

    #: The first number, the last, what the system calls the computer.
    asked = Signal(int, int, str)
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        name = voice(N_("Numbers for another computer"))
        self.setAccessibleName(name)
        self.first = LineField(voice(N_("Number")), look)
        self.last = LineField(voice(N_("Up to number")), look)
        self.device = LineField(voice(N_("Which computer")), look)
        self.writing = Button(voice(N_("Write in")), look, keys="Return", owns_keys=False, shows_keys=False)
        self.wrong = Text(role="error")
        self.wrong.hide()
        form = Form(name)
        form.add(voice(N_("Number")), self.first)
        form.add(voice(N_("Up to number")), self.last, beside=True)
        form.add(voice(N_("Which computer")), self.device, beside=True)
        across = row(form, self.writing)
        across.setStretch(0, 1)
        across.setAlignment(self.writing, Qt.AlignmentFlag.AlignBottom)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addLayout(across)
        stack.addWidget(self.wrong)
        for field in (self.first, self.last, self.device):
            field.confirmed.connect(self._ask)
        self.writing.clicked.connect(self._ask)

    def begin(self, proposal: int) -> None:
        """Ready: with a round run behind the numbers that this computer will need."""
        first = (proposal // _RUN + 1) * _RUN + 1
        self.first.show_marked(self._voice.digits(first))
        self.last.show_marked(self._voice.digits(first + _RUN - 1))
        self.refuse("")
        self.device.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why it could not be written; "" for nothing."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        typed = [to_ascii(field.text()).strip() for field in (self.first, self.last)]
        wrong = next((text for text in typed if not text.isdecimal() or len(text) > 7), None)
        if wrong is not None:
            self.refuse(self._voice(N_("“{text}” is no number. Type it like 412."), text=wrong))
            return
        self.asked.emit(int(typed[0]), int(typed[1]), self.device.marked())
