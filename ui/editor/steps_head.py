"""The head of an editor: the way back, what is being written, how far its paper has come, the steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.meeting_list import STATES
from ui.parts import Button, Chip, Tabs, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens


class StepsHead(QWidget):
    """Above the steps; ``steps`` are their titles, ``back`` says where one comes back to."""

    def __init__(
        self, voice: Voice, look: Tokens, name: str, back: str, steps: Sequence[str], role: str = "title"
    ) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(name)
        self.back = Button(back, look, role="quiet", icon="arrow-left", keys="Alt+Left", shows_keys=False,
                           owns_keys=False)  # fmt: skip
        self.title, self.facts = Text(role=role), Text(role="muted")
        self._state = Chip(look, name=voice(N_("State")))
        self.tabs = Tabs(voice(N_("Steps")))
        for index, title in enumerate(steps):
            self.tabs.addTab(title)
            self.tabs.setTabToolTip(index, f"{title} (Ctrl {index + 1})")
        self._top: QHBoxLayout = row(self.back, self.title, spacing=STEP)
        self._top.setStretch(1, 1)
        self._top.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        # On the first line of the title, however many it has.
        beside = QVBoxLayout()
        beside.setContentsMargins(0, HALF, 0, 0)
        beside.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addLayout(beside)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, 0)
        stack.setSpacing(HALF)
        stack.addLayout(self._top)
        stack.addWidget(self.facts)
        stack.addWidget(self.tabs)

    def say(self, title: Iterable[str], facts: Iterable[str], state: str) -> None:
        """What it is, what else is to be known of it, how far its paper is; empty parts are left out."""
        self.title.say(" · ".join(part for part in title if part))
        self.facts.say(" · ".join(part for part in facts if part))
        self.facts.setVisible(bool(self.facts.plain))
        name, tone = STATES[state]
        self._state.say(self._voice(name), tone)
