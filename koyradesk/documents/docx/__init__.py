"""Blocks -> DOCX for Word and LibreOffice: the paper's text in its order, with styles and tables that can be edited."""

from __future__ import annotations

from koyradesk.documents.blocks import Document
from koyradesk.documents.docx.body import set_body
from koyradesk.documents.docx.file import File
from koyradesk.documents.docx.fonts import DIGITS, embedded
from koyradesk.documents.docx.looks import settings, styles
from koyradesk.documents.docx.margins import footer, header
from koyradesk.documents.docx.ruler import Ruler

__all__ = ["render_docx"]


def render_docx(document: Document) -> bytes:
    """The paper as a DOCX, the same bytes for the same document.

    Raises:
        UserError: a character that no Word file can hold.
    """
    ruler = Ruler(document)
    document = ruler.document
    file = File(document)
    pieces = set_body(document, ruler, file.picture)
    numbers = bool(document.page.number) and not ruler.one_page
    fonts = embedded(document.type.font, numbers=numbers)
    file.styles(styles(ruler))
    file.settings(settings(fonts=bool(fonts)))
    file.fonts(fonts)
    if document.draft:
        file.header(header(document, ruler))
    if numbers:
        file.footer(footer(document, DIGITS))
    return file.finished("".join(piece.xml() for piece in pieces))
