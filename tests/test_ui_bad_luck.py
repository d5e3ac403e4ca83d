"""A hostile day at the desk: power cuts, full disks, vanished printers, strange texts. Nothing is lost, and one
sentence says what to do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar, get_args

import pytest
import story
from hands import Hands
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from samples import meeting

from koyradesk import editing, meetings, recovery
from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.model import Meeting, Ref
from koyradesk.pasting import FIELD_LIMIT
from koyradesk.recovery import Kept
from koyradesk.store import Store
from ui import fonts
from ui.book import Book
from ui.editor.card_head import Head
from ui.editor.despatch import DespatchCard
from ui.editor.fold import Fold
from ui.editor.sheet import Sheet
from ui.edits import Edits
from ui.fields.field import TextField
from ui.parts import Text
from ui.printing import Printing
from ui.raster import prepare
from ui.say import Voice
from ui.tour import MINUTES, Stage
from ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
BENGALI = Voice("bn")
T = TypeVar("T")


@pytest.fixture
def stored(tmp_path) -> Meeting:
    with Store.open(tmp_path / "data") as store:
        return meetings.save(store, meeting(items=4), by="করণিক")


@pytest.fixture
def begin(qapp, tmp_path, stored) -> Iterator[Callable[[], Stage]]:
    """Starts the program on the office with one meeting."""
    fonts.load()
    made: list[Stage] = []

    def start() -> Stage:
        made.append(Stage(qapp, tmp_path, "bn", "light", 1.0))
        return made[-1]

    yield start
    for one in made:
        one.end()


@pytest.fixture
def stage(begin) -> Stage:
    return begin()


def ask(stage: Stage, job: Callable[[], T]) -> T:
    """Does something on the office's own thread."""
    found: list[T] = []
    stage.program.worker.ask(job, found.append)
    stage.settle()
    return found[0]


def read(stage: Stage, meeting_id: str) -> Meeting:
    """A meeting as it is stored."""
    return ask(stage, lambda: stage.program.book.edits.get(meeting_id))


# After a power cut


def test_half_a_date_typed_at_a_power_cut_is_told_and_can_be_copied(stored, begin, tmp_path):
    due = Ref(stored.items[0].decisions[0].id, "due")
    with Store.open(tmp_path / "data") as store:
        store.keep_edits([(due.record, due.field, "আগামী মাসের কোনো দিন")])
    stage = begin()
    assert [row.id for row in stage.window.rows] == [stored.id], "the office is there all the same"
    assert "আগামী মাসের কোনো দিন" in stage.window.notice.words.plain
    stage.window.notice.button.click()
    stage.settle()
    assert QGuiApplication.clipboard().text() == "আগামী মাসের কোনো দিন"


@pytest.mark.parametrize("why", [one for one in get_args(Kept) if one])
def test_whatever_keeps_words_from_their_field_can_be_told(why):
    from koyradesk.recovery import Recovered
    from ui.remarks import of_recovered

    lost = Recovered("meeting.x", Ref("item.x", "topic"), "হারানো কথা", None, why)
    (remark,) = of_recovered([lost], (), BENGALI)
    assert "হারানো কথা" in remark.sentence
    assert remark.text == "হারানো কথা"


# A full disk


class Disk:
    """A disk that takes nothing while it is ``full``."""

    def __init__(self, monkeypatch) -> None:
        self.full = False
        for name in ("write", "keep"):
            monkeypatch.setattr(Edits, name, partial(self._do, getattr(Edits, name)))

    def _do(self, job, *arguments):
        if self.full:
            raise UserError("The disk is full. Make room on it, then go on.")
        return job(Edits.now, *arguments)


@pytest.fixture
def disk(monkeypatch, stage) -> Disk:
    # A partial is no method: it is told whose it is.
    monkeypatch.setattr(Edits, "now", stage.program.book.edits, raising=False)
    monkeypatch.setattr("ui.session.TRY_AGAIN", 300)
    return Disk(monkeypatch)


