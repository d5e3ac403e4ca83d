"""Where in a text what was typed stands: whole written signs, so that a mark never tears a conjunct. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from koyradesk.store import snippets


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The stretches of a plain text (NFC) that hold any of the ``words`` (search keys), in order, none over another."""
    found: list[tuple[int, int]] = []
    for low, high in snippets.stretches(text, words, snippets.PART):
        if found and low < found[-1][1]:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found
