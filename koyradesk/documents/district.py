"""The view of the offices below (উপজেলাসমূহের অগ্রগতি) as a paper: every figure beside the day it is true for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from koyradesk.bengali.calendar import SHORT_MONTHS
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.district.shapes import Month, Row, Topic, View
from koyradesk.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Ink, Paragraph, Stretch, Table
from koyradesk.documents.compose import document, letterhead, title
from koyradesk.documents.figures import quarter_words, year_words
from koyradesk.figures.counts import Count
from koyradesk.layout import Layout
from koyradesk.markup import escape
from koyradesk.model import Letterhead

TITLE = "উপজেলাসমূহের অগ্রগতি"
#: What stands for a month: missed, not yet, not known; and behind the day of a meeting whose minutes are not here.
MISSED, AHEAD, UNKNOWN, NO_MINUTES = "হয়নি", "—", "?", "°"
#: The columns beside the months.
OFFICE, OPEN, LATE, AS_OF = "দপ্তর", "অনিষ্পন্ন", "বিলম্বিত", "তথ্যের তারিখ"
#: The parts of a topic's bar, in their order.
PARTS: tuple[tuple[str, Ink], ...] = (("সম্পন্ন", "grey"), ("বিলম্বিত", "dark"), ("চলমান", "white"))
TOPIC, CHART, ALL, SHARE = "বিষয়", "চিত্র", "মোট", "হার"
NO_TOPIC, NOTHING = "বিষয় উল্লেখ নেই", "কোনো দপ্তরের তথ্য এখনো আসেনি।"
NO_DATA, NO_COMMITTEE, OLD = "তথ্য আসেনি", "এ নামের কমিটি নেই", "পুরোনো"
#: More topics than this are told together.
_MOST = 40
_NOTE = (
    "মাসের ঘরে সভার তারিখ{several}; হয়নি: সভা হয়নি; —: মাস শেষ হয়নি, বা কার্যবিবরণী স্বাক্ষরের অপেক্ষায় থাকতে পারে; ?: তথ্যের তারিখের "
    "পরের মাস, তাই জানা নেই; °: স্বাক্ষরিত কার্যবিবরণী এখনো আসেনি। অনিষ্পন্ন: ওই তারিখে যা সম্পন্ন হয়নি, বিলম্বিত: তার মধ্যে যার "
    "সময়সীমা অতিক্রান্ত।"
)
#: What it says besides where several committees share a cell.
_SEVERAL = ", একাধিক কমিটির ক্ষেত্রে কতটির মধ্যে কতটির সভা হয়েছে (১/২: দুটির মধ্যে একটির)"


def compose_district(view: View, quarter: int, head: Letterhead, layout: Layout) -> Document:
    """The view of a year, with the topics of one of its quarters (0: of the year)."""
    blocks: list[Block] = [*letterhead(head, "", layout), *title(TITLE, layout), _facts(view, layout)]
    if view.rows:
        note = _NOTE.format(several="" if view.committee else _SEVERAL)
        blocks += [_months(view, layout), Paragraph(note, align="left", before=0.6)]
    else:
        blocks.append(Paragraph(NOTHING, before=0.9))
    topics = view.topics.get(quarter, ())
    if topics:
        span = quarter_words(view.year, quarter) if quarter else f"{year_words(view.year)} অর্থবছর"
        heading = f"বিষয়ভিত্তিক বাস্তবায়ন: {span}"
        blocks.append(Paragraph(heading, "H2", align="left", bold=True, before=0.9, keep_next=True))
        blocks.append(_topics(topics, layout))
    paper = document(f"{TITLE}: {spell(view.on, '{d} {month} {y}')}", blocks, layout, draft=False)
    return replace(paper, page=replace(paper.page, landscape=True))


def month_heading(month: str) -> str:
    """A month over its column."""
    return f"{SHORT_MONTHS[int(month[5:]) - 1]}\n{to_bengali(int(month[:4]))}"


def month_words(month: Month, alone: bool) -> str:
    """What stands in the cell of a month: of one committee its day, of all of them how many met."""
    if not alone and month.of > 1 and month.state in ("held", "missed"):
        return to_bengali(f"{month.met}/{month.of}") + (NO_MINUTES if month.met and not month.minutes else "")
    if month.state == "held":
        day = to_bengali(month.day.day) if month.day else "✓"
        return day if month.minutes else f"{day}{NO_MINUTES}"
    if month.state == "planned":
        return f"({to_bengali(month.day.day)})" if month.day else AHEAD
    return {"missed": MISSED, "ahead": AHEAD, "unknown": UNKNOWN}.get(month.state, "")


def day_words(row: Row) -> str:
    """The day the data of an office are true for; that they are old is said."""
    if row.problem is not None or row.as_of is None:
        return NO_DATA
    said = spell(row.as_of, "{d} {month} {y}")
    return f"{said} ({OLD})" if row.stale else said


def parts(count: Count) -> tuple[int, int, int]:
    """What of a count is done, late and under way."""
    return count.done, count.late, count.open


def told(topics: Sequence[Topic], most: int = _MOST) -> list[tuple[str, Count]]:
    """The topics by name; those behind the first many as one."""
    found = [(escape(one.name) or NO_TOPIC, one.count) for one in topics[:most]]
    rest = topics[most:]
    if rest:
        found.append((f"অন্যান্য {grouped(len(rest))}টি বিষয়", added(one.count for one in rest)))
    return found


def added(counts: Iterable[Count]) -> Count:
    """Several counts together."""
    every = list(counts)
    return Count(*(sum(getattr(one, name) for one in every) for name in Count.__slots__))


def _facts(view: View, layout: Layout) -> Facts:
    days = sorted({day for day in (view.oldest, view.newest) if day})
    rows = [
        ("অর্থবছর", year_words(view.year)),
        ("কমিটি", escape(view.committee) or "সকল"),
        ("প্রস্তুতের তারিখ", _day(view.on)),
        (AS_OF, " – ".join(_day(day) for day in days) or NO_DATA),
    ]
    return Facts(tuple(Fact(label, (text,)) for label, text in rows), layout.facts.separator)


def _day(day: date) -> str:
    return spell(day, "{d} {month} {y}")


def _months(view: View, layout: Layout) -> Table:
    columns = (
        Column(OFFICE, 4.0),
        *(Column(month_heading(month), 1.7, center=True) for month in view.months),
        # A whole word on one line.
        Column(OPEN, 2.0, center=True),
        Column(LATE, 2.0, center=True),
        # A whole day on one line.
        Column(AS_OF, 4.0, center=True),
    )
    return Table(columns, tuple(_row(row, view) for row in view.rows), heading_bold=layout.table.heading_bold)


def _row(row: Row, view: View) -> tuple[Cell, ...]:
    there = row.problem is None and row.as_of is not None
    name = escape(row.name)
    if there and not row.has:
        name = f"{name} ({NO_COMMITTEE})"
    months = [month_words(month, bool(view.committee)) if there and row.has else "" for month in row.months]
    numbers = [grouped(row.open), grouped(row.late)] if there and row.has else ["", ""]
    return tuple(Cell((text,)) if text else Cell() for text in (name, *months, *numbers, day_words(row)))


def _topics(topics: Sequence[Topic], layout: Layout) -> Table:
    lines = told(topics)
    most = max((count.total for _, count in lines), default=0) or 1
    columns = (
        Column(TOPIC, 6.0),
        Column(CHART, 7.0),
        *(Column(heading, 1.9, center=True, ink=ink) for heading, ink in PARTS),
        Column(ALL, 1.6, center=True),
        Column(SHARE, 1.6, center=True),
    )
    rows = [
        (
            Cell((name,)),
            Cell(
                bar=tuple(
                    Stretch(number / most, ink) for number, (_, ink) in zip(parts(count), PARTS, strict=True) if number
                )
            ),
            *(Cell((grouped(number),)) for number in parts(count)),
            Cell((grouped(count.total),)),
            Cell(("–" if count.percent is None else f"{to_bengali(count.percent)}%",)),
        )
        for name, count in lines
    ]
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)