def end_of(stage: Stage, meeting_id: str, ref: Ref, typed: str, window: Window | None = None) -> Hands:
    """Types at the end of a field."""
    window = window or stage.window
    window.activateWindow()
    stage.settle()
    if window.here.meeting != meeting_id or not window.editing:
        window.edit(meeting_id)
        stage.settle()
    assert window.editor.go(ref, 10_000)
    stage.settle()
    hands = Hands(stage)
    window.activateWindow()
    stage.settle()
    assert window.isAncestorOf(hands.focus)
    hands.type(typed)
    return hands


def until(stage: Stage, holds: Callable[[], bool]) -> None:
    for _ in range(300):
        stage.settle()
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came true")


def test_on_a_full_disk_the_typing_goes_on_and_is_saved_when_there_is_room(stage, stored, disk):
    window = stage.window
    ref = Ref(stored.items[0].id, "discussion")
    disk.full = True
    hands = end_of(stage, stored.id, ref, " ডিস্ক ভরা")
    hands.press("Escape")
    full = window.notice.words.plain
    assert "disk is full" in full
    assert window.status.saved.text() == BENGALI("Not saved yet")
    window.notice.close_one()
    end_of(stage, stored.id, ref, ", তবু লিখি").press("Escape")
    QTest.qWait(800)
    stage.settle()
    assert not window.notice.isVisible(), "told once, though it was tried again"
    assert window.editor.session.text(ref).endswith(nfc(" ডিস্ক ভরা, তবু লিখি"))
    hands.press("Ctrl+P")
    assert window.notice.words.plain == full, "who asks for something is told why nothing comes of it"
    disk.full = False
    until(stage, window.editor.session.settled)
    assert not window.notice.isVisible(), "it is no longer so"
    assert window.status.saved.text() != BENGALI("Not saved yet")
    assert read(stage, stored.id).items[0].discussion.endswith(nfc(" ডিস্ক ভরা, তবু লিখি"))


def test_words_of_meetings_left_on_a_full_disk_are_shown_there_and_saved_when_there_is_room(stage, stored, disk):
    window = stage.window
    other = replace(meeting(1), committee="আইনশৃঙ্খলা কমিটি", memos=())
    made = ask(stage, lambda: stage.program.book.save(other)).meeting
    disk.full = True
    for place in (stored.id, made, stored.id):
        end_of(stage, place, Ref(place, "closing"), " শেষ.")
        window.go("today")
        stage.settle()
    window.edit(stored.id)
    stage.settle()
    assert window.editor.session.text(Ref(stored.id, "closing")).endswith(nfc(" শেষ. শেষ."))
    window.go("today")
    disk.full = False
    until(stage, window.editor.unwritten.settled)
    assert read(stage, stored.id).closing.endswith(nfc(" শেষ. শেষ."))
    assert read(stage, made).closing.endswith(nfc(" শেষ."))


@pytest.mark.parametrize("place", ["edit", "today"])
def test_a_window_closed_on_a_full_disk_stays_with_all_that_was_typed(stage, stored, disk, place):
    window = stage.window
    disk.full = True
    ref = Ref(stored.id, "closing")
    end_of(stage, stored.id, ref, " শেষ.")
    if place != "edit":
        window.go(place)
    for _ in range(2):
        assert not window.close()
        stage.settle()
        assert window.isVisible()
        assert window.notice.button.text() == BENGALI("Close anyway")
    assert window.here.place == place
    end_of(stage, stored.id, ref, " আরও.")
    disk.full = False
    assert window.close()
    assert not window.isVisible()
    assert read(stage, stored.id).closing.endswith(nfc(" শেষ. আরও."))


