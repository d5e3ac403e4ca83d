"""The sheet of shortcuts for the wall: what is done, and by which keys, on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koyradesk.documents.blocks import Block, Cell, Column, Document, Paragraph, Table
from koyradesk.documents.compose import document
from koyradesk.layout import resolve
from koyradesk.markup import bold, escape

#: The name of a part, and its lines: what is done, and the keys.
Section = tuple[str, Sequence[tuple[str, str]]]
#: Of the page, in points and millimetres: it is read from a step away, and nothing is filed with it.
_SIZE, _LEADING, _MARGIN = 9.0, 1.32, 11.0
#: How much of the width what is done takes, and its keys.
_DOES, _KEYS = 1.45, 1.0


def compose_key_sheet(title: str, headings: tuple[str, str], sections: Sequence[Section]) -> Document:
    """All sections in two columns beside one another; ``headings`` stand over what is done and over the keys."""
    lines = [line for name, keys in sections for line in ((name, ""), *keys)]
    half = -(-len(lines) // 2)
    left, right = lines[:half], [*lines[half:], *[("", "")] * (2 * half - len(lines))]
    rows = tuple(tuple(cell for line in pair for cell in _cells(*line)) for pair in zip(left, right, strict=True))
    columns = (Column(headings[0], _DOES), Column(headings[1], _KEYS)) * 2
    layout = resolve("upazila")
    blocks: list[Block] = [Paragraph(escape(title), "H1", "center", bold=True, keep_next=True), Table(columns, rows)]
    made = document(title, blocks, layout, draft=False)
    return replace(
        made,
        type=replace(made.type, font="Noto Sans Bengali", table_size=_SIZE, table_leading=_LEADING),
        page=replace(made.page, size="A4", top=_MARGIN, bottom=_MARGIN, left=_MARGIN, right=_MARGIN),
    )


def _cells(does: str, keys: str) -> tuple[Cell, Cell]:
    """A line; one without keys is the name of a part."""
    words = escape(does) if keys else bold(escape(does))
    return Cell((words,) if words else ()), Cell((escape(keys),) if keys else ())
