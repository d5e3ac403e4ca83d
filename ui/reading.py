"""The chosen meeting: its header with what can be done, its kinds of paper as tabs, and the paper itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.meeting_list import STATES, Row, name_of
from ui.paper_pane import Draw, PaperPane
from ui.parts import Button, Chip, Tabs, Text, row
from ui.raster import Paper
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

#: Kinds of paper that can be made today, in the order of their tabs.
KINDS = (("minutes", N_("Minutes")), ("attendance", N_("Sign-sheet")))


class Reading(QWidget):
    """The right side of the meetings screen."""

    kind_chosen = Signal(str)
    edit_asked = Signal()
    print_asked = Signal()
    save_asked = Signal()
    picture_asked = Signal()
    unwanted = Signal()
    #: The other papers of the meeting are to be shown.
    papers_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens, draw: Draw) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("The chosen meeting")))
        self.title = Text(role="title")
        self.facts = Text(role="muted")
        self.state = Chip(look, name=voice(N_("State")))
        self.editing = Button(voice(N_("Open")), look, icon="pencil", keys="F2")
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.saving = Button(voice(N_("Save as PDF")), look, role="quiet", icon="file-down", keys="Ctrl+S",
                             shows_keys=False)  # fmt: skip
        self.picture = Button(voice(N_("Picture")), look, role="quiet", icon="image", keys="Ctrl+Shift+S",
                              shows_keys=False)  # fmt: skip
        self.deleting = Button(voice(N_("Put into the bin")), look, role="quiet", icon="trash-2", keys="Delete",
                               owns_keys=False, shows_keys=False)  # fmt: skip
        self.others = Button(voice(N_("Papers of this meeting")), look, role="quiet", icon="file-text")
        self.others.clicked.connect(self.papers_asked)
        self.editing.clicked.connect(self.edit_asked)
        self.picture.clicked.connect(self.picture_asked)
        self.deleting.clicked.connect(self.unwanted)
        self.printing.clicked.connect(self.print_asked)
        self.saving.clicked.connect(self.save_asked)
        self.tabs = Tabs(voice(N_("Kind of paper")))
        for index, (_, name) in enumerate(KINDS):
            self.tabs.addTab(voice(name))
            keys = f"Ctrl+{index + 1}"
            self.tabs.setTabToolTip(index, f"{voice(name)} ({keys.replace('+', ' ')})")
            QShortcut(QKeySequence(keys), self, lambda index=index: self.tabs.setCurrentIndex(index))
        self.tabs.currentChanged.connect(lambda index: self.kind_chosen.emit(KINDS[index][0]))
        self.paper = PaperPane(voice, look, draw, self.tabs)

        top = row(self.title, self.editing, self.printing)
        top.setStretch(0, 1)
        below = row(self.state, self.facts, self.others, self.deleting, self.picture, self.saving, spacing=HALF)
        below.insertSpacing(1, HALF)
        below.setStretch(2, 1)
        for button in (self.editing, self.printing):
            top.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        # State, date and the small buttons stand on one line.
        for widget in (self.state, self.facts, self.others, self.deleting, self.picture, self.saving):
            below.setAlignment(widget, Qt.AlignmentFlag.AlignVCenter)
        head = QVBoxLayout()
        head.setContentsMargins(GAP, GAP, GAP, STEP)
        head.setSpacing(HALF)
        head.addLayout(top)
        head.addLayout(below)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addLayout(head)
        stack.addWidget(self.paper, 1)
        self.ready(None)

    @property
    def kind(self) -> str:
        """The kind of paper on show."""
        return KINDS[self.tabs.currentIndex()][0]

    def show_meeting(self, meeting: Row, facts: str) -> None:
        """The header of a meeting; its paper follows by ``ready``."""
        self.title.say(name_of(meeting, self._voice))
        self.facts.say(facts)
        name, tone = STATES[meeting.state]
        self.state.say(self._voice(name), tone)

    def wait(self) -> None:
        """Another paper is on its way: the one on show can no longer be printed or saved."""
        self.paper.forget()
        self.printing.setEnabled(False)
        self.saving.setEnabled(False)
        self.picture.setEnabled(False)

    def ready(self, paper: Paper | None, *, keep_place: bool = False) -> None:
        """The paper is here; without one there is nothing to print or save."""
        self.paper.show_paper(paper, keep_place=keep_place)
        self.printing.setEnabled(paper is not None)
        self.saving.setEnabled(paper is not None)
        self.picture.setEnabled(paper is not None)
