"""Lines with completion, dates, and the form around them, under real keys."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from field_hands import CTRL, KEY, LOOK, Owner, compose, dress, focused, press, stood, write
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QKeySequence,
    QShortcut,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from koyradesk.bengali.text import nfc
from ui import inspection
from ui.fields import Chip, ChipsField, DateField, Form, LineField, MarkedField
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp):
    dress(qapp)


@pytest.fixture
def stand(qtbot):
    return partial(stood, qtbot)


WORDS = ["উপজেলা প্রকৌশলী", "উপজেলা কৃষি কর্মকর্তা", "ইউপি সচিব (সকল)"]


def known(typed):
    return [word for word in WORDS if typed in word]


def test_completions_are_chosen_by_keys(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    owner = stand(line, other)
    chosen = []
    line.chosen.connect(chosen.append)
    write("উ")
    assert (line.completing(), focused()) == (True, line)
    press(KEY.Key_Down, times=2)
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert (line.marked(), chosen, owner.keys, line.completing()) == (WORDS[0], [WORDS[0]], [], False)
    assert owner.of("typed") == ["উ", WORDS[0]]
    press(KEY.Key_Z, CTRL)
    assert line.marked() == "উ"


def test_completions_go_with_their_field(stand, qtbot):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    write("উ")
    assert len(owner.findChildren(QListView)) == 1
    line.deleteLater()
    qtbot.waitUntil(lambda: owner.findChildren(QListView) == [])


def test_tab_takes_what_is_chosen_and_else_goes_on(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    stand(line, other)
    write("ইউ")
    press(KEY.Key_Down)
    press(KEY.Key_Tab)
    assert (line.marked(), focused()) == (WORDS[2], line)
    press(KEY.Key_Backspace)
    assert line.completing()
    press(KEY.Key_Tab)
    assert (line.marked(), focused(), line.completing()) == (WORDS[2][:-1], other, False)


def test_escape_closes_the_list_and_not_the_screen(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    closed = []
    QShortcut(QKeySequence("Escape"), owner, activated=lambda: closed.append(1))
    write("উ")
    press(KEY.Key_Escape)
    assert (line.completing(), closed) == (False, [])
    press(KEY.Key_Escape)
    assert closed == [1]


def test_enter_without_a_choice_is_the_owners(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    write("উ")
    press(KEY.Key_Return)
    assert (line.marked(), owner.keys, line.completing()) == ("উ", ["Return"], False)


def test_down_offers_all_and_what_is_complete_is_not_offered(stand):
    line = LineField("কে", LOOK, words=known)
    stand(line)
    assert not line.completing()
    press(KEY.Key_Down)
    assert line.completing()
    press(KEY.Key_Escape)
    line.show_marked("ইউপি সচিব (সকল")
    line.place_cursor(99)
    write(")")
    assert not line.completing()


def test_completion_sees_what_an_input_method_composes(stand):
    line = LineField("কে", LOOK, words=known)
    owner = stand(line)
    compose("ইউ")
    assert (line.completing(), owner.of("typed")) == (True, [])
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert line.marked() == WORDS[2]


def test_completions_can_be_clicked_and_go_when_the_field_is_left(stand):
    line, other = LineField("কে", LOOK, words=known), LineField("অন্য", LOOK)
    stand(line, other)
    write("উ")
    place = line._list.visualRect(line._list.model().index(1, 0)).center()
    QTest.mouseClick(line._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (line.marked(), focused()) == (WORDS[1], line)
    press(KEY.Key_Backspace)
    assert line.completing()
    other.setFocus()
    assert not line.completing()


def test_completions_stay_inside_the_window(stand):
    low = LineField("কে", LOOK, words=lambda typed: [word * 6 for word in WORDS])
    owner = stand(low)
    owner.stack.insertStretch(0, 1)
    owner.stack.removeItem(owner.stack.itemAt(2))
    QApplication.processEvents()
    write("উ")
    place = low._list.geometry()
    assert owner.rect().contains(place)
    assert place.bottom() <= low.y()


def test_a_line_shows_marks_and_lines_without_losing_them(stand):
    line = LineField("x", LOOK)
    owner = stand(line)
    line.show_marked("<b>ক</b> &amp;\nখ")
    assert (line.text(), line.marked(), owner.heard) == ("ক & খ", "<b>ক</b> &amp;\nখ", [])
    line.place_cursor(99)
    write("গ")
    assert line.marked() == "ক &amp; খগ"


# A date


def day_field(today=date(2026, 11, 21), language="bn", **more):
    return DateField("তারিখ", LOOK, Voice(language), today=lambda: today, **more)


@pytest.mark.parametrize("text", ["২৫/১১/২০২৬", "25.11.2026", "২৫ নভেম্বর, ২০২৬ খ্রি.", "১০ অগ্রহায়ণ ১৪৩৩"])
def test_a_day_is_understood_and_said(stand, text):
    field = day_field()
    stand(field)
    write(text)
    assert (field.day(), field.marked()) == (date(2026, 11, 25), nfc(text))
    assert field.said.plain == nfc("বুধবার, ২৫ নভেম্বর ২০২৬ · ১০ অগ্রহায়ণ ১৪৩৩")
    assert field.said.property("role") == "said"


@pytest.mark.parametrize(
    ("text", "said"),
    [("৩১/০২/২০২৬", "বর্ষপঞ্জিতে এমন কোনো দিন নেই।"), ("শীঘ্রই", "তারিখ বোঝা যায়নি। যেমন: ২৫/১১/২০২৬")],
)
def test_what_is_no_day_is_said_so_and_kept(stand, text, said):
    field = day_field()
    owner = stand(field)
    write(text)
    assert (field.day(), field.marked(), owner.of("typed")[-1]) == (None, nfc(text), nfc(text))
    assert (field.said.plain, field.said.property("role")) == (nfc(said), "error")


def test_a_doubtful_day_is_asked_about(stand):
    field = day_field()
    stand(field)
    write("২৫/১১/২৬")
    assert (field.said.plain[-1], field.said.property("role"), field.day()) == ("?", "error", date(2026, 11, 25))


def test_arrows_go_from_day_to_day_in_the_style_of_the_field(stand):
    field = day_field()
    owner = stand(field)
    press(KEY.Key_Up)
    assert field.marked() == nfc("২১/১১/২০২৬ খ্রি.")
    press(KEY.Key_Up, times=10)
    assert field.marked() == nfc("০১/১২/২০২৬ খ্রি.")
    assert owner.of("typed")[-1] == field.marked()
    field.show_marked("৩০ নভেম্বর ২০২৬")
    press(KEY.Key_Up)
    press(KEY.Key_Down, times=2)
    assert field.marked() == "২৯ নভেম্বর ২০২৬"
    field.show_marked(nfc("১ বৈশাখ ১৪৩৩"))
    press(KEY.Key_Down)
    assert field.marked() == nfc("৩০ চৈত্র ১৪৩২")
    field.show_marked("শীঘ্রই")
    press(KEY.Key_Up)
    assert field.marked() == nfc("শীঘ্রই")


def test_today_is_written_out_when_the_field_is_left(stand):
    field, other = day_field(), LineField("x", LOOK)
    owner = stand(field, other)
    write("আজ")
    assert (field.day(), field.marked()) == (date(2026, 11, 21), "আজ")
    press(KEY.Key_Tab)
    assert field.marked() == nfc("২১/১১/২০২৬ খ্রি.")
    assert [said[0] for said in owner.heard] == ["typed", "typed", "typed", "left", "entered"]
    field.setFocus()
    press(KEY.Key_A, CTRL)
    write("Tomorrow")
    press(KEY.Key_Return)
    assert field.marked() == nfc("২২/১১/২০২৬ খ্রি.")


def test_a_frozen_date_cannot_be_stepped(stand):
    field = day_field()
    owner = stand(field)
    field.show_marked("২৫/১১/২০২৬")
    field.set_frozen(True)
    press(KEY.Key_Up)
    assert (field.marked(), owner.of("typed")) == ("২৫/১১/২০২৬", [])


# Forms


@pytest.mark.parametrize("aside", [False, True])
def test_a_form_labels_its_fields_and_says_what_is_wrong(qtbot, aside):
    form = Form("তথ্য", aside=aside)
    qtbot.addWidget(form)
    place = form.add("স্থান", LineField("স্থান", LOOK), hint="যেখানে সভা বসে")
    form.add("সময়", LineField("সময়", LOOK), beside=True)
    form.add("শিরোনাম", MarkedField("শিরোনাম", LOOK), width=2)
    form.resize(600, 200)
    form.show()
    assert place.label.buddy() is place.field
    place.say_error("স্থান লেখা হয়নি।")
    assert (place.note.plain, place.field.accessibleDescription()) == ("স্থান লেখা হয়নি।",) * 2
    place.say_error("")
    assert place.note.plain == "যেখানে সভা বসে"
    assert inspection.nameless(form) == []
    assert inspection.cut(form) == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_field_has_a_name_and_speaks_the_language(qtbot, language):
    voice = Voice(language)
    fields = [
        MarkedField("আলোচনা", LOOK),
        LineField("স্থান", LOOK),
        DateField("তারিখ", LOOK, voice),
        ChipsField("কে", LOOK, voice, add="+ কে"),
    ]
    owner = Owner(*fields)
    owner.setAccessibleName("x")
    qtbot.addWidget(owner)
    fields[2].show_marked("৩১/০২/২০২৬")
    fields[3].show_chips([Chip("ক", "১।")])
    owner.setAccessibleName("সভা")
    owner.show()
    assert inspection.nameless(owner) == []
    assert language == "en" or inspection.english(owner) == []
