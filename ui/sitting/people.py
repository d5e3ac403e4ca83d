"""The left side: who came. Typing a name goes to it, Enter or Space marks it; who is late gets the time by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.text import search_key
from koyradesk.i18n import N_
from koyradesk.markup import escape, plain
from koyradesk.model import Attendee, Ref
from koyradesk.sitting import hours, people, quorum
from ui.editor.completing import completing
from ui.editor.people import STATES
from ui.fields import LineField
from ui.keys import ENTERS
from ui.parts import Button, Chip, Label, Text, card, row
from ui.say import Voice
from ui.session import Session
from ui.sitting.roll import Entry, Roll
from ui.theme import HALF, STEP, Tokens

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
#: Keys of the list and the state each gives; they are letters of no name.
_GIVEN = {"1": "present", "2": "excused", "3": "absent", "0": ""}
#: The width of a field for a time, or for a number of people.
_TIME, _QUORUM = 116, 88
#: Letters of a name that is added.
_NAMED = 5


class _List(Roll):
    """The people; any letter is the beginning of a name."""

    #: The key of a state or a time: one of "0123+-".
    pressed_key = Signal(str)
    toggled = Signal()
    times_asked = Signal()
    notes_asked = Signal()
    name_begun = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), to_ascii(event.text())
        bare = not event.modifiers() & ~(_MOD.KeypadModifier | _MOD.ShiftModifier)
        if not bare:
            super().keyPressEvent(event)
        elif key == _KEY.Key_Space:
            self.toggled.emit()
        elif key == _KEY.Key_F2:
            self.times_asked.emit()
        elif key in ENTERS:
            self.notes_asked.emit()
        elif text and (text in _GIVEN or text in "+-"):
            self.pressed_key.emit(text)
        elif text and text.isprintable():
            self.name_begun.emit(event)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's own would look for letters that stand on no key."""


class _Name(LineField):
    """Tells what is typed also while an input method is at work on it."""

    looked = Signal(str)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        text, at = self.text(), self.cursorPosition()
        self.looked.emit(text[:at] + event.preeditString() + text[at:])


