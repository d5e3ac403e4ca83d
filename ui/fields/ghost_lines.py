"""How a text that is not typed stands behind the caret: broken into lines as it would be if it were typed."""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFont, QTextLayout, QTextLine, QTextOption

from ui import lines
from ui.fields import rich
from ui.theme import HALF, STEP

#: The room the key beside the text takes, and lines that are shown at most.
_CHIP, _MOST = 44, 6


class Laid(NamedTuple):
    """The lines with where each is drawn, where the key stands, and how many lines are needed below the text."""

    lines: tuple[tuple[QTextLine, QPointF], ...]
    key: QRect
    below: int
    #: The lines live as long as it does.
    layout: QTextLayout


def lay(text: str, face: QFont, caret: QRect, width: float, there: int, tall: int = rich.LINE_HEIGHT) -> Laid:
    """Lays a text behind a caret: its first line goes on there, the others have all of ``width``.

    ``there``: so many lines the field's own text has, at the end of which the caret is; 0: others stand below, and only
    what fits into the line of the caret is shown. ``tall``: the height of a line.
    """
    row = max(0, round((caret.center().y() - rich.MARGIN - tall / 2) / tall))
    start = caret.x() + 1
    layout, found, behind = _broken(text, face, width, max(0.0, width - start), whole=bool(there))
    placed = []
    for number, line in enumerate(found):
        base = rich.MARGIN + (row + number + (0 if behind else 1)) * tall + rich.BASE * tall
        left = start if behind and number == 0 else rich.MARGIN
        placed.append((line, QPointF(left, base - line.ascent() - line.y())))
    last = row + len(found) - (1 if behind and found else 0)
    end = placed[-1][1].x() + placed[-1][0].naturalTextWidth() if placed else float(start)
    if there and end + STEP + _CHIP > width:
        last, end = last + 1, float(-STEP)
    key = QRect(0, rich.MARGIN + last * tall, min(ceil(end) + STEP + _CHIP - HALF, round(width)), tall)
    return Laid(tuple(placed), key, max(0, last + 1 - there) if there else 0, layout)


def _broken(
    text: str, face: QFont, width: float, room: float, *, whole: bool
) -> tuple[QTextLayout, list[QTextLine], bool]:
    """The text in lines, and whether it begins in the line of the caret: a word that does not fit there goes down."""
    if not whole:
        text = _within(text, room - _CHIP - STEP, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    for behind in (True, False):
        layout = QTextLayout(text if behind else text.lstrip(), face)
        layout.setTextOption(option)
        found: list[QTextLine] = []
        layout.beginLayout()
        while len(found) < _MOST:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room if behind and not found else width)
            found.append(line)
        layout.endLayout()
        if not whole or not found or found[0].naturalTextWidth() <= room:
            break
    return layout, found, behind


def _within(text: str, room: float, face: QFont) -> str:
    """As many whole words as fit, with … where there are more."""
    if lines.natural_width(text, face) <= room:
        return text
    words = text.split(" ")
    while words and lines.natural_width(" ".join(words) + "…", face) > room:
        words.pop()
    return " ".join(words) + "…" if any(words) else ""
