"""The words that may be meant, in a small list beside the caret. It never covers the line that is typed."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QLabel, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from koyradesk.bengali.digits import to_bengali
from ui import lines
from ui.fields.suggestions import Suggestions
from ui.keys import caps
from ui.theme import GAP, HALF, STEP, TYPE, font
from ui.typing.word import Word

_ROW, _HEAD, _NUMBER = 28, 26, 22
#: Rows that a digit takes.
_NUMBERED = 9
#: What takes the letters as they were typed, with the blank behind them.
LETTERS = "Shift+Space"


class Candidates(Suggestions):
    """What may be meant by the letters that stand above it, with the key that takes each."""

    #: A row was clicked.
    picked = Signal(int)
    _covers = False

    def __init__(self, field: QWidget, name: str, *, bengali: bool) -> None:
        super().__init__(field, name)
        self._bengali = bengali
        self._left = 0
        self._letters = QLabel(self)
        self._letters.setTextFormat(Qt.TextFormat.PlainText)
        self._letters.setFont(font(TYPE.tag))
        self._letters.setProperty("role", "small")
        # What was typed to be read as Bengali.
        self._letters.setProperty("language", "en")
        self.setViewportMargins(0, _HEAD, 0, 0)
        self.setItemDelegate(_Rows(self))
        self.clicked.connect(lambda index: self.picked.emit(index.row()))
        # The mouse that only lies there chooses nothing.
        self.entered.disconnect()

    def show_choices(self, word: Word, *, begun: bool) -> None:
        """Shows what a word may mean; ``begun``: it was begun just now, here."""
        if begun:
            self._left = self._caret().left()
        self._letters.setText(word.keys)
        self._letters.setAccessibleName(word.keys)
        self.offer(word.rows())
        if self.isVisible():
            self.setCurrentIndex(self._words.index(word.chosen))

    def label(self, row: int) -> str:
        """The key that takes a row; "" where it has none of one sign."""
        if row >= _NUMBERED:
            return ""
        return to_bengali(row + 1) if self._bengali else str(row + 1)

    def aside(self, row: int) -> str:
        """The keys that take the letters as they were typed, which stand last."""
        return caps(LETTERS) if row == self._words.rowCount() - 1 else ""

    def _caret(self) -> QRect:
        """Where the caret is, in the window."""
        found = self._field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = found.toRect() if hasattr(found, "toRect") else QRect(found)
        return QRect(self._field.mapTo(self._field.window(), place.topLeft()), place.size())

    def _place(self) -> QRect:
        """The line of the caret, from where the word was begun."""
        caret = self._caret()
        # In a line field, under its frame.
        place = super()._place() if self._field.height() < 2 * caret.height() + GAP else caret
        return QRect(min(self._left, caret.left()) - STEP, place.y(), place.width(), place.height())

    def _extent(self) -> tuple[int, int]:
        letters = lines.natural_width(self._letters.text(), font(TYPE.tag))
        last = letters + lines.natural_width(caps(LETTERS), font(TYPE.tag)) + GAP
        width = ceil(max(max(self._widest(), last) + _NUMBER + 2 * GAP, 120))
        return width, self._words.rowCount() * _ROW + _HEAD + 2 * HALF + 2

    def _stand(self) -> None:
        super()._stand()
        self._letters.setGeometry(GAP - HALF, HALF, self.width() - GAP, _HEAD - HALF)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # What it belongs to moves with the text: it goes along instead of away.
        if watched in self._watched and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow_soon()
            return False
        return super().eventFilter(watched, event)


class _Rows(QStyledItemDelegate):
    """The key, then the word."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        listed = self.parent()
        assert isinstance(listed, Candidates)
        # PySide's type stubs leave out the fields of an option.
        given: QStyleOptionViewItem = QStyleOptionViewItem(option)
        self.initStyleOption(given, index)
        word, given.text = given.text, ""  # type: ignore[attr-defined]
        place = QRect(option.rect)  # type: ignore[attr-defined]
        listed.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, given, painter, listed)
        painter.save()
        colours = listed.palette()
        painter.setFont(font(TYPE.tag))
        painter.setPen(QColor(colours.color(QPalette.ColorRole.PlaceholderText)))
        number = place.adjusted(STEP, 0, 0, 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, listed.label(index.row()))
        painter.setFont(font())
        painter.setPen(QColor(colours.color(QPalette.ColorRole.Text)))
        words = place.adjusted(STEP + _NUMBER, 0, -STEP, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        if aside := listed.aside(index.row()):
            painter.setFont(font(TYPE.tag))
            painter.setPen(QColor(colours.color(QPalette.ColorRole.PlaceholderText)))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        painter.restore()
