"""Registers: the memo book (স্মারক বহি) of a file, the despatch register (প্রেরণ রেজিস্টার) of a month, and the register of
what a decision asks of its parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace

from koyradesk.bengali.digits import grouped, run, to_bengali
from koyradesk.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Paragraph, Table, flat
from koyradesk.documents.compose import document, letterhead, printed, title
from koyradesk.documents.matter import Book, BookRow, DispatchRow
from koyradesk.documents.naming import month_of
from koyradesk.documents.registered import Register, RegisterCell
from koyradesk.layout import Layout
from koyradesk.layout_texts import fill
from koyradesk.markup import bold
from koyradesk.model import Letterhead

#: Shares of the page: number, memo, date, to whom, subject, remark.
_BOOK_SHARES = (2.0, 5.7, 2.9, 4.4, 4.9, 4.1)
#: Number, date, memo, to whom, subject, channel, acknowledged, note.
_DISPATCH_SHARES = (1.2, 2.9, 5.7, 4.1, 3.6, 1.9, 2.9, 1.7)
#: Periods beside one another on a page that lies across, and on one that stands upright.
_MOST_PERIODS, _UPRIGHT_PERIODS = 12, 4


def compose_memo_book(book: Book, head: Letterhead, layout: Layout) -> Document:
    """The memo book of a file: every number accounted for, and plainly said where none knows what became of it."""
    # A file's code is kept in ASCII digits.
    style, code = layout.memo_book, to_bengali(book.code)
    facts = [Fact(label, (text,)) for label, text in ((style.code, code), (style.name, book.title)) if flat(text)]
    rows = [_book_row(row, layout) for row in book.rows]
    blocks = register_head(style.title, head, facts, layout)
    blocks.append(table(style.columns, _BOOK_SHARES, rows, layout) if rows else nothing(style.empty))
    if rows:
        counts: Counter[str] = Counter()
        for row in book.rows:
            counts[row.state] += row.last - row.first + 1
        told = {state: grouped(counts[state]) if counts[state] else "" for state in _STATES}
        summary = fill(style.summary, {**told, "count": grouped(counts.total())})
        blocks.append(Paragraph(summary, align="left", before=0.7))
    return across(document(f"{style.title}: {flat(code)}", blocks, layout, draft=False))


def compose_dispatch_register(rows: Iterable[DispatchRow], period: str, head: Letterhead, layout: Layout) -> Document:
    """What was sent in a month (``period``, "2026-11"), copy by copy."""
    style, month = layout.dispatch_register, month_of(period)
    cells = [
        _cells(
            *(to_bengali(number), row.date, row.number, row.to, row.subject, row.channel, row.acknowledged, row.note)
        )
        for number, row in enumerate(rows, 1)
    ]
    blocks = register_head(style.title, head, [Fact(style.month, (month,))] if month else [], layout)
    blocks.append(table(style.columns, _DISPATCH_SHARES, cells, layout) if cells else nothing(style.empty))
    return across(document(": ".join(part for part in (style.title, month) if part), blocks, layout, draft=False))


def compose_register(register: Register, head: Letterhead, layout: Layout) -> Document:
    """What a decision asks of its parties, and how far each has come; many periods stand in tables under another."""
    style = layout.register
    told = (
        (style.decision, register.decision),
        (style.source, register.source),
        (style.rule, register.rule),
        (style.measure, register.measure),
        (style.on, register.on),
    )
    facts = [Fact(label, printed(text)) for label, text in told if flat(text)]
    blocks = register_head(style.title, head, facts, layout)
    if not register.rows or not register.periods:
        blocks.append(nothing(style.empty))
    elif len(register.periods) == 1:
        blocks.append(_one_period(register, layout))
    else:
        count = -(-len(register.periods) // _MOST_PERIODS)
        # As many in each table, so that the last is no stump.
        wide = -(-len(register.periods) // count)
        starts = range(0, len(register.periods), wide)
        blocks += [_periods(register, layout, slice(at, at + wide), last=at == starts[-1]) for at in starts]
    if any(cell.late for row in register.rows for cell in row.cells):
        blocks.append(Paragraph(style.late, align="left", before=0.5))
    paper = document(": ".join(part for part in (style.title, flat(register.decision)) if part), blocks, layout, False)
    return across(paper) if len(register.periods) > _UPRIGHT_PERIODS else paper


def _one_period(register: Register, layout: Layout) -> Table:
    """Where there is one period alone, there is room to tell how far each is."""
    style = layout.register
    number, party, reached, status, remark, _, total, done = style.columns
    headings = (number, party, register.periods[0] or reached, status, remark)
    texts = [
        (to_bengali(at), row.name, _value(row.cells[0], layout), row.status, row.remark)
        for at, row in enumerate(register.rows, 1)
    ]
    for label, sums in ((total, register.totals), (done, register.done)):
        if sums:
            texts.append(("", bold(label), bold(sums[0]), "", ""))
    # Where nothing was remarked, the others have the room.
    shown = 5 if any(row.remark for row in register.rows) else 4
    rows = [_cells(*line[:shown]) for line in texts]
    return table(headings[:shown], (1.7, 6.5, 3.2, 3.2, 5.0)[:shown], rows, layout, (0, 2))


def _periods(register: Register, layout: Layout, shown: slice, *, last: bool) -> Table:
    """Some of the periods; the sums of the rows stand with the last of them."""
    style = layout.register
    number, party, _, _, _, across, total, done = style.columns
    summed = last and bool(register.totals)
    rows = [
        _cells(
            to_bengali(at),
            row.name,
            *(_value(cell, layout) for cell in row.cells[shown]),
            *([bold(row.total)] if summed else []),
        )
        for at, row in enumerate(register.rows, 1)
    ]
    for label, sums in ((total, register.totals[:-1]), (done, register.done)):
        if sums:
            whole = [bold(register.totals[-1]) if label is total else ""] if summed else []
            rows.append(_cells("", bold(label), *(bold(text) if text else "" for text in sums[shown]), *whole))
    periods = register.periods[shown]
    headings = (number, party, *periods, *([across] if summed else []))
    shares = (1.4, 5.0, *[1.75] * len(periods), *([1.5] if summed else []))
    return table(headings, shares, rows, layout, {*range(len(headings))} - {1})


def _value(cell: RegisterCell, layout: Layout) -> str:
    """What stands in a cell; nothing where nothing is asked, a dash where nothing was told."""
    said = {True: layout.register.done, False: layout.register.undone, None: ""}[cell.done]
    text = cell.value or said or ("—" if cell.asked else "")
    return f"{text} *" if cell.late else text


_STATES = ("used", "outside", "reserved", "void", "missing")


def register_head(name: str, head: Letterhead, facts: Sequence[Fact], layout: Layout) -> list[Block]:
    """What stands over every register."""
    blocks = [*letterhead(head, "", layout), *title(name, layout)]
    return [*blocks, *([Facts(tuple(facts), ":")] if facts else [])]


def across(paper: Document) -> Document:
    """The paper on its side: a register has many columns."""
    return replace(paper, page=replace(paper.page, landscape=True))


def nothing(sentence: str) -> Paragraph:
    """What stands where there is nothing to list."""
    return Paragraph(sentence, before=0.9)


def table(
    headings: Sequence[str],
    shares: Sequence[float],
    rows: list[tuple[Cell, ...]],
    layout: Layout,
    middle: Container[int] = (0,),
) -> Table:
    """The rows of a register; ``middle`` are the columns whose words stand in their middle."""
    columns = tuple(
        Column(heading, share, center=at in middle)
        for at, (heading, share) in enumerate(zip(headings, shares, strict=True))
    )
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)


def _book_row(row: BookRow, layout: Layout) -> tuple[Cell, ...]:
    """One number or a run of them; what became of it stands among the remarks."""
    style = layout.memo_book
    words = {
        "outside": style.outside,
        "reserved": style.reserved,
        "void": bold(style.void),
        "missing": bold(style.missing),
    }
    numbers = to_bengali(run(row.first, row.last))
    remark = ": ".join(text for text in (words.get(row.state, ""), row.remark) if flat(text))
    return _cells(numbers, to_bengali(row.number), row.date, row.to, row.subject, remark)


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(printed(text)) for text in texts)
