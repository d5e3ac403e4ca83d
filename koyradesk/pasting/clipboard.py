"""A clipboard's HTML and plain text, read as a text, a list or a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from koyradesk.bengali import labels, numbering
from koyradesk.bengali.bijoy.telling import converted
from koyradesk.bengali.text import legible
from koyradesk.markup import Span, escape, parted, plain, written
from koyradesk.pasting import html as web
from koyradesk.pasting.bijoy import of_html
from koyradesk.pasting.html import BULLET, Block, Paragraph, Runs, Table

Kind = Literal["text", "list", "table"]

#: Characters a single field takes. Twice as many are read, laid out and painted within 50 ms on a desk PC of today; the
#: offices' are slower.
FIELD_LIMIT = 6_000
#: Parts that a paste makes at most: more people or agenda items than any committee has are something else.
PARTS_LIMIT = 200
#: Characters of a clipboard that are read at once; more is no paste into a form but a file.
TEXT_LIMIT, HTML_LIMIT = 200_000, 400_000

_BLANKS = re.compile(r"[^\S\n]+")
_BULLETS = "•·▪▫◦‣●○■□▶►➢➤✓✔★☆\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc"
_TYPED_BULLET = re.compile(rf"(?:[{_BULLETS}]|[-–—*](?=\s))\s*(?=\S)")
#: With the points of Word's Symbol, Wingdings and Courier as they come without their font.
_ANY_BULLET = frozenset(_BULLETS + "o§Øüvqnlà-–—*")
#: A cell of Excel with a line end or a quote in it stands in quotes.
_QUOTED = re.compile(r'"((?:[^"]|""){0,5000}+)"(?=\t|\n|\Z)')
_MOST_QUOTES = 2_000
_SERIAL_LENGTH = 6
_MOST_COLUMNS = 40
_SENTENCE_ENDS = ("।", "৷", "?", "!", ":", "ঃ", ";", ".")
_WORD = re.compile(r"[^\W\d_]+|[\u0980-\u09e5]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list or a line of a text: its bullet or number, then marked text; ``level`` 0 is the outer list."""

    label: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Pasted:
    """A clipboard, read. ``text`` is all of it as marked text, whatever its kind; ``lines`` the entries of a list or
    the lines of a text; ``rows`` the cells of a table, where a merged cell leaves those it covers empty."""

    kind: Kind
    text: str
    lines: tuple[Entry, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    #: More than a field takes. Where it is even more than is read, ``text`` is empty.
    too_long: bool = False
    #: What it was before Bijoy in it became Unicode; None where there was none.
    raw: Pasted | None = None

    def fits(self, length: int = FIELD_LIMIT) -> bool:
        """Can it become parts, each piece in a field of its own that takes so many characters?"""
        pieces = [cell for row in self.rows for cell in row] or [one.text for one in self.lines]
        return 0 < len(self.rows or self.lines) <= PARTS_LIMIT and all(len(one) <= length for one in pieces)


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, tidied. ``inside``: it goes on with the list entry before it."""

    label: str
    text: str
    level: int = -1
    inside: bool = False

    @property
    def whole(self) -> str:
        return f"{self.label} {self.text}".strip()


def read(html: str, text: str) -> Pasted:
    """The clipboard's two forms (either may be "") as what they are.

    HTML tells more, but only what holds all words of the plain text is believed. Bijoy in it becomes Unicode.
    """
    if len(text) > TEXT_LIMIT or (len(html) > HTML_LIMIT and not text):
        return Pasted("text", "", too_long=True)
    plain_text = legible(text)
    if html and len(html) <= HTML_LIMIT:
        blocks = web.blocks(html)
        found = _from_blocks(blocks, plain_text)
        if found.text and not _words(plain_text) - _words(plain(found.text)):
            return _read_from_bijoy(found, of_html(html, blocks), plain_text)
    found = _plain(plain_text)
    unicode = converted(text)
    return found if unicode == text else replace(_plain(legible(unicode)), raw=found)


def _read_from_bijoy(found: Pasted, blocks: Sequence[Block] | None, text: str) -> Pasted:
    """The same clipboard with its Bijoy as Unicode, and what it was."""
    if blocks is None:
        return found
    read = _from_blocks(blocks, text)
    return found if read == found else replace(read, raw=found)


def _plain(text: str) -> Pasted:
    return _from_blocks(list(_blocks_of(text)), text)


def _words(text: str) -> Counter[str]:
    """The words of a text, so that both forms of a clipboard can be compared; numbers may be those of a list."""
    return Counter(word for word in _WORD.findall(text) if len(word) > 1 or not word.isascii())


def _from_blocks(blocks: Sequence[Block], text: str) -> Pasted:
    rows: tuple[tuple[str, ...], ...] = ()
    tables = [block for block in blocks if isinstance(block, Table)]
    if len(tables) == len(blocks):
        rows = _grid(tables)
        if len(rows) * len(rows[0] if rows else ()) > 1 and len(rows[0]) > 1:
            if not _numbered(rows):
                whole = "\n".join(" ".join(cell for cell in row if cell) for row in rows)
                return Pasted("table", whole, rows=rows, too_long=len(whole) > FIELD_LIMIT)
            lines = [_Line(label, cell) for label, cell in rows]
            return _listed(lines, _entries(lines))
    lines = list(_lines(blocks))
    entries = _entries(lines)
    if entries:
        return _listed(lines, entries)
    if len(lines) == 1:
        return _one_line(lines[0].text, text)
    whole = "\n".join(line.whole for line in lines)
    return Pasted("text", whole, tuple(Entry("", line.whole) for line in lines), too_long=len(whole) > FIELD_LIMIT)


def _listed(lines: Sequence[_Line], entries: Sequence[Entry]) -> Pasted:
    whole = "\n".join(line.whole for line in lines)
    return Pasted("list", whole, tuple(entries), too_long=len(whole) > FIELD_LIMIT)


def _one_line(marked: str, source: str) -> Pasted:
    """A piece of a sentence keeps the blank that parts it from the words around the caret."""
    lines = (Entry("", marked),)
    if "\n" not in marked and "\n" not in source.strip(" \t\u00a0"):
        marked = " " * source[:1].isspace() + marked + " " * source[-1:].isspace()
    return Pasted("text", marked, lines, too_long=len(marked) > FIELD_LIMIT)


# Plain text


def _blocks_of(text: str) -> Iterator[Block]:
    """Lines as paragraphs, or lines of cells with tabs between them as a table."""
    cells = [_cells(line) for line in _unquoted(text) if line.strip()]
    wide = sum(len(row) > 1 for row in cells)
    if wide and wide * 2 >= len(cells) and any(cell.strip() for row in cells for cell in row[1:]):
        yield Table([[web.Cell([_paragraph(cell)]) for cell in row] for row in cells])
    else:
        for line in text.split("\n"):
            if line.strip():
                yield _paragraph(line)


def _paragraph(text: str) -> Paragraph:
    return Paragraph([Span(text)])


def _cells(line: str) -> list[str]:
    return [cell.replace("\x00", "\n") for cell in line.rstrip("\t").split("\t")]


def _unquoted(text: str) -> list[str]:
    """The lines; a line end inside a quoted cell is NUL, which a legible text holds nowhere else."""
    if "\t" not in text or not 1 < text.count('"') <= _MOST_QUOTES:
        return text.split("\n")
    pieces, end = [], 0
    while end < len(text):
        found = _QUOTED.match(text, end)
        stop = found.end() if found else min((at for at in (text.find("\t", end), text.find("\n", end)) if at >= 0),
                                             default=len(text))  # fmt: skip
        piece = text[end:stop]
        if found and ("\n" in piece or '""' in piece[1:-1]):
            piece = found[1].replace('""', '"').replace("\n", "\x00")
        pieces.append(piece + text[stop : stop + 1])
        end = stop + 1
    return "".join(pieces).split("\n")


# Tidying


def _lines(blocks: Iterable[Block]) -> Iterator[_Line]:
    """Paragraphs as lines; cells of a table among other text are lines too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            marked = _marked(block.runs)
            label = _label(block.label)
            if marked or label:
                yield _Line(label, marked, block.level, block.inside)
        else:
            for row in block.rows:
                whole = " ".join(part for cell in row if (part := _cell(cell.blocks)))
                if whole:
                    yield _Line("", whole)


def _cell(blocks: Sequence[Block]) -> str:
    return "\n".join(line.whole for line in _lines(blocks))


def _label(raw: str) -> str:
    label = " ".join(legible(raw).split())
    return BULLET if label in _ANY_BULLET else escape(label)


def _marked(runs: Runs) -> str:
    """Runs as marked text: one blank between words, none in a mark's ends, no empty lines."""
    lines: list[list[Span]] = [[]]
    blank = False
    for run in _merged(runs):
        for number, part in enumerate(_BLANKS.sub(" ", legible(run.text)).split("\n")):
            if number:
                lines.append([])
                blank = False
            words = part.strip()
            if not words:
                blank = blank or bool(part)
                continue
            line = lines[-1]
            if line and (blank or part[0] == " "):
                line.append(Span(" ", line[-1].bold and run.bold, line[-1].underline and run.underline))
            line.append(Span(words, run.bold, run.underline))
            blank = part[-1] == " "
    return "\n".join(written(line) for line in lines if line)


def _merged(runs: Runs) -> Runs:
    """Neighbours of one look as one: Word cuts runs in the middle of a letter and its sign."""
    merged: list[tuple[list[str], Span]] = []
    for run in runs:
        if merged and (merged[-1][1].bold, merged[-1][1].underline) == (run.bold, run.underline):
            merged[-1][0].append(run.text)
        else:
            merged.append(([run.text], run))
    return [Span("".join(texts), run.bold, run.underline) for texts, run in merged]


# Lists


def _entries(lines: Sequence[_Line]) -> list[Entry]:
    """The entries of lines that are a list; none where they are a text."""
    read_lines = [line if line.label or line.inside else _typed_label(line) for line in lines]
    begun = [line for line in read_lines if line.label]
    if len(begun) < 2 or not read_lines[0].label or 2 * len(begun) < sum(not line.inside for line in read_lines):
        return []
    entries: list[Entry] = []
    styles: list[str] = []
    for line in read_lines:
        if line.label:
            level = line.level if line.level >= 0 else _level(line.label, styles)
            entries.append(Entry(line.label, line.text, level))
        else:
            last = entries[-1]
            between = "\n" if line.inside or plain(last.text).endswith(_SENTENCE_ENDS) else " "
            entries[-1] = Entry(last.label, f"{last.text}{between}{line.text}".strip(), last.level)
    return entries


def _typed_label(line: _Line) -> _Line:
    """The line with a bullet or number at its beginning taken off."""
    bare = plain(line.text)
    if found := _TYPED_BULLET.match(bare):
        return _Line(BULLET, parted(line.text, found.end())[1], line.level)
    head = labels.take(bare)
    if not head.label:
        return line
    return _Line(head.label, parted(line.text, len(head.label) + len(head.gap))[1], line.level)


def _level(label: str, styles: list[str]) -> int:
    """How deep an entry stands: as deep as the last one whose label it can follow, else below the entry before."""
    for depth in reversed(range(len(styles))):
        if numbering.same_style(styles[depth], label):
            del styles[depth + 1 :]
            styles[depth] = label
            return depth
    styles.append(label)
    return len(styles) - 1


# Tables


def _grid(tables: Sequence[Table]) -> tuple[tuple[str, ...], ...]:
    """The cells of tables under one another, row by row, all rows as long; empty rows and columns are left out."""
    rows = [row for table in tables for row in _whole_rows(table)]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows if any(row)]
    filled = [index for index in range(width) if any(row[index] for row in rows)]
    return tuple(tuple(row[index] for index in filled) for row in rows)


