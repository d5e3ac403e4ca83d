"""What letters list after their first paragraph: agenda, decisions, what is told of one, old and new day."""

from __future__ import annotations

from dataclasses import replace

from koyradesk.bengali.calendar import WEEKDAYS
from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import grouped
from koyradesk.bengali.labels import nth
from koyradesk.documents.blocks import Block, Cell, Column, NumberedList, Paragraph, Photos, Table, flat
from koyradesk.documents.compose import fact, fact_row, facts_of, printed, row_number
from koyradesk.documents.letters import shares
from koyradesk.documents.letters.wording import matters_of, put_off_to
from koyradesk.documents.matter import Matter, Subject
from koyradesk.documents.naming import month_of
from koyradesk.documents.texts import filled, joined, lines_of, sourced, standing_for, wrapped
from koyradesk.layout import FactRow, Layout
from koyradesk.layout_letters import MatterColumn, Show, Told
from koyradesk.layout_texts import fill
from koyradesk.markup import bold
from koyradesk.model import Letter
from koyradesk.sentences import sentences

#: Columns that stay where no row says anything: whoever gets the paper fills them in.
_FILLED_IN = ("", "progress", "remark")
#: Columns in which short things stand.
_NARROW = ("number", "serial", "due", "late", "count", "period", "target", "share")


def listed(letter: Letter, subject: Subject, layout: Layout) -> list[Block]:
    """What stands after the first paragraph of a letter; nothing where it lists nothing."""
    match letter.kind:
        case "notice":
            return _invitation(subject, layout)
        case "extract":
            return _table(letter, subject, layout.extract.columns, layout)
        case "progress":
            return _table(letter, subject, layout.progress.columns, layout)
        case "reminder":
            return _table(letter, subject, layout.reminder.columns, layout)
        case "return":
            return _illustrated(letter, subject, layout)
        case "postponement":
            return _new_day(letter, subject, layout) if put_off_to(letter) else []
    return []


def _invitation(subject: Subject, layout: Layout) -> list[Block]:
    """When and where the meeting is, who presides, and what is on its agenda."""
    meeting, style = subject.meeting, layout.notice
    rows = []
    inline = replace(layout, facts=replace(layout.facts, chair=style.chair))
    for row in layout.facts.rows:
        lines = fact(meeting, row, inline) if row.show != "attendance_note" else ()
        if row.show == "date" and lines:
            weekday = WEEKDAYS[meeting.date.weekday()] if meeting.date else ""
            told = "" if weekday in lines[0] else weekday
            lines = (filled(fill(style.day, {"date": "{}", "weekday": told}), lines[0]), *lines[1:])
        if lines:
            rows.append(fact_row(row.label, lines))
    blocks: list[Block] = [facts_of(rows, layout)] if rows else []
    topics = [sourced(one.topic, one.id, "topic") for one in meeting.items if flat(one.topic)]
    sample = layout.numbering.recipient or "১।"
    if topics:
        entries = tuple((nth(sample, number), topic) for number, topic in enumerate(topics, 1))
        blocks.append(NumberedList(wrapped(style.agenda, bold) if flat(style.agenda) else "", entries))
    return blocks


def _table(letter: Letter, subject: Subject, columns: tuple[MatterColumn, ...], layout: Layout) -> list[Block]:
    """The decisions, a row for each; those that differ in nothing but their text share one."""
    matters = matters_of(letter, subject)
    if not matters:
        return []
    several = len({one.meeting for one in matters}) > 1
    labelled = any(column.show == "serial" for column in columns)
    rows: list[dict[str, tuple[str, ...]]] = []
    told = ""
    for one in matters:
        row: dict[str, tuple[str, ...]] = {
            column.show: _cell(one, column.show, layout, labelled) for column in columns if column.show != "number"
        }
        if not several:
            row.pop("meeting", None)
        if told and told == one.obligation and flat(layout.letter.ditto):
            row["decision"] = (layout.letter.ditto,)
        told = one.obligation
        same = rows and "topic" in row and all(row[key] == rows[-1][key] for key in row if key != "decision")
        if same and flat(one.topic):
            rows[-1]["decision"] += row["decision"]
        else:
            rows.append(row)
    for number, row in enumerate(rows, 1):
        row["number"] = (row_number(number, layout),)
    kept = [
        column
        for column in columns
        if column.show in _FILLED_IN or any(any(map(flat, row.get(column.show, ()))) for row in rows)
    ]
    heads = tuple(Column(column.heading, column.width, center=column.show in _NARROW) for column in kept)
    cells = tuple(tuple(Cell(row.get(column.show, ())) for column in kept) for row in rows)
    return [Table(heads, cells, heading_bold=layout.table.heading_bold)]


