"""Chips under real keys and clicks."""

from __future__ import annotations

import pytest
from field_hands import CTRL, KEY, LOOK, Owner, dress, focused, paste, press, write
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import inspection
from ui.fields import Chip, ChipsField, LineField
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(scope="module", autouse=True)
def dressed(qapp):
    dress(qapp)


WORDS = ["উপজেলা প্রকৌশলী", "উপজেলা কৃষি কর্মকর্তা", "ইউপি সচিব (সকল)"]


class People(Owner):
    """A field of chips and what its owner makes of its signals."""

    def __init__(self, field):
        super().__init__(field)
        self.field, self.names = field, []
        field.added.connect(lambda text: self.change(self.names.append, text))
        field.removed.connect(lambda index: self.change(self.names.pop, index))
        field.renamed.connect(lambda index, text: self.change(self.names.__setitem__, index, text))
        field.moved.connect(lambda index, to: self.change(lambda: self.names.insert(to, self.names.pop(index))))

    def change(self, act, *said):
        act(*said)
        self.show_names(*self.names)

    def show_names(self, *names):
        self.names = list(names)
        self.field.show_chips([Chip(name) for name in names])


@pytest.fixture
def people(qtbot):
    def make(*names, **more):
        owner = People(ChipsField("বাস্তবায়নকারী", LOOK, Voice("bn"), add="+ কে", **more))
        qtbot.addWidget(owner)
        owner.resize(500, 300)
        owner.show_names(*names)
        owner.show()
        owner.activateWindow()
        qtbot.waitUntil(owner.isActiveWindow)
        owner.field.setFocus()
        owner.heard.clear()
        return owner

    return make


def chip(owner, index):
    return owner.field._buttons[index]


def test_what_is_typed_becomes_a_chip(people):
    owner = people(words=lambda typed: [word for word in WORDS if typed in word])
    write("প্রকৌশলী")
    press(KEY.Key_Escape)
    press(KEY.Key_Return)
    write("ই")
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert owner.names == ["প্রকৌশলী", WORDS[2]]
    assert owner.field.input.text() == ""
    # Enter with nothing typed is the owner's.
    press(KEY.Key_Return)
    assert owner.keys == ["Return"]


def test_what_was_begun_is_added_on_leaving(people, qtbot):
    owner = people("ক")
    other = LineField("x", LOOK)
    owner.stack.addWidget(other)
    QApplication.processEvents()
    write("খ")
    other.setFocus()
    assert owner.names == ["ক", "খ"]
    assert [said[0] for said in owner.heard][-1] == "left"


def test_chips_are_walked_moved_and_removed_by_keys(people):
    owner = people("ক", "খ", "গ")
    press(KEY.Key_Left)
    assert focused() is chip(owner, 2)
    press(KEY.Key_Left, CTRL, times=2)
    assert (owner.names, focused()) == (["গ", "ক", "খ"], chip(owner, 0))
    press(KEY.Key_Left)
    press(KEY.Key_Left, CTRL)
    assert (owner.names, focused()) == (["গ", "ক", "খ"], chip(owner, 0))
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    assert (owner.names, focused()) == (["গ", "খ"], chip(owner, 1))
    press(KEY.Key_Backspace)
    assert (owner.names, focused()) == (["গ"], chip(owner, 0))
    press(KEY.Key_Right)
    assert focused() is owner.field.input
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    assert (owner.names, focused()) == ([], owner.field.input)
    assert "left" not in [said[0] for said in owner.heard]


def test_a_chip_is_edited_in_its_place(people):
    owner = people("ক", "খ", "গ")
    owner.field.focus_chip(1)
    press(KEY.Key_F2)
    write("ঘ")
    press(KEY.Key_Return)
    assert (owner.names, focused()) == (["ক", "ঘ", "গ"], chip(owner, 1))
    press(KEY.Key_Return)
    write("ঙ")
    press(KEY.Key_Escape)
    assert (owner.names, focused(), owner.keys) == (["ক", "ঘ", "গ"], chip(owner, 1), [])
    press(KEY.Key_F2)
    write("চ")
    owner.field.input.setFocus()
    assert owner.names == ["ক", "চ", "গ"]
    owner.field.focus_chip(0)
    press(KEY.Key_F2)
    press(KEY.Key_Backspace)
    press(KEY.Key_Return)
    assert owner.names == ["চ", "গ"]
    assert "left" not in [said[0] for said in owner.heard]


def test_chips_by_mouse(people):
    owner = people("ক", "উপজেলা কৃষি কর্মকর্তা")
    second = chip(owner, 1)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))
    assert focused() is second
    QTest.mouseDClick(second, Qt.MouseButton.LeftButton, pos=QPoint(20, 13))
    assert isinstance(focused(), LineField)
    assert focused().selectedText() == "উপজেলা কৃষি কর্মকর্তা"
    press(KEY.Key_Escape)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton, pos=QPoint(second.width() - 8, 13))
    assert owner.names == ["ক"]


def test_pasted_lines_become_chips(people):
    owner = people("ক")
    paste("১। খ\n২। <গ>")
    assert owner.names == ["ক", "খ", "<গ>"]
    paste("ঘ")
    assert (owner.names, owner.field.input.text()) == (["ক", "খ", "<গ>"], "ঘ")
    owner.field.input.clear()
    owner.field.input.takes = frozenset({"list"})
    paste("১। খ\n২। গ")
    assert [one.kind for one in owner.of("pasted")] == ["list"]


def test_chips_wrap_over_lines_and_inside_themselves(people, qtbot):
    owner = people("উপজেলা প্রকৌশলী", "উপজেলা কৃষি কর্মকর্তা", "উপজেলা বন কর্মকর্তা, " * 6)
    owner.resize(300, 300)
    qtbot.waitUntil(lambda: chip(owner, 1).y() > chip(owner, 0).y())
    QApplication.processEvents()
    long = chip(owner, 2)
    assert long.height() > 2 * chip(owner, 0).height() - 10
    assert all(owner.field.rect().contains(chip(owner, index).geometry()) for index in range(3))
    assert owner.field.rect().contains(owner.field.input.geometry())
    assert inspection.cut(owner) == []
    long.setFixedHeight(30)
    assert len(inspection.cut(owner)) == 1


def test_frozen_chips_can_be_walked_but_not_changed(people):
    owner = people("ক", "খ")
    other = LineField("x", LOOK)
    owner.stack.insertWidget(0, other)
    QApplication.processEvents()
    owner.field.set_frozen(True)
    other.setFocus()
    press(KEY.Key_Tab)
    assert focused() is chip(owner, 0)
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    press(KEY.Key_Left, CTRL)
    press(KEY.Key_F2)
    assert (owner.names, focused()) == (["ক", "খ"], chip(owner, 1))
    press(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "খ"


def test_a_single_chip_takes_the_place_of_the_line(people):
    owner = people(single=True)
    write("৩১ ডিসেম্বর")
    press(KEY.Key_Return)
    assert (owner.names, focused(), owner.field.input.isVisible()) == (["৩১ ডিসেম্বর"], chip(owner, 0), False)
    press(KEY.Key_Delete)
    assert (owner.names, focused()) == ([], owner.field.input)
    assert "left" not in [said[0] for said in owner.heard]


def test_undo_on_a_chip_is_the_owners(people):
    owner = people("ক")
    owner.field.focus_chip(0)
    press(KEY.Key_Z, CTRL)
    press(KEY.Key_Return, CTRL)
    assert (len(owner.of("undo_asked")), owner.keys) == (1, ["Ctrl+Return"])
