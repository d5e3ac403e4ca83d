"""On the first page: what waits to be sent to other offices, what came in from them, each with what to do."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk.i18n import N_
from ui.exchange import words
from ui.exchange.shapes import Brief
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, HALF, Tokens, restyle

#: What came in is news for so long.
_NEWS = timedelta(days=2)


class TodayStrip(QFrame):
    """One line of it; hidden where there is nothing to do and nothing new."""

    #: To the exchange: "send" for what waits, "" to see.
    asked = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self.setProperty("role", "strip")
        name = voice(N_("Exchange"))
        self.setAccessibleName(name)
        self.words, self.below = Text(role="strong"), Text(role="small")
        self.sending = Button(voice(N_("Send now")), look)
        self.seeing = Button(voice(N_("See")), look)
        for button, act in ((self.sending, "send"), (self.seeing, "")):
            button.setAccessibleDescription(name)
            button.clicked.connect(partial(self.asked.emit, act))
        inside = QVBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.words)
        inside.addWidget(self.below)
        across = row(self.sending, self.seeing)
        across.insertLayout(0, inside, 1)
        across.setContentsMargins(GAP, HALF, HALF * 2, HALF)
        self.setLayout(across)

    def show_brief(self, brief: Brief) -> None:
        """How the exchange stands now."""
        told = told_of(brief, self._voice)
        self.setVisible(bool(told))
        if told:
            self.words.say(told[0])
            self.below.say(" · ".join(told[1:]))
            self.below.setVisible(len(told) > 1)
            restyle(self, "tone", "" if presses(brief) else "good")
            # Where no way is set, a pen drive is the way.
            self.sending.setVisible(bool(brief.ways and (brief.bundles or brief.unsent)))


def presses(brief: Brief) -> bool:
    """Whether there is something to do."""
    return bool(brief.bundles or brief.unsent or brief.held or brief.clashes or brief.arrived)


def worth(brief: Brief) -> bool:
    """Whether there is anything to be told."""
    return presses(brief) or _is_new(brief)


def _is_new(brief: Brief) -> bool:
    return brief.taken is not None and datetime.now().astimezone() - brief.taken.at < _NEWS


def told_of(brief: Brief, voice: Voice) -> list[str]:
    """What is told, what presses most first."""
    matters = words.matters(voice, brief)
    told = [said for said in (matters.clashes, matters.arrived, matters.held, matters.sending) if said]
    # Beside a file that waits, one that was taken would pass for it.
    if brief.taken is not None and _is_new(brief) and not (brief.arrived or brief.held):
        inside = words.contents(voice, brief.taken)
        when = words.when(voice, brief.taken.at, datetime.now().astimezone())
        sentence = N_("Came in {when} from {office}: {what}")
        told.append(voice(sentence, when=when, office=brief.taken.name or brief.taken.office, what=inside))
    return told
