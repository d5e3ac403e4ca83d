"""Misspellings that official papers are full of, with what is right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from koyradesk.bengali.text import nfc
from koyradesk.resources import resource
from koyradesk.spelling import endings

#: A person's ী becomes ি before these: কর্মচারিবৃন্দ is right where কর্মচারি is not.
_SHORTENING = tuple(nfc(one) for one in ("গণ", "বৃন্দ", "বর্গ", "মণ্ডলী", "রাজি", "সমূহ"))


class Pairs(NamedTuple):
    """What is wrong, with what is right: with endings too, and as it stands alone."""

    ended: Mapping[str, str]
    alone: Mapping[str, str]


@cache
def pairs() -> Pairs:
    """All pairs of ``resources/spelling/common.tsv``."""
    ended: dict[str, str] = {}
    alone: dict[str, str] = {}
    for line in resource("spelling", "common.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            wrong, _, right = nfc(line).partition("\t")
            if wrong.startswith("="):
                alone[wrong[1:]] = right
            else:
                ended[wrong] = right
    return Pairs(ended, alone)


def righted(word: str) -> str:
    """What is right where a word is a common misspelling, with the ending it has; "" for any other word."""
    known = pairs()
    if right := known.alone.get(word) or known.ended.get(word):
        return right
    for stem, ending in endings.parted(word):
        right = known.ended.get(stem, "")
        if right and not (stem[-1] == "ি" and right[-1] == "ী" and ending.startswith(_SHORTENING)):
            return nfc(_joined(right, ending))
    return ""


def _joined(right: str, ending: str) -> str:
    """A word with an ending; ৎ opens before a vowel, and a vowel that is new takes the other form of it."""
    if right.endswith("ৎ") and ending[0] == "ে":
        return right[:-1] + "ত" + ending
    return right + ending
