"""Fonts and shaping: font files, and HarfBuzz that turns a stretch of text into glyphs of one of them."""

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
#: Tables of a font that a PDF has no use for once the words are shaped.
_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "STAT", "gasp", "DSIG", "meta", "MATH")


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
        self.advances: dict[int, float] = {}

    def advance(self, glyph: int) -> float:
        """The glyph's own width in thousandths of an em."""
        width = self.advances.get(glyph)
        if width is None:
            width = self.advances[glyph] = self.hb_font.get_glyph_h_advance(glyph) * self.unit
        return width

    def shape(self, text: str) -> Shape:
        """``text`` shaped."""
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

    def subset(self, glyphs: frozenset[int]) -> bytes:
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
