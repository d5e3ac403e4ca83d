"""How wide the columns of a table should be, from what stands in them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

#: All shares together; what a share holds of text in a line (in widths of ক at the table's size), padding left out.
_WHOLE = 12.8
_LETTERS = 5.0
_PADDING = 0.3
_NARROWEST = 0.8
_STEP = 0.2
_HASANTA = "\u09cd"
_MARK, _JOINED, _BLANK = 0.5, 0.25, 0.4


def measure(text: str) -> float:
    """About how wide a text is set, in widths of ক: signs over and under a letter take no room, a conjunct little."""
    wide, before = 0.0, ""
    for sign in text:
        kind = unicodedata.category(sign)
        if before == _HASANTA:
            wide += _JOINED
        elif kind == "Mc":
            wide += _MARK
        elif kind == "Zs" or sign == "\n":
            wide += _BLANK
        elif kind != "Mn":
            wide += 1
        before = sign
    return wide


def widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Shares for the columns by which the table is shortest, no word broken. ``rows``: each cell's plain text."""
    count = len(headings)
    texts = [[heading, *(row[index] for row in rows)] for index, heading in enumerate(headings)]
    words = [max((measure(word) for text in column for word in text.split()), default=0) for column in texts]
    least = [max(_NARROWEST, word / _LETTERS + _PADDING) for word in words]
    # A web address may be as wide as the paper: then all columns give way alike.
    least = [share * min(1, 0.9 * _WHOLE / sum(least)) for share in least]
    sizes = [[measure(row[index]) for index in range(count)] for row in rows]
    weight = [math.sqrt(sum(row[index] for row in sizes) + 1) for index in range(count)]
    over = _WHOLE - sum(least)
    shares = [low + over * one / sum(weight) for low, one in zip(least, weight, strict=True)]
    return [round(share, 1) for share in _shortest(shares, least, sizes)]


def _shortest(shares: list[float], least: list[float], sizes: list[list[float]]) -> list[float]:
    """Moves width from column to column as long as the table becomes shorter."""
    best = _height(shares, sizes)
    better = True
    while better:
        better = False
        for giver in range(len(shares)):
            for taker in range(len(shares)):
                tried = list(shares)
                tried[giver] -= _STEP
                tried[taker] += _STEP
                if giver == taker or tried[giver] < least[giver]:
                    continue
                height = _height(tried, sizes)
                if height < best - 1e-9:
                    shares, best, better = tried, height, True
    return shares


def _height(shares: Sequence[float], sizes: Sequence[Sequence[float]]) -> float:
    """Lines of the whole table; parts of a line count, so that there is a way down between whole lines."""
    rooms = [max(share - _PADDING, 0.1) * _LETTERS for share in shares]
    return sum(max(size / room for size, room in zip(row, rooms, strict=True)) for row in sizes)
