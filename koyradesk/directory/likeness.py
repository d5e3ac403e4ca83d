"""How like two names are: of offices, posts, people, places. Nothing is decided by it; it orders what is shown."""

from __future__ import annotations

from functools import lru_cache

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import search_key, tidy
from koyradesk.markup import plain

#: Spellings that are mixed up as often as they are written: vowels short and long, sounds that are one when spoken.
#: The nukta is a letter of its own in NFC.
_MIXED = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ঈ": "ই", "ঊ": "উ", "ণ": "ন", "ষ": "শ", "স": "শ", "ঁ": None, "ঞ": "ন", "ৎ": "ত", "\u09bc": None}
)
#: মোঃ, মো., মোহাঃ are মোহাম্মদ as people write it in a hurry; মোসাঃ is মোছাম্মৎ.
_ALONE, _ENDS = r"(?<![\u0980-\u09ff])", r"(?![\u0980-\u09ff])"
_HONOURED = (
    (
        pattern(_ALONE + r"(?:(?:মো|মোহা|মুহা|মু)(?:ঃ\.?|[.:।])|(?:মুহাম্মদ|মুহাম্মাদ|মোহাম্মাদ)" + _ENDS + ")"),
        "মোহাম্মদ ",
    ),
    (pattern(_ALONE + r"(?:(?:মোসা|মোছা)(?:ঃ\.?|[.:।])|মোসাম্মৎ" + _ENDS + ")"), "মোছাম্মৎ "),
)
#: That a name is of many, as decisions say it behind or before it.
_MANY = pattern(r"\(?(?<![\u0980-\u09ff])(?:সকল|সব)(?![\u0980-\u09ff])\)?")
#: How like two words are of which one may be a slip of the other; and at most two names in which other words stand.
_SLIP, _ANOTHER = 72, 84.0
_PUNCTUATION = pattern(r"[\s,;।.:()\[\]‘’“”\"'/–—-]+")


def is_many(name: str) -> bool:
    """Does a name say that it is of many: "দপ্তর প্রধান (সকল)"?"""
    return _MANY.search(tidy(plain(name))) is not None


@lru_cache(maxsize=32_768)
def loose(text: str) -> str:
    """A text as it sounds: spellings that are mixed up are one, and মোঃ is মোহাম্মদ."""
    text = tidy(plain(text))
    for short, whole in _HONOURED:
        text = short.sub(whole, text)
    return tidy(search_key(text).translate(_MIXED))


@lru_cache(maxsize=32_768)
def bare(name: str) -> str:
    """What of a name is compared: as it sounds, without marks between words, and without saying that it is of many."""
    text = _MANY.sub(" ", tidy(plain(name)))
    return " ".join(_PUNCTUATION.sub(" ", loose(text)).split())


def score(one: str, other: str) -> float:
    """How like two bare names are, 0 to 100.

    The order of the words counts little, what only one of them adds behind (its place) not much; the words themselves
    do: a name that is merely a part of many others is not like all of them, and two that differ in a whole word
    (মাধ্যমিক, প্রাথমিক) or in a number are not nearly the same, however long the rest is.
    """
    from rapidfuzz import fuzz

    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    like = max(fuzz.ratio(one, other), 0.97 * fuzz.token_sort_ratio(one, other))
    words, others = set(one.split()), set(other.split())
    left, right = words - others, others - words
    if left and right and (_numbers(left) != _numbers(right) or not _alike(left, right)):
        return min(like, _ANOTHER)
    if (not left or not right) and words != others:
        # Whole words that are all there, with more around them, are a strong hint; one word among many is a weak one.
        like = max(like, 92 - 4 * min(len(left | right), 6) if min(len(words), len(others)) > 1 else 70)
    return min(99.0, like)


def _alike(left: set[str], right: set[str]) -> bool:
    """Has each word on the side with fewer one on the other that it may be a slip of?"""
    from rapidfuzz import fuzz

    few, many = sorted((left, right), key=len)
    return all(max(fuzz.ratio(word, other) for other in many) >= _SLIP for word in few) or "".join(
        sorted(left)
    ) == "".join(sorted(right))


def _numbers(words: set[str]) -> set[str]:
    return {word for word in words if any(letter.isdecimal() for letter in word)}
