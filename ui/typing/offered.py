"""What is offered for the word under way: the list beside the caret, as soon as the letter is painted."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.typing.word import Word

if TYPE_CHECKING:
    from ui.typing.candidates import Candidates

#: Completions of the whole line that are offered below the words.
_WHOLE = 3


@runtime_checkable
class Completed(Protocol):
    """A field that knows how its line may go on (``ui.fields.LineField``)."""

    def completions(self, composed: str = "") -> list[str]:
        """What completes the line, with letters under way at the caret."""

    def accept(self, word: str) -> None:
        """Puts a completion in place of the line."""


def completions(field: QWidget, word: Word) -> list[str]:
    """What would complete the whole line, where the field knows."""
    if not isinstance(field, Completed):
        return []
    words = {choice.text for choice in word.choices}
    return [one for one in field.completions(word.first) if one not in words][:_WHOLE]


class Offered(QObject):
    """Belongs to the input method."""

    #: A row was clicked.
    picked = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        #: Whether rows are numbered in Bengali.
        self.bengali = True
        self.list: Candidates | None = None
        self._field: QWidget | None = None
        self._word, self._begun = Word(), False
        # It comes when the letter is painted.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)

    def offer(self, field: QWidget, word: Word, *, begun: bool) -> None:
        """Shows what a word may mean; ``begun``: it was begun just now, here."""
        self._field, self._word, self._begun = field, word, self._begun or begun
        self._soon.start()

    def withdraw(self) -> None:
        """Nothing is under way."""
        self._word = Word()
        if self.list is not None:
            self.list.withdraw()

    def leave(self) -> None:
        """Another field. One that was deleted takes its list along."""
        held, self.list, self._field = self.list, None, None
        if held is not None:
            with suppress(RuntimeError):
                held.withdraw()
                held.deleteLater()

    def _show(self) -> None:
        field, word, begun, self._begun = self._field, self._word, self._begun, False
        if field is None or not word.keys:
            self.withdraw()
            return
        if self.list is None:
            # With the first word: the fields and all that comes with them are not needed to begin.
            from ui.typing.candidates import Candidates

            self.list = Candidates(field, field.accessibleName(), bengali=self.bengali)
            self.list.picked.connect(self.picked)
            begun = True
        self.list.show_choices(word, begun=begun)
