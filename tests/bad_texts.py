"""Texts that should not be pasted, and every kind of box that one types in."""

from __future__ import annotations

from collections.abc import Callable

from field_hands import LOOK
from PySide6.QtWidgets import QLineEdit, QWidget

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.bengali.text import nfc
from ui.editor.people import CellField
from ui.editor.period import PeriodField
from ui.editor.prose import Prose
from ui.exchange.own_name import OwnName
from ui.fields.chips import ChipsField
from ui.fields.dates import DateField
from ui.fields.line import LineField
from ui.fields.marked import MarkedField
from ui.finding.box import Line
from ui.memo_book.code_field import CodeField
from ui.say import Voice
from ui.search_box import Search

SENTENCE = nfc("সভায় উপস্থিত সকলকে স্বাগত জানিয়ে সভার কার্যক্রম শুরু করা হয়। ")
BIJOY = to_bijoy(nfc("সভার কার্যবিবরণী"))
SIZE = 200_000

#: Larger ones, of which a box takes all or nothing.
LARGE = {
    "200 kB": SENTENCE * (SIZE // len(SENTENCE.encode())),
    "200 kB in one word": "ক" * (SIZE // 3),
    "200 kB of lines": "ক\n" * (SIZE // 4),
    "200 kB of cells": "ক\tখ\n" * (SIZE // 8),
    "200 kB of Bijoy": (BIJOY + " ") * (SIZE // len(BIJOY.encode())),
    "200 kB, mixed": (SENTENCE + BIJOY + " ICT ") * (SIZE // len((SENTENCE + BIJOY).encode())),
    "hasantas alone": "্" * (SIZE // 3),
    "a conjunct without an end": "ক্" * (SIZE // 6),
    "joiners": "\u200d" * (SIZE // 3),
    "joiners between letters": "ক\u200d" * (SIZE // 6),
    "marks on one letter": "ক" + "া" * (SIZE // 3),
    "right-to-left marks": "\u202e\u200f" * (SIZE // 6),
    "emoji": "😀👩\u200d🌾" * (SIZE // 15),
    "NUL": "\x00" * SIZE,
}
#: Small ones, with what is to stand in the box of them.
SMALL = {
    "a lone hasanta": ("্", "্"),
    "a hasanta behind a blank": ("ক ্ খ", "ক ্ খ"),
    "joiners": ("ক" + "\u200d" * 4_000 + "খ", "ক\u200dখ"),
    "right to left": ("\u202eক\u200f\u2067খ", "কখ"),
    "emoji": ("😀 ক 👩\u200d🌾", "😀 ক 👩🌾"),
    "NUL": ("ক\x00খ\x07", "কখ"),
    "half an emoji": ("ক\ud83dখ", "কখ"),
    "Bijoy among Unicode": (f"{nfc('সভায়')} {BIJOY} ICT", f"{nfc('সভায় সভার কার্যবিবরণী')} ICT"),
}


def _named(name: str) -> Callable[[], QWidget]:
    def make() -> QWidget:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setMaxLength(80)
        return made

    return make


#: The fields of the program: they keep what they are given or say that it is too much.
FIELDS: dict[str, Callable[[], QWidget]] = {
    "text": lambda: MarkedField("আলোচনা", LOOK),
    "prose": lambda: Prose("আলোচনা", LOOK),
    "line": lambda: LineField("নাম", LOOK),
    "cell": lambda: CellField("নাম", LOOK),
    "chips": lambda: ChipsField("প্রাপক", LOOK, Voice("bn"), add="আরও"),
    "name": lambda: OwnName(Voice("bn"), LOOK),
}
#: Boxes that hold so much and no more.
BOXES: dict[str, Callable[[], QWidget]] = {
    "date": lambda: DateField("তারিখ", LOOK, Voice("bn")),
    "period": lambda: PeriodField("মাস", LOOK, Voice("bn")),
    "code": lambda: CodeField(Voice("bn"), LOOK),
    "search": lambda: Search("খুঁজুন", "মুছুন", LOOK),
    "find": lambda: Line("খুঁজুন"),
    "settings": _named("নাম"),
}
