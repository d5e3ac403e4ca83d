"""What the editors of meetings and of letters are alike in: one record open for typing, its steps at the left, its live
page at the right, and what its session says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.editor import taken_back
from ui.editor.acts import PaperActs
from ui.editor.halves import Halves
from ui.editor.paper_side import PaperSide
from ui.editor.steps_head import StepsHead
from ui.edits import Taken, Undone
from ui.kit import Kit
from ui.raster import Paper
from ui.session import Session
from ui.unwritten import Unwritten


class EditorFrame(QWidget):
    """``open`` takes a record out, ``let_go`` seals what was typed.

    Whoever derives from it says what is its own: how a session is taken (``_take``, ``_session``), how a step is made
    (``_made``) and which one a field stands in (``_places``), what the head tells (``_tell``), how the paper is given
    out (``_give``), and what becomes of a record that is gone (``_lose``).
    """

    #: The user wants back to where they came from.
    left = Signal()
    #: A sentence for the notice, and what its button does (a ``notice.Action``, or None).
    told = Signal(str, object)
    refused = Signal(object)
    #: Where the caret is: a step's name and a ``Ref`` or None.
    moved = Signal(str, object)
    history_asked = Signal(object)
    #: Something is to be found in the text.
    find_asked = Signal()
    #: A record is there to be typed in.
    shown = Signal()

    session: Session | None
    acts: PaperActs
    #: Of its questions to the worker only the newest is answered.
    _topic = "editor"

    def __init__(self, kit: Kit, name: str, text: str, bar: StepsHead, beside: PaperSide, steps: Sequence[str]) -> None:
        """``name`` and ``text`` are what the editor and its left side are called, ``steps`` the names of its steps."""
        super().__init__()
        self._kit, self._voice, self._look = kit, kit.voice, kit.look
        self._worker = kit.worker
        self.session = None
        #: What the sessions have to say, also when they are shown no more.
        self.unwritten = Unwritten(kit.worker)
        self._names = tuple(steps)
        self._steps: dict[str, Any] = {}
        self._focus: Ref | None = None
        self.setAccessibleName(name)
        self.bar, self.beside, self.page, self.tabs = bar, beside, beside.page, bar.tabs
        self.bar.back.clicked.connect(self.left)
        self.tabs.currentChanged.connect(self._show_step)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(self._voice(N_("Steps")))
        self.beside.wanted.connect(self._give)
        self.page.field_asked.connect(self.go)
        self.beside.trouble.field_asked.connect(self.go)
        self._build(text)
        self._keys()

    # What is different

    def _take(self, record: str) -> Taken:
        """On the worker's thread: what is stored of it."""
        raise NotImplementedError

    def _session(self, taken: Taken) -> Session:
        raise NotImplementedError

    def _acts(self, session: Session) -> PaperActs:
        raise NotImplementedError

    def _made(self, name: str) -> QWidget:
        raise NotImplementedError

    def _places(self, ref: Ref) -> Iterable[int]:
        """The steps a field may stand in, the likeliest first."""
        raise NotImplementedError

    def _tell(self) -> None:
        raise NotImplementedError

    def _give(self, way: str) -> None:
        raise NotImplementedError

    def _lose(self, record: str, name: str) -> None:
        raise NotImplementedError

    def _overflowed(self) -> None:
        """More was copied than is put in."""
        raise NotImplementedError

    # The parts

    def _build(self, text: str) -> None:
        work = QWidget()
        work.setAccessibleName(text)
        #: What stands above the text is put into this.
        left = self.text_side = QVBoxLayout(work)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.stack, 1)
        self.splitter = Halves(self._voice, self._kit.memory, work, self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _keys(self) -> None:
        for index in range(len(self._names)):
            QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self, partial(self._to_step, index))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, does in (
            ("Ctrl+PgDown", self._next_step),
            ("Ctrl+PgUp", self._step_before),
            ("F6", self._other_side),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", self._redo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+H", self._ask_history),
            ("Ctrl+F", self.find_asked.emit),
        ):
            QShortcut(QKeySequence(keys), self, does, context=inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes out of the text first, and from the steps back to where one came from."""
        if event.key() == Qt.Key.Key_Escape and not self.tabs.hasFocus():
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Opening and closing

    def open(self, record: str, step: str = "", ref: Ref | None = None) -> None:
        """Takes a record out of the book and shows it."""
        self.let_go()
        if held := self.unwritten.of(record):
            self._show(held, step, ref)
            return
        self._worker.ask(
            partial(self._take, record),
            partial(self._opened, step, ref),
            otherwise=self._not_opened,
            topic=self._topic,
        )

    def look(self) -> None:
        """Something was written, perhaps to this record in another window."""
        if self.session is not None:
            self.session.look()

    def busy(self) -> bool:
        """Whether the page is not yet what the text says."""
        return self.session is not None and (self.session.paging or self.page.busy())

    def let_go(self) -> None:
        """Seals what was typed and lets the record go."""
        self._worker.drop(self._topic)
        if self.session is not None:
            self._leave_field()
            self._close(self.session)

    def _close(self, old: Session) -> None:
        old.seal()
        if old.words.indexes:
            # Without them they were never gathered, or have not come yet.
            self._worker.ask(partial(self._kit.book.learn, old.words), lambda _: None)
        for signal in self._heard(old):
            signal.disconnect()
        self.session, self._focus = None, None
        for widget in self._steps.values():
            self.stack.removeWidget(widget)
            widget.deleteLater()
        self._steps = {}
        self.unwritten.forget(old)

    def written(self) -> bool:
        """Writes all that was typed and waits for it; False where the disk does not take it."""
        self._leave_field()
        return self.unwritten.write()

    def _opened(self, step: str, ref: Ref | None, taken: Taken) -> None:
        session = self._session(taken)
        if taken.words is None:
            self._worker.ask(self._kit.book.words, session.know, topic="words")
        self._show(session, step, ref)

    def _heard(self, session: Session) -> dict[Any, Any]:
        """What the editor hears of the session that it shows."""
        return {
            session.changed: self._changed,
            session.paper: self._take_paper,
            session.page_refused: self._no_page,
            session.focused: self._focused,
            session.undone: self._undone,
            session.lived: self._lived,
            session.gone: self._gone,
            session.overflowed: self._overflowed,
        }

    def _show(self, session: Session, step: str, ref: Ref | None) -> None:
        """Shows a session, a new one or one whose words are not stored yet."""
        self.session = session
        self.unwritten.watch(session)
        for signal, job in self._heard(session).items():
            signal.connect(job)
        self.beside.begin()
        self.acts = self._acts(session)
        self.acts.told.connect(lambda sentence: self.told.emit(sentence, None))
        self.acts.refused.connect(self._not_done)
        self._tell()
        session.refresh()
        wanted = self._names.index(step) if step in self._names else 0
        if self.tabs.currentIndex() == wanted:
            self._show_step(wanted)
        else:
            self.tabs.setCurrentIndex(wanted)
        self.shown.emit()
        if ref is None or not self.go(ref):
            self._current().first()

    def _not_opened(self, error: UserError) -> None:
        # Why is said where one comes to: going there clears what was said.
        self.left.emit()
        self.refused.emit(error)

    # Steps

    def _show_step(self, index: int) -> None:
        if self.session is None:
            return
        name = self._names[index]
        if name not in self._steps:
            self._steps[name] = made = self._made(name)
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._steps[name])
        self.moved.emit(name, self._focus)

    def _current(self) -> Any:
        return self.stack.currentWidget()

    def _next_step(self) -> None:
        self._to_step(self.tabs.currentIndex() + 1)

    def _step_before(self) -> None:
        self._to_step(self.tabs.currentIndex() - 1)

    def _to_step(self, index: int) -> None:
        if self.session is not None and 0 <= index < len(self._names):
            self.tabs.setCurrentIndex(index)
            self._current().first()

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; False where it is not shown anywhere."""
        if self.session is None:
            return False
        before = self.tabs.currentIndex()
        for index in self._places(ref):
            self.tabs.setCurrentIndex(index)
            if self._current().go(ref, offset):
                return True
        self.tabs.setCurrentIndex(before)
        return False

    def _other_side(self) -> None:
        """Between the text and the page."""
        if self.session is None:
            return
        if self.page.isAncestorOf(self.focusWidget() or self):
            if self._focus is None or not self.go(self._focus):
                self._current().first()
        else:
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the session says

    def _gone(self) -> None:
        record, name = self._held.id, self.bar.title.plain
        self.let_go()
        self._lose(record, name)

    def _changed(self, refs: frozenset[Ref] | None) -> None:
        self._refresh(refs)

    def _refresh(self, refs: frozenset[Ref] | None) -> None:
        self._tell()
        for step in self._steps.values():
            step.refresh(refs)

    def _focused(self, ref: Ref) -> None:
        self._focus = ref
        self.page.follow(ref)
        self.moved.emit(self._names[self.tabs.currentIndex()], ref)

    def _take_paper(self, paper: Paper) -> None:
        self.beside.take(paper)
        if self._focus is not None:
            self.page.follow(self._focus)

    def _no_page(self, error: UserError) -> None:
        """The old page stays."""
        self.beside.trouble.tell(error, self._held.meeting, self._focus)

    def _lived(self, life: Any) -> None:
        """Something was done with its paper."""
        self._refresh(None)

    def _undone(self, done: Undone | None, redo: bool) -> None:
        self.told.emit(taken_back.told(done, self._held.meeting, self._voice, redo=redo), None)
        if done is not None and done.meeting is not None:
            ref = taken_back.field_of(done)
            if ref.field and self._leads(ref):
                self.go(ref)

    def _leads(self, ref: Ref) -> bool:
        """Whether what was taken back is gone to."""
        return True

    def _not_done(self, error: UserError) -> None:
        """Said where it was asked: under the field of the last step."""
        step = self._steps.get(self._names[-1])
        if step is not None and step is self._current():
            step.refuse(error)
        else:
            self.refused.emit(error)

    # The text

    def _leave_field(self) -> None:
        """The field being typed in ends its edit, as if the caret had left it."""
        if self.session is not None and self._focus is not None:
            self.session.leave(self._focus)

    def _undo(self) -> None:
        if self.session is not None:
            self.session.undo()

    def _redo(self) -> None:
        if self.session is not None:
            self.session.redo()

    def _ask_history(self) -> None:
        if self._focus is not None:
            self.history_asked.emit(self._focus)

    @property
    def _held(self) -> Any:
        assert self.session is not None
        return self.session
