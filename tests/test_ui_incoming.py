"""Incoming letters as a place: entered by Enter alone, found in their lists; the first page tells."""

from __future__ import annotations

from datetime import date, timedelta

import incoming_office as office
import pytest
from hands import Hands
from incoming_hands import TODAY, asked, at_the_register, drop, filled, letters, opened, picture
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from koyradesk.incoming import keeping
from ui import inspection
from ui.incoming.entry import Senders
from ui.incoming.jobs import View
from ui.say import Voice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")


@pytest.fixture
def folder(tmp_path) -> list[str]:
    return filled(tmp_path / "data")


@pytest.fixture
def stage(qapp, tmp_path, folder):
    with at_the_register(qapp, tmp_path) as made:
        yield made


@pytest.fixture
def page(stage):
    return stage.window.incoming.list


# Entering


def test_a_letter_is_entered_by_enter_alone_and_the_next_one_can_be_typed_at_once(stage, page):
    hands = Hands(stage)
    assert page.entry.whom.hasFocus(), "number and day stand there already"
    assert page.entry.number.text() == "৪১৫"
    for sender, number in (("উপজেলা প্রকৌশলী", "৭৭"), ("জেলা প্রশাসক", "৭৮")):
        hands.type(sender)
        page.entry.whom.close_completions()
        hands.press("Return")
        hands.type(number)
        hands.press("Return")
        hands.type("18/11/2026")
        hands.press("Return")
        hands.type("সেতুর তালিকা প্রেরণ।")
        hands.press("Return")
        stage.settle()
    second, first = letters(stage)[:2]
    assert (first.issue, first.sender, first.number, first.subject) == (415, "উপজেলা প্রকৌশলী", "৭৭", "সেতুর তালিকা প্রেরণ।")
    assert (second.issue, second.date, second.received) == (416, date(2026, 11, 18), TODAY)
    assert page.entry.whom.hasFocus()
    assert not page.entry.is_begun()
    assert page.register.now().letter == second
    assert page.entry.number.text() == "৪১৭"


def test_a_sender_is_completed_by_any_word_of_the_name(stage, page):
    hands = Hands(stage)
    hands.type("কৃষি")
    stage.settle()
    hands.press("Down")
    hands.press("Return")
    assert page.entry.whom.text() == office.SENDERS[0]
    assert page.entry.memo.hasFocus()


def test_senders_that_begin_so_come_first():
    senders = Senders()
    senders.know(("জেলা কৃষি অফিস", "কৃষি ব্যাংক", "মৎস্য অফিস"))
    assert senders("কৃষি") == ["কৃষি ব্যাংক", "জেলা কৃষি অফিস"]
    assert senders("নাই") == []


def test_a_day_that_is_none_and_a_letter_that_says_nothing_are_answered_in_words(stage, page):
    page.entry.ask()
    stage.settle()
    assert page.entry.wrong.plain == BENGALI("Type who sent the letter, or what it is about.")
    page.entry.whom.setText("ক দপ্তর")
    page.entry.date.line.setText("৩১/১১/২০২৬")
    page.entry.ask()
    stage.settle()
    assert "২৫/১১/২০২৬" in page.entry.wrong.plain
    assert page.entry.date.line.hasFocus()
    assert len(letters(stage)) == 4


def test_what_looks_wrong_is_told_with_what_was_entered(stage, page):
    page.entry.whom.setText(office.SENDERS[0])
    page.entry.memo.setText("০৫.৪৪.৯৯০১.০০০.০৬.০০১.২৬-১০০")
    page.entry.date.line.setText(f"{TODAY - timedelta(days=9):%d/%m/%Y}")
    page.entry.ask()
    stage.settle()
    assert "৪১১/" in stage.window.notice.words.plain, "the same letter came before"
    assert len(letters(stage)) == 5
    page.undo()
    stage.settle()
    assert len(letters(stage)) == 4


def test_escape_leaves_the_letter_that_is_begun_and_then_the_place(stage, page):
    hands = Hands(stage)
    hands.type("জেলা")
    page.entry.whom.close_completions()
    hands.press("Escape")
    assert not page.entry.is_begun()
    assert stage.window.here.place == "incoming"
    hands.press("Escape")
    stage.settle()
    assert stage.window.here.place == "today"


def test_a_day_later_letters_are_of_that_day_unless_another_was_typed(page):
    entry = page.entry
    assert entry.received.day() == TODAY
    entry.know_today(TODAY + timedelta(days=1))
    assert entry.received.day() == TODAY + timedelta(days=1)
    entry.received.line.setText("১৮/১১/২০২৬")
    entry.know_today(TODAY + timedelta(days=2))
    assert entry.received.day() == date(2026, 11, 18)


# The list


