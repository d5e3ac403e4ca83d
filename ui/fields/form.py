"""Labels above or beside fields, with a hint and an error sentence under them."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import lines
from ui.parts import Text
from ui.theme import HALF, STEP, font, restyle

#: A label beside its field stands on the line of the field's first words.
_DOWN = 6


class Labelled(QWidget):
    """A field with its label, a hint under it and, when something is wrong, one sentence that says so."""

    def __init__(
        self, label: str, field: QWidget, *, hint: str = "", aside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        self.label = Text(label, "muted")
        self.label.setBuddy(field)
        self.note = Text(hint, "small")
        below = QVBoxLayout()
        below.setSpacing(HALF // 2)
        below.addWidget(field)
        below.addWidget(self.note)
        whole = QHBoxLayout(self) if aside else QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP if aside else HALF // 2)
        if aside:
            self.label.setContentsMargins(0, _DOWN, 0, 0)
            whole.addWidget(self.label, 0, Qt.AlignmentFlag.AlignTop)
        else:
            whole.addWidget(self.label)
        whole.addLayout(below, 1)
        self.setAccessibleName(label)
        # Not before it stands in something: alone it would be a window for a moment, and take the keyboard with it.
        self.note.setVisible(bool(hint))

    def say_error(self, sentence: str) -> None:
        """Says what is wrong in place of the hint; "" for nothing."""
        restyle(self.note, "role", "error" if sentence else "small")
        self.note.say(sentence or self._hint)
        self.note.setVisible(bool(sentence or self._hint))
        self.field.setAccessibleDescription(sentence or self._hint)


class Form(QWidget):
    """Labelled fields in columns of one width. ``aside`` puts the labels beside the fields instead of above."""

    def __init__(self, name: str, *, aside: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._aside = aside
        self._labels: list[Text] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * STEP)
        self._grid.setVerticalSpacing(STEP)
        self._row, self._column = -1, 0

    def add(self, label: str, field: QWidget, *, hint: str = "", width: int = 1, beside: bool = False) -> Labelled:
        """A field on a new row, or ``beside`` the one before; ``width`` in columns."""
        made = Labelled(label, field, hint=hint, aside=self._aside)
        if not beside or self._row < 0:
            self._row, self._column = self._row + 1, 0
        self._grid.addWidget(made, self._row, self._column, 1, width, Qt.AlignmentFlag.AlignTop)
        for column in range(self._column, self._column + width):
            self._grid.setColumnStretch(column, 1)
        self._column += width
        if self._aside:
            self._labels.append(made.label)
            widest = max(lines.natural_width(one.plain, font()) for one in self._labels)
            for one in self._labels:
                one.setFixedWidth(ceil(widest) + 1)
        return made
