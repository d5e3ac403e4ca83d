"""Lists taken into the directory and saved from it: shown first, asked about, written and taken back in one step."""

from __future__ import annotations

from datetime import date

import openpyxl
import pytest
from hands import Hands
from PySide6.QtWidgets import QFileDialog

from koyradesk.bengali.text import nfc
from koyradesk.directory import writing
from koyradesk.directory.parties import Directory
from koyradesk.store import Store
from ui import fonts, inspection
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")
BY = "করিম"
LIST = """ক্রমিক,পদবি,কর্মকর্তার নাম,মোবাইল
১,উপজেলা সমাজসেবা অফিসার,আনোয়ার হোসেন,০১৭১১-০০০০৪১
২,উপজেলা কৃষি অফিসার,আবু সাঈদ,০১৭১১-০০০০০১
৩,উপজেলা মৎস্য কর্মকর্তা,জাহিদ হাসান,০১৭১১-০০০০৯৯
৪,উপজেলা প্রকৌশলি,রফিকুল ইসলাম,০১৭১১-০০০০১৪
"""


@pytest.fixture
def stage(qapp, tmp_path):
    with Store.open(tmp_path / "data") as store:
        for name, holder, phone in (
            ("উপজেলা কৃষি অফিসার", "আবু সাঈদ", "০১৭১১-০০০০০১"),
            ("উপজেলা মৎস্য কর্মকর্তা", "জাহিদ হাসান", "০১৭১১-০০০০০২"),
            ("উপজেলা প্রকৌশলী", "রফিকুল ইসলাম", "০১৭১১-০০০০১৪"),
        ):
            made = writing.add(store, name, sort="post", by=BY)
            writing.appoint(store, made, holder, since=date(2024, 7, 1), phone=phone, by=BY)
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.activateWindow()
    made.window.go("people")
    made.settle()
    yield made
    made.end()


@pytest.fixture
def page(stage):
    return taken(stage, LIST)


def taken(stage, text):
    screen = stage.window.directory
    screen.read_list(stage.file("তালিকা.csv", text.encode("utf-8-sig")))
    stage.settle()
    return screen.taking


def read(stage):
    found = []

    def work():
        directory = Directory(stage.program.book.store)
        directory.parties, directory.holders, directory.find("")
        return directory

    stage.window.kit.worker.ask(work, found.append)
    stage.settle()
    return found[0]


def states(page):
    return {line.head: line.thing.state for line in page.table.rows.lines}


def test_every_row_says_what_becomes_of_it_and_nothing_is_written(stage, page):
    assert states(page) == {
        nfc("উপজেলা সমাজসেবা অফিসার"): "new",
        nfc("উপজেলা কৃষি অফিসার"): "same",
        nfc("উপজেলা মৎস্য কর্মকর্তা"): "changed",
        nfc("উপজেলা প্রকৌশলি"): "unclear",
    }
    changed = next(line for line in page.table.rows.lines if line.thing.state == "changed")
    assert nfc("০১৭১১-০০০০০২ → ০১৭১১-০০০০৯৯") in changed.below[1]
    assert BENGALI.digits(2) in page.taking.text()
    assert len(read(stage).parties) == 3
    assert inspection.cut(stage.window) == []
    assert inspection.nameless(stage.window) == []


def test_the_tabs_narrow_the_rows(stage, page):
    assert len(page.table.rows.lines) == 4
    for index, state in enumerate(page._states[1:], 1):
        page.tabs.setCurrentIndex(index)
        assert {line.thing.state for line in page.table.rows.lines} == {state}


def test_an_unclear_name_is_answered_then_all_is_taken_in_and_taken_back(stage, page):
    hands = Hands(stage)
    page.table.show_at(page.table.rows.find(lambda one: one.state == "unclear"))
    page.table.setFocus()
    hands.press("Return")
    assert page.question.list.hasFocus()
    hands.press("Return")
    assert states(page)[nfc("উপজেলা প্রকৌশলি")] == "changed", "the spelling is kept with the party it means"
    assert page.table.hasFocus()
    assert not page.question.isVisible()
    hands.press("Ctrl+Return")
    directory = read(stage)
    assert directory.find("উপজেলা প্রকৌশলি").name == nfc("উপজেলা প্রকৌশলী")
    assert directory.find("উপজেলা সমাজসেবা অফিসার") is not None
    fish = directory.find("উপজেলা মৎস্য কর্মকর্তা")
    assert directory.holders[fish.id][0].phone == nfc("০১৭১১-০০০০৯৯")
    assert stage.window.directory.people.isVisible()
    stage.window.notice.button.click()
    stage.settle()
    back = read(stage)
    assert len(back.parties) == 3
    assert back.holders[fish.id][0].phone == nfc("০১৭১১-০০০০০২")
    assert back.find("উপজেলা প্রকৌশলি") is None


