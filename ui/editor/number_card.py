"""A paper takes its number: the next of the file is proposed, one from the paper register can be typed instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk import memo_numbers
from koyradesk.bengali import dates
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Memo
from ui.fields import TOO_LONG, DateField, Form, Labelled, LineField
from ui.fields.flow import flow
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.memos import Proposal


class NumberCard(QFrame):
    """The proposed number in full, fields for another one, for the date and, where none is known, for the file."""

    #: Number and date as typed ("" takes what is proposed), and the code of the file.
    asked = Signal(str, str, str)
    dropped = Signal()
    #: The number is not to be used: why not.
    voided = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._proposed = ""
        self.setProperty("role", "card")
        self.setAccessibleName(voice(N_("Number and date")))
        self.heading = Text(role="strong")
        sentence = N_("The next number is not known here. Type the file's code and the number, or the whole number.")
        self.unknown = Text(voice(sentence), "muted")
        self.number_said = Text(role="heading", name=voice(N_("Number")))
        self.number = LineField(voice(N_("Number")), look)
        self.date = DateField(voice(N_("Date")), look, voice)
        self.file = LineField(voice(N_("Code of the file")), look, hint=voice(N_("As on the file's cover")))
        self.give = Button(voice(N_("Give the number")), look, role="primary", keys="Return", owns_keys=False)
        self.drop = Button(voice(N_("Leave it as it is")), look)
        self.void = Button(voice(N_("Make the number void")), look, role="small")
        self.reason = LineField(voice(N_("Why it is void")), look, hint=voice(N_("As it is to stand in the register")))
        self.void.clicked.connect(self._void)
        self.reason.confirmed.connect(self._void)
        self.give.clicked.connect(self._ask)
        self.drop.clicked.connect(self.dropped)
        form = Form(voice(N_("Number and date")))
        self._file_row = form.add(voice(N_("Code of the file")), self.file, width=2)
        self._number_row = form.add(voice(N_("If the register has another")), self.number)
        self._date_row = form.add(voice(N_("Date")), self.date, beside=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, GAP)
        stack.setSpacing(STEP)
        for widget in (self.heading, self.unknown, self.number_said):
            stack.addWidget(widget)
        stack.addWidget(form)
        stack.addLayout(flow(self.give, self.drop))
        self._reason_row = Labelled(voice(N_("Why it is void")), self.reason)
        stack.addWidget(self._reason_row)
        stack.addLayout(row(self.void, 1))
        for field in (self.number, self.date.line, self.file):
            field.confirmed.connect(self._ask)
            field.overflowed.connect(lambda: self.refuse(voice(TOO_LONG)))
        self.reason.overflowed.connect(lambda: self.refuse(voice(TOO_LONG)))
        self.number.typed.connect(lambda _: self._tell())
        self.file.typed.connect(lambda _: self._tell())

    def show_paper(self, memo: Memo, proposal: Proposal | None) -> None:
        """The paper as it stands, and what it would get; without a proposal, or one with no number, all is typed."""
        voice = self._voice
        self._proposed = memo.number or (proposal.number if proposal else "")
        self.number.show_marked("")
        self.file.show_marked("")
        self.refuse("")
        self._file_row.setVisible(not self._proposed)
        heading = N_("The next number of the file") if self._proposed else N_("Number and date")
        self.heading.say(voice(N_("The number of this paper") if memo.number else heading))
        self.unknown.setVisible(not self._proposed)
        label = N_("If the register has another") if self._proposed else N_("Number")
        self._number_row.label.say(voice(label))
        self.date.show_marked(memo.date_text or (proposal.date_text if proposal else ""))
        self.give.setText(voice(N_("Change it")) if memo.number else voice(N_("Give the number")))
        self.give.setAccessibleName(self.give.text())
        self.drop.setVisible(bool(memo.number))
        self.void.setVisible(bool(memo.number))
        self.reason.show_marked("")
        self._reason_row.hide()
        self._date_row.say_error(self._two_days(memo))
        self._tell()

    def _two_days(self, memo: Memo) -> str:
        """What is wrong where the two dates of the paper are not one day."""
        said = [one.date for one in map(dates.parse, (memo.bangla_date, memo.date_text)) if one is not None]
        days = list(dict.fromkeys([*said, *([memo.date] if memo.date else [])]))
        if len(days) < 2:
            return ""
        voice = self._voice
        sentence = N_(
            "The dates on this paper are different days: {one} and {other}. Type the right one and change it."
        )
        return voice(sentence, one=voice.date(days[0]), other=voice.date(days[1]))

    def first(self) -> None:
        """Ready for Enter: what is proposed is taken."""
        (self.file if not self._proposed else self.number).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why it could not be given; "" for nothing."""
        self._number_row.say_error(sentence)

    def _ask(self) -> None:
        self.refuse("")
        self.asked.emit(self.number.text().strip(), self.date.line.text().strip(), self.file.text().strip())

    def _void(self) -> None:
        """First asks why; the register needs the reason."""
        if self._reason_row.isHidden():
            self._reason_row.show()
        elif reason := self.reason.text().strip():
            self.voided.emit(reason)
            return
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """The whole number that would be given."""
        typed = self.number.text().strip()
        self.number_said.say(self._meant(typed))
        self.number_said.setVisible(bool(self.number_said.plain))

    def _meant(self, typed: str) -> str:
        held: Any = memo_numbers.read(self._proposed) if self._proposed else None
        if not typed:
            return self._proposed
        alone = memo_numbers.issue(typed)
        if alone is None:
            try:
                return memo_numbers.parse(typed).printed()
            except UserError:
                # Not whole yet: it is being typed.
                return ""
        if held is None and self.file.text().strip():
            try:
                code, joint = memo_numbers.file(self.file.text())
            except UserError:
                return ""
            held = memo_numbers.Number(code, joint or ".", 1)
        return replace(held, issue=alone).printed() if held else ""
