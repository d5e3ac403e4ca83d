"""An office that is known by a key shows another one: is it in the place of that, or of a further PC? Asked in one
sentence, answered by one of two buttons."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.decisions.choices import Choices
from ui.exchange.acquainting import OldKey
from ui.fields.flow import flow
from ui.parts import Button, Text, empty
from ui.say import Voice
from ui.theme import STEP, Tokens


class SecondKey(QWidget):
    """Nothing is accepted before one of them was pressed."""

    #: The key in whose place the new one comes; "" where it comes beside all.
    said = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        name = voice(N_("A second key of this office"))
        self.setAccessibleName(name)
        self._keys: tuple[OldKey, ...] = ()
        self._choice: Choices | None = None
        self.asking = Text()
        self._place = QVBoxLayout()
        self.replacing = Button(voice(N_("In the place of the old one")), look)
        self.further = Button(voice(N_("Of a further PC")), look)
        buttons = QWidget()
        buttons.setAccessibleName(name)
        buttons.setLayout(flow(self.replacing, self.further))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(STEP)
        inside.addWidget(self.asking)
        inside.addLayout(self._place)
        inside.addWidget(buttons)
        self.replacing.clicked.connect(lambda: self.said.emit(self._old()))
        self.further.clicked.connect(partial(self.said.emit, ""))
        self.hide()

    @property
    def wanted(self) -> bool:
        """Whether there is a key already."""
        return bool(self._keys)

    def show_keys(self, keys: tuple[OldKey, ...]) -> None:
        """The keys by which the office is known; none: nothing is to be asked."""
        voice = self._voice
        self._keys = keys
        empty(self._place)
        self._choice = None
        self.setVisible(bool(keys))
        if not keys:
            return
        sentence = N_(
            "This office is known by another key already, since {day}. Call them at the number you know: did this key "
            "come in the place of the old one (which then counts no more), or is it of a further PC of theirs?"
        )
        unsaid = N_(
            "This office is known by another key already. Call them at the number you know: did this key come in the "
            "place of the old one (which then counts no more), or is it of a further PC of theirs?"
        )
        since = keys[0].since
        self.asking.say(voice(sentence, day=voice.date(since)) if since else voice(unsaid))
        if len(keys) > 1:
            # By the first group of its number, as on its card.
            every = [(one.public, voice(N_("Key {number} …"), number=voice.digits(one.number[:5]))) for one in keys]
            self._choice = Choices(voice(N_("Which old key")), self._look, every)
            self._place.addWidget(self._choice)

    def enable(self, *, on: bool) -> None:
        """Whether it may be answered now."""
        for one in (self.replacing, self.further):
            one.setEnabled(on)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.replacing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _old(self) -> str:
        return self._choice.value if self._choice is not None else self._keys[0].public
