"""The figures of an office as a paper."""

from __future__ import annotations

from koyradesk import papers
from koyradesk.documents import Document
from koyradesk.documents.figures import compose_figures
from koyradesk.figures.counts import Figures
from koyradesk.store import Store


def document(store: Store, figures: Figures) -> Document:
    """The blocks of the paper, under the office's own head."""
    return compose_figures(figures, *papers.office_look(store))
