"""The number of a key, typed off its card or heard over the phone: six groups of five digits, each checked at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from ui.say import Voice
from ui.theme import STEP, restyle

GROUPS, EACH = 6, 5


class Digits(QWidget):
    """Six small fields in two rows. Whoever types goes on from one to the next; a number that is pasted fills all."""

    #: Something was typed.
    changed = Signal()
    #: Enter was pressed.
    entered = Signal()

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        #: The number as it should be; "" where it is not known.
        self._right = ""
        self.setAccessibleName(voice(N_("Number on the key card")))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(STEP)
        self.fields: list[QLineEdit] = []
        for place in range(GROUPS):
            field = QLineEdit()
            field.setAccessibleName(voice(N_("Group {place} of six"), place=place + 1))
            field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            # Longer than a group, so that a whole number can be pasted into one.
            field.setMaxLength(120)
            field.textEdited.connect(lambda _, place=place: self._typed(place))
            field.installEventFilter(self)
            grid.addWidget(field, place // 3, place % 3)
            self.fields.append(field)

    def begin(self, right: str = "") -> None:
        """Empty, to be compared with a number."""
        self._right = right
        for field in self.fields:
            field.clear()
        self._mark()

    def first(self) -> None:
        """Where the keyboard begins: the first group that is not right."""
        wanted = next((one for place, one in enumerate(self.fields) if not self._fits(place)), self.fields[0])
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        wanted.selectAll()

    @property
    def number(self) -> str:
        """What was typed, in plain digits."""
        return "".join(self._plain(one.text()) for one in self.fields)

    def wrong(self) -> list[int]:
        """The full groups that are not as they should be, counted from one."""
        full = (place for place, one in enumerate(self.fields) if len(self._plain(one.text())) == EACH)
        return [place + 1 for place in full if not self._fits(place)]

    @property
    def right(self) -> bool:
        """Whether it is the number that it should be."""
        return bool(self._right) and self.number == self._right

    @staticmethod
    def _plain(text: str) -> str:
        return "".join(sign for sign in to_ascii(text) if sign.isascii() and sign.isdigit())

    def _fits(self, place: int) -> bool:
        typed = self._plain(self.fields[place].text())
        if not self._right:
            return len(typed) == EACH
        return typed == self._right[place * EACH : (place + 1) * EACH]

    def _typed(self, place: int) -> None:
        typed = self._plain(self.fields[place].text())
        for at in range(place, GROUPS):
            part, typed = typed[:EACH], typed[EACH:]
            self.fields[at].setText(self._voice.digits(part))
            if not typed:
                if len(part) == EACH and at + 1 < GROUPS:
                    self._go(at + 1)
                elif at != place:
                    self._go(at)
                break
        self._mark()
        self.changed.emit()

    def _go(self, place: int) -> None:
        self.fields[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.fields[place].selectAll()

    def _mark(self) -> None:
        for place, field in enumerate(self.fields):
            full = len(self._plain(field.text())) == EACH
            fits = full and self._fits(place)
            restyle(field, "contested", full and not fits)
            restyle(field, "fits", fits)
            said = N_("right") if fits and self._right else N_("different") if full and not fits else ""
            field.setAccessibleDescription(self._voice(said) if said else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.fields:
            place = self.fields.index(watched)
            field = self.fields[place]
            if event.matches(QKeySequence.StandardKey.Paste):
                # A whole number, from wherever the caret is.
                field.setText(QApplication.clipboard().text())
                self._typed(place)
                return True
            if event.key() == Qt.Key.Key_Backspace and not field.text() and place:
                self._go(place - 1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)
