"""Memo numbers as people type them: with or without dots and leading zeros, from any of their parts on. Pure."""

from __future__ import annotations

from typing import NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import search_key

_GROUP = pattern("[0-9]+")
#: What people write before a number.
_SAID = pattern(search_key("(?:স্মারক|স্মারকলিপি|নথি|নম্বর|নং|সংখ্যা|memo|file|number|no)"))
_SEPARATORS = pattern(r"[…\s.\-/–—:,।()]*")
#: Fewer digits than this stand in many numbers, across their parts.
_LONG = 5
#: How a number fits: it is the one, it ends so, so it goes on from one of its parts, its digits hold it.
SAME, ENDS, WITHIN, DIGITS = range(4)


class Number(NamedTuple):
    """A number to be found by: its digits, and its parts without leading zeros between dots."""

    digits: str
    lean: str


def number(text: str) -> Number:
    """The number in a text, whatever else stands in it."""
    groups = _GROUP.findall(search_key(text))
    # A part that is all zeros says nothing that people type.
    lean = [group.lstrip("0") for group in groups]
    return Number("".join(groups), f".{'.'.join(part for part in lean if part)}.")


def asked(text: str) -> Number | None:
    """The number that was typed; None where it is no number, or too short to be looked for as one."""
    key = _SAID.sub("", search_key(text))
    if _SEPARATORS.sub("", _GROUP.sub("", key)):
        return None
    found = number(key)
    return found if len(found.digits) >= 2 else None


def fit(wanted: Number, held: Number) -> int | None:
    """How a number fits what was typed, the least the best; None where it does not."""
    if not held.digits:
        return None
    if wanted.digits == held.digits or wanted.lean == held.lean:
        return SAME
    if wanted.lean != ".." and held.lean.endswith(wanted.lean):
        return ENDS
    if wanted.lean != ".." and wanted.lean[:-1] in held.lean:
        return WITHIN
    return DIGITS if len(wanted.digits) >= _LONG and wanted.digits in held.digits else None
