"""The directory as a list for spreadsheets: a row for each party, with who holds it today and the groups it is in.

Taken in again (``importing``) it changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from koyradesk.directory import columns
from koyradesk.directory.columns import HEADINGS
from koyradesk.directory.drafting import Draft
from koyradesk.directory.parties import Holder, Party
from koyradesk.directory.sheets import guarded
from koyradesk.i18n import N_, translate
from koyradesk.markup import plain
from koyradesk.store import Store

#: Letters that a column of a spreadsheet is wide.
_WIDE, _WIDTH = ("name", "of", "aliases", "holder", "groups", "note"), {True: 36, False: 18}


def rows(store: Store, on: date, language: str = "bn") -> tuple[tuple[str, ...], ...]:
    """The headings, and a row for each party in their order, as they are on a day."""
    draft = Draft(store)
    found = [tuple(translate(heading, language) for heading in HEADINGS.values())]
    for party in draft.parties.values():
        row = row_of(draft, party, None, on)
        found.append(tuple(columns.said(column, row[column], language) for column in HEADINGS))
    return tuple(found)


def as_csv(store: Store, on: date, language: str = "bn") -> bytes:
    """The list as CSV, in the encoding that Excel takes for Unicode."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([guarded(cell) for cell in row] for row in rows(store, on, language))
    return stream.getvalue().encode("utf-8-sig")


def as_xlsx(store: Store, on: date, language: str = "bn") -> bytes:
    """The list for Excel; every cell is text, so that numbers keep their zeros and nothing is a formula."""
    import openpyxl
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = translate(N_("Directory"), language)
    for number, row in enumerate(rows(store, on, language), 1):
        for place, text in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.value = text
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
    for place, column in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTH[column in _WIDE]
    sheet.freeze_panes = "B2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row_of(draft: Draft, party: Party | None, term: Holder | None, on: date) -> dict[str, str]:
    """What the directory says of a party, column by column (see ``columns.said``); ``term`` is the one that is spoken
    of, else today's."""
    if party is None:
        return dict.fromkeys(HEADINGS, "")
    held = term or _current(draft.terms(party.id), on)
    above = draft.parties.get(party.of)
    groups = [draft.parties[one] for one in draft.groups_of(party.id, on) if one in draft.parties]
    until = held.until if held else party.until
    return {
        "name": plain(party.name),
        "sort": party.sort,
        "of": plain(above.name) if above else "",
        "aliases": columns.joined([plain(one) for one in party.aliases]),
        "place": party.place,
        "phone": plain(party.phone),
        "email": plain(party.email),
        "holder": plain(held.name) if held else "",
        "holder_phone": plain(held.phone) if held else "",
        "holder_email": plain(held.email) if held else "",
        "since": held.since.isoformat() if held and held.since else "",
        "until": until.isoformat() if until else "",
        "additional": "yes" if held and held.additional else "",
        "groups": columns.joined([plain(one.name) for one in groups]),
        "note": plain(party.note),
    }


def _current(terms: Iterable[Holder], on: date) -> Holder | None:
    """Who holds a post on a day, as ``Directory.holder`` has it."""
    every = [one for one in terms if (one.since or date.min) <= on <= (one.until or date.max)]
    return max(every, key=lambda one: (not one.additional, one.since or date.min), default=None)
