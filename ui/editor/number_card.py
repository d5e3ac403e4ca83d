"""A paper takes its number: the next of the file is proposed, one from the paper register can be typed instead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk import memo_numbers
from koyradesk.bengali import dates
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout import MemoStyle
from koyradesk.model import Memo
from ui.fields import DateField, Form, LineField
from ui.parts import Button, Text, row
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens


class NumberCard(QFrame):
    """The proposed number in full, fields for another one, for the date and, where none is known, for the file."""

    #: Number and date as typed ("" takes what is proposed), and the code of the file.
    asked = Signal(str, str, str)
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._proposed = ""
        self._style = MemoStyle()
        self.setProperty("role", "card")
        self.setAccessibleName(voice(N_("Number and date")))
        self.heading = Text(role="strong")
        self.number_said = Text(role="heading", name=voice(N_("Number")))
        self.number = LineField(voice(N_("Number")), look)
        self.date = DateField(voice(N_("Date")), look, voice)
        self.file = LineField(voice(N_("Code of the file")), look, hint=voice(N_("As on the file's cover")))
        self.both = Text(role="small")
        self.give = Button(voice(N_("Give the number")), look, role="primary", keys="Return", owns_keys=False)
        self.drop = Button(voice(N_("Leave it as it is")), look)
        self.give.clicked.connect(self._ask)
        self.drop.clicked.connect(self.dropped)
        form = Form(voice(N_("Number and date")))
        self._file_row = form.add(voice(N_("Code of the file")), self.file, width=2)
        self._number_row = form.add(voice(N_("Another number, from the paper register")), self.number)
        self._date_row = form.add(voice(N_("Date")), self.date, beside=True)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, GAP)
        stack.setSpacing(STEP)
        for widget in (self.heading, self.number_said):
            stack.addWidget(widget)
        stack.addWidget(form)
        stack.addWidget(self.both)
        stack.addLayout(row(self.give, self.drop, 1))
        for field in (self.number, self.date.line, self.file):
            field.installEventFilter(self)
        self.number.typed.connect(lambda _: self._tell())
        self.file.typed.connect(lambda _: self._tell())
        self.date.typed.connect(lambda _: self._tell())

    def show_paper(self, memo: Memo, proposed: str, today: date, style: MemoStyle) -> None:
        """What is proposed: ``proposed`` is the whole next number, "" where no file is known yet."""
        self._proposed, self._style = memo.number or proposed, style
        voice = self._voice
        self.number.show_marked("")
        self.file.show_marked("")
        self.refuse("")
        self._file_row.setVisible(not self._proposed)
        self.heading.say(
            voice(N_("The number of this paper")) if memo.number else voice(N_("The next number of the file"))
            if proposed else voice(N_("Number and date"))
        )  # fmt: skip
        label = N_("Another number, from the paper register") if self._proposed else N_("Number")
        self._number_row.label.say(voice(label))
        self.date.show_marked(memo.date_text or dates.spell(memo.date or today, style.date_style))
        self.give.setText(voice(N_("Change it")) if memo.number else voice(N_("Give the number")))
        self.drop.setVisible(bool(memo.number))
        self._tell()

    def first(self) -> None:
        """Ready for Enter: what is proposed is taken."""
        (self.file if not self._proposed else self.number).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why it could not be given; "" for nothing."""
        self._number_row.say_error(sentence)

    def _ask(self) -> None:
        self.refuse("")
        self.asked.emit(self.number.text().strip(), self.date.line.text().strip(), self.file.text().strip())

    def _tell(self) -> None:
        """The whole number that would be given, and its date in both calendars."""
        typed = self.number.text().strip()
        self.number_said.say(self._meant(typed))
        self.number_said.setVisible(bool(self.number_said.plain))
        day = self.date.day()
        words = ""
        if day is not None and self._style.dates == "both":
            bangla = dates.spell_bangla(day, self._style.bangla_style)
            words = self._voice(N_("On the paper: {one} / {other}"), one=bangla,
                                other=dates.spell(day, self._style.date_style))  # fmt: skip
        self.both.say(words)
        self.both.setVisible(bool(words))

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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._ask()
            return True
        return super().eventFilter(watched, event)
