"""``python packaging/signs_font.py [FOLDER]``: makes ``resources/fonts/KoyradeskSigns-Regular.ttf`` anew.

The interface's Bengali face has no arrows, ticks and circles. This is the few it draws, out of two Noto faces of
FOLDER (Debian's package fonts-noto-core), on that face's line: a sign in a sentence makes the line no higher. Needs
fontTools (``pip install fonttools``), which nothing else here does.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

#: What is taken from which face.
SIGNS = {"NotoSansMath-Regular.ttf": "←↑→↓↵⋯√", "NotoSansSymbols2-Regular.ttf": "○●▸▾★☆☎✓✕✗"}
#: Drawn larger, about their middle: on a button of 14 px the mark of a menu would be 4 px wide.
GROWN = {"▸": 1.5, "▾": 1.5}
NAME = "Koyradesk Signs"
FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
#: The seconds since 1904 at which the file says it was made: the same signs give the same bytes.
_MADE = 3_786_912_000


def subset(path: Path, signs: str) -> TTFont:
    """A face with these signs alone, without hints and features.

    Raises:
        SystemExit: the face lacks one.
    """
    font = TTFont(path)
    if missing := [sign for sign in signs if ord(sign) not in font.getBestCmap()]:
        raise SystemExit(f"{path.name} has no {' '.join(missing)}")
    options = Options(hinting=False, layout_features=[], notdef_outline=True, name_IDs=[0, 13, 14])
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "MATH"]
    cutter = Subsetter(options)
    cutter.populate(text=signs)
    cutter.subset(font)
    return font


def grow(font: TTFont, sign: str, factor: float) -> None:
    """Draws one sign ``factor`` times as large; it keeps its middle above the line."""
    glyph_name = font.getBestCmap()[ord(sign)]
    glyph = font["glyf"][glyph_name]
    middle = (glyph.yMin + glyph.yMax) / 2
    glyph.coordinates.scale((factor, factor))
    glyph.coordinates.translate((0, middle * (1 - factor)))
    glyph.coordinates.toInt()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][glyph_name] = (round(font["hmtx"][glyph_name][0] * factor), glyph.xMin)


def name(font: TTFont) -> None:
    """A name of its own: a whole Noto face that the computer has is another font."""
    table = font["name"]
    texts = {1: NAME, 2: "Regular", 3: f"{NAME} 1", 4: NAME, 5: "Version 1.0", 6: "KoyradeskSigns-Regular"}
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def stand(font: TTFont, beside: TTFont) -> None:
    """Gives it the line of another face.

    Raises:
        SystemExit: a sign would not fit.
    """
    line, ours, theirs = font["hhea"], font["OS/2"], beside["OS/2"]
    line.ascent, line.descent, line.lineGap = (getattr(beside["hhea"], one) for one in ("ascent", "descent", "lineGap"))
    for one in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
        setattr(ours, one, getattr(theirs, one))
    # What measures they are differs with this: both go together.
    ours.fsSelection = theirs.fsSelection
    if font["head"].yMax > line.ascent or font["head"].yMin < line.descent:
        raise SystemExit(f"a sign is higher than a line: {font['head'].yMin} to {font['head'].yMax}")


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/truetype/noto")
    with TemporaryDirectory() as kept:
        parts = []
        for number, (file, signs) in enumerate(SIGNS.items()):
            parts.append(str(Path(kept) / f"{number}.ttf"))
            subset(folder / file, signs).save(parts[-1])
        font = Merger().merge(parts)
    for sign, factor in GROWN.items():
        grow(font, sign, factor)
    name(font)
    stand(font, TTFont(FONTS / "NotoSansBengali-Regular.ttf"))
    font["head"].created = font["head"].modified = _MADE
    font.recalcTimestamp = False
    font.save(FONTS / "KoyradeskSigns-Regular.ttf")


if __name__ == "__main__":
    main()
