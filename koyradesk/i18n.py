"""Sentences in the user's language: gettext catalogues from ``resources/locale``, English sentences as keys.

Of a catalogue only those sentences are read that are said: the first page says a few dozen of some thousand.
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from koyradesk.bengali.digits import to_bengali
from koyradesk.resources import resource

LANGUAGES = ("bn", "en")


def N_(sentence: str) -> str:
    """Marks a sentence for translation without translating it now."""
    return sentence


class Month(str):
    """A month that is kept as "2026-11", among the parts of a sentence: it is written by its name."""

    __slots__ = ()


class _Catalogue:
    """A catalogue in gettext's binary form, little-endian and sorted (gettext's manual, "The Format of GNU MO Files").

    Python's own reader would take in the whole of it, and the window waits for that.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        _, _, self._count, self._keys, self._values = struct.unpack_from("<5I", data)

    def say(self, sentence: str) -> str:
        """The sentence in the catalogue's language; the sentence itself where it has none."""
        wanted = sentence.encode()
        place = bisect_left(range(self._count), wanted, key=lambda index: self._text(self._keys, index))
        if place == self._count or self._text(self._keys, place) != wanted:
            return sentence
        return self._text(self._values, place).decode()

    def every(self) -> Iterator[tuple[str, str]]:
        """Every sentence with what it is in the catalogue's language."""
        for index in range(self._count):
            if sentence := self._text(self._keys, index):
                yield sentence.decode(), self._text(self._values, index).decode()

    def _text(self, table: int, index: int) -> bytes:
        length, start = struct.unpack_from("<2I", self._data, table + 8 * index)
        return self._data[start : start + length]


@cache
def _catalogue(language: str) -> _Catalogue:
    return _Catalogue(resource("locale", language, "LC_MESSAGES", "koyradesk.mo").read_bytes())


def sentences_of(language: str) -> Iterator[tuple[str, str]]:
    """Every English sentence with what it is in another language."""
    return _catalogue(language).every()


def translate(sentence: str, language: str, **parts: Any) -> str:
    """``sentence`` in ``language``, its ``{fields}`` filled from ``parts``; English where no translation exists.

    Whole numbers among the parts are written in the language's digits, days and ``Month``s with its names of the
    months, and a refusal within a refusal in its words.
    """
    found = sentence if language == "en" or not sentence else _catalogue(language).say(sentence)
    parts = {name: _written(part, language) for name, part in parts.items()}
    return found.format(**parts) if parts else found


def _written(part: Any, language: str) -> Any:
    if type(part) is date:
        from koyradesk.bengali.dating import spell

        return spell(part, "{d} {month} {y}" if language == "bn" else "{d:en} {month:en} {y:en}")
    if isinstance(part, Month) and part:
        from koyradesk.bengali.dating import spell

        month = date.fromisoformat(f"{part}-01")
        return spell(month, "{month} {y}" if language == "bn" else "{month:en} {y:en}")
    if isinstance(part, Exception):
        spoken = getattr(part, "text", None)
        return spoken(language) if spoken else str(part)
    return to_bengali(part) if type(part) is int and language == "bn" else part
