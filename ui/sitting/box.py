"""The box for a note: one line that grows, in letters of any size, with all that helps with typing."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSizeF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea

from ui.fields.ghost import GhostField
from ui.parts import Button
from ui.theme import LEADING, STEP, TYPE, Tokens

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
#: What a long note may take of the height of its side, and the least that shows a line of it, in pixels.
_SHARE, _LEAST = 0.4, 34


class Turned(Button):
    """A button that stays pressed: its words are bold then, and keep their distance from its key."""

    def __init__(self, words: str, look: Tokens, keys: str) -> None:
        super().__init__(words, look, keys=keys)
        self.setCheckable(True)
        self.setProperty("role", "choice")

    def _content_width(self) -> float:
        return super()._content_width() + STEP


class NoteBox(GhostField):
    """Enter is left to the owner, and so are Up in its first line, Backspace where nothing is typed, and Esc."""

    #: Up in the first line (-1), Down in the last (1).
    stepped = Signal(int)
    #: It is as high as it was not before.
    grown = Signal()

    def __init__(self, name: str, look: Tokens, hint: str) -> None:
        super().__init__(name, look, hint=hint, breaks=False)
        self._hint = hint

    def set_size(self, size: int) -> None:
        """Letters of another size, in pixels."""
        usual = size == TYPE.body
        # Its own hint is in the usual letters.
        self.hint, hint = (self._hint, "") if usual else ("", self._hint)
        self.setPlaceholderText(hint)
        self.setStyleSheet("" if usual else f"font-size: {size}px;")
        look = QTextBlockFormat()
        look.setLineHeight(ceil(size * LEADING), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        # The look of letters is nothing to take back.
        self.document().setUndoRedoEnabled(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(look)
        self.document().setUndoRedoEnabled(True)

    def _fit(self, size: QSizeF) -> None:
        before = self.height()
        super()._fit(size)
        if self.height() != before:
            self.grown.emit()

    def begin_anew(self) -> None:
        """Empty, with nothing of its own to take back: Ctrl+Z takes back what was kept last."""
        self.show_marked("")
        self.document().clearUndoRedoStacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~_MOD.KeypadModifier
        step = {_KEY.Key_Up: -1, _KEY.Key_Down: 1}.get(Qt.Key(event.key()), 0) if bare else 0
        if step and self._at_edge(step):
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, step: int) -> bool:
        cursor = self.textCursor()
        way = QTextCursor.MoveOperation.Up if step < 0 else QTextCursor.MoveOperation.Down
        return not cursor.movePosition(way)


class BoxArea(QScrollArea):
    """Around the box: it grows with it, up to a share of what it stands in, and scrolls from there on."""

    def __init__(self, box: NoteBox) -> None:
        super().__init__()
        self._box = box
        self.setAccessibleName(box.accessibleName())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(box)
        box.grown.connect(self.fit)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys that the box gives away are its owner's; it scrolls by the caret.
        event.ignore()

    def fit(self) -> None:
        """As high as the box, where that leaves the notes their room."""
        above = self.parentWidget()
        most = above.height() * _SHARE if above is not None else self._box.height()
        self.setFixedHeight(round(max(_LEAST, min(self._box.height(), most))))
