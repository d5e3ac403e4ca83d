"""The one document model: what a paper says, in order, before anything is known of pages.

All text may carry the inline marks of ``markup``; "\\n" in it is a line break. ``texts()`` gives the plain texts of a
block leaf by leaf, in reading order: the text of a PDF is exactly the text of its blocks, and is checked against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from koyradesk.layout import Page, Type
from koyradesk.markup import plain

#: Blanks at which a line may end; a no-break space (U+00A0) is a character of its word.
BLANKS = "[ \\t\\r\\f\\v\u1680\u2002-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_RUNS = re.compile(f"(?:{BLANKS}|\n)+")


def flat(marked: str) -> str:
    """A marked text as one line of plain text, as a reader of the PDF gets it back."""
    return _RUNS.sub(" ", plain(marked)).strip(" ")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``role`` is its structure tag; ``label`` stands before it ("০৪।").

    With ``hang`` its lines stand under one another beside the label, as far in as the widest of those labels wants, so
    that what belongs together ("বিষয়:", "সূত্র:") lines up.
    """

    text: str
    role: Literal["P", "H1", "H2"] = "P"
    align: Literal["body", "left", "center", "right"] = "body"
    label: str = ""
    bold: bool = False
    underline: bool = False
    #: Space above in ems of the body size; it vanishes at the head of a page.
    before: float = 0
    keep_next: bool = False
    hang: tuple[str, ...] = ()

    def texts(self) -> list[str]:
        return [text for text in (flat(f"{self.label} {self.text}"),) if text]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: its label and its value's lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a meeting: "label : value" lines, or a ruled table of two columns."""

    rows: tuple[Fact, ...]
    separator: str = ":"
    ruled: bool = False

    def texts(self) -> list[str]:
        found = []
        for row in self.rows:
            if flat(row.label):
                found.append(flat(f"{row.label} {self.separator}"))
            found += [flat(line) for line in row.lines if flat(line)]
        return found


#: How a stretch of a bar is filled: told apart without any colour.
Ink = Literal["dark", "grey", "hatched", "white"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar: how much of its cell's width it takes (0 to 1), and how it is filled."""

    share: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: its paragraphs, and below them a bar (of a chart), which says nothing that is not written beside
    it."""

    paragraphs: tuple[str, ...] = ()
    bar: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``width`` is a share of the whole. With ``ink`` its heading shows how the bars of the table are
    filled where they stand for what this column counts."""

    heading: str
    width: float
    center: bool = False
    ink: Ink | None = None

    @property
    def head(self) -> Cell:
        """The cell of its heading."""
        return Cell((self.heading,), (Stretch(1.0, self.ink),) if self.ink else ())


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose heading repeats on every page. ``row_height`` in ems is the least height of a row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading_bold: bool = True
    row_height: float = 0

    def texts(self) -> list[str]:
        found = [flat(column.heading) for column in self.columns]
        for row in self.rows:
            found += [flat(paragraph) for cell in row for paragraph in cell.paragraphs]
        return [text for text in found if text]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block: room for the pen, then its lines, kept whole and with what stands before it."""

    lines: tuple[str, ...]

    def texts(self) -> list[str]:
        return [flat(line) for line in self.lines if flat(line)]


@dataclass(frozen=True, slots=True)
class MemoLine:
    """Memo number at the left; at the right the date, or two dates over one another with a rule between."""

    number: str
    date_label: str
    dates: tuple[str, ...]

    def texts(self) -> list[str]:
        found = [flat(self.number)]
        if self.dates:
            found.append(flat(f"{self.date_label} {' '.join(self.dates)}"))
        return [text for text in found if text]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A heading and numbered entries, as a distribution list (বিতরণ)."""

    heading: str
    entries: tuple[tuple[str, str], ...]

    def texts(self) -> list[str]:
        found = [flat(self.heading)]
        for label, text in self.entries:
            found += [flat(label), flat(text)]
        return [text for text in found if text]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready for printing (see ``koyradesk.photos``): a JPEG or PNG file's bytes, upright, no finer than print
    needs; ``width`` and ``height`` in pixels; ``alt`` says in words what it shows."""

    data: bytes
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """A mark in the middle over the letterhead, ``height`` millimetres high."""

    picture: Picture
    height: float

    def texts(self) -> list[str]:
        return []


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos with captions under them, ``columns`` beside one another; a row of them is never torn."""

    photos: tuple[tuple[Picture, str], ...]
    columns: int = 2

    def texts(self) -> list[str]:
        return [flat(caption) for _, caption in self.photos if flat(caption)]


Block = Paragraph | Facts | Table | Signature | MemoLine | NumberedList | Logo | Photos


@dataclass(frozen=True, slots=True)
class Document:
    """A paper ready for setting. ``draft`` is the mark printed across each page, "" on a final paper."""

    title: str
    blocks: tuple[Block, ...]
    page: Page = field(default_factory=Page)
    type: Type = field(default_factory=Type)
    draft: str = ""

    def texts(self) -> list[str]:
        """Every leaf's plain text in reading order."""
        return [text for block in self.blocks for text in block.texts()]
