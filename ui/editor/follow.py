"""What is followed of the meeting being edited, kept as it is stored now, and what the editor does to it.

Rules and what is decided of carried decisions are no part of a ``Meeting``: they are written when all that was typed is
stored, each as a step of the meeting, and read again after each write.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from koyradesk.i18n import N_
from koyradesk.obligations.shapes import Measure, Rule
from ui.editor.follow_jobs import Following, FollowJobs
from ui.editor.rule_chip import rule_said
from ui.say import Voice

if TYPE_CHECKING:
    from koyradesk.carrying import Carried
    from koyradesk.errors import UserError
    from koyradesk.model import Meeting
    from koyradesk.obligations.closing import How
    from ui.session import Session

_DONE: dict[How, str] = {
    "done": N_("The decision is settled; the minutes say so."),
    "dropped": N_("The decision is dropped; the minutes say so."),
    "extended": N_("The decision has more time; the minutes say so."),
    "reissued": N_("It is decided anew. Write it as it is to be from now on."),
}


class Follow(QObject):
    """Follows one session."""

    #: What is followed is another now.
    changed = Signal()
    #: A sentence of what was done, which one undo takes back.
    done = Signal(str)
    refused = Signal(object)
    #: A decision is to be gone to: its id.
    lead = Signal(str)

    def __init__(self, session: Session, voice: Voice) -> None:
        super().__init__()
        self._session, self._voice = session, voice
        self.now = Following()
        self._whole = False
        session.wrote.connect(lambda _: self.read())
        session.undone.connect(lambda *_: self.read(whole=True))
        session.stirred.connect(lambda: self.read())

    def read(self, *, whole: bool = False) -> None:
        """Reads it again; ``whole``: with what could be carried."""
        # A newer question takes the place of one that waits.
        self._whole = (self._whole or whole) and not self._session.frozen
        job = partial(self._jobs.read, self._session.id, whole=self._whole)
        self._session.ask(job, self._take, "following")

    def _take(self, found: Following) -> None:
        if found.open is not None:
            self._whole = False
            self._session.know_open(found.open)
        self.now = found
        self.changed.emit()

    def keep_rule(self, decision: str, rule: Rule | None, measure: Measure) -> None:
        """Sets the rule of a decision; None takes it away."""
        job = partial(self._jobs.set_rule, self._session.id, decision, rule, measure)
        self._session.do(job, partial(self._ruled, rule, measure), otherwise=self.refused.emit)

    def _ruled(self, rule: Rule | None, measure: Measure, stored: Meeting) -> None:
        self._session.meet(stored)
        self.read(whole=True)
        said = rule_said(rule, measure, None, self._voice) if rule is not None else ""
        sentence = N_("The rule is kept: {rule}.") if said else N_("The rule is kept.")
        self.done.emit(self._voice(sentence if rule else N_("The rule was taken away."), rule=said))

    def decide(self, one: Carried, how: How, to: date | None = None) -> None:
        """The meeting decides of what it carries."""
        job = partial(self._jobs.decide, self._session.id, one, how, to)
        self._session.do(job, partial(self._decided, how), otherwise=self.refused.emit)

    def take_back(self, one: Carried) -> None:
        """Takes back what the meeting decided of it."""
        job = partial(self._jobs.take_back, self._session.id, one)
        self._session.do(job, lambda _: self.read(whole=True), otherwise=self.refused.emit)

    def refuse(self, error: UserError) -> None:
        """Tells why something cannot be done."""
        self.refused.emit(error)

    def _decided(self, how: How, done: Any) -> None:
        self._session.meet(done.meeting)
        self.read(whole=True)
        self.done.emit(self._voice(_DONE[how]))
        if how == "reissued":
            self.lead.emit(done.sentence)

    @property
    def _jobs(self) -> FollowJobs:
        return self._session.follow_jobs
