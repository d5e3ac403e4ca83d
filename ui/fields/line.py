"""A field of one line, with completion."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from koyradesk.bengali.text import clean
from koyradesk.markup import escape, plain
from ui import composing
from ui.fields.field import Completer, TextField, characters, is_foreign, kept_caret, leaves, units
from ui.fields.suggestions import Suggestions
from ui.keys import ENTERS
from ui.theme import Tokens

_KEYS = QKeySequence.StandardKey
#: Characters of a line; what is longer is no line.
_LIMIT = 1_000
#: Qt's own limit would cut what is shown, and so what is stored.
_UNLIMITED = 2**30


class LineField(TextField, QLineEdit):
    """One line of text without marks, with completion from ``words``. ``name`` is for screen readers.

    While completions show, Down and Up choose, Enter and Tab accept what is chosen, Escape closes. ``enter`` is asked
    on Enter otherwise: True keeps the key, else it goes on to the owner.
    """

    #: A completion was accepted; ``typed`` has told its text already.
    chosen = Signal(str)
    #: Enter was pressed and nothing was chosen.
    confirmed = Signal()
    limit = _LIMIT

    def __init__(
        self,
        name: str,
        look: Tokens,
        *,
        hint: str = "",
        words: Completer | None = None,
        takes: Collection[str] = (),
        enter: Callable[[], bool] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._begin(name, hint, takes)
        self._look, self.words, self._enter = look, words, enter
        self._showing = False
        self._letters = ""
        self._list: Suggestions | None = None
        self.setMaxLength(_UNLIMITED)
        self.setPlaceholderText(hint)
        self.textChanged.connect(self._changed)

    # What it holds

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place, what was undone is forgotten."""
        if marked == self._marked:
            return
        if composing.is_own(self):
            # What is still being composed belongs to the text that goes.
            composing.reset()
        text = " ".join(plain(marked).split("\n"))
        caret = kept_caret(self.text(), text, self.cursorPosition())
        self._showing = True
        self.setText(text)
        self._showing = False
        # Marks and lines that it does not show stay stored as long as nothing is typed.
        self._marked = marked
        self.setCursorPosition(caret)

    def put(self, marked: str) -> None:
        """Puts a text in at the caret, as if it were typed; its marks are left out."""
        self.insert(" ".join(plain(marked).split("\n")))

    def put_over(self, raw: str, marked: str) -> None:
        """Puts a text in, and another one over it as a step of its own: the first undo brings back the first."""
        start = self.selectionStart() if self.hasSelectedText() else self.cursorPosition()
        self._showing = True
        self.put(raw)
        self._showing = False
        self.setSelection(start, self.cursorPosition() - start)
        self.put(marked)
        self.close_completions()

    def selected(self) -> str:
        return escape(clean(self.selectedText()))

    def caret(self) -> int:
        """How many characters of the stored text stand before the caret."""
        return characters(self.text(), self.cursorPosition())

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        self.setCursorPosition(units(self.text(), offset))

    def _changed(self, text: str) -> None:
        if not self._showing:
            self._told(escape(clean(text)))
            if self.hasFocus():
                self.suggest()

    # Completion

    def suggest(self, composed: str = "", *, even_empty: bool = False) -> None:
        """Shows what completes the text, with ``composed`` at the caret if an input method is at work on it."""
        # The program's own input method shows completions among what it offers.
        found = [] if composing.is_own(self) else self.completions(composed, even_empty=even_empty)
        if self._list is None:
            if not found:
                return
            self._list = Suggestions(self, self.accessibleName())
            self._list.chosen.connect(self.accept)
        self._list.offer(found)

    def completions(self, composed: str = "", *, even_empty: bool = False) -> list[str]:
        """What completes the text, with ``composed`` at the caret."""
        text, caret = self.text(), self.cursorPosition()
        typed = (text[:caret] + composed + text[caret:]).strip()
        found = self.words(typed) if self.words and not self.frozen and (typed or even_empty) else []
        return [] if found == [typed] else found

    def completing(self) -> bool:
        """Are completions on the screen?"""
        return self._list is not None and self._list.isVisible()

    def close_completions(self) -> None:
        """Takes the completions off the screen."""
        if self._list is not None:
            self._list.withdraw()

    def accept(self, word: str) -> None:
        """Puts a completion in place of the text."""
        composing.reset()
        if word != self.text():
            self.selectAll()
            self.insert(word)
        self.close_completions()
        self.chosen.emit(word)

    def _completion_key(self, event: QKeyEvent) -> bool:
        """Acts on a key of the list of completions."""
        key, down = event.key(), event.key() == Qt.Key.Key_Down
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not self.completing() or self._list is None:
            if down and self.words and not self.frozen:
                self.suggest(even_empty=True)
                return self.completing()
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if down else -1)
            self.setAccessibleDescription(self._list.word() or self.hint)
        elif key == Qt.Key.Key_Escape:
            self.close_completions()
        elif key in (*ENTERS, Qt.Key.Key_Tab) and (word := self._list.word()):
            self.accept(word)
        else:
            return False
        return True

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                if self._offer_key(event, act=False) or (self.completing() and event.key() == Qt.Key.Key_Escape):
                    # A screen that closes on Escape would close behind the list.
                    event.accept()
                    return True
                if is_foreign(event):
                    event.ignore()
                    return False
            elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self._completion_key(event):
                # Tab would leave before it is told as a key.
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            self._offer_key(event, act=True)
            or self._completion_key(event)
            or self._undo_key(event, self.isUndoAvailable(), self.isRedoAvailable())
        ):
            event.accept()
        elif is_foreign(event):
            event.ignore()
        elif event.matches(_KEYS.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        elif event.key() in ENTERS:
            self.close_completions()
            self.confirmed.emit()
            event.setAccepted(self._enter is not None and self._enter())
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt asks an input method not to write where it is frozen, which some do not hear.
        if self.frozen:
            return
        super().inputMethodEvent(event)
        before, self._letters = self._letters, event.preeditString()
        if self._letters:
            self.suggest(self._letters)
        if before or self._letters:
            self.composed.emit()

    def with_composed(self) -> str:
        if not self._letters:
            return super().with_composed()
        text, caret = self.text(), self.cursorPosition()
        return escape(clean(text[:caret] + self._letters + text[caret:]))

    # Paste and drop: Qt's own would take the text as it is

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.made_menu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(lambda: self.take(QGuiApplication.clipboard().mimeData()))
        menu.popup(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clipboard = QGuiApplication.clipboard()
        if event.button() == Qt.MouseButton.MiddleButton and clipboard.supportsSelection():
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.take(clipboard.mimeData(clipboard.Mode.Selection))
        else:
            super().mouseReleaseEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Files are the window's.
        if self._can_take(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is self:
            super().dropEvent(event)
        elif self._can_take(event.mimeData()):
            self.setCursorPosition(self.cursorPositionAt(event.position().toPoint()))
            self.take(event.mimeData())
            event.acceptProposedAction()

    def _can_take(self, source: QMimeData) -> bool:
        return not self.frozen and not source.hasUrls() and (source.hasText() or source.hasHtml())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_completions()
        self.close_offer()
        if leaves(event):
            self.left.emit()
