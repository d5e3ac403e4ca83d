"""What the window showed when it was left stands at once at the next start, until the store answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from samples import meeting

from koyradesk import meetings, sample
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Memo
from koyradesk.overview import overview
from koyradesk.store import Store
from ui import fonts, last_look
from ui.app import Program
from ui.book import Book, Opened
from ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date.today()
KEPT = "window.json"


@pytest.fixture
def left(tmp_path) -> Opened:
    """The sample office as it was when it was left; it is in ``tmp_path``."""
    with Store.open(tmp_path) as store:
        sample.fill(store, today=TODAY, by="করণিক")
    return look(tmp_path)


@pytest.fixture
def started(qapp, tmp_path, left, qtbot):
    """Starts the program on that office as often as it is called; all of them are ended."""
    fonts.load()
    made: list[Program] = []

    def start() -> Program:
        made.append(Program(qapp, tmp_path, "bn", "light"))
        made[-1].start()
        return made[-1]

    yield start
    for program in made:
        end(program, qtbot)


def look(folder: Path, last: str = "") -> Opened:
    """Opens and leaves an office."""
    book = Book(folder)
    office = book.open()
    book.close(last)
    return office


def edited(folder: Path, **changed: object) -> None:
    """Someone was in the file."""
    path = folder / KEPT
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), "utf-8")


def opened(program: Program, qtbot) -> None:
    qtbot.waitUntil(lambda: program.window.is_open and program.worker.idle(), timeout=30_000)


def end(program: Program, qtbot) -> None:
    qtbot.waitUntil(program.worker.idle, timeout=30_000)
    program.window.close()
    program.finish()
    program.window.deleteLater()
    QApplication.processEvents()


# What is kept


def test_it_is_what_the_store_says(tmp_path, left):
    found = last_look.read(tmp_path, TODAY)
    assert found is not None
    assert (found.day, found.state) == (left.day, left.state)
    assert (found.whole, left.whole) == (False, True)
    assert found.day.year, "there is something to see"


@pytest.mark.parametrize("days", [1, 40, 300])
def test_on_a_later_day_it_is_what_that_day_shows(tmp_path, left, days):
    later = TODAY + timedelta(days)
    newest = sorted(left.rows, key=lambda row: (str(row.date or row.period), row.period, row.id), reverse=True)
    assert last_look.read(tmp_path, later).day == overview(newest, later)


def test_of_another_state_of_the_database_nothing_is_shown(tmp_path, left):
    gone = left.rows[0].id
    with Store.open(tmp_path) as store:
        meetings.delete(store, gone, by="করণিক")
    assert last_look.read(tmp_path, TODAY) is None
    look(tmp_path)
    kept = {row.id for row in last_look.read(tmp_path, TODAY).rows}
    assert kept == {row.id for row in left.rows} - {gone}


def test_before_the_day_it_was_left_nothing_is_shown(tmp_path, left):
    assert last_look.read(tmp_path, TODAY - timedelta(1)) is None


def test_without_a_database_nothing_is_shown(tmp_path, left):
    (tmp_path / "koyradesk.db").unlink()
    assert last_look.read(tmp_path, TODAY) is None


def test_an_empty_office_leaves_nothing(tmp_path, left):
    with Store.open(tmp_path) as store:
        for row in left.rows:
            meetings.delete(store, row.id, by="করণিক")
    look(tmp_path)
    assert not (tmp_path / KEPT).exists()


def test_a_day_that_cannot_be_believed_leaves_nothing(tmp_path, left):
    last_look.keep(tmp_path, left._replace(trouble=UserError("{day}", day=TODAY)), "")
    assert not (tmp_path / KEPT).exists()


def test_of_ten_years_little_is_kept_but_the_meeting_to_go_on_with(tmp_path):
    """However old that one is."""
    done = replace(meeting(1), memos=(Memo(number="০৫-১", state="numbered"),), date=None)
    with Store.open(tmp_path) as store:
        new, *old = [
            meetings.save(store, replace(done, period=period), by="করণিক").id
            for period in (f"{TODAY:%Y-%m}", "2011-03", "2011-02", "2011-01")
        ]
    look(tmp_path, old[0])
    # The oldest tells since when the committee meets.
    assert {row.id for row in last_look.read(tmp_path, TODAY).rows} == {new, old[0], old[2]}


BROKEN = {
    "empty": b"",
    "half": b'{"version": 1, "st',
    "no object": b"[]",
    "deep": b"[" * 100_000,
    "not text": b"\xff\xfe\x00",
    "other": b'{"version": 2}',
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_as_none(tmp_path, left, data):
    (tmp_path / KEPT).write_bytes(data)
    assert last_look.read(tmp_path, TODAY) is None
    look(tmp_path)
    assert last_look.read(tmp_path, TODAY) is not None, "it was made anew"


@pytest.mark.parametrize(
    "changed",
    [
        {"rows": [["a"]]},
        {"rows": [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]},
        {"rows": [["a", "b", "", "31 February", "", "", "draft", "", "", ""]]},
        {"rows": [["a", "b", "", "", "", "", "eaten", "", "", ""]]},
        {"rows": None},
        {"backup": "yesterday"},
        {"backup": 7},
        {"day": "today"},
        {"day": None},
        {"state": [1]},
        {"meetings": "many"},
        {"version": None},
    ],
    ids=str,
)
def test_a_file_that_says_nonsense_is_as_none(tmp_path, left, changed):
    edited(tmp_path, **changed)
    assert last_look.read(tmp_path, TODAY) is None


def test_a_folder_that_cannot_be_written_costs_only_the_sooner_start(tmp_path, left):
    (tmp_path / KEPT).unlink()
    (tmp_path / KEPT).mkdir()
    look(tmp_path)
    assert last_look.read(tmp_path, TODAY) is None


# The window


def test_the_window_stands_before_the_store_is_opened(started, left, qtbot):
    window = started().window
    assert (window.isVisible(), window.stands, window.is_open) == (True, True, False)
    assert window.screens.currentWidget() is window.today
    assert window.today.papers.rows.things() == [*left.day.drafts, *left.day.awaiting]
    assert window.status.office.plain == left.state.office


def test_what_is_equal_is_not_shown_again(started, qtbot, monkeypatch):
    program = started()
    window = program.window
    shown = []
    monkeypatch.setattr(window.today, "show_office", shown.append)
    opened(program, qtbot)
    assert shown == []
    assert len(window.rows) == len(window.list.rows.things()) > 0


def test_the_store_s_answer_takes_its_place(started, tmp_path, left, qtbot):
    rows = json.loads((tmp_path / KEPT).read_text("utf-8"))["rows"]
    wrong = nfc("যে কমিটি কখনো ছিল না")
    edited(tmp_path, rows=[[row[0], wrong, *row[2:]] for row in rows], office="অন্য")
    program = started()
    window = program.window
    assert {line.committee for line in window.today.year.model().day.year} == {wrong}
    opened(program, qtbot)
    assert window.today.year.model().day == left.day
    assert window.status.office.plain == left.state.office
    assert {row.id for row in window.rows} == {row.id for row in left.rows}


def test_what_is_done_before_the_store_answers_waits_for_it(started, left, qtbot):
    program = started()
    window = program.window
    window.go("meetings")
    assert window.meetings.right.currentWidget() is window.meetings.nothing, "it says that it is being opened"
    wanted = left.day.drafts[0].id if left.day.drafts else left.rows[0].id
    window.edit(wanted)
    assert not window.is_open
    opened(program, qtbot)
    assert window.editing
    assert window.editor.session.meeting.id == wanted, "and stays where the user went"
    window.go("meetings")
    assert len(window.list.rows.things()) == len(left.rows)


@pytest.fixture
def slow(started, monkeypatch, qtbot):
    """The program, in front of the user while its store takes its time; and what lets the store answer."""
    answering, opening = threading.Event(), Book.open

    def opened_late(book: Book) -> Opened:
        assert answering.wait(60)
        return opening(book)

    monkeypatch.setattr(Book, "open", opened_late)
    program = started()
    program.window.activateWindow()
    qtbot.waitUntil(lambda: program.window.isActiveWindow() and not program.worker._line.held, timeout=30_000)

    def answer() -> None:
        assert not program.window.is_open
        answering.set()
        opened(program, qtbot)

    yield program.window, answer
    answering.set()


Slow = tuple[Window, Callable[[], None]]


@pytest.mark.parametrize("way", ["click", "enter"])
def test_a_paper_opened_before_the_store_answers_is_open_when_it_has(slow: Slow, way):
    window, answer = slow
    papers = window.today.papers
    wanted = papers.rows.things()[1]
    place = papers.visualRect(papers.rows.index(1)).center()
    if way == "click":
        QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=place)
    else:
        papers.setFocus()
        QTest.keyClick(papers, Qt.Key.Key_Down)
        QTest.keyClick(papers, Qt.Key.Key_Return)
    assert window.editing
    answer()
    assert window.editing
    assert window.editor.session.meeting.id == wanted.id


def test_a_meeting_of_the_year_clicked_before_the_store_answers_is_open_when_it_has(slow: Slow, left):
    window, answer = slow
    year, line = window.today.year, next(line for line in left.day.year if any(cell.meetings for cell in line.cells))
    month = next(at for at, cell in enumerate(line.cells) if len(cell.meetings) == 1)
    place = year.visualRect(year.model().index(left.day.year.index(line), month + 1)).center()
    QTest.mouseClick(year.viewport(), Qt.MouseButton.LeftButton, pos=place)
    answer()
    assert window.editor.session.meeting.id == line.cells[month].meetings[0].id


def test_a_new_meeting_asked_for_before_the_store_answers_can_be_begun_when_it_has(slow: Slow, left):
    window, answer = slow
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.here.place == "new"
    answer()
    assert window.screens.currentWidget() is window.starting
    model = window.starting.list.model()
    shown = {model.index(at, 0).data() for at in range(model.rowCount())}
    assert {row.committee for row in left.rows} <= shown


def test_what_is_searched_for_before_the_store_answers_is_found_when_it_has(slow: Slow, left, qtbot):
    window, answer = slow
    window.rail.search.setFocus()
    wanted = left.rows[0].committee
    window.rail.search.insert(wanted)
    qtbot.waitUntil(lambda: window.here.place == "meetings", timeout=30_000)
    answer()
    assert window.rail.search.text() == wanted
    found = [row for row in window.list.rows.things() if row]
    assert found
    assert {row.committee for row in found} == {wanted}
    assert len(found) == sum(row.committee == wanted for row in left.rows) < len(left.rows)


def test_without_it_a_slow_start_says_that_the_office_is_being_opened(started, tmp_path, qtbot):
    (tmp_path / KEPT).unlink()
    program = started()
    window = program.window
    assert not window.stands
    program._wait()
    assert window.isVisible()
    assert window.screens.currentWidget().words.plain == window.kit.voice("Opening the office …")
    opened(program, qtbot)
    assert window.screens.currentWidget() is window.today


def test_what_was_open_last_can_be_gone_on_with_at_once(started, left, qtbot):
    program = started()
    wanted = left.rows[0].id
    program.window.edit(wanted)
    opened(program, qtbot)
    program.window.go("today")
    end(program, qtbot)
    window = started().window
    assert not window.is_open
    assert window.today.resuming.isVisibleTo(window)


def test_an_office_that_cannot_be_opened_takes_the_window_away(started, tmp_path, qtbot):
    with Store.open(tmp_path):
        program = started()
        assert program.window.isVisible()
        qtbot.waitUntil(lambda: program.refusal is not None and program.refusal.isVisible(), timeout=30_000)
        assert not program.window.isVisible()
    program.refusal.close()
