"""Bengali typed in every kind of field: what comes into the text, what is seen meanwhile, what is left alone."""

from __future__ import annotations

import pytest
from field_hands import CTRL, KEY, LOOK, Owner, dress, focused, paste
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from koyradesk import typed_words
from koyradesk.bengali.text import nfc
from ui import composing
from ui.fields.chips import ChipsField
from ui.fields.dates import DateField
from ui.fields.line import LineField
from ui.fields.marked import MarkedField
from ui.say import Voice
from ui.search_box import Search
from ui.typing.method import Typing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)

WORDS = ("উপজেলা নির্বাহী অফিসার", "উপজেলা শিক্ষা অফিসার", "সহকারী প্রোগ্রামার")


@pytest.fixture(scope="module")
def lexicon():
    return typed_words.lexicon()


@pytest.fixture
def typing(qapp, lexicon):
    """Bengali by sound, on."""
    dress(qapp)
    kept = {}
    made = Typing(qapp, kept=lambda name: kept.get(name, ""), keep=kept.__setitem__)
    made.know(lexicon)
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


def press(key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(focused(), key, held)


def completer(typed):
    return [word for word in WORDS if typed in word] if typed else []


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


@pytest.mark.parametrize("kind", FIELDS)
def test_every_text_box_takes_bengali(qtbot, typing, kind):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys("upozila nirbahi ")
    assert text_of(field).rstrip() == nfc("উপজেলা নির্বাহী")


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(("way", "typed"), [("bijoy", "gsrcuVf dbhfAiD "), ("national", "gsrucvh bdvgfhiD ")])
def test_every_text_box_takes_keys_of_a_fixed_layout(qtbot, typing, kind, way, typed):
    typing.choose(way)
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys(typed)
    wanted = "উপজেলা নির্বাহী" if way == "bijoy" else "উপজেরা নির্বাহী"
    assert text_of(field).rstrip() == nfc(wanted)


def password():
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made


def address():
    made = LineField("ই-মেইল", LOOK)
    composing.as_typed(made)
    return made


def locked():
    made = QLineEdit()
    made.setReadOnly(True)
    return made


@pytest.mark.parametrize("make", [password, address], ids=lambda make: make.__name__)
def test_passwords_and_addresses_stay_as_typed(qtbot, typing, make):
    field = make()
    stand(qtbot, field)
    keys("uno12@a.gov.bd")
    assert field.text() == "uno12@a.gov.bd"


def test_numbers_stay_as_typed(qtbot, typing):
    spin, double = QSpinBox(), QDoubleSpinBox()
    spin.setRange(0, 9999)
    stand(qtbot, spin, double)
    for field, typed in ((spin, "12"), (double, "3.5")):
        field.setFocus()
        field.selectAll()
        keys(typed)
        assert field.text().startswith(typed)


def test_what_can_only_be_read_is_left_alone(qtbot, typing):
    field = marked()
    stand(qtbot, field, locked())
    field.set_frozen(True)
    field.setFocus()
    keys("upojela ")
    assert field.toPlainText() == ""
    assert not typing.composes_in(field)


def test_a_list_keeps_its_keys(qtbot, typing):
    listed = QListWidget()
    listed.addItems(["alpha", "nokha"])
    stand(qtbot, listed)
    keys("n")
    assert listed.currentItem().text() == "nokha"


# What is seen meanwhile


def preedit(field):
    if isinstance(field, MarkedField):
        return field.textCursor().block().layout().preeditAreaText()
    return field.displayText()


def test_letters_are_underlined_until_the_word_ends(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("kormo")
    assert preedit(field) == nfc("কর্ম")
    assert field.toPlainText() == ""
    assert field.textCursor().block().layout().formats()
    keys("korta")
    assert preedit(field) == nfc("কর্মকর্তা")
    keys(" ")
    assert (preedit(field), field.toPlainText()) == ("", nfc("কর্মকর্তা "))


def test_backspace_takes_back_letters_as_they_were_typed(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sikkha")
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    keys("hok ")
    assert field.toPlainText() == nfc("শিক্ষক ")
    keys("a")
    press(KEY.Key_Backspace)
    assert not typing.composes_in(field)
    press(KEY.Key_Backspace)
    assert field.toPlainText() == nfc("শিক্ষক")


def test_escape_gives_the_letters_back(qtbot, typing):
    window = Owner()
    field = marked()
    window.stack.insertWidget(0, field)
    stand(qtbot, window)
    field.setFocus()
    keys("office")
    press(KEY.Key_Escape)
    assert field.toPlainText() == "office"
    assert window.keys == []
    press(KEY.Key_Escape)
    assert window.keys == ["Esc"]


def test_ctrl_backspace_takes_the_whole_word(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("upojela nir")
    press(KEY.Key_Backspace, CTRL)
    assert field.text() == nfc("উপজেলা ")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sova.", "সভা।"), ("sova..", "সভা."), ("12.5", "১২.৫"), ("10.30 ghotika", "১০.৩০ ঘটিকা "), ("5%.", "৫%।"),
        ("mo.", "মো."), ("mo: rohim", "মোঃ রহিম "), ("tarikh: 5", "তারিখ: ৫"), ("du:kho", "দুঃখ "), ("$500", "৳৫০০"),
        ("ca^d", "চাঁদ "), ("sova, karjokrom", "সভা, কার্যক্রম "), ("(bibidh)", "(বিবিধ)"), ("...", "..."),
    ],
)  # fmt: skip
def test_signs_and_digits(qtbot, typing, typed, written):
    field = line()
    stand(qtbot, field)
    keys(typed)
    if written.endswith(" "):
        keys(" ")
    assert field.text() == nfc(written)


def test_a_dot_stays_in_what_is_no_bengali(qtbot, typing):
    field = line()
    stand(qtbot, field)
    field.insert("www.gov")
    keys(".")
    keys("2")
    assert field.text() == "www.gov.2"


@pytest.mark.parametrize(("digits", "way", "written"), [
    ("own", "phonetic", "সভা ২৫"), ("never", "phonetic", "সভা 25"), ("always", "english", "সভা ২৫"),
    ("own", "english", "সভা 25"), ("never", "bijoy", "সভা 25"), ("own", "bijoy", "সভা ২৫"),
])  # fmt: skip
def test_digits_by_choice(qtbot, typing, digits, way, written):
    typing.choose(way)
    typing.choose_digits(digits)
    field = line()
    field.setText("সভা ")
    stand(qtbot, field)
    field.end(False)
    keys("2")
    QTest.keyClick(focused(), KEY.Key_5, Qt.KeyboardModifier.KeypadModifier)
    assert field.text() == written


# Choosing


def shown(typing):
    """Does the list show? It comes when the letter is painted."""
    QTest.qWait(1)
    return typing._list is not None and typing._list.isVisible()


def test_a_word_is_chosen_by_number_and_by_arrows_and_learnt(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sikkha")
    assert shown(typing)
    words = [choice.text for choice in typing._choices]
    keys("2")
    assert field.toPlainText() == words[1]
    keys(" sikkha")
    assert preedit(field) == words[1]
    press(KEY.Key_Down)
    assert preedit(field) == typing._choices[1].text
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    # Enter took the row and ended no line.
    assert field.toPlainText() == f"{words[1]} {words[1]}"
    assert typing.learnt == {"sikkha": words[1]}


def test_enter_ends_word_and_line_where_nothing_was_chosen(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("nirbahi")
    press(KEY.Key_Return)
    assert field.toPlainText() == nfc("নির্বাহী\n")


def test_enter_adds_the_chip_at_once(qtbot, typing):
    field = chips()
    added = []
    field.added.connect(added.append)
    stand(qtbot, field)
    keys("nirbahi")
    press(KEY.Key_Return)
    assert added == [nfc("নির্বাহী")]


def test_completions_of_the_line_stand_among_the_words(qtbot, typing):
    field = LineField("নাম", LOOK, words=completer)
    stand(qtbot, field)
    chosen = []
    field.chosen.connect(chosen.append)
    keys("upojela")
    assert shown(typing)
    assert not field.completing()
    rows = typing._list._words.stringList()
    assert rows[-2:] == list(WORDS[:2])
    keys(str(len(rows)))
    assert (field.text(), chosen) == (WORDS[1], [WORDS[1]])


def test_a_click_in_the_list_chooses(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sikkha")
    assert shown(typing)
    row = typing._list._words.index(1)
    QTest.mouseClick(typing._list.viewport(), Qt.MouseButton.LeftButton, pos=typing._list.visualRect(row).center())
    assert field.toPlainText() == row.data()


def test_the_list_never_covers_the_line(qtbot, typing):
    field = marked()
    window = stand(qtbot, field)
    for high in (480, 200):
        window.resize(520, high)
        field.setFocus()
        keys("sikkha")
        QTest.qWait(10)
        caret = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        top = field.mapTo(window, QPoint(0, round(caret.top()))).y()
        place = typing._list.geometry()
        assert place.top() > top + caret.height() - 1 or place.bottom() < top
        press(KEY.Key_Escape)


# What people do next


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


def test_a_word_ended_on_a_completion_is_the_word_that_is_seen(qtbot, typing):
    field = LineField("নাম", LOOK, words=lambda typed: [word for word in WORDS if typed and word.startswith(typed)])
    stand(qtbot, field)
    keys("upojela")
    QTest.qWait(10)
    assert len(typing._rows()) > len(typing._choices)
    for _ in range(len(typing._rows()) - 1):
        press(KEY.Key_Down)
    keys(" ")
    assert nfc(field.text()) == nfc("উপজেলা ")
    assert not typing.learnt
