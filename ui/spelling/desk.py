"""The judge of the program: it looks at what the fields hold on a thread of its own, some time after the last key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from koyradesk.i18n import N_
from ui.spelling import judging
from ui.spelling.prose import is_prose
from ui.worker import Worker

if TYPE_CHECKING:
    from koyradesk.model import Ref
    from koyradesk.spelling.known import Known
    from koyradesk.spelling.speller import Mark, Speller
    from ui.book import Book
    from ui.fields.spelling import Spelling
    from ui.memory import Memory
    from ui.window import Window

#: Milliseconds: after the last key; and after the first text came into sight, when nobody waits for anything else.
PAUSE, BEGINS = 500, 1_000
#: Marks beyond which no more of a text is judged: what was pasted is no Bengali.
MOST = 500
#: Characters that are judged in one go; then what is typed meanwhile has its turn.
SLICE = 8_000
#: As Word has it: to the next marked word, with what may be meant.
NEXT, BEFORE = "Alt+F7", "Alt+Shift+F7"


class SpellingDesk(QObject):
    """One for the program, made when the office is open. ``on``: whether words are marked."""

    #: Words were said to be right, perhaps at another PC. It comes from the worker's thread.
    _worded = Signal()

    def __init__(self, app: QApplication, worker: Worker, book: Book, memory: Memory, folder: Path) -> None:
        super().__init__(app)
        self._worker, self._book, self._memory, self._folder = worker, book, memory, folder
        self.on = memory.text("spelling") != "off"
        self.speller: Speller | None = None
        # A line of its own: reading a word list takes a second, in which the office's data is not to wait.
        self._own = Worker(self)
        self._own.broke.connect(worker.broke)
        self._waiting: dict[int, Spelling] = {}
        self._passed: set[tuple[object, str]] = set()
        self._clock = QTimer(self, singleShot=True, interval=PAUSE)
        self._clock.timeout.connect(self._judge)
        self._start = QTimer(self, singleShot=True, interval=BEGINS)
        self._start.timeout.connect(self._gather)
        self._begun = False
        self._worded.connect(self._ask_right, Qt.ConnectionType.QueuedConnection)
        book.worded = self._worded.emit
        judging.serve(self)

    def serve(self, window: Window) -> None:
        """The keys of a window."""
        for keys, by in ((NEXT, 1), (BEFORE, -1)):
            QShortcut(QKeySequence(keys), window, partial(self.step, window, by))

    def end(self) -> None:
        """No more is judged."""
        judging.serve(None)
        self._book.worded = lambda: None
        self._start.stop()
        self._clock.stop()
        self._own.finish()
        self.deleteLater()

    def turn(self, on: bool) -> None:
        """Whether words are marked, from now on."""
        self.on = on
        self._memory.keep("spelling", "" if on else "off")
        if on and self.speller is None:
            self._begun = True
            self._gather()
        self._all_again()

    # What the fields ask

    def wanted(self, field: Spelling) -> None:
        if self.on:
            self._waiting[id(field)] = field
            self._clock.start()
            if self.speller is None and not self._begun:
                # Who writes nothing needs no words.
                self._begun = True
                self._start.start()

    def suggest(self, mark: Mark, then: Callable[[list[str]], None]) -> list[str] | None:
        judge = self.speller
        if judge is None:
            return []
        if mark.kind != "unknown":
            return judge.without_list().suggest(mark.word)
        self._own.ask(partial(judge.suggest, mark.word), then, topic="suggest")
        return None

    def learn(self, word: str) -> None:
        """A word is right from now on: the write tells it, as one of another PC (``_worded``)."""
        self._worker.ask(partial(_learn, self._book, word), lambda _: None)

    def pass_over(self, field: Spelling, word: str) -> None:
        self._passed.add((field.field.ref or id(field), word))
        self.wanted(field)

    def step(self, window: Window, by: int) -> None:
        """To the next marked word from where the keyboard is, also where it is not on the screen yet, and offers what
        may be meant."""
        from koyradesk import editing
        from koyradesk.bengali.text import nfc
        from koyradesk.markup import plain
        from ui.fields.marked import MarkedField

        here = window.focusWidget()
        if isinstance(here, MarkedField) and here.spelling.step(by):
            here.spelling.open_menu()
            return
        session, judge = window.session, self.speller
        if session is None or judge is None or not self.on:
            return
        texts = [(ref, nfc(plain(session.text(ref)))) for ref in editing.refs(session.meeting) if is_prose(ref)][::by]
        at = next((place for place, (ref, _) in enumerate(texts) if ref == getattr(here, "ref", None)), -1)
        order = (*texts[at + 1 :], *texts[: at + 1])
        job = partial(_first, judge, order, frozenset(self._passed))
        self._own.ask(job, partial(self._to, window, by), topic="step")

    def _to(self, window: Window, by: int, found: tuple[Ref, str, tuple[Mark, ...]] | None) -> None:
        if found is None:
            window.notice.tell(window.kit.voice(N_("No word is marked here.")))
            return
        from koyradesk.bengali.text import nfc
        from ui.fields.marked import MarkedField

        ref, text, marks = found
        editor = window.editor if window.editing else window.letters.editor
        if not editor.go(ref, marks[0 if by > 0 else -1].start):
            return
        field = window.focusWidget()
        if isinstance(field, MarkedField) and nfc(field.spelling.text()) == text == field.spelling.text():
            field.spelling.show(text, marks)
            field.place_cursor(0 if by > 0 else len(text))
            if field.spelling.step(by):
                # Where it came into sight only now, it is laid out first.
                QTimer.singleShot(0, field, field.spelling.open_menu)

    # Knowing

    def _gather(self) -> None:
        self._worker.ask(partial(_gathered, self._book), self._read, topic="spelling")

    def _read(self, found: tuple[Known, frozenset[str]]) -> None:
        self._own.ask(partial(_made, *found, self._folder), self._begin)

    def _ask_right(self) -> None:
        if self.speller is not None:
            self._worker.ask(partial(_right, self._book), self._right, topic="right words")

    def _begin(self, speller: Speller) -> None:
        self.speller = speller
        self._all_again()

    def _right(self, right: frozenset[str]) -> None:
        if self.speller is not None and right != self.speller.right:
            self.speller = self.speller.with_right(right)
            self._all_again()

    def _all_again(self) -> None:
        from ui.fields.marked import MarkedField

        for widget in QApplication.allWidgets():
            if isinstance(widget, MarkedField):
                if self.on:
                    self._waiting[id(widget.spelling)] = widget.spelling
                else:
                    widget.spelling.show("", ())
        if self.on:
            self._clock.start(0)

    # Judging

    def _judge(self) -> None:
        self._clock.setInterval(PAUSE)
        if self.speller is None:
            return
        waiting, self._waiting = self._waiting, {}
        for one in waiting.values():
            if not one.gone and (one.field.ref is None or is_prose(one.field.ref)):
                self._slice(one, one.text(), one.field.document().revision(), 0, ())

    def _slice(self, one: Spelling, text: str, revision: int, start: int, found: tuple[Mark, ...]) -> None:
        """Judges a text from a place on, a slice at a time."""
        judge = self.speller
        if judge is None:
            return
        end = _cut(text, start)
        self._own.ask(
            partial(_marks, judge, text[start:end], start),
            partial(self._judged, one, text, revision, end, found),
            topic=f"field {id(one)}",
        )

    def _judged(
        self,
        one: Spelling,
        text: str,
        revision: int,
        end: int,
        found: tuple[Mark, ...],
        more: tuple[Mark, ...],
    ) -> None:
        if not self.on or one.gone or one.field.document().revision() != revision:
            # It is another text by now, and was asked for anew.
            return
        passed = one.field.ref or id(one)
        found = (*found, *(mark for mark in more if (passed, mark.word) not in self._passed))
        if end < len(text) and len(found) < MOST:
            self._slice(one, text, revision, end, found)
        else:
            one.show(text, found[:MOST])


def _cut(text: str, start: int) -> int:
    """Where a slice of a text ends: between two words, if there is a blank near."""
    end = start + SLICE
    if end >= len(text):
        return len(text)
    blank = max(text.rfind(" ", start + SLICE // 2, end), text.rfind("\n", start + SLICE // 2, end))
    return blank + 1 if blank >= 0 else end


def _first(
    judge: Speller, texts: tuple[tuple[Ref, str], ...], passed: frozenset[tuple[object, str]]
) -> tuple[Ref, str, tuple[Mark, ...]] | None:
    """The first text in which a word is marked, with its marks."""
    for ref, text in texts:
        marks = tuple(mark for mark in judge.marks(text) if (ref, mark.word) not in passed)
        if marks:
            return ref, text, marks
    return None


def _marks(judge: Speller, text: str, start: int) -> tuple[Mark, ...]:
    return tuple(one._replace(start=one.start + start, end=one.end + start) for one in judge.marks(text))


def _gathered(book: Book) -> tuple[Known, frozenset[str]]:
    """What the office knows and what it says is right, read on the thread of its data."""
    from koyradesk.spelling import known, learnt

    if changed := learnt.bring(book.store, book.folder, by=book.by):
        book.wrote(changed.kinds)
    return known.of_office(book.words()), learnt.read(book.store)


def _made(known: Known, right: frozenset[str], folder: Path) -> Speller:
    from koyradesk.spelling import lists
    from koyradesk.spelling.speller import Speller

    path = lists.found(folder)
    return Speller(known, right, lists.read(path) if path is not None else None)


def _right(book: Book) -> frozenset[str]:
    from koyradesk.spelling import learnt

    return learnt.read(book.store)


def _learn(book: Book, word: str) -> None:
    from koyradesk.spelling import learnt

    if changed := learnt.add(book.store, word, by=book.by):
        book.wrote(changed.kinds)
