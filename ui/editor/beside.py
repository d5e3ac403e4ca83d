"""Beside the text: the live page, which paper it shows, and the ways it leaves the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from koyradesk.i18n import N_
from ui.editor.paper_side import PaperSide
from ui.parts import Button, Tabs, row
from ui.reading import KINDS
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

#: What can be shown of one meeting. Signed minutes alone have a correction.
PAPERS = (*KINDS, ("correction", N_("Correction")))


class Beside(PaperSide):
    """The right side of a meeting's editor."""

    #: Another paper of the meeting is wanted.
    kind_chosen = Signal(str)

    def __init__(self, voice: Voice, look: Tokens, draw: Callable[..., None]) -> None:
        super().__init__(voice)
        self.kinds = Tabs(voice(N_("Kind of paper")))
        for _, name in KINDS:
            self.kinds.addTab(voice(name))
        self.kinds.currentChanged.connect(lambda index: self.kind_chosen.emit(PAPERS[index][0]))
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.pdf, self.picture = (
            Button(voice(words), look, role="quiet", icon=icon, keys=keys, shows_keys=False)
            for words, icon, keys in (
                (N_("Save as PDF"), "file-down", "Ctrl+S"),
                (N_("Save as a picture"), "image", "Ctrl+Shift+S"),
            )
        )
        #: Without its keys, and then as an icon alone, where the papers leave it no more room.
        self.bare = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P", shows_keys=False)
        self.small = Button(voice(N_("Print")), look, role="quiet", icon="printer", keys="Ctrl+P", shows_keys=False)
        for button in (self.bare, self.small):
            button.hide()
        for button, way in (
            (self.printing, "print"),
            (self.bare, "print"),
            (self.small, "print"),
            (self.pdf, "pdf"),
            (self.picture, "picture"),
        ):
            button.clicked.connect(partial(self.wanted.emit, way))
        ways = QWidget()
        ways.setAccessibleName(voice(N_("Save the paper")))
        ways.setLayout(row(self.small, self.pdf, self.picture, spacing=HALF))
        self._stand(look, draw, ways, row(self.kinds, 1, self.printing, self.bare, spacing=STEP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * STEP - GAP - self.kinds.sizeHint().width()
        shown = next((one for one in (self.printing, self.bare) if one.sizeHint().width() <= room), self.small)
        for button in (self.printing, self.bare, self.small):
            button.setVisible(button is shown)

    def show_kind(self, kind: str) -> None:
        """Turns to another paper."""
        self.kinds.setCurrentIndex([name for name, _ in PAPERS].index(kind))

    def offer_correction(self, wanted: bool) -> None:
        """Whether the correction of the minutes is among the papers."""
        if wanted and self.kinds.count() < len(PAPERS):
            self.kinds.addTab(self._voice(PAPERS[-1][1]))
        elif not wanted and self.kinds.count() == len(PAPERS):
            self.kinds.removeTab(len(PAPERS) - 1)
        self._fit()

    def begin(self) -> None:
        super().begin()
        self.kinds.setCurrentIndex(0)
