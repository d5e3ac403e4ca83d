"""The search box of the rail: an icon, its key while it is empty, a button and Escape to clear it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from ui import icons
from ui.keys import ENTERS
from ui.parts import ICON, Button, draw_key
from ui.theme import STEP, Tokens

#: Characters anyone searches for.
_LONGEST = 200


class Search(QLineEdit):
    """The search box: an icon, its key while it is empty, a button and Escape to clear it."""

    left = Signal()
    #: It was clicked while nothing stood in it: the box over everything is wanted.
    pressed = Signal()

    def __init__(self, words: str, clear: str, look: Tokens) -> None:
        super().__init__()
        self._look = look
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription("Ctrl+K")
        # What is longer is pasted by mistake, and would take long to draw.
        self.setMaxLength(_LONGEST)
        self.setTextMargins(ICON + STEP, 0, ICON + STEP, 0)
        self._words = clear
        #: Made with the first letter: the window stands before.
        self._clear: Button | None = None
        self.textChanged.connect(self._offer_clearing)

    def close_up(self, bare: bool) -> None:
        """Its icon alone, where there is no room for words."""
        self.setPlaceholderText("" if bare else self.accessibleName())

    def _offer_clearing(self, text: str) -> None:
        """The button is there while there is something to clear."""
        if self._clear is None and text:
            self._clear = Button(self._words, self._look, role="quiet", icon="x")
            self._clear.setParent(self)
            self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._clear.setCursor(Qt.CursorShape.ArrowCursor)
            self._clear.clicked.connect(self.clear)
            self._place()
        if self._clear is not None:
            self._clear.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        if self._clear is not None:
            size = self._clear.sizeHint().width()
            self._clear.setGeometry(self.width() - size - 2, 2, size, self.height() - 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Down, *ENTERS):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.text() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self.pressed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        picture = icons.pixmap("search", self._look.muted, ICON, self.devicePixelRatioF())
        painter.drawPixmap(10, (self.height() - ICON) // 2, picture)
        if not self.text() and not self.hasFocus() and self.placeholderText():
            place = self.rect().adjusted(0, 0, -7, 0)
            draw_key(painter, place, "Ctrl K", self._look.muted, self._look.line, self._look.card)
