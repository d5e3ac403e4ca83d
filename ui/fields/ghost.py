"""A field that shows in grey how its text is likely to go on, and takes it with one key.

What is shown is no part of the field's document: it is painted behind the caret, over as many lines as it needs, and is
gone with the next key that does not say the same. Tab takes it whole, Ctrl+Right a word of it; Esc sends it away until
the next word. Where somebody only passes an empty field with Tab, Tab goes on and the right arrow takes it.

What is still open in what was taken (a number, a day) are *stops*: Tab goes from one to the next, marked to be typed
over; behind the last one Tab leaves the field again.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSizeF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from koyradesk.bank.slots import Filled
from koyradesk.bengali.lazily import pattern
from koyradesk.markup import escape, plain
from koyradesk.moving import BLANKS
from ui.fields import rich
from ui.fields.field import units
from ui.fields.ghost_lines import Laid, lay
from ui.fields.marked import MarkedField
from ui.parts import draw_key

_KEY, _MOD = Qt.Key, Qt.KeyboardModifier
_NOTHING = Filled("")
_WORD = pattern(r"\s*\S+")
#: Signs that belong to the letter before them: alone they cannot be drawn.
_SIGNS = pattern("[\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09e2\u09e3\u200c\u200d]+")
_TABS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class GhostField(MarkedField):
    """``ends`` says how a text, of which this much stands before the caret, is likely to go on; it answers at once.
    ``stop_name`` says what is to be typed over a stop, for screen readers."""

    ends: Callable[[str], Filled] | None = None
    stop_name: Callable[[str], str] | None = None
    _offered = _NOTHING
    _laid: Laid | None = None
    #: Esc sent it away; until the next word nothing is offered.
    _sent_away = False
    #: The field was empty and was come to with Tab, which goes on therefore.
    _passed = False
    _stops: tuple[tuple[QTextCursor, str], ...] = ()
    _extra = 0
    #: A key is being acted on.
    _keyed = False
    #: What is offered came with a key that is still being acted on.
    _unseen = False

    # What it offers

    def ending(self) -> str:
        """What is offered now; "" where nothing is."""
        return self._offered.text

    def stops(self) -> int:
        """How many places are left to be typed over."""
        return len(self._stops)

    def begin_again(self) -> None:
        """What ``ends`` says may be another now."""
        if self.hasFocus() and not self.frozen and (self._offered.text or self.document().isEmpty()):
            self._offer(self._found())

    def _found(self) -> Filled:
        if self.ends is None or self.frozen or self._sent_away or self._stops or self._composing():
            return _NOTHING
        if self._elsewhere():
            return _NOTHING
        at_end = self.textCursor().atEnd()
        typed = plain(self.marked())
        found = self.ends(typed if at_end else typed[: self.caret()])
        if not found.text:
            return _NOTHING
        if not at_end and "\n" in found.text:
            return _NOTHING
        return found

    def _offer(self, found: Filled) -> None:
        if found == self._offered:
            return
        self._offered = found
        self._laid = None
        if not found.text:
            self._passed = False
        self.setAccessibleDescription(found.text or self.hint)
        self._make_room()
        self.viewport().update()

    # Keys

    def event(self, event: QEvent) -> bool:
        # Tab would leave before it is told as a key.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._ghost_key(event):
            event.accept()
            return True
        return super().event(event)

    def _ghost_key(self, event: QKeyEvent) -> bool:
        if self.frozen or self.offers():
            return False
        key, held = event.key(), event.modifiers() & ~_MOD.KeypadModifier
        if self._stops and self._stop_key(key, held):
            return True
        if not self._offered.text or self._unseen:
            return False
        if key == (_KEY.Key_Right if self._passed else _KEY.Key_Tab) and held == _MOD.NoModifier:
            self._take(self._offered)
        elif key == _KEY.Key_Right and held == _MOD.ControlModifier:
            self._take_word()
        elif key == _KEY.Key_Escape and held == _MOD.NoModifier:
            self._sent_away = True
            self._offer(_NOTHING)
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before, self._keyed = self.marked(), True
        super().keyPressEvent(event)
        self._keyed = False
        self._typed_on(before)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self._keyed = self.marked(), True
        super().inputMethodEvent(event)
        self._keyed = False
        self._typed_on(before)
        if self._offered.text:
            # An input method ends its word with Tab, too: nobody has seen yet what that key would take.
            self._unseen = True
            QTimer.singleShot(0, self, self._see)

    def _see(self) -> None:
        self._unseen = False

    def _moved(self) -> None:
        super()._moved()
        if not self._keyed and self._offered.text:
            # The mouse put the caret elsewhere, or something was pasted.
            self._offer(_NOTHING)

    def _typed_on(self, before: str) -> None:
        """Looks for how it goes on, where letters were added; anything else lets go of what was offered."""
        after = self.marked()
        self._passed = False
        if self._stops:
            self._drop_typed_stops()
        if len(after) > len(before):
            if after[-1:].isspace():
                self._sent_away = False
            self._offer(self._found())
        elif after != before or self._elsewhere() or self._composing():
            self._offer(_NOTHING)
            self._sent_away = self._sent_away and bool(after)

    def _elsewhere(self) -> bool:
        cursor = self.textCursor()
        return not cursor.atBlockEnd() or cursor.hasSelection()

    # Taking it

    def put_filled(self, filled: Filled) -> None:
        """Puts a sentence in at the caret, and goes to the first of its stops."""
        if not self.frozen and filled.text:
            self._take(filled)

    def pass_blanks(self) -> None:
        """Behind the line, where blanks are selected: what is put in next does not belong into them."""
        cursor = self.textCursor()
        if cursor.selectedText() == BLANKS:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.setTextCursor(cursor)

    def _take(self, filled: Filled) -> None:
        self._offer(_NOTHING)
        self._leave_stops()
        self._sent_away = self._passed = False
        start = self.textCursor().selectionStart()
        self.put(escape(filled.text))
        stops = []
        for one in filled.stops:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start + units(filled.text, one.start))
            cursor.setPosition(start + units(filled.text, one.end), QTextCursor.MoveMode.KeepAnchor)
            stops.append((cursor, one.slot))
        # Behind them Tab comes to the end of what was taken.
        if stops:
            stops.append((self.textCursor(), ""))
        self._stops = tuple(stops)
        if stops:
            self._to_stop(0)
            self._mark_stops()

    def _take_word(self) -> None:
        whole = self._offered
        found = _WORD.match(whole.text)
        length = found.end() if found else len(whole.text)
        stops = tuple(one for one in whole.stops if one.end <= length)
        if stops:
            length = stops[0].end
        self._take(Filled(whole.text[:length], stops[:1]))
        if not stops:
            self._offer(whole.behind(length))
        else:
            # It is typed over, and then the rest is offered again.
            self._stops = self._stops[:1]

    # Stops

    def _stop_key(self, key: int, held: Qt.KeyboardModifier) -> bool:
        if key == _KEY.Key_Escape and held == _MOD.NoModifier:
            self._leave_stops()
            return True
        steps = {_KEY.Key_Tab: 1, _KEY.Key_Backtab: -1}.get(Qt.Key(key), 0)
        if not steps or held not in (_MOD.NoModifier, _MOD.ShiftModifier):
            return False
        at = self.textCursor().position()
        if steps > 0:
            ahead = [place for place, (one, _) in enumerate(self._stops) if one.selectionStart() >= at]
            place = ahead[0] if ahead else -1
        else:
            start = self.textCursor().selectionStart()
            behind = [place for place, (one, _) in enumerate(self._stops) if one.selectionEnd() < start]
            place = behind[-1] if behind else -1
        if place < 0:
            self._leave_stops()
            return False
        self._to_stop(place)
        return True

    def _to_stop(self, place: int) -> None:
        cursor, slot = self._stops[place]
        self.setTextCursor(QTextCursor(cursor))
        if slot and self.stop_name is not None:
            self.setAccessibleDescription(self.stop_name(slot))
        if not slot:
            self._leave_stops()

    def _drop_typed_stops(self) -> None:
        """A stop that was typed over is none any more."""
        kept = tuple(one for one in self._stops if one[0].hasSelection() or not one[1])
        if not any(slot for _, slot in kept) and not self._between_stops():
            kept = ()
        if len(kept) != len(self._stops):
            self._stops = kept
            self._mark_stops()

    def _between_stops(self) -> bool:
        """Is something of what was taken still ahead of the caret?"""
        return bool(self._stops) and self._stops[-1][0].position() > self.textCursor().position()

    def _leave_stops(self) -> None:
        if not self._stops:
            return
        self._stops = ()
        self._mark_stops()
        self.setAccessibleDescription(self._offered.text or self.hint)

    def _mark_stops(self) -> None:
        marks = []
        for cursor, slot in self._stops:
            if slot and cursor.hasSelection():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor  # type: ignore[attr-defined]
                mark.format.setBackground(QColor(self._look.accent_soft))  # type: ignore[attr-defined]
                marks.append(mark)
        self.setExtraSelections(marks)

    # Coming and going

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._sent_away = False
        if self.document().isEmpty():
            self._passed = event.reason() in _TABS
            passed = self._passed
            self._offer(self._found())
            self._passed = passed and bool(self._offered.text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._offer(_NOTHING)
        if self._stops:
            self._leave_stops()
        super().focusOutEvent(event)

    def set_frozen(self, frozen: bool) -> None:
        if frozen:
            self._offer(_NOTHING)
            self._leave_stops()
        super().set_frozen(frozen)

    def show_marked(self, marked: str) -> None:
        if marked != self.marked():
            # What another window wrote, or an undo of the meeting: it goes on from that.
            self._offer(_NOTHING)
            self._leave_stops()
        super().show_marked(marked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid = None
        self._make_room()

    # Painting

    def _bare(self) -> bool:
        return not self._offered.text and super()._bare()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._offered.text:
            return
        laid = self._lay()
        painter = QPainter(self.viewport())
        painter.setPen(QColor(self._look.muted))
        for line, place in laid.lines:
            line.draw(painter, place)
        name = "→" if self._passed else "Tab"
        draw_key(painter, laid.key, name, self._look.muted, self._look.line, self._look.card)

    def _lay(self) -> Laid:
        """Its lines as they would stand if they were typed."""
        if self._laid is None:
            text = self._offered.text
            if signs := _SIGNS.match(text):
                # They belong to the letter that is typed already.
                text = text[signs.end() :]
            caret, face = self.cursorRect(), self.document().defaultFont()
            room = self.viewport().width() - 2 * rich.MARGIN
            tall = rich.line_height(self.document())
            there = round(self.document().size().height() / tall)
            self._laid = lay(text, face, caret, room, there if self.textCursor().atEnd() else 0, tall)
        return self._laid

    def _make_room(self) -> None:
        """As high as the text with what is offered."""
        extra = self._lay().below * rich.line_height(self.document()) if self._offered.text else 0
        if extra != self._extra:
            self._extra = extra
            self._fit(self.document().size())
            if extra and self.hasFocus():
                QTimer.singleShot(0, self, self._follow)

    def _fit(self, size: QSizeF) -> None:
        super()._fit(QSizeF(size.width(), size.height() + self._extra))
