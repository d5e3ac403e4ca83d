"""The help: F1 opens the page of the place one is at, beside the work; Esc leads back, with everything as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from koyradesk.bengali.text import search_key
from koyradesk.handbook import Spot, contents
from ui import fonts, inspection
from ui.editor_scenes import letters
from ui.help import places
from ui.help.setting import Setting
from ui.help.view import PageView
from ui.stage import MINUTES, Stage
from ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.fill_sample()
    made.settle()
    made.window.activateWindow()
    yield made
    made.end()


def press(stage: Stage, keys: str) -> None:
    combination = QKeySequence(keys)[0]
    QTest.keyClick(stage.app.focusWidget() or stage.window, combination.key(), combination.keyboardModifiers())
    stage.settle()


def text(stage: Stage) -> str:
    return stage.window.handbook.pane.view.toPlainText()


def state(field: QWidget) -> tuple[str, int]:
    """What stands in a field, and where its caret is."""
    if isinstance(field, QLineEdit):
        return field.text(), field.cursorPosition()
    return field.toPlainText(), field.textCursor().position()


def draft(stage: Stage) -> str:
    return next(row.id for row in stage.window.rows if row.state == "draft")


def test_in_a_field_it_opens_the_page_of_the_step_and_esc_leads_back_to_the_letter(stage):
    window = stage.window
    window.edit(draft(stage), "facts")
    stage.settle()
    here = stage.app.focusWidget()
    letters("সভাকক্ষ ")(stage)
    stage.settle()
    typed, caret = state(here)
    where = window.here
    press(stage, "F1")
    assert window.handbook.is_open
    assert window.handbook.here.spot.slug == contents().helps("edit/facts")
    assert window.here == where
    assert stage.app.focusWidget() is window.handbook.pane.view
    assert text(stage).startswith(contents().page("meeting").title)
    press(stage, "Escape")
    assert not window.handbook.is_open
    assert stage.app.focusWidget() is here
    assert state(here) == (typed, caret)
    assert window.here == where
    letters("ক")(stage)
    stage.settle()
    assert state(here) == (typed[:caret] + "ক" + typed[caret:], caret + 1)


def test_from_the_rail_it_opens_for_the_screen_on_show(stage):
    window = stage.window
    for place in ("today", "memos", "incoming", "exchange", "settings", "keys", "bin"):
        window.go(place)
        stage.settle()
        window.rail.places["help"].click()
        stage.settle()
        assert window.handbook.here.spot == contents().spot([place])
        marked = [name for name, button in window.rail.places.items() if button.isChecked()]
        assert marked in ([place], ["help"], ["settings"])
        window.handbook.leave()


def test_in_the_box_over_everything_it_tells_of_finding_and_esc_leads_back_into_the_box(stage):
    window = stage.window
    press(stage, "Ctrl+K")
    letters("ওয়েব")(stage)
    stage.settle()
    press(stage, "F1")
    assert window.handbook.here.spot.slug == "finding"
    press(stage, "Escape")
    assert window.finding.is_open
    assert stage.app.focusWidget() is window.finding.box.line
    assert window.finding.box.text == "ওয়েব"


def test_pages_lead_to_one_another_and_back_and_the_contents_are_one_key_away(stage):
    window = stage.window
    window.go("incoming")
    stage.settle()
    press(stage, "F1")
    handbook = window.handbook
    first = handbook.here
    press(stage, "F1")
    assert handbook.here.kind == "contents"
    for slug in contents().slugs:
        assert contents().page(slug).title in text(stage)
    handbook.follow("typing.md")
    assert handbook.here.spot == Spot("typing")
    press(stage, "Alt+Left")
    press(stage, "Alt+Left")
    assert handbook.here[:3] == first[:3]
    assert window.here.place == "incoming"
    assert not handbook.pane.back.isEnabled()
    press(stage, "Alt+Left")
    assert handbook.here[:3] == first[:3]


def test_a_heading_is_brought_to_the_top(stage):
    handbook, book = stage.window.handbook, contents()
    headings = [block for block in book.page("exchange").blocks if block.kind == "heading" and block.level == 2]
    handbook.show_spot(Spot("exchange", headings[3].anchor))
    stage.settle()
    view = handbook.pane.view
    assert view.cursorForPosition(QPoint(20, 14)).block().text() == headings[3].text
    handbook.show_spot(Spot("exchange"))
    assert view.verticalScrollBar().value() == 0


def test_it_is_searched_as_everything_is(stage):
    handbook = stage.window.handbook
    press(stage, "F1")
    opened = handbook.here
    press(stage, "Ctrl+F")
    letters("চাবিপত্র ৩")(stage)
    press(stage, "Backspace")
    press(stage, "Backspace")
    QTest.qWait(200)
    stage.settle()
    assert handbook.here.kind == "found"
    assert contents().page("exchange").title in text(stage)
    press(stage, "Return")
    assert stage.app.focusWidget() is handbook.pane.view
    press(stage, "Return")
    assert handbook.here.kind == "page"
    assert handbook.here.spot.slug == "exchange"
    assert search_key("চাবিপত্র") in search_key(text(stage))
    press(stage, "Alt+Left")
    assert handbook.here.kind == "found"
    press(stage, "Ctrl+F")
    letters("হিমালয় পর্বত")(stage)
    QTest.qWait(200)
    stage.settle()
    assert "হিমালয় পর্বত" in text(stage)
    press(stage, "Escape")
    assert handbook.is_open, "the first Escape empties the line"
    assert handbook.here[:3] == opened[:3]
    press(stage, "Escape")
    assert not handbook.is_open


def test_a_button_that_a_page_names_is_shown_in_the_window(stage):
    window = stage.window
    window.go("incoming")
    stage.settle()
    press(stage, "F1")
    handbook = window.handbook
    name = "নম্বর ভাগ করুন"
    assert name in handbook._shown
    handbook.follow(f"button:{name}")
    assert handbook.ring.isVisible()
    shown = handbook._shown[name].place(window)
    assert handbook.ring.geometry().contains(shown)
    handbook.ring.going.timeout.emit()
    # One that stands under the pane: that steps aside, and comes back.
    covered = next(
        words for words, one in handbook._shown.items() if handbook.pane.geometry().contains(one.place(window))
    )
    handbook.follow(f"button:{covered}")
    assert handbook.pane.x() >= window.width()
    handbook.ring.going.setInterval(1)
    handbook.ring.going.start()
    QTest.qWait(50)
    assert not handbook.ring.isVisible()
    assert handbook.pane.x() < window.width()
    assert stage.app.focusWidget() is handbook.pane.view


def test_the_work_can_go_on_beside_it(stage):
    window = stage.window
    window.go("incoming")
    stage.settle()
    here = stage.app.focusWidget()
    press(stage, "F1")
    press(stage, "F6")
    assert stage.app.focusWidget() is here
    assert window.handbook.is_open
    press(stage, "Alt+1")
    assert window.here.place == "today"
    assert window.handbook.is_open
    press(stage, "F1")
    assert window.handbook.here.spot.slug == "today"
    press(stage, "F6")
    # Nothing there wants Escape: the help goes first, then the way back.
    press(stage, "Escape")
    assert not window.handbook.is_open
    assert window.here.place == "today"


def test_keys_of_the_work_behind_do_nothing_to_it(stage):
    window = stage.window
    window.go("meetings")
    stage.settle()
    rows = [row.id for row in window.rows]
    press(stage, "F1")
    for keys in ("Delete", "F2", "Return", "Ctrl+P", "Ctrl+S", "Insert", "Ctrl+Z"):
        press(stage, keys)
    assert [row.id for row in window.rows] == rows
    assert window.here.place == "meetings"
    assert window.handbook.is_open
    assert stage.app.activeModalWidget() is None
    # An opened file is left by the same key: it stays.
    window.handbook.leave()
    window.read_file(stage.file("সভা.txt", MINUTES.encode()))
    stage.settle()
    press(stage, "F1")
    assert window.handbook.here.spot.slug == contents().helps("review")
    press(stage, "Escape")
    assert not window.handbook.is_open
    assert window.held_file is not None
    assert window.screens.currentWidget() is window.review


def test_whoever_goes_elsewhere_sees_where(stage):
    window = stage.window
    press(stage, "F1")
    press(stage, "F11")
    press(stage, "Alt+3")
    assert window.here.place == "decisions"
    assert not window.handbook.is_open, "it covered all of it"
    press(stage, "F1")
    press(stage, "F11")
    press(stage, "Ctrl+F1")
    assert window.here.place == "keys"
    assert not window.handbook.is_open
    assert window.keys.hasFocus()


def test_pictures_come_sharp_and_large_ones_lead_back(stage):
    window = stage.window
    handbook = window.handbook
    handbook.show_spot(Spot("incoming"))
    stage.settle()
    view = handbook.pane.view
    name = next(block.path for block in contents().page("incoming").blocks if block.kind == "picture")
    kind = QTextDocument.ResourceType.ImageResource.value
    picture = view.document().resource(kind, name)
    assert picture.width() == round(handbook.pane.width_of_page * handbook.pane.devicePixelRatioF())
    beside = handbook.pane.width()
    handbook.follow(f"picture:{name}")
    stage.settle()
    assert handbook.pane.width() > beside
    assert view.document().resource(kind, name).width() > picture.width()
    press(stage, "Alt+Left")
    assert handbook.pane.width() == beside
    assert handbook.here.spot.slug == "incoming"


def test_its_width_is_remembered_and_another_language_goes_on_with_the_page(stage):
    handbook = stage.window.handbook
    handbook.show_spot(Spot("typing"))
    beside = handbook.pane.width()
    press(stage, "F11")
    assert handbook.pane.width() > beside
    stage.window.language_asked.emit("en")
    stage.settle()
    fresh = stage.window.handbook
    assert fresh is not handbook
    assert fresh.here.spot.slug == "typing"
    assert fresh.pane.wide
    assert fresh.pane.language.isVisible()
    # Buttons are named in both languages.
    assert "বাংলা ফোনেটিক (Bangla phonetic)" in text(stage)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda look: look.name)
@pytest.mark.parametrize("slug", contents().slugs)
def test_every_page_can_be_shown(qapp, slug, look):
    fonts.load()
    page = contents().page(slug)
    made = Setting(look, 480).put(page.blocks)
    assert set(made.pictures) == {block.path for block in page.blocks if block.kind == "picture"}
    for path in made.pictures:
        assert (contents().folder / path).is_file()
    view = PageView(look)
    view.show_page(made)
    shown = view.toPlainText().replace("\u00a0", " ").replace("\ufffc", "")
    for block in page.blocks:
        for run in block.runs:
            assert run.text in shown
    assert view.document().idealWidth() <= 480 + 40
    view.deleteLater()


def test_every_class_it_knows_a_place_by_is_there():
    from importlib import import_module

    for name, place in places.PANELS.items():
        module, _, kind = name.rpartition(".")
        assert getattr(import_module(module), kind)
        assert contents().helps(place), place


def test_it_is_whole_for_a_screen_reader_and_nothing_is_cut(stage):
    for act in (
        stage.window.handbook.show_contents,
        stage.window.handbook.show_news,
        lambda: stage.window.handbook.show_spot(Spot("exchange")),
    ):
        act()
        stage.settle()
        assert inspection.nameless(stage.window) == []
        assert inspection.cut(stage.window) == []
        assert inspection.english(stage.window) == []
        assert QApplication.focusWidget().accessibleName()
