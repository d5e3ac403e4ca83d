"""Facts of one thing under one another: what it is called at the left in grey, what it is at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.parts import Text
from ui.theme import HALF, STEP

_WIDE = 108


class Facts(QWidget):
    """Pairs of a name and what it says; empty ones are left out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(STEP)
        self._grid.setVerticalSpacing(HALF // 2)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, _WIDE)
        self._made: list[QWidget] = []
        self.said: dict[str, str] = {}

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Other facts."""
        for one in self._made:
            one.setParent(None)
            one.deleteLater()
        self._made = []
        self.said = {name: said for name, said in facts if said}
        for place, (name, said) in enumerate(self.said.items()):
            label = Text(name, "small")
            label.setFixedWidth(_WIDE)
            value = Text(said, name=name)
            if said.isascii():
                # Codes and names of files are the same in every language.
                value.setProperty("language", "en")
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1)
            self._made += [label, value]
