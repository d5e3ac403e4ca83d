"""Draws placed slabs, in reading order, each node's text between its own marks.

What is not the paper's text (rules, repeated headings, page numbers, the draft mark) is drawn as artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import Document, Picture
from koyradesk.documents.pdf.flow import Bar, Draw, Figure, Node, Placed, Row
from koyradesk.documents.pdf.galley import BASELINE, POINTS_PER_MM, paper
from koyradesk.documents.pdf.lines import BLANK, CUT, TIED
from koyradesk.documents.pdf.outline import Bookmark, Bookmarks
from koyradesk.documents.pdf.words import HYPHENS, FaceSet

#: Widths of rules, in points: of tables, under words, between two dates.
TABLE_RULE, UNDERLINE, DATE_RULE = 0.6, 0.55, 0.6
#: How far under the baseline an underline lies, in ems: below the Bengali signs that hang there.
UNDERLINE_DEPTH = 0.2
DRAFT_SIZE, DRAFT_GREY = 110, 0.92
NUMBER_SIZE = 9
#: The greys of bars by how they are filled, the rule around them, and how far apart the lines of a hatched one stand.
GREYS = {"dark": 0.1, "grey": 0.62, "white": 1.0}
BAR_RULE, HATCH = 0.5, 2.6
#: Readers that copy text do not know artifacts: what is not the paper's text is given to them as a blank, so that a
#: sentence that runs over a page is not broken by a heading. (An empty text would do, but pdfium passes over it.)
SILENT = "/Span<</ActualText<FEFF0020>>>BDC"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The content of each page, the pictures shown there, by their number, and the bookmarks."""

    contents: list[bytes]
    pictures: tuple[Picture, ...]
    bookmarks: list[Bookmark]


def draw_pages(document: Document, pages: list[list[Placed]], faces: FaceSet) -> Drawn:
    """Draws every page; nodes get their (page, mark) numbers."""
    page = document.page
    width, height = paper(page)
    left, top = page.left * POINTS_PER_MM, height - page.top * POINTS_PER_MM
    contents = []
    pictures: dict[bytes, tuple[int, Picture]] = {}
    bookmarks = Bookmarks(len(pages))
    for number, placed in enumerate(pages):
        artist = _Page(number, left, top, faces, pictures, bookmarks)
        if document.draft:
            artist.draft(document.draft, width, height)
        artist.draw(placed)
        if text := page_number(document, number, len(pages)):
            artist.page_number(text, width, page.bottom * POINTS_PER_MM * 0.5)
        contents.append("\n".join(artist.code).encode("ascii"))
    return Drawn(contents, tuple(picture for _, picture in pictures.values()), bookmarks.found)


def page_number(document: Document, page: int, pages: int) -> str:
    """What the foot of a page (from 0) says; nothing on a paper of one page."""
    return document.page.number.format(page=to_bengali(page + 1), pages=to_bengali(pages)) if pages > 1 else ""


