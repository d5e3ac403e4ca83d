"""The window on a real data folder: what an office assistant does, and what may go wrong."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from PIL.Image import Resampling
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from samples import meeting

from koyradesk import meetings, papers
from koyradesk.bengali.text import has_bengali
from koyradesk.errors import UserError
from koyradesk.model import Meeting
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts
from ui.app import Program
from ui.places import in_words
from ui.raster import prepare
from ui.say import Voice
from ui.tour import MINUTES, Stage

# Of the picture platform itself: it has no window frames whose sizes could be limited.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def start(qapp, tmp_path):
    """Starts the program on the test's own data folder; may be called again after ``end``."""
    fonts.load()
    stages = []

    def begin(language="bn", scheme="light"):
        stage = Stage(qapp, tmp_path, language, scheme, 1.0)
        stages.append(stage)
        return stage

    yield begin
    for stage in stages:
        stage.end()


@pytest.fixture
def stage(start):
    """The program with the sample office."""
    made = start()
    made.window.fill_sample()
    made.settle()
    return made


def ink(picture: QImage) -> float:
    """The share of points that are not white."""
    small = picture.convertToFormat(QImage.Format.Format_Grayscale8).scaled(200, 280)
    dark = sum(small.pixelColor(x, y).lightness() < 200 for x in range(200) for y in range(280))
    return dark / (200 * 280)


def stored(folder: Path) -> list[meetings.Listed]:
    with Store.open(folder / "data") as store:
        return list(meetings.listing(store))


def picture_in_view(stage: Stage) -> QImage:
    return stage.window.reading.paper.view.viewport().grab().toImage()


