"""One letter: what was entered of it at the left, its scan beside it; what starts from it, and what settled it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.bengali.digits import to_ascii
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming.shapes import CHANNEL_NAMES, CHANNELS, OUTCOMES
from koyradesk.markup import plain
from ui import dialogs
from ui.fields import DateField, Form, LineField
from ui.fields.flow import flow
from ui.incoming import drops, words
from ui.incoming.entry import Senders
from ui.incoming.jobs import Opened
from ui.incoming.scans import ScanSide
from ui.kit import Kit
from ui.notice import Action
from ui.parts import Button, Chip, Tabs, Text, card, empty, row
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP

#: The fields of a line in their order, by what they are called in a letter.
_LINES = (
    ("sender", N_("Sender")),
    ("number", N_("Their memo number")),
    ("subject", N_("Subject")),
    ("marked", N_("Given to")),
    ("asked", N_("What is asked")),
    ("note", N_("Note")),
)
_DAYS = (("received", N_("Received on")), ("date", N_("Their date")), ("due", N_("To be answered by")))


class LetterPage(QWidget):
    """What is typed is written when its field is left; Ctrl+Z takes it back."""

    told = Signal(str, object)
    refused = Signal(object)
    #: Back to the list.
    closed = Signal()
    #: A letter went into the bin: the letter.
    binned = Signal(object)
    #: A meeting or a letter is to be opened; an obligation is to be seen.
    edit_asked = Signal(str)
    matter_asked = Signal(str)
    #: The slip of the letter is to be printed: its number.
    slip_asked = Signal(str)

    def __init__(self, kit: Kit, senders: Senders) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Incoming letter")))
        self.setAcceptDrops(True)
        self._wanted = ""
        self.shown: Opened | None = None
        self._undo: list[Callable[[], Any]] = []
        self._dialog: QFileDialog | None = None
        self._showing = False
        self.going = Button(voice(N_("Back to the list")), look, role="quiet", icon="arrow-left", keys="Escape",
                            owns_keys=False, shows_keys=False)  # fmt: skip
        self.title, self.state = Text(role="title"), Chip(look)
        self.number = LineField(voice(N_("Our number")), look)
        self.lines = {
            name: LineField(voice(words_), look, words=senders if name == "sender" else None) for name, words_ in _LINES
        }
        self.days = {name: DateField(voice(words_), look, voice, style="{dd}/{mm}/{y}") for name, words_ in _DAYS}
        self.channel = Tabs(voice(N_("How it came")))
        for one in CHANNELS:
            self.channel.addTab(voice(CHANNEL_NAMES[one]))
        self.doubts = Text(role="error")
        self.renumbering = Button(voice(N_("Give it the next number")), look)
        self.putting = Button(
            voice(N_("Put on the next agenda")), look, keys="Ctrl+E", icon="calendar", shows_keys=False
        )
        self.obliging = Button(
            voice(N_("Follow it as a task")), look, keys="Ctrl+T", icon="list-checks", shows_keys=False
        )
        self.replying = Button(voice(N_("Write the reply")), look, role="primary", keys="Ctrl+R", icon="pencil",
                               shows_keys=False)  # fmt: skip
        self.outcome = Tabs(voice(N_("Settled as")))
        for one in OUTCOMES:
            self.outcome.addTab(voice(words.OUTCOMES[one]))
        self.how = LineField(voice(N_("Memo or file, in words")), look, hint=voice(N_("Memo or file, in words")))
        self.settling = Button(voice(N_("Settle it")), look, keys="Return", owns_keys=False, shows_keys=False)
        self.opening = Button(voice(N_("Open it again")), look)
        self.slipping = Button(voice(N_("Print the slip")), look, role="quiet", icon="printer")
        self.deleting = Button(voice(N_("Put into the bin")), look, role="quiet", icon="trash-2")
        self.settled = Text(role="muted")
        self.side = ScanSide(kit)
        self._build()
        self._connect()

    # How it stands

    def _build(self) -> None:
        voice = self._kit.voice
        form = Form(voice(N_("Letter")))
        self._number_row = form.add(voice(N_("Our number")), self.number)
        form.add(voice(N_("Received on")), self.days["received"], beside=True)
        form.add(voice(N_("How it came")), self.channel, width=2)
        form.add(voice(N_("Sender")), self.lines["sender"], width=2)
        form.add(voice(N_("Their memo number")), self.lines["number"])
        form.add(voice(N_("Their date")), self.days["date"], beside=True)
        form.add(voice(N_("Subject")), self.lines["subject"], width=2)
        self._marked_row = form.add(voice(N_("Given to")), self.lines["marked"], width=2)
        form.add(voice(N_("What is asked")), self.lines["asked"])
        self._due_row = form.add(voice(N_("To be answered by")), self.days["due"], beside=True)
        form.add(voice(N_("Note")), self.lines["note"], width=2)
        self._ties = QVBoxLayout()
        self._ties.setSpacing(HALF)
        across = row(self.how, self.settling)
        across.setStretch(0, 1)
        self._settle_row = card(name=voice(N_("Settled as")))
        below = self._settle_row.layout()
        assert isinstance(below, QVBoxLayout)
        below.setContentsMargins(12, STEP, 12, STEP)
        below.addWidget(Text(voice(N_("Settlement of the letter")), "strong"))
        below.addWidget(self.outcome)
        below.addLayout(across)
        inner = QWidget()
        inner.setAccessibleName(voice(N_("Letter")))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(STEP)
        column.addWidget(form)
        column.addWidget(self._settle_row)
        column.addLayout(flow(self.slipping, self.deleting))
        column.addStretch(1)
        self._area = QScrollArea()
        self._area.setAccessibleName(voice(N_("Letter")))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        head = row(self.going, self.title, self.state)
        head.setStretch(1, 1)
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addLayout(head)
        left.addWidget(self.settled)
        left.addLayout(self._ties)
        left.addLayout(flow(self.replying, self.putting, self.obliging, self.opening, self.renumbering))
        left.addWidget(self.doubts)
        left.addWidget(self._area, 1)
        whole = row(spacing=GAP)
        whole.addLayout(left, 3)
        whole.addWidget(self.side, 2)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.going.clicked.connect(self.closed)
        for name, line in self.lines.items():
            line.left.connect(partial(self._line_left, name))
            line.confirmed.connect(partial(self._next, line))
        for name, field in self.days.items():
            field.left.connect(partial(self._day_left, name))
            field.line.confirmed.connect(partial(self._next, field.line))
        self.number.left.connect(self._number_left)
        self.number.confirmed.connect(partial(self._next, self.number))
        self.channel.currentChanged.connect(self._channel)
        self.renumbering.clicked.connect(lambda: self._change({}, issue=0))
        self.putting.clicked.connect(self.put)
        self.obliging.clicked.connect(self.oblige)
        self.replying.clicked.connect(self.reply)
        self.settling.clicked.connect(self.settle)
        self.how.confirmed.connect(self.settle)
        self.opening.clicked.connect(self._reopen)
        self.deleting.clicked.connect(self._delete)
        self.slipping.clicked.connect(self._slip)
        self.side.wanted.connect(self._ask_files)
        self.side.removed.connect(self._detach)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for line in (*self.lines.values(), self.number, *(field.line for field in self.days.values())):
            line.undo_asked.connect(self.undo)

    def first(self) -> None:
        """Where the keyboard begins: at what is asked, the subject being there."""
        if self.shown is None:
            # Nothing is typed into a letter that is not there yet.
            self.going.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shown.letter.closed is None and not any(self.focusWidget() is line for line in self.lines.values()):
            self.replying.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def show_letter(self, record: str) -> None:
        """Another letter."""
        if record != self._wanted:
            self.shown, self._undo = None, []
            self.side.show_scans((), None)
        self._wanted = record
        self.renew()

    def renew(self) -> None:
        """Asks anew for the letter on show."""
        if not self._wanted:
            return
        mail, record = self._kit.book.mail, self._wanted
        self._kit.worker.ask(partial(mail.opened, record), self._take, otherwise=self._gone, topic="incoming letter")

    def _gone(self, error: UserError) -> None:
        """It was put into the bin in another window."""
        self._wanted = ""
        self.refused.emit(error)
        self.closed.emit()

    def _take(self, shown: Opened) -> None:
        if shown.letter.id != self._wanted:
            return
        voice, letter = self._kit.voice, shown.letter
        scans = shown.scans != (self.shown.scans if self.shown else ())
        before, self.shown = self.shown, shown
        fresh = before is None
        self._showing = True
        self.title.say(voice(N_("Letter {number}"), number=letter.serial))
        pill, tone = words.state(letter, shown.today, voice)
        self.state.say(pill or voice(N_("Unanswered")), tone or "quiet")
        # What is being typed is not written over by what came meanwhile.
        if fresh or not self.number.hasFocus():
            self.number.show_marked(letter.serial)
        for name, line in self.lines.items():
            if before is None or line.marked() == getattr(before.letter, name) or not line.hasFocus():
                line.show_marked(getattr(letter, name))
        for name, field in self.days.items():
            if fresh or not field.line.hasFocus():
                field.show_marked(words.day(getattr(letter, name), voice))
        if fresh:
            self._area.verticalScrollBar().setValue(0)
            self.first()
        at = CHANNELS.index(letter.channel) if letter.channel in CHANNELS else 0
        self.channel.setCurrentIndex(at)
        self._showing = False
        self._tell_doubts(shown)
        self._tell_ties(shown)
        if scans or fresh:
            self.side.show_scans(shown.scans, None)
            job = partial(self._kit.book.mail.scan, letter.id)
            self._kit.worker.ask(job, partial(self._take_scan, letter.id), topic="incoming scan")

    def _take_scan(self, record: str, paper: Paper | None) -> None:
        if record == self._wanted and self.shown is not None:
            self.side.show_scans(self.shown.scans, paper)

    def _tell_doubts(self, shown: Opened) -> None:
        voice = self._kit.voice
        said = [voice(sentence, **parts) for sentence, parts in shown.doubts]
        same = [other for other in shown.twins if other.issue == shown.letter.issue]
        for other in shown.twins:
            sentence = N_("It seems to be the same letter as {number}, received on {day}.")
            said.append(voice(sentence, number=other.serial, day=words.day(other.received, voice)))
        self.doubts.say(" ".join(said))
        self.doubts.setVisible(bool(said))
        self.renumbering.setVisible(bool(same))

    def _tell_ties(self, shown: Opened) -> None:
        voice, look = self._kit.voice, self._kit.look
        empty(self._ties)
        for tie in shown.ties:
            kind = tie.record.partition(".")[0]
            number = tie.number or voice(N_("Draft")).lower()
            told = voice(words.TIES[kind], title=plain(tie.title), says=_short(plain(tie.says)), number=number)
            button = Button(told, look, icon={"item": "calendar", "letter": "file-text"}.get(kind, "list-checks"))
            wanted = self.matter_asked if kind == "obligation" else self.edit_asked
            button.clicked.connect(partial(wanted.emit, tie.meeting if kind == "item" else tie.record))
            self._ties.addLayout(flow(button))
        letter = shown.letter
        closed = letter.closed is not None
        said = ""
        if letter.closed is not None:
            parts = (
                voice(words.OUTCOMES.get(letter.outcome, letter.outcome)),
                plain(letter.how),
                voice.date(letter.closed),
            )
            said = " · ".join(part for part in parts if part)
        self.settled.say(said)
        self.settled.setVisible(closed)
        self.opening.setVisible(closed)
        self._settle_row.setVisible(not closed)
        kinds = {tie.record.partition(".")[0] for tie in shown.ties}
        self.putting.setVisible("item" not in kinds)
        self.obliging.setVisible("obligation" not in kinds)
        self.replying.setVisible("letter" not in kinds)

    # What is typed

    def _line_left(self, name: str) -> None:
        line = self.lines[name]
        if self.shown is not None and line.marked() != getattr(self.shown.letter, name):
            self._change({name: line.marked()})

    def _day_left(self, name: str) -> None:
        field = self.days[name]
        if self.shown is None:
            return
        typed, day = field.line.text().strip(), field.day()
        held = getattr(self.shown.letter, name)
        # What is no day is said under the field, and stays there to be put right.
        if (typed and day is None) or day == held:
            return
        self._change({name: day})

    def _number_left(self) -> None:
        if self.shown is None:
            return
        typed = to_ascii(self.number.text()).strip().partition("/")[0]
        self._number_row.say_error("")
        if typed == str(self.shown.letter.issue):
            return
        if not typed.isdecimal() or len(typed) > 7:
            sentence = N_("“{text}” is no number. Type it like 412.")
            self._number_row.say_error(self._kit.voice(sentence, text=self.number.text().strip()))
            return
        self._change({}, issue=int(typed))

    def _channel(self, at: int) -> None:
        if not self._showing and self.shown is not None and CHANNELS[at] != self.shown.letter.channel:
            self._change({"channel": CHANNELS[at]})

    def _change(self, typed: Mapping[str, Any], issue: int | None = None) -> None:
        if self.shown is None:
            return
        held = self.shown.letter
        before: dict[str, Any] = {name: getattr(held, name) for name in typed}
        back = partial(self._kit.book.mail.change, held.id, before, held.issue if issue is not None else None)

        def done(_: object) -> None:
            self._undo.append(back)
            self.renew()

        job = partial(self._kit.book.mail.change, held.id, typed, issue)
        self._kit.worker.ask(job, done, otherwise=self._not_changed)

    def _not_changed(self, error: UserError) -> None:
        self.refused.emit(error)
        # What stands is shown again.
        self.number.show_marked("")
        self.renew()

    def _next(self, line: LineField) -> None:
        """Enter goes on to the next field."""
        order = [self.number, self.days["received"].line, *self._after()]
        after = order[order.index(line) + 1 :]
        (after[0] if after else self.replying).setFocus(Qt.FocusReason.TabFocusReason)

    def _after(self) -> list[LineField]:
        """The fields behind the day of receipt, as they stand."""
        lines, days = self.lines, self.days
        return [
            *(lines["sender"], lines["number"], days["date"].line, lines["subject"]),
            *(lines["marked"], lines["asked"], days["due"].line, lines["note"]),
        ]

    def written(self) -> None:
        """Writes what is being typed: the page is left."""
        for name in self.lines:
            self._line_left(name)
        for name, field in self.days.items():
            field._settle()
            self._day_left(name)

    def undo(self) -> None:
        """Takes back what was written here last."""
        if not self._undo:
            self.told.emit(self._kit.voice(N_("There is nothing more to take back.")), None)
            return

        def done(_: object) -> None:
            focused = self.focusWidget()
            if focused is not None:
                focused.clearFocus()
            self.told.emit(self._kit.voice(N_("Taken back.")), None)
            self.renew()

        self._kit.worker.ask(self._undo.pop(), done, otherwise=self.refused.emit)

    # What becomes of it

    def put(self) -> None:
        """Puts it on the next agenda."""
        if self.shown is None:
            return

        def done(found: tuple[str, str]) -> None:
            voice = self._kit.voice
            meeting, title = found
            sentence = voice(N_("The letter stands on the agenda of “{title}”."), title=plain(title))
            self.told.emit(sentence, Action(voice(N_("Open the meeting")), partial(self.edit_asked.emit, meeting)))
            self.renew()

        self._kit.worker.ask(partial(self._kit.book.mail.put, self.shown.letter.id), done, otherwise=self.refused.emit)

    def oblige(self) -> None:
        """Follows what is asked; what that needs to know is asked for first."""
        if self.shown is None:
            return
        voice = self._kit.voice
        for field, named, wanted, sentence in (
            (self.lines["marked"], self.shown.letter.marked, self._marked_row, N_("Name who is to carry it out.")),
            (self.days["due"].line, self.shown.letter.due, self._due_row, N_("Type by which day it is to be done.")),
        ):
            missing = not named
            wanted.say_error(voice(sentence) if missing else "")
            if missing:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return

        def done(obligation: str) -> None:
            seeing = Action(voice(N_("See it")), partial(self.matter_asked.emit, obligation))
            self.told.emit(voice(N_("It is followed like a decision, and is due on its day.")), seeing)
            self.renew()

        self._kit.worker.ask(
            partial(self._kit.book.mail.oblige, self.shown.letter.id), done, otherwise=self.refused.emit
        )

    def reply(self) -> None:
        """To the reply, drafted where there is none."""
        if self.shown is not None:
            job = partial(self._kit.book.mail.reply, self.shown.letter.id)
            self._kit.worker.ask(job, self.edit_asked.emit, otherwise=self.refused.emit)

    def settle(self) -> None:
        """Settles it as what is chosen."""
        if self.shown is None or self.shown.letter.closed is not None:
            return
        record, outcome = self.shown.letter.id, OUTCOMES[self.outcome.currentIndex()]

        def done(_: object) -> None:
            self.how.show_marked("")
            self._undo.append(partial(self._kit.book.mail.reopen, record))
            self.told.emit(
                self._kit.voice(N_("The letter is settled.")), Action(self._kit.voice(N_("Undo")), self.undo)
            )
            self.renew()

        job = partial(self._kit.book.mail.close, record, outcome, None, self.how.marked())
        self._kit.worker.ask(job, done, otherwise=self.refused.emit)

    def _reopen(self) -> None:
        if self.shown is not None:
            job = partial(self._kit.book.mail.reopen, self.shown.letter.id)
            self._kit.worker.ask(job, lambda _: self.renew(), otherwise=self.refused.emit)

    def _delete(self) -> None:
        if self.shown is None:
            return
        letter = self.shown.letter

        def done(_: object) -> None:
            self._wanted = ""
            self.closed.emit()
            self.binned.emit(letter)

        self._kit.worker.ask(partial(self._kit.book.mail.delete, letter.id), done, otherwise=self.refused.emit)

    def _slip(self) -> None:
        if self.shown is not None:
            self.slip_asked.emit(self.shown.letter.id)

    # Scans

    def attach(self, files: list[Path]) -> None:
        """Keeps files with the letter."""
        if self.shown is not None and files:
            job = partial(self._kit.book.mail.attach, self.shown.letter.id, files)
            self._kit.worker.ask(job, lambda _: self.renew(), otherwise=self.refused.emit)

    def _detach(self, scan: str) -> None:
        self._kit.worker.ask(partial(self._kit.book.mail.detach, scan), lambda _: self.renew())

    def _ask_files(self) -> None:
        voice = self._kit.voice
        dialog = QFileDialog(self, voice(N_("Scan or photo of the letter")), dialogs.documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([voice(N_("Scans (*.pdf *.jpg *.jpeg *.png)")), voice(N_("All files (*)"))])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda found: self.attach([Path(one) for one in found]))
        self._dialog = dialog
        dialogs.show(dialog)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drops.paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := drops.paths(event.mimeData()):
            event.acceptProposedAction()
            self.attach(files)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.written()
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rstrip() + "…"
