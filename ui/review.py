"""An opened file before it is saved: what was understood and what was unsure, beside the page it makes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting
from ui.paper_pane import Draw, PaperPane
from ui.parts import Button, Chip, Text, empty, row, rule
from ui.places import in_words
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

_WIDTH = 392


def understood(meeting: Meeting, voice: Voice) -> list[tuple[str, str]]:
    """What a meeting holds, as labels and values to compare with the paper; what is absent is said so."""
    missing = voice(N_("not found"))
    decisions = sum(len(item.decisions) for item in meeting.items)
    memo = meeting.memo()
    day = voice.date(meeting.date) if meeting.date else meeting.date_text
    chair = ", ".join(part for part in (meeting.chair.name, meeting.chair.designation) if part)
    return [
        (voice(N_("Committee")), meeting.committee or missing),
        (voice(N_("Month")), voice.month(meeting.period) if meeting.period else missing),
        (voice(N_("Date")), ", ".join(part for part in (day, meeting.time) if part) or missing),
        (voice(N_("Place")), meeting.place or missing),
        (voice(N_("Chair")), plain(chair) or missing),
        (voice(N_("Memo")), memo.number or missing),
        (voice(N_("Agenda items")), voice.digits(len(meeting.items))),
        (voice(N_("Decisions")), voice.digits(decisions)),
        (voice(N_("Recipients")), voice.digits(len(meeting.distribution.recipients))),
    ]


class Review(QWidget):
    """The screen of an opened file."""

    save_asked = Signal()
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens, draw: Draw) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self.setAccessibleName(voice(N_("Opened file")))
        self.title = Text(voice(N_("Read from the file")), "title")
        self.source = Text(role="muted")
        self.saving = Button(voice(N_("Save")), look, role="primary", icon="save", keys="Ctrl+Return")
        self.leaving = Button(voice(N_("Discard")), look, keys="Escape")
        self.saving.clicked.connect(self.save_asked)
        self.leaving.clicked.connect(self.dropped)
        hint = Text(voice(N_("Compare the page with the paper. Nothing is saved until you press Save.")), "small")

        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, STEP, 0)
        self._list.setSpacing(STEP)
        inside = QWidget()
        inside.setAccessibleName(voice(N_("What was understood and what was unsure")))
        inside.setLayout(self._list)
        self.panel = QScrollArea()
        self.panel.setAccessibleName(voice(N_("What was understood and what was unsure")))
        self.panel.setWidgetResizable(True)
        self.panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.panel.setWidget(inside)

        side_stack = QVBoxLayout()
        side_stack.setContentsMargins(GAP, GAP, STEP, GAP)
        side_stack.setSpacing(STEP)
        side_stack.addWidget(self.title)
        side_stack.addWidget(self.source)
        side_stack.addWidget(self.panel, 1)
        side_stack.addWidget(hint)
        side_stack.addLayout(row(self.saving, self.leaving, 1))
        side = QWidget()
        side.setAccessibleName(self.title.plain)
        side.setFixedWidth(_WIDTH)
        side.setLayout(side_stack)
        self.paper = PaperPane(voice, look, draw, Text(voice(N_("The page it makes")), "muted"))
        self.paper.strip.setContentsMargins(GAP, GAP, GAP, STEP)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(self.paper, 1)

    def first(self) -> None:
        """Where the keyboard begins."""
        self.saving.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_meeting(self, meeting: Meeting, source: str) -> None:
        """Another opened file; its page follows by ``paper.show_paper``."""
        self.source.say(source)
        empty(self._list)
        # What needs a look comes first; without doubts it is one line at the end.
        cards = [self._understood(meeting), self._unsure(meeting)]
        for card in reversed(cards) if meeting.unsure else cards:
            self._list.addWidget(card)
        self._list.addStretch(1)
        self.panel.verticalScrollBar().setValue(0)

    def _understood(self, meeting: Meeting) -> QFrame:
        made = _card(self._voice(N_("Understood")))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        stack.addWidget(Text(self._voice(N_("Understood")), "heading"))
        for label, value in understood(meeting, self._voice):
            name = Text(label, "muted")
            name.setFixedWidth(112)
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            line = row(name, Text(value, name=label), spacing=STEP)
            stack.addLayout(line)
        return made

    def _unsure(self, meeting: Meeting) -> QFrame:
        made = _card(self._voice(N_("Unsure")))
        stack = made.layout()
        assert isinstance(stack, QVBoxLayout)
        head = Text(self._voice(N_("Unsure")), "heading")
        count = Chip(self._look, self._voice.digits(len(meeting.unsure)), "wait" if meeting.unsure else "good",
                     name=self._voice(N_("Number of unsure places")))  # fmt: skip
        stack.addLayout(row(head, count))
        if not meeting.unsure:
            stack.addWidget(Text(self._voice(N_("Everything was understood without doubt.")), "muted"))
        for one in meeting.unsure:
            stack.addWidget(rule())
            stack.addWidget(Text(in_words(one.where, self._voice), "strong"))
            stack.addWidget(Text(self._voice(one.why)))
            if one.text:
                stack.addWidget(Text(self._voice(N_("“{text}”"), text=_short(plain(one.text))), "small"))
        return made


def _card(name: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "card")
    made.setAccessibleName(name)
    stack = QVBoxLayout(made)
    stack.setContentsMargins(GAP, STEP + HALF, GAP, STEP + HALF)
    stack.setSpacing(HALF)
    return made


def _short(text: str, most: int = 160) -> str:
    """The beginning of a long text, cut between words."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0] + " …"
