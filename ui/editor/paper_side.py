"""The right side of an editor: what stands above the live page, why it cannot be set, the page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.editor.trouble import Trouble
from ui.live import LivePage
from ui.raster import Paper
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class PaperSide(QWidget):
    """The paper that is being written; whoever derives from it says by ``_stand`` what is above the page."""

    #: The paper is to be given out, by one of the ways that stand over it ("print", "pdf", "picture" …).
    wanted = Signal(str)

    page: LivePage
    trouble: Trouble

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("Paper")))

    def _stand(self, look: Tokens, draw: Callable[..., None], ways: QWidget, above: QHBoxLayout) -> None:
        self.page = LivePage(self._voice, look, draw, ways)
        self.trouble = Trouble(self._voice, look)
        above.setContentsMargins(STEP, GAP, GAP, HALF)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(above)
        stack.addWidget(self.trouble)
        stack.addWidget(self.page, 1)

    def begin(self) -> None:
        """An empty desk for another paper."""
        self.trouble.hide()
        self.page.show_paper(None)

    def take(self, paper: Paper) -> None:
        """The page as the text is now."""
        self.trouble.hide()
        self.page.show_paper(paper, keep_place=True)
