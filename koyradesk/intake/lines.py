"""Text -> lines of cells. What a scanner, a web page or a word processor left behind is put in order; no word is lost.

A line with tabs (or written as ``| a | b |``) is a row of cells. Inside a cell "\\n" is a line break. Cells are stored
text: NFC, blanks collapsed, ``<b>`` and ``<u>`` kept, everything else escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from koyradesk.bengali import labels
from koyradesk.bengali.text import nfc, tidy
from koyradesk.intake.vocabulary import SENTENCE_END
from koyradesk.markup import escape, plain

#: Signs that may be typed as a rule across the page. Dots are not: they are blanks to fill by hand.
_RULE = re.compile(r"[-_=—–*~\s]{3,}")
_PIPE_RULE = re.compile(r"\|?[\s:|-]*-{2,}[\s:|-]*\|?")
_HEADING_MARK = re.compile(r"#{1,6}\s+")
_DASH = re.compile(r"[-*]\s+(?=\S)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]*)\)")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
_SAME_AS = {"strong": "b", "ins": "u", "b": "b", "u": "u"}
_TAG = re.compile(
    r"<(/?)(b|u|strong|ins|i|em|p|div|span|center|font|sup|sub|small|big|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE
)
_MARK = re.compile(r"(</?[bu]>)")
#: A mark around nothing but a label ("<b>১।</b>") would hide the label.
_MARKED_LABEL = re.compile(r"<([bu])>\s*([(\[]?[০-৯0-9]{1,3}[).\]।]*)\s*</\1>")


@dataclass(frozen=True)
class Line:
    """A line of the source. ``number`` counts from 1; ``blank`` tells an empty line (or a rule) before it; ``dash``
    that it was an entry of a list; ``wide`` is the line as typed, where runs of blanks may part a label from its value;
    ``apart`` that it begins what stood beside the lines before it."""

    number: int
    cells: tuple[str, ...]
    blank: bool = False
    dash: bool = False
    wide: str = ""
    apart: bool = False

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The cells without marks."""
        return tuple(plain(cell) for cell in self.cells)

    @cached_property
    def text(self) -> str:
        """The whole line without marks, cells joined by blanks."""
        return " ".join(text for text in self.texts if text)

    @property
    def row(self) -> bool:
        return len(self.cells) > 1

    @property
    def marked(self) -> str:
        """The whole line with its marks."""
        return " ".join(cell for cell in self.cells if cell)

    def alone(self) -> Line:
        """The same line as one cell."""
        return Line(self.number, (self.marked,), self.blank, self.dash, self.wide)


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that hold anything."""
    return tuple(_lines(nfc(text)))


def _lines(text: str) -> Iterator[Line]:
    pipes = "\t" not in text
    blank = True
    for number, raw in enumerate(text.split("\n"), 1):
        if _RULE.fullmatch(raw.strip()) or _PIPE_RULE.fullmatch(raw.strip()):
            blank = True
            continue
        body = _HEADING_MARK.sub("", raw.strip(" \u00a0"), count=1) if raw.lstrip().startswith("#") else raw
        cells = _cells(body, pipes)
        dash = len(cells) == 1 and _DASH.match(body.lstrip()) is not None
        if dash:
            cells = [_DASH.sub("", body.lstrip(), count=1)]
        stored = tuple(stored_text(cell) for cell in cells)
        if not any(stored):
            blank = True
            continue
        yield Line(number, stored, blank, dash, raw)
        blank = False


def _cells(raw: str, pipes: bool) -> list[str]:
    bare = raw.strip(" \u00a0")
    if "\t" not in bare and len(bare) > 1 and bare.startswith("|") and bare.endswith("|"):
        return bare[1:-1].split("|")
    if pipes and bare.count(" | ") > 1:
        return bare.split("|")
    return bare.split("\t") if bare.strip("\t") else []


def stored_text(raw: str) -> str:
    """A piece of the source as stored text."""
    raw = _LINK.sub(lambda link: link[1] if link[1].strip() else link[2], raw)
    raw = _STRONG.sub(r"<b>\1</b>", _BREAK.sub("\n", _BLANKS.sub(" ", raw)))
    # Tags are set aside while the rest is escaped, then only <b> and <u> come back, balanced.
    pieces: list[str] = []
    end = 0
    for tag in _TAG.finditer(raw):
        pieces.append(escape(raw[end : tag.start()]))
        name = _SAME_AS.get(tag[2].lower())
        pieces.append(f"<{tag[1]}{name}>" if name else "")
        end = tag.end()
    pieces.append(escape(raw[end:]))
    marked = _MARKED_LABEL.sub(r"\2 ", _balanced("".join(pieces)))
    return "\n".join(part for part in (_tidy(part) for part in marked.split("\n")) if part)


def _balanced(marked: str) -> str:
    """Each line of a text with every mark closed that it opens, and none closed that is not open."""
    open_marks: list[str] = []
    result = []
    for line in marked.split("\n"):
        pieces = [f"<{name}>" for name in open_marks]
        for piece in _MARK.split(line):
            name = piece.strip("</>") if _MARK.fullmatch(piece) else ""
            if not name:
                pieces.append(piece)
            elif not piece.startswith("</"):
                if name not in open_marks:
                    open_marks.append(name)
                    pieces.append(piece)
            elif name in open_marks:
                # Marks that overlap ("<b>…<u>…</b>…</u>") are closed and opened again, so that they nest.
                inner = open_marks[open_marks.index(name) + 1 :]
                pieces += [f"</{one}>" for one in reversed(inner)] + [piece] + [f"<{one}>" for one in inner]
                open_marks.remove(name)
        pieces += [f"</{name}>" for name in reversed(open_marks)]
        result.append("".join(pieces))
    return "\n".join(result)


_EMPTY = re.compile(r"<([bu])>(\s*)</\1>")
_SPLIT = re.compile(r"</([bu])>(\s*)<\1>")
_BLANK_INSIDE_OPEN = re.compile(r"(<[bu]>)(\s+)")
_BLANK_INSIDE_CLOSE = re.compile(r"(\s+)(</[bu]>)")


def _tidy(marked: str) -> str:
    """One line, blanks collapsed and moved out of marks, empty marks gone."""
    before = ""
    while before != marked:
        before = marked
        marked = _SPLIT.sub(r"\2", _EMPTY.sub(r"\2", marked))
        marked = _BLANK_INSIDE_OPEN.sub(r"\2\1", marked)
        marked = _BLANK_INSIDE_CLOSE.sub(r"\2\1", marked)
    return tidy(marked)


def paragraphs_of(source: Sequence[Line]) -> list[str]:
    """Lines as paragraphs: a sentence broken over lines, or over a stray blank line, is one."""
    found: list[str] = []
    open_sentence = False
    for line in source:
        begins = labels.take(line.text).label != "" or line.dash
        if found and open_sentence and not begins:
            found[-1] = f"{found[-1]} {line.marked}"
        else:
            found.append(line.marked)
        open_sentence = SENTENCE_END.search(line.text) is None
    return found
