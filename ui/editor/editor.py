"""The editor of one meeting: its four steps at the left, the live page at the right."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Ref
from ui.editor import taken_back
from ui.editor.acts import PaperActs
from ui.editor.beside import Beside
from ui.editor.halves import Halves
from ui.editor.steps import STEPS
from ui.editor.title_bar import TitleBar
from ui.editor.undo_offer import UndoOffer
from ui.edits import Life, Taken, Undone
from ui.kit import Kit
from ui.notice import Action
from ui.raster import Paper
from ui.session import Session
from ui.unwritten import Unwritten


class Editor(QWidget):
    """One meeting open for typing. ``open`` takes it out, ``close_meeting`` seals what was typed."""

    #: The user wants back to where they came from.
    left = Signal()
    #: A sentence for the notice, and what its button does (a ``notice.Action``, or None).
    told = Signal(str, object)
    #: The action of something told would do something else by now.
    overtaken = Signal(object)
    refused = Signal(object)
    #: The meeting was put into the bin in another window: its id and what it is called.
    lost = Signal(str, str)
    #: The paper as it is stored, and what its file is to be called.
    print_asked = Signal(object, str)
    pdf_asked = Signal(object, str)
    picture_asked = Signal(object, str)
    #: Where the caret is: a step's name and a ``Ref`` or None.
    moved = Signal(str, object)
    history_asked = Signal(object)
    #: A meeting is there to be typed in.
    shown = Signal()
    #: The clipboard is to be read as minutes.
    minutes_asked = Signal()
    #: The papers of the meeting are to be shown: its id and name.
    papers_asked = Signal(str, str)
    #: How the papers of a committee look is to be set: its name.
    layout_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        voice, look = kit.voice, kit.look
        self._kit = kit
        self._worker, self._book, self._memory = kit.worker, kit.book, kit.memory
        self._voice, self._look = voice, look
        self.session: Session | None = None
        #: What the sessions have to say, also when they are shown no more.
        self.unwritten = Unwritten(kit.worker)
        self._steps: dict[str, Any] = {}
        self._focus: Ref | None = None
        self._offer = UndoOffer(voice, self._undo)
        self._offer.made.connect(self.told)
        self._offer.overtaken.connect(self.overtaken)
        self.setAccessibleName(voice(N_("The meeting being edited")))
        self.bar = TitleBar(voice, look)
        self.bar.back.clicked.connect(self.left)
        self.bar.layout_asked.connect(lambda: self.layout_asked.emit(self._held.meeting.committee))
        self.tabs = self.bar.tabs
        self.tabs.currentChanged.connect(self._show_step)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(voice(N_("Steps")))
        self.beside = Beside(voice, look, kit.draw)
        self.page = self.beside.page
        self.beside.kind_chosen.connect(self._show_kind)
        self.beside.wanted.connect(self._give)
        self.page.field_asked.connect(self.go)
        self.beside.trouble.field_asked.connect(self.go)
        self._build()
        self._keys()

    # The parts

    def _build(self) -> None:
        work = QWidget()
        work.setAccessibleName(self._voice(N_("The text of the meeting")))
        left = QVBoxLayout(work)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.stack, 1)
        self.splitter = Halves(self._voice, self._memory, work, self.beside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _keys(self) -> None:
        for index in range(len(STEPS)):
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
        ):
            QShortcut(QKeySequence(keys), self, does, context=inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes out of the text first, and from the steps back to where one came from."""
        if event.key() == Qt.Key.Key_Escape and not self.tabs.hasFocus():
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # Opening and closing

    def open(self, meeting: str, step: str = "", ref: Ref | None = None) -> None:
        """Takes a meeting out of the book and shows it."""
        self.close_meeting()
        if held := self.unwritten.of(meeting):
            self._show(held, step, ref)
            return
        self._worker.ask(
            partial(self._book.edits.take, meeting),
            partial(self._opened, step, ref),
            otherwise=self._not_opened,
            topic="editor",
        )

    def look(self) -> None:
        """Something was written, perhaps to this meeting in another window."""
        if self.session is not None:
            self.session.look()

    def busy(self) -> bool:
        """Whether the page is not yet what the text says."""
        return self.session is not None and (self.session.paging or self.page.busy())

    def close_meeting(self) -> None:
        """Seals what was typed and lets the meeting go."""
        self._worker.drop("editor")
        if self.session is None:
            return
        self._offer.end()
        self._leave_field()
        self.session.seal()
        old = self.session
        if old.words.indexes:
            # Without them they were never gathered, or have not come yet.
            self._worker.ask(partial(self._book.learn, old.words), lambda _: None)
        for signal in self._heard(old):
            signal.disconnect()
        self.session = None
        self._focus = None
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
        session = Session(self._worker, self._book.edits, self._book.preview, taken)
        if taken.words is None:
            self._worker.ask(self._book.words, session.know, topic="words")
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
        self._acts()
        self._tell()
        self._lived(session.life)
        session.refresh()
        wanted = next((index for index, one in enumerate(STEPS) if one.name == step), 0)
        if self.tabs.currentIndex() == wanted:
            self._show_step(wanted)
        else:
            self.tabs.setCurrentIndex(wanted)
        self.shown.emit()
        if ref is not None and self.go(ref):
            return
        self._current().first()

    def _not_opened(self, error: UserError) -> None:
        # Why is said where one comes to: going there clears what was said.
        self.left.emit()
        self.refused.emit(error)

    # Steps

    def _show_step(self, index: int) -> None:
        if self.session is None:
            return
        name = STEPS[index].name
        if name not in self._steps:
            made = self._steps[name] = STEPS[index].make(self.session, self._voice, self._look)
            self._connect_step(made)
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._steps[name])
        # Who came is seen on the sign-sheet, everything else on the minutes.
        kind = "attendance" if name == "attendance" else "minutes"
        if self.session.kind in ("attendance", "minutes"):
            self.beside.show_kind(kind)
        self.moved.emit(name, self._focus)

    def _connect_step(self, step: Any) -> None:
        acts = self.acts
        for signal, job in (
            ("told", lambda sentence: self.told.emit(sentence, None)),
            ("removed", self._offer.make),
            ("print_asked", self._print_kind),
            ("correction_asked", acts.print_correction),
            ("number_asked", acts.number),
            ("sign_asked", acts.sign),
            ("attach_asked", acts.attach),
            ("void_asked", acts.void),
            ("kind_shown", self.beside.show_kind),
            ("scan_asked", acts.show_scan),
            ("scan_removed", acts.take_out),
            ("sent", acts.despatch),
            ("acknowledged", acts.acknowledge),
            ("taken_back", acts.take_back),
            ("papers_asked", lambda: self.papers_asked.emit(self._held.id, self.bar.title.plain)),
        ):
            if hasattr(step, signal):
                getattr(step, signal).connect(job)

    def _current(self) -> Any:
        return self.stack.currentWidget()

    def _next_step(self) -> None:
        self._to_step(self.tabs.currentIndex() + 1)

    def _step_before(self) -> None:
        self._to_step(self.tabs.currentIndex() - 1)

    def _to_step(self, index: int) -> None:
        if self.session is not None and 0 <= index < len(STEPS):
            self.tabs.setCurrentIndex(index)
            self._current().first()

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; False where it is not shown anywhere."""
        if self.session is None:
            return False
        kind = editing.kind_of(ref.record)
        first = next((index for index, step in enumerate(STEPS) if kind in step.kinds), 0)
        for index in (first, *(other for other in range(len(STEPS)) if other != first)):
            before = self.tabs.currentIndex()
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

    def _overflowed(self) -> None:
        sentence = N_(
            "What was copied is too long to be put in here, so nothing was changed. Copy it in smaller parts, or open "
            "the whole of it as minutes."
        )
        self.told.emit(self._voice(sentence), Action(self._voice(N_("Open as minutes")), self.minutes_asked.emit))

    def _gone(self) -> None:
        meeting, name = self._held.id, self.bar.title.plain
        self.close_meeting()
        self.lost.emit(meeting, name)

    def _changed(self, refs: frozenset[Ref] | None) -> None:
        self._offer.end()
        self._tell()
        for step in self._steps.values():
            step.refresh(refs)

    def _focused(self, ref: Ref) -> None:
        self._focus = ref
        self.page.follow(ref)
        self.moved.emit(STEPS[self.tabs.currentIndex()].name, ref)

    def _take_paper(self, paper: Paper) -> None:
        self.beside.take(paper)
        if self._focus is not None:
            self.page.follow(self._focus)

    def _no_page(self, error: UserError) -> None:
        """The old page stays."""
        self.beside.trouble.tell(error, self._held.meeting, self._focus)

    def _tell(self) -> None:
        self.bar.show_meeting(self._held.meeting)

    def _lived(self, life: Life) -> None:
        self.beside.offer_correction(life.correction is not None)
        self._tell()
        for step in self._steps.values():
            step.refresh(None)

    def _undone(self, done: Undone | None, redo: bool) -> None:
        session = self._held
        self.told.emit(taken_back.told(done, session.meeting, self._voice, redo=redo), None)
        if done is not None and done.meeting is not None:
            ref = taken_back.field_of(done)
            if ref.field and ref.record != session.id:
                self.go(ref)

    # The paper

    def _acts(self) -> None:
        self.acts = PaperActs(self._kit, self._held)
        self.acts.told.connect(lambda sentence: self.told.emit(sentence, None))
        self.acts.refused.connect(self._not_done)
        self.acts.given.connect(self._given)

    def _show_kind(self, kind: str) -> None:
        if self.session is not None:
            self.session.show_kind(kind)

    def _print_kind(self, kind: str) -> None:
        self.beside.show_kind(kind)
        self._give("print")

    def _give(self, way: str) -> None:
        if self.session is not None:
            self._leave_field()
            self.acts.give(way)

    def _given(self, paper: Paper, name: str, way: str) -> None:
        {"print": self.print_asked, "pdf": self.pdf_asked, "picture": self.picture_asked}[way].emit(paper, name)

    def _not_done(self, error: UserError) -> None:
        """Said where it was asked: under the field of the last step."""
        step = self._steps.get("issue")
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
    def _held(self) -> Session:
        assert self.session is not None
        return self.session
