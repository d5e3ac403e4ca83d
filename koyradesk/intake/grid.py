"""The decision table: its headings, and its rows put together again where cells go on in the next line.

A plain text cannot say whether a line without tabs goes on with a cell or begins something new. What decides here: a
row begins with a serial; a row that lacks cells takes what follows; what stands before a later row is in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from koyradesk.bengali import labels
from koyradesk.i18n import N_
from koyradesk.intake import people
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import ends_text, is_closing, is_serial
from koyradesk.intake.doubts import HEADINGS_LEFT_OUT, PAGE_NUMBER_LEFT_OUT, Doubts
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare, joined
from koyradesk.layout import Part

_LONGEST_HEADING = 70
_SPREAD_HEADING = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its heading as printed and what it holds; no parts where that is none of ours (মন্তব্য)."""

    text: str
    parts: tuple[Part, ...]
    #: Discussion and decisions stand in this column together.
    combined: bool = False


@dataclass(slots=True)
class Row:
    """An item: one strip of cells, or more where rows without a serial stand under it. ``line`` counts from 1."""

    line: int
    strips: list[list[str]]
    #: Cells as the source has them, before any was added to make the row whole.
    given: int = 0


@dataclass(slots=True)
class Grid:
    """The table in lines ``start`` to before ``end``."""

    columns: tuple[Heading, ...]
    rows: list[Row] = field(default_factory=list)
    start: int = 0
    end: int = 0

    def column(self, part: Part) -> int | None:
        """The index of the column that holds a part."""
        return next((index for index, column in enumerate(self.columns) if part in column.parts), None)


def headings(cells: Sequence[str]) -> tuple[Heading, ...] | None:
    """The columns of a heading row; None where the cells are no headings of a decision table."""
    texts = [bare(cell) for cell in cells]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEADING for text in texts):
        return None
    found: list[Heading] = []
    taken: set[Part] = set()
    for text in texts:
        parts, combined = _parts(text.replace("\n", " "))
        parts = tuple(part for part in parts if part not in taken)
        taken.update(parts)
        found.append(Heading(text, parts, combined and "discussion" in parts))
    if not taken & {"decisions", "discussion"} or len(taken) < 2:
        return None
    if "topic" in taken and "discussion" not in taken:
        # A column of topics alone may hold the discussion too; where it does not, the part prints nothing.
        found = [
            Heading(one.text, (*one.parts, "discussion") if "topic" in one.parts else one.parts, one.combined)
            for one in found
        ]
    elif "topic" not in taken:
        found = [
            Heading(one.text, ("topic", *one.parts) if one.parts[:1] == ("discussion",) else one.parts, one.combined)
            for one in found
        ]
    return tuple(found)


def _parts(heading: str) -> tuple[tuple[Part, ...], bool]:
    """What a heading promises, and whether discussion and decisions stand in one column."""
    decided = words.DECISION_HEADING.search(heading) is not None
    if words.IMPLEMENTER_HEADING.search(heading):
        if words.OTHER_HEADING.search(heading):
            return (), False
        if decided and words.AND.search(heading):
            return ("decisions", "implementers"), False
        return ("implementers",), False
    topic = words.TOPIC_HEADING.search(heading) is not None
    discussed = words.DISCUSSION_HEADING.search(heading) is not None
    parts: tuple[Part, ...] = ()
    if words.SERIAL_HEADING.search(heading):
        parts += ("serial",)
    if topic:
        parts += ("topic",)
    if discussed or (topic and decided):
        parts += ("discussion",)
    elif decided:
        parts += ("decisions",)
    return parts, decided and "discussion" in parts


def find(lines: Sequence[Line], doubts: Doubts) -> Grid | None:
    """The decision table of a paper; None where it has none."""
    for index, line in enumerate(lines):
        if not line.row:
            continue
        for spread in range(_SPREAD_HEADING):
            cells = _spread(lines, index, spread)
            columns = headings(cells) if cells else None
            if columns and (spread == _SPREAD_HEADING - 1 or _row_or_end(lines, index + spread + 1)):
                return _filled(lines, index, index + spread + 1, columns, cells, doubts)
    return _without_headings(lines, doubts)


