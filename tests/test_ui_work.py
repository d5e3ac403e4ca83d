"""Long work that can be watched and stopped; one line that tells how things stand; one sentence at a time."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui import fonts, inspection, theme
from ui.notice import Action, Notice
from ui.say import Voice
from ui.status import StatusLine
from ui.worker import StoppedError, Task, Worker

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

ENGLISH = Voice("en")


@pytest.fixture
def dressed(qapp):
    fonts.load()
    theme.dress(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.finish()


@pytest.fixture
def line(dressed):
    made = StatusLine(ENGLISH, theme.LIGHT)
    made.resize(1200, 33)
    made.show()
    yield made
    made.close()


# The worker


def test_a_task_tells_how_far_it_is_and_that_it_is_over(worker, qtbot):
    task, told, seen = Task("Counting"), [], []
    worker.began.connect(lambda one: told.append(("began", one)))
    worker.ended.connect(lambda one: told.append(("ended", one)))
    task.moved.connect(lambda done, total: seen.append((done, total)))

    def job():
        for number in range(3):
            task.step(number, 3)
        return "counted"

    answers = []
    worker.ask(job, answers.append, task=task)
    qtbot.waitUntil(worker.idle)
    assert told == [("began", task), ("ended", task)]
    assert seen == [(0, 3), (1, 3), (2, 3)]
    assert answers == ["counted"]


def test_a_stopped_task_answers_nobody_but_says_so(worker, qtbot):
    task, begun, go_on = Task("Counting", "Stopped."), threading.Event(), threading.Event()
    done, answers, stopped = [], [], []
    worker.stopped.connect(stopped.append)

    def job():
        task.step(0, 2)
        begun.set()
        go_on.wait(30)
        task.step(1, 2)
        done.append("all of it")

    worker.ask(job, answers.append, otherwise=answers.append, task=task)
    worker.ask(lambda: "next", answers.append)
    assert begun.wait(30)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(worker.idle)
    assert done == []
    assert stopped == [task]
    # The work after it goes on, in order.
    assert answers == ["next"]
    with pytest.raises(StoppedError):
        task.step(0, 1)


def test_workers_beside_each_other_share_the_thread_and_the_order(worker, qtbot):
    other = Worker(beside=worker)
    seen = []
    for number in range(6):
        asker = worker if number % 2 else other
        asker.ask(lambda number=number: (number, threading.get_ident()), seen.append)
    assert not other.idle()
    qtbot.waitUntil(worker.idle)
    assert [number for number, _ in seen] == list(range(6))
    assert len({thread for _, thread in seen}) == 1
    other.leave()
    other.ask(lambda: seen.append("done"), lambda _: seen.append("answered"))
    qtbot.waitUntil(worker.idle)
    assert seen[-1] == "done"


def test_after_the_end_nothing_is_asked(qapp):
    made = Worker()
    made.finish()
    made.ask(lambda: 1 / 0, print)
    assert made.idle()


# The status line


def test_the_line_says_saved_and_when_typing_and_not_saved(line):
    line.set_state("saved")
    assert line.saved.text() == "All is saved"
    line.set_state("saved", datetime(2026, 11, 21, 10, 32))
    assert line.saved.text() == "Saved, 10:32"
    line.set_state("typing", datetime(2026, 11, 21, 10, 32))
    assert line.saved.text() == "Typing …"
    colours = []
    for state in ("saved", "unsaved", "failed"):
        line.set_state(state)
        colours.append(line._dot.styleSheet())
    assert colours[0] != colours[1] == colours[2]
    assert line.saved.text() == "Not saved yet"


def test_the_backup_is_told_as_people_say_it(line):
    now = datetime(2026, 11, 21, 12, 0)
    for when, said in (
        (None, "No backup yet"),
        (now - timedelta(hours=3), "Last backup: today 09:00"),
        (now - timedelta(days=1), "Last backup: yesterday 12:00"),
        (now - timedelta(days=9), "Last backup: 12 November 2026, 12:00"),
        # A clock that was set back.
        (now + timedelta(days=2), "Last backup: 23 November 2026, 12:00"),
    ):
        line.set_backup(when, now)
        assert line.backup.text() == said


class Keyboard:
    """The system's keyboard, switched to a language."""

    def __init__(self, language: QLocale.Language) -> None:
        self.language = language

    def locale(self) -> QLocale:
        return QLocale(self.language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (QLocale.Language.Bengali, "Keyboard: Bengali"),
        (QLocale.Language.English, "Keyboard: English"),
        (QLocale.Language.C, ""),
        (QLocale.Language.Chakma, ""),
    ],
)
def test_the_keyboard_is_told_only_where_the_system_says(line, monkeypatch, language, said):
    monkeypatch.setattr(QGuiApplication, "inputMethod", lambda: Keyboard(language))
    line.tell_keyboard()
    assert line.keyboard.text() == said
    assert line.keyboard.isVisible() is bool(said)


