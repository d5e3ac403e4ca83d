"""A window on 1366x768 at 150 %: the rail is of icons, the screens keep the room they need and scroll."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPushButton, QScrollArea

from ui import fonts, inspection
from ui.memory import LEAST
from ui.parts import Tabs, Text
from ui.rail import FOOT, PLACES
from ui.room import TALL, WIDE
from ui.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def small(stage):
    stage.window.resize(*LEAST)
    stage.settle()
    return stage.window


def test_a_small_window_has_a_rail_of_icons_and_room_for_its_screens(stage):
    window = small(stage)
    assert (window.width(), window.height()) == LEAST
    for place in (*PLACES, *FOOT):
        button = window.rail.places[place.name]
        assert not button.text()
        # Still told to a screen reader, and to who rests the mouse on it.
        assert button.accessibleName().startswith(window.kit.voice(place.title))
        assert button.toolTip().startswith(window.kit.voice(place.title))
    assert window.screens.width() >= WIDE
    assert window.screens.width() <= window.width() - window.rail.width(), "nothing lies to the right of what is seen"
    assert window.screens.height() == TALL
    stage.window.resize(1366, 768)
    stage.settle()
    assert window.rail.places["today"].text() == window.kit.voice(PLACES[0].title)
    assert inspection.cut(window) == []


def test_a_search_is_seen_in_a_small_window(stage):
    window = small(stage)
    bare = window.rail.width()
    window.rail.search.setFocus()
    QTest.keyClicks(window.rail.search, "abc")
    stage.settle()
    assert window.rail.width() > bare
    window.rail.search.clear()
    stage.settle()
    assert window.rail.width() == bare


def test_another_screen_begins_at_its_top(stage):
    stage.window.fill_sample()
    stage.settle()
    window = small(stage)
    window.go("meetings")
    stage.settle()
    room = window.findChild(QScrollArea, "room")
    bar = room.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    window.go("decisions")
    stage.settle()
    assert bar.value() == 0


def test_tab_shows_where_it_went(stage):
    window = small(stage)
    window.go("settings")
    stage.settle()
    room = window.findChild(QScrollArea, "room")
    window.activateWindow()
    window.settings.first()
    for _ in range(25):
        QTest.keyClick(stage.app.focusWidget() or window, Qt.Key.Key_Tab)
        now = stage.app.focusWidget()
        if now is not None and window.screens.isAncestorOf(now):
            top = now.mapTo(room.viewport(), now.rect().topLeft()).y()
            assert -1 <= top < room.viewport().height(), now.accessibleName()


def test_a_place_with_nothing_in_it_says_so_and_offers_a_way_on(stage):
    """The empty office: each place, each of its pages."""
    window = stage.window
    for place in PLACES:
        window.go(place.name)
        stage.settle()
        tabs = [one for one in window.screens.currentWidget().findChildren(Tabs) if one.isVisible()][:1]
        for page in range(tabs[0].count() if tabs else 1):
            if tabs:
                tabs[0].setCurrentIndex(page)
                stage.settle()
            seen = [one for one in inspection.widgets(window) if window.screens.isAncestorOf(one)]
            where = f"{place.name} {page}"
            empty = [
                one
                for one in seen
                if isinstance(one, QAbstractItemView) and one.model() and not one.model().rowCount(QModelIndex())
            ]
            sentences = [one.plain for one in seen if isinstance(one, Text) and one.plain.rstrip().endswith(("।", "?"))]
            assert sentences, where
            assert [one for one in seen if isinstance(one, QPushButton) and one.isEnabled()], where
            # A list without a line stands beside the sentence that says why.
            assert len(empty) <= len(sentences), where


def test_no_dialog_opens_over_another(stage):
    """Whatever is asked for while one is open, there is one at most: the window behind it takes no keys."""
    stage.window.fill_sample()
    stage.settle()
    window = stage.window
    window.go("meetings")
    stage.settle()
    asks = (
        window.meetings.ask_printer,
        window.meetings.ask_where,
        window.housekeeping.ask_backup,
        window.file.ask,
    )
    for first in asks:
        first()
        stage.settle()
        for key in (Qt.Key.Key_P, Qt.Key.Key_O, Qt.Key.Key_K, Qt.Key.Key_N):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
        shown = [one for one in stage.app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        assert len(shown) == 1, [one.windowTitle() for one in shown]
        shown[0].reject()
        stage.settle()
