"""Blocks as paragraphs and tables of a DOCX: the same words in the same order, in measures that are the PDF's.

What the PDF decides by weighing pages (what stays together, what may be torn) is told to Word as rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import assert_never

from koyradesk.documents.blocks import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Logo,
    MemoLine,
    NumberedList,
    Paragraph,
    Photos,
    Picture,
    Signature,
    Table,
    flat,
)
from koyradesk.documents.docx.parts import Align, Box, Grid, Line, Para, Piece, Stand, twips
from koyradesk.documents.docx.ruler import Ruler
from koyradesk.documents.docx.runs import TAB, Run, runs, written
from koyradesk.documents.pdf.facts import LONGEST_SEPARATOR
from koyradesk.documents.pdf.pictures import GUTTER, set_logo, set_photos
from koyradesk.documents.pdf.setting import PEN_ROOM
from koyradesk.documents.pdf.tables import BAR, CELL_PAD, CELL_SIDE, HIGHEST_HEADING, SWATCH

#: A row of fewer lines than this is never torn. (The PDF weighs torn rows against empty pages; Word cannot, and more
#: rows kept whole would make papers of two pages three.)
TEARABLE = 5
#: The thinnest paragraph, between two tables that would else become one, in points.
THIN = 2.0
#: What a reader is told of a bar: that nothing is lost without it.
BAR_ALT = "দণ্ডচিত্র; সংখ্যাগুলো পাশে লেখা আছে"
#: Puts a picture into the file: its data, its width and height in points, and what it shows; the run that shows it.
Show = Callable[[Picture, float, float, str], str]


def set_body(document: Document, ruler: Ruler, show: Show) -> list[Piece]:
    """All blocks of a document, in order.

    Raises:
        UserError: a character that no Word file can hold.
    """
    body = _Body(document, ruler, show)
    for block in document.blocks:
        body.add_block(block)
    if body.pieces and isinstance(body.pieces[0], Para):
        body.pieces[0].before = 0
    if not body.pieces or isinstance(body.pieces[-1], Grid):
        body.pieces.append(Para("Normal", height=twips(THIN)))
    return body.pieces


class _Body:
    """What is set of one document so far."""

    def __init__(self, document: Document, ruler: Ruler, show: Show) -> None:
        self.type = document.type
        self.ruler = ruler
        self.show = show
        self.pieces: list[Piece] = []

    def add_block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Signature():
                self._signature(block)
            case MemoLine():
                self._memo_line(block)
            case NumberedList():
                self._list(block)
            case Logo():
                self._logo(block)
            case Photos():
                self._photos(block)
            case _:
                assert_never(block)

    def _ems(self, share: float) -> int:
        """A share of the body size, in twips."""
        return twips(share * self.type.size)

    def _add_grid(self, grid: Grid, before: float) -> None:
        """A table below all else; space above it belongs to the paragraph there, for a table has none of its own."""
        above = self.pieces[-1] if self.pieces else None
        if isinstance(above, Para):
            above.after += self._ems(before)
        elif above:
            self.pieces.append(Para("Normal", height=max(self._ems(before), twips(THIN))))
        if grid.lines:
            self.pieces.append(grid)

    def _keep_last(self) -> None:
        """What stands last stays with what comes next."""
        if self.pieces:
            last = self.pieces[-1]
            if isinstance(last, Grid):
                last.keep_next()
            else:
                last.keep_next = True

    def _paragraph(self, block: Paragraph) -> None:
        label = runs(block.label, bold=block.bold)
        text = runs(block.text, bold=block.bold, underline=block.underline)
        if not label and not text:
            return
        style = {"H1": "Heading1", "H2": "Heading2"}.get(block.role, "BodyText")
        align: Align = "" if block.align == "body" else block.align
        if style == "BodyText" and align == "center":
            style, align = "Letterhead", ""
        elif style != "BodyText" and not align:
            align = "both" if self.type.align == "justify" else "left"
        hanging = label and block.hang
        between = written([Run(" ", block.bold)] if label and text else [])
        if hanging:
            between = TAB if text else ""
        self.pieces.append(
            Para(
                style,
                written(label) + between + written(text),
                align,
                before=self._ems(block.before),
                keep_next=block.keep_next,
                hanging=twips(self._hang(block)) if hanging else 0,
            )
        )

    def _hang(self, block: Paragraph) -> float:
        """How far in the lines of a paragraph stand beside the widest of the labels it lines up with."""
        size, measure = self.type.size, self.ruler.measure
        labels = (self.ruler.widths(label, size, measure, bold=block.bold) for label in (*block.hang, block.label))
        return max((width for lines in labels for width in lines), default=0) + self.ruler.galley.blank(size) * 1.4

    def _facts(self, block: Facts) -> None:
        rows = [row for row in block.rows if flat(row.label) or any(map(flat, row.lines))]
        grid = self._ruled_facts(rows, block) if block.ruled else self._plain_facts(rows, block)
        self._add_grid(grid, 0.7)

    def _plain_facts(self, rows: Sequence[Fact], block: Facts) -> Grid:
        """Labels, separators and values under one another, without rules."""
        size, measure = self.type.size, self.ruler.measure
        gap = 0.45 * size
        marks = self.ruler.widths(block.separator, size, measure) if flat(block.separator) else []
        if len(marks) > 1 or (marks and marks[0] > measure * LONGEST_SEPARATOR):
            marks = []  # words between label and value: they go on in the label's line
        labels = [(row.label if marks else f"{row.label} {block.separator}") if flat(row.label) else "" for row in rows]
        found = [self.ruler.widths(text, size, measure * 0.4) if text else [] for text in labels]
        # What stands there is measured with the font of this PC; another one may want a little more room.
        first = max((width for lines in found for width in lines), default=0) * 1.02 + gap
        edges = [0.0, first, first + marks[0] * 1.05 + gap, measure] if marks else [0.0, first, measure]
        grid = Grid([twips(right) - twips(left) for left, right in pairwise(edges)])
        for row, label, lines in zip(rows, labels, found, strict=True):
            value = self._cell([line for line in row.lines if flat(line)], "Fact")
            if not label:
                grid.lines.append(Line([Box(value, span=len(grid.widths))], whole=True))
                continue
            # A value begins beside the last line of its label.
            stand: Stand = "bottom" if len(lines) > 1 and len(value) == 1 else ""
            boxes = [Box(self._cell([label], "Fact"))]
            if marks:
                boxes.append(Box(self._cell([block.separator], "Fact"), stand=stand))
            grid.lines.append(Line([*boxes, Box(value, stand=stand)], whole=True))
        return grid

    def _ruled_facts(self, rows: Sequence[Fact], block: Facts) -> Grid:
        """A ruled table of two columns."""
        size, measure = self.type.size, self.ruler.measure
        labels = [f"{row.label} {block.separator}" if flat(row.label) else "" for row in rows]
        widest = max((width for text in labels if text for width in self.ruler.widths(text, size, measure)), default=0)
        first = min(max(widest + 2 * CELL_SIDE * size + 6, 0.18 * measure), 0.4 * measure)
        grid = self._ruled([first, measure - first], size)
        for row, label in zip(rows, labels, strict=True):
            boxes = [Box(self._cell([label], "Fact")), Box(self._cell(row.lines, "Fact"))]
            grid.lines.append(Line(boxes, whole=len(row.lines) < TEARABLE))
        return grid

    def _ruled(self, widths: Sequence[float], size: float) -> Grid:
        return Grid(
            [twips(width) for width in widths], ruled=True, side=twips(CELL_SIDE * size), pad=twips(CELL_PAD * size)
        )

    def _cell(self, texts: Sequence[str], style: str, *, bold: bool = False, center: bool = False) -> list[Para]:
        """The paragraphs of a cell; an empty one where it says nothing, as a cell must have."""
        found = [runs(text, bold=bold) for text in texts]
        align: Align = "center" if center else ""
        return [Para(style, written(one), align=align) for one in found if one] or [Para(style, align=align)]

    def _table(self, block: Table) -> None:
        size, leading = self.type.table_size, self.type.table_leading
        shares = sum(column.width for column in block.columns) or 1
        widths = [self.ruler.measure * column.width / shares for column in block.columns]
        grid = self._ruled(widths, size)

        def lines(cells: Sequence[Cell], bold: bool) -> int:
            """How many lines high a row is."""
            high = [1]
            for cell, width in zip(cells, widths, strict=False):
                inner = width - 2 * CELL_SIDE * size
                said = sum(len(self.ruler.widths(text, size, inner, bold=bold)) for text in cell.paragraphs)
                high.append(said + bool(cell.bar))
            return max(high)

        heads = [column.head for column in block.columns]
        repeats = lines(heads, block.heading_bold) * size * leading <= self.ruler.room * HIGHEST_HEADING
        grid.lines.append(
            Line(
                [
                    Box(
                        self._cell(head.paragraphs, "TableHeading", bold=block.heading_bold, center=column.center)
                        + self._bar(head, SWATCH * size * leading, center=column.center)
                    )
                    for head, column in zip(heads, block.columns, strict=True)
                ],
                whole=repeats,
                heading=repeats,
            )
        )
        for cells in block.rows:
            boxes = [
                Box(
                    self._bar(cell, width - 2 * CELL_SIDE * size)
                    or self._cell(cell.paragraphs, "TableText", center=column.center)
                )
                for cell, column, width in zip(cells, block.columns, widths, strict=False)
            ]
            whole = lines(cells, False) < TEARABLE
            grid.lines.append(Line(boxes, whole=whole, height=twips(block.row_height * size)))
        self._add_grid(grid, 0.6)

    def _bar(self, cell: Cell, room: float, *, center: bool = False) -> list[Para]:
        """The bar of a cell."""
        if not cell.bar:
            return []
        from koyradesk.documents.docx.bars import bar_picture

        thick = BAR * self.type.table_size * self.type.table_leading
        wide = room * sum(stretch.share for stretch in cell.bar)
        if wide <= 0:
            return []
        parts = [replace(one, share=one.share * room / wide) for one in cell.bar if one.share > 0]
        run = self.show(bar_picture(parts, wide, thick), wide, thick, BAR_ALT)
        return [Para("TableText", run, "center" if center else "")]

    def _signature(self, block: Signature) -> None:
        texts = [found for text in block.lines if (found := runs(text))]
        if texts:
            self._keep_last()
        for index, text in enumerate(texts):
            self.pieces.append(
                Para(
                    "Signature",
                    written(text),
                    before=self._ems(PEN_ROOM) if index == 0 else 0,
                    keep_next=index < len(texts) - 1,
                    keep_lines=True,
                )
            )

    def _memo_line(self, block: MemoLine) -> None:
        """The number at the left, label and date at the right; two dates over one another with a rule between."""
        dates = [text for text in block.dates if flat(text)]
        label = block.date_label if block.dates and flat(block.date_label) else ""
        if len(dates) > 1:
            self._dates_in_two_calendars(block.number, label, dates)
            return
        size, measure = self.type.size, self.ruler.measure
        date = f"{label} {''.join(dates)}"
        left, right = runs(block.number), runs(date)
        wide = sum(max(self.ruler.widths(text, size, measure), default=0) for text in (block.number, date))
        if left and right and wide + 2 * size <= measure:
            line = written(left) + TAB + written(right)
            found = [Para("MemoLine", line, keep_next=True, right_tab=twips(measure))]
        else:
            sides: tuple[tuple[list[Run], Align], ...] = ((left, ""), (right, "right"))
            found = [Para("MemoLine", written(text), align, keep_next=True) for text, align in sides if text]
        for para in found[:1]:
            para.before = self._ems(1.6)
        self.pieces += found

    def _dates_in_two_calendars(self, number: str, label: str, dates: Sequence[str]) -> None:
        size, measure = self.type.size, self.ruler.measure
        wide = [
            max((width for text in texts for width in self.ruler.widths(text, size, measure)), default=0) * 1.02
            for texts in ((number,), (label,), dates)
        ]
        third = min(wide[2] + 2, measure * 0.5)
        second = min(wide[1] + 0.4 * size, measure - third - 6 * size) if label else 0
        first = measure - second - third
        above = flat(number) and (wide[0] > first - size or len(self.ruler.widths(number, size, measure)) > 1)
        grid = Grid([twips(width) for width in (first, second, third) if width])
        if above:
            grid.lines.append(Line([Box(self._cell([number], "MemoLine"), span=len(grid.widths))], whole=True))
        stack = self._cell(dates, "MemoLine", center=True)
        for para in stack[:-1]:
            para.ruled_below = True
        boxes = [Box(self._cell([] if above else [number], "MemoLine"), stand="center")]
        boxes += [Box(self._cell([label], "MemoLine"), stand="center")] if label else []
        grid.lines.append(Line([*boxes, Box(stack)], whole=True))
        for line in grid.lines:
            line.keep_next()
        self._add_grid(grid, 1.6)

    def _list(self, block: NumberedList) -> None:
        size, measure = self.type.size, self.ruler.measure
        heading = runs(block.heading)
        if heading:
            self.pieces.append(Para("ListHeading", written(heading), before=self._ems(0.7), keep_next=True))
        entries = [(runs(label), runs(text)) for label, text in block.entries]
        labels = [self.ruler.widths(label, size, measure) for label, _ in block.entries if flat(label)]
        hang = max((lines[0] for lines in labels), default=0)
        hang += self.ruler.galley.blank(size) * 1.6 if hang else 0
        said = [(label, text) for label, text in entries if label or text]
        for index, (label, text) in enumerate(said):
            words = written(label) + (TAB if text and (label or hang) else "") + written(text)
            near = index == 0 or index == len(said) - 2
            self.pieces.append(Para("ListParagraph", words, hanging=twips(hang), keep_next=near))

    def _logo(self, block: Logo) -> None:
        [[figure]] = self.ruler.figures(block, set_logo)
        run = self.show(block.picture, figure.width, figure.height, figure.node.alt)
        self.pieces.append(Para("Picture", run, after=self._ems(0.25), keep_next=True))

    def _photos(self, block: Photos) -> None:
        """Photos with their captions in a table without rules: all of a row equally high, a row never torn."""
        columns = max(1, block.columns)
        width = (self.ruler.measure + GUTTER * self.type.size) / columns
        grid = Grid([twips(width)] * columns, side=self._ems(GUTTER / 2), out=self._ems(GUTTER / 2))
        bare = replace(block, photos=tuple((picture, "") for picture, _ in block.photos))
        captions = iter([caption for _, caption in block.photos])
        for index, row in enumerate(self.ruler.figures(bare, set_photos)):
            share = min(1.0, *((width - GUTTER * self.type.size) / figure.width for figure in row))
            boxes = []
            for figure in row:
                caption = next(captions)
                alt = flat(figure.picture.alt) or flat(caption) or figure.node.alt
                run = self.show(figure.picture, figure.width * share, figure.height * share, alt)
                shown = Para("Picture", run, before=self._ems(GUTTER) if index else 0)
                boxes.append(Box([shown, *(self._cell([caption], "Caption") if flat(caption) else [])]))
            boxes += [Box([Para("Caption")])] * (columns - len(row))
            grid.lines.append(Line(boxes, whole=True))
        self._add_grid(grid, 0.8)
