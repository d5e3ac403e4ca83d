"""The editor of one letter: its two steps at the left, the live page at the right."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from koyradesk import editing
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Ref
from koyradesk.paper_key import PaperKey
from ui.editor import taken_back
from ui.editor.halves import Halves
from ui.editor.trouble import Trouble
from ui.edits import Taken, Undone
from ui.kit import Kit
from ui.letters.beside import LetterActs
from ui.letters.issue import LetterIssue
from ui.letters.kinds import NAMES
from ui.letters.session import LetterSession
from ui.letters.title_bar import STEPS, LetterBar
from ui.letters.ways import Ways
from ui.letters.words import WordsStep
from ui.live import LivePage
from ui.names import file_name
from ui.parts import Button, row
from ui.raster import Paper
from ui.theme import GAP, HALF, STEP
from ui.unwritten import Unwritten


class LetterEditor(QWidget):
    """One letter open for typing. ``open`` takes it out, ``close_letter`` seals what was typed."""

    left = Signal()
    told = Signal(str, object)
    refused = Signal(object)
    #: The letter was put into the bin in another window.
    lost = Signal(str)
    #: The way it is to be given out, its key, the name of its file.
    give_asked = Signal(str, object, str)
    #: Where the caret is: a step's name and a ``Ref`` or None.
    moved = Signal(str, object)
    history_asked = Signal(object)
    shown = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._voice, self._look = kit, kit.voice, kit.look
        self._worker, self._book = kit.worker, kit.book.letters
        voice, look = kit.voice, kit.look
        self.session: LetterSession | None = None
        self.unwritten = Unwritten(kit.worker)
        self._steps: dict[str, Any] = {}
        self._focus: Ref | None = None
        self.setAccessibleName(voice(N_("The letter being written")))
        self.bar = LetterBar(voice, look)
        self.bar.back.clicked.connect(self.left)
        self.tabs = self.bar.tabs
        self.tabs.currentChanged.connect(self._show_step)
        self.stack = QStackedWidget()
        self.stack.setAccessibleName(voice(N_("Steps")))
        self.printing = Button(voice(N_("Print")), look, role="primary", icon="printer", keys="Ctrl+P")
        self.printing.clicked.connect(partial(self._give, "print"))
        self.ways = Ways(voice, look)
        self.ways.wanted.connect(self._give)
        self.page = LivePage(voice, look, kit.draw, self.ways)
        self.page.field_asked.connect(self.go)
        self.trouble = Trouble(voice, look)
        self.trouble.field_asked.connect(self.go)
        self._build()
        self._keys()

    def _build(self) -> None:
        work = QWidget()
        work.setAccessibleName(self._voice(N_("The text of the letter")))
        left = QVBoxLayout(work)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.stack, 1)
        paper = QWidget()
        paper.setAccessibleName(self._voice(N_("Paper")))
        above = row(1, self.printing)
        above.setContentsMargins(STEP, GAP, GAP, HALF)
        right = QVBoxLayout(paper)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(above)
        right.addWidget(self.trouble)
        right.addWidget(self.page, 1)
        self.splitter = Halves(self._voice, self._kit.memory, work, paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def _keys(self) -> None:
        for index in range(len(STEPS)):
            QShortcut(QKeySequence(f"Ctrl+{index + 1}"), self, partial(self._to_step, index))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, does in (
            ("Ctrl+PgDown", partial(self._to_step, 1)),
            ("Ctrl+PgUp", partial(self._to_step, 0)),
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

    def open(self, letter: str, step: str = "", ref: Ref | None = None) -> None:
        """Takes a letter out of the book and shows it."""
        self.close_letter()
        held = self.unwritten.of(letter)
        if isinstance(held, LetterSession):
            self._show(held, step, ref)
            return
        self._worker.ask(
            partial(self._book.take, letter),
            partial(self._opened, step, ref),
            otherwise=self._not_opened,
            topic="letter editor",
        )

    def look(self) -> None:
        """Something was written, perhaps to this letter in another window."""
        if self.session is not None:
            self.session.look()

    def busy(self) -> bool:
        """Whether the page is not yet what the text says."""
        return self.session is not None and (self.session.paging or self.page.busy())

    def close_letter(self) -> None:
        """Seals what was typed and lets the letter go."""
        self._worker.drop("letter editor")
        if self.session is None:
            return
        self._leave_field()
        self.session.seal()
        old = self.session
        if old.words.indexes:
            self._worker.ask(partial(self._kit.book.learn, old.words), lambda _: None)
        for signal in self._heard(old):
            signal.disconnect()
        old.worded.disconnect()
        self.acts.close()
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
        session = LetterSession(self._worker, self._book, taken)
        if taken.words is None:
            self._worker.ask(self._kit.book.words, session.know, topic="words")
        self._show(session, step, ref)

    def _heard(self, session: LetterSession) -> dict[Any, Any]:
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

    def _show(self, session: LetterSession, step: str, ref: Ref | None) -> None:
        self.session = session
        self.unwritten.watch(session)
        for signal, job in self._heard(session).items():
            signal.connect(job)
        self.trouble.hide()
        self.page.show_paper(None)
        self.acts = LetterActs(self._kit, session)
        self.acts.told.connect(lambda sentence: self.told.emit(sentence, None))
        self.acts.refused.connect(self._not_done)
        self._tell()
        session.refresh()
        wanted = next((index for index, one in enumerate(STEPS) if one[0] == step), 0)
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
        name = STEPS[index][0]
        if name not in self._steps:
            self._steps[name] = made = self._made(name)
            self.stack.addWidget(made)
        self.stack.setCurrentWidget(self._steps[name])
        self.moved.emit(name, self._focus)

    def _made(self, name: str) -> QWidget:
        if name == "words":
            words = WordsStep(self._held, self._voice, self._look)
            self.acts.wire_words(words)
            return words
        issue = LetterIssue(self._held, self._voice, self._look)
        self.acts.wire_issue(issue)
        issue.print_asked.connect(partial(self._give, "print"))
        return issue

    def _current(self) -> Any:
        return self.stack.currentWidget()

    def _to_step(self, index: int) -> None:
        if self.session is not None:
            self.tabs.setCurrentIndex(index)
            self._current().first()

    def go(self, ref: Ref, offset: int | None = None) -> bool:
        """To the field of an address; False where it is not shown anywhere."""
        if self.session is None:
            return False
        first = 0 if editing.kind_of(ref.record) == "letter" and ref.field != "distribution_heading" else 1
        before = self.tabs.currentIndex()
        for index in (first, 1 - first):
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
        self.told.emit(self._voice(N_("Too much was copied at once: nothing was put in. Copy less at a time.")), None)

    def _gone(self) -> None:
        letter = self._held.id
        self.close_letter()
        self.lost.emit(letter)

    def _changed(self, refs: frozenset[Ref] | None) -> None:
        self._tell()
        for step in self._steps.values():
            step.refresh(refs)

    def _focused(self, ref: Ref) -> None:
        self._focus = ref
        self.page.follow(ref)
        self.moved.emit(STEPS[self.tabs.currentIndex()][0], ref)

    def _take_paper(self, paper: Paper) -> None:
        self.trouble.hide()
        self.page.show_paper(paper, keep_place=True)
        if self._focus is not None:
            self.page.follow(self._focus)

    def _no_page(self, error: UserError) -> None:
        """The old page stays."""
        self.trouble.tell(error, self._held.letter, self._focus)

    def _tell(self) -> None:
        self.bar.show_letter(self._held.letter)

    def _lived(self, _: object) -> None:
        # What lies with the letter, photos say, is on its page.
        self._held.refresh()
        self._tell()
        for step in self._steps.values():
            step.refresh(None)

    def _undone(self, done: Undone | None, redo: bool) -> None:
        self.told.emit(taken_back.told(done, self._held.letter, self._voice, redo=redo), None)
        if done is not None and done.meeting is not None:
            ref = taken_back.field_of(done)
            if ref.field:
                self.go(ref)

    # The paper

    @property
    def key(self) -> PaperKey:
        """The letter that is open."""
        return PaperKey(self._held.letter.kind, letter=self._held.id)

    def _give(self, way: str) -> None:
        """Hands out the paper as it is stored: what leaves the desk can be made again."""
        if self.session is None:
            return
        self._leave_field()
        letter, key = self.session.letter, self.key
        to = plain(letter.to or letter.committee)[:60]
        name = file_name(self._voice(NAMES[letter.kind]), to, letter.memo().number)
        self.session.when_stored(lambda: self.give_asked.emit(way, key, name))

    def _not_done(self, error: UserError) -> None:
        """Said where it was asked."""
        step = self._steps.get("issue")
        if step is not None and step is self._current():
            step.refuse(error)
        else:
            self.refused.emit(error)

    # The text

    def _leave_field(self) -> None:
        """The field being typed in ends its edit, as if the caret had left it."""
        if self.session is None:
            return
        if self._focus is not None:
            self.session.leave(self._focus)
        self.session.leave(self.session.facts_ref)
        self.acts.write_captions()

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
    def _held(self) -> LetterSession:
        assert self.session is not None
        return self.session
