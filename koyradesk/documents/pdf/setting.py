"""Sets blocks: each block becomes slabs with its lines broken, and nodes of the structure tree.

This is where the paper's taste lives: measures, spaces, what hangs, what keeps together.
"""

from __future__ import annotations

from functools import singledispatchmethod
from itertools import accumulate

from koyradesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    MemoLine,
    NumberedList,
    Paragraph,
    Signature,
    Table,
    flat,
)
from koyradesk.documents.pdf.faces import FaceSet
from koyradesk.documents.pdf.flow import (
    FREE,
    LEAPT_WORD,
    NEVER,
    THIN_SIGNATURE,
    TORN_PARAGRAPH,
    TORN_ROW,
    Draw,
    Grid,
    Node,
    Row,
    Slab,
)
from koyradesk.documents.pdf.lines import Line, break_lines, pieces
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import underlined

POINTS_PER_MM = 72 / 25.4
#: Paper sizes in millimetres.
PAPER = {"A4": (210.0, 297.0), "Legal": (215.9, 355.6)}
#: Inside a table cell, in ems of the table's size: at the sides, above and below.
CELL_SIDE, CELL_PAD = 0.42, 0.22
#: Where the baseline stands in a line, as a share of its height: Bengali needs room above for রেফ and চন্দ্রবিন্দু.
BASELINE = 0.69
#: The signature block: its share of the measure, and the room for the pen in ems.
SIGNATURE_WIDTH, PEN_ROOM = 0.46, 3.4
#: Longer than this share of the measure, what parts label and value of a fact is words of the label.
LONGEST_SEPARATOR = 0.1
#: A heading higher than this share of the page is printed once and not on every page.
HIGHEST_HEADING = 0.4


