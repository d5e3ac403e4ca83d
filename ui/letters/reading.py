"""The chosen paper: what it is and how far it is, the ways it leaves the desk, its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.letter_book import PaperRow
from ui.letters.kinds import named, state_of
from ui.letters.ways import Ways
from ui.paper_pane import Draw, PaperPane
from ui.parts import Button, Chip, Text, row
from ui.raster import Paper
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class PaperReading(QWidget):
    """The right side of the list of papers."""

    edit_asked = Signal()
    #: "print", "pdf", "picture", "word" or "text".
    wanted = Signal(str)
    unwanted = Signal()

    def __init__(self, voice: Voice, look: Tokens, draw: Draw) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("The chosen paper")))
        self.title, self.facts = Text(role="title"), Text(role="muted")
        self.state = Chip(look, name=voice(N_("State")))
        self.editing = Button(voice(N_("Open")), look, icon="pencil", keys="F2")
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.deleting = Button(voice(N_("Put into the bin")), look, role="quiet", icon="trash-2", keys="Delete",
                               owns_keys=False, shows_keys=False)  # fmt: skip
        self.editing.clicked.connect(self.edit_asked)
        self.printing.clicked.connect(lambda: self.wanted.emit("print"))
        self.deleting.clicked.connect(self.unwanted)
        self.ways = Ways(voice, look)
        self.ways.wanted.connect(self.wanted)
        self.paper = PaperPane(voice, look, draw, self.ways)
        #: Why there is no page.
        self.trouble = Text(role="error")
        self.trouble.setContentsMargins(GAP, 0, GAP, STEP)
        self.trouble.hide()
        top = row(self.title, self.editing, self.printing)
        top.setStretch(0, 1)
        below = row(self.state, self.facts, self.deleting, spacing=STEP)
        below.setStretch(1, 1)
        for button in (self.editing, self.printing):
            top.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        for widget in (self.state, self.facts, self.deleting):
            below.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, HALF)
        head.setSpacing(HALF)
        head.addLayout(top)
        head.addLayout(below)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addWidget(self.trouble)
        stack.addWidget(self.paper, 1)
        self.ready(None)

    def show_row(self, one: PaperRow) -> None:
        """The header of a paper; its pages follow by ``ready``."""
        voice = self._voice
        name, about = named(one.key, voice), one.to or one.title or one.committee
        self.title.say(" · ".join(part for part in (name, about) if part))
        memo = voice(N_("Memo {number}"), number=one.number) if one.number else ""
        day = voice.date(one.day) if one.day else ""
        self.facts.say(" · ".join(part for part in (day, memo) if part))
        self.state.say(*state_of(one, voice))
        letter = bool(one.key.letter)
        self.deleting.setVisible(letter and one.state not in ("signed", "despatched"))

    def wait(self) -> None:
        """Another paper is on its way."""
        self.paper.forget()
        self.trouble.hide()
        self._enable(False)

    def ready(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """The paper is here; without one there is nothing to print or save."""
        self.paper.show_paper(paper, keep_place=keep_place)
        self.trouble.hide()
        self._enable(paper is not None)

    def refuse(self, sentence: str) -> None:
        """There is no page, and why."""
        self.ready(None)
        self.trouble.say(sentence)
        self.trouble.show()

    def _enable(self, ready: bool) -> None:
        self.printing.setEnabled(ready)
        self.ways.set_ready(ready)