def test_long_work_shows_a_bar_and_a_button_that_stops_it(line, qtbot):
    task = Task("Printing …", "Stopped.")
    line.began(task)
    assert not line.work.isVisible(), "what is soon done is not told of"
    qtbot.waitUntil(line.work.isVisible)
    assert line.work.title.text() == "Printing …"
    assert not line.sending.isVisible()
    assert line.work.bar.maximum() == 0, "how far it is, is not known yet"
    task.step(2, 5)
    qtbot.waitUntil(lambda: line.work.bar.maximum() == 5)
    assert line.work.bar.value() == 2
    line.work.stop.click()
    assert not line.work.stop.isEnabled()
    with pytest.raises(StoppedError):
        task.step(3, 5)
    line.ended(task)
    assert not line.work.isVisible()
    assert line.sending.isVisible()


def test_work_that_cannot_be_stopped_has_no_button_for_it(line, qtbot):
    line.began(Task("Filling …"))
    qtbot.waitUntil(line.work.isVisible)
    assert not line.work.stop.isVisible()


def test_of_two_tasks_the_one_under_way_is_shown(line, qtbot):
    first, second = Task("First", "x"), Task("Second", "x")
    line.began(first)
    line.began(second)
    qtbot.waitUntil(line.work.isVisible)
    assert line.work.title.text() == "First"
    line.ended(first)
    assert line.work.title.text() == "Second"
    second.step(1, 2)
    qtbot.waitUntil(lambda: line.work.bar.maximum() == 2)
    line.ended(second)
    assert not line.work.isVisible()


def test_quick_work_never_shows(line):
    task = Task("Quick")
    line.began(task)
    line.ended(task)
    QTest.qWait(400)
    assert not line.work.isVisible()


# The notice


@pytest.fixture
def notice(dressed):
    made = Notice(ENGLISH, theme.LIGHT)
    yield made
    made.close()


def test_a_button_of_the_notice_acts_and_the_sentence_goes(notice):
    done = []
    notice.tell("Gone.", Action("Bring back", lambda: done.append("back")))
    assert notice.button.text() == "Bring back"
    notice.button.click()
    assert done == ["back"]
    assert notice.isHidden()
    notice.tell("Other.")
    assert notice.button is None


def test_a_remark_waits_its_turn_and_is_not_lost(notice):
    notice.refuse("No such file.")
    notice.remark("clock", "The clock is wrong.")
    notice.remark("clock", "The clock is wrong, said twice.")
    notice.remark("back", "Words were brought back.")
    assert notice.words.plain == "No such file."
    notice.close_one()
    assert notice.words.plain == "The clock is wrong."
    notice.refuse("The disk is full.")
    assert notice.words.plain == "The disk is full."
    notice.clear()
    assert notice.words.plain == "The clock is wrong."
    notice.clear()
    assert notice.words.plain == "The clock is wrong.", "a remark is not cleared away"
    notice.close_one()
    assert notice.words.plain == "Words were brought back."
    assert notice.remarks() == {"back"}
    notice.close_one()
    assert notice.isHidden()
    assert notice.remarks() == set()


def test_what_must_not_be_missed_does_not_wait_behind_what_merely_was_done(notice):
    notice.tell("Two items were added.", Action("Undo", lambda: None))
    notice.remark("disk", "The disk is full.")
    assert notice.words.plain == "The disk is full."
    assert notice.button is None
    notice.close_one()
    assert notice.isHidden()


def test_a_remark_that_is_true_no_more_goes_unseen(notice):
    closed = []
    notice.remark("a", "A", closed=lambda: closed.append("a"))
    notice.remark("b", "B", closed=lambda: closed.append("b"))
    notice.withdraw("b")
    notice.withdraw("a")
    assert notice.isHidden()
    assert closed == []
    notice.remark("c", "C", closed=lambda: closed.append("c"))
    notice.close_one()
    assert closed == ["c"]


def test_the_office_is_named_only_where_a_line_has_room_for_it(line):
    """Windows measures a text wider than others: what fits is known from the text, not from the window's width."""
    line.office.say("উপজেলা নির্বাহী অফিসারের কার্যালয়, মধুছায়া")
    QTest.qWait(20)
    assert line.office.isVisible()
    line.tell_sending("Something signed waits to be sent " * 4)
    QTest.qWait(20)
    assert not line.office.isVisible()
    line.tell_sending("")
    QTest.qWait(20)
    assert line.office.isVisible()
    line.resize(500, 33)
    assert not line.office.isVisible()
    line.resize(1200, 33)
    assert line.office.isVisible()
    assert inspection.cut(line) == []
