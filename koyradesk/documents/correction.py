"""The correction (সংশোধনী) of signed minutes: a paper of its own that names them and says what is to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import Block, Cell, Column, Document, Paragraph, Table, flat
from koyradesk.documents.compose import (
    distribution,
    document,
    letterhead,
    meeting_memo,
    memo_dates,
    printed,
    row_number,
    signature_block,
    signer,
    title,
)
from koyradesk.documents.texts import sourced, standing_for
from koyradesk.layout import CorrectionStyle, Layout
from koyradesk.layout_texts import fill
from koyradesk.model import SIGNED, Correction, Meeting, Memo

#: Shares of the page: number, where, what is printed, what is to be read.
_SHARES = (0.9, 2.6, 4.2, 4.2)


@dataclass(frozen=True, slots=True)
class CorrectionPaper:
    """One correction paper of a meeting: its memo, the entries that say anything, and the how-manieth it is."""

    memo: Memo
    entries: tuple[Correction, ...]
    serial: int

    def title(self, style: CorrectionStyle) -> str:
        """The heading: the second and later corrections of the same minutes are counted."""
        return style.title if self.serial == 1 else fill(style.next_title, {"serial": to_bengali(self.serial)})


def corrections(meeting: Meeting) -> tuple[CorrectionPaper, ...]:
    """The correction papers of a meeting: the signed ones, then the one in the making if there is anything of it."""
    signed = [memo for memo in meeting.memos if memo.kind == "correction" and memo.state in SIGNED]
    papers = [
        CorrectionPaper(memo, said(one for one in meeting.corrections if one.memo == memo.id), serial)
        for serial, memo in enumerate(signed, 1)
    ]
    memo, entries = meeting.memo("correction"), said(meeting.pending())
    return (*papers, *([CorrectionPaper(memo, entries, len(papers) + 1)] if entries or memo.number else []))


def said(entries: Iterable[Correction]) -> tuple[Correction, ...]:
    """The entries that say anything."""
    return tuple(one for one in entries if flat(one.wrong) or flat(one.right))


def compose_correction(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The last correction paper of a meeting; ``draft`` marks its pages খসড়া."""
    style = layout.correction
    paper = (corrections(meeting) or (CorrectionPaper(Memo("correction"), (), 1),))[-1]
    memo = meeting_memo(meeting, layout, paper.memo)
    heading = paper.title(style)
    blocks: list[Block] = [*letterhead(meeting.office, meeting.id, layout)]
    if layout.letter.memo_position == "top":
        blocks += memo
    blocks += title(heading, layout)
    blocks.append(Paragraph(_sentence(meeting, layout), before=0.7, keep_next=True))
    blocks.append(_table(paper.entries, layout))
    if flat(style.closing):
        blocks.append(Paragraph(style.closing, before=0.7))
    blocks += signature_block(signer(meeting), layout.signature)
    if layout.letter.memo_position == "after":
        blocks += memo
    blocks += distribution(meeting.distribution, meeting.id)
    return document(flat(f"{heading}: {meeting.title}"), blocks, layout, draft)


def _sentence(meeting: Meeting, layout: Layout) -> str:
    minutes = meeting.memo()
    dates = " / ".join(flat(line) for line in memo_dates(minutes, layout))
    name = meeting.title if flat(meeting.title) else meeting.committee
    return fill(layout.correction.sentence, {"number": minutes.number, "dates": dates, "title": name})


def _table(entries: tuple[Correction, ...], layout: Layout) -> Table:
    """The rows; a column of places that are nowhere named is left out."""
    style = layout.correction
    shown = [0, *([1] if any(flat(one.place) for one in entries) else []), 2, 3]
    rows = []
    for number, one in enumerate(entries, 1):
        label = standing_for(row_number(number, layout), one.id, "place")
        texts = [label, *(sourced(getattr(one, name), one.id, name) for name in ("place", "wrong", "right"))]
        rows.append(tuple(Cell(printed(texts[at])) for at in shown))
    columns = tuple(Column(style.columns[at], _SHARES[at], center=at == 0) for at in shown)
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)
