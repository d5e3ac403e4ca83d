"""One box over everything: by Ctrl+K from anywhere, answered as one types, opened at the place found, and back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import offices
import pytest
from finding_desk import box, choose, heads, lines, office, say
from hands import Hands
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from koyradesk import meetings
from koyradesk.bengali.text import search_key
from koyradesk.finding.shapes import Filters
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Meeting
from ui import inspection
from ui.finding import commands
from ui.finding.words import STATES
from ui.keys_screen import SECTIONS
from ui.rail import FOOT, PLACES

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support", extend=True)


@pytest.fixture
def stage(begin):
    made = begin()
    made.meetings = office(made)
    return made


@pytest.fixture
def hands(stage):
    return Hands(stage)


# -- from anywhere


def test_from_every_place_and_from_inside_a_field_ctrl_k_opens_it_and_escape_leads_back(stage, hands):
    window = stage.window
    for place in (*PLACES, FOOT[0]):
        window.go(place.name)
        stage.settle()
        hands.press("Ctrl+K")
        assert box(stage).line.hasFocus(), place.name
        hands.press("Escape")
        assert box(stage).isHidden()
        assert window.here.place == place.name
    window.edit(stage.meetings[0].id, "items")
    stage.settle()
    field = window.focusWidget()
    hands.press("Ctrl+K")
    hands.type("ঘা")
    hands.press("Escape")
    assert window.focusWidget() is field, "the keyboard is where it was"
    assert window.editor.session.meeting == replace(window.editor.session.meeting)


def test_keys_of_what_stands_behind_do_nothing_and_those_that_go_elsewhere_close_it(stage, hands):
    window = stage.window
    window.go("meetings")
    stage.settle()
    rows = len(window.rows)
    hands.press("Ctrl+K")
    hands.press("Ctrl+P", "Delete", "F2", "Ctrl+2")
    assert window.here.place == "meetings"
    assert box(stage).line.hasFocus()
    assert len(window.rows) == rows
    assert QApplication.activeModalWidget() is None
    hands.press("Alt+1")
    assert window.here.place == "today"
    assert box(stage).isHidden()


def test_tab_goes_round_in_the_box_alone(stage, hands):
    hands.press("Ctrl+K")
    seen = set()
    for _ in range(8):
        hands.press("Tab", settle=False)
        assert box(stage).isAncestorOf(stage.app.focusWidget())
        seen.add(stage.app.focusWidget())
    assert len(seen) == 4, "the line, and what can be filtered by"


def test_a_click_into_the_search_of_the_rail_opens_it(stage):
    QTest.mouseClick(stage.window.rail.search, Qt.MouseButton.LeftButton)
    stage.settle()
    assert box(stage).line.hasFocus()
    QTest.mouseClick(
        box(stage), Qt.MouseButton.LeftButton, pos=box(stage).rect().bottomLeft() - box(stage).rect().topLeft()
    )
    assert box(stage).isHidden(), "a click beside it closes it"


def test_it_opens_over_a_panel_and_leads_back_into_it(stage, hands):
    window = stage.window
    window.edit(stage.meetings[0].id, "facts")
    stage.settle()
    hands.press("Ctrl+H")
    inside = window.focusWidget()
    hands.press("Ctrl+K")
    assert box(stage).line.hasFocus()
    hands.press("Escape")
    assert window.focusWidget() is inside


# -- filters


def test_a_year_and_a_blank_are_a_filter_and_backspace_takes_it_away(stage, hands):
    year = stage.meetings[0].date.year
    hands.press("Ctrl+K")
    hands.type("ঘাট ")
    box(stage).line.setText(f"{stage.window.kit.voice.digits(year)} ঘাট")
    stage.settle()
    box(stage).line.setText(stage.window.kit.voice.digits(year))
    assert stage.window.kit.voice.digits(year) in box(stage).hint.plain, "what a blank would do is said"
    hands.type(" ")
    assert box(stage).filters == Filters(year=year)
    assert box(stage).text == ""
    hands.type("মেরামত")
    assert {one.thing.date.year for one in box(stage).list.rows.entries if one.sort == "hit"} == {year}
    hands.press(*["Left"] * 6)
    box(stage).line.home(False)
    hands.press("Backspace")
    assert box(stage).filters == Filters()
    assert box(stage).text == "মেরামত"
    box(stage).line.clear()
    hands.press("Ctrl+K")
    box(stage).line.setText(f"{year} ")
    stage.settle()
    assert box(stage).filters == Filters(year=year), "taken away once, it is a filter again when all was emptied"


def test_a_state_in_words_lists_what_stands_so(stage, hands):
    hands.press("Ctrl+K")
    hands.type("বিলম্বিত ")
    assert box(stage).filters == Filters(state="late")
    [entry] = [one for one in box(stage).list.rows.entries if one.sort == "hit"]
    assert entry.thing.record == stage.meetings[1].items[0].decisions[0].id
    assert entry.pill == say(stage, STATES["late"][0])
    hands.press("Escape")
    hands.press("Ctrl+K")
    assert box(stage).filters == Filters(state="late"), "kept while the window lives"
    hands.press("Backspace")
    assert box(stage).filters == Filters()


def test_a_filter_is_chosen_from_its_menu_by_keys(stage, hands):
    hands.press("Ctrl+K", "Tab", "Return")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [one.text() for one in menu.actions()]
    assert names == sorted(names)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    stage.settle()
    assert box(stage).filters.committee == names[0]
    assert box(stage).line.hasFocus()
    chip = box(stage).choices["committee"]
    assert chip.isChecked()
    assert names[0] in chip.accessibleName()
    chip.setFocus()
    hands.press("Return")
    assert box(stage).filters == Filters()


# -- nothing


def test_nothing_typed_tells_what_was_opened_what_is_late_and_what_can_be_done(stage, hands):
    hands.press("Ctrl+K")
    assert say(stage, "What can be done") in heads(stage)
    assert [one for one in box(stage).list.rows.entries if one.sort == "late"]
    hands.type("ইজারা")
    hands.press("Return")
    hands.press("Ctrl+K")
    box(stage).line.clear()
    stage.settle()
    assert heads(stage)[0] == say(stage, "Opened last")
    hands.press("Return")
    assert stage.window.here.place == "edit"


def test_nothing_found_says_what_else_to_try_and_enter_does_it(stage, hands):
    hands.press("Ctrl+K")
    hands.type("মেরামৎ")
    assert box(stage).list.now().sort == "try"
    hands.press("Return")
    assert box(stage).text == "মেরামত"
    assert lines(stage, "hit")
    box(stage).type("ঘাট", Filters(state="closed"))
    stage.settle()
    assert not lines(stage, "hit")
    hands.press("Return")
    assert box(stage).filters == Filters()
    assert lines(stage, "hit")


def test_an_index_that_is_made_anew_is_told_of(stage, hands):
    store = stage.program.book.store
    stage.window.kit.worker.ask(lambda: store._db.execute("INSERT OR IGNORE INTO stale VALUES ('')"), lambda _: None)
    stage.settle()
    said = []
    stage.window.finding.box.say = said.append
    hands.press("Ctrl+K")
    assert any("সূচি" in one for one in said)
    del stage.window.finding.box.say
    hands.type("ঘাট")
    assert lines(stage, "hit")


# -- commands


def test_commands_are_found_in_both_languages_and_done(stage, hands):
    window = stage.window
    for typed, place in (
        ("নতুন সভা", "new"),
        ("new meeting", "new"),
        ("bin", "bin"),
        ("শর্টকাট", "keys"),
        ("বিন্যাস", "layout"),
    ):
        hands.press("Ctrl+K")
        box(stage).line.clear()
        hands.type(typed)
        offer = next(one for one in box(stage).list.rows.entries if one.sort == "offer")
        choose(stage, hands, plain(offer.text))
        hands.press("Return")
        assert window.here.place == place, typed
    hands.press("Ctrl+K")
    box(stage).line.clear()
    stage.settle()
    used = [one.thing.key for one in box(stage).list.rows.entries if one.sort == "offer"]
    assert used[0] == "New meeting", "what is done often stands first"


def test_the_buttons_in_sight_and_every_shortcut_are_commands(stage, hands):
    window = stage.window
    window.go("meetings")
    stage.settle()
    every = commands.offers(window)
    words = {one.words for one in every}
    assert window.meetings.making.text() in words
    assert len({one.key for one in every}) == len(every)
    voice = window.kit.voice
    for title, keys in SECTIONS:
        for _, does in keys:
            assert words & {f"{voice(does)} ({voice(title)})", voice(does)}
    for place in (*PLACES, *FOOT):
        assert voice(place.title) in words


def test_the_command_of_just_this_name_stands_before_those_that_begin_with_it(stage):
    window = stage.window
    named = search_key(window.kit.voice("Bin"))
    found = [one.words for one in commands.fitting(commands.offers(window), (named,), 9)]
    assert found[0] == window.kit.voice("Bin")
    assert window.kit.voice("Layout of the papers") in found


def test_every_command_of_the_table_can_be_done(stage):
    window = stage.window
    heard = []
    window.scheme_asked.disconnect()
    window.language_asked.disconnect()
    window.window_asked.disconnect()
    window.scheme_asked.connect(heard.append)
    window.language_asked.connect(heard.append)
    window.window_asked.connect(lambda: heard.append("window"))
    for room in commands.rooms():
        for one in room:
            if not one.there(window):
                continue
            if one.name in ("The folder of the data",):
                continue
            one.does(window)
            stage.settle()
            if (dialog := QApplication.activeModalWidget()) is not None:
                dialog.reject()
    assert {"light", "dark", "system", "en", "window"} <= set(heard)


def test_commands_of_the_other_language_are_found_too(begin):
    stage = begin("en")
    Hands(stage).press("Ctrl+K")
    Hands(stage).type("নতুন সভা")
    assert "New meeting" in lines(stage, "offer")


# -- more than one book, more than one window


def test_what_other_offices_sent_is_found_after_our_own(stage, hands, tmp_path):
    theirs = tmp_path / "theirs"
    with offices.opened(theirs, office="0ther000") as book:
        items = (AgendaItem("১.০", "ঘাট ভরাট"),)
        meetings.save(book, Meeting(committee="নদী কমিটি", title="সভা", date=date(2026, 2, 1), items=items), by="x")
    folder = stage.program.folder / "offices" / "0ther000"
    folder.parent.mkdir(exist_ok=True)
    (theirs / "data").rename(folder)
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    found = [one.thing for one in box(stage).list.rows.entries if one.sort == "hit"]
    assert {one.office for one in found} == {"", "0ther000"}
    assert [one.office for one in found] == sorted(one.office for one in found), "ours first"
    assert any(head.startswith("0ther000") for head in lines(stage, "head"))
    assert box(stage).choices["office"].isVisible()
    box(stage).type("ঘাট", Filters(office="0ther000"))
    stage.settle()
    assert {one.thing.office for one in box(stage).list.rows.entries if one.sort == "hit"} == {"0ther000"}
    box(stage).type("হাটবাজার", Filters(office="0ther000"))
    stage.settle()
    assert "note" in {one.sort for one in box(stage).list.rows.entries}
    box(stage).type("ভরাট", Filters(office="0ther000"))
    stage.settle()
    hands.press("Return")
    assert stage.window.here.place == "upazilas"


def test_a_window_of_another_language_has_the_box_as_it_was(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ইজারা ২০২৫")
    year = stage.meetings[2].date.year
    box(stage).type("ইজারা", Filters(year=year))
    stage.settle()
    hands.press("Escape")
    stage.window.language_asked.emit("en")
    for _ in range(3):
        QTest.qWait(60)
        stage.settle()
    assert stage.window.kit.voice.language == "en"
    Hands(stage).press("Ctrl+K")
    assert (box(stage).text, box(stage).filters) == ("ইজারা", Filters(year=year))
    assert lines(stage, "hit")


# -- bad input

BAD = (
    "ঘাট " * 50_000,
    "\u09cd",
    "ঘা\u200d" + "\u200d" * 100_000,
    "\u202eঘাট\u2066",
    "😀👨‍👩‍👧‍👦",
    "ঘা\0ট",
    '" * NEAR OR - ^ : (',
    "ঘ" * 200_000,
    "text:ঘাট AND",
)


@pytest.mark.parametrize("number", range(len(BAD)))
def test_whatever_is_pasted_is_answered_in_words(stage, hands, number):
    hands.press("Ctrl+K")
    QApplication.clipboard().setText(BAD[number])
    hands.press("Ctrl+V")
    assert len(box(stage).text) <= 200
    entries = box(stage).list.rows.entries
    assert entries
    assert any(one.sort in ("hit", "note", "offer", "try") for one in entries)
    hands.press("Down", "Up")
    assert not inspection.cut(stage.window)


def test_escape_and_typing_while_the_worker_is_busy_lose_nothing(stage, hands):
    held = threading.Event()
    stage.window.kit.worker.ask(held.wait, lambda _: None)
    QTest.keyClick(stage.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    for sign in "ঘাট":
        QApplication.sendEvent(box(stage).line, _key(sign))
    assert box(stage).text == "ঘাট"
    QTest.qWait(400)
    assert box(stage).hint.plain == say(stage, "Looking …")
    held.set()
    stage.settle()
    assert lines(stage, "hit")


def _key(sign: str):
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)


# -- how it looks


@pytest.mark.parametrize(("language", "scale"), [("bn", 1.25), ("en", 1.0)])
def test_nothing_is_cut_nameless_or_in_another_language(begin, language, scale):
    stage = begin(language, scale)
    office(stage)
    hands = Hands(stage)
    hands.press("Ctrl+K")
    for typed in ("", "ঘাট", "zzzz", "৩১১"):
        box(stage).type(typed)
        stage.settle()
        wrong = inspection.cut(stage.window) + inspection.nameless(stage.window)
        if language == "bn" and not typed.isascii():
            wrong += inspection.english(stage.window)
        assert not wrong
        frame = box(stage).frame.geometry()
        assert stage.window.rect().contains(frame)


def test_the_keys_it_lets_through_are_keys():
    from ui.finding.box import _GOING

    assert all(not QKeySequence(keys).isEmpty() for keys in _GOING)
