"""Text at the left, paper at the right, each as wide as it was left last time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from koyradesk.i18n import N_
from ui.memory import Memory
from ui.say import Voice

#: Widths in logical pixels below which text and paper are not pressed, and their shares of a new window.
_LEAST_TEXT, _LEAST_PAPER = 480, 380
_SHARES = (680, 486)


class Halves(QSplitter):
    """The two halves of the editor."""

    def __init__(self, voice: Voice, memory: Memory, text: QWidget, paper: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._memory = memory
        self.setAccessibleName(voice(N_("Text and paper")))
        self.setChildrenCollapsible(False)
        self.addWidget(text)
        self.addWidget(paper)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        text.setMinimumWidth(_LEAST_TEXT)
        paper.setMinimumWidth(_LEAST_PAPER)
        self.setSizes(self._shares())
        self.splitterMoved.connect(lambda: memory.keep("editor", " ".join(map(str, self.sizes()))))

    def _shares(self) -> list[int]:
        """What the user gave to text and paper last time."""
        held = [int(one) for one in self._memory.text("editor").split() if one.isascii() and one.isdecimal()]
        return held if len(held) == len(_SHARES) else list(_SHARES)
