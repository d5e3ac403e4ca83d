"""What is late and due on the first page: told once, fitted to its room, and each a click from the thing."""

from __future__ import annotations

from datetime import date, timedelta

import figures_office
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from koyradesk.bengali.text import nfc
from koyradesk.clock import Today
from koyradesk.obligations import writing
from ui import fonts
from ui.say import Voice
from ui.screens import Screens
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 22)
LAB, PORTAL, PAPER = map(
    nfc,
    ("ল্যাব পরিদর্শন করে প্রতিবেদন দিতে হবে।", "সকল দপ্তরের পোর্টাল হালনাগাদ করতে হবে।", "প্রশিক্ষণের সনদ জমা দিতে হবে।"),
)


@pytest.fixture
def stage(qapp, tmp_path, monkeypatch):
    fonts.load()
    monkeypatch.setattr("koyradesk.clock.today", lambda _: Today(TODAY))
    decisions = figures_office.fill(tmp_path / "data", TODAY)
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.decisions = decisions
    yield made
    made.end()


def seen(those) -> list[str]:
    return [one.name.accessibleName() for one in those if one.isVisible()]


def test_what_is_late_stands_above_what_is_due_this_week(stage):
    pressing = stage.window.today.pressing
    assert seen(pressing._late) == [PORTAL, LAB], "the latest first"
    assert seen(pressing._week) == [PAPER]
    first, second = pressing.shown.late
    assert (first.pill, second.pill) == (nfc("৪০ দিন দেরি"), nfc("১২ দিন দেরি"))
    assert first.progress == nfc("৩টির মধ্যে ২টি")
    assert first.share == 2 / 3
    assert pressing.shown.week[0].progress == nfc("২টির মধ্যে ১টি")
    assert (pressing.shown.all_late, pressing.shown.all_week) == (2, 1)
    assert all(button.isHidden() for button in pressing.more.values()), "all of it is there"


def chosen(stage: Stage) -> str:
    stage.settle()
    assert stage.window.here.place == "decisions"
    return stage.window.decisions.table.matter().obligation.decision


def test_a_thing_is_a_click_or_a_key_away(stage):
    line = stage.window.today.pressing._late[1]
    QTest.mouseClick(line.name, Qt.MouseButton.LeftButton)
    assert chosen(stage) == stage.decisions[LAB]
    stage.window.go("today")
    stage.settle()
    QTest.keyClick(stage.window.today.pressing._week[0].name, Qt.Key.Key_Return)
    assert chosen(stage) == stage.decisions[PAPER]


def test_the_buttons_lead_to_reminders_and_to_the_report(stage):
    pressing = stage.window.today.pressing
    pressing._late[0].act.click()
    assert stage.window.here.place == "reminders"
    stage.window.go("today")
    stage.settle()
    pressing._week[0].act.click()
    assert chosen(stage) == stage.decisions[PAPER]


def test_what_is_reported_is_told_anew(stage):
    window = stage.window

    def report() -> None:
        book = window.kit.book
        standing = book.followed.standing()
        decision = stage.decisions[LAB]
        of = standing.of_decisions([decision])[decision]
        tasks = standing.tasks([of])[of.id]
        book.wrote(writing.report(book.store, of, tasks, on=TODAY, done=True, by="পরীক্ষা").kinds)

    window.kit.worker.ask(report, lambda _: None)
    stage.settle()
    assert seen(window.today.pressing._late) == [PORTAL]


@pytest.mark.parametrize("size", [(1093, 614), (1366, 768), (1000, 520), (1366, 900)])
def test_whole_lines_fit_and_the_rest_is_a_button_away(stage, size):
    window, pressing = stage.window, stage.window.today.pressing
    many = pressing.shown._replace(late=pressing.shown.late * 4, week=pressing.shown.week * 4, all_late=12, all_week=4)
    window.resize(*size)
    window.today.show_pressing(many)
    stage.settle()
    window.today._fit_papers()
    stage.settle()
    shown = [one for one in (*pressing._late, *pressing._week) if one.isVisible()]
    assert seen(pressing._late)
    assert seen(pressing._week)
    card = window.today._pressing
    for line in shown:
        bottom = line.mapTo(card, line.rect().bottomLeft()).y()
        assert bottom <= card.height(), "nothing is cut"
        assert line.height() >= line.heightForWidth(line.width())
    assert pressing.more[True].isVisible()
    pressing.more[True].click()
    stage.settle()
    assert window.here.place == "decisions"
    assert window.decisions.bar.filters.state == "late"


def test_where_nothing_presses_the_papers_have_the_room(qapp, tmp_path, monkeypatch):
    fonts.load()
    monkeypatch.setattr("koyradesk.clock.today", lambda _: Today(TODAY))
    figures_office.fill(tmp_path / "data", TODAY - timedelta(300))
    made = Stage(qapp, tmp_path, "en", "light", 1.0)
    today = made.window.today
    far = Voice("en")("Papers to finish")
    try:
        assert today.pressing is not None, "what is long late is late"
        today.show_pressing(type(today.pressing.shown)())
        made.settle()
        assert today._pressing.isHidden()
        assert today._left.indexOf(today._papers) >= 0
        assert today._papers.accessibleName() == far
    finally:
        made.end()


def test_its_room_is_kept_from_the_first_moment_of_the_next_start(stage):
    """Before the store has answered nothing is told, but nothing moves when it has."""
    kit = stage.window.kit
    assert kit.memory.text("pressing") == "1"
    made = Screens(kit)
    assert not made.today._pressing.isHidden()
    assert made.today._right.indexOf(made.today._papers) >= 0
    kit.memory.keep("pressing", "")
    assert Screens(kit).today._pressing.isHidden()


def test_the_keyboard_begins_at_what_is_late_and_stays_there_when_it_is_told_anew(stage):
    window = stage.window
    window.resize(1000, 520)
    window.activateWindow()
    window.go("meetings")
    window.go("today")
    stage.settle()
    assert window.today.verticalScrollBar().value() == 0
    assert window.today.pressing._late[0].name.hasFocus()
    window.today.show_pressing(window.today.pressing.shown._replace(all_late=9))
    assert window.today.pressing._late[0].name.hasFocus()


class Windows(QObject):
    """The windows that come up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_nothing_of_it_is_a_window_of_its_own(stage, qapp):
    """What is shown before it has its place would come up as a window and take the keyboard."""
    windows = Windows()
    qapp.installEventFilter(windows)
    stage.window.today.show_pressing(stage.window.today.pressing.shown._replace(all_late=3))
    stage.settle()
    qapp.removeEventFilter(windows)
    assert windows.seen == []
