"""A list of those present in the same file: an appendix (পরিশিষ্ট 'ক'), or a list between facts and opening."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from koyradesk.bengali import labels
from koyradesk.intake import people
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import is_appendix, is_attendance_table, is_serial
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare, joined
from koyradesk.model import Attendee

_Kind = Literal["serial", "name", "designation", "phone", "state", ""]


_LONGEST_TITLE = 150
_TITLE_LINES = 4
_LONGEST_STATE = 30


@dataclass(slots=True)
class Attendance:
    """The list: heading, title and columns as printed, and the people. ``used`` lines belong to it."""

    heading: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    attendees: list[Attendee] = field(default_factory=list)
    used: int = 0


def find(lines: Sequence[Line]) -> tuple[int, Attendance] | None:
    """The first list of people among the lines, and where it begins; None where there is none."""
    for index in range(len(lines)):
        if _begins(lines, index):
            found = _read(lines[index:])
            if found.attendees:
                return index, found
    return None


def _begins(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if is_appendix(line) or is_attendance_table(line):
        return True
    follows = lines[index + 1 : index + 3]
    if not follows or not words.ATTENDANCE_HEADING.fullmatch(line.text):
        return False
    numbers = [labels.value(labels.take(one.texts[0]).label or one.texts[0]) for one in follows]
    return is_attendance_table(follows[0]) or numbers == [1, 2]


def _read(lines: Sequence[Line]) -> Attendance:
    """The list that begins with the given lines: headings, then a table or numbered entries, to the first line that
    is no entry."""
    made = Attendance()
    while made.used < len(lines) and not is_attendance_table(lines[made.used]) and not _entry(lines[made.used]):
        line = lines[made.used]
        if made.used == 0 and words.APPENDIX.match(line.text):
            made.heading.append(line.marked)
        elif len(line.text) < _LONGEST_TITLE and len(made.title) < _TITLE_LINES:
            made.title.append(line.marked)
        else:
            return made
        made.used += 1
    kinds: tuple[_Kind, ...] = ()
    if made.used < len(lines) and is_attendance_table(lines[made.used]):
        kinds = tuple(_kind(bare(cell)) for cell in lines[made.used].cells)
        made.columns = _columns(lines[made.used], kinds)
        made.used += 1
    for line in lines[made.used :]:
        if kinds and line.row and (_entry(line) or made.attendees):
            _row(line, kinds, made)
        elif not kinds and _entry(line):
            _line(line, made)
        else:
            break
        made.used += 1
    return made


def of(lines: Sequence[Line]) -> Attendance:
    """The people of lines that are known to be a list."""
    return _read(lines)


def of_rows(rows: Sequence[Sequence[str]]) -> list[Attendee]:
    """The people of the rows of a table that is known to be a list, with headings or without."""
    made = Attendance()
    source = [Line(number, tuple(row)) for number, row in enumerate(rows, 1)]
    headed = bool(source) and is_attendance_table(source[0])
    kinds = tuple(_kind(bare(cell)) for cell in source[0].cells) if headed else _kinds_of(source)
    # What is unknown in front of a row is kept beside the post.
    kinds = tuple(kind or "designation" for kind in kinds)
    for line in source[headed:]:
        _row(line, kinds, made)
    return made.attendees


def of_lines(texts: Sequence[str]) -> list[Attendee]:
    """The people of the entries of a list, labels taken off."""
    made = Attendance()
    for number, text in enumerate(texts, 1):
        _line(Line(number, ("", text)), made)
    return made.attendees


def _kinds_of(rows: Sequence[Line]) -> tuple[_Kind, ...]:
    """What columns without headings hold, from what stands in them; of the others the first is the name."""
    columns = [[text for text in column if text] for column in zip(*(row.texts for row in rows), strict=True)]
    kinds: list[_Kind] = [_kind_of(column) for column in columns]
    others = [index for index, kind in enumerate(kinds) if not kind]
    posts = [index for index in others if _most(columns[index], lambda text: people.post_at(text) == 0)]
    names = [index for index in others if index not in posts] or others
    for index in others:
        kinds[index] = "name" if index == names[0] else "designation"
    return tuple(kinds)


def _kind_of(column: Sequence[str]) -> _Kind:
    if column and all(is_serial(text) for text in column):
        return "serial"
    if _most(column, lambda text: words.PHONE.fullmatch(text) is not None):
        return "phone"
    return "state" if _most(column, lambda text: bool(_state(text)) and len(text) < _LONGEST_STATE) else ""


def _most(column: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return 2 * sum(fits(text) for text in column) > len(column)


def _entry(line: Line) -> bool:
    return labels.take(line.text).label != "" or is_serial(line.cells[0])


def _kind(column: str) -> _Kind:
    if words.NAME_COLUMN.search(column):
        return "name"
    if words.SERIAL_HEADING.search(column):
        return "serial"
    if words.POST_COLUMN.search(column):
        return "designation"
    if words.PHONE_COLUMN.search(column):
        return "phone"
    return "state" if words.STATE_COLUMN.search(column) else ""


def _columns(line: Line, kinds: tuple[_Kind, ...]) -> tuple[str, ...]:
    """The headings for the sheet's four columns: serial, name and post, telephone, signature."""
    found = {"serial": "", "name": "", "phone": "", "state": ""}
    for cell, kind in zip(line.cells, kinds, strict=True):
        column = kind if kind in found else "name"
        found[column] = joined(found[column], bare(cell))
    return tuple(found.values())


def _row(line: Line, kinds: tuple[_Kind, ...], made: Attendance) -> None:
    held: dict[str, list[str]] = {}
    for index, cell in enumerate(line.cells):
        if not cell:
            continue
        kind: _Kind = kinds[index] if index < len(kinds) else ""
        held.setdefault(kind if kind or index == 0 else "designation", []).append(cell)
    if "serial" not in held and made.attendees and not held.get("name"):
        last = made.attendees[-1]
        made.attendees[-1] = replace(last, designation=" ".join([last.designation, line.marked]).strip())
        return
    name = "\n".join(held.get("name", []))
    designation = ", ".join(held.get("designation", []))
    if not designation:
        name, designation = _parted(name)
    said = " ".join(held.get("state", []))
    state = _state(said)
    if said and not (words.PRESENT.fullmatch(said) or words.ABSENT.fullmatch(said)):
        # What the column says besides is kept beside the post: the record has three states and no words for them.
        designation = " ".join([designation, said]).strip()
    made.attendees.append(Attendee(name, designation, state, " ".join(held.get("phone", []))))


def _line(line: Line, made: Attendance) -> None:
    head = labels.take(line.marked)
    text = head.text if head.label else " ".join(line.cells[1:])
    phone = re.search(r"[,\s(]*(\+?[০-৯0-9][০-৯0-9 –-]{8,})\)?\s*[।]?$", text)
    if phone:
        text = text[: phone.start()]
    name, designation = _parted(text)
    made.attendees.append(Attendee(name, designation, "", phone[1].strip() if phone else ""))


def _parted(text: str) -> tuple[str, str]:
    """Name and post of one cell."""
    person, _ = people.person(text.split("\n"))
    if not person.name:
        return text, ""
    return person.name, ", ".join(part for part in (person.designation, person.place) if part)


def _state(said: str) -> str:
    if words.EXCUSED.search(said):
        return "excused"
    if words.ABSENT.search(said):
        return "absent"
    return "present" if words.PRESENT.search(said) else ""
