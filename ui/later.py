"""Places that are not there yet: what will be here, and what can be done today instead. Honest, and no dead end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import icons
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import ROOM, STEP, Tokens


@dataclass(frozen=True, slots=True)
class Later:
    """``place``: the place of the rail; ``button`` leads to the place ``to``."""

    place: str
    title: str
    icon: str
    will: str
    today: str
    button: str
    to: str


LATER: tuple[Later, ...] = (
    Later(
        "exchange",
        N_("Exchange"),
        "arrow-left-right",
        N_("What goes to the district and what comes from there will stand here, by stick, by e-mail or by internet."),
        N_("For now a paper can be saved as PDF or as a picture and sent by the ways you know."),
        N_("Go to the meetings"),
        "meetings",
    ),
)


class LaterScreen(QWidget):
    """One such place."""

    went = Signal(str)

    def __init__(self, later: Later, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setAccessibleName(voice(later.title))
        picture = QLabel()
        picture.setPixmap(icons.pixmap(later.icon, look.muted, 32, self.devicePixelRatioF()))
        picture.setAccessibleName(voice(later.title))
        self.button = Button(voice(later.button), look)
        self.button.clicked.connect(lambda: self.went.emit(later.to))
        frame = card(
            picture,
            Text(voice(later.title), "title"),
            Text(voice(N_("This place is not ready yet.")), "strong"),
            Text(voice(later.will)),
            Text(voice(later.today), "muted"),
            name=voice(later.title),
        )
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.addSpacing(STEP)
        layout.addLayout(row(self.button, 1))
        frame.setMaximumWidth(600)
        frame.setMinimumWidth(480)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack = QVBoxLayout(self)
        stack.addStretch(2)
        stack.addLayout(middle)
        stack.addStretch(3)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)
