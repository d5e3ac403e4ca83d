"""The parts of the window and where they stand. What they do is the window's matter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from ui.frame import Notice, Rail, StatusLine
from ui.meeting_list import MeetingList
from ui.parts import Button, Text
from ui.quiet import Keys, Nothing, Welcome
from ui.reading import Draw, Reading
from ui.review import Review
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

#: Narrower than this (1366 pixels at 125 % are 1093), the columns give the paper what they can spare.
_NARROW = 1200


class Screens(QWidget):
    """Rail, notice, status line, and one of: meetings, welcome, opened file, keys."""

    def __init__(self, voice: Voice, look: Tokens, draw: Draw) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(voice(N_("Koyradesk")))
        self.rail, self.notice, self.status = Rail(voice, look), Notice(voice, look), StatusLine(voice, look)
        self.list, self.reading, self.nothing = MeetingList(voice, look), Reading(voice, look, draw), Nothing()
        self.welcome, self.review, self.keys = Welcome(voice, look), Review(voice, look, draw), Keys(voice)
        self.opening = Button(
            voice(N_("Open a file of minutes")), look, icon="folder-open", keys="Ctrl+O", owns_keys=False
        )
        #: How many meetings a search found.
        self.hits = Text(role="small")
        self.hits.hide()

        self._column = QWidget()
        self._column.setAccessibleName(self.list.accessibleName())
        column = QVBoxLayout(self._column)
        column.setContentsMargins(GAP, GAP, 0, GAP)
        column.setSpacing(STEP)
        column.addWidget(self.opening)
        column.addWidget(self.hits)
        column.addWidget(self.list, 1)
        self.right = _stack(voice(N_("The chosen meeting")), self.reading, self.nothing)
        self.meetings = QWidget()
        self.meetings.setAccessibleName(voice(N_("Meetings")))
        across = QHBoxLayout(self.meetings)
        across.addWidget(self._column)
        across.addWidget(self.right, 1)
        self.screens = _stack(voice(N_("Content")), self.meetings, self.welcome, self.review, self.keys)

        content = QVBoxLayout()
        content.addWidget(self.notice)
        content.addWidget(self.screens, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.rail)
        middle.addLayout(content, 1)
        whole = QVBoxLayout(self)
        whole.addLayout(middle, 1)
        whole.addWidget(self.status)
        for layout in (across, content, middle, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.rail.setFixedWidth(176 if narrow else 200)
        self._column.setFixedWidth(300 if narrow else 344)


def _stack(name: str, *screens: QWidget) -> QStackedWidget:
    made = QStackedWidget()
    made.setAccessibleName(name)
    for screen in screens:
        made.addWidget(screen)
    return made
