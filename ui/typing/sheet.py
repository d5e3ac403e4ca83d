"""What stands on which key: pages of the help sheet, drawn from the same data that typing uses."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from koyradesk.bengali.keyboard import Keyboard
from koyradesk.bengali.phonetic.choosing import exact
from koyradesk.i18n import N_
from koyradesk.keyboards import ROWS, keyboard
from ui.parts import Label, Text, card
from ui.say import Voice
from ui.theme import GAP, HALF, STEP, TYPE, font

_HIGH, _WIDE, _SPACE = 54, 62, 5
#: A key with a whole word on it.
_WORD = 150
_ROUND = 6
#: How far each row of a keyboard begins to the right, in keys.
_SHIFTS = (0.0, 1.5, 1.75, 2.25)
#: What Latin letters spell, as people learn them: vowels, then consonants by where they are spoken.
_SPELLINGS = (
    "o a i I u U rri e OI O OU",
    "k kh g gh Ng c ch j jh NG",
    "T Th D Dh N t th d dh n",
    "p f b v m z r l sh Sh s h",
    "R Rh y t`` ng : ^",
)
#: Loose spellings and the words they find.
_FINDS = (
    ("upozila", "উপজেলা"),
    ("nirbahi", "নির্বাহী"),
    ("kormokorta", "কর্মকর্তা"),
    ("sikkha", "শিক্ষা"),
    ("karzaloy", "কার্যালয়"),
    ("biggopti", "বিজ্ঞপ্তি"),
    ("mo:", "মোঃ"),
    ("md", "মোঃ"),
    ("chairman", "চেয়ারম্যান"),
)
_LOOSE = N_("Words of your office and common words are found however they are spelled, the most used first.")
_RULES = (
    ("Space", N_("Takes the word that is seen. Enter and a full stop do, too.")),
    ("1 … 9 · ↑ ↓", N_("Another word of the list; it comes first the next time")),
    ("Shift Space", N_("The English letters as they were typed, with the blank")),
    ("Esc", N_("The English letters back")),
    ("Backspace", N_("Takes back the last letter, as long as the word is underlined")),
    (". · ..", N_("A danda; pressed twice a dot")),
    ("$ · : · ^", N_("৳, the visarga of a shortened word, the moon sign")),
    ("F9", N_("English and back")),
)
_FIXED = (
    N_("The link key (g) joins two letters; before a sign it makes the whole vowel: {keys} make আ."),
    N_("ি ে ৈ are typed before their letter, a reph after it. The parts of ো and ৌ are typed one after the other."),
    N_("ি ে ৈ are typed after their letter. A reph is র and the link key before it."),
)


class Cap(NamedTuple):
    """A key: what it is called, what it writes, and what it writes with Shift."""

    key: str
    writes: str
    shifted: str = ""


class Caps(QWidget):
    """Rows of keys, as far as there is room each as wide as on a keyboard."""

    def __init__(self, name: str, rows: list[list[Cap]], shifts: tuple[float, ...] = (), wide: int = _WIDE) -> None:
        super().__init__()
        self._wide = wide
        self._rows, self._shifts = rows, shifts or (0.0,) * len(rows)
        self.setAccessibleName(name)
        said = ", ".join(
            f"{cap.key} {cap.writes}" + (f", Shift {cap.shifted}" if cap.shifted else "") for row in rows for cap in row
        )
        self.setAccessibleDescription(said)
        # The caps of the keys are Latin.
        self.setProperty("language", "en")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _columns(self) -> float:
        return max(shift + len(row) for shift, row in zip(self._shifts, self._rows, strict=True))

    def sizeHint(self) -> QSize:
        return QSize(round(self._columns() * self._wide), len(self._rows) * (_HIGH + _SPACE))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._columns() * 40), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = min(self._wide, self.width() / self._columns())
        for line, (shift, row) in enumerate(zip(self._shifts, self._rows, strict=True)):
            for place, cap in enumerate(row):
                left = (shift + place) * wide
                self._draw(painter, QRectF(left, line * (_HIGH + _SPACE), wide - _SPACE, _HIGH), cap)

    def _draw(self, painter: QPainter, place: QRectF, cap: Cap) -> None:
        colours, role, align = self.palette(), QPalette.ColorRole, Qt.AlignmentFlag
        painter.setPen(QColor(colours.color(role.Mid)))
        painter.setBrush(QColor(colours.color(role.Window)))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        inside = place.adjusted(HALF + 2, HALF - 1, -HALF - 2, -HALF + 1)
        painter.setPen(QColor(colours.color(role.PlaceholderText)))
        painter.setFont(font(TYPE.tag))
        painter.drawText(inside, align.AlignLeft | align.AlignTop, cap.key)
        painter.setPen(QColor(colours.color(role.Text)))
        if cap.shifted:
            painter.setFont(font(TYPE.small))
            painter.drawText(inside, align.AlignRight | align.AlignTop, cap.shifted)
        painter.setFont(font(TYPE.heading))
        side = align.AlignLeft if cap.shifted else align.AlignRight
        painter.drawText(inside, side | align.AlignBottom, cap.writes)


def page(way: str, voice: Voice) -> QWidget:
    """The page of a way to type."""
    made = QWidget()
    stack = QVBoxLayout(made)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(GAP)
    for part in _phonetic(voice) if way == "phonetic" else _fixed(way, voice):
        stack.addWidget(part)
    stack.addStretch(1)
    return made


def _fixed(way: str, voice: Voice) -> list[QWidget]:
    board = keyboard(way)
    rows = [
        [
            Cap(key.upper() if key.isalpha() else key, _alone(board.keys.get(key, key)), _alone(board.keys.get(up, up)))
            for key, up in zip(plain, shifted, strict=True)
        ]
        for plain, shifted in ROWS
    ]
    name = voice(N_("What stands on the keys"))
    keys = card(Text(name, "heading"), Caps(name, rows, _SHIFTS), name=name)
    said = _FIXED[1] if board.signs == "before" else _FIXED[2]
    typed = voice(N_("How letters come together"))
    link = Text(voice(_FIXED[0], keys=_vowel(board)))
    link.setProperty("language", "en")
    rules = card(Text(typed, "heading"), link, Text(voice(said)), name=typed)
    return [keys, rules]


def _vowel(board: Keyboard) -> str:
    """The keys that make আ."""
    return f"g {next(key for key, writes in board.keys.items() if writes == 'া')}"


def _alone(sign: str) -> str:
    """A sign as it is shown without a letter."""
    return f"\u25cc{sign}" if _combines(sign) else sign


def _combines(sign: str) -> bool:
    """Does it stand on a letter?"""
    return bool(sign) and category(sign[0]) in ("Mn", "Mc")


def _phonetic(voice: Voice) -> list[QWidget]:
    letters = voice(N_("What the letters spell"))
    rows = [[Cap(one, _alone(exact(one))) for one in line.split()] for line in _SPELLINGS]
    spelled = card(Text(letters, "heading"), Caps(letters, rows), name=letters)
    found = voice(N_("Type as you hear it"))
    finds = card(
        Text(found, "heading"),
        Text(voice(_LOOSE)),
        Caps(found, [[Cap(latin, word) for latin, word in _FINDS[at : at + 3]] for at in (0, 3, 6)], wide=_WORD),
        name=found,
    )
    keys = voice(N_("While a word is underlined"))
    rules = card(Text(keys, "heading"), name=keys)
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(HALF + 2)
    for line, (pressed, does) in enumerate(_RULES):
        caps = QGridLayout()
        caps.setSpacing(HALF)
        for place, one in enumerate(pressed.split(" · ")):
            caps.addWidget(Label(one, "key"), 0, place)
        grid.addLayout(caps, line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(voice(does)), line, 1, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    stack = rules.layout()
    assert isinstance(stack, QVBoxLayout)
    stack.setSpacing(STEP)
    stack.addLayout(grid)
    return [rules, finds, spelled]
