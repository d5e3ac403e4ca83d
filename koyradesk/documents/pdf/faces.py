"""Fonts and shaping: HarfBuzz turns a word into glyphs; the result is kept, for most words of a paper come again.

A word becomes the PDF operators that show it. What HarfBuzz places off the baseline (কার, রেফ, চন্দ্রবিন্দু) becomes text
rise, what it moves sideways an adjustment in the TJ array; nothing is left to the reader of the PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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
#: Characters that steer shaping and have no shape of their own: they stay with the face of their neighbours.
_JOINERS = "\u200c\u200d\u200b\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A shaped word for one size: operators that show it, wrapped in its own text, when its face is current; its width."""

    code: str
    width: float


@dataclass(slots=True)
class Face:
    """One font file, its HarfBuzz font, and the glyphs used of it in the present paper."""

    name: str
    path: Path
    data: bytes = b""
    used: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if hb is None:
            raise UserError(
                N_("The part that shapes Bengali (uharfbuzz) is missing: nothing is printed. Install the program again.")
            )
        try:
            self.data = self.path.read_bytes()
        except OSError as error:
            raise UserError(
                N_("The font {name} cannot be read: nothing is printed. Install the program again."),
                name=self.path.name,
            ) from error
        self.hb_face = hb.Face(self.data)
        if not self.hb_face.glyph_count or not self.hb_face.unicodes:
            raise UserError(
                N_("The font {name} is damaged: nothing is printed. Install the program again."), name=self.path.name
            )
        self.hb_font = hb.Font(self.hb_face)
        self.characters = frozenset(self.hb_face.unicodes)
        self.unit = 1000 / self.hb_face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = extents.ascender * self.unit
        self.descent = extents.descender * self.unit
        self.advances: dict[int, float] = {}

    hb_face: hb.Face = field(init=False)
    hb_font: hb.Font = field(init=False)
    characters: frozenset[int] = field(init=False)
    unit: float = field(init=False)
    ascent: float = field(init=False)
    descent: float = field(init=False)
    advances: dict[int, float] = field(init=False)

    def advance(self, glyph: int) -> float:
        """The glyph's own width in thousandths of an em."""
        width = self.advances.get(glyph)
        if width is None:
            width = self.advances[glyph] = self.hb_font.get_glyph_h_advance(glyph) * self.unit
        return width

    def shape(self, text: str, size: float) -> tuple[str, float, dict[int, str]]:
        """Operators that show ``text``, its width in points, and the glyphs with the text each stands for."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer)
        out: list[str] = []  # finished operators
        array: list[str] = []  # the TJ array being built
        run = ""  # hex of glyphs that need no adjustment between them
        rise = 0.0
        pen = shown = 0.0  # where HarfBuzz and where the PDF reader stand, thousandths of an em
        glyphs: dict[int, str] = {}
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        for index, (info, place) in enumerate(zip(infos, positions, strict=True)):
            glyph = info.codepoint
            following = infos[index + 1].cluster if index + 1 < len(infos) else len(text)
            if glyph not in glyphs:
                glyphs[glyph] = text[info.cluster : following] if following > info.cluster else ""
            lift = place.y_offset * self.unit
            if lift != rise:
                if run:
                    array.append(f"<{run}>")
                    run = ""
                if array:
                    out.append(f"[{''.join(array)}]TJ")
                    array = []
                out.append(f"{lift * size / 1000:.2f} Ts")
                rise = lift
            gap = pen + place.x_offset * self.unit - shown
            if abs(gap) > 0.05:
                if run:
                    array.append(f"<{run}>")
                    run = ""
                array.append(f"{-gap:.1f}")
                shown += gap
            run += f"{glyph:04X}"
            shown += self.advance(glyph)
            pen += place.x_advance * self.unit
        if abs(pen - shown) > 0.05:
            array.append(f"<{run}>{shown - pen:.1f}")
            run = ""
        if run:
            array.append(f"<{run}>")
        out.append(f"[{''.join(array)}]TJ")
        if rise:
            out.append("0 Ts")
        return " ".join(out), pen * size / 1000, glyphs


@cache
def load(filename: str) -> Face:
    """A bundled face; loaded once."""
    return Face(Path(filename).stem, resource("fonts", filename))


class FaceSet:
    """The faces of one paper: regular, bold, and those that stand in for what they lack.

    ``word`` is the only way text gets onto a page, so it is where a missing glyph refuses the paper.
    """

    def __init__(self, family: str) -> None:
        if family not in FAMILIES:
            raise UserError(
                N_("The font {name} is not installed here. Choose another font in the layout."), name=family
            )
        regular, bold = FAMILIES[family]
        self.faces = [load(name) for name in (regular, bold, *FALLBACKS)]
        self.used: list[dict[int, str]] = [{} for _ in self.faces]
        #: The glyph of a blank in the regular and the bold face, and its width in thousandths of an em.
        self.blanks = [face.hb_font.get_nominal_glyph(0x20) or 0 for face in self.faces[:2]]
        self.blank = self.faces[0].advance(self.blanks[0])
        for used, glyph in zip(self.used, self.blanks, strict=False):
            used[glyph] = " "

    def word(self, text: str, size: float, bold: bool) -> Glyphs:
        """``text`` (without blanks) shaped at ``size`` points."""
        key = (text, size, bold, self.faces[0].name)
        found = _WORDS.get(key)
        if found is None:
            found = _WORDS[key] = self._shape(text, size, int(bold))
            if len(_WORDS) > _MOST_WORDS:
                _WORDS.pop(next(iter(_WORDS)))
        glyphs, faces = found
        for index, used in faces:
            self.used[index].update(used)
        return glyphs

    def _shape(self, text: str, size: float, base: int) -> _Word:
        code: list[str] = []
        width = 0.0
        used: list[tuple[int, dict[int, str]]] = []
        for index, part in self._parts(text, base):
            shown, wide, glyphs = self.faces[index].shape(part, size)
            if index != base:
                shown = f"/F{index} {size:g} Tf {shown} /F{base} {size:g} Tf"
            code.append(shown)
            width += wide
            used.append((index, glyphs))
        actual = text.encode("utf-16-be").hex().upper()
        return Glyphs(f"/Span<</ActualText<FEFF{actual}>>>BDC {' '.join(code)} EMC", width), tuple(used)

    def _parts(self, text: str, base: int) -> list[tuple[int, str]]:
        """The stretches of a word that one face can show, with the face's index."""
        if all(ord(char) in self.faces[base].characters or char in _JOINERS for char in text):
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
                    N_("No font here can print the character {char} (U+{code}) in “{word}”. Change it and print again."),
                    char=char,
                    code=f"{ord(char):04X}",
                    word=text,
                )
            if parts and parts[-1][0] == index:
                parts[-1] = (index, parts[-1][1] + char)
            else:
                parts.append((index, char))
        return parts


_Word = tuple[Glyphs, tuple[tuple[int, dict[int, str]], ...]]
_WORDS: dict[tuple[str, float, bool, str], _Word] = {}
#: About two years of an office's different words; the oldest go first.
_MOST_WORDS = 60_000
