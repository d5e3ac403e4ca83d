"""A field of several lines that grows with its text, with bold and underline."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextEdit, QWidget

from koyradesk.markup import escape, plain
from ui.fields.field import Field, dress_frozen, is_foreign, leaves
from ui.theme import Tokens


class MarkedField(Field, QTextEdit):
    """Text with bold (Ctrl+B) and underline (Ctrl+U). ``name`` is for screen readers.

    ``breaks``: whether Enter begins a new line; without it Enter is left to the owner, and line ends become blanks.
    """

    def __init__(
        self,
        name: str,
        look: Tokens,
        *,
        hint: str = "",
        takes: Collection[str] = (),
        breaks: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.takes = frozenset(takes)
        self._look, self._breaks = look, breaks
        self._showing = False
        self.textChanged.connect(self._changed)

    def marked(self) -> str:
        """What the field holds, as stored text."""
        return escape(self.toPlainText())

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place."""
        if marked == self.marked():
            return
        self._showing = True
        self.setPlainText(plain(marked))
        self._showing = False

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        cursor = self.textCursor()
        cursor.setPosition(min(offset, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

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
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable():
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