def _cell(one: Matter, show: Show, layout: Layout, labelled: bool) -> tuple[str, ...]:
    """What one cell says of a decision."""
    style = layout.letter
    match show:
        case "serial":
            texts = [one.serial]
        case "meeting":
            texts = [one.meeting_date or one.meeting_title or one.source]
        case "topic":
            texts = [one.topic]
        case "decision":
            text = sourced(one.text, one.decision, "text")
            texts = [joined(" ", (one.label, text)) if labelled and flat(one.label) else text]
        case "implementers":
            texts = _numbered(one.implementers, layout)
        case "due":
            texts = [standing_for(spell(one.due, style.due) if one.due else one.rule, one.decision, "due")]
        case "late":
            texts = [filled(style.late, grouped(one.late))] if one.late and not one.done else []
        case "progress":
            texts = shares.lines(one.shares, layout) if len(one.shares) > 1 else [one.progress]
        case "count":
            share = one.shares[0].told if one.measure == "percent" and len(one.shares) == 1 else ""
            texts = [share] if share else [grouped(one.count)] if one.count is not None else []
        case "remark":
            texts = [shares.remark(one, style)]
        case "period":
            texts = [one.period]
        case "target":
            texts = [one.target]
        case "share":
            texts = shares.reached(one)
        case _:
            texts = []
    return printed(*texts)


def _numbered(names: tuple[str, ...], layout: Layout) -> list[str]:
    """Several names, told apart by numbers where their lines may be broken."""
    sample = layout.numbering.implementer or "১।"
    return list(names) if len(names) < 2 else [joined(" ", (nth(sample, at), one)) for at, one in enumerate(names, 1)]


def _illustrated(letter: Letter, subject: Subject, layout: Layout) -> list[Block]:
    """What is told of a decision, and its photos."""
    style = layout.illustrated
    blocks: list[Block] = []
    if matters := matters_of(letter, subject):
        [one] = matters
        rows = []
        for row in style.rows:
            if lines := tuple(line for line in _told(letter, one, row.show, layout) if flat(line)):
                rows.append(fact_row(row.label, lines))
        if rows:
            blocks.append(facts_of(rows, layout))
        if len(one.shares) > 1:
            blocks.append(shares.table(one, layout))
    if subject.photos:
        if flat(style.photos):
            blocks.append(Paragraph(wrapped(style.photos, bold), align="left", before=0.8, keep_next=True))
        blocks.append(Photos(subject.photos, style.photo_columns))
    if subject.awaited:
        said = sentences("awaited")
        lead = said["one"] if len(subject.awaited) == 1 else said["several"]
        blocks.append(Paragraph(f"{lead} {'; '.join(subject.awaited)}{said['end']}", align="left", before=0.8))
    return blocks


def _told(letter: Letter, one: Matter, show: Told, layout: Layout) -> tuple[str, ...]:
    """What one line of an illustrated return says of its decision."""
    match show:
        case "meeting":
            return (one.meeting_title,)
        case "month":
            return (standing_for(one.period or month_of(letter.period), letter.id, "period"),)
        case "progress" if len(one.shares) > 1:
            # Their table tells it.
            return ()
        case _:
            return _cell(one, show, layout, False)


def _new_day(letter: Letter, subject: Subject, layout: Layout) -> list[Block]:
    """The old day, time and place beside the new."""
    style, meeting = layout.postponement, subject.meeting
    new = {name: str(letter.facts.get(name) or "") for name in ("date_text", "time", "place")}
    rows = []
    for row in layout.facts.rows:
        if row.show in ("chair", "attendance_note"):
            continue
        old = fact(meeting, row, layout)
        said = _new(row, new, letter)
        if old or said:
            label = standing_for(row.label, letter.id, "facts")
            rows.append((Cell((label,)), Cell(old), Cell(said or (style.unchanged,))))
    columns = tuple(map(Column, style.columns, (1.5, 4.2, 4.2)))
    return [Table(columns, tuple(rows), heading_bold=layout.table.heading_bold)] if rows else []


def _new(row: FactRow, new: dict[str, str], letter: Letter) -> tuple[str, ...]:
    """What a fact of the meeting becomes; nothing where it stays."""
    names = {"date": ("date_text",), "time": ("time",), "place": ("place",), "date_time": ("date_text", "time")}
    texts = [new[name] for name in names[row.show] if flat(new[name])]
    if not texts:
        return ()
    return tuple(lines_of(wrapped(standing_for(", ".join(texts), letter.id, "facts"), bold)))
