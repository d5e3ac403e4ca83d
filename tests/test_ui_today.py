"""The first page: what the day holds, and that everything on it leads to the thing itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk import meetings
from koyradesk.store import Store
from ui import day as days
from ui import fonts
from ui.meeting_list import Row
from ui.parts import Button, Text
from ui.say import Voice
from ui.tour import Stage
from ui.trail import Where

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 21)
MONTHLY, LAW = "মাসিক সমন্বয় কমিটি", "আইন-শৃঙ্খলা কমিটি"


def row(ident: str, on: date | None, committee: str = MONTHLY, **more: str) -> Row:
    return Row(ident, committee, more.pop("period", f"{on:%Y-%m}" if on else ""), on, **more)


# What the day holds


def test_the_fiscal_year_runs_from_july_to_june():
    assert days.fiscal_months(date(2026, 7, 1)) == days.fiscal_months(date(2027, 6, 30))
    months = days.fiscal_months(TODAY)
    assert (months[0], months[5], months[6], months[-1]) == ("2026-07", "2026-12", "2027-01", "2027-06")
    assert len(months) == 12


def test_coming_meetings_are_counted_in_days_the_next_first():
    rows = [row(str(away), TODAY + timedelta(away)) for away in (9, -1, 0, 4)]
    assert [(one.row.id, one.days) for one in days.of(rows, TODAY).coming] == [("0", 0), ("4", 4)]


def test_papers_to_finish_are_those_held_and_not_signed():
    rows = [
        row("held", TODAY - timedelta(3)),
        row("numbered", TODAY - timedelta(40), state="numbered"),
        row("signed", TODAY - timedelta(2), state="signed"),
        row("despatched", TODAY - timedelta(70), state="despatched"),
        row("ahead", TODAY + timedelta(1)),
        row("undated", None, period="2026-10"),
    ]
    assert [one.id for one in days.of(rows, TODAY).papers] == ["held", "numbered", "undated"]


def test_each_month_of_a_committee_says_how_it_stands():
    rows = [
        row("july", date(2026, 7, 9), state="signed"),
        row("august", date(2026, 8, 9), state="numbered"),
        row("october", date(2026, 10, 9)),
        row("ahead", date(2026, 11, 29)),
        row("law", date(2026, 10, 20), LAW, state="signed"),
    ]
    day = days.of(rows, TODAY)
    assert [line.committee for line in day.lines] == [MONTHLY, LAW]
    kinds = [[cell.kind for cell in line.cells[:6]] for line in day.lines]
    # September is over without a meeting; before its first meeting a committee has missed none.
    assert kinds == [["held", "held", "missed", "draft", "planned", ""], ["", "", "", "held", "", ""]]
    assert day.lines[0].cells[4].day == 29
    assert [one.id for one in day.lines[0].cells[3].meetings] == ["october"]


def test_a_meeting_counts_for_the_month_on_its_paper():
    late = row("late", date(2026, 11, 2), period="2026-10", state="signed")
    kinds = [cell.kind for cell in days.of([late], TODAY).lines[0].cells[3:5]]
    assert kinds == ["held", ""]


# The page


@pytest.fixture
def stage(qapp, tmp_path, monkeypatch):
    """An office on an invented day, with one meeting ahead, one to finish and one signed by hand."""
    fonts.load()
    base = replace(meeting(1), memos=())
    with Store.open(tmp_path / "data") as store:
        for away in (-30, -3, 4):
            on = TODAY + timedelta(away)
            meetings.save(store, replace(base, committee=MONTHLY, period=f"{on:%Y-%m}", date=on), by="test")
    monkeypatch.setattr("ui.book.Book.today", lambda _: TODAY)
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    opened = []
    made.opened = opened
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

    window.kit.worker.ask(lambda: papers.make(window.kit.book.store, "attendance", ahead), expected.append)
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
    monkeypatch.setattr("ui.book.Book.today", lambda _: TODAY + timedelta(10))
    window._tick()
    stage.settle()
    assert window.today.title.plain == "আজ, ১ ডিসেম্বর ২০২৬"
    assert window.today.papers.rows.rowCount() == 3
    assert buttons(stage) == {}
    base = replace(meeting(1), committee=LAW, date=date(2026, 12, 20), period="2026-12")
    window.kit.worker.ask(lambda: window.kit.book.save(base), lambda _: None)
    stage.settle()
    assert [line.committee for line in window.today.year._year.day.lines] == [LAW, MONTHLY]
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
    window.today.resume_asked.disconnect(window._resume)
    window.today.resuming.click()
    assert asked == [where]
    window.today.offer(Where("edit", "meeting.of.another"), window._office)
    assert not window.today.resuming.isVisible()
