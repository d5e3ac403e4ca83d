"""One meeting being edited: what was typed is on the page at once, on the disk within two seconds, sealed on leaving.

The session holds the meeting as it is on the screen. A keystroke changes it and asks for the page; ``open_edit`` keeps
the text against a power cut; leaving a field, or any change of structure, writes what differs as one operation. A write
that fails changes nothing on the screen and is tried again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from koyradesk import editing, records
from koyradesk.errors import UserError
from koyradesk.markup import canonical
from koyradesk.model import Meeting, Ref
from koyradesk.words import COMPLETED, Words
from ui.edits import Edits, Life, Taken, Undone, Written
from ui.rest import Rest
from ui.worker import Worker

#: Milliseconds. What is typed is on the disk when this and one write have passed, also while the typing goes on.
KEEP_AFTER = 1200
#: The letter stands on the screen before the page is set anew: both at once would take turns.
PAGE_AFTER = 12
#: After a refused write (a full disk) the next attempt.
TRY_AGAIN = 4000


class Session(QObject):
    """A meeting and its way to the page and to the disk."""

    #: Fields whose text is another now (frozenset of ``Ref``), or None: parts came, went or moved.
    changed = Signal(object)
    #: "saved", "typing" or "failed".
    state = Signal(str)
    #: The live page as a ``raster.Paper``.
    paper = Signal(object)
    #: The page cannot be set as the meeting is now: why.
    page_refused = Signal(object)
    #: The field that the caret is in.
    focused = Signal(object)
    #: An undo or redo was done: (``edits.Undone``, is it a redo), or None where there was nothing.
    undone = Signal(object, bool)
    #: A ``Life``: what can be done with the paper now.
    lived = Signal(object)
    #: Something was written: the meeting's id.
    wrote = Signal(str)
    refused = Signal(object)

    def __init__(self, worker: Worker, edits: Edits, preview: Callable[[Meeting, str], Any], taken: Taken) -> None:
        super().__init__()
        self._worker, self._edits, self._preview = worker, edits, preview
        self.meeting = taken.meeting
        self.office, self.life = taken.office, taken.life
        self.words = taken.words or Words()
        self._open = taken.open_decisions
        self._stored = taken.meeting
        self._typed: dict[Ref, str] = {}
        self._sealing: tuple[Ref, ...] | None = None
        self._again = False
        self._failed: UserError | None = None
        #: How far back undo has come past steps that stay.
        self._before: int | None = None
        #: What waits until all is stored.
        self._waiting: list[Callable[[], None]] = []
        self.kind = "minutes"
        #: A page is being set; another is wanted after it.
        self._on_page = self._again_page = False
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keeping.timeout.connect(self._keep)
        self._paging = QTimer(self, singleShot=True, interval=PAGE_AFTER)
        self._paging.timeout.connect(self._ask_page)
        self._retry = QTimer(self, singleShot=True, interval=TRY_AGAIN)
        self._retry.timeout.connect(self.seal)

    # What is on the screen

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

    def _learn(self, ref: Ref) -> None:
        """What was typed completes the next field of its kind."""
        kind = COMPLETED.get((ref.record.partition(".")[0], ref.field))
        if kind and (text := self.text(ref).strip()):
            self.words = self.words.with_word(kind, text)

    def open_decisions(self) -> tuple[Any, ...]:
        """What the committee decided last time and did not close, without what is carried over already."""
        carried = {getattr(item, "follows", "") for item in self.meeting.items}
        return tuple(one for one in self._open if one.item not in carried)

    def mint(self, kind: str) -> str:
        """An id for a new part."""
        return f"{kind}.{self.office}.{records.code(records.UNIQUE_LENGTH, secrets.randbelow)}"

    # Editing

    def type(self, ref: Ref, text: str) -> None:
        """A keystroke in a field."""
        if self.closed(ref.record) or self.text(ref) == text:
            return
        self.meeting = editing.put(self.meeting, ref, text)
        self._typed[ref] = text
        Rest.typed = True
        if not self._keeping.isActive():
            # Not begun anew at every key: who never pauses is kept, too.
            self._keeping.start()
        self.state.emit("failed" if self._failed else "typing")
        self.changed.emit(frozenset((ref,)))
        self.refresh()

    def leave(self, ref: Ref) -> None:
        """The caret left a field: what was typed there becomes one operation."""
        if ref not in self._typed:
            return
        self._learn(ref)
        ended = editing.finish(self.meeting, ref)
        if ended is not self.meeting:
            self.meeting = ended
            self.changed.emit(None)
            self.refresh()
        self.seal()

    def change(self, meeting: Meeting) -> None:
        """An edit of structure, sealed at once."""
        if meeting == self.meeting:
            return
        if self.frozen and replace(meeting, corrections=self.meeting.corrections) != self.meeting:
            return
        self.meeting = meeting
        # A field whose part is gone has nothing left to keep.
        self._typed = {ref: text for ref, text in self._typed.items() if editing.has(meeting, ref.record)}
        self.changed.emit(None)
        self.refresh()
        self.seal()

    def seal(self) -> None:
        """Writes what differs from what is stored."""
        if self._sealing is not None:
            self._again = True
            return
        self._retry.stop()
        if self._clean() and self._failed is None:
            self.state.emit("saved")
            return
        sent, self._sealing = self.meeting, tuple(self._typed)
        self._typed.clear()
        self._worker.ask(
            partial(self._edits.write, sent, self._stored, self._sealing),
            partial(self._sealed, sent),
            otherwise=partial(self._not_sealed, sent),
        )

    def settled(self) -> bool:
        """Whether everything typed is stored."""
        return self._clean() and self._failed is None

    def when_stored(self, job: Callable[[], None]) -> None:
        """Does something when all that was typed is stored; not at all where that fails."""
        self._waiting.append(job)
        if self._sealing is None and not self._clean():
            self.seal()
        self._go_on()

    def undo(self) -> None:
        """Takes back the last edit of this meeting, by the journal; again for the one before."""
        self._back(redo=False)

    def redo(self) -> None:
        """Puts back what was taken back last."""
        self._back(redo=True)

    # Fields

    def bind(self, field: Any, ref: Ref) -> None:
        """Makes a field widget show and write the text of ``ref``; after ``changed``, its step shows it anew."""
        field.show_marked(self.text(ref))
        field.set_frozen(self.closed(ref.record))
        field.typed.connect(lambda text: self.type(ref, canonical(text)))
        field.left.connect(lambda: self.leave(ref))
        field.entered.connect(lambda: self.focused.emit(ref))
        field.undo_asked.connect(self.undo)
        field.redo_asked.connect(self.redo)

    # The page

    def refresh(self) -> None:
        """Asks for the page as the meeting is now."""
        if not self._paging.isActive():
            self._paging.start()

    @property
    def paging(self) -> bool:
        """Whether the page is still to be set."""
        return self._on_page or self._paging.isActive()

    def _ask_page(self) -> None:
        # One at a time: a key held down asks faster than pages are set, and every page set is worth showing.
        self._again_page = self._on_page
        if not self._on_page:
            self._on_page = True
            job = partial(self._preview, self.meeting, self.kind)
            self._worker.ask(job, partial(self._paged, self.paper.emit), otherwise=partial(self._paged, self._no_page))

    def _paged(self, tell: Callable[[Any], None], result: Any) -> None:
        self._on_page = False
        tell(result)
        if self._again_page:
            self._ask_page()

    def _no_page(self, error: UserError) -> None:
        self.page_refused.emit(error)

    def do(
        self, job: Callable[[], Any], then: Callable[[Any], None], *, otherwise: Callable[[UserError], None]
    ) -> None:
        """A step in the paper's life: done when all that was typed is stored; then the meeting is read again."""

        def done(result: Any) -> None:
            then(result)
            self.wrote.emit(self.id)
            self.reload()

        self.when_stored(lambda: self._worker.ask(job, done, otherwise=otherwise))

    def show_kind(self, kind: str) -> None:
        """Another paper of the same meeting beside the text."""
        self.kind = kind
        self.refresh()

    def reload(self) -> None:
        """The meeting as stored now: after it was numbered or signed, or written in another window."""
        job = partial(self._reading, self.id)
        self.when_stored(lambda: self._worker.ask(job, self._reloaded, otherwise=self.refused.emit))

    def look(self) -> None:
        """Something was written, perhaps here in another window: what is stored comes in under the typing."""
        self._worker.ask(partial(self._edits.get, self.id), self._looked, otherwise=self.refused.emit)

    def _looked(self, stored: Meeting) -> None:
        if self._sealing is None and stored != self._stored:
            self._take(stored)

    def _reading(self, meeting: str) -> tuple[Meeting, Life]:
        return self._edits.get(meeting), self._edits.life(meeting)

    def _reloaded(self, found: tuple[Meeting, Life]) -> None:
        stored, self.life = found
        self._take(stored)
        self.lived.emit(self.life)

    # To the disk

    def _keep(self) -> None:
        if self._typed:
            held = list(self._typed.items())
            self._worker.ask(partial(self._edits.keep, held), lambda _: None, otherwise=self._not_kept)

    def _not_kept(self, error: UserError) -> None:
        self._fail(error)

    def _sealed(self, sent: Meeting, written: Written) -> None:
        self._sealing = None
        self._failed = None
        if self.meeting is sent:
            self._take(written.meeting)
        else:
            # The typing went on meanwhile: what others wrote comes with the next write.
            self._stored = sent
        if written.changed:
            self._before = None
            self.wrote.emit(self.id)
        if self._again:
            self._again = False
            self.seal()
        elif not self._typed:
            self.state.emit("saved")
        self._go_on()

    def _not_sealed(self, sent: Meeting, error: UserError) -> None:
        for ref in self._sealing or ():
            self._typed.setdefault(ref, editing.text(sent, ref))
        self._sealing, self._again = None, False
        self._fail(error)
        self._waiting.clear()

    def _fail(self, error: UserError) -> None:
        self._failed = error
        self.state.emit("failed")
        self.refused.emit(error)
        self._retry.start()

    def _take(self, stored: Meeting) -> None:
        """Another stored meeting, with what is being typed laid over it."""
        fresh = stored
        # What was typed into a part that was taken out elsewhere stays an open edit, and is told of at the next start.
        self._typed = {ref: text for ref, text in self._typed.items() if editing.has(stored, ref.record)}
        for ref, text in self._typed.items():
            fresh = editing.put(fresh, ref, text)
        before, self.meeting, self._stored = self.meeting, fresh, stored
        if fresh == before:
            return
        old, new = dict.fromkeys(editing.refs(before)), dict.fromkeys(editing.refs(fresh))
        if old.keys() == new.keys() and list(old) == list(new):
            self.changed.emit(
                frozenset(ref for ref in new if editing.text(before, ref) != editing.text(fresh, ref)) or None
            )
        else:
            self.changed.emit(None)
        self.refresh()

    # One after another

    def _clean(self) -> bool:
        return self._sealing is None and not self._typed and self.meeting == self._stored

    def _go_on(self) -> None:
        while self._waiting and self._clean():
            self._waiting.pop(0)()

    def _back(self, *, redo: bool) -> None:
        if self.frozen:
            return
        job = partial(self._edits.undo, self.id, self._before, redo=redo)
        then = partial(self._took_back, redo)
        self.when_stored(lambda: self._worker.ask(job, then, otherwise=self.refused.emit))

    def _took_back(self, redo: bool, done: Undone | None) -> None:
        if done is not None and done.meeting is None:
            # The next Ctrl+Z goes past what stays.
            self._before = done.step.n
        elif done is not None and done.meeting is not None:
            self._take(done.meeting)
            self.wrote.emit(self.id)
        self.undone.emit(done, redo)
