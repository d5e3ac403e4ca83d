"""A text cut into the pieces whose spelling is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern

#: Letters with their signs and joiners, English letters among them. Digits part words: ২০২৪এর, ৫টি.
_PIECE = pattern("[\u0980-\u0983\u0985-\u09d7\u09df-\u09e3\u09f0\u09f1\u09bc\u200c\u200dA-Za-z]+")
_BENGALI = pattern("[\u0981-\u0983\u0985-\u09d7\u09df-\u09e3]")
_TOKEN = pattern(r"\S+")
#: In an address of mail or a page, a file name, a memo number. Tried on what stands between blanks: a pattern for the
#: whole of it would look at a long text again and again.
_NO_WORD = pattern(r"@|://|\bwww\.|[\w-]\.[A-Za-z]{2,}|\d\.\d+\.\d")
_MAYBE = pattern(r"[@.:]")
#: Between two words that may be one written twice.
_BLANKS = pattern(r"[ \t\u00a0]+")


class Piece(NamedTuple):
    """A word, where it stands, and what stands right before it."""

    start: int
    end: int
    word: str
    #: The character before it; "" at the beginning.
    before: str
    #: Whether only blanks part it from the piece before.
    follows: bool


def pieces(text: str) -> Iterator[Piece]:
    """The Bengali words of a text, also those with English letters in them, in their order."""
    skipped = []
    if _MAYBE.search(text) is not None:
        skipped = [found.span() for found in _TOKEN.finditer(text) if _NO_WORD.search(found[0]) is not None]
    place, last = 0, -1
    for found in _PIECE.finditer(text):
        start, end = found.span()
        while place < len(skipped) and skipped[place][1] <= start:
            place += 1
        if place < len(skipped) and skipped[place][0] < end:
            last = -1
            continue
        word = found[0]
        follows = last >= 0 and _BLANKS.fullmatch(text, last, start) is not None
        last = end
        if _BENGALI.search(word) is not None:
            yield Piece(start, end, word, text[start - 1] if start else "", follows)
