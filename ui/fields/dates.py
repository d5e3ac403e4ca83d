"""A field for a date as it is typed, with the day it was understood as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali import dates
from koyradesk.markup import plain
from ui.fields.field import Field
from ui.fields.line import LineField
from ui.parts import Text
from ui.say import Voice
from ui.theme import Tokens


class DateField(Field, QWidget):
    """A date in any form that is read; under it the day understood. Up and Down go a day further.

    ``style`` (see ``bengali.dating``) is how a day is written that the field itself writes; ``today`` is the clock.
    """

    def __init__(
        self,
        name: str,
        look: Tokens,
        voice: Voice,
        *,
        hint: str = "",
        style: str = "{dd}/{mm}/{y} খ্রি.",
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._voice, self._style, self._today = voice, style, today
        self.line = LineField(name, look, hint=hint)
        self.said = Text(role="small")
        self.setFocusProxy(self.line)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        stack.addWidget(self.line)
        stack.addWidget(self.said)
        for signal in ("typed", "entered", "left", "undo_asked", "redo_asked"):
            getattr(self.line, signal).connect(getattr(self, signal))
        self.line.textChanged.connect(self._say)

    def day(self) -> date | None:
        """The day that is understood."""
        found = dates.parse(plain(self.line.marked()))
        return found.date if found else None

    def marked(self) -> str:
        """What the field holds, as stored text."""
        return self.line.marked()

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place."""
        self.line.show_marked(marked)

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        self.line.place_cursor(offset)

    def set_frozen(self, frozen: bool) -> None:
        """Makes the field one to read only, or to type in again."""
        self.frozen = frozen
        self.line.set_frozen(frozen)

    def _say(self) -> None:
        day = self.day()
        self.said.say(self._voice.date(day) if day else "")
