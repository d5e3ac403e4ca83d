"""Every screen is within reach of the keyboard, and one sees where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import fonts, inspection, tour
from ui.printing import Printing
from ui.rail import FOOT, PLACES
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def around(stage: Stage) -> list[QWidget]:
    """The widgets that Tab visits, from the search box until it comes back."""
    window = stage.window
    window.activateWindow()
    window.rail.search.setFocus()
    seen: list[QWidget] = []
    while (here := stage.app.focusWidget()) not in seen:
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
        assert len(seen) < 100
    assert here is seen[0], "Tab comes back to where it began"
    return seen


def reachable(window: QWidget) -> set[QWidget]:
    return {
        one
        for one in inspection.widgets(window)
        if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, QScrollArea)
    }


def test_tab_reaches_everything_and_comes_back(stage):
    window = stage.window
    screens = [
        lambda: None,
        window.fill_sample,
        lambda: window.go("keys"),
        lambda: window.read_file(stage.file("সভা.txt", tour.MINUTES.encode())),
        lambda: window.read_file(stage.file("না.txt", b"\0")),
    ]
    for act in screens:
        act()
        stage.settle()
        seen = around(stage)
        assert reachable(window) <= set(seen)
        assert all(one.accessibleName() for one in seen)
        back = []
        for _ in seen:
            QTest.keyClick(stage.app.focusWidget(), Qt.Key.Key_Backtab)
            back.append(stage.app.focusWidget())
        assert back == [*reversed(seen[1:]), seen[0]] or back[-1] is seen[0]


def test_tab_goes_from_left_to_right_and_from_top_to_bottom(stage):
    window = stage.window
    window.fill_sample()
    stage.settle()
    seen = around(stage)
    column = [window.meetings.making, window.meetings.opening, window.list]
    reading = window.reading
    head = [reading.editing, reading.printing, reading.deleting, reading.saving, reading.tabs]
    order = [seen.index(one) for one in (*column, *head, window.reading.paper.view)]
    assert order == sorted(order)


def test_focus_can_be_seen(stage):
    """Whatever has the focus looks different from what it is without it."""
    window = stage.window
    window.fill_sample()
    stage.settle()
    for one in around(stage):
        window.rail.search.setFocus()
        if one is window.rail.search:
            window.list.setFocus()
        QTest.qWait(10)
        without = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.qWait(10)
        assert one.hasFocus()
        assert one.grab().toImage() != without, one.accessibleName()


def test_every_key_told_in_the_list_works(stage, monkeypatch):
    window = stage.window
    window.fill_sample()
    stage.settle()
    done = []
    monkeypatch.setattr(Printing, "open", lambda _, dialog: done.append(type(dialog).__name__))
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_O, Qt.Key.Key_P, Qt.Key.Key_S):
        QTest.keyClick(window, key, control)
        QTest.qWait(150)
        stage.settle()
    assert done == ["QFileDialog", "QPrintDialog", "QFileDialog"]
    view = window.reading.paper.view
    before = view.zoom
    for key, larger in ((Qt.Key.Key_Plus, True), (Qt.Key.Key_Equal, True), (Qt.Key.Key_Minus, False)):
        was = view.zoom
        QTest.keyClick(window, key, control)
        QTest.qWait(150)
        assert (view.zoom > was) is larger
    QTest.keyClick(window, Qt.Key.Key_0, control)
    QTest.qWait(150)
    assert view.zoom == pytest.approx(before)
    QTest.keyClick(window, Qt.Key.Key_F1, control)
    QTest.qWait(150)
    assert window.screens.currentWidget() is window.keys
    QTest.keyClick(window, Qt.Key.Key_K, control)
    assert window.finding.box.line.hasFocus()
    for place in (*PLACES, FOOT[0]):
        QTest.keyClick(window, QKeySequence(place.keys)[0].key(), QKeySequence(place.keys)[0].keyboardModifiers())
        QTest.qWait(20)
        assert window.here.place == place.name
        assert window.rail.places[place.name].isChecked()
        assert window.screens.currentWidget().isAncestorOf(stage.app.focusWidget())
    control_shift = control | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.here.place == PLACES[-1].name
    QTest.keyClick(window, Qt.Key.Key_N, control_shift)
    assert len(stage.program.windows) == 2
    stage.window.close()
    stage.settle()
