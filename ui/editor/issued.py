"""The corrections that were issued for signed minutes, each with its way to the printer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.model import Memo
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens


class Issued(QWidget):
    """One line for each, the first one on top; it is never printed anew, but as it was signed."""

    #: The id of its memo.
    print_asked = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._shown: tuple[Memo, ...] = ()
        self.buttons: list[Button] = []
        self.setAccessibleName(voice(N_("Corrections that were issued")))
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(HALF)
        self.hide()

    def show_memos(self, memos: Sequence[Memo]) -> None:
        """Shows those that are there now; signed ones never change, so only what came is added."""
        if tuple(memos) == self._shown:
            return
        while self._stack.count():
            line = self._stack.takeAt(0).widget()
            line.hide()
            line.deleteLater()
        self._shown, self.buttons = tuple(memos), []
        for memo in self._shown:
            self._stack.addWidget(self._line(memo, told_of(memo, self._voice)))
        self.setVisible(bool(memos))

    def focus_last(self) -> None:
        """To the one that came last."""
        self.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, memo: Memo, sentence: str) -> QWidget:
        made = QWidget()
        made.setAccessibleName(sentence)
        button = Button(self._voice(N_("Print")), self._look, role="small", icon="printer")
        button.setAccessibleName(self._voice(N_("Print the correction {number}"), number=memo.number))
        button.clicked.connect(partial(self.print_asked.emit, memo.id))
        self.buttons.append(button)
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(STEP)
        line.addWidget(Text(sentence), 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made


def told_of(memo: Memo, voice: Voice) -> str:
    """A correction that was issued, in words."""
    # A date stays on one line.
    day = (memo.date_text or memo.bangla_date).replace(" ", "\N{NO-BREAK SPACE}")
    return voice(N_("Correction {number}, {date}"), number=memo.number, date=day)
