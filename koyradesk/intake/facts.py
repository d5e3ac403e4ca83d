"""The facts of the meeting: chair, date, time, place and attendance, as "label : value" lines or a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from koyradesk.bengali import dates, labels
from koyradesk.bengali.times import parse_time
from koyradesk.i18n import N_
from koyradesk.intake import people
from koyradesk.intake import vocabulary as words
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare, cut
from koyradesk.layout import Fact, FactRow
from koyradesk.markup import plain
from koyradesk.model import Person

_LONGEST_LABEL = 45
_LONGEST_LINE = 130
_GAP = 6


@dataclass(slots=True)
class Entry:
    """A fact as it stands: its label, what parts it from the value, the value's lines."""

    show: Fact
    label: str
    separator: str
    values: list[str]
    ruled: bool
    #: A list of people stands under the label.
    listed: bool = False


@dataclass(slots=True)
class Facts:
    """What the facts say, where they stand (lines ``start`` to before ``end``), and how they are printed."""

    start: int = 0
    end: int = 0
    chair: Person = field(default_factory=Person)
    chair_inline: bool = False
    date: date | None = None
    date_text: str = ""
    date_style: str = ""
    time: str = ""
    place: str = ""
    attendance_note: str = ""
    rows: list[FactRow] = field(default_factory=list)
    ruled: bool = False
    separator: str = ""
    #: The lines of a list of those present that stands among the facts.
    listed: list[Line] = field(default_factory=list)
    #: The label of the attendance where its list has to follow ("উপস্থিত সদস্যগণ:").
    unfilled: str = ""
    #: Facts the records have no field for, as lines.
    others: list[str] = field(default_factory=list)


def entries(line: Line) -> list[Entry]:
    """The facts in a line; none where it does not begin with one."""
    found: list[Entry] = []
    ruled = line.row and not any(_SEPARATED.match(text) or _ENDS_SEPARATED.search(text) for text in line.texts)
    for cell in line.cells:
        pieces = _in_cell(cell, line.row)
        if pieces:
            found += [
                Entry(show, label, separator, [value] if value else [], ruled)
                for show, label, separator, value in pieces
            ]
        elif not found and cell:
            break
        elif found and cell:
            _add_value(found[-1], cell)
    if not found and not line.row:
        found = _wide(line)
    return found


_SEPARATED = re.compile(rf"{words.SEPARATOR.pattern}")
_ENDS_SEPARATED = re.compile(r"(?:[:ঃ]|:-|ঃ-)\s*$")


def _add_value(entry: Entry, cell: str) -> None:
    text = plain(cell)
    separator = words.SEPARATOR.match(text)
    if separator and not entry.values:
        entry.separator = entry.separator or separator[1]
        cell = cut(cell, separator.end())[1]
    if cell:
        entry.values.append(cell)


def _in_cell(cell: str, alone: bool) -> list[tuple[Fact, str, str, str]]:
    """Facts (what it shows, label, separator, value) in a cell; ``alone`` allows a label without a separator."""
    text = plain(cell)
    head = labels.take(text)
    start = len(text) - len(head.text) if head.label else 0
    if alone and (show := fact_of(text[start:].strip(" :ঃ-–"))):
        own = text.rstrip(" :-–")
        separator = text[len(own) :].strip()
        # "ঃ" closes a word as well as a label; it stays with the word.
        return [(show, own, separator, "")]
    separator_at = words.SEPARATOR.search(text, start)
    if not separator_at or separator_at.start() > _LONGEST_LABEL:
        return []
    show = fact_of(text[start : separator_at.start()])
    if not show:
        return []
    value = cut(cell, separator_at.end())[1]
    label, separator = text[: separator_at.start()].strip(), separator_at[1]
    if separator.startswith(_VISARGA) and not separator_at[0].startswith(" "):
        # Typed close to the word, "ঃ" is part of it.
        label, separator = label + separator, ""
    found = [(show, label, separator, value)]
    # A second fact may stand in the same line: "তারিখ : … সময় : …".
    for later in words.FACT_INSIDE.finditer(plain(value)):
        other = fact_of(later[1])
        if other and other != show:
            first, rest = cut(value, later.start(1))
            found[0] = (*found[0][:3], first)
            return found + _in_cell(rest, alone=False)
    return found