@pytest.mark.parametrize(("key", "state"), [("F5", "new"), ("F6", "skipped"), ("F7", "new")])
def test_an_unclear_name_is_new_or_left_out_by_one_key(stage, page, key, state):
    two = taken(stage, LIST + "৫,উপজেলা কৃষী অফিসার,মতিন,\n")
    two.table.show_at(two.table.rows.find(lambda one: one.state == "unclear"))
    Hands(stage).press(key)
    assert states(two)[nfc("উপজেলা প্রকৌশলি")] == state
    assert (states(two)[nfc("উপজেলা কৃষী অফিসার")] == "unclear") == (key != "F7")


def test_a_column_is_put_right(stage, page):
    Hands(stage).press("F4")
    assert page.columns.isVisible()
    assert inspection.cut(stage.window) == []
    page.columns.pickers[1].picked.emit("")
    stage.settle()
    assert page.isAncestorOf(stage.app.focusWidget())
    assert page.wrong.isVisible(), "without names nothing can be taken in"
    assert not page.table.isVisible()
    assert not page.taking.isEnabled()
    page.columns.pickers[2].picked.emit("name")
    stage.settle()
    page.columns.first()
    Hands(stage).press("Escape")
    assert page.table.hasFocus(), "from a column back to the rows"
    assert not page.wrong.isVisible()
    assert nfc("আনোয়ার হোসেন") in states(page)
    page.columns.pickers[3].picked.emit("name")
    stage.settle()
    assert page.columns.pickers[2].value == "", "two columns never hold the same"


def test_leaving_takes_nothing_in(stage, page):
    page.columning.click()
    page.columns.pickers[1].picked.emit("")
    stage.settle()
    page.columns.first()
    Hands(stage).press("Escape")
    assert stage.window.directory.people.isVisible()
    assert stage.window.here.place == "people"
    assert len(read(stage).parties) == 3


def test_what_changed_meanwhile_is_looked_at_again(stage, page):
    def write():
        store = stage.program.book.store
        writing.add(store, "উপজেলা সমাজসেবা অফিসার", sort="post", by=BY)

    # Behind the window's back: nobody is told.
    stage.window.kit.worker.ask(write, lambda _: None)
    stage.settle()
    page.taking.click()
    stage.settle()
    assert page.isVisible()
    assert stage.window.notice.isVisible()
    assert states(page)[nfc("উপজেলা সমাজসেবা অফিসার")] == "changed"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\x01\x02" * 99, b"PK\x03\x04broken"])
def test_what_is_no_list_is_refused_in_words(stage, data):
    screen = stage.window.directory
    screen.read_list(stage.file("তালিকা.xlsx", data))
    stage.settle()
    assert stage.window.notice.isVisible()
    assert screen.people.isVisible()


def test_a_list_of_headings_alone_says_so(stage):
    page = taken(stage, "পদবি,কর্মকর্তার নাম,মোবাইল\n")
    assert page.wrong.isVisible()
    assert not page.taking.isEnabled()


def test_a_sheet_is_chosen_where_there_are_several(stage, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "ক"
    book.active.append(["পদবি", "মোবাইল"])
    book.active.append(["হিসাবরক্ষক", "০১৭১১-০০০০৫১"])
    other = book.create_sheet("খ")
    other.append(["পদবি", "মোবাইল"])
    other.append(["নাজির", "০১৭১১-০০০০৫২"])
    book.save(tmp_path / "দুই.xlsx")
    screen = stage.window.directory
    screen.read_list(tmp_path / "দুই.xlsx")
    stage.settle()
    assert set(states(screen.taking)) == {nfc("হিসাবরক্ষক")}
    screen.taking.columning.click()
    assert screen.taking.columns.sheet.isVisible()
    screen.taking.columns.sheet.picked.emit("খ")
    stage.settle()
    assert set(states(screen.taking)) == {nfc("নাজির")}


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_the_directory_saved_and_taken_in_again_changes_nothing(stage, tmp_path, ending):
    Hands(stage).press("Ctrl+S")
    dialog = stage.dialog()
    assert isinstance(dialog, QFileDialog)
    target = tmp_path / f"নির্দেশিকা.{ending}"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    stage.settle()
    assert stage.window.notice.isVisible()
    screen = stage.window.directory
    screen.read_list(target)
    stage.settle()
    assert set(states(screen.taking).values()) == {"same"}
    assert len(screen.taking.table.rows.lines) == 3
    assert not screen.taking.taking.isEnabled()


def test_which_list_is_asked_by_a_key(stage):
    Hands(stage).press("Ctrl+I")
    dialog = stage.dialog()
    assert isinstance(dialog, QFileDialog)
    assert "xlsx" in "".join(dialog.nameFilters())
    dialog.reject()