def test_another_language_on_a_full_disk_takes_the_unwritten_words_along(stage, stored, disk):
    disk.full = True
    ref = Ref(stored.id, "closing")
    end_of(stage, stored.id, ref, " শেষ.")
    old = stage.window
    old.language_asked.emit("en")
    until(stage, lambda: stage.window is not old)
    assert stage.window.editor.session.text(ref).endswith(nfc(" শেষ."))
    disk.full = False
    until(stage, stage.window.editor.unwritten.settled)
    assert read(stage, stored.id).closing.endswith(nfc(" শেষ."))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_a_disk_that_is_really_full(stored, tmp_path):
    script = Path(__file__).with_name("full_disk.py")
    done = subprocess.run([sys.executable, str(script), str(tmp_path)], capture_output=True, text=True, check=True)
    before, full, closing, after = json.loads(done.stdout)
    assert before["settled"]
    assert not full["settled"]
    assert full["status"] == "Not saved yet"
    assert "disk" in full["notice"]
    assert closing["open"]
    assert after == {"status": after["status"], "notice": "", "settled": True}
    assert after["status"].startswith("Saved")
    with Store.open(tmp_path / "data") as store:
        items = meetings.get(store, stored.id).items
        assert store.check().ok
    for item in items:
        assert item.discussion.startswith(nfc("দীর্ঘ কথা। "))
        assert nfc("লেখা ") in item.discussion


# The same meeting in two windows


@pytest.fixture
def two(stage, stored) -> tuple[Window, Window]:
    """Both edit the meeting; the first has the keyboard."""
    first = stage.window
    Hands(stage).press("Ctrl+Shift+N")
    (second,) = [window for window in stage.program.windows if window is not first]
    for window in (second, first):
        window.activateWindow()
        window.edit(stored.id)
        stage.settle()
    return first, second


def behind(window: Window, ref: Ref, typed: str) -> None:
    """What is typed in a window the very moment something happens in the other one."""
    window.editor.session.type(ref, window.editor.session.text(ref) + nfc(typed))


def test_who_turns_to_the_other_window_finds_every_word_there(stage, stored, two):
    ref = Ref(stored.items[0].id, "discussion")
    for window, words in zip((*two, *two), (" এক", " দুই", " তিন", " চার"), strict=True):
        end_of(stage, stored.id, ref, words, window)
    two[0].activateWindow()
    stage.settle()
    assert [window.editor.session.text(ref)[-15:] for window in two] == [nfc(" এক দুই তিন চার")] * 2


def test_two_windows_in_one_field_keep_both_texts_and_one_key_takes_either(stage, stored, two):
    first, second = two
    ref = Ref(stored.items[0].id, "discussion")
    for window, words in ((first, " প্রথম জানালার কথা"), (second, " দ্বিতীয় জানালার কথা")):
        window.edit(stored.id, "items", ref)
        stage.settle()
        behind(window, ref, words)
    first.editor.session.leave(ref)
    stage.settle()
    assert first.notice.isHidden(), "one text alone is no trouble"
    second.editor.session.leave(ref)
    stage.settle()
    for window in two:
        assert BENGALI("Discussion") in window.notice.words.plain
        assert window.notice.button.text() == BENGALI("See both")
        fields = [one for one in window.findChildren(TextField) if one.property("contested")]
        assert [one.marked() for one in fields] == [window.editor.session.text(ref)]
    second.activateWindow()
    second.notice.button.click()
    stage.settle()
    panel = second.past.panel
    takes = [one for one in panel.findChildren(QPushButton) if one.text() == BENGALI("Take this text")]
    assert len(takes) == 2
    assert stage.app.focusWidget() is takes[0]
    QTest.keyClick(takes[0], Qt.Key.Key_Tab)
    QTest.keyClick(stage.app.focusWidget(), Qt.Key.Key_Return)
    QTest.qWait(200)
    stage.settle()
    assert read(stage, stored.id).items[0].discussion.endswith(nfc(" প্রথম জানালার কথা"))
    assert ask(stage, stage.program.book.store.conflicts) == []
    for window in two:
        assert window.notice.isHidden()
        assert window.editor.session is None or window.editor.session.text(ref).endswith(nfc(" প্রথম জানালার কথা"))
        assert not [one for one in window.findChildren(TextField) if one.property("contested")]


