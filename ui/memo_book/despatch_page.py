"""The despatch register (প্রেরণ রেজিস্টার): the months at the left, the copies of the chosen one, acknowledgements."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.i18n import N_
from koyradesk.markup import plain
from ui.editor.period import PeriodField
from ui.fields import DateField, Labelled
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.memo_book.register import Column, Headings, Register
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.theme import HALF, STEP

if TYPE_CHECKING:
    from koyradesk.dispatches import Copy
    from ui.memo_book.jobs import Months


class DespatchPage(QWidget):
    """Shows a month; every write is followed by a new look at it."""

    told = Signal(str, object)
    refused = Signal(object)
    changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Despatch register")))
        self._months: Months | None = None
        self._period = ""
        self._undo: list[Callable[[], Any]] = []
        self.going = PeriodField(voice(N_("Go to a month")), look, voice, hint=voice(N_("Go to a month")))
        self.months: LineList[str] = LineList(look, Lines(), voice(N_("Months")))
        self.months.setObjectName("meetings")
        self.title = Text(role="heading")
        self.facts = Text(role="muted")
        columns = (
            Column(voice(N_("Sent on")), 92),
            Column(voice(N_("Memo no.")), 1),
            Column(voice(N_("To whom")), 1),
            Column(voice(N_("Subject")), 1),
            Column(voice(N_("How")), 78),
            Column(voice(N_("Acknowledged")), 104),
        )
        self.register: Register[Copy] = Register(look, columns, voice(N_("Copies that went out")), tall=3)
        self.date = DateField(voice(N_("Acknowledged on")), look, voice)
        self.row = Labelled(voice(N_("Acknowledged on")), self.date)
        self.writing = Button(voice(N_("Write in")), look, role="primary", keys="Return", owns_keys=False)
        self.clearing = Button(voice(N_("Not acknowledged")), look, keys="Delete", owns_keys=False)
        self.chosen = Text(role="small")
        self.nothing = Nothing()
        self._build()
        self._connect()

    def _build(self) -> None:
        left = QWidget()
        left.setAccessibleName(self.months.accessibleName())
        left.setFixedWidth(244)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.going)
        column.addWidget(self.months, 1)
        table = QWidget()
        table.setAccessibleName(self.register.accessibleName())
        inside = QVBoxLayout(table)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(HALF)
        inside.addWidget(Headings(self._kit.look, self.register))
        inside.addWidget(self.register, 1)
        inside.addWidget(self.chosen)
        buttons = row(self.row, self.writing, self.clearing)
        buttons.setStretch(0, 1)
        for button in (self.writing, self.clearing):
            buttons.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
        inside.addLayout(buttons)
        self.right = QStackedWidget()
        self.right.setAccessibleName(self._kit.voice(N_("The chosen month")))
        self.right.addWidget(self.nothing)
        self.right.addWidget(table)
        whole = QVBoxLayout()
        whole.setSpacing(HALF)
        whole.addWidget(self.title)
        whole.addWidget(self.facts)
        whole.addWidget(self.right, 1)
        across = row(left, spacing=STEP)
        across.addLayout(whole, 1)
        self.setLayout(across)

    def _connect(self) -> None:
        self.months.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.months.asked.connect(lambda _: self.register.setFocus(Qt.FocusReason.OtherFocusReason))
        self.going.confirmed.connect(self._go)
        self.register.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.register.asked.connect(lambda _: self.date.line.setFocus(Qt.FocusReason.OtherFocusReason))
        self.register.unwanted.connect(self.clear)
        self.date.line.confirmed.connect(self.acknowledge)
        self.writing.clicked.connect(self.acknowledge)
        self.clearing.clicked.connect(self.clear)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def period(self) -> str:
        """The month on show."""
        return self._months.period if self._months else ""

    def first(self) -> None:
        """Where the keyboard begins."""
        has = self._months is not None and self._months.copies
        (self.register if has else self.months).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def renew(self) -> None:
        """Asks anew for what is on show."""
        self._kit.worker.ask(partial(self._look, self._period), self._take, topic="despatch register")

    def _look(self, period: str) -> tuple[Months, list[Line[Copy]]]:
        months = self._kit.book.registers.months(period)
        return months, [self._line(one) for one in months.copies]

    def _take(self, found: tuple[Months, list[Line[Copy]]]) -> None:
        months, rows = found
        voice = self._kit.voice
        same = self._months is not None and self._months.period == months.period
        held = self.register.now() if same else None
        self._months, self._period = months, months.period
        self.months.selectionModel().blockSignals(True)
        self.months.rows.show_lines(self._month(*one) for one in months.known)
        self.months.show_at(self.months.rows.find(lambda one: one == months.period))
        self.months.selectionModel().blockSignals(False)
        self.months.viewport().update()
        self.register.show_rows(rows)
        if held is not None:
            self.register.show_at(self.register.rows.find(lambda one: one.dispatch.id == held.dispatch.id))
        elif rows:
            self.register.show_at(self._open(0))
        self.title.say(voice.month(months.period))
        left = sum(one.dispatch.acknowledged is None for one in months.copies)
        sent = N_("1 copy went out") if len(rows) == 1 else N_("{count} copies went out")
        waits = N_("all are acknowledged") if not left else N_("{count} not acknowledged yet")
        self.facts.say(voice(sent, count=len(rows)) + " · " + voice(waits, count=left) if rows else "")
        self.facts.setVisible(bool(rows))
        sentence = N_("No paper was despatched in {month}. Despatch is logged with each signed paper.")
        self.nothing.say(voice(sentence, month=voice.month(months.period)))
        self.right.setCurrentIndex(1 if rows else 0)
        self._tell()
        self.changed.emit()

    def _month(self, period: str, sent: int, left: int) -> Line[str]:
        voice = self._kit.voice
        pill = voice(N_("{count} open"), count=left) if left else ""
        told = voice(N_("1 copy") if sent == 1 else N_("{count} copies"), count=sent)
        name = voice.month(period)
        return Line(name, period, pill, "wait", (told,), ", ".join(part for part in (name, told, pill) if part))

    def _line(self, copy: Copy) -> Line[Copy]:
        from koyradesk.dispatches import CHANNEL_NAMES

        voice, one = self._kit.voice, copy.dispatch

        def day(when: Any) -> str:
            return voice.digits(f"{when:%d/%m/%Y}") if when else ""

        how = voice(CHANNEL_NAMES[one.channel]) if one.channel in CHANNEL_NAMES else one.channel
        to, about = (" ".join(plain(text).split()) for text in (one.to, copy.subject))
        pill, tone = (day(one.acknowledged), "good") if one.acknowledged else ("", "")
        cells = (copy.number, to, about, how)
        spoken = ", ".join(part for part in (day(one.on), *cells, voice(N_("acknowledged")) + " " + pill) if part)
        return Line(day(one.on), copy, pill, tone, cells, spoken if pill else ", ".join((day(one.on), *cells)))

    def _choose(self) -> None:
        now = self.months.now()
        if now is not None and now != self._period:
            self._period = now
            self.renew()

    def _go(self) -> None:
        """To a month that was typed, whether copies went out in it or not."""
        if self.going.marked()[:4].isdecimal() and len(self.going.marked()) == 7:
            self._period = self.going.marked()
            self.renew()

    def _tell(self) -> None:
        now = self.register.now()
        self.clearing.setVisible(now is not None and now.dispatch.acknowledged is not None)
        self.row.say_error("")
        parts = (now.number, now.dispatch.to, now.subject, now.dispatch.note) if now else ()
        self.chosen.say(" · ".join(" ".join(plain(part).split()) for part in parts if part))

    # Acknowledgements

    def acknowledge(self) -> None:
        """Writes the day in for the chosen copy and goes to the next one that nobody has acknowledged."""
        now, day = self.register.now(), self.date.day()
        if now is None:
            return
        if day is None:
            self.row.say_error(self._kit.voice(N_("The date is not understood. Type it like 25/11/2026.")))
            self.date.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        place = self.register.currentIndex().row()

        def done(_: object) -> None:
            self._undo.append(partial(self._kit.book.registers.acknowledge, now.dispatch.id, now.dispatch.acknowledged))
            self._kit.worker.ask(
                partial(self._look, self._period), partial(self._written, place), topic="despatch register"
            )

        self._kit.worker.ask(
            partial(self._kit.book.registers.acknowledge, now.dispatch.id, day),
            done,
            otherwise=lambda error: self.row.say_error(self._kit.voice.refusal(error)),
        )

    def _written(self, place: int, found: tuple[Months, list[Line[Copy]]]) -> None:
        self._take(found)
        self.register.show_at(self._open(place + 1))

    def _open(self, place: int) -> Any:
        """The next copy nobody has acknowledged, from a place on; the one there where there is none."""
        rows = self.register.rows
        left = [at for at, line in enumerate(rows.lines) if line.thing and line.thing.dispatch.acknowledged is None]
        wanted = next((at for at in left if at >= place), left[0] if left else min(place, len(rows.lines) - 1))
        return rows.index(wanted)

    def clear(self) -> None:
        """The chosen copy was not acknowledged after all."""
        now = self.register.now()
        if now is None or now.dispatch.acknowledged is None:
            return

        def done(_: object) -> None:
            self._undo.append(partial(self._kit.book.registers.acknowledge, now.dispatch.id, now.dispatch.acknowledged))
            self.renew()

        job = partial(self._kit.book.registers.acknowledge, now.dispatch.id, None)
        self._kit.worker.ask(job, done, otherwise=self.refused.emit)

    def undo(self) -> None:
        """Takes back what was done last on this page."""
        if not self._undo:
            self.told.emit(self._kit.voice(N_("There is nothing to take back here.")), None)
            return
        self._kit.worker.ask(self._undo.pop(), lambda _: self._undone(), otherwise=self.refused.emit)

    def _undone(self) -> None:
        self.told.emit(self._kit.voice(N_("Taken back.")), None)
        self.renew()
