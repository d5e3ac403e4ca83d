"""What the box found is gone to: opened at its place with its hits marked, walked through, and the way back."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from finding_desk import box, choose, heads, lines, office, say, stored
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit
from stages import begun

from koyradesk import meetings
from koyradesk.bengali.text import nfc
from koyradesk.finding.shapes import Filters
from koyradesk.finding.typed import words
from koyradesk.model import AgendaItem, Meeting, Ref
from koyradesk.store import Change
from ui.finding.marks import hits
from ui.finding.words import GROUPS

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "plugin does not support", extend=True)


@pytest.fixture
def stage(qapp, tmp_path):
    with begun(qapp, tmp_path) as begin:
        made = begin()
        made.meetings = office(made)
        yield made


@pytest.fixture
def hands(stage):
    return Hands(stage)


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
    stage.settle()
    page = window.editor.page
    assert any(page.live.marked(index) for index in range(len(page.held.sizes))), (
        "the paper beside it is marked as well"
    )
    hands.press("Escape")
    assert not any(page.live.marked(index) for index in range(len(page.held.sizes)))
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
