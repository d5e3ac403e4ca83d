"""Between the figures of one's own office and those of the offices below it: seen by who has such offices."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from koyradesk.i18n import N_
from ui.kit import Kit
from ui.parts import Tabs

#: The two places, as the window knows them.
_PLACES = (("reports", N_("Our office")), ("upazilas", N_("Upazilas")))


class Switch(Tabs):
    """Stands on both screens; on each its own side is chosen."""

    #: To the other side: a place of the window.
    went = Signal(str)

    def __init__(self, kit: Kit, here: str) -> None:
        voice = kit.voice
        super().__init__(voice(N_("Whose figures")))
        self._memory = kit.memory
        self._here = next(at for at, (place, _) in enumerate(_PLACES) if place == here)
        for _, name in _PLACES:
            self.addTab(voice(name))
        self.setCurrentIndex(self._here)
        self.setTabToolTip(1 - self._here, f"{self.tabText(1 - self._here)} (Ctrl U)")
        QShortcut(QKeySequence("Ctrl+U"), self, partial(self._turn, 1 - self._here))
        self.currentChanged.connect(self._turn)

    def _turn(self, index: int) -> None:
        if index != self._here:
            # This screen is left as it was.
            self.setCurrentIndex(self._here)
            self._memory.keep("reports", _PLACES[index][0])
            self.went.emit(_PLACES[index][0])
