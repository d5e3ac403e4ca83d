"""Bijoy in a clipboard's HTML -> Unicode: where one of its fonts is named fonts decide, else the words' statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koyradesk.bengali.bijoy import to_unicode
from koyradesk.bengali.bijoy.telling import any_sure, runs
from koyradesk.markup import Span
from koyradesk.pasting import html as web
from koyradesk.pasting.html import Block, Paragraph


def of_html(html: str, blocks: list[Block]) -> list[Block] | None:
    """The blocks of a piece of HTML with what is Bijoy in it as Unicode; None where nothing is. ``blocks``: the same
    piece as it was read already; they may be turned themselves."""
    if web.names_bijoy(html):
        by_fonts = web.blocks(html, bijoy=True)
        if _texts(by_fonts) != _texts(blocks):
            return by_fonts
    return blocks if _by_statistics(blocks) else None


def _by_statistics(blocks: Sequence[Block]) -> bool:
    """Turns what is Bijoy by its words into Unicode, if anything is for sure."""
    paragraphs = list(_paragraphs(blocks))
    found = runs("\n".join(_texts(blocks)))
    if not any_sure(found):
        return False
    # Where each piece of Bijoy begins and ends, in the text of all paragraphs.
    pieces, at = [], 0
    for run in found:
        if run.bijoy:
            pieces.append((at, at + len(run.text)))
        at += len(run.text)
    pieces.append((at + 1, at + 1))
    place = now = 0
    for paragraph in paragraphs:
        read = []
        for span in paragraph.runs:
            begin, end = now, now + len(span.text)
            while begin < end:
                while pieces[place][1] <= begin:
                    place += 1
                inside = pieces[place][0] <= begin
                upto = min(end, pieces[place][1] if inside else pieces[place][0])
                text = span.text[begin - now : upto - now]
                read.append(Span(to_unicode(text) if inside else text, span.bold, span.underline))
                begin = upto
            now = end
        paragraph.runs = read
        now += 1
    return True


def _texts(blocks: Sequence[Block]) -> list[str]:
    return ["".join(run.text for run in paragraph.runs) for paragraph in _paragraphs(blocks)]


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from _paragraphs(cell.blocks)
