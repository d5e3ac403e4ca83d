"""Files that prove a report, as they come from the disk."""

from __future__ import annotations

from collections.abc import Iterable
from mimetypes import guess_type
from pathlib import Path

from koyradesk import files
from koyradesk.bengali.text import tidy
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.obligations.writing import Proof

#: The largest file that a report is proven by, in bytes.
LARGEST = 40_000_000
#: As wide as a paper may show a photo, in millimetres.
_WIDTH = 150


def given(paths: Iterable[Path]) -> tuple[Proof, ...]:
    """Files as they prove a report.

    Raises:
        UserError: one is not there, is no ordinary file, is too large, or cannot be read; a photo cannot be printed.
    """
    return tuple(_given(path) for path in paths)


def _given(path: Path) -> Proof:
    found = Proof(path.name, files.read(path, LARGEST), guess_type(path.name)[0] or "")
    if found.media.startswith("image"):
        from koyradesk import photos

        try:
            # A return prints it: what no paper can show is told now, while the right file is at hand.
            photos.prepare(found.data, width_mm=_WIDTH)
        except UserError as error:
            raise UserError(
                N_(
                    "The photo {name} cannot be printed: it is torn, too large, or no photo. Choose a JPEG or PNG "
                    "picture, as a phone or scanner makes it."
                ),
                name=tidy(path.name)[:100],
            ) from error
    return found
