"""Fonts and shaping: HarfBuzz turns a word into glyphs; the result is kept, for most words of a paper come again.

A word becomes the PDF operators that show it. What HarfBuzz places off the baseline (কার, রেফ, চন্দ্রবিন্দু) becomes text
rise, what it moves sideways an adjustment in the TJ array; nothing is left to the reader of the PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.resources import resource

try:
    import uharfbuzz as hb
except ImportError:  # pragma: no cover - proven by a test that hides the module from a child process
    hb = None

#: Families by name: the files of the regular and the bold face.
FAMILIES = {
    "Noto Serif Bengali": ("NotoSerifBengali-Regular.ttf", "NotoSerifBengali-Bold.ttf"),
    "Noto Sans Bengali": ("NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf"),
}
#: Faces asked, in this order, for what the paper's own face lacks (☎ ✓ №).
FALLBACKS = ("NotoSansSymbols2-Regular.ttf", "NotoSans-Regular.ttf")
#: Tables of a font that a PDF has no use for once the words are shaped.
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "gasp", "DSIG", "meta", "MATH")
#: Characters that steer shaping and have no shape of their own: they stay with the face of their neighbours.
_JOINERS = "\u200c\u200d\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c" + "".join(map(chr, range(0xFE00, 0xFE10)))

#: A refusal quotes a word no longer than this.
_LONG_WORD = 40


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped word for one size, its width in points.

    ``shown`` are the operators that show it when its face is current, ``code`` the same wrapped in its own text.
    """

    shown: str
    code: str
    width: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph as HarfBuzz placed it, in thousandths of an em: what it stands for (the text of its cluster on the
    cluster's first glyph, "" on the others), how far the pen moves before it, and how high it is lifted."""

    number: int
    text: str
    move: float
    lift: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped stretch of one face: its glyphs, the pen's move after them and the width, in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    rest: float
    width: float


class Face:
    """One font file and its HarfBuzz font, with the shapes made of it so far."""

    def __init__(self, path: Path) -> None:
        if hb is None:
            raise UserError(
                N_("The part that shapes Bengali (uharfbuzz) is missing: nothing is printed. Install the program anew.")
            )
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UserError(
                N_("The font {name} cannot be read: nothing is printed. Install the program anew."),
                name=path.name,
            ) from error
        self.name = path.stem
        self.hb_face = hb.Face(data)
        if not self.hb_face.glyph_count or not self.hb_face.unicodes:
            raise UserError(
                N_("The font {name} is damaged: nothing is printed. Install the program anew."), name=path.name
            )
        self.hb_font = hb.Font(self.hb_face)
        self.characters = frozenset(self.hb_face.unicodes)
        self.unit = 1000 / self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.unit
        self.descent = extents.descender * self.unit
        self.advances: dict[int, float] = {}
        self.shapes: dict[str, Shape] = {}

    def advance(self, glyph: int) -> float:
        """The glyph's own width in thousandths of an em."""
        width = self.advances.get(glyph)
        if width is None:
            width = self.advances[glyph] = self.hb_font.get_glyph_h_advance(glyph) * self.unit
        return width

    def shape(self, text: str) -> Shape:
        """``text`` shaped; most words of a paper come again, so shapes are kept."""
        shape = self.shapes.get(text)
        if shape is None:
            if len(self.shapes) >= _MOST_WORDS:
                self.shapes.pop(next(iter(self.shapes)))
            shape = self.shapes[text] = self._shape(text)
        return shape

    def _shape(self, text: str) -> Shape:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        seen: set[int] = set()
        glyphs: list[Glyph] = []
        pen = shown = 0.0  # where HarfBuzz stands, and where a reader that knows only the glyphs' own widths stands
        for info, place in zip(infos, positions, strict=True):
            own = "" if info.cluster in seen else text[info.cluster : ends[info.cluster]]
            seen.add(info.cluster)
            move = pen + place.x_offset * self.unit - shown
            glyphs.append(Glyph(info.codepoint, own, move, place.y_offset * self.unit))
            shown += move + self.advance(info.codepoint)
            pen += place.x_advance * self.unit
        return Shape(tuple(glyphs), pen - shown, pen)

    def subset(self, glyphs: set[int]) -> bytes:
        """A font file with the outlines of these glyphs only, under their own numbers."""
        chosen = hb.SubsetInput()
        chosen.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        chosen.glyph_set.update(glyphs)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _UNUSED_TABLES)
        data: bytes = hb.subset(self.hb_face, chosen).blob.data
        return data


@cache
def load(path: Path) -> Face:
    """A font file, loaded once."""
    return Face(path)


