"""The head of the editor: the way back, which meeting it is, how far its paper has come, the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import SIGNED, Meeting
from koyradesk.sitting import notes
from ui.editor.card_menu import open_at
from ui.editor.steps import STEPS
from ui.editor.steps_head import StepsHead
from ui.parts import Button
from ui.say import Voice
from ui.theme import Tokens, restyle

#: In a narrower editor the title is smaller.
_NARROW = 580


class TitleBar(StepsHead):
    """Above the steps of one meeting."""

    layout_asked = Signal()
    #: Notes are to be taken in the meeting, or minutes made of them.
    sitting_asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        name, back = voice(N_("The meeting being edited")), voice(N_("Back to the meetings"))
        super().__init__(voice, look, name, back, [voice(step.title) for step in STEPS])
        self.more = Button(voice(N_("More to do with the meeting")), look, role="quiet", icon="ellipsis")
        self.more.clicked.connect(lambda: open_at(self.menu(), self.more))
        self.noting = Button(voice(N_("Take notes")), look, role="small", icon="pencil", keys="F11", shows_keys=False,
                             owns_keys=False)  # fmt: skip
        self.noting.clicked.connect(self.sitting_asked)
        self._top.addWidget(self.noting, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def menu(self) -> QMenu:
        """What is done with the meeting as a whole, not yet open."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAccessibleName(self.more.accessibleName())
        made.addAction(self._voice(N_("Layout of the papers"))).triggered.connect(lambda: self.layout_asked.emit())
        return made

    def show_meeting(self, meeting: Meeting) -> None:
        """Says what the meeting is, and where its minutes stand."""
        voice, state = self._voice, meeting.memo().state
        month = voice.month(meeting.period) if meeting.period else ""
        name = plain(meeting.committee) or voice(N_("No committee named"))
        day = voice.date(meeting.date) if meeting.date else plain(meeting.date_text)
        locked = voice(N_("can only be read")) if state in SIGNED else ""
        left = len([one for one in meeting.notes if not notes.made(meeting, one)])
        self.noting.setText(voice(N_("Notes ({left})"), left=left) if left else voice(N_("Take notes")))
        self.noting.setAccessibleName(self.noting.text())
        self.noting.setVisible(state not in SIGNED)
        self.say((name, month), (day or voice(N_("No date yet")), plain(meeting.time), locked), state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen the text below needs the lines more than the title its size.
        restyle(self.title, "role", "heading" if self.width() < _NARROW else "title")
