"""Step 2, who came: the sign-sheet as a table, counts over it, the note that the minutes print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.editor.people import STATES
from ui.editor.sheet import Sheet
from ui.fields import LineField
from ui.fields.flow import flow
from ui.parts import Button, Chip, Label, Text, card, row
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, Tokens

if TYPE_CHECKING:
    from ui.session import Session

#: How many of each, in the order in which offices tell it.
_COUNTS = {
    "present": N_("Present {number}"),
    "excused": N_("Excused {number}"),
    "absent": N_("Absent {number}"),
    "": N_("No mark {number}"),
}
#: Logical pixels of height that leave room for a hint, and for the note.
_ROOMY, _LOW = 560, 440


class AttendanceStep(QWidget):
    """The second step."""

    print_asked = Signal(str)
    #: Something worth saying, as a sentence.
    told = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._session, self._voice = session, voice
        self.setAccessibleName(voice(N_("Attendance")))
        self._counts = {state: Chip(look, tone=STATES[state][1]) for state in _COUNTS}
        self.all = Button(voice(N_("All present")), look, icon="check", keys="F8")
        self.printing = Button(voice(N_("Print sign-sheet")), look, icon="printer")
        self.all.clicked.connect(self._all_present)
        self.printing.clicked.connect(lambda: self.print_asked.emit("attendance"))
        self.note = LineField(voice(N_("Attendance in the minutes")), look)
        session.bind(self.note, self._note)
        self.sheet = Sheet(session, voice, look)
        self.sheet.told.connect(self.told)
        self.adding = Button(voice(N_("Add person")), look, icon="plus")
        self.adding.clicked.connect(self.sheet.add)
        self.hint = Text(
            voice(
                N_(
                    "Space changes who came; typing writes into the cell; Enter goes down, and adds a row at the end. "
                    "A list copied from Word or Excel can be pasted."
                )
            ),
            "small",
        )
        self._build(look)
        self.refresh(None)

    @property
    def _note(self) -> Ref:
        return Ref(self._session.id, "attendance_note")

    def _build(self, look: Tokens) -> None:
        voice = self._voice
        self.empty = card(
            Text(voice(N_("Nobody is on the list yet")), "strong"),
            Text(
                voice(
                    N_(
                        "Type the first name, or copy the list of members in Word or Excel and press Ctrl+V here. "
                        "The next meeting of the committee begins with the same people."
                    )
                )
            ),
            name=voice(N_("Nobody is on the list yet")),
        )
        self.paper = QFrame()
        self.paper.setProperty("role", "card")
        self.paper.setAccessibleName(voice(N_("People at the meeting")))
        inner = QVBoxLayout(self.paper)
        inner.setContentsMargins(HALF, 2, HALF, HALF)
        inner.addWidget(self.sheet)
        heading = Label(voice(N_("In the minutes:")), "muted")
        heading.setBuddy(self.note)
        below = row(heading, self.note)
        below.setStretch(1, 1)
        self._below = QWidget()
        self._below.setAccessibleName(voice(N_("Attendance in the minutes")))
        self._below.setLayout(below)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, STEP)
        stack.setSpacing(STEP + HALF)
        stack.addLayout(flow(*self._counts.values()))
        stack.addLayout(flow(self.all, self.adding, self.printing))
        stack.addWidget(self.empty)
        stack.addWidget(self.paper, 1)
        stack.addWidget(self._below)
        stack.addWidget(self.hint)
        stack.addStretch(0)
        self._rest = stack

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows what changed; None when people came, went or moved."""
        session = self._session
        if refs is None or self._note in refs:
            session.show(self.note, self._note)
        if refs is not None and not any(ref.record.startswith("attendee.") for ref in refs):
            return
        self.sheet.rebuild()
        people = session.meeting.attendees
        for state, chip in self._counts.items():
            number = sum((one.state if one.state in STATES else "") == state for one in people)
            chip.setVisible(bool(number))
            chip.say(self._voice(_COUNTS[state], number=number), STATES[state][1])
        self.all.setVisible(bool(people) and not session.frozen)
        self.adding.setVisible(not session.frozen)
        self._make_room()
        self.paper.setVisible(bool(people))
        self.empty.setVisible(not people)
        self._rest.setStretch(self._rest.count() - 1, 0 if people else 1)

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; False where it is not here."""
        if ref == self._note:
            self._below.show()
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
            if offset is not None:
                self.note.place_cursor(offset)
            return True
        return ref.record.startswith("attendee.") and self.sheet.go(ref, offset)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.sheet.tidy()

    def first(self) -> None:
        """To the first person, or to the button that makes one."""
        if self._session.meeting.attendees:
            self.sheet.first()
        else:
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and not self._session.meeting.attendees:
            self.sheet.paste()
            self.first()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """On a low screen the people need the room; the note stands among the facts as well."""
        wanted = bool(self._session.meeting.attendees) and not self._session.frozen
        self.hint.setVisible(wanted and self.height() >= _ROOMY)
        self._below.setVisible(self.height() >= _LOW or self._below.isAncestorOf(self.focusWidget() or self))

    def _all_present(self) -> None:
        self.sheet.all_present()
        self.sheet.first()
