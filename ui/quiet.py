"""Screens without a meeting: the first start, a search that found nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import icons
from ui.fields.flow import flow
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import GAP, ROOM, STEP, Tokens


class Welcome(QWidget):
    """The first start on an empty data folder: the office begins, or something of it is there already."""

    begin_asked = Signal()
    new_asked = Signal()
    file_asked = Signal()
    sample_asked = Signal()
    restore_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("First start")))
        picture = QLabel()
        picture.setPixmap(icons.pixmap("file-text", look.accent, 40, self.devicePixelRatioF()))
        picture.setAccessibleName(voice(N_("First start")))
        self.title, self.words = Text(role="title"), Text()
        self.beginning = Button(voice(N_("Begin with your office")), look, role="primary", icon="house")
        self.making = Button(voice(N_("New meeting")), look, icon="plus", keys="Ctrl+N", owns_keys=False)
        self.opening = Button(
            voice(N_("Open a file of minutes")), look, icon="folder-open", keys="Ctrl+O", owns_keys=False
        )
        self.sample = Button(voice(N_("Fill with a sample office")), look, icon="users")
        self.restoring = Button(voice(N_("Restore from a backup")), look, icon="database-backup")
        self.restoring.clicked.connect(self.restore_asked)
        self.beginning.clicked.connect(self.begin_asked)
        self.making.clicked.connect(self.new_asked)
        self.opening.clicked.connect(self.file_asked)
        self.sample.clicked.connect(self.sample_asked)
        self.around = Text(
            voice(N_("To look around first, fill this place with an invented office with three meetings.")), "muted"
        )
        frame = card(picture, self.title, self.words, name=voice(N_("First start")))
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.addSpacing(STEP)
        layout.addLayout(row(self.beginning, self.making, 1))
        layout.addSpacing(STEP)
        layout.addWidget(self.around)
        layout.addLayout(flow(self.opening, self.sample, self.restoring))
        frame.setMaximumWidth(640)
        frame.setMinimumWidth(520)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        # Not centred by alignment: an aligned widget is not asked how high it gets when its texts wrap.
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)
        self.show_office("")

    def show_office(self, name: str) -> None:
        """Whether the office is there already: then only its first meeting is missing."""
        voice = self._voice
        if name:
            self.title.say(voice(N_("No meeting here yet")))
            self.words.say(
                voice(
                    N_(
                        "Begin a new meeting, or open the minutes of an earlier one: they are read, shown to you "
                        "as they will print, and saved when you say so."
                    )
                )
            )
        else:
            self.title.say(voice(N_("The first notice in three minutes")))
            self.words.say(
                voice(
                    N_(
                        "Upazila, office, committee, day: four questions, most of them answered by Enter. "
                        "Then the notice lies ready to be printed."
                    )
                )
            )
        if name and self.beginning.hasFocus():
            self.making.setFocus(Qt.FocusReason.OtherFocusReason)
        self.beginning.setVisible(not name)
        for one in (self.around, self.sample):
            one.setVisible(not name)

    def first(self) -> None:
        """Where the keyboard begins."""
        (self.making if self.beginning.isHidden() else self.beginning).setFocus(Qt.FocusReason.OtherFocusReason)


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