def press(stage: Stage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A shortcut; Qt shows the button go down for a moment before it acts."""
    QTest.keyClick(stage.window, key, modifier)
    QTest.qWait(150)
    stage.settle()


def test_an_empty_folder_offers_four_ways_to_begin(start):
    stage = start()
    window = stage.window
    assert window.screens.currentWidget() is window.welcome
    assert window.welcome.beginning.hasFocus()
    assert window.welcome.making.isVisible()
    assert window.welcome.opening.isVisible()
    QTest.mouseClick(window.welcome.sample, Qt.MouseButton.LeftButton)
    stage.settle()
    assert window.screens.currentWidget() is window.meetings
    assert [row.committee for row in window.rows] == sorted(row.committee for row in window.rows)
    assert window.reading.paper.held is not None
    assert ink(picture_in_view(stage)) > 0.02


def test_the_newest_meeting_stands_first_in_its_committee_and_is_chosen(stage):
    rows = [row for row in stage.window.rows if row.committee == stage.window.rows[0].committee]
    assert [row.date for row in rows] == sorted((row.date for row in rows), reverse=True)
    chosen = stage.window.list.current()
    assert chosen.date == max(row.date for row in stage.window.rows)
    assert chosen.committee in stage.window.reading.title.plain


def test_every_meeting_shows_the_pages_of_its_real_paper(stage):
    window = stage.window
    seen = set()
    for row in window.rows:
        assert window.list.choose(row.id)
        stage.settle()
        paper = window.reading.paper.held
        with pypdfium2.PdfDocument(paper.data) as pdf:
            assert len(pdf) == len(paper.sizes)
        picture = picture_in_view(stage)
        assert ink(picture) > 0.02
        seen.add(bytes(picture.constBits()))
    assert len(seen) == len(window.rows)


def test_the_sign_sheet_is_the_second_tab(stage):
    window = stage.window
    minutes = window.reading.paper.held.data
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert window.reading.kind == "attendance"
    assert window.reading.paper.held.data != minutes
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert window.reading.paper.held.data == minutes


def test_the_arrow_keys_pass_over_the_names_of_committees(stage):
    window = stage.window
    window.list.choose(window.rows[0].id)
    window.list.setFocus()
    seen = [window.list.current().id]
    for _ in window.rows[1:]:
        QTest.keyClick(window.list, Qt.Key.Key_Down)
        seen.append(window.list.current().id)
    assert seen == [row.id for row in window.rows]
    stage.settle()


def test_the_window_goes_on_while_the_worker_works(stage, qtbot):
    """The worker stands still, and yet a timer ticks, the list moves and the search box takes letters."""
    window = stage.window
    hold, held = threading.Event(), threading.Event()
    answers, ticks = [], []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    window.kit.worker.ask(lambda: (held.set(), hold.wait(30)), answers.append)
    assert held.wait(30)
    window.list.choose(window.rows[-1].id)
    window.rail.search.setFocus()
    QTest.keyClicks(window.rail.search, "abc")
    qtbot.waitUntil(lambda: len(ticks) > 20)
    assert answers == []
    assert window.rail.search.text() == "abc"
    assert window.list.current().id == window.rows[-1].id
    assert not window.reading.printing.isEnabled()
    window.rail.search.clear()
    hold.set()
    stage.settle()
    timer.stop()
    assert len(answers) == 1
    assert window.reading.printing.isEnabled()


def test_leafing_quickly_ends_with_the_last_meeting(stage):
    window = stage.window
    for _ in range(5):
        for row in window.rows:
            window.list.choose(row.id)
    stage.settle()
    last = window.rows[-1]
    expected = []
    window.kit.worker.ask(lambda: papers.make(window.kit.book.store, PaperKey("minutes", last.id)), expected.append)
    stage.settle()
    assert window.reading.paper.held.data == expected[0]
    assert last.committee in window.reading.title.plain


def test_todays_backup_is_made_and_told(stage, tmp_path):
    made = list((tmp_path / "data" / "backups").glob("koyradesk-*.zip"))
    assert len(made) == 1
    voice = Voice("bn")
    when = voice.lately(datetime.fromtimestamp(made[0].stat().st_mtime), datetime.now())
    assert stage.window.status.backup.text() == voice("Last backup: {when}", when=when)
    stage.window.backups.make()
    stage.settle()
    assert list((tmp_path / "data" / "backups").glob("koyradesk-*.zip")) == made


def test_an_empty_office_needs_no_backup(start, tmp_path):
    stage = start()
    assert not (tmp_path / "data" / "backups").exists()
    assert stage.window.status.backup.text() == Voice("bn")("No backup yet")


def test_search_filters_shows_where_and_comes_back(stage):
    window = stage.window
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.rail.search.hasFocus()
    stage.search("ওয়েব")
    stage.settle()
    found = window.list.rows.things()
    assert 0 < len(found) < len(window.rows)
    assert all("<b>" in row.found for row in found)
    assert "২" in window.meetings.hits.plain or "১" in window.meetings.hits.plain
    stage.search("এমনকোনোশব্দনেই")
    stage.settle()
    assert window.meetings.right.currentWidget() is window.meetings.nothing
    assert "এমনকোনোশব্দনেই" in window.meetings.nothing.words.plain
    window.rail.search.setFocus()
    QTest.keyClick(window.rail.search, Qt.Key.Key_Escape)
    QTest.qWait(200)
    stage.settle()
    assert len(window.list.rows.things()) == len(window.rows)
    assert window.meetings.right.currentWidget() is window.reading


def test_searching_a_committee_by_name_finds_its_meetings(stage):
    window = stage.window
    name = window.rows[0].committee
    stage.search(name)
    stage.settle()
    found = [row.id for row in window.list.rows.things()]
    assert set(found) >= {row.id for row in window.rows if row.committee == name}


def test_a_file_of_minutes_is_shown_and_saved_only_when_asked(stage, tmp_path):
    window = stage.window
    before = len(window.rows)
    source = stage.file("সভা.txt", MINUTES.encode())
    window.read_file(source)
    stage.settle()
    assert window.screens.currentWidget() is window.review
    assert window.review.source.plain == "সভা.txt"
    said = [one.text() for one in window.review.panel.findChildren(type(window.review.title))]
    assert "০৫.৪৪.৪৭০০.০০০.০৬.০০২.২৬-৩১৮" in said
    assert in_words("items[2].serial", Voice("bn")) in said
    assert not window.review.paper.view.waits()
    assert ink(window.review.paper.view.viewport().grab().toImage()) > 0.01
    press(stage, Qt.Key.Key_Escape)
    assert window.screens.currentWidget() is window.meetings
    assert len(window.rows) == before

    window.read_file(source)
    stage.settle()
    press(stage, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.rows) == before + 1
    assert window.list.current().number.endswith("৩১৮")
    assert window.reading.paper.held is not None
    stage.window.close()
    stage.program.finish()
    assert len(stored(tmp_path)) == before + 1
    assert source.read_bytes() == MINUTES.encode()


def test_a_file_dropped_on_the_window_is_opened(stage):
    window = stage.window
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stage.file("টানা.txt", MINUTES.encode())))])
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, *none))
    stage.settle()
    assert window.screens.currentWidget() is window.review


@pytest.mark.parametrize(
    "data", [b"", bytes(range(256)) * 30, b"PK\x03\x04 docx", "No Bengali at all.".encode("utf-16")], ids=str
)
def test_what_is_no_minutes_is_refused_in_one_calm_sentence(stage, data):
    window = stage.window
    before = window.rows
    window.read_file(stage.file("কিছু.txt", data))
    stage.settle()
    assert window.notice.isVisible()
    assert has_bengali(window.notice.words.plain)
    assert window.screens.currentWidget() is window.meetings
    assert window.rows == before
    assert stage.app.activeModalWidget() is None
    QTest.mouseClick(window.notice._close, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()


def test_a_folder_and_a_missing_file_are_refused(stage, tmp_path):
    for path in (tmp_path, tmp_path / "নেই.txt"):
        stage.window.notice.hide()
        stage.window.read_file(path)
        stage.settle()
        assert path.name in stage.window.notice.words.plain


def test_a_fault_saves_a_report_and_says_where(stage, tmp_path, qtbot):
    window = stage.window
    stage.program.worker.broke.disconnect(stage._faults.append)

    secret = "গোপন কথা"

    def fails():
        raise LookupError(secret)

    window.kit.worker.ask(fails, lambda _: None)
    qtbot.waitUntil(window.notice.isVisible)
    reports = list((tmp_path / "data" / "logs").glob("report-*.txt"))
    assert len(reports) == 1
    assert str(reports[0]) in window.notice.words.plain
    text = reports[0].read_text(encoding="utf-8")
    assert "fails" in text
    assert secret not in text
    window.list.choose(window.rows[0].id)
    stage.settle()
    assert window.reading.paper.held is not None


def test_a_paper_that_cannot_be_made_leaves_an_empty_desk_and_a_sentence(stage, monkeypatch):
    window = stage.window

    def refuses(*_):
        raise UserError("The signed paper of this meeting is not in the store. Restore the last backup.")

    monkeypatch.setattr(papers, "make", refuses)
    window.list.choose(window.rows[-1].id)
    stage.settle()
    assert window.notice.isVisible()
    assert window.reading.paper.held is None
    assert not window.reading.printing.isEnabled()
    assert not window.reading.saving.isEnabled()


def pages_printed(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def test_printing_sends_every_page_grey_at_300_dots(stage, tmp_path):
    window = stage.window
    paper = window.reading.paper.held
    assert len(paper.sizes) > 1
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, paper, "নাম")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ছাপা.pdf"))
    assert (printer.resolution(), printer.colorMode()) == (300, QPrinter.ColorMode.GrayScale)
    window.printing.print_on(printer, paper)
    stage.settle()
    assert "নাম" in window.notice.words.plain
    with pypdfium2.PdfDocument(tmp_path / "ছাপা.pdf") as printed, pypdfium2.PdfDocument(paper.data) as meant:
        assert len(printed) == len(meant)
        for one, other in zip(printed, meant, strict=True):
            assert one.get_size() == pytest.approx(other.get_size(), abs=1.5)
            # The same page, not only as many: the ink stands in the same places.
            drawn = [page.render(scale=2, grayscale=True).to_pil() for page in (one, other)]
            pair = [picture.resize((60, 85), Resampling.BOX) for picture in drawn]
            assert ImageStat.Stat(ImageChops.difference(*pair)).mean[0] < 2


def test_printing_one_page_of_many(stage, tmp_path):
    paper = stage.window.reading.paper.held
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, paper, "একটি")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "একটি.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    stage.window.printing.print_on(printer, paper)
    stage.settle()
    assert pages_printed(tmp_path / "একটি.pdf") == 1


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_refuses_is_told_calmly(stage, tmp_path):
    paper = stage.window.reading.paper.held
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, paper, "নেই")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "কোনো" / "ফোল্ডার" / "নেই.pdf"))
    stage.window.printing.print_on(printer, paper)
    stage.settle()
    assert "প্রিন্টার" in stage.window.notice.words.plain


def test_saved_pdf_is_the_paper_byte_for_byte(stage, tmp_path):
    window = stage.window
    row = window.list.current()
    window.meetings.ask_where()
    dialog = stage.dialog()
    assert isinstance(dialog, QFileDialog)
    name = Path(dialog.selectedFiles()[0]).name
    assert name.startswith(row.committee)
    assert name.endswith(".pdf")
    dialog.reject()
    target = tmp_path / name
    window.printing.save_pdf(target, window.reading.paper.held)
    made = []
    window.kit.worker.ask(lambda: papers.make(window.kit.book.store, PaperKey("minutes", row.id)), made.append)
    stage.settle()
    assert target.read_bytes() == made[0]
    assert str(target) in window.notice.words.plain


def test_a_pdf_that_cannot_be_written_is_refused(stage, tmp_path):
    window = stage.window
    window.printing.save_pdf(tmp_path / "নেই" / "ক.pdf", window.reading.paper.held)
    stage.settle()
    assert "নেই" in window.notice.words.plain


def test_the_window_remembers(start):
    first = start()
    first.window.fill_sample()
    first.settle()
    window = first.window
    other = window.rows[-1].id
    window.list.choose(other)
    first.settle()
    window.reading.paper.view.set_zoom(1.25)
    window.resize(1200, 700)
    first.settle()
    first.window.close()
    first.program.finish()
    again = Program(first.app, first.folder / "data")
    again.start()
    for _ in range(600):
        QTest.qWait(10)
        if again.window.list.current() and again.worker.idle():
            break
    try:
        # The offscreen screen is too narrow for the width; a window never comes back larger than its screen.
        assert again.window.height() == 700
        assert again.window.list.current().id == other
        assert again.window.reading.paper.view.zoom == 1.25
        assert not again.window.reading.paper.view.fits
        assert (first.folder / "data" / "window.ini").is_file()
    finally:
        again.window.close()
        again.finish()


def test_a_memory_of_nonsense_does_no_harm(start, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "window.ini").write_text("[General]\nzoom=big\nlanguage=xx\nscheme=9\nplace=1\nmeeting=none\n")
    stage = start(language="", scheme="")
    assert stage.program.language == "bn"
    assert stage.window.screens.currentWidget() is stage.window.welcome


def test_the_other_language_and_the_other_colours_keep_the_place(stage):
    other = stage.window.rows[-1].id
    stage.window.list.choose(other)
    stage.settle()
    old = stage.window
    old.go("settings")
    assert old.settings.languages["en"].text() == "English"
    old.settings.languages["en"].click()
    for _ in range(200):
        QTest.qWait(10)
        if stage.window is not old:
            break
    stage.settle()
    assert stage.window is not old
    assert stage.window.reading.printing.text() == "Print"
    assert stage.window.list.current().id == other
    light = stage.window
    assert light.screens.currentWidget() is light.settings
    light.settings.schemes["dark"].click()
    for _ in range(200):
        QTest.qWait(10)
        if stage.window is not light:
            break
    stage.settle()
    whole = stage.window.grab().toImage().scaled(1, 1, mode=Qt.TransformationMode.SmoothTransformation)
    assert whole.pixelColor(0, 0).lightness() < 80
    assert stage.window.list.current().id == other


def test_an_opened_file_outlives_a_change_of_language(stage):
    old = stage.window
    old.read_file(stage.file("সভা.txt", MINUTES.encode()))
    stage.settle()
    stage.program._other_language("en")
    stage.settle()
    assert stage.window is not old
    assert stage.window.screens.currentWidget() is stage.window.review
    assert stage.window.review.title.plain == "Read from the file"
    stage.window.file.save()
    stage.settle()
    assert stage.window.list.current().number.endswith("৩১৮")


def test_a_second_start_is_told_so(stage, tmp_path):
    refusal = stage.second()
    assert has_bengali(refusal.words.plain)
    assert str(tmp_path / "data") in refusal.words.plain
    refusal.close()
    refusal.deleteLater()


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\0" + bytes(200)])
def test_a_foreign_database_is_refused_and_left_alone(qapp, tmp_path, content):
    fonts.load()
    (tmp_path / "koyradesk.db").write_bytes(content)
    program = Program(qapp, tmp_path, "bn", "light")
    program.start()
    for _ in range(600):
        QTest.qWait(10)
        if program.refusal:
            break
    program.finish()
    assert program.code == 1
    assert has_bengali(program.refusal.words.plain)
    assert not program.window.isVisible()
    assert (tmp_path / "koyradesk.db").read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("koyradesk.")) == []
    program.refusal.close()


def test_a_meeting_without_a_committee_a_month_or_a_date_can_still_be_chosen(start, tmp_path):
    with Store.open(tmp_path / "data") as store:
        meetings.save(store, Meeting(title="<b>নামহীন</b> সভা"), by="test")
        meetings.save(store, meeting(), by="test")
    stage = start()
    stage.window.go("meetings")
    rows = {row.title: row for row in stage.window.rows}
    stage.window.list.choose(rows["নামহীন সভা"].id)
    stage.settle()
    assert "নামহীন সভা" in stage.window.reading.title.plain
    assert stage.window.reading.paper.held is not None
