"""A meeting as it stands on the screen: its texts, what can only be read, the words that help, its fields."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from koyradesk import editing, records
from koyradesk.errors import UserError
from koyradesk.frozen import SIGNED_MINUTES
from koyradesk.model import Ref
from koyradesk.words import Words
from ui.edits import Taken

if TYPE_CHECKING:
    from koyradesk.carrying import Open
    from ui.bank.offers import Offers


class OnScreen(QObject):
    """The part of a ``Session`` that knows nothing of the disk."""

    #: Fields whose text is another now (frozenset of ``Ref``), or None: parts came, went or moved.
    changed = Signal(object)
    #: The field that the caret is in.
    focused = Signal(object)
    refused = Signal(object)
    #: More was pasted than a field takes: nothing was put in.
    overflowed = Signal()
    #: The fields in which several texts stand against each other.
    contested = Signal(object)

    def __init__(self, taken: Taken) -> None:
        super().__init__()
        self.meeting = taken.meeting
        self.office, self.life = taken.office, taken.life
        self.words = taken.words or Words()
        #: Read when it is first asked for: see ``know_open``.
        self._open: tuple[Open, ...] = ()
        self._contested: frozenset[Ref] = frozenset()

    @cached_property
    def offers(self) -> Offers:
        """What the sentence bank offers here."""
        from ui.bank.offers import Offers

        return Offers(self)

    # What is done on the screen, and what becomes of it: see ``Session``

    def type(self, ref: Ref, text: str) -> None:
        """A keystroke in a field."""
        raise NotImplementedError

    def compose(self, ref: Ref, field: Any) -> None:
        """An input method is at work on letters in a field."""
        raise NotImplementedError

    def leave(self, ref: Ref) -> None:
        """The caret left a field."""
        raise NotImplementedError

    def undo(self) -> None:
        """Takes back the last edit."""
        raise NotImplementedError

    def redo(self) -> None:
        """Puts back what was taken back last."""
        raise NotImplementedError

    # What it knows

    @property
    def frozen(self) -> bool:
        """Signed minutes are read only."""
        return not self.life.allowed.text

    def closed(self, record: str) -> bool:
        """Whether a record can only be read. Signed minutes are; what corrects them is not, until that is signed."""
        if not self.frozen or editing.kind_of(record) != "correction":
            return self.frozen
        return any(one.id == record and one.memo for one in self.meeting.corrections)

    @property
    def id(self) -> str:
        return self.meeting.id

    def text(self, ref: Ref) -> str:
        """The text of a field."""
        return editing.text(self.meeting, ref)

    def know(self, words: Words) -> None:
        """The office's words, when they are gathered."""
        self.words = words

    def learn(self, kind: str, text: str) -> None:
        """A word of a kind (see ``words.COMPLETED``) that was just typed, marked: it completes the next field."""
        self.words = self.words.with_word(kind, text)

    def open_decisions(self) -> tuple[Open, ...]:
        """What the committee decided and did not close, without what is carried over already."""
        carried = {item.follows or item.id for item in self.meeting.items}
        return tuple(one for one in self._open if (one.item or one.carrier) not in carried)

    def know_open(self, found: tuple[Open, ...]) -> None:
        """What could be carried is another now."""
        self._open = found

    def mint(self, kind: str) -> str:
        """An id for a new part."""
        return f"{kind}.{self.office}.{records.code(records.UNIQUE_LENGTH, secrets.randbelow)}"

    # Fields

    def bind(self, field: Any, ref: Ref) -> None:
        """Makes a field widget show and write the text of ``ref``; after ``changed``, its step shows it anew."""
        self.show(field, ref)
        field.ref = ref
        field.contest(self._contested)
        self.contested.connect(field.contest)
        field.typed.connect(lambda text: self.type(ref, text))
        field.composed.connect(lambda: self.compose(ref, field))
        field.left.connect(lambda: self.leave(ref))
        field.entered.connect(lambda: self.focused.emit(ref))
        field.overflowed.connect(self.overflowed)
        field.locked.connect(self.tell_locked)
        field.undo_asked.connect(self.undo)
        field.redo_asked.connect(self.redo)

    def contest(self, refs: frozenset[Ref]) -> None:
        """In these fields several texts stand against each other."""
        self._contested = refs
        self.contested.emit(refs)

    def show(self, field: Any, ref: Ref) -> None:
        """Shows in a field what its text is now, and whether it can only be read."""
        field.show_marked(self.text(ref))
        if field.frozen != self.closed(ref.record):
            field.set_frozen(not field.frozen)

    def tell_locked(self) -> None:
        """Somebody types into what can only be read, or takes it back."""
        self.refused.emit(UserError(SIGNED_MINUTES, number=self.meeting.memo().number))
