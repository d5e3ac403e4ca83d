"""The program's own input method: the keys of the field that has the focus become Bengali."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk.bengali import typed_digits
from koyradesk.bengali.phonetic.choosing import Choice
from koyradesk.bengali.phonetic.lexicon import Lexicon
from ui import composing
from ui.keys import ENTERS
from ui.typing import learnt as learning
from ui.typing import ways
from ui.typing.fields import Around, around, is_text, parts, takes

if TYPE_CHECKING:
    from ui.typing.candidates import Candidates

_KEY, _HELD, _KIND = Qt.Key, Qt.KeyboardModifier, QEvent.Type
_FOREIGN = _HELD.ControlModifier | _HELD.AltModifier | _HELD.MetaModifier
#: Keys that mean nothing alone.
_SILENT = frozenset(
    (
        *(_KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_AltGr, _KEY.Key_Meta),
        *(_KEY.Key_CapsLock, _KEY.Key_NumLock, _KEY.Key_ScrollLock, _KEY.Key_Super_L, _KEY.Key_Super_R),
    )
)
#: The key that turns Bengali on and off.
TURN = "F9"
#: Letters after which a word is taken as it is: a key that lies on the keyboard, or a cat.
_MOST = 48
#: Completions of the whole line that are offered below the words.
_WHOLE = 3
_UNDERLINED = QTextCharFormat()
_UNDERLINED.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)


@runtime_checkable
class Completed(Protocol):
    """A field that knows how its line may go on (``ui.fields.LineField``)."""

    def completions(self, composed: str = "") -> list[str]:
        """What completes the line, with letters under way at the caret."""

    def accept(self, word: str) -> None:
        """Puts a completion in place of the line."""


class Typing(QObject):
    """One for the program. ``keep`` keeps a choice of the person at the desk by its name, ``kept`` gives it back."""

    #: Another way to type was chosen.
    turned = Signal()
    #: Somebody chose a word: ``learnt`` holds it now.
    learned = Signal()
    #: Words are wanted for the first time.
    wanted = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        kept: Callable[[str], str] = lambda _: "",
        keep: Callable[[str, str], None] = lambda *_: None,
        learnt: Mapping[str, str] | None = None,
        bengali: bool = True,
    ) -> None:
        super().__init__(app)
        self._app, self._keep = app, keep
        self.learnt = dict(learnt or {})
        self.lexicon = Lexicon()
        self.bengali = bengali
        self.way = _of(kept("typing"), ways.NAMES, "english")
        self._other = _of(kept("typing-last"), ways.NAMES[1:], "phonetic")
        self.digits = _of(kept("typing-digits"), ways.DIGITS, "own")
        self._way = ways.way(self.way)
        self._field: QWidget | None = None
        self._parts: list[QObject] = []
        self._list: Candidates | None = None
        # What is being composed: the keys pressed, what they may mean, and which of it is chosen.
        self._keys = ""
        self._choices: list[Choice] = []
        self._whole: list[str] = []
        self._chosen, self._picked = 0, False
        self._place = Around("", 0)
        self._sending = False
        #: The list comes when the letter is painted.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._list_choices)
        self._begun = False
        #: Words that nobody knows, typed once.
        self._met: set[str] = set()
        composing.serve(self)
        app.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, app.focusWidget())

    def end(self) -> None:
        """No more of it."""
        self._app.focusChanged.disconnect(self._focus_moved)
        self._focus_moved(None, None)
        composing.serve(None)

    # Ways

    def turn(self) -> None:
        """From English to the Bengali that was used last, or back."""
        self.choose(self._other if self.way == "english" else "english")

    def choose(self, way: str) -> None:
        """Another way to type; what is under way is taken as it is seen."""
        self.commit()
        self.way, self._way = way, ways.way(way)
        self._keep("typing", way)
        if way != "english":
            self._other = way
            self._keep("typing-last", way)
        self.turned.emit()
        if way == "phonetic" and not len(self.lexicon):
            self.wanted.emit()

    def choose_digits(self, digits: str) -> None:
        """When digits become Bengali: one of ``ways.DIGITS``."""
        self.digits = digits
        self._keep("typing-digits", digits)

    def know(self, lexicon: Lexicon) -> None:
        """The words to choose from."""
        self.lexicon = lexicon

    # The field

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        # A field that was deleted takes its inner parts and its list along.
        for part in self._parts:
            with suppress(RuntimeError):
                part.removeEventFilter(self)
        held, self._parts, self._list = self._list, [], None
        if held is not None:
            with suppress(RuntimeError):
                held.withdraw()
                held.deleteLater()
        self._empty()
        self._field = now if now is not None and is_text(now) else None
        if self._field is None:
            return
        self._parts = parts(self._field)
        for part in self._parts:
            part.installEventFilter(self)

    def composes_in(self, field: QWidget) -> bool:
        """Is something being composed in a field?"""
        return bool(self._keys) and field is self._field

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._field is None or self._sending:
            return False
        if kind == _KIND.KeyPress and watched is self._field and isinstance(event, QKeyEvent):
            return self._press(event)
        if kind == _KIND.DeferredDelete and watched is self._field:
            # A field that goes is sent nothing more.
            self._focus_moved(None, None)
            return False
        if not self._keys or not any(watched is part for part in self._parts):
            return False
        if kind == _KIND.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._overrides(event)
        if kind in (_KIND.FocusAboutToChange, _KIND.FocusOut, _KIND.MouseButtonPress, _KIND.InputMethod, _KIND.Hide):
            # Elsewhere, or somebody else's letters: what is seen stays, though perhaps no whole word.
            self.commit(whole=False)
        return False

    def _overrides(self, event: QKeyEvent) -> bool:
        """Qt asks whether a key is to be one of the field's before it is a shortcut."""
        if event.key() in _SILENT:
            return False
        if event.modifiers() & _FOREIGN and event.key() != _KEY.Key_Backspace:
            # The shortcut finds the word in its place.
            self.commit()
            return False
        event.accept()
        return True

    def _press(self, event: QKeyEvent) -> bool:
        field, key = self._field, event.key()
        held = event.modifiers() & ~_HELD.KeypadModifier
        if field is None or key in _SILENT or not takes(field):
            return False
        if key == _KEY.Key_F9 and not held:
            self.turn()
            return True
        if self._keys and around(field) != self._place:
            # The text was changed under it.
            self.forget()
        if self._way is None:
            return self.digits == "always" and not held & _FOREIGN and self._digit(field, event.text())
        if self._keys and self._steer(event):
            return True
        sign = event.text()
        if self.way == "phonetic" and sign.isalpha() and sign.isascii() and event.key():
            # Caps Lock that was left on spells no other letters.
            sign = sign.upper() if held & _HELD.ShiftModifier else sign.lower()
        plain = len(sign) == 1 and sign.isascii() and sign.isprintable() and not held & _FOREIGN
        if plain and (self._way.goes_on(sign) if self._keys else self._way.begins(sign)):
            self._add(field, sign)
            return True
        if plain and sign.isdigit():
            # Behind a single letter it is a digit: A4.
            chooses = len(self._keys) > 1 and not event.modifiers() & _HELD.KeypadModifier
            if chooses and self.pick(int(sign) - 1):
                return True
            self.commit()
            return self.digits != "never" and self._digit(field, sign)
        self.commit()
        return plain and self._alone(field, sign)

    def _steer(self, event: QKeyEvent) -> bool:
        """Acts on keys that are for what is being composed; the others end it and go on to the field."""
        key, held = event.key(), event.modifiers() & ~_HELD.KeypadModifier
        if key == _KEY.Key_Backspace and held in (_HELD.NoModifier, _HELD.ShiftModifier):
            self._set(self._keys[:-1])
        elif key == _KEY.Key_Backspace and held == _HELD.ControlModifier:
            self.forget()
        elif key == _KEY.Key_Escape and not held:
            letters = self._keys
            self._empty()
            self._send("", letters)
        elif key in (_KEY.Key_Down, _KEY.Key_Up) and not held and self._offers():
            self._go(1 if key == _KEY.Key_Down else -1)
        elif key in ENTERS and not held and self._picked:
            # Whoever went down the list means its row, not the end of the line.
            self._take()
        else:
            return False
        return True

    def _digit(self, field: QWidget, sign: str) -> bool:
        if len(sign) != 1 or not (sign.isascii() and sign.isdigit()):
            return False
        written = typed_digits.typed(sign, around(field).before, everywhere=self._way is not None)
        if written == sign:
            return False
        self._send("", written)
        return True

    def _alone(self, field: QWidget, sign: str) -> bool:
        before = around(field).before
        if self._way is None or typed_digits.is_foreign(before):
            return False
        written, instead = self._way.alone(sign, before)
        if not written:
            return False
        self._send("", written, instead)
        return True

    # What is being composed

    def _add(self, field: QWidget, sign: str) -> None:
        if len(self._keys) >= _MOST:
            self.commit()
        begun = not self._keys
        self._set(self._keys + sign)
        if begun:
            # What was chosen has given way now.
            self._place = around(field)

    def _set(self, keys: str) -> None:
        begun, self._keys = not self._keys, keys
        self._chosen, self._picked = 0, False
        if not keys or self._way is None:
            self.forget()
            return
        self._choices = self._way.choices(keys, self.lexicon, self.learnt)
        self._show(begun=begun)

    def _show(self, *, begun: bool = False) -> None:
        self._send(self._seen().text)
        field = self._field
        if field is None or self._way is None or not self._way.offers:
            return
        if not self._picked:
            self._whole = self._completions(field)
        self._begun = self._begun or begun
        self._soon.start()

    def _list_choices(self) -> None:
        """Shows the list, or takes it away."""
        field, begun, self._begun = self._field, self._begun, False
        if field is None or not self._keys or not self._offers():
            if self._list is not None:
                self._list.withdraw()
            return
        if self._list is None:
            # With the first word: the fields and all that comes with them are not needed to begin.
            from ui.typing.candidates import Candidates

            self._list = Candidates(field, field.accessibleName(), bengali=self.bengali)
            self._list.picked.connect(self.pick)
            begun = True
        self._list.show_choices(self._keys, self._rows(), self._chosen, begun=begun)

    def _rows(self) -> list[str]:
        """All there is to choose from: words, then completions of the whole line."""
        return [*(choice.text for choice in self._choices), *self._whole]

    def _offers(self) -> bool:
        """Is there anything to choose from?"""
        return self._way is not None and self._way.offers and len(self._rows()) > 1

    def _completions(self, field: QWidget) -> list[str]:
        """What would complete the whole line, where the field knows."""
        if not isinstance(field, Completed) or not self._choices:
            return []
        words = {choice.text for choice in self._choices}
        return [one for one in field.completions(self._choices[0].text) if one not in words][:_WHOLE]

    def _seen(self) -> Choice:
        """What stands in the text: where the row that was gone to is a completion of the whole line, the first word."""
        return self._choices[self._chosen if self._chosen < len(self._choices) else 0]

    def _go(self, step: int) -> None:
        rows = self._rows()
        self._chosen, self._picked = (self._chosen + step) % len(rows), True
        self._show()
        self._announce(rows[self._chosen])

    def pick(self, row: int) -> bool:
        """Takes a row of the list; False where there is none."""
        if not self._offers() or not 0 <= row < len(self._rows()):
            return False
        self._chosen, self._picked = row, True
        self._take()
        return True

    def _take(self) -> None:
        whole = self._chosen - len(self._choices)
        field: object = self._field
        if whole >= 0 and isinstance(field, Completed):
            word = self._whole[whole]
            self.forget()
            field.accept(word)
        else:
            self.commit()

    def commit(self, *, whole: bool = True) -> None:
        """Puts what is seen into the text; ``whole``: a word was ended, and may be met again."""
        if not self._keys:
            return
        keys, choice, picked = self._keys, self._seen(), self._picked
        first = self._choices[0].text
        self._empty()
        self._send("", choice.text)
        if self._way is None or not self._way.offers:
            return
        if picked and choice.text != first:
            self.learnt = learning.with_choice(self.learnt, keys, choice.text)
            self.learned.emit()
        if whole and (choice.text in self.lexicon or choice.text in self._met):
            self.lexicon = self.lexicon.with_word(choice.text)
        elif whole and len(choice.text) > 2:
            # Typed once it may be a slip.
            self._met.add(choice.text)

    def forget(self) -> None:
        """Gives up what is being composed."""
        if self._choices:
            self._empty()
            self._send("")

    def _empty(self) -> None:
        self._keys, self._choices, self._whole = "", [], []
        self._chosen, self._picked = 0, False
        if self._list is not None:
            self._list.withdraw()

    def _send(self, seen: str, written: str = "", instead: int = 0) -> None:
        """Sends the field what an input method would."""
        if self._field is None:
            return
        marks = []
        if seen:
            marks = [
                QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.TextFormat, 0, len(seen), _UNDERLINED),
                QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, len(seen), 1, None),
            ]
        event = QInputMethodEvent(seen, marks)
        if written or instead:
            event.setCommitString(written, -instead, instead)
        self._sending = True
        try:
            # A field that is being deleted takes nothing any more.
            with suppress(RuntimeError):
                QApplication.sendEvent(self._field, event)
        finally:
            self._sending = False

    def _announce(self, word: str) -> None:
        """Tells who cannot see the list which word is chosen."""
        if self._field is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, word))


def _of(value: str, allowed: tuple[str, ...], otherwise: str) -> str:
    return value if value in allowed else otherwise