def test_a_meeting_opened_with_two_texts_in_a_field_says_so_and_is_quiet_elsewhere(stage, stored):
    ref = Ref(stored.id, "place")
    for words in ("এক কক্ষ", "অন্য কক্ষ"):
        ask(stage, lambda words=words: stage.program.book.edits.write(replace(stored, place=words), stored, ()))
    window = stage.window
    assert window.notice.isHidden()
    window.edit(stored.id, "facts", ref)
    stage.settle()
    assert BENGALI("Place") in window.notice.words.plain
    window.go("meetings")
    stage.settle()
    assert window.notice.isHidden()


def test_signed_in_one_window_the_other_is_read_only_and_its_last_words_are_told(stage, stored, two):
    first, second = two
    ref = Ref(stored.items[0].id, "discussion")
    behind(first, ref, " শেষ মুহূর্তের কথা")
    hands = Hands(stage)
    second.activateWindow()
    stage.settle()
    hands.press("Ctrl+4", "Tab", "Return", "Return")
    assert second.editor.session.frozen
    assert first.editor.session.frozen
    assert first.editor.session.settled()
    assert first.status.saved.text() != BENGALI("Not saved yet")
    told = first.notice.words.plain
    assert stored.committee in told
    first.notice.button.click()
    assert QGuiApplication.clipboard().text().endswith(nfc(" শেষ মুহূর্তের কথা"))
    assert first.editor.session.text(ref) == stored.items[0].discussion
    assert ask(stage, lambda: stage.program.book.store.open_edits()) == [], "seen, and let go"


def test_a_meeting_put_into_the_bin_in_one_window_is_left_in_the_other(stage, stored, begin):
    draft = replace(meeting(1), committee="আইনশৃঙ্খলা কমিটি", memos=())
    made = ask(stage, lambda: stage.program.book.save(draft)).meeting
    first = stage.window
    Hands(stage).press("Ctrl+Shift+N")
    (second,) = [window for window in stage.program.windows if window is not first]
    first.activateWindow()
    first.edit(made)
    stage.settle()
    ref = Ref(made, "closing")
    behind(first, ref, " শেষ মুহূর্তের কথা")
    second.delete(next(row for row in second.rows if row.id == made))
    stage.settle()
    assert first.here.place == "meetings"
    assert first.notice.button.text() == BENGALI("Bring back")
    first.notice.button.click()
    stage.settle()
    assert made in [row.id for row in first.rows]
    first.notice.clear()
    assert nfc("কমিটি") in first.notice.words.plain
    first.notice.button.click()
    assert QGuiApplication.clipboard().text().endswith(nfc(" শেষ মুহূর্তের কথা")), "the words were kept"


# Too much at once

#: 200 kB of nothing anyone wants in a field.
MUCH = "সভায় দপ্তরের ওয়েবসাইট হালনাগাদ করার আলোচনা হয়।\n" * 1_500


