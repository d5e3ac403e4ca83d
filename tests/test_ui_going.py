"""Going about in the window: places and the way back, a new meeting from everywhere, the bin's first half, memory."""

from __future__ import annotations

import ctypes
import sqlite3
from contextlib import closing
from pathlib import Path

import PySide6
import pytest
import shiboken6
from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QSessionManager, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from koyradesk.errors import UserError
from koyradesk.model import Ref
from ui.memory import Memory
from ui.rail import FOOT, PLACES
from ui.say import Voice
from ui.tour import Stage
from ui.trail import Trail, Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def stage(begin):
    made = begin()
    made.window.fill_sample()
    made.settle()
    return made


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(stage.app.focusWidget() or stage.window, key, modifier)
    QTest.qWait(150)
    stage.settle()


# The way back


def test_a_trail_leads_back_place_by_place():
    trail = Trail(Where("today"))
    trail.go(Where("meetings"))
    trail.go(Where("edit", "m1", "facts"))
    trail.go(Where("edit", "m1", "items", "item.1", "topic"))
    trail.go(Where("edit", "m2"))
    assert trail.back() == Where("edit", "m1", "items", "item.1", "topic")
    assert trail.back() == Where("meetings")
    assert trail.back() == Where("today")
    assert trail.back() is None
    assert trail.here == Where("today")


def test_what_is_gone_is_no_place_to_go_back_to():
    trail = Trail(Where("today"))
    trail.go(Where("edit", "m1"))
    trail.go(Where("meetings"))
    trail.forget("m1")
    assert trail.back() == Where("today")


@pytest.mark.parametrize("text", ["", "{", "7", "[]", '{"place": 1, "colour": "red"}', "\0"])
def test_a_place_in_the_memory_is_read_or_none(text):
    assert Where.read(text) is None
    where = Where("edit", "meeting.a.b", "items", "item.a.c", "topic")
    assert Where.read(where.text()) == where
    assert where.ref == Ref("item.a.c", "topic")


def test_every_place_can_be_reached_by_mouse_and_left_by_key(stage):
    window = stage.window
    voice = Voice("bn")
    for place in (*PLACES, *FOOT):
        before = window.here
        QTest.mouseClick(window.rail.places[place.name], Qt.MouseButton.LeftButton)
        stage.settle()
        if place.name == "help":
            # It stands beside the work; Esc leaves it.
            assert window.here == before
            assert window.handbook.is_open
            press(stage, Qt.Key.Key_Escape)
            assert not window.handbook.is_open
        else:
            assert window.here.place == place.name
        assert voice(place.title) in window.rail.places[place.name].accessibleName()
        assert place.keys.replace("+", " ") in window.rail.places[place.name].toolTip()
        if before != window.here:
            press(stage, Qt.Key.Key_Left, ALT)
            assert window.here == before
            window.go(place.name)


def test_bengali_digits_go_to_the_same_places(stage):
    keys = {one.key().toString(): one for one in stage.window.rail.findChildren(QShortcut)}
    keys["Alt+৩"].activated.emit()
    assert stage.window.here.place == "decisions"


def test_a_search_from_anywhere_shows_the_meetings_and_goes_on_taking_letters(stage):
    window = stage.window
    window.go("settings")
    press(stage, Qt.Key.Key_K, CONTROL)
    stage.search("ওয়েব")
    stage.settle()
    assert window.here.place == "meetings"
    assert window.rail.search.hasFocus()
    assert window.rail.search.text() == "ওয়েব"
    assert not window.rail.search.hasSelectedText()


# A new meeting, and editing


@pytest.mark.parametrize("place", [one.name for one in PLACES])
def test_a_new_meeting_begins_from_anywhere_with_two_keys(stage, place):
    window = stage.window
    window.go(place)
    before = {row.id for row in window.rows}
    press(stage, Qt.Key.Key_N, CONTROL)
    assert window.here.place == "new"
    assert isinstance(stage.app.focusWidget(), QLineEdit)
    press(stage, Qt.Key.Key_Return)
    assert window.here.place == "edit"
    assert window.here.meeting in {row.id for row in window.rows} - before
    assert window.editor.session.meeting.committee
    # Back to where one was, not to the question which committee.
    press(stage, Qt.Key.Key_Left, ALT)
    assert window.here.place == place


def test_escape_leaves_the_question_for_a_committee(stage):
    stage.window.go("today")
    press(stage, Qt.Key.Key_N, CONTROL)
    press(stage, Qt.Key.Key_Escape)
    assert stage.window.here.place == "today"


