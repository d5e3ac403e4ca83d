"""Blocks -> PDF by ReportLab, shaped by HarfBuzz: tagged, and readable back to the very text of the blocks."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.drawing import draw_pages
from koyradesk.documents.pdf.faces import FAMILIES
from koyradesk.documents.pdf.finish import finish
from koyradesk.documents.pdf.flow import Node, Placed, paginate
from koyradesk.documents.pdf.places import Place, find_looks, find_places
from koyradesk.documents.pdf.setting import set_document
from koyradesk.documents.pdf.words import FaceSet

__all__ = ["Place", "Rendered", "families", "render", "render_pdf"]

#: A last page filled less than this is worth saving, if lines this much closer together save it; a letter that then is
#: of one page may have them closer still.
THIN_PAGE, CLOSER, CLOSEST = 0.35, 0.94, 0.87
#: Bengali needs that leading.
LEAST_LEADING = 1.1


@dataclass(frozen=True, slots=True)
class Rendered:
    """A paper as PDF, and where its lines stand.

    ``looks`` has something for each page that is equal on two papers only where both pages are equal to the eye.
    """

    pdf: bytes
    places: tuple[Place, ...]
    looks: tuple[Hashable, ...]


def families() -> tuple[str, ...]:
    """The fonts a paper can be set in, by family: the bundled ones, then those installed on this PC."""
    from koyradesk.documents.pdf import installed

    return (*FAMILIES, *(name for name in installed.families() if name not in FAMILIES))


def render_pdf(document: Document) -> bytes:
    """The paper as PDF alone (see ``render``)."""
    return render(document).pdf


def render(document: Document) -> Rendered:
    """The paper as PDF, the same bytes for the same document.

    Raises:
        UserError: a font or the shaping is missing, or a character no font here can print.
    """
    faces = FaceSet(document.type.font)
    _, tree, pages = fitted(document, faces)
    pdf = finish(document, draw_pages(document, pages, faces), tree, faces)
    return Rendered(pdf, find_places(document, pages, faces.blank), find_looks(document, pages))


def fitted(document: Document, faces: FaceSet) -> tuple[Document, Node, list[list[Placed]]]:
    """The document as it is printed, its lines closer together where that saves a nearly empty page; its structure tree
    and its pages."""
    tree, pages, filled = _set(document, faces)
    if len(pages) > 1 and filled < THIN_PAGE:
        for ratio in (CLOSER, CLOSEST) if len(pages) == 2 else (CLOSER,):
            tight = _closer(document, ratio)
            saved = _set(tight, faces)
            if len(saved[1]) < len(pages):
                return tight, saved[0], saved[1]
    return document, tree, pages


def _closer(document: Document, ratio: float) -> Document:
    kind = document.type
    leading, table = (max(one * ratio, min(one, LEAST_LEADING)) for one in (kind.leading, kind.table_leading))
    return replace(document, type=replace(kind, leading=leading, table_leading=table))


def _set(document: Document, faces: FaceSet) -> tuple[Node, list[list[Placed]], float]:
    """The structure tree, the pages, and how far the last one is filled (0 to 1)."""
    galley = set_document(document, faces)
    pages = paginate(galley.slabs, galley.room)
    filled = max((one.y + one.slab.height for one in pages[-1]), default=0) / galley.room
    return galley.tree, pages, filled