def paste(stage: Stage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(stage.app.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    # A long clipboard is read beside.
    QThreadPool.globalInstance().waitForDone()
    stage.settle()


def every_field(stage: Stage) -> Iterator[QWidget]:
    """All that one can type in, on all steps, with the focus in it."""
    editor = stage.window.editor
    for index in range(editor.tabs.count()):
        editor.tabs.setCurrentIndex(index)
        step = editor.stack.currentWidget()
        for fold in step.findChildren(Fold):
            fold.unfold()
        for record in getattr(step, "cards", ()):
            step.open(record)
        stage.settle()
        for field in (*step.findChildren(TextField), *step.findChildren(Sheet), *step.findChildren(Head)):
            if field.isVisibleTo(step):
                field.setFocus()
                yield field


def test_200_kb_change_nothing_wherever_they_are_pasted_and_can_be_opened_as_minutes(stage, stored):
    window = stage.window
    window.edit(stored.id)
    stage.settle()
    fields = 0
    for field in every_field(stage):
        window.notice.close_one()
        paste(stage, MUCH)
        assert window.notice.isVisible(), field.accessibleName()
        assert window.notice.button.text() == BENGALI("Open as minutes"), field.accessibleName()
        assert window.editor.session.meeting == stored, field.accessibleName()
        fields += 1
    assert fields > 40
    window.editor.tabs.setCurrentIndex(2)
    window.editor.stack.currentWidget().adding.setFocus()
    window.notice.close_one()
    paste(stage, MUCH)
    assert window.notice.isVisible()
    assert read(stage, stored.id) == stored


@pytest.mark.parametrize("place", ["new", "today"])
def test_200_kb_pasted_where_there_is_no_meeting_do_no_harm(stage, place):
    window = stage.window
    window.go(place)
    stage.settle()
    if place == "today":
        window.rail.search.setFocus()
    paste(stage, MUCH)
    assert len(window.rail.search.text()) <= 200
    assert window.notice.isVisible() is (place == "new"), "the search takes what anyone may look for"


def test_minutes_pasted_by_mistake_are_looked_through_and_saved_as_a_meeting_of_their_own(stage, stored):
    window = stage.window
    whole = MINUTES.replace("স্বাগত", "স্বাগত ও শুভেচ্ছা " * 400)
    for kept in (False, True):
        window.edit(stored.id, "items", Ref(stored.items[0].id, "discussion"))
        stage.settle()
        paste(stage, whole)
        window.notice.button.click()
        stage.settle()
        assert window.screens.currentWidget() is window.review
        assert window.review.source.plain == BENGALI("What was copied")
        Hands(stage).press("Ctrl+Return" if kept else "Escape")
        if not kept:
            assert (window.here.place, window.here.meeting) == ("edit", stored.id), "back to where one was"
            assert window.here.ref == Ref(stored.items[0].id, "discussion")
    assert window.here.place == "meetings"
    assert len(window.rows) == 2
    assert read(stage, stored.id) == stored
    made = read(stage, window.list.current().id)
    assert len(made.items) == 3


def test_what_is_no_minutes_is_refused_when_it_is_opened_as_such(stage, stored):
    window = stage.window
    window.edit(stored.id, "facts", Ref(stored.id, "closing"))
    stage.settle()
    paste(stage, "নথি " * 10_000)
    window.notice.button.click()
    stage.settle()
    assert window.here.place == "edit"
    assert window.notice.isVisible()
    assert window.notice.button is None


# Lists as long as committees are, and longer


def test_a_long_list_of_short_lines_becomes_rows_and_one_too_long_none(stage, stored):
    window = stage.window
    window.edit(stored.id, "issue", Ref(stored.distribution.recipients[-1].id, "text"))
    stage.settle()
    lines = [f"{number}। উপজেলা প্রাথমিক শিক্ষা অফিসার, শালবন উপজেলা পরিষদ কার্যালয়, নমুনা জেলা" for number in range(1, 101)]
    assert sum(map(len, lines)) > FIELD_LIMIT
    paste(stage, "\n".join(lines))
    assert len(read(stage, stored.id).distribution.recipients) == 104
    assert not window.notice.isVisible()
    paste(stage, "\n".join(lines * 3))
    assert len(window.editor.session.meeting.distribution.recipients) == 104
    assert window.notice.isVisible()


# Strange signs


@pytest.mark.parametrize("way", ["typed", "edited", "pasted"])
def test_signs_that_no_paper_may_hold_do_not_get_into_a_chip(stage, stored, way):
    window = stage.window
    item = stored.items[0]
    window.edit(stored.id, "items", Ref(item.implementers[0].id, "name"))
    stage.settle()
    hands = Hands(stage)
    strange = "কৃষি\x00 \u202eঅফিসার\u202c\x1b"
    if way == "edited":
        hands.press("F2", "Ctrl+A")
        hands.type(strange)
    else:
        body = window.editor.stack.currentWidget().cards[item.id].body
        body.field(Ref(item.implementers[0].id, "name")).input.setFocus()
        hands.type(strange) if way == "typed" else paste(stage, strange)
    hands.press("Return", "Escape")
    assert window.editor.session.settled()
    assert not window.notice.isVisible()
    assert nfc("কৃষি অফিসার") in [one.name for one in read(stage, stored.id).items[0].implementers]


@pytest.mark.parametrize(
    ("find", "where"),
    [
        (lambda one: Ref(one.id, "title"), "শিরোনাম"),
        (lambda one: Ref(one.id, "letterhead"), "কার্যালয়ের শিরোনাম"),
        (lambda one: Ref(one.opening[0].id, "text"), "অনুচ্ছেদ ১"),
        (lambda one: Ref(one.attendees[2].id, "name"), "৩"),
        (lambda one: Ref(one.items[1].id, "discussion"), "২"),
        (lambda one: Ref(one.items[1].decisions[0].id, "text"), "২"),
        (lambda one: Ref(one.distribution.recipients[3].id, "text"), "৪"),
        (lambda one: Ref(one.signatures[0].id, "name"), "স্বাক্ষর"),
    ],
)
def test_a_sign_without_a_font_is_named_with_its_place_and_nothing_else_happens(stage, stored, find, where):
    window, ref = stage.window, find(stored)
    window.edit(stored.id)
    stage.settle()
    assert window.editor.go(ref, 3)
    stage.settle()
    before, trouble = window.editor.page.held, window.editor.beside.trouble
    hands = Hands(stage)
    hands.type("😀")
    assert trouble.isVisible()
    assert "😀" in trouble.words.plain
    assert where in trouble.words.plain
    assert window.editor.page.held is before, "the page before stays"
    field = hands.focus
    hands.press("Ctrl+P")
    said = [window.notice.words, *window.editor.stack.currentWidget().findChildren(Text)]
    assert any("U+1F600" in one.plain for one in said if one.isVisible()), "nothing is printed, and why"
    assert "😀" in editing.text(read(stage, stored.id), ref), "it is saved all the same"
    window.editor.tabs.setFocus()
    stage.settle()
    trouble.going.click()
    stage.settle()
    assert window.editor.session.text(ref)[3] == "😀"
    assert type(hands.focus) is type(field)
    assert hands.focus.caret() == 3
    hands.press("Delete")
    assert not trouble.isVisible()
    assert window.editor.page.held is not before
    assert window.editor.session.text(ref) == editing.text(stored, ref)


# Signed minutes

KEYS = ("Ctrl+V", "Delete", "Backspace", "Ctrl+Z", "Ctrl+Y", "Alt+Delete", "Alt+Up", "Ctrl+Return",
        "Ctrl+Shift+Return", "Ctrl+Delete", "F8", "Ctrl+B")  # fmt: skip


def test_signed_minutes_take_no_key_anywhere_and_say_why(stage, stored):
    window = stage.window
    ask(stage, lambda: stage.program.book.edits.sign("minutes", stored.id, None))
    window.edit(stored.id)
    stage.settle()
    before = window.editor.session.meeting
    QGuiApplication.clipboard().setText("এক\nদুই")
    fields = 0
    for field in every_field(stage):
        despatch = window.editor.stack.currentWidget().findChild(DespatchCard)
        if despatch is not None and despatch.isAncestorOf(field):
            # Copies go out after the signature.
            continue
        hands = Hands(stage)
        fields += 1
        if isinstance(field, TextField):
            assert field.frozen
            window.notice.close_one()
            hands.type("ক")
            assert before.memo().number in window.notice.words.plain, field.accessibleName()
        for keys in KEYS:
            if keys != "F8" or despatch is None:
                hands.press(keys, settle=False)
            field.setFocus()
        stage.settle()
        assert window.editor.session.meeting == before, field.accessibleName()
        window.notice.close_one()
        hands.press("Ctrl+Z")
        assert before.memo().number in window.notice.words.plain
    assert fields > 30
    assert read(stage, stored.id) == before


# A printer that goes away


def vanished(printer: QPrinter, tmp_path: Path, when: str) -> None:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / ("নেই/নেই.pdf" if when == "before" else "আধা.pdf")))
    if when == "between":
        printer.newPage = lambda: False


