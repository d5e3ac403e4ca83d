"""Keys: those that mean the same, and how shortcuts are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object

#: Enter of the letters and of the number block.
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def caps(keys: str) -> str:
    """A shortcut as it stands on the caps of keys: "Ctrl+Return" is Ctrl Enter, "Ctrl++" is Ctrl +."""
    shown = keys.replace("+", " ", keys.count("+") - keys.endswith("++"))
    return shown.replace("Return", "Enter").replace("Escape", "Esc")


class EnterPresses(_Button):
    """Of a button that draws itself: Enter presses it as Space does. Stands before Qt's class among the bases."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTERS:
            self.click()
        else:
            super().keyPressEvent(event)
