"""The frame around every screen: rail at the left, notice above the content, status line below."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import icons
from ui.parts import Button, Label, Search, Text
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class Rail(QWidget):
    """Brand, search and the places one can go; only those that exist."""

    #: Another place was asked for: "meetings" or "keys".
    went = Signal(str)
    language_asked = Signal()
    scheme_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Places")))
        brand = Label(voice(N_("Koyradesk")))
        brand.setObjectName("brand")
        self.search = Search(voice(N_("Search")), voice(N_("Clear the search")), look)
        self._places = {
            "meetings": Button(voice(N_("Meetings")), look, role="nav", icon="calendar"),
            "keys": Button(voice(N_("Keyboard")), look, role="nav", icon="keyboard", keys="F1"),
        }
        group = QButtonGroup(self)
        for name, button in self._places.items():
            button.setCheckable(True)
            group.addButton(button)
            button.clicked.connect(lambda _=False, name=name: self.went.emit(name))
        dark = look.name == "dark"
        scheme = Button(voice(N_("Light colours") if dark else N_("Dark colours")), look, role="nav",
                        icon="sun" if dark else "moon")  # fmt: skip
        scheme.clicked.connect(self.scheme_asked)
        # The other language is named in that language: who needs it may not read this one.
        other = "English" if voice.language == "bn" else "বাংলা"
        language = Button(other, look, role="nav", icon="languages")
        language.clicked.connect(self.language_asked)

        stack = QVBoxLayout(self)
        stack.setContentsMargins(STEP, GAP, STEP, STEP)
        stack.setSpacing(HALF)
        stack.addWidget(brand)
        brand.setContentsMargins(STEP + HALF, 0, 0, 0)
        stack.addSpacing(STEP)
        stack.addWidget(self.search)
        stack.addSpacing(STEP)
        stack.addWidget(self._places["meetings"])
        stack.addStretch(1)
        for button in (scheme, language, self._places["keys"]):
            stack.addWidget(button)
        self.here("meetings")

    def here(self, place: str) -> None:
        """Marks where the user is."""
        self._places[place].setChecked(True)


class Notice(QWidget):
    """One calm sentence above the content: what happened and what to do. It never stops the work."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self._picture = QLabel()
        self._picture.setFixedSize(20, 22)
        self._picture.setAccessibleName(voice(N_("Message")))
        self.words = Text()
        self._close = Button(voice(N_("Close this message")), look, role="quiet", icon="x")
        self._close.clicked.connect(self.hide)
        self._frame = QFrame()
        self._frame.setProperty("role", "notice")
        inner = QHBoxLayout(self._frame)
        inner.setContentsMargins(GAP, STEP, STEP, STEP)
        inner.setSpacing(STEP)
        inner.addWidget(self._picture)
        inner.addWidget(self.words, 1)
        inner.addWidget(self._close)
        around = QHBoxLayout(self)
        around.setContentsMargins(GAP, GAP, GAP, 0)
        around.addWidget(self._frame)
        self.hide()

    def refuse(self, sentence: str) -> None:
        """Something could not be done."""
        self._show(sentence, "wait", "triangle-alert")

    def tell(self, sentence: str) -> None:
        """Something was done."""
        self._show(sentence, "good", "circle-check")

    def _show(self, sentence: str, tone: str, picture: str) -> None:
        self._frame.setProperty("tone", tone)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
        colour = self._look.accent if tone == "good" else self._look.wait
        self._picture.setPixmap(icons.pixmap(picture, colour, 20, self.devicePixelRatioF()))
        self.words.say(sentence)
        self.setAccessibleName(sentence)
        self._frame.setAccessibleName(sentence)
        self.show()


class StatusLine(QWidget):
    """Saved or not, how many meetings, the last backup; the office at the right."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("State of the work")))
        self._look = look
        self._dot = QLabel()
        self._dot.setFixedSize(8, 8)
        self._dot.setAccessibleName(voice(N_("Saved or not")))
        self.saved, self.count, self.backup = Label(), Label(), Label()
        self.office = Text()
        self.office.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.office.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(GAP, HALF, GAP, HALF)
        inner.setSpacing(STEP)
        inner.addWidget(self._dot)
        inner.addWidget(self.saved)
        for label in (self.count, self.backup):
            inner.addSpacing(GAP)
            inner.addWidget(label)
        inner.addSpacing(GAP)
        inner.addWidget(self.office, 1)

    def set_saved(self, sentence: str, *, safe: bool) -> None:
        """The state of what is on the screen; ``safe`` when all of it is on the disk."""
        colour = self._look.accent if safe else self._look.wait
        self._dot.setStyleSheet(f"background: {colour}; border-radius: 4px;")
        self.saved.say(sentence)
