"""Records -> blocks: what each kind of paper says, in which order, by which layout.

A new kind of paper is a new function here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from koyradesk import logos
from koyradesk.bengali.dates import spell, spell_bangla
from koyradesk.bengali.digits import to_bengali
from koyradesk.bengali.grammar import genitive
from koyradesk.bengali.labels import nth
from koyradesk.documents.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Logo,
    MemoLine,
    NumberedList,
    Paragraph,
    Signature,
    Table,
    flat,
)
from koyradesk.documents.texts import (
    filled,
    joined,
    lines_of,
    parts_of,
    sourced,
    standing_for,
    stripped,
    together,
    wrapped,
)
from koyradesk.layout import Column as LayoutColumn
from koyradesk.layout import FactRow, Layout, SignatureStyle
from koyradesk.markup import bold, plain, underlined
from koyradesk.model import AgendaItem, Decision, Distribution, Letterhead, Meeting, Memo, Recipient
from koyradesk.model import Signature as SignatureRecord

#: What is written by hand on the paper while it has no number or date yet.
BLANK_NUMBER, BLANK_DATE = "……………………………", "………………………"


def compose_minutes(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The minutes (কার্যবিবরণী) of a meeting; ``draft`` marks its pages খসড়া."""
    memo = meeting_memo(meeting, layout, meeting.memo("minutes"))
    blocks: list[Block] = [*letterhead(meeting.office, meeting.id, layout)]
    if layout.memo.position == "top":
        blocks += memo
    blocks += _title(meeting, layout)
    facts = _facts(meeting, layout)
    if facts.rows:
        blocks.append(facts)
    blocks += [
        Paragraph(sourced(one.text, one.id, "text"), before=0.7 if index == 0 else 0.4)
        for index, one in enumerate(meeting.opening)
        if flat(one.text)
    ]
    if any(column.heading for column in layout.table.columns):
        blocks += [_decision_table(meeting, layout)] if meeting.items else []
    else:
        blocks += _numbered_items(meeting, layout)
    first, *others = meeting.signatures or (SignatureRecord(),)
    if flat(meeting.closing):
        closing = sourced(meeting.closing, meeting.id, "closing")
        blocks.append(Paragraph(closing, label=layout.closing_label, before=0.7))
    blocks += signature_block(first, layout.signature)
    if layout.memo.position == "after":
        blocks += memo
    blocks += distribution(meeting.distribution, meeting.id)
    for other in others:
        blocks += signature_block(other, layout.signature)
    return document(flat(meeting.title), blocks, layout, draft)


def document(title: str, blocks: list[Block], layout: Layout, draft: bool) -> Document:
    """The blocks as a paper on the layout's page."""
    return Document(title, tuple(blocks), layout.page, layout.type, layout.draft_mark if draft else "")


def letterhead(head: Letterhead, owner: str, layout: Layout) -> list[Block]:
    """The head of the paper, from government down to office, under the logo; ``owner`` is the record of its lines."""
    style = layout.letterhead
    lines: list[Block] = [Logo(logos.prepared(style.logo), style.logo_height)] if style.logo else []
    place = 0
    for number, line in enumerate(head.lines, 1):
        if flat(line):
            text = sourced(line, owner, "letterhead", place)
            lines.append(Paragraph(text, align="center", bold=number in style.bold))
        place += len(plain(line)) + 1
    if head.website:
        website = sourced(head.website, owner, "website")
        lines.append(Paragraph(filled(style.website, website), align="center"))
    return lines


def title(text: str, layout: Layout) -> list[Block]:
    """The heading of a paper; none where it has no words."""
    if not flat(text):
        return []
    style = layout.title
    return [Paragraph(text, "H1", "center", bold=style.bold, underline=style.underline, before=0.8, keep_next=True)]


def _title(meeting: Meeting, layout: Layout) -> list[Block]:
    return title(sourced(meeting.title, meeting.id, "title"), layout)


def _facts(meeting: Meeting, layout: Layout) -> Facts:
    rows = ((row, fact(meeting, row, layout)) for row in layout.facts.rows)
    return facts_of((fact_row(row.label, lines) for row, lines in rows if lines), layout)


def facts_of(rows: Iterable[Fact], layout: Layout) -> Facts:
    """Facts in the look that the layout gives them."""
    return Facts(tuple(rows), layout.facts.separator, layout.facts.style == "table")


def fact_row(label: str, lines: tuple[str, ...]) -> Fact:
    """A fact whose label leads to where its value is typed."""
    first = parts_of(lines[0])[:1]
    return Fact(standing_for(label, *first[0].source) if first and flat(label) else label, lines)


def fact(meeting: Meeting, row: FactRow, layout: Layout) -> tuple[str, ...]:
    """The value's lines; none where the meeting has no such fact."""
    day = sourced(meeting.date_text or _spelled(meeting.date, layout.date_style), meeting.id, "date_text")
    time = sourced(meeting.time, meeting.id, "time")
    match row.show:
        case "chair":
            return _chair(meeting, layout.facts.chair == "inline")
        case "date":
            value = day
        case "time":
            value = time
        case "date_time":
            value = joined(", ", (part for part in (day, time) if part))
        case "place":
            value = sourced(meeting.place, meeting.id, "place")
        case "attendance_note":
            value = sourced(meeting.attendance_note, meeting.id, "attendance_note")
    return printed(value)


