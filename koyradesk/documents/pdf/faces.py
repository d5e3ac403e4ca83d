"""Fonts and shaping: font files, and HarfBuzz that turns a stretch of text into glyphs of one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from koyradesk.documents.pdf.compounds import Box, Compound, Extended, Part, extend
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
#: Tables of a font that a PDF has no use for once the words are shaped.
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "gasp", "DSIG", "meta", "MATH")
_BENGALI = re.compile("[\u0980-\u09ff]")
#: What one glyph stands for is not longer, where it could be shorter: readers have room for so many characters.
_MOST_SAID = 24


@dataclass(frozen=True, slots=True)
class Glyph:
    """What shows a cluster of a text, a letter with all its signs: a glyph by its number, or several as one; and how
    far the pen moves before it, in thousandths of an em."""

    number: int | Compound
    text: str
    move: float


@dataclass(frozen=True, slots=True)
class Shape:
    """A shaped stretch of one face: its glyphs, the pen's move after them and the width, in thousandths of an em."""

    glyphs: tuple[Glyph, ...]
    rest: float
    width: float


class Face:
    """One font file and its HarfBuzz font."""

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
        self._advances: dict[int, int] = {}
        self._boxes: dict[int, Box | None] = {}

    def advance(self, glyph: int | Compound) -> float:
        """The glyph's own width in thousandths of an em."""
        width: float = (glyph.advance if isinstance(glyph, Compound) else self._advance(glyph)) * self.unit
        return width

    def _advance(self, glyph: int) -> int:
        width = self._advances.get(glyph)
        if width is None:
            width = self._advances[glyph] = self.hb_font.get_glyph_h_advance(glyph)
        return width

    def _box(self, glyph: int) -> Box | None:
        """The edges of a glyph's outline; None of one that is blank."""
        if glyph not in self._boxes:
            found = self.hb_font.get_glyph_extents(glyph)
            left, top = (found.x_bearing, found.y_bearing) if found else (0, 0)
            box = Box(left, top + found.height, left + found.width, top) if found else None
            self._boxes[glyph] = box if box and box.right > box.left else None
        return self._boxes[glyph]

    def shape(self, text: str) -> Shape:
        """``text`` shaped."""
        shapes = [self._shape(item) for item in _items(text)]
        if len(shapes) == 1:
            return shapes[0]
        glyphs: list[Glyph] = []
        rest = 0.0
        for shape in shapes:
            first, *others = shape.glyphs
            glyphs += [replace(first, move=first.move + rest), *others]
            rest = shape.rest
        return Shape(tuple(glyphs), rest, sum(shape.width for shape in shapes))

    def _shape(self, text: str) -> Shape:
        """A stretch of one script shaped."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        if buffer.direction == "rtl" or _BENGALI.search(
            text
        ):  # an unseen mark for Arabic, pasted in, counts for nothing
            buffer.direction, buffer.script = "ltr", "Beng"
        buffer.language = "bn"  # and not that of the PC
        hb.shape(self.hb_font, buffer)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        glyphs: list[Glyph] = []
        pen = shown = 0  # where HarfBuzz stands, and where a reader that knows only the glyphs' own widths stands
        place = 0
        unseen = ""  # joiners at the head of the text
        while place < len(infos):
            start, cluster = pen, infos[place].cluster
            parts: list[Part] = []
            while place < len(infos) and infos[place].cluster == cluster:
                at = positions[place]
                parts.append(Part(infos[place].codepoint, pen - start + at.x_offset, at.y_offset))
                pen += at.x_advance
                place += 1
            said = unseen + text[cluster : ends[cluster]]
            # A joiner's glyph is as wide as a blank, and taken back; poppler ends a word at such a leap. So the letter
            # before it says it, or the one after it at the head of a word.
            if pen == start and len(said) <= _MOST_SAID and not any(self._box(part.number) for part in parts):
                if glyphs and len(glyphs[-1].text + said) <= _MOST_SAID:
                    glyphs[-1] = replace(glyphs[-1], text=glyphs[-1].text + said)
                    continue
                if not glyphs and place < len(infos):
                    unseen = said
                    continue
            unseen = ""
            number, move = self._joined(parts, pen - start)
            glyphs.append(Glyph(number, said, (start + move - shown) * self.unit))
            shown = start + move + (number.advance if isinstance(number, Compound) else self._advance(number))
        return Shape(tuple(glyphs), (pen - shown) * self.unit, pen * self.unit)

    def _joined(self, parts: list[Part], advance: int) -> tuple[int | Compound, int]:
        """One glyph for those of a cluster, and how far to move before it."""
        inked = [part for part in parts if self._box(part.number)] or parts[:1]
        if len(inked) == 1 and inked[0].y == 0:
            return inked[0].number, inked[0].x
        return Compound(advance, tuple(inked)), 0

    def subset(self, glyphs: frozenset[int]) -> bytes:
        """A font file with the outlines of these glyphs only, under their own numbers."""
        chosen = hb.SubsetInput()
        chosen.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        chosen.glyph_set.update(glyphs)
        chosen.drop_table_tag_set.update(int.from_bytes(tag.ljust(4).encode("ascii"), "big") for tag in _UNUSED_TABLES)
        data: bytes = hb.subset(self.hb_face, chosen).blob.data
        return data

    def extended(self, font: bytes, compounds: Sequence[Compound]) -> Extended:
        """A subset with compounds as glyphs after its own."""
        return extend(font, [(compound, self._around(compound)) for compound in compounds])

    def _around(self, compound: Compound) -> Box:
        """The edges of a compound."""
        boxes = [(box, part) for part in compound.parts if (box := self._box(part.number))]
        if not boxes:
            return Box(0, 0, 0, 0)
        return Box(
            min(box.left + part.x for box, part in boxes),
            min(box.bottom + part.y for box, part in boxes),
            max(box.right + part.x for box, part in boxes),
            max(box.top + part.y for box, part in boxes),
        )


def _items(text: str) -> list[str]:
    """The stretches of a text in one script, Bengali or another; signs and digits go with what stands before them.

    HarfBuzz takes a whole text for one script, that of its first letter: the second half of "A-ব্লক" would be letters
    one beside another.
    """
    bounds = [0]
    bengali: bool | None = None
    for place, char in enumerate(text):
        now = True if _BENGALI.match(char) else False if char.isalpha() else None
        if now is not None:
            if bengali is not None and now != bengali:
                bounds.append(place)
            bengali = now
    return [text[start:end] for start, end in pairwise([*bounds, len(text)])]


@cache
def load(path: Path) -> Face:
    """A font file, loaded once."""
    return Face(path)


def files(family: str) -> tuple[Path, ...]:
    """The regular and the bold file of a family, bundled or installed on this PC.

    Raises:
        UserError: it is neither, or may not be embedded.
    """
    if family in FAMILIES or hb is None:  # without HarfBuzz every file is refused by ``load``
        return tuple(resource("fonts", name) for name in FAMILIES.get(family, ()))
    # Only a paper in the office's own font pays for looking through the system's fonts.
    from koyradesk.documents.pdf import installed

    found = installed.find(family)
    if found is None:
        raise UserError(
            N_("The font {name} is not installed here, or may not be embedded. Choose another font in the layout."),
            name=family,
        )
    return found
