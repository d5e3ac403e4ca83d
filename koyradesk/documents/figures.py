"""The figures (বাস্তবায়ন চিত্র) as a paper: charts whose numbers stand beside their bars, each a table to who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Ink, Paragraph, Stretch, Table
from koyradesk.documents.compose import document, letterhead, title
from koyradesk.figures.counts import STATES, Bar, Count, Figures, Met, Span, State
from koyradesk.layout import Layout
from koyradesk.markup import escape
from koyradesk.model import Letterhead

TITLE = "সিদ্ধান্ত বাস্তবায়ন চিত্র"
#: The columns of states, and how their part of a bar is filled: what is late is darkest.
HEADINGS: dict[State, str] = {
    "in_time": "সময়ে সম্পন্ন",
    "done_late": "বিলম্বে সম্পন্ন",
    "open": "চলমান",
    "late": "বিলম্বিত",
}
INKS: dict[State, Ink] = {"in_time": "grey", "done_late": "hatched", "open": "white", "late": "dark"}
#: The columns of meetings.
MET: tuple[tuple[str, Ink], ...] = (("অনুষ্ঠিত", "grey"), ("নির্ধারিত", "white"), ("হয়নি", "dark"))
CHART, ALL, SHARE = "চিত্র", "মোট", "হার"
#: Each chart: its heading, and what its lines are.
BY_OFFICE, BY_TOPIC = ("দপ্তরভিত্তিক বাস্তবায়ন", "দপ্তর"), ("বিষয়ভিত্তিক বাস্তবায়ন", "বিষয়")
BY_QUARTER, BY_COMMITTEE = ("ত্রৈমাসিক বাস্তবায়ন", "ত্রৈমাসিক"), ("সভা অনুষ্ঠান (মাসের সংখ্যা)", "কমিটি")
NO_TOPIC, NO_OFFICE = "বিষয় উল্লেখ নেই", "দপ্তর উল্লেখ নেই"
NOTHING, NO_MEETING = "এ সময়কালে কোনো করণীয় নেই।", "এ সময়কালে কোনো কমিটির সভা নেই।"
ORDINALS = ("১ম", "২য়", "৩য়", "৪র্থ")
#: Shares of the page: name, bar, each number, the share done.
_NAME, _BAR, _NUMBER = 5.0, 4.8, 1.9
_NOTE = (
    "সময়ে সম্পন্ন: সময়সীমার মধ্যে সম্পন্ন বলে জানানো করণীয়। বিলম্বে সম্পন্ন: সময়সীমার পরে সম্পন্ন। চলমান: সম্পন্ন হয়নি, তবে "
    "সময়সীমা অতিক্রান্ত হয়নি বা নির্ধারিত নেই। বিলম্বিত: সম্পন্ন হয়নি এবং সময়সীমা অতিক্রান্ত।"
)


def compose_figures(figures: Figures, head: Letterhead, layout: Layout) -> Document:
    """The figures of a span, with the day they are true for and what was asked for."""
    blocks: list[Block] = [*letterhead(head, "", layout), *title(TITLE, layout), _facts(figures, layout)]
    if figures.rows:
        blocks.append(Paragraph(_summary(figures.all), align="left", before=0.7))
        for (heading, of), bars in (
            (BY_OFFICE, _named(figures.offices, NO_OFFICE)),
            (BY_TOPIC, _named(figures.topics, NO_TOPIC)),
            (
                BY_QUARTER,
                [(quarter_words(figures.wanted.span.year, int(bar.key)), bar.count) for bar in figures.quarters],
            ),
        ):
            blocks += [_heading(heading), _chart(of, bars, layout)]
    else:
        blocks.append(Paragraph(NOTHING, before=0.9))
    blocks.append(_heading(BY_COMMITTEE[0]))
    blocks.append(_meetings(figures.meetings, layout) if figures.meetings else Paragraph(NO_MEETING, before=0.5))
    if figures.rows:
        blocks.append(Paragraph(_NOTE, align="left", before=0.8))
    return document(f"{TITLE}: {_day(figures.on)}", blocks, layout, draft=False)


def span_words(span: Span) -> str:
    """A span in words: "২০২৬-২৭ অর্থবছর (জুলাই ২০২৬ – জুন ২০২৭)"."""
    if span.quarter:
        return f"{year_words(span.year)} অর্থবছর, {quarter_words(span.year, span.quarter)}"
    return f"{year_words(span.year)} অর্থবছর ({_months(span)})"


def year_words(year: int) -> str:
    """A fiscal year: "২০২৬-২৭"."""
    return to_bengali(f"{year}-{(year + 1) % 100:02}")


def quarter_words(year: int, quarter: int) -> str:
    """A quarter of a fiscal year: "১ম ত্রৈমাসিক (জুলাই–সেপ্টেম্বর ২০২৬)"."""
    return f"{ORDINALS[quarter - 1]} ত্রৈমাসিক ({_months(Span(year, quarter))})"


def _months(span: Span) -> str:
    same = span.first.year == span.last.year
    return f"{spell(span.first, '{month}' if same else '{month} {y}')}–{spell(span.last, '{month} {y}')}"


def _day(day: date) -> str:
    return spell(day, "{d} {month} {y}")


def _facts(figures: Figures, layout: Layout) -> Facts:
    wanted = figures.wanted
    rows = (
        ("যে তারিখের অবস্থা", _day(figures.on)),
        ("সময়কাল", span_words(wanted.span)),
        ("কমিটি", escape(wanted.committee) or "সকল"),
        ("দপ্তর", escape(figures.office_name) or "সকল"),
    )
    return Facts(tuple(Fact(label, (text,)) for label, text in rows), layout.facts.separator)


def _summary(count: Count) -> str:
    said = f"মোট {grouped(count.total)}টি করণীয়ের মধ্যে সম্পন্ন {grouped(count.done)}টি"
    if count.percent is not None:
        said += f" ({to_bengali(count.percent)}%)"
    said += f", চলমান {grouped(count.open)}টি, বিলম্বিত {grouped(count.late)}টি।"
    if count.dropped:
        said += f" এর বাইরে {grouped(count.dropped)}টি করণীয়ের আর প্রয়োজন নেই বা পুনরায় সিদ্ধান্ত হয়েছে।"
    return said


def _heading(text: str) -> Paragraph:
    return Paragraph(text, "H2", align="left", bold=True, before=0.9, keep_next=True)


def _named(bars: Sequence[Bar], nameless: str) -> list[tuple[str, Count]]:
    return [(escape(bar.name) or nameless, bar.count) for bar in bars]


def _chart(of: str, bars: Sequence[tuple[str, Count]], layout: Layout) -> Table:
    """A bar for each line; the longest is that of the most rows, so that bars can be held against one another."""
    most = max((count.total for _, count in bars), default=0) or 1
    columns = (
        Column(of, _NAME),
        Column(CHART, _BAR),
        *(Column(HEADINGS[state], _NUMBER, center=True, ink=INKS[state]) for state in STATES),
        Column(ALL, _NUMBER * 0.8, center=True),
        Column(SHARE, _NUMBER, center=True),
    )
    rows = [
        (
            Cell((name,)),
            Cell(bar=tuple(Stretch(count.of(state) / most, INKS[state]) for state in STATES if count.of(state))),
            *(Cell((grouped(count.of(state)),)) for state in STATES),
            Cell((grouped(count.total),)),
            Cell(("–" if count.percent is None else f"{to_bengali(count.percent)}%",)),
        )
        for name, count in bars
    ]
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)


def _meetings(every: Sequence[Met], layout: Layout) -> Table:
    most = max((one.total for one in every), default=0) or 1
    columns = (
        Column(BY_COMMITTEE[1], _NAME),
        Column(CHART, _BAR),
        *(Column(heading, _NUMBER, center=True, ink=ink) for heading, ink in MET),
        Column(ALL, _NUMBER, center=True),
    )
    rows = []
    for one in every:
        numbers = (one.held, one.planned, one.missed)
        bar = tuple(Stretch(number / most, ink) for number, (_, ink) in zip(numbers, MET, strict=True) if number)
        told = (Cell((grouped(number),)) for number in (*numbers, one.total))
        rows.append((Cell((escape(one.committee),)), Cell(bar=bar), *told))
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)
