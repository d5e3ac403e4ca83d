"""A paper on its desk with a strip above it: where one is, and the zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.pages import PageView
from ui.parts import Button, Label, row
from ui.raster import Paper
from ui.say import Voice
from ui.theme import GAP, HALF, Tokens

#: Asks for a page: paper, index, width in device pixels, who takes the picture, topic (see ``Worker.ask``).
Draw = Callable[[Paper, int, int, Callable[[QImage], None], str], None]


class PaperPane(QWidget):
    """A page view with its zoom strip. Whatever stands left in the strip is given by the screen that uses it."""

    def __init__(self, voice: Voice, look: Tokens, draw: Draw, left: QWidget, view: PageView | None = None) -> None:
        super().__init__()
        self._voice, self._draw = voice, draw
        #: The paper on show.
        self.held: Paper | None = None
        self.setAccessibleName(voice(N_("Paper")))
        self.view = view or PageView(look)
        self.view.setAccessibleName(voice(N_("Pages of the paper")))
        self._place = Label(name="")
        smaller = Button(voice(N_("Smaller")), look, role="quiet", icon="minus", keys="Ctrl+-", shows_keys=False)
        larger = Button(voice(N_("Larger")), look, role="quiet", icon="plus", keys="Ctrl++", shows_keys=False)
        fit = Button(
            voice(N_("Fit width")), look, role="quiet", icon="move-horizontal", keys="Ctrl+0", shows_keys=False
        )
        smaller.clicked.connect(self.view.zoom_out)
        larger.clicked.connect(self.view.zoom_in)
        fit.clicked.connect(self.view.fit_width)
        # The plus key without Shift, on keyboards that have it so.
        QShortcut(QKeySequence("Ctrl+="), self, self.view.zoom_in, context=Qt.ShortcutContext.WindowShortcut)
        self.view.moved.connect(self._tell)
        self.view.wanted.connect(self._ask)
        self.strip = row(left, 1, self._place, smaller, larger, fit, spacing=HALF)
        self.strip.setContentsMargins(GAP, 0, GAP, HALF)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(self.strip)
        stack.addWidget(self.view, 1)

    def show_paper(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """Another paper, or none. With ``keep_place`` it is the same paper as it is now: what did not change stays."""
        before, self.held = self.held, paper
        if paper is None:
            self.view.show_pages(())
            return
        same = [index for index in range(len(paper.sizes)) if before and _same(before, paper, index)]
        self.view.show_pages(paper.sizes, keep_place=keep_place, same=same)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.view.isVisible() and self.view.waits()

    def forget(self) -> None:
        """The paper on show is no longer the one meant; it stays on the desk until another comes."""
        self.held = None

    def _ask(self, index: int, width: int) -> None:
        paper = self.held
        if paper is None:
            return

        def put(picture: QImage) -> None:
            # A picture of a paper that has left the desk is of no use, unless the page is the same still.
            if self.held is paper or (self.held and _same(self.held, paper, index)):
                self.view.put(index, picture)

        self._draw(paper, index, width, put, f"{id(self)} page {index}")

    def _tell(self, page: int, pages: int, percent: int) -> None:
        if not pages:
            self._place.say("")
            return
        words = self._voice(N_("Page {page} / {pages} · {percent}%"), page=page, pages=pages, percent=percent)
        self._place.say(words)
        self.view.setAccessibleDescription(words)


def _same(one: Paper, other: Paper, page: int) -> bool:
    """Whether a page has the same picture on two papers, as far as is known."""
    return one.looks[page : page + 1] == other.looks[page : page + 1] != ()
