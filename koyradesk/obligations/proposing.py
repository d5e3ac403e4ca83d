"""Rules and measures that a decision's words seem to mean: shown to whoever writes, never applied unasked. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from koyradesk.bengali.text import nfc
from koyradesk.errors import UserError
from koyradesk.obligations import rules
from koyradesk.obligations.proposed_numbers import Amount, amounts
from koyradesk.obligations.proposed_rules import Found, recurring
from koyradesk.obligations.proposed_rules import rules as rules_in
from koyradesk.obligations.proposed_text import Flat, flat
from koyradesk.obligations.proposed_times import Rank
from koyradesk.obligations.shapes import Measure, Rule

#: So many are offered.
MOST = 3
#: What says how often and how many is quoted in one where no more letters than these lie between.
_NEAR = 30
#: The years that meetings are held in.
_YEARS = range(1900, 2200)


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


# An editor asks for each decision again whenever one of them is typed in.
@lru_cache(maxsize=256)
def propose(text: str, held: date | None) -> tuple[Proposal, ...]:
    """What the words of a decision, taken on the day ``held``, seem to mean: the likeliest first, () for nothing.

    Days that are past, amounts, numbers of papers and of telephones, and the years of plans mean nothing here.
    """
    text = nfc(text)
    if held is not None and held.year not in _YEARS:
        return ()
    read = flat(text)
    measured = list(amounts(read, recurring(read)))
    proposals: dict[Rule, Proposal] = {}
    for one in sorted(_rules(read, held, measured), key=lambda one: (-one.rank, not one.sure, one.start)):
        if one.rule in proposals:
            continue
        made = _proposal(text, read, one, _beside(read, one, measured))
        if _is_possible(made, held):
            proposals[one.rule] = made
        if len(proposals) == MOST:
            break
    return tuple(proposals.values())


def _rules(read: Flat, held: date | None, measured: list[Amount]) -> Iterator[Found]:
    every = list(rules_in(read, held))
    best = max((one.rank for one in every), default=0)
    # What is due on a day is urgent and regular as well: that it says so adds nothing.
    yield from (one for one in every if one.rank > Rank.STANDING or one.rank >= best - 1)
    if not any(one.rank > 0 for one in every):
        # How much is said, and no day: it is open until it is reached, and nothing is late.
        for amount in measured:
            rank = Rank.TOLD + 8 if amount.reached else Rank.URGENT - 10 + amount.rank
            yield Found(Rule("standing"), amount.start, amount.end, rank, sure=False)
    moods = [one.mood for one in read.sentences]
    if "obliges" not in moods and "tells" in moods:
        one = next(one for one in reversed(read.sentences) if one.mood == "tells")
        start, end = read.telling(one)
        yield Found(Rule("information"), start, end, Rank.TOLD)


def _beside(read: Flat, found: Found, measured: list[Amount]) -> Amount | None:
    """The measure that belongs to a rule: in its sentence, else anywhere."""
    if found.rule.kind == "information":
        return None
    sentence = read.sentence(found.start)
    return max(
        measured,
        key=lambda one: (read.sentence(one.start) == sentence, one.rank, -abs(one.start - found.start)),
        default=None,
    )


def _proposal(text: str, read: Flat, found: Found, amount: Amount | None) -> Proposal:
    start, end = found.start, found.end
    if amount is not None and read.sentence(start) == read.sentence(amount.start):
        first, last = min(start, amount.start), max(end, amount.end)
        if last - first <= (end - start) + (amount.end - amount.start) + _NEAR:
            start, end = first, last
    start, end = read.span(start, end)
    sure = found.sure and (amount is None or amount.sure)
    return Proposal(found.rule, amount.measure if amount else Measure(), start, end, text[start:end], sure)


def _is_possible(one: Proposal, held: date | None) -> bool:
    try:
        rules.refuse(one.rule, one.measure, held)
    except UserError:
        return False
    return one.start < one.end
