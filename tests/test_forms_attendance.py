"""The people at a meeting: a table that is filled with real keys, on a real store."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from desks import BN, EN, KEY, MOD, desks, people
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from koyradesk.model import Attendee, Ref
from ui.editor.attendance import AttendanceStep
from ui.editor.people import DESIGNATION, NAME, PHONE, SERIAL, STATE

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def desk(qapp, tmp_path):
    """Gives a desk with a meeting."""
    yield from desks(qapp, tmp_path)


@pytest.fixture
def present(desk):
    """The second step, with five people."""
    at = desk(replace(samples.meeting(), attendees=people(5)))
    at.open(AttendanceStep).first()
    at.settle()
    return at


def current(at) -> tuple[int, int]:
    index = at.step.sheet.currentIndex()
    return index.row(), index.column()


def test_space_goes_through_the_states_and_the_counts_follow(present):
    at = present
    assert current(at) == (0, NAME)
    states = []
    for _ in range(5):
        at.key(KEY.Key_Space)
        states.append(at.saved.attendees[0].state)
    assert states == ["present", "excused", "absent", "", "present"]
    assert at.step._counts["present"].text() == "উপস্থিত ১"
    assert at.step._counts[""].text() == "চিহ্ন নেই ৪"
    assert at.step._counts["absent"].isHidden()


def test_a_click_on_the_state_changes_it_and_one_elsewhere_does_not(present):
    at, sheet = present, present.step.sheet
    for column, state in ((STATE, "present"), (STATE, "excused"), (DESIGNATION, "excused")):
        place = sheet.visualRect(sheet.people.index(2, column)).center()
        QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=place)
        at.settle()
        assert at.saved.attendees[2].state == state


def test_one_key_marks_everyone(present):
    at = present
    at.key(KEY.Key_F8)
    QTest.qWait(150)
    assert {one.state for one in at.saved.attendees} == {"present"}
    assert at.step.sheet.hasFocus()


def test_typing_writes_into_the_cell_and_enter_goes_down(present):
    at = present
    at.type("নূ")
    assert at.meeting.attendees[0].name == "নূ"
    assert at.saved.attendees[0].name == "সদস্য 1"
    at.type("রুল")
    at.key(KEY.Key_Return)
    assert at.saved.attendees[0].name == "নূরুল"
    assert current(at) == (1, NAME)
    at.key(KEY.Key_Right)
    at.key(KEY.Key_F2)
    at.key(KEY.Key_End)
    at.type("!")
    at.key(KEY.Key_Tab)
    assert at.saved.attendees[1].designation == "কৃষি অফিসার!"
    assert current(at) == (1, PHONE)
    at.type("০১৮")
    at.key(KEY.Key_Tab)
    assert (at.saved.attendees[1].phone, current(at)) == ("০১৮", (2, NAME))
    at.key(KEY.Key_Backtab, MOD.ShiftModifier)
    assert current(at) == (1, PHONE)


def test_escape_leaves_the_cell_as_it_was(present):
    at = present
    at.type("ভুল")
    assert at.meeting.attendees[0].name == "ভুল"
    at.key(KEY.Key_Escape)
    assert at.meeting.attendees[0].name == at.saved.attendees[0].name == "সদস্য 1"
    assert at.step.sheet.hasFocus()


def test_enter_on_the_last_row_adds_one_but_not_below_an_empty_one(present):
    at = present
    for _ in range(4):
        at.key(KEY.Key_Down)
    at.key(KEY.Key_Return)
    assert len(at.saved.attendees) == 6
    assert current(at) == (5, NAME)
    at.key(KEY.Key_Return)
    assert len(at.saved.attendees) == 6
    at.type("শেষ জন")
    at.key(KEY.Key_Return)
    assert [one.name for one in at.saved.attendees[5:]] == ["শেষ জন", ""]
    assert current(at) == (6, NAME)


def test_a_known_person_brings_post_and_telephone_where_none_are_written(desk):
    at = desk(replace(samples.meeting(), attendees=(Attendee("", "সদস্য"), Attendee())))
    at.open(AttendanceStep).first()
    known = {"designation": "কৃষি অফিসার", "phone": "০১৭০০০০০০০০"}
    at.session.know(at.session.words.with_word("person", "শামীম আরা", **known))
    for _ in range(2):
        at.type("শামী")
        at.key(KEY.Key_Down)
        at.key(KEY.Key_Return)
        at.key(KEY.Key_Return)
    told = [(one.name, one.designation, one.phone) for one in at.saved.attendees[:2]]
    assert told == [("শামীম আরা", "সদস্য", "০১৭০০০০০০০০"), ("শামীম আরা", "কৃষি অফিসার", "০১৭০০০০০০০০")]


def test_rows_are_moved_and_taken_out_and_come_back(present):
    at = present
    at.key(KEY.Key_Down)
    at.key(KEY.Key_Up, MOD.AltModifier)
    assert [one.name for one in at.saved.attendees[:2]] == ["সদস্য 2", "সদস্য 1"]
    assert current(at) == (0, NAME)
    at.key(KEY.Key_Down, MOD.ShiftModifier)
    at.key(KEY.Key_Delete, MOD.ControlModifier)
    assert [one.name for one in at.saved.attendees] == ["সদস্য 3", "সদস্য 4", "সদস্য 5"]
    assert current(at) == (0, NAME)
    at.session.undo()
    assert [one.name for one in at.saved.attendees] == ["সদস্য 2", "সদস্য 1", "সদস্য 3", "সদস্য 4", "সদস্য 5"]
    assert at.step.sheet.people.rowCount() == 5


def test_delete_empties_what_is_chosen(present):
    at = present
    at.key(KEY.Key_Space)
    at.key(KEY.Key_Down, MOD.ShiftModifier)
    at.key(KEY.Key_Delete)
    assert [one.name for one in at.saved.attendees[:3]] == ["", "", "সদস্য 3"]
    assert at.saved.attendees[0].state == "present"


def test_a_table_of_people_is_pasted_as_rows_and_a_word_into_the_cell(present):
    at = present
    at.paste("রহিমা খাতুন\tসমাজসেবা অফিসার\nআবদুল করিম\tমৎস্য কর্মকর্তা")
    assert [(one.name, one.designation) for one in at.saved.attendees[:4]] == [
        ("সদস্য 1", "কৃষি অফিসার"),
        ("রহিমা খাতুন", "সমাজসেবা অফিসার"),
        ("আবদুল করিম", "মৎস্য কর্মকর্তা"),
        ("সদস্য 2", "কৃষি অফিসার"),
    ]
    assert current(at) == (2, NAME)
    at.key(KEY.Key_Right)
    at.paste("নির্বাচন অফিসার")
    assert at.saved.attendees[2].designation == "নির্বাচন অফিসার"


def test_a_table_pasted_while_typing_in_a_cell_becomes_rows_too(present):
    at = present
    at.key(KEY.Key_F2)
    at.paste("\n".join(f"রহিমা খাতুন {number}\tউপজেলা সমাজসেবা অফিসার" for number in range(1, 41)))
    names = [one.name for one in at.saved.attendees]
    assert len(names) == 45
    assert names[:3] == ["সদস্য 1", "রহিমা খাতুন 1", "রহিমা খাতুন 2"]


def test_too_much_at_once_is_told_and_changes_nothing(present):
    at = present
    told: list[bool] = []
    at.session.overflowed.connect(lambda: told.append(True))
    QGuiApplication.clipboard().setText("ক" * 200_000)
    at.key(KEY.Key_V, MOD.ControlModifier)
    for _ in range(200):
        if told:
            break
        QTest.qWait(10)
    assert told == [True]
    assert len(at.saved.attendees) == 5


def test_what_is_copied_can_be_pasted_anywhere(present):
    at = present
    at.key(KEY.Key_Right, MOD.ShiftModifier)
    at.key(KEY.Key_Down, MOD.ShiftModifier)
    at.key(KEY.Key_C, MOD.ControlModifier)
    assert QGuiApplication.clipboard().text() == "সদস্য 1\tকৃষি অফিসার\nসদস্য 2\tকৃষি অফিসার"


def test_nobody_on_the_list_is_told_and_a_paste_begins_it(desk):
    at = desk(replace(samples.meeting(), attendees=()))
    step = at.open(AttendanceStep)
    step.first()
    assert at.focus is step.adding
    assert step.empty.isVisible()
    assert not step.sheet.isVisible()
    at.paste("রহিমা খাতুন\tসমাজসেবা অফিসার\nআবদুল করিম\tমৎস্য কর্মকর্তা")
    assert [one.name for one in at.saved.attendees] == ["রহিমা খাতুন", "আবদুল করিম"]
    assert step.sheet.hasFocus()
    assert not step.empty.isVisible()


def test_one_goes_to_a_cell_by_its_address(present):
    at = present
    record = at.meeting.attendees[3].id
    assert at.step.go(Ref(record, "designation"), 4)
    at.settle()
    assert (at.focus.text(), at.focus.cursorPosition()) == ("কৃষি অফিসার", 4)
    at.key(KEY.Key_Escape)
    assert at.step.go(Ref(at.meeting.id, "attendance_note"))
    assert at.focus is at.step.note
    assert not at.step.go(Ref(at.meeting.items[0].id, "topic"))


def test_long_lists_keep_their_place_and_show_every_word(desk):
    long = "উপজেলা স্বাস্থ্য ও পরিবার পরিকল্পনা কর্মকর্তা (ভারপ্রাপ্ত), শালবন উপজেলা স্বাস্থ্য কমপ্লেক্স"
    at = desk(replace(samples.meeting(), attendees=tuple(replace(one, designation=long) for one in people(60))))
    step = at.open(AttendanceStep, size=(520, 450))
    sheet = step.sheet
    for row in (0, 59):
        for column in (NAME, DESIGNATION):
            need = sheet.cells.height(sheet.people.index(row, column).data(), column, sheet.columnWidth(column))
            assert sheet.rowHeight(row) >= need
    for row in range(60):
        for column in (SERIAL, PHONE):
            data = sheet.people.index(row, column).data()
            one_line = sheet.cells.height("০", column, sheet.columnWidth(column))
            assert sheet.cells.height(data, column, sheet.columnWidth(column)) == one_line
    assert sum(sheet.columnWidth(column) for column in range(5)) <= sheet.viewport().width()
    step.go(Ref(at.meeting.attendees[50].id, "name"))
    at.settle()
    before = sheet.verticalScrollBar().value()
    assert before > 0
    at.key(KEY.Key_Escape)
    at.key(KEY.Key_Space)
    assert sheet.verticalScrollBar().value() == before


@pytest.mark.parametrize("voice", [BN, EN])
def test_on_a_small_screen_names_and_posts_break_between_words_that_belong_together(desk, voice):
    """At 125 % the editor leaves the table 478 pixels."""
    somebody = Attendee("মো. আশরাফুল কবির", "উপজেলা স্বাস্থ্য ও পরিবার পরিকল্পনা কর্মকর্তা", "", "০১৭০০০০০০০০")
    at = desk(replace(samples.meeting(), attendees=(somebody, *people(10))))
    sheet = at.open(AttendanceStep, voice, size=(554, 450)).sheet
    line = sheet.cells.height("ক", NAME, 200)
    step = sheet.cells.height("ক\nখ", NAME, 200) - line
    assert sheet.viewport().width() == 478
    for column, most in ((NAME, 2), (DESIGNATION, 3)):
        tall = sheet.cells.height(sheet.people.index(0, column).data(), column, sheet.columnWidth(column))
        assert tall <= line + (most - 1) * step


def test_a_known_person_on_the_list_brings_post_and_telephone(desk):
    at = desk(replace(samples.meeting(), attendees=(Attendee("শামীম আরা", "জেলা প্রশাসক", "", "০১৯"), Attendee())))
    at.open(AttendanceStep)
    at.step.go(Ref(at.meeting.attendees[1].id, "name"))
    at.type("শামী")
    at.key(KEY.Key_Down)
    at.key(KEY.Key_Return)
    assert (at.meeting.attendees[1].designation, at.meeting.attendees[1].phone) == ("জেলা প্রশাসক", "০১৯")


def test_the_sign_sheet_is_asked_for(present, qtbot):
    with qtbot.waitSignal(present.step.print_asked) as asked:
        present.step.printing.click()
    assert asked.args == ["attendance"]
