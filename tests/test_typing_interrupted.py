"""Bengali typed by sound, and what people do next in the middle of a word: leave, click, paste, undo, close."""

from __future__ import annotations

import pytest
from field_hands import CTRL, KEY, focused, paste, press
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from typing_hands import FIELDS, keys, line, marked, preedit, shown, stand, text_of

from koyradesk.bengali.text import nfc

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


def test_f9_in_the_middle_of_a_word(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("nirbahi")
    press(KEY.Key_F9)
    keys(" ok 5")
    assert field.text() == nfc("নির্বাহী ok 5")
    assert (typing.way, typing.kept["typing"]) == ("english", "english")
    press(KEY.Key_F9)
    assert typing.way == "phonetic"


def test_leaving_commits_what_is_seen(qtbot, typing):
    field, other = marked(), line()
    left = []
    field.left.connect(lambda: left.append(field.toPlainText()))
    stand(qtbot, field, other)
    keys("nirbahi")
    press(KEY.Key_Tab)
    assert left == [nfc("নির্বাহী")]
    assert not shown(typing)
    keys("sova")
    field.setFocus()
    assert other.text() == nfc("সভা")


def test_another_window_commits_what_is_seen(qtbot, typing):
    field, other = line(), line()
    first = stand(qtbot, field)
    keys("nirbahi")
    stand(qtbot, other)
    assert field.text() == nfc("নির্বাহী")
    keys("sova ")
    assert other.text() == nfc("সভা ")
    first.close()


@pytest.mark.parametrize("kind", ["marked", "line", "plain"])
def test_undo_right_afterwards(qtbot, typing, kind):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys("sova nirbahi")
    press(KEY.Key_Z, CTRL)
    # The word that was under way is gone whole, not letter by letter.
    assert nfc("নির্") not in text_of(field)
    for _ in range(3):
        press(KEY.Key_Z, CTRL)
    assert text_of(field) == ""


def test_two_hundred_letters_without_a_blank(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("k" * 200)
    keys(" ")
    assert len(field.toPlainText()) > 100
    assert set(field.toPlainText().strip()) <= {"ক", "্"}


@pytest.mark.parametrize("kind", ["marked", "line", "plain", "combo"])
def test_a_click_inside_what_is_composed(qtbot, typing, kind):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys("nirbahi")
    inside = field.viewport() if kind == "marked" else field.lineEdit() if kind == "combo" else field
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=QPoint(16, inside.height() // 2))
    assert text_of(field) == nfc("নির্বাহী")
    assert not typing.composes_in(field)
    keys("sova ")
    assert len(text_of(field)) == len(nfc("নির্বাহী")) + len(nfc("সভা "))


def test_shortcuts_find_the_word_in_its_place(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("nirbahi")
    press(KEY.Key_A, CTRL)
    press(KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == nfc("নির্বাহী")


@pytest.mark.parametrize(("text", "held"), [
    ("ক", Qt.KeyboardModifier.NoModifier),
    ("ঁ", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier),
    ("é", Qt.KeyboardModifier.NoModifier),
])  # fmt: skip
def test_keys_that_give_other_letters_pass(qtbot, typing, text, held):
    field = line()
    stand(qtbot, field)
    keys("sova")
    QApplication.sendEvent(focused(), QKeyEvent(QEvent.Type.KeyPress, 0, held, text))
    assert field.text() == nfc("সভা") + text


def test_a_dead_key_and_the_system_input_method_end_the_word(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("sova")
    QApplication.sendEvent(
        focused(), QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Dead_Acute, Qt.KeyboardModifier.NoModifier)
    )
    assert field.text() == nfc("সভা")
    keys("sova")
    event = QInputMethodEvent()
    event.setCommitString("অন্য")
    QApplication.sendEvent(focused(), event)
    assert field.text() == nfc("সভাসভাঅন্য")


def test_a_key_that_is_held_down_repeats(qtbot, typing):
    field = line()
    stand(qtbot, field)
    for _ in range(3):
        QApplication.sendEvent(
            focused(), QKeyEvent(QEvent.Type.KeyPress, KEY.Key_A, Qt.KeyboardModifier.NoModifier, "a", True)
        )
    keys(" ")
    assert field.text() == nfc("আআআ ")


@pytest.mark.parametrize("kind", ["marked", "line"])
def test_another_text_that_is_shown_ends_what_is_composed(qtbot, typing, kind):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys("sova nirbahi")
    field.show_marked(nfc("অন্য লেখা"))
    assert not typing.composes_in(field)
    press(KEY.Key_End)
    keys(" sova ")
    assert field.marked() == nfc("অন্য লেখা সভা ")


def test_a_text_put_in_by_the_program_ends_what_is_composed(qtbot, typing):
    field = QLineEdit()
    stand(qtbot, field)
    keys("nir")
    field.setText("x")
    field.end(False)
    keys("sova ")
    assert field.text() == nfc("xসভা ")


def test_what_is_chosen_gives_way(qtbot, typing):
    field = line()
    field.setText("পুরোনো")
    stand(qtbot, field)
    field.selectAll()
    keys("sova ")
    assert field.text() == nfc("সভা ")


def test_a_paste_while_composing(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sova")
    paste("আটা")
    assert field.toPlainText() == nfc("সভাআটা")


def test_off_is_off(qtbot, typing):
    typing.choose("english")
    field = line()
    stand(qtbot, field)
    keys("Sova. 12 $5")
    assert field.text() == "Sova. 12 $5"


def test_a_field_that_goes_while_composing(qtbot, typing):
    field, other = line(), line()
    stand(qtbot, field, other)
    keys("nirbahi")
    field.deleteLater()
    QTest.qWait(5)
    other.setFocus()
    keys("sova ")
    assert other.text() == nfc("সভা ")


@pytest.mark.parametrize("kind", ["marked", "line"])
def test_a_field_that_is_locked_while_composing(qtbot, typing, kind):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys("sova nirbahi")
    field.set_frozen(True)
    assert (preedit(field).strip(), typing.composes_in(field)) == (nfc("সভা") if kind == "line" else "", False)
    keys("x ")
    assert text_of(field).strip() == nfc("সভা")


def test_a_digit_behind_one_letter_is_a_digit(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("k4")
    assert field.text() == nfc("ক৪")


def test_caps_lock_spells_no_other_letters(qtbot, typing):
    field = line()
    stand(qtbot, field)
    for letter in "NIRBAHI":
        event = QKeyEvent(QEvent.Type.KeyPress, getattr(KEY, f"Key_{letter}"), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(focused(), event)
    keys(" ")
    assert field.text() == nfc("নির্বাহী ")


def test_a_field_that_is_opened_for_typing_while_it_has_the_focus(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    field.set_frozen(True)
    field.clearFocus()
    field.setFocus()
    keys("sova ")
    field.set_frozen(False)
    keys("sova ")
    assert field.toPlainText() == nfc("সভা ")


def test_capitals_spell_by_the_rules(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("koThin biDi ")
    assert field.text() == nfc("কঠিন বিডি ")


def test_a_window_that_goes_while_composing(qtbot, typing):
    field = line()
    window = stand(qtbot, field)
    keys("nirbahi")
    qtbot.stands.remove(window)
    window.deleteLater()
    QTest.qWait(5)
    other = line()
    stand(qtbot, other)
    keys("sova ")
    assert other.text() == nfc("সভা ")
