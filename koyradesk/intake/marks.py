"""Small handling of stored text: without marks, put together, taken apart without breaking a mark."""

from __future__ import annotations

import re

from koyradesk.markup import plain

_MARK = re.compile(r"</?[bu]>")
_WHOLE = re.compile(r"<([bu])>((?:(?!</?\1>).)*)</\1>", re.DOTALL)


def bare(marked: str) -> str:
    """Stored text without marks, still escaped: for names, numbers, labels and headings, which carry their look in
    the layout."""
    return _MARK.sub("", marked)


def joined(before: str, after: str, by: str = "\n") -> str:
    """Two pieces of a text, either of which may be empty."""
    return f"{before}{by}{after}" if before and after else before or after


def whole_mark(marked: str) -> tuple[str, str]:
    """The marks that hold a whole text, and the text in them: "<b><u>x</u></b>" -> ("bu", "x")."""
    marks = ""
    while found := _WHOLE.fullmatch(marked):
        marks, marked = marks + found[1], found[2]
    return marks, marked


def cut(marked: str, at: int) -> tuple[str, str]:
    """A marked text cut after ``at`` characters of its plain text, the marks closed before the cut and opened after."""
    left, seen = "", 0
    opened: list[str] = []
    pieces = re.split(r"(</?[bu]>|&amp;|&lt;|&gt;)", marked)
    for index, piece in enumerate(pieces):
        if _MARK.fullmatch(piece):
            name = piece.strip("</>")
            if piece.startswith("</"):
                opened = [one for one in opened if one != name]
            else:
                opened.append(name)
            left += piece
            continue
        size = len(plain(piece))
        if seen + size >= at and piece:
            size = at - seen
            head, rest = (piece, "") if piece.startswith("&") and size else (piece[:size], piece[size:])
            closing = "".join(f"</{one}>" for one in reversed(opened))
            opening = "".join(f"<{one}>" for one in opened)
            return _clean(left + head + closing), _clean(opening + rest + "".join(pieces[index + 1 :]))
        left += piece
        seen += size
    return _clean(left), ""


def _clean(marked: str) -> str:
    return re.sub(r"<([bu])></\1>", "", marked).strip()
