"""Bijoy that was pasted is shown as Unicode; a line under the field says so, and one key takes either."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from koyradesk.i18n import N_
from ui import lines
from ui.fields.below import Below
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, TYPE, Tokens, font

_SAID = N_("Bijoy, shown in Unicode.")
_KEEP, _AS_IT_WAS = N_("Keep"), N_("As pasted")


class Offer(Below, QFrame):
    """Says that a paste was read from Bijoy. It never takes the focus: Enter keeps what is shown, Escape brings back
    what was pasted, anything else goes on with what is shown."""

    def __init__(self, field: QWidget, look: Tokens, keep: Callable[[], None], undo: Callable[[], None]) -> None:
        super().__init__(field.window())
        self.setObjectName("offer")
        voice = voice_of(field)
        self.setAccessibleName(voice(_SAID))
        self.words = Text(voice(_SAID), "small")
        self.keep = Button(voice(_KEEP), look, role="small", keys="Return", owns_keys=False)
        self.undo = Button(voice(_AS_IT_WAS), look, role="small", keys="Escape", owns_keys=False)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(GAP, HALF, HALF, HALF)
        inside.setSpacing(STEP)
        inside.addWidget(self.words, 1)
        for button, act in ((self.keep, keep), (self.undo, undo)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(act)
            inside.addWidget(button)
        self._stand_by(field)

    def appear(self) -> None:
        super().appear()
        # The field has grown by what was pasted; what it stands in is laid out, and scrolls, after this.
        self._follow_soon()

    def _moved_away(self) -> None:
        """It goes along with the field, as long as that can be seen."""
        self._follow_soon()

    def _follow(self) -> None:
        if self.isVisible() and self._field.visibleRegion().isEmpty():
            self.withdraw()
        else:
            super()._follow()

    def _extent(self) -> tuple[int, int]:
        buttons = self.keep.sizeHint().width() + self.undo.sizeHint().width()
        words = ceil(lines.natural_width(self.words.plain, font(TYPE.small))) + HALF
        width = min(GAP + words + buttons + 2 * STEP + HALF + 2, self._field.window().width() - 2 * STEP)
        return width, max(self.sizeHint().height(), self.heightForWidth(width))


def voice_of(field: QWidget) -> Voice:
    """The voice of the window a field stands in, also where that is a dialog of the window's."""
    one: QWidget | None = field
    while one is not None:
        voice = getattr(getattr(one, "kit", None), "voice", None)
        if isinstance(voice, Voice):
            return voice
        one = one.parentWidget()
    return Voice("bn")
