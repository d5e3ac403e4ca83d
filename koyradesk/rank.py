"""Places in an ordered list as text, so that something can always be put between two others without touching them.

A rank is a fraction between 0 and 1 written in base 62 without its leading "0."; ranks are compared as plain text.
Two people who append or move at once give two ranks, never a conflict. Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(DIGITS)


def between(low: str, high: str, count: int) -> list[str]:
    """``count`` ranks in rising order, strictly between ``low`` ("" for the start) and ``high`` ("" for the end).

    They are as short as that allows.

    Raises:
        ValueError: ``low`` is not below ``high``.
    """
    if high and low >= high:
        raise ValueError(f"no room between {low!r} and {high!r}")
    length = max(len(low), len(high), 1)
    while True:
        bottom = _number(low, length)
        top = _number(high, length) if high else _BASE**length
        step = (top - bottom) // (count + 1)
        if step > 0:
            # At the open end the smallest step will do: appending is the common case and stays short for longest so.
            step = step if high else 1
            return [_text(bottom + step * (index + 1), length) for index in range(count)]
        length += 1


def behind(rows: Iterable[Mapping[str, Any]], count: int = 1) -> list[str]:
    """``count`` ranks in rising order behind those that some rows have."""
    return between(max((row["rank"] for row in rows), default=""), "", count)


def arrange(held: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """The fewest new ranks that put things in the given order.

    ``held``: (id, rank it has or None) in the wanted order. Returns the new rank of each id that needs one; those that
    keep theirs are not in it.
    """
    stay = _rising([rank for _, rank in held])
    result: dict[str, str] = {}
    index = 0
    low = ""
    while index < len(held):
        if index in stay:
            low = held[index][1] or ""
            index += 1
            continue
        end = index
        while end < len(held) and end not in stay:
            end += 1
        high = (held[end][1] or "") if end < len(held) else ""
        for offset, rank in enumerate(between(low, high, end - index)):
            result[held[index + offset][0]] = rank
        index = end
    return result


def _rising(ranks: Sequence[str | None]) -> frozenset[int]:
    """Indexes of a longest strictly rising run of usable ranks (patience sorting)."""
    tails: list[str] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for index, rank in enumerate(ranks):
        if not rank or not _usable(rank):
            continue
        place = bisect_left(tails, rank)
        if place:
            before[index] = ends[place - 1]
        if place == len(tails):
            tails.append(rank)
            ends.append(index)
        else:
            tails[place] = rank
            ends[place] = index
    chosen: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.add(at)
        at = before.get(at, -1)
    return frozenset(chosen)


def _usable(rank: str) -> bool:
    """A rank ending in 0 leaves no room before it; one with foreign characters cannot be counted."""
    return not rank.endswith("0") and all(char in DIGITS for char in rank)


def _number(rank: str, length: int) -> int:
    value = 0
    for char in rank.ljust(length, "0")[:length]:
        value = value * _BASE + DIGITS.index(char)
    return value


def _text(value: int, length: int) -> str:
    digits = ""
    for _ in range(length):
        value, digit = divmod(value, _BASE)
        digits = DIGITS[digit] + digits
    return digits.rstrip("0")
