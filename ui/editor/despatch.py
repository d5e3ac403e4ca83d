"""The despatch of a signed paper: who got a copy, how and when, who acknowledged it. One key writes all down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import SIGNED, Letter, Meeting
from ui.fields import DateField, Labelled
from ui.fields.flow import flow
from ui.line_list import Line, LineList, Lines
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import GAP, STEP, Tokens

if TYPE_CHECKING:
    from koyradesk.dispatches import Dispatch

CHANNELS = (
    ("hand", N_("By hand")),
    ("post", N_("By post")),
    ("email", N_("By e-mail")),
    ("efiling", N_("By e-filing")),
)
#: Rows that are seen at once.
_ROWS = 6


class Copy(NamedTuple):
    """A recipient, and the copy that went there, if one did."""

    recipient: str
    to: str
    sent: Dispatch | None


class DespatchCard(QFrame):
    """A line for each recipient; the buttons act on the chosen one."""

    #: Recipients as (id, name), the channel, and the day.
    sent = Signal(object, str, object)
    #: The id of a despatch; the day, or None.
    acknowledged = Signal(str, object)
    taken_back = Signal(str)

    def __init__(self, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._voice = voice
        self._today = date.min
        self._shown: tuple[Copy, ...] | None = None
        name = voice(N_("Despatch"))
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.said = Text(role="muted")
        self.all = Button(voice(N_("All by hand")), look, role="primary", icon="check", keys="F8")
        self.all.clicked.connect(self._send_all)
        self.list: LineList[Copy] = LineList(look, Lines[Copy](), voice(N_("Who gets a copy")))
        self.list.setObjectName("lines")
        self.list.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.day = DateField(voice(N_("Day of despatch")), look, voice)
        self.ways = {channel: Button(voice(words), look, role="small") for channel, words in CHANNELS}
        for channel, button in self.ways.items():
            button.clicked.connect(partial(self._send, channel))
        self.got = Button(voice(N_("Acknowledged today")), look, role="small", icon="check")
        self.got.clicked.connect(self._acknowledge)
        self.back = Button(voice(N_("Take back")), look, role="small", icon="undo-2")
        self.back.clicked.connect(self._take_back)
        self.refusal = Text(role="error")
        self.refusal.hide()
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, GAP, GAP, GAP)
        stack.setSpacing(STEP)
        stack.addWidget(Text(name, "strong"))
        stack.addWidget(self.said)
        # Above the list: what comes next is in view on a low screen, too.
        stack.addLayout(flow(self.all))
        stack.addWidget(self.list)
        stack.addLayout(flow(*self.ways.values(), self.got, self.back))
        stack.addWidget(Labelled(voice(N_("Day of despatch")), self.day))
        stack.addWidget(self.refusal)

    def show_paper(self, of: Letter | Meeting, sent: Sequence[Dispatch], today: date) -> None:
        """The recipients of a signed paper and what went to them; nothing of one that is not signed."""
        signed = of.memo().state in SIGNED
        self.setVisible(signed)
        if not signed:
            self._shown = None
            return
        if self._today != today:
            self._today = today
            self.day.show_marked(self._voice.date(today))
        copies = tuple(_copies(of, sent))
        if copies == self._shown:
            return
        self.refuse("")
        before, self._shown = self.list.currentIndex().row(), copies
        self.list.rows.show_lines(map(self._line, copies))
        rows = self.list.rows.rowCount()
        self.list.setVisible(bool(rows))
        self._fit()
        self.list.setCurrentIndex(self.list.rows.index(max(0, min(before, rows - 1))) if rows else QModelIndex())
        left = sum(one.sent is None for one in copies)
        if not left and self.all.hasFocus():
            self._next()
        self.all.setEnabled(left > 0)
        sentence = N_("Nobody is named on this paper.")
        if copies:
            sentence = N_("Every copy has gone out.") if not left else N_("{number} copies have not gone out yet.")
            sentence = N_("1 copy has not gone out yet.") if left == 1 else sentence
        self.said.say(self._voice(sentence, number=left))
        self._tell()

    def first(self) -> None:
        """To what comes next: all of them, or the list where all went out."""
        (self.all if self.all.isEnabled() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Why something could not be done; "" for nothing."""
        self.refusal.say(sentence)
        self.refusal.setVisible(bool(sentence))

    def _line(self, one: Copy) -> Line[Copy]:
        voice, sent = self._voice, one.sent
        if sent is None:
            return Line(one.to, one, voice(N_("Not sent yet")), "wait")
        channel = voice(dict(CHANNELS)[sent.channel])
        day = voice.date(sent.on) if sent.on else ""
        if sent.acknowledged:
            got = voice(N_("acknowledged on {day}"), day=voice.date(sent.acknowledged))
            below = " · ".join(part for part in (channel, day, got) if part)
            return Line(one.to, one, voice(N_("Acknowledged")), "good", (escape(below),))
        return Line(one.to, one, voice(N_("Sent")), "", (escape(" · ".join(part for part in (channel, day) if part)),))

    def _fit(self) -> None:
        """As high as its rows, up to a few."""
        count = min(_ROWS, self.list.rows.rowCount())
        tall = sum(self.list.sizeHintForRow(row) for row in range(count))
        self.list.setFixedHeight(max(1, tall) + 4)

    def _tell(self) -> None:
        one = self.list.now()
        sent = one.sent if one else None
        for button in self.ways.values():
            button.setVisible(one is not None and sent is None)
        self.got.setVisible(sent is not None and sent.acknowledged is None)
        self.back.setVisible(sent is not None)

    # What is done

    def _day(self) -> date | None:
        day = self.day.day()
        if day is None:
            self.refuse(self._voice(N_("Type the day on which the copies went out.")))
        return day

    def _send_all(self) -> None:
        left = [(one.recipient, one.to) for one in self._shown or () if one.sent is None]
        if left and (day := self._day()):
            self.sent.emit(left, "hand", day)

    def _send(self, channel: str) -> None:
        one = self.list.now()
        if one and (day := self._day()):
            self._next()
            self.sent.emit([(one.recipient, one.to)], channel, day)

    def _next(self) -> None:
        """The caret stays in the list: who is next is chosen by an arrow."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _acknowledge(self) -> None:
        one = self.list.now()
        if one and one.sent:
            self._next()
            self.acknowledged.emit(one.sent.id, self._today)

    def _take_back(self) -> None:
        one = self.list.now()
        if one and one.sent:
            self._next()
            self.taken_back.emit(one.sent.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list writes the chosen copy down as gone by hand, Delete takes it back."""
        one = self.list.now()
        if one and self.list.hasFocus() and event.key() == Qt.Key.Key_Delete and one.sent:
            self._take_back()
        else:
            super().keyPressEvent(event)


def _copies(of: Letter | Meeting, sent: Sequence[Dispatch]) -> list[Copy]:
    """Whoever the paper names, each with what went there; and who was named by hand."""
    left = list(sent)
    found: list[Copy] = []
    named = [("", of.to)] if isinstance(of, Letter) else []
    for record, text in (*named, *((one.id, one.text) for one in of.distribution.recipients)):
        name = " ".join(plain(text).split()).rstrip("।;, ")
        if not name:
            continue
        went = next((one for one in left if (one.recipient or one.to) in (record, name)), None)
        if went is not None:
            left.remove(went)
        found.append(Copy(record, name, went))
    return found + [Copy(one.recipient, one.to, one) for one in left]
