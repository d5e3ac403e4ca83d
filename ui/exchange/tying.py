"""Which entry of the directory an office is that exchanges with us: asked where its key is accepted, and set later."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.decisions.choices import Choices
from ui.exchange.acquainting import LATER, NEW, Acquaintance
from ui.parts import Text, empty
from ui.say import Voice
from ui.theme import HALF, TYPE, Tokens, font

#: A pill is no wider than the panel.
_WIDEST = 290


class Tying(QWidget):
    """The likely entries as pills, one to make a new one and one for later."""

    #: Another was chosen.
    changed = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.who: Acquaintance | None = None
        name = voice(N_("Who they are in our directory"))
        self.setAccessibleName(name)
        self.hint = Text(voice(N_("What is decided for this entry goes to them with the next file.")), "small")
        self.choice: Choices | None = None
        self._place = QVBoxLayout()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(HALF)
        inside.addWidget(Text(name, "small"))
        inside.addLayout(self._place)
        inside.addWidget(self.hint)

    @property
    def value(self) -> str:
        """The chosen entry, ``NEW`` or ``LATER``."""
        return self.choice.value if self.choice is not None and not self.isHidden() else LATER

    def show_who(self, who: Acquaintance | None, *, proposes: bool) -> None:
        """For an office; ``proposes`` its likely entry, or shows the one it has."""
        voice = self._voice
        self.who = who
        empty(self._place)
        self.choice = None
        self.setVisible(who is not None and not who.own)
        if who is None or who.own:
            return
        every = [(one.id, _short(one.name)) for one in who.entries]
        every += [(NEW, voice(N_("Enter it as a new one"))), (LATER, voice(N_("Not said")))]
        self.choice = Choices(self.accessibleName(), self._look, every)
        for one in who.entries:
            self.choice.pill(one.id).setAccessibleName(one.name)
            self.choice.pill(one.id).setToolTip(one.name)
        self.choice.choose(who.likely if proposes else who.tied)
        self.choice.changed.connect(self.changed)
        self._place.addWidget(self.choice)


def _short(name: str) -> str:
    """As much of a name as has room on one line."""
    face, kept = font(TYPE.small, bold=True), name
    while len(kept) > 1 and lines.natural_width(kept, face) > _WIDEST:
        kept = kept.removesuffix("…")[:-1].rstrip() + "…"
    return kept
