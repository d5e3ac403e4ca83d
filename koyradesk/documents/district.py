"""What an office sees of those below it as a paper: who met in which month, what is open and late, topics by share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from koyradesk.bengali.calendar import SHORT_MONTHS
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped, to_bengali
from koyradesk.district.shapes import Month, Row, Topic, View
from koyradesk.documents.blocks import Block, Cell, Column, Document, Fact, Facts, Ink, Paragraph, Stretch, Table
from koyradesk.documents.compose import document, letterhead, title
from koyradesk.documents.figures import quarter_words, year_words
from koyradesk.layout import Layout
from koyradesk.markup import bold, escape
from koyradesk.model import Letterhead

TITLE = "উপজেলাসমূহের সভা ও বাস্তবায়ন চিত্র"
OFFICE, OPEN, LATE, AS_OF, ALL = "উপজেলা", "খোলা", "বিলম্বিত", "তথ্যের তারিখ", "সব মিলিয়ে"
NOT_HELD, AHEAD, UNKNOWN = "হয়নি", "—", "?"
NOTHING_CAME, NO_COMMITTEE, UNREADABLE = "কিছু আসেনি", "এ নামে কমিটি নেই", "পড়া যায়নি"
TOPIC, CHART, SHARE = "বিষয়", "চিত্র", "হার"
#: The columns of a topic's states, and how their part of a bar is filled.
STATES: tuple[tuple[str, Ink], ...] = (("সম্পন্ন", "grey"), ("বিলম্বিত", "dark"), ("চলমান", "white"))
NOTHING = "কোনো উপজেলা থেকে এখনো কিছু আসেনি।"
NO_TOPIC = "বিষয় উল্লেখ নেই"
_MARK, _STALE = "*", "†"
_NOTE = (
    "সংখ্যা: মাসের যে তারিখে সভা হয়েছে (সব কমিটির চিত্রে যতগুলো কমিটির মধ্যে যতগুলোর সভা হয়েছে)। * কার্যবিবরণী আসেনি। "
    "হয়নি: সভা হয়নি। —: এখনো সময় আছে। ?: তথ্যের তারিখের পরে, জানা নেই। † তথ্য পুরোনো। খোলা: তথ্যের তারিখে অনিষ্পন্ন করণীয়; "
    "বিলম্বিত: তার মধ্যে সময়সীমা অতিক্রান্ত।"
)
#: Shares of the page.
_NAME, _MONTH, _NUMBER, _DAY = 4.2, 1.55, 1.7, 2.9


def compose_district(view: View, quarter: int, head: Letterhead, layout: Layout) -> Document:
    """The offices below in a fiscal year; the topics of a quarter of it (0: of the whole year)."""
    blocks: list[Block] = [*letterhead(head, "", layout), *title(TITLE, layout), _facts(view, layout)]
    if not view.rows:
        blocks.append(Paragraph(NOTHING, before=0.9))
    else:
        blocks.append(_offices(view, layout))
        blocks.append(Paragraph(_NOTE, align="left", before=0.5))
        if topics := view.topics.get(quarter, ()):
            when = quarter_words(view.year, quarter) if quarter else f"{year_words(view.year)} অর্থবছর"
            heading = f"বিষয়ভিত্তিক বাস্তবায়ন: {when}"
            blocks += [
                Paragraph(heading, "H2", align="left", bold=True, before=0.9, keep_next=True),
                _topics(topics, layout),
            ]
    made = document(f"{TITLE}: {year_words(view.year)}", blocks, layout, draft=False)
    return replace(made, page=replace(made.page, landscape=True))


def _facts(view: View, layout: Layout) -> Facts:
    rows = (
        ("অর্থবছর", year_words(view.year)),
        ("কমিটি", escape(view.committee) or "সকল"),
        ("ছাপার তারিখ", spell(view.on, "{d} {month} {y}")),
    )
    return Facts(tuple(Fact(label, (text,)) for label, text in rows), layout.facts.separator)


def _offices(view: View, layout: Layout) -> Table:
    now = f"{view.on:%Y-%m}"
    shown = [at for at, month in enumerate(view.months) if month <= now or at == 0]
    columns = (
        Column(OFFICE, _NAME),
        *(Column(SHORT_MONTHS[int(view.months[at][5:]) - 1], _MONTH, center=True) for at in shown),
        *(Column(heading, _NUMBER, center=True) for heading in (OPEN, LATE)),
        Column(AS_OF, _DAY, center=True),
    )
    rows = [_row(one, shown, bool(view.committee)) for one in view.rows]
    told = [one for one in view.rows if one.problem is None and one.as_of and one.has]
    if len(told) > 1:
        months = [[one.months[at] for one in told] for at in shown]
        met = [(sum(one.met for one in those), sum(one.of for one in those)) for those in months]
        rows.append(
            _cells(
                bold(ALL),
                *(bold(to_bengali(f"{held}/{of}")) if of else "" for held, of in met),
                bold(grouped(sum(one.open for one in told))),
                bold(grouped(sum(one.late for one in told))),
                "",
            )
        )
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)


def _row(one: Row, shown: Sequence[int], alone: bool) -> tuple[Cell, ...]:
    name = escape(one.name)
    if one.problem is not None or one.as_of is None or not one.has:
        why = UNREADABLE if one.problem is not None else NOTHING_CAME if one.as_of is None else NO_COMMITTEE
        return _cells(name, *("" for _ in shown), "", "", why)
    day = spell(one.as_of, "{dd}/{mm}/{y}") + (f" {_STALE}" if one.stale else "")
    late = grouped(one.late)
    return _cells(
        name,
        *(month_words(one.months[at], alone) for at in shown),
        grouped(one.open),
        bold(late) if one.late else late,
        day,
    )


def month_words(month: Month, alone: bool) -> str:
    """What a month's cell says: of one committee (``alone``) the day it met, else how many met of how many."""
    if not alone and month.of > 0 and month.state in ("held", "missed"):
        said = f"{month.met}/{month.of}"
    elif month.state == "held":
        said = str(month.day.day) if month.day else "✓"
    elif month.state == "planned":
        said = f"({month.day.day})" if month.day else AHEAD
    else:
        return {"missed": NOT_HELD, "ahead": AHEAD, "unknown": UNKNOWN}.get(month.state, "")
    return to_bengali(said) + (_MARK if month.state == "held" and not month.minutes else "")


def _topics(every: Sequence[Topic], layout: Layout) -> Table:
    most = max((one.count.total for one in every), default=0) or 1
    columns = (
        Column(TOPIC, 6.0),
        Column(CHART, 6.0),
        *(Column(heading, 1.9, center=True, ink=ink) for heading, ink in STATES),
        Column(SHARE, 1.7, center=True),
    )
    rows = []
    for one in every:
        numbers = (one.count.done, one.count.late, one.count.open)
        bar = tuple(Stretch(number / most, ink) for number, (_, ink) in zip(numbers, STATES, strict=True) if number)
        share = "–" if one.count.percent is None else f"{to_bengali(one.count.percent)}%"
        told = (Cell((grouped(number),)) for number in numbers)
        rows.append((Cell((escape(one.name) or NO_TOPIC,)), Cell(bar=bar), *told, Cell((share,))))
    return Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((text,) if text else ()) for text in texts)
