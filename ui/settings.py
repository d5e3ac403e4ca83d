"""Settings: the language and the colours."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import ROOM, Tokens


class Settings(QWidget):
    language_asked = Signal()
    scheme_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(voice(N_("Settings")))
        dark = look.name == "dark"
        self.scheme = Button(voice(N_("Light colours") if dark else N_("Dark colours")), look,
                             icon="sun" if dark else "moon")  # fmt: skip
        self.scheme.clicked.connect(self.scheme_asked)
        # The other language is named in that language: who needs it may not read this one.
        other = "English" if voice.language == "bn" else "বাংলা"
        self.language = Button(other, look, icon="languages")
        self.language.clicked.connect(self.language_asked)
        frame = card(Text(voice(N_("Settings")), "title"), name=voice(N_("Settings")))
        frame.layout().addLayout(row(self.language, self.scheme, 1))
        stack = QVBoxLayout(self)
        stack.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        stack.addWidget(frame)
        stack.addStretch(1)

    def first(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)
