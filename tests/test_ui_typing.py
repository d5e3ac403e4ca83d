"""Bengali typed in the real program: remembered, learnt, kept, in every window."""

from __future__ import annotations

import json

import pytest
from field_hands import CTRL, KEY, focused
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from samples import meeting

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.model import Ref
from koyradesk.store import Store
from ui import composing, fonts
from ui.session import KEEP_AFTER
from ui.stage import Stage
from ui.typing import learnt
from ui.typing.button import WaysButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing the keyboard", extend=True)


@pytest.fixture
def office(tmp_path):
    """An office with one meeting."""
    with Store.open(tmp_path / "data") as store:
        return tmp_path, meetings.save(store, meeting(items=2), by="করণিক")


@pytest.fixture
def begin(qapp, office):
    """Starts the program on the office, as often as it is called."""
    fonts.load()
    stages = []

    def start(language="bn"):
        for old in stages:
            old.end()
        stages[:] = [Stage(qapp, office[0], language, "light", 1.0)]
        stages[0].window.activateWindow()
        stages[0].settle()
        return stages[0]

    yield start
    for stage in stages:
        stage.end()


def keys(text):
    for letter in text:
        held = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
        QTest.keyClicks(focused(), letter, held)


def method(stage):
    return stage.program.typing.method


def button(stage):
    return stage.window.status.findChild(WaysButton)


def in_discussion(stage, kept):
    ref = Ref(kept.items[0].id, "discussion")
    stage.window.edit(kept.id)
    stage.settle()
    assert stage.window.editor.go(ref, 10_000)
    stage.settle()
    return ref


def test_a_minute_typed_by_sound_is_kept(begin, office):
    folder, kept = office
    stage = begin()
    ref = in_discussion(stage, kept)
    assert button(stage).text() == "ইংরেজি"
    QTest.keyClick(focused(), KEY.Key_F9)
    stage.settle()
    assert (method(stage).way, button(stage).text()) == ("phonetic", "বাংলা ফোনেটিক")
    assert len(method(stage).lexicon) > 1000
    keys(" upozilar sokol doptor halnagad hobe. 25 jon upost")
    stage.settle()
    # What is under way is not the meeting's text before it is taken.
    assert stage.window.editor.session.text(ref).endswith(nfc("২৫ জন "))
    QTest.keyClick(focused(), KEY.Key_Z, CTRL)
    stage.window.back()
    stage.settle()
    stage.window.close()
    stage.program.finish()
    with Store.open(folder / "data") as store:
        text = meetings.get(store, kept.id).items[0].discussion
    assert nfc("উপজেলার সকল দপ্তর হালনাগাদ হবে।") in text


@pytest.mark.parametrize(("name", "before"), [("discussion", 10_000), ("topic", 0)])
def test_a_power_cut_loses_no_word_under_way(begin, office, name, before):
    _, kept = office
    stage = begin()
    ref = Ref(in_discussion(stage, kept).record, name)
    method(stage).choose("phonetic")
    stage.settle()
    assert stage.window.editor.go(ref, before)
    session, text = stage.window.editor.session, stage.window.editor.session.text(ref)

    def held():
        QTest.qWait(KEEP_AFTER + 50)
        stage.settle()
        found = []
        stage.program.worker.ask(stage.program.book.store.open_edits, found.append)
        stage.settle()
        return {Ref(one.record, one.field): one.text for one in found[0]}

    keys("nirbahi")
    word = nfc("নির্বাহী")
    assert session.text(ref) == text
    assert held() == {ref: text + word if before else word + text}
    # Given up, it is not brought back either.
    QTest.keyClick(focused(), KEY.Key_Backspace, CTRL)
    assert held() == {ref: text}
    keys("sova ")
    assert held() == {ref: session.text(ref)}
    assert nfc("সভা") in session.text(ref)
    session.leave(ref)
    stage.settle()
    assert held() == {}


def test_the_way_and_what_was_learnt_are_remembered(begin, office):
    folder, kept = office
    stage = begin()
    in_discussion(stage, kept)
    method(stage).choose("phonetic")
    stage.settle()
    keys("sikkha")
    word = method(stage).word.choices[1].text
    keys("2")
    stage.settle()
    stage = begin()
    assert json.loads((folder / "data" / learnt.NAME).read_text("utf-8")) == {"sikkha": word}
    assert method(stage).way == "phonetic"
    in_discussion(stage, kept)
    keys("sikkha")
    assert method(stage).word.choices[0].text == word


def test_every_window_tells_and_turns_it(begin, office):
    stage = begin()
    stage.program.another_window()
    stage.settle()
    first, second = stage.program.windows
    method(stage).choose("bijoy")
    for window in (first, second):
        assert window.status.findChild(WaysButton).text() == "বিজয় ধাঁচ"
    QTest.keyClick(second, KEY.Key_F9)
    assert method(stage).way == "english"
    # Back to the Bengali that was used last.
    QTest.keyClick(second, KEY.Key_F9)
    assert method(stage).way == "bijoy"


def test_another_language_of_the_window_keeps_the_way(begin, office, qtbot):
    stage = begin()
    method(stage).choose("phonetic")
    stage.window.language_asked.emit("en")
    # The new window comes when the worker is at rest.
    qtbot.waitUntil(lambda: button(stage).text() == "Bangla phonetic")
    stage.settle()
    assert button(stage).accessibleName() == "Typing: Bangla phonetic"
    stage.window.rail.search.setFocus()
    keys("sova ")
    assert stage.window.rail.search.text() == nfc("সভা ")


def test_the_menu_offers_all_ways_and_the_keys(begin, office):
    stage = begin()
    menu = button(stage).menu_of_ways()
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions)[:5] == ["ইংরেজি", "বাংলা ফোনেটিক", "বিজয় ধাঁচ", "বিজয় ধাঁচ, কার পরে", "জাতীয় কিবোর্ড"]
    actions["জাতীয় কিবোর্ড"].trigger()
    assert method(stage).way == "national"
    actions["সব বাংলা লেখায় অঙ্ক বাংলায়"].trigger()
    assert method(stage).digits == "always"
    actions["কোন চাবিতে কী আছে দেখুন"].trigger()
    stage.settle()
    assert stage.window.here.place == "keys"
    assert stage.window.keys.tabs.tabText(stage.window.keys.tabs.currentIndex()) == "জাতীয় কিবোর্ড"
    menu.deleteLater()


def test_a_meeting_that_changes_elsewhere_ends_what_is_composed(begin, office):
    _, kept = office
    stage = begin()
    ref = in_discussion(stage, kept)
    method(stage).choose("phonetic")
    stage.settle()
    keys("nirb")
    field = focused()
    field.show_marked(nfc("অন্য পিসির লেখা"))
    assert not method(stage).composes_in(field)
    keys("sova ")
    stage.settle()
    assert stage.window.editor.session.text(ref).count(nfc("সভা")) == 1


def test_ending_the_program_lets_go_of_the_keys(begin, office, qtbot):
    stage = begin()
    made = method(stage)
    made.choose("phonetic")
    stage.program.finish()
    assert not composing._own
    assert stage.program.typing is None
    assert made._field is None


def test_the_ways_are_found_as_commands(begin, office):
    from ui.finding.commands import fitting, offers

    stage = begin()
    (found,) = fitting(offers(stage.window), ("অভ্র",), 1)
    assert found.words == "বাংলা ফোনেটিক"
    found.does()
    assert method(stage).way == "phonetic"