_VISARGA = "\u0983"
_WIDE = re.compile(r"(\S+(?: \S+){0,4})(?: {3,}|\u00a0{2,})(\S.*)")


def _wide(line: Line) -> list[Entry]:
    """Label and value parted by nothing but a run of blanks."""
    found = _WIDE.match(line.wide.strip()[:_LONGEST_LINE])
    if not found or not (show := fact_of(found[1])):
        return []
    value = cut(line.cells[0], len(" ".join(plain(found[1]).split())))[1]
    return [Entry(show, " ".join(found[1].split()), "", [value], ruled=True)] if value else []


def fact_of(label: str) -> Fact | None:
    """What a label of a fact stands for."""
    label = " ".join(label.split())
    return next((show for show, known in words.FACTS if known.fullmatch(label)), None)


def find(lines: Sequence[Line], doubts: Doubts) -> Facts | None:
    """The facts among the lines after the title; None where there are none."""
    known = [index for index, line in enumerate(lines) if entries(line)]
    if not known:
        return None
    last = known[0]
    for index in known[1:]:
        between = lines[last + 1 : index]
        if len(between) > _GAP or any(len(line.text) > _LONGEST_LINE or is_note(line) for line in between):
            break
        last = index
    facts = Facts(start=known[0], end=last + 1)
    read: list[Entry] = []
    for line in lines[known[0] : last + 1]:
        _read(line, read, facts, doubts)
    while facts.end < len(lines) and _belongs(lines[facts.end], read[-1]):
        _read(lines[facts.end], read, facts, doubts)
        facts.end += 1
    _fill(read, facts, doubts)
    return facts


#: What a fact tells; two facts that tell the same cannot both be kept in a field.
_SAID: dict[Fact, set[str]] = {
    "chair": {"chair"},
    "date": {"date"},
    "time": {"time"},
    "date_time": {"date", "time"},
    "place": {"place"},
    "attendance_note": {"attendance"},
}


def _read(line: Line, read: list[Entry], facts: Facts, doubts: Doubts) -> None:
    found = entries(line)
    for entry in found:
        if any(_SAID[entry.show] & _SAID[one.show] for one in read):
            _other(line, facts, doubts)
            return
        read.append(entry)
    if found:
        return
    if not line.row or not line.cells[0]:
        if _unknown_label(line.text):
            _other(line, facts, doubts)
        elif is_note(line) and all(one.show != "attendance_note" for one in read):
            read.append(Entry("attendance_note", "", "", [line.marked], ruled=False))
        else:
            if read[-1].show == "attendance_note" and not read[-1].values:
                read[-1].listed = True
            if read[-1].listed:
                facts.listed.append(line)
            read[-1].values.append(line.marked)
    else:
        _other(line, facts, doubts)


def _other(line: Line, facts: Facts, doubts: Doubts) -> None:
    text = " : ".join(cell.strip(" :") for cell in line.cells if cell.strip(" :")) if line.row else line.marked
    facts.others.append(text)
    doubts.add("opening[0]", N_("There is no field for this fact. It was put before the opening."), line.text)


def _unknown_label(text: str) -> bool:
    return re.match(r"[^:ঃ।,]{3,30}\s?:\s*\S", text) is not None


def is_note(line: Line) -> bool:
    """Does the line tell where those present are listed?"""
    return not line.row and words.ATTENDANCE_NOTE.fullmatch(line.text) is not None


def _belongs(line: Line, last: Entry) -> bool:
    """Does a line after the last fact still belong to the facts?"""
    text = line.text
    if len(text) > _LONGEST_LINE:
        return False
    if is_note(line) and last.show != "attendance_note":
        return True
    if line.row and not line.cells[0]:
        return True
    if last.show == "chair":
        return not line.blank and (people.post_at(text) == 0 or (len(text.split()) <= 5 and people.is_place(text)))
    if last.show == "attendance_note" and (labels.take(text).label or line.dash):
        # "উপস্থিত সদস্যবৃন্দ:" with nothing behind it is the head of a list.
        return last.listed or not last.values
    return False


