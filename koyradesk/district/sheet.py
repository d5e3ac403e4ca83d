"""The view of the offices below as an Excel file: each figure with the day it is true for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from koyradesk.district.shapes import Month, Row, View
from koyradesk.documents import district as told
from koyradesk.documents.figures import quarter_words, year_words
from koyradesk.i18n import N_, translate
from koyradesk.obligations import words
from koyradesk.obligations.sheet import FONT, put_value, set_page

_STATES = {"missed": N_("not held"), "ahead": "—", "planned": "—", "unknown": "?", "": ""}


def write(view: View, quarter: int = 0, language: str = "bn") -> bytes:
    """The months of every office, the topics of a quarter (0: of the year) in all and by office, and what is meant."""
    from openpyxl import Workbook

    book = Workbook()
    _offices(view, book.active, language)
    _topics(view, quarter, book.create_sheet(translate(N_("Topics"), language)), language)
    _facts(view, quarter, book.create_sheet(translate(N_("Facts"), language)), language)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _offices(view: View, sheet: Any, language: str) -> None:
    sheet.title = translate(N_("Offices"), language)
    months = [told.month_heading(month).replace("\n", " ") if language == "bn" else month for month in view.months]
    heads = [translate(text, language) for text in (N_("Office"), *_COLUMNS)]
    _head(sheet, [heads[0], *months, *heads[1:]])
    late = len(months) + 3
    for at, row in enumerate(view.rows, 2):
        there = row.problem is None and row.as_of is not None
        cells = [_month(month, language) for month in row.months] if there and row.has else [None] * len(months)
        numbers: list[Any] = [row.open, row.late] if there and row.has else [None, None]
        _line(sheet, at, [row.name, *cells, *numbers, row.as_of, _remark(row, language)])
        sheet.cell(at, len(months) + 4).number_format = "DD/MM/YYYY"
        if row.late and there:
            sheet.cell(at, late).font = _font(bold=True, color="FFB3261E")
    _widths(sheet, [30, *[11] * len(months), 9, 9, 14, 42])
    sheet.freeze_panes = "B2"


_COLUMNS = (N_("Still open"), N_("Late"), N_("Data of"), N_("Remark"))


def _month(month: Month, language: str) -> Any:
    """The day of the meeting as a date; that its minutes have not come is marked as on paper."""
    if month.state == "held" and month.day is not None:
        return month.day if month.minutes else f"{words.day_words(month.day, language)}{told.NO_MINUTES}"
    return translate(_STATES.get(month.state, ""), language) if month.state != "held" else "✓"


def _remark(row: Row, language: str) -> str:
    if row.problem is not None:
        return row.problem.text(language)
    if row.as_of is None:
        return translate(N_("Nothing has come from this office yet. Ask it to send."), language)
    if not row.has:
        return translate(N_("It has no committee of this name."), language)
    said = [translate(N_("The data are old."), language)] if row.stale else []
    if row.missing:
        said.append(translate(N_("Not all of it has arrived yet."), language))
    return " ".join(said)


def _topics(view: View, quarter: int, sheet: Any, language: str) -> None:
    heads = (N_("Topic"), N_("Office"), N_("Carried out"), N_("Late"), N_("Under way"), N_("In all"), N_("Data of"))
    _head(sheet, [translate(text, language) for text in heads])
    rows = {row.office: row for row in view.rows}
    at = 2
    for one in view.topics.get(quarter, ()):
        lines = [(translate(N_("All together"), language), one.count, view.oldest)]
        lines += [(rows[code].name, count, rows[code].as_of) for code, count in one.offices.items() if code in rows]
        for name, count, day in lines:
            _line(sheet, at, [one.name, name, *told.parts(count), count.total, day])
            sheet.cell(at, 7).number_format = "DD/MM/YYYY"
            at += 1
    _widths(sheet, [46, 30, 12, 10, 12, 10, 14])
    sheet.freeze_panes = "C2"


def _facts(view: View, quarter: int, sheet: Any, language: str) -> None:
    span = quarter_words(view.year, quarter) if quarter else year_words(view.year)
    rows = (
        (N_("Office"), view.office),
        (N_("Fiscal year"), year_words(view.year)),
        (N_("Topics of"), span),
        (N_("Committee"), view.committee or translate(N_("all"), language)),
        (N_("Made on"), words.day_words(view.on, language)),
        (N_("Oldest data"), words.day_words(view.oldest, language)),
        (N_("Newest data"), words.day_words(view.newest, language)),
    )
    for at, (label, text) in enumerate(rows, 1):
        _line(sheet, at, [translate(label, language), text])
        sheet.cell(at, 1).font = _font(bold=True)
    _widths(sheet, [22, 60])


def _head(sheet: Any, texts: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, PatternFill

    for at, text in enumerate(texts, 1):
        cell = sheet.cell(1, at)
        put_value(cell, text)
        cell.font, cell.fill = _font(bold=True), PatternFill("solid", fgColor="FFEAE9E2")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    set_page(sheet, heads=1, across=True)


def _line(sheet: Any, row: int, values: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment

    for at, value in enumerate(values, 1):
        cell = sheet.cell(row, at)
        put_value(cell, value)
        cell.font = _font()
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _font(**more: Any) -> Any:
    from openpyxl.styles import Font

    return Font(name=FONT, size=11, **more)


def _widths(sheet: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
