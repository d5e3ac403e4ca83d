"""Registers: the memo book (স্মারক বহি) of a file and the despatch register (প্রেরণ রেজিস্টার) of a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Paragraph, Table, flat
from koyradesk.documents.compose import document, letterhead, printed, title
from koyradesk.documents.matter import Book, BookRow, DispatchRow
from koyradesk.documents.naming import month_of
from koyradesk.layout import Layout
from koyradesk.layout_texts import fill
from koyradesk.markup import bold
from koyradesk.model import Letterhead

#: Shares of the page: number, memo, date, to whom, subject, remark.
_BOOK_SHARES = (2.0, 5.7, 2.9, 4.4, 4.9, 4.1)
#: Number, date, memo, to whom, subject, channel, acknowledged, note.
_DISPATCH_SHARES = (1.2, 2.9, 5.7, 4.1, 3.6, 1.9, 2.9, 1.7)


def compose_memo_book(book: Book, head: Letterhead, layout: Layout) -> Document:
    """The memo book of a file: every number accounted for, and plainly said where none knows what became of it."""
    # A file's code is kept in ASCII digits.
    style, code = layout.memo_book, to_bengali(book.code)
    facts = [Fact(label, (text,)) for label, text in ((style.code, code), (style.name, book.title)) if flat(text)]
    rows = [_book_row(row, layout) for row in book.rows]
    blocks = _register(style.title, head, facts, layout)
    blocks.append(_table(style.columns, _BOOK_SHARES, rows, layout) if rows else _nothing(style.empty))
    if rows:
        counts: Counter[str] = Counter()
        for row in book.rows:
            counts[row.state] += row.last - row.first + 1
        told = {state: grouped(counts[state]) if counts[state] else "" for state in _STATES}
        summary = fill(style.summary, {**told, "count": grouped(counts.total())})
        blocks.append(Paragraph(summary, align="left", before=0.7))
    return _across(document(f"{style.title}: {flat(code)}", blocks, layout, draft=False))


def compose_dispatch_register(rows: Iterable[DispatchRow], period: str, head: Letterhead, layout: Layout) -> Document:
    """What was sent in a month (``period``, "2026-11"), copy by copy."""
    style, month = layout.dispatch_register, month_of(period)
    cells = [
        _cells(
            *(to_bengali(number), row.date, row.number, row.to, row.subject, row.channel, row.acknowledged, row.note)
        )
        for number, row in enumerate(rows, 1)
    ]
    blocks = _register(style.title, head, [Fact(style.month, (month,))] if month else [], layout)
    blocks.append(_table(style.columns, _DISPATCH_SHARES, cells, layout) if cells else _nothing(style.empty))
    return _across(document(": ".join(part for part in (style.title, month) if part), blocks, layout, draft=False))


_STATES = ("used", "outside", "reserved", "void", "missing")


def _register(name: str, head: Letterhead, facts: Sequence[Fact], layout: Layout) -> list[Block]:
    blocks = [*letterhead(head, "", layout), *title(name, layout)]
    return [*blocks, *([Facts(tuple(facts), ":")] if facts else [])]


def _across(paper: Document) -> Document:
    return replace(paper, page=replace(paper.page, landscape=True))


def _nothing(sentence: str) -> Paragraph:
    return Paragraph(sentence, before=0.9)


def _table(headings: Sequence[str], shares: Sequence[float], rows: list[tuple[Cell, ...]], layout: Layout) -> Table:
    columns = tuple(
        Column(heading, share, center=at == 0) for at, (heading, share) in enumerate(zip(headings, shares, strict=True))
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
    run = to_bengali(row.first) if row.first == row.last else f"{to_bengali(row.first)}–{to_bengali(row.last)}"
    remark = ": ".join(text for text in (words.get(row.state, ""), row.remark) if flat(text))
    return _cells(run, to_bengali(row.number), row.date, row.to, row.subject, remark)


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(printed(text)) for text in texts)
