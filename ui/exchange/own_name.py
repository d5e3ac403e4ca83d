"""The field of the name by which others know this office."""

from __future__ import annotations

from PySide6.QtCore import Signal

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.exchange.shapes import Page
from ui.fields import LineField
from ui.say import Voice
from ui.theme import Tokens


class OwnName(LineField):
    """Told when it is left with another name than before."""

    #: This office is to be called so.
    named = Signal(str)

    def __init__(self, voice: Voice, look: Tokens, *, hints: bool = False) -> None:
        name = voice(N_("What others call this office"))
        super().__init__(name, look, hint=name if hints else "")
        self._called = ""
        self.left.connect(self.call)

    def show_page(self, page: Page) -> None:
        """What the office is called now, unless another name is being typed."""
        self._called = page.name
        if not self.hasFocus():
            self.show_marked(escape(page.name))
            self.setCursorPosition(0)

    def call(self) -> None:
        """It is called so from now on."""
        name = " ".join(self.text().split())
        if name and name != self._called:
            self._called = name
            self.named.emit(name)
