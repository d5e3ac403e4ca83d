"""From marked text to lines: words with their widths, and where a paragraph breaks.

A justified paragraph is broken as a whole (least sum of squared stretch, as Knuth and Plass do it), a ragged one line
by line. Bengali is not hyphenated, and a word is broken only when it is longer than its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from koyradesk.documents.blocks import BLANKS
from koyradesk.documents.pdf.faces import FaceSet, Glyphs
from koyradesk.markup import Span, spans

#: What follows a piece on its line.
BLANK, GLUED, TIED, BREAK = " ", "", "\u00a0", "\n"
#: After a part of a cut word: a line may end here, and nothing stands between.
CUT = "\u200b"

_BLANKS = re.compile(f"({BLANKS}|\n)")
_NUMBER = re.compile(r"[(]?[\d০-৯][\d০-৯.,/]*[%)]?")
#: Words that belong to the number before them, so that a line never ends between: ১৫ টি, ১০ দিন, ২০২৩ খ্রি.
_UNITS = re.compile(
    "(টি|টির|টিতে|জন|জনের|দিন|দিনের|%|শতাংশ|খ্রি|খ্রিঃ|খ্রি\\.|খ্রিষ্টাব্দ|খ্রিস্টাব্দ|বঙ্গাব্দ"
    "|টাকা|কোটি|লক্ষ|লাখ|হাজার|ঘটিকা|ঘটিকায়|নং|তম|ম)[,।;:)]*"
)
_CLINGING = re.compile(r"[।,;:!?)\]}’”%—–-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one look that is never broken: its text, its glyphs and their width in points."""

    text: str
    glyphs: Glyphs
    width: float
    bold: bool
    underline: bool
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """A broken line: its pieces, its natural width, and whether it may be stretched to the measure."""

    pieces: tuple[Piece, ...]
    width: float
    last: bool

    @property
    def blanks(self) -> int:
        """Blanks that can stretch: those between its words, not the one that hangs at its end."""
        return sum(1 for piece in self.pieces[:-1] if piece.after in (BLANK, TIED))


def pieces(marked: str, faces: FaceSet, size: float, *, bold: bool = False, underline: bool = False) -> list[Piece]:
    """The pieces of a marked text; numbers are tied to their units and punctuation to its word."""
    tokens: list[tuple[str, Span]] = []
    for span in spans(marked):
        for token in _BLANKS.split(span.text):
            if token:
                tokens.append((token, span))
    while tokens and tokens[-1][0].isspace() and tokens[-1][0] != "\u00a0":
        tokens.pop()
    result: list[Piece] = []
    for index, (token, span) in enumerate(tokens):
        if token == "\n" or _BLANKS.fullmatch(token):
            continue
        after = _after(token, [later for later, _ in tokens[index + 1 : index + 3]])
        strong = bold or span.bold
        glyphs = faces.word(token, size, strong)
        result.append(Piece(token, glyphs, glyphs.width, strong, underline or span.underline, after))
    return result


def _after(token: str, following: list[str]) -> str:
    if not following:
        return GLUED
    if following[0] == "\n" or following[-1] == "\n":
        return BREAK
    if not _BLANKS.fullmatch(following[0]):
        return GLUED
    word = following[1] if len(following) > 1 else ""
    if token == "৳" or _CLINGING.fullmatch(word) or (_NUMBER.fullmatch(token) and _UNITS.fullmatch(word)):
        return TIED
    return BLANK


def break_lines(
    found: list[Piece], measure: float, blank: float, faces: FaceSet, size: float, *, justify: bool
) -> list[Line]:
    """Breaks pieces into lines of at most ``measure`` points, with blanks of ``blank`` points."""
    lines: list[Line] = []
    for stretch in _stretches(_shortened(found, measure, faces, size)):
        units = _units(stretch)
        breaks = _optimal(units, measure, blank) if justify else _greedy(units, measure, blank)
        start = 0
        for end in breaks:
            chosen = [piece for unit in units[start:end] for piece in unit]
            lines.append(Line(tuple(chosen), _width(chosen, blank), end == len(units)))
            start = end
    return lines


def _stretches(found: list[Piece]) -> Iterator[list[Piece]]:
    """Pieces up to each forced break."""
    held: list[Piece] = []
    for piece in found:
        held.append(piece)
        if piece.after == BREAK:
            yield held
            held = []
    if held:
        yield held


def _units(stretch: list[Piece]) -> list[list[Piece]]:
    """Groups of pieces between which a line may end."""
    units: list[list[Piece]] = [[]]
    for piece in stretch:
        units[-1].append(piece)
        if piece.after not in (GLUED, TIED):
            units.append([])
    if not units[-1]:
        units.pop()
    return units


def _width(chosen: list[Piece], blank: float) -> float:
    gaps = sum(blank for piece in chosen[:-1] if piece.after in (BLANK, TIED))
    return sum(piece.width for piece in chosen) + gaps


def _greedy(units: list[list[Piece]], measure: float, blank: float) -> list[int]:
    breaks: list[int] = []
    reach = 0.0
    for index, unit in enumerate(units):
        width = _width(unit, blank)
        if index and reach + blank + width > measure + 0.01 and (not breaks or breaks[-1] != index):
            breaks.append(index)
            reach = width
        else:
            reach += width + (blank if reach else 0)
    return [*breaks, len(units)]


def _optimal(units: list[list[Piece]], measure: float, blank: float) -> list[int]:
    """Breaks with the least total badness; the last line is free, but a lone word on it costs."""
    count = len(units)
    widths = [_width(unit, blank) for unit in units]
    gaps = [1 + sum(1 for piece in unit[:-1] if piece.after in (BLANK, TIED)) for unit in units]
    best = [0.0] + [float("inf")] * count
    come = [0] * (count + 1)
    for start in range(count):
        width, blanks = -blank, -1
        base = best[start]
        for end in range(start + 1, count + 1):
            width += widths[end - 1] + blank
            blanks += gaps[end - 1]
            slack = measure - width
            if slack < -0.01 and end > start + 1:
                break
            if end == count:
                cost = 8.0 if end == start + 1 and start else 0.0
            elif blanks:
                stretch = max(0.0, slack) / (blanks * blank)
                cost = stretch * stretch + (stretch > 3) * 4
            else:
                cost = 60.0 + (slack / measure) ** 2
            if base + cost < best[end]:
                best[end] = base + cost
                come[end] = start
    breaks = []
    end = count
    while end:
        breaks.append(end)
        end = come[end]
    return breaks[::-1]


#: Between which characters an overlong word may be broken: before a letter or sign that starts a cluster.
_CLUSTER = re.compile(r".(?:্[\u200c\u200d]?.|[\u0981-\u0983\u09bc\u09be-\u09cc\u09d7\u200c\u200d])*", re.DOTALL)


def _shortened(found: list[Piece], measure: float, faces: FaceSet, size: float) -> list[Piece]:
    """Pieces longer than a whole line, cut between clusters."""
    if all(piece.width <= measure for piece in found):
        return found
    result: list[Piece] = []
    for piece in found:
        if piece.width <= measure:
            result.append(piece)
            continue
        parts = [""]
        for cluster in _CLUSTER.findall(piece.text):
            if parts[-1] and faces.word(parts[-1] + cluster, size, piece.bold).width > measure:
                parts.append("")
            parts[-1] += cluster
        for index, part in enumerate(parts):
            glyphs = faces.word(part, size, piece.bold)
            after = piece.after if index == len(parts) - 1 else CUT
            result.append(Piece(part, glyphs, glyphs.width, piece.bold, piece.underline, after))
    return result
