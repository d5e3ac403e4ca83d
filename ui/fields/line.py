"""A field of one line."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from koyradesk.markup import escape, plain
from ui.fields.field import Field, Words, dress_frozen, is_foreign, leaves
from ui.theme import Tokens


class LineField(Field, QLineEdit):
    """One line of text without marks, with completion from ``words``. ``name`` is for screen readers."""

    #: A completion was chosen; ``typed`` has told its text already.
    chosen = Signal(str)
    #: Enter was pressed and there was nothing to choose.
    confirmed = Signal()

    def __init__(
        self,
        name: str,
        look: Tokens,
        *,
        hint: str = "",
        words: Words | None = None,
        takes: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.takes = frozenset(takes)
        self._look, self.words = look, words
        self._showing = False
        self.textChanged.connect(self._changed)

    def marked(self) -> str:
        """What the field holds, as stored text."""
        return escape(self.text())

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place."""
        text = " ".join(plain(marked).split("\n"))
        if text == self.text():
            return
        caret = self.cursorPosition()
        self._showing = True
        self.setText(text)
        self._showing = False
        self.setCursorPosition(min(caret, len(text)))

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        self.setCursorPosition(offset)

    def set_frozen(self, frozen: bool) -> None:
        """Makes the field one to read only, or to type in again."""
        self.frozen = frozen
        self.setReadOnly(frozen)
        dress_frozen(self, frozen)

    def _changed(self) -> None:
        if not self._showing:
            self.typed.emit(self.marked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_foreign(event):
            event.ignore()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable():
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable():
            self.redo_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if leaves(event):
            self.left.emit()
