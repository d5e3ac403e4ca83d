"""A text document and its marked text: bold and underline, lines, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import cast

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from koyradesk.bengali.text import clean, nfc
from koyradesk.markup import Span, spans, written
from ui import lines
from ui.theme import LEADING, TYPE, font

#: Inside a block it begins a line as the end of the block does.
_LINE_END = "\u2028"
LINE_HEIGHT = ceil(TYPE.body * LEADING)
#: Where Qt puts the base of letters in a line of fixed height.
BASE = 0.8
#: Around the text, inside the document: so that the caret is never cut off.
MARGIN = 1


def block_format() -> QTextBlockFormat:
    """The look of every line: room above and below the letters, the same whatever face a letter comes from."""
    look = QTextBlockFormat()
    look.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return look


def line_height(document: QTextDocument) -> int:
    """The height of its lines."""
    return round(document.firstBlock().blockFormat().lineHeight()) or LINE_HEIGHT


def above() -> float:
    """How much lower a document sets its first line than ``lines.draw`` does."""
    face = QFontMetricsF(font())
    return BASE * LINE_HEIGHT - face.ascent() - (lines.leading(font()) - face.height()) / 2


def char_format(bold: bool, underline: bool) -> QTextCharFormat:
    """The look of a stretch of text."""
    look = QTextCharFormat()
    if bold:
        look.setFontWeight(QFont.Weight.Bold)
    if underline:
        look.setFontUnderline(True)
    return look


def insert(cursor: QTextCursor, marked: str) -> None:
    """Puts a marked text in place of the selection, as one step of undo."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for span in spans(marked):
        look = char_format(span.bold, span.underline)
        for number, line in enumerate(span.text.split("\n")):
            if number:
                cursor.insertBlock(block_format())
            cursor.insertText(line, look)
    cursor.endEditBlock()


def marked(document: QTextDocument, start: int = 0, end: int | None = None) -> str:
    """The marked text of a document, or of what stands from ``start`` to ``end`` (Qt's positions); fit to be stored."""
    return nfc(written(_spans(document, start, document.characterCount() if end is None else end)))


def _spans(document: QTextDocument, start: int, end: int) -> Iterator[Span]:
    """Stretches in order; a line end has the looks that go on behind it."""
    before: Span | None = None
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        if block.position() > start:
            first = next(_stretches(block, start, end), None)
            ends = [one for one in (before, first) if one is not None]
            both = len(ends) == 2
            yield Span("\n", both and all(one.bold for one in ends), both and all(one.underline for one in ends))
            before = None
        for before in _stretches(block, start, end):
            yield before
        block = block.next()


def _stretches(block: QTextBlock, start: int, end: int) -> Iterator[Span]:
    # The stubs do not know that a block can be walked through.
    for place in cast("Iterator[QTextBlock.iterator]", block):
        fragment = place.fragment()
        text, at = fragment.text(), fragment.position()
        if at < start or at + fragment.length() > end:
            units = text.encode("utf-16-le")[2 * max(0, start - at) : 2 * max(0, end - at)]
            text = units.decode("utf-16-le", "ignore")
        look = fragment.charFormat()
        text = clean(text.replace(_LINE_END, "\n"))
        if text:
            yield Span(text, _is_bold(look), look.fontUnderline())


def html(marked_text: str) -> str:
    """A marked text for the clipboards of other programs."""
    return marked_text.replace("\n", "<br>")


def has_all(cursor: QTextCursor, mark: str) -> bool:
    """Has all of the selection a mark ("b" or "u"), or what would be typed at the caret?"""
    if not cursor.hasSelection():
        look = cursor.charFormat()
        return look.fontUnderline() if mark == "u" else _is_bold(look)
    selected = _spans(cursor.document(), cursor.selectionStart(), cursor.selectionEnd())
    return all(span.underline if mark == "u" else span.bold for span in selected if span.text != "\n")


def _is_bold(look: QTextCharFormat) -> bool:
    return look.fontWeight() >= QFont.Weight.DemiBold
