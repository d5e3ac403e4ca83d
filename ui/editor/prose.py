"""A text of an agenda item: a marked field that gives away the keys that mean something at its edges, and offers how
the sentence is likely to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor

from ui.fields.ghost import GhostField
from ui.keys import ENTERS

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier


class Prose(GhostField):
    """``enter_leaves``: plain Enter is left to the owner, Shift+Enter begins a line. Up in the first line and Down in
    the last are left to the owner too."""

    #: Backspace with nothing before the caret.
    head_struck = Signal()
    enter_leaves = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE
        cursor = self.textCursor()
        if plain_key and event.key() == _KEY.Key_Backspace and cursor.atStart() and not cursor.hasSelection():
            if not self.frozen:
                self.head_struck.emit()
        elif plain_key and (self._leaves(event.key()) or self._at_edge(event.key(), cursor)):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _leaves(self, key: int) -> bool:
        return self.enter_leaves and key in ENTERS

    def _at_edge(self, key: int, cursor: QTextCursor) -> bool:
        if key == _KEY.Key_Up:
            return not cursor.movePosition(QTextCursor.MoveOperation.Up)
        return key == _KEY.Key_Down and not cursor.movePosition(QTextCursor.MoveOperation.Down)
