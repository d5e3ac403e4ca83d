"""Inline marks in stored text: ``<b>`` and ``<u>`` only; ``&``, ``<`` and ``>`` themselves are escaped.

A stored text is lenient on reading (a lone ``<`` is a ``<``) and strict on writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern

_TOKEN = pattern(r"(</?[bu]>|&amp;|&lt;|&gt;)")
_ENTITY = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_STROKE = "\u0338"


class Span(NamedTuple):
    """A stretch of text with one look."""

    text: str
    bold: bool = False
    underline: bool = False


def spans(marked: str) -> tuple[Span, ...]:
    """The stretches of a marked text, in order; unbalanced marks are ignored, never shown."""
    found: list[tuple[list[str], bool, bool]] = []
    depth = {"b": 0, "u": 0}
    for piece in _TOKEN.split(marked):
        if piece in ("<b>", "<u>"):
            depth[piece[1]] += 1
        elif piece in ("</b>", "</u>"):
            depth[piece[2]] = max(0, depth[piece[2]] - 1)
        elif piece:
            text, bold, underline = _ENTITY.get(piece, piece), depth["b"] > 0, depth["u"] > 0
            if found and found[-1][1:] == (bold, underline):
                found[-1][0].append(text)
            else:
                found.append(([text], bold, underline))
    return tuple(Span("".join(texts), bold, underline) for texts, bold, underline in found)


def written(stretches: Iterable[Span]) -> str:
    """The marked text of stretches: what ``spans`` takes apart, put together. Of two marks that begin together the one
    that lasts longer is outside."""
    parts: list[tuple[str, frozenset[str]]] = []
    for span in stretches:
        marks = frozenset(mark for mark, there in (("b", span.bold), ("u", span.underline)) if there)
        # A stroke through the letter before it would turn the end of a mark into another letter (NFC).
        text = span.text.lstrip(_STROKE) if marks != (parts[-1][1] if parts else frozenset()) else span.text
        if text:
            parts.append((escape(text), marks))
    opened: list[str] = []
    pieces: list[str] = []
    for index, (text, marks) in enumerate(parts):
        while not marks.issuperset(opened):
            pieces.append(f"</{opened.pop()}>")
        missing = sorted(marks.difference(opened))
        if len(missing) > 1:
            missing.sort(key=lambda mark: -_lasts(mark, parts, index))
        pieces += [*(f"<{mark}>" for mark in missing), text]
        opened += missing
    return "".join(pieces) + "".join(f"</{mark}>" for mark in reversed(opened))


def _lasts(mark: str, parts: Sequence[tuple[str, frozenset[str]]], start: int) -> int:
    return next((at for at in range(start, len(parts)) if mark not in parts[at][1]), len(parts))


def plain(marked: str) -> str:
    """The text without its marks and escapes."""
    if "<" not in marked and "&" not in marked:
        return marked
    return "".join(span.text for span in spans(marked))


def canonical(marked: str) -> str:
    """A marked text as it is stored: a lone ``&``, ``<`` or ``>`` escaped, marks that close nothing left out."""
    if "<" not in marked and ">" not in marked and "&" not in marked:
        return marked
    kept: list[str] = []
    depth = {"b": 0, "u": 0}
    for piece in _TOKEN.split(marked):
        if piece in ("<b>", "<u>"):
            depth[piece[1]] += 1
        elif piece in ("</b>", "</u>"):
            if not depth[piece[2]]:
                continue
            depth[piece[2]] -= 1
        elif piece not in _ENTITY:
            piece = escape(piece)
        kept.append(piece)
    return "".join(kept) + "".join(f"</{mark}>" * open_ for mark, open_ in depth.items())


def escape(text: str) -> str:
    """Plain text as stored text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def underlined(marked: str) -> str:
    return f"<u>{marked}</u>" if marked else ""


def bold(marked: str) -> str:
    return f"<b>{marked}</b>" if marked else ""


def lines(marked: str) -> list[str]:
    """The lines of a marked text; what goes on over a line's end has its looks in both lines."""
    if "\n" not in marked or "<" not in marked:
        return marked.split("\n")
    found: list[list[Span]] = [[]]
    for span in spans(marked):
        for number, text in enumerate(span.text.split("\n")):
            if number:
                found.append([])
            found[-1].append(Span(text, span.bold, span.underline))
    return [written(line) for line in found]


def parted(marked: str, at: int) -> tuple[str, str]:
    """A marked text in two at a place of its plain text; each half keeps its looks."""
    left: list[Span] = []
    right: list[Span] = []
    for span in spans(marked):
        taken = max(0, min(len(span.text), at))
        at -= len(span.text)
        left.append(Span(span.text[:taken], span.bold, span.underline))
        right.append(Span(span.text[taken:], span.bold, span.underline))
    return written(left), written(right)
