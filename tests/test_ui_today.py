"""The first page: what the day holds, and that everything on it leads to the thing itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk import meetings
from koyradesk.clock import Today
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts
from ui.parts import Button, Text
from ui.say import Voice
from ui.theme import HALF
from ui.tour import Stage
from ui.trail import Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 21)
MONTHLY, LAW = "মাসিক সমন্বয় কমিটি", "আইন-শৃঙ্খলা কমিটি"


# The page


class FakeDate:
    """The calendar on the wall."""

    def __init__(self, day: list[date]) -> None:
        self._day = day

    def today(self) -> date:
        return self._day[0]


@pytest.fixture
def stage(qapp, tmp_path, monkeypatch):
    """An office on an invented day, with one meeting ahead, one to finish and one signed by hand."""
    fonts.load()
    base = replace(meeting(1), memos=())
    with Store.open(tmp_path / "data") as store:
        for away in (-30, -3, 4):
            on = TODAY + timedelta(away)
            meetings.save(store, replace(base, committee=MONTHLY, period=f"{on:%Y-%m}", date=on), by="test")
    day = [TODAY]
    monkeypatch.setattr("koyradesk.clock.today", lambda _: Today(day[0]))
    monkeypatch.setattr("ui.book.date", FakeDate(day))
    monkeypatch.setattr("ui.window.date", FakeDate(day))
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    opened = []
    made.opened, made.day = opened, day
    monkeypatch.setattr(made.window, "edit", lambda *where: opened.append(where))
    # What the screens were given when they were wired.
    for screen in (made.window.today, made.window.meetings):
        screen.edit_asked.disconnect()
        screen.edit_asked.connect(lambda ident: opened.append((ident,)))
    yield made
    made.end()


def by_date(stage: Stage) -> dict[date, str]:
    return {one.date: one.id for one in stage.window.rows}


def test_it_is_the_first_place_and_names_the_day_in_both_calendars(stage):
    window = stage.window
    assert window.screens.currentWidget() is window.today
    assert window.rail.places["today"].isChecked()
    assert window.today.title.plain == "আজ, ২১ নভেম্বর ২০২৬"
    assert window.today.calendars.plain == "শনিবার · ৬ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ"
    english = Voice("en")
    assert english.weekday(TODAY) == "Saturday"
    assert english.bangla_date(TODAY) == "6 Ogrohayon 1433"


def buttons(stage: Stage) -> dict[str, Button]:
    return {one.text(): one for one in stage.window.today._coming.findChildren(Button)}


def test_the_next_meeting_with_its_days_opens_and_prints_its_sheet(stage, monkeypatch):
    voice, window = Voice("bn"), stage.window
    said = [one.text() for one in window.today._coming.findChildren(Text)]
    assert f"{MONTHLY} · নভেম্বর ২০২৬" in said
    assert any("২৫ নভেম্বর ২০২৬" in one and "সকাল ১০.৩০ ঘটিকা" in one and "সম্মেলন কক্ষ" in one for one in said)
    ahead = by_date(stage)[TODAY + timedelta(4)]
    buttons(stage)[voice("Open")].click()
    assert stage.opened == [(ahead,)]
    asked = []
    monkeypatch.setattr(window.printing, "ask_printer", lambda paper, name: asked.append((paper, name)))
    buttons(stage)[voice("Print sign-sheet")].click()
    stage.settle()
    expected = []
    from koyradesk import papers

    window.kit.worker.ask(lambda: papers.make(window.kit.book.store, PaperKey("attendance", ahead)), expected.append)
    stage.settle()
    assert [(paper.data, name) for paper, name in asked] == [(expected[0], f"{MONTHLY}-নভেম্বর ২০২৬-হাজিরা")]


def test_every_paper_to_finish_is_one_key_and_one_click_away(stage):
    papers = stage.window.today.papers
    assert papers.hasFocus()
    assert papers.rows.rowCount() == 2
    QTest.keyClick(papers, Qt.Key.Key_Down)
    QTest.keyClick(papers, Qt.Key.Key_Return)
    assert stage.opened == [(by_date(stage)[TODAY - timedelta(30)],)]
    place = papers.visualRect(papers.rows.index(0)).center()
    QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.opened[1:] == [(by_date(stage)[TODAY - timedelta(3)],)]


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768), (1093, 700), (1366, 900)])
def test_the_list_ends_with_a_whole_row(stage, size):
    window, today = stage.window, stage.window.today
    window.resize(*size)
    today.papers.rows.fill(tuple(today.papers.rows.things()) * 8)
    stage.settle()
    today._fit_papers()
    stage.settle()
    papers = today.papers
    ends = [papers.visualRect(papers.rows.index(row)).bottom() + 1 for row in range(papers.rows.rowCount())]
    assert any(0 <= papers.viewport().height() - end <= HALF for end in ends), (papers.viewport().height(), ends)
    assert papers.viewport().height() >= ends[1]


def test_a_draft_without_a_day_says_so(stage):
    papers = stage.window.today.papers
    papers.rows.fill([papers.rows.things()[0]._replace(date=None)])
    assert papers.rows.line_at(papers.rows.index(0)).below == (Voice("bn")("No date yet"),)


def test_the_year_is_a_table_with_names_walked_by_arrows_and_opened(stage):
    year = stage.window.today.year
    year.setFocus()
    said = year.model().data(year.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert MONTHLY in said
    assert "নভেম্বর ২০২৬" in said
    QTest.keyClick(year, Qt.Key.Key_Left)
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert stage.opened == [(by_date(stage)[TODAY - timedelta(30)],)]
    QTest.keyClick(year, Qt.Key.Key_Home)
    assert year.currentIndex().column() == 1
    QTest.keyClick(year, Qt.Key.Key_Left)
    assert year.currentIndex().column() == 1
    QTest.keyClick(year, Qt.Key.Key_Return)
    assert len(stage.opened) == 1, "an empty month opens nothing"
    november = year.visualRect(year.model().index(0, 5)).center()
    QTest.mouseClick(year.viewport(), Qt.MouseButton.LeftButton, pos=november)
    # Of two in one month the later one.
    assert stage.opened[1:] == [(by_date(stage)[TODAY + timedelta(4)],)]


def test_after_midnight_and_after_a_write_the_page_is_another(stage, monkeypatch):
    window = stage.window
    stage.day[0] = TODAY + timedelta(10)
    window._tick()
    stage.settle()
    assert window.today.title.plain == "আজ, ১ ডিসেম্বর ২০২৬"
    assert window.today.papers.rows.rowCount() == 3
    assert buttons(stage) == {}
    base = replace(meeting(1), committee=LAW, date=date(2026, 12, 20), period="2026-12")
    window.kit.worker.ask(lambda: window.kit.book.save(base), lambda _: None)
    stage.settle()
    assert [line.committee for line in window.today.year._year.day.year] == [LAW, MONTHLY]
    assert len(buttons(stage)) == 2


def test_the_last_place_of_work_is_one_button_away(stage, qapp, tmp_path):
    window = stage.window
    ident = by_date(stage)[TODAY - timedelta(3)]
    assert not window.today.resuming.isVisible()
    where = Where("edit", ident, "items", "item.x.y", "topic")
    window.today.offer(where, window._office)
    assert window.today.resuming.isVisible()
    asked = []
    window.today.resume_asked.connect(asked.append)
    window.today.resume_asked.disconnect(window.resume)
    window.today.resuming.click()
    assert asked == [where]
    window.today.offer(Where("edit", "meeting.of.another"), window._office)
    assert not window.today.resuming.isVisible()


def test_what_presses_stands_as_high_as_what_comes_after_a_write(qapp, tmp_path):
    fonts.load()
    stage = Stage(qapp, tmp_path, "bn", "light", 1.0)
    try:
        window, book = stage.window, stage.program.book
        window.fill_sample()
        stage.settle()
        window.go("today")
        stage.settle()
        assert not window.today._pressing.isHidden()

        def one_more(days):
            on = book.today() + timedelta(days)
            meetings.save(book.store, replace(meeting(1), memos=(), committee=LAW, date=on), by="test")
            book.wrote(frozenset({"meeting"}))

        for days in (0, 3):
            window.kit.worker.ask(lambda days=days: one_more(days), lambda _: window.look())
            stage.settle()
            here = window.today
            left, right = here._pressing.geometry(), here._coming.geometry().united(here._papers.geometry())
            assert abs(left.top() - right.top()) <= 1
            assert abs(left.bottom() - right.bottom()) <= 1
    finally:
        stage.end()
