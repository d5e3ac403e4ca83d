"""Wrapped text with the line height Bengali needs, measured and drawn.

All of it is in the program's own face (``theme.font``), so that a size and a weight say everything about a font.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from koyradesk.markup import spans
from ui import theme

#: Words too long for a narrow line, such as memo numbers and paths: they may break after their own marks.
_LONG = re.compile(r"\S{18,}")
_MARKS = re.compile(r"(?<=[./\\_-])(?=.)")
#: A year stays with its month.
_YEAR = re.compile(r" (?=[0-9\u09e6-\u09ef]{4}(?![0-9\u09e6-\u09ef]))")
_ENDLESS = 1e6


def _readied(text: str, font: QFont, width: float) -> str:
    def with_breaks(word: re.Match[str]) -> str:
        # One that fits into a line of its own stays whole.
        return word[0] if natural_width(word[0], font) <= width else _MARKS.sub("\u200b", word[0])

    # A dot between two things ends a line rather than begin one.
    return _YEAR.sub("\u00a0", _LONG.sub(with_breaks, text)).replace(" ·", "\u00a0·").replace("\n", "\u2028")


def leading(font: QFont) -> float:
    """The height of a line, in logical pixels."""
    return _leading(font.pixelSize(), font.bold())


class Hits(NamedTuple):
    """What was looked for (search keys), and the colours of it and behind it."""

    words: tuple[str, ...]
    text: str
    behind: str


def _set(
    text: str,
    font: QFont,
    width: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    marked: bool = False,
    hits: Hits | None = None,
) -> tuple[QTextLayout, float]:
    parts = [(span.text, span.bold) for span in spans(text)] if marked else [(text, False)]
    pieces = [(_readied(part, font, width), bold) for part, bold in parts]
    layout = QTextLayout("".join(piece for piece, _ in pieces), font)
    formats, start = [], 0
    for piece, bold in pieces:
        if bold:
            # Much comes with it, and the first page has nothing bold in its texts.
            from PySide6.QtGui import QTextCharFormat

            look = QTextCharFormat()
            look.setFontWeight(QFont.Weight.Bold)
            stretch = QTextLayout.FormatRange()
            stretch.start, stretch.length, stretch.format = start, len(piece.encode("utf-16-le")) // 2, look  # type: ignore[attr-defined]
            formats.append(stretch)
        start += len(piece.encode("utf-16-le")) // 2
    if hits is not None and hits.words:
        formats += _behind(layout.text(), hits)
    if formats:
        layout.setFormats(formats)
    option = QTextOption(align)
    # A word too long for the line (a memo number) breaks inside rather than be cut off.
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height, step = 0.0, leading(font)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, height + (step - line.height()) / 2))
        height += step
    layout.endLayout()
    return layout, height


def _behind(text: str, hits: Hits) -> list[QTextLayout.FormatRange]:
    """A colour behind every hit."""
    from PySide6.QtGui import QTextCharFormat

    from koyradesk.finding.marking import marks

    look = QTextCharFormat()
    look.setBackground(QColor(hits.behind))
    look.setForeground(QColor(hits.text))
    found = []
    for low, high in marks(text, hits.words):
        stretch = QTextLayout.FormatRange()
        stretch.start = len(text[:low].encode("utf-16-le")) // 2  # type: ignore[attr-defined]
        stretch.length = len(text[low:high].encode("utf-16-le")) // 2  # type: ignore[attr-defined]
        stretch.format = look  # type: ignore[attr-defined]
        found.append(stretch)
    return found


@lru_cache(maxsize=64)
def _leading(size: int, bold: bool) -> float:
    return max(QFontMetricsF(theme.font(size, bold=bold)).height(), size * theme.LEADING)


@lru_cache(maxsize=32_768)
def _height(text: str, size: int, bold: bool, width: float, marked: bool) -> float:
    return _set(text, theme.font(size, bold=bold), width, marked=marked)[1]


def height(text: str, font: QFont, width: float, *, marked: bool = False) -> float:
    """The height a text takes when wrapped at ``width``; 0 for no text. ``marked`` as in ``draw``."""
    size, bold = font.pixelSize(), font.bold()
    # What a single widget says is measured for its own width too, once: reckoning letter by letter, as for a long list,
    # would only come on top.
    if text and not (marked and "<" in text) and "\n" not in text and _width(text, size, bold) <= width:
        return _leading(size, bold)
    return tall(text, size, bold, width, marked=marked)


def tall(text: str, size: int, bold: bool, width: float, *, marked: bool = False) -> float:
    """``height`` in the program's face: for the thousands of lines of a list, who need not be asked for their font."""
    if not text:
        return 0.0
    # Most of them fit: that they do is seen without measuring, or else measured once, whatever width the list takes.
    if (
        not (marked and "<" in text)
        and "\n" not in text
        and (_at_most(text, size, bold) <= width or _width(text, size, bold) <= width)
    ):
        return _leading(size, bold)
    return _height(text, size, bold, width, marked)


