"""What all fields have in common: their signals, which keys are theirs, how they take a paste, what they look like."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QKeyCombination, QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from koyradesk.bengali.text import nfc
from koyradesk.i18n import N_
from koyradesk.model import Ref
from koyradesk.pasting import FIELD_LIMIT, Pasted
from ui import composing
from ui.fields.clipboard import as_bijoy, take
from ui.fields.offer import Offer, voice_of
from ui.keys import ENTERS, caps
from ui.theme import Tokens, restyle

#: Completions for what was typed so far, best first; called at every keystroke, so it answers at once.
Completer = Callable[[str], list[str]]

#: What to say where a paste is too long and there is no more to offer.
TOO_LONG = N_("Too much was copied at once: nothing was put in. Copy less at a time.")

#: Field is mixed into widgets; that it knows their methods is for the type checker alone.
if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object

_KEYS = QKeySequence.StandardKey
#: The shortcuts a field acts on itself; every other one is left to its owner and the window.
_OWN_KEYS = (
    _KEYS.Undo,
    _KEYS.Redo,
    _KEYS.Cut,
    _KEYS.Copy,
    _KEYS.Paste,
    _KEYS.SelectAll,
    _KEYS.MoveToNextWord,
    _KEYS.MoveToPreviousWord,
    _KEYS.SelectNextWord,
    _KEYS.SelectPreviousWord,
    _KEYS.MoveToStartOfDocument,
    _KEYS.MoveToEndOfDocument,
    _KEYS.SelectStartOfDocument,
    _KEYS.SelectEndOfDocument,
    _KEYS.DeleteStartOfWord,
    _KEYS.DeleteEndOfWord,
)
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_COPY, _PASTE = N_("Copy as Bijoy (SutonnyMJ)"), N_("Paste Bijoy as it is")
#: Pastes Bijoy as it is.
_AS_IT_IS = QKeyCombination(Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_V)
#: AltGr, with which Bengali layouts type, is Ctrl and Alt together on Windows.
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Field(_Widget):
    """Mixed into every field: the signals its owner binds to.

    ``pasted`` carries a ``Pasted`` of a kind that ``takes`` names, perhaps one that is ``too_long``; ``overflowed``
    tells of any other that is too long. Of both nothing was put into the field.
    """

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    pasted = Signal(object)
    overflowed = Signal()
    #: Somebody types or pastes where it can only be read.
    locked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    #: Letters that an input method is at work on came, changed or went; none of them is ``typed`` yet.
    composed = Signal()

    #: Kinds of paste ("list", "table") that are given to the owner instead of put in as text.
    takes: frozenset[str] = frozenset()
    frozen = False
    #: What it shows the text of.
    ref: Ref | None = None

    def contest(self, refs: Collection[Ref]) -> None:
        """Marks the field where another text stands against the one it shows."""
        restyle(self, "contested", self.ref in refs)


class TextField(Field):
    """Mixed before Qt's own widget into the fields one types in. What differs is told by the methods they override."""

    #: Characters the field takes at once, and may hold after a paste.
    limit = FIELD_LIMIT
    _marked = ""
    _look: Tokens
    _bijoy: Offer | None = None

    def _begin(self, name: str, hint: str, takes: Collection[str]) -> None:
        self.hint = hint
        self.takes = frozenset(takes)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)

    def marked(self) -> str:
        """What the field holds, as stored text."""
        return self._marked

    def with_composed(self) -> str:
        """What the field holds with the letters that an input method is at work on, as stored text."""
        return self._marked

    def set_frozen(self, frozen: bool) -> None:
        """Makes the field one to read only, or to type in again."""
        if frozen and composing.is_own(self):
            # It takes nothing afterwards, not even that the letters under way are gone.
            composing.reset()
        self.frozen = frozen
        self.setReadOnly(frozen)  # type: ignore[attr-defined]
        restyle(self, "frozen", frozen)

    def put(self, marked: str) -> None:
        """Puts a marked text in at the caret, as if it were typed."""
        raise NotImplementedError

    def put_over(self, raw: str, marked: str) -> None:
        """Puts a marked text in, and another one over it as a step of its own: the first undo brings back the first."""
        raise NotImplementedError

    def take(self, source: QMimeData) -> None:
        """Pastes; a long clipboard is read beside, and put in when it is."""
        if not self.frozen:
            take(source, self.receive)

    def take_as_it_is(self, source: QMimeData) -> None:
        """Pastes what looks like Bijoy as it is."""
        if not self.frozen:
            take(source, self._receive_as_it_is)

    def _receive_as_it_is(self, pasted: Pasted) -> None:
        self.receive(pasted.raw or pasted)

    def receive(self, pasted: Pasted) -> None:
        """Puts a paste in, or gives it to the owner."""
        if self.frozen:
            return
        length = len(pasted.text)
        long = pasted.too_long or length > self.limit or len(self._marked) + length > 2 * self.limit
        if pasted.kind in self.takes:
            self.pasted.emit(replace(pasted, too_long=long))
        elif long:
            self.overflowed.emit()
        elif pasted.text and pasted.raw is not None:
            self.put_over(pasted.raw.text, pasted.text)
            self._show_offer()
        elif pasted.text:
            self.put(pasted.text)

    # Bijoy that was read as Unicode

    def offers(self) -> bool:
        """Is the offer on the screen?"""
        return self._bijoy is not None and self._bijoy.isVisible()

    def close_offer(self) -> None:
        """Takes the offer off the screen: what is shown stays."""
        if self._bijoy is not None:
            self._bijoy.withdraw()

    def selected(self) -> str:
        """What is selected, as stored text."""
        raise NotImplementedError

    def copy_as_bijoy(self) -> None:
        """Puts the selection on the clipboard as typists with the old fonts need it."""
        QGuiApplication.clipboard().setMimeData(as_bijoy(self.selected()))

    def made_menu(self) -> QMenu:
        """The menu of the field: Qt's, and what it knows of Bijoy."""
        menu: QMenu = self.createStandardContextMenu()  # type: ignore[attr-defined]
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        voice = voice_of(self)
        copy = QAction(voice(_COPY), menu)
        copy.setEnabled(bool(self.selected()))
        copy.triggered.connect(self.copy_as_bijoy)
        found = {one.objectName(): one for one in menu.actions()}
        if "edit-paste" not in found:
            # It can only be read.
            menu.insertAction(menu.actions()[1], copy)
            return menu
        raw = QAction(f"{voice(_PASTE)}\t{caps('Ctrl+Shift+V')}", menu)
        raw.setEnabled(found["edit-paste"].isEnabled())
        raw.triggered.connect(lambda: self.take_as_it_is(QGuiApplication.clipboard().mimeData()))
        menu.insertAction(found["edit-paste"], copy)
        menu.insertAction(found["edit-delete"], raw)
        return menu

    def _show_offer(self) -> None:
        if self._bijoy is None:
            self._bijoy = Offer(self, self._look, self.close_offer, self._as_it_was)
        self._bijoy.appear()
        self.setAccessibleDescription(self._bijoy.words.plain)

    def _as_it_was(self) -> None:
        self.close_offer()
        self.undo()  # type: ignore[attr-defined]

    def _offer_key(self, event: QKeyEvent, *, act: bool) -> bool:
        """Is a key the offer's, or one that pastes as it is? It acts on it, if wanted."""
        if event.keyCombination() == _AS_IT_IS:
            if act and self.frozen:
                self.locked.emit()
            elif act:
                self.take_as_it_is(QGuiApplication.clipboard().mimeData())
            return True
        if not self.offers() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        acts = {Qt.Key.Key_Escape: self._as_it_was} | dict.fromkeys(ENTERS, self.close_offer)
        found = acts.get(Qt.Key(event.key()))
        if found and act:
            found()
        return found is not None

    def _told(self, marked: str) -> None:
        """Tells of a change, if it is one: Qt speaks of some that are none."""
        if marked != self._marked:
            self._marked = marked
            self.close_offer()
            self.typed.emit(marked)

    def _undo_key(self, event: QKeyEvent, undo: bool, redo: bool) -> bool:
        """Acts on the keys of undo where there is nothing to take back in the field itself; tells of what is typed or
        pasted where it can only be read."""
        typed = event.matches(_KEYS.Paste) or (event.text() and event.text().isprintable() and not is_foreign(event))
        if self.frozen and typed:
            self.locked.emit()
        for key, own, asked in ((_KEYS.Undo, undo, self.undo_asked), (_KEYS.Redo, redo, self.redo_asked)):
            if event.matches(key):
                if own and not self.frozen:
                    return False
                asked.emit()
                return True
        return False


