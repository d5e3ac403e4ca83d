"""The register of a decision in the window: filled with the keyboard, from Excel, printed; written without a dialog."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
import registers
from hands import Hands
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLineEdit
from registers import OFFICES, PEOPLE, TODAY

from koyradesk import sample
from koyradesk.bengali.text import nfc
from koyradesk.obligations import writing
from koyradesk.obligations.matrix import fill, matrix
from koyradesk.obligations.shapes import Measure, Rule
from koyradesk.store import Store
from ui import fonts, inspection
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
BENGALI = Voice("bn")


@pytest.fixture
def office(tmp_path) -> dict[str, str]:
    """The ids of registers: visits counted by month, websites done or not, a share."""
    with Store.open(tmp_path / "data") as store:
        sample.fill(store, today=TODAY, by="করিম")
        posts = registers.directory(store)
        made = {"visits": registers.visits(store), "portal": registers.portal(store)}
        made["share"] = registers.portal(store, "percent")
        fill(store, registers.standing(store), made["visits"], {(posts[0], "2026-09"): 3}, on=TODAY, by="করিম")
        tasks = registers.standing(store).tasks([made["visits"]])[made["visits"].id]
        august = [(made["visits"], task) for task in tasks if task.period == "2026-08"]
        writing.close_tasks(store, august, on=TODAY, by="করিম")
    return {name: one.id for name, one in made.items()} | {"post": posts[0]}


@pytest.fixture
def stage(qapp, tmp_path, office):
    fonts.load()
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.program.book.today = lambda: TODAY
    made.window.activateWindow()
    yield made
    made.end()


def shown(stage, of):
    stage.window.show_register(of)
    stage.settle()
    return stage.window.register


def kept(stage, of, first="2026-07", last="2027-06"):
    """The numbers as the store has them, line by line."""
    found = []

    def read():
        standing = registers.standing(stage.program.book.store)
        return matrix(standing, standing.get([of])[0], first, last)

    stage.window.kit.worker.ask(read, found.append)
    stage.settle()
    return [[cell.value if found[0].counts else cell.done for cell in cells if cell] for cells in found[0].cells]


def groups(stage):
    """How often something was written."""
    found = []
    stage.window.kit.worker.ask(lambda: stage.program.book.edition, found.append)
    stage.settle()
    return found[0]


def go(table, line, column):
    table.setCurrentIndex(table.grid.index(line, column))


def texts(table, row):
    return [table.grid.data(table.grid.index(row, at)) for at in range(table.grid.columnCount())]


def test_a_month_is_filled_down_by_digits_and_enter(stage, office):
    screen = shown(stage, office["visits"])
    table, hands = screen.table, Hands(stage)
    assert table.hasFocus()
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, 4), (
        "the newest month, the first that is open"
    )
    hands.type("৭")
    assert isinstance(hands.focus, QLineEdit)
    hands.press("Return")
    hands.type("12")
    hands.press("Return")
    hands.type("৬০")
    hands.press("Return")
    stage.settle()
    assert "৬০" in screen.said.plain, "the last line, below which Enter goes nowhere"
    screen.write()
    stage.settle()
    assert [line[3] for line in kept(stage, office["visits"])] == [7, 12, 60]
    assert screen.settled()
    assert texts(table, 0)[:6] == [nfc(PEOPLE[0]), "✓", "৩", "—", "৭", ""]
    assert texts(table, 3)[4] == "৭৯"
    assert table.grid.headerData(4, Qt.Orientation.Horizontal) == "নভে\n৩/৩"
    assert stage.window.here.place == "register"
    assert stage.window.rail.places["decisions"].isChecked()


def test_what_is_typed_counts_at_once_and_each_line_is_one_group(stage, office):
    screen = shown(stage, office["visits"])
    table, hands = screen.table, Hands(stage)
    go(table, 0, 2)
    before = groups(stage)
    hands.type("9", settle=False)
    hands.press("Right", settle=False)
    hands.type("8", settle=False)
    hands.press("Right", settle=False)
    assert texts(table, 0)[2:4] == ["৯", "৮"]
    assert texts(table, 0)[-1] == "১৭"
    assert texts(table, 3)[-1] == "১৭"
    assert not screen.settled(), "the line was not left yet"
    hands.press("Down")
    stage.settle()
    assert screen.settled()
    assert kept(stage, office["visits"])[0][1:3] == [9, 8]
    assert groups(stage) == before + 1


def test_what_is_being_typed_goes_on_while_the_line_before_is_written(stage, office):
    screen = shown(stage, office["visits"])
    hands = Hands(stage)
    hands.type("7")
    hands.press("Return", settle=False)
    hands.type("1", settle=False)
    editor = hands.focus
    stage.settle()
    assert screen.settled()
    assert hands.focus is editor
    hands.type("2")
    hands.press("Return")
    assert [line[3] for line in kept(stage, office["visits"])] == [7, 12, None]


def test_after_a_rest_it_is_written(stage, office, qtbot):
    screen = shown(stage, office["visits"])
    go(screen.table, 0, 3)
    screen._rest.setInterval(1)
    Hands(stage).type("4")
    Hands(stage).press("Right", settle=False)
    qtbot.waitUntil(screen.settled)
    stage.settle()
    assert kept(stage, office["visits"])[0][2] == 4


def test_space_says_done_and_once_more_not_after_all(stage, office):
    screen = shown(stage, office["portal"])
    hands = Hands(stage)
    hands.press("Space", "Down", "Space", "Down")
    assert kept(stage, office["portal"]) == [[True], [True], [False], [False]]
    assert texts(screen.table, 0) == [nfc(OFFICES[0]), "✓", BENGALI("Carried out")]
    assert screen.table.grid.late(screen.table.grid.index(2, 1))
    hands.press("Up", "Space", "Up")
    assert kept(stage, office["portal"]) == [[True], [False], [False], [False]]


def test_what_cannot_be_is_said_at_its_cell_and_nothing_is_written(stage, office):
    for of, row, column, typed in (
        ("visits", 0, 1, "5"),
        ("visits", 1, 5, "5"),
        ("visits", 1, 2, "1000001"),
        ("visits", 1, 2, "অনেক"),
        ("share", 3, 1, "140"),
        ("portal", 2, 1, "5"),
    ):
        screen = shown(stage, office[of])
        before = kept(stage, office[of])
        go(screen.table, row, column)
        hands = Hands(stage)
        hands.type(typed)
        hands.press("Return")
        stage.settle()
        assert screen.table.currentIndex() == screen.table.grid.index(row, column), typed
        assert screen.table.wrong == screen.table.currentIndex()
        assert screen.said.property("role") == "error"
        assert screen.table.bubble.words.plain == screen.said.plain != ""
        assert screen.table.viewport().rect().contains(screen.table.bubble.geometry())
        assert inspection.cut(stage.window) == []
        assert screen.settled()
        hands.press("Up" if row else "Down")
        assert screen.said.property("role") == "small"
        assert screen.table.bubble.isHidden()
        assert kept(stage, office[of]) == before


def test_a_right_answer_ends_the_refusal_of_a_wrong_one(stage, office):
    screen = shown(stage, office["portal"])
    hands = Hands(stage)
    hands.type("5")
    hands.press("Return")
    assert screen.table.bubble.isVisible()
    hands.press("Space")
    assert screen.table.bubble.isHidden()
    assert not screen.table.wrong.isValid()
    hands.type("5")
    hands.press("Return")
    shown(stage, office["visits"])
    assert screen.table.bubble.isHidden()


def test_a_column_of_excel_lands_in_the_cells_or_not_at_all(stage, office, qapp):
    screen = shown(stage, office["visits"])
    table, hands = screen.table, Hands(stage)
    go(table, 0, 3)
    before = groups(stage)
    qapp.clipboard().setText("৫\r\n\r\n১,০০০\r\nবেশি\r\n")
    hands.press("Ctrl+V")
    table.left.emit()
    stage.settle()
    assert [line[2] for line in kept(stage, office["visits"])] == [5, None, 1000], "what lies beyond the table is left"
    assert groups(stage) == before + 1
    qapp.clipboard().setText("6\t7\n8\tনা জানি\n")
    go(table, 0, 3)
    hands.press("Ctrl+V")
    stage.settle()
    assert screen.settled()
    assert [line[2] for line in kept(stage, office["visits"])] == [5, None, 1000]
    assert table.currentIndex() == table.grid.index(1, 4)
    go(table, 0, 2)
    table.selectionModel().select(table.grid.index(0, 3), table.selectionModel().SelectionFlag.Select)
    hands.press("Ctrl+C")
    data = qapp.clipboard().mimeData()
    assert isinstance(data, QMimeData)
    assert data.text() == "৩\t৫"


def test_undo_goes_through_the_journal_group_by_group(stage, office):
    screen = shown(stage, office["visits"])
    table, hands = screen.table, Hands(stage)
    go(table, 0, 3)
    hands.type("4")
    hands.press("Return")
    hands.type("6")
    hands.press("Ctrl+Z")
    assert [line[2] for line in kept(stage, office["visits"])[:2]] == [4, None]
    table.setFocus()
    hands.press("Ctrl+Z")
    assert [line[2] for line in kept(stage, office["visits"])[:2]] == [None, None]
    hands.press("Ctrl+Z")
    assert stage.window.notice.words.plain == BENGALI("There is nothing to take back here.")
    go(table, 0, 2)
    hands.press("Delete", "Down")
    assert kept(stage, office["visits"])[0][1] is None
    table.setFocus()
    hands.press("Ctrl+Z")
    assert kept(stage, office["visits"])[0][1] == 3


def test_escape_forgets_what_is_typed_then_goes_back(stage, office):
    screen = shown(stage, office["visits"])
    hands = Hands(stage)
    hands.type("9")
    hands.press("Escape")
    assert stage.window.here.place == "register"
    assert screen.settled()
    hands.press("Escape")
    assert stage.window.here.place == "today"
    assert kept(stage, office["visits"])[0][3] is None


def test_going_elsewhere_writes_what_waits(stage, office):
    screen = shown(stage, office["visits"])
    hands = Hands(stage)
    hands.type("9")
    hands.press("Right", settle=False)
    stage.window.go("today")
    stage.settle()
    assert screen.settled()
    assert kept(stage, office["visits"])[0][3] == 9


def test_a_full_disk_leaves_it_in_its_cell_and_it_is_tried_again(stage, office, monkeypatch):
    from koyradesk.errors import UserError

    screen = shown(stage, office["visits"])
    fills, full = stage.program.book.fills, True
    real = fills.fill

    def fill_or_not(wanted, cells):
        if full:
            raise UserError("The disk is full: {path} was not written. Make room or choose another disk.", path="x")
        return real(wanted, cells)

    monkeypatch.setattr(fills, "fill", fill_or_not)
    hands = Hands(stage)
    hands.type("9")
    hands.press("Return")
    stage.settle()
    assert not screen.settled()
    assert texts(screen.table, 0)[4] == "৯"
    assert stage.window.notice.isVisible()
    assert not screen.written(), "the window stays open"
    full = False
    screen.write()
    stage.settle()
    assert kept(stage, office["visits"])[0][3] == 9


def test_the_years_are_turned_by_the_keyboard(stage, office):
    stage.program.book.today = lambda: date(2027, 8, 3)
    stage.program.book.edition += 1
    screen = shown(stage, office["visits"])
    assert screen.year.text() == "২০২৭-২৮ অর্থবছর"
    assert (screen.earlier.isEnabled(), screen.later.isEnabled()) == (True, False)
    Hands(stage).press("Ctrl+PgUp")
    assert screen.year.text() == "২০২৬-২৭ অর্থবছর"
    assert screen.table.grid.columnCount() == 13
    assert not screen.earlier.isEnabled()
    screen = shown(stage, office["portal"])
    assert not screen.year.isVisible()


def test_a_filled_excel_file_is_shown_before_it_is_written(stage, office, tmp_path):
    screen = shown(stage, office["visits"])
    hands = Hands(stage)
    hands.press("Ctrl+E")
    dialog = stage.dialog()
    assert isinstance(dialog, QFileDialog)
    file = tmp_path / "ল্যাব.xlsx"
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    stage.settle()
    book = openpyxl.load_workbook(file)
    book.worksheets[0].cell(6, 6).value = 11
    book.worksheets[0].cell(7, 7).value = "১৩"
    book.save(file)
    screen.reading.click()
    dialog = stage.dialog()
    dialog.fileSelected.emit(str(file))
    dialog.reject()
    stage.settle()
    assert screen.offer.isVisible()
    assert screen.offer.words.plain == BENGALI("The file would change {count} cells.", count=2)
    assert texts(screen.table, 1)[3] == "১১"
    before = kept(stage, office["visits"])
    assert before[1][2] is None
    assert inspection.cut(stage.window) == []
    screen.offer.dropping.click()
    stage.settle()
    assert texts(screen.table, 1)[3] == "—"
    screen.ways.read(file)
    stage.settle()
    screen.offer.taking.click()
    stage.settle()
    assert [line[2:4] for line in kept(stage, office["visits"])[1:]] == [[11, None], [None, 13]]
    assert screen.offer.isHidden()
    screen.ways.read(stage.file("x.xlsx", b"PK"))
    stage.settle()
    assert stage.window.notice.isVisible()


def test_a_photo_proves_a_cell_and_what_is_done_stays_done(stage, office, tmp_path):
    screen = shown(stage, office["portal"])
    hands = Hands(stage)
    hands.press("Space")
    Image.new("RGB", (40, 30), "green").save(tmp_path / "ছবি.jpg")
    hands.press("Insert")
    dialog = stage.dialog()
    dialog.filesSelected.emit([str(tmp_path / "ছবি.jpg")])
    dialog.reject()
    stage.settle()
    index = screen.table.grid.index(0, 1)
    assert screen.table.grid.proven(index)
    assert kept(stage, office["portal"])[0] == [True]
    assert BENGALI("with proof") in screen.table.grid.spoken(index)


def test_photos_are_dropped_on_a_cell_or_copied_into_it(stage, office, tmp_path, qapp):
    screen = shown(stage, office["visits"])
    Image.new("RGB", (40, 30), "green").save(tmp_path / "ছবি.jpg")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "ছবি.jpg"))])
    table = screen.table
    for row in (1, 5):
        at = table.visualRect(table.grid.index(row, 2)).center().toPointF()
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(at.toPoint(), action, data, button, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(table.viewport(), enter)
        assert enter.isAccepted()
        qapp.sendEvent(table.viewport(), QDropEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier))
        stage.settle()
    assert [table.grid.proven(table.grid.index(row, 2)) for row in range(3)] == [False, True, False]
    assert kept(stage, office["visits"])[1][1] is None
    go(table, 2, 3)
    table.setFocus()
    qapp.clipboard().setMimeData(data)
    Hands(stage).press("Ctrl+V")
    assert table.grid.proven(table.grid.index(2, 3))
    go(table, 0, 1)
    table.proofs_given.emit([tmp_path / "ছবি.jpg"])
    stage.settle()
    assert not table.grid.proven(table.grid.index(0, 1)), "the committee has closed it"
    assert screen.said.property("role") == "error"
    go(table, 0, 3)
    table.proofs_given.emit([tmp_path / "গেছে.jpg"])
    stage.settle()
    assert stage.window.notice.isVisible()


def test_a_closing_window_writes_what_is_being_typed(stage, office):
    screen = shown(stage, office["visits"])
    hands = Hands(stage)
    hands.type("4", settle=False)
    assert screen.written()
    assert kept(stage, office["visits"])[0][3] == 4


def test_it_is_printed_and_saved(stage, office, tmp_path):
    shown(stage, office["visits"])
    hands = Hands(stage)
    hands.press("Ctrl+P")
    dialog = stage.dialog()
    assert isinstance(dialog, QPrintDialog)
    dialog.reject()
    hands.press("Ctrl+S")
    target = tmp_path / "রেজিস্টার.pdf"
    dialog = stage.dialog()
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    stage.settle()
    with pypdfium2.PdfDocument(io.BytesIO(target.read_bytes())) as pdf:
        assert nfc(PEOPLE[0]) in nfc(pdf[0].get_textpage().get_text_range())
    hands.press("Ctrl+Shift+W")
    dialog = stage.dialog()
    assert Path(dialog.selectedFiles()[0]).suffix == ".docx"
    dialog.reject()


def test_another_window_sees_what_was_filled_in_and_a_decision_that_is_gone_says_so(stage, office):
    screen = shown(stage, office["visits"])
    book = stage.program.book

    def elsewhere():
        standing = registers.standing(book.store)
        one = standing.get([office["visits"]])[0]
        changed = fill(book.store, standing, one, {(office["post"], "2026-10"): 21}, on=TODAY, by="অন্যজন")
        book.wrote(changed.kinds)

    stage.window.kit.worker.ask(elsewhere, lambda _: None)
    stage.settle()
    assert texts(screen.table, 0)[3] == "২১"
    screen = shown(stage, "obligation.00000000.0000000000")
    assert screen.pages.currentWidget() is screen.nothing
    assert screen.settled()


def test_the_place_of_decisions_leads_there_and_back(stage, office):
    window = stage.window
    window.go("decisions")
    stage.settle()
    window.decisions.register_asked.emit(office["visits"])
    stage.settle()
    assert window.here.place == "register"
    assert window.register.obligation == office["visits"]
    window.register.going.click()
    stage.settle()
    assert window.here.place == "decisions"


def test_it_speaks_to_who_cannot_see_it(stage, office):
    screen = shown(stage, office["visits"])
    grid = screen.table.grid
    said = grid.data(grid.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert said == nfc(f"{PEOPLE[0]}, সেপ্টেম্বর ২০২৬, ৩, ৫৩ দিন দেরি")
    assert inspection.nameless(stage.window) == []
    assert inspection.cut(stage.window) == []
    assert inspection.english(stage.window) == []


@pytest.mark.parametrize("width", [1366, 1093])
def test_nothing_is_cut_on_small_screens(stage, office, width):
    stage.window.resize(width, 768 if width == 1366 else 614)
    for of in ("visits", "portal", "share"):
        screen = shown(stage, office[of])
        assert inspection.cut(stage.window) == []
        assert screen.table.horizontalScrollBar().maximum() == 0, "a whole year is in view"


def test_hundreds_of_parties_are_summed_as_they_are_on_the_screen(stage, office):
    def office_of_many():
        store = stage.program.book.store
        names = [f"{name} {at}" for at in range(80) for name in OFFICES]
        one = writing.add(store, text="প্রতি মাসে প্রতিবেদন", parties=names, rule=Rule("recurring"),
                          measure=Measure("count", 2), begun=date(2026, 7, 1), by="করিম")  # fmt: skip
        held = matrix(registers.standing(store), one)
        cells = {held.place(line, column): line for line in range(320) for column in range(5)}
        fill(store, registers.standing(store), one, cells, on=TODAY, by="করিম")
        stage.program.book.wrote(frozenset({"progress"}))
        return one.id

    made = []
    stage.window.kit.worker.ask(office_of_many, made.append)
    stage.settle()
    screen = shown(stage, made[0])
    grid = screen.table.grid
    assert grid.rowCount() == 321
    assert grid.data(grid.index(320, 13)) == BENGALI.digits(5 * sum(range(320)))
    go(screen.table, 7, 3)
    grid.put(screen.table.currentIndex(), 1007)
    assert grid.data(grid.index(320, 3)) == BENGALI.digits(sum(range(320)) + 1000)
    assert grid.data(grid.index(7, 13)) == BENGALI.digits(5 * 7 + 1000)
    assert grid.headerData(3, Qt.Orientation.Horizontal).endswith("\n৯৯%")
    tip = Qt.ItemDataRole.ToolTipRole
    assert grid.headerData(3, Qt.Orientation.Horizontal, tip) == nfc("সেপ্টেম্বর ২০২৬: ৩২০টির মধ্যে ৩১৮টি")
    grid.put(grid.index(0, 3), 2)
    assert grid.headerData(3, Qt.Orientation.Horizontal, tip).endswith(nfc("৩১৯টি"))
    assert grid.forget(grid.index(7, 3))
    assert grid.data(grid.index(320, 13)) == BENGALI.digits(5 * sum(range(320)) + 2)


def test_a_decision_of_the_minutes_with_a_day_of_its_own_needs_no_record_before(stage, office):
    found = []
    stage.window.kit.worker.ask(
        lambda: next(one for one in stage.program.book.followed.standing().open if not one.kept), found.append
    )
    stage.settle()
    of = found[0].id
    screen = shown(stage, of)
    assert screen.title.plain
    hands = Hands(stage)
    screen.table.setFocus()
    hands.press("Space")
    screen.write()
    stage.settle()
    assert kept(stage, of)[0] == [True]
    hands.press("Ctrl+Z")
    assert kept(stage, of)[0] == [False]
    hands.press("Space")
    screen.write()
    stage.settle()
    assert kept(stage, of)[0] == [True]