@pytest.mark.qt_log_ignore("propagateSizeHints", "QPainter::begin", extend=True)
@pytest.mark.parametrize("when", ["before", "between"])
def test_a_printer_that_goes_away_while_one_types_loses_neither_paper_nor_words(
    stage, stored, tmp_path, monkeypatch, when
):
    def ready(self, paper, name, habit):
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "ছাপা.pdf"))
        prepare(made, paper, name)
        return made

    def print_on(self, printer, paper):
        vanished(printer, tmp_path, when)
        real(self, printer, paper)

    real = Printing.print_on
    monkeypatch.setattr(Book, "printer", ready)
    monkeypatch.setattr(Printing, "print_on", print_on)
    window = stage.window
    hands = end_of(stage, stored.id, Ref(stored.id, "closing"), " ছাপার আগে.")
    hands.press("Ctrl+P")
    stage.dialog().accept()
    stage.settle()
    assert BENGALI("Save as PDF") == window.notice.button.text()
    hands.type(" ছাপার পরে.")
    assert window.editor.session.text(Ref(stored.id, "closing")).endswith(nfc(" ছাপার আগে. ছাপার পরে."))
    window.notice.button.click()
    dialog = stage.dialog()
    dialog.selectFile(str(tmp_path / "রক্ষা.pdf"))
    dialog.accept()
    stage.settle()
    assert (tmp_path / "রক্ষা.pdf").read_bytes().startswith(b"%PDF")


