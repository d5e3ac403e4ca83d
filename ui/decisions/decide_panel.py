"""What the committee makes of obligations, or of single rows: carried out, not wanted any more, put off, open again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.decisions.choices import Choices
from ui.decisions.shapes import Held
from ui.decisions.side import Panel, foot, point
from ui.fields import DateField, Form, LineField
from ui.letters.menus import pick
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

_ACTS = (
    ("done", N_("Closed as carried out")),
    ("dropped", N_("Closed, no longer wanted")),
    ("extend", N_("Put off")),
    ("reopen", N_("Open again")),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: ``act`` is an outcome, "extend" or "reopen"."""

    act: str
    meeting: str = ""
    on: date | None = None
    reason: str = ""


class DecidePanel(Panel):
    """Enter writes it."""

    asked = Signal(object)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice, self._look = voice, look
        self._meetings: tuple[Held, ...] = ()
        self._meeting = ""
        self._today = date.min
        self._rows = False
        self.setAccessibleName(voice(N_("The committee decides")))
        self.act = Choices(voice(N_("What was decided")), look, [(one, voice(name)) for one, name in _ACTS])
        self.meeting = Button("", look)
        self.to = DateField(voice(N_("Put off to")), look, voice)
        self.reason = LineField(voice(N_("Why")), look, hint=voice(N_("as the minutes say it")))
        self.note = Text(role="small")
        self.wrong = Text(role="error")
        self.writing = Button(voice(N_("Write down")), look, role="primary", keys="Return", owns_keys=False)
        self.leaving = Button(voice(N_("Cancel")), look, keys="Escape", owns_keys=False)
        form = Form(voice(N_("The committee decides")))
        form.add(self.act.accessibleName(), self.act)
        self._meeting_row = form.add(voice(N_("In which meeting")), self.meeting)
        self._to_row = form.add(self.to.line.accessibleName(), self.to)
        self._reason_row = form.add(self.reason.accessibleName(), self.reason)
        self.wrong.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, HALF, 0)
        stack.setSpacing(STEP)
        stack.addWidget(form)
        stack.addWidget(self.note)
        stack.addWidget(self.wrong)
        self.foot = foot(self.accessibleName(), self.writing, self.leaving)
        stack.addStretch(1)
        self.act.changed.connect(lambda _: self._fit())
        self.meeting.clicked.connect(self._pick)
        for field in (self.to.line, self.reason):
            field.textChanged.connect(lambda _: self.refuse(None))
        self.writing.clicked.connect(self.ask)
        self.leaving.clicked.connect(self.dropped)

    def begin(self, *, closed: bool, rows: bool, today: date) -> None:
        """For obligations (or ``rows``) that are open, or closed already."""
        self._rows, self._today = rows, today
        for act in ("done", "dropped", "extend", "reopen"):
            pill = self.act.pill(act)
            pill.setVisible((act == "reopen") is closed and not (rows and act == "extend"))
            pill.setEnabled(pill.isVisibleTo(self.act))
        self.act.choose("reopen" if closed else "done")
        self.to.show_marked("")
        self.reason.show_marked("")
        self.offer(())
        self._fit()

    def offer(self, meetings: tuple[Held, ...]) -> None:
        """The meetings that can have decided it, the newest first."""
        self._meetings = meetings
        held = [one for one in meetings if one.date is not None and one.date <= self._today]
        self._take(held[0].id if held else "")

    def first(self) -> None:
        """Where the keyboard begins."""
        self.act.begin()

    def refuse(self, error: UserError | None) -> None:
        """Why it was not written; None for nothing."""
        self._to_row.say_error("")
        sentence = self._voice.refusal(error) if error else ""
        if error is not None and self.act.value == "extend":
            point(self._to_row, sentence)
            sentence = ""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))

    def ask(self) -> None:
        """Asks for it to be written."""
        self.refuse(None)
        act = self.act.value
        held = next((one for one in self._meetings if one.id == self._meeting), None)
        on = held.date if held and held.date else self._today
        if act == "extend":
            day = self.to.day()
            if day is None:
                point(self._to_row, self._voice(N_("Say to which day it is put off, like 25/11/2026.")))
                return
            on = day
        reason = "" if self._reason_row.isHidden() else self.reason.text().strip()
        self.asked.emit(Decided(act, self._meeting, on, reason))

    def _fit(self) -> None:
        act, voice = self.act.value, self._voice
        self.refuse(None)
        self._meeting_row.setVisible(act != "reopen")
        self._to_row.setVisible(act == "extend")
        held = next((one for one in self._meetings if one.id == self._meeting), None)
        says = held is not None and held.says and not self._rows and act != "reopen"
        # What the minutes say is the reason.
        self._reason_row.setVisible(act in ("done", "dropped") and not self._rows and not says)
        told = {
            "extend": N_("What is not done is put off to that day; what is done stays done."),
            "reopen": N_("It is followed again, with what was told of it."),
        }.get(act, N_("What was told of it stays; it can be opened again."))
        minutes = voice(N_("The minutes of that meeting get a sentence that says so.")) if says else ""
        self.note.say(" ".join(part for part in (minutes, voice(told)) if part))

    def _pick(self) -> None:
        every = [(one.id, self._name(one)) for one in self._meetings]
        pick(self.meeting, [*every, ("", self._voice(N_("Without a meeting")))], self._take, self._meeting)

    def _take(self, meeting: str) -> None:
        self._meeting = meeting
        held = next((one for one in self._meetings if one.id == meeting), None)
        words = self._name(held) if held else self._voice(N_("Without a meeting"))
        self.meeting.setText(f"{words} ▾")
        self.meeting.setAccessibleName(self._voice(N_("In which meeting: {meeting}"), meeting=words))
        self.meeting.updateGeometry()
        self._fit()

    def _name(self, one: Held) -> str:
        voice = self._voice
        told = [voice.month(one.period), voice.date(one.date) if one.date else ""]
        return (
            voice(N_("{month} ({day})"), month=told[0], day=told[1]) if all(told) else "".join(told) or plain(one.title)
        )
