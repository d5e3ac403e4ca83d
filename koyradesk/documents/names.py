"""What others ask the documents' package for."""

from koyradesk.documents.attendance import compose_attendance as compose_attendance
from koyradesk.documents.blocks import Document as Document
from koyradesk.documents.compose import compose_minutes as compose_minutes
from koyradesk.documents.correction import CorrectionPaper as CorrectionPaper
from koyradesk.documents.correction import compose_correction as compose_correction
from koyradesk.documents.correction import corrections as corrections
from koyradesk.documents.correction import said as said
from koyradesk.documents.incoming import compose_incoming_receipt as compose_incoming_receipt
from koyradesk.documents.incoming import compose_incoming_register as compose_incoming_register
from koyradesk.documents.letters import addressed as addressed
from koyradesk.documents.letters import compose_letter as compose_letter
from koyradesk.documents.letters import refuse_empty as refuse_empty
from koyradesk.documents.letters import worded as worded
from koyradesk.documents.pdf import Place as Place
from koyradesk.documents.pdf import Rendered as Rendered
from koyradesk.documents.pdf import render as render
from koyradesk.documents.pdf import render_pdf as render_pdf
from koyradesk.documents.plaintext import render_text as render_text
from koyradesk.documents.registers import compose_dispatch_register as compose_dispatch_register
from koyradesk.documents.registers import compose_memo_book as compose_memo_book
from koyradesk.documents.registers import compose_register as compose_register


def render_docx(document: Document) -> bytes:
    """The paper as a file for Word and LibreOffice, the same bytes for the same document.

    Raises:
        UserError: a character that no Word file can hold.
    """
    # What reads and writes such files is slow to bring in, and most papers are never asked for as one.
    from koyradesk.documents import docx

    return docx.render_docx(document)
