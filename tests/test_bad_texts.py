"""Texts that should not be pasted, in every kind of box: nothing of them is lost unsaid, and typing goes on."""

from __future__ import annotations

import bad_texts
import pytest
from field_hands import CTRL, KEY, focused, paste, press
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from typing_hands import stand

from koyradesk.bengali.text import legible, nfc

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)

FIELDS, BOXES, LARGE, SMALL = bad_texts.FIELDS, bad_texts.BOXES, bad_texts.LARGE, bad_texts.SMALL


@pytest.fixture
def begun(typing, qtbot):
    """Makes a box, the focus there and Bengali typed by sound."""

    def begin(make):
        box = make()
        stand(qtbot, box)
        return box

    return begin


def text_of(widget):
    return widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()


def settle():
    """A long clipboard is read beside."""
    for _ in range(3):
        assert QThreadPool.globalInstance().waitForDone(20_000)
        QApplication.processEvents()


def put(text):
    paste(text)
    settle()
    return text_of(focused())


@pytest.mark.parametrize("bad", LARGE)
@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_too_much_is_refused_and_said_and_typing_goes_on(begun, kind, bad):
    box = begun(FIELDS[kind])
    line, told = focused(), []
    line.overflowed.connect(lambda: told.append(bad))
    QTest.keyClicks(line, "sova ")
    after = put(LARGE[bad])
    if told:
        # The clipboard still has it.
        assert after == nfc("সভা ")
        assert len(QGuiApplication.clipboard().text()) >= len(LARGE[bad].replace("\x00", ""))
    else:
        # What does not stand in a text is all that is gone.
        assert "".join(after.split()) == nfc("সভা") + legible(LARGE[bad])
    assert box.isEnabled()
    QTest.keyClicks(focused(), "kormo ")
    assert text_of(focused()) == after + nfc("কর্ম ")


@pytest.mark.parametrize("bad", SMALL)
@pytest.mark.parametrize("kind", FIELDS)
def test_what_is_strange_is_tidied_and_can_be_taken_back(begun, kind, bad):
    begun(FIELDS[kind])
    text, wanted = SMALL[bad]
    QTest.keyClicks(focused(), "sova ")
    assert nfc(put(text)) == nfc("সভা ") + wanted
    QTest.keyClicks(focused(), " sova ")
    for _ in range(9):
        press(KEY.Key_Z, CTRL)
    assert text_of(focused()) == ""
    for _ in range(9):
        press(KEY.Key_Y, CTRL)
    assert nfc(text_of(focused())).startswith(nfc("সভা ") + wanted)


@pytest.mark.parametrize("bad", [*LARGE, *SMALL])
@pytest.mark.parametrize("kind", BOXES)
def test_small_boxes_take_what_they_hold(begun, kind, bad):
    begun(BOXES[kind])
    line = focused()
    text = LARGE.get(bad) or SMALL[bad][0]
    after = put(text)
    most = line.maxLength() if type(line) is not QLineEdit else 80
    assert len(after) <= min(most, 1_000)
    assert focused() is line
    line.clear()
    QTest.keyClicks(line, "12")
    assert len(line.text()) == 2
