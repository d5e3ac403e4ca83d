"""The history of one field: who changed it, when, and what, with a button that puts an older text back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.difference_text import DifferenceText
from ui.keeping import Past, Told
from ui.parts import Button, Chip, Text, card, empty, row, steady_bar
from ui.places import ref_in_words
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

_WIDTH = 440

#: What was done, where it was no plain change.
_HOW = {"made": N_("written first"), "removed": N_("taken out"), "returned": N_("brought back")}


class HistoryPanel(QFrame):
    """Stands over the right side of its window; the text beside it stays in sight."""

    #: An older text is to be put back: a ``Ref`` and the marked text.
    restore_asked = Signal(object, str)
    #: Of several texts one is to stand alone: a ``Ref`` and the value.
    settle_asked = Signal(object, object)
    closed = Signal()

    def __init__(self, over: QWidget, below: int, voice: Voice, look: Tokens) -> None:
        """``below``: so many pixels at the foot of ``over`` stay free."""
        super().__init__(over)
        self._below = below
        self._over, self._voice, self._look = over, voice, look
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Text(role="heading")
        self.closing = Button(voice(N_("Close")), look, role="quiet", icon="x", keys="Escape", owns_keys=False)
        self.closing.clicked.connect(self.close_panel)
        self.entries = QVBoxLayout()
        self.entries.setContentsMargins(0, 0, STEP, 0)
        self.entries.setSpacing(STEP)
        inside = QWidget()
        inside.setAccessibleName(voice(N_("History")))
        inside.setLayout(self.entries)
        self.area = QScrollArea()
        self.area.setAccessibleName(voice(N_("History")))
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        steady_bar(self.area)
        self.area.setWidget(inside)
        head = row(self.title, self.closing)
        head.setStretch(0, 1)
        head.setAlignment(self.closing, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, STEP, GAP)
        stack.setSpacing(STEP)
        stack.addLayout(head)
        stack.addWidget(self.area, 1)
        over.installEventFilter(self)
        self.hide()

    def show_past(self, past: Past) -> None:
        """The history of another field."""
        name = ref_in_words(past.ref, self._voice)
        self.title.say(self._voice(N_("History: {field}"), field=name))
        self.setAccessibleName(self.title.plain)
        empty(self.entries)
        if past.rivals:
            self.entries.addWidget(self._rivals(past))
        if not past.told:
            self.entries.addWidget(Text(self._voice(N_("Nothing was changed here yet.")), "muted"))
        for told in past.told:
            self.entries.addWidget(self._entry(past, told))
        self.entries.addStretch(1)
        self.area.verticalScrollBar().setValue(0)
        self._place()
        self.show()
        self.raise_()
        first = self.area.findChild(Button)
        (first or self.closing).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Back to the text."""
        self.hide()
        self.closed.emit()

    def _rivals(self, past: Past) -> QFrame:
        """The texts that stand against each other, each with a key that takes it."""
        voice = self._voice
        head = voice(N_("Written in two places without seeing each other. Which text is to stand?"))
        made = card(Text(head, "strong"), name=head)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.setContentsMargins(GAP, STEP + HALF, GAP, STEP + HALF)
        stack.setSpacing(HALF)
        for number, rival in enumerate(past.rivals):
            said = voice(N_("On the paper now")) if number == 0 else voice(N_("The other text"))
            stack.addLayout(row(Chip(self._look, said, "" if number == 0 else "wait"), 1))
            stack.addWidget(DifferenceText(rival.pieces, voice, self._look))
            if not past.fixed:
                button = Button(voice(N_("Take this text")), self._look, role="small", icon="check")
                button.setAccessibleDescription(said)
                button.clicked.connect(partial(self.settle_asked.emit, past.ref, rival.value))
                stack.addLayout(row(button, 1))
        return made

    def _entry(self, past: Past, told: Told) -> QFrame:
        voice, entry = self._voice, told.entry
        when = voice.moment(entry.when.astimezone()) if entry.when else voice(N_("at an unknown time"))
        head = " · ".join(part for part in (entry.by, when) if part)
        made = card(Text(head, "strong"), name=head)
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.setContentsMargins(GAP, STEP + HALF, GAP, STEP + HALF)
        stack.setSpacing(HALF)
        chips: list[QWidget | int] = []
        if entry.how in _HOW:
            chips.append(Chip(self._look, voice(_HOW[entry.how])))
        if entry.undo:
            chips.append(Chip(self._look, voice(N_("undone or redone"))))
        if entry.doubtful:
            chips.append(Chip(self._look, voice(N_("the clock was wrong")), "wait"))
        if chips:
            stack.addLayout(row(*chips, 1))
        stack.addWidget(DifferenceText(told.pieces, voice, self._look))
        if not past.fixed and not past.rivals and entry.new != past.now:
            button = Button(voice(N_("Put this text back")), self._look, role="small", icon="history")
            button.setAccessibleDescription(head)
            button.clicked.connect(partial(self.restore_asked.emit, past.ref, entry.new))
            stack.addLayout(row(button, 1))
        elif entry.new == past.now:
            stack.addWidget(Text(voice(N_("This is how it stands now.")), "small"))
        return made

    def _place(self) -> None:
        width = min(_WIDTH, self._over.width())
        self.setGeometry(self._over.width() - width, 0, width, self._over.height() - self._below)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)
