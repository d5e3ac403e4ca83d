"""Printing for real: a CUPS daemon with the cups-pdf printer takes our jobs, and what comes out is our page."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import cups
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from samples import meeting

from koyradesk import layout as layouts
from koyradesk import meetings, papers
from koyradesk.documents import compose_minutes, render_pdf
from koyradesk.errors import UserError
from koyradesk.model import Distribution, Recipient
from koyradesk.paper_key import PaperKey
from koyradesk.store import Store
from ui import fonts, printers
from ui.printers import Habit
from ui.raster import Rasteriser, print_paper
from ui.say import Voice
from ui.tour import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

BENGALI = Voice("bn")
NAME = "সভার কার্যবিবরণী"
LONG = QPrinter.DuplexMode.DuplexLongSide


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A daemon of the test's own with its printer, and nothing printed."""
    with cups.running(tmp_path / "cups") as running:
        server = f"127.0.0.1:{running.port}"
        monkeypatch.setenv("CUPS_SERVER", server)
        # Each thread keeps the first server it was told; threads of their own are told this one by the environment.
        library = ctypes.CDLL("libcups.so.2")
        library.cupsSetServer(server.encode())
        yield running
        library.cupsSetServer(None)


def beside(job):
    """Does a job in a thread of its own, as the program does all printing; what it returned or raised."""
    found = []

    def run():
        try:
            found.append(job())
        except UserError as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    (one,) = found
    if isinstance(one, UserError):
        raise one
    return one


def minutes(items=6, size="A4"):
    layout = layouts.resolve("upazila")
    layout = replace(layout, page=replace(layout.page, size=size))
    return render_pdf(compose_minutes(meeting(items), layout))


def send(data, *, wishes=lambda printer: None, parts=()):
    """Prints a PDF (several with ``parts``) as the window does; the number of pages sent."""

    def job():
        raster = Rasteriser()
        paper = raster.together(parts) if parts else raster.paper(data)
        ready = printers.ready(paper, NAME, Habit(cups.PRINTER), printers.installed())
        assert ready is not None
        wishes(ready)
        try:
            return print_paper(raster, ready, paper)
        finally:
            raster.close()

    return beside(job)


def ours(data, page):
    """A page of ours in grey."""
    with pypdfium2.PdfDocument(data) as pdf:
        return _small(pdf[page].render(scale=300 / 72, grayscale=True).to_pil())


def _small(picture):
    """Drawn as finely as it is printed, then made small: 50 dots to the inch tell what stands where."""
    return picture.convert("L").reduce(6)


def theirs(path):
    """What the printer made, page by page, drawn by poppler."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", "-png", "-r", "300", str(path), f"{folder}/page"], check=True)
        return [_small(Image.open(one)) for one in sorted(Path(folder).iterdir())]


def far(one, other):
    """How far two pages are from each other: the mean of the differences of their dots, of 255."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    assert abs(one.width - other.width) <= 2
    assert abs(one.height - other.height) <= 2
    pair = [picture.crop((0, 0, width, height)) for picture in (one, other)]
    return ImageStat.Stat(ImageChops.difference(*pair)).mean[0]


def which(page, data):
    """Which of our pages a printed one is (from 0); -1 for an empty one."""
    if page.getextrema()[0] > 250:
        return -1
    with pypdfium2.PdfDocument(data) as pdf:
        count = len(pdf)
    distances = [far(page, ours(data, number)) for number in range(count)]
    nearest = distances.index(min(distances))
    assert distances[nearest] < 3, f"no page of ours looks like it: {distances}"
    assert sorted(distances)[1:2] == [] or sorted(distances)[1] > 2 * distances[nearest], "two pages look alike"
    return nearest


@pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("Legal", (612, 1008))])
def test_a_paper_comes_out_as_it_is(qapp, printer, size, points):
    data = minutes(size=size)
    before = len(printer.jobs())
    sent = send(data)
    (path,) = printer.printed()
    pages = theirs(path)
    assert len(pages) == sent == len(pypdfium2.PdfDocument(data))
    assert [which(page, data) for page in pages] == list(range(sent))
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            assert (round(page.get_width()), round(page.get_height())) == pytest.approx(points, abs=1)
    (job,) = printer.jobs()[before:]
    asked = printer.asked(job)
    assert asked["job-name"] == NAME
    assert asked["media"] == size
    assert asked["job-originating-user-name"]


def test_it_is_sent_grey_at_300_dots_to_the_inch(qapp, printer):
    data = minutes()
    sent = send(data)
    printer.printed()
    job = printer.jobs()[-1]
    spooled = printer.root / "spool" / f"d{int(job):05}-001"
    told = subprocess.run(["pdfimages", "-list", str(spooled)], capture_output=True, encoding="utf-8", check=True)
    rows = [line.split() for line in told.stdout.splitlines()[2:]]
    assert len(rows) == sent
    for row in rows:
        assert (row[5], row[6], row[7]) == ("gray", "1", "8")
        assert 299 <= int(row[12]) <= 301
        assert row[8] == "image", "never as a photo, with a haze around the letters"


def test_a_range_of_pages(qapp, printer):
    data = minutes(12)

    def wishes(ready):
        ready.setPrintRange(QPrinter.PrintRange.PageRange)
        ready.setFromTo(2, 3)

    assert send(data, wishes=wishes) == 2
    (path,) = printer.printed()
    assert [which(page, data) for page in theirs(path)] == [1, 2]


