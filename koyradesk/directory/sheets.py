"""Lists from elsewhere as rows of text: CSV in the encodings and with the separators that programs write, and .xlsx.

A file is taken for what its bytes are, whatever its name. What no office's list can be is refused in words: a packed
file that grows beyond all measure, a million rows, bytes that are no text.
"""

from __future__ import annotations

import csv
import io
import lzma
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from koyradesk import files
from koyradesk.bengali.text import legible
from koyradesk.errors import UserError
from koyradesk.i18n import N_

#: Bytes of a file; rows and columns of a list; letters of a cell.
LIMIT, MOST_ROWS, MOST_COLUMNS, _LONGEST = 20_000_000, 5_000, 60, 4_000
#: Bytes that a packed file may have when unpacked, and the files in it.
_UNPACKED, _PARTS = 60_000_000, 5_000
#: A file can be broken in as many ways as there are lines in the libraries that read it.
_BROKEN = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, SyntaxError, EOFError, OSError),
    *(RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)
#: Rows of a sheet that are looked at, empty ones with them.
_LOOKED_AT = 100_000
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_SEPARATORS = ("\t", ";", ",", "|")
#: A cell that spreadsheets would take for a formula, and what keeps them from it.
FORMULA, GUARD = ("=", "@", "+", "-"), "'"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its rows of equally many texts, each with the number it has in the file; the sheets there are.

    Days are ISO; numbers are as they are typed. ``begins_1904``: numbers that stand for days count from 1904 on.
    """

    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    name: str = ""
    names: tuple[str, ...] = ()
    begins_1904: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0]) if self.rows else 0


def read(path: Path, sheet: str = "") -> Sheet:
    """The list in a file; of several sheets the one of that name, else the first that holds anything.

    Raises:
        UserError: it cannot be read, is no list, is empty, or is larger than any list.
    """
    return parse(files.read(path, LIMIT), sheet)


def parse(data: bytes, sheet: str = "") -> Sheet:
    """The list in a file's bytes; see ``read``."""
    if data.startswith(_OLD):
        raise UserError(
            N_("This is an old or a locked Excel file. Open it in Excel and save it as .xlsx, without a password.")
        )
    found = _workbook(data, sheet) if data.startswith(_ZIP) else _rows(_delimited(_text(data)))
    if not found.rows:
        raise UserError(N_("There is nothing in this list."))
    return found


def _rows(lines: Iterable[tuple[int, list[str]]]) -> Sheet:
    """The lines that hold anything, as wide as the widest."""
    kept: list[tuple[int, list[str]]] = []
    for number, line in lines:
        cells = [_cell(cell) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise UserError(
                N_("Row {row} has {count} columns; a list has at most {most}."),
                row=number,
                count=len(cells),
                most=MOST_COLUMNS,
            )
        kept.append((number, cells))
        if len(kept) > MOST_ROWS:
            raise UserError(
                N_("The list has more than {most} rows. Split it, or check that it is the right file."), most=MOST_ROWS
            )
    width = max((len(cells) for _, cells in kept), default=0)
    rows = tuple(tuple(cells + [""] * (width - len(cells))) for _, cells in kept)
    return Sheet(rows, tuple(number for number, _ in kept))


def _cell(text: str) -> str:
    if len(text) > _LONGEST:
        raise UserError(
            N_("A cell holds {count} letters (“{beginning}…”). That is no list of offices or people."),
            count=len(text),
            beginning=legible(text[:40]),
        )
    return legible(text).strip()


def guarded(text: str) -> str:
    """A text as a cell of CSV that no spreadsheet takes for a formula."""
    return GUARD + text if text.lstrip(GUARD).startswith(FORMULA) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith(GUARD) and text.lstrip(GUARD).startswith(FORMULA) else text


# Text


def _text(data: bytes) -> str:
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = data.decode("utf-16")
        elif data[1:2] == b"\0" or data[:1] == b"\0":
            text = data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
        else:
            text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            N_("This file is not Unicode text. In Excel save it as “CSV UTF-8” or as .xlsx, and take that.")
        ) from error
    if "\0" in text:
        raise UserError(N_("This file is no list: it holds what is not text. Take a CSV or an Excel file (.xlsx)."))
    return text


