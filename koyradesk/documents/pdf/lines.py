"""From marked text to lines: words with their widths, and where a paragraph breaks.

A justified paragraph is broken as a whole (least sum of squared stretch, as Knuth and Plass do it), a ragged one line
by line. Bengali is not hyphenated, and a word is broken only when it is longer than its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, count

from koyradesk.bengali.calendar import GREGORIAN_MONTHS, MONTHS
from koyradesk.documents.blocks import BLANKS
from koyradesk.documents.pdf.words import Broken, FaceSet, Word
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.markup import Span, spans

#: What follows a piece on its line.
BLANK, GLUED, TIED, BREAK = " ", "", "\u00a0", "\n"
#: After a part of a cut word: a line may end here, and nothing stands between.
CUT = "\u200b"

_BLANKS = re.compile(f"({BLANKS}|\n)")
_NUMBER = re.compile(r"[(]?[\d০-৯][\d০-৯.,/]*[%)]?")
#: Words that belong to the number before them, so that a line never ends between: ১৫ টি, ১০ দিন, ২০২৩ খ্রি., ৩১
#: ডিসেম্বর.
_UNITS = re.compile(
    "(টি|টির|টিতে|জন|জনের|দিন|দিনের|%|শতাংশ|খ্রি|খ্রিঃ|খ্রি\\.|খ্রিষ্টাব্দ|খ্রিস্টাব্দ|বঙ্গাব্দ"
    "|টাকা|কোটি|লক্ষ|লাখ|হাজার|ঘটিকা|ঘটিকায়|নং|তম|ম"
    f"|(?:{'|'.join((*MONTHS, *GREGORIAN_MONTHS))})(?:র|ের|এর|-এর|তে|ে)?)[,।;:)]*"
)
#: What a line never ends with, as a number follows: ৳ ৫০, ☎ ০১৭, № ৫.
_LEADING = frozenset("৳☎№")
_PAUSES = (",", ";", ":", "।", "–", "—")
_CLINGING = re.compile(r"[।,;:!?)\]}’”%—–-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one look that is never broken, what follows it, and where it begins in the plain text."""

    word: Word
    at: int
    bold: bool
    underline: bool
    after: str

    @property
    def text(self) -> str:
        return self.word.text

    @property
    def width(self) -> float:
        """In points."""
        return self.word.width


_numbers = count()


@dataclass(frozen=True, slots=True)
class Line:
    """A broken line: its pieces, its natural width, and whether it may be stretched to the measure."""

    pieces: tuple[Piece, ...]
    width: float
    last: bool
    #: Tells this line from every other one ever broken.
    number: int = field(default_factory=_numbers.__next__, compare=False)

    @property
    def blanks(self) -> int:
        """Blanks that can stretch: those between its words, not the one that hangs at its end."""
        return sum(1 for piece in self.pieces[:-1] if piece.after in (BLANK, TIED))


def set_lines(text: str, faces: FaceSet, size: float, measure: float, *, bold: bool, align: str) -> tuple[Line, ...]:
    """A marked text as lines of at most ``measure`` points; a text that was broken so before is not broken again."""
    kept = faces.typeface.lines
    key = (text, size, measure, bold, align)
    broken = kept.get(key)
    if broken is None:
        noted = faces.note()
        justify, even = align == "justify", align == "center"
        found = pieces(text, faces, size, bold=bold)
        blank = faces.blank * size / 1000
        lines = tuple(break_lines(found, measure, blank, faces, size, justify=justify, even=even))
        kept.put(key, Broken(lines, tuple(dict.fromkeys(noted))), 1 + len(found))
        return lines
    # In the same order as when they were measured: the same paper is the same bytes, whatever was kept.
    for word in broken.words:
        faces.use(word)
    return broken.lines


def pieces(marked: str, faces: FaceSet, size: float, *, bold: bool = False) -> list[Piece]:
    """The pieces of a marked text; numbers are tied to their units and punctuation to its word."""
    tokens: list[tuple[str, Span]] = []
    for span in spans(marked):
        for token in _BLANKS.split(span.text):
            if token:
                tokens.append((token, span))
    while tokens and _BLANKS.fullmatch(tokens[-1][0]):
        tokens.pop()
    result: list[Piece] = []
    at = 0
    for index, (token, span) in enumerate(tokens):
        start, at = at, at + len(token)
        if token == "\n" or _BLANKS.fullmatch(token):
            continue
        after = _after(token, tokens, index + 1)
        strong = bold or span.bold
        result.append(Piece(faces.word(token, size, strong), start, strong, span.underline, after))
    return result


def _after(token: str, tokens: list[tuple[str, Span]], place: int) -> str:
    """What stands between a token and the next word, which is looked for from ``place`` on."""
    gap = False
    for later in range(place, len(tokens)):
        word = tokens[later][0]
        if word == "\n":
            return BREAK
        if _BLANKS.fullmatch(word):
            gap = True
        elif not gap:
            return GLUED
        elif token in _LEADING or _CLINGING.fullmatch(word) or (_NUMBER.fullmatch(token) and _UNITS.fullmatch(word)):
            return TIED
        else:
            return BLANK
    return GLUED