def test_lists_tell_how_many_and_which(stage, page):
    shown = {line.head: line.pill for line in page.views.rows.lines}
    assert shown == {BENGALI("Unanswered"): "৪", BENGALI("Past their day"): "১", BENGALI.digits(TODAY.year): "৪"}
    page.show_view(View(late=True))
    stage.settle()
    assert [line.thing.letter.issue for line in page.register.rows.lines] == [411]
    assert page.register.rows.lines[0].tone == "late"
    page.show_view(View(TODAY.year - 1))
    stage.settle()
    assert page.right.currentIndex() == 0
    assert BENGALI.digits(TODAY.year - 1) in page.nothing.words.plain


def test_words_find_a_letter_in_its_list(stage, page):
    page.seeking.setText("মৎস্য 101")
    assert [line.thing.letter.issue for line in page.register.rows.lines] == [412]
    page.seeking.setText("কিছুই না")
    assert page.right.currentIndex() == 0


def test_a_number_nobody_accounts_for_is_explained_or_used(stage, page):
    page.entry.number.setText("৪১৮")
    page.entry.whom.setText("ক দপ্তর")
    page.entry.ask()
    stage.settle()
    page.register.show_at(page.register.rows.find(lambda one: one.state == "missing"))
    assert not page._gap.isHidden()
    page.reason.setText("ছেঁড়া পাতা")
    page._void()
    stage.settle()
    states = {line.head: line.thing.state for line in page.register.rows.lines}
    assert states["৪১৫–৪১৭"] == "void"


def test_numbers_are_kept_for_another_computer(stage, page):
    page.parting.click()
    assert page.reserving.first.text() == "১০০১"
    hands = Hands(stage)
    hands.press("Return")
    stage.settle()
    assert page.reserving.wrong.plain == BENGALI("Say which computer the numbers are reserved for.")
    hands.type("PC-2")
    page.reserving.first.setText("৪১৫")
    page.reserving.last.setText("৪২০")
    hands.press("Return")
    stage.settle()
    assert page.reserving.isHidden()
    assert page.entry.number.text() == "৪২১", "this computer passes over them"
    assert page.register.rows.lines[0].thing.state == "reserved"


def test_delete_and_ctrl_z(stage, page, folder):
    page.register.show_at(page.register.rows.find(lambda one: one.letter.id == folder[3]))
    page.register.setFocus()
    hands = Hands(stage)
    hands.press("Delete")
    stage.settle()
    assert [one.id for one in letters(stage)] == folder[2::-1]
    hands.press("Ctrl+Z")
    stage.settle()
    assert [one.id for one in letters(stage)] == folder[::-1]


def test_the_bin_shows_a_letter_and_brings_it_back(stage, page, folder):
    asked(stage, lambda store: keeping.delete(store, folder[2], by="করিম"))
    window = stage.window
    window.go("bin")
    stage.settle()
    (line,) = window.bin.list.rows.lines
    assert line.pill == BENGALI("Incoming letter")
    window.bin.list.setCurrentIndex(window.bin.list.rows.index(0))
    window.bin.returning.click()
    stage.settle()
    assert [one.id for one in letters(stage)] == folder[::-1]


def test_a_scan_is_dropped_on_its_line_or_goes_with_the_letter_being_entered(stage, page, folder, tmp_path):
    index = page.register.rows.find(lambda one: one.letter.id == folder[1])
    page.register.scrollTo(index)
    drop(page.register, page.register.visualRect(index).center(), picture(tmp_path))
    stage.settle()
    assert len(asked(stage, lambda store: keeping.scans(store, folder[1]))) == 1
    assert page.register.rows.line_at(page.register.rows.find(lambda one: one.letter.id == folder[1])).below[-1] == "✓"
    drop(page, page.rect().center(), picture(tmp_path, "new.png"))
    page.entry.whom.setText("ক দপ্তর")
    page.entry.ask()
    stage.settle()
    assert page.entry.scans == ()
    newest = letters(stage)[0]
    assert [one.name for one in asked(stage, lambda store: keeping.scans(store, newest.id))] == ["new.png"]


# Elsewhere


def test_the_first_page_and_the_rail_tell_of_what_is_past_its_day(stage, folder):
    window = stage.window
    window.go("today")
    window.badges._ask()
    stage.settle()
    assert window.rail.places["incoming"]._badge == "১"
    assert "সারের মজুদ" in window.today.mail.below.plain
    QTest.mouseClick(window.today.mail.seeing, Qt.MouseButton.LeftButton)
    stage.settle()
    assert window.here.place == "incoming"
    assert window.incoming.list.view == View(late=True)


def test_the_register_is_seen_as_paper(stage):
    screen = stage.window.incoming
    screen.seeing.setChecked(True)
    stage.settle()
    assert screen.paper.held is not None
    Hands(stage).press("Escape")
    assert screen.pages.currentWidget() is screen.list


@pytest.mark.parametrize("record", [0, None])
def test_nothing_is_cut_or_nameless_in_a_small_window(stage, folder, record):
    stage.window.resize(1093, 614)
    if record is not None:
        opened(stage, folder[record])
    stage.settle()
    assert inspection.cut(stage.window) + inspection.nameless(stage.window) == []
