"""An office that never exchanged anything: the three steps, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.exchange.own_name import OwnName
from ui.exchange.shapes import Page
from ui.parts import Button, Chip, Text, card, row
from ui.say import Voice
from ui.theme import GAP, ROOM, STEP, Tokens

#: Wide enough for the name of an upazila.
_NAME = 330
_STEPS = (
    (
        N_("Print your key card"),
        N_("It carries a number of thirty digits and a square code: by them others know that a file is yours."),
    ),
    (
        N_("Give it to the district or the upazila"),
        N_("By hand or by letter, with a first file on a pen drive. Whoever has typed the number once asks no more."),
    ),
    (
        N_("Take theirs"),
        N_("Take in the first file they give you, on a pen drive or by e-mail, and type the digits of their card."),
    ),
)


class Beginning(QScrollArea):
    """Each step with its button, where there is one to press here."""

    card_asked = Signal()
    #: This office is to be called so.
    named = Signal(str)
    file_asked = Signal()
    stick_asked = Signal()
    add_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        name = voice(N_("The first exchange"))
        self.setAccessibleName(name)
        self.name = OwnName(voice, look, hints=True)
        self.name.setMinimumWidth(_NAME)
        self.printing = Button(voice(N_("Print our key card")), look, role="primary", icon="printer")
        self.copying = Button(voice(N_("Write the first file")), look, icon="save", keys="Ctrl+S")
        self.taking = Button(voice(N_("Take in a file")), look, icon="folder-open", keys="Ctrl+I")
        self.adding = Button(voice(N_("Type their card")), look, icon="plus")
        self.name.named.connect(self.named)
        self.name.confirmed.connect(self._confirm)
        self.printing.clicked.connect(self._print)
        self.copying.clicked.connect(self.stick_asked)
        self.taking.clicked.connect(self.file_asked)
        self.adding.clicked.connect(self.add_asked)
        frame = card(
            Text(name, "title"),
            Text(
                voice(
                    N_(
                        "Signed minutes and reports go to the district in one file, its directions come back in "
                        "another. Three steps, once:"
                    )
                )
            ),
            name=name,
        )
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(STEP)
        keys = {0: (self.name, self.printing), 1: (self.copying,), 2: (self.taking, self.adding)}
        for place, (head, told) in enumerate(_STEPS):
            number = Chip(look, voice.digits(place + 1), "good", name=voice(head))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Text(voice(head), "strong"))
            words.addWidget(Text(voice(told), "muted"))
            if place in keys:
                words.addSpacing(STEP)
                words.addLayout(row(*keys[place], 1))
            across = row(number, spacing=GAP)
            across.addLayout(words, 1)
            across.setAlignment(number, Qt.AlignmentFlag.AlignTop)
            layout.addSpacing(STEP)
            layout.addLayout(across)
        frame.setMaximumWidth(640)
        frame.setMinimumWidth(520)
        # Lower than its steps are, it scrolls.
        inside = QWidget()
        inside.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        stack = QVBoxLayout(inside)
        stack.addStretch(2)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        stack.addLayout(middle)
        stack.addStretch(3)

    def first(self) -> None:
        """Where the keyboard begins: a card without a name says nothing."""
        target = self.printing if self.name.text().strip() else self.name
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: Page) -> None:
        """What the office is called now."""
        self.name.show_page(page)

    def _confirm(self) -> None:
        self.name.call()
        self.first()

    def _print(self) -> None:
        if self.name.text().strip():
            self.name.call()
            self.card_asked.emit()
        else:
            self.first()