class PeoplePanel(QWidget):
    """``now`` tells the time of the sitting."""

    told = Signal(str)
    notes_asked = Signal()
    #: The quorum was typed.
    quorum_typed = Signal(str)

    def __init__(self, session: Session, voice: Voice, look: Tokens, now: Callable[[], str]) -> None:
        super().__init__()
        self._session, self._voice, self._look, self._now = session, voice, look, now
        self._quorum = ""
        self._shown: tuple[tuple[Attendee, ...], str] | None = None
        self.setAccessibleName(voice(N_("Attendance")))
        self.list = _List(look, voice(N_("Who is at the meeting")))
        self.count, self.full = Text(role="strong"), Chip(look)
        self.quorum = LineField(voice(N_("Quorum")), look, hint=voice(N_("8 or 1/3")), enter=lambda: True)
        self.setting = Button(voice(N_("Quorum")), look, role="small", icon="pencil")
        self.name = _Name(
            voice(N_("Name of somebody who came")),
            look,
            hint=voice(N_("A name: Enter marks it, a new one is added")),
            words=self._completions,
            enter=lambda: True,
        )
        self.came, self.left = (
            LineField(voice(name), look, hint=voice(hint), enter=lambda: True)
            for name, hint in ((N_("Came at"), N_("from the start")), (N_("Left at"), N_("to the end")))
        )
        self.all = Button(voice(N_("All present")), look, role="small", icon="check", keys="F8")
        self.rest = Button(voice(N_("The rest are absent")), look, role="small")
        self.empty = Text(voice(N_("Nobody is on the list yet. Type a name below and press Enter.")), "muted")
        self._build()
        self._connect()
        self.refresh(None)

    def _build(self) -> None:
        voice = self._voice
        for field in (self.came, self.left, self.quorum):
            field.setFixedWidth(_QUORUM if field is self.quorum else _TIME)
        self._times = QWidget()
        self._times.setAccessibleName(voice(N_("When somebody came and left")))
        times = row(Label(voice(N_("Came at"))), self.came, Label(voice(N_("Left at"))), self.left, 1)
        self._times.setLayout(times)
        self.quorum.hide()
        head = row(self.count, self.full, self.quorum, self.setting)
        head.setStretch(0, 1)
        self.frame = card(name=voice(N_("Attendance")))
        stack: Any = self.frame.layout()
        stack.setContentsMargins(STEP, STEP + HALF, STEP, STEP + HALF)
        stack.addLayout(head)
        stack.addLayout(row(self.all, self.rest, 1))
        stack.addWidget(self.empty)
        stack.addWidget(self.list, 1)
        stack.addStretch(0)
        stack.addWidget(self._times)
        stack.addWidget(self.name)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.frame)
        self._stack = stack

    def _connect(self) -> None:
        listed = self.list
        listed.toggled.connect(self._toggle)
        listed.pressed_key.connect(self._given)
        listed.times_asked.connect(self._to_times)
        listed.notes_asked.connect(self.notes_asked)
        listed.name_begun.connect(self._begin_name)
        listed.doubleClicked.connect(lambda _: self._toggle())
        listed.selectionModel().currentChanged.connect(lambda *_: self._show_times())
        listed.rows.modelReset.connect(self._show_times)
        self.name.typed.connect(lambda marked: self._look_for(plain(marked)))
        self.name.looked.connect(self._look_for)
        self.name.confirmed.connect(self._enter_name)
        for field, change in ((self.came, people.came), (self.left, people.left)):
            field.confirmed.connect(lambda field=field, change=change: self._time(field, change, back=True))
            field.left.connect(lambda field=field, change=change: self._time(field, change, back=False))
        for field in (self.name, self.came, self.left, self.quorum):
            field.undo_asked.connect(self._session.undo)
            field.redo_asked.connect(self._session.redo)
        self.all.clicked.connect(lambda: self._change(people.rest(self._session.meeting, "present", self._now())))
        self.rest.clicked.connect(lambda: self._change(people.rest(self._session.meeting, "absent")))
        self.setting.clicked.connect(self._ask_quorum)
        self.quorum.confirmed.connect(self._quorum_given)

    # What is shown

    def refresh(self, refs: frozenset[Ref] | None) -> None:
        """Shows the people as they are now; ``refs``: only these texts are others."""
        if refs is not None and not any(ref.record.startswith("attendee.") for ref in refs):
            return
        meeting, voice = self._session.meeting, self._voice
        if self._shown == (meeting.attendees, self._quorum):
            # A note was kept.
            return
        self._shown = (meeting.attendees, self._quorum)
        shown = [one for one in meeting.attendees if not editing.is_blank(one)]
        self.list.show_entries(map(self._entry, shown))
        standing = quorum.standing(meeting, self._quorum)
        if standing.needed is None:
            sentence = N_("{here} of {total} present")
        else:
            sentence = N_("{here} of {total} present, quorum {needed}")
        if not standing.total:
            sentence = N_("Attendance")
        self.count.say(voice(sentence, here=standing.here, total=standing.total, needed=standing.needed or 0))
        self.full.setVisible(standing.needed is not None and bool(standing.total))
        if standing.full:
            self.full.say(voice(N_("full")), "good")
        else:
            self.full.say(voice(N_("{number} more wanted"), number=standing.lacking), "wait")
        unmarked = sum(not one.state for one in shown)
        self.all.setVisible(bool(shown) and unmarked == len(shown))
        self.rest.setVisible(0 < unmarked < len(shown))
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self._stack.setStretchFactor(self.list, 1 if shown else 0)
        self._stack.setStretch(self._stack.count() - 3, 0 if shown else 1)
        self._show_times()

    def _entry(self, one: Attendee) -> Entry:
        name, post = people.named(one), plain(one.designation).strip()
        words, tone = STATES.get(one.state, STATES[""])
        said = self._voice(words) if one.state else ""
        if one.state == "present" and (one.came or one.left):
            # From when to when, the dash before a time alone that of who left.
            said = " ".join(
                (said, "–".join(map(self._voice.digits, (one.came, one.left) if one.left else (one.came,))))
            )
        return Entry(
            one.id,
            escape(name),
            below=post if post != name else "",
            pill=said,
            tone="wait" if one.left else tone,
            weak=one.state in ("absent", "excused") or bool(one.left),
            spoken=", ".join(filter(None, (name, post, said or self._voice(N_("No mark"))))),
        )

    def know_quorum(self, kept: str) -> None:
        """The quorum of the committee, as it is kept."""
        self._quorum = kept
        self.refresh(None)

    def set_size(self, size: int) -> None:
        """Letters of another size."""
        self.list.set_size(size)

    def first(self) -> None:
        """To the people; to the field for a name where there are none."""
        if self.list.isHidden():
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.first()

    # Marking

    def _change(self, meeting: Any) -> None:
        if self._session.frozen:
            self._session.tell_locked()
        else:
            self._session.change(meeting)

    def _toggle(self) -> None:
        if person := self.list.now():
            self._change(people.toggle(self._session.meeting, person, self._now()))

    def _given(self, key: str) -> None:
        person, meeting, now = self.list.now(), self._session.meeting, self._now()
        if not person:
            return
        if key in _GIVEN:
            self._change(people.mark(meeting, [person], _GIVEN[key], now))
            return
        if not now:
            self.told.emit(self._voice(N_("Set the time first: this computer’s clock cannot be right.")))
            return
        held: Attendee = editing.part(meeting, person)
        again = held.came if key == "+" else held.left
        change = people.came if key == "+" else people.left
        # The same key takes it back.
        self._change(change(meeting, person, "" if again else now))

    # Times

    def _held(self) -> Attendee | None:
        record, meeting = self.list.now(), self._session.meeting
        return editing.part(meeting, record) if record and editing.has(meeting, record) else None

    def _show_times(self) -> None:
        held = self._held()
        self._times.setVisible(held is not None and held.state == "present")
        if held is not None:
            for field, kept in ((self.came, held.came), (self.left, held.left)):
                if not field.hasFocus():
                    field.show_marked(self._voice.digits(kept))

    def _to_times(self) -> None:
        if self._times.isVisible():
            self.came.setFocus(Qt.FocusReason.OtherFocusReason)
            self.came.selectAll()

    def _time(self, field: LineField, change: Callable[..., Any], *, back: bool) -> None:
        held = self._held()
        if held is None or held.state != "present":
            return
        kept = hours.read(plain(field.marked()))
        before = held.came if field is self.came else held.left
        if kept is None:
            sentence = N_("The text “{typed}” is no time. Write it like 11.20.")
            self.told.emit(self._voice(sentence, typed=plain(field.marked())))
            if not back:
                field.show_marked(self._voice.digits(before))
            return
        if kept != before:
            self._change(change(self._session.meeting, held.id, kept))
        if back:
            self.list.first()
        field.show_marked(self._voice.digits(kept))

    # Names

    def _begin_name(self, event: QKeyEvent) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        # As a new key: so whatever helps with typing Bengali has it.
        QCoreApplication.sendEvent(
            self.name, QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat())
        )

    def _matching(self, typed: str) -> list[Attendee]:
        """Those on the list of whose name or post some word begins so; those not marked yet come first."""
        key = search_key(typed.strip())
        found = [
            one
            for one in self._session.meeting.attendees
            if key and f" {key}" in " " + search_key(f"{plain(one.name)} {plain(one.designation)}")
        ]
        return sorted(found, key=lambda one: bool(one.state))

    def _completions(self, typed: str) -> list[str]:
        """Who is on the list is found there; others the office knows are completed."""
        complete = completing(self._session, "attendee", "name")
        return [] if complete is None or self._matching(typed) else complete(typed)

    def _look_for(self, typed: str) -> None:
        if found := self._matching(typed):
            self.list.choose(found[0].id)

    def _enter_name(self) -> None:
        typed, meeting, now = plain(self.name.marked()).strip(), self._session.meeting, self._now()
        if not typed:
            self.notes_asked.emit()
            return
        found = self._matching(typed)
        if found:
            here = next((one for one in found if one.id == self.list.now()), found[0])
            if here.state != "present" or here.left:
                self._change(people.toggle(meeting, here.id, now))
            self.list.choose(here.id)
        elif len(typed) < _NAMED:
            # The beginning of a name that nobody has is more likely than such a name.
            sentence = N_("Nobody on the list is called {typed}. To add somebody, type the whole name.")
            self.told.emit(self._voice(sentence, typed=typed))
            return
        else:
            known = self._session.words.person(typed)
            made = self._session.mint("attendee")
            more = (escape(known.designation), escape(known.phone)) if known else ("", "")
            self._change(people.join(meeting, made, escape(typed), now, *more))
            self.list.choose(made)
            self.told.emit(self._voice(N_("{name} is on the list now. Ctrl+Z takes it back."), name=typed))
        self.name.show_marked("")

    # The quorum

    def _ask_quorum(self) -> None:
        self.quorum.setVisible(not self.quorum.isVisible())
        if self.quorum.isVisible():
            self.quorum.show_marked(self._voice.digits(self._quorum))
            self.quorum.setFocus(Qt.FocusReason.OtherFocusReason)
            self.quorum.selectAll()

    def _quorum_given(self) -> None:
        self.quorum_typed.emit(plain(self.quorum.marked()))

    def quorum_kept(self) -> None:
        """What was typed is kept."""
        self.quorum.hide()
        self.first()
