"""Papers as pictures: the pages of a PDF by pdfium, the same for the screen and for the printer.

Everything here belongs to the worker's thread; the pictures it returns may go anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate, count
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from koyradesk.errors import UserError
from koyradesk.i18n import N_

if TYPE_CHECKING:
    from koyradesk.documents import Place

_serial = count(1)

#: Points per inch, pdfium's unit.
_POINTS = 72
PRINT_DPI = 300


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished PDF: its bytes and the sizes of its pages in points. ``key`` tells papers apart.

    ``places`` is where its lines stand and whose they are; a page with the same ``looks`` as one of another paper has
    the same picture. Both are empty where nothing is known of how the paper was made. ``parts`` counts the pages of
    each of several papers that lie in one.
    """

    data: bytes
    sizes: tuple[tuple[float, float], ...]
    places: tuple[Place, ...] = ()
    looks: tuple[Hashable, ...] = ()
    parts: tuple[int, ...] = ()
    key: int = field(default_factory=lambda: next(_serial))


class Rasteriser:
    """Opens one paper at a time and draws its pages."""

    def __init__(self) -> None:
        self._key = 0
        self._open: pdfium.PdfDocument | None = None

    def together(self, papers: Sequence[bytes]) -> Paper:
        """Several PDFs as one paper, for printing in one job."""
        parts = []
        with pdfium.PdfDocument.new() as whole:
            for data in papers:
                with pdfium.PdfDocument(data) as one:
                    parts.append(len(one))
                    whole.import_pages(one)
            held = BytesIO()
            whole.save(held)
        return self.paper(held.getvalue(), parts=tuple(parts))

    def paper(
        self,
        data: bytes,
        places: tuple[Place, ...] = (),
        looks: tuple[Hashable, ...] = (),
        parts: tuple[int, ...] = (),
    ) -> Paper:
        """A PDF taken in for drawing."""
        self.close()
        self._open = pdfium.PdfDocument(data)
        sizes = tuple(self._open.get_page_size(index) for index in range(len(self._open)))
        made = Paper(data, sizes, places, looks, parts)
        self._key = made.key
        return made

    def page(self, paper: Paper, index: int, width: int, *, grey: bool = False) -> QImage:
        """Page ``index`` (from 0) drawn ``width`` device pixels wide."""
        if self._open is None or self._key != paper.key:
            self.close()
            self._open, self._key = pdfium.PdfDocument(paper.data), paper.key
        page = self._open[index]
        # A hair less than the width: pdfium rounds up, and one pixel more would be scaled away again, blurring all.
        bitmap = page.render(scale=(width - 0.01) / page.get_width(), grayscale=grey, prefer_bgrx=not grey)
        kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB32
        # The copy outlives pdfium's buffer.
        picture = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Lets go of the open paper."""
        if self._open is not None:
            self._open.close()
        self._open, self._key = None, 0


def prepare(printer: QPrinter, paper: Paper, name: str) -> None:
    """Sets a printer for a paper: its size, the whole sheet, grey unless the user asks for colour."""
    width, height = paper.sizes[0]
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)
    printer.setResolution(PRINT_DPI)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setDocName(name)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setFromTo(1, len(paper.sizes))


def pages_of(printer: QPrinter, pages: int, parts: Sequence[int] = ()) -> list[int]:
    """The pages (from 0) that a printer was told to print, in the order it wants them, copies it cannot make itself
    among them; -1 is an empty back, so that on both sides no copy begins behind the one before it, and none of the
    ``parts`` (see ``Paper``) either."""
    both_sides = printer.duplex() not in (QPrinter.DuplexMode.DuplexNone, QPrinter.DuplexMode.DuplexAuto)
    chosen = [number - 1 for number in range(1, pages + 1) if _is_chosen(printer, number, pages)]
    if both_sides and len(parts) > 1:
        chosen = _with_backs(chosen, accumulate(parts))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if copies == 1:
        return chosen
    if not printer.collateCopies():
        return [page for page in chosen for _ in range(copies)]
    back = [-1] if both_sides and len(chosen) % 2 else []
    return (chosen + back) * (copies - 1) + chosen


def _with_backs(chosen: list[int], ends: Iterable[int]) -> list[int]:
    """Every part that comes out with an odd number of sides gets an empty back, but for the last."""
    found: list[int] = []
    start = 0
    for end in ends:
        part = [page for page in chosen if start <= page < end]
        found += [*([-1] if part and len(found) % 2 else []), *part]
        start = end
    return found


def _is_chosen(printer: QPrinter, number: int, pages: int) -> bool:
    if printer.printRange() == QPrinter.PrintRange.AllPages:
        return True
    # "1-2,5" where the dialog takes several ranges, else from one page to another.
    if not printer.pageRanges().isEmpty():
        return printer.pageRanges().contains(number)
    return (printer.fromPage() or 1) <= number <= (printer.toPage() or pages)


def print_paper(
    rasteriser: Rasteriser, printer: QPrinter, paper: Paper, step: Callable[[int, int], None] = lambda *_: None
) -> int:
    """Sends the chosen pages of a paper to a printer; returns how many sheets' sides were sent.

    ``step`` is told how far it is, and may stop it by raising.

    Raises:
        UserError: the printer does not take the job.
    """
    grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
    pages = pages_of(printer, len(paper.sizes), paper.parts)
    # What is stopped now has not reached the printer at all.
    step(0, len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(
            N_("The printer did not take the paper. See that it is switched on and connected, then print again.")
        )
    # A printer that makes a file would otherwise keep letters as a photo, with a haze around them.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        for sent, index in enumerate(pages):
            if sent:
                step(sent, len(pages))
            if sent and not printer.newPage():
                raise UserError(
                    N_("The printer stopped in the middle. See to it, then print the remaining pages again.")
                )
            if index >= 0:
                _draw(rasteriser, painter, printer, paper, index, grey)
    except BaseException:
        # What was not sent yet is taken back, as far as the system can.
        printer.abort()
        raise
    finally:
        painter.end()
    return len(pages)


def _draw(rasteriser: Rasteriser, painter: QPainter, printer: QPrinter, paper: Paper, index: int, grey: bool) -> None:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    width, height = paper.sizes[index]
    # Kept in proportion: a sheet of another size gets the page whole, never stretched.
    scale = min(sheet.width() / width, sheet.height() / height)
    dots = min(round(width * scale), round(width / _POINTS * printer.resolution()))
    picture = rasteriser.page(paper, index, dots, grey=grey)
    left = (sheet.width() - width * scale) / 2
    painter.drawImage(QRectF(left, 0, width * scale, height * scale), picture)
