"""Two windows of one office: each does its own work, both see what either writes."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk.errors import UserError
from ui import fonts
from ui.tour import Stage
from ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

FRESH = replace(meeting(1), committee="যে কমিটি আগে ছিল না")


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.fill_sample()
    made.settle()
    yield made
    made.end()


@pytest.fixture
def two(stage) -> tuple[Window, Window]:
    first = stage.window
    QTest.keyClick(first, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    stage.settle()
    second = next(window for window in stage.program.windows if window is not first)
    return first, second


def test_the_second_window_stands_beside_the_first_and_shows_the_same_office(stage, two):
    first, second = two
    assert second.isVisible()
    assert second.rows == first.rows
    assert second.pos() != first.pos()
    assert second.kit.book is first.kit.book
    second.go("meetings")
    stage.settle()
    assert second.reading.paper.held is not None


def test_what_one_writes_the_other_shows(stage, two):
    first, second = two
    for writer, other in (two, two[::-1]):
        before = len(other.rows)
        chosen = other.list.current().id
        writer.kit.worker.ask(partial(writer.kit.book.save, FRESH), lambda _: None)
        stage.settle()
        assert len(other.rows) == before + 1
        assert other.rows == writer.rows
        assert other.list.current().id == chosen, "what one looks at stays"
    assert first.screens.currentWidget() is first.meetings
    assert second.here.place == "today"


def test_editing_in_one_is_seen_in_the_list_of_the_other(stage, two):
    first, second = two
    first.go("meetings")
    second.go("meetings")
    row = second.list.current()
    stage.settle()
    paper = second.reading.paper.held
    found = []
    book = first.kit.book
    first.kit.worker.ask(lambda: book.edits.get(row.id), found.append)
    stage.settle()
    other = replace(found[0], items=(replace(found[0].items[0], topic="একেবারে নতুন বিষয়"), *found[0].items[1:]))
    first.kit.worker.ask(lambda: book.edits.write(other, found[0], ()), lambda _: None)
    stage.settle()
    assert second.list.current().id == row.id
    assert second.reading.paper.held.data != paper.data, "the page on show is the new one"


def test_a_question_of_one_window_never_answers_or_pushes_aside_one_of_the_other(stage, two):
    first, second = two
    hold = threading.Event()
    seen = []
    first.kit.worker.ask(lambda: hold.wait(30), lambda _: None)
    first.kit.worker.ask(lambda: "first", seen.append, topic="paper")
    second.kit.worker.ask(lambda: "second", seen.append, topic="paper")
    hold.set()
    stage.settle()
    assert seen == ["first", "second"]


def test_a_refusal_is_shown_where_it_was_asked(stage, two):
    first, second = two

    def refuse():
        raise UserError("The disk is full.")

    second.kit.worker.ask(refuse, lambda _: None)
    stage.settle()
    assert second.notice.isVisible()
    assert not first.notice.isVisible()


def test_closing_one_leaves_the_other(stage, two):
    first, second = two
    hold, done = threading.Event(), []
    second.kit.worker.ask(lambda: (hold.wait(30), done.append("written")), lambda _: done.append("answered"))
    second.close()
    hold.set()
    stage.settle()
    assert stage.program.windows == [first]
    # What it asked for is done; nobody is there to be told.
    assert done == ["written"]
    assert first.isVisible()
    first.go("meetings")
    first.list.choose(first.rows[-1].id)
    stage.settle()
    assert first.reading.paper.held is not None


def test_the_first_may_be_closed_too(stage, two):
    first, second = two
    first.close()
    stage.settle()
    assert stage.program.window is second
    second.go("meetings")
    stage.settle()
    assert second.reading.paper.held is not None


def test_another_language_is_that_of_both(stage, two):
    first, second = two
    second.go("settings")
    second.settings.languages["en"].click()
    for _ in range(300):
        QTest.qWait(10)
        if first not in stage.program.windows:
            break
    stage.settle()
    assert [window.kit.voice.language for window in stage.program.windows] == ["en", "en"]
    assert {window.here.place for window in stage.program.windows} == {"settings", "meetings"}
    for window in stage.program.windows:
        window.go("meetings")
        stage.settle()
        assert window.reading.paper.held is not None
