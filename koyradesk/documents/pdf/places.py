"""Where the lines of a paper stand on its pages, and which field each of them is of: from a page back to the text."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.drawing import page_number
from koyradesk.documents.pdf.flow import Draw, Placed
from koyradesk.documents.pdf.galley import BASELINE, POINTS_PER_MM
from koyradesk.documents.pdf.lines import BLANK, CLUSTER, TIED, Piece
from koyradesk.documents.texts import Part
from koyradesk.model import Ref


@dataclass(frozen=True, slots=True)
class Place:
    """A picture or a line of a paper, or as much of the line as is one field's: page from 0, edges in points from the
    page's left and top.

    ``source`` is None where no field says it: headings of tables, what a layout adds.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    source: Ref | None
    _pieces: tuple[Piece, ...]
    _part: Part | None
    _gap: float

    @property
    def text(self) -> str:
        """The words that stand there."""
        words = [piece.word.text + (" " if _parted(piece) else "") for piece in self._pieces]
        return "".join(words).rstrip(" ")

    @property
    def start(self) -> int:
        """The caret's place in the field's plain text where this line of it begins."""
        return _offset(self._part, self._pieces[0].at) if self._pieces else 0

    def stretch(self, low: int, high: int) -> tuple[float, float]:
        """From where to where the words reach that hold a stretch of ``text``: a letter of a word has no place of its
        own."""
        left, at = self.x0, 0
        edges = []
        for piece in self._pieces:
            right, end = left + piece.word.width, at + len(piece.word.text)
            if at < high and low < end:
                edges += [left, right]
            left, at = right + (self._gap if _parted(piece) else 0), end + _parted(piece)
        return (edges[0], edges[-1]) if edges else (self.x0, self.x0)

    def caret(self, x: float) -> int:
        """The caret's place in the field's plain text that is nearest to ``x``."""
        left = self.x0
        for piece in self._pieces:
            width = piece.word.width
            if x < left + width or piece is self._pieces[-1]:
                share = (x - left) / width if width else 1.0
                return _offset(self._part, piece.at + _letters(piece.word.text, share))
            left += width + (self._gap if _parted(piece) else 0)
            if x < left:  # in the blank after a word
                return _offset(self._part, piece.at + len(piece.word.text))
        return 0


def find_places(document: Document, pages: Sequence[Sequence[Placed]], blank: float) -> tuple[Place, ...]:
    """Each page's pictures, then its lines in reading order; repeated headings are not the paper's text and have none.

    ``blank`` is the width of a blank in thousandths of an em.
    """
    left, top = document.page.left * POINTS_PER_MM, document.page.top * POINTS_PER_MM
    found: list[Place] = []
    for number, placed in enumerate(pages):
        for one in placed:
            for figure in one.slab.figures:
                x, y = left + figure.x, top + one.y + figure.y
                edges = (x, y, x + figure.width, y + figure.height)
                found.append(Place(number, *edges, figure.source, (), None, 0))
        for y, draw in _in_order(placed):
            found += _places(number, left + draw.x, top + y + draw.base - BASELINE * draw.height, draw, blank)
    return tuple(found)


def find_looks(document: Document, pages: Sequence[Sequence[Placed]]) -> tuple[Hashable, ...]:
    """For each page what tells its look from that of any other: where which lines and rules stand on it."""
    paper = (document.page, document.type.font, document.draft)
    return tuple(
        (paper, page_number(document, number, len(pages)), *map(_look, placed)) for number, placed in enumerate(pages)
    )


def _look(placed: Placed) -> Hashable:
    slab = placed.slab
    ruled = slab.row and (slab.row.grid.edges, slab.row.grid.pad, slab.opens, slab.closes)
    lines = tuple((draw.line.number, draw.x, draw.base, draw.size, draw.measure) for draw in slab.draws)
    figures = tuple((one.picture.data, one.x, one.y, one.width, one.height) for one in slab.figures)
    return placed.y, slab.height, ruled, tuple(slab.rules), lines, figures, tuple(slab.bars)


def _in_order(placed: Sequence[Placed]) -> Iterator[tuple[float, Draw]]:
    """Lines as they are read: a row of a table cell by cell."""
    for row, group in groupby((one for one in placed if not one.repeat), key=lambda one: one.slab.row):
        drawn = [(one.y, draw) for one in group for draw in one.slab.draws]
        yield from sorted(drawn, key=lambda pair: pair[1].cell) if row else drawn


def _places(page: int, left: float, top: float, draw: Draw, blank: float) -> Iterator[Place]:
    line, parts = draw.line, draw.parts
    extra = (draw.measure - line.width) / line.blanks if draw.measure and line.blanks else 0.0
    gap = extra + blank * draw.size / 1000
    bottom = top + draw.height
    if len(parts) < 2:
        part = parts[0] if parts else None
        right = left + (draw.measure if extra and draw.measure else line.width)
        yield Place(page, left, top, right, bottom, part and part.source, line.pieces, part, gap)
        return
    for part, group in groupby(line.pieces, key=lambda piece: _owner(parts, piece.at)):
        held = tuple(group)
        width = _width(held, gap)
        yield Place(page, left, top, left + width, bottom, part.source, held, part, gap)
        left += width + (gap if _parted(held[-1]) else 0)


def _owner(parts: tuple[Part, ...], at: int) -> Part:
    """Whose a character is; what stands between two fields leads to the second."""
    return next((part for part in parts if at < part.end or at <= part.start), parts[-1])


def _width(pieces: tuple[Piece, ...], gap: float) -> float:
    return sum(piece.word.width for piece in pieces) + gap * sum(_parted(piece) for piece in pieces[:-1])


def _parted(piece: Piece) -> bool:
    return piece.after in (BLANK, TIED)


def _offset(part: Part | None, at: int) -> int:
    """The place in a field's text of a place in a text that it is part of."""
    return part.offset + max(0, min(at, part.end) - part.start) if part else 0


def _letters(word: str, share: float) -> int:
    """So much of a word in characters, no letter torn from its signs."""
    clusters = CLUSTER.findall(word)
    return sum(map(len, clusters[: round(max(0.0, min(1.0, share)) * len(clusters))]))
