"""Sets what stands side by side on a line: facts with their values, a memo number with its dates."""

from __future__ import annotations

from koyradesk.documents.blocks import Cell, Facts, MemoLine, flat
from koyradesk.documents.pdf.flow import FREE, NEVER, Draw, Grid, Slab
from koyradesk.documents.pdf.galley import BASELINE, Galley
from koyradesk.documents.pdf.tables import CELL_PAD, CELL_SIDE, set_row
from koyradesk.documents.texts import joined, parts_of

#: Longer than this share of the measure, what parts label and value of a fact is words of the label.
LONGEST_SEPARATOR = 0.1
#: Leading of two dates over one another, at least.
DATES_LEADING = 1.5


def set_facts(galley: Galley, block: Facts) -> None:
    """Labels under one another, their values beside them."""
    if block.ruled:
        _set_ruled(galley, block)
        return
    size, leading = galley.type.size, galley.type.leading
    gap = 0.45 * size
    marks = galley.lines(block.separator, size, galley.measure)
    if len(marks) > 1 or (marks and marks[0].width > galley.measure * LONGEST_SEPARATOR):
        marks = ()  # words between label and value: they go on in the label's line
    texts = [row.label if marks else joined(" ", (row.label, block.separator)) for row in block.rows]
    labels = [
        galley.lines(text, size, galley.measure * 0.4) if flat(row.label) else ()
        for row, text in zip(block.rows, texts, strict=True)
    ]
    width = max((line.width for lines in labels for line in lines), default=0) + gap
    left = width + (marks[0].width + gap if marks else 0)
    table = galley.tree.add("Table")
    for index, row in enumerate(block.rows):
        line_node = table.add("TR")
        slabs: list[Slab] = []
        if labels[index]:
            head = line_node.add("TH", f"{row.label} {block.separator}", "Row")
            slabs = galley.strips(head, texts[index], labels[index], size, leading)
            if marks:
                slabs[-1].draws[-1].joined = True
                height = size * leading
                mark = Draw(head, marks[0], parts_of(texts[index]), width, height * BASELINE, size, height)
                slabs[-1].draws.append(mark)
        value = line_node.add("TD")
        if not labels[index] and any(labels):
            value.span = 2
        indent = left if labels[index] else 0
        # A value begins beside the last line of its label, where the separator stands.
        first = max(0, len(slabs) - 1)
        below: list[Slab] = []
        for text in row.lines:
            lines = galley.lines(text, size, galley.measure - indent)
            below += galley.strips(value.add("P", text), text, lines, size, leading, x=indent)
        for place, slab in enumerate(below, first):
            if place < len(slabs):
                slabs[place].draws += slab.draws
            else:
                slabs.append(slab)
        galley.add(slabs, before=0.7 * size if index == 0 else 0, whole=True)


def _set_ruled(galley: Galley, block: Facts) -> None:
    """A ruled table of two columns."""
    size = galley.type.size
    labels = [joined(" ", (row.label, block.separator)) if flat(row.label) else "" for row in block.rows]
    widest = max((line.width for text in labels for line in galley.lines(text, size, galley.measure)), default=0)
    first = min(max(widest + 2 * CELL_SIDE * size + 6, 0.18 * galley.measure), 0.4 * galley.measure)
    grid = Grid((0, first, galley.measure), pad=CELL_PAD * size)
    table = galley.tree.add("Table")
    for index, row in enumerate(block.rows):
        cells = (Cell((labels[index],) if labels[index] else ()), Cell(row.lines))
        slabs = set_row(galley, table, grid, cells, ("TH", "TD"), size, galley.type.leading)
        galley.add(slabs, before=0.7 * size if index == 0 else 0)


def set_memo_line(galley: Galley, block: MemoLine) -> None:
    """The number at the left and the dates at the right, over one another with a rule between."""
    size, leading = galley.type.size, galley.type.leading
    # However close the lines, signs over the lower date do not reach the rule above them.
    height = size * (leading if len(block.dates) < 2 else max(leading, DATES_LEADING))
    number = galley.lines(block.number, size, galley.measure)
    label = galley.lines(block.date_label, size, galley.measure) if block.dates else ()
    dates = [(text, line) for text in block.dates for line in galley.lines(text, size, galley.measure)]
    dates_width = max((line.width for _, line in dates), default=0)
    gap = galley.blank(size) * 1.4 if label else 0
    right = dates_width + gap + (label[0].width if label else 0)
    single = len(label) <= 1 and len(dates) == sum(1 for text in block.dates if flat(text))
    fits = right <= galley.measure and single
    first = galley.tree.add("P", block.number)
    slabs = galley.strips(first, block.number, number, size, leading)
    beside = bool(number) and len(number) == 1 and number[0].width + right + 2 * size <= galley.measure
    second = galley.tree.add("P", f"{block.date_label} {' '.join(block.dates)}")
    if not fits:
        under = [(block.date_label, line) for line in label] + dates
        for index, (text, line) in enumerate(under):
            [strip] = galley.strips(second, text, [line], size, leading, measure=galley.measure, align="right")
            strip.draws[0].joined = index < len(under) - 1
            slabs.append(strip)
    elif dates:
        deep = height * max(1.0, 0.92 * len(dates))
        strip = Slab(deep, cost=NEVER)
        middle = height * BASELINE + (deep - height) / 2
        if label:
            parts, left = parts_of(block.date_label), galley.measure - right
            strip.draws.append(Draw(second, label[0], parts, left, middle, size, height, None, True))
        for index, (text, line) in enumerate(dates):
            x = galley.measure - dates_width + (dates_width - line.width) / 2
            base = height * BASELINE + index * height * 0.92 - (0.05 * height if len(dates) > 1 and index == 0 else 0)
            going_on, share = index < len(dates) - 1, height * (0.92 if len(dates) > 1 else 1)
            strip.draws.append(Draw(second, line, parts_of(text), x, base, size, share, None, going_on))
        if len(dates) > 1:
            strip.rules.append((galley.measure - dates_width, galley.measure, height * 0.95))
        if beside:
            # Number and label stand on one line, however many dates stand beside it.
            for draw in slabs[0].draws:
                draw.base = middle
            strip.draws[:0] = slabs[0].draws
            strip.cost = FREE
            slabs = [strip]
        else:
            slabs.append(strip)
    galley.add(slabs, before=1.6 * size, keep_next=True, whole=True)
