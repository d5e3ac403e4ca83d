"""What a word sounds like, told alike from Latin and from Bengali letters.

A sound is written with capitals for consonants, one for all that people write for each other (k and kh, s and sh, j and
z, b, bh and v), and small letters for vowels. ``o`` is left out: Bengali does not write it where it is spoken, and does
not speak it where it could be read. A **skeleton** is a sound without vowels, but for a mark where it begins with one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: Latin letters: what they sound like, and the same with k and kh told apart. "y" and "w" only colour a vowel.
_LATIN: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("kkh", "ksh", "kh"), ("K", "kh")),
    **dict.fromkeys(("k", "q", "ck"), ("K", "k")),
    "x": ("KS", "ks"),
    "gh": ("G", "gh"),
    **dict.fromkeys(("gy", "g"), ("G", "g")),
    **dict.fromkeys(("ngg", "ng", "n"), ("N", "n")),
    **dict.fromkeys(("chh", "ch", "c"), ("C", "c")),
    "jh": ("J", "jh"),
    **dict.fromkeys(("j", "z"), ("J", "j")),
    "th": ("T", "th"),
    "t": ("T", "t"),
    "dh": ("D", "dh"),
    "d": ("D", "d"),
    **dict.fromkeys(("rr", "r"), ("R", "r")),
    **dict.fromkeys(("ph", "f"), ("P", "f")),
    "p": ("P", "p"),
    **dict.fromkeys(("bh", "v"), ("B", "bh")),
    "b": ("B", "b"),
    **dict.fromkeys(("sh", "s"), ("S", "s")),
    "m": ("M", "m"),
    "l": ("L", "l"),
    "h": ("H", "h"),
    **dict.fromkeys(("aa", "a"), ("a", "a")),
    **dict.fromkeys(("ee", "ii", "i"), ("i", "i")),
    **dict.fromkeys(("oo", "uu", "u"), ("u", "u")),
    "e": ("e", "e"),
    **dict.fromkeys("owy", ("", "")),
}
_LATIN_SOUND = pattern("|".join(sorted(_LATIN, key=len, reverse=True)))

_Y_VOWEL = pattern(r"(?<=[b-df-hj-np-tvxz])y(?![aeiouy])")

_HASANTA, _NUKTA, _ZWJ, _CANDRABINDU = "্", "়", "\u200d", "ঁ"
#: Spoken as a g.
_GYA = "জ্ঞ"
#: Consonants: their sound, and how they are written exactly in Latin letters.
_CONSONANTS = {
    "ক": ("K", "k"),
    "খ": ("K", "kh"),
    "গ": ("G", "g"),
    "ঘ": ("G", "gh"),
    "ঙ": ("N", "ng"),
    "চ": ("C", "ch"),
    "ছ": ("C", "chh"),
    "জ": ("J", "j"),
    "ঝ": ("J", "jh"),
    "ঞ": ("N", "n"),
    "ট": ("T", "t"),
    "ঠ": ("T", "th"),
    "ড": ("D", "d"),
    "ঢ": ("D", "dh"),
    "ণ": ("N", "n"),
    "ত": ("T", "t"),
    "থ": ("T", "th"),
    "দ": ("D", "d"),
    "ধ": ("D", "dh"),
    "ন": ("N", "n"),
    "প": ("P", "p"),
    "ফ": ("P", "f"),
    "ব": ("B", "b"),
    "ভ": ("B", "bh"),
    "ম": ("M", "m"),
    "য": ("J", "j"),
    "র": ("R", "r"),
    "ল": ("L", "l"),
    "শ": ("S", "sh"),
    "ষ": ("S", "sh"),
    "স": ("S", "s"),
    "হ": ("H", "h"),
    "ৎ": ("T", "t"),
    "ং": ("N", "ng"),
}
#: How those are written strictly that are not as they are exactly.
_STRICT = {"ng": "n", "ch": "c", "chh": "c", "sh": "s", "gy": "g", "y": ""}
_DOTTED = {"ড": ("R", "r"), "ঢ": ("R", "rh"), "য": ("", "y")}
# fmt: off
_VOWELS = {
    "অ": ("", "o"), "আ": ("a", "a"), "ই": ("i", "i"), "ঈ": ("i", "i"), "উ": ("u", "u"), "ঊ": ("u", "u"),
    "ঋ": ("Ri", "ri"), "এ": ("e", "e"), "ঐ": ("i", "oi"), "ও": ("", "o"), "ঔ": ("u", "ou"),
}
_SIGNS = {
    "া": ("a", "a"), "ি": ("i", "i"), "ী": ("i", "i"), "ু": ("u", "u"), "ূ": ("u", "u"), "ৃ": ("Ri", "ri"),
    "ে": ("e", "e"), "ৈ": ("i", "oi"), "ো": ("", "o"), "ৌ": ("u", "ou"),
}
# fmt: on
#: Under these a ব or a ম is written and not spoken (স্বাস্থ্য, দায়িত্ব, স্মারক, পদ্মা).
_SILENT = {"ব": frozenset("সশষদধতথটজকগহনল"), "ম": frozenset("সশষদতটক")}


class Sound(NamedTuple):
    """How a word sounds. ``strict`` tells k and kh apart, and what is like them; ``exact`` is the spelling in small
    Latin letters, without o, for what differs beyond that."""

    skeleton: str
    sound: str
    strict: str
    exact: str


@lru_cache(maxsize=512)
def of_latin(latin: str) -> Sound:
    """What Latin letters sound like; signs that are no letters are passed over."""
    # After a consonant and before none it is an ী; at the beginning of a word the য of যোগ.
    plain = _Y_VOWEL.sub("i", latin.lower())
    if plain.startswith("y"):
        plain = "j" + plain[1:]
    made = _Made()
    for found in _LATIN_SOUND.finditer(plain):
        # What is not heard keeps an o's neighbours apart: only side by side a consonant is a doubled one.
        made.add(*_LATIN[found[0]], doubles=True)
        if found[0] in "ow":
            made.part()
    return made.sound(plain[:1] in ("a", "e", "i", "o", "u", "w"), plain)


def of_bengali(word: str) -> tuple[Sound, ...]:
    """What a Bengali word sounds like: as it is spoken, and as it is written where that is another sound."""
    word = nfc(word)
    spoken = _bengali(word, spoken=True)
    written = _bengali(word, spoken=False)
    return (spoken,) if written.sound == spoken.sound else (spoken, written)


def _bengali(word: str, *, spoken: bool) -> Sound:
    made = _Made()
    exact: list[str] = []
    joined, before, at = False, "", 0
    while at < len(word):
        sign = word[at]
        if sign in _CONSONANTS:
            under = before if joined else ""
            if word[at + 1 : at + 2] == _NUKTA and sign in _DOTTED:
                one, latin = _DOTTED[sign]
                at += 1
            elif spoken and word[at : at + 3] == _GYA:
                one, latin = "G", "gy"
                at += 2
            elif before == "ং" and sign in "গঘ":
                one, latin = "", "g"
            else:
                one, latin = _consonant(sign, under, word[at - 1 : at], spoken=spoken)
            made.add(one, _STRICT.get(latin, latin if one else ""), doubles=bool(under))
            exact.append(latin)
            follows = word[at + 1 : at + 2]
            if sign not in "ৎং" and follows != _HASANTA and follows not in _SIGNS:
                # The vowel that is not written.
                made.part()
            before, joined = sign, False
        elif sign == _HASANTA:
            joined = True
        elif sign in _VOWELS or sign in _SIGNS:
            one, latin = _VOWELS.get(sign) or _SIGNS[sign]
            made.add(one, one.lower(), doubles=False)
            made.part()
            exact.append(latin)
            joined = False
        elif sign == _CANDRABINDU and not spoken:
            made.add("N", "n", doubles=False)
        at += 1
    return made.sound(word[:1] in _VOWELS, "".join(exact))


class _Made:
    """A sound while it is put together."""

    def __init__(self) -> None:
        self._sound: list[str] = []
        self._strict: list[str] = []
        self._apart = True

    def add(self, sound: str, strict: str, *, doubles: bool) -> None:
        """One more; ``doubles``: after its like it is the same consonant doubled, as the second of them is spoken."""
        if not sound:
            return
        if doubles and not self._apart and self._sound and self._sound[-1] == sound and sound.isupper():
            self._strict[-1] = strict
        else:
            self._sound.append(sound)
            self._strict.append(strict)
        self._apart = False

    def part(self) -> None:
        """Something that is left out stands here."""
        self._apart = True

    def sound(self, vowel: bool, latin: str) -> Sound:
        """The whole; ``vowel``: it begins with one."""
        whole = "".join(self._sound)
        bones = "".join(one for one in whole if one.isupper())
        exact = "".join(one for one in latin if one.isalpha() and one != "o")
        return Sound(("a" if vowel else "") + bones, whole, "".join(self._strict), exact)


def _consonant(sign: str, under: str, last: str, *, spoken: bool) -> tuple[str, str]:
    """A consonant's sound; ``under`` is the one it is joined to, ``last`` the character before it."""
    if sign == "য" and under and (under != "র" or last == _ZWJ):
        return "", "y"
    if under == "ক" and sign == "ষ":
        return ("K", "kh") if spoken else ("S", "sh")
    if under == "ঙ" and sign in "গঘ":
        return "", "g"
    if spoken and under in _SILENT.get(sign, ()):
        return "", ""
    return _CONSONANTS[sign]
