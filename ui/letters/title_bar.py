"""The head of a letter: the way back, what it is and to whom, how far it is, its two steps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Letter
from ui.letters.kinds import NAMES
from ui.meeting_list import STATES
from ui.parts import Button, Chip, Tabs, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

STEPS = (("words", N_("1 Words")), ("issue", N_("2 Issue and despatch")))


class LetterBar(QWidget):
    """Above the steps of one letter."""

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("The letter being written")))
        self.back = Button(voice(N_("Back to the papers")), look, role="quiet", icon="arrow-left", keys="Alt+Left",
                           shows_keys=False, owns_keys=False)  # fmt: skip
        self.title, self.facts = Text(role="heading"), Text(role="muted")
        self._state = Chip(look, name=voice(N_("State")))
        self.tabs = Tabs(voice(N_("Steps")))
        for index, (_, title) in enumerate(STEPS):
            self.tabs.addTab(voice(title))
            self.tabs.setTabToolTip(index, f"{voice(title)} (Ctrl {index + 1})")
        top = row(self.back, self.title, spacing=STEP)
        top.setStretch(1, 1)
        top.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, HALF, 0, 0)
        beside.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(beside)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, 0)
        stack.setSpacing(HALF)
        stack.addLayout(top)
        stack.addWidget(self.facts)
        stack.addWidget(self.tabs)

    def show_letter(self, letter: Letter) -> None:
        """Says what the letter is and where it stands."""
        voice, memo = self._voice, letter.memo()
        to = " ".join(plain(letter.to).split())
        month = voice.month(letter.period) if letter.period else ""
        self.title.say(" · ".join(part for part in (voice(NAMES[letter.kind]), to, month) if part))
        state, tone = STATES[memo.state]
        number = voice(N_("Memo {number}"), number=memo.number) if memo.number else ""
        locked = voice(N_("can only be read")) if memo.state in SIGNED else ""
        said = [plain(letter.committee), number, locked]
        self.facts.say(" · ".join(part for part in said if part))
        self.facts.setVisible(bool(self.facts.plain))
        self._state.say(voice(state), tone)
