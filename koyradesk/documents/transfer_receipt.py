"""The receipt of a file that went to another office or came from it (রসিদ): it goes along with the stick, and is signed
by whoever takes that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import Block, Column, Document, Fact, Facts, Paragraph, Signature, Table, flat
from koyradesk.documents.compose import document, letterhead, title
from koyradesk.layout import Layout
from koyradesk.markup import escape
from koyradesk.model import Letterhead

TITLES = {True: "ফাইল প্রেরণের রসিদ", False: "ফাইল গ্রহণের রসিদ"}
SENDER, RECEIVER, WHEN, SIZE, INSIDE = "প্রেরক", "প্রাপক", "তারিখ ও সময়", "আকার", "ফাইলে যা আছে"
CODE = "রসিদ কোড"
HOW = (
    "প্রাপক দপ্তর ফাইলটি গ্রহণ করলে সেখানকার কয়রাডেস্কেও একই রসিদ কোড দেখা যাবে। টেলিফোনে কোডটি তিনটি করে অঙ্কে পড়ে শুনিয়ে মিলিয়ে "
    "নিতে হবে।"
)
#: Of a file that was taken in.
TAKEN = "গৃহীত"
TAKEN_HOW = (
    "ফাইলটি যাচাই করে গ্রহণ করা হয়েছে। প্রেরক দপ্তরের কয়রাডেস্কেও একই রসিদ কোড দেখা যায়। টেলিফোনে কোডটি তিনটি করে অঙ্কে পড়ে "
    "শুনিয়ে মিলিয়ে নেওয়া যাবে।"
)
#: Written by hand by whoever takes the stick.
BLANK = ("(……………………………………)", "গ্রহণকারীর নাম, পদবি, তারিখ ও সিল")
#: The code, in points: large enough to be read aloud from it.
_LARGE = 28.0


@dataclass(frozen=True, slots=True)
class TransferReceipt:
    """What stands on a receipt. ``groups`` are the digits of the code; ``went``: the file went out from here."""

    went: bool
    ours: str
    theirs: str
    when: datetime
    kilobytes: int
    inside: str
    groups: Sequence[str]


def compose_transfer_receipt(told: TransferReceipt, head: Letterhead, layout: Layout) -> Document:
    """The receipt under the office's own head."""
    sender, receiver = (told.ours, told.theirs) if told.went else (told.theirs, told.ours)
    day = spell(told.when.date(), "{d} {month} {y} খ্রিষ্টাব্দ")
    facts = [
        (SENDER, escape(sender)),
        (RECEIVER, escape(receiver)),
        (WHEN, f"{day}, {to_bengali(told.when.strftime('%H:%M'))}"),
        (SIZE, f"{to_bengali(told.kilobytes)} কিলোবাইট"),
        (INSIDE, escape(told.inside)),
    ]
    blocks: list[Block] = [
        *letterhead(head, "", layout),
        *title(TITLES[told.went], layout),
        *([] if told.went else [Paragraph(TAKEN, "H2", align="center", bold=True, before=0.2, keep_next=True)]),
        Facts(tuple(Fact(label, (text,)) for label, text in facts if flat(text))),
        Paragraph(CODE, "H2", align="center", bold=True, before=0.6, keep_next=True),
        Table(tuple(Column(to_bengali(group), 1.0, center=True) for group in told.groups), ()),
        Paragraph(HOW if told.went else TAKEN_HOW, before=0.6),
        Signature(BLANK),
    ]
    made = document(TITLES[told.went], blocks, layout, draft=False)
    return replace(made, type=replace(made.type, table_size=_LARGE), page=replace(made.page, landscape=False))
