"""The logo in a layout: taken from a picture file, unpacked for a paper."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import TYPE_CHECKING

from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.layout_texts import LOGO_LIMIT, is_logo

if TYPE_CHECKING:
    from koyradesk.documents.blocks import Picture

#: No logo is printed wider, in millimetres: what is finer than print needs is left out of the layout.
WIDEST = 60


def taken(data: bytes) -> str:
    """A picture file as a layout holds it: the file itself where it is small, else made no finer than print needs.

    Raises:
        UserError: it is no picture, is torn, or too large to be one.
    """
    from koyradesk import photos

    small = photos.prepare(data, width_mm=WIDEST).data
    try:
        own = base64.b64encode(data).decode("ascii")
        is_logo(own)
    except UserError:
        own = ""
    if own and len(data) <= max(len(small), LOGO_LIMIT // 10):
        return own
    if len(small) > LOGO_LIMIT:
        raise UserError(
            N_("This picture is too large for a logo. Choose one of at most {most} kB."), most=LOGO_LIMIT // 1000
        )
    return base64.b64encode(small).decode("ascii")


@lru_cache(maxsize=8)
def prepared(logo: str) -> Picture:
    """A layout's logo, ready to be printed.

    Raises:
        UserError: it is no picture, or torn.
    """
    from koyradesk import photos

    return photos.prepare(base64.b64decode(logo), width_mm=WIDEST)
