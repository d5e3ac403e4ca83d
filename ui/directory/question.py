"""A name of a list that is nearly one of the directory: which it means, or that it is new, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from ui.directory import words
from ui.directory.fitted import FittedList
from ui.fields.flow import flow
from ui.line_list import Line, Lines
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.directory.importing import Question
    from koyradesk.directory.matching import Candidate
    from ui.directory.jobs import Seen

#: Of the list of candidates so much is shown, in logical pixels; the rest scrolls.
_TALL = 132


class QuestionPanel(QFrame):
    """One question."""

    #: The name, and what was said of it: the id of a party, or as ``importing`` has it.
    answered = Signal(str, str)
    #: Every name that is asked about is new.
    all_new = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._question: Question | None = None
        self.seen: Seen | None = None
        self.setProperty("role", "card")
        self.setAccessibleName(voice(N_("A question about a name")))
        self.asking = Text(role="strong")
        self.list: FittedList[Candidate] = FittedList(look, Lines(), voice(N_("Candidates")))
        self.list.setObjectName("lines")
        sentence = voice(N_("It is this one"))
        self.taking = Button(sentence, look, role="primary", icon="check", keys="Return", owns_keys=False)
        self.new = Button(voice(N_("It is new")), look, keys="F5")
        self.skipping = Button(voice(N_("Leave it out")), look, keys="F6")
        self.every = Button("", look, keys="F7")
        stack = QVBoxLayout(self)
        stack.setContentsMargins(12, STEP, 12, 12)
        stack.setSpacing(HALF)
        stack.addWidget(self.asking)
        stack.addWidget(self.list)
        buttons = QWidget()
        buttons.setAccessibleName(self.accessibleName())
        inside = QVBoxLayout(buttons)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(flow(self.taking, self.new, self.skipping, self.every))
        stack.addWidget(buttons)
        self.list.asked.connect(self._take)
        self.taking.clicked.connect(self._take_chosen)
        self.new.clicked.connect(lambda: self._say("new"))
        self.skipping.clicked.connect(lambda: self._say("skip"))
        self.every.clicked.connect(self.all_new)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_question(self, question: Question, every: int) -> None:
        """Asks about a name; ``every``: so many names are asked about."""
        voice = self._voice
        self._question = question
        self.asking.say(voice(N_("“{name}” is not in the directory. Is it one of these?"), name=question.name))
        self.list.show_lines(self._line(one) for one in question.candidates)
        self.list.setMaximumHeight(min(self.list.maximumHeight(), _TALL))
        self.list.show_at(self.list.rows.index(0))
        self.every.setText(voice(N_("All {count} are new"), count=every))
        self.every.setAccessibleName(self.every.text())
        self.every.setVisible(every > 1)
        self.every.updateGeometry()

    def _line(self, one: Candidate) -> Line[Candidate]:
        from koyradesk.directory.matching import WHY

        head, why = words.shown(one.party.name), self._voice(WHY[one.why])
        about = words.below(one.party, self.seen, self._voice) if self.seen else ()
        below = " · ".join((why, *about))
        return Line(head, one, "", "", (escape(below),), f"{head}, {below}")

    def _take_chosen(self) -> None:
        if (now := self.list.now()) is not None:
            self._take(now)

    def _take(self, one: Candidate) -> None:
        self._say(one.party.id)

    def _say(self, answer: str) -> None:
        if self._question is not None:
            self.answered.emit(self._question.name, answer)
