"""Why there is no newer page, where that is, and a way there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from koyradesk import editing
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Letter, Meeting, Ref
from ui.parts import Button, Text
from ui.places import in_words
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

#: The parts of a refusal that stand in the text it is about.
_QUOTED = ("char", "text")


class Trouble(QWidget):
    """One sentence over the old page, as long as there is no newer one."""

    #: The field that it is about, and where in it.
    field_asked = Signal(object, int)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._place: tuple[Ref, int] | None = None
        self.setAccessibleName(voice(N_("Why there is no newer page")))
        self.words = Text(role="error")
        self.going = Button(voice(N_("Go there")), look, role="small")
        self.going.clicked.connect(self._go)
        across = QHBoxLayout(self)
        across.setContentsMargins(GAP, HALF, GAP, STEP)
        across.setSpacing(STEP)
        across.addWidget(self.words, 1)
        across.addWidget(self.going, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, error: UserError, meeting: Meeting | Letter, typing: Ref | None) -> None:
        """Says what is wrong with a meeting; ``typing`` is the field that is being typed in."""
        self._place = _place(error, meeting, typing)
        said = self._voice.refusal(error)
        if self._place is not None:
            where = in_words(editing.path(meeting, self._place[0]), self._voice)
            said = self._voice(N_("{where}: {what}"), where=where, what=said)
        self.words.say(said)
        self.going.setVisible(self._place is not None)
        self.show()

    def _go(self) -> None:
        if self._place is not None:
            self.field_asked.emit(*self._place)


def _place(error: UserError, meeting: Meeting | Letter, typing: Ref | None) -> tuple[Ref, int] | None:
    """Where in a meeting that stands which a refusal speaks of, first of all where one is typing."""
    words = next((str(error.parts[name]) for name in _QUOTED if error.parts.get(name)), "")
    for ref in sorted(editing.refs(meeting), key=lambda one: one != typing) if words else ():
        at = plain(editing.text(meeting, ref)).find(words)
        if at >= 0:
            return ref, at
    return None
