"""What can be done with agenda items and decisions, as data: the keys, the ⋯ menu and the list of keys read it here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from koyradesk.i18n import N_
from ui.keys import caps


@dataclass(frozen=True, slots=True)
class Action:
    """Something done to the item or decision the focus is in.

    ``keys`` work everywhere in the step, ``on_card`` on a closed card. ``of_decision`` is what it is called where a
    decision is meant. ``edits``: it changes the meeting, so there is none of it in signed minutes.
    """

    name: str
    says: str
    keys: str = ""
    on_card: tuple[str, ...] = ()
    of_decision: str = ""
    edits: bool = True


#: In the order of the menu. Ctrl+Enter makes, Alt changes what is there, Ctrl with an arrow goes.
ACTIONS = (
    Action("new item", N_("New agenda item below"), "Ctrl+Return"),
    Action("new decision", N_("New decision"), "Ctrl+Shift+Return"),
    Action("split", N_("Split the discussion at the caret"), "Alt+Return", of_decision=N_("Split at the caret")),
    Action("join", N_("Join with the item above"), "Alt+Shift+Return", of_decision=N_("Join with the decision above")),
    Action("up", N_("Move up"), "Alt+Up"),
    Action("down", N_("Move down"), "Alt+Down"),
    Action("delete", N_("Put the item into the bin"), "Alt+Delete", ("Delete", "Ctrl+Delete"), N_("Put into the bin")),
    Action("previous", N_("Go to the item above"), "Ctrl+Up", ("Up",), edits=False),
    Action("next", N_("Go to the item below"), "Ctrl+Down", ("Down",), edits=False),
    Action("first", N_("Go to the first item"), "", ("Home",), edits=False),
    Action("last", N_("Go to the last item"), "", ("End",), edits=False),
    Action("open", N_("Open the card"), "", ("Return", "Space", "Right"), edits=False),
    Action("close", N_("Close the card"), "Escape", edits=False),
    Action("menu", N_("All that can be done here"), "F10", ("Menu", "Shift+F10"), edits=False),
    Action("carry", N_("Open decisions of earlier meetings"), "Ctrl+Shift+O"),
    Action("rule", N_("The rule of the decision; a proposed one is kept"), "F4", of_decision=N_("The rule …")),
    Action("settle", N_("What is carried is settled"), "F7"),
    Action("extend", N_("What is carried has more time"), "F8"),
    Action("reissue", N_("What is carried is decided anew"), "Shift+F8"),
    Action("drop", N_("What is carried is dropped"), "Shift+F7"),
    Action("paste", N_("Paste a table or a list as agenda items"), "", ("Ctrl+V", "Shift+Insert")),
)
BY_NAME = {one.name: one for one in ACTIONS}

#: Those of the ⋯ menu.
MENU = ("new item", "new decision", "rule", "split", "join", "up", "down", "delete", "close")


def meant(event: QKeyEvent, *, on_card: bool) -> Action | None:
    """The action a key stands for."""
    pressed = _pressed(event)
    for one in ACTIONS:
        keys = (one.keys, *one.on_card) if on_card else (one.keys,)
        if any(key and pressed == QKeySequence(key) for key in keys):
            return one
    return None


def listed() -> tuple[tuple[str, str], ...]:
    """Keys and what they do, for the list of keys."""
    arrows = {"Up": "↑", "Down": "↓", "Right": "→"}
    found = []
    for one in ACTIONS:
        keys = [one.keys, *one.on_card] if one.name not in ("menu",) else [one.keys]
        written = " · ".join(" ".join(arrows.get(part, part) for part in caps(key).split()) for key in keys if key)
        found.append((written, one.says))
    return tuple(found)


def _pressed(event: QKeyEvent) -> QKeySequence:
    """The key as a shortcut; Enter of the number block is Enter."""
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(held, key))
