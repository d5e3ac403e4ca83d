"""What was pasted -> parts of a meeting with new ids.

What these share with the reader of old minutes is imported where it is used: the first time it takes a moment, which
``prepare`` can spend beforehand, on another thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from koyradesk.bengali import numbering
from koyradesk.markup import escape, plain
from koyradesk.model import AgendaItem, Assignment, Attendee, Decision, Mint, Recipient
from koyradesk.pasting.clipboard import Entry, Pasted, is_label

if TYPE_CHECKING:
    from koyradesk.intake.grid import Heading
    from koyradesk.layout import Part

#: Rows in which the headings of a table may stand; characters of a cell of implementers.
_HEADING_WITHIN, _LONGEST_NAMES = 3, 200


def prepare() -> None:
    """Makes the first paste as quick as the others."""
    from koyradesk.intake import attendance, items  # noqa: F401


def agenda(pasted: Pasted, mint: Mint) -> tuple[AgendaItem, ...]:
    """The rows of a decision table as agenda items with new ids.

    Columns are known by their headings, else by their place: serial (if there is one), topic and discussion, decisions,
    implementers. A row that leaves its first cell empty belongs to the item above.
    """
    from koyradesk.intake import items
    from koyradesk.intake.doubts import Doubts
    from koyradesk.intake.grid import Grid, Row, headings

    rows = list(pasted.rows)
    at = next((index for index in range(min(len(rows), _HEADING_WITHIN)) if headings(rows[index])), None)
    columns = (headings(rows[at]) if at is not None else None) or _columns_by_place(rows)
    heading = [plain(cell) for cell in rows[at]] if at is not None else []
    grid = Grid(columns)
    for number, row in enumerate(rows):
        bare = [plain(cell) for cell in row]
        if heading and (bare == heading or (number == (at or 0) + 1 and _counts_columns(bare))):
            continue
        if at is not None and number < at:
            # A title over the table: an item of its own, to be moved or deleted by whoever pasted it.
            grid.rows.append(Row(number, [_only_topic(row, columns)]))
        elif row[0] or not grid.rows or number == (at or 0) + 1:
            grid.rows.append(Row(number, [list(row)]))
        else:
            grid.rows[-1].strips.append(list(row))
    return tuple(
        replace(
            item,
            id=mint("item"),
            decisions=tuple(replace(one, id=mint("decision")) for one in item.decisions),
            implementers=tuple(replace(one, id=mint("assignment")) for one in item.implementers),
        )
        for item in items.build(grid, Doubts()).items
    )


def _only_topic(row: Sequence[str], columns: Sequence[Heading]) -> list[str]:
    whole = " ".join(cell for cell in row if cell)
    at = next((index for index, column in enumerate(columns) if "topic" in column.parts), 0)
    return [whole if index == at else "" for index in range(len(columns))]


def _counts_columns(bare: Sequence[str]) -> bool:
    """A second row of headings that numbers the columns: (১) (২) (৩) (৪)."""
    return all(is_label(cell) for cell in bare) and [numbering.value(cell) for cell in bare] == [
        number + 1 for number in range(len(bare))
    ]


def _columns_by_place(rows: Sequence[Sequence[str]]) -> tuple[Heading, ...]:
    """What the columns hold where nothing says it."""
    from koyradesk.intake.grid import Heading
    from koyradesk.intake.vocabulary import GROUP, POST_START

    texts = [[plain(row[index]) for row in rows] for index in range(len(rows[0]) if rows else 0)]
    numbered = len(texts) > 1 and all(not text or is_label(text) for text in texts[0])
    rest = texts[1:] if numbered else texts
    named = [text for text in rest[-1] if text] if rest else []
    offices = sum(POST_START.search(text) is not None or GROUP.search(text) is not None for text in named)
    bound = 2 * offices > len(named) and max(map(len, named)) <= _LONGEST_NAMES
    parts: list[tuple[Part, ...]]
    match len(rest):
        case 1:
            parts = [("topic", "discussion")]
        case 2 if bound:
            parts = [("decisions",), ("implementers",)]
        case 2:
            parts = [("topic", "discussion"), ("decisions",)]
        case 3:
            parts = [("topic", "discussion"), ("decisions",), ("implementers",)]
        case _:
            parts = [("topic",), ("discussion",), ("decisions",), ("implementers",)]
    serial: list[tuple[Part, ...]] = [("serial",)] if numbered else []
    known = serial + parts
    return tuple(Heading("", known[index] if index < len(known) else ()) for index in range(len(texts)))


def decisions(pasted: Pasted, mint: Mint) -> tuple[Decision, ...]:
    """The entries of a list as decisions with new ids; an inner list stays in its entry."""
    from koyradesk.intake.items import due_of

    return tuple(
        Decision(_number(one.label), one.text, due_of(one.text), id=mint("decision")) for one in _outer(pasted)
    )


def implementers(pasted: Pasted, mint: Mint) -> tuple[Assignment, ...]:
    """The entries of a list, or the lines of a text, as implementers with new ids."""
    from koyradesk.intake.vocabulary import GROUP

    return tuple(
        Assignment(_number(one.label), _bare(one.text), GROUP.search(one.text) is not None, id=mint("assignment"))
        for one in _outer(pasted)
    )


def recipients(pasted: Pasted, mint: Mint) -> tuple[Recipient, ...]:
    """The entries of a list, the lines of a text or the rows of a table as those who get a paper, with new ids."""
    return tuple(Recipient(_number(one.label), _bare(one.text), id=mint("recipient")) for one in _outer(pasted))


def attendees(pasted: Pasted, mint: Mint) -> tuple[Attendee, ...]:
    """The rows of a table or the lines of a list as people with new ids: name, post, telephone, state."""
    from koyradesk.intake import attendance

    if pasted.kind == "table":
        found = attendance.of_rows(pasted.rows)
    else:
        found = attendance.of_lines([one.text for one in _outer(pasted)])
    return tuple(replace(one, id=mint("attendee")) for one in found)


def _outer(pasted: Pasted) -> list[Entry]:
    """The entries of the outer list, each with those of its inner lists; rows of a table as entries."""
    if pasted.kind == "table":
        return [
            Entry(row[0], " ".join(cell for cell in row[1:] if cell))
            if is_label(plain(row[0])) and any(row[1:])
            else Entry("", " ".join(cell for cell in row if cell))
            for row in pasted.rows
        ]
    entries: list[Entry] = []
    for one in pasted.lines:
        if entries and one.level > 0:
            last = entries[-1]
            entries[-1] = replace(last, text=f"{last.text}\n{one.label} {one.text}")
        else:
            entries.append(one)
    return entries


def _number(label: str) -> str:
    """A label that counts; a bullet is none."""
    return "" if numbering.value(label) is None else label


def _bare(marked: str) -> str:
    return escape(plain(marked))
