"""The day."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.book import Opened
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import Tokens


class Today(QWidget):
    new_asked = Signal()
    edit_asked = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Today")))
        self.title = Text(role="title")
        self.making = Button(
            voice(N_("New meeting")), look, role="primary", icon="plus", keys="Ctrl+N", owns_keys=False
        )
        self.making.clicked.connect(self.new_asked)
        stack = QVBoxLayout(self)
        stack.addWidget(self.title)
        stack.addWidget(self.making)
        stack.addStretch(1)

    def show_office(self, office: Opened) -> None:
        self.title.say(self._voice.date(office.today))

    def first(self) -> None:
        self.making.setFocus(Qt.FocusReason.OtherFocusReason)