def _fill(read: list[Entry], facts: Facts, doubts: Doubts) -> None:
    facts.ruled = sum(entry.ruled for entry in read) * 2 > len(read)
    _separate(read, facts)
    for entry in read:
        value = "\n".join(entry.values)
        show = entry.show
        match show:
            case "chair":
                facts.chair, facts.chair_inline = people.person(value.split("\n") if value else [])
            case "date":
                _date(value, facts, doubts)
            case "date_time":
                show = _date_and_time(value, facts, doubts)
            case "time":
                facts.time = value
            case "place":
                facts.place = value
            case "attendance_note":
                facts.attendance_note = value
        if value:
            facts.rows.append(FactRow(entry.label, show))
        elif show == "attendance_note":
            facts.unfilled = entry.label
        elif entry.label:
            without_value(entry.label, facts, doubts)
    if facts.time:
        _check_time(facts.time, doubts)


def without_value(label: str, facts: Facts, doubts: Doubts) -> None:
    facts.others.append(label)
    doubts.add("opening[0]", N_("This fact has no value. Its label was put before the opening."), label)


def _separate(read: list[Entry], facts: Facts) -> None:
    """One separator for all facts; where they differ, each label keeps its own."""
    labelled = [entry for entry in read if entry.label]
    # "ঃ" standing alone is a colon as old keyboards typed it; close to the word it is part of the word.
    used = {":" if entry.separator == _VISARGA else entry.separator for entry in labelled}
    if len(used) == 1:
        facts.separator = used.pop()
        return
    seen = [":" if entry.separator == _VISARGA else entry.separator for entry in labelled]
    facts.separator = max(sorted(used), key=seen.count) if seen else ""
    for entry, separator in zip(labelled, seen, strict=True):
        if separator != facts.separator:
            entry.label += separator


def _date(value: str, facts: Facts, doubts: Doubts) -> None:
    facts.date_text = bare(value)
    found = dates.find(facts.date_text)
    good = [one for one in found if not one.impossible]
    gregorian = [one for one in good if one.calendar == "gregorian"]
    if gregorian or good:
        one = (gregorian or good)[0]
        facts.date = one.date
        if one.calendar == "gregorian" and not one.doubtful and one.end - one.start == len(facts.date_text):
            facts.date_style = one.style
        _check_date(good, facts, doubts)
    else:
        doubts.add("date", N_("The date of the meeting could not be read, or there is no such day."), facts.date_text)


def _check_date(good: list[dates.ParsedDate], facts: Facts, doubts: Doubts) -> None:
    days = {one.date for one in good if one.calendar == "gregorian"}
    if any(one.date not in days for one in good if one.calendar == "bangla" and days):
        doubts.add("date", N_("The Bangla date and the Gregorian date are not the same day."), facts.date_text)
    if any(one.doubtful for one in good):
        doubts.add(
            "date",
            N_("The date of the meeting is doubtful: a short year, or a day of the week that is not the date's."),
            facts.date_text,
        )


def _date_and_time(value: str, facts: Facts, doubts: Doubts) -> Fact:
    """Date and time in one value. What is printed between them must be a comma, otherwise the value stays whole."""
    text = bare(value)
    found = [one for one in dates.find(text) if not one.impossible]
    if not found:
        _date(value, facts, doubts)
        return "date"
    head, tail = text[: found[0].end], text[found[0].end :]
    parted = re.match(r"[^\w\u0980-\u09ff]*,\s*", tail)
    if found[0].start == 0 and parted and tail[parted.end() :].strip():
        _date(head + tail[: parted.end()].replace(",", "").strip(), facts, doubts)
        facts.time = tail[parted.end() :].strip()
        return "date_time"
    _date(value, facts, doubts)
    clock = words.CLOCK.search(tail) or words.CLOCK.search(text[: found[0].start])
    facts.time = clock[0].strip(" ,;।") if clock else ""
    return "date"


def _check_time(text: str, doubts: Doubts) -> None:
    if parse_time(bare(text)) is None and words.ONE_TIME.fullmatch(bare(text)):
        doubts.add("time", N_("There is no such time of day."), text)


def from_texts(facts: Facts, title: str, opening: Sequence[str], doubts: Doubts) -> None:
    """Without a date among the facts: that of the title, or the first one of the opening, as a guess."""
    for text in (title, *opening):
        found = [one for one in dates.find(bare(text)) if not one.impossible and one.calendar == "gregorian"]
        if found:
            facts.date, facts.date_text = found[0].date, bare(text)[found[0].start : found[0].end]
            if text != title:
                doubts.add("date", N_("The date of the meeting was taken from the opening."), facts.date_text)
            return
