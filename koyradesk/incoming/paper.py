"""The register of incoming letters on paper, of a month, a year or some days, and the slip of a letter."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from koyradesk.bengali import dates
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import run, to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.documents.blocks import Document
from koyradesk.documents.incoming import compose_incoming_receipt, compose_incoming_register
from koyradesk.documents.matter import IncomingRow
from koyradesk.documents.naming import month_of
from koyradesk.errors import UserError
from koyradesk.i18n import N_
from koyradesk.incoming import keeping, numbers
from koyradesk.incoming.shapes import CHANNEL_WORDS, OUTCOME_WORDS, Incoming, Line
from koyradesk.layout import Layout
from koyradesk.memo_choice import choose_day
from koyradesk.model import Letterhead
from koyradesk.store import Store

_DAY = "{dd}/{mm}/{y}"
_YEAR = pattern(r"\d{4}")
#: What parts the first day from the last: two dots, or a word or dash with blanks around.
_TO = pattern(r"\s*(?:\.\.+|…)\s*|\s+(?:to|থেকে|হতে|[-–—])\s+")


class Span(NamedTuple):
    """From one day to another, both included, and how a paper calls that."""

    first: date
    last: date
    words: str


def span(typed: str) -> Span:
    """A month ("2026-11"), a year ("2026"), a day, or days ("2026-11-01..2026-11-15") as typed.

    Raises:
        UserError: it is none of them; it ends before it begins.
    """
    text = to_ascii(nfc(typed)).strip()
    if _YEAR.fullmatch(text):
        year = int(text)
        if not 1 < year < 9999:
            raise _strange(typed)
        return Span(date(year, 1, 1), date(year, 12, 31), to_bengali(year))
    parts = _TO.split(text)
    if len(parts) == 1 and (found := dates.parse_period(text)) is not None:
        year, month = found
        last = date(year, month, calendar.monthrange(year, month)[1])
        return Span(date(year, month, 1), last, month_of(f"{year:04}-{month:02}"))
    if len(parts) > 2:
        raise _strange(typed)
    first, last = choose_day(parts[0], []), choose_day(parts[-1], [])
    if last < first:
        raise UserError(N_("{last} is before {first}. Name the first day first."), first=first, last=last)
    said = spell(first, "{d} {month} {y}")
    return Span(first, last, said if first == last else f"{said} – {spell(last, '{d} {month} {y}')}")


def _strange(typed: str) -> UserError:
    return UserError(
        N_("“{text}” is no month and no days. Type 2026-11, or 2026-11-01..2026-11-15."), text=typed.strip()[:60]
    )


def document(store: Store, kind: str, of: str, head: Letterhead, layout: Layout) -> Document:
    """The blocks of the register, or of the slip of one letter.

    Raises:
        UserError: see ``span`` and ``keeping.get``.
    """
    if kind == "incoming-receipt":
        return compose_incoming_receipt(_letter(one := keeping.get(store, of), one.serial), head, layout)
    asked = span(of)
    return compose_incoming_register(rows(store, asked), asked.words, head, layout)


def rows(store: Store, asked: Span) -> tuple[IncomingRow, ...]:
    """The lines of the register, by the numbers: the letters received then, and what lies between their numbers."""
    return tuple(row for year in range(asked.first.year, asked.last.year + 1) for row in _of_year(store, year, asked))


def _of_year(store: Store, year: int, asked: Span) -> Iterator[IncomingRow]:
    every = numbers.lines(store, year)
    within = [line.first for line in every if line.letter is not None and _is_in(line.letter, asked)]
    if not within:
        return
    for line in every:
        if line.letter is not None:
            if _is_in(line.letter, asked):
                yield _letter(line.letter, to_bengali(line.first))
        elif line.first <= max(within) and line.last >= min(within):
            yield IncomingRow(_run(line), state=line.state, note=line.remark)


def _is_in(letter: Incoming, asked: Span) -> bool:
    return letter.received is not None and asked.first <= letter.received <= asked.last


def _run(line: Line) -> str:
    return to_bengali(run(line.first, line.last))


def _letter(one: Incoming, number: str) -> IncomingRow:
    became = ""
    if one.closed is not None:
        became = ", ".join(_said((OUTCOME_WORDS.get(one.outcome, one.outcome), one.how, spell(one.closed, _DAY))))
    return IncomingRow(
        number,
        spell(one.received, _DAY) if one.received else "",
        one.sender,
        one.number,
        spell(one.date, _DAY) if one.date else "",
        one.subject,
        CHANNEL_WORDS.get(one.channel, one.channel),
        one.marked,
        spell(one.due, _DAY) if one.due else "",
        became,
        one.note,
        one.closed is not None,
    )


def _said(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if text.strip())
