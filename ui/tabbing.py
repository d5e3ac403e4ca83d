"""Tab and Shift+Tab in a window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Reads(QWidget):
    """Mixed into a window: Tab and Shift+Tab go through it as it is read."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        # What there is of widgets is brought in with the first Tab.
        from ui import tab_order

        return tab_order.step(self, forward=forward)