def _delimited(text: str) -> Iterator[tuple[int, list[str]]]:
    first, _, rest = text.partition("\n")
    # With such a line Excel is told what separates.
    told = first.strip().removeprefix("sep=")
    if told != first.strip() and told in _SEPARATORS:
        text, separator, skipped = rest, told, 1
    else:
        separator, skipped = _separator(text), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        number = 1
        for line in reader:
            # A cell may have several lines: a row has the number of its first.
            yield number + skipped, [_bare(cell.strip()) for cell in line]
            number = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            N_("Row {row} of the list cannot be read. A quotation mark may be missing there."), row=reader.line_num
        ) from error


def _separator(text: str) -> str:
    """What parts most lines into equally many cells, and into the most; the first line as well where it can be."""
    best, most = ",", (False, 0)
    sample = "\n".join(text.splitlines()[:50])
    for separator in _SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        except csv.Error:
            continue
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        worth = (usual > 1 and widths[0] == usual, widths.count(usual) * (usual - 1))
        if worth > most:
            best, most = separator, worth
    return best


# Excel


def _workbook(data: bytes, wanted: str) -> Sheet:
    formulas = _examined(data)
    try:
        # What a library doubts of the looks of a file is nobody's concern here.
        with warnings.catch_warnings(action="ignore"):
            return _sheet(data, wanted, formulas=formulas)
    except _BROKEN as error:
        raise UserError(
            N_("This Excel file is damaged or of a kind that cannot be read. Open it in Excel and save it anew.")
        ) from error


def _sheet(data: bytes, wanted: str, *, formulas: bool) -> Sheet:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    names = tuple(one.title for one in book.worksheets)
    if wanted and wanted not in names:
        raise UserError(
            N_("There is no sheet “{name}” in this file, but: {names}."), name=wanted, names="; ".join(names)
        )
    texts = openpyxl.load_workbook(io.BytesIO(data), read_only=True) if formulas else None
    for name in (wanted,) if wanted else names:
        found = _rows(_lines(book[name], texts[name] if texts else None))
        if found.rows or wanted:
            return Sheet(found.rows, found.numbers, name, names, book.epoch == CALENDAR_MAC_1904)
    return Sheet((), (), names=names)


def _examined(data: bytes) -> bool:
    """Does a packed file hold formulas?

    Raises:
        UserError: it is no Excel file, or unpacks to more than any list.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if not any(one.filename == "[Content_Types].xml" for one in parts):
                raise UserError(
                    N_("This file is no list: it holds what is not text. Take a CSV or an Excel file (.xlsx).")
                )
            if len(parts) > _PARTS or sum(one.file_size for one in parts) > _UNPACKED:
                raise UserError(N_("What is packed in this Excel file is far larger than any list. It was not read."))
            formulas = False
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    part = packed.read(one)
                    if any(mark in part for mark in _DOCTYPES):
                        raise UserError(
                            N_("This Excel file holds what no Excel writes. It was not read; ask for it anew.")
                        )
                    formulas |= one.filename.startswith("xl/worksheets/") and b"<f" in part
            return formulas
    except _BROKEN as error:
        raise UserError(
            N_("This Excel file is damaged or of a kind that cannot be read. Open it in Excel and save it anew.")
        ) from error


def _lines(sheet: Any, texts: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows of a worksheet; where a formula has no result yet, the formula as it is written."""
    sheets = [one for one in (sheet, texts) if one is not None]
    for one in sheets:
        # What it says of its own size need not be true.
        one.reset_dimensions()
    looks = (one.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True) for one in sheets)
    for number, (values, *written) in enumerate(zip(*looks, strict=True), 1):
        if number > _LOOKED_AT:
            raise UserError(
                N_("The list has more than {most} rows. Split it, or check that it is the right file."), most=MOST_ROWS
            )
        formulas = written[0] if written else values
        yield (
            number,
            [
                _written(value if value is not None else formula)
                for value, formula in zip(values, formulas, strict=False)
            ],
        )


def _written(value: Any) -> str:
    """A cell's value as a person would type it."""
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case str() if value.startswith("#") and value.rstrip("!?").isupper() and value.isascii():
            # An error (#N/A, #REF!) says nothing.
            return ""
        case _:
            return str(value)