class _Page:
    """The content stream of one page."""

    def __init__(
        self,
        number: int,
        left: float,
        top: float,
        faces: FaceSet,
        pictures: dict[bytes, tuple[int, Picture]],
        bookmarks: Bookmarks,
    ) -> None:
        self.number = number
        self.left = left
        self.top = top
        self.faces = faces
        self.pictures = pictures
        self.bookmarks = bookmarks
        self.code: list[str] = []
        self.marks = 0

    def draw(self, placed: list[Placed]) -> None:
        for row, group in groupby(placed, key=lambda one: one.slab.row):
            strips = list(group)
            if row is None:
                for one in strips:
                    for figure in one.slab.figures:
                        self._figure(one.y, figure)
                self._texts((one.y, draw) for one in strips for draw in one.slab.draws)
                for one in strips:
                    for start, end, depth in one.slab.rules:
                        self._rules([(start, one.y + depth, end, one.y + depth)], DATE_RULE)
            else:
                self._row(row, strips)

    def _figure(self, y: float, figure: Figure) -> None:
        picture = figure.picture
        name, _ = self.pictures.setdefault(picture.data, (len(self.pictures), picture))
        left, top = self.left + figure.x, self.top - y - figure.y
        bottom = top - figure.height
        figure.node.box = (left, bottom, left + figure.width, top)
        self.code.append(
            f"/Figure<</MCID {self._mark(figure.node)}>>BDC q {figure.width:.2f} 0 0 {figure.height:.2f} "
            f"{left:.2f} {bottom:.2f} cm /I{name} Do Q EMC"
        )

    def _mark(self, node: Node) -> int:
        """The number of the next stretch of content, which is this node's."""
        node.marks.append((self.number, self.marks))
        self.marks += 1
        return self.marks - 1

    def _row(self, row: Row, strips: list[Placed]) -> None:
        """The part of a row on this page: its cells one after another, then its rules."""
        drawn = [(one.y, draw) for one in strips for draw in one.slab.draws]
        drawn.sort(key=lambda pair: pair[1].cell)
        self._texts(drawn, artifact=strips[0].repeat)
        for one in strips:
            for bar in one.slab.bars:
                self._bar(one.y, bar)
        pad = row.grid.pad
        top = strips[0].y - (0 if strips[0].slab.opens else pad)
        bottom = strips[-1].y + strips[-1].slab.height + (0 if strips[-1].slab.closes else pad)
        edges = row.grid.edges
        rules = [(edge, top, edge, bottom) for edge in edges]
        rules += [(edges[0], y, edges[-1], y) for y in (top, bottom)]
        self._rules(rules, TABLE_RULE)

    def _bar(self, y: float, bar: Bar) -> None:
        """A stretch of a bar: what it counts stands beside it as text."""
        left, bottom = self.left + bar.x, self.top - y - bar.y - bar.height
        place = f"{left:.2f} {bottom:.2f} {bar.width:.2f} {bar.height:.2f} re"
        fill = f"{GREYS.get(bar.ink, 1):g} g {place} f 0 g"
        if bar.ink == "hatched":
            steps = range(int((bar.width + bar.height) / HATCH) + 1)
            strokes = " ".join(
                f"{left + step * HATCH - bar.height:.2f} {bottom:.2f} m "
                f"{left + step * HATCH:.2f} {bottom + bar.height:.2f} l"
                for step in steps
            )
            fill = f"{place} W n {strokes} S"
        self.code.append(f"/Artifact BMC q 0 G {BAR_RULE} w {fill} Q q 0 G {BAR_RULE} w {place} S Q EMC")

    def _texts(self, drawn: Iterator[tuple[float, Draw]] | list[tuple[float, Draw]], *, artifact: bool = False) -> None:
        """Lines, those of one node between one pair of marks."""
        for node, group in groupby(drawn, key=lambda pair: pair[1].node):
            lines = list(group)
            if artifact:
                self.code.append(f"/Artifact<</Type/Pagination/Subtype/Header>>BDC {SILENT}")
            else:
                self.code.append(f"/{node.tag}<</MCID {self._mark(node)}>>BDC")
                y, first = lines[0]
                self.bookmarks.see(first, self.number, self.top - y - first.base + BASELINE * first.height)
            self.code.append("BT")
            underlines = self._lines(lines, artifact)
            self.code.append("ET EMC EMC" if artifact else "ET EMC")
            if underlines:
                self._rules(underlines, UNDERLINE)

    def _lines(self, drawn: list[tuple[float, Draw]], artifact: bool) -> list[tuple[float, float, float, float]]:
        """Shows lines; returns the rules that underline them."""
        code, blanks = self.code, self.faces.blanks
        underlines: list[tuple[float, float, float, float]] = []
        current: tuple[int, float] | None = None
        for y, draw in drawn:
            line, size = draw.line, draw.size
            base = y + draw.base
            code.append(f"1 0 0 1 {self.left + draw.x:.2f} {self.top - base:.2f} Tm")
            natural = self.faces.blank * size / 1000
            extra = (draw.measure - line.width) / line.blanks if draw.measure and line.blanks else 0.0
            x = draw.x
            under: float | None = None
            last = len(line.pieces) - 1
            array: list[str] = []
            for index, piece in enumerate(line.pieces):
                if current != (piece.bold, size):
                    current = (piece.bold, size)
                    array.append(f"]TJ /F{int(piece.bold)} {size:g} Tf[")
                firm = index == last and not artifact and piece.word.text.endswith(HYPHENS)
                array.append(self.faces.run_firm(piece.word) if firm else self.faces.run(piece.word))
                if piece.underline and under is None:
                    under = x
                x += piece.width
                goes_on = index < last and piece.underline and line.pieces[index + 1].underline
                if under is not None and not goes_on:
                    depth = base + UNDERLINE_DEPTH * size
                    underlines.append((under, depth, x, depth))
                    under = None
                blank = f"{blanks[piece.bold]:04X}"
                if index == last:
                    if draw.joined and piece.after != CUT:
                        array.append(f"<{blank}>")
                elif piece.after in (BLANK, TIED):
                    shift = f"{-extra * 1000 / size:.1f}" if extra else ""
                    array.append(f"<{blank}>{shift}")
                    x += natural + extra
            code.append(_shown(array))
        return underlines

    def _rules(self, rules: list[tuple[float, float, float, float]], weight: float) -> None:
        strokes = " ".join(
            f"{self.left + x0:.2f} {self.top - y0:.2f} m {self.left + x1:.2f} {self.top - y1:.2f} l"
            for x0, y0, x1, y1 in rules
        )
        self.code.append(f"/Artifact BMC 0 G {weight} w {strokes} S EMC")

    def page_number(self, text: str, paper: float, y: float) -> None:
        """At the foot, in the middle of paper ``paper`` points wide; smaller in a narrow margin."""
        size, shown, width = self._fitted(text, min(NUMBER_SIZE, y), paper * 0.85)
        center = paper / 2
        self.code.append(
            f"/Artifact<</Type/Pagination/Subtype/Footer>>BDC {SILENT} 0.35 g BT /F0 {size:g} Tf "
            f"1 0 0 1 {center - width / 2:.2f} {y:.2f} Tm {shown} ET 0 g EMC EMC"
        )

    def draft(self, text: str, width: float, height: float) -> None:
        """The mark across a draft, under the text."""
        size, shown, wide = self._fitted(text, DRAFT_SIZE, width * 1.1)
        turn = 0.7071
        x, y = width / 2 - turn * (wide / 2) + 20, height / 2 - turn * (wide / 2) - 20
        self.code.append(
            f"/Artifact<</Type/Pagination/Subtype/Watermark>>BDC {SILENT} {DRAFT_GREY} g BT /F0 {size:g} Tf "
            f"{turn} {turn} -{turn} {turn} {x:.2f} {y:.2f} Tm {shown} ET 0 g EMC EMC"
        )

    def _fitted(self, text: str, size: float, room: float) -> tuple[float, str, float]:
        """Size, operators and width of a short plain text, smaller where it would be wider than ``room``."""
        shown, width = self._run(text, size)
        if width > room:
            size = round(size * room / width, 2)
            shown, width = self._run(text, size)
        return size, shown, width

    def _run(self, text: str, size: float) -> tuple[str, float]:
        """Operators and width of a short plain text."""
        shown, width = [], 0.0
        for index, word in enumerate(text.split()):
            if index:
                shown.append(f"<{self.faces.blanks[0]:04X}>")
                width += self.faces.blank * size / 1000
            found = self.faces.word(word, size, bold=False)
            shown.append(self.faces.run(found))
            width += found.width
        return _shown(shown), width


def _shown(array: list[str]) -> str:
    """The operators that show a line. It is one stretch of text wherever its face stays the same: pdfium takes a blank
    that stands alone for one drawn twice where the words beside it are short."""
    return f"[{''.join(array)}]TJ".replace("><", "").replace("[]TJ ", "")