class Setter:
    """Sets the blocks of one document, in order."""

    def __init__(self, document: Document, faces: FaceSet) -> None:
        page, kind = document.page, document.type
        self.faces = faces
        self.type = kind
        width, height = PAPER[page.size]
        self.measure = (width - page.left - page.right) * POINTS_PER_MM
        self.room = (height - page.top - page.bottom) * POINTS_PER_MM
        self.tree = Node("Document")
        self.slabs: list[Slab] = []
        self._keep = False  # the next slab may not begin a page
        self._latest: Slab | None = None  # the first slab of what was added last
        for block in document.blocks:
            self.set(block)
        if any(slab.height > self.room for slab in self.slabs):
            raise UserError(
                N_("A line of the paper is higher than its page. In the layout, make the letters or margins smaller.")
            )

    # -- common ---------------------------------------------------------------------------------------------------

    def _lines(self, text: str, size: float, measure: float, *, bold: bool = False, align: str = "left") -> list[Line]:
        found = pieces(text, self.faces, size, bold=bold)
        justify, even = align == "justify", align == "center"
        return break_lines(found, measure, self._blank(size), self.faces, size, justify=justify, even=even)

    def _blank(self, size: float) -> float:
        return self.faces.blank * size / 1000

    def _add(self, slabs: list[Slab], *, before: float = 0, keep_next: bool = False) -> None:
        if not slabs:
            return
        slabs[0].before = before
        if self._keep:
            slabs[0].cost = NEVER
        self._latest = slabs[0]
        self.slabs += slabs
        self._keep = keep_next

    def _strips(
        self,
        node: Node,
        lines: list[Line],
        size: float,
        leading: float,
        *,
        x: float = 0,
        measure: float = 0,
        align: str = "left",
    ) -> list[Slab]:
        """A slab for each line; never torn after the first or before the last."""
        height = size * leading
        slabs = []
        for index, line in enumerate(lines):
            left = x
            if align == "center":
                left += (measure - line.width) / 2
            elif align == "right":
                left += measure - line.width
            stretch = measure if align == "justify" and not line.last else None
            joined = index < len(lines) - 1
            draw = Draw(node, line, left, height * BASELINE, size, stretch, joined)
            cost = TORN_PARAGRAPH if 2 <= index <= len(lines) - 2 else NEVER
            slabs.append(Slab(height, [draw], cost=cost if index else FREE))
        return slabs

    # -- blocks ---------------------------------------------------------------------------------------------------

    @singledispatchmethod
    def set(self, block: Block) -> None:
        raise TypeError(f"no setting for {type(block).__name__}")

    @set.register
    def _(self, block: Paragraph) -> None:
        size, leading = self.type.size, self.type.leading
        align = {"body": "justify" if self.type.align == "justify" else "left"}.get(block.align, block.align)
        text = underlined(block.text) if block.underline else block.text
        if block.label:
            text = f"{block.label} {text}"
        lines = self._lines(text, size, self.measure, bold=block.bold, align=align)
        node = self.tree.add(block.role, text)
        slabs = self._strips(node, lines, size, leading, measure=self.measure, align=align)
        self._add(slabs, before=block.before * size, keep_next=block.keep_next)

    @set.register
    def _(self, block: Facts) -> None:
        if block.ruled:
            self._ruled_facts(block)
            return
        size, leading = self.type.size, self.type.leading
        gap = 0.45 * size
        marks = self._lines(block.separator, size, self.measure)
        if len(marks) > 1 or (marks and marks[0].width > self.measure * LONGEST_SEPARATOR):
            marks = []  # words between label and value: they go on in the label's line
        texts = [row.label if marks else f"{row.label} {block.separator}" for row in block.rows]
        labels = [
            self._lines(text, size, self.measure * 0.4) if flat(row.label) else []
            for row, text in zip(block.rows, texts, strict=True)
        ]
        width = max((line.width for lines in labels for line in lines), default=0) + gap
        left = width + (marks[0].width + gap if marks else 0)
        table = self.tree.add("Table")
        for index, row in enumerate(block.rows):
            line_node = table.add("TR")
            slabs: list[Slab] = []
            if labels[index]:
                head = line_node.add("TH", f"{row.label} {block.separator}", "Row")
                slabs = self._strips(head, labels[index], size, leading)
                if marks:
                    slabs[-1].draws[-1].joined = True
                    slabs[-1].draws.append(Draw(head, marks[0], width, size * leading * BASELINE, size))
            value = line_node.add("TD")
            indent = left if labels[index] else 0
            # A value begins beside the last line of its label, where the separator stands.
            first = max(0, len(slabs) - 1)
            below: list[Slab] = []
            for text in row.lines:
                lines = self._lines(text, size, self.measure - indent)
                below += self._strips(value.add("P", text), lines, size, leading, x=indent)
            for place, slab in enumerate(below, first):
                if place < len(slabs):
                    slabs[place].draws += slab.draws
                else:
                    slabs.append(slab)
            for slab in slabs[1:]:
                slab.cost = NEVER
            self._add(slabs, before=0.7 * size if index == 0 else 0)

    def _ruled_facts(self, block: Facts) -> None:
        size = self.type.size
        labels = [f"{row.label} {block.separator}" if flat(row.label) else "" for row in block.rows]
        widest = max((line.width for text in labels for line in self._lines(text, size, self.measure)), default=0)
        first = min(max(widest + 2 * CELL_SIDE * size + 6, 0.18 * self.measure), 0.4 * self.measure)
        grid = Grid((0, first, self.measure), pad=CELL_PAD * size)
        table = self.tree.add("Table")
        for index, row in enumerate(block.rows):
            cells = (Cell((labels[index],) if labels[index] else ()), Cell(row.lines))
            slabs = self._row(table, grid, cells, ("TH", "TD"), size, self.type.leading)
            self._add(slabs, before=0.7 * size if index == 0 else 0)

    @set.register
    def _(self, block: Table) -> None:
        size, leading = self.type.table_size, self.type.table_leading
        shares = sum(column.width for column in block.columns) or 1
        edges = [0.0]
        for column in block.columns:
            edges.append(edges[-1] + self.measure * column.width / shares)
        grid = Grid(tuple(edges), pad=CELL_PAD * size)
        table = self.tree.add("Table")
        heads = tuple(Cell((column.heading,)) for column in block.columns)
        heading = self._row(
            table,
            grid,
            heads,
            ("TH",) * len(heads),
            size,
            leading,
            bold=block.heading_bold,
            heading=True,
            columns=block.columns,
        )
        self._add(heading, before=0.6 * self.type.size, keep_next=True)
        tallest = 0.0
        for cells in block.rows:
            slabs = self._row(table, grid, cells, ("TD",) * len(cells), size, leading, columns=block.columns)
            missing = block.row_height * size - sum(slab.height for slab in slabs)
            slabs[-1].height += max(0.0, missing)
            self._add(slabs)
            tallest = max(tallest, *(slab.height for slab in slabs))
        repeated = sum(slab.height for slab in heading)
        if repeated <= self.room * HIGHEST_HEADING and repeated + tallest + 2 * grid.pad <= self.room:
            grid.heading = heading

    def _row(
        self,
        table: Node,
        grid: Grid,
        cells: tuple[Cell, ...],
        tags: tuple[str, ...],
        size: float,
        leading: float,
        *,
        bold: bool = False,
        heading: bool = False,
        columns: tuple[Column, ...] = (),
    ) -> list[Slab]:
        """The strips of one row: the n-th lines of all its cells stand in the n-th strip."""
        row = Row(grid, heading)
        node = table.add("TR")
        side, height = CELL_SIDE * size, size * leading
        columns_of_lines: list[list[Draw]] = []
        for index, cell in enumerate(cells):
            left, right = grid.edges[index] + side, grid.edges[index + 1] - side
            scope = "" if tags[index] == "TD" else "Column" if heading else "Row"
            single = len(cell.paragraphs) == 1
            held = node.add(tags[index], cell.paragraphs[0] if single else "", scope)
            centered = bool(columns) and columns[index].center
            draws: list[Draw] = []
            for text in cell.paragraphs:
                lines = self._lines(text, size, right - left, bold=bold)
                inner = held if single else held.add("P", text)
                for line in lines:
                    x = left + (right - left - line.width) / 2 if centered else left
                    draws.append(Draw(inner, line, x, height * BASELINE, size, None, line is not lines[-1], cell=index))
            columns_of_lines.append(draws)
        count = max(1, *(len(draws) for draws in columns_of_lines))
        read = [list(accumulate((len(draw.line.pieces) for draw in draws), initial=0)) for draws in columns_of_lines]
        slabs = []
        for place in range(count):
            draws = [column[place] for column in columns_of_lines if place < len(column)]
            tearable = count >= 5 and 2 <= place <= count - 2 and not heading
            torn = TORN_ROW + LEAPT_WORD * _leapt(read, place) if tearable else NEVER
            cost = torn if place else FREE
            slabs.append(Slab(height, draws, cost=cost, row=row, opens=place == 0, closes=place == count - 1))
        slabs[0].height += grid.pad
        for draw in slabs[0].draws:
            draw.base += grid.pad
        slabs[-1].height += grid.pad
        return slabs

    @set.register
    def _(self, block: Signature) -> None:
        size, leading = self.type.size, self.type.leading
        width = self.measure * SIGNATURE_WIDTH
        slabs: list[Slab] = []
        for text in block.lines:
            if flat(text):
                lines = self._lines(text, size, width, align="center")
                node, left = self.tree.add("P", text), self.measure - width
                slabs += self._strips(node, lines, size, leading, x=left, measure=width, align="center")
        for slab in slabs[1:]:
            slab.cost = NEVER
        # A signature never begins a page: what it signs stands above it, and rather more than a closing sentence.
        self._keep = True
        if self._latest and self._latest.cost == FREE:
            self._latest.cost = THIN_SIGNATURE
        self._add(slabs, before=PEN_ROOM * size)

    @set.register
    def _(self, block: MemoLine) -> None:
        size, leading = self.type.size, self.type.leading
        height = size * leading
        number = self._lines(block.number, size, self.measure)
        label = self._lines(block.date_label, size, self.measure) if block.dates else []
        dates = [line for text in block.dates for line in self._lines(text, size, self.measure)]
        dates_width = max((line.width for line in dates), default=0)
        gap = self._blank(size) * 1.4 if label else 0
        right = dates_width + gap + (label[0].width if label else 0)
        fits = (
            right <= self.measure
            and len(label) <= 1
            and len(dates) == len([text for text in block.dates if flat(text)])
        )
        first = self.tree.add("P", block.number)
        slabs = self._strips(first, number, size, leading)
        beside = bool(number) and len(number) == 1 and number[0].width + right + 2 * size <= self.measure
        second = self.tree.add("P", f"{block.date_label} {' '.join(block.dates)}")
        if not fits:
            slabs += self._strips(second, [*label, *dates], size, leading, measure=self.measure, align="right")
        elif dates:
            deep = height * max(1.0, 0.92 * len(dates))
            strip = Slab(deep, cost=NEVER)
            if label:
                middle = height * BASELINE + (deep - height) / 2
                strip.draws.append(Draw(second, label[0], self.measure - right, middle, size, None, True))
            for index, line in enumerate(dates):
                x = self.measure - dates_width + (dates_width - line.width) / 2
                base = (
                    height * BASELINE + index * height * 0.92 - (0.05 * height if len(dates) > 1 and index == 0 else 0)
                )
                strip.draws.append(Draw(second, line, x, base, size, None, index < len(dates) - 1))
            if len(dates) > 1:
                strip.rules.append((self.measure - dates_width, self.measure, height * 0.95))
            if beside:
                strip.draws[:0] = slabs[0].draws
                strip.cost = FREE
                slabs = [strip]
            else:
                slabs.append(strip)
        for slab in slabs[1:]:
            slab.cost = NEVER
        self._add(slabs, before=1.6 * size, keep_next=True)

    @set.register
    def _(self, block: NumberedList) -> None:
        size, leading = self.type.size, self.type.leading
        if flat(block.heading):
            lines = self._lines(block.heading, size, self.measure)
            self._add(
                self._strips(self.tree.add("P", block.heading), lines, size, leading), before=0.7 * size, keep_next=True
            )
        labels = [self._lines(label, size, self.measure) for label, _ in block.entries]
        hang = max((lines[0].width for lines in labels if lines), default=0)
        hang += self._blank(size) * 1.6 if hang else 0
        listing = self.tree.add("L")
        for index, (label, text) in enumerate(block.entries):
            entry = listing.add("LI")
            slabs: list[Slab] = []
            if labels[index]:
                slabs = self._strips(entry.add("Lbl", label), labels[index], size, leading)
            body = self._strips(
                entry.add("LBody", text), self._lines(text, size, self.measure - hang), size, leading, x=hang
            )
            if slabs and body:
                slabs[0].draws += body[0].draws
                slabs += body[1:]
            else:
                slabs = slabs or body
            # The heading keeps the first two entries, and a last entry is not left alone.
            near = index == 0 or (index == len(block.entries) - 2)
            self._add(slabs, keep_next=near)


def _leapt(cells: list[list[int]], place: int) -> int:
    """How many words a reader leaps over where a row is torn before strip ``place``; ``cells``: how many words of each
    cell stand above each of its lines, and all at last.

    This page's part of every cell comes before the rest of the first; at best he reads the upper parts up to some cell
    and the lower parts from there on.
    """
    above = [cell[min(place, len(cell) - 1)] for cell in cells]
    below = [cell[-1] - words for cell, words in zip(cells, above, strict=True)]
    kept = max(sum(above[: turn + 1]) + sum(below[turn:]) for turn in range(len(cells)))
    return sum(above) + sum(below) - kept
