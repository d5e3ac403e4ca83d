"""Misspelled words in the real program: marked, put right, learnt, passed over, turned off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from field_hands import CTRL, KEY
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from samples import meeting

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import Ref
from koyradesk.spelling import learnt, lists
from koyradesk.store import Store
from ui import fonts
from ui.fields.marked import MarkedField
from ui.finding.commands import offers
from ui.spelling import desk
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)
WRONG = "সভায় সিদ্বান্ত হয় যে সকল কর্মকতাদের সরকারী কাজ দেখা হবে।"
WORDS = ["সিদ্বান্ত", "কর্মকতাদের", "সরকারী"]


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(desk, "PAUSE", 20)
    monkeypatch.setattr(desk, "BEGINS", 0)
    monkeypatch.setattr(lists, "_SYSTEM", ())


@pytest.fixture
def begin(qapp, tmp_path):
    """Starts the program on an office with a meeting, as often as it is called."""
    with Store.open(tmp_path / "data") as store:
        whole = meeting(items=2)
        first, last = whole.items[0], whole.items[1]
        decision = replace(last.decisions[0], text="সকলকে মাষ্টার রোল দিতে হবে।")
        items = (replace(first, discussion=WRONG), replace(last, decisions=(decision, *last.decisions[1:])))
        kept = meetings.save(store, replace(whole, items=items), by="করণিক")
    fonts.load()
    stages = []

    def start(language="bn"):
        for old in stages:
            old.end()
        stages[:] = [Stage(qapp, tmp_path, language, "light", 1.0)]
        stage = stages[0]
        stage.window.activateWindow()
        stage.settle()
        stage.window.edit(kept.id, "items", Ref(kept.items[0].id, "discussion"))
        stage.settle()
        return stage

    yield start
    for stage in stages:
        stage.end()


def field_with(stage, text):
    return next(one for one in stage.window.findChildren(MarkedField) if text in one.toPlainText() and one.isVisible())


def words(field):
    return [one.word for one in field.spelling.marks()]


@pytest.fixture
def shown(begin, qtbot):
    """A stage and the field with misspelled words, marked."""
    stage = begin()
    field = field_with(stage, "সিদ্বান্ত")
    qtbot.waitUntil(lambda: words(field) == WORDS, timeout=10_000)
    return stage, field


def right(stage):
    """The words that the office says are right."""
    found = []
    stage.program.worker.ask(lambda: learnt.read(stage.program.book.store), found.append)
    stage.settle()
    return found[0]


def menu_at(field, position):
    cursor = field.textCursor()
    cursor.setPosition(position)
    field.setTextCursor(cursor)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), field.mapToGlobal(QPoint(3, 3)))
    QApplication.sendEvent(field.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    return menu


def actions(menu):
    return {one.text(): one for one in menu.actions()}


def test_marks_leave_text_and_undo_alone_and_their_colour_is_painted(shown):
    stage, field = shown
    before = field.marked()
    assert not field.document().isUndoAvailable()
    assert field.marked() == before == nfc(WRONG)
    assert all(word in field.accessibleDescription() for word in WORDS)
    colour = field._look.wrong.lstrip("#")
    target = tuple(int(colour[at : at + 2], 16) for at in (0, 2, 4))

    def painted():
        picture = field.viewport().grab().toImage()
        found = 0
        for y in range(picture.height()):
            for x in range(picture.width()):
                pixel = picture.pixelColor(x, y)
                found += all(
                    abs(a - b) < 40 for a, b in zip((pixel.red(), pixel.green(), pixel.blue()), target, strict=True)
                )
        return found

    assert painted() > 60
    stage.program.spelling.turn(False)
    assert painted() == 0


def test_typing_and_spelling_read_the_words_of_the_office_once(shown, qtbot, monkeypatch):
    stage, _ = shown
    monkeypatch.setattr("koyradesk.words.gather", lambda _: pytest.fail("the words are read again"))
    method = stage.program.typing.method
    method.choose("phonetic")
    qtbot.waitUntil(lambda: len(method.lexicon) > 0)
    assert stage.program.book.words().uses
    assert all(method.lexicon.uses[word] == use for word, use in stage.program.book.words().uses.items())


def test_a_word_is_not_marked_while_it_is_typed(shown, qtbot):
    _, field = shown
    field.setFocus()
    QTest.keyClick(field, KEY.Key_End, CTRL)
    for letter in " মাষ্টার":
        field.insertPlainText(letter)
    qtbot.waitUntil(lambda: field.spelling._held is not None, timeout=5_000)
    assert words(field) == WORDS
    field.insertPlainText(" ")
    qtbot.waitUntil(lambda: words(field) == [*WORDS, "মাষ্টার"], timeout=5_000)


def test_what_is_meant_is_put_in_by_the_menu_and_taken_back_by_undo(shown, qtbot):
    _, field = shown
    field.setFocus()
    start = field.toPlainText().index("কর্মকতাদের")
    menu = menu_at(field, start + 2)
    offered = actions(menu)
    assert next(iter(offered)) == "কর্মকর্তাদের"
    offered["কর্মকর্তাদের"].trigger()
    menu.close()
    assert "কর্মকর্তাদের" in field.marked()
    qtbot.waitUntil(lambda: words(field) == ["সিদ্বান্ত", "সরকারী"], timeout=5_000)
    field.undo()
    assert field.marked() == nfc(WRONG)
    qtbot.waitUntil(lambda: words(field) == WORDS, timeout=5_000)


def test_a_word_said_to_be_right_is_right_everywhere_and_after_a_new_start(shown, begin, qtbot):
    stage, field = shown
    menu = menu_at(field, field.toPlainText().index("সরকারী"))
    actions(menu)["“সরকারী” ঠিক আছে"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: words(field) == ["সিদ্বান্ত", "কর্মকতাদের"], timeout=5_000)
    assert right(stage) == {"সরকারী"}
    again = field_with(begin(), "সিদ্বান্ত")
    qtbot.waitUntil(lambda: words(again) == ["সিদ্বান্ত", "কর্মকতাদের"], timeout=10_000)


def test_a_word_that_another_computer_said_is_right_is_right_here_when_it_comes(shown, qtbot):
    stage, field = shown
    book = stage.program.book

    def come():
        book.wrote(learnt.add(book.store, "সরকারী", by="রহিম").kinds)

    stage.program.worker.ask(come, lambda _: None)
    qtbot.waitUntil(lambda: words(field) == ["সিদ্বান্ত", "কর্মকতাদের"], timeout=5_000)


def test_a_word_can_be_passed_over_in_one_place(shown, qtbot):
    stage, field = shown
    menu = menu_at(field, field.toPlainText().index("সরকারী"))
    actions(menu)["এখানে চিহ্নিত করবেন না"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: words(field) == ["সিদ্বান্ত", "কর্মকতাদের"], timeout=5_000)
    assert right(stage) == frozenset()


def test_a_key_goes_from_mark_to_mark_and_offers(shown, qtbot):
    stage, field = shown
    field.setFocus()
    field.place_cursor(0)
    for word in WORDS:
        stage.program.spelling.step(stage.window, 1)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        assert field.textCursor().selectedText() == word
        QTest.keyClick(menu, KEY.Key_Escape)
    stage.program.spelling.step(stage.window, -1)
    menu = QApplication.activePopupWidget()
    assert field.textCursor().selectedText() == WORDS[1]
    QTest.keyClick(menu, KEY.Key_Return)
    assert "কর্মকর্তাদের" in field.marked()


def test_the_key_goes_on_where_nothing_is_on_the_screen_yet_and_round(shown, qtbot):
    stage, field = shown
    field.setFocus()
    field.place_cursor(len(WRONG))
    stage.program.spelling.step(stage.window, 1)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=5_000)
    other = stage.window.focusWidget()
    assert isinstance(other, MarkedField)
    assert other is not field
    assert other.textCursor().selectedText() == "মাষ্টার"
    QTest.keyClick(QApplication.activePopupWidget(), KEY.Key_Return)
    assert "মাস্টার রোল" in other.marked()
    stage.program.spelling.step(stage.window, 1)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=5_000)
    assert stage.window.focusWidget().textCursor().selectedText() == WORDS[0]
    QApplication.activePopupWidget().close()


def test_where_nothing_is_marked_that_is_said(shown, qtbot):
    stage, field = shown
    for text in ("সিদ্বান্ত", "কর্মকতাদের", "সরকারী", "মাষ্টার"):
        stage.program.spelling.learn(text)
    qtbot.waitUntil(lambda: len(stage.program.spelling.speller.right) == 4, timeout=5_000)
    # Judged anew aside: until then the old marks stand, and a step goes to one of them.
    qtbot.waitUntil(lambda: words(field) == [], timeout=5_000)
    stage.program.spelling.step(stage.window, 1)
    notice = stage.window.notice
    qtbot.waitUntil(notice.isVisible, timeout=5_000)
    assert notice.words.plain == nfc("এখানে কোনো শব্দ চিহ্নিত নেই।")


def test_marks_are_turned_off_and_stay_off(shown, begin, qtbot):
    stage, field = shown
    stage.program.spelling.turn(False)
    assert words(field) == []
    field.insertPlainText("সিদ্বান্ত ")
    qtbot.wait(200)
    assert words(field) == []
    stage = begin()
    assert not stage.program.spelling.on
    again = field_with(stage, "সিদ্বান্ত")
    stage.program.spelling.turn(True)
    qtbot.waitUntil(lambda: words(again)[-1:] == ["সরকারী"], timeout=10_000)


def test_marks_are_turned_off_in_the_settings(shown):
    stage, field = shown
    stage.window.go("settings")
    stage.settle()
    settings = stage.window.settings
    assert settings.spelling["on"].isChecked()
    settings.spelling["off"].click()
    assert not stage.program.spelling.on
    assert words(field) == []


def test_the_box_that_finds_all_leads_to_the_next_mark(shown, qtbot):
    stage, field = shown
    field.setFocus()
    field.place_cursor(0)
    found = {one.key: one for one in offers(stage.window)}
    assert "Mark misspellings" not in found
    found["The next misspelled word"].does()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=5_000)
    assert field.textCursor().selectedText() == WORDS[0]
    QApplication.activePopupWidget().close()
    found["Do not mark misspellings"].does()
    assert words(field) == []
    assert "Mark misspellings" in {one.key for one in offers(stage.window)}


def test_a_long_paste_is_judged_in_slices_and_a_stale_answer_is_dropped(shown, qtbot):
    stage, field = shown
    judge = stage.program.spelling
    long = "সকল সরকারী দপ্তর ও প্রতিষ্ঠানের প্রধান। " * 1_500
    field.show_marked(long)
    qtbot.waitUntil(lambda: len(field.spelling.marks()) > 400, timeout=20_000)
    assert len(field.spelling.marks()) <= desk.MOST
    assert {one.word for one in field.spelling.marks()} == {"সরকারী"}
    judge._slice(field.spelling, field.spelling.text(), field.document().revision() - 1, 0, ())
    field.show_marked("ভালো")
    qtbot.wait(300)
    assert words(field) == []


def test_lines_with_names_and_numbers_have_no_marks(shown):
    stage, _ = shown
    assert all(not hasattr(one, "spelling") for one in stage.window.findChildren(QLineEdit))


def test_signed_text_is_not_marked(shown):
    _, field = shown
    field.set_frozen(True)
    assert words(field) == []
    field.set_frozen(False)
    assert words(field) == WORDS
