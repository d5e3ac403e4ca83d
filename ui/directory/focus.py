"""Where the keyboard is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget


def holds(widget: QWidget) -> bool:
    """Is the keyboard on a widget, or on something in it?

    What a widget itself tells of the focus is who in it had it last.
    """
    here = QApplication.focusWidget()
    return here is not None and (here is widget or widget.isAncestorOf(here))
