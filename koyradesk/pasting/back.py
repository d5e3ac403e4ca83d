"""What was pasted as it was: the texts of its parts before Bijoy in them became Unicode."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from koyradesk.bengali.bijoy import to_bijoy
from koyradesk.markup import Span, spans, written
from koyradesk.pasting.clipboard import Pasted


def as_pasted(pasted: Pasted) -> Callable[[str], str]:
    """Gives for a marked text that was made of a paste what stood there on the clipboard.

    A cell, a line or an entry is looked up; of what was taken out of one the words are written back.
    """
    known = dict(_pairs(pasted))

    def back(text: str) -> str:
        if text in known:
            return known[text]
        return "\n".join(known.get(line) or _back(line) for line in text.split("\n"))

    return back


def _pairs(pasted: Pasted) -> Iterator[tuple[str, str]]:
    raw = pasted.raw
    if raw is None:
        return
    cells = zip((one for row in pasted.rows for one in row), (one for row in raw.rows for one in row), strict=False)
    lines = zip((one.text for one in pasted.lines), (one.text for one in raw.lines), strict=False)
    for shown, was in (*cells, *lines):
        yield shown, was
        inside = shown.split("\n"), was.split("\n")
        if len(inside[0]) == len(inside[1]):
            yield from zip(*inside, strict=True)


def _back(text: str) -> str:
    return written(Span(to_bijoy(one.text), one.bold, one.underline) for one in spans(text))
