"""The memo book as a place: files opened, numbers written in by the keyboard, acknowledgements, both on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from hands import Hands
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from koyradesk import dispatches, file_numbers, memo_book, memos, sample
from koyradesk.file_numbers import Kept
from koyradesk.model import Memo
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts, inspection
from ui.editor.number_card import NumberCard
from ui.memo_book.register import fitted
from ui.say import Voice
from ui.theme import TYPE
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")
TODAY = date(2026, 11, 22)
CODE = "05.99.9902.000.06.011.26"
NEW = "05.99.9902.000.006.14.0032.26"


@pytest.fixture
def office(tmp_path) -> str:
    """The id of a meeting whose minutes have the number 413 and went out to two."""
    with Store.open(tmp_path / "data") as store:
        made = sample.fill(store, today=TODAY, by="করিম")
        file_numbers.open_file(store, CODE, title="উপজেলা পরিষদ", first=405, by="করিম")
        file_numbers.account(store, Kept(CODE, 405, 406, "outside"), by="করিম")
        memo = memos.issue(store, PaperKey("minutes", made[2]), number="413", file=CODE, on="2026-11-20", today=TODAY,
                           by="করিম").memo  # fmt: skip
        memos.sign(store, PaperKey("minutes", made[2]), by="করিম")
        dispatches.log(store, memo.id, [("", "জেলা প্রশাসক"), ("", "উপজেলা প্রকৌশলী")], "hand", TODAY, by="করিম")
    return made[2]


@pytest.fixture
def stage(qapp, tmp_path, office):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.activateWindow()
    made.window.go("memos")
    made.settle()
    yield made
    made.end()


@pytest.fixture
def files(stage):
    page = stage.window.memo_book.files
    page.files.show_at(page.files.rows.find(lambda one: one.code == CODE))
    stage.settle()
    return page


def lines(stage, code=CODE):
    found = []
    stage.window.kit.worker.ask(lambda: memo_book.lines(stage.program.book.store, code), found.extend)
    stage.settle()
    return [(one.first, one.last, one.state) for one in found]


def states(page):
    return {line.head: line.pill for line in page.register.rows.lines}


def test_every_number_of_a_file_is_there_and_what_nobody_accounts_for_is_red(files):
    shown = {line.head: (line.pill, line.tone) for line in files.register.rows.lines}
    assert shown == {
        "৪০৫–৪০৬": (BENGALI("Used outside"), ""),
        "৪০৭–৪১২": (BENGALI("Not accounted for"), "late"),
        "৪১৩": (BENGALI("Despatched"), "good"),
    }
    line = files.files.rows.line_at(files.files.currentIndex())
    assert (line.head, line.tone) == ("০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬", "late")
    assert "৬" in line.pill
    others = [one for one in files.files.rows.lines if one.thing.code != CODE]
    assert others
    assert all(one.tone != "late" for one in others), "red is for what is missing alone"


def test_the_paper_register_is_written_in_by_the_keyboard_alone(stage, files):
    hands = Hands(stage)
    files.register.setFocus()
    hands.press("Insert")
    stage.settle()
    assert files.entry.first.text() == "৪০৭", "the first number that is missing"
    for number, to in ((407, "জেলা প্রশাসক"), (408, "সমাজসেবা অফিসার"), (409, "ভূমি অফিস")):
        if number == 407:
            hands.type("18/11/2026")
            hands.press("Tab")
        hands.type(to)
        hands.press("Tab")
        hands.type("প্রতিবেদন প্রেরণ")
        hands.press("Return")
        stage.settle()
    assert files.entry.first.text() == "৪১০"
    assert lines(stage)[1:5] == [
        (407, 407, "outside"),
        (408, 408, "outside"),
        (409, 409, "outside"),
        (410, 412, "missing"),
    ]
    kept = [one for one in files.register.rows.lines if one.head == "৪০৯"]
    assert kept[0].below == ("১৮/১১/২০২৬", "ভূমি অফিস", "প্রতিবেদন প্রেরণ")
    hands.press("Escape")
    assert files.entry.isHidden()
    assert stage.window.here.place == "memos"


def test_a_run_for_another_pc_a_void_number_and_taking_both_back(stage, files):
    files.write_in()
    files.entry.tabs.setCurrentIndex(1)
    files.entry.begin(CODE, 410, 412)
    files.entry.device.show_marked("পিসি ২")
    files.entry.writing.click()
    stage.settle()
    assert (410, 412, "reserved") in lines(stage)
    files.entry.tabs.setCurrentIndex(2)
    files.entry.begin(CODE, 407)
    files.entry.writing.click()
    stage.settle()
    assert files.entry.wrong.isVisible(), "a void number needs its reason"
    files.entry.reason.show_marked("ভুল নম্বর")
    files.entry.writing.click()
    stage.settle()
    assert (407, 407, "void") in lines(stage)
    assert files.entry.wrong.isHidden()
    files.entry.leaving.click()
    files.register.show_at(files.register.rows.find(lambda one: one.state == "void"))
    QTest.keyClick(files.register, Qt.Key.Key_Delete)
    stage.settle()
    assert (407, 409, "missing") in lines(stage)
    stage.window.notice.button.click()
    stage.settle()
    assert (407, 407, "void") in lines(stage), "undone from the notice"
    Hands(stage).press("Ctrl+Z", "Ctrl+Z")
    stage.settle()
    assert (407, 412, "missing") in lines(stage)


def test_what_cannot_be_is_said_beside_the_fields(stage, files):
    files.write_in()
    for typed, last, day in (("৪০৫", "", ""), ("চারশ", "", ""), ("৪১২", "৪০৭", ""), ("৪০৭", "", "৩২/১৩/২০২৬")):
        files.entry.first.show_marked(typed)
        files.entry.last.show_marked(last)
        files.entry.date.show_marked(day)
        files.entry.writing.click()
        stage.settle()
        assert files.entry.wrong.isVisible(), typed
        assert inspection.cut(stage.window) == []
    assert (407, 412, "missing") in lines(stage)


def test_enter_accounts_for_a_gap_and_leads_to_a_paper(stage, files, office):
    files.register.show_at(files.register.rows.find(lambda one: one.state == "missing"))
    files.register.setFocus()
    hands = Hands(stage)
    hands.press("Return")
    stage.settle()
    assert (files.entry.first.text(), files.entry.last.text()) == ("৪০৭", "৪১২")
    hands.press("Escape")
    files.register.setFocus()
    hands.type("413")
    assert files.register.now().first == 413, "digits of any keyboard find a number"
    hands.press("Return")
    stage.settle()
    assert (stage.window.here.place, stage.window.here.meeting) == ("edit", office)


def test_a_file_is_opened_by_a_code_typed_without_dots(stage, files):
    hands = Hands(stage)
    hands.press("Ctrl+Ins")
    stage.settle()
    form = files.form
    hands.type("০৫৯৯৯৯০২০০০০০৬")
    shown = [chip for chip in form.code.chips if chip.isVisible()]
    assert [chip.text().endswith("✓") for chip in shown] == [True] * 5 + [False] * 2
    hands.type("১৪০০৩২২৬")
    assert [chip.text().endswith("✓") for chip in form.code.chips] == [True] * 8
    hands.press("Tab")
    assert form.code.line.text() == "০৫.৯৯.৯৯০২.০০০.০০৬.১৪.০০৩২.২৬"
    hands.type("ই-সেবা")
    hands.press("Tab")
    hands.type("৪১২")
    hands.press("Return")
    stage.settle()
    assert files.file == NEW
    assert lines(stage, NEW) == []
    files.write_in()
    assert files.entry.first.text() == "৪১২", "an office begins in mid-year"


def test_a_code_is_judged_group_by_group(stage, files):
    files.open_file()
    code = files.form.code
    for typed, wrong in (
        ("05.99.990.000.06.011.26", [2]),
        ("০৫.৯৯.৯৯০২.০০০.০০৬.১৪.০০৩২.২৬", []),
        ("৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬", [0]),
        ("05.9x.9902.000.06.011.26", [1]),
    ):
        code.line.show_marked("")
        code.line.setText(typed)
        chips = [chip for chip in code.chips if chip.isVisible()]
        assert [place for place, chip in enumerate(chips) if not chip.text().endswith("✓")] == wrong, typed
    code.line.setText("০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬.৪১১")
    code.settle()
    assert code.text() == CODE
    assert files.form.first_number.text() == "৪১২", "a whole memo number was pasted: the next one is the first here"


def test_a_file_is_closed_and_opened_again(stage, files):
    files.closing.click()
    stage.settle()
    (line,) = [one for one in files.files.rows.lines if one.thing.code == CODE]
    assert line.thing.closed
    assert BENGALI("closed: no more numbers are taken") in files.facts.plain
    assert files.closing.text() == BENGALI("Open it again")
    files.undo()
    stage.settle()
    assert BENGALI("closed: no more numbers are taken") not in files.facts.plain


def test_acknowledgements_are_filled_in_one_after_another(stage):
    window = stage.window
    window.memo_book.tabs.setCurrentIndex(1)
    stage.settle()
    page = window.memo_book.despatch
    page._period = "2026-11"
    page.renew()
    stage.settle()
    assert [line.pill for line in page.register.rows.lines] == ["", ""]
    page.register.setFocus()
    hands = Hands(stage)
    hands.press("Return")
    hands.type("২০/১১/২০২৬")
    hands.press("Return")
    stage.settle()
    assert page.row.note.isVisible(), "it cannot have come before it went out"
    page.date.line.selectAll()
    hands.type("২৩/১১/২০২৬")
    hands.press("Return")
    stage.settle()
    assert page.register.currentIndex().row() == 1, "on to the next copy"
    hands.press("Return")
    stage.settle()
    assert [line.pill for line in page.register.rows.lines] == ["২৩/১১/২০২৬"] * 2
    page.undo()
    stage.settle()
    assert [line.pill for line in page.register.rows.lines] == ["২৩/১১/২০২৬", ""]


@pytest.mark.parametrize("index", [0, 1])
def test_both_registers_are_shown_as_paper_printed_and_saved(stage, files, tmp_path, index):
    screen = stage.window.memo_book
    screen.tabs.setCurrentIndex(index)
    screen.despatch._period = "2026-11"
    screen.renew()
    stage.settle()
    hands = Hands(stage)
    hands.press("F3")
    stage.settle()
    paper = screen.paper.held
    with pypdfium2.PdfDocument(paper.data) as pdf:
        words = pdf[0].get_textpage().get_text_range()
        assert pdf[0].get_width() > pdf[0].get_height()
    assert "৪১৩" in words
    hands.press("Escape")
    assert screen.pages.currentWidget() is screen._page
    for key, kind, ending in (
        ("Ctrl+P", QPrintDialog, ""),
        ("Ctrl+S", QFileDialog, ".pdf"),
        ("Ctrl+Shift+S", QFileDialog, ".png"),
        ("Ctrl+Shift+W", QFileDialog, ".docx"),
    ):
        hands.press(key)
        stage.settle()
        dialog = stage.dialog()
        assert isinstance(dialog, kind), key
        if isinstance(dialog, QFileDialog):
            assert Path(dialog.selectedFiles()[0]).name.endswith(ending)
        dialog.reject()
    target = tmp_path / "বহি.docx"
    hands.press("Ctrl+Shift+W")
    dialog = stage.dialog()
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    stage.settle()
    cells = [cell.text for table in Document(str(target)).tables for row in table.rows for cell in row.cells]
    assert any("৪১৩" in text for text in cells)


def test_five_thousand_numbers_are_there_at_once(stage, tmp_path):
    def fill():
        store = stage.program.book.store
        from koyradesk.store import Change

        changes = [
            Change(store.new_id("number"), {"file": NEW, "first": number, "last": number, "state": "outside",
                                            "subject": f"বিষয় {number}"})
            for number in range(1, 5001)
            if number != 2500
        ]  # fmt: skip
        store.write(changes, by="করিম")

    stage.window.kit.worker.ask(fill, lambda _: None)
    stage.settle()
    page = stage.window.memo_book.files
    page._code = NEW
    page.renew()
    stage.settle()
    assert page.register.model().rowCount() == 5000
    assert page.register.now().first == 5000, "the newest is what one comes for"
    assert page.register.visualRect(page.register.currentIndex()).intersects(page.register.viewport().rect())
    Hands(stage).press("Insert")
    assert page.entry.first.text() == "২৫০০"


def test_a_long_cell_says_that_there_is_more(qapp):
    fonts.load()
    long = "মাসিক সমন্বয় সভার কার্যবিবরণী প্রেরণ প্রসঙ্গে অগ্রগতি প্রতিবেদন"
    shown = fitted(long, TYPE.small, False, 120, 2)
    assert shown.endswith("…")
    assert long.startswith(shown[:-1])
    assert fitted("ছোট", TYPE.small, False, 120, 2) == "ছোট"


def test_a_date_in_both_calendars_must_be_one_day(stage, files):
    files.write_in()
    field = files.entry.date
    field.line.setText("৭ অগ্রহায়ণ ১৪৩৩ / ২২ নভেম্বর ২০২৬")
    assert field.day() == TODAY
    assert field.said.property("role") == "said"
    field.line.setText("৮ অগ্রহায়ণ ১৪৩৩ / ২২ নভেম্বর ২০২৬")
    assert field.day() is None
    assert (BENGALI.date(date(2026, 11, 23)) in field.said.plain, BENGALI.date(TODAY) in field.said.plain) == (
        True,
        True,
    )
    files.entry.writing.click()
    stage.settle()
    assert files.entry.wrong.isVisible()
    assert (407, 412, "missing") in lines(stage)


def test_dates_that_disagree_are_told_where_the_number_is_given(stage, files):
    card = NumberCard(BENGALI, stage.window.kit.look)
    memo = Memo(number="০৫.৯৯.৯৯০২.০০০.০৬.০১১.২৬.৪১৪", date=TODAY, date_text="২২ নভেম্বর ২০২৬ খ্রি.",
                bangla_date="৭ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ")  # fmt: skip
    card.show_paper(memo, None)
    assert card._date_row.note.isHidden()
    card.show_paper(replace(memo, bangla_date="৯ অগ্রহায়ণ ১৪৩৩ বঙ্গাব্দ"), None)
    assert BENGALI.date(date(2026, 11, 24)) in card._date_row.note.plain
    card.show_paper(replace(memo, date=date(2026, 11, 20)), None)
    assert BENGALI.date(date(2026, 11, 20)) in card._date_row.note.plain
