"""Scans of signed papers: what a file is, told by its content and never by its name."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from koyradesk import files
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Bytes.
LIMIT = 40_000_000
#: Dots of the longer side of a scan that is looked at.
_SIDE = 2_400

_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png"}


def read(path: Path) -> tuple[bytes, str]:
    """The bytes of a scan and its media type.

    Raises:
        UserError: it cannot be read, is too large, is empty, or is no sound PDF, JPEG or PNG.
    """
    data = files.read(path, LIMIT)
    found = media(data)
    if found is None:
        raise UserError(
            N_("{path} is no scan that can be kept: only sound PDF, JPG and PNG files. Scan the paper again."),
            path=path,
        )
    return data, found


def media(data: bytes) -> str | None:
    """ "application/pdf", "image/jpeg" or "image/png" of a file that opens; None for all else."""
    if b"%PDF-" in data[:1024]:
        return "application/pdf" if _is_pdf(data) else None
    try:
        with Image.open(BytesIO(data), formats=tuple(_IMAGES)) as image:
            kind = image.format
            image.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return _IMAGES.get(kind or "")


def _is_pdf(data: bytes) -> bool:
    try:
        with pypdfium2.PdfDocument(data) as document:
            return len(document) > 0
    except pypdfium2.PdfiumError:
        return False


def as_pdf(data: bytes, media: str) -> bytes:
    """A kept scan or photo as pages to look at: upright, and no finer than a screen shows it enlarged.

    Raises:
        UserError: it is torn.
    """
    if media == "application/pdf":
        return data
    made = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=tuple(_IMAGES)) as image:
            image.draft(None, (_SIDE, _SIDE))
            shown = ImageOps.exif_transpose(image)
            shown.thumbnail((_SIDE, _SIDE))
            # As wide as a page of A4 is, in points of 72 to the inch.
            dots = max(shown.size) / 11.7
            (shown if shown.mode in ("L", "RGB") else shown.convert("RGB")).save(made, "PDF", resolution=dots)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError(N_("This scan is damaged and cannot be shown. Scan the paper again.")) from error
    return made.getvalue()
