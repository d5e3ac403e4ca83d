"""The month a meeting is of, typed and shown in words, kept as "2026-11"."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from koyradesk.bengali import dates
from koyradesk.markup import escape, plain
from ui.fields import LineField
from ui.say import Voice
from ui.theme import Tokens


class PeriodField(LineField):
    """A month. Up and Down go a month on or back; words that name no month are kept as they are."""

    def __init__(self, name: str, look: Tokens, voice: Voice, *, hint: str = "") -> None:
        super().__init__(name, look, hint=hint)
        self._voice = voice

    def show_marked(self, marked: str) -> None:
        """Shows the month in words."""
        if marked != self.marked():
            super().show_marked(escape(self._voice.month(plain(marked))))
            self._marked = marked

    def _told(self, marked: str) -> None:
        """What was typed as "2026-11", or as it is where that names no month."""
        found = dates.parse_period(plain(marked))
        super()._told(f"{found[0]:04}-{found[1]:02}" if found else marked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        found = dates.parse_period(self.text())
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if found and step and not event.modifiers() and not self.frozen:
            month = found[0] * 12 + found[1] - 1 + step
            self.setText(self._voice.month(f"{month // 12:04}-{month % 12 + 1:02}"))
        else:
            super().keyPressEvent(event)
