"""The program's own input method: the keys of the field that has the focus become Bengali."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from koyradesk.bengali import typed_digits, typed_latin
from koyradesk.bengali.phonetic.lexicon import Lexicon
from ui import composing
from ui.keys import ENTERS
from ui.typing import learnt as learning
from ui.typing import ways
from ui.typing.fields import Around, around, is_text, parts, send, takes
from ui.typing.offered import Completed, Offered, completions
from ui.typing.run import Run
from ui.typing.word import Word

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
        self.offered = Offered(self)
        self.offered.bengali = bengali
        self.offered.picked.connect(self.pick)
        self.way = _of(kept("typing"), ways.NAMES, "english")
        self._other = _of(kept("typing-last"), ways.NAMES[1:], "phonetic")
        self.digits = _of(kept("typing-digits"), ways.DIGITS, "own")
        self._way = ways.way(self.way)
        self._field: QWidget | None = None
        self._parts: list[QObject] = []
        #: What is being composed.
        self.word = Word()
        self._run = Run()
        self._place = Around("", 0)
        self._sending = False
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
        self._run.clear()
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
        # A field that was deleted takes its inner parts along.
        for part in self._parts:
            with suppress(RuntimeError):
                part.removeEventFilter(self)
        self._parts = []
        self.offered.leave()
        self._empty()
        self._run.clear()
        self._field = now if now is not None and is_text(now) else None
        if self._field is None:
            return
        self._parts = parts(self._field)
        for part in self._parts:
            part.installEventFilter(self)

    def composes_in(self, field: QWidget) -> bool:
        """Is something being composed in a field?"""
        return bool(self.word.keys) and field is self._field

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
        if not self.word.keys or not any(watched is part for part in self._parts):
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
        if self.word.keys and around(field) != self._place:
            # The text was changed under it.
            self.forget()
        if self._way is None:
            return self.digits == "always" and not held & _FOREIGN and self._digit(field, event.text())
        if self.word.keys and self._steer(event):
            return True
        sign = event.text()
        if self.way == "phonetic" and sign.isalpha() and sign.isascii() and event.key():
            # Caps Lock that was left on spells no other letters.
            sign = sign.upper() if held & _HELD.ShiftModifier else sign.lower()
        plain = len(sign) == 1 and sign.isascii() and sign.isprintable() and not held & _FOREIGN
        if plain and self._is_latin(field, sign):
            self.commit()
            return False
        if plain and (self._way.goes_on(sign) if self.word.keys else self._way.begins(sign)):
            self._add(field, sign)
            return True
        if plain and sign.isdigit():
            # Behind a single letter it is a digit: A4.
            chooses = len(self.word.keys) > 1 and not event.modifiers() & _HELD.KeypadModifier
            if chooses and self.pick(int(sign) - 1):
                # In an address it was no choice.
                self._run.add(sign, "")
                return True
            if self.word.keys.isupper():
                self.take_letters()
        self.commit()
        if plain:
            return self._sign(field, sign)
        # Another place, or somebody else's sign: what is typed next begins anew.
        self._run.clear()
        return False

    def _sign(self, field: QWidget, sign: str) -> bool:
        """A sign that is no part of a word; False where it writes itself."""
        self._right(field, sign)
        if sign.isdigit():
            return self.digits != "never" and self._digit(field, sign)
        written = self._alone(field, sign)
        if sign in typed_latin.ENDS:
            self._run.clear()
        return written

    def _is_latin(self, field: QWidget, sign: str) -> bool:
        """Does a key go on with an address?"""
        begins = self._way is not None and self._way.offers and not self.word.keys and self._way.begins(sign)
        return begins and typed_latin.goes_on(around(field).before)

    def _right(self, field: QWidget, sign: str = "") -> None:
        """Gives an address its own letters back, where what was typed since the last blank turns out to be one."""
        if self._way is not None and self._way.offers:
            letters, instead = self._run.righted(around(field).before, sign)
            if letters:
                self._send("", letters, instead)

    def _steer(self, event: QKeyEvent) -> bool:
        """Acts on keys that are for what is being composed; the others end it and go on to the field."""
        key, held = event.key(), event.modifiers() & ~_HELD.KeypadModifier
        if key == _KEY.Key_Backspace and held in (_HELD.NoModifier, _HELD.ShiftModifier):
            self._set(self.word.keys[:-1])
        elif key == _KEY.Key_Backspace and held == _HELD.ControlModifier:
            self.forget()
        elif key == _KEY.Key_Escape and not held:
            self.take_letters()
        elif key == _KEY.Key_Space and held == _HELD.ShiftModifier and self._offers():
            # The blank behind them comes by itself.
            self.take_letters()
            return False
        elif key in (_KEY.Key_Down, _KEY.Key_Up) and not held and self._offers():
            self._go(1 if key == _KEY.Key_Down else -1)
        elif key in ENTERS and not held and self.word.picked:
            # Whoever went down the list means its row, not the end of the line.
            self._take()
        else:
            return False
        return True

    def _digit(self, field: QWidget, sign: str) -> bool:
        if len(sign) != 1 or not (sign.isascii() and sign.isdigit()):
            return False
        written = typed_digits.typed(sign, around(field).before, everywhere=self._way is not None)
        self._run.add(sign, written)
        if written == sign:
            return False
        self._send("", written)
        return True

    def _alone(self, field: QWidget, sign: str) -> bool:
        before = around(field).before
        written, instead = "", 0
        if self._way is not None and not typed_digits.is_foreign(before):
            written, instead = self._way.alone(sign, before)
        self._run.add(sign, written or sign, instead)
        if not written:
            return False
        self._send("", written, instead)
        return True

    # What is being composed

    def _add(self, field: QWidget, sign: str) -> None:
        if len(self.word.keys) >= _MOST:
            self.commit()
        begun = not self.word.keys
        self._set(self.word.keys + sign)
        if begun:
            # What was chosen has given way now.
            self._place = around(field)

    def _set(self, keys: str) -> None:
        begun = not self.word.keys
        if not keys or self._way is None:
            self.forget()
            return
        self.word = Word(keys, self._way.choices(keys, self.lexicon, self.learnt))
        self._show(begun=begun)

    def _show(self, *, begun: bool = False) -> None:
        self._send(self.word.seen)
        field = self._field
        if field is None or self._way is None or not self._way.offers:
            return
        if not self.word.picked:
            self.word.whole = completions(field, self.word)
        self.offered.offer(field, self.word, begun=begun)

    def _offers(self) -> bool:
        """Is there anything to choose from?"""
        return self._way is not None and self._way.offers and bool(self.word.keys)

    def _go(self, step: int) -> None:
        row = self.word.pick(self.word.chosen + step)
        self._show()
        self._announce(row)

    def pick(self, row: int) -> bool:
        """Takes a row of the list; False where there is none."""
        if not self._offers() or not 0 <= row < len(self.word.rows()):
            return False
        self.word.pick(row)
        self._take()
        return True

    def _take(self) -> None:
        word = self.word.completion
        field: object = self._field
        if word and isinstance(field, Completed):
            self.forget()
            field.accept(word)
        else:
            self.commit()

    def take_letters(self) -> None:
        """Puts the letters as they were typed into the text: an English word."""
        letters = self.word.keys
        self._empty()
        self._send("", letters)
        self._run.add(letters, letters)

    def commit(self, *, whole: bool = True) -> None:
        """Puts what is seen into the text; ``whole``: a word was ended, and may be met again."""
        word = self.word
        if not word.keys or self._field is None:
            return
        seen = word.seen
        self._empty()
        self._send("", seen)
        self._run.add(word.keys, seen)
        if self._way is None or not self._way.offers:
            return
        self._right(self._field)
        if word.picked and seen != word.first:
            self.learnt = learning.with_choice(self.learnt, word.keys, seen)
            self.learned.emit()
        if not whole or seen.isascii():
            return
        if seen in self.lexicon or seen in self._met:
            self.lexicon = self.lexicon.with_word(seen)
        elif len(seen) > 2:
            # Typed once it may be a slip.
            self._met.add(seen)

    def forget(self) -> None:
        """Gives up what is being composed."""
        if self.word.keys:
            self._empty()
            self._send("")

    def _empty(self) -> None:
        self.word = Word()
        self.offered.withdraw()

    def _send(self, seen: str, written: str = "", instead: int = 0) -> None:
        """Sends the field what an input method would."""
        if self._field is None:
            return
        self._sending = True
        try:
            # A field that is being deleted takes nothing any more.
            with suppress(RuntimeError):
                send(self._field, seen, written, instead)
        finally:
            self._sending = False

    def _announce(self, word: str) -> None:
        """Tells who cannot see the list which word is chosen."""
        if self._field is not None and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, word))


def _of(value: str, allowed: tuple[str, ...], otherwise: str) -> str:
    return value if value in allowed else otherwise
