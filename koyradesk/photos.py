"""A photo as an office has it, made ready for its papers: upright, no finer than print needs, small."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from dataclasses import replace
from hashlib import blake2b
from threading import Lock
from typing import cast

from PIL import Image, ImageCms

from koyradesk.documents.blocks import Picture
from koyradesk.documents.pdf.kept import Kept
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Dots to the inch on paper, and the longest print (Legal paper, upright) in millimetres.
DPI, LONGEST = 300, 356
#: A picture of more dots is refused before it is unpacked.
MEGAPIXELS = 100
QUALITY = 85
#: What is read. (Pillow takes the MPO files that phones write under the name .jpg for JPEGs.)
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_MM_PER_INCH = 25.4
#: Rows of a large picture that are looked at together, in rows of what it becomes.
_STRIP = 64
#: How a camera says that it was held: the EXIF tag, and what makes the picture upright again.
_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
#: Photos that were prepared lately, by their files and widths; together at most so many bytes.
_made: Kept[tuple[bytes, float], Picture] = Kept(30_000_000)
_lock = Lock()
#: What Pillow raises of a file that is torn or no picture.
_TORN = (OSError, SyntaxError, ValueError, EOFError, IndexError, struct.error, zlib.error)


def prepare(data: bytes, *, width_mm: float, alt: str = "") -> Picture:
    """The photo in a file's bytes, ready to be printed ``width_mm`` wide: in grey or sRGB, without any note of place or
    camera, as a JPEG, or as a PNG where it was none and that is smaller (a drawn mark). What was prepared stays so: a
    letter with photos is composed again with each key.

    Raises:
        UserError: it is no photo, is torn, or has more than ``MEGAPIXELS``.
    """
    key = (blake2b(data).digest(), width_mm)
    with _lock:
        made = _made.get(key)
    if made is None:
        made = _prepare(data, width_mm)
        with _lock:
            _made.put(key, made, len(made.data))
    return replace(made, alt=alt)


def _prepare(data: bytes, width_mm: float) -> Picture:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is looked at here
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as bomb:
        raise _too_large() from bomb
    except _TORN as error:
        raise UserError(
            N_("This is no photo that can be printed. Choose a JPEG or PNG picture, as a phone or scanner makes it.")
        ) from error
    with picture:
        if picture.width * picture.height > MEGAPIXELS * 1_000_000:
            raise _too_large()
        try:
            shown = _upright(picture, width_mm)
            shown.info.clear()  # what the camera wrote beside it is nobody's business
        except _TORN as error:
            raise UserError(
                N_("This photo is torn: a part of its file is missing. Copy it from the phone or camera again.")
            ) from error
    files = [_file(shown, "JPEG", quality=QUALITY)]
    if picture.format not in ("JPEG", "MPO"):
        files.append(_file(shown, "PNG"))
    return Picture(min(files, key=len), shown.width, shown.height)


def _file(picture: Image.Image, kind: str, **options: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, optimize=True, **options)
    return stream.getvalue()


def _too_large() -> UserError:
    return UserError(
        N_("This photo has more than {most} megapixels. Make it smaller on the phone or PC, then add it again."),
        most=MEGAPIXELS,
    )


def _upright(picture: Image.Image, width_mm: float) -> Image.Image:
    """The picture in grey or sRGB, upright and small, on white."""
    wide, high = (max(1, round(side / _MM_PER_INCH * DPI)) for side in (width_mm, LONGEST))
    turned = picture.getexif().get(_ORIENTATION, 1)
    if turned in _ON_ITS_SIDE:
        wide, high = high, wide
    # A JPEG is unpacked at half, a quarter or an eighth of its size where that is enough; the others as a whole.
    share = min(1.0, wide / picture.width, high / picture.height)
    picture.draft(None, (max(1, int(picture.width * share)), max(1, int(picture.height * share))))
    picture.load()
    small = _coarser(picture, int(max(picture.width / wide, picture.height / high) / 2))
    small.thumbnail((wide, high), Image.Resampling.LANCZOS)
    small = _in_srgb(small, picture.info.get("icc_profile"))
    return small.transpose(_TURNS[turned]) if turned in _TURNS else small


def _coarser(picture: Image.Image, factor: int) -> Image.Image:
    """The picture in grey, RGB or CMYK on white, its sides divided by about ``factor``.

    Strip by strip: what a large picture becomes on the way takes several times its room.
    """
    factor = max(1, factor)
    if factor == 1 and picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        return picture.copy()
    # Of one channel that is a pair of numbers.
    span = cast("tuple[float, float]", picture.getextrema()) if picture.mode in ("I", "F") else (0.0, 65535.0)
    rows = factor * _STRIP
    made: Image.Image | None = None
    for top in range(0, picture.height, rows):
        strip = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        strip = _on_white(strip, span).reduce(factor)
        if made is None:
            made = Image.new(strip.mode, (strip.width, -(-picture.height // factor)))
        made.paste(strip, (0, top // factor))
    assert made is not None  # no picture is of no height
    return made


def _on_white(picture: Image.Image, span: tuple[float, float]) -> Image.Image:
    """In grey, RGB or CMYK of eight bits; ``span``: the darkest and the brightest value of a picture of more bits."""
    if picture.mode.startswith(("I", "F")):
        low, high = span
        scale = 255 / (high - low) if high > low else 1.0
        return picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        white = Image.new("RGB", clear.size, "white")
        white.paste(clear, mask=clear.getchannel("A"))
        return white
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the camera meant them where it says so; grey stays grey."""
    if picture.mode == "L":
        return picture
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(picture, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile of other colours, or a torn one
        else:
            if found is not None:
                return found
    return picture.convert("RGB")
