"""A text of an agenda item: a marked field that gives away the keys that mean something at its edges, and offers how
the sentence is likely to end."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor

from koyradesk.markup import escape, plain
from ui import lines
from ui.fields import MarkedField
from ui.keys import ENTERS
from ui.parts import draw_key
from ui.theme import HALF, STEP, TYPE, font

_KEY = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
#: The room the key beside an ending takes.
_TAB = 44


class Prose(MarkedField):
    """``enter_leaves``: plain Enter is left to the owner, Shift+Enter begins a line. Up in the first line and Down in
    the last are left to the owner too.

    ``ends`` says how a text is likely to go on. While one types at its end, that is shown behind the caret; Tab takes
    it, Esc or anything else typed lets it go.
    """

    #: Backspace with nothing before the caret.
    head_struck = Signal()
    enter_leaves = False
    ends: Callable[[str], str] | None = None
    _ending = ""

    def ending(self) -> str:
        """What is offered now."""
        return self._ending

    def event(self, event: QEvent) -> bool:
        # Tab would leave before it is told as a key.
        if isinstance(event, QKeyEvent) and self._ending and event.type() == QEvent.Type.KeyPress:
            if event.key() == _KEY.Key_Tab and not event.modifiers():
                taken, self._ending = self._ending, ""
                self.put(escape(taken))
                self._offer("")
                return True
            if event.key() == _KEY.Key_Escape:
                self._offer("")
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain_key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _NONE
        cursor = self.textCursor()
        if plain_key and event.key() == _KEY.Key_Backspace and cursor.atStart() and not cursor.hasSelection():
            if not self.frozen:
                self.head_struck.emit()
        elif plain_key and (self._leaves(event.key()) or self._at_edge(event.key(), cursor)):
            event.ignore()
        else:
            before = self.marked()
            super().keyPressEvent(event)
            grown = len(self.marked()) > len(before)
            self._offer(self._found() if grown else "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._offer("")
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._ending:
            return
        painter = QPainter(self.viewport())
        caret = self.cursorRect()
        room = self._room(caret)
        shown = _words_within(self._ending, room)
        place = QRectF(caret.right() + 2, caret.top(), room, caret.height())
        painter.setFont(font())
        painter.setPen(self._look.disabled)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        end = ceil(place.left() + lines.natural_width(shown, font())) + STEP
        key = QRect(0, caret.top(), end + _TAB - HALF, caret.height())
        draw_key(painter, key, "Tab", self._look.muted, self._look.line, self._look.card)

    def _leaves(self, key: int) -> bool:
        return self.enter_leaves and key in ENTERS

    def _at_edge(self, key: int, cursor: QTextCursor) -> bool:
        if key == _KEY.Key_Up:
            return not cursor.movePosition(QTextCursor.MoveOperation.Up)
        return key == _KEY.Key_Down and not cursor.movePosition(QTextCursor.MoveOperation.Down)

    # How it is likely to end

    def _found(self) -> str:
        if self.ends is None or not self.textCursor().atEnd():
            return ""
        found = self.ends(plain(self.marked()))
        # Less than a word of it in view would only be in the way.
        return found if found and _words_within(found, self._room(self.cursorRect())) else ""

    def _offer(self, ending: str) -> None:
        if ending != self._ending:
            self._ending = ending
            self.setAccessibleDescription(ending or self.hint)
            self.viewport().update()

    def _room(self, caret: QRect) -> int:
        return self.viewport().width() - caret.right() - _TAB - STEP


def _words_within(text: str, room: float) -> str:
    """As many whole words as fit, with … where there are more."""
    if lines.natural_width(text, font(TYPE.body)) <= room:
        return text
    words = text.split(" ")
    while words and lines.natural_width(" ".join(words) + "…", font(TYPE.body)) > room:
        words.pop()
    return " ".join(words) + "…" if any(words) else ""
