"""Papers: records -> blocks (``compose``) -> PDF (``pdf``) or plain text. Nothing here knows the store."""

from koyradesk.documents.blocks import Document
from koyradesk.documents.compose import compose_attendance, compose_minutes
from koyradesk.documents.correction import CorrectionPaper, compose_correction, corrections, said
from koyradesk.documents.pdf import Place, Rendered, render, render_pdf
from koyradesk.documents.plaintext import render_text

__all__ = [
    "CorrectionPaper",
    "Document",
    "Place",
    "Rendered",
    "compose_attendance",
    "compose_correction",
    "compose_minutes",
    "corrections",
    "render",
    "render_pdf",
    "render_text",
    "said",
]
