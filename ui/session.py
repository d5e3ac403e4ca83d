"""One meeting being edited: what was typed is on the page at once, on the disk within two seconds, sealed on leaving.

The session holds the meeting as it is on the screen. A keystroke changes it and asks for the page; ``open_edit`` keeps
the text against a power cut; leaving a field, or any change of structure, writes what differs as one operation. A write
that fails changes nothing on the screen and is tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal

from koyradesk import editing
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.words import COMPLETED
from ui.edits import Edits, Life, Taken, Undone, Written
from ui.on_screen import OnScreen
from ui.paging import Paging
from ui.rest import Rest
from ui.under_way import UnderWay
from ui.worker import Worker

if TYPE_CHECKING:
    from koyradesk.recovery import Kept
    from ui.editor.follow_jobs import FollowJobs

#: Milliseconds. What is typed is on the disk when this and one write have passed, also while the typing goes on.
KEEP_AFTER = 1200
#: After a refused write (a full disk) the next attempt.
TRY_AGAIN = 4000


class Session(OnScreen):
    """A meeting and its way to the page and to the disk."""

    #: "saved", "typing" or "failed".
    state = Signal(str)
    #: The live page as a ``raster.Paper``.
    paper = Signal(object)
    #: The page cannot be set as the meeting is now: why.
    page_refused = Signal(object)
    #: An undo or redo was done: (``edits.Undone``, is it a redo), or None where there was nothing.
    undone = Signal(object, bool)
    #: A ``Life``: what can be done with the paper now.
    lived = Signal(object)
    #: Something was written: the meeting's id.
    wrote = Signal(str)
    #: What was typed cannot be written now, and why. It is tried again and again; this is told once.
    unwritten = Signal(object)
    #: Words that can no more be written: ``Recovered`` ones, each with the reason; and their meeting.
    set_aside = Signal(object, object)
    #: The meeting was put into the bin elsewhere.
    gone = Signal()
    #: Something was written, here or in another window, perhaps of this meeting.
    stirred = Signal()
    #: What was begun where parts are added (see ``begin``) is to be added now.
    finishing = Signal()

    def __init__(self, worker: Worker, edits: Edits, preview: Callable[[Meeting, str], Any], taken: Taken) -> None:
        super().__init__(taken)
        self._worker, self._edits = worker, edits
        self._stored = taken.meeting
        self._typed: dict[Ref, str] = {}
        #: What is begun and no part yet; "" where it is to be forgotten.
        self._begun: dict[Ref, str] = {}
        self._under_way = UnderWay()
        self._sealing: tuple[Ref, ...] | None = None
        self._again = False
        self._failed: UserError | None = None
        self._faults = 0
        #: How far back undo has come past steps that stay.
        self._before: int | None = None
        #: What waits until all is stored.
        self._waiting: list[Callable[[], None]] = []
        self.kind = "minutes"
        self._pages = Paging(worker, lambda: partial(preview, self.meeting, self.kind), self)
        self._pages.paper.connect(self.paper)
        self._pages.refused.connect(self.page_refused)
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_AFTER)
        self._keeping.timeout.connect(self._keep)
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self.seal)

    # Editing

    def type(self, ref: Ref, text: str) -> None:
        """A keystroke in a field."""
        # An input method may still end its word in a field whose part is gone.
        if self.closed(ref.record) or not editing.has(self.meeting, ref.record) or self.text(ref) == text:
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

    def compose(self, ref: Ref, field: Any) -> None:
        """A word is under way in a field: not on the page yet, and kept all the same."""
        self._under_way.begin(ref, field)
        if self._keeping.isActive() and ref in self._typed:
            return
        if not self.closed(ref.record) and editing.has(self.meeting, ref.record):
            self._typed.setdefault(ref, editing.text(self.meeting, ref))
            self._keeping.start()
            self.state.emit("failed" if self._failed else "typing")

    def begin(self, ref: Ref, text: str) -> None:
        """A keystroke in a place that adds a part: none yet, and kept all the same. "" when it is one or given up."""
        if self.closed(ref.record) or (not text and ref not in self._begun):
            return
        self._begun[ref] = text
        Rest.typed = Rest.typed or bool(text)
        if not self._keeping.isActive():
            self._keeping.start()
        if self._failed is None:
            self.state.emit("saved" if self.settled() and not any(self._begun.values()) else "typing")

    def leave(self, ref: Ref) -> None:
        """The caret left a field: what was typed there becomes one operation."""
        self.finishing.emit()
        self._under_way.end()
        if ref not in self._typed:
            return
        kind = COMPLETED.get((editing.kind_of(ref.record), ref.field))
        if kind and (text := self.text(ref).strip()):
            self.learn(kind, text)
        ended = editing.finish(self.meeting, ref)
        if ended is not self.meeting:
            before, self.meeting = self.meeting, ended
            self.changed.emit(editing.changed(before, ended))
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
        self._typed = self._of(meeting, self._typed)
        self.changed.emit(None)
        self.refresh()
        self.seal()

    def seal(self) -> None:
        """Writes what differs from what is stored."""
        self._write()
        self._keep_begun()

    def _write(self) -> None:
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
            broken=partial(self._broken, sent),
        )

    def settled(self) -> bool:
        """Whether everything typed is stored."""
        return self._clean() and self._failed is None

    def when_stored(self, job: Callable[[], None]) -> None:
        """Does something when all that was typed is stored; not at all where that fails."""
        self._waiting.append(job)
        self._go_on()

    def undo(self) -> None:
        """Takes back the last edit of this meeting, by the journal; again for the one before."""
        self._back(redo=False)

    def redo(self) -> None:
        """Puts back what was taken back last."""
        self._back(redo=True)

    @property
    def follow_jobs(self) -> FollowJobs:
        """What can be asked about the meeting's obligations."""
        return self._edits.follow

    # The page

    def refresh(self) -> None:
        """Asks for the page as the meeting is now."""
        self._pages.refresh()

    @property
    def paging(self) -> bool:
        """Whether the page is still to be set."""
        return self._pages.busy

    def do(
        self, job: Callable[[], Any], then: Callable[[Any], None], *, otherwise: Callable[[UserError], None]
    ) -> None:
        """A step in the paper's life: done when all that was typed is stored; then the meeting is read again."""

        def done(result: Any) -> None:
            then(result)
            self.wrote.emit(self.id)
            self.reload()

        self.when_stored(lambda: self._worker.ask(job, done, otherwise=otherwise))

    def ask(self, job: Callable[[], Any], then: Callable[[Any], None], topic: str) -> None:
        """A question about the meeting; of one topic only the newest is answered."""
        self._worker.ask(job, then, otherwise=self.refused.emit, topic=topic)

    def meet(self, stored: Meeting) -> None:
        """The meeting as a step outside of it has left it."""
        self._receive(stored)

    def show_kind(self, kind: str) -> None:
        """Another paper of the same meeting beside the text."""
        self.kind = kind
        self.refresh()

    def reload(self) -> None:
        """The meeting and where its papers stand as stored now, when all that was typed is stored, too."""
        self.when_stored(self._read)

    def look(self) -> None:
        """Something was written, perhaps here in another window: what is stored comes in under the typing."""
        self.stirred.emit()
        self._worker.ask(partial(self._edits.look, self.id), self._looked, otherwise=self.refused.emit)

    def _looked(self, stored: Meeting | None) -> None:
        if stored is None:
            # A write under way is refused then, and asks again.
            if self._sealing is None:
                self._put_aside("bin", editing.unlike(self._stored, self.meeting))
                self._take(self._stored)
                self.gone.emit()
        elif self.life.stands(stored) and not (self.frozen and self._failed):
            self._receive(stored)
        else:
            self._read()

    def _read(self) -> None:
        self._worker.ask(partial(self._edits.read, self.id), self._reloaded, otherwise=self.refused.emit)

    def _reloaded(self, found: tuple[Meeting, Life]) -> None:
        stored, self.life = found
        if self.frozen and self._sealing is None:
            # Signed in another window meanwhile: what was being typed is no part of it.
            texts = editing.unlike(self._stored, self.meeting)
            self._put_aside("signed", {ref: text for ref, text in texts.items() if self.closed(ref.record)})
        self._receive(stored)
        self.lived.emit(self.life)

    def _put_aside(self, why: Kept, texts: dict[Ref, str]) -> None:
        """What cannot be written into the meeting any more stays an open edit until the user has seen it."""
        from koyradesk.recovery import Recovered

        self._typed = {ref: text for ref, text in self._typed.items() if ref not in texts}
        self._failed = None
        self._retry.stop()
        self.state.emit("typing" if self._typed else "saved")
        if texts:
            kept = partial(self._edits.keep, list(texts.items()))
            self._worker.ask(kept, lambda _: None, otherwise=self.refused.emit)
            lost = tuple(Recovered(self.id, ref, text, None, why) for ref, text in texts.items())
            self.set_aside.emit(lost, self.meeting)

    # To the disk

    def _keep(self) -> None:
        if self._typed:
            job = partial(self._edits.keep, list(self._under_way.over(self._typed).items()))
            self._worker.ask(job, lambda _: None, otherwise=self._fail)
        self._keep_begun()

    def _keep_begun(self) -> None:
        """What is begun; what became a part was written just before, and is forgotten."""
        if self._begun:
            job = partial(self._edits.keep, list(self._begun.items()), blanks=False)
            self._begun = {ref: text for ref, text in self._begun.items() if text}
            self._worker.ask(job, lambda _: None, otherwise=self._fail)

    def _sealed(self, sent: Meeting, written: Written) -> None:
        self._sealing = None
        self._failed = None
        self._faults = 0
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
        else:
            self.state.emit("typing" if self._typed else "saved")
        self._go_on()

    def _not_sealed(self, sent: Meeting, error: UserError) -> None:
        waited = bool(self._waiting)
        self._take_back(sent)
        self._fail(error, anew=waited)
        # Signed or put into the bin in another window just before, it can never be written.
        self._worker.ask(partial(self._edits.look, self.id), self._looked, otherwise=lambda _: None)

    def _broken(self, sent: Meeting) -> None:
        """A fault in the program, told with its report: tried again each time after a longer while."""
        self._take_back(sent)
        self._faults += 1
        self._retry.start(TRY_AGAIN << min(self._faults, 8))

    def _take_back(self, sent: Meeting) -> None:
        """Nothing of a write was stored: what was to be sealed is still to be sealed."""
        typed = {ref: editing.text(sent, ref) for ref in self._sealing or ()}
        self._typed = self._of(self.meeting, typed) | self._typed
        self._sealing, self._again = None, False
        self._waiting.clear()
        self.state.emit("failed")

    def _fail(self, error: UserError, *, anew: bool = False) -> None:
        """``anew``: the user asked for something just now, and is told why nothing comes of it."""
        told, self._failed = self._failed, error
        self.state.emit("failed")
        if anew or str(told) != str(error):
            # Once is enough: it is tried again and again.
            self.unwritten.emit(error)
        self._retry.start(TRY_AGAIN)

    def _receive(self, stored: Meeting) -> None:
        """What is stored now. Where a write of ours is under way, or could not be done, its answer brings it."""
        if self._sealing is None and self._failed is None:
            self._take(stored)

    def _take(self, stored: Meeting) -> None:
        """Another stored meeting, with what is being typed laid over it."""
        fresh = stored
        held = self._of(stored, self._typed)
        if lost := {ref: text for ref, text in self._typed.items() if ref not in held}:
            self._put_aside("bin", lost)
        self._typed = held
        for ref, text in self._typed.items():
            fresh = editing.put(fresh, ref, text)
            if editing.has(self._stored, ref.record):
                # What another window wrote there was not seen by who types: it must not be written over.
                stored = editing.put(stored, ref, editing.text(self._stored, ref))
        before, self.meeting, self._stored = self.meeting, fresh, stored
        if fresh != before:
            self.changed.emit(editing.changed(before, fresh))
            self.refresh()

    @staticmethod
    def _of(meeting: Meeting, typed: dict[Ref, str]) -> dict[Ref, str]:
        """What was typed into parts that a meeting has."""
        return {ref: text for ref, text in typed.items() if editing.has(meeting, ref.record)}

    # One after another

    def _clean(self) -> bool:
        return self._sealing is None and not self._typed and self.meeting == self._stored

    def _go_on(self) -> None:
        while self._waiting and self._clean():
            self._waiting.pop(0)()
        if self._waiting and self._sealing is None:
            self.seal()

    def _back(self, *, redo: bool) -> None:
        if self.frozen:
            self.tell_locked()
            return
        job = partial(self._edits.undo, self.id, self._before, redo=redo)
        then = partial(self._took_back, redo)
        self.when_stored(lambda: self._worker.ask(job, then, otherwise=self.refused.emit))

    def _took_back(self, redo: bool, done: Undone | None) -> None:
        if done is not None and done.meeting is None:
            # The next Ctrl+Z goes past what stays.
            self._before = done.step.n
        elif done is not None and done.meeting is not None:
            self._receive(done.meeting)
            self.wrote.emit(self.id)
        self.undone.emit(done, redo)
