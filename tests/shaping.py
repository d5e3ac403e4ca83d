"""Reads the glyphs that stand on a page, and holds every word against what HarfBuzz makes of it from the bundled font.

Nothing here is taken from the program that drew the page: codes become glyphs by the file's own tables, several glyphs
that were made one are taken apart by the embedded font's own outlines, and each outline is held against the bundled
font's. Everything is counted in font units.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import NamedTuple

import pikepdf
import uharfbuzz as hb

from koyradesk.resources import resource

#: What a reader sees between two words of a line differs by no more than this, in points: the bold blank of a family is
#: a thousandth of an em wider than the regular one.
EVEN = 0.03
#: Places in the file are rounded to a tenth of a font unit, and each of several may be.
NEAR = 0.25
_BFCHAR = re.compile(rb"\n<([0-9A-F]{4})> <([0-9A-F]+)>")
DOTTED_CIRCLE = "\u25cc"


class Glyph(NamedTuple):
    """A glyph of the bundled font with ink, and where it stands, in font units from the beginning of its run."""

    number: int
    x: float
    y: float


class Run(NamedTuple):
    """A word, or what one face shows of it: where it begins and ends on its line, in points."""

    file: str
    text: str
    size: float
    start: float
    end: float
    glyphs: tuple[Glyph, ...]


class Line(NamedTuple):
    """A line: its left end and baseline in points, its runs, and the places of its gaps, each a blank in the text."""

    x: float
    y: float
    runs: tuple[Run, ...]
    gaps: tuple[int, ...]

    def text(self) -> str:
        parts = [(" " if at in self.gaps else "") + run.text for at, run in enumerate(self.runs)]
        return "".join(parts)


class Bundled:
    """A font file as it is bundled."""

    def __init__(self, name: str) -> None:
        self.face = hb.Face(resource("fonts", f"{name}.ttf").read_bytes())
        self.font = hb.Font(self.face)
        self.count: int = self.face.glyph_count
        self.circle = self.font.get_nominal_glyph(ord(DOTTED_CIRCLE)) or -1
        #: Glyphs of embedded fonts, by number and data: do they look as the bundled font's do?
        self.same: dict[tuple[int, bytes], bool] = {}
        self._ink: dict[int, bool] = {}

    def ink(self, glyph: int) -> bool:
        if glyph not in self._ink:
            self._ink[glyph] = bool(outline(self.font, glyph))
        return self._ink[glyph]


@cache
def bundled(name: str) -> Bundled:
    """A bundled font, read once."""
    return Bundled(name)


def outline(font: hb.Font, glyph: int) -> list[tuple[str, tuple[object, ...]]]:
    """The strokes of a glyph."""
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return pen.strokes


class _Pen:
    def __init__(self) -> None:
        self.strokes: list[tuple[str, tuple[object, ...]]] = []

    def __getattr__(self, name: str) -> Callable[..., None]:
        """moveTo, lineTo, qCurveTo, curveTo, closePath"""
        return lambda *points: self.strokes.append((name, points))


class Embedded:
    """A font of a PDF: for each code its text, its width and the glyphs of the bundled font that it shows."""

    def __init__(self, font: pikepdf.Object) -> None:
        descendant = font.DescendantFonts[0]
        self.file = str(font.BaseFont).partition("+")[2]
        self.own = bundled(self.file)
        rows = _BFCHAR.findall(font.ToUnicode.read_bytes())
        self.texts = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
        first, widths = descendant.W
        self.widths = {int(first) + at: float(width) for at, width in enumerate(widths)}
        program = descendant.FontDescriptor.FontFile2.read_bytes()
        tables = dict(_tables(program))
        self._places = _places(tables)
        self._glyf = tables["glyf"]
        self._font = hb.Font(hb.Face(program))
        numbers = descendant.CIDToGIDMap.read_bytes()
        self.numbers = {code: int.from_bytes(numbers[2 * code : 2 * code + 2], "big") for code in self.texts}
        self.parts = {code: self._parts(number) for code, number in self.numbers.items()}

    def _parts(self, number: int) -> tuple[Glyph, ...]:
        """The glyphs of the bundled font that a glyph consists of: itself, or those it was put together from."""
        if self._is_own(number):
            return (Glyph(number, 0, 0),) if self.own.ink(number) else ()
        found = tuple(_components(self._data(number)))
        for part in found:
            assert self._is_own(part.number), f"glyph {part.number} of {self.file} looks like none"
        return found

    def _data(self, number: int) -> bytes:
        return self._glyf[self._places[number] : self._places[number + 1]]

    def _is_own(self, number: int) -> bool:
        """Does the glyph look as that of this number does in the bundled font?"""
        key = (number, self._data(number))
        if key not in self.own.same:
            known = number < self.own.count
            self.own.same[key] = known and outline(self._font, number) == outline(self.own.font, number)
        return self.own.same[key]


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4s3I", font, 12 + 16 * index)
        yield tag.decode("ascii"), font[start : start + length]


def _places(tables: dict[str, bytes]) -> list[int]:
    loca, long = tables["loca"], struct.unpack_from(">h", tables["head"], 50)[0]
    if long:
        return list(struct.unpack(f">{len(loca) // 4}I", loca))
    return [2 * place for place in struct.unpack(f">{len(loca) // 2}H", loca)]


def _components(data: bytes) -> Iterator[Glyph]:
    assert struct.unpack_from(">h", data)[0] == -1, "several glyphs as one"
    place, more = 10, True
    while more:
        flags, number, x, y = struct.unpack_from(">2H2h", data, place)
        assert flags & 0x0003 == 0x0003, "places in words"
        yield Glyph(number, x, y)
        place, more = place + 8, bool(flags & 0x0020)


def fonts(pdf: pikepdf.Pdf) -> dict[str, Embedded]:
    """The fonts of a paper; all its pages share them."""
    return {str(name): Embedded(font) for name, font in pdf.pages[0].Resources.get("/Font", {}).items()}


def lines(data: bytes) -> list[list[Line]]:
    """The lines of each page, in the order of its content; the draft mark, repeated headings and page numbers too."""
    with pikepdf.open(BytesIO(data)) as pdf:
        known = fonts(pdf)
        return [list(_page(page, known)) for page in pdf.pages]


def _page(page: pikepdf.Page, known: dict[str, Embedded]) -> Iterator[Line]:
    reader: _Reader | None = None
    font, size = "", 0.0
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "Tf":
                font, size = str(operands[0]), float(operands[1])
                if reader:
                    reader.end_run()
            case "Tm":
                if reader and reader.runs:
                    yield reader.line()
                reader = _Reader(float(operands[4]), float(operands[5]))
            case "TJ":
                assert reader, "text without a place"
                reader.show(operands[0], known[font], size)
            case "ET" if reader:
                if reader.runs or reader.codes:
                    yield reader.line()
                reader = None


class _Reader:
    """A line as it is shown, code by code."""

    def __init__(self, x: float, y: float) -> None:
        self.x, self.y = x, y
        self.pen = 0.0  # in points
        self.runs: list[Run] = []
        self.gaps: list[int] = []
        self.codes: list[tuple[str, tuple[Glyph, ...], float]] = []
        self.font: Embedded | None = None
        self.size = 0.0

    def show(self, array: pikepdf.Object, font: Embedded, size: float) -> None:
        self.font, self.size = font, size
        for part in array:
            if not isinstance(part, pikepdf.String):
                self.pen -= float(part) * size / 1000
                continue
            raw = bytes(part)
            for at in range(0, len(raw), 2):
                code = int.from_bytes(raw[at : at + 2], "big")
                text = font.texts[code]
                if text == " ":
                    self.end_run()
                    self.gaps.append(len(self.runs))
                else:
                    self.codes.append((text, font.parts[code], self.pen))
                self.pen += font.widths[code] * size / 1000

    def end_run(self) -> None:
        if not self.codes:
            return
        assert self.font
        text = re.sub("([-\u2010\u2011])\u00a0$", r"\1", "".join(one for one, _, _ in self.codes))
        scale = self.font.own.face.upem / self.size
        origin = self.codes[0][2]
        placed = [((pen - origin) * scale, part) for _, parts, pen in self.codes for part in parts]
        glyphs = tuple(Glyph(part.number, x + part.x, part.y) for x, part in placed)
        self.runs.append(Run(self.font.file, text, self.size, origin, self.pen, glyphs))
        self.codes = []

    def line(self) -> Line:
        self.end_run()
        return Line(self.x, self.y, tuple(self.runs), tuple(gap for gap in self.gaps if 0 < gap < len(self.runs)))


def scripts(text: str) -> list[tuple[str, str]]:
    """The stretches of a text with their scripts, as Unicode names them; what has none goes with what stands before."""
    found: list[tuple[str, str]] = []
    for char in text:
        name = unicodedata.name(char, "")
        script = "Beng" if name.startswith("BENGALI") else "Latn" if name.startswith("LATIN") else ""
        if found and (not script or found[-1][0] in ("", script)):
            found[-1] = (script or found[-1][0], found[-1][1] + char)
        else:
            found.append((script, char))
    return [(script or "Zyyy", stretch) for script, stretch in found]


class Shaped(NamedTuple):
    """What HarfBuzz makes of a word: glyphs with ink, the width, and what must not be there."""

    glyphs: tuple[Glyph, ...]
    width: float
    missing: bool
    circles: bool


@cache
def shaped(file: str, text: str) -> Shaped:
    """A word shaped by HarfBuzz alone, from the font as it is bundled."""
    own = bundled(file)
    pen = 0
    glyphs: list[Glyph] = []
    found: set[int] = set()
    for script, stretch in scripts(text):
        buffer = hb.Buffer()
        buffer.add_str(stretch)
        buffer.direction, buffer.script, buffer.language = "ltr", script, "bn"
        hb.shape(own.font, buffer)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            if own.ink(info.codepoint):
                glyphs.append(Glyph(info.codepoint, pen + at.x_offset, at.y_offset))
            pen += at.x_advance
        found |= {info.codepoint for info in buffer.glyph_infos}
    return Shaped(tuple(glyphs), pen, 0 in found, own.circle in found and DOTTED_CIRCLE not in text)


def faults(line: Line) -> Iterator[str]:
    """What of a line is not as HarfBuzz has it: glyphs, where they stand, how wide words are, gaps that differ."""
    for run in line.runs:
        wanted = shaped(run.file, run.text)
        if wanted.missing:
            yield f"{run.text!r}: a glyph is missing"
        if wanted.circles:
            yield f"{run.text!r}: a dotted circle"
        if [one.number for one in wanted.glyphs] != [one.number for one in run.glyphs]:
            yield f"{run.text!r}: glyphs {run.glyphs}, HarfBuzz has {wanted.glyphs}"
            continue
        shift = _shift(run)
        for one, other in zip(run.glyphs, wanted.glyphs, strict=True):
            if abs(one.x - shift - other.x) > NEAR or one.y != other.y:
                yield f"{run.text!r}: {one} stands elsewhere than {other}"
    gaps = {at: _start(line.runs[at]) - _end(line.runs[at - 1]) for at in line.gaps}
    if gaps and max(gaps.values()) - min(gaps.values()) > EVEN:
        yield f"gaps of {sorted(round(gap, 2) for gap in gaps.values())} points in {line.text()!r}"
    for at in range(1, len(line.runs)):
        gap = _start(line.runs[at]) - _end(line.runs[at - 1])
        if at not in gaps and abs(gap) > EVEN:
            yield f"{gap:.2f} points within a word of {line.text()!r}"


def _shift(run: Run) -> float:
    """How far right of its beginning, in font units, the page shows a run whose first glyph does not stand there."""
    wanted = shaped(run.file, run.text)
    return run.glyphs[0].x - wanted.glyphs[0].x if run.glyphs else 0.0


def _start(run: Run) -> float:
    return run.start + _shift(run) * run.size / bundled(run.file).face.upem


def _end(run: Run) -> float:
    return _start(run) + shaped(run.file, run.text).width * run.size / bundled(run.file).face.upem
