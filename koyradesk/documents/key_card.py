"""The key card (চাবিপত্র): by which other offices come to know the key of this one, signed by its officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from koyradesk.bengali.dates import spell, spell_bangla
from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Logo,
    Paragraph,
    Picture,
    Signature,
    Table,
    flat,
)
from koyradesk.documents.compose import document, letterhead, signature_block, title
from koyradesk.layout import Layout
from koyradesk.markup import escape
from koyradesk.model import Letterhead
from koyradesk.model import Signature as Signer

TITLE = "চাবিপত্র"
OFFICE, CODE, COMPUTER, DAY = "কার্যালয়ের নাম", "কার্যালয়ের কোড", "কম্পিউটার", "তারিখ"
NUMBER = "চাবির নম্বর"
WHAT_FOR = (
    "এ কার্যালয় কয়রাডেস্ক সফটওয়্যারের মাধ্যমে এই কম্পিউটার থেকে যা পাঠায়, তা এই চাবি দ্বারা স্বাক্ষরিত। প্রাপক দপ্তর উপরের কিউআর "
    "কোড স্ক্যান করে অথবা চাবির নম্বরের ত্রিশটি অঙ্কই লিখে চাবিটি একবার গ্রহণ করবে; টেলিফোনে নম্বরটি বাম দিক থেকে পাঁচটি করে অঙ্কে "
    "পড়ে শোনাতে হবে। এই পত্রে গোপনীয় কিছু নেই।"
)
LOST = (
    "কম্পিউটারটি হারিয়ে গেলে, চুরি হলে বা চাবিটি অন্যের হাতে পড়লে যেসব দপ্তর এই পত্র গ্রহণ করেছে, সেগুলোকে তাৎক্ষণিকভাবে টেলিফোনে "
    "জানাতে হবে, যেন চাবিটি বাতিল করা হয়। এরপর নতুন চাবি তৈরি করে তার চাবিপত্র স্বাক্ষর করে পাঠাতে হবে; এই পত্র তখন আর কার্যকর থাকবে না।"
)
HEADINGS = ("ব্যবহার", "চাবি হারিয়ে গেলে")
#: What is written by hand where nobody is known who signs.
BLANK_SIGNER = ("(……………………………………)", "নাম, পদবি ও সিল")
#: What a reader hears instead of seeing the code.
ALT = "{office}-এর চাবির কিউআর কোড"
#: The side of the square code, without the white around it, in millimetres; its white, in modules.
SIDE, WHITE = 36.0, 4
#: The number of the key, in points: large enough to be read aloud from it.
_LARGE = 19.0


@dataclass(frozen=True, slots=True)
class KeyCard:
    """What stands on a card. ``groups`` are the digits of the number; ``code`` is the square code with its white,
    ``modules`` the count of its modules to a side, without."""

    office: str
    name: str
    groups: Sequence[str]
    day: date
    computer: str
    code: Picture
    modules: int


def compose_key_card(card: KeyCard, head: Letterhead, layout: Layout, signer: Signer) -> Document:
    """The card under the office's own head."""
    facts = [
        (OFFICE, escape(card.name)),
        (CODE, f"<b>{card.office}</b>"),
        (COMPUTER, escape(card.computer)),
        (DAY, f"{spell(card.day, '{d} {month} {y} খ্রিষ্টাব্দ')}; {spell_bangla(card.day, '{d} {month} {y} বঙ্গাব্দ')}"),
    ]
    shown = replace(card.code, alt=ALT.format(office=card.name))
    groups = tuple(Column(to_bengali(group), 1.0, center=True) for group in card.groups)
    blocks: list[Block] = [
        *letterhead(head, "", layout),
        *title(TITLE, layout),
        Facts(tuple(Fact(label, (text,)) for label, text in facts if flat(text))),
        Logo(shown, SIDE * (card.modules + 2 * WHITE) / card.modules),
        Paragraph(NUMBER, "H2", align="center", bold=True, before=0.2, keep_next=True),
        Table(groups, ()),
    ]
    for heading, text in zip(HEADINGS, (WHAT_FOR, LOST), strict=True):
        blocks.append(Paragraph(heading, "H2", align="left", bold=True, before=0.9, keep_next=True))
        blocks.append(Paragraph(text, before=0.1))
    blocks += signature_block(signer, layout.signature) or [Signature(BLANK_SIGNER)]
    made = document(f"{TITLE}: {card.name}", blocks, layout, draft=False)
    # The only table is the number. What is kept in a folder of cards is all of one size.
    return replace(
        made, type=replace(made.type, table_size=_LARGE), page=replace(made.page, size="A4", landscape=False)
    )
