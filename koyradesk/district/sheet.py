"""The view of the offices below as a file for Excel: the offices by month, the topics, and the topics by office."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from koyradesk.bengali.calendar import SHORT_MONTHS
from koyradesk.district.shapes import Month, Row, View
from koyradesk.figures.counts import Count
from koyradesk.i18n import N_, translate
from koyradesk.obligations.sheet import FONT

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: What stands in the cells of counts, in this order.
_COUNTS = (N_("Carried out"), N_("Late"), N_("Under way"), N_("Share in %"))


def write(view: View, quarter: int, language: str) -> bytes:
    """The file; counts are those of a quarter, or of the whole year (0). Numbers and dates are such, to go on with."""
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    _offices(view, first, language)
    names = {one.office: one.name for one in view.rows}
    topics = view.topics.get(quarter, ())
    whole = [[one.name, *_counts(one.count)] for one in topics]
    heads = [translate(text, language) for text in (N_("Topic"), *_COUNTS)]
    _put(book.create_sheet(translate(N_("Topics"), language)), heads, whole)
    each = [
        [one.name, names[code], *_counts(one.offices[code])] for one in topics for code in names if code in one.offices
    ]
    heads.insert(1, translate(N_("Upazila"), language))
    _put(book.create_sheet(translate(N_("Topics by upazila"), language)), heads, each)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _offices(view: View, sheet: Worksheet, language: str) -> None:
    sheet.title = translate(N_("Upazilas"), language)
    # A month by its year, too: the file may be read long after.
    months = [_named(month, language) for month in view.months]
    last = (N_("Still open"), N_("Late"), N_("Data of"), N_("Remark"))
    heads = [translate(N_("Upazila"), language), *months, *(translate(text, language) for text in last)]
    _put(sheet, heads, [_line(one, view, language) for one in view.rows])
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line(one: Row, view: View, language: str) -> list[Any]:
    if one.problem is not None:
        return [one.name, *("" for _ in view.months), None, None, one.as_of, one.problem.text(language)]
    if one.as_of is None:
        said = translate(N_("Nothing has come from this office yet. Ask it to send."), language)
        return [one.name, *("" for _ in view.months), None, None, None, said]
    if not one.has:
        said = translate(N_("It has no committee of this name."), language)
        return [one.name, *("" for _ in view.months), None, None, one.as_of, said]
    said = translate(N_("long ago: ask for newer"), language) if one.stale else ""
    alone = bool(view.committee)
    return [one.name, *(_month(month, alone, language) for month in one.months), one.open, one.late, one.as_of, said]


def _month(month: Month, alone: bool, language: str) -> Any:
    if not alone and month.of > 0 and month.state in ("held", "missed"):
        return f"{month.met}/{month.of}"
    if month.state in ("held", "planned") and month.day is not None:
        return month.day
    return {"missed": translate(N_("not held"), language), "ahead": "—", "unknown": "?"}.get(month.state, "")


def _counts(count: Count) -> list[int | None]:
    return [count.done, count.late, count.open, count.percent]


def _named(period: str, language: str) -> str:
    day = date(int(period[:4]), int(period[5:]), 1)
    return f"{SHORT_MONTHS[day.month - 1]} {day.year}" if language == "bn" else f"{day:%b %Y}"


def _put(sheet: Worksheet, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="FFB8B5AA")
    box, grey = Border(left=thin, right=thin, top=thin, bottom=thin), PatternFill("solid", fgColor="FFEAE9E2")
    for at, line in enumerate((heads, *rows), 1):
        for column, value in enumerate(line, 1):
            cell: Any = sheet.cell(at, column)
            cell.value = value
            if isinstance(value, str) and value:
                # A text stays a text, whatever it begins with.
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            cell.font, cell.border = Font(name=FONT, size=11, bold=at == 1), box
            cell.alignment = Alignment(
                horizontal="left" if column == 1 else "center", vertical="center", wrap_text=True
            )
            if at == 1:
                cell.fill = grey
            if hasattr(value, "isoformat"):
                cell.number_format = "DD/MM/YYYY"
    for column, head in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(column)].width = 28 if column == 1 else max(12, len(head) + 2)
    sheet.print_title_rows = "1:1"
