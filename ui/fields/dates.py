"""A field for a date as it is typed, with the day it was understood as."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali import dates
from koyradesk.bengali.calendar import from_gregorian
from koyradesk.bengali.dating import Calendar, official
from koyradesk.bengali.text import nfc
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui.fields.field import Field
from ui.fields.line import LineField
from ui.parts import Text
from ui.say import Voice
from ui.theme import HALF, Tokens, restyle

#: Words for a day counted from today; what they mean is written out when the field is left.
_SPOKEN = {
    nfc(word): days
    for days, words in enumerate(("আজ আজকে today", "কাল আগামীকাল tomorrow", "পরশু"))
    for word in words.split()
}


class DateField(Field, QWidget):
    """A date in any form that is read, also "আজ"; under it the day understood. Up and Down go a day further.

    ``style`` (see ``bengali.dating``) is how a day is written that the field itself writes, until a typed one shows
    another; ``today`` is the clock.
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
        self._voice, self._today = voice, today
        self._style: tuple[Calendar, str] = ("gregorian", style)
        self.line = _Line(name, look, hint=hint)
        self.said = Text(role="said")
        # Its place is kept, so that nothing below moves while one types.
        policy = self.said.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.said.setSizePolicy(policy)
        self.setFocusProxy(self.line)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF // 2)
        stack.addWidget(self.line)
        stack.addWidget(self.said)
        self.line.stepped.connect(self._step)
        self.line.textChanged.connect(self._say)
        self.line.confirmed.connect(self._settle)
        self.line.left.connect(self._leave)
        for signal in ("typed", "entered", "pasted", "overflowed", "locked", "undo_asked", "redo_asked"):
            getattr(self.line, signal).connect(getattr(self, signal))
        self._say()

    def contest(self, refs: Collection[Ref]) -> None:
        restyle(self.line, "contested", self.ref in refs)

    def day(self) -> date | None:
        """The day that is understood."""
        text = nfc(self.line.text()).strip()
        if text.lower() in _SPOKEN:
            return self._today() + timedelta(_SPOKEN[text.lower()])
        found = dates.parse(text)
        if found is not None:
            return found.date
        pair = _pair(text)
        return pair[0] if pair and pair[0] == pair[1] else None

    def marked(self) -> str:
        """What the field holds, as stored text."""
        return self.line.marked()

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place."""
        self.line.show_marked(marked)
        self._learn()

    def caret(self) -> int:
        """How many characters of the stored text stand before the caret."""
        return self.line.caret()

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        self.line.place_cursor(offset)

    def set_frozen(self, frozen: bool) -> None:
        """Makes the field one to read only, or to type in again."""
        self.frozen = frozen
        self.line.set_frozen(frozen)
        self._say()

    def _say(self) -> None:
        """Tells the day that is understood, or what is wrong."""
        text = self.line.text().strip()
        found = dates.find(text)
        day, sure = self.day(), not any(one.impossible or one.doubtful for one in found)
        pair = _pair(text)
        if pair and pair[0] != pair[1]:
            sentence = N_("These are two different days: {one} and {other}. Put one of them right.")
            said, sure = self._voice(sentence, one=self._voice.date(pair[0]), other=self._voice.date(pair[1])), False
        elif day is not None:
            said = f"{self._voice.weekday(day)}, {self._voice.date(day)} · {self._voice.bangla_date(day)}"
            said = said if sure else self._voice(N_("{day}?"), day=said)
        elif any(one.impossible for one in found):
            said = self._voice(N_("There is no such day in the calendar."))
        elif text:
            said = self._voice(N_("Not understood. Example: 25/11/2026"))
        else:
            said = ""
        restyle(self.said, "role", "said" if not text or (day is not None and sure) else "error")
        self.said.say(said)
        self.line.setAccessibleDescription(said or self.line.hint)

    def _learn(self) -> None:
        """Days that the field writes look like the last one that was surely understood."""
        found = dates.parse(plain(self.line.marked()))
        if found and not found.doubtful:
            self._style = (found.calendar, official(found.style))

    def _write(self, day: date) -> None:
        calendar, style = self._style
        text = dates.spell(day, style) if calendar == "gregorian" else dates.spell_bangla(day, style)
        if text != self.line.text():
            self.line.selectAll()
            self.line.insert(text)

    def _step(self, days: int) -> None:
        self._learn()
        day = self.day()
        if day is None and self.line.text().strip():
            return
        day = self._today() if day is None else day + timedelta(days)
        try:
            from_gregorian(day)
        except ValueError:
            return
        self._write(day)

    def _settle(self) -> None:
        """Writes out a day that was only named."""
        day = self.day()
        if day is not None and dates.parse(self.line.text()) is None and not _pair(self.line.text()):
            self._write(day)
        self._learn()

    def _leave(self) -> None:
        if not self.frozen:
            self._settle()
        self.left.emit()


def _pair(text: str) -> tuple[date, date] | None:
    """The days of a date that is typed in both calendars, as papers have it; None for any other text."""
    text = nfc(text)
    found = [one for one in dates.find(text) if not one.impossible]
    if len(found) != 2:
        return None
    rest = text[: found[0].start] + text[found[0].end : found[1].start] + text[found[1].end :]
    return None if any(letter.isalnum() for letter in rest) else (found[0].date, found[1].date)


class _Line(LineField):
    """A line in which Up and Down mean a day further and a day back."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and not held and not self.frozen:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)
