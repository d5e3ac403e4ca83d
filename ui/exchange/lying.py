"""How much lies in a folder or on a stick, and what of ours there has arrived and is of no more use. On any thread."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koyradesk.exchange.shapes import Transfer
    from koyradesk.exchange.ways.folder import Folder


class Lying(NamedTuple):
    """How many bundles lie there, and their bytes in all."""

    files: int = 0
    size: int = 0


NOTHING = Lying()


def lying(folder: Path) -> Lying:
    """What lies in our part of a folder; nothing where it cannot be read."""
    from koyradesk.exchange.ways import staging
    from koyradesk.exchange.ways.folder import NAME

    sizes = []
    with suppress(OSError), os.scandir(folder / NAME) as entries:
        sizes = [entry.stat().st_size for entry in entries if staging.is_bundle(entry.name)]
    return Lying(len(sizes), sum(sizes))


def clear(stick: Folder, office: str, transfers: Iterable[Transfer]) -> int:
    """Takes from a stick what its receivers acknowledged; how many files. What is for our own PCs stays: nobody knows
    whether all of them have it.

    Raises:
        UserError: it was pulled out, or may only be read.
    """
    before = lying(stick.path).files
    if not before:
        return 0
    for one in transfers:
        if one.out and one.state == "acknowledged" and one.office not in ("", office):
            stick.clear(id=one.id, office=office, to=one.office)
    return before - lying(stick.path).files