@pytest.mark.parametrize("collated", [True, False])
def test_two_copies_on_both_sides(qapp, printer, collated):
    data = minutes(12)
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 3

    def wishes(ready):
        ready.setCopyCount(2)
        ready.setCollateCopies(collated)
        ready.setDuplex(LONG)

    assert send(data, wishes=wishes) == 3, "the printer makes the copies itself"
    (path,) = printer.printed()
    asked = printer.asked(printer.jobs()[-1])
    assert (asked["copies"], asked["sides"]) == ("2", "two-sided-long-edge")
    assert (asked.get("Collate") == "1") is collated
    if collated:
        # The daemon sees to it that the second copy begins on a sheet of its own. Copies page by page would be made by
        # the machine, which this printer has not got.
        came = [which(page, data) for page in theirs(path)]
        assert came[:7] == [0, 1, 2, -1, 0, 1, 2]
        assert set(came[7:]) <= {-1}


def test_without_a_wish_it_is_one_sided(qapp, printer):
    send(minutes())
    printer.printed()
    assert printer.asked(printer.jobs()[-1]).get("sides", "one-sided") == "one-sided"


def test_several_papers_go_out_in_one_job_and_none_begins_on_the_back_of_another(qapp, printer):
    parts = [minutes(2), minutes(12), minutes(6)]
    counts = []
    for data in parts:
        with pypdfium2.PdfDocument(data) as pdf:
            counts.append(len(pdf))
    before = len(printer.jobs())
    send(None, parts=parts, wishes=lambda ready: ready.setDuplex(LONG))
    (path,) = printer.printed()
    assert len(printer.jobs()) == before + 1
    came = theirs(path)
    at = 0
    for data, count in zip(parts, counts, strict=True):
        at += at % 2
        assert [which(page, data) for page in came[at : at + count]] == list(range(count))
        at += count
    assert len(came) == at
    assert any(count % 2 for count in counts[:-1]), "else no empty back was needed"


def test_a_copy_for_each_recipient_tells_to_whom_it_goes(qapp, printer, tmp_path):
    names = ("জেলা প্রশাসক, নদীপাড়।", "উপজেলা প্রকৌশলী, শিমুলতলী।", "অফিস কপি।")
    sent = tuple(Recipient(text=name) for name in names)
    with Store.open(tmp_path / "data") as store:
        kept = meetings.save(
            store, replace(meeting(2), distribution=Distribution(recipients=sent)), by="করণিক"
        )  # fmt: skip
        told: list[tuple[int, int]] = []
        copies = list(papers.addressed(papers.Held("minutes", kept), step=lambda *step: told.append(step)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    for name, data in zip(names, copies, strict=True):
        with pypdfium2.PdfDocument(data) as pdf:
            words = pdf[0].get_textpage().get_text_range()
        assert name.split(",")[0].rstrip("।") in words.partition("কার্যবিবরণী")[0], "over the title"
    before = len(printer.jobs())
    send(None, parts=copies)
    (path,) = printer.printed()
    assert len(printer.jobs()) == before + 1, "one job"
    at = 0
    came = theirs(path)
    for data in copies:
        with pypdfium2.PdfDocument(data) as pdf:
            count = len(pdf)
        assert [far(page, ours(data, number)) < 3 for number, page in enumerate(came[at : at + count])] == [
            True
        ] * count
        at += count
    with pytest.raises(UserError):
        list(papers.addressed(papers.Held("minutes", replace(kept, distribution=Distribution()))))


# The window


@pytest.fixture
def stage(qapp, tmp_path, printer):
    fonts.load()
    with Store.open(tmp_path / "data") as store:
        meetings.save(store, meeting(12), by="test")
    made = Stage(qapp, tmp_path, "bn", "light", 1.0)
    made.program.book.printers = printers.installed
    made.window.activateWindow()
    made.window.go("meetings")
    made.settle()
    yield made
    made.end()


def asked_dialog(stage):
    stage.window.meetings.ask_printer()
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, QPrintDialog)
    return dialog


def test_the_window_prints_on_it(stage, printer):
    paper = stage.window.reading.paper.held
    dialog = asked_dialog(stage)
    assert dialog.printer().printerName() == cups.PRINTER
    dialog.accept()
    stage.settle()
    (path,) = printer.printed()
    assert [which(page, paper.data) for page in theirs(path)] == list(range(len(paper.sizes)))
    assert BENGALI.digits(len(paper.sizes)) in stage.window.notice.words.plain
    row = stage.window.list.current()
    assert printer.asked(printer.jobs()[-1])["job-name"].startswith(row.committee)


def test_the_window_prints_a_copy_for_each_recipient(stage, printer):
    window = stage.window
    held = window.list.current()
    window.letters.giving.give("copies", PaperKey("minutes", held.id), NAME)
    stage.settle()
    dialog = stage.dialog()
    assert isinstance(dialog, QPrintDialog)
    dialog.accept()
    stage.settle()
    (path,) = printer.printed()
    recipients = meeting(12).distribution.recipients
    assert len(theirs(path)) >= len(recipients) * len(window.reading.paper.held.sizes)
    assert len(printer.jobs()) == 1


def test_a_printer_that_is_gone_by_then_loses_nothing(stage, printer, tmp_path):
    dialog = asked_dialog(stage)
    printer.remove_printer()
    dialog.accept()
    stage.settle()
    notice = stage.window.notice
    assert notice.isVisible()
    assert notice.button is not None, notice.words.plain
    assert notice.button.text() == BENGALI("Save as PDF")
    notice.button.click()
    saving = stage.dialog()
    assert isinstance(saving, QFileDialog)
    saving.reject()
    assert printer.waiting() == ""


def test_what_is_stopped_does_not_come_out(stage, printer):
    before = len(printer.jobs())
    dialog = asked_dialog(stage)
    stage.window.kit.worker.began.connect(lambda task: task.cancel())
    dialog.accept()
    stage.settle()
    assert "থামানো" in stage.window.notice.words.plain
    QTest.qWait(300)
    assert len(printer.jobs()) == before
