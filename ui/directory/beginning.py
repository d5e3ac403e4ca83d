"""The directory before its first entry: what it is good for, and the three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import icons
from ui.fields.flow import flow
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import ROOM, STEP, Tokens


class Beginning(QWidget):
    """Leads to the names that decisions use already, to a file, or to the form."""

    unknown_asked = Signal()
    import_asked = Signal()
    add_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        name = voice(N_("The directory is empty"))
        self.setAccessibleName(name)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("users", look.accent, 40, self.devicePixelRatioF()))
        picture.setAccessibleName(name)
        self.known = Text()
        self.names = Button(voice(N_("Begin with these names")), look, role="primary", icon="list-checks")
        self.file = Button(voice(N_("Take in a list (CSV, Excel)")), look, icon="folder-open")
        self.adding = Button(voice(N_("New entry")), look, icon="plus", keys="Ctrl+Insert")
        will = N_(
            "Here stand the offices, posts and persons that decisions bind, with who holds them and their telephones, "
            "and the groups that stand for many: “UP secretaries (all)” becomes one row for each."
        )
        frame = card(picture, Text(name, "title"), Text(voice(will)), self.known, name=name)
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.addSpacing(STEP)
        layout.addLayout(flow(self.names, self.file, self.adding))
        frame.setMaximumWidth(680)
        frame.setMinimumWidth(480)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        stack.addLayout(middle)
        stack.addStretch(3)
        self.names.clicked.connect(self.unknown_asked)
        self.file.clicked.connect(self.import_asked)
        self.adding.clicked.connect(self.add_asked)

    def show_unknown(self, count: int) -> None:
        """How many names decisions use already."""
        voice = self._voice
        many = N_("The decisions of this office name {count} offices, posts and groups already. Begin with these.")
        one = N_("The decisions of this office name 1 office, post or group already. Begin with it.")
        none = N_("No decision names anybody yet. Take in a list that the office has, or enter the first by hand.")
        self.known.say(voice(many if count > 1 else one if count else none, count=count))
        self.names.setVisible(bool(count))

    def first(self) -> None:
        """Where the keyboard begins."""
        (self.names if not self.names.isHidden() else self.file).setFocus(Qt.FocusReason.OtherFocusReason)
