"""The line in which a letter is entered: Enter goes from field to field, and from the last one into the register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from ui.fields import DateField, Form, LineField
from ui.parts import Button, Text, card, row
from ui.say import Voice
from ui.theme import HALF, STEP, Tokens

#: So many senders are offered.
_OFFERED = 8


class Senders:
    """Completes a sender: names that begin with what is typed, then those in which a word does."""

    def __init__(self) -> None:
        self._known: list[tuple[str, str]] = []

    def know(self, names: Sequence[str]) -> None:
        """Who may be meant, the likeliest first."""
        self._known = [(search_key(name), name) for name in names]

    def __call__(self, typed: str) -> list[str]:
        wanted = search_key(typed)
        begins = [name for known, name in self._known if known.startswith(wanted)]
        if len(begins) < _OFFERED:
            inside = f" {wanted}"
            begins += [name for known, name in self._known if inside in known and not known.startswith(wanted)]
        return begins[:_OFFERED]


class Entry(QWidget):
    """The line; nothing is written before Enter in its last field, or Ctrl+Enter in any."""

    #: Fields as they are typed, our number or None, the scans that were put beside it.
    asked = Signal(object, object, object)

    def __init__(self, voice: Voice, look: Tokens, senders: Senders) -> None:
        super().__init__()
        self._voice = voice
        self.scans: tuple[Path, ...] = ()
        self._proposal: int | None = None
        name = voice(N_("Enter a letter"))
        self.setAccessibleName(name)
        self.number = LineField(voice(N_("Our number")), look)
        #: The day to go by: the PC's clock may be wrong, and the window stays open over night.
        self._today = date.today()
        self.received = DateField(
            voice(N_("Received on")), look, voice, style="{dd}/{mm}/{y}", today=lambda: self._today
        )
        self.whom = LineField(voice(N_("Sender")), look, words=senders)
        self.memo = LineField(voice(N_("Their memo number")), look)
        self.date = DateField(voice(N_("Their date")), look, voice, style="{dd}/{mm}/{y}")
        self.subject = LineField(voice(N_("Subject")), look)
        self.writing = Button(voice(N_("Enter the letter")), look, role="primary", keys="Return", owns_keys=False)
        #: What looks wrong, or why it could not be entered; and the files that go with the letter.
        self.wrong, self.files = Text(role="error"), Text(role="said")
        self.wrong.hide()
        self.files.hide()
        form = Form(name)
        form.add(voice(N_("Our number")), self.number, width=2)
        form.add(voice(N_("Received on")), self.received, width=6, beside=True)
        form.add(voice(N_("Sender")), self.whom, width=7, beside=True)
        form.add(voice(N_("Their memo number")), self.memo, width=4)
        form.add(voice(N_("Their date")), self.date, width=5, beside=True)
        form.add(voice(N_("Subject")), self.subject, width=6, beside=True)
        frame = card(name=name)
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(12, STEP, 12, STEP)
        inside.setSpacing(HALF)
        # Beside the last field, where the keyboard comes to.
        across = row(form, self.writing)
        across.setStretch(0, 1)
        across.setAlignment(self.writing, Qt.AlignmentFlag.AlignBottom)
        inside.addLayout(across)
        inside.addWidget(self.wrong)
        inside.addWidget(self.files)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(frame)
        #: In the order in which Enter goes.
        self.order = (self.number, self.received.line, self.whom, self.memo, self.date.line, self.subject)
        for place, field in enumerate(self.order):
            field.confirmed.connect(lambda place=place: self._go_on(place))
            field.typed.connect(lambda _: self.refuse(""))
        self.whom.chosen.connect(lambda _: self.memo.setFocus(Qt.FocusReason.TabFocusReason))
        self.writing.clicked.connect(self.ask)

    def propose(self, number: int | None) -> None:
        """The next number, unless another was typed."""
        typed = self._typed_number()
        if not self.number.text().strip() or typed == self._proposal:
            self.number.show_marked("" if number is None else self._voice.digits(number))
        waited, self._proposal = self._proposal is None, number
        if waited and self.number.hasFocus() and not self.is_begun():
            self.start()

    def know_today(self, day: date) -> None:
        """Which day it is; a letter that was to be of the day before is of this one."""
        before, self._today = self._today, day
        if day != before and self.received.day() == before and not self.is_begun():
            self._receive_today()

    def _receive_today(self) -> None:
        self.received.show_marked(self._voice(N_("today")))
        self.received._settle()

    def begin(self, *, anew: bool = False) -> None:
        """Ready for the next letter: of the day that was typed last, or of today."""
        for field in (self.whom, self.memo, self.date, self.subject):
            field.show_marked("")
        self.number.show_marked("")
        self.propose(self._proposal)
        self.give(())
        if anew or not self.received.line.text().strip():
            self._receive_today()

    def start(self) -> None:
        """Puts the keyboard where typing begins: at the sender; for the first letter of a year at its number, which may
        not be 1."""
        first = next((field for field in self.order[2:] if not field.text().strip()), self.whom)
        if self._proposal in (None, 1) and not self.is_begun():
            first = self.number
            first.selectAll()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self, scans: Sequence[Path]) -> None:
        """Files that go with the letter that is being entered."""
        self.scans = tuple(scans)
        names = ", ".join(path.name for path in self.scans)
        self.files.say(self._voice(N_("With it: {names}"), names=names) if names else "")
        self.files.setVisible(bool(names))

    def is_begun(self) -> bool:
        """Is anything of a letter typed?"""
        return any(field.text().strip() for field in (self.whom, self.memo, self.date.line, self.subject))

    def refuse(self, sentence: str) -> None:
        """What is wrong; "" for nothing."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.ask()
        else:
            super().keyPressEvent(event)

    def _go_on(self, place: int) -> None:
        if place + 1 < len(self.order):
            after = self.order[place + 1]
            after.setFocus(Qt.FocusReason.TabFocusReason)
            after.selectAll()
        else:
            self.ask()

    def _typed_number(self) -> int | None:
        text = to_ascii(self.number.text()).strip().partition("/")[0]
        return int(text) if text.isdecimal() and len(text) < 8 else None

    def ask(self) -> None:
        """Asks for what is typed to be entered, unless a number or a day is not understood."""
        voice = self._voice
        self.refuse("")
        issue = self._typed_number()
        if self.number.text().strip() and issue is None:
            self.refuse(voice(N_("“{text}” is no number. Type it like 412."), text=self.number.text().strip()))
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for field in (self.received, self.date):
            if field.line.text().strip() and field.day() is None:
                self.refuse(voice(N_("The date is not understood. Type it like 25/11/2026.")))
                field.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        typed = {
            "sender": self.whom.marked(),
            "number": self.memo.marked(),
            "date": self.date.day(),
            "subject": self.subject.marked(),
        }
        if (received := self.received.day()) is not None:
            typed["received"] = received
        # A number that was only proposed may have been taken meanwhile: then it is the next one again.
        self.asked.emit(typed, None if issue == self._proposal else issue, self.scans)
