"""The table of obligations as a tree for Qt: matters above, their rows below them, made when they are opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.decisions.shapes import Matter
from ui.decisions.shown import Shown

if TYPE_CHECKING:
    from koyradesk.obligations.shapes import Task

Index = QModelIndex | QPersistentModelIndex
Lines = list[tuple[Shown, "Task | None"]]
_STOP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _STOP | Qt.ItemFlag.ItemNeverHasChildren
_HEADING = Qt.ItemFlag.ItemNeverHasChildren
_NOWHERE = QModelIndex()
#: So many more matters are handed to Qt when somebody scrolls to the end.
_CHUNK = 400


class Matters(QAbstractItemModel):
    """``rows`` makes the lines below a matter."""

    def __init__(self, rows: Callable[[Matter], Lines], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self.matters: list[Matter] = []
        self._shown: list[Shown] = []
        self._below: dict[int, Lines] = {}
        #: So many of the matters are there for Qt, which asks about each one that is.
        self._there = 0

    def show_matters(self, matters: list[Matter], shown: list[Shown]) -> None:
        """Other matters."""
        self.beginResetModel()
        self.matters, self._shown, self._below = matters, shown, {}
        self._there = min(_CHUNK, len(matters))
        self.endResetModel()

    # What an index stands for

    def shown(self, index: Index) -> Shown:
        """What a line shows."""
        above = index.internalId()
        return self._lines(above - 1)[index.row()][0] if above else self._shown[index.row()]

    def matter(self, index: Index) -> Matter | None:
        """The matter of a line, or the one it lies in."""
        if not index.isValid():
            return None
        above = index.internalId()
        return self.matters[above - 1 if above else index.row()]

    def task(self, index: Index) -> Task | None:
        """The task of a row; None for a matter and for a heading."""
        above = index.internalId() if index.isValid() else 0
        return self._lines(above - 1)[index.row()][1] if above else None

    def find(self, matter: str, task: str = "") -> QModelIndex:
        """The line of a matter, or of a task in it; an invalid index where there is none."""
        for place, one in enumerate(self.matters):
            if one.id == matter:
                self._fetch(place + 1)
                top = self.index(place, 0)
                if not task:
                    return top
                for row, (_, held) in enumerate(self._lines(place)):
                    if held is not None and held.id == task:
                        return self.index(row, 0, top)
        return QModelIndex()

    def _lines(self, place: int) -> Lines:
        found = self._below.get(place)
        if found is None:
            found = self._below[place] = self._rows(self.matters[place])
        return found

    # What Qt asks

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._there < len(self.matters)

    def fetchMore(self, parent: Index) -> None:
        self._fetch(self._there + _CHUNK)

    def fetch_all(self) -> None:
        """Every matter is there for Qt."""
        self._fetch(len(self.matters))

    def _fetch(self, wanted: int) -> None:
        wanted = min(wanted, len(self.matters))
        if wanted > self._there:
            self.beginInsertRows(QModelIndex(), self._there, wanted - 1)
            self._there = wanted
            self.endInsertRows()

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, 0) if 0 <= row < self._there else QModelIndex()
        if parent.internalId() or not 0 <= row < len(self._lines(parent.row())):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if not parent.isValid():
            return self._there
        return 0 if parent.internalId() else len(self._lines(parent.row()))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        if not parent.isValid():
            return bool(self.matters)
        return not parent.internalId() and bool(self.matters[parent.row()].tasks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not index.internalId():
            return _STOP
        return _LEAF if self.shown(index).key else _HEADING

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index).cells[0]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            one = self.shown(index)
            return one.spoken or one.cells[0]
        return self.shown(index).whole or None if role == Qt.ItemDataRole.ToolTipRole else None
