"""Paragraphs and tables of a DOCX, in twips (twentieths of a point), and how they are written.

Word is strict about the order of properties; it is that of ISO/IEC 29500-1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["", "left", "center", "right", "both"]
#: Where in its cell a text stands that is not as high: at the top, where nothing is said.
Stand = Literal["", "center", "bottom"]
#: The rule of tables and between two dates, in eighths of a point.
RULE = 5


def twips(points: float) -> int:
    return round(points * 20)


@dataclass(slots=True)
class Para:
    """A paragraph: its style, its runs as XML, and what differs from the style."""

    style: str
    runs: str = ""
    align: Align = ""
    before: int = 0
    after: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    #: All lines but the first begin here, and so does what follows a tab in the first.
    hanging: int = 0
    #: What follows a tab ends here.
    right_tab: int = 0
    ruled_below: bool = False
    #: A paragraph of nothing but this height: space that belongs to no text.
    height: int = 0

    def xml(self) -> str:
        looks = [f'<w:pStyle w:val="{self.style}"/>']
        if self.keep_next:
            looks.append("<w:keepNext/>")
        if self.keep_lines:
            looks.append("<w:keepLines/>")
        if self.ruled_below:
            looks.append(f'<w:pBdr><w:bottom w:val="single" w:sz="{RULE}" w:space="0" w:color="auto"/></w:pBdr>')
        for side, place in (("left", self.hanging), ("right", self.right_tab)):
            looks += [f'<w:tabs><w:tab w:val="{side}" w:pos="{place}"/></w:tabs>'] if place else []
        space = f' w:before="{self.before}"' if self.before else ""
        space += f' w:after="{self.after}"' if self.after else ""
        space += f' w:line="{self.height}" w:lineRule="exact"' if self.height else ""
        if space:
            looks.append(f"<w:spacing{space}/>")
        if self.hanging:
            looks.append(f'<w:ind w:left="{self.hanging}" w:hanging="{self.hanging}"/>')
        if self.align:
            looks.append(f'<w:jc w:val="{self.align}"/>')
        return f"<w:p><w:pPr>{''.join(looks)}</w:pPr>{self.runs}</w:p>"


@dataclass(slots=True)
class Box:
    """A table cell."""

    paras: list[Para]
    span: int = 1
    stand: Stand = ""

    def xml(self, width: int) -> str:
        looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        looks += f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else ""
        looks += f'<w:vAlign w:val="{self.stand}"/>' if self.stand else ""
        return f"<w:tc><w:tcPr>{looks}</w:tcPr>{''.join(para.xml() for para in self.paras)}</w:tc>"


@dataclass(slots=True)
class Line:
    """A table row; ``whole``: it is never torn, ``heading``: it repeats on every page."""

    boxes: list[Box]
    whole: bool = False
    heading: bool = False
    height: int = 0

    def keep_next(self) -> None:
        """It stays with what comes below."""
        for box in self.boxes:
            for para in box.paras:
                para.keep_next = True

    def xml(self, widths: list[int]) -> str:
        looks = "<w:cantSplit/>" if self.whole else ""
        looks += f'<w:trHeight w:val="{self.height}" w:hRule="atLeast"/>' if self.height else ""
        looks += "<w:tblHeader/>" if self.heading else ""
        cells, place = [], 0
        for box in self.boxes:
            cells.append(box.xml(sum(widths[place : place + box.span])))
            place += box.span
        return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{''.join(cells)}</w:tr>"


@dataclass(slots=True)
class Grid:
    """A table of fixed widths. ``side`` and ``pad`` are the space inside its cells."""

    widths: list[int]
    lines: list[Line] = field(default_factory=list)
    ruled: bool = False
    side: int = 0
    pad: int = 0
    #: How far it reaches over the margins, so that what is in its cells stands flush with the text.
    out: int = 0

    def xml(self) -> str:
        looks = f'<w:tblStyle w:val="{"TableGrid" if self.ruled else "TableNormal"}"/>'
        looks += f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblInd w:w="{-self.out}" w:type="dxa"/>'
        looks += '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        for name, room in (("top", self.pad), ("left", self.side), ("bottom", self.pad), ("right", self.side)):
            looks += f'<w:{name} w:w="{room}" w:type="dxa"/>'
        looks += "</w:tblCellMar>"
        looks += '<w:tblLook w:val="0020" w:firstRow="1"/>' if self.ruled else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = "".join(line.xml(self.widths) for line in self.lines)
        return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"

    def keep_next(self) -> None:
        """Its last row stays with what comes below."""
        self.lines[-1].keep_next()


Piece = Para | Grid
