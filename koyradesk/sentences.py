"""Standing sentences of meetings' papers, as data: ``resources/sentences.toml``."""

from __future__ import annotations

import tomllib
from functools import cache

from koyradesk.bengali.text import nfc
from koyradesk.resources import resource


@cache
def sentences(part: str) -> dict[str, str]:
    """The sentences of a part of the file by name; paragraphs of one are parted by an empty line."""
    with resource("sentences.toml").open("rb") as stream:
        table = tomllib.load(stream)[part]
    return {name: nfc("\n\n".join(value) if isinstance(value, list) else value) for name, value in table.items()}
