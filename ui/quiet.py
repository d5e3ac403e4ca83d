"""Screens without a meeting: the first start, a search that found nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import icons
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import GAP, ROOM, STEP, Tokens


class Welcome(QWidget):
    """The first start on an empty data folder."""

    new_asked = Signal()
    file_asked = Signal()
    sample_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(voice(N_("First start")))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("file-text", look.accent, 40, self.devicePixelRatioF()))
        picture.setAccessibleName(voice(N_("First start")))
        self.making = Button(
            voice(N_("New meeting")), look, role="primary", icon="plus", keys="Ctrl+N", owns_keys=False
        )
        self.opening = Button(
            voice(N_("Open a file of minutes")), look, icon="folder-open", keys="Ctrl+O", owns_keys=False
        )
        self.sample = Button(voice(N_("Fill with a sample office")), look, icon="users")
        self.making.clicked.connect(self.new_asked)
        self.opening.clicked.connect(self.file_asked)
        self.sample.clicked.connect(self.sample_asked)
        frame = card(
            picture,
            Text(voice(N_("No meeting here yet")), "title"),
            Text(
                voice(
                    N_(
                        "Begin a new meeting, or open the minutes of an earlier one: they are read, shown to you "
                        "as they will print, and saved when you say so."
                    )
                )
            ),
            Text(
                voice(N_("To look around first, fill this place with an invented office with three meetings.")),
                "muted",
            ),
            name=voice(N_("First start")),
        )
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.addSpacing(STEP)
        layout.addLayout(row(self.making, self.opening, 1))
        layout.addLayout(row(self.sample, 1))
        frame.setMaximumWidth(640)
        frame.setMinimumWidth(520)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        # Not centred by alignment: an aligned widget is not asked how high it gets when its texts wrap.
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.making.setFocus(Qt.FocusReason.OtherFocusReason)


class Nothing(QWidget):
    """A calm word where there is nothing to show."""

    def __init__(self, way_out: QWidget | None = None) -> None:
        """``way_out``: what leads on from here; it stands below the words."""
        super().__init__()
        self.words = Text(role="muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        stack.setSpacing(GAP)
        stack.addStretch(2)
        stack.addWidget(self.words)
        if way_out is not None:
            stack.addLayout(row(1, way_out, 1))
        stack.addStretch(3)

    def say(self, sentence: str) -> None:
        self.words.say(sentence)
        self.setAccessibleName(sentence)
