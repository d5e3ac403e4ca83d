"""Labels beside or above fields, with a hint and an error sentence under them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.parts import Text
from ui.theme import HALF, STEP


class Labelled(QWidget):
    """A field with its label above it, a hint under it and, when something is wrong, one sentence that says so."""

    def __init__(self, label: str, field: QWidget, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.label = Text(label, "muted")
        self.label.setBuddy(field)
        self.hint = Text(hint, "small")
        self.error = Text(role="error")
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(HALF)
        for one in (self.label, field, self.hint, self.error):
            self._stack.addWidget(one)
        self.hint.setVisible(bool(hint))
        self.error.hide()
        self.setAccessibleName(label)

    def say_error(self, sentence: str) -> None:
        """Says what is wrong; "" for nothing."""
        self.error.say(sentence)
        self.error.setVisible(bool(sentence))


class Form(QWidget):
    """Labelled fields: ``add`` puts one on the next row, several fields of one ``row`` side by side."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(STEP + HALF)
        self._rows = 0

    def add(self, label: str, field: QWidget, *, hint: str = "", width: int = 1, beside: bool = False) -> Labelled:
        """A field on a new row, or ``beside`` the one before; ``width`` in shares of the row."""
        made = Labelled(label, field, hint=hint)
        column = 0
        if beside and self._rows:
            self._rows -= 1
            column = self._grid.columnCount()
        self._grid.addWidget(made, self._rows, column, 1, width, Qt.AlignmentFlag.AlignTop)
        self._rows += 1
        return made
