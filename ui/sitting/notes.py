"""The right side: what is said. One box, always ready; Enter keeps the note with its time, on the item spoken of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting, Note, Ref
from koyradesk.records import NOTED
from koyradesk.sitting import notes
from ui.editor.completing import completing
from ui.fields import LineField
from ui.keys import ENTERS
from ui.parts import Button, Label, Text, card, row
from ui.say import Voice
from ui.session import Session
from ui.sitting.box import BoxArea, NoteBox, Turned
from ui.sitting.roll import Entry, Roll
from ui.theme import HALF, STEP, TYPE, Tokens, restyle

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier


class NotesPanel(QWidget):
    """``now`` tells the time of the sitting."""

    told = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens, now: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._voice, self._look, self._now = session, voice, look, now
        #: The item being spoken of, by its id.
        self.item = notes.topics(session.meeting)[0].item
        #: The note that is mended, "" where a new one is written.
        self._mended = ""
        #: Its text before that.
        self._before = ""
        #: Where what is typed in the box is kept until it is a note.
        self._begun: Ref | None = None
        self.setAccessibleName(voice(N_("Notes")))
        self.place, self.topic = Label(role="muted"), Text(role="heading", name=voice(N_("Spoken of now")))
        self.before = Button(voice(N_("The item before")), look, role="quiet", icon="chevron-up")
        self.next = Button(voice(N_("The next item")), look, role="quiet", icon="chevron-down")
        self.stream = Roll(look, voice(N_("Notes taken")), leads=True)
        self.stream.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.empty = Text(
            voice(N_("What is said is written below. Enter keeps it with the time, on the item named above.")), "muted"
        )
        self.mending = Text(role="small")
        self.box = NoteBox(voice(N_("A note of what is said")), look, voice(N_("What is said …")))
        self.area = BoxArea(self.box)
        self.who = LineField(
            voice(N_("Who carries it out")),
            look,
            hint=voice(N_("who carries it out")),
            words=completing(session, "assignment", "name"),
            enter=lambda: True,
        )
        self.decides = Turned(voice(N_("Decision")), look, "Ctrl+D")
        self.keeping = Button(voice(N_("Keep the note")), look, role="primary", shows_keys=False)
        self._build()
        self._connect()
        self.refresh(None)

    def _build(self) -> None:
        voice = self._voice
        head = row(self.topic, self.before, self.place, self.next, spacing=HALF)
        head.setStretch(0, 1)
        below = row(self.who, self.decides, self.keeping)
        below.setStretch(0, 1)
        frame = card(name=voice(N_("Notes")))
        stack: Any = frame.layout()
        stack.setContentsMargins(STEP, STEP + HALF, STEP, STEP + HALF)
        stack.addLayout(head)
        stack.addWidget(self.empty)
        stack.addWidget(self.stream, 1)
        stack.addStretch(0)
        stack.addWidget(self.mending)
        stack.addWidget(self.area)
        stack.addLayout(below)
        self._stack = stack
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(frame)
        self.mending.hide()

    def _connect(self) -> None:
        session = self._session
        self.before.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.keeping.clicked.connect(lambda: self.keep())
        self.box.typed.connect(self._typed)
        self.box.stepped.connect(self._mend_next)
        self.who.confirmed.connect(lambda: self.keep(decides=True))
        self.stream.clicked.connect(lambda _: self.mend(self.stream.now()))
        for field in (self.box, self.who):
            field.undo_asked.connect(session.undo)
            field.redo_asked.connect(session.redo)
            field.overflowed.connect(session.overflowed)
            field.locked.connect(session.tell_locked)
        self.box.ends = lambda typed: session.offers.going(self._offered(), typed)
        session.offers.known.connect(self.box.begin_again)

    def _offered(self) -> Ref:
        """What the sentence bank takes the box for."""
        return Ref(self.item or self._session.id, "discussion")

    # What is shown

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows the notes and the item as they are now; ``refs``: only these texts are others."""
        if refs is not None and not any(ref.record.startswith(("note.", "item.")) for ref in refs):
            return
        meeting, voice = self._session.meeting, self._voice
        topics = notes.topics(meeting)
        places = [one.item for one in topics]
        if self.item not in places:
            self._turn(places[-1])
        if self._mended and not editing.has(meeting, self._mended):
            # Taken back, or put into the bin in another window.
            self._give_up()
        at = places.index(self.item)
        self.place.say(voice(N_("{number} of {count}"), number=at + 1, count=len(places)))
        self.topic.say(self._called(topics[at]))
        self.before.setEnabled(at > 0)
        self.next.setEnabled(at < len(places) - 1)
        entries = list(self._entries(meeting))
        fresh = len(entries) > len(self.stream.rows.entries)
        self.stream.show_entries(entries)
        self.empty.setVisible(not entries)
        self.stream.setVisible(bool(entries))
        self._stack.setStretch(2, 1 if entries else 0)
        self._stack.setStretch(3, 0 if entries else 1)
        if not self._mended:
            self.stream.choose_none()
            if fresh:
                self.stream.to_end()

    def _called(self, one: notes.Topic) -> str:
        if not one.item:
            return self._voice(N_("Miscellaneous"))
        words = " ".join(one.words.split()) or self._voice(N_("Without a topic yet"))
        return " ".join(filter(None, (one.serial, words)))

    def _entries(self, meeting: Meeting) -> Any:
        """In the order in which they were written, with the item over the first of each run."""
        called = {one.item: self._called(one) for one in notes.topics(meeting)}
        last = None
        for one in meeting.notes:
            item = notes.topic(meeting, one)
            if item != last:
                last = item
                yield Entry("", called[item])
            yield entry(one, self._voice, done=notes.made(meeting, one))

    def set_size(self, size: int) -> None:
        """Letters of another size."""
        self.stream.set_size(size)
        self.box.set_size(size)
        restyle(self.topic, "role", "heading" if size == TYPE.body else "title")
        self.stream.to_end()

    def first(self) -> None:
        """To the box."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    # Which item

    def step(self, by: int) -> None:
        """To the next item, or the one before."""
        places = [one.item for one in notes.topics(self._session.meeting)]
        self.go(places[max(0, min(len(places) - 1, places.index(self.item) + by))])

    def nth(self, number: int) -> None:
        """To an item by its place, counted from 0; -1 for the last."""
        places = [one.item for one in notes.topics(self._session.meeting)]
        if number < len(places):
            self.go(places[number])

    def go(self, item: str) -> None:
        """The item being spoken of is another."""
        self._turn(item)
        self.refresh(None)

    def _turn(self, item: str) -> None:
        """What is typed already goes with it."""
        self.item = item
        if self._begun is not None:
            text = self.box.marked()
            self._forget()
            self._begin(text)

    # Writing

    def _typed(self, text: str) -> None:
        if self._mended:
            self._session.type(Ref(self._mended, "text"), text)
        else:
            self._begin(text)

    def _begin(self, text: str) -> None:
        self._begun = Ref(self.item or self._session.id, NOTED)
        self._session.begin(self._begun, text)

    def _forget(self) -> None:
        """What stands in the box is a note now, or given up."""
        if self._begun is not None:
            self._session.begin(self._begun, "")
            self._begun = None

    def keep(self, *, decides: bool = False) -> None:
        """Keeps what stands in the box as a note; ``decides``: as a decision."""
        session, text, who = self._session, self.box.marked().strip(), self.who.marked().strip()
        if session.frozen:
            session.tell_locked()
            return
        decides = decides or self.decides.isChecked()
        if self._mended:
            self._mend_done(text, who, decides)
            return
        if not plain(text).strip():
            if who:
                self.first()
            return
        values: dict[str, Any] = {"text": text, "at": self._now(), "item": self.item, "decides": decides, "who": who}
        # Forgotten as it is written: one and the same write does both, and a kill before it leaves it as it was typed.
        self._forget()
        session.change(editing.add(session.meeting, "note", session.mint("note"), **values))
        if who:
            session.learn("implementer", who)
        self._clear()

    def leave(self) -> None:
        """The mode is left: what stands in the box is kept."""
        if self._mended:
            self._mend_done(self.box.marked().strip(), self.who.marked().strip(), self.decides.isChecked())
        else:
            self.keep()

    def _clear(self) -> None:
        self.box.begin_anew()
        self.who.show_marked("")
        self.decides.setChecked(False)
        self.first()

    # Mending

    def mend(self, record: str) -> None:
        """Takes a note back into the box."""
        meeting = self._session.meeting
        if not record or not editing.has(meeting, record):
            return
        self._settle()
        held: Note = editing.part(meeting, record)
        self._mended = record
        self.item = notes.topic(meeting, held)
        self._before = held.text
        self.box.show_marked(held.text)
        self.box.place_cursor(len(plain(held.text)))
        self.who.show_marked(held.who)
        self.decides.setChecked(held.decides)
        sentence = N_("Mending the note of {time}. Enter keeps it, Esc leaves it; emptied, it goes to the bin.")
        self.mending.say(self._voice(sentence, time=self._voice.digits(held.at) or "–"))
        self.mending.show()
        self.stream.choose(record)
        self.refresh(None)
        self.first()

    def _settle(self) -> None:
        """Whatever stands in the box is kept before another is taken into it."""
        if self._mended:
            self._mend_done(self.box.marked().strip(), self.who.marked().strip(), self.decides.isChecked())
        elif self.box.marked().strip():
            self.keep()

    def _mend_next(self, by: int) -> None:
        """Up goes from note to note, down back to the empty box."""
        records = [one.record for one in self.stream.rows.entries if one.record]
        if not records or (not self._mended and (by > 0 or self.box.marked().strip())):
            return
        at = records.index(self._mended) + by if self._mended in records else len(records) - 1
        if at >= len(records):
            self._settle()
        elif at >= 0:
            self.mend(records[at])

    def _mend_done(self, text: str, who: str, decides: bool) -> None:
        session, record = self._session, self._mended
        self._mended = ""
        self.mending.hide()
        if editing.has(session.meeting, record):
            if plain(text).strip():
                values: dict[str, Any] = {"text": text, "who": who, "decides": decides, "item": self.item}
                session.change(editing.with_values(session.meeting, record, **values))
                session.leave(Ref(record, "text"))
            else:
                session.change(editing.remove(session.meeting, record))
                self.told.emit(self._voice(N_("The note lies in the bin. Ctrl+Z brings it back.")))
        self._clear()
        self.refresh(None)

    def _give_up(self) -> None:
        self._mended = ""
        self.mending.hide()
        self.box.begin_anew()
        self.who.show_marked("")
        self.decides.setChecked(False)

    def escape(self) -> bool:
        """Leaves mending with the note as it was; False where nothing is mended."""
        if not self._mended:
            return False
        held = self._session.meeting
        if editing.has(held, self._mended):
            self._session.type(Ref(self._mended, "text"), self._before)
            self._session.leave(Ref(self._mended, "text"))
        self._give_up()
        self.first()
        self.refresh(None)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.area.fit()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        held = event.modifiers() & ~_MOD.KeypadModifier
        if key in (_KEY.Key_PageUp, _KEY.Key_PageDown) and not held:
            self.step(1 if key == _KEY.Key_PageDown else -1)
        elif key in ENTERS and held in (_MOD.NoModifier, _MOD.ControlModifier):
            self.keep(decides=held == _MOD.ControlModifier)
        elif key == _KEY.Key_Escape and not held and self.escape():
            return
        else:
            super().keyPressEvent(event)


def entry(one: Note, voice: Voice, *, done: bool) -> Entry:
    """A note as a line of a list."""
    decision = voice(N_("Decision")) if one.decides else ""
    who = voice(N_("To carry out: {who}"), who=plain(one.who)) if one.who else ""
    state = voice(N_("made already")) if done else ""
    time = voice.digits(one.at) or "–"
    spoken = ", ".join(filter(None, (time, plain(one.text), decision, who, state)))
    return Entry(one.id, one.text, time, who, decision, "good", done=done, spoken=spoken)
