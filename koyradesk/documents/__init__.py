"""Papers: records -> blocks (``compose``) -> PDF (``pdf``) or plain text. Nothing here knows the store."""

from koyradesk.documents.blocks import Document
from koyradesk.documents.compose import compose_attendance, compose_minutes
from koyradesk.documents.correction import compose_correction, correction_title
from koyradesk.documents.pdf import Place, Rendered, render, render_pdf
from koyradesk.documents.plaintext import render_text

__all__ = [
    "Document",
    "Place",
    "Rendered",
    "compose_attendance",
    "compose_correction",
    "compose_minutes",
    "correction_title",
    "render",
    "render_pdf",
    "render_text",
]
