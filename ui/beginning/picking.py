"""One of many by any part of its name: as ``Choosing``, but found by who knows how they are called and spelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal

from koyradesk.i18n import N_
from ui.letters.choosing import Choosing, Offered
from ui.say import Voice
from ui.theme import Tokens

#: Stands before a thing that no list has: the rest is its name, marked.
OWN = "="
#: Finds what a text can mean; the text is marked, as fields give it.
Finds = Callable[[str], Sequence[Offered]]


class Picking(Choosing):
    """The field and what it finds. The line that Enter would take is told while one goes through them."""

    #: The thing of the line at which the arrow keys stand; "" for none.
    looked_at = Signal(str)

    def __init__(self, voice: Voice, look: Tokens, name: str, hint: str, finds: Finds) -> None:
        self._finds, self._none = finds, ""
        super().__init__(voice, look, name)
        self.field.setAccessibleName(name)
        self.field.hint = hint
        self.field.setPlaceholderText(hint)
        self.list.setAccessibleName(voice(N_("What fits what is typed")))

    def begin(self, text: str, none: str, at: str = "") -> None:
        """From a text on, with the line of ``at`` marked where it is among those found."""
        self._none = none
        self.field.show_marked(text)
        self._filter()
        index = self.list.rows.find(lambda thing: thing == at) if at else QModelIndex()
        if index.isValid():
            self.list.show_at(index)

    def taken(self) -> str:
        """What Enter would take; "" for nothing."""
        return self.list.rows.thing_at(self.list.currentIndex()) or ""

    def _filter(self) -> None:
        text = self.field.marked()
        found = self._finds(text)
        known = any(not one.thing.startswith(OWN) for one in found)
        self.none.say("" if known or not text.strip() else self._none)
        self.none.setVisible(bool(self.none.plain))
        self._show(found)

    def _tell(self) -> None:
        super()._tell()
        self.looked_at.emit(self.taken())
