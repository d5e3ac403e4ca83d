"""The pages of a paper as pictures, for the messengers that offices use: grey, sharp enough to read, small to send."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

#: Dots to the inch of a picture, and what is tried instead where it would be larger than ``MOST`` bytes.
DPI, COARSER = 150, (120, 100, 80)
MOST = 400_000
#: Shades from black to white; the letters' soft edges need no more.
_SHADES = 16
_POINTS = 72


def png(pdf: bytes, page: int, *, dpi: int = DPI) -> bytes:
    """A page (from 0) as a PNG of ``dpi`` dots to the inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return _packed(_drawn(document, page, dpi))


def pngs(pdf: bytes) -> Iterator[bytes]:
    """Every page as a PNG that is small enough to send, one after another."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in range(len(document)):
            for dpi in (DPI, *COARSER):
                packed = _packed(_drawn(document, page, dpi))
                if len(packed) <= MOST:
                    break
            yield packed


def count(pdf: bytes) -> int:
    """How many pages, and so pictures, a paper has."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def name(path: Path, page: int) -> Path:
    """The file of a page (from 0) where the first goes into ``path``: FILE.png, FILE-2.png and so on."""
    return path if page == 0 else path.with_name(f"{path.stem}-{page + 1}{path.suffix}")


def _drawn(document: pypdfium2.PdfDocument, page: int, dpi: int) -> Image.Image:
    sheet = document[page]
    try:
        # The copy outlives pdfium's page.
        picture: Image.Image = sheet.render(scale=dpi / _POINTS, grayscale=True).to_pil().copy()
    finally:
        sheet.close()
    return picture


def _packed(picture: Image.Image) -> bytes:
    """A grey picture as a PNG of few shades."""
    step = 255 / (_SHADES - 1)
    shades = picture.point([round(grey / step) for grey in range(256)])
    shades.putpalette([round(shade * step) for shade in range(_SHADES) for _ in "rgb"])
    stream = io.BytesIO()
    shades.save(stream, "PNG", optimize=True, bits=_SHADES.bit_length() - 1)
    return stream.getvalue()
