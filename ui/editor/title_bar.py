"""The head of the editor: the way back, which meeting it is, how far its paper has come, the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Meeting
from ui.editor.card_menu import open_at
from ui.editor.steps import STEPS
from ui.meeting_list import STATES
from ui.parts import Button, Chip, Tabs, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens, restyle

#: In a narrower editor the title is smaller.
_NARROW = 580


class TitleBar(QWidget):
    """Above the steps of one meeting."""

    layout_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setAccessibleName(voice(N_("The meeting being edited")))
        self.back = Button(voice(N_("Back to the meetings")), look, role="quiet", icon="arrow-left", keys="Alt+Left",
                           shows_keys=False, owns_keys=False)  # fmt: skip
        self.more = Button(voice(N_("More to do with the meeting")), look, role="quiet", icon="ellipsis")
        self.more.clicked.connect(lambda: open_at(self.menu(), self.more))
        self.title, self.facts = Text(role="title"), Text(role="muted")
        self._state = Chip(look, name=voice(N_("State")))
        self.tabs = Tabs(voice(N_("Steps")))
        for index, step in enumerate(STEPS):
            self.tabs.addTab(voice(step.title))
            self.tabs.setTabToolTip(index, f"{voice(step.title)} (Ctrl {index + 1})")
        top = row(self.back, self.title, spacing=STEP)
        top.setStretch(1, 1)
        top.setAlignment(self.back, Qt.AlignmentFlag.AlignTop)
        # On the first line of the title, however many it has.
        beside = QVBoxLayout()
        beside.setContentsMargins(0, HALF, 0, 0)
        beside.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(beside)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, 0)
        stack.setSpacing(HALF)
        stack.addLayout(top)
        stack.addWidget(self.facts)
        stack.addWidget(self.tabs)

    def menu(self) -> QMenu:
        """What is done with the meeting as a whole, not yet open."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAccessibleName(self.more.accessibleName())
        made.addAction(self._voice(N_("Layout of the papers"))).triggered.connect(lambda: self.layout_asked.emit())
        return made

    def show_meeting(self, meeting: Meeting) -> None:
        """Says what the meeting is, and where its minutes stand."""
        voice = self._voice
        month = voice.month(meeting.period) if meeting.period else ""
        name = plain(meeting.committee) or voice(N_("No committee named"))
        self.title.say(" · ".join(part for part in (name, month) if part))
        day = voice.date(meeting.date) if meeting.date else plain(meeting.date_text)
        state, tone = STATES[meeting.memo().state]
        signed = meeting.memo().state in SIGNED
        said = [day or voice(N_("No date yet")), plain(meeting.time), voice(N_("can only be read")) if signed else ""]
        self.facts.say(" · ".join(part for part in said if part))
        self._state.say(voice(state), tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen the text below needs the lines more than the title its size.
        restyle(self.title, "role", "heading" if self.width() < _NARROW else "title")
