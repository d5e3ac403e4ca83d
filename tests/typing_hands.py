"""Hands for Bengali typed by sound: fields on a window, keys one after another, what is under way."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache

from field_hands import LOOK, dress, focused
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from koyradesk import typed_words
from ui.fields.chips import ChipsField
from ui.fields.dates import DateField
from ui.fields.line import LineField
from ui.fields.marked import MarkedField
from ui.say import Voice
from ui.search_box import Search
from ui.typing.method import Typing

lexicon = cache(typed_words.lexicon)


@contextmanager
def by_sound(app):
    """Bengali by sound, on."""
    dress(app)
    kept = {}
    made = Typing(app, kept=lambda name: kept.get(name, ""), keep=kept.__setitem__)
    made.know(lexicon())
    made.choose("phonetic")
    made.kept = kept
    yield made
    made.end()


def stand(qtbot, *fields):
    """A window with fields, the focus in the first."""
    window = QWidget()
    window.setObjectName("window")
    stack = QVBoxLayout(window)
    for field in fields:
        stack.addWidget(field)
    stack.addStretch(1)
    qtbot.addWidget(window)
    # It lives as long as the test.
    qtbot.stands = [*getattr(qtbot, "stands", []), window]
    window.resize(520, 480)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[0].setFocus()
    qtbot.waitUntil(lambda: focused() is not None)
    return window


def keys(text):
    """Keys as they are pressed, one after another."""
    for letter in text:
        held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClicks(focused(), letter, held)


def marked():
    return MarkedField("আলোচনা", LOOK)


def line():
    return LineField("নাম", LOOK)


def chips():
    return ChipsField("প্রাপক", LOOK, Voice("bn"), add="আরও")


def combo():
    made = QComboBox()
    made.setEditable(True)
    return made


def text_of(field):
    for name in ("toPlainText", "currentText", "marked", "text"):
        if hasattr(field, name):
            return getattr(field, name)()
    raise AssertionError(field)


FIELDS = {
    "marked": marked,
    "line": line,
    "chips": chips,
    "date": lambda: DateField("তারিখ", LOOK, Voice("bn")),
    "search": lambda: Search("খুঁজুন", "মুছুন", LOOK),
    "plain": QLineEdit,
    "combo": combo,
}


def preedit(field):
    if isinstance(field, MarkedField):
        return field.textCursor().block().layout().preeditAreaText()
    return field.displayText()


def shown(typing):
    """Does the list show? It comes when the letter is painted."""
    QTest.qWait(1)
    return typing.offered.list is not None and typing.offered.list.isVisible()
