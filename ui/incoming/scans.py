"""The scans of a letter beside it: their pages, their names, a place to drop more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.kit import Kit
from ui.paper_pane import PaperPane
from ui.parts import Button, Label, Text, empty, row
from ui.quiet import Nothing
from ui.raster import Paper
from ui.theme import HALF

if TYPE_CHECKING:
    from koyradesk.incoming.shapes import Scan


class ScanSide(QWidget):
    """Shows all scans as one paper; without any it says how one comes here."""

    #: A file is to be chosen; the scan with this id is to be taken out.
    wanted = Signal()
    removed = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        name = voice(N_("Scans of the letter"))
        self.setAccessibleName(name)
        self.setMinimumWidth(300)
        self.choosing = Button(voice(N_("Add a scan or photo")), look, icon="paperclip")
        self.choosing.clicked.connect(self.wanted)
        self.paper = PaperPane(voice, look, kit.draw, Label(voice(N_("Scan")), "muted"))
        self.none = Nothing()
        self.none.say(
            voice(N_("Drop the scan or a photo of the letter here, or choose its file with the button below."))
        )
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(name)
        self.pages.addWidget(self.none)
        self.pages.addWidget(self.paper.view)
        self._names = QVBoxLayout()
        self._names.setSpacing(0)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(HALF)
        stack.addWidget(self.paper)
        stack.addLayout(self._names)
        stack.addLayout(row(self.choosing, 1))
        inside = self.paper.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addWidget(self.pages, 1)

    def busy(self) -> bool:
        """Whether a page in view still waits for its picture."""
        return self.paper.busy()

    def show_scans(self, scans: tuple[Scan, ...], paper: Paper | None) -> None:
        """The scans that are kept, and their pages as far as they came."""
        voice, look = self._kit.voice, self._kit.look
        empty(self._names)
        for one in scans:
            removing = Button(voice(N_("Take the scan out")), look, role="quiet", icon="x")
            removing.setAccessibleDescription(plain(one.name))
            removing.clicked.connect(partial(self.removed.emit, one.id))
            across = row(Text(plain(one.name), "small"), removing)
            across.setStretch(0, 1)
            self._names.addLayout(across)
        self.paper.show_paper(paper)
        self.pages.setCurrentIndex(1 if scans else 0)
