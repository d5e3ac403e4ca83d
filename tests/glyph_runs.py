"""What a PDF draws for each word, as outlines, and what HarfBuzz draws for it in the font file itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import uharfbuzz as hb

from koyradesk.documents.pdf.words import FaceSet

Point = tuple[float, float]
Outline = list[tuple[str, tuple[Point, ...]]]


def outline(font: hb.Font, glyph: int, x: float = 0, y: float = 0) -> Outline:
    """A glyph's pen strokes, moved."""
    found: Outline = []

    def noted(name: str):
        def note(*arguments: object) -> None:
            numbers = [one for one in arguments if isinstance(one, float | int)]
            found.append((name, tuple((a + x, b + y) for a, b in zip(numbers[::2], numbers[1::2], strict=True))))

        return note

    pen = hb.DrawFuncs()
    pen.set_move_to_func(noted("move"))
    pen.set_line_to_func(noted("line"))
    pen.set_quadratic_to_func(noted("curve"))
    pen.set_cubic_to_func(noted("cubic"))
    pen.set_close_path_func(noted("close"))
    font.draw_glyph(glyph, pen)
    return found


@dataclass(frozen=True)
class Shown:
    """A stretch of a page in one face, between blanks: its face's number, its text and what is drawn, in font units."""

    face: int
    text: str
    drawn: Outline


class _Embedded:
    """A font as it stands in the file."""

    def __init__(self, font: pikepdf.Object) -> None:
        descendant = font.DescendantFonts[0]
        self.face = hb.Face(descendant.FontDescriptor.FontFile2.read_bytes())
        self.font = hb.Font(self.face)
        self.numbers = descendant.CIDToGIDMap.read_bytes()
        self.widths = [float(one) for one in descendant.W[1]]
        rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font.ToUnicode.read_bytes())
        self.texts = {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}

    def drawn(self, code: int, pen: float) -> Outline:
        glyph = int.from_bytes(self.numbers[2 * code : 2 * code + 2], "big")
        return outline(self.font, glyph, pen * self.face.upem / 1000)


def shown(data: bytes) -> Iterator[Shown]:
    """Every stretch of every page, in the order of drawing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(name): _Embedded(font) for name, font in pdf.pages[0].Resources.Font.items()}
        for page in pdf.pages:
            name = ""
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tf":
                    name = str(instruction.operands[0])
                elif str(instruction.operator) == "TJ":
                    yield from _stretches(int(name[2:]), fonts[name], instruction.operands[0])


def _stretches(face: int, font: _Embedded, array: pikepdf.Object) -> Iterator[Shown]:
    pen, text, drawn = 0.0, "", list[tuple[str, tuple[Point, ...]]]()
    for part in array:
        if not isinstance(part, pikepdf.String):
            pen -= float(part)
            continue
        raw = bytes(part)
        for code in (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)):
            if font.texts[code] == " ":
                if text:
                    yield Shown(face, text, drawn)
                pen, text, drawn = 0.0, "", []
                continue
            text += font.texts[code]
            drawn += font.drawn(code, pen)
            pen += font.widths[code]
    if text:
        yield Shown(face, text, drawn)


def shaped(faces: FaceSet, face: int, text: str) -> tuple[Outline, set[int]]:
    """What HarfBuzz draws for a text in the face's own file, and the numbers of the glyphs."""
    font = faces.faces[face].hb_font
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    pen, drawn = 0, list[tuple[str, tuple[Point, ...]]]()
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        drawn += outline(font, info.codepoint, pen + place.x_offset, place.y_offset)
        pen += place.x_advance
    return drawn, {info.codepoint for info in buffer.glyph_infos}


def differs(one: Outline, other: Outline, by: float = 1.0) -> bool:
    """Are two outlines not the same, to a unit of the font? Where a word begins on its line does not count."""
    if [name for name, _ in one] != [name for name, _ in other]:
        return True
    first, second = ([point for _, points in drawn for point in points] for drawn in (one, other))
    moved = first[0][0] - second[0][0] if first else 0.0
    return any(abs(a[0] - b[0] - moved) > by or abs(a[1] - b[1]) > by for a, b in zip(first, second, strict=True))