def test_the_committee_that_met_last_is_offered_first_with_its_months(stage):
    offers = []
    stage.window.kit.worker.ask(stage.window.kit.book.committees, offers.extend)
    stage.settle()
    newest = max(stage.window.rows, key=lambda row: row.date)
    assert offers[0].name == newest.committee
    assert offers[0].last == newest.period
    assert offers[0].next > newest.period
    assert {one.name for one in offers} >= {row.committee for row in stage.window.rows}


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F2])
def test_a_meeting_of_the_list_opens_by_key(stage, key):
    window = stage.window
    chosen = window.list.current().id
    window.list.setFocus()
    press(stage, key)
    assert (window.here.place, window.here.meeting) == ("edit", chosen)
    assert window.rail.places["meetings"].isChecked()
    assert window.editor.session.meeting.id == chosen
    # Out of the text first, then out of the meeting.
    press(stage, Qt.Key.Key_Escape)
    press(stage, Qt.Key.Key_Escape)
    assert window.here.place == "meetings"
    assert window.list.hasFocus()
    assert window.editor.session is None


def test_a_meeting_of_the_list_opens_by_mouse(stage):
    window = stage.window
    place = window.list.visualRect(window.list.currentIndex()).center()
    QTest.mouseClick(window.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(window.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    stage.settle()
    assert window.here.place == "edit"
    window.back()
    QTest.mouseClick(window.reading.editing, Qt.MouseButton.LeftButton)
    stage.settle()
    assert window.here.place == "edit"


def test_what_was_typed_last_is_written_before_the_window_closes(stage, begin):
    window = stage.window
    meeting = window.list.current().id
    window.edit(meeting, "facts", Ref(meeting, "place"))
    stage.settle()
    QTest.keyClicks(stage.app.focusWidget(), " XYZ")
    window.close()
    assert not window.isVisible()
    stage.program.finish()
    again = begin()
    found = []
    again.window.kit.worker.ask(lambda: again.window.kit.book.edits.get(meeting), found.append)
    again.settle()
    assert "XYZ" in found[0].place


def typed_on_a_full_disk(stage, monkeypatch):
    """A letter in a meeting that no disk takes."""
    window = stage.window
    meeting = window.list.current().id
    window.edit(meeting, "facts", Ref(meeting, "place"))
    stage.settle()

    def full(*_):
        raise UserError("The disk is full.")

    monkeypatch.setattr(type(window.kit.book.edits), "write", full)
    QTest.keyClicks(stage.app.focusWidget(), "X")


def test_a_disk_that_takes_nothing_keeps_the_window_open_until_one_says_close(stage, monkeypatch):
    window = stage.window
    typed_on_a_full_disk(stage, monkeypatch)
    window.close()
    assert window.isVisible()
    assert window.notice.isVisible()
    assert window.notice.button.text() == Voice("bn")("Close anyway")
    window.notice.button.click()
    assert not window.isVisible()


class Ending:
    """The end of a session, as the system asks for it."""

    cancelled = False

    def allowsInteraction(self) -> bool:  # noqa: N802
        return True

    def cancel(self) -> None:
        self.cancelled = True


def ask_for_the_end(app) -> None:
    """Qt asks as it does where the system ends a session: the signal has no other way from here, and PySide cannot send
    it."""
    (file,) = (Path(PySide6.__file__).parent / "Qt" / "lib").glob("libQt6Gui.so.6")
    ask = ctypes.CDLL(str(file))._ZN15QGuiApplication17commitDataRequestER15QSessionManager
    ask.argtypes, ask.restype = [ctypes.c_void_p] * 2, None
    ask(*(shiboken6.getCppPointer(one)[0] for one in (app, app.findChild(QSessionManager))))


def test_the_computer_is_shut_down_in_the_middle_of_a_word(stage):
    """Windows closes no window then and ends the program: all is on the disk when it is told that it may."""
    window, program = stage.window, stage.program
    meeting = window.list.current().id
    window.edit(meeting, "facts", Ref(meeting, "place"))
    stage.settle()
    QTest.keyClicks(stage.app.focusWidget(), " XYZ")
    ask_for_the_end(stage.app)
    with closing(sqlite3.connect(program.folder / "koyradesk.db")) as db:
        bodies = [body for (body,) in db.execute("SELECT body FROM operation ORDER BY n DESC LIMIT 5")]
    assert sum(b"XYZ" in body for body in bodies) == 1
    # The end may still be called off by another program: the work goes on.
    assert window.isVisible()
    assert not window.notice.isVisible()


def test_what_no_disk_takes_holds_the_end_up(stage, monkeypatch):
    window = stage.window
    typed_on_a_full_disk(stage, monkeypatch)
    ending = Ending()
    stage.program.session_ends(ending)
    assert ending.cancelled
    assert window.notice.button.text() == Voice("bn")("Close anyway")
    window.notice.button.click()


# The list loses a meeting and gets it back


def test_delete_puts_a_meeting_into_the_bin_and_a_button_brings_it_back(stage):
    window = stage.window
    rows = [row.id for row in window.rows]
    gone = window.list.current()
    beside = window.list.beside(gone.id)
    window.list.setFocus()
    press(stage, Qt.Key.Key_Delete)
    assert [row.id for row in window.rows] == [one for one in rows if one != gone.id]
    assert window.list.current().id == beside
    assert gone.committee in window.notice.words.plain
    assert "বিনে" in window.notice.words.plain
    window.notice.button.click()
    stage.settle()
    assert [row.id for row in window.rows] == rows
    assert window.list.current().id == gone.id
    assert not window.notice.isVisible()


@pytest.mark.parametrize("after", ["typed", "moved", "left", "nothing"])
def test_an_offer_to_undo_lasts_until_another_edit(stage, after):
    """Later, its button would take back something else."""
    window = stage.window
    window.edit(next(row.id for row in window.rows if row.state == "draft"), "items")
    stage.settle()
    session = window.editor.session
    before = session.meeting
    first, second = (item.id for item in before.items[:2])
    window.editor._steps["items"].cards[first].head.setFocus()
    press(stage, Qt.Key.Key_Delete, ALT)
    assert first not in {item.id for item in session.meeting.items}
    words = window.notice.words.plain
    assert "বিনে" in words
    assert window.notice.button.isVisible()
    if after == "typed":
        session.type(Ref(second, "topic"), "অন্য বিষয়")
    elif after == "moved":
        session.undo()
    elif after == "left":
        window.back()
    else:
        window.notice.button.click()
    stage.settle()
    assert not window.notice.isVisible() or window.notice.words.plain != words
    if after == "nothing":
        assert session.meeting.items == before.items


def test_a_search_that_finds_nothing_shows_no_empty_box_and_a_way_back(stage):
    window = stage.window
    stage.search("হিমালয় পর্বত")
    stage.settle()
    screen = window.meetings
    assert not screen.list.isVisible()
    assert "হিমালয়" in screen.nothing.words.plain
    screen.first()
    assert screen.everything.hasFocus()
    press(stage, Qt.Key.Key_Return)
    assert window.rail.search.text() == ""
    assert screen.list.isVisible()
    assert len(screen.list.rows.things()) == len(window.rows)
    assert screen.list.hasFocus()


def test_what_a_search_found_is_shown_in_the_minutes(stage):
    window = stage.window
    window.go("meetings")
    window.reading.tabs.setCurrentIndex(1)
    stage.search("ওয়েব")
    stage.settle()
    assert window.list.current().found
    assert window.reading.kind == "minutes"


def test_a_file_that_cannot_be_read_is_called_by_its_name(stage):
    path = stage.file("ছবি.txt", b"\xff\xd8\xff\xe0 JFIF" + bytes(range(128, 256)))
    stage.window.read_file(path)
    stage.settle()
    assert stage.window.notice.words.plain.startswith("ছবি.txt")
    assert str(path.parent) not in stage.window.notice.words.plain


def test_the_last_meeting_gone_leaves_the_first_page_of_an_empty_office(stage):
    window = stage.window
    for _ in list(window.rows):
        window.delete(window.list.current())
        stage.settle()
    signed = [row for row in window.rows if row.state == "signed"]
    assert window.rows == tuple(signed)
    assert window.screens.currentWidget() is (window.meetings if signed else window.welcome)


# Memory


def test_the_width_of_the_list_is_remembered(stage, begin):
    window = stage.window
    handle = window.meetings.splitter.handle(1)
    middle = handle.rect().center()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(handle, middle + type(middle)(80, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + type(middle)(80, 0))
    wide = window.meetings.splitter.sizes()[0]
    assert wide > 380
    window.close()
    stage.program.finish()
    again = begin()
    again.window.go("meetings")
    again.settle()
    assert again.window.meetings.splitter.sizes()[0] == wide


def test_the_field_typed_in_last_is_offered_at_the_next_start(stage, begin):
    window = stage.window
    meeting = window.list.current().id
    window.edit(meeting, "facts", Ref(meeting, "place"))
    stage.settle()
    window.close()
    stage.program.finish()
    again = begin()
    assert again.window.here == Where("today")
    assert again.window.today.resuming.isVisible()
    again.window.today.resuming.click()
    again.settle()
    assert (again.window.here.place, again.window.here.meeting) == ("edit", meeting)
    assert again.window.here.ref == Ref(meeting, "place")


@pytest.mark.parametrize("held", ["x", "-4", "٣٤٤", "99999999999999999999", "1,2", ""])
def test_a_width_of_nonsense_is_none(tmp_path, held):
    (tmp_path / "window.ini").write_text(f"[General]\nlist={held}\n", encoding="utf-8")
    assert Memory(tmp_path).number("list") in (0, 344)


def test_the_first_window_is_on_the_screen_with_its_frame(qapp, tmp_path):
    window = QWidget()
    Memory(tmp_path).place(window)
    frame = window.geometry().marginsAdded(QMargins(8, 31, 8, 8))
    assert window.screen().availableGeometry().contains(frame)
