"""The sentences the program brings: ``resources/bank.toml``."""

from __future__ import annotations

import tomllib
from functools import cache

from koyradesk.bank.shapes import SORTS, Sentence
from koyradesk.bank.words import words
from koyradesk.bengali.text import nfc
from koyradesk.resources import resource


@cache
def standing() -> tuple[Sentence, ...]:
    """Every sentence of the file, in its order."""
    with resource("bank.toml").open("rb") as stream:
        tables = tomllib.load(stream)
    return tuple(
        Sentence(
            of=f"{sort}.{name}",
            sort=sort,
            text=nfc(entry["text"]),
            fields=tuple(entry.get("in", SORTS[sort][1])),
            committees=tuple(map(nfc, entry.get("of", ()))),
            topics=words(" ".join(entry.get("on", ()))),
        )
        for sort, entries in tables.items()
        for name, entry in entries.items()
    )
