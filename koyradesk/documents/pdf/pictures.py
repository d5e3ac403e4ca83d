"""Sets pictures: the mark over a letterhead, rows of photos with captions under them; and puts them into the file.

A JPEG goes into the PDF as it is; any other picture as its dots, without loss.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import Logo, Photos, Picture, flat
from koyradesk.documents.pdf.flow import Figure, Slab
from koyradesk.documents.pdf.galley import POINTS_PER_MM, Galley
from koyradesk.documents.texts import parts_of

#: What a reader is told of a picture that nobody described.
LOGO_ALT, PHOTO_ALT = "কার্যালয়ের লোগো", "{number} নম্বর আলোকচিত্র (বিবরণ দেওয়া হয়নি)"
#: Between two photos, and between a photo and its caption, in ems.
GUTTER, CAPTION_GAP = 1.0, 0.25
#: The highest row of photos as a share of the page: one photo alone, or some beside one another.
HIGHEST_ALONE, HIGHEST_ROW = 0.6, 0.45
#: Widths of cells for a row one unit high, however narrow or wide the photo: a caption needs room, and so do the other
#: photos. The last is that of a photo of the usual shape.
NARROWEST, WIDEST, USUAL = 0.7, 2.4, 4 / 3
#: As little of its width a cell keeps where a photo is too high for the page (a long screenshot), for its caption.
LEAST = 0.4


def set_logo(galley: Galley, block: Logo) -> None:
    """A mark in the middle, above what comes next; smaller where the page is too narrow for it."""
    picture = block.picture
    height = min(block.height * POINTS_PER_MM, galley.room * 0.5, galley.measure * picture.height / picture.width)
    width = height * picture.width / picture.height
    node = galley.tree.add("Figure")
    node.alt = flat(picture.alt) or LOGO_ALT
    figure = Figure(node, picture, (galley.measure - width) / 2, 0, width, height)
    galley.add([Slab(height, figures=[figure])], keep_next=True)
    galley.add_space(0.25 * galley.type.size)


def set_photos(galley: Galley, block: Photos) -> None:
    """Rows of photos, all of a row equally high, none cropped; a row and its captions are one strip."""
    columns = max(1, block.columns)
    for start in range(0, len(block.photos), columns):
        row = block.photos[start : start + columns]
        galley.add([_row(galley, row, columns, start)], before=(0.8 if start == 0 else GUTTER) * galley.type.size)
    galley.add_space(0.5 * galley.type.size)


def _row(galley: Galley, row: Sequence[tuple[Picture, str]], columns: int, start: int) -> Slab:
    size, leading = galley.type.table_size, galley.type.table_leading
    gutter, gap = GUTTER * galley.type.size, CAPTION_GAP * galley.type.size
    highest = galley.room * (HIGHEST_ALONE if columns == 1 else HIGHEST_ROW)
    widths, height = _fitted([picture for picture, _ in row], columns, galley.measure, gutter)
    left = 0.0
    if height > highest:
        # Narrower cells in the middle of the page: the gutters stay even.
        share = max(highest / height, LEAST)
        left = (1 - share) * (galley.measure - gutter * (columns - 1)) / 2
        widths, height = [width * share for width in widths], highest
    captions = [
        galley.lines(text, size, width, align="center") if flat(text) else ()
        for (_, text), width in zip(row, widths, strict=True)
    ]
    deepest = max(map(len, captions)) * size * leading
    under = gap + deepest if deepest else 0.0
    height = min(height, max(galley.room - under, galley.room * 0.1))
    slab = Slab(height + under)
    for index, ((picture, text), width, lines) in enumerate(zip(row, widths, captions, strict=True)):
        whole = galley.tree.add("Div")
        node = whole.add("Figure")
        node.alt = flat(picture.alt) or flat(text) or PHOTO_ALT.format(number=to_bengali(start + index + 1))
        shown = height * picture.width / picture.height
        owner = next((part.source for part in parts_of(text)), None)
        slab.figures.append(Figure(node, picture, left + (width - shown) / 2, 0, shown, height, owner))
        if lines:
            caption = whole.add("Caption", text)
            strips = galley.strips(caption, text, lines, size, leading, x=left, measure=width, align="center")
            for place, strip in enumerate(strips):
                for draw in strip.draws:
                    draw.base += height + gap + place * size * leading
                    slab.draws.append(draw)
        left += width + gutter
    return slab


def _fitted(pictures: Sequence[Picture], columns: int, measure: float, gutter: float) -> tuple[list[float], float]:
    """The width of each photo's cell, and the greatest height at which every photo fits into its own.

    Cells are as wide as their photos want, all of a full row together as wide as the page; where a row is not full, the
    missing photos are thought to be of the usual shape.
    """
    shapes = [picture.width / picture.height for picture in pictures]
    wanted = [min(max(shape, NARROWEST), WIDEST) for shape in shapes]
    unit = (measure - gutter * (columns - 1)) / (sum(wanted) + USUAL * (columns - len(pictures)))
    widths = [unit * share for share in wanted]
    return widths, min(width / shape for width, shape in zip(widths, shapes, strict=True))


@dataclass(frozen=True, slots=True)
class _Dots:
    """A picture as an image of a PDF: its data under a filter, and its size as the data has it."""

    data: bytes
    jpeg: bool
    grey: bool
    width: int
    height: int


def embed_picture(pdf: pikepdf.Pdf, picture: Picture) -> pikepdf.Object:
    """A picture as an object of the file."""
    dots = _dots(picture.data)
    return pdf.make_stream(
        dots.data,
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=dots.width,
            Height=dots.height,
            ColorSpace=Name.DeviceGray if dots.grey else Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode if dots.jpeg else Name.FlateDecode,
        ),
    )


# Typing in a paper with photos sets it again with each key.
@lru_cache(maxsize=32)
def _dots(data: bytes) -> _Dots:
    with Image.open(io.BytesIO(data)) as picture:
        if picture.format == "JPEG" and picture.mode in ("L", "RGB"):
            return _Dots(data, True, picture.mode == "L", *picture.size)
        if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
            # Paper is white; an archive's file is better without what shines through.
            clear = picture.convert("RGBA")
            flat_picture = Image.new("RGB", clear.size, "white")
            flat_picture.paste(clear, mask=clear.getchannel("A"))
        else:
            flat_picture = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
        return _Dots(zlib.compress(flat_picture.tobytes(), 6), False, flat_picture.mode == "L", *flat_picture.size)
