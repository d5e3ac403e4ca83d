"""Sets blocks: each block becomes slabs with its lines broken, and nodes of the structure tree.

This is where the paper's taste lives: measures, spaces, what hangs, what keeps together.
"""

from __future__ import annotations

from typing import assert_never

from koyradesk.documents.blocks import (
    Block,
    Document,
    Facts,
    Logo,
    MemoLine,
    NumberedList,
    Paragraph,
    Photos,
    Signature,
    Table,
    flat,
)
from koyradesk.documents.pdf.facts import set_facts, set_memo_line
from koyradesk.documents.pdf.flow import Slab
from koyradesk.documents.pdf.galley import Galley
from koyradesk.documents.pdf.pictures import set_logo, set_photos
from koyradesk.documents.pdf.tables import set_table
from koyradesk.documents.pdf.words import FaceSet
from koyradesk.documents.texts import joined, wrapped
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import underlined

#: The signature block: its share of the measure, and the room for the pen in ems.
SIGNATURE_WIDTH, PEN_ROOM = 0.46, 3.4
#: A label that hangs takes at most this share of the measure.
LONGEST_LABEL = 0.4


def set_document(document: Document, faces: FaceSet) -> Galley:
    """All blocks of a document, in order.

    Raises:
        UserError: what cannot be printed, or not on such a page.
    """
    galley = Galley(document, faces)
    for block in document.blocks:
        _set(galley, block)
    if any(slab.height > galley.room for slab in galley.slabs):
        raise UserError(
            N_("A line of the paper is higher than its page. In the layout, make the letters or margins smaller.")
        )
    return galley


def _set(galley: Galley, block: Block) -> None:
    match block:
        case Paragraph():
            _set_paragraph(galley, block)
        case Facts():
            set_facts(galley, block)
        case Table():
            set_table(galley, block)
        case Signature():
            _set_signature(galley, block)
        case MemoLine():
            set_memo_line(galley, block)
        case NumberedList():
            _set_list(galley, block)
        case Logo():
            set_logo(galley, block)
        case Photos():
            set_photos(galley, block)
        case _:
            assert_never(block)


def _set_paragraph(galley: Galley, block: Paragraph) -> None:
    size, leading = galley.type.size, galley.type.leading
    align = {"body": "justify" if galley.type.align == "justify" else "left"}.get(block.align, block.align)
    text = wrapped(block.text, underlined) if block.underline else block.text
    if block.label and block.hang:
        _set_hanging(galley, block, text, align)
        return
    if block.label:
        text = joined(" ", (block.label, text))
    lines = galley.lines(text, size, galley.measure, bold=block.bold, align=align)
    node = galley.tree.add(block.role, text)
    slabs = galley.strips(node, text, lines, size, leading, measure=galley.measure, align=align)
    galley.add(slabs, before=block.before * size, keep_next=block.keep_next)


def _set_hanging(galley: Galley, block: Paragraph, text: str, align: str) -> None:
    """A paragraph beside its label."""
    size, leading = galley.type.size, galley.type.leading
    widest = galley.measure * LONGEST_LABEL
    widths = (galley.lines(label, size, widest, bold=block.bold) for label in (*block.hang, block.label))
    left = max((line.width for lines in widths for line in lines), default=0) + galley.blank(size) * 1.4
    label = galley.lines(block.label, size, widest, bold=block.bold)
    lines = galley.lines(text, size, galley.measure - left, bold=block.bold, align=align)
    node = galley.tree.add(block.role, joined(" ", (block.label, text)))
    slabs = galley.strips(node, text, lines, size, leading, x=left, measure=galley.measure - left, align=align)
    heads = galley.strips(node, block.label, label, size, leading)
    if heads and slabs:
        heads[-1].draws[0].joined = True
        heads[-1].draws += slabs.pop(0).draws
    galley.add([*heads, *slabs], before=block.before * size, keep_next=block.keep_next)


def _set_signature(galley: Galley, block: Signature) -> None:
    size, leading = galley.type.size, galley.type.leading
    width = galley.measure * SIGNATURE_WIDTH
    slabs: list[Slab] = []
    for text in block.lines:
        if flat(text):
            lines = galley.lines(text, size, width, align="center")
            node, left = galley.tree.add("P", text), galley.measure - width
            slabs += galley.strips(node, text, lines, size, leading, x=left, measure=width, align="center")
    galley.sign_for()
    galley.add(slabs, before=PEN_ROOM * size, whole=True)


def _set_list(galley: Galley, block: NumberedList) -> None:
    size, leading = galley.type.size, galley.type.leading
    if flat(block.heading):
        lines = galley.lines(block.heading, size, galley.measure)
        node = galley.tree.add("P", block.heading)
        galley.add(galley.strips(node, block.heading, lines, size, leading), before=0.7 * size, keep_next=True)
    labels = [galley.lines(label, size, galley.measure) for label, _ in block.entries]
    hang = max((lines[0].width for lines in labels if lines), default=0)
    hang += galley.blank(size) * 1.6 if hang else 0
    listing = galley.tree.add("L")
    for index, (label, text) in enumerate(block.entries):
        entry = listing.add("LI")
        slabs: list[Slab] = []
        if labels[index]:
            slabs = galley.strips(entry.add("Lbl", label), label, labels[index], size, leading)
        lines = galley.lines(text, size, galley.measure - hang)
        body = galley.strips(entry.add("LBody", text), text, lines, size, leading, x=hang)
        if slabs and body:
            slabs[0].draws += body[0].draws
            slabs += body[1:]
        else:
            slabs = slabs or body
        # The heading keeps the first two entries, and a last entry is not left alone.
        near = index == 0 or (index == len(block.entries) - 2)
        galley.add(slabs, keep_next=near)
