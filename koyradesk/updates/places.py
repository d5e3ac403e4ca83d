"""Update files that lie where one would put them. Only names are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from koyradesk import __version__
from koyradesk.news import order
from koyradesk.updates.shapes import is_update, version_of


class Lying(NamedTuple):
    """A file that is called an update: ``version`` as its name promises ("" where it promises none)."""

    file: Path
    version: str
    place: str


def within(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files in these folders that are called updates; a folder that cannot be read has none."""
    found = []
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            found += [Path(one.path) for one in entries if is_update(one.name) and one.is_file(follow_symlinks=False)]
    return tuple(sorted(found))


def newest(files: Iterable[tuple[Path, str]]) -> Lying | None:
    """Of files and what their places are called, the one that promises the newest version; None where none promises
    one newer than what is installed."""
    lying = [Lying(file, version_of(file.name), place) for file, place in files]
    newer = [one for one in lying if one.version and order(one.version) > order(__version__)]
    return max(newer, key=lambda one: order(one.version), default=None)
