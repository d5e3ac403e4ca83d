"""The mode as a place of the window: its session, its clock, its head with what one key does, and its two pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from koyradesk.sitting import hours
from koyradesk.sitting.hours import Watch
from ui.bank.learner import Learner
from ui.editor import taken_back
from ui.edits import Undone
from ui.fields import LineField
from ui.kit import Kit
from ui.parts import Button, Label, Text, row
from ui.rail import FOOT, PLACES
from ui.session import Session
from ui.sitting.jobs import Opened
from ui.sitting.making import MakingPanel
from ui.sitting.notes import NotesPanel
from ui.sitting.people import PeoplePanel
from ui.sitting.session import SittingSession
from ui.theme import GAP, STEP, TYPE
from ui.unwritten import Unwritten

#: Letters of usual size, and those that are read from where one stands.
SIZES = (TYPE.body, 20, 25)
#: In milliseconds: the clock on the screen.
_TICK = 5_000
_CLOCK = 76
_SIGNED = N_("The minutes {number} are signed: nothing can be noted in their meeting any more.")


class SittingScreen(QWidget):
    """One meeting while it runs."""

    told = Signal(str, object)
    refused = Signal(object)
    #: Back to where one came from.
    left = Signal()
    #: The meeting was put into the bin in another window: its id and what it is called.
    lost = Signal(str, str)
    #: The meeting is to be opened in the editor: its id, and the field.
    item_asked = Signal(str, object)
    #: To a place of the rail, which is not to be seen here.
    went = Signal(str)
    shown = Signal()

    session: Session | None

    def __init__(self, kit: Kit, unwritten: Unwritten) -> None:
        """``unwritten`` holds the sessions of the window whose words are not stored yet."""
        super().__init__()
        self._kit, self._voice, self._look = kit, kit.voice, kit.look
        self.session = None
        self.unwritten = unwritten
        self._learner = Learner(kit)
        self._watch = Watch(datetime.now(), monotonic())
        self._trouble: UserError | None = None
        voice, look = kit.voice, kit.look
        self.setAccessibleName(voice(N_("While the meeting runs")))
        self.back = Button(voice(N_("Leave the notes")), look, role="quiet", icon="arrow-left", keys="F11",
                           shows_keys=False, owns_keys=False)  # fmt: skip
        self.title, self.held = Text(role="heading"), Label(role="muted")
        self.clock = LineField(voice(N_("The time now")), look, enter=lambda: True)
        self.clock.setFixedWidth(_CLOCK)
        self.begin = Button(voice(N_("The meeting begins")), look, role="primary", keys="F5")
        self.end = Button(voice(N_("The meeting ends")), look, keys="F5")
        self.larger = Button(voice(N_("Larger letters")), look, keys="Ctrl++", shows_keys=False, owns_keys=False)
        self.making = Button(voice(N_("Minutes from the notes")), look, keys="F7")
        self.pages = QStackedWidget()
        self.pages.setAccessibleName(self.accessibleName())
        self.people: PeoplePanel
        self.notes: NotesPanel
        self.maker: MakingPanel
        stack = QVBoxLayout(self)
        stack.setContentsMargins(GAP, STEP, GAP, STEP)
        stack.setSpacing(STEP)
        head = row(self.back, self.title, self.held, self.clock, self.larger, self.making, self.end, self.begin)
        head.setStretch(1, 1)
        stack.addLayout(head)
        stack.addWidget(self.pages, 1)
        self._ticking = QTimer(self, interval=_TICK)
        self._ticking.timeout.connect(self._tick)
        self._connect()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.begin.clicked.connect(self._begin_or_end)
        self.end.clicked.connect(self._begin_or_end)
        self.larger.clicked.connect(lambda: self._resize(1, around=True))
        self.making.clicked.connect(lambda: self.turn(making=not self.at_making))
        self.clock.confirmed.connect(partial(self._set_clock, back=True))
        self.clock.left.connect(partial(self._set_clock, back=False))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        shortcuts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("F6", self._other_side),
            ("Insert", self._to_name),
            ("Ctrl++", partial(self._resize, 1)),
            ("Ctrl+=", partial(self._resize, 1)),
            ("Ctrl+-", partial(self._resize, -1)),
            ("Ctrl+Z", partial(self._take_back, redo=False)),
            ("Ctrl+Shift+Z", partial(self._take_back, redo=True)),
            ("Ctrl+Y", partial(self._take_back, redo=True)),
            *((f"Ctrl+{number}", partial(self._nth, number - 1)) for number in range(1, 10)),
            ("Ctrl+0", partial(self._nth, -1)),
            *((place.keys, partial(self.went.emit, place.name)) for place in (*PLACES, *FOOT) if place.keys),
        )
        for keys, does in shortcuts:
            QShortcut(QKeySequence(keys), self, does, context=inside)

    # Opening and closing

    def open(self, meeting: str, ref: Ref | None = None) -> None:
        """Takes a meeting out of the book and shows it; ``ref``: a note that is gone to."""
        self.let_go()
        self._kit.worker.ask(
            partial(self._kit.book.sittings.take, meeting),
            partial(self._opened, ref),
            otherwise=self._not_opened,
            topic="sitting",
        )

    def _opened(self, ref: Ref | None, opened: Opened) -> None:
        taken = opened.taken
        if not taken.life.allowed.text:
            # Where one comes to clears what was said before.
            self.left.emit()
            self.refused.emit(UserError(_SIGNED, number=taken.meeting.memo().number))
            return
        self._trouble = opened.trouble
        self._watch = Watch(datetime.now(), monotonic(), doubted=opened.trouble is not None)
        # What a full disk kept the editor from writing goes on here.
        held = self.unwritten.of(taken.meeting.id)
        session = held or SittingSession(self._kit.worker, self._kit.book.edits, self._kit.book.preview, taken)
        if taken.words is None:
            self._kit.worker.ask(self._kit.book.words, session.know, topic="words")
        self._learner.teach(session)
        self.session = session
        self.unwritten.watch(session)
        for signal, job in self._heard(session).items():
            signal.connect(job)
        self._show(session, opened.quorum, ref)

    def _show(self, session: Session, quorum: str, ref: Ref | None) -> None:
        voice, look = self._voice, self._look
        self.people = PeoplePanel(session, voice, look, self.now)
        self.notes = NotesPanel(session, voice, look, self.now)
        self.maker = MakingPanel(session, voice, look)
        self.people.know_quorum(quorum)
        self.people.told.connect(self._tell)
        self.people.notes_asked.connect(self.notes.first)
        self.people.quorum_typed.connect(self._set_quorum)
        self.notes.told.connect(self._tell)
        self.maker.told.connect(self._tell)
        self.maker.item_asked.connect(lambda ref: self.item_asked.emit(session.id, ref))
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setAccessibleName(self.accessibleName())
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(GAP)
        halves.addWidget(self.people)
        halves.addWidget(self.notes)
        halves.setStretchFactor(0, 2)
        halves.setStretchFactor(1, 3)
        halves.setSizes([2000, 3000])
        self.pages.addWidget(halves)
        self.pages.addWidget(self.maker)
        self._fit_size()
        self.turn(making=False)
        self._ticking.start()
        self.shown.emit()
        # Who came is first of all; the notes once the meeting runs.
        if ref is not None and editing.has(session.meeting, ref.record):
            self.notes.mend(ref.record)
        elif session.meeting.ended and session.meeting.notes:
            self.turn(making=True)
        else:
            (self.notes if session.meeting.begun else self.people).first()
        if self._trouble is not None:
            self.refused.emit(self._trouble)

    def _not_opened(self, error: UserError) -> None:
        self.left.emit()
        self.refused.emit(error)

    def let_go(self) -> None:
        """Keeps what stands in the box and lets the meeting go."""
        self._kit.worker.drop("sitting")
        self._ticking.stop()
        session = self.session
        if session is None:
            return
        self.notes.leave()
        session.seal()
        if session.words.indexes:
            self._kit.worker.ask(partial(self._kit.book.learn, session.words), lambda _: None)
        self._learner.leave(session)
        for signal in self._heard(session):
            signal.disconnect()
        self.session = None
        while self.pages.count():
            gone = self.pages.widget(0)
            self.pages.removeWidget(gone)
            gone.deleteLater()
        self.unwritten.forget(session)

    def settle(self) -> None:
        """What stands in the box is kept: the window closes."""
        if self.session is not None:
            self.notes.leave()

    def _heard(self, session: Session) -> dict[Any, Any]:
        return {
            session.changed: self._refresh,
            session.undone: self._undone,
            session.gone: self._gone,
            session.overflowed: self._overflowed,
            session.lived: self._lived,
        }

    def first(self) -> None:
        """Puts the keyboard where one goes on."""
        if self.session is not None:
            (self.maker if self.at_making else self.notes).first()

    def look(self) -> None:
        """Something was written, perhaps to this meeting in another window."""
        if self.session is not None:
            self.session.look()

    # What is shown

    def now(self) -> str:
        """The time of the sitting."""
        return self._watch.now(datetime.now(), monotonic())

    def _refresh(self, refs: frozenset[Ref] | None) -> None:
        session, voice = self.session, self._voice
        if session is None:
            return
        meeting = session.meeting
        month = voice.month(meeting.period) if meeting.period else ""
        name = plain(meeting.committee) or voice(N_("No committee named"))
        self.title.say(" · ".join(filter(None, (name, month))))
        sentence = N_("{begun} to {ended}") if meeting.ended else N_("since {begun}")
        self.held.say(voice(sentence, begun=voice.digits(meeting.begun), ended=voice.digits(meeting.ended)))
        self.held.setVisible(bool(meeting.begun))
        self.begin.setVisible(not meeting.begun)
        self.end.setVisible(bool(meeting.begun) and not meeting.ended)
        # The page that is not seen is brought up to date when it is turned to.
        for panel in (self.maker,) if self.at_making else (self.people, self.notes):
            panel.refresh(refs)
        self._tick()

    def _tick(self) -> None:
        if not self.clock.hasFocus():
            self.clock.show_marked(self._voice.digits(self.now()))

    @property
    def at_making(self) -> bool:
        """Whether minutes are made of the notes, and none are taken."""
        return self.pages.currentIndex() == 1

    def turn(self, *, making: bool) -> None:
        """To the making of the minutes, or back to the notes."""
        if self.session is None:
            return
        if making:
            self.notes.leave()
        self.pages.setCurrentIndex(int(making))
        self._refresh(None)
        words = self._voice(N_("Back to the notes") if making else N_("Minutes from the notes"))
        self.making.setText(words)
        self.making.setAccessibleName(words)
        self.making.updateGeometry()
        self.first()

    def _resize(self, by: int, *, around: bool = False) -> None:
        at = SIZES.index(self._size()) + by
        at = at % len(SIZES) if around else max(0, min(len(SIZES) - 1, at))
        self._kit.memory.keep("letters", str(SIZES[at]))
        self._fit_size()

    def _size(self) -> int:
        kept = self._kit.memory.text("letters")
        return int(kept) if kept.isdecimal() and int(kept) in SIZES else SIZES[0]

    def _fit_size(self) -> None:
        if self.session is not None:
            for panel in (self.people, self.notes, self.maker):
                panel.set_size(self._size())

    # What is done

    def _begin_or_end(self) -> None:
        session, now = self.session, self.now()
        if session is None:
            return
        if not now:
            self.clock.setFocus(Qt.FocusReason.OtherFocusReason)
            self._tell(self._voice(N_("Set the time first: this computer’s clock cannot be right.")))
            return
        meeting = session.meeting
        if not meeting.begun:
            session.change(replace(meeting, begun=now))
            self.notes.first()
        elif not meeting.ended and now != meeting.begun:
            # Pressed twice in one minute, it was meant once.
            session.change(replace(meeting, ended=now))
            self._tell(
                self._voice(N_("The meeting ended at {time}. Ctrl+Z takes it back."), time=self._voice.digits(now))
            )

    def _set_clock(self, *, back: bool) -> None:
        kept = hours.read(plain(self.clock.marked()))
        if kept is None:
            sentence = N_("The text “{typed}” is no time. Write it like 11.20.")
            self._tell(self._voice(sentence, typed=plain(self.clock.marked())))
        elif kept and kept != self.now():
            self._watch = self._watch.set(kept, datetime.now(), monotonic())
        if back and kept is not None:
            self.first()
        self.clock.show_marked(self._voice.digits(self.now()))

    def _set_quorum(self, typed: str) -> None:
        session = self.session
        if session is not None:
            job = partial(self._kit.book.sittings.set_quorum, session.id, typed)
            self._kit.worker.ask(job, self._quorum_kept, otherwise=self.refused.emit)

    def _quorum_kept(self, kept: str) -> None:
        if self.session is not None:
            self.people.know_quorum(kept)
            self.people.quorum_kept()

    def _nth(self, number: int) -> None:
        if self.session is not None and not self.at_making:
            self.notes.nth(number)
            self.notes.first()

    def _to_name(self) -> None:
        if self.session is not None and not self.at_making:
            self.people.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _other_side(self) -> None:
        if self.session is None or self.at_making:
            return
        at_people = self.people.isAncestorOf(self.focusWidget() or self)
        (self.notes if at_people else self.people).first()

    def _take_back(self, *, redo: bool) -> None:
        if self.session is not None:
            (self.session.redo if redo else self.session.undo)()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the box first, and from there out."""
        at_box = self.session is not None and self.focusWidget() in (self.notes.box, self.maker.list)
        if event.key() == Qt.Key.Key_Escape and not at_box:
            self.first()
        else:
            super().keyPressEvent(event)

    # What the session says

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.told.emit(sentence, None)

    def _undone(self, done: Undone | None, redo: bool) -> None:
        if self.session is not None:
            self._tell(taken_back.told(done, self.session.meeting, self._voice, redo=redo))

    def _overflowed(self) -> None:
        self._tell(self._voice(N_("Too much was copied at once: nothing was put in. Copy less at a time.")))

    def _gone(self) -> None:
        assert self.session is not None
        meeting, name = self.session.id, self.title.plain
        self.let_go()
        self.lost.emit(meeting, name)

    def _lived(self, life: object) -> None:
        """Signed in another window meanwhile: there is nothing to be noted any more."""
        if self.session is not None and self.session.frozen:
            number = self.session.meeting.memo().number
            self.left.emit()
            self.refused.emit(UserError(_SIGNED, number=number))
