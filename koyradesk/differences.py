"""What differs between two texts, word by word, as a person would read it. Pure.

A word is never shown half: Bengali vowel signs, joiners and the parts of a number or date belong to it. Blanks are
compared between words that are equal; a stretch between two changes that is shorter than both is shown as changed too,
so that a sentence written anew reads as one sentence gone and one new, not as a mixture of both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import Literal

from koyradesk.bengali.text import nfc
from koyradesk.markup import Span, spans

#: "cut" stands for equal words that are left out.
How = Literal["same", "gone", "new", "cut"]
ELLIPSIS = "…"

_LETTER = "\\w\u0300-\u036f\u0980-\u09ff\u200c\u200d"
_WORD = re.compile(rf"\d+(?:[.,/:-]\d+)*(?:[{_LETTER}]+)?|[{_LETTER}]+|[^\s]")
_SENTENCE_END = ("।", "?", "!", ";")
#: Pairs of equal words that are looked at, at most: more would take longer than anyone waits for a panel.
_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look that is in both texts, only in the old one, or only in the new one."""

    text: str
    how: How
    bold: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with its looks, and the blanks before it. The last token of a text may have no word."""

    blank: tuple[Span, ...]
    word: tuple[Span, ...]

    def ends_sentence(self) -> bool:
        return any(span.text.endswith(_SENTENCE_END) for span in self.word)


#: Equal stretches of two lists of tokens: from, from, how many.
_Block = tuple[int, int, int]


def difference(old: str, new: str, around: int | None = None) -> tuple[Piece, ...]:
    """The pieces that make the new text of the old one, in the order of reading; what is gone before what is new.

    ``around``: so many equal words are kept on each side of a change; of longer equal stretches the rest is cut.
    """
    before, after = _tokens(old), _tokens(new)
    found: list[tuple[How, _Token | None]] = []
    at, to = 0, 0
    for one, other, count in _readable([(0, 0, 0), *_blocks(before, after), (len(before), len(after), 0)]):
        found += [("gone", token) for token in before[at:one]]
        found += [("new", token) for token in after[to:other]]
        for left, right in zip(before[one : one + count], after[other : other + count], strict=True):
            if left.blank != right.blank:
                found += [("gone", _Token(left.blank, ())), ("new", _Token(right.blank, ()))]
                right = _Token((), right.word)
            found.append(("same", right))
        at, to = one + count, other + count
    if around is not None:
        found = _cut(found, around)
    return tuple(_pieces(found))


def _tokens(marked: str) -> list[_Token]:
    looks = spans(nfc(marked))
    text = "".join(span.text for span in looks)
    ends = list(accumulate(len(span.text) for span in looks))

    def part(start: int, end: int) -> tuple[Span, ...]:
        found = []
        at = bisect_right(ends, start)
        while start < end:
            span, stop = looks[at], min(end, ends[at])
            found.append(Span(text[start:stop], span.bold, span.underline))
            start, at = stop, at + 1
        return tuple(found)

    found, end = [], 0
    for word in _WORD.finditer(text):
        found.append(_Token(part(end, word.start()), part(word.start(), word.end())))
        end = word.end()
    return [*found, _Token(part(end, len(text)), ())] if end < len(text) else found


def _blocks(before: Sequence[_Token], after: Sequence[_Token]) -> list[_Block]:
    """Where the two have the same words, in order."""
    one = [token.word for token in before]
    other = [token.word for token in after]
    if _affordable(one, other):
        return _matched(one, other)
    # Very long texts are compared by sentences, and then inside those that differ.
    first, second = _sentences(before), _sentences(after)
    lines = [tuple(one[low:high]) for low, high in first], [tuple(other[low:high]) for low, high in second]
    same = _matched(*lines) if _affordable(*lines) else []
    found: list[_Block] = []
    at, to = 0, 0
    for start, begin, count in (*same, (len(first), len(second), 0)):
        found += _between(one, other, _span(first, at, start), _span(second, to, begin))
        if count:
            (low, high), (place, _) = _span(first, start, start + count), _span(second, begin, begin + count)
            found.append((low, place, high - low))
        at, to = start + count, begin + count
    return found


def _span(sentences: Sequence[tuple[int, int]], first: int, end: int) -> tuple[int, int]:
    return (sentences[first][0], sentences[end - 1][1]) if first < end else (0, 0)


def _between(
    one: Sequence[Hashable], other: Sequence[Hashable], held: tuple[int, int], wanted: tuple[int, int]
) -> list[_Block]:
    left, right = one[slice(*held)], other[slice(*wanted)]
    if not left or not right or not _affordable(left, right):
        return []
    return [(held[0] + start, wanted[0] + begin, count) for start, begin, count in _matched(left, right)]


def _sentences(tokens: Sequence[_Token]) -> list[tuple[int, int]]:
    """Where sentences and lines begin and end."""
    found, start = [], 0
    for index, token in enumerate(tokens):
        if any("\n" in span.text for span in token.blank) and index > start:
            found.append((start, index))
            start = index
        if token.ends_sentence():
            found.append((start, index + 1))
            start = index + 1
    return [*found, (start, len(tokens))] if start < len(tokens) else found


def _affordable(one: Sequence[Hashable], other: Sequence[Hashable]) -> bool:
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    left, right = Counter(one[head : len(one) - tail]), Counter(other[head : len(other) - tail])
    return sum(count * right[word] for word, count in left.items()) <= _PAIRS


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """How many words both begin with."""
    return next(
        (index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _matched(one: Sequence[Hashable], other: Sequence[Hashable]) -> list[_Block]:
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    end = len(one) - tail
    matcher = SequenceMatcher(None, one[head:end], other[head : len(other) - tail], autojunk=False)
    inner = [(block.a + head, block.b + head, block.size) for block in matcher.get_matching_blocks() if block.size]
    ends = [(end, len(other) - tail, tail)] if tail else []
    return [*([(0, 0, head)] if head else []), *inner, *ends]


def _readable(blocks: Sequence[_Block]) -> list[_Block]:
    """Without the equal stretches that are shorter than the changes on both their sides."""
    kept = list(blocks)
    index = 1
    while index < len(kept) - 1:
        (a, b, size), (at, to, count), (start, begin, _) = kept[index - 1 : index + 2]
        before = max(at - a - size, to - b - size)
        behind = max(start - at - count, begin - to - count)
        if count < min(before, behind):
            # The change has grown: what stands before it may be the shorter one now.
            del kept[index]
            index = max(1, index - 1)
        else:
            index += 1
    return kept


def _cut(found: Sequence[tuple[How, _Token | None]], around: int) -> list[tuple[How, _Token | None]]:
    """With "cut" in the place of equal words far from any change."""
    kept: list[tuple[How, _Token | None]] = []
    end = 0
    for how, group in groupby(found, key=lambda pair: pair[0]):
        run = list(group)
        head = around if end else 0
        end += len(run)
        tail = around if end < len(found) else 0
        if how == "same" and len(run) > head + tail + 1:
            kept += [*run[:head], ("cut", None), *run[len(run) - tail :]]
        else:
            kept += run
    return kept


def _pieces(found: Sequence[tuple[How, _Token | None]]) -> Iterator[Piece]:
    def all_spans() -> Iterator[Piece]:
        # Within a change all that is gone stands before all that is new.
        for changed, group in groupby(found, key=lambda pair: pair[0] in ("gone", "new")):
            run = list(group)
            for how, token in sorted(run, key=lambda pair: pair[0] == "new") if changed else run:
                if token is None:
                    yield Piece(ELLIPSIS if run[0] is found[0] else f" {ELLIPSIS}", "cut")
                else:
                    for span in (*token.blank, *token.word):
                        yield Piece(span.text, how, span.bold, span.underline)

    for (how, bold, underline), same in groupby(all_spans(), key=lambda one: (one.how, one.bold, one.underline)):
        yield Piece("".join(piece.text for piece in same), how, bold, underline)
