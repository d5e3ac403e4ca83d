"""Keys: those that mean the same, and how shortcuts are written."""

from __future__ import annotations

from PySide6.QtCore import Qt

#: Enter of the letters and of the number block.
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def caps(keys: str) -> str:
    """A shortcut as it stands on the caps of keys: "Ctrl+Return" is Ctrl Enter, "Ctrl++" is Ctrl +."""
    shown = keys.replace("+", " ", keys.count("+") - keys.endswith("++"))
    return shown.replace("Return", "Enter").replace("Escape", "Esc")
