"""Papers: records -> blocks (``compose``) -> PDF (``pdf``), DOCX (``docx``) or text. Nothing here knows the store."""

from koyradesk.documents.attendance import compose_attendance
from koyradesk.documents.blocks import Document
from koyradesk.documents.compose import compose_minutes
from koyradesk.documents.correction import CorrectionPaper, compose_correction, corrections, said
from koyradesk.documents.letters import addressed, compose_letter, refuse_empty, worded
from koyradesk.documents.pdf import Place, Rendered, render, render_pdf
from koyradesk.documents.plaintext import render_text
from koyradesk.documents.registers import compose_dispatch_register, compose_memo_book

__all__ = [
    "CorrectionPaper",
    "Document",
    "Place",
    "Rendered",
    "addressed",
    "compose_attendance",
    "compose_correction",
    "compose_dispatch_register",
    "compose_letter",
    "compose_memo_book",
    "compose_minutes",
    "corrections",
    "refuse_empty",
    "render",
    "render_docx",
    "render_pdf",
    "render_text",
    "said",
    "worded",
]


def render_docx(document: Document) -> bytes:
    """The paper as a file for Word and LibreOffice, the same bytes for the same document.

    Raises:
        UserError: a character that no Word file can hold.
    """
    # What reads and writes such files is slow to bring in, and most papers are never asked for as one.
    from koyradesk.documents import docx

    return docx.render_docx(document)
