"""What each of two texts would keep, short enough to be read beside the button that takes it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koyradesk.differences import ELLIPSIS, Piece

#: Letters that are kept beside a change, and letters of both together beyond which nothing is short any more.
_BESIDE, _LONGEST = 24, 150


def excerpts(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[Piece, ...]] | None:
    """Of the difference of two texts the first and the second, each with what only it has in bold; None where that
    needs more room than a line or two: whoever chooses has to see both whole then."""
    first, second = (tuple(_short(pieces, how)) for how in ("gone", "new"))
    fits = all(0 < sum(len(piece.text) for piece in one) <= _LONGEST for one in (first, second))
    return (first, second) if fits else None


def _short(pieces: Sequence[Piece], how: str) -> Iterator[Piece]:
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        if piece.how == "same":
            yield Piece(_cut(" ".join(piece.text.split("\n")), head=place > 0, tail=place < last), "same")
        elif piece.how == how and piece.text:
            yield Piece(" ".join(piece.text.split("\n")), "same", bold=True)


def _cut(text: str, *, head: bool, tail: bool) -> str:
    """What stands beside a change before it (``head``) and after it (``tail``); between, it is left out."""
    if len(text) <= (head + tail) * _BESIDE:
        return text
    begun = text[:_BESIDE].rpartition(" ")[0] or text[:_BESIDE] if head else ""
    ended = text[-_BESIDE:].partition(" ")[2] or text[-_BESIDE:] if tail else ""
    return (
        f"{begun} {ELLIPSIS} {ended}" if begun and ended else f"{begun} {ELLIPSIS}" if begun else f"{ELLIPSIS} {ended}"
    )
