"""What the directory's forms have in common: a heading, fields, a sentence where something cannot be, Enter and Esc."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.fields import DateField, Form, LineField
from ui.fields.flow import flow
from ui.parts import Button, Text, card
from ui.say import Voice
from ui.theme import STEP, Tokens


class EntryForm(QWidget):
    """A card with fields; nothing is written before Enter."""

    dropped = Signal()

    def __init__(self, name: str, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.setAccessibleName(name)
        self.heading = Text(name, role="heading")
        #: Why it could not be written.
        self.wrong = Text(role="error")
        self.wrong.hide()
        self.keeping = Button(voice(N_("Keep it so")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Leave it as it is")), look, keys="Escape", owns_keys=False, shows_keys=False)
        self.form = Form(name)
        frame = card(self.heading, name=name)
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        self.inside = inside
        inside.addWidget(self.form)
        inside.addWidget(self.wrong)
        inside.addLayout(flow(self.keeping, self.leaving))
        frame.setMaximumWidth(760)
        inner = QWidget()
        inner.setAccessibleName(name)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(frame)
        column.addStretch(1)
        # In a low window one scrolls.
        area = QScrollArea()
        area.setAccessibleName(name)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._area = area
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(area)
        self.keeping.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def line(self, words: str, *, hint: str = "") -> LineField:
        """A field of one line; Enter in it writes the form."""
        made = LineField(words, self._look, hint=hint)
        made.confirmed.connect(self.ask)
        return made

    def day_line(self, words: str) -> DateField:
        """A field for a day; Enter in it writes the form."""
        made = DateField(words, self._look, self._voice)
        made.line.confirmed.connect(self.ask)
        return made

    def call(self, heading: str, keeping: str) -> None:
        """What the form is for, and what its button says."""
        self.heading.say(heading)
        self.keeping.setText(keeping)
        self.keeping.setAccessibleName(keeping)
        self.keeping.updateGeometry()
        self.refuse("")
        self._area.verticalScrollBar().setValue(0)

    def refuse(self, sentence: str, at: QWidget | None = None) -> None:
        """Why it could not be written, and the field that is wrong; "" for nothing."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        if at is not None:
            at.setFocus(Qt.FocusReason.OtherFocusReason)
        if sentence:
            self._area.widget().layout().activate()  # type: ignore[union-attr]
            self._area.ensureWidgetVisible(self.keeping)

    def day(self, field: DateField) -> tuple[bool, date | None]:
        """The day of a field, whether it can be taken; an empty one is no day."""
        if not field.line.text().strip():
            return True, None
        found = field.day()
        if found is None:
            sentence = self._voice(N_("The date is not understood. Type it like 25/11/2026."))
            self.refuse(sentence, field.line)
        return found is not None, found

    def ask(self) -> None:
        """Tells what was typed, if it can be."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)
