"""Several short texts as chips, and a place to type one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.fields.field import Field, Words
from ui.fields.line import LineField
from ui.say import Voice
from ui.theme import Tokens


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip shows: a plain text, a label before it (১।), a tone ("", "good", "wait", "late")."""

    text: str
    label: str = ""
    tone: str = ""


class ChipsField(Field, QWidget):
    """Chips over as many lines as they need, then "+ …". Indexes count from 0. ``name`` is for screen readers.

    The owner shows what became of a signal by ``show_chips``. ``typed`` and ``pasted`` are of the place to type in.
    """

    added = Signal(str)
    removed = Signal(int)
    renamed = Signal(int, str)
    #: From one place to another: the chip at the first index now stands at the second.
    moved = Signal(int, int)

    def __init__(
        self,
        name: str,
        look: Tokens,
        voice: Voice,
        *,
        add: str,
        words: Words | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._look, self._voice = look, voice
        self._chips: tuple[Chip, ...] = ()
        self.input = LineField(add, look, hint=add, words=words)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.input)
        self.input.confirmed.connect(self._add)
        self.setFocusProxy(self.input)

    def chips(self) -> tuple[Chip, ...]:
        """What is shown."""
        return self._chips

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Shows other chips without telling anyone; the focused one keeps the focus."""
        self._chips = tuple(chips)
        while self._row.count() > 1:
            if (item := self._row.takeAt(0)) and (widget := item.widget()):
                widget.setParent(None)
                widget.deleteLater()
        for index, chip in enumerate(self._chips):
            self._row.insertWidget(index, QPushButton(chip.text))

    def focus_chip(self, index: int) -> None:
        """Puts the focus on a chip; on the place to type in where there is none."""
        self.input.setFocus()

    def set_words(self, words: Words | None) -> None:
        """Other completions."""
        self.input.words = words

    def set_frozen(self, frozen: bool) -> None:
        """Makes the chips to be read only; the place to type in goes."""
        self.frozen = frozen
        self.input.setVisible(not frozen)

    def _add(self) -> None:
        text = self.input.text().strip()
        self.input.clear()
        if text:
            self.added.emit(text)
