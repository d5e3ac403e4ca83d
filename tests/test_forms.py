"""Facts, attendance, issue and the panel of a new meeting, typed into with real keys, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import samples
from PySide6.QtCore import QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from koyradesk import layout, meetings, words
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.model import Attendee, Meeting, Memo, Paragraph, Ref, Signature
from ui import fonts, inspection, theme
from ui.book import Book
from ui.editor.attendance import AttendanceStep
from ui.editor.facts import FactsStep
from ui.editor.issue import IssueStep
from ui.editor.layouts import in_words
from ui.editor.people import DESIGNATION, NAME, PHONE, SERIAL, STATE
from ui.editor.rows import TOO_LONG
from ui.editor.starting import Offer, Starting
from ui.say import Voice
from ui.session import Session

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

KEY, MOD = Qt.Key, Qt.KeyboardModifier
LOOK = theme.LIGHT
BN, EN = Voice("bn"), Voice("en")


class AtOnce(QObject):
    """A worker that answers inside the question: what is asked here takes no time."""

    def ask(self, job, then, *, otherwise=None, topic=""):
        try:
            found = job()
        except UserError as error:
            otherwise(error)
            return
        then(found)


class Desk:
    """An office with one meeting, open in one step of the editor."""

    def __init__(self, folder: Path, meeting: Meeting) -> None:
        self.book = Book(folder)
        self.book.open()
        self.book.wrote(frozenset({"meeting"}))
        self.stored = meetings.save(self.book.store, meeting, by="রাবেয়া")
        self.host = QWidget()
        self.host.setObjectName("window")
        self.host.setAccessibleName("সভা")
        QVBoxLayout(self.host)
        self.told: list[str] = []

    def open(self, step, voice=BN, size=(660, 700)):
        """The step, shown in a window of its own."""
        taken = self.book.edits.take(self.stored.id)
        self.session = Session(AtOnce(), self.book.edits, lambda meeting, kind: None, taken)
        self.session.know(self.book.words())
        self.step = step(self.session, voice, LOOK)
        self.session.changed.connect(self.step.refresh)
        if hasattr(self.step, "told"):
            self.step.told.connect(self.told.append)
        self.host.layout().addWidget(self.step)
        self.host.resize(*size)
        self.host.show()
        self.host.activateWindow()
        self.settle()
        return self.step

    @property
    def meeting(self) -> Meeting:
        return self.session.meeting

    @property
    def saved(self) -> Meeting:
        """As it is on the disk."""
        return meetings.get(self.book.store, self.stored.id)

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            QApplication.sendPostedEvents()

    def key(self, key, modifier=MOD.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """As Bengali keyboards do: each sign a key without a number of its own."""
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(self.focus, QKeyEvent(kind, 0, MOD.NoModifier, sign))
        self.settle()

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.key(KEY.Key_V, MOD.ControlModifier)


@pytest.fixture
def desk(qapp, tmp_path):
    """Gives a desk with a meeting."""
    fonts.load()
    theme.dress(qapp, LOOK)
    made = []

    def begin(meeting: Meeting | None = None) -> Desk:
        made.append(Desk(tmp_path / "data", meeting or samples.meeting()))
        return made[-1]

    yield begin
    for one in made:
        one.session.seal()
        one.host.close()
        one.host.deleteLater()
        one.book.close()


def people(count: int) -> tuple[Attendee, ...]:
    return tuple(Attendee(f"সদস্য {number}", "কৃষি অফিসার", "", "০১৭০০০০০০০০") for number in range(1, count + 1))


# Facts


def test_the_date_is_first_and_typed_in_any_form(desk):
    at = desk()
    step = at.open(FactsStep)
    step.first()
    assert step.date.isAncestorOf(at.focus)
    at.focus.selectAll()
    at.type("২৪/১২/২০২৬")
    assert at.meeting.date == date(2026, 12, 24)
    at.key(KEY.Key_Tab)
    assert (at.saved.date, at.saved.date_text) == (date(2026, 12, 24), "২৪/১২/২০২৬")


def test_a_meeting_without_wording_shows_the_date_it_will_print(desk):
    at = desk(replace(samples.meeting(), date=date(2026, 11, 25), date_text=""))
    step = at.open(FactsStep)
    assert step.date.marked() == "২৫ নভেম্বর ২০২৬"
    step.first()
    at.key(KEY.Key_Tab)
    assert at.saved.date == date(2026, 11, 25)


def test_enter_makes_paragraphs_and_backspace_joins_them(desk):
    at = desk(replace(samples.meeting(), opening=(Paragraph("সভা শুরু হয়।"), Paragraph("পাঠ করা হয়।"))))
    step = at.open(FactsStep)
    first, second = (one.id for one in at.meeting.opening)
    assert step.go(Ref(first, "text"), len("সভা"))
    at.key(KEY.Key_Return)
    assert [one.text for one in at.meeting.opening] == ["সভা", "শুরু হয়।", "পাঠ করা হয়।"]
    at.type("তখন ")
    at.key(KEY.Key_Home)
    at.key(KEY.Key_Backspace)
    assert [one.text for one in at.meeting.opening] == ["সভা তখন শুরু হয়।", "পাঠ করা হয়।"]
    assert step.opening.rows()[0].fields[0] is at.focus
    at.type("র")
    assert at.meeting.opening[0].text.startswith("সভার")
    step.go(Ref(second, "text"), len(nfc("পাঠ করা হয়।")))
    at.key(KEY.Key_Return)
    at.type("নতুন কথা")
    assert [one.text for one in at.saved.opening] == ["সভার তখন শুরু হয়।", "পাঠ করা হয়।", ""]
    at.key(KEY.Key_Tab)
    assert at.saved.opening[2].text == "নতুন কথা"


def test_rows_move_and_go_by_keys_and_tab_follows_their_order(desk):
    texts = ("এক।", "দুই।", "তিন।")
    at = desk(replace(samples.meeting(), opening=tuple(Paragraph(text) for text in texts)))
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.opening[2].id, "text"), 0)
    at.key(KEY.Key_Up, MOD.AltModifier)
    at.key(KEY.Key_Up, MOD.AltModifier)
    assert [one.text for one in at.saved.opening] == ["তিন।", "এক।", "দুই।"]
    assert at.focus.marked() == "তিন।"
    at.key(KEY.Key_Tab)
    assert at.focus.marked() == "এক।"
    at.key(KEY.Key_Tab)
    assert at.focus.marked() == "দুই।"
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert [one.text for one in at.saved.opening] == ["তিন।", "এক।"]
    assert at.focus.marked() == "এক।"
    at.key(KEY.Key_Home)
    at.key(KEY.Key_Up)
    assert at.focus.marked() == "তিন।"


def test_tab_goes_through_the_facts_from_top_to_bottom(desk):
    at = desk(replace(samples.meeting(), opening=(Paragraph("এক।"), Paragraph("দুই।"))))
    step = at.open(FactsStep, size=(660, 2000))
    step.first()
    step.opening.add()
    at.settle()
    step.first()
    places = []
    for _ in range(30):
        place = at.focus.mapTo(step.inside, at.focus.rect().topLeft())
        places.append((place.y(), place.x()))
        at.key(KEY.Key_Tab)
        if step.date.isAncestorOf(at.focus):
            break
    assert len(places) >= 15
    assert places == sorted(places, key=lambda place: (place[0] // 20, place[1]))


def test_a_list_pasted_into_an_empty_paragraph_becomes_paragraphs(desk):
    at = desk(replace(samples.meeting(), opening=()))
    step = at.open(FactsStep)
    assert step.opening.empty.isVisible()
    step.opening.adding.click()
    at.paste("১। প্রথম কথা।\n২। দ্বিতীয় কথা।\n৩। তৃতীয় কথা।")
    assert [one.text for one in at.saved.opening] == ["১। প্রথম কথা।", "২। দ্বিতীয় কথা।", "৩। তৃতীয় কথা।"]
    assert not step.opening.empty.isVisible()


def test_a_known_person_in_the_chair_brings_post_and_place(desk):
    at = desk()
    at.open(FactsStep)
    meetings.save(
        at.book.store,
        Meeting(title="আগের সভা", signatures=(Signature("", "শামীম আরা", "জেলা প্রশাসক", "নদীপাড়"),)),
        by="রাবেয়া",
    )
    at.session.know(words.gather(at.book.store))
    at.step.go(Ref(at.meeting.id, "chair_name"))
    at.focus.selectAll()
    at.type("শামী")
    at.key(KEY.Key_Down)
    at.key(KEY.Key_Return)
    assert at.meeting.chair.name == "শামীম আরা"
    assert (at.saved.chair.designation, at.saved.chair.place) == ("জেলা প্রশাসক", "নদীপাড়")


def test_folded_cards_tell_what_they_hold_and_open_for_who_goes_there(desk):
    at = desk()
    step = at.open(FactsStep)
    assert not step.office.is_open()
    assert "উপজেলা নির্বাহী অফিসারের কার্যালয়" in step.office.head.accessibleDescription()
    assert "নভেম্বর ২০২৬" in step.committee.head.accessibleDescription()
    assert step.go(Ref(at.meeting.id, "website"))
    assert step.office.is_open()
    assert at.focus.marked() == "www.shalbon.example.gov.bd"
    assert not step.go(Ref(at.meeting.items[0].id, "topic"))


def test_the_letterhead_is_typed_line_by_line(desk):
    at = desk(replace(samples.meeting(), office=replace(samples.meeting().office, lines=("ক",))))
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.id, "letterhead"), 1)
    at.key(KEY.Key_Return)
    at.type("খ")
    at.key(KEY.Key_Tab)
    assert at.saved.office.lines == ("ক", "খ")


def test_the_month_is_typed_in_words_and_goes_on_with_the_arrows(desk):
    at = desk()
    step = at.open(FactsStep)
    step.go(Ref(at.meeting.id, "period"))
    assert at.focus.text() == "নভেম্বর ২০২৬"
    at.key(KEY.Key_Up)
    at.key(KEY.Key_Up)
    assert at.meeting.period == "2027-01"
    at.focus.selectAll()
    at.type("মার্চ ২০২৭")
    at.key(KEY.Key_Tab)
    assert at.saved.period == "2027-03"
    at.session.type(Ref(at.meeting.id, "period"), "2027-04")
    assert step.period.text() == "এপ্রিল ২০২৭"


def test_a_layout_is_chosen_by_its_looks(desk):
    at = desk()
    step = at.open(FactsStep)
    step.layouts.unfold()
    at.settle()
    choices = {one.name: one for one in step.choice.findChildren(QWidget) if getattr(one, "name", "")}
    assert choices.keys() == set(layout.names())
    assert choices["upazila"].isChecked()
    choices["upazila"].setFocus()
    at.key(KEY.Key_Up)
    chosen = at.focus.name
    at.key(KEY.Key_Space)
    assert at.saved.layout == chosen != "upazila"
    assert in_words(layout.resolve(chosen), BN)[0] in step.layouts.head.accessibleDescription()


def test_what_is_changed_elsewhere_is_shown(desk):
    at = desk()
    step = at.open(FactsStep)
    at.session.type(Ref(at.meeting.id, "place"), "নতুন ভবন")
    assert step.holds(Ref(at.meeting.id, "place")).marked() == "নতুন ভবন"


# Attendance


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
    QGuiApplication.clipboard().setText("ক" * 200_000)
    at.key(KEY.Key_V, MOD.ControlModifier)
    for _ in range(200):
        if at.told:
            break
        QTest.qWait(10)
    assert at.told == [BN(TOO_LONG)]
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


# Issue


def numbered(**changes: object) -> Meeting:
    return replace(samples.meeting(), **changes)


def draft() -> Meeting:
    return replace(samples.meeting(), memos=(Memo(),))


@pytest.fixture
def issue(desk):
    """The fourth step of a draft whose committee has a numbered meeting before it."""

    def begin(meeting: Meeting | None = None, *, earlier: bool = True, **options) -> Desk:
        at = desk(meeting or draft())
        if earlier:
            before = replace(samples.meeting(), date=date(2026, 10, 20), period="2026-10")
            meetings.save(at.book.store, before, by="রাবেয়া")
        at.open(IssueStep, **options)
        return at

    return begin


def test_the_next_number_is_proposed_whole_and_enter_takes_it(issue, qtbot):
    at = issue()
    at.step.first()
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    number, on, file, kind = asked.args
    assert kind == "minutes"
    assert (number, file) == ("", "")
    done = at.book.edits.issue("minutes", at.meeting.id, number, on, file)
    assert done.memo.number == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    at.session.reload()
    at.settle()
    assert not at.step.minutes.numbering.isVisible()
    assert at.step.minutes.number.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    assert at.step.minutes.sign.isVisible()
    assert at.focus is at.step.minutes.printing


def test_an_issue_number_typed_alone_shows_the_whole_it_becomes(issue, qtbot):
    at = issue()
    at.step.first()
    at.type("১২০")
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১২০"
    at.focus.clear()
    at.type("০৫.৪৪.৭৭")
    assert at.step.minutes.numbering.number_said.plain != "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১২০"
    at.focus.clear()
    assert at.step.minutes.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    at.type("121")
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[0] == "121"


def test_both_calendars_are_shown_for_the_date_that_is_typed(issue):
    at = issue()
    step = at.step
    step.minutes.numbering.date.setFocus()
    at.focus.selectAll()
    at.type("২৫/১১/২০২৬")
    assert nfc("১০ অগ্রহায়ণ ১৪৩৩") in step.minutes.numbering.date.said.plain
    assert "২৫ নভেম্বর ২০২৬" in step.minutes.numbering.date.said.plain


def test_without_a_file_its_code_is_asked_for(issue, qtbot):
    at = issue(earlier=False)
    at.step.first()
    assert at.focus is at.step.minutes.numbering.file
    at.type("০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬")
    at.key(KEY.Key_Tab)
    at.type("৭")
    assert at.step.minutes.numbering.number_said.plain.endswith("২৬.৭")
    with qtbot.waitSignal(at.step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[0:3:2] == ["৭", "০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬"]


def test_a_refusal_stands_under_the_number_until_it_is_asked_again(issue):
    at = issue()
    at.step.refuse(UserError(N_("The paper has no memo number and date yet. Issue it first, then sign it.")))
    error = at.step.minutes.numbering._number_row.note
    assert error.isVisible()
    assert error.plain == BN(N_("The paper has no memo number and date yet. Issue it first, then sign it."))
    at.step.first()
    at.key(KEY.Key_Return)
    assert not error.isVisible()


def test_signing_takes_two_keys_and_carries_the_scan(issue, qtbot, tmp_path):
    at = issue(numbered(), earlier=False)
    step = at.step
    step.first()
    assert at.focus is step.minutes.printing
    at.key(KEY.Key_Tab)
    assert at.focus is step.minutes.sign
    scan = tmp_path / "কপি.pdf"
    scan.write_bytes(b"%PDF-1.4")
    drop(step.minutes.box, scan)
    assert "কপি.pdf" in step.minutes.box.words.plain
    at.key(KEY.Key_Return)
    assert step.minutes.sure.isVisible()
    at.key(KEY.Key_Tab)
    at.key(KEY.Key_Return)
    assert not step.minutes.sure.isVisible()
    assert at.focus is step.minutes.sign
    at.key(KEY.Key_Return)
    with qtbot.waitSignal(step.sign_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [scan, "minutes"]


def drop(target, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(5, 5), action, mime, buttons, MOD.NoModifier)
    target.dropEvent(event)


def test_a_signed_paper_is_read_only_and_still_takes_scans(issue, qtbot, tmp_path):
    at = issue(numbered(), earlier=False)
    scan = tmp_path / "কপি.png"
    at.book.edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    at.settle()
    step = at.step
    assert step.holds(Ref(at.meeting.distribution.recipients[0].id, "text")).frozen
    assert not step.recipients.adding.isVisible()
    assert not step.minutes.sign.isVisible()
    assert not step.minutes.change.isVisible()
    with qtbot.waitSignal(step.attach_asked) as asked:
        drop(step.minutes.box, scan)
    assert asked.args == [scan, "minutes"]
    step.go(Ref(at.meeting.distribution.recipients[0].id, "text"), 0)
    at.key(KEY.Key_Return)
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert len(at.meeting.distribution.recipients) == 4


def test_recipients_are_listed_with_their_labels_and_endings(issue):
    at = issue()
    step = at.step
    last = at.meeting.distribution.recipients[-1]
    step.go(Ref(last.id, "text"), len(last.text))
    at.key(KEY.Key_Return)
    at.type("অফিস কপি")
    at.key(KEY.Key_Tab)
    made = at.saved.distribution.recipients[-1]
    assert (made.label, made.text) == ("৫।", "অফিস কপি।")
    assert step.recipients.rows()[-1].label.text() == "৫।"
    step.go(Ref(made.id, "text"), 0)
    at.key(KEY.Key_Up, MOD.AltModifier)
    assert [one.label for one in at.saved.distribution.recipients] == ["১।", "২।", "৩।", "৪।", "৫।"]
    assert at.saved.distribution.recipients[3].id == made.id
    assert "............" in at.saved.distribution.recipients[0].text


def test_a_recipient_known_to_the_office_is_offered_behind_the_caret(issue):
    at = issue()
    at.step.recipients.adding.click()
    at.settle()
    at.type("উপ")
    assert at.focus.ending() == "জেলা ............ কর্মকর্তা (সকল), শালবন"
    at.key(KEY.Key_Tab)
    assert at.meeting.distribution.recipients[-1].text == "উপজেলা ............ কর্মকর্তা (সকল), শালবন"
    at.key(KEY.Key_Return)
    assert len(at.saved.distribution.recipients) == 6
    assert at.saved.distribution.recipients[4].text.endswith("শালবন।")


def test_a_pasted_list_becomes_recipients(issue):
    at = issue(replace(draft(), distribution=replace(draft().distribution, recipients=())))
    at.step.recipients.adding.click()
    at.settle()
    at.paste("১। জেলা প্রশাসক, নমুনা\n২। উপজেলা ……… কর্মকর্তা (সকল)\n৩। অফিস কপি")
    texts = [one.text for one in at.saved.distribution.recipients]
    assert [text.rstrip("।") for text in texts] == [
        "জেলা প্রশাসক, নমুনা",
        "উপজেলা ……… কর্মকর্তা (সকল)",
        "অফিস কপি",
    ]
    assert [one.label for one in at.saved.distribution.recipients] == ["১।", "২।", "৩।"]


def test_the_first_signature_is_the_chairs_and_more_can_follow(issue):
    at = issue(replace(draft(), signatures=()))
    step = at.step
    assert step.signed_by.is_open()
    step.signatures.adding.click()
    at.settle()
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন"]
    assert "রেহানা পারভীন" in step.signed_by.head.accessibleDescription()
    step.signatures.adding.click()
    at.settle()
    at.type("আবু সাঈদ")
    at.key(KEY.Key_Tab)
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন", "আবু সাঈদ"]
    at.key(KEY.Key_Delete, MOD.AltModifier)
    assert [one.name for one in at.saved.signatures] == ["রেহানা পারভীন"]


def test_a_signature_has_the_lines_its_layout_prints(issue):
    at = issue(replace(draft(), layout="district", signatures=(Signature(name="ক", designation="খ"),)))
    at.step.signed_by.unfold()
    fields = [ref.field for ref in at.step._fields if ref.record.startswith("signature.")]
    assert fields == ["name", "designation"]
    at.session.change(replace(at.meeting, layout="combined"))
    at.settle()
    fields = [ref.field for ref in at.step._fields if ref.record.startswith("signature.")]
    assert fields == ["name", "designation", "date"]


def test_a_number_is_made_void_for_a_reason(issue, qtbot):
    at = issue(numbered(), earlier=False)
    step = at.step
    step.minutes.change.click()
    at.settle()
    step.minutes.numbering.void.setFocus()
    at.key(KEY.Key_Return)
    with qtbot.assertNotEmitted(step.void_asked):
        at.key(KEY.Key_Return)
    at.type("রেজিস্টারে ভুল নথিতে লেখা হয়েছে")
    with qtbot.waitSignal(step.void_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [nfc("রেজিস্টারে ভুল নথিতে লেখা হয়েছে"), "minutes"]
    at.book.edits.withdraw("minutes", at.meeting.id, asked.args[0])
    at.session.reload()
    at.settle()
    assert step.minutes.typing()
    assert not step.minutes.paper.isVisible()


def test_signed_minutes_are_corrected_by_a_paper_of_its_own(issue, qtbot):
    at = issue(numbered(), earlier=False)
    step = at.step
    assert not step.correcting.isVisible()
    at.book.edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    at.settle()
    assert step.correcting.isVisible()
    step.correcting.unfold()
    at.settle()
    step.entries.adding.setFocus()
    at.key(KEY.Key_Return)
    at.type("ক্রমিক ২.০")
    at.key(KEY.Key_Return)
    at.type("১৫ টি")
    at.key(KEY.Key_Return)
    at.type("১২ টি")
    at.key(KEY.Key_Return)
    assert len(step.entries.rows()) == 2
    at.key(KEY.Key_Delete, MOD.AltModifier)
    (entry,) = at.saved.pending()
    assert (entry.place, entry.wrong, entry.right) == ("ক্রমিক ২.০", "১৫ টি", "১২ টি")
    assert not step.correction.isVisible()
    step.correct.setFocus()
    at.key(KEY.Key_Return)
    assert step.correction.numbering.number_said.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    with qtbot.waitSignal(step.number_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args[3] == "correction"
    at.book.edits.issue("correction", at.meeting.id, *asked.args[:3])
    at.session.reload()
    at.settle()
    assert step.correction.number.plain == "০৫.৪৪.০০০০.০০০.০৬.০০১.২৬-১১৩"
    step.correction.sign.click()
    at.settle()
    with qtbot.waitSignal(step.sign_asked) as asked:
        at.key(KEY.Key_Return)
    assert asked.args == [None, "correction"]
    at.book.edits.sign("correction", at.meeting.id, None)
    at.session.reload()
    at.settle()
    assert step.entries.rows() == []
    assert "১১৩" in step.earlier.plain
    assert at.focus is step.printing_earlier
    assert not step.correction.isVisible()


# The panel of a new meeting

OFFERS = (
    Offer("উপজেলা আইসিটি কমিটি", "2026-10", "2026-11"),
    Offer("মাসিক সমন্বয় সভা", "2026-09", "2026-11"),
    Offer("আইনশৃঙ্খলা কমিটি"),
)


@pytest.fixture
def starting(qapp, qtbot):
    fonts.load()
    theme.dress(qapp, LOOK)
    panel = Starting(BN, LOOK)
    qtbot.addWidget(panel)
    panel.setObjectName("window")
    panel.resize(800, 600)
    panel.show()
    panel.activateWindow()
    panel.show_committees(OFFERS)
    panel.first()
    return panel


def test_enter_alone_begins_the_meeting_of_the_first_committee(starting, qtbot):
    words = starting.name.accessibleDescription()
    assert "শেষ সভা অক্টোবর ২০২৬" in words
    assert "নভেম্বর ২০২৬" in words
    with qtbot.waitSignal(starting.chosen) as chosen:
        QTest.keyClick(starting.name, KEY.Key_Return)
    assert chosen.args == ["উপজেলা আইসিটি কমিটি"]


def test_arrows_choose_another_committee(starting, qtbot):
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Up):
        QTest.keyClick(starting.name, key)
    with qtbot.waitSignal(starting.chosen) as chosen:
        starting.begin.click()
    assert chosen.args == ["মাসিক সমন্বয় সভা"]


def test_part_of_a_name_is_enough_and_a_new_name_is_offered_last(starting, qtbot):
    starting.name.insert("কমিটি")
    shown = [starting.offers.index(row).data() for row in range(starting.offers.rowCount())]
    assert shown == ["উপজেলা আইসিটি কমিটি", "আইনশৃঙ্খলা কমিটি", "নতুন কমিটি: কমিটি"]
    starting.name.clear()
    starting.name.insert("বৃক্ষরোপণ কমিটি")
    with qtbot.waitSignal(starting.chosen) as chosen:
        QTest.keyClick(starting.name, KEY.Key_Return)
    assert chosen.args == ["বৃক্ষরোপণ কমিটি"]


def test_escape_drops_the_panel_and_an_office_without_committees_is_told_what_to_do(starting, qtbot):
    starting.show_committees(())
    assert starting.none.isVisible()
    assert not starting.begin.isEnabled()
    with qtbot.assertNotEmitted(starting.chosen):
        QTest.keyClick(starting.name, KEY.Key_Return)
    with qtbot.waitSignal(starting.dropped):
        QTest.keyClick(starting.name, KEY.Key_Escape)


# All of them


def looked_at(at, voice) -> None:
    """Nothing is cut, nameless or in English, and nothing reaches out of the column."""
    at.settle()
    assert inspection.cut(at.host) == []
    assert inspection.nameless(at.host) == []
    if voice is BN:
        assert inspection.english(at.host) == []
    if hasattr(at.step, "inside"):
        assert at.step.inside.width() <= at.step.viewport().width()


@pytest.mark.parametrize("size", [(660, 700), (520, 450)])
@pytest.mark.parametrize("voice", [BN, EN], ids=("bn", "en"))
@pytest.mark.parametrize("step", [FactsStep, AttendanceStep, IssueStep])
def test_nothing_is_cut_nameless_or_in_english(desk, step, voice, size):
    at = desk(replace(samples.meeting(), attendees=people(20)))
    shown = at.open(step, voice, size)
    looked_at(at, voice)
    for fold in ("office", "committee", "layouts", "signed_by"):
        if hasattr(shown, fold):
            getattr(shown, fold).unfold()
            looked_at(at, voice)


@pytest.mark.parametrize("voice", [BN, EN], ids=("bn", "en"))
def test_every_state_of_the_paper_fits(issue, voice):
    at = issue(earlier=False, voice=voice, size=(520, 450))
    step, edits = at.step, at.book.edits
    looked_at(at, voice)
    edits.issue("minutes", at.meeting.id, "৭", "", "০৫.৪৪.৭৭৭৭.০০০.০৬.০০৯.২৬")
    at.session.reload()
    looked_at(at, voice)
    step.minutes.change.click()
    step.minutes.numbering.void.click()
    step.minutes.refuse(voice(N_("The paper is not signed yet. Sign it first: the scan is one of the signed copy.")))
    looked_at(at, voice)
    step.minutes.numbering.drop.click()
    step.minutes.sign.click()
    looked_at(at, voice)
    edits.sign("minutes", at.meeting.id, None)
    at.session.reload()
    step.correcting.unfold()
    step.entries.add()
    looked_at(at, voice)
    at.session.type(Ref(at.meeting.corrections[0].id, "wrong"), "ক")
    looked_at(at, voice)
    step.correct.click()
    looked_at(at, voice)


@pytest.mark.parametrize("step", [FactsStep, AttendanceStep, IssueStep])
def test_a_signed_meeting_takes_no_keys(desk, step):
    at = desk(replace(samples.meeting(), attendees=people(3)))
    at.book.edits.sign("minutes", at.stored.id, None)
    shown = at.open(step)
    before = at.meeting
    shown.first()
    at.settle()
    for key in (KEY.Key_Space, KEY.Key_A, KEY.Key_Return, KEY.Key_Delete, KEY.Key_Backspace):
        if at.focus is not None and "Button" not in type(at.focus).__name__:
            at.key(key)
            at.key(key, MOD.AltModifier)
    assert at.meeting == before == at.saved
