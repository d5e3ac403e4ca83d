"""One letter: what was entered of it at the left, its scan beside it; what starts from it, and what settled it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming.shapes import OUTCOMES
from koyradesk.markup import plain
from ui import dialogs
from ui.fields import Form, LineField
from ui.fields.flow import flow
from ui.incoming import drops, words
from ui.incoming.entry import Senders
from ui.incoming.jobs import Opened
from ui.incoming.scans import ScanSide
from ui.incoming.writing import Writing
from ui.kit import Kit
from ui.notice import Action
from ui.parts import Button, Chip, Tabs, Text, card, empty, row
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP


class LetterPage(QWidget):
    """The fields (``writing``) with all that stands around them."""

    told = Signal(str, object)
    refused = Signal(object)
    #: Another letter is on show.
    came = Signal()
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
        self._dialog: QFileDialog | None = None
        self.writing = Writing(kit, senders, self)
        self.going = Button(voice(N_("Back to the list")), look, role="quiet", icon="arrow-left", keys="Escape",
                            owns_keys=False, shows_keys=False)  # fmt: skip
        self.title, self.state = Text(role="title"), Chip(look)
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
        number, lines, days = self.writing.number, self.writing.lines, self.writing.days
        form = Form(voice(N_("Letter")))
        self._number_row = form.add(voice(N_("Our number")), number)
        form.add(voice(N_("Received on")), days["received"], beside=True)
        form.add(voice(N_("How it came")), self.writing.channel, width=2)
        form.add(voice(N_("Sender")), lines["sender"], width=2)
        form.add(voice(N_("Their memo number")), lines["number"])
        form.add(voice(N_("Their date")), days["date"], beside=True)
        form.add(voice(N_("Subject")), lines["subject"], width=2)
        self._marked_row = form.add(voice(N_("Given to")), lines["marked"], width=2)
        form.add(voice(N_("What is asked")), lines["asked"])
        self._due_row = form.add(voice(N_("To be answered by")), days["due"], beside=True)
        form.add(voice(N_("Note")), lines["note"], width=2)
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
        writing = self.writing
        writing.wrote.connect(self.renew)
        writing.told.connect(self.told)
        writing.refused.connect(self.refused)
        writing.number_refused.connect(self._number_row.say_error)
        writing.ended.connect(partial(self.replying.setFocus, Qt.FocusReason.TabFocusReason))
        self.renumbering.clicked.connect(lambda: writing.change({}, issue=0))
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
        # As in a meeting.
        for keys, job in (
            ("Ctrl+Z", writing.undo),
            ("Ctrl+Shift+Z", writing.redo),
            ("Ctrl+Y", writing.redo),
            ("Ctrl+H", self._ask_history),
        ):
            QShortcut(QKeySequence(keys), self, job, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def first(self) -> None:
        """Where the keyboard begins: at what is asked, the subject being there."""
        if self.shown is None:
            # Nothing is typed into a letter that is not there yet.
            self.going.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shown.letter.closed is None and not self.writing.typing():
            self.replying.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def show_letter(self, record: str) -> None:
        """Another letter."""
        if record != self._wanted:
            self.shown = None
            self.writing.show(None)
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
        self.title.say(voice(N_("Letter {number}"), number=letter.serial))
        pill, tone = words.state(letter, shown.today, voice)
        self.state.say(pill or voice(N_("Unanswered")), tone or "quiet")
        self.writing.show(letter)
        if fresh:
            self._area.verticalScrollBar().setValue(0)
            self.first()
            self.came.emit()
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

    def _ask_history(self) -> None:
        if ref := self.writing.focused():
            self.writing.history_asked.emit(ref)

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
        voice, letter, fields = self._kit.voice, self.shown.letter, self.writing
        for field, named, wanted, sentence in (
            (fields.lines["marked"], letter.marked, self._marked_row, N_("Name who is to carry it out.")),
            (fields.days["due"].line, letter.due, self._due_row, N_("Type by which day it is to be done.")),
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
            back = Action(self._kit.voice(N_("Undo")), self.writing.undo)
            self.told.emit(self._kit.voice(N_("The letter is settled.")), back)
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
            self.writing.written()
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rstrip() + "…"
