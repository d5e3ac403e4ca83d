"""Bengali typed in every kind of field: what comes into the text, what is seen meanwhile, what is left alone."""

from __future__ import annotations

import pytest
from field_hands import CTRL, KEY, LOOK, Owner, focused, press
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QListWidget, QSpinBox
from typing_hands import FIELDS, chips, keys, line, marked, preedit, shown, stand, text_of

from koyradesk.bengali.text import nfc
from ui import composing
from ui.fields.line import LineField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)

WORDS = ("উপজেলা নির্বাহী অফিসার", "উপজেলা শিক্ষা অফিসার", "সহকারী প্রোগ্রামার")


def completer(typed):
    return [word for word in WORDS if typed in word] if typed else []


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


def test_a_word_is_chosen_by_number_and_by_arrows_and_learnt(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sikkha")
    assert shown(typing)
    words = [choice.text for choice in typing.word.choices]
    keys("2")
    assert field.toPlainText() == words[1]
    keys(" sikkha")
    assert preedit(field) == words[1]
    press(KEY.Key_Down)
    assert preedit(field) == typing.word.choices[1].text
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
    rows = typing.offered.list._words.stringList()
    assert rows[-3:] == [*WORDS[:2], "upojela"]
    keys(str(len(rows) - 1))
    assert (field.text(), chosen) == (WORDS[1], [WORDS[1]])


def test_a_click_in_the_list_chooses(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sikkha")
    assert shown(typing)
    row = typing.offered.list._words.index(1)
    QTest.mouseClick(
        typing.offered.list.viewport(), Qt.MouseButton.LeftButton, pos=typing.offered.list.visualRect(row).center()
    )
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
        place = typing.offered.list.geometry()
        assert place.top() > top + caret.height() - 1 or place.bottom() < top
        press(KEY.Key_Escape)


def test_a_word_ended_on_a_completion_is_the_word_that_is_seen(qtbot, typing):
    field = LineField("নাম", LOOK, words=lambda typed: [word for word in WORDS if typed and word.startswith(typed)])
    stand(qtbot, field)
    keys("upojela")
    QTest.qWait(10)
    assert len(typing.word.rows()) > len(typing.word.choices)
    for _ in range(len(typing.word.rows()) - 2):
        press(KEY.Key_Down)
    keys(" ")
    assert nfc(field.text()) == nfc("উপজেলা ")
    assert not typing.learnt


# English in between


@pytest.mark.parametrize("typed", [
    "uno@shalbon.gov.bd", "uno2@example.com", "md.rahim-7@shalbon.gov.bd,", "www.shalbon.gov.bd/Notice-2",
    "shalbon.gov.bd.", "https://example.org/a?b=1#c", "a4@b.com", "office.shalbon@example.com",
])  # fmt: skip
@pytest.mark.parametrize("kind", ["marked", "line", "plain", "combo", "search"])
def test_addresses_are_never_turned_into_bengali(qtbot, typing, kind, typed):
    field = FIELDS[kind]()
    stand(qtbot, field)
    keys(f"{typed} sova ")
    assert text_of(field) == f"{typed} {nfc('সভা ')}"
    if typed[-1].isalpha():
        # Enter ends it, too.
        press(KEY.Key_A, CTRL)
        press(KEY.Key_Backspace)
        keys(typed)
        typing.commit()
        assert text_of(field) == typed


def test_an_address_behind_bengali_keeps_the_bengali(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("sova.sova e-mail: uno@example.com (uno@example.com) ")
    assert field.toPlainText().startswith(nfc("সভা।সভা "))
    assert field.toPlainText().count("uno@example.com") == 2


@pytest.mark.parametrize(("typed", "written"), [
    ("PDF ", "PDF "), ("ICT, ", "ICT, "), ("COVID-19 ", "COVID-19 "), ("A4 ", "A4 "), ("OI ", "ঐ "),
    ("sova/meeting ", "সভা/মিটিং "), ("500 @ ", "৫০০ @ "), ("sova@ ", "sova@ "), ("hoy.sova ", "হয়।সভা "),
])  # fmt: skip
def test_capitals_and_signs(qtbot, typing, typed, written):
    field = line()
    stand(qtbot, field)
    keys(typed)
    assert field.text() == nfc(written)


def test_one_key_keeps_the_letters_and_makes_the_blank(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("Zoom")
    press(KEY.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    keys("sova ")
    assert field.toPlainText() == f"Zoom {nfc('সভা ')}"
    assert not typing.learnt
    assert "Zoom" not in typing.lexicon


def test_the_letters_stand_last_in_the_list_and_are_learnt_when_chosen(qtbot, typing):
    field = marked()
    stand(qtbot, field)
    keys("meet")
    assert shown(typing)
    last = typing.offered.list._words.rowCount() - 1
    assert typing.offered.list._words.stringList()[last] == "meet"
    assert [typing.offered.list.aside(row) for row in (0, last)] == ["", "Shift Space"]
    press(KEY.Key_Up)
    assert preedit(field) == "meet"
    keys(" meet ")
    assert field.toPlainText() == "meet meet "
    assert typing.learnt == {"meet": "meet"}


def test_what_was_taken_out_meanwhile_is_not_written_over(qtbot, typing):
    field = line()
    stand(qtbot, field)
    keys("uno")
    typing.commit()
    field.setText("অন্য কথা")
    keys("@")
    assert field.text() == "অন্য কথা@"
