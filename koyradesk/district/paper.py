"""The view of the offices below as a paper."""

from __future__ import annotations

from koyradesk import papers
from koyradesk.district.shapes import View
from koyradesk.documents import Document
from koyradesk.documents.district import compose_district
from koyradesk.store import Store


def document(own: Store, view: View, quarter: int = 0) -> Document:
    """The blocks of the paper, under this office's own head; ``quarter`` is that of the topics, 0 for the year."""
    return compose_district(view, quarter, *papers.office_look(own))
