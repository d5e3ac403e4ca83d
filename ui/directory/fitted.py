"""A list no taller than its lines: what stands below it follows at once, and where there is no room it scrolls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtGui import QResizeEvent

from ui.line_list import Line, LineList

T = TypeVar("T")

#: The frame, and the room the style sheet leaves around the lines.
_AROUND = 12
#: In the smallest window a line and the beginning of the next must do.
_LEAST = 72


class FittedList(LineList[T]):
    """Its height follows its lines, measured for the width it has."""

    def show_lines(self, shown: Iterable[Line[T]]) -> None:
        """Other lines."""
        self.rows.show_lines(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Of a long list only that it is long is of interest.
        rows = min(self.rows.rowCount(), 60)
        tall = sum(self.sizeHintForIndex(self.rows.index(row)).height() for row in range(rows)) + _AROUND
        self.setMaximumHeight(tall)
        self.setMinimumHeight(min(tall, _LEAST))