def break_lines(
    found: list[Piece], measure: float, blank: float, faces: FaceSet, size: float, *, justify: bool, even: bool = False
) -> list[Line]:
    """Breaks pieces into lines of at most ``measure`` points, with blanks of ``blank`` points.

    ``justify``: for lines that are stretched; ``even``: for centered ones, in as many lines, about equally long.
    """
    lines: list[Line] = []
    for stretch in _stretches(found):
        units = _units(stretch)
        widths = [_width(unit, blank) for unit in units]
        if max(widths) > measure + 0.01:
            units = _fitting(units, widths, measure, faces, size)
            widths = [_width(unit, blank) for unit in units]
        gaps = [blank if unit[-1].after == BLANK else 0.0 for unit in units]
        breaks = _optimal(units, widths, gaps, measure, blank) if justify else _greedy(widths, gaps, measure)
        if even and len(breaks) > 1:
            breaks = _even(widths, gaps, measure, len(breaks))
        elif not justify:
            _join_last(breaks, units, widths, gaps, measure)
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


def _greedy(widths: list[float], gaps: list[float], measure: float) -> list[int]:
    """Breaks of units ``widths`` wide, each followed by a gap, where a line is full."""
    breaks: list[int] = []
    reach = gap = 0.0
    for index, width in enumerate(widths):
        if index and reach + gap + width > measure + 0.01:
            breaks.append(index)
            reach = width
        else:
            reach += gap + width
        gap = gaps[index]
    return [*breaks, len(widths)]


def _join_last(
    breaks: list[int], units: list[list[Piece]], widths: list[float], gaps: list[float], measure: float
) -> None:
    """Gives a lone last word another one from the line above, where that keeps two and does not end as speech does."""
    if len(breaks) < 2:
        return
    above, start = [0, *breaks][-3], breaks[-2]
    alone = len(widths) - start == 1 and start - above > 2 and gaps[start - 1] > 0
    if (
        alone
        and not units[start - 1][-1].text.endswith(_PAUSES)
        and widths[start - 1] + gaps[start - 1] + widths[start] <= measure
    ):
        breaks[-2] -= 1


def _even(widths: list[float], gaps: list[float], measure: float, count: int) -> list[int]:
    """Breaks into ``count`` lines, the longest as short as can be: no single word under a full line."""
    narrow, wide = max(widths), measure
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(_greedy(widths, gaps, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return _greedy(widths, gaps, wide)


def _optimal(
    units: list[list[Piece]], widths: list[float], gaps: list[float], measure: float, blank: float
) -> list[int]:
    """Breaks with the least total badness; the last line is free, but a lone word on it costs."""
    count = len(units)
    stretching = [sum(1 for piece in unit if piece.after in (BLANK, TIED)) for unit in units]
    best = [0.0] + [float("inf")] * count
    come = [0] * (count + 1)
    for start in range(count):
        width, blanks, gap = 0.0, 0, 0.0
        base = best[start]
        for end in range(start + 1, count + 1):
            width += gap + widths[end - 1]
            gap = gaps[end - 1]
            blanks += stretching[end - 1]
            inner = blanks - (gap > 0)  # the blank that hangs at the line's end does not stretch
            slack = measure - width
            if slack < -0.01 and end > start + 1:
                break
            if end == count:
                cost = 8.0 if end == start + 1 and start else 0.0
            elif inner > 0:
                stretch = max(0.0, slack) / (inner * blank)
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


#: A character with all that belongs to it: a word too long for its line may be broken between two of these.
CLUSTER = re.compile(
    r".(?:্[\u200c\u200d]*(?!্).|[\u0300-\u036f\u0981-\u0983\u09bc\u09be-\u09cd\u09d7\u09fe\u200b-\u200f\u2060\ufe00-\ufe0f])*",
    re.DOTALL,
)
#: Where an address or a number is better broken than between any two of its letters.
_JOINT = re.compile(r"(?<=[-/_.?&=@,;:|\u00a0])(?=[^-/_.?&=@,;:|\u00a0])")


def _fitting(
    units: list[list[Piece]], widths: list[float], measure: float, faces: FaceSet, size: float
) -> list[list[Piece]]:
    """The units, those longer than a whole line parted: after what is only tied, then where its looks change, then at
    the joints of an address, and between clusters at last."""
    result: list[list[Piece]] = []
    for unit, width in zip(units, widths, strict=True):
        if width <= measure + 0.01:
            result.append(unit)
            continue
        loose = [replace(piece, after={TIED: BLANK, GLUED: CUT}.get(piece.after, piece.after)) for piece in unit]
        loose[-1] = unit[-1]
        result += [[part] for piece in loose for part in _cut(piece, measure, faces, size)]
    return result


def _cut(piece: Piece, measure: float, faces: FaceSet, size: float) -> list[Piece]:
    """A piece as parts that fit into a line.

    Raises:
        UserError: one cluster alone is wider than the line.
    """
    if piece.width <= measure + 0.01:
        return [piece]

    def width(text: str) -> float:
        return faces.word(text, size, piece.bold).width

    parts = [""]
    for stretch in _JOINT.split(piece.text):
        if parts[-1] and width(parts[-1] + stretch) <= measure:
            parts[-1] += stretch
            continue
        # A stretch that fills more than a line goes on where the one before it ends.
        if width(stretch) <= measure:
            parts.append(stretch)
            continue
        for cluster in CLUSTER.findall(stretch):
            if parts[-1] and width(parts[-1] + cluster) > measure:
                parts.append("")
            parts[-1] += cluster
            if width(cluster) > measure + 0.01:
                raise UserError(
                    N_(
                        "A column of the paper is too narrow for “{text}”. In the layout, make the column wider, "
                        "or the letters or margins smaller."
                    ),
                    text=cluster[:20],
                )
    starts = accumulate((len(part) for part in parts), initial=piece.at)
    return [
        replace(piece, word=faces.word(part, size, piece.bold), at=at, after=after)
        for part, at, after in zip(parts, starts, [*[CUT] * (len(parts) - 1), piece.after], strict=False)
        if part
    ]
