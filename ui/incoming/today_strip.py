"""On the first page: the letters that are past their day and unanswered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.incoming.jobs import Brief
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, Tokens


class MailStrip(QFrame):
    """One line of it; hidden where every letter is answered in time."""

    #: The letters that are late are to be seen.
    asked = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setProperty("role", "strip")
        name = voice(N_("Incoming letters"))
        self.setAccessibleName(name)
        self.words, self.below = Text(role="strong"), Text(role="small")
        self.seeing = Button(voice(N_("See")), look)
        self.seeing.setAccessibleDescription(name)
        self.seeing.clicked.connect(self.asked)
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.words)
        inside.addWidget(self.below)
        across = row(self.seeing)
        across.insertLayout(0, inside, 1)
        across.setContentsMargins(GAP, HALF, HALF * 2, HALF)
        self.setLayout(across)

    def show_brief(self, brief: Brief) -> None:
        """How it stands now."""
        self.setVisible(bool(brief.late))
        if not brief.late or brief.today is None:
            return
        voice, today = self._voice, brief.today
        few = N_("1 letter is past its day and unanswered.")
        self.words.say(
            voice(
                few if brief.late == 1 else N_("{count} letters are past their day and unanswered."), count=brief.late
            )
        )
        told = [
            voice(
                N_("{subject} ({sender}): {days} days late"),
                subject=_short(one.subject or one.number),
                sender=_short(one.sender),
                days=one.late(today),
            )
            for one in brief.first
        ]
        self.below.say(" · ".join(told))


def _short(text: str) -> str:
    flat = " ".join(plain(text).split()).rstrip("।")
    return flat if len(flat) <= 48 else flat[:47].rstrip() + "…"
