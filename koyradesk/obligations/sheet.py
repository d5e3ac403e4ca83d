"""A register as an Excel file, and a filled one read back: what it would change is shown before anything is written.

The keys of lines and periods stand in a hidden column and row: lines may be sorted and names corrected.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.directory import sheets
from koyradesk.errors import UserError
from koyradesk.i18n import N_, translate
from koyradesk.markup import plain
from koyradesk.obligations import words
from koyradesk.obligations.filling import Value
from koyradesk.obligations.matrix import Cell, Matrix, Place, refusal
from koyradesk.obligations.register import heading, source

#: What Excel takes for its Bengali; where it is not installed, Excel takes another.
FONT = "Noto Sans Bengali"
#: The largest file that is read as a register, in bytes.
LARGEST = 20_000_000
#: In the first cell: how a file of ours is known, and how its lines are written.
_MARK = "koyradesk register 1"
_NUMBER, _SHARE = pattern(r"-?[0-9]{1,15}"), pattern(r"-?[0-9]*\.[0-9]+")
#: What people write for done and for not done.
_YES = {nfc(word) for word in ("হ্যাঁ", "হাঁ", "সম্পন্ন", "yes", "y", "done", "✓", "✔", "x", "1", "true")}
_NO = {nfc(word) for word in ("না", "no", "n", "0", "✗", "false")}
_FIRST_ROW, _FIRST_COLUMN = 5, 4


@dataclass(frozen=True, slots=True)
class Changed:
    """A cell that a filled sheet would change."""

    place: Place
    name: str
    heading: str
    before: Value
    after: Value


def write(register: Matrix, language: str = "bn") -> bytes:
    """The register as an Excel file."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = translate(N_("Register"), language)
    _grid(register, sheet, language)
    _facts(register, book.create_sheet(translate(N_("Facts"), language)), language)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def read(data: bytes, register: Matrix) -> tuple[Changed, ...]:
    """What a filled sheet says otherwise than the register; empty cells say nothing.

    Raises:
        UserError: it is no Excel file, none of a register, or of another one; a cell that cannot be understood, named
            by its party and period.
    """
    rows = sheets.parse(data).rows
    head = rows[0]
    if head[0] != _MARK or len(rows) < 2:
        raise UserError(N_("This is no register of this program. Export it to Excel first, and fill in that file."))
    if head[1:2] != (register.obligation.id,):
        raise UserError(N_("This file is the register of another decision. Choose the one that belongs to this."))
    periods = {at: text[1:] for at, text in enumerate(rows[1]) if text.startswith("@")}
    return tuple(_changed(rows[2:], periods, register))


def changes(changed: tuple[Changed, ...]) -> Mapping[Place, Value]:
    """The cells as ``matrix.fill`` takes them."""
    return {one.place: one.after for one in changed}


