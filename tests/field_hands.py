"""Hands for fields: a window to stand on, keys, an input method, a clipboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui import fonts, theme

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LOOK = theme.LIGHT


def dress(app):
    fonts.load()
    theme.dress(app, LOOK)


class Owner(QWidget):
    """Where a field stands: hears its signals and gets the keys it leaves."""

    def __init__(self, *fields):
        super().__init__()
        self.keys, self.heard = [], []
        self.stack = QVBoxLayout(self)
        for field in fields:
            self.stack.addWidget(field)
            for name in ("typed", "entered", "left", "pasted", "overflowed", "undo_asked", "redo_asked"):
                getattr(field, name).connect(lambda *said, name=name: self.heard.append((name, *said)))
        self.stack.addStretch(1)

    def keyPressEvent(self, event):  # noqa: N802
        if event.key() not in (KEY.Key_Control, KEY.Key_Alt, KEY.Key_Shift):
            self.keys.append(QKeySequence(event.keyCombination()).toString())

    def of(self, name):
        return [said[-1] if said[1:] else None for said in self.heard if said[0] == name]


def stood(qtbot, *fields, width=500):
    """Puts fields on a window and the focus into the first one."""
    owner = Owner(*fields)
    qtbot.addWidget(owner)
    owner.resize(width, 400)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    fields[0].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    owner.heard.clear()
    return owner


def focused():
    return QApplication.focusWidget()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier, times=1):
    for _ in range(times):
        QTest.keyClick(focused(), key, modifiers)


def write(text):
    """Typed letters; QTest has no keys for Bengali ones."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused(), QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def compose(preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(focused(), event)


def paste(text="", html=""):
    clip = QMimeData()
    if text:
        clip.setText(text)
    if html:
        clip.setHtml(html)
    QGuiApplication.clipboard().setMimeData(clip)
    press(KEY.Key_V, CTRL)
