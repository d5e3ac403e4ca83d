"""A sentence of the bank being written or changed, its slots shown by their names."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from koyradesk.bank import SLOTS, Sentence, keeping
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from ui.bank import tokens
from ui.fields import MarkedField
from ui.fields.flow import Flow
from ui.keys import ENTERS
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import STEP, Tokens


class Writing(QWidget):
    """Enter keeps what was written, Esc leaves it as it was."""

    #: The text as it is kept: the ``Sentence`` it is to stand in the place of (None for a new one), and the text.
    kept = Signal(object, str)
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._of: Sentence | None = None
        self.setAccessibleName(voice(N_("Sentence")))
        self.field = MarkedField(voice(N_("Sentence")), look, breaks=False, hint=voice(N_("What is to be offered")))
        self.trouble = Text(role="late")
        self.slots = Button(voice(N_("Fill in …")), look, icon="plus", keys="Ctrl+Space", owns_keys=False)
        self.slots.clicked.connect(self.choose_slot)
        self.keeping = Button(voice(N_("Keep")), look, role="primary", keys="Return", owns_keys=False)
        self.keeping.clicked.connect(self._keep)
        self.original = Button(voice(N_("As it was")), look, icon="undo-2")
        self.original.clicked.connect(lambda: self.kept.emit(self._of, ""))
        self.drop = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.drop.clicked.connect(self.dropped)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, STEP, 0)
        stack.setSpacing(STEP)
        stack.addWidget(self.field)
        stack.addWidget(self.trouble)
        buttons = QWidget()
        buttons.setAccessibleName(self.accessibleName())
        flow = Flow(buttons, across=STEP, down=STEP)
        for button in (self.keeping, self.slots, self.original, self.drop):
            flow.addWidget(button)
        stack.addWidget(buttons)
        told = N_("What stands between ‹ › is filled in from each meeting; what it does not know stays open.")
        stack.addWidget(Text(voice(told), "small"))
        stack.addStretch(1)

    def begin(self, of: Sentence | None, text: str = "") -> None:
        """Shows a sentence to be changed, or a new one."""
        self._of = of
        self.field.show_marked(escape(tokens.shown(of.text if of else text, self._voice)))
        self.original.setVisible(of is not None and bool(of.was))
        self._refuse("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.place_cursor(len(plain(self.field.marked())))

    def _keep(self) -> None:
        text = tokens.typed(plain(self.field.marked()), self._voice)
        try:
            text = keeping.examined(text)
        except UserError as error:
            self._refuse(self._voice.refusal(error))
            return
        self.kept.emit(self._of, text)

    def _refuse(self, sentence: str) -> None:
        self.trouble.say(sentence)
        self.trouble.setVisible(bool(sentence))

    def menu(self) -> QMenu:
        """What can be filled in."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for slot, name in SLOTS.items():
            made.addAction(self._voice(name), lambda slot=slot: self._put(slot))
        return made

    def choose_slot(self) -> None:
        """Offers what can be filled in at the caret."""
        self.menu().popup(self.slots.mapToGlobal(QPoint(0, self.slots.height())))

    def _put(self, slot: str) -> None:
        self.field.put(escape(tokens.token(slot, self._voice)))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTERS and held == Qt.KeyboardModifier.NoModifier:
            self._keep()
        elif event.key() == Qt.Key.Key_Space and held == Qt.KeyboardModifier.ControlModifier:
            self.choose_slot()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