def files(family: str) -> tuple[Path, ...]:
    """The regular and the bold file of a family, bundled or installed on this PC.

    Raises:
        UserError: it is neither, or may not be embedded.
    """
    if family in FAMILIES:
        return tuple(resource("fonts", name) for name in FAMILIES[family])
    # Only a paper in the office's own font pays for looking through the system's fonts.
    from koyradesk.documents.pdf import installed

    found = installed.find(family)
    if found is None:
        raise UserError(
            N_("The font {name} is not installed here, or may not be embedded. Choose another font in the layout."),
            name=family,
        )
    return found


class FaceSet:
    """The faces of one paper: regular, bold, and those that stand in for what they lack.

    Each face gives out *codes*, one for each glyph with what it stands for there. So the same glyph in two clusters has
    two codes, and even a reader that passes over ActualText gets the words back in order.
    ``word`` is the only way text gets onto a page, so it is where a missing glyph refuses the paper.
    """

    def __init__(self, family: str) -> None:
        own = files(family) if hb is not None else ()
        self.faces = [load(path) for path in (*own, *(resource("fonts", name) for name in FALLBACKS))]
        self.codes: list[dict[tuple[int, str], int]] = [{} for _ in self.faces]
        self._words: dict[tuple[str, float, bool], Glyphs] = {}
        #: The code of a blank in the regular and the bold face, and its width in thousandths of an em.
        glyphs = [face.hb_font.get_nominal_glyph(0x20) or 0 for face in self.faces[:2]]
        self.blanks = [self._code(index, glyph, " ") for index, glyph in enumerate(glyphs)]
        self.blank = self.faces[0].advance(glyphs[0])

    def word(self, text: str, size: float, bold: bool) -> Glyphs:
        """``text`` (without blanks) shaped at ``size`` points.

        Raises:
            UserError: no face here has one of its characters.
        """
        key = (text, size, bold)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = self._set(text, size, int(bold))
        return found

    def _set(self, text: str, size: float, base: int) -> Glyphs:
        shown: list[str] = []
        width = 0.0
        for index, part in self._parts(text, base):
            shape = self.faces[index].shape(part)
            operators = self._operators(index, shape, size)
            if index != base:
                operators = f"/F{index} {size:g} Tf {operators} /F{base} {size:g} Tf"
            shown.append(operators)
            width += shape.width * size / 1000
        plain = " ".join(shown)
        actual = text.encode("utf-16-be").hex().upper()
        return Glyphs(plain, f"/Span<</ActualText<FEFF{actual}>>>BDC {plain} EMC", width)

    def _operators(self, index: int, shape: Shape, size: float) -> str:
        out: list[str] = []  # finished operators
        array: list[str] = []  # the TJ array being built, its open string last
        lift = 0.0

        def close() -> None:
            if array:
                out.append(f"[{''.join(array)}]TJ".replace("><", ""))
                array.clear()

        for glyph in shape.glyphs:
            if glyph.lift != lift:
                close()
                lift = glyph.lift
                out.append(f"{lift * size / 1000:.2f} Ts")
            if abs(glyph.move) > 0.05:
                array.append(f"{-glyph.move:.1f}")
            array.append(f"<{self._code(index, glyph.number, glyph.text):04X}>")
        if abs(shape.rest) > 0.05:
            array.append(f"{-shape.rest:.1f}")
        close()
        if lift:
            out.append("0 Ts")
        return " ".join(out)

    def _code(self, index: int, glyph: int, text: str) -> int:
        """The code of a glyph that stands for ``text``; never 32, which pdfium takes for a blank in any font."""
        codes = self.codes[index]
        code = codes.get((glyph, text))
        if code is None:
            code = len(codes) + 1
            code = codes[glyph, text] = code + (code >= 32)
        return code

    def _parts(self, text: str, base: int) -> list[tuple[int, str]]:
        """The stretches of a word that one face can show, with the face's index."""
        face = self.faces[base]
        # What a face has shaped before, it has the characters of.
        if text in face.shapes or all(ord(char) in face.characters or char in _JOINERS for char in text):
            return [(base, text)]
        parts: list[tuple[int, str]] = []
        for char in text:
            if char in _JOINERS:
                index = parts[-1][0] if parts else base
            else:
                order = [base, *(i for i in range(2, len(self.faces)))]
                index = next((i for i in order if ord(char) in self.faces[i].characters), -1)
            if index < 0:
                raise UserError(
                    N_("No font here has the character {char} (U+{code}) of “{word}”. Change it and print again."),
                    char=char,
                    code=f"{ord(char):04X}",
                    word=text if len(text) <= _LONG_WORD else text[: _LONG_WORD - 1] + "…",
                )
            if parts and parts[-1][0] == index:
                parts[-1] = (index, parts[-1][1] + char)
            else:
                parts.append((index, char))
        return parts


#: Kept shapes of a face: about two years of an office's different words; the oldest go first.
_MOST_WORDS = 60_000
