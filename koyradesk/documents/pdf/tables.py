"""Sets ruled tables, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from koyradesk.documents.blocks import Cell, Column, Table
from koyradesk.documents.pdf.flow import FREE, LEAPT_WORD, NEVER, STRANDED, TORN_ROW, Bar, Draw, Grid, Node, Row, Slab
from koyradesk.documents.pdf.galley import BASELINE, Galley
from koyradesk.documents.texts import parts_of

#: Inside a table cell, in ems of the table's size: at the sides, above and below.
CELL_SIDE, CELL_PAD = 0.42, 0.22
#: A heading higher than this share of the page is printed once and not on every page.
HIGHEST_HEADING = 0.4
#: How thick a bar is, and how wide its swatch in a heading, as shares of a line's height.
BAR, SWATCH = 0.55, 1.6


def set_table(galley: Galley, block: Table) -> None:
    """A table whose heading repeats on every page it goes on to."""
    size, leading = galley.type.table_size, galley.type.table_leading
    shares = sum(column.width for column in block.columns) or 1
    edges = [0.0]
    for column in block.columns:
        edges.append(edges[-1] + galley.measure * column.width / shares)
    grid = Grid(tuple(edges), pad=CELL_PAD * size)
    table = galley.tree.add("Table")
    head, body = table.add("THead"), table.add("TBody")
    heads = tuple(column.head for column in block.columns)
    heading = set_row(
        galley,
        head,
        grid,
        heads,
        ("TH",) * len(heads),
        size,
        leading,
        bold=block.heading_bold,
        heading=True,
        columns=block.columns,
    )
    galley.add(heading, before=0.6 * galley.type.size, keep_next=True)
    tallest = 0.0
    for cells in block.rows:
        slabs = set_row(galley, body, grid, cells, ("TD",) * len(cells), size, leading, columns=block.columns)
        missing = block.row_height * size - sum(slab.height for slab in slabs)
        slabs[-1].height += max(0.0, missing)
        galley.add(slabs)
        tallest = max(tallest, *(slab.height for slab in slabs))
    repeated = sum(slab.height for slab in heading)
    if repeated <= galley.room * HIGHEST_HEADING and repeated + tallest + 2 * grid.pad <= galley.room:
        grid.heading = heading


def set_row(
    galley: Galley,
    rows: Node,
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
    node = rows.add("TR")
    side, height = CELL_SIDE * size, size * leading
    columns_of_lines: list[list[Draw]] = []
    bars: list[tuple[int, Bar]] = []
    for index, cell in enumerate(cells):
        left, right = grid.edges[index] + side, grid.edges[index + 1] - side
        scope = "" if tags[index] == "TD" else "Column" if heading else "Row"
        single = len(cell.paragraphs) == 1
        held = node.add(tags[index], cell.paragraphs[0] if single else "", scope)
        centered = bool(columns) and columns[index].center
        draws: list[Draw] = []
        for text in cell.paragraphs:
            lines = galley.lines(text, size, right - left, bold=bold)
            inner = held if single else held.add("P", text)
            parts = parts_of(text)
            for line in lines:
                x = left + (right - left - line.width) / 2 if centered else left
                joined = line is not lines[-1]
                draws.append(Draw(inner, line, parts, x, height * BASELINE, size, height, None, joined, cell=index))
        columns_of_lines.append(draws)
        # A bar stands on a line of its own, below what the cell says.
        bars += ((len(draws), bar) for bar in _bars(cell, left, right - left, height, centered))
    count = max(1, *(len(draws) for draws in columns_of_lines), *(below + 1 for below, _ in bars))
    read = [list(accumulate((len(draw.line.pieces) for draw in draws), initial=0)) for draws in columns_of_lines]
    slabs = []
    for place in range(count):
        draws = [column[place] for column in columns_of_lines if place < len(column)]
        tearable = count >= 5 and 2 <= place <= count - 2 and not heading
        cost = NEVER if place else FREE
        if tearable:
            cost = TORN_ROW + LEAPT_WORD * _leapt(read, place) + STRANDED * _stranded(columns_of_lines, place)
        slabs.append(Slab(height, draws, cost=cost, row=row, opens=place == 0, closes=place == count - 1))
    for below, bar in bars:
        slabs[below].bars.append(bar._replace(y=bar.y + (0 if below else grid.pad)))
    slabs[0].height += grid.pad
    for draw in slabs[0].draws:
        draw.base += grid.pad
    slabs[-1].height += grid.pad
    return slabs


def _bars(cell: Cell, left: float, room: float, line: float, centered: bool) -> Iterator[Bar]:
    """The stretches of a cell's bar on a line of some height, end to end; below words a swatch."""
    thick = line * BAR
    wide = min(room, SWATCH * line) if cell.paragraphs else room
    left += (room - wide) / 2 if centered else 0
    room = wide
    for stretch in cell.bar:
        yield Bar(left, (line - thick) / 2, room * stretch.share, thick, stretch.ink)
        left += room * stretch.share


def _stranded(cells: list[list[Draw]], place: int) -> int:
    """How many lines would stand alone, parted from the rest of their paragraph, where a row is torn before a strip."""
    count = 0
    for draws in cells:
        if 0 < place < len(draws) and draws[place - 1].node is draws[place].node:
            first = place == 1 or draws[place - 2].node is not draws[place].node
            count += first + (not draws[place].joined)
    return count


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
