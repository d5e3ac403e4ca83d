"""The list of completions under a line that is typed in. It never takes the focus: the line keeps the keyboard."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import lines
from ui.theme import GAP, HALF, STEP, font

_MOST = 8
_ROW = 30


class Suggestions(QListView):
    """A light list inside the window, not a window of its own: nothing flickers and no input method is disturbed."""

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, name: str) -> None:
        super().__init__(line.window())
        self._line = line
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
        self.hide()
        self._watched: list[QObject] = []
        # It stands in the window, so it would outlive the line.
        line.destroyed.connect(self.deleteLater)

    def offer(self, words: list[str]) -> None:
        """Shows the words under the line, none of them chosen; nothing to show hides the list."""
        if words[:_MOST] != self._words.stringList() or not self.isVisible():
            self._words.setStringList(words[:_MOST])
            self.setCurrentIndex(QModelIndex())
        if not words or not self._line.isVisible():
            self.withdraw()
            return
        if self.parentWidget() is not self._line.window():
            self.setParent(self._line.window())
        self._stand()
        self.show()
        self.raise_()
        self._watch()

    def withdraw(self) -> None:
        """Hides the list."""
        self.hide()
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = []

    def step(self, rows: int) -> None:
        """Chooses the next word, or the one before; beyond the ends none is chosen, then it begins anew."""
        count = self._words.rowCount() + 1
        row = (self.currentIndex().row() + 1 + rows) % count - 1
        self.setCurrentIndex(self._words.index(row) if row >= 0 else QModelIndex())

    def word(self) -> str:
        """The word that is chosen; "" for none."""
        return str(self.currentIndex().data() or "") if self.isVisible() else ""

    def _stand(self) -> None:
        """Under the line, or above it where there is more room."""
        window = self._line.window()
        widest = max((lines.natural_width(word, font()) for word in self._words.stringList()), default=0)
        width = min(max(self._line.width(), ceil(widest) + 3 * GAP), window.width() - 2 * STEP)
        height = self._words.rowCount() * _ROW + 2 * HALF + 2
        at = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        above = self._line.mapTo(window, QPoint(0, -2)).y()
        top = above - height if at.y() + height > window.height() - STEP and above - height >= 0 else at.y()
        self.setGeometry(max(STEP, min(at.x(), window.width() - STEP - width)), top, width, height)

    def _watch(self) -> None:
        """When the line moves away from under it, the list goes."""
        if self._watched:
            return
        one: QWidget | None = self._line
        while one is not None:
            self._watched.append(one)
            one.installEventFilter(self)
            one = None if one.isWindow() else one.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched not in self._watched:
            return super().eventFilter(watched, event)
        kind = event.type()
        # A layout tells of moves to the same place, too: a line that grows does not leave its list.
        elsewhere = isinstance(event, QMoveEvent) and event.pos() != event.oldPos()
        moved = elsewhere and watched is not self._line.window()
        if moved or kind in (QEvent.Type.Hide, QEvent.Type.WindowDeactivate, QEvent.Type.ParentChange):
            self.withdraw()
        elif kind == QEvent.Type.Resize:
            if watched is self._line:
                self._stand()
            elif watched is self._line.window():
                self.withdraw()
        return False


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # type: ignore[override]
        return QSize(0, _ROW)
