"""The list of completions under a line that is typed in. It never takes the focus: the line keeps the keyboard."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import lines
from ui.fields.below import Below
from ui.theme import GAP, HALF, font

_MOST = 8
_ROW = 30


class Suggestions(Below, QListView):
    """A light list inside the window, not a window of its own: nothing flickers and no input method is disturbed."""

    chosen = Signal(str)

    def __init__(self, line: QWidget, name: str) -> None:
        super().__init__(line.window())
        self._words = QStringListModel(self)
        self.setObjectName("suggestions")
        self.setAccessibleName(name)
        self.setModel(self._words)
        self.setItemDelegate(_Rows(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(lambda index: self.chosen.emit(index.data()))
        self._stand_by(line)

    def offer(self, words: list[str]) -> None:
        """Shows the words under the line, none of them chosen; nothing to show hides the list."""
        if words[:_MOST] != self._words.stringList() or not self.isVisible():
            self._words.setStringList(words[:_MOST])
            self.setCurrentIndex(QModelIndex())
        if words:
            self.appear()
        else:
            self.withdraw()

    def step(self, rows: int) -> None:
        """Chooses the next word, or the one before; beyond the ends none is chosen, then it begins anew."""
        count = self._words.rowCount() + 1
        row = (self.currentIndex().row() + 1 + rows) % count - 1
        self.setCurrentIndex(self._words.index(row) if row >= 0 else QModelIndex())

    def word(self) -> str:
        """The word that is chosen; "" for none."""
        return str(self.currentIndex().data() or "") if self.isVisible() else ""

    def _extent(self) -> tuple[int, int]:
        width = max(self._field.width(), ceil(self._widest()) + 3 * GAP)
        return width, self._words.rowCount() * _ROW + 2 * HALF + 2

    def _widest(self) -> float:
        """How wide the longest word is."""
        return max((lines.natural_width(word, font()) for word in self._words.stringList()), default=0)


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(0, _ROW)
