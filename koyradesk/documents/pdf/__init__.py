"""Blocks -> PDF by ReportLab, shaped by HarfBuzz: tagged, and readable back to the very text of the blocks."""

from __future__ import annotations

from koyradesk.documents.blocks import Document
from koyradesk.documents.pdf.drawing import draw_pages
from koyradesk.documents.pdf.faces import FaceSet
from koyradesk.documents.pdf.finish import finish
from koyradesk.documents.pdf.flow import paginate
from koyradesk.documents.pdf.setting import Setter


def render_pdf(document: Document) -> bytes:
    """The paper as PDF, the same bytes for the same document.

    Raises:
        UserError: a font or the shaping is missing, or a character no font here can print.
    """
    faces = FaceSet(document.type.font)
    setter = Setter(document, faces)
    pages = paginate(setter.slabs, setter.room)
    bare = draw_pages(document, pages, faces)
    return finish(bare, setter.tree, faces)
