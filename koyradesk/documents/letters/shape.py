"""The shape of a letter: letterhead, memo line, subject, what it says and lists, signature, to whom it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from koyradesk.bengali.labels import nth, take
from koyradesk.documents.blocks import Block, Document, NumberedList, Paragraph, flat
from koyradesk.documents.compose import (
    distribution,
    document,
    letterhead,
    memo_line,
    printed,
    signature_block,
    signer,
    title,
)
from koyradesk.documents.letters.lists import listed
from koyradesk.documents.letters.wording import style_of, title_of, worded
from koyradesk.documents.matter import Subject
from koyradesk.documents.texts import filled, joined, lines_of, sourced, standing_for
from koyradesk.layout import Layout
from koyradesk.markup import plain
from koyradesk.model import Letter


def compose_letter(
    letter: Letter, subject: Subject, layout: Layout, *, draft: bool = False, address: str = ""
) -> Document:
    """The letter as a paper; ``draft`` marks its pages খসড়া, ``address`` tells on a copy to whom it goes."""
    style, shape = style_of(letter.kind, layout), layout.letter
    shown = worded(letter, subject, layout)
    heading = title_of(letter, subject, layout)
    memo = memo_line(layout, letter.memo())
    position = style.memo_position or shape.memo_position
    blocks: list[Block] = [*letterhead(subject.meeting.office, subject.meeting.id, layout)]
    blocks += [memo] if position == "top" else []
    blocks += title(heading, layout)
    blocks += _subject(letter, shown, layout, titled=bool(heading))
    if flat(shape.salutation):
        blocks.append(Paragraph(shape.salutation, align="left", before=0.7, keep_next=True))
    blocks += _body(letter, subject, shown, layout)
    [signed] = letter.signatures[:1] or [signer(subject.meeting)]
    signing, sent = signature_block(signed, layout.signature), _addressee(letter, layout)
    blocks += [*sent, *signing] if shape.addressee == "before" else [*signing, *sent]
    blocks += _enclosures(letter, shown, layout)
    blocks += [memo] if position == "after" else []
    blocks += distribution(shown.distribution, letter.id)
    for other in letter.signatures[1:]:
        blocks += signature_block(other, layout.signature)
    name = joined(": ", [text for text in (flat(heading), flat(shown.subject)) if text])
    paper = document(name, blocks, layout, draft)
    if not flat(letter.to):
        return addressed(paper, address, layout)
    return paper if flat(address) == flat(letter.to) else _over_title(paper, address, shape.copy_address)


def addressed(paper: Document, address: str, layout: Layout) -> Document:
    """The copy of a paper, of whatever kind, that goes to somebody: who that is stands over its title."""
    return _over_title(paper, address, layout.letter.address)


def _over_title(paper: Document, address: str, style: str) -> Document:
    if not flat(address):
        return paper
    blocks = list(paper.blocks)
    place = next((at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and one.role != "P"), 0)
    line = Paragraph(filled(style, address), align="left", before=0.6, keep_next=True)
    return replace(paper, blocks=(*blocks[:place], line, *blocks[place:]))


def _told(letter: Letter, shown: Letter, field: Literal["subject", "reference", "body", "enclosures"]) -> str:
    """A text of the letter, that leads to its field whether typed or worded by the layout."""
    typed, text = getattr(letter, field), getattr(shown, field)
    return sourced(text, letter.id, field) if typed else standing_for(text, letter.id, field)


def _subject(letter: Letter, shown: Letter, layout: Layout, *, titled: bool) -> list[Block]:
    """Subject and reference, hanging beside their labels; or the subject as the title."""
    style, shape = style_of(letter.kind, layout), layout.letter
    subject, reference = _told(letter, shown, "subject"), _told(letter, shown, "reference")
    blocks: list[Block] = []
    if style.subject_as == "title" and not titled:
        blocks += title(subject, layout)
    elif flat(subject):
        hang = (shape.subject_label, *([shape.reference_label] if flat(reference) else []))
        label = standing_for(shape.subject_label, letter.id, "subject")
        role: Literal["H1", "H2"] = "H2" if titled else "H1"
        blocks.append(
            Paragraph(subject, role, "left", label, bold=shape.subject_bold, before=0.9, keep_next=True, hang=hang)
        )
    if flat(reference):
        label = standing_for(shape.reference_label, letter.id, "reference")
        hang = (shape.reference_label, *([shape.subject_label] if style.subject_as == "line" else []))
        blocks.append(Paragraph(reference, "P", "left", label, before=0.35, keep_next=True, hang=hang))
    return blocks


def _body(letter: Letter, subject: Subject, shown: Letter, layout: Layout) -> list[Block]:
    """The paragraphs; what the letter lists stands after the first."""
    style = style_of(letter.kind, layout)
    lines = printed(_told(letter, shown, "body"))
    what = listed(letter, subject, layout)
    blocks: list[Block] = []
    for number, line in enumerate(lines, 1):
        # Of a text that the layout words every line leads to the field, not the first alone.
        text = line if letter.body else standing_for(str(line), letter.id, "body")
        counted = style.numbered and layout.letter.paragraph and number > 1 and not take(plain(line)).label
        label = nth(layout.letter.paragraph, number) if counted else ""
        before = 0.9 if number == 1 or (number == 2 and what) else 0.6
        blocks.append(Paragraph(text, label=label, before=before, keep_next=number == 1 and bool(what)))
        blocks += what if number == 1 else []
    return blocks if lines else what


def _addressee(letter: Letter, layout: Layout) -> list[Block]:
    """To whom the letter goes: the post, and under it the place."""
    if not flat(letter.to):
        return []
    to = sourced(letter.to, letter.id, "to")
    lines = lines_of(to)
    post, comma, place = letter.to.partition(", ")
    if comma and len(lines) == 1:
        at = len(plain(post + comma))
        lines = [sourced(post + ",", letter.id, "to"), sourced(place, letter.id, "to", at)]
    label = layout.letter.addressee_label
    name = standing_for(label, letter.id, "to")
    return [Paragraph(joined("\n", lines), "P", "left", name, before=1.2, hang=(label,))]


def _enclosures(letter: Letter, shown: Letter, layout: Layout) -> list[Block]:
    lines = printed(_told(letter, shown, "enclosures"))
    label = layout.letter.enclosures
    if not lines:
        return []
    if len(lines) == 1:
        return [Paragraph(lines[0], "P", "left", standing_for(label, letter.id, "enclosures"), before=1, hang=(label,))]
    sample = layout.letter.paragraph or "১।"
    entries = tuple((nth(sample, number), line) for number, line in enumerate(lines, 1))
    return [NumberedList(standing_for(label, letter.id, "enclosures"), entries)]
