"""The ⋯ menu of an item or a decision: its actions in words, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from koyradesk.i18n import N_
from ui.editor.card_keys import BY_NAME, MENU
from ui.keys import caps
from ui.say import Voice


def menu(
    parent: QWidget, voice: Voice, *, of_decision: bool, without: Collection[str], does: Callable[[str], object]
) -> QMenu:
    """The menu, not yet open. ``without``: actions that cannot be done now; ``does`` is told the name of one."""
    made = QMenu(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    about = N_("What can be done with the decision") if of_decision else N_("What can be done with the item")
    made.setAccessibleName(voice(about))
    for name in MENU:
        one = BY_NAME[name]
        words = voice(one.of_decision if of_decision and one.of_decision else one.says)
        # Behind a tab stands the key; a shortcut of the menu's own would be a second one for the same.
        entry = made.addAction(f"{words}\t{caps(one.keys)}")
        entry.setData(name)
        entry.setEnabled(name not in without)
        entry.triggered.connect(lambda _=False, name=name: does(name))
        if name in ("rule", "down"):
            made.addSeparator()
    return made


def open_at(made: QMenu, widget: QWidget) -> None:
    """Opens a menu under the right end of a widget."""
    corner = widget.mapToGlobal(QPoint(widget.width() - made.sizeHint().width(), widget.height()))
    made.popup(corner)
    # By keyboard the first entry is marked, as a menu from the keyboard has it.
    first = next((one for one in made.actions() if one.isEnabled() and not one.isSeparator()), None)
    if first is not None:
        made.setActiveAction(first)