def _whole_rows(table: Table) -> Iterator[list[str]]:
    """The rows with an empty cell wherever a merged one covers it."""
    #: For each column, how many more rows a cell from above covers it.
    covered: list[int] = []
    for cells in table.rows:
        row: list[str] = []
        for cell in cells:
            while len(row) < len(covered) and covered[len(row)]:
                row.append("")
            start = len(row)
            if start >= _MOST_COLUMNS:
                row[-1] = f"{row[-1]} {_cell(cell.blocks)}".strip()
                continue
            row += [_cell(cell.blocks), *[""] * (cell.columns - 1)]
            covered += [0] * (len(row) - len(covered))
            covered[start : len(row)] = [cell.rows] * (len(row) - start)
        covered = [max(0, left - 1) for left in covered]
        yield row


def _numbered(rows: Sequence[Sequence[str]]) -> bool:
    """Is it a list whose bullets or numbers stand in a column of their own?"""
    first = [plain(row[0]) for row in rows]
    if (
        len(rows) < 2
        or len(rows[0]) != 2
        or not all(row[1] and is_label(label) for row, label in zip(rows, first, strict=True))
    ):
        return False
    values = [numbering.value(label) for label in first]
    return all(value is None or value == (values[0] or 0) + index for index, value in enumerate(values))


def is_label(text: str) -> bool:
    """Is a text nothing but a bullet or a number?"""
    return text in _ANY_BULLET or (len(text) <= _SERIAL_LENGTH and numbering.value(text) is not None)
