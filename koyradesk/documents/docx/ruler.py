"""Measures text as the PDF does, so that a Word file gets widths that fit what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from koyradesk.documents.blocks import Document, Logo, Photos
from koyradesk.documents.pdf import fitted
from koyradesk.documents.pdf.faces import files, load
from koyradesk.documents.pdf.flow import Figure
from koyradesk.documents.pdf.galley import Galley
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.errors import UserError
from koyradesk.markup import plain

Shown = TypeVar("Shown", Logo, Photos)
#: Measured with where the paper's own font is not on this PC, and an average letter of it, in ems.
STAND_IN, LETTER = "Noto Serif Bengali", 0.55


class Ruler:
    """The measures of one paper, in points. What cannot be measured here (a letter no font here has) is estimated: the
    Word file is set where it is opened, maybe with other fonts.

    ``document`` is the paper as the PDF prints it, its lines closer where that saves a page; ``one_page``: it has one.
    """

    def __init__(self, document: Document) -> None:
        self.font = document.type.font
        try:
            faces = FaceSet(self.font)
            self.known = True
        except UserError:
            faces = FaceSet(STAND_IN)
            self.known = False
        self.document, self.one_page = document, False
        with suppress(UserError):
            self.document, _, pages = fitted(document, faces)
            self.one_page = len(pages) == 1
        self.galley = Galley(self.document, faces)
        self.measure, self.room = self.galley.measure, self.galley.room

    def widths(self, text: str, size: float, measure: float, *, bold: bool = False) -> list[float]:
        """How wide each line of a marked text is."""
        try:
            return [line.width for line in self.galley.lines(text, size, measure, bold=bold)]
        except UserError:
            letters = len(plain(text)) * LETTER * size
            return [min(letters, measure)] * (1 + int(letters / max(measure, size)))

    def figures(self, block: Shown, set_block: Callable[[Galley, Shown], None]) -> list[list[Figure]]:
        """The pictures of a block, row by row, as high and wide as in the PDF."""
        apart = Galley(self.document, self.galley.faces)
        set_block(apart, block)
        return [slab.figures for slab in apart.slabs if slab.figures]

    def natural(self) -> float | None:
        """How high a line of the font is by itself, in ems; None where the font is not on this PC."""
        if not self.known:
            return None
        face = load(files(self.font)[0])
        return float(face.ascent - face.descent) / 1000