class _Letters(dict[str, float]):
    """How wide a letter can be, in one face.

    Joined, letters are narrower than one by one: a sign that stands alone brings a circle to stand on. Only some Latin
    pairs are wider, by a twelfth.
    """

    def __init__(self, size: int, bold: bool) -> None:
        super().__init__()
        self._face = QFontMetricsF(theme.font(size, bold=bold))

    def __missing__(self, letter: str) -> float:
        latin = letter < "\u0980" and letter.isalpha()
        self[letter] = width = self._face.horizontalAdvance(letter) * (1.1 if latin else 1)
        return width


_letters = cache(_Letters)


def _at_most(text: str, size: int, bold: bool) -> float:
    """No narrower than the text on one line, whose last letter may reach over its width; told twenty times as fast."""
    return sum(map(_letters(size, bold).__getitem__, text)) + size


@lru_cache(maxsize=32_768)
def _width(text: str, size: int, bold: bool) -> float:
    face = QFontMetricsF(theme.font(size, bold=bold))
    return face.horizontalAdvance(text) + _reach(text.rpartition(" ")[2], size, bold)


@lru_cache(maxsize=8_192)
def _reach(word: str, size: int, bold: bool) -> float:
    """How far the last letter of a line reaches over its own advance (রি): for the layout it is part of the line."""
    face = theme.font(size, bold=bold)
    layout = QTextLayout(word, face)
    layout.beginLayout()
    line = layout.createLine()
    if line.isValid():
        line.setLineWidth(_ENDLESS)
    layout.endLayout()
    return max(0.0, line.naturalTextWidth() - QFontMetricsF(face).horizontalAdvance(word)) if word else 0.0


def natural_width(text: str, font: QFont) -> float:
    """The width of a text on one line."""
    return _width(text, font.pixelSize(), font.bold())


def draw(
    painter: QPainter,
    place: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    marked: bool = False,
    hits: Hits | None = None,
) -> float:
    """Draws a text wrapped into ``place`` from its top; returns the height it took.

    ``marked``: the text holds inline marks (see ``koyradesk.markup``), its bold is shown. ``hits`` have a colour
    behind them.
    """
    if not text:
        return 0.0
    layout, taken = _set(text, font, place.width(), align, marked, hits)
    painter.setPen(QColor(colour))
    layout.draw(painter, place.topLeft())
    return taken


def draw_pill(
    painter: QPainter, right_top: QPointF, text: str, font: QFont, colour: str, back: str, *, edged: bool = False
) -> QRectF:
    """Draws a state chip with its right upper corner at a point; returns its place. ``edged`` as in the tokens."""
    width, tall = pill_size(text, font)
    place = QRectF(right_top.x() - width, right_top.y(), width, tall)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(back))
    inside = place.adjusted(0.5, 0.5, -0.5, -0.5) if edged else place
    painter.drawRoundedRect(inside, inside.height() / 2, inside.height() / 2)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return place


def pill_size(text: str, font: QFont) -> tuple[float, float]:
    """Width and height of a state chip."""
    return natural_width(text, font) + 20, leading(font) + 4
