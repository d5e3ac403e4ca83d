"""The rail at the left: brand, search, and the places one can go."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui import lines
from ui.parts import Button, Label
from ui.say import Voice
from ui.search_box import Search
from ui.theme import GAP, HALF, STEP, TYPE, Tokens, font


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
    Place("incoming", N_("Incoming"), "inbox", "Ctrl+J"),
    Place("decisions", N_("Decisions"), "list-checks", "Alt+3"),
    Place("memos", N_("Memo book"), "file-text", "Alt+4"),
    Place("letters", N_("Letters"), "printer", "Alt+5"),
    Place("exchange", N_("Exchange"), "arrow-left-right", "Alt+6"),
    Place("reports", N_("Reports"), "chart-column", "Alt+7"),
    Place("people", N_("People"), "users", "Alt+8"),
)
FOOT = (
    Place("settings", N_("Settings"), "settings", "Alt+9"),
    # No screen of its own: it opens beside the place one is at.
    Place("help", N_("Help"), "circle-question-mark", "F1"),
)
#: Under a window this high (1366x768 at 125 %, less task bar), the rail closes its ranks.
_LOW = 600
_TALL, _SHORT = 38, 32
#: How wide it is in a window of the usual width, in a narrow one, and where only its icons stand there.
USUAL, NARROW, BARE = 196, 176, 62
#: How high the number on a button is.
_BADGE = 20


class _Goes(Button):
    """A button of the rail, with a number where something there cannot wait."""

    def __init__(self, voice: Voice, look: Tokens, place: Place) -> None:
        name = voice(place.title)
        super().__init__(name, look, role="nav", icon=place.icon, keys=place.keys, shows_keys=place.keys == "F1",
                         owns_keys=False)  # fmt: skip
        self._place, self._badge, self._cap = name, "", self._keys
        self.setCheckable(True)
        # As in most windows: changed when the window is on show already, everything would be laid out twice.
        self.setFixedHeight(_TALL)

    def close_up(self, bare: bool) -> None:
        """Its icon alone, with the name as its tip, or its name beside it."""
        if bare != (not self.text()):
            self.setText("" if bare else self._place)
            self._keys = "" if bare else self._cap

    def tell(self, count: str, words: str) -> None:
        """``words`` say what is counted, to who cannot see it; "" for nothing."""
        self._badge = count
        self.setAccessibleName(f"{self._place}, {words}" if words else self._place)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._badge:
            return
        face, painter = font(TYPE.tag - 1, bold=True), QPainter(self)
        wide = max(_BADGE, round(lines.natural_width(self._badge, face)) + 10)
        # Beside an icon that stands alone there is only its corner.
        side, top = (STEP, (self.height() - _BADGE) / 2) if self.text() else (0, 0)
        place = QRectF(self.width() - wide - side, top, wide, _BADGE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.late))
        painter.drawRoundedRect(place, _BADGE / 2, _BADGE / 2)
        painter.setFont(face)
        painter.setPen(QColor(self._look.card))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._badge)


class Rail(QWidget):
    """Where the user is, and where else to go."""

    #: Another place was asked for, by its name.
    went = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Places")))
        brand = self._brand = Label(voice(N_("Koyradesk")))
        brand.setObjectName("brand")
        self.search = Search(voice(N_("Search")), voice(N_("Clear the search")), look)
        self.places: dict[str, _Goes] = {}
        self._group = QButtonGroup(self)
        for place in (*PLACES, *FOOT):
            button = _Goes(voice, look, place)
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

    def tell(self, place: str, count: str, words: str) -> None:
        """Puts a number on a place, with what it counts; "" for none."""
        self.places[place].tell(count, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tall = _SHORT if self.height() < _LOW else _TALL
        bare = self.width() <= BARE
        self._brand.setVisible(not bare)
        self.search.close_up(bare)
        for button in self.places.values():
            button.setFixedHeight(tall)
            button.close_up(bare)
