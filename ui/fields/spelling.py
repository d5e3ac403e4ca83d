"""Misspelled words marked in a field of several lines, and what may be meant in its menu.

The marks are painted over the text: the document, its undo and what is stored do not know of them. Which words are
marked is told by the program's judge (``ui/spelling/desk.py``), some time after the last key; a word that is being
typed is not marked before the caret has left it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAction, QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from koyradesk.i18n import N_
from ui.fields.offer import voice_of
from ui.spelling.judging import judge

if TYPE_CHECKING:
    from koyradesk.spelling.speller import Mark
    from ui.fields.marked import MarkedField
    from ui.theme import Tokens

#: Half the height and half the length of a wave, in logical pixels.
_HIGH, _LONG = 1.5, 3.0
#: Marked words that are told to screen readers.
_TOLD = 5


class _Shown(NamedTuple):
    """A marked word as it is shown: the cursor moves along with what is typed before it."""

    cursor: QTextCursor
    mark: Mark

    @property
    def stands(self) -> bool:
        """Is the word still what was judged?"""
        return self.cursor.selectedText() == self.mark.word


class Spelling:
    """The marks of one field."""

    def __init__(self, field: MarkedField, look: Tokens) -> None:
        self.field, self._look = field, look
        self._shown: tuple[_Shown, ...] = ()
        #: The word being typed: it is not marked yet.
        self._held: _Shown | None = None
        #: Something was typed here since its words were judged last.
        self._typed = False
        self._menu: QMenu | None = None
        #: The field is no more: what comes for it is nobody's.
        self.gone = False
        field.destroyed.connect(self._go)

    def _go(self) -> None:
        self.gone = True

    def changed(self, *, typed: bool) -> None:
        """The text is another. This stands in the way of every key: the judge only starts a clock."""
        asked = judge()
        if asked is not None:
            self._typed = self._typed or typed
            asked.wanted(self)

    def moved(self) -> None:
        """The caret has moved: a word it has left may be marked."""
        held = self._held
        if held is not None and not self._is_inside(held, self.field.textCursor().position()):
            self._held = None
            self._show_all()

    def text(self) -> str:
        """The text to be judged, with line ends."""
        return self.field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show(self, text: str, marks: Sequence[Mark]) -> None:
        """Marks these words of a text, if it is still what the field holds."""
        document = self.field.document()
        shown = []
        wide = max(text, default="") > "\uffff"
        for mark in marks:
            cursor = QTextCursor(document)
            start, end = mark.start, mark.end
            if wide:
                start, end = (len(text[:place].encode("utf-16-le", "surrogatepass")) // 2 for place in (start, end))
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            shown.append(_Shown(cursor, mark))
        self._shown = tuple(shown)
        self._held = None
        if self._typed and self.field.hasFocus():
            caret = self.field.textCursor().position()
            self._held = next((one for one in shown if self._is_inside(one, caret)), None)
        self._typed = False
        self._show_all()

    def marks(self) -> list[Mark]:
        """What is marked now, as it stands in the text that was judged."""
        return [one.mark for one in self._visible()]

    def _visible(self) -> list[_Shown]:
        if self.field.frozen:
            return []
        return [one for one in self._shown if one is not self._held and one.stands]

    @staticmethod
    def _is_inside(one: _Shown, caret: int) -> bool:
        return one.cursor.selectionStart() <= caret <= one.cursor.selectionEnd()

    def _show_all(self) -> None:
        field = self.field
        field.viewport().update()
        words = ", ".join(dict.fromkeys(one.mark.word for one in self._visible()[:_TOLD]))
        told = voice_of(field)(N_("Misspelled words: {words}"), words=words) if words else ""
        if told or field.property("misspelled"):
            field.setProperty("misspelled", told)
            field.setAccessibleDescription(told or field.hint)

    # Painting

    def paint(self) -> None:
        """Waves under the marked words, where they can be seen."""
        if not self._shown or self.field.frozen:
            return
        field = self.field
        seen = QRectF(field.viewport().rect())
        painter = QPainter(field.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.wrong), 1.4))
        above = float(field.verticalScrollBar().value())
        for one in self._visible():
            for left, right, base in self._lines(one):
                if seen.top() - _LONG <= base - above <= seen.bottom() + _LONG:
                    painter.drawPath(_wave(left, right, base - above))

    def _lines(self, one: _Shown) -> list[tuple[float, float, float]]:
        """Where a word stands, in the lines it stands in: left, right, and below the letters."""
        document = self.field.document()
        start, end = one.cursor.selectionStart(), one.cursor.selectionEnd()
        block: QTextBlock = document.findBlock(start)
        layout = block.layout()
        place = document.documentLayout().blockBoundingRect(block).topLeft()
        low, high = start - block.position(), end - block.position()
        if layout.preeditAreaText() and layout.preeditAreaPosition() <= low:
            # Letters under way are in the layout and not in the document.
            low, high = low + len(layout.preeditAreaText()), high + len(layout.preeditAreaText())
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if low < last and high > first:
                left, right = (_x(line.cursorToX(at)) for at in (max(low, first), min(high, last)))
                base = place.y() + line.y() + line.ascent() + min(line.descent() - _HIGH, 5.0)
                found.append((place.x() + min(left, right), place.x() + max(left, right), base))
        return found

    # What may be meant

    def at(self, position: int) -> Mark | None:
        """The marked word at a place of the document."""
        one = self._at(position)
        return one.mark if one is not None else None

    def _at(self, position: int) -> _Shown | None:
        return next((one for one in self._visible() if self._is_inside(one, position)), None)

    def step(self, by: int) -> bool:
        """Selects the next marked word, or the one before; False where there is none."""
        cursor = self.field.textCursor()
        if by > 0:
            found = [one for one in self._visible() if one.cursor.selectionStart() >= cursor.selectionEnd()]
        else:
            found = [one for one in self._visible() if one.cursor.selectionEnd() <= cursor.selectionStart()][::-1]
        if found:
            self.field.setTextCursor(QTextCursor(found[0].cursor))
            self.field.ensureCursorVisible()
        return bool(found)

    def open_menu(self) -> None:
        """Offers what may be meant where the caret is."""
        menu = QMenu(self.field)
        self.fill(menu, self.field.textCursor().selectionStart())
        field = self.field
        menu.popup(field.viewport().mapToGlobal(field.cursorRect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def fill(self, menu: QMenu, position: int) -> None:
        """Puts what may be meant at a place above everything else of a menu."""
        one, asked = self._at(position), judge()
        if one is None or asked is None:
            return
        voice = voice_of(self.field)
        menu.setAccessibleName(voice(N_("Misspelled words: {words}"), words=one.mark.word))
        before = menu.actions()[0] if menu.actions() else None
        self._menu = menu
        menu.aboutToHide.connect(self._let_menu_go)
        waits = QAction(voice(N_("Looking for what may be meant …")), menu)
        waits.setEnabled(False)
        menu.insertAction(before, waits)  # type: ignore[arg-type]

        def offer(words: list[str]) -> None:
            # The answer to a menu that is gone is nobody's.
            if self._menu is not menu:
                return
            for word in words:
                made = QAction(word, menu)
                face = made.font()
                face.setBold(True)
                made.setFont(face)
                made.triggered.connect(lambda _=False, word=word: self.put(one, word))
                menu.insertAction(waits, made)
            if words:
                menu.removeAction(waits)
                menu.setActiveAction(menu.actions()[0])
            else:
                waits.setText(voice(N_("Nothing near is known")))

        at_once = asked.suggest(one.mark, offer)
        rest: tuple[tuple[str, Callable[[], object]], ...] = (
            (voice(N_("“{word}” is right"), word=one.mark.word), lambda: asked.learn(one.mark.word)),
            (voice(N_("Not to be marked here")), lambda: asked.pass_over(self, one.mark.word)),
        )
        for words, does in rest:
            made = QAction(words, menu)
            made.triggered.connect(lambda _=False, does=does: does())
            menu.insertAction(before, made)  # type: ignore[arg-type]
        if before is not None:
            menu.insertSeparator(before)
        if at_once is not None:
            offer(at_once)

    def _let_menu_go(self) -> None:
        self._menu = None

    def put(self, one: _Shown, word: str) -> None:
        """Writes a word over a marked one, as if it were typed: undo takes it back."""
        if not self.field.frozen and one.stands:
            cursor = QTextCursor(one.cursor)
            form = cursor.charFormat()
            cursor.insertText(word, form)
            self.field.setTextCursor(cursor)


def _x(found: object) -> float:
    """``cursorToX`` gives a pair in Python."""
    return float(found[0] if isinstance(found, (tuple, list)) else found)  # type: ignore[arg-type]


def _wave(left: float, right: float, base: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, base))
    at, up = left, True
    while at < right:
        step = min(_LONG, right - at)
        path.quadTo(at + step / 2, base + (-_HIGH if up else _HIGH) * step / _LONG, at + step, base)
        at, up = at + step, not up
    return path
