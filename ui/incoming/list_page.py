"""The register of a year, or what is unanswered: lists at the left, the line for a new letter above the letters."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from ui.fields import LineField
from ui.fields.flow import flow
from ui.incoming import drops, words
from ui.incoming.entry import Entry, Senders
from ui.incoming.jobs import Shown, View
from ui.incoming.letters import Letters, columns
from ui.incoming.reserving import Reserving
from ui.kit import Kit
from ui.line_list import Line, LineList, Lines
from ui.memo_book.register import Headings
from ui.notice import Action
from ui.parts import Button, Text, row
from ui.quiet import Nothing
from ui.theme import HALF, STEP

if TYPE_CHECKING:
    from koyradesk.incoming.keeping import Entered
    from koyradesk.incoming.shapes import Incoming
    from koyradesk.incoming.shapes import Line as Numbered

#: Narrower than this, the lists at the left give the letters what they can spare.
_NARROW = 980
#: The column that goes then.
_MEMO = 3


class ListPage(QWidget):
    """Shows a list; every write is followed by a new look at it."""

    told = Signal(str, object)
    refused = Signal(object)
    changed = Signal()
    #: A letter is to be opened: its id.
    asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("Incoming letters")))
        self.shown: Shown | None = None
        self._view: View | None = None
        self._lines: list[tuple[str, Line[Any]]] = []
        self._undo: list[tuple[str, Callable[[], Any]]] = []
        #: The letter to choose when the list comes next.
        self._choose = ""
        self._senders = Senders()
        self.entry = Entry(voice, look, self._senders)
        self.views: LineList[View] = LineList(look, Lines(), voice(N_("Lists of letters")))
        self.views.setObjectName("meetings")
        self.seeking = LineField(voice(N_("Find in the list")), look, hint=voice(N_("Find in the list")))
        self._columns = columns(voice)
        self._narrow = False
        self.register = Letters(look, self._columns, voice(N_("Letters")))
        self.nothing = Nothing()
        self.reason = LineField(voice(N_("Why it is void")), look, hint=voice(N_("Why it is void")))
        self.voiding = Button(voice(N_("Write in")), look, keys="Return", owns_keys=False, shows_keys=False)
        self.explains = Text(role="said")
        self.parting = Button(voice(N_("Share the numbers")), look, role="small")
        self.reserving = Reserving(voice, look)
        self.reserving.hide()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._left = QWidget()
        self._left.setAccessibleName(self.views.accessibleName())
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(STEP)
        column.addWidget(self.seeking)
        column.addWidget(self.views, 1)
        column.addLayout(flow(self.parting))
        table = QWidget()
        table.setAccessibleName(self.register.accessibleName())
        inside = QVBoxLayout(table)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(HALF)
        self._heads = Headings(self._kit.look, self.register)
        inside.addWidget(self._heads)
        inside.addWidget(self.register, 1)
        self._gap = QWidget()
        self._gap.setAccessibleName(self._kit.voice(N_("A number without a letter")))
        across = row(self.reason, self.voiding)
        across.setStretch(0, 1)
        gap = QVBoxLayout(self._gap)
        gap.setContentsMargins(0, 0, 0, 0)
        gap.setSpacing(HALF)
        gap.addWidget(self.explains)
        gap.addLayout(across)
        self._gap.hide()
        inside.addWidget(self._gap)
        inside.addWidget(self.reserving)
        self.right = QStackedWidget()
        self.right.setAccessibleName(self._kit.voice(N_("The chosen list")))
        self.right.addWidget(self.nothing)
        self.right.addWidget(table)
        lower = row(self._left, spacing=2 * STEP)
        lower.addWidget(self.right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(STEP)
        whole.addWidget(self.entry)
        whole.addLayout(lower, 1)

        # What is wrong with a letter that is entered needs its room above, also in the smallest window.
        for view in (self.views, self.register):
            view.setMinimumHeight(36)
            view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def _connect(self) -> None:
        self.entry.asked.connect(self._enter)
        self.views.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.views.asked.connect(lambda _: self.register.setFocus(Qt.FocusReason.OtherFocusReason))
        self.seeking.textChanged.connect(lambda _: self._seek())
        self.seeking.confirmed.connect(lambda: self.register.setFocus(Qt.FocusReason.OtherFocusReason))
        self.register.asked.connect(self._open)
        self.register.unwanted.connect(self._delete)
        self.register.given.connect(self.attach)
        self.register.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.reason.confirmed.connect(self._void)
        self.voiding.clicked.connect(self._void)
        self.parting.clicked.connect(self._part)
        self.reserving.asked.connect(self._reserve)
        self.reserving.dropped.connect(self._leave_reserving)
        self.setAcceptDrops(True)
        self.entry.begin(anew=True)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert = QShortcut(QKeySequence("Insert"), self, self.entry.start)
        finding = QShortcut(QKeySequence("Ctrl+F"), self, self._find)
        finding.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        insert.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._left.setFixedWidth(188 if narrow else 208)
        if narrow is not self._narrow:
            self._narrow = narrow
            # The letter itself tells its memo number; here the sender and the subject need the room.
            self.register.columns = (*self._columns[:_MEMO], *self._columns[_MEMO + narrow :])
            self._heads.update()
            self._fill(keep=True)

    def first(self) -> None:
        """Where the keyboard begins: a letter is to be entered."""
        self.entry.start()

    # What is shown

    @property
    def view(self) -> View | None:
        """The list on show."""
        return self.shown.view if self.shown else None

    def renew(self) -> None:
        """Asks anew for what is on show."""
        kit = self._kit
        kit.worker.ask(partial(self._look, self._view), self._take, topic="incoming letters")
        kit.worker.ask(kit.book.mail.senders, self._senders.know, topic="incoming senders")

    def _look(self, view: View | None) -> tuple[Shown, list[tuple[str, Line[Any]]]]:
        shown = self._kit.book.mail.shown(view)
        return shown, [(search_key(line.spoken), line) for line in words.lines(shown, self._kit.voice)]

    def _take(self, found: tuple[Shown, list[tuple[str, Line[Any]]]]) -> None:
        before, (self.shown, self._lines) = self.shown, found
        same = before is not None and before.view == self.shown.view
        self._view = self.shown.view
        self.views.selectionModel().blockSignals(True)
        self.views.rows.show_lines(words.view_lines(self.shown, self._kit.voice))
        self.views.show_at(self.views.rows.find(lambda one: one == self._view))
        self.views.selectionModel().blockSignals(False)
        self.views.viewport().update()
        self.entry.know_today(self.shown.today)
        self.entry.propose(self.shown.proposal)
        if self.shown.refusal is not None and not self.entry.is_begun():
            self.entry.refuse(self._kit.voice.refusal(self.shown.refusal))
        self._fill(keep=same)
        self.changed.emit()

    def _find(self) -> None:
        self.seeking.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.seeking.selectAll()

    def _seek(self) -> None:
        self._fill(keep=True)

    def _fill(self, *, keep: bool) -> None:
        """The lines that hold every word that is sought."""
        if self.shown is None:
            return
        voice, sought = self._kit.voice, search_key(self.seeking.text()).split()
        now = self.register.now() if keep else None
        lines = [line for known, line in self._lines if all(word in known for word in sought)]
        if self._narrow:
            lines = [line._replace(below=(*line.below[: _MEMO - 1], *line.below[_MEMO:])) for line in lines]
        self.register.show_rows(lines)
        wanted = self._choose or (now.letter.id if now is not None and now.letter is not None else "")
        self._choose = ""
        if not self.register.show_at(
            self.register.rows.find(lambda one: one.letter is not None and one.letter.id == wanted)
        ):
            self.register.show_at(self.register.rows.index(0))
        if sought:
            self.nothing.say(voice(N_("No letter of this list holds all these words.")))
        elif self.shown.view.year:
            sentence = N_(
                "No letter was entered in {year} yet. Type who sent the first one above, and press Enter after each "
                "field; in mid-year begin with the next number of the paper register."
            )
            self.nothing.say(voice(sentence, year=voice.digits(self.shown.view.year)))
        else:
            late = N_("No letter is past its day.")
            self.nothing.say(voice(late if self.shown.view.late else N_("Every letter is settled.")))
        self.right.setCurrentIndex(1 if lines else 0)
        self._tell()

    def _turn(self) -> None:
        now = self.views.now()
        if now is not None and now != self._view:
            self._view = now
            self.renew()

    def show_view(self, view: View) -> None:
        """Another list."""
        self._view = view
        self.seeking.show_marked("")
        self.renew()

    def _tell(self) -> None:
        now = self.register.now()
        missing = now is not None and now.state == "missing"
        self._gap.setVisible(missing)
        if missing:
            sentence = N_("No letter has this number. Say why it is void, or Enter: enter a letter under it.")
            self.explains.say(self._kit.voice(sentence))

    # What is done

    def _open(self, line: Numbered) -> None:
        if line.letter is not None:
            self.asked.emit(line.letter.id)
        elif line.state == "missing":
            self.entry.number.show_marked(self._kit.voice.digits(line.first))
            self.entry.start()

    def _enter(self, typed: object, issue: object, scans: object) -> None:
        job = partial(self._kit.book.mail.enter, typed, issue, scans)  # type: ignore[arg-type]
        self._kit.worker.ask(job, self._entered, otherwise=self._not_entered, topic="enter a letter")

    def _not_entered(self, error: UserError) -> None:
        self.entry.refuse(self._kit.voice.refusal(error))

    def _entered(self, made: Entered) -> None:
        voice, letter = self._kit.voice, made.letter
        self._choose = letter.id
        self._view = View(letter.year) if self._view is not None and self._view.year != letter.year else self._view
        self.entry.begin()
        self.entry.whom.setFocus(Qt.FocusReason.OtherFocusReason)
        self._undo.append((letter.id, partial(self._kit.book.mail.delete, letter.id)))
        opening = Action(voice(N_("Open it")), partial(self.asked.emit, letter.id))
        said = [voice(N_("Entered as {number}."), number=letter.serial)]
        said += [voice(note.sentence, **note.parts) for note in made.notes]
        for other in made.twins[:1]:
            sentence = N_("It seems to be the same letter as {number}, received on {day}.")
            said.append(voice(sentence, number=other.serial, day=words.day(other.received, voice)))
        self.told.emit(" ".join(said), opening)
        self.renew()

    def attach(self, letter: str, files: list[Path]) -> None:
        """Keeps files that were dropped on a letter."""
        self._kit.worker.ask(partial(self._kit.book.mail.attach, letter, files), self._attached)

    def _attached(self, count: int) -> None:
        voice = self._kit.voice
        sentence = (
            N_("The scan is kept with the letter.") if count == 1 else N_("{count} scans are kept with the letter.")
        )
        self.told.emit(voice(sentence, count=count), None)
        self.renew()

    def _delete(self) -> None:
        now = self.register.now()
        if now is None or now.letter is None:
            return
        letter: Incoming = now.letter
        self._kit.worker.ask(partial(self._kit.book.mail.delete, letter.id), lambda _: self.binned(letter))

    def binned(self, letter: Incoming) -> None:
        """A letter went into the bin."""
        voice = self._kit.voice
        back = partial(self._kit.book.mail.undelete, letter.id)
        self._undo.append((letter.id, back))
        self.told.emit(
            voice(N_("The letter {number} is in the bin; its number stays accounted for."), number=letter.serial),
            Action(voice(N_("Bring back")), self.undo),
        )
        self.renew()

    def _void(self) -> None:
        now = self.register.now()
        if now is None or now.state != "missing" or self.shown is None:
            return
        job = partial(self._kit.book.mail.void, self.shown.view.year, now.first, now.last, self.reason.marked())

        def done(_: object) -> None:
            self.reason.show_marked("")
            self.register.setFocus(Qt.FocusReason.OtherFocusReason)
            self.renew()

        self._kit.worker.ask(job, done, otherwise=self.refused.emit)

    def _part(self) -> None:
        """Numbers are to be kept for another computer."""
        if self.shown is not None:
            self._gap.hide()
            self.right.setCurrentIndex(1)
            self.reserving.show()
            self.reserving.begin(self.shown.proposal or 1)

    def _leave_reserving(self) -> None:
        self.reserving.hide()
        self._fill(keep=True)
        self.entry.start()

    def _reserve(self, first: int, last: int, device: str) -> None:
        def done(_: object) -> None:
            self._leave_reserving()
            voice = self._kit.voice
            sentence = N_("{first} to {last} are kept for {device}: this computer passes over them.")
            self.told.emit(voice(sentence, first=first, last=last, device=device), None)
            self.renew()

        def refused(error: UserError) -> None:
            self.reserving.refuse(self._kit.voice.refusal(error))

        self._kit.worker.ask(partial(self._kit.book.mail.reserve, first, last, device), done, otherwise=refused)

    def undo(self) -> None:
        """Takes back what was entered or put into the bin last."""
        if not self._undo:
            self.told.emit(self._kit.voice(N_("There is nothing more to take back.")), None)
            return
        letter, job = self._undo.pop()

        def done(_: object) -> None:
            self._choose = letter
            self.told.emit(self._kit.voice(N_("Taken back.")), None)
            self.renew()

        self._kit.worker.ask(job, done)

    # Files from a folder go with the letter that is being entered

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drops.paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := drops.paths(event.mimeData()):
            event.acceptProposedAction()
            self.entry.give((*self.entry.scans, *files))
            self.entry.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self.entry.is_begun() or self.entry.scans):
            # Out of a letter that is begun, not out of the place.
            self.entry.refuse("")
            self.entry.begin(anew=True)
            self.entry.start()
        elif event.key() == Qt.Key.Key_Escape and self.seeking.text():
            self.seeking.clear()
        else:
            super().keyPressEvent(event)
