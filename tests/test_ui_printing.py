"""A paper on its way out: what the print dialog was told is what is printed; a printer that is not there; pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from samples import meeting

from koyradesk import meetings, pictures
from koyradesk.store import Store
from ui import dialogs, fonts, printers
from ui.printers import Habit
from ui.raster import Paper, pages_of
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "QPainter::begin", extend=True)

BENGALI = Voice("bn")


@pytest.fixture
def stage(qapp, tmp_path):
    fonts.load()
    with Store.open(tmp_path / "data") as store:
        meetings.save(store, meeting(12), by="test")
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.window.activateWindow()
    made.window.go("meetings")
    made.settle()
    yield made
    made.end()


class TwoSided(QPrinter):
    """A printer that can print on both sides; the one that makes files cannot."""

    sides = QPrinter.DuplexMode.DuplexNone

    def setDuplex(self, sides: QPrinter.DuplexMode) -> None:  # noqa: N802
        self.sides = sides

    def duplex(self) -> QPrinter.DuplexMode:
        return self.sides


LONG, NONE = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone


@pytest.mark.parametrize(
    ("wishes", "pages"),
    [
        ({}, [0, 1, 2]),
        ({"PrintRange": QPrinter.PrintRange.PageRange, "FromTo": (2, 3)}, [1, 2]),
        ({"PrintRange": QPrinter.PrintRange.PageRange, "FromTo": (2, 9)}, [1, 2]),
        # A range left from before means nothing once all pages are chosen.
        ({"FromTo": (2, 2), "PrintRange": QPrinter.PrintRange.AllPages}, [0, 1, 2]),
        ({"PrintRange": QPrinter.PrintRange.PageRange, "PageRanges": "1,3"}, [0, 2]),
        ({"PageOrder": QPrinter.PageOrder.LastPageFirst}, [2, 1, 0]),
        ({"CopyCount": 2, "CollateCopies": True}, [0, 1, 2, 0, 1, 2]),
        ({"CopyCount": 2, "CollateCopies": False}, [0, 0, 1, 1, 2, 2]),
        # On both sides no copy begins behind the one before it.
        ({"CopyCount": 2, "CollateCopies": True, "Duplex": LONG}, [0, 1, 2, -1, 0, 1, 2]),
        ({"CopyCount": 2, "CollateCopies": True, "Duplex": NONE}, [0, 1, 2, 0, 1, 2]),
    ],
)
def test_the_wishes_of_the_dialog_are_the_pages_sent(qapp, wishes, pages):
    made = TwoSided(QPrinter.PrinterMode.HighResolution)
    for name, value in wishes.items():
        wanted = QPageRanges.fromString(value) if name == "PageRanges" else value
        getattr(made, f"set{name}")(*wanted) if name == "FromTo" else getattr(made, f"set{name}")(wanted)
    assert not made.supportsMultipleCopies(), "this printer leaves copies to the program"
    assert pages_of(made, 3) == pages


def test_two_sided_copies_are_printed_with_an_empty_back(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(printers, "QPrinter", TwoSided)
    window = stage.window
    paper = window.reading.paper.held
    made = printers.ready(paper, "দুই কপি", Habit(), ["x"])
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "দুই.pdf"))
    made.setCopyCount(2)
    made.setCollateCopies(True)
    made.setDuplex(LONG)
    odd = Paper(paper.data, paper.sizes[:3])
    window.printing.print_on(made, odd)
    stage.settle()
    with pypdfium2.PdfDocument(tmp_path / "দুই.pdf") as printed:
        dark = [min(page.render(scale=0.5, grayscale=True).to_pil().tobytes()) for page in printed]
    assert len(dark) == 7
    assert dark[3] == 255, "the back of the third page is empty"
    assert all(shade < 128 for place, shade in enumerate(dark) if place != 3)


def test_two_keys_print(stage, tmp_path):
    """Ctrl+P opens the dialog, Enter prints: its button is the one that has the focus or takes Enter."""
    window = stage.window
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(150)
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, QPrintDialog)
    # This machine has no printer: the dialog prints into a file.
    target = tmp_path / "ছাপা.pdf"
    dialog.findChild(QLineEdit, "filename").setText(str(target))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert not dialog.isVisible()
    assert target.is_file()
    assert BENGALI.digits(len(window.reading.paper.held.sizes)) in window.notice.words.plain


def test_the_last_printer_and_its_sides_are_remembered(stage, tmp_path, monkeypatch):
    monkeypatch.setattr(printers, "QPrinter", TwoSided)
    window = stage.window
    paper = window.reading.paper.held
    made = printers.ready(paper, "ক", Habit("নেই", "DuplexShortSide"), ["EPSON"])
    assert made.duplex() == QPrinter.DuplexMode.DuplexShortSide
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "ক.pdf"))
    window.printing.print_on(made, paper)
    stage.settle()
    assert window.kit.memory.text("duplex") == "DuplexShortSide"
    asked = []
    window.kit.book.printer = lambda paper, name, habit: asked.append(habit)
    window.printing.ask_printer(paper, "খ")
    stage.settle()
    assert asked[0].duplex == "DuplexShortSide"
    assert printers.ready(paper, "ক", Habit("", "nonsense"), ["x"]).duplex() == QPrinter.DuplexMode.DuplexNone


def test_without_a_printer_pdf_is_offered(stage):
    window = stage.window
    window.kit.book.printers = list
    window.meetings.ask_printer()
    stage.settle()
    assert stage.app.activeModalWidget() is None
    assert window.notice.isVisible()
    assert "প্রিন্টার" in window.notice.words.plain
    window.notice.button.click()
    assert isinstance(stage.dialog(), QFileDialog)
    stage.dialog().reject()


def test_a_printer_that_vanishes_loses_nothing(stage, tmp_path):
    window = stage.window
    paper = window.reading.paper.held
    made = printers.ready(paper, "নেই", Habit(), ["x"])
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "কোনো" / "ফোল্ডার" / "নেই.pdf"))
    window.printing.print_on(made, paper)
    stage.settle()
    assert window.notice.button.text() == BENGALI("Save as PDF")
    window.notice.button.click()
    dialog = stage.dialog()
    assert Path(dialog.selectedFiles()[0]).name == "নেই.pdf"
    dialog.reject()


def test_a_paper_that_is_open_elsewhere_is_saved_beside_it(stage, tmp_path, monkeypatch):
    """As Windows does with a PDF that a viewer shows."""
    window, real = stage.window, Path.replace
    path = tmp_path / "সভা.pdf"
    path.write_bytes(b"shown")

    def held(part, target):
        if target == path:
            raise PermissionError(13, "held")
        return real(part, target)

    monkeypatch.setattr(Path, "replace", held)
    window.printing.save_pdf(path, window.reading.paper.held)
    stage.settle()
    assert "সভা.pdf" in window.notice.words.plain
    assert window.notice.button.text() == BENGALI("Save under another name")
    window.notice.button.click()
    (proposed,) = stage.dialog().selectedFiles()
    stage.dialog().accept()
    stage.settle()
    assert Path(proposed) == tmp_path / "সভা (2).pdf"
    assert Path(proposed).read_bytes() == window.reading.paper.held.data
    assert path.read_bytes() == b"shown"


def test_a_folder_that_is_gone_is_not_asked_for(stage, tmp_path):
    """The stick is out, or has another letter today."""
    window = stage.window
    for folder, asked in ((tmp_path, str(tmp_path)), (tmp_path / "stick", dialogs.documents())):
        window.kit.memory.keep("folder", str(folder))
        window.printing.ask_pdf(window.reading.paper.held, "সভা")
        assert Path(stage.dialog().directory().path()) == Path(asked)
        stage.dialog().reject()


def test_printing_can_be_stopped_between_two_pages(stage, tmp_path):
    window = stage.window
    paper = window.reading.paper.held
    seen = []

    def stop(task):
        task.moved.connect(
            lambda done, total: (seen.append((done, total)), task.cancel()), Qt.ConnectionType.DirectConnection
        )

    window.kit.worker.began.connect(stop)
    made = printers.ready(paper, "থামান", Habit(), ["x"])
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "থামান.pdf"))
    window.printing.print_on(made, paper)
    stage.settle()
    assert seen == [(0, len(paper.sizes))]
    assert "থামানো" in window.notice.words.plain


# Pictures


def test_pictures_of_every_page_are_saved_under_a_good_name(stage, tmp_path):
    window = stage.window
    row = window.list.current()
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.qWait(150)
    dialog = stage.dialog()
    name = Path(dialog.selectedFiles()[0]).name
    assert name == f"{row.committee}-{BENGALI.month(row.period)}-{row.number}.png"
    dialog.reject()
    paper = window.reading.paper.held
    window.printing.save_pictures(tmp_path / name, paper)
    stage.settle()
    made = [pictures.name(tmp_path / name, page) for page in range(len(paper.sizes))]
    assert all(path.is_file() for path in made)
    for path in made:
        with Image.open(path) as picture:
            assert picture.width > 1000
    assert str(made[0]) in window.notice.words.plain
    assert BENGALI.digits(len(made)) in window.notice.words.plain


def test_pictures_that_are_stopped_keep_what_was_made(stage, tmp_path):
    window = stage.window
    window.kit.worker.began.connect(lambda task: task.cancel())
    window.printing.save_pictures(tmp_path / "ক.png", window.reading.paper.held)
    stage.settle()
    assert not (tmp_path / "ক.png").exists()
    assert window.notice.words.plain == BENGALI("The pictures were stopped. Those that were made are kept.")


@pytest.mark.parametrize(
    ("key", "kind"),
    [("Ctrl+P", QPrintDialog), ("Ctrl+S", QFileDialog), ("Ctrl+Shift+S", QFileDialog)],
)
def test_a_meeting_being_written_goes_out_by_the_same_keys(stage, key, kind):
    window = stage.window
    window.edit(window.rows[0].id, "facts")
    stage.settle()
    pressed = QKeySequence(key)[0]
    QTest.keyClick(window, pressed.key(), pressed.keyboardModifiers())
    QTest.qWait(150)
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, kind)
    if kind is QFileDialog:
        name = Path(dialog.selectedFiles()[0]).name
        assert name.startswith(window.rows[0].committee)
        assert name.endswith(".png" if "Shift" in key else ".pdf")
    dialog.reject()
