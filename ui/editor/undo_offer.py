"""A button beside what was just told takes it back, for as long as it is the newest edit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from koyradesk.i18n import N_
from ui.notice import Action
from ui.say import Voice


class UndoOffer(QObject):
    """At most one offer stands; with the next edit its button would take back something else."""

    #: A sentence with its button.
    made = Signal(str, object)
    #: The button of an offer is to go.
    overtaken = Signal(object)

    def __init__(self, voice: Voice, undo: Callable[[], object]) -> None:
        super().__init__()
        self._voice, self._undo = voice, undo
        self._stands: Action | None = None

    def make(self, sentence: str) -> None:
        """Tells of an edit and offers to take it back."""
        self.end()
        self._stands = Action(self._voice(N_("Undo")), self._undo)
        self.made.emit(sentence, self._stands)

    def end(self) -> None:
        """Something else was edited, or the meeting is let go."""
        offer, self._stands = self._stands, None
        if offer is not None:
            self.overtaken.emit(offer)
