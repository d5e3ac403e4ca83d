"""Texts that know where they came from: a line of a paper leads back to the fields it was made of.

A ``Text`` is a ``str`` wherever nobody asks for its sources; putting texts together with the functions here keeps them.
Places in a text are counted in characters of its plain text (see ``markup.plain``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from koyradesk import markup
from koyradesk.markup import plain
from koyradesk.model import Ref


class Part(NamedTuple):
    """Characters ``start`` to ``end`` of a text are those of a field from its character ``offset`` on.

    Where both are the same, something else stands there for the field: a label, dots to write upon.
    """

    start: int
    end: int
    source: Ref
    offset: int = 0


class Text(str):
    """A marked text with its sources, in order."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, text: str, parts: Iterable[Part]) -> Text:
        made = super().__new__(cls, text)
        made.parts = tuple(parts)
        return made


def parts_of(text: str) -> tuple[Part, ...]:
    """The sources of a text; none of one that is nobody's."""
    return text.parts if isinstance(text, Text) else ()


def sourced(text: str, record: str, name: str, offset: int = 0) -> str:
    """A field's text, from its character ``offset`` on. A record without an id has no address."""
    return Text(text, (Part(0, len(plain(text)), Ref(record, name), offset),)) if record else text


def standing_for(text: str, record: str, name: str) -> str:
    """A text that stands on the paper for a field without being its words."""
    return Text(text, (Part(0, 0, Ref(record, name)),)) if record else text


def together(*texts: str) -> str:
    """Texts one after another."""
    return joined("", texts)


def joined(between: str, texts: Iterable[str]) -> str:
    """Texts with something between them."""
    whole = list(texts)
    parts: list[Part] = []
    place, gap = 0, len(plain(between))
    for text in whole:
        parts += _moved(parts_of(text), place)
        place += len(plain(text)) + gap
    words = between.join(whole)
    return Text(words, parts) if parts else words


def filled(pattern: str, text: str) -> str:
    """A text in the place of ``{}`` in a pattern."""
    before, there, after = pattern.format("\0").partition("\0")
    return together(before, text, after) if there else before


def wrapped(text: str, mark: Callable[[str], str]) -> str:
    """A text with marks added around it: bold, underlined."""
    return Text(mark(text), text.parts) if isinstance(text, Text) else mark(text)


def stripped(text: str) -> str:
    """A text without blanks at its ends."""
    bare = text.strip()
    if not isinstance(text, Text) or len(bare) == len(text):
        return bare if not isinstance(text, Text) else text
    start = len(text) - len(text.lstrip())
    return Text(bare, _within(text.parts, start, start + len(plain(bare))))


def lines_of(text: str) -> list[str]:
    """The lines of a text."""
    lines = markup.lines(text)
    if not isinstance(text, Text) or len(lines) == 1:
        return [text] if len(lines) == 1 else lines
    found: list[str] = []
    start = 0
    for line in lines:
        end = start + len(plain(line))
        found.append(Text(line, _within(text.parts, start, end)))
        start = end + 1
    return found


def _moved(parts: Iterable[Part], by: int) -> list[Part]:
    return [Part(start + by, end + by, source, offset) for start, end, source, offset in parts]


def _within(parts: Iterable[Part], low: int, high: int) -> list[Part]:
    """What of the parts lies between two places, counted from the first of them."""
    found = []
    for start, end, source, offset in parts:
        first, last = max(start, low), min(end, high)
        if first < last or (start == end and low <= start <= high):
            found.append(Part(first - low, last - low, source, offset + first - start))
    return found
