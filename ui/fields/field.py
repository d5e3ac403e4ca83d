"""What all fields have in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

#: Completions for what was typed so far, best first; called at every keystroke, so it answers at once.
Words = Callable[[str], list[str]]

_KEYS = QKeySequence.StandardKey
#: The shortcuts a field acts on itself; every other one is left to the screen and the window.
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
#: AltGr, with which Bengali layouts type, is Ctrl and Alt together on Windows.
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Field:
    """Mixed into every field: the signals its owner binds to."""

    typed = Signal(str)
    entered = Signal()
    left = Signal()
    pasted = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()

    #: Kinds of paste ("list", "table") that are given to the owner instead of put in as text.
    takes: frozenset[str] = frozenset()
    frozen = False


def is_foreign(event: QKeyEvent) -> bool:
    """Is a key a shortcut of somebody else's, to be left to the field's owner?"""
    held = event.modifiers() & _MODIFIERS
    if not held or (held == _ALT_GR and event.text().isprintable() and event.text()):
        return False
    return not any(event.matches(key) for key in _OWN_KEYS)


def leaves(event: QFocusEvent) -> bool:
    """Does the focus really go elsewhere? A menu over the field is no leaving."""
    return event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


def dress_frozen(widget: QWidget, frozen: bool) -> None:
    """Gives a field the look of what can only be read."""
    widget.setProperty("frozen", frozen)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