def _spread(lines: Sequence[Line], index: int, more: int) -> list[str]:
    """A row whose cells go on in ``more`` lines after it; [] where those are no part of it."""
    cells = list(lines[index].cells)
    for line in lines[index + 1 : index + 1 + more]:
        if line.blank or is_serial(line.cells[0]):
            return []
        _go_on(cells, line.cells)
    return cells if len(lines) > index + more else []


def _row_or_end(lines: Sequence[Line], index: int) -> bool:
    return index >= len(lines) or lines[index].blank or is_serial(lines[index].cells[0]) or len(lines[index].text) > 40


def _go_on(cells: list[str], more: Sequence[str]) -> None:
    """The last cell goes on with the first of ``more``, the others follow."""
    cells[-1] = joined(cells[-1], more[0])
    cells += more[1:]


def _filled(
    lines: Sequence[Line], start: int, body: int, columns: tuple[Heading, ...], cells: Sequence[str], doubts: Doubts
) -> Grid:
    grid = Grid(columns, start=start, end=body)
    if body < len(lines) and _counts_columns(lines[body], len(columns)):
        numbers = lines[body].texts
        grid.columns = tuple(
            Heading(f"{column.text}\n{number}", column.parts, column.combined)
            for column, number in zip(columns, numbers, strict=True)
        )
        body += 1
    _read_rows(lines, body, tuple(bare(cell) for cell in cells), grid, doubts)
    return grid


def _counts_columns(line: Line, count: int) -> bool:
    """A second heading row that numbers the columns: (১) (২) (৩) (৪)."""
    return line.texts == tuple(labels.nth(line.texts[0], number) for number in range(1, count + 1)) and count > 1


def _read_rows(lines: Sequence[Line], body: int, heading: tuple[str, ...], grid: Grid, doubts: Doubts) -> None:
    limit = next((index for index in range(body, len(lines)) if ends_text(lines[index])), len(lines))
    starts = [index for index in range(body, limit) if _starts_row(lines[index], grid)]
    grid.end = body
    for index in range(body, limit):
        line = lines[index]
        if tuple(bare(cell) for cell in line.cells) == heading:
            doubts.add(
                f"items[{max(len(grid.rows) - 1, 0)}]",
                HEADINGS_LEFT_OUT,
                line.text,
            )
        elif not line.row and words.PAGE_NUMBER.fullmatch(line.text):
            doubts.add("items", PAGE_NUMBER_LEFT_OUT, line.text)
        elif (starts and index <= starts[-1]) or _goes_on(lines, index, limit, grid):
            _take_line(line, grid, doubts)
        else:
            break
        grid.end = index + 1
    for number, row in enumerate(grid.rows):
        _make_whole(number, row, grid, doubts)
    _check_counts(grid, doubts)


def _starts_row(line: Line, grid: Grid) -> bool:
    if not line.row:
        return False
    if grid.column("serial") is None and labels.take(line.texts[0]).label:
        return True
    return is_serial(line.cells[0]) or len(line.cells) == len(grid.columns)


def _take_line(line: Line, grid: Grid, doubts: Doubts) -> None:
    count = len(grid.columns)
    cells = list(line.cells)
    last = grid.rows[-1].strips[-1] if grid.rows else None
    if line.row and (is_serial(cells[0]) or last is None):
        grid.rows.append(Row(line.number, [cells]))
    elif last is None:
        doubts.add(
            "items[0]", N_("This line stands between the headings and the first row. It was made a row."), line.text
        )
        grid.rows.append(Row(line.number, [["", *cells] if count > 1 else cells]))
    elif line.row and not cells[0] and len(last) >= count:
        grid.rows[-1].strips.append(cells)
    elif len(last) < count:
        _go_on(last, cells)
    elif line.row and len(cells) == count:
        grid.rows.append(Row(line.number, [cells]))
    elif line.row and len(cells) == count - 1 and grid.columns[0].parts == ("serial",):
        grid.rows[-1].strips.append(["", *cells])
    else:
        if not _continues_list(last[-1], line) and not _names_an_office(line, grid):
            doubts.add(
                f"items[{len(grid.rows) - 1}]",
                N_("This line inside the table could not be told from the cell before it. It was added to that cell."),
                line.text,
            )
        last[-1] = joined(last[-1], line.marked)


