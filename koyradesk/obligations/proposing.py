"""Rules and measures that a decision's words seem to mean: shown to whoever writes, never applied unasked. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from koyradesk.bengali import dates
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.obligations.shapes import Measure, Rule

_WITHIN = pattern(nfc(r"\s*(?:তারিখ(?:ের)?|এর|-এর)?\s*(?:মধ্যে|পূর্বে|আগে)"), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a decision could oblige to. ``quote`` is what says so, at ``start`` to ``end`` of the text in NFC.

    ``sure``: it is said in so many words; otherwise it is only likely.
    """

    rule: Rule
    measure: Measure
    start: int
    end: int
    quote: str
    sure: bool


def propose(text: str, held: date | None) -> tuple[Proposal, ...]:
    """What the words of a decision, taken on the day ``held``, seem to mean: the likeliest first, () for nothing."""
    text = nfc(text)
    found = []
    for one in dates.find(text):
        after = _WITHIN.match(text, one.end)
        if not one.impossible and after and (held is None or one.date >= held):
            quote = text[one.start : after.end()]
            found.append(Proposal(Rule("date", one.date), Measure(), one.start, after.end(), quote, not one.doubtful))
    return tuple(found)