def is_foreign(event: QKeyEvent) -> bool:
    """Is a key a shortcut of somebody else's, to be left to the field's owner?"""
    held = event.modifiers() & _MODIFIERS
    if not held or (held == _ALT_GR and event.text() and event.text().isprintable()):
        return False
    return not any(event.matches(key) for key in _OWN_KEYS)


def leaves(event: QFocusEvent) -> bool:
    """Does the focus really go elsewhere? A menu over the field is no leaving."""
    return event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


def units(text: str, offset: int) -> int:
    """Qt's position in a text after ``offset`` characters of its stored form (NFC)."""
    if nfc(text) != text:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if len(nfc(text[:middle])) < offset else (low, middle)
        offset = low
    return len(text[: max(0, offset)].encode("utf-16-le", "surrogatepass")) // 2


def characters(text: str, position: int) -> int:
    """How many characters of the stored form of a text stand before Qt's position."""
    return len(nfc(text.encode("utf-16-le", "surrogatepass")[: 2 * position].decode("utf-16-le", "ignore")))


def kept_caret(before: str, after: str, position: int) -> int:
    """Where a caret belongs when another text is shown: it stays between the same words, if they are still there."""
    if before[:position] == after[:position]:
        return position
    behind = len(before) - position
    if behind and before[-behind:] == after[-behind:]:
        return len(after) - behind
    return min(position, len(after))
