"""The sign-sheet (পরিশিষ্ট 'ক') of a meeting."""

from __future__ import annotations

from collections import Counter

from koyradesk.bengali.digits import to_bengali
from koyradesk.documents.blocks import Block, Cell, Column, Document, Paragraph, Table, flat
from koyradesk.documents.compose import document, fact, fact_row, facts_of, letterhead, row_number, title
from koyradesk.documents.naming import meeting_name
from koyradesk.documents.texts import sourced, standing_for
from koyradesk.layout import Layout
from koyradesk.layout_texts import fill
from koyradesk.markup import plain
from koyradesk.model import STATES, Attendee, Meeting

#: Shares of the page: number, name and post, phone, signature; those of further columns.
_SHARES, _MORE = (0.9, 5.0, 2.6, 3.2), 2.0
#: The column that is signed, and tells afterwards what became of each.
SIGNED = 3
#: Ems in which a row can be signed.
_ROOM = 2.7


def compose_attendance(meeting: Meeting, layout: Layout, *, draft: bool = False) -> Document:
    """The sign-sheet: blank for signing, or held, with who was present, excused or absent."""
    style = layout.attendance
    held = any(attendee.state for attendee in meeting.attendees)
    spare = 0 if held else style.spare_rows
    rows = [_row(number, one, layout) for number, one in enumerate((*meeting.attendees, *[Attendee()] * spare), 1)]
    heads = list(style.columns)
    if held and len(heads) > SIGNED:
        heads[SIGNED] = style.held_heading
    columns = tuple(
        Column(heading, _SHARES[index] if index < len(_SHARES) else _MORE, center=index == 0)
        for index, heading in enumerate(heads)
    )
    shown = (row for row in layout.facts.rows if row.show in ("date", "time", "date_time", "place"))
    facts = tuple(fact_row(row.label, lines) for row in shown if (lines := fact(meeting, row, layout)))
    name = meeting_name(meeting)
    what = style.held_title if held else style.title
    blocks: list[Block] = [
        *letterhead(meeting.office, meeting.id, layout),
        Paragraph(style.heading, align="right", before=0.6),
        *title(_named(meeting, name), layout),
        *([facts_of(facts, layout)] if facts else []),
        Paragraph(what, role="H2", align="center", bold=True, before=0.7, keep_next=True),
        Table(columns, tuple(rows), heading_bold=layout.table.heading_bold, row_height=0 if held else _ROOM),
    ]
    if held and (summary := _summary(meeting, layout)):
        blocks.append(Paragraph(summary, align="left", before=0.7))
    return document(flat(f"{style.heading}: {name}"), blocks, layout, draft)


def _named(meeting: Meeting, name: str) -> str:
    """What the meeting is called, leading to the title that begins with it."""
    begins = plain(meeting.title).startswith(plain(name))
    return sourced(name, meeting.id, "title") if begins else standing_for(name, meeting.id, "title")


def _row(number: int, attendee: Attendee, layout: Layout) -> tuple[Cell, ...]:
    style = layout.attendance
    said = ((name, getattr(attendee, name)) for name in ("name", "designation"))
    lines = tuple(sourced(text, attendee.id, name) for name, text in said if flat(text))
    phone = sourced(attendee.phone, attendee.id, "phone")
    words = {"present": style.present, "excused": style.excused, "absent": style.absent}
    state = standing_for(words.get(attendee.state, ""), attendee.id, "state")
    cells = (Cell((row_number(number, layout),)), Cell(lines), Cell((phone,)), Cell((state,)))
    return (*cells, *[Cell()] * len(style.columns))[: len(style.columns)]


def _summary(meeting: Meeting, layout: Layout) -> str:
    """How many came; "" where nothing is known of some."""
    counted = Counter(one.state for one in meeting.attendees)
    if any(state not in STATES for state in counted):
        return ""
    told = {state: to_bengali(counted[state]) if counted[state] else "" for state in STATES}
    return fill(layout.attendance.summary, {**told, "all": to_bengali(len(meeting.attendees))})
