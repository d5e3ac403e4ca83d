"""Standing sentences of meetings' papers, as data: ``resources/sentences.toml``."""

from __future__ import annotations

import tomllib
from functools import cache

from koyradesk.bengali.text import nfc
from koyradesk.resources import resource

#: Vowel signs, and vowels that stand alone.
_SIGNS, _VOWELS = "ািীুূৃেো", "অআইঈউঊঋএঐওঔৈৌ"


@cache
def sentences(part: str) -> dict[str, str]:
    """The sentences of a part of the file by name; paragraphs of one are parted by an empty line."""
    with resource("sentences.toml").open("rb") as stream:
        table = tomllib.load(stream)[part]
    return {name: nfc("\n\n".join(value) if isinstance(value, list) else value) for name, value in table.items()}


def genitive(name: str) -> str:
    """A name with the ending of the possessor: কমিটি -> কমিটির, টিম -> টিমের, বই -> বইয়ের, ঢাকা (সদর) -> ঢাকা (সদর)-এর."""
    if not name:
        return ""
    last = name[-1]
    if last in _SIGNS:
        return name + "র"
    if last in _VOWELS:
        return name + nfc("য়ের")
    return name + ("ের" if "ক" <= last <= "হ" or last == nfc("য়")[-1:] else "-এর")
