"""What comes after the meeting: each note becomes discussion, a decision or an item with one key; nothing by itself."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from koyradesk import binding, editing
from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Note, Ref
from koyradesk.sitting import notes, people
from ui.keys import ENTERS
from ui.parts import Button, Text, card, empty, row, steady_bar
from ui.say import Voice
from ui.session import Session
from ui.sitting.notes import entry
from ui.sitting.roll import Entry, Roll
from ui.theme import GAP, HALF, STEP, Tokens

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
#: The keys of the list and what each makes of a note.
_MAKES: dict[str, notes.How] = {"1": "discussion", "2": "decision", "3": "item"}


class _List(Roll):
    """The notes of which something is to be made."""

    #: What a note is to become; "" for what it was marked as.
    wanted = Signal(str)
    moved = Signal(int)
    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), to_ascii(event.text())
        bare = not event.modifiers() & ~_MOD.KeypadModifier
        if bare and text in _MAKES:
            self.wanted.emit(_MAKES[text])
        elif bare and key in ENTERS:
            self.wanted.emit("")
        elif bare and key in (_KEY.Key_Left, _KEY.Key_Right):
            self.moved.emit(1 if key == _KEY.Key_Right else -1)
        elif bare and key == _KEY.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """No letter means anything here."""


class MakingPanel(QWidget):
    """The notes by their items at the left, what the item says by now at the right."""

    told = Signal(str)
    #: The item is to be opened in the editor.
    item_asked = Signal(object)

    def __init__(self, session: Session, voice: Voice, look: Tokens) -> None:
        super().__init__()
        self._session, self._voice = session, voice
        self._shown: tuple[AgendaItem | None, str] | None = None
        self.setAccessibleName(voice(N_("Minutes from the notes")))
        self.list = _List(look, voice(N_("Notes by agenda item")), several=True, leads=True)
        self.head = Text(role="strong")
        self.makers = {
            how: Button(voice(words), look, role="small")
            for how, words in (
                ("discussion", N_("1 Discussion")),
                ("decision", N_("2 Decision")),
                ("item", N_("3 New item")),
            )
        }
        self.every = Button(voice(N_("All as they are marked")), look, keys="Ctrl+Return")
        self.attendance = Button(voice(N_("Into the attendance of the minutes")), look, role="small")
        self.late = Text(role="small")
        self.empty = Text(voice(N_("No notes were taken in this meeting yet.")), "muted")
        self.opening = Button(voice(N_("Open the item")), look, role="small", icon="pencil")
        self._build()
        self._connect()
        self.refresh(None)

    def _build(self) -> None:
        voice = self._voice
        frame = card(name=voice(N_("Notes by agenda item")))
        stack: Any = frame.layout()
        stack.setContentsMargins(STEP, STEP + HALF, STEP, STEP + HALF)
        head = row(self.head, self.every)
        head.setStretch(0, 1)
        stack.addLayout(head)
        stack.addWidget(self.empty)
        stack.addWidget(self.list, 1)
        stack.addStretch(0)
        hint = N_(
            "1, 2, 3 make discussion, a decision or a new item of the note; Enter what it was marked as. Shift and "
            "arrows choose several; the left and right arrows put a note on another item; Ctrl+Z takes back."
        )
        stack.addLayout(row(*self.makers.values(), 1))
        self.hint = Text(voice(hint), "small")
        stack.addWidget(self.hint)
        self._strip = QFrame()
        self._strip.setProperty("role", "quote")
        self._strip.setAccessibleName(voice(N_("Who came late or left early")))
        inner = QVBoxLayout(self._strip)
        inner.setContentsMargins(STEP, STEP, STEP, STEP)
        inner.addWidget(self.late)
        inner.addLayout(row(self.attendance, 1))
        stack.addWidget(self._strip)
        self._stack = stack
        self.page = QScrollArea()
        self.page.setWidgetResizable(True)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setAccessibleName(voice(N_("The item as it is by now")))
        steady_bar(self.page)
        inside = QWidget()
        inside.setAccessibleName(voice(N_("The item as it is by now")))
        self.page.setWidget(inside)
        self._item = QVBoxLayout(inside)
        self._item.setContentsMargins(HALF, 0, HALF, 0)
        self._item.setSpacing(HALF)
        beside = card(self.page, name=voice(N_("The item as it is by now")))
        beside.layout().addLayout(row(self.opening, 1))  # type: ignore[union-attr]
        around = row(frame, beside, spacing=GAP)
        around.setStretch(0, 5)
        around.setStretch(1, 4)
        self.setLayout(around)

    def _connect(self) -> None:
        self.list.wanted.connect(self.make)
        self.list.moved.connect(self._move)
        self.list.unwanted.connect(self._remove)
        self.list.doubleClicked.connect(lambda _: self.make(""))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_item())
        self.list.rows.modelReset.connect(self._show_item)
        for how, button in self.makers.items():
            button.clicked.connect(lambda _=False, how=how: self.make(how))
        self.every.clicked.connect(self.make_all)
        self.attendance.clicked.connect(self._tell_attendance)
        self.opening.clicked.connect(self._open)

    # What is shown

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows the notes, and what became of them."""
        meeting, voice = self._session.meeting, self._voice
        self.list.show_entries(self._entries())
        left = len(notes.left(meeting))
        made = len(meeting.notes) - left
        if left:
            sentence = N_("{left} notes left, {made} made") if made else N_("{left} notes")
            said = voice(sentence, left=left, made=made)
        else:
            said = voice(N_("All {made} notes are made."), made=made) if made else voice(N_("No notes"))
        self.head.say(said)
        there = bool(meeting.notes)
        self.empty.setVisible(not there)
        self.list.setVisible(there)
        self._stack.setStretchFactor(self.list, 1 if there else 0)
        self._stack.setStretch(3, 0 if there else 1)
        for button in (*self.makers.values(), self.every):
            button.setEnabled(bool(left) and not self._session.frozen)
        self.hint.setVisible(bool(left))
        late = people.told(meeting)
        self._strip.setVisible(bool(late) and late not in meeting.attendance_note and not self._session.frozen)
        self.late.say(plain(late))
        self._show_item()

    def _entries(self) -> Any:
        meeting, voice = self._session.meeting, self._voice
        by_topic: dict[str, list[Note]] = {}
        for one in meeting.notes:
            by_topic.setdefault(notes.topic(meeting, one), []).append(one)
        for at in notes.topics(meeting):
            if own := by_topic.get(at.item, []):
                words = " ".join(f"{at.serial} {at.words}".split()) if at.item else voice(N_("Miscellaneous"))
                yield Entry("", words or voice(N_("Without a topic yet")))
            for one in own:
                yield entry(one, voice, done=notes.made(meeting, one))

    def _show_item(self) -> None:
        """The item of the note the keyboard is at, with all that was made."""
        meeting, voice = self._session.meeting, self._voice
        held = self._note()
        record = held and (notes.topic(meeting, held) if not notes.made(meeting, held) else self._item_of(held.made))
        item = editing.part(meeting, record) if record else None
        shown = (item, held.id if held and item is None else "")
        self.opening.setVisible(item is not None)
        if shown == self._shown:
            return
        self._shown = shown
        empty(self._item)
        if item is not None:
            self._item.addWidget(Text(" ".join(f"{item.serial} {plain(item.topic)}".split()), "heading"))
            for line in plain(item.discussion).split("\n"):
                if line.strip():
                    self._item.addWidget(Text(line))
            for one in item.decisions:
                whom = [plain(other.name) for other in binding.whom(item, one)]
                self._item.addSpacing(HALF)
                self._item.addWidget(Text(voice(N_("Decision")), "small"))
                self._item.addWidget(Text(" ".join(f"{one.label} {plain(one.text)}".split())))
                if whom:
                    self._item.addWidget(Text(voice(N_("To carry out: {who}"), who=", ".join(whom)), "muted"))
            if not (item.discussion or item.decisions):
                self._item.addWidget(Text(voice(N_("Nothing is written on this item yet.")), "muted"))
        elif held is not None:
            sentence = N_("A note on no item: what you make of it gets an item called {name}.")
            self._item.addWidget(Text(voice(sentence, name=notes.MISCELLANEOUS), "muted"))
        self._item.addStretch(1)

    def _item_of(self, record: str) -> str:
        return record if record.startswith("item.") else editing.parent(self._session.meeting, record)

    def _note(self) -> Note | None:
        record, meeting = self.list.now(), self._session.meeting
        return editing.part(meeting, record) if record and editing.has(meeting, record) else None

    def set_size(self, size: int) -> None:
        """Letters of another size."""
        self.list.set_size(size)

    def first(self) -> None:
        """To the first note of which nothing was made."""
        left = notes.left(self._session.meeting)
        held = self._note()
        if left and (held is None or notes.made(self._session.meeting, held)):
            self.list.choose(left[0].id)
        self.list.first()

    # What is done

    def make(self, how: str) -> None:
        """The chosen notes become something, and the next one left is gone to."""
        session = self._session
        if session.frozen:
            session.tell_locked()
            return
        chosen = self.list.chosen() or [self.list.now()]
        free = [one for one in session.meeting.notes if one.id in chosen and not notes.made(session.meeting, one)]
        if not free:
            if self.list.now():
                self.told.emit(self._voice(N_("Something was made of this note already.")))
            return
        wanted: notes.How = how or notes.wanted(free[0])  # type: ignore[assignment]
        order = [one.record for one in self.list.rows.entries if one.record]
        session.change(notes.make(session.meeting, [one.id for one in free], wanted, session.mint))
        self._next(order, free[-1].id)

    def _next(self, order: list[str], made: str) -> None:
        """To the next note left behind one, or the first."""
        left = {one.id for one in notes.left(self._session.meeting)}
        behind = [one for one in order[order.index(made) :] if one in left]
        wanted = behind or [one for one in order if one in left]
        self.list.choose(wanted[0] if wanted else made)
        self._show_item()

    def make_all(self) -> None:
        """All that are left become what they were marked as."""
        session = self._session
        count = len(notes.left(session.meeting))
        if session.frozen or not count:
            return
        session.change(notes.make_all(session.meeting, session.mint))
        self.told.emit(
            self._voice(N_("Of {count} notes discussion and decisions were made. Ctrl+Z takes it back."), count=count)
        )

    def _move(self, by: int) -> None:
        meeting = self._session.meeting
        chosen = [one for one in self.list.chosen() if not notes.made(meeting, editing.part(meeting, one))]
        if chosen and not self._session.frozen:
            self._session.change(notes.put_on(meeting, chosen, by))

    def _remove(self) -> None:
        meeting, chosen = self._session.meeting, self.list.chosen()
        if self._session.frozen or not chosen:
            return
        for one in chosen:
            meeting = editing.remove(meeting, one)
        self._session.change(meeting)
        self.told.emit(self._voice(N_("The note lies in the bin. Ctrl+Z brings it back.")))

    def _tell_attendance(self) -> None:
        session = self._session
        note = " ".join(filter(None, (session.meeting.attendance_note.strip(), people.told(session.meeting))))
        session.change(editing.put(session.meeting, Ref(session.id, "attendance_note"), note))
        self.list.first()

    def _open(self) -> None:
        held = self._note()
        if held is not None:
            meeting = self._session.meeting
            record = self._item_of(held.made) if notes.made(meeting, held) else notes.topic(meeting, held)
            self.item_asked.emit(Ref(record, "discussion"))