def said(value: Value, language: str) -> str:
    """A value for people: "৫", "হ্যাঁ", "—"."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return translate(N_("yes") if value else N_("no"), language)
    return to_bengali(value) if language == "bn" else str(value)


# Writing


def _grid(register: Matrix, sheet: Any, language: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="FFB8B5AA")
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    bold = Font(name=FONT, size=11, bold=True)
    grey = PatternFill("solid", fgColor="FFEAE9E2")
    late = Font(name=FONT, size=11, color="FFB3261E", bold=True)

    def put(row: int, column: int, value: Any, face: Font | None = None, *, middle: bool = False) -> Any:
        cell = sheet.cell(row, column)
        put_value(cell, value)
        cell.font, cell.border = face or Font(name=FONT, size=11), box
        cell.alignment = Alignment(horizontal="center" if middle else "left", vertical="center", wrap_text=True)
        return cell

    put_value(sheet.cell(1, 1), _MARK)
    put_value(sheet.cell(1, 2), register.obligation.id)
    columns = len(register.columns)
    summed = register.counts and register.adds
    across = _FIRST_COLUMN + columns
    sheet.cell(3, 2).font = Font(name=FONT, size=13, bold=True)
    put_value(sheet.cell(3, 2), " ".join(plain(register.told.text).split()))
    heads = [translate(N_("No."), language), translate(N_("Who carries it out"), language)]
    for at, text in enumerate(heads, 2):
        put(4, at, text, bold, middle=at == 2).fill = grey
    for at, column in enumerate(register.columns):
        put_value(sheet.cell(2, _FIRST_COLUMN + at), f"@{column.key}")
        text = heading(register, column, language) or translate(N_("Progress"), language)
        put(4, _FIRST_COLUMN + at, text, bold, middle=True).fill = grey
    if summed:
        put(4, across, translate(N_("Total"), language), bold, middle=True).fill = grey
    last = _FIRST_ROW + len(register.lines) - 1
    for at, line in enumerate(register.lines):
        row = _FIRST_ROW + at
        put_value(sheet.cell(row, 1), line.key)
        put(row, 2, at + 1, middle=True)
        put(row, 3, line.name)
        for place in range(columns):
            held = register.cells[at][place]
            shown = put(row, _FIRST_COLUMN + place, _shown(register, held, language), middle=True)
            if held is None or held.status == "closed":
                shown.fill = grey
            elif held.late:
                shown.font = late
        if summed:
            first, end = get_column_letter(_FIRST_COLUMN), get_column_letter(across - 1)
            put(row, across, 0, bold, middle=True).value = f"=SUM({first}{row}:{end}{row})"
    if register.lines:
        _sums(register, put, bold, last + 1, language)
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[1].hidden = sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width = 7, 42
    for at in range(columns + summed):
        sheet.column_dimensions[get_column_letter(_FIRST_COLUMN + at)].width = 14 if columns > 1 else 20
    sheet.freeze_panes = sheet.cell(_FIRST_ROW, _FIRST_COLUMN)
    set_page(sheet, heads=4, across=columns > 4)


def _sums(register: Matrix, put: Any, bold: Any, row: int, language: str) -> None:
    """The sums of the columns, and how many have done it."""
    from openpyxl.utils import get_column_letter

    summed = register.counts and register.adds
    if summed:
        put(row, 3, translate(N_("Total"), language), bold)
        for at in range(len(register.columns) + 1):
            letter = get_column_letter(_FIRST_COLUMN + at)
            put(row, _FIRST_COLUMN + at, 0, bold, middle=True).value = f"=SUM({letter}{_FIRST_ROW}:{letter}{row - 1})"
    put(row + summed, 3, translate(N_("Carried out"), language), bold)
    for at in range(len(register.columns)):
        done, asked = register.done(at)
        put(row + summed, _FIRST_COLUMN + at, words.share_words(done, asked, language) if asked else "", middle=True)


def _facts(register: Matrix, sheet: Any, language: str) -> None:
    from openpyxl.styles import Alignment, Font

    one, told = register.obligation, register.told
    rows = (
        (N_("Decision"), plain(told.text)),
        (N_("Topic"), plain(told.topic)),
        (N_("Committee"), plain(told.committee)),
        (N_("Decided by"), plain(source(register))),
        (N_("Rule"), words.rule_words(one.rule, language)),
        (N_("Measure"), words.measure_words(one.measure, language)),
        (N_("True for"), words.day_words(register.on, language)),
        (N_("Id"), one.id),
    )
    for at, (label, text) in enumerate(rows, 1):
        put_value(sheet.cell(at, 1), translate(label, language))
        put_value(sheet.cell(at, 2), text)
        sheet.cell(at, 1).font = Font(name=FONT, size=11, bold=True)
        sheet.cell(at, 2).font = Font(name=FONT, size=11)
        sheet.cell(at, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 90


def set_page(sheet: Any, *, heads: int, across: bool) -> None:
    """Prints a sheet on A4, as wide as the paper, with its row of headings on every page."""
    sheet.page_setup.orientation = "landscape" if across else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heads}:{heads}"


def put_value(cell: Any, value: Any) -> None:
    """Puts a value in; a text stays a text, whatever it begins with."""
    cell.value = value
    if isinstance(value, str) and value:
        cell.data_type = "s"
        # Excel takes what begins so for a formula as soon as somebody edits the cell.
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))


def _shown(register: Matrix, cell: Cell | None, language: str) -> Any:
    if cell is None:
        return None
    if register.counts and cell.value is not None:
        return cell.value
    if cell.done:
        return said(True, language)
    return said(False, language) if cell.task.reports and not register.counts else None


# Reading


def _changed(rows: Sequence[Sequence[str]], periods: Mapping[int, str], register: Matrix) -> Iterator[Changed]:
    names = {line.key: line.name for line in register.lines}
    headings = {column.key: heading(register, column, "bn") for column in register.columns}
    seen = set()
    for line, *cells in rows:
        if not line:
            continue
        if line not in names or line in seen:
            raise UserError(
                N_("{name} does not stand in the register once. Export it anew."), name="".join(cells[1:2]) or line
            )
        seen.add(line)
        for at, period in periods.items():
            typed = cells[at - 1]
            if not typed:
                continue
            try:
                value = understood(typed, register.counts)
            except UserError as error:
                raise refusal(names[line], period, error) from None
            before = _told(register, register.at((line, period)))
            if (type(value), value) != (type(before), before):
                yield Changed((line, period), names[line], headings.get(period, ""), before, value)


def _told(register: Matrix, cell: Cell | None) -> Value:
    """What a cell says, as a sheet would."""
    if cell is None:
        return None
    if register.counts and cell.value is not None:
        return cell.value
    return True if cell.done else (False if cell.task.reports and not register.counts else None)


def understood(typed: str, counted: bool) -> Value:
    """What somebody typed into a cell, in digits of either script.

    Raises:
        UserError: it is neither a whole number nor a yes or no.
    """
    text = nfc("".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in typed)).strip()
    bare = text.rstrip("%*").strip().removesuffix("টি").removesuffix("জন").replace(",", "").strip()
    if _NUMBER.fullmatch(bare):
        number = int(bare)
        return bool(number) if not counted and number in (0, 1) else number
    if _SHARE.fullmatch(bare):
        raise UserError(N_("“{text}” is no whole number."), text=typed.strip())
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    if counted:
        raise UserError(N_("“{text}” is no number. Type it in digits."), text=typed.strip())
    raise UserError(N_("“{text}” is not understood. Type yes or no."), text=typed.strip())
