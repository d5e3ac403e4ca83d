"""Blocks -> plain text, as for pasting into an e-mail or the e-filing system."""

from __future__ import annotations

from koyradesk.documents.blocks import Block, Document, Facts, MemoLine, NumberedList, Table, flat


def render_text(document: Document) -> str:
    """The paper as UTF-8 text: a paragraph to a line, table cells parted by tabs. The draft mark stands first."""
    lines = [document.draft] if document.draft else []
    for block in document.blocks:
        lines += _lines(block)
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> list[str]:
    match block:
        case Facts():
            gap = f" {block.separator} " if block.separator else "\t"
            return [f"{row.label}{gap if row.label else ''}{flat(' '.join(row.lines))}" for row in block.rows]
        case Table():
            heads = [flat(column.heading) for column in block.columns]
            rows = [[flat(" ".join(cell.paragraphs)) for cell in row] for row in block.rows]
            return ["", *("\t".join(row) for row in (heads, *rows)), ""]
        case MemoLine():
            return ["", *block.texts(), ""]
        case NumberedList():
            return [flat(block.heading), *(flat(f"{label} {text}") for label, text in block.entries)]
        case _:
            return ["", *block.texts()]
