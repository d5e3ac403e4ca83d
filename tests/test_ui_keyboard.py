"""Tab goes through every screen as it is read: nothing is left out, nothing traps it, and one sees where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hands import Hands
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from samples import meeting

from koyradesk import meetings, memos
from koyradesk.model import Meeting, Ref
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts, inspection
from ui.editor.column import Column
from ui.memory import LEAST
from ui.notice import Action
from ui.tour import MINUTES, Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
STATES = ("draft", "numbered", "signed")
#: Chips stand in lines, and the first of the next field beside the last line of the one before.
LINES = 80


@pytest.fixture
def stored(tmp_path) -> dict[str, Meeting]:
    """A meeting in each state."""
    made = {}
    with Store.open(tmp_path / "data") as store:
        for number, state in enumerate(STATES):
            one = replace(meeting(items=3), committee=f"কমিটি {number}")
            (memo,) = one.memos
            kept = () if state == "draft" else (replace(memo, number=f"{memo.number[:-1]}{number}"),)
            made[state] = meetings.save(store, replace(one, memos=kept), by="করণিক")
        memos.sign(store, PaperKey("minutes", made["signed"].id), by="করণিক")
    return made


@pytest.fixture
def stage(qapp, tmp_path, stored) -> Iterator[Stage]:
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    yield made
    made.end()


def press(stage: Stage, key: Qt.Key) -> QWidget:
    QTest.keyClick(stage.app.focusWidget(), key)
    stage.app.processEvents()
    found = stage.app.focusWidget()
    assert found is not None
    return found


def around(stage: Stage) -> list[QWidget]:
    """The widgets that Tab visits from the search box until it comes back, and Shift+Tab the other way round."""
    stage.window.activateWindow()
    start = stage.window.rail.search
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = [start]
    while (here := press(stage, Qt.Key.Key_Tab)) is not start:
        assert here not in seen, f"Tab goes round in a circle from {here.accessibleName()}"
        assert_seen(stage, here)
        seen.append(here)
    back = [press(stage, Qt.Key.Key_Backtab) for _ in seen]
    assert back == [*reversed(seen[1:]), start]
    return seen


def check(stage: Stage, *, covered: QWidget | None = None) -> list[QWidget]:
    window = stage.window
    seen = around(stage)
    reachable = {
        one
        for one in inspection.widgets(window)
        if one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        and not isinstance(one, QScrollArea)
        and not (covered is not None and covered.isAncestorOf(one))
    }
    assert reachable <= set(seen), [one.accessibleName() for one in reachable - set(seen)]
    assert inspection.nameless(window) == []
    return seen


def assert_seen(stage: Stage, here: QWidget) -> None:
    """One can see where the keyboard is, without looking for it."""
    held = stage.window.grab().toImage()
    here.clearFocus()
    stage.app.processEvents()
    assert stage.window.grab().toImage() != held, f"one cannot see that it is at {here.accessibleName()}"
    here.setFocus(Qt.FocusReason.TabFocusReason)


def assert_read_downwards(step: Column, seen: list[QWidget]) -> None:
    """Within a step Tab never goes back up."""
    inside = [one for one in seen if step.inside.isAncestorOf(one)]
    tops = [(one.mapTo(step.inside, QPoint(0, 0)).y(), one) for one in inside]
    assert len(tops) > 1
    for (above, one), (below, other) in pairwise(tops):
        assert below + other.height() + LINES >= above, f"{one.accessibleName()}, {other.accessibleName()}"


@pytest.mark.parametrize("place", ["today", "meetings", "new", "settings", "bin", "keys", "decisions", "memos"])
def test_every_place(stage, place):
    stage.window.go(place)
    stage.settle()
    check(stage)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("index", range(4))
def test_every_step_of_a_meeting(stage, stored, state, index):
    window = stage.window
    window.edit(stored[state].id)
    stage.settle()
    window.editor.tabs.setCurrentIndex(index)
    stage.settle()
    seen = check(stage)
    step, beside = window.editor.stack.currentWidget(), window.editor.beside
    places = [seen.index(one) for one in seen if step.isAncestorOf(one)]
    assert seen.index(window.editor.tabs) < min(places), "from the steps into the step"
    assert max(places) < min(seen.index(one) for one in seen if beside.isAncestorOf(one)), "and from it to the paper"
    if isinstance(step, Column):
        assert_read_downwards(step, seen)


def test_open_cards_new_ones_and_those_of_a_moved_item(stage, stored):
    window = stage.window
    window.resize(*LEAST)
    window.edit(stored["draft"].id, "items")
    stage.settle()
    step = window.editor.stack.currentWidget()
    for record in list(step.cards):
        step.open(record)
    hands = Hands(stage)
    step.go(Ref(stored["draft"].items[0].id, "topic"))
    hands.press("Ctrl+Return")
    hands.type("নতুন বিষয়")
    hands.press("Ctrl+Shift+Return")
    hands.type("নতুন সিদ্ধান্ত")
    hands.press("Alt+Down")
    seen = check(stage)
    assert len([one for one in seen if step.isAncestorOf(one)]) > 30
    assert_read_downwards(step, seen)


def test_from_a_chip_to_where_one_types_the_next(stage, stored):
    window = stage.window
    item = stored["draft"].items[1]
    window.edit(stored["draft"].id, "items", Ref(item.implementers[0].id, "name"))
    stage.settle()
    chip = stage.app.focusWidget()
    field = window.editor.stack.currentWidget().cards[item.id].body.field(Ref(item.implementers[0].id, "name"))
    assert chip is not field.input
    assert field.isAncestorOf(chip)
    assert press(stage, Qt.Key.Key_Tab) is field.input


def test_rows_that_are_added_and_moved(stage, stored):
    window = stage.window
    window.edit(stored["numbered"].id, "issue", Ref(stored["numbered"].distribution.recipients[1].id, "text"))
    stage.settle()
    hands = Hands(stage)
    hands.press("End", "Return")
    hands.type("নতুন প্রাপক")
    hands.press("Alt+Up", "Alt+Up")
    assert_read_downwards(window.editor.stack.currentWidget(), check(stage))


def test_the_notice_an_opened_file_and_the_history(stage, stored):
    window = stage.window
    window.notice.tell("একটি কথা", Action("কাজ", lambda: None))
    seen = check(stage)
    assert seen.index(window.notice.button) < min(
        seen.index(one) for one in seen if window.screens.isAncestorOf(one)
    ), "what is told stands over everything"
    window.read_file(stage.file("সভা.txt", MINUTES.encode()))
    stage.settle()
    check(stage)
    window.file.drop()
    draft = stored["draft"]
    window.edit(draft.id, "facts", Ref(draft.id, "place"))
    stage.settle()
    Hands(stage).press("Ctrl+H")
    seen = check(stage, covered=window.editor.beside)
    assert window.past.panel.closing in seen


def test_what_had_the_keyboard_and_goes_hands_it_on_to_what_is_beside_it(stage, stored):
    window = stage.window
    window.edit(stored["draft"].id, "facts", Ref(stored["draft"].id, "place"))
    stage.settle()
    here = stage.app.focusWidget()
    behind = press(stage, Qt.Key.Key_Tab)
    here.setFocus()
    here.hide()
    assert stage.app.focusWidget() is behind
