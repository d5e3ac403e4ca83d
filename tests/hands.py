"""A pair of hands at the keyboard: real key events to whatever has the focus, and a count of what was done.

A key pressed for what it does (a shortcut, Tab, Enter) is an action; so is every letter of what had to be typed before
the discussion's own words. Those words themselves are counted apart.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.tour import Stage


class Hands:
    """Types into the program of a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.actions = 0
        self.words = 0
        stage.window.activateWindow()

    @property
    def focus(self) -> QWidget:
        """Where the keyboard is."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if app.activeWindow() is None:
            # What a window manager does when a dialog is gone.
            self.stage.window.activateWindow()
            self.stage.settle()
        return app.focusWidget() or app.activeModalWidget() or self.stage.window

    def press(self, *keys: str, settle: bool = True) -> None:
        """Presses keys named as on a key cap: "Ctrl+N", "Tab", "Return"."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            self.actions += 1
            if settle:
                self.stage.settle()

    def type(self, text: str, *, own_words: bool = False, settle: bool = True) -> None:
        """Types a text letter by letter, as a keyboard that gives Bengali does."""
        for sign in text:
            send(self.focus, sign)
            if own_words:
                self.words += 1
            else:
                self.actions += 1
        if settle:
            self.stage.settle()


def send(widget: QWidget, sign: str) -> None:
    """One letter of any script."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
