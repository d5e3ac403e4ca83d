"""Hits marked in the fields of what is being written, and the way from one to the next: after the box led there, or by
Ctrl+F. Marks go with Escape; the text itself is never touched."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QInputMethodEvent, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QTextEdit

from koyradesk import editing
from koyradesk.bengali.text import nfc
from koyradesk.finding import marking
from koyradesk.finding.typed import words as words_of
from koyradesk.markup import plain
from koyradesk.model import Ref
from ui.fields.field import Field, units
from ui.finding.bar import FindBar

if TYPE_CHECKING:
    from ui.session import Session
    from ui.theme import Tokens
    from ui.window import Window

#: Milliseconds without a letter typed after which hits are counted anew.
_PAUSE = 300
#: Fields whose text is no text of the paper's.
_NOT_READ = frozenset({"facts"})


class Hit(NamedTuple):
    """One hit: its field, and where in the plain text it stands."""

    ref: Ref
    low: int
    high: int


@lru_cache(maxsize=2048)
def _marks(text: str, asked: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    return tuple(marking.marks(text, asked))


def hits(session: Session, asked: tuple[str, ...]) -> list[Hit]:
    """The hits in what is being written, in the order of its fields."""
    if not asked:
        return []
    return [
        Hit(ref, low, high)
        for ref in editing.refs(session.meeting)
        if ref.field not in _NOT_READ
        for low, high in _marks(nfc(plain(session.text(ref))), asked)
    ]


def mark(field: Any, asked: tuple[str, ...], look: Tokens) -> None:
    """Marks what was asked for in a field; nothing asked takes the marks away."""
    form = QTextCharFormat()
    form.setBackground(QColor(look.mark))
    form.setForeground(QColor(look.on_mark))
    if isinstance(field, QTextEdit):
        raw = field.document().toRawText().replace("\u2029", "\n")
        selections = []
        for low, high in _marks(nfc(raw), asked) if asked else ():
            one = QTextEdit.ExtraSelection()
            cursor = QTextCursor(field.document())
            cursor.setPosition(units(raw, low))
            cursor.setPosition(units(raw, high), QTextCursor.MoveMode.KeepAnchor)
            # The stubs do not know the fields of a selection.
            one.cursor, one.format = cursor, form  # type: ignore[attr-defined]
            selections.append(one)
        field.setExtraSelections(selections)
    elif isinstance(field, QLineEdit):
        raw, caret = field.text(), field.cursorPosition()
        attributes = []
        for low, high in _marks(nfc(raw), asked) if asked else ():
            start, end = units(raw, low), units(raw, high)
            kind = QInputMethodEvent.AttributeType.TextFormat
            attributes.append(QInputMethodEvent.Attribute(kind, start - caret, end - start, form))
        # A line has no other way to show a stretch of itself in another look; nothing is typed by it. One that can only
        # be read would not listen.
        locked = field.isReadOnly()
        field.setReadOnly(False)
        QLineEdit.inputMethodEvent(field, QInputMethodEvent("", attributes))
        field.setReadOnly(locked)


class Marks(QObject):
    """Belongs to a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._kit = window, window.kit
        self.words: tuple[str, ...] = ()
        #: The record they are in, and the session that is heard.
        self._record = ""
        self._session: Session | None = None
        self._text = ""
        self._at = -1
        self._bars: dict[Any, FindBar] = {}
        self._marked: list[Any] = []
        self._counting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._counting.timeout.connect(self._count)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)

    # Beginning and ending

    def begin(self, record: str, asked: tuple[str, ...]) -> None:
        """What is to be marked in a record that is about to be opened."""
        self.end()
        self._record, self.words = record, asked

    def wait(self) -> None:
        """It is being opened: its hits are marked behind the answer that opens it."""
        if self.words:
            self._kit.worker.ask(bool, lambda _: QTimer.singleShot(0, self, self._opened), topic="marks")

    def ask(self) -> None:
        """Ctrl+F: asks what to look for in what is being written."""
        session, editor = self._window.session, self._editor()
        if session is None or editor is None:
            return
        if self._session is not session:
            asked = self.words if self._record == session.id else ()
            self.end()
            self._record, self.words = session.id, asked
            self._hear(session)
        bar = self._bar(editor)
        bar.show()
        bar.ask(self._text)

    def end(self) -> None:
        """No marks any more."""
        for field in self._marked:
            try:
                mark(field, (), self._kit.look)
            except RuntimeError:
                # Its step was closed meanwhile.
                continue
        self._marked = []
        for editor in self._bars:
            with suppress(RuntimeError):
                editor.page.live.mark(())
        if self._session is not None:
            with suppress(RuntimeError, TypeError):
                self._session.changed.disconnect(self._changed)
        for bar in self._bars.values():
            bar.hide()
            bar.keys(on=False)
        self._session, self._record, self.words, self._text, self._at = None, "", (), "", -1

    def look(self, record: str) -> None:
        """Another record is on the screen, or none ("")."""
        if record != self._record:
            self.end()

    @property
    def is_on(self) -> bool:
        return self._session is not None

    def _opened(self) -> None:
        session, editor = self._window.session, self._editor()
        if session is None or editor is None or session.id != self._record or self.is_on:
            return
        self._hear(session)
        self._text = self._window.finding.box.text.strip()
        found = hits(session, self.words)
        if not found:
            # It was found by its number or its committee: there is nothing to mark.
            self.end()
            return
        bar = self._bar(editor)
        bar.show_words(self._text)
        bar.keys(on=True)
        bar.show()
        self._mark()
        ref = self._window.here.ref
        self._at = next((number for number, hit in enumerate(found) if hit.ref == ref), -1)
        if self._at >= 0:
            self._to(found[self._at])
        self._tell(found)

    def _hear(self, session: Session) -> None:
        self._session = session
        session.changed.connect(self._changed)

    def _bar(self, editor: Any) -> FindBar:
        if editor not in self._bars:
            bar = self._bars[editor] = FindBar(self._kit.voice, self._kit.look)
            editor.text_side.insertWidget(1, bar)
            bar.asked.connect(self._asked)
            bar.stepped.connect(self.step)
            bar.closed.connect(self._close)
            bar.hold(
                [
                    QShortcut(QKeySequence(keys), editor, does, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
                    for keys, does in (
                        ("F3", lambda: self.step(1)),
                        ("Shift+F3", lambda: self.step(-1)),
                        ("Escape", self._close),
                    )
                ]
            )
            editor.moved.connect(lambda *_: self._soon.start())
        bar = self._bars[editor]
        bar.keys(on=True)
        return bar

    def _close(self) -> None:
        """The marks go; the keyboard stays in the text, or goes back there."""
        editor = self._editor()
        inside = editor is not None and self._bars[editor].isAncestorOf(self._window.focusWidget() or self._window)
        session, found = self._session, self._found()
        at = found[self._at] if 0 <= self._at < len(found) else None
        self.end()
        if inside and session is not None and (at is None or not editor.go(at.ref, at.low)):
            editor._current().first()

    # Looking

    def _asked(self, text: str) -> None:
        self._text, self.words = text.strip(), words_of(text)
        self._at = -1
        self._mark()
        self._tell(self._found())

    def step(self, by: int) -> None:
        """To the next hit, or the one before; after the last one the first."""
        found = self._found()
        editor = self._editor()
        if not found or editor is None:
            return
        for _ in found:
            self._at = (self._at + by) % len(found) if self._at >= 0 or by > 0 else len(found) - 1
            if self._to(found[self._at]):
                break
        self._tell(found)

    def _to(self, hit: Hit) -> bool:
        editor = self._editor()
        gone = editor is not None and editor.go(hit.ref, hit.low)
        self._soon.start()
        return bool(gone)

    def _found(self) -> list[Hit]:
        return hits(self._session, self.words) if self._session is not None else []

    def _changed(self, refs: frozenset[Ref] | None) -> None:
        self._counting.start()
        if refs is None:
            self._soon.start()
            return
        for field in self._marked:
            # A line that is typed in might be at work on letters that are not yet typed: they would be lost.
            if field.ref in refs and not (isinstance(field, QLineEdit) and field.hasFocus()):
                mark(field, self.words, self._kit.look)

    def _count(self) -> None:
        found = self._found()
        self._at = min(self._at, len(found) - 1)
        self._tell(found)

    def _tell(self, found: list[Hit]) -> None:
        editor = self._editor()
        if editor in self._bars:
            self._bars[editor].tell(self._at + 1, len(found), asked=bool(self.words))

    # Marking

    def _mark(self) -> None:
        """Marks the fields there are: those of other steps when they are seen."""
        editor = self._editor()
        if editor is None or self._session is None or editor.session is not self._session:
            return
        editor.page.live.mark(self.words)
        fields = [one for one in editor.findChildren(QTextEdit) + editor.findChildren(QLineEdit) if _is_text(one)]
        for field in fields:
            mark(field, self.words, self._kit.look)
        self._marked = fields

    def _editor(self) -> Any:
        window = self._window
        if window.editing:
            return window.editor
        if window.here.place == "letter" and window.has("letters"):
            return window.letters.editor
        return None


def _is_text(field: Any) -> bool:
    return isinstance(field, Field) and field.ref is not None
