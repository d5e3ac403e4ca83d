"""Numbers that no paper here has are written in: fast, from the paper register, one Enter for each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import memo_numbers
from koyradesk.bengali.digits import to_bengali
from koyradesk.i18n import N_
from ui.fields import DateField, Form, LineField
from ui.parts import Button, Tabs, Text, card, row
from ui.say import Voice
from ui.theme import STEP, Tokens

#: What can become of such a number, in the order of the tabs.
STATES = (
    ("outside", N_("Used outside")),
    ("reserved", N_("Reserved")),
    ("void", N_("Void number")),
)


class Entry(QWidget):
    """The line that is being written in; what does not change from one to the next stays."""

    #: The numbers as they are to be kept.
    asked = Signal(object)
    dropped = Signal()

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._code = ""
        self.setAccessibleName(voice(N_("Write in")))
        self.tabs = Tabs(voice(N_("What became of the number")))
        for _, name in STATES:
            self.tabs.addTab(voice(name))
        self.first = LineField(voice(N_("Number")), look)
        self.last = LineField(voice(N_("Up to number")), look)
        self.date = DateField(voice(N_("Date")), look, voice)
        self.to = LineField(voice(N_("To whom")), look)
        self.subject = LineField(voice(N_("Subject")), look)
        self.device = LineField(voice(N_("Which computer")), look)
        self.reason = LineField(voice(N_("Why it is void")), look)
        #: Why the line could not be written.
        self.wrong = Text(role="error")
        self.wrong.hide()
        self.writing = Button(voice(N_("Write in")), look, role="primary", keys="Return", owns_keys=False,
                              shows_keys=False)  # fmt: skip
        self.leaving = Button(voice(N_("Done")), look, role="quiet", icon="x", keys="Escape", owns_keys=False,
                              shows_keys=False)  # fmt: skip
        form = Form(voice(N_("Write in")))
        form.add(voice(N_("Number")), self.first)
        form.add(voice(N_("Up to number")), self.last, beside=True)
        self._date_row = form.add(voice(N_("Date")), self.date, width=3, beside=True)
        self._to_row = form.add(voice(N_("To whom")), self.to, width=2)
        self._subject_row = form.add(voice(N_("Subject")), self.subject, width=3, beside=True)
        self._device_row = form.add(voice(N_("Which computer")), self.device, width=5)
        self._reason_row = form.add(voice(N_("Why it is void")), self.reason, width=5)
        frame = card(name=voice(N_("Write in")))
        inside = frame.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.setContentsMargins(12, STEP, 12, 12)
        inside.addLayout(row(self.tabs, 1, self.writing, self.leaving))
        inside.addWidget(form)
        inside.addWidget(self.wrong)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(frame)
        self.tabs.currentChanged.connect(self._fit)
        fields = (self.first, self.last, self.date.line, self.to, self.subject, self.device, self.reason)
        for field in fields:
            field.confirmed.connect(self._ask)
        self.writing.clicked.connect(self._ask)
        self.leaving.clicked.connect(self.dropped)
        self._fit()

    @property
    def state(self) -> str:
        return STATES[self.tabs.currentIndex()][0]

    def begin(self, code: str, first: int, last: int | None = None) -> None:
        """Ready for a number, or for a run of them."""
        self._code = code
        self.first.show_marked(to_bengali(first))
        self.last.show_marked("" if last is None or last == first else to_bengali(last))
        self.refuse("")

    def go_on(self, first: int) -> None:
        """Written: the next number; date, and whom and what for the register tells anew, are typed again."""
        self.begin(self._code, first)
        for field in (self.to, self.subject, self.reason):
            field.show_marked("")
        self.start()

    def start(self) -> None:
        """Puts the keyboard where typing goes on."""
        wanted = {"outside": self.to if self.date.day() else self.date.line, "reserved": self.device}
        field = wanted.get(self.state, self.reason)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why it could not be written; "" for nothing."""
        self.wrong.say(sentence)
        self.wrong.setVisible(bool(sentence))
        self.first.setAccessibleDescription(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Only the fields that this state has a use for."""
        self.refuse("")
        for one in (self._date_row, self._to_row, self._subject_row):
            one.setVisible(self.state == "outside")
        self._device_row.setVisible(self.state == "reserved")
        self._reason_row.setVisible(self.state == "void")

    def _ask(self) -> None:
        voice = self._voice
        self.refuse("")
        first = memo_numbers.issue(self.first.text().strip())
        typed = self.last.text().strip()
        last = memo_numbers.issue(typed) if typed else first
        if first is None or last is None:
            wrong = self.first if first is None else self.last
            self.refuse(voice(N_("“{text}” is no number. Type it like 412."), text=wrong.text().strip()))
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        day = None
        if self.state == "outside" and self.date.line.text().strip():
            day = self.date.day()
            if day is None:
                self.refuse(voice(N_("The date is not understood. Type it like 25/11/2026.")))
                self.date.line.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        from koyradesk.file_numbers import Kept

        outside = self.state == "outside"
        self.asked.emit(
            Kept(
                self._code,
                first,
                last,
                self.state,
                day,
                self.to.marked() if outside else "",
                self.subject.marked() if outside else "",
                self.device.marked() if self.state == "reserved" else "",
                self.reason.marked() if self.state == "void" else "",
            )
        )
