"""The fields of a letter that came in: shown, written when they are left, taken back by the journal, their history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from koyradesk.bengali.digits import to_ascii
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming.shapes import CHANNEL_NAMES, CHANNELS, Incoming
from koyradesk.model import Ref
from ui.editor import taken_back
from ui.fields import DateField, LineField
from ui.incoming import words
from ui.incoming.entry import Senders
from ui.kit import Kit
from ui.parts import Tabs

if TYPE_CHECKING:
    from koyradesk.undoing import Reverted

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


class Writing(QObject):
    """Belongs to the page of a letter, which lays the fields out. It is a ``ui.written.Written``."""

    #: Something was written, or could not be: the letter is to be read again.
    wrote = Signal()
    told = Signal(str, object)
    refused = Signal(object)
    #: What is wrong with our number as it is typed; "" where nothing is.
    number_refused = Signal(str)
    #: Enter in the last field.
    ended = Signal()
    #: The history of a field is wanted: its ``Ref``.
    history_asked = Signal(object)

    frozen = False

    def __init__(self, kit: Kit, senders: Senders, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        voice, look = kit.voice, kit.look
        self._letter: Incoming | None = None
        #: What each field showed when something else than what is typed stood in it last.
        self._seen: dict[str, Any] = {}
        self._contested: frozenset[Ref] = frozenset()
        self._showing = False
        self.number = LineField(voice(N_("Our number")), look)
        self.lines = {
            name: LineField(voice(words_), look, words=senders if name == "sender" else None) for name, words_ in _LINES
        }
        self.days = {name: DateField(voice(words_), look, voice, style="{dd}/{mm}/{y}") for name, words_ in _DAYS}
        self.channel = Tabs(voice(N_("How it came")))
        for one in CHANNELS:
            self.channel.addTab(voice(CHANNEL_NAMES[one]))
        #: Every field one types in, by its name in the record.
        self.fields: dict[str, LineField | DateField] = {"issue": self.number, **self.lines, **self.days}
        self._connect()

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.left.connect(partial(self._left, name))
            field.undo_asked.connect(self.undo)
            field.redo_asked.connect(self.redo)
        for line in self._order():
            line.confirmed.connect(partial(self._next, line))
        self.channel.currentChanged.connect(self._channel)

    # What is shown

    def show(self, letter: Incoming | None) -> None:
        """A letter as it is stored now; what is being typed is not written over by what came meanwhile."""
        before, self._letter = self._letter, letter
        if letter is None or before is None or before.id != letter.id:
            before, self._contested = None, frozenset()
        if letter is None:
            return
        self._showing = True
        for name, field in self.fields.items():
            if before is not None and self._has_focus(name) and self._typed(name) != self._seen[name]:
                continue
            self._seen[name] = getattr(letter, name)
            field.ref = Ref(letter.id, name)
            field.show_marked(self._said(letter, name))
            field.contest(self._contested)
        self.channel.setCurrentIndex(CHANNELS.index(letter.channel) if letter.channel in CHANNELS else 0)
        self._showing = False

    def _said(self, letter: Incoming, name: str) -> str:
        """What a field shows of a letter."""
        if name == "issue":
            return letter.serial
        value = getattr(letter, name)
        return words.day(value, self._kit.voice) if name in self.days else str(value)

    def _typed(self, name: str) -> Any:
        """What stands in a field: a text, a day; of our number what is typed, where it is none. What is no day is as it
        was: it is said under the field, and stays there to be put right."""
        field = self.fields[name]
        if name == "issue":
            typed = to_ascii(self.number.text()).strip().partition("/")[0]
            return int(typed) if typed.isdecimal() and len(typed) <= 7 else typed
        if isinstance(field, DateField):
            day = field.day()
            return self._seen.get(name) if day is None and field.line.text().strip() else day
        return field.marked()

    def _has_focus(self, name: str) -> bool:
        field = self.fields[name]
        return (field.line if isinstance(field, DateField) else field).hasFocus()

    def typing(self) -> bool:
        """Is the keyboard in one of the fields?"""
        return any(map(self._has_focus, self.fields))

    def go(self, ref: Ref) -> None:
        """To a field."""
        if ref.field in self.fields:
            self.fields[ref.field].setFocus(Qt.FocusReason.OtherFocusReason)

    def focused(self) -> Ref | None:
        """The address of the field that the keyboard is in."""
        name = next(filter(self._has_focus, self.fields), "")
        return Ref(self.id, name) if name and self._letter is not None else None

    # What is typed

    def _left(self, name: str) -> None:
        if self._letter is None:
            return
        typed = self._typed(name)
        if name == "issue":
            self.number_refused.emit("")
            if isinstance(typed, str):
                sentence = N_("“{text}” is no number. Type it like 412.")
                self.number_refused.emit(self._kit.voice(sentence, text=self.number.text().strip()))
            elif typed != self._seen[name]:
                self.change({}, issue=typed)
        elif typed != self._seen[name]:
            self.change({name: typed})

    def _channel(self, at: int) -> None:
        if not self._showing and self._letter is not None and CHANNELS[at] != self._letter.channel:
            self.change({"channel": CHANNELS[at]})

    def change(self, typed: Mapping[str, Any], issue: int | None = None) -> None:
        """Writes fields; ``issue`` 0 gives the letter the next number."""
        if self._letter is None:
            return
        looked_at = {name: self._seen[name] for name in typed if name in self._seen}
        self._seen |= {name: value for name, value in typed.items() if name in self._seen}
        job = partial(self._kit.book.mail.change, self._letter.id, typed, issue, looked_at)
        self._kit.worker.ask(job, lambda _: self.wrote.emit(), otherwise=self._not_changed)

    def _not_changed(self, error: UserError) -> None:
        self.refused.emit(error)
        # What stands is shown again.
        self._letter = None
        self.wrote.emit()

    def written(self) -> None:
        """Writes what is being typed: the page is left."""
        for field in self.days.values():
            field._settle()
        for name in self.fields:
            if name != "issue":
                self._left(name)

    def _next(self, line: LineField) -> None:
        """Enter goes on to the next field."""
        order = self._order()
        after = order[order.index(line) + 1 :]
        if after:
            after[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.ended.emit()

    def _order(self) -> list[LineField]:
        """The fields as they stand."""
        lines, days = self.lines, self.days
        return [
            *(self.number, days["received"].line, lines["sender"], lines["number"], days["date"].line),
            *(lines["subject"], lines["marked"], lines["asked"], days["due"].line, lines["note"]),
        ]

    # Taken back

    def undo(self) -> None:
        """Takes back the last edit of the letter, by the journal; again for the one before."""
        self._back(redo=False)

    def redo(self) -> None:
        """Puts back what was taken back last."""
        self._back(redo=True)

    def _back(self, *, redo: bool) -> None:
        if self._letter is not None:
            job = partial(self._kit.book.mail.undo, self._letter.id, redo=redo)
            self._kit.worker.ask(job, partial(self._took_back, redo), otherwise=self.refused.emit)

    def _took_back(self, redo: bool, done: Reverted | None) -> None:
        self.told.emit(taken_back.told_of_record(done, self._kit.voice, redo=redo), None)
        self.wrote.emit()

    # For its history and its clashes: see ``ui.written.Written``

    @property
    def id(self) -> str:
        return self._letter.id if self._letter is not None else ""

    def closed(self, record: str) -> bool:
        return False

    def type(self, ref: Ref, text: str) -> None:
        """Another text for a field, as if it were typed."""
        if ref.field in self.fields:
            self.fields[ref.field].show_marked(text)

    def leave(self, ref: Ref) -> None:
        """What stands in a field now is written."""
        if ref.field in self.fields:
            self._left(ref.field)

    def when_stored(self, job: Callable[[], None]) -> None:
        """What is asked next waits behind what is written now, on the one line of the worker."""
        self.written()
        job()

    def do(
        self, job: Callable[[], Any], then: Callable[[Any], None], *, otherwise: Callable[[UserError], None]
    ) -> None:
        def done(result: Any) -> None:
            then(result)
            self.wrote.emit()

        self._kit.worker.ask(job, done, otherwise=otherwise)

    def contest(self, refs: frozenset[Ref]) -> None:
        """In these fields several texts stand against each other."""
        self._contested = refs
        for field in self.fields.values():
            field.contest(refs)
