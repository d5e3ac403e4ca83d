"""The register of incoming letters (ডাক গ্রহণ রেজিস্টার) and the slip for a letter that was brought by hand."""

from __future__ import annotations

from collections.abc import Iterable

from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.documents.blocks import Cell, Document, Fact, Facts, Paragraph, flat
from koyradesk.documents.compose import document, letterhead, printed, title
from koyradesk.documents.matter import IncomingRow
from koyradesk.documents.registers import across, nothing, register_head, table
from koyradesk.layout import Layout
from koyradesk.layout_texts import fill
from koyradesk.markup import bold
from koyradesk.model import Letterhead

#: Number, received, sender, memo, subject, channel, marked to, what became of it, note.
_SHARES = (1.7, 2.6, 3.1, 5.9, 3.7, 1.6, 2.4, 2.9, 2.0)


def compose_incoming_register(rows: Iterable[IncomingRow], period: str, head: Letterhead, layout: Layout) -> Document:
    """The letters of a ``period`` (in words), number by number; numbers that no letter has are plainly said."""
    style = layout.incoming_register
    every = tuple(rows)
    letters = [row for row in every if not row.state]
    blocks = register_head(style.title, head, [Fact(style.period, (period,))] if period else [], layout)
    cells = [_row(row, layout) for row in every]
    blocks.append(table(style.columns, _SHARES, cells, layout) if cells else nothing(style.empty))
    if letters:
        settled = sum(row.settled for row in letters)
        told = {"count": len(letters), "settled": settled, "open": len(letters) - settled}
        said = fill(style.summary, {name: grouped(count) if count else "" for name, count in told.items()})
        blocks.append(Paragraph(said, align="left", before=0.7))
    return across(document(": ".join(part for part in (style.title, period) if part), blocks, layout, draft=False))


def _row(row: IncomingRow, layout: Layout) -> tuple[Cell, ...]:
    style = layout.incoming_register
    if row.state:
        words = {"outside": style.outside, "reserved": style.reserved}
        words |= {"void": bold(style.void), "missing": bold(style.missing)}
        remark = ": ".join(text for text in (words.get(row.state, ""), row.note) if flat(text))
        return _cells(row.number, "", "", "", "", "", "", "", remark)
    asked = style.due.format(row.due) if row.due and not row.settled else ""
    how = "\n".join(part for part in (row.became, asked) if part)
    memo = "\n".join(part for part in (to_bengali(row.memo), row.date) if part)
    return _cells(row.number, row.received, row.sender, memo, row.subject, row.channel, row.marked, how, row.note)


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(printed(text)) for text in texts)


def compose_incoming_receipt(row: IncomingRow, head: Letterhead, layout: Layout) -> Document:
    """What who brings a letter by hand takes back: that it came, when, and under which number."""
    style = layout.incoming_receipt
    memo = ", ".join(part for part in (to_bengali(row.memo), row.date) if part)
    texts = (", ".join(part for part in (row.number, row.received) if part), row.sender, memo, row.subject)
    facts = [Fact(label, printed(text)) for label, text in zip(style.rows, texts, strict=True) if flat(text)]
    blocks = [*letterhead(head, "", layout), *title(style.title, layout), Facts(tuple(facts), ":")]
    blocks += [Paragraph(style.sentence, before=0.9), Paragraph(style.signature, align="right", before=3)]
    return document(f"{style.title}: {row.number}", blocks, layout, draft=False)