def _names_an_office(line: Line, grid: Grid) -> bool:
    """Is the line one more implementer, where the last column holds those?"""
    return grid.columns[-1].parts == ("implementers",) and (
        people.post_at(line.text) is not None or words.GROUP.search(line.text) is not None
    )


def _goes_on(lines: Sequence[Line], index: int, limit: int, grid: Grid) -> bool:
    """Does a line after the last row that has tabs still belong to that row's last cell?"""
    line = lines[index]
    if not grid.rows or is_closing(line.text):
        return False
    last = grid.rows[-1].strips[-1]
    if len(last) < len(grid.columns):
        return line.row or (not line.blank and any(later.row for later in lines[index + 1 : min(limit, index + 8)]))
    if _continues_list(last[-1], line):
        return True
    if line.row or line.blank or words.IN_BRACKETS.fullmatch(line.text) or labels.take(line.text).label:
        return False
    return any(is_closing(later.text) for later in lines[index + 1 : min(limit, index + 12)])


def _continues_list(cell: str, line: Line) -> bool:
    """Does the line begin with the next label of the cell's list?"""
    label = labels.take(line.text).label
    if not label or line.row or is_closing(line.text):
        return False
    listed = [piece.label for piece in labels.split(bare(cell)) if piece.label]
    return bool(listed) and label == labels.nth(listed[-1], (labels.value(listed[-1]) or 0) + 1)


def _make_whole(number: int, row: Row, grid: Grid, doubts: Doubts) -> None:
    """Every strip gets as many cells as there are columns."""
    count = len(grid.columns)
    row.given = len(row.strips[0])
    for strip in row.strips:
        if len(strip) > count:
            while len(strip) > count and "" in strip[1:]:
                del strip[strip.index("", 1)]
            if len(strip) > count:
                doubts.add(
                    f"items[{number}]",
                    N_("The row has more cells than the table has columns. What is over was added to the last cell."),
                    " | ".join(strip),
                )
                strip[count - 1 :] = ["\n".join(cell for cell in strip[count - 1 :] if cell)]
        strip += [""] * (count - len(strip))


def _check_counts(grid: Grid, doubts: Doubts) -> None:
    """Rows with fewer cells than their neighbours; where all lack the last one, the paper leaves it empty."""
    filled = [index for row in grid.rows for strip in row.strips for index, cell in enumerate(strip) if cell]
    needed = max(filled, default=-1) + 1
    for number, row in enumerate(grid.rows):
        if row.given < needed:
            doubts.add(
                f"items[{number}]",
                N_("The row has fewer cells than the others. Check which cell is missing."),
                " | ".join(cell for cell in row.strips[0] if cell),
            )


_USUAL: dict[int, tuple[tuple[Part, ...], ...]] = {
    3: (("serial",), ("decisions",), ("implementers",)),
    4: (("serial",), ("topic", "discussion"), ("decisions",), ("implementers",)),
    5: (("serial",), ("topic",), ("discussion",), ("decisions",), ("implementers",)),
}


def _without_headings(lines: Sequence[Line], doubts: Doubts) -> Grid | None:
    """Rows that count up, of three to five cells, where the headings are lost."""
    begun = [
        index
        for index, line in enumerate(lines)
        if len(line.cells) in _USUAL and is_serial(line.cells[0]) and max(map(len, line.texts)) > 40
    ]
    numbers = [labels.value(lines[index].texts[0]) for index in begun]
    if len(begun) < 2 or numbers[:2] != [1, 2] or any(ends_text(line) for line in lines[: begun[0]]):
        return None
    columns = tuple(Heading("", parts) for parts in _USUAL[max(len(lines[index].cells) for index in begun)])
    grid = Grid(columns, start=begun[0], end=begun[0])
    _read_rows(lines, begun[0], (), grid, doubts)
    doubts.add(
        "layout.table.columns",
        N_("The table has no headings. What its columns hold was guessed from their number."),
        lines[begun[0]].text,
    )
    return grid