# A computer that sleeps, and one whose clock is wrong


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="a process cannot be stopped here")
def test_the_lid_closed_in_the_middle_of_a_word(tmp_path, qapp):
    environment = os.environ | {"KOYRADESK_CONFIG": str(tmp_path / "config")}
    command = [sys.executable, str(Path(story.__file__)), str(tmp_path), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        for typed, line in enumerate(child.stdout, 1):
            if line == "done\n":
                break
            if typed in (20, 90):
                child.send_signal(signal.SIGSTOP)
                time.sleep(2.5)
                child.send_signal(signal.SIGCONT)
        child.kill()
    with Store.open(tmp_path / "data", config=tmp_path / "config") as store:
        recovery.recover(store, by="করণিক")
        (row,) = meetings.listing(store)
        found = meetings.get(store, row.id)
        assert store.check().ok
    assert story.agenda(found) == story.expected(story.TALKS[:2])


def test_with_the_date_set_back_by_years_everything_still_works(stage, stored, monkeypatch):
    window = stage.window
    past = datetime.now(UTC) - timedelta(days=3000)
    monkeypatch.setattr(window.kit.book.store, "_clock", lambda: past)
    window.look()
    stage.settle()
    assert BENGALI.digits(past.astimezone().year) in window.notice.words.plain
    window.notice.close_one()
    ref = Ref(stored.id, "closing")
    end_of(stage, stored.id, ref, " পুরোনো তারিখে.").press("Escape")
    assert window.editor.session.settled()
    window.editor.session.undo()
    stage.settle()
    assert window.editor.session.text(ref) == stored.closing
    hands = Hands(stage)
    hands.press("Ctrl+Y")
    assert window.editor.session.text(ref).endswith(nfc(" পুরোনো তারিখে."))
    # The committee's next meeting, numbered as of the day of the last work.
    hands.press("Ctrl+N", "Return")
    following = read(stage, window.here.meeting)
    assert following.period == "2026-12"
    hands.press("Ctrl+4")
    memo = window.editor.session.life.proposal
    assert memo.date.year == date.today().year
    hands.press("Return")
    assert read(stage, following.id).memo().state == "numbered"
    for place in ("today", "meetings"):
        window.go(place)
        stage.settle()
    assert len(window.rows) == 2
    assert window._office.day.today == date.today(), "the day of the last work"
    ask(stage, window.kit.book.back_up)
    assert ask(stage, lambda: window.kit.book.store.check()).ok
