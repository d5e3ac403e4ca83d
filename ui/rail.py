"""The rail at the left: brand, search, and the places one can go."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui.parts import Button, Label
from ui.say import Voice
from ui.search_box import Search
from ui.theme import GAP, HALF, STEP, Tokens


class Place(NamedTuple):
    """A place of the rail. ``keys`` goes there from anywhere."""

    name: str
    title: str
    icon: str
    keys: str


#: From above; those of the second group stand at the foot.
PLACES = (
    Place("today", N_("Today"), "house", "Alt+1"),
    Place("meetings", N_("Meetings"), "calendar", "Alt+2"),
    Place("decisions", N_("Decisions"), "list-checks", "Alt+3"),
    Place("memos", N_("Memo book"), "file-text", "Alt+4"),
    Place("letters", N_("Letters"), "printer", "Alt+5"),
    Place("exchange", N_("Exchange"), "arrow-left-right", "Alt+6"),
    Place("reports", N_("Reports"), "chart-column", "Alt+7"),
    Place("people", N_("People"), "users", "Alt+8"),
)
FOOT = (
    Place("settings", N_("Settings"), "settings", "Alt+9"),
    Place("keys", N_("Help"), "circle-question-mark", "F1"),
)
#: Under a window this high (1366x768 at 125 %, less task bar), the rail closes its ranks.
_LOW = 600
_TALL, _SHORT = 38, 32


class Rail(QWidget):
    """Where the user is, and where else to go."""

    #: Another place was asked for, by its name.
    went = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Places")))
        brand = Label(voice(N_("Koyradesk")))
        brand.setObjectName("brand")
        self.search = Search(voice(N_("Search")), voice(N_("Clear the search")), look)
        self.places: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        for place in (*PLACES, *FOOT):
            button = Button(voice(place.title), look, role="nav", icon=place.icon, keys=place.keys,
                            shows_keys=place.keys == "F1", owns_keys=False)  # fmt: skip
            button.setCheckable(True)
            self._group.addButton(button)
            self.places[place.name] = button

        stack = QVBoxLayout(self)
        stack.setContentsMargins(STEP, GAP, STEP, STEP)
        stack.setSpacing(HALF // 2)
        stack.addWidget(brand)
        brand.setContentsMargins(STEP + HALF, 0, 0, 0)
        stack.addSpacing(STEP)
        stack.addWidget(self.search)
        stack.addSpacing(STEP)
        for place in PLACES:
            stack.addWidget(self.places[place.name])
        stack.addStretch(1)
        for place in FOOT:
            stack.addWidget(self.places[place.name])
        self._connect()
        self.here("today")

    def _connect(self) -> None:
        for place in (*PLACES, *FOOT):
            name = place.name
            self.places[name].clicked.connect(lambda _=False, name=name: self.went.emit(name))
            # A keyboard of Bengali digits gives those.
            for keys in {place.keys, to_bengali(place.keys) if place.keys.startswith("Alt") else place.keys}:
                QShortcut(QKeySequence(keys), self, lambda name=name: self.went.emit(name))

    def here(self, place: str) -> None:
        """Marks where the user is; a place the rail has not got leaves no mark."""
        button = self.places.get(place)
        # An exclusive group would not let go of its last mark.
        self._group.setExclusive(button is not None)
        for one in self.places.values():
            one.setChecked(one is button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = _SHORT if self.height() < _LOW else _TALL
        for button in self.places.values():
            button.setFixedHeight(tall)
