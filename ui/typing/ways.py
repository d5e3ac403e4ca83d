"""The ways to type: English as the keyboard gives it, Bengali by sound, Bengali on keys of a fixed layout."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from koyradesk.bengali.keyboard import Keyboard
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.phonetic.choosing import Choice, choices
from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.bengali.text import nfc
from koyradesk.i18n import N_


class Kind(NamedTuple):
    """A way to type as it is offered."""

    name: str
    title: str


#: As they are offered. The first leaves the keyboard alone.
KINDS = (
    Kind("english", N_("English")),
    Kind("phonetic", N_("Bangla phonetic")),
    Kind("bijoy", N_("Bijoy style")),
    Kind("unibijoy", N_("Bijoy style, signs after")),
    Kind("national", N_("National keyboard")),
)
NAMES = tuple(kind.name for kind in KINDS)
#: When digits become Bengali: where Bengali is typed here, in all Bengali text, never.
DIGITS = ("own", "always", "never")

#: Letters, their signs and marks: what a word is put together of.
_LETTER = pattern("[\u0980-\u09e3\u200c\u200d]")
#: These keep their dot at the end, where a sentence ends with a danda.
_DOTTED = frozenset(nfc("মো মোছা মোসা মু ডা ড খ্রি খ্রী লি প্রা এ বি সি ডি এম কে এস আর নং ইং বাং তাং").split())
_LAST_WORD = pattern("[\u0980-\u09e3\u200c\u200d]+\\Z")
_ENDED = pattern("[\u0980-\u09e3\u09f3)\\]}\"'’”%]\\s*\\Z")


class Way(Protocol):
    """How keys become Bengali."""

    #: Whether there are words to choose from.
    offers: bool

    def begins(self, sign: str) -> bool:
        """Does this key begin a word?"""

    def goes_on(self, sign: str) -> bool:
        """Does this key go on with a word?"""

    def choices(self, keys: str, lexicon: Lexicon, learnt: Mapping[str, str]) -> list[Choice]:
        """What the keys may mean, best first; never empty."""

    def alone(self, sign: str, before: str) -> tuple[str, int]:
        """What a key that is no part of a word writes after a text, and how many characters before it gives way to it;
        "" to leave the key alone."""


class Phonetic:
    """Latin letters for what is heard."""

    offers = True

    def begins(self, sign: str) -> bool:
        return sign.isalpha()

    def goes_on(self, sign: str) -> bool:
        return sign.isalpha() or sign in "^`:"

    def choices(self, keys: str, lexicon: Lexicon, learnt: Mapping[str, str]) -> list[Choice]:
        return choices(keys, lexicon, learnt)

    def alone(self, sign: str, before: str) -> tuple[str, int]:
        if sign == "$":
            return "৳", 0
        if sign != ".":
            return "", 0
        if before.endswith("।"):
            # Pressed twice it is a dot.
            return ".", 1
        word = _LAST_WORD.search(before)
        if _ENDED.search(before) is None or (word is not None and word[0] in _DOTTED):
            return "", 0
        return "।", 0


class Fixed:
    """Keys of a fixed layout."""

    offers = False

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard

    def begins(self, sign: str) -> bool:
        return _LETTER.search(self._keyboard.keys.get(sign, "")) is not None

    def goes_on(self, sign: str) -> bool:
        return self.begins(sign)

    def choices(self, keys: str, lexicon: Lexicon, learnt: Mapping[str, str]) -> list[Choice]:
        return [Choice(self._keyboard.spell(keys), "exact")]

    def alone(self, sign: str, before: str) -> tuple[str, int]:
        written = self._keyboard.keys.get(sign, sign)
        return ("" if written == sign else written), 0


def way(name: str) -> Way | None:
    """A way by its name; None for English."""
    if name == "phonetic":
        return Phonetic()
    if name in NAMES and name != "english":
        from koyradesk.keyboards import keyboard

        return Fixed(keyboard(name))
    return None
