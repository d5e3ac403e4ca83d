"""Blocks -> plain text, as for pasting into an e-mail or the e-filing system."""

from __future__ import annotations

from typing import Literal

from koyradesk.documents.blocks import (
    Block,
    Cell,
    Document,
    Facts,
    Ink,
    MemoLine,
    NumberedList,
    Paragraph,
    Photos,
    Table,
    flat,
)
from koyradesk.markup import lines as lines_of

#: How tables are told: a row to a line with tabs between its cells, or a cell to a line with its heading before it.
Tables = Literal["tabs", "lines"]
TABLES: tuple[Tables, ...] = ("tabs", "lines")
#: A bar of a chart: its signs by how it is filled, and how many of them make the widest.
_SIGNS: dict[Ink, str] = {"dark": "█", "grey": "▓", "hatched": "▒", "white": "░"}
_BAR = 20


def render_text(document: Document, tables: Tables = "tabs") -> str:
    """The paper as UTF-8 text. The draft mark stands first.

    ``tabs``: a paragraph to a line, table cells parted by tabs, as a spreadsheet takes them. ``lines``: for the forms
    of the e-filing system, which keep line ends and empty lines but no tabs.
    """
    if tables == "lines":
        return _paragraphs(document)
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
            rows = [[flat(" ".join(cell.paragraphs)) or _bar(cell) for cell in row] for row in block.rows]
            return ["", *("\t".join(row) for row in (heads, *rows)), ""]
        case MemoLine():
            return ["", *block.texts(), ""]
        case NumberedList():
            return [flat(block.heading), *(flat(f"{label} {text}") for label, text in block.entries)]
        case Photos():
            return ["", *block.texts(), ""] if block.texts() else []
        case _:
            return ["", *block.texts()]


def _bar(cell: Cell) -> str:
    """The bar of a cell in signs, the whole width of it in ``_BAR`` of them."""
    signs, told, at = "", 0.0, 0
    for stretch in cell.bar:
        told += stretch.share
        # The ends are rounded, not the stretches: so the bar is as long as it is.
        signs += _SIGNS[stretch.ink] * (round(told * _BAR) - at)
        at = round(told * _BAR)
    return signs


def _paragraphs(document: Document) -> str:
    """Stretches of lines with an empty line between them; lines of a letterhead belong together."""
    stretches: list[list[str]] = [[flat(document.draft)]]
    near = False
    for block in document.blocks:
        for stretch in _stretches(block):
            if near and _together(block):
                stretches[-1] += stretch
            else:
                stretches.append(stretch)
            near = _together(block)
    return "\n\n".join("\n".join(filter(None, stretch)) for stretch in stretches if any(stretch)) + "\n"


def _together(block: Block) -> bool:
    """Does a block stand close to one like it, as the lines of a letterhead do?"""
    return isinstance(block, Paragraph) and block.align == "center" and not block.before


def _stretches(block: Block) -> list[list[str]]:
    match block:
        case Facts():
            return [[line for row in block.rows for line in _fact(row.label, block.separator, row.lines)]]
        case Table():
            heads = [flat(column.heading) for column in block.columns]
            return [_row(heads, row) for row in block.rows] or [heads]
        case MemoLine():
            label, *dates = flat(block.date_label), *map(flat, block.dates)
            return [[flat(block.number), *_beside(label, [date for date in dates if date])]]
        case NumberedList():
            return [[flat(block.heading), *(flat(f"{label} {text}") for label, text in block.entries)]]
        case Paragraph():
            return [_broken(f"{block.label} {block.text}")]
        case _:
            return [block.texts()]


def _broken(text: str) -> list[str]:
    """The lines of a text as they were typed."""
    return [line for line in map(flat, lines_of(text)) if line]


def _fact(label: str, separator: str, values: tuple[str, ...]) -> list[str]:
    said = [line for value in values for line in _broken(value)]
    return _beside(flat(f"{label} {separator or ':'}"), said) if flat(label) else said


def _beside(label: str, values: list[str]) -> list[str]:
    """A label with its value beside it, or with the values below it where there is more than one."""
    if len(values) > 1:
        return [label, *values] if label else values
    return [flat(" ".join((label, *values)))]


def _row(heads: list[str], cells: tuple[Cell, ...]) -> list[str]:
    """A row, a cell to a line after its heading; cells that say nothing are left out."""
    found = []
    for head, cell in zip(heads, cells, strict=False):
        said = [line for text in cell.paragraphs for line in _broken(text)]
        if said:
            found += _beside(f"{head.rstrip(' :')}:" if head else "", said)
    return found
