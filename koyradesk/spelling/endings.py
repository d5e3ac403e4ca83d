"""The endings of Bengali grammar as data, and what is left of a word without them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from koyradesk.bengali.text import nfc

#: Cases, and what may follow them.
_CASES = nfc("ের র য়ের কে রে তে ে য় েতে য়ে দের েদের দেরকে েদেরকে রা েরা -এর -কে -এ -তে").split()
#: What makes many, or points at one.
_KINDS = nfc(
    "টি টা টুকু খানা খানি গুলো গুলি গুলা সমূহ গণ বৃন্দ বর্গ মণ্ডলী রাজি জন "
    # Words that are written together with the one before them.
    "সহ ভিত্তিক বিষয়ক সংক্রান্ত ব্যাপী ভাবে মূলক যোগ্য কারী করণ পূর্বক ক্রমে কালে কালীন গত জনিত বিহীন হীন মতো মতে বশত তম"
).split()
_CLOSING = ("ই", "ও")
#: Of verbs, after the root: করা, করেন, করবেন, করেছিলেন, জানিয়ে.
_VERBS = nfc(
    "া ার াতে ায় ানো ানোর ানোয় ান ালেন াবেন াচ্ছেন িয়ে িয়েছেন িয়েছিলেন িয়েছে িয়েছি "
    "ে েন েছে েছেন েছি েছিল েছিলেন েছিলাম ি িস ো বো ব বে বেন বেনা লে লেন লাম ল লো ত তো তেন তে তাম ছে ছেন ছি ছিল ছিলেন "
    "চ্ছে চ্ছেন চ্ছি চ্ছিল চ্ছিলেন ুন ুক েনি িনি বার বারের য়ে য়েছে য়েছেন য়েছিল য়েছিলেন য় ন নি"
).split()


@cache
def nouns() -> frozenset[str]:
    """All that may follow a noun: কমিটিগুলোর, সভাকক্ষেই."""
    found: set[str] = set()
    for kind in ("", *_KINDS):
        for case in ("", *_CASES):
            for closing in ("", *_CLOSING):
                found.add(nfc(kind + case + closing))
    found.discard("")
    return frozenset(found)


@cache
def verbs() -> frozenset[str]:
    """All that may follow the root of a verb."""
    return frozenset(nfc(ending + closing) for ending in _VERBS for closing in ("", *_CLOSING))


@cache
def _longest() -> int:
    return max(map(len, nouns() | verbs()))


#: What is left has at least so many characters.
_STEM = 2


def parted(word: str) -> Iterator[tuple[str, str]]:
    """The ways to part a word into a noun and an ending, the shortest ending first; without one is not among them."""
    known = nouns()
    for length in range(1, min(_longest(), len(word) - _STEM) + 1):
        if word[-length:] in known:
            yield word[:-length], word[-length:]


def stems(word: str) -> Iterator[str]:
    """What a word may be a form of."""
    for stem, _ in parted(word):
        yield stem
        if stem.endswith("ত"):
            # বিদ্যুতের is of বিদ্যুৎ.
            yield stem[:-1] + "ৎ"
    known = verbs()
    for length in range(1, min(_longest(), len(word) - _STEM) + 1):
        if word[-length:] in known:
            root = word[:-length]
            yield root + "া"
            yield nfc(root + "ানো")
            yield nfc(root + "ওয়া")


def is_ending(piece: str) -> bool:
    """Is it an ending by itself, as behind a number or a quotation?"""
    return piece in nouns() or piece.lstrip("-") in nouns() or f"-{piece}" in nouns()
