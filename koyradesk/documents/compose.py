"""Records -> blocks: what each kind of paper says, in which order, by which layout.

A new kind of paper is a new function here.
"""

from __future__ import annotations

from datetime import date

from koyradesk.bengali.dates import spell, spell_bangla
from koyradesk.bengali.labels import nth
from koyradesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    MemoLine,
    NumberedList,
    Paragraph,
    Signature,
    Table,
    flat,
)
from koyradesk.layout import Column as LayoutColumn
from koyradesk.layout import FactRow, Layout, SignatureStyle
from koyradesk.markup import bold, underlined
from koyradesk.model import AgendaItem, Attendee, Decision, Meeting, Memo, Person
from koyradesk.model import Signature as SignatureRecord

#: What is written by hand on the paper while it has no number or date yet.
BLANK_NUMBER, BLANK_DATE = "……………………………", "………………………"
#: The state of an attendee on the held sign-sheet.
STATE_WORDS = {"present": "", "excused": "অনুমতিপ্রাপ্ত অনুপস্থিত", "absent": "অনুপস্থিত"}


def compose_minutes(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The minutes (কার্যবিবরণী) of a meeting; ``draft`` marks its pages খসড়া."""
    memo = _memo_line(meeting, layout)
    blocks: list[Block] = [*_letterhead(meeting, layout)]
    if layout.memo.position == "top":
        blocks += memo
    blocks += _title(meeting.title, layout)
    facts = _facts(meeting, layout)
    if facts.rows:
        blocks.append(facts)
    blocks += [
        Paragraph(one.text, before=0.7 if index == 0 else 0.4)
        for index, one in enumerate(meeting.opening)
        if flat(one.text)
    ]
    if any(column.heading for column in layout.table.columns):
        blocks += [_decision_table(meeting, layout)] if meeting.items else []
    else:
        blocks += _numbered_items(meeting, layout)
    first, *others = meeting.signatures or (SignatureRecord(),)
    if flat(meeting.closing):
        blocks.append(Paragraph(meeting.closing, label=layout.closing_label, before=0.7))
    blocks += _signature(first, layout.signature)
    if layout.memo.position == "after":
        blocks += memo
    if meeting.distribution.recipients or flat(meeting.distribution.heading):
        entries = tuple((entry.label, entry.text) for entry in meeting.distribution.recipients)
        blocks.append(NumberedList(meeting.distribution.heading, entries))
    for other in others:
        blocks += _signature(other, layout.signature)
    return _document(flat(meeting.title), blocks, layout, draft)


def compose_attendance(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The sign-sheet (পরিশিষ্ট 'ক'): blank for signing, or held, with who was excused or absent."""
    style = layout.attendance
    rows = [_attendee_row(index, attendee, layout) for index, attendee in enumerate(meeting.attendees, 1)]
    held = any(attendee.state for attendee in meeting.attendees)
    if not held:
        start = len(rows) + 1
        rows += [_attendee_row(start + spare, Attendee(), layout) for spare in range(style.spare_rows)]
    shares = (0.9, 5.0, 2.6, 3.2)
    columns = tuple(
        Column(heading, shares[index] if index < len(shares) else 2.0, center=index == 0)
        for index, heading in enumerate(style.columns)
    )
    facts = Facts(
        tuple(
            Fact(row.label, lines)
            for row in layout.facts.rows
            if row.show in ("date", "time", "date_time", "place") and (lines := _fact(meeting, row, layout))
        ),
        layout.facts.separator,
        layout.facts.style == "table",
    )
    blocks: list[Block] = [
        *_letterhead(meeting, layout),
        Paragraph(style.heading, align="right", before=0.6),
        *_title(meeting.title, layout),
        *([facts] if facts.rows else []),
        Paragraph(style.title, role="H2", align="center", bold=True, before=0.7, keep_next=True),
        Table(columns, tuple(rows), row_height=2.7),
    ]
    return _document(flat(f"{style.heading}: {meeting.title}"), blocks, layout, draft)


def _document(title: str, blocks: list[Block], layout: Layout, draft: bool) -> Document:
    return Document(title, tuple(blocks), layout.page, layout.type, layout.draft_mark if draft else "")


def _letterhead(meeting: Meeting, layout: Layout) -> list[Block]:
    lines: list[Block] = [
        Paragraph(line, align="center", bold=number in layout.letterhead.bold)
        for number, line in enumerate(meeting.office.lines, 1)
        if flat(line)
    ]
    if meeting.office.website:
        lines.append(Paragraph(layout.letterhead.website.format(meeting.office.website), align="center"))
    return lines


def _title(text: str, layout: Layout) -> list[Block]:
    if not flat(text):
        return []
    style = layout.title
    return [Paragraph(text, "H1", "center", bold=style.bold, underline=style.underline, before=0.8, keep_next=True)]


def _facts(meeting: Meeting, layout: Layout) -> Facts:
    rows = ((row, _fact(meeting, row, layout)) for row in layout.facts.rows)
    found = tuple(Fact(row.label, lines) for row, lines in rows if lines)
    return Facts(found, layout.facts.separator, layout.facts.style == "table")


def _fact(meeting: Meeting, row: FactRow, layout: Layout) -> tuple[str, ...]:
    """The value's lines; none where the meeting has no such fact."""
    day = meeting.date_text or _spelled(meeting.date, layout.date_style)
    match row.show:
        case "chair":
            return _person(meeting.chair, layout.facts.chair == "inline")
        case "date":
            value = day
        case "time":
            value = meeting.time
        case "date_time":
            value = ", ".join(part for part in (day, meeting.time) if part)
        case "place":
            value = meeting.place
        case "attendance_note":
            value = meeting.attendance_note
    return tuple(line for line in value.split("\n") if flat(line))


def _person(person: Person, inline: bool) -> tuple[str, ...]:
    lines = tuple(part for part in (person.name, person.designation, person.place) if flat(part))
    return (", ".join(lines),) if inline and lines else lines


def _spelled(day: date | None, style: str) -> str:
    return spell(day, style) if day else ""


def _decision_table(meeting: Meeting, layout: Layout) -> Table:
    columns = tuple(
        Column(column.heading, column.width, center=column.parts == ("serial",)) for column in layout.table.columns
    )
    rows = tuple(tuple(Cell(_cell(item, column, layout)) for column in layout.table.columns) for item in meeting.items)
    return Table(columns, rows, heading_bold=layout.table.heading_bold)


def _numbered_items(meeting: Meeting, layout: Layout) -> list[Block]:
    """Items without a table, where no column has a heading: numbered paragraphs, one under another."""
    blocks: list[Block] = []
    for item in meeting.items:
        texts = [
            text
            for column in layout.table.columns
            if column.parts != ("serial",)
            for text in _cell(item, column, layout)
        ]
        for place, text in enumerate(texts or [""]):
            label = item.serial if place == 0 else ""
            if label or flat(text):
                first = place == 0
                blocks.append(
                    Paragraph(text, label=label, before=0.7 if first else 0.2, keep_next=first and len(texts) > 1)
                )
    return blocks


def _cell(item: AgendaItem, column: LayoutColumn, layout: Layout) -> tuple[str, ...]:
    """The paragraphs of one cell."""
    style = layout.table
    found: list[str] = []
    for part in column.parts:
        match part:
            case "serial":
                found.append(item.serial)
            case "topic":
                found.append(_topic(item.topic, layout))
            case "discussion":
                if "topic" in column.parts and style.topic_join == "space" and found:
                    found[-1] = f"{found[-1]} {item.discussion}"
                else:
                    found.append(item.discussion)
                found += _left_out(item, layout)
            case "decisions":
                found += _listed([(one.label, one.text) for one in item.decisions], style.decision_join)
            case "implementers":
                found += _listed([(one.label, one.name) for one in item.implementers], style.implementer_join)
    return tuple(line for text in found for line in text.split("\n") if flat(line))


def _topic(topic: str, layout: Layout) -> str:
    style = layout.table
    if not flat(topic):
        return ""
    text = topic + (style.topic_ending if not flat(topic).endswith(style.topic_ending) else "")
    text = underlined(text) if style.topic_underline else text
    return bold(text) if style.topic_bold else text


def _left_out(item: AgendaItem, layout: Layout) -> list[str]:
    """Decisions that no column shows and the discussion does not hold: typed apart, printed with the discussion."""
    if any("decisions" in column.parts for column in layout.table.columns):
        return []
    said = flat(item.discussion)
    missing: list[Decision] = [one for one in item.decisions if flat(one.text) not in said]
    return _listed([(one.label, one.text) for one in missing], layout.table.decision_join)


def _listed(entries: list[tuple[str, str]], join: str) -> list[str]:
    texts = [f"{label} {text}".strip() for label, text in entries]
    return texts if join == "line" else [" ".join(texts)]


def _signature(signature: SignatureRecord, style: SignatureStyle) -> list[Block]:
    written = {
        "date": "{}",
        "name": style.name,
        "designation": "{}",
        "place": "{}",
        "phone": style.phone,
        "email": style.email,
    }
    lines = [
        line
        for field in style.show
        if (value := getattr(signature, field))
        for line in written[field].format(value).split("\n")
    ]
    return [Signature(tuple(lines))] if lines else []


def _memo_line(meeting: Meeting, layout: Layout) -> list[Block]:
    """The memo line; a paper that will be numbered but is not yet has blanks to fill by hand."""
    style = layout.memo
    memo = meeting.memo("minutes")
    if not (memo.number or memo.date_text or memo.date or meeting.distribution.recipients):
        return []
    return [MemoLine(style.number_label + (memo.number or BLANK_NUMBER), style.date_label, _memo_dates(memo, layout))]


def _memo_dates(memo: Memo, layout: Layout) -> tuple[str, ...]:
    style = layout.memo
    gregorian = memo.date_text or _spelled(memo.date, style.date_style) or BLANK_DATE
    if style.dates == "one":
        return (gregorian,)
    bangla = memo.bangla_date or (spell_bangla(memo.date, style.bangla_style) if memo.date else BLANK_DATE)
    return (bangla, gregorian)


def _attendee_row(number: int, attendee: Attendee, layout: Layout) -> tuple[Cell, ...]:
    name = tuple(line for line in (attendee.name, attendee.designation) if flat(line))
    serial = nth(layout.numbering.recipient, number) if layout.numbering.recipient else ""
    cells = (Cell((serial,)), Cell(name), Cell((attendee.phone,)), Cell((STATE_WORDS.get(attendee.state, ""),)))
    return cells[: len(layout.attendance.columns)]
