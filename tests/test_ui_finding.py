"""One box over everything: by Ctrl+K from anywhere, answered as one types, opened at the place found, and back."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta

import offices
import pytest
from hands import Hands
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.finding.shapes import Filters
from koyradesk.finding.typed import words
from koyradesk.markup import plain
from koyradesk.model import AgendaItem, Assignment, Decision, Meeting, Memo, Ref
from koyradesk.store import Change
from ui import fonts, inspection
from ui.finding import commands
from ui.finding.marks import hits
from ui.finding.words import GROUPS, STATES
from ui.keys_screen import SECTIONS
from ui.rail import FOOT, PLACES
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support", extend=True)

LONG = "নদীর ঘাট মেরামতের জন্য " + "উপজেলা প্রকৌশলী প্রাক্কলন প্রস্তুত করবেন। " * 30 + "শেষে ঘাট পরিদর্শন করা হবে।"


@pytest.fixture
def begin(qapp, tmp_path):
    fonts.load()
    stages = []

    def made(language: str = "bn", scale: float = 1.0) -> Stage:
        stages.append(Stage(qapp, tmp_path, language, "light", scale))
        stages[-1].window.activateWindow()
        return stages[-1]

    yield made
    for stage in stages:
        stage.end()


def office(stage: Stage) -> list[Meeting]:
    """Two committees, three meetings, a late decision, people, a signed number."""
    book = stage.program.book
    book.by = "রহিমা"
    found: list[Meeting] = []
    today = date.today()

    def fill() -> None:
        for number, (committee, days) in enumerate(
            (("ঘাট উন্নয়ন কমিটি", 400), ("ঘাট উন্নয়ন কমিটি", 40), ("হাট ব্যবস্থাপনা কমিটি", 20))
        ):
            on = today - timedelta(days)
            decision = Decision("১।", "ঘাট মেরামত শেষ করতে হবে।", on + timedelta(5) if number == 1 else None)
            items = (
                AgendaItem("১.০", "খাল খনন", LONG, (decision,), (Assignment("", "নাজির"),)),
                AgendaItem("২.০", "ঘাট ইজারা", "ইজারার টাকা জমা হয়েছে।"),
            )
            memo = Memo("minutes", f"০৫.৪৪.৪৭৫৩.০০০.০৬.০১৭.২৫-৩১{number}", on, state="numbered")
            made = Meeting(
                committee=committee, title=f"{committee}র সভা", date=on, period=f"{on:%Y-%m}", items=items, memos=(memo,)
            )
            found.append(meetings.save(book.store, made, by="রহিমা"))
        party = book.store.new_id("party")
        book.store.write([Change(party, {"name": "ঘাট কর্তৃপক্ষ", "sort": "office"})], by="রহিমা")
        book.wrote(frozenset({"meeting", "committee", "memo", "party"}))

    stage.window.kit.worker.ask(fill, lambda _: None)
    stage.settle()
    return found


@pytest.fixture
def stage(begin):
    made = begin()
    made.meetings = office(made)
    return made


@pytest.fixture
def hands(stage):
    return Hands(stage)


def box(stage: Stage):
    return stage.window.finding.box


def stored(stage: Stage) -> Meeting:
    """The last meeting, as it is kept."""
    found: list[Meeting] = []
    book = stage.program.book
    stage.window.kit.worker.ask(lambda: book.edits.get(stage.meetings[2].id), found.append)
    stage.settle()
    return found[0]


def lines(stage: Stage, *sorts: str) -> list[str]:
    return [plain(one.text) for one in box(stage).list.rows.entries if not sorts or one.sort in sorts]


def heads(stage: Stage) -> list[str]:
    return [text.partition(" · ")[0] for text in lines(stage, "head")]


def choose(stage: Stage, hands: Hands, words: str) -> None:
    """Goes down to the first line with some words."""
    entries = box(stage).list.rows.entries
    for _ in entries:
        now = box(stage).list.now()
        if now is not None and words in plain(now.text) + now.below:
            return
        hands.press("Down")
    raise AssertionError((words, [plain(one.text) for one in entries]))


def say(stage: Stage, name: str) -> str:
    return stage.window.kit.voice(name)


# -- from anywhere


def test_from_every_place_and_from_inside_a_field_ctrl_k_opens_it_and_escape_leads_back(stage, hands):
    window = stage.window
    for place in (*PLACES, *FOOT):
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


# -- what is found


def test_what_is_typed_is_found_by_its_kind_with_where_it_stands(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    names = [say(stage, GROUPS[name][0]) for name in ("committee", "office", "meeting", "decision", "item")]
    assert [head for head in heads(stage) if head in names] == names
    decision = next(
        one for one in box(stage).list.rows.entries if one.thing and getattr(one.thing, "kind", "") == "decision"
    )
    assert "<b>ঘাট</b> মেরামত" in decision.text
    assert nfc("হাট ব্যবস্থাপনা কমিটি") in decision.below
    assert box(stage).line.accessibleDescription(), "a screen reader hears what Enter would open"


def test_every_letter_is_answered_and_the_last_answer_stands(stage, hands):
    hands.press("Ctrl+K")
    for upto in range(1, 4):
        box(stage).line.setText("ঘাট"[:upto])
    hands.type("জঝ")
    stage.settle()
    assert "note" in {one.sort for one in box(stage).list.rows.entries}
    box(stage).line.setText("ইজারা")
    stage.settle()
    assert nfc("ঘাট ইজারা") in lines(stage)


def test_enter_before_the_answer_waits_for_it(stage, hands):
    hands.press("Ctrl+K")
    hands.type("খাল")
    held = threading.Event()
    stage.window.kit.worker.ask(held.wait, lambda _: None)
    box(stage).line.setText("ইজারা")
    QTest.keyClick(box(stage).line, Qt.Key.Key_Return)
    assert not box(stage).isHidden(), "what stands there was found for other words"
    held.set()
    stage.settle()
    assert stage.window.here.record == stage.meetings[2].items[1].id


def test_enter_before_the_answer_takes_no_other_spelling_by_itself(stage, hands):
    hands.press("Ctrl+K")
    held = threading.Event()
    stage.window.kit.worker.ask(held.wait, lambda _: None)
    box(stage).line.setText("মেরামৎ")
    QTest.keyClick(box(stage).line, Qt.Key.Key_Return)
    held.set()
    stage.settle()
    assert box(stage).text == "মেরামৎ"
    assert box(stage).list.now().sort == "try"


def test_an_old_answer_is_let_go(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    before = lines(stage)
    finding = stage.window.finding
    finding._show(
        finding._question - 1, type(stage.program.book.finds).find(stage.program.book.finds, "", Filters(office="x"))
    )
    assert lines(stage) == before


def test_a_memo_number_without_dots_and_zeros_is_found_first_and_leads_to_issuing(stage, hands):
    hands.press("Ctrl+K")
    hands.type("৫ ৪৪ ৪৭৫৩ ৬ ১৭ ২৫ ৩১১")
    assert heads(stage)[0] == say(stage, GROUPS["memo"][0])
    hands.press("Return")
    assert (stage.window.here.place, stage.window.here.meeting) == ("edit", stage.meetings[1].id)
    assert stage.window.here.step == "issue"


def test_a_decision_is_opened_with_the_keyboard_in_it_and_its_hits_marked_until_escape(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    choose(stage, hands, "মেরামত শেষ")
    hands.press("Return")
    window = stage.window
    wanted = stage.meetings[2].items[0].decisions[0].id
    assert window.here.record == wanted
    field = window.focusWidget()
    assert isinstance(field, QTextEdit)
    assert field.ref.record == wanted
    assert [one.cursor.selectedText() for one in field.extraSelections()] == ["ঘাট"]
    marked = {one.ref.field for one in window.editor.findChildren(QTextEdit) if one.extraSelections()}
    assert {"text", "discussion"} <= marked
    hands.press("Escape")
    assert not any(one.extraSelections() for one in window.editor.findChildren(QTextEdit))
    assert window.here.record == wanted, "the first Escape takes the marks and nothing else"
    assert not window.marks.is_on


def test_f3_walks_through_the_hits_in_order_and_round(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ঘাট ইজারা")
    choose(stage, hands, "ঘাট ইজারা")
    hands.press("Return")
    window = stage.window
    every = [hit for hit in hits(window.session, words("ঘাট ইজারা")) if hit.ref.record != window.session.id]
    assert len(every) >= 6

    def at() -> tuple[Ref, int]:
        field = window.focusWidget()
        return field.ref, field.caret()

    opened = next(number for number, hit in enumerate(every) if hit.ref == window.here.ref)
    assert at() == (every[opened].ref, every[opened].low)
    visited = []
    for _ in range(40):
        hands.press("F3")
        if at() == (every[opened].ref, every[opened].low):
            break
        visited.append(at())
    wanted = [(hit.ref, hit.low) for hit in (*every[opened + 1 :], *every[:opened])]
    assert [one for one in visited if one in wanted] == wanted
    hands.press("Shift+F3")
    assert at() == visited[-1]


def test_back_leads_to_the_box_as_it_was(stage, hands):
    window = stage.window
    window.go("today")
    stage.settle()
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    choose(stage, hands, "ঘাট ইজারা")
    row = box(stage).list.currentIndex().row()
    hands.press("Return")
    assert window.here.place == "edit"
    hands.press("Alt+Left")
    assert window.here.place == "today"
    assert box(stage).line.hasFocus()
    assert box(stage).text == "ঘাট"
    assert box(stage).list.currentIndex().row() == row
    hands.press("Escape")
    window.go("meetings")
    window.back()
    stage.settle()
    assert box(stage).isHidden(), "only from what was found"


def test_back_from_another_field_of_the_same_meeting_stays_in_it(stage, hands):
    window = stage.window
    window.edit(stage.meetings[2].id, "facts")
    stage.settle()
    hands.press("Ctrl+K")
    hands.type("ইজারা")
    hands.press("Return")
    assert (window.here.place, window.here.meeting, window.here.step) == ("edit", stage.meetings[2].id, "items")
    hands.press("Alt+Left")
    assert box(stage).line.hasFocus()
    assert window.here.meeting == stage.meetings[2].id
    hands.press("Escape", "Alt+Left")
    assert window.here.place != "edit"


def test_all_of_a_kind_and_back(stage, hands):
    topics = tuple(AgendaItem("", f"সাঁকো {number}") for number in range(12))
    book = stage.program.book

    def fill() -> None:
        meetings.save(book.store, Meeting(committee="সাঁকো কমিটি", title="সভা", items=topics), by="x")

    stage.window.kit.worker.ask(fill, lambda _: None)
    hands.press("Ctrl+K")
    hands.type("সাঁকো")
    few = lines(stage, "hit")
    choose(stage, hands, stage.window.kit.voice("All {count} of them", count=12))
    hands.press("Return")
    assert len(lines(stage, "hit")) == 12
    hands.press("Up", "Return")
    assert lines(stage, "hit") == few


def test_a_committee_becomes_a_filter_with_its_meetings(stage, hands):
    hands.press("Ctrl+K")
    hands.type("ঘাট উন্নয়ন")
    hands.press("Return")
    assert box(stage).filters == Filters(committee=nfc("ঘাট উন্নয়ন কমিটি"))
    assert box(stage).text == ""
    assert len(lines(stage, "hit")) == 2


def test_an_office_is_opened_in_the_directory(stage, hands):
    hands.press("Ctrl+K")
    hands.type("কর্তৃপক্ষ")
    hands.press("Return")
    assert stage.window.here.place == "people"
    assert stage.window.directory.people.list.now().name == "ঘাট কর্তৃপক্ষ"


def test_what_is_late_is_opened_among_the_decisions_and_back_leads_to_the_box(stage, hands):
    hands.press("Ctrl+K")
    assert box(stage).list.now().sort == "late"
    hands.press("Return")
    assert stage.window.here.place == "decisions"
    assert stage.window.decisions.bar.filters.state == "late"
    hands.press("Alt+Left")
    assert box(stage).line.hasFocus()


def test_a_letter_is_opened_with_its_hits_marked(stage, hands):
    from koyradesk.letters import keeping
    from koyradesk.model import Letter

    book = stage.program.book
    letter = Letter(
        kind="notice",
        meeting=stage.meetings[2].id,
        committee="হাট ব্যবস্থাপনা কমিটি",
        subject="তোরণ নির্মাণ",
        body="তোরণের নকশা।",
    )
    stage.window.kit.worker.ask(lambda: keeping.write(book.store, letter, by="x"), lambda _: None)
    hands.press("Ctrl+K")
    hands.type("তোরণ")
    choose(stage, hands, "তোরণ")
    hands.press("Return")
    window = stage.window
    assert window.here.place == "letter"
    assert window.marks.is_on
    assert any(one.extraSelections() for one in window.letters.editor.findChildren(QTextEdit))
    hands.press("F3", "F3")
    assert window.focusWidget().ref.field in ("subject", "body")


def test_signed_minutes_are_marked_as_well(stage, hands):
    book = stage.program.book
    memo = stage.meetings[2].memos[0].id
    stage.window.kit.worker.ask(lambda: book.store.write([Change(memo, {"state": "signed"})], by="x"), lambda _: None)
    hands.press("Ctrl+K")
    hands.type("ইজারা")
    hands.press("Return")
    window = stage.window
    assert window.session.frozen
    before = window.grab().toImage()
    assert any(one.extraSelections() for one in window.editor.findChildren(QTextEdit))
    hands.press("Escape")
    assert window.grab().toImage() != before
    assert not any(one.extraSelections() for one in window.editor.findChildren(QTextEdit))


def test_a_letter_that_came_in_is_opened_in_its_register(stage, hands):
    book = stage.program.book
    fields = {
        "year": 2026,
        "issue": 7,
        "sender": "বন বিভাগ",
        "subject": "চারা বিতরণ প্রসঙ্গে",
        "received": date(2026, 11, 1),
    }

    def enter() -> None:
        book.store.write([Change(book.store.new_id("incoming"), fields)], by="x")
        book.wrote(frozenset({"incoming"}))

    stage.window.kit.worker.ask(enter, lambda _: None)
    hands.press("Ctrl+K")
    hands.type("চারা")
    [entry] = [one for one in box(stage).list.rows.entries if one.sort == "hit"]
    assert "বন বিভাগ" in entry.below
    hands.press("Return")
    assert stage.window.here.place == "incoming"


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


# -- in a text


def test_ctrl_f_finds_in_the_meeting_being_written(stage, hands):
    window = stage.window
    window.edit(stage.meetings[0].id, "items")
    stage.settle()
    hands.press("Ctrl+F")
    bar = window.focusWidget().parentWidget()
    hands.type("প্রকৌশলী")
    assert window.kit.voice.digits(30) in bar.count.text()
    hands.press("Return", "Return")
    field = window.focusWidget()
    assert field.ref.field == "discussion"
    first = field.caret()
    hands.press("F3")
    assert field.caret() > first
    hands.type("ক")
    assert window.marks.is_on, "typing goes on with the marks"
    assert len(field.extraSelections()) in (29, 30)
    hands.press("Escape")
    assert not bar.isVisible()
    hands.press("Ctrl+F")
    hands.type("নেইনেই")
    assert bar.count.text() == window.kit.voice("none")
    hands.press("Escape")
    assert not bar.isVisible()
    assert window.here.place == "edit"


def test_marks_do_not_touch_the_text(stage, hands):
    window = stage.window
    before = stored(stage)
    hands.press("Ctrl+K")
    hands.type("ঘাট")
    choose(stage, hands, "ঘাট ইজারা")
    hands.press("Return", "F3", "F3", "Escape")
    window.go("today")
    stage.settle()
    assert stored(stage) == before


def test_ctrl_f_in_the_list_of_meetings_narrows_it(stage, hands):
    window = stage.window
    window.go("meetings")
    stage.settle()
    hands.press("Ctrl+F")
    assert window.rail.search.hasFocus()
    stage.search("হাট")
    stage.settle()
    assert window.list.words == ("হাট",)
    before = window.list.grab().toImage()
    window.list.mark("")
    assert window.list.grab().toImage() != before, "what the list is narrowed by is marked in it"


def test_ctrl_f_among_the_decisions_marks_what_they_are_narrowed_by(stage, hands):
    window = stage.window
    window.go("decisions")
    stage.settle()
    hands.press("Ctrl+F")
    hands.type("মেরামত")
    QTest.qWait(400)
    stage.settle()
    table = window.decisions.table
    assert table.words == ("মেরামত",)
    before = table.grab().toImage()
    table.words = ()
    assert table.grab().toImage() != before


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
