"""What is shown of a text that was found: the match, bold, in its surroundings. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from koyradesk import markup
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import JOINERS, search_key

#: Characters kept on either side of the first match.
AROUND = 60
#: How far to look for a blank to cut at.
_REACH = 20
_HASANTA = "\u09cd"
#: Letters that are folded one by one, without joiners.
_USUAL = pattern("[\n -~\u0964\u0965\u0980-\u09db\u09e0-\u09fd–—‘’“”…]*")

#: How a word may match: whole, at the beginning of a word, anywhere.
WHOLE, BEGINNING, PART = range(3)


def is_letter(char: str) -> bool:
    """Does the index of words take this for a part of a word? The categories of ``search.ddl``."""
    category = unicodedata.category(char)
    return category[0] in "LN" or category in ("Co", "Mn", "Mc")


class _Letters(dict[int, int]):
    """For ``str.translate``: letters stay, everything else becomes a blank."""

    def __missing__(self, code: int) -> int:
        self[code] = code if is_letter(chr(code)) else 32
        return self[code]


_LETTERS = _Letters()


def words(key: str) -> list[str]:
    """The words of a search key, as the index of words takes them apart."""
    return key.translate(_LETTERS).split()


def around(text: str, typed: Sequence[str], how: int) -> str | None:
    """The surroundings of the first match in a plain text, as marked text with every match bold; None without a match.

    ``typed`` are search keys; ``how`` is WHOLE, BEGINNING or PART.
    """
    spans = stretches(text, typed, how)
    if not spans:
        return None
    start, end = max(0, spans[0][0] - AROUND), min(len(text), spans[0][1] + AROUND)
    if start and (blank := text.find(" ", start, start + _REACH)) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", end - _REACH, end)) >= 0:
        end = blank
    start, end = _whole_signs(text, start, end)
    parts: list[str] = []
    at = start
    for low, high in spans:
        if low >= at and high <= end:
            parts += [markup.escape(text[at:low]), markup.bold(markup.escape(text[low:high]))]
            at = high
    parts.append(markup.escape(text[at:end]))
    return ("…" if start else "") + "".join(parts) + ("…" if end < len(text) else "")


def stretches(text: str, typed: Sequence[str], how: int) -> list[tuple[int, int]]:
    """Where a plain text holds any of the search keys ``typed``, widened to whole written signs, in order."""
    folded, origin = _folded(text)
    return sorted(
        _whole_signs(text, origin[low], origin[high]) for word in typed for low, high in _matches(folded, word, how)
    )


def _matches(folded: str, word: str, how: int) -> Iterator[tuple[int, int]]:
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        opens = at == 0 or not is_letter(folded[at - 1])
        closes = end == len(folded) or not is_letter(folded[end])
        if how == PART or (opens and (how == BEGINNING or closes)):
            yield at, end
        at = folded.find(word, end)


def _whole_signs(text: str, low: int, high: int) -> tuple[int, int]:
    """The stretch widened to whole written signs: a look that changes inside a conjunct or before its vowel sign tears
    the letters apart."""
    while 0 < low < len(text) and _hangs(text, low):
        low -= 1
    while 0 < high < len(text) and _hangs(text, high):
        high += 1
    return low, high


def _hangs(text: str, index: int) -> bool:
    """Does the character belong to the sign before it? After a joiner too: hasanta, ZWJ, consonant are one conjunct."""
    char, before = text[index], text[index - 1]
    joined = before == _HASANTA or JOINERS.match(before) is not None
    return joined or unicodedata.category(char) in ("Mn", "Mc") or JOINERS.match(char) is not None


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The search key of a text and, for each of its characters and the end, the index in the text it came from."""
    if _USUAL.fullmatch(text):
        # Nearly every text: each letter has a key of one letter, so all is folded at once.
        folded = search_key(text)
        if len(folded) == len(text):
            return folded, range(len(text) + 1)
    pieces = [_key(char) for char in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), [*origin, len(text)]


@lru_cache(maxsize=1024)
def _key(char: str) -> str:
    return search_key(char)
