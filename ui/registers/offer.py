"""What a filled Excel file would change: so many cells, marked in the table, to be written or left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens


class Offer(QWidget):
    """Hidden until a file is read."""

    taken = Signal()
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("What the file would change")))
        self.words = Text(role="strong")
        self.taking = Button(voice(N_("Write in")), look, role="primary", icon="check")
        self.dropping = Button(voice(N_("Leave it")), look)
        frame = card(name=self.accessibleName())
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(GAP, STEP, STEP, STEP)
        choice = row(self.words, self.dropping, self.taking)
        choice.setStretch(0, 1)
        inside.addLayout(choice)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(frame)
        self.taking.clicked.connect(self.taken)
        self.dropping.clicked.connect(self.dropped)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many cells would be others."""
        one, many = N_("The file would change 1 cell."), N_("The file would change {count} cells.")
        self.words.say(self._voice(one if count == 1 else many, count=count))
        self.show()
        self.taking.setFocus(Qt.FocusReason.OtherFocusReason)
