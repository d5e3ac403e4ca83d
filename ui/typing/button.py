"""The button in the status line that says how keys are typed, and offers the other ways."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from koyradesk.i18n import N_
from ui.keys import caps
from ui.parts import Button
from ui.say import Voice
from ui.theme import Tokens
from ui.typing.method import TURN, Typing
from ui.typing.ways import KINDS

#: What is asked about digits, by the name of the answer.
_DIGITS = (
    ("own", N_("Bengali digits while Bengali is typed here")),
    ("always", N_("Bengali digits in all Bengali text")),
    ("never", N_("Digits as they are typed")),
)


class WaysButton(Button):
    """The way that is typed in now. F9 turns Bengali on and off, a click offers all ways."""

    #: The sheet with the keys is wanted.
    sheet_asked = Signal()
    #: It says another way.
    said = Signal()

    def __init__(self, voice: Voice, look: Tokens, typing: Typing) -> None:
        super().__init__(voice(KINDS[0].title), look, role="small", icon="keyboard", keys=TURN, owns_keys=False)
        self._voice, self.typing = voice, typing
        QShortcut(QKeySequence(TURN), self, typing.turn)
        self.clicked.connect(self._offer)
        typing.turned.connect(self.say)
        self.say()

    def say(self) -> None:
        """Says which way it is."""
        title = self._voice(next(kind.title for kind in KINDS if kind.name == self.typing.way))
        self.setText(title)
        self.setAccessibleName(self._voice(N_("Typing: {way}"), way=title))
        self.setToolTip(self._voice(N_("Typing: {way}. {key} turns Bengali on and off."), way=title, key=caps(TURN)))
        self.updateGeometry()
        self.said.emit()

    def menu_of_ways(self) -> QMenu:
        """All ways, when digits become Bengali, and the sheet with the keys."""
        menu = QMenu(self)
        menu.setAccessibleName(self._voice(N_("Ways to type")))
        ways, digits = QActionGroup(menu), QActionGroup(menu)
        for kind in KINDS:
            action = menu.addAction(self._voice(kind.title), partial(self.typing.choose, kind.name))
            action.setCheckable(True)
            action.setChecked(kind.name == self.typing.way)
            ways.addAction(action)
        menu.addSeparator()
        for name, title in _DIGITS:
            action = menu.addAction(self._voice(title), partial(self.typing.choose_digits, name))
            action.setCheckable(True)
            action.setChecked(name == self.typing.digits)
            digits.addAction(action)
        menu.addSeparator()
        menu.addAction(self._voice(N_("Show the keys")), self.sheet_asked.emit)
        return menu

    def _offer(self) -> None:
        menu = self.menu_of_ways()
        menu.aboutToHide.connect(menu.deleteLater)
        # It stands above the button: the status line is the lowest there is.
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
