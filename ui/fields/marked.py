"""A field of several lines that grows with its text, with bold and underline."""

from __future__ import annotations

from collections.abc import Collection
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QWidget

from koyradesk.markup import escape, plain
from ui import composing, lines
from ui.fields import rich
from ui.fields.clipboard import expect
from ui.fields.field import TextField, characters, is_foreign, kept_caret, leaves, units
from ui.fields.spelling import Spelling
from ui.keys import ENTERS
from ui.theme import STEP, TYPE, Tokens, font

_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
#: Around the document: the frame of the style sheet.
_FRAME = 9


class MarkedField(TextField, QTextEdit):
    """Text with bold (Ctrl+B) and underline (Ctrl+U). ``name`` is for screen readers, ``hint`` shows while it is empty.

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
        self._begin(name, hint, takes)
        self._look, self._breaks = look, breaks
        self._showing = False
        self.spelling = Spelling(self, look)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        document = self.document()
        document.setDefaultFont(font())
        document.setDocumentMargin(rich.MARGIN)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        QTextCursor(document).setBlockFormat(rich.block_format())
        document.clearUndoRedoStacks()
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)
        self._fit(document.size())

    # What it holds

    def show_marked(self, marked: str) -> None:
        """Shows a stored text without telling anyone; the caret keeps its place, what was undone is forgotten."""
        if marked == self._marked:
            return
        if self._composing():
            # What an input method is still at work on belongs to the text that goes.
            composing.reset()
        before, caret = self._raw(), self.textCursor().position()
        self._showing = True
        document = self.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        rich.insert(cursor, marked)
        document.setUndoRedoEnabled(True)
        self._showing = False
        self._marked = marked
        cursor.setPosition(kept_caret(before, self._raw(), caret))
        self.setTextCursor(cursor)
        self.viewport().update()

    def put(self, marked: str) -> None:
        """Puts a marked text in at the caret, as if it were typed."""
        cursor = self.textCursor()
        rich.insert(cursor, marked if self._breaks else marked.replace("\n", " "))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def put_over(self, raw: str, marked: str) -> None:
        """Puts a marked text in, and another one over it as a step of its own: the first undo brings back the first."""
        start = self.textCursor().selectionStart()
        self._showing = True
        self.put(raw)
        self._showing = False
        cursor = self.textCursor()
        cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.put(marked)

    def selected(self) -> str:
        cursor = self.textCursor()
        return rich.marked(self.document(), cursor.selectionStart(), cursor.selectionEnd())

    def caret(self) -> int:
        """How many characters of the plain stored text stand before the caret."""
        return characters(self._raw(), self.textCursor().position())

    def place_cursor(self, offset: int) -> None:
        """Puts the caret after ``offset`` characters of the plain text."""
        cursor = self.textCursor()
        cursor.setPosition(min(units(self._raw(), offset), self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def _raw(self) -> str:
        return self.document().toRawText()

    def _changed(self) -> None:
        self.spelling.changed(typed=not self._showing)
        if not self._showing:
            self._told(rich.marked(self.document()))

    # Keys

    def event(self, event: QEvent) -> bool:
        # Qt asks a field first whether a shortcut is its own. Ctrl+B and Ctrl+U are, others of the window's are not.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._mark_of(event) or self._offer_key(event, act=False):
                event.accept()
                return True
            if is_foreign(event):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._offer_key(event, act=True):
            event.accept()
        elif mark := self._mark_of(event):
            if not self.frozen:
                self._turn(mark)
        elif self._undo_key(event, self.document().isUndoAvailable(), self.document().isRedoAvailable()):
            event.accept()
        elif is_foreign(event) or event.key() in _PAGES or (event.key() in ENTERS and not self._breaks):
            event.ignore()
        elif event.key() in ENTERS and shift and not self.frozen:
            self.textCursor().insertBlock()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        # Qt asks an input method not to write here, which some do not hear.
        if self.frozen:
            return
        before = self._composing()
        super().inputMethodEvent(event)
        if before or event.preeditString():
            self.composed.emit()

    def with_composed(self) -> str:
        block = self.textCursor().block()
        letters = block.layout().preeditAreaText()
        if not letters:
            return super().with_composed()
        place = block.position() + block.layout().preeditAreaPosition()
        return f"{rich.marked(self.document(), 0, place)}{escape(letters)}{rich.marked(self.document(), place)}"

    def _mark_of(self, event: QKeyEvent) -> str:
        """The mark that a key turns on and off."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return {Qt.Key.Key_B: "b", Qt.Key.Key_U: "u"}.get(Qt.Key(event.key()), "")
        return ""

    def _turn(self, mark: str) -> None:
        """Bold or underline on, or off where all of the selection has it."""
        change = QTextCharFormat()
        on = not rich.has_all(self.textCursor(), mark)
        if mark == "b":
            change.setFontWeight(QFont.Weight.Bold if on else QFont.Weight.Normal)
        else:
            change.setFontUnderline(on)
        self.mergeCurrentCharFormat(change)

    # Paste, copy and drop

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Files are the window's.
        return not self.frozen and not source.hasUrls() and (source.hasText() or source.hasHtml())

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.take(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        marked = self.selected()
        made = QMimeData()
        made.setText(plain(marked))
        made.setHtml(rich.html(marked))
        return made

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.made_menu()
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.textCursor() if keyed else self.cursorForPosition(event.pos())
        self.spelling.fill(menu, at.position())
        menu.popup(event.globalPos())

    # Size and place

    def _fit(self, size: QSizeF) -> None:
        """As high as its text: nothing scrolls inside."""
        self.setFixedHeight(ceil(size.height()) + _FRAME)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # What it stands in scrolls.
        event.ignore()

    def _moved(self) -> None:
        self.spelling.moved()
        if self.hasFocus():
            # The field may just be growing; its surroundings are laid out first.
            QTimer.singleShot(0, self, self._follow)

    def _follow(self) -> None:
        """Keeps the caret in sight of what scrolls around the field."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if around is not None else None
        if around is None or inside is None or not self.hasFocus():
            return
        place = self.cursorRect()
        at = self.viewport().mapTo(inside, place.center())
        around.ensureVisible(at.x(), at.y(), 0, place.height() // 2 + STEP)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.takes:
            expect()
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_offer()
        if leaves(event):
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.spelling.paint()
        if self.hint and self._bare():
            painter = QPainter(self.viewport())
            place = QRectF(self.viewport().rect()).adjusted(rich.MARGIN, rich.MARGIN + rich.above(), -rich.MARGIN, 0)
            lines.draw(painter, place, self.hint, font(TYPE.body), self._look.muted)

    def _bare(self) -> bool:
        """Is there nothing in it, so that its hint shows?"""
        return not self.frozen and self.document().isEmpty() and not self._composing()

    def _composing(self) -> bool:
        """Is an input method at work on letters that are not yet typed?"""
        layout = self.textCursor().block().layout()
        return layout is not None and bool(layout.preeditAreaText())
