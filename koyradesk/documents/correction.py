"""The correction (সংশোধনী) of signed minutes: a paper of its own that names them and says what is to be read."""

from __future__ import annotations

from dataclasses import replace

from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.labels import nth
from koyradesk.documents.blocks import Block, Cell, Column, Document, Paragraph, Table, flat
from koyradesk.documents.compose import distribution, document, letterhead, memo_dates, memo_line, signature_block
from koyradesk.documents.texts import lines_of, sourced, standing_for
from koyradesk.layout import Layout
from koyradesk.model import SIGNED, Correction, Meeting
from koyradesk.model import Signature as SignatureRecord

#: Shares of the page: number, where, what is printed, what is to be read.
_SHARES = (0.9, 2.6, 4.2, 4.2)


def compose_correction(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The correction paper in the making; ``draft`` marks its pages খসড়া."""
    style = layout.correction
    memo = memo_line(meeting, layout, meeting.memo("correction"))
    title = correction_title(meeting, layout)
    blocks: list[Block] = [*letterhead(meeting, layout)]
    if layout.memo.position == "top":
        blocks += memo
    look = layout.title
    blocks.append(
        Paragraph(title, "H1", "center", bold=look.bold, underline=look.underline, before=0.8, keep_next=True)
    )
    blocks.append(Paragraph(_sentence(meeting, layout), before=0.7, keep_next=True))
    blocks.append(_table(said(meeting.pending()), layout))
    if flat(style.closing):
        blocks.append(Paragraph(style.closing, before=0.7))
    # The date over the signature of the minutes is not the day this is signed.
    signed = replace((meeting.signatures or (SignatureRecord(),))[0], date="")
    blocks += signature_block(signed, layout.signature)
    if layout.memo.position == "after":
        blocks += memo
    blocks += distribution(meeting)
    return document(flat(f"{title}: {meeting.title}"), blocks, layout, draft)


def correction_title(meeting: Meeting, layout: Layout) -> str:
    """The heading: the second and later corrections of the same minutes are counted."""
    done = sum(memo.kind == "correction" and memo.state in SIGNED for memo in meeting.memos)
    style = layout.correction
    return style.next_title.format(serial=to_bengali(done + 1)) if done else style.title


def said(entries: tuple[Correction, ...]) -> tuple[Correction, ...]:
    """The entries that say anything."""
    return tuple(one for one in entries if flat(one.wrong) or flat(one.right))


def _sentence(meeting: Meeting, layout: Layout) -> str:
    minutes = meeting.memo()
    dates = " / ".join(flat(line) for line in memo_dates(minutes, layout))
    title = meeting.title if flat(meeting.title) else meeting.committee
    return layout.correction.sentence.format(number=minutes.number, dates=dates, title=title)


def _table(entries: tuple[Correction, ...], layout: Layout) -> Table:
    """The rows; a column of places that are nowhere named is left out."""
    style = layout.correction
    shown = [0, *([1] if any(flat(one.place) for one in entries) else []), 2, 3]
    rows = []
    for number, one in enumerate(entries, 1):
        label = nth(layout.numbering.recipient, number) if layout.numbering.recipient else to_bengali(number)
        serial = standing_for(label, one.id, "place")
        texts = [serial, *(sourced(getattr(one, name), one.id, name) for name in ("place", "wrong", "right"))]
        rows.append(tuple(Cell(tuple(line for line in lines_of(texts[at]) if flat(line))) for at in shown))
    columns = tuple(Column(style.columns[at], _SHARES[at], center=at == 0) for at in shown)
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)
