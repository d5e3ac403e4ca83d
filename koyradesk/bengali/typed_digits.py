"""Which digits a digit key writes: Bengali ones in Bengali text, English ones in an address or a code."""

from __future__ import annotations

from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.lazily import pattern

#: What is being typed, from the last blank on.
_WORD = pattern(r"\S*\Z")
#: An e-mail or web address, a path, a name with English letters: all that is not Bengali.
_FOREIGN = pattern(r"[A-Za-z@\\_#]|://")
_LETTER = pattern(r"[A-Za-z\u0980-\u09ff](?=[^A-Za-z\u0980-\u09ff]*\Z)")


def typed(digit: str, before: str, *, everywhere: bool = False) -> str:
    """A digit as it is written after the text ``before`` the caret.

    In a word with English letters it stays; else it is Bengali. ``everywhere`` false: only where the last letter before
    is Bengali, for who types English letters in between.
    """
    if len(digit) != 1 or not (digit.isascii() and digit.isdigit()) or is_foreign(before):
        return digit
    if not everywhere:
        last = _LETTER.search(before)
        if last is None or last[0].isascii():
            return digit
    return to_bengali(digit)


def is_foreign(before: str) -> bool:
    """Is the word that is being typed an address, a code or an English word?"""
    word = _WORD.search(before)
    return word is not None and _FOREIGN.search(word[0]) is not None