def _chair(meeting: Meeting, inline: bool) -> tuple[str, ...]:
    said = ((name, getattr(meeting.chair, name)) for name in ("name", "designation", "place"))
    lines = tuple(sourced(text, meeting.id, f"chair_{name}") for name, text in said if flat(text))
    return (joined(", ", lines),) if inline and lines else lines


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
            label = sourced(item.serial, item.id, "serial") if place == 0 else ""
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
                found.append(sourced(item.serial, item.id, "serial"))
            case "topic":
                found.append(_topic(item, layout))
            case "discussion":
                discussion = sourced(item.discussion, item.id, "discussion")
                if "topic" in column.parts and style.topic_join == "space" and found:
                    found[-1] = joined(" ", (found[-1], discussion))
                else:
                    found.append(discussion)
                found += _left_out(item, layout)
            case "decisions":
                found += _decisions(item.decisions, layout)
            case "implementers":
                names = [(one.label, sourced(one.name, one.id, "name")) for one in item.implementers]
                found += _listed(names, style.implementer_join)
    return printed(*found)


def printed(*texts: str) -> tuple[str, ...]:
    """The lines of texts in which anything stands."""
    return tuple(line for text in texts for line in lines_of(text) if flat(line))


def row_number(number: int, layout: Layout) -> str:
    """The number of a row, in the look that the layout gives recipients."""
    sample = layout.numbering.recipient
    return nth(sample, number) if sample else to_bengali(number)


def _topic(item: AgendaItem, layout: Layout) -> str:
    style = layout.table
    if not flat(item.topic):
        return ""
    ending = "" if flat(item.topic).endswith(style.topic_ending) else style.topic_ending
    text = together(sourced(item.topic, item.id, "topic"), ending)
    text = wrapped(text, underlined) if style.topic_underline else text
    return wrapped(text, bold) if style.topic_bold else text


def _left_out(item: AgendaItem, layout: Layout) -> list[str]:
    """Decisions that no column shows and the discussion does not hold: typed apart, printed with the discussion."""
    if any("decisions" in column.parts for column in layout.table.columns):
        return []
    said = flat(item.discussion)
    return _decisions([one for one in item.decisions if flat(one.text) not in said], layout)


def _decisions(decisions: Iterable[Decision], layout: Layout) -> list[str]:
    return _listed([(one.label, sourced(one.text, one.id, "text")) for one in decisions], layout.table.decision_join)


def _listed(entries: list[tuple[str, str]], join: str) -> list[str]:
    texts = [stripped(joined(" ", entry)) for entry in entries]
    return texts if join == "line" else [joined(" ", texts)]


def distribution(sent: Distribution, owner: str) -> list[Block]:
    """Who gets the paper; none where nobody is named. ``owner`` is the record that its heading stands in."""
    if not sent.recipients and not flat(sent.heading):
        return []
    heading = sourced(sent.heading, owner, "distribution_heading")
    return [NumberedList(heading, tuple(_recipient(one) for one in sent.recipients))]


def _recipient(recipient: Recipient) -> tuple[str, str]:
    """An entry of the distribution, whose label leads to its text."""
    label = standing_for(recipient.label, recipient.id, "text") if flat(recipient.label) else recipient.label
    return label, sourced(recipient.text, recipient.id, "text")


def signature_block(signature: SignatureRecord, style: SignatureStyle) -> list[Block]:
    """A signature with the lines that the layout shows; none where it has nothing to show.

    For whom it is signed stands under the signer's post, whether or not the layout shows that.
    """
    written = {"name": style.name, "phone": style.phone, "email": style.email}
    lines: list[str] = []
    for name in [*style.show, *(["behalf"] if "designation" not in style.show else [])]:
        value = getattr(signature, name)
        if flat(value) and name != "behalf":
            lines += lines_of(filled(written.get(name, "{}"), sourced(value, signature.id, name)))
        if name in ("designation", "behalf") and flat(signature.behalf):
            post = standing_for(genitive(signature.behalf), signature.id, "behalf")
            lines += lines_of(filled(style.behalf, post))
    return [Signature(tuple(lines))] if lines else []


def signer(meeting: Meeting) -> SignatureRecord:
    """Who signs a later paper of a meeting that names nobody: the date over the signature of the minutes is not its."""
    return replace((meeting.signatures or (SignatureRecord(),))[0], date="")


def meeting_memo(meeting: Meeting, layout: Layout, memo: Memo) -> list[Block]:
    """The memo line of a meeting's paper; none while it is neither numbered nor sent to anybody."""
    if memo.number or memo.date_text or memo.date or meeting.distribution.recipients:
        return [memo_line(layout, memo)]
    return []


def memo_line(layout: Layout, memo: Memo) -> MemoLine:
    """The memo line of a paper; one that will be numbered but is not yet has blanks to fill by hand."""
    style = layout.memo
    number = sourced(memo.number, memo.id, "number") or standing_for(BLANK_NUMBER, memo.id, "number")
    date_label = standing_for(style.date_label, memo.id, "date_text")
    return MemoLine(together(style.number_label, number), date_label, memo_dates(memo, layout))


def memo_dates(memo: Memo, layout: Layout) -> tuple[str, ...]:
    """The memo's day in one calendar or both, as it is worded or as the layout words it."""
    style = layout.memo
    spelled = _spelled(memo.date, style.date_style) or BLANK_DATE
    day = sourced(memo.date_text, memo.id, "date_text") or standing_for(spelled, memo.id, "date_text")
    if style.dates == "one":
        return (day,)
    reckoned = spell_bangla(memo.date, style.bangla_style) if memo.date else BLANK_DATE
    return (sourced(memo.bangla_date, memo.id, "bangla_date") or standing_for(reckoned, memo.id, "bangla_date"), day)
