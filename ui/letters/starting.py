"""A new paper: which kind, of what; Enter takes the usual one at each step."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import escape
from koyradesk.paper_key import PaperKey
from ui.kit import Kit
from ui.letter_book import Choice
from ui.letters.choosing import Choosing, Offered
from ui.letters.kinds import IN_MEETING, NAMES, NEW, late_words, meeting_words
from ui.meeting_list import STATES
from ui.parts import Button, Text, card, row
from ui.theme import GAP, ROOM, STEP

#: In a lower window nothing is left above the card.
_LOW = 600

_ASKS = {
    "kind": N_("Which paper is it to be?"),
    "meeting": N_("Of which meeting?"),
    "late": N_("Who is to be reminded?"),
    "party": N_("For which office?"),
    "decision": N_("On which decision?"),
    "month": N_("For which month?"),
    "letter": N_("Which letter is answered?"),
}
_NONE = {
    "kind": "",
    "meeting": N_("There is no meeting that this paper could be of. Ctrl N begins one."),
    "late": N_("Nothing is late today, so nobody is to be reminded."),
    "party": N_("No decision of this meeting names who carries it out. Name them in the meeting first."),
    "decision": N_("There is no decision yet that could be reported on. Write one in a meeting first."),
    "month": N_("This was decided for a later month, so nothing can be reported on it yet."),
    "letter": N_("Every letter that came in is settled. Ctrl J opens their register."),
}
#: What each kind needs to know, one step after another.
_STEPS = {
    "reminder": ("late",),
    "extract": ("meeting", "party"),
    "return": ("decision", "month"),
    "reply": ("letter",),
    **dict.fromkeys(("notice", "endorsement", "progress", "postponement", "cancellation", *IN_MEETING), ("meeting",)),
}


class NewPaper(QWidget):
    """The panel. ``begun`` tells the id of the letter, drafted or found in the making."""

    begun = Signal(str)
    #: A paper that is made in its meeting: the meeting's id.
    meeting_asked = Signal(str)
    sheet_wanted = Signal(str)
    dropped = Signal()
    refused = Signal(object)
    told = Signal(str, object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._voice, self._worker, self._book = kit.voice, kit.worker, kit.book.letters
        voice, look = kit.voice, kit.look
        self._known: dict[str, str] = {}
        self._kind = ""
        #: The meeting that the papers are to be of; "" to ask for it.
        self._meeting = self._likely = ""
        name = voice(N_("New paper"))
        self.setAccessibleName(name)
        self.title = Text(name, "title")
        self.asks = Text(role="muted")
        self.choosing = Choosing(voice, look, name)
        self.choosing.chosen.connect(self._chose)
        self.choosing.told.connect(lambda sentence: self.told.emit(sentence, None))
        self.take = Button(voice(N_("Go on")), look, role="primary", keys="Return", owns_keys=False)
        self.drop = Button(voice(N_("Go back")), look, keys="Escape", owns_keys=False)
        self.take.clicked.connect(lambda: self.choosing._take(self.choosing.list.currentIndex()))
        self.drop.clicked.connect(self._back)
        frame = card(self.title, self.asks, self.choosing, name=name)
        inner = frame.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        inner.setStretch(2, 1)
        inner.addLayout(row(self.take, self.drop, 1))
        frame.setMaximumWidth(680)
        frame.setMinimumWidth(440)
        self._stack = QVBoxLayout(self)
        middle = row(1, frame, 1)
        middle.setStretch(1, 100)
        self._stack.addLayout(middle, 1)
        self.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < _LOW
        self._stack.setContentsMargins(GAP, STEP if low else ROOM, GAP, STEP if low else ROOM)

    def first(self) -> None:
        """Ready for Enter."""
        self.choosing.first()

    # The steps

    def ask(self, meeting: str = "", likely: str = "", kind: str = "") -> None:
        """From the beginning; of a meeting, where that is known. ``likely`` is offered before the other meetings;
        ``kind`` was chosen elsewhere."""
        self._known, self._kind, self._meeting, self._likely = {}, "", meeting, likely
        self._say("kind", "")
        kinds = [one for one in NEW if not meeting or one[0] not in IN_MEETING]
        if meeting:
            # First those that can be of it.
            kinds.sort(key=lambda one: "meeting" not in _STEPS[one[0]])
        offered = [Offered(kind, self._voice(name), self._voice(purpose)) for kind, name, purpose in kinds]
        self._offer("kind", offered)
        if kind:
            self._chose(kind)

    def _say(self, step: str, kind: str) -> None:
        voice = self._voice
        self._step = step
        self.title.say(voice(NAMES[kind]) if kind else voice(N_("New paper")))
        self.asks.say(voice(_ASKS[step]))

    def _offer(self, step: str, offered: list[Offered]) -> None:
        if step == self._step:
            none = self._voice(_NONE[step]) if _NONE[step] else ""
            self.choosing.offer(offered, none)
            self.take.setEnabled(bool(offered))
            self.choosing.first() if offered else self.drop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chose(self, thing: str) -> None:
        if self._step == "kind":
            self._kind = thing
            self._known = {"meeting": self._meeting} if self._meeting and "meeting" in _STEPS[thing] else {}
        else:
            self._known[self._step] = thing
        self._go_on()

    def _go_on(self) -> None:
        step = next((one for one in _STEPS[self._kind] if one not in self._known), "")
        if not step:
            self._begin()
            return
        self._say(step, self._kind)
        job: Any = {
            "meeting": partial(self._book.meetings_for, self._kind),
            "late": self._book.late,
            "party": partial(self._book.parties_of, self._known.get("meeting", "")),
            "decision": self._book.decisions,
            "month": partial(self._book.months, self._known.get("decision", "")),
            "letter": self._book.answerable,
        }[step]
        self.choosing.offer((), "")
        then = partial(self._came, step)
        self._worker.ask(job, then, otherwise=self.refused.emit, topic="new paper")

    def _came(self, step: str, found: tuple[Choice, ...]) -> None:
        if step == "meeting":
            # Minutes that have no number yet are sent on to nobody.
            early = self._kind == "endorsement"
            found = tuple(sorted(found, key=lambda one: (one.id != self._likely, early and one.state == "draft")))
        self._offer(step, [self._line(step, one) for one in found])

    def _line(self, step: str, one: Choice) -> Offered:
        voice = self._voice
        match step:
            case "meeting":
                name, when = meeting_words(one, voice)
                state, tone = STATES.get(one.state, STATES["draft"])
                return Offered(one.id, name, escape(when), voice(state), tone)
            case "late":
                return Offered(one.id, one.name, escape(one.about), late_words(one, voice), "late")
            case "party":
                few = N_("{number} decision") if one.number == 1 else N_("{number} decisions")
                return Offered(one.id, one.name, "", voice(few, number=one.number))
            case "month":
                return Offered(one.id, voice.month(one.id))
            case "letter":
                late = voice(N_("{days} days late"), days=one.days) if one.days else one.state
                return Offered(one.id, one.name, escape(one.about), late, "late" if one.days else "quiet")
        when = voice.month(one.state) if one.state else ""
        return Offered(one.id, one.name, escape(" · ".join(part for part in (one.about, when) if part)))

    def _begin(self) -> None:
        known, kind = self._known, self._kind
        meeting = known.get("meeting", "")
        if kind == "minutes":
            self.meeting_asked.emit(meeting)
            return
        if kind == "attendance":
            self.sheet_wanted.emit(meeting)
            return
        key = PaperKey(
            kind,
            meeting,
            to=known.get("late", known.get("party", "")),
            of=known.get("decision", known.get("letter", "")),
            period=known.get("month", ""),
        )
        self._worker.ask(partial(self._book.begin, key), self.begun.emit, otherwise=self._not_begun)

    def _not_begun(self, error: Any) -> None:
        # The last answer is asked for again: another one may do.
        self._known.pop(_STEPS[self._kind][-1], None)
        self.refused.emit(error)
        self.choosing.first()

    def _back(self) -> None:
        """One step back; from the first one out."""
        done = [one for one in _STEPS.get(self._kind, ()) if one in self._known and one != "meeting"]
        if self._meeting == "" and "meeting" in self._known:
            done = [one for one in _STEPS[self._kind] if one in self._known]
        if done:
            del self._known[done[-1]]
            self._go_on()
        elif self._kind:
            self.ask(self._meeting, self._likely)
        else:
            self.dropped.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        else:
            super().keyPressEvent(event)
