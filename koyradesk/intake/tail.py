"""What follows the items: closing, first signature, memo line, distribution, second signature.

The parts are told apart by lines that say what they are (a memo number, the heading of a list) and by their order; in
whatever order they stand, the text between them goes to the part before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from koyradesk.bengali import labels
from koyradesk.i18n import N_
from koyradesk.intake import people
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import (
    dates_of,
    is_closing,
    is_distribution_heading,
    is_memo_line,
    is_serial,
    memo_label,
)
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import joined
from koyradesk.model import Recipient

_SHORT = 70
_LONGEST_ENTRY = 400


@dataclass(slots=True)
class Tail:
    """The parts after the items, still as lines."""

    closing: list[Line] = field(default_factory=list)
    first: list[Line] = field(default_factory=list)
    memo: list[Line] = field(default_factory=list)
    heading: list[Line] = field(default_factory=list)
    recipients: list[Line] = field(default_factory=list)
    second: list[Line] = field(default_factory=list)


def split(lines: Sequence[Line], memo_known: bool) -> Tail:
    """The lines after the items as parts. ``memo_known``: the memo line stands at the head of the paper already, so a
    labelled date here belongs to a signature."""
    tail = Tail()
    lines = list(_one_by_one(lines))
    heading = next((index for index, line in enumerate(lines) if is_distribution_heading(line)), None)
    memo = _memo(lines, heading if heading is not None else len(lines), memo_known)
    if heading is None:
        heading = _headless(lines, max(memo, default=-1) + 1)
    body = min([*memo, *([heading] if heading is not None else [])], default=len(lines))
    tail.closing, tail.first = _closing(lines[:body])
    tail.memo = [lines[index] for index in sorted(memo)]
    rest = [(index, lines[index]) for index in range(body, len(lines)) if index not in memo]
    if heading is None:
        # Without a distribution a signature under the memo line is the only place for what is left.
        (tail.second if tail.first else tail.first).extend(line for _, line in rest)
        return tail
    between = [line for index, line in rest if index < heading]
    listed = [line for index, line in rest if index >= heading]
    count = _heading_lines(listed)
    if not tail.first:
        tail.first, between = between, []
    tail.heading = [*between, *listed[:count]]
    tail.recipients, tail.second = _recipients(listed[count:])
    return tail


def _one_by_one(lines: Sequence[Line]) -> Iterator[Line]:
    """Rows as single lines: cells that stand beside one another only to save room, or two signatures side by side."""
    index = 0
    while index < len(lines):
        beside = index
        while beside < len(lines) and _beside(lines[beside]):
            beside += 1
        if beside - index > 1:
            for at in (0, 1):
                for line in lines[index:beside]:
                    first = line is lines[index]
                    yield Line(
                        line.number, (line.cells[at],), line.blank and first, wide=line.wide, apart=first and at == 1
                    )
            index = beside
        else:
            yield from _fragments(lines[index])
            index += 1


def _beside(line: Line) -> bool:
    """Two cells, neither of which is a label of the other: lines of two signatures."""
    return (
        len(line.cells) == 2
        and all(line.cells)
        and not is_memo_line(line)
        and not _joined_cells(line.cells[0])
        and not any(_date_label(text) for text in line.texts)
    )


def _joined_cells(first: str) -> bool:
    """Is a cell the label of what stands in the next?"""
    return (
        is_serial(first)
        or words.DATE_LABEL.fullmatch(f"{first} ") is not None
        or words.MEMO_LABEL.fullmatch(first) is not None
    )


def _fragments(line: Line) -> list[Line]:
    filled = [cell for cell in line.cells if cell]
    if len(filled) < 2 or _joined_cells(filled[0]):
        return [line.alone()]
    return [Line(line.number, (cell,), line.blank and not at, line.dash, line.wide) for at, cell in enumerate(filled)]


def _memo(lines: Sequence[Line], heading: int, known: bool) -> set[int]:
    """The lines of the memo: its number, and the dates beside it."""
    number = next((index for index, line in enumerate(lines) if is_memo_line(line)), None)
    if number is None:
        labelled = [index for index, line in enumerate(lines[:heading]) if _date_line(line) and _date_label(line.text)]
        # Over a name the date is the signature's; after the signature it is the memo's.
        if known or not labelled or _over_a_name(lines, labelled[-1]):
            return set()
        number = labelled[-1]
    found = {number}
    alone = memo_label(lines[number].text) == len(lines[number].text) and number + 1 < len(lines)
    if alone and words.MEMO_NUMBER.fullmatch(lines[number + 1].text):
        # The number itself stands in the next line.
        found.add(number + 1)
    for step in (-1, 1):
        index = (min(found) if step < 0 else max(found)) + step
        while 0 <= index < len(lines) and _date_line(lines[index]) and not _over_a_name(lines, index):
            found.add(index)
            index += step
    return found


def _over_a_name(lines: Sequence[Line], index: int) -> bool:
    return (
        index + 1 < len(lines)
        and people.is_name(lines[index + 1].text)
        and not _date_line(lines[index + 1])
        and (not is_memo_line(lines[index + 1]) and not is_distribution_heading(lines[index + 1]))
    )


def _date_line(line: Line) -> bool:
    return bool(dates_of(line.text)) or _blank_date(line.text)


def _blank_date(text: str) -> bool:
    """A date left to be written by hand: "তারিখ: ……………"."""
    found = words.DATE_LABEL.match(f"{text} ")
    return found is not None and _BLANK.fullmatch(text[found.end() :]) is not None


_BLANK = re.compile(r"[\s.…_/-]*(?:[০-৯0-9]{2,4})?[^০-৯0-9]{0,14}")


def _date_label(text: str) -> bool:
    return words.DATE_LABEL.match(f"{text} ") is not None


def _headless(lines: Sequence[Line], start: int) -> int | None:
    """A list of those who get the paper, its heading lost: entries that count up from one after the memo line."""
    for index in range(start, len(lines) - 1):
        if [labels.value(labels.take(line.text).label) for line in lines[index : index + 2]] == [1, 2]:
            return index
    return None


def _closing(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Sentences that close the meeting, and the signature under them."""
    last = next((index for index in reversed(range(len(lines))) if is_closing(lines[index].text)), None)
    start = 0 if last is None else last + 1
    if last is not None:
        # A broken sentence goes on, a stray blank line in it or not.
        while start < len(lines) and not _ends(lines[start - 1]) and not _signs(lines[start]):
            start += 1
    while start < len(lines) and _is_text(lines[start]):
        start += 1
    return list(lines[:start]), list(lines[start:])


def _ends(line: Line) -> bool:
    return words.SENTENCE_END.search(line.text) is not None


def _is_text(line: Line) -> bool:
    return len(line.text) > _SHORT and _ends(line) and not _signs(line)


def _signs(line: Line) -> bool:
    text = line.text
    return bool(
        words.IN_BRACKETS.fullmatch(text)
        or words.SIGNED.fullmatch(text)
        or dates_of(text)
        or (len(text) < _SHORT and people.post_at(text) == 0 and not _ends(line))
        or words.EMAIL.search(text)
    )


def _heading_lines(lines: Sequence[Line]) -> int:
    """The heading may go over lines, up to the first entry."""
    count = 0 if _is_entry(lines[0]) and not is_distribution_heading(lines[0]) else 1
    while (
        0 < count < len(lines)
        and count < 3
        and not _is_entry(lines[count])
        and not words.DISTRIBUTION_END.search(lines[count - 1].text)
    ):
        count += 1
    while count < len(lines) and is_distribution_heading(lines[count]) and not _is_entry(lines[count]):
        count += 1
    return count


def _is_entry(line: Line) -> bool:
    return line.dash or labels.take(line.text).label != "" or is_serial(line.cells[0])


def _recipients(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The entries of the list, and the signature after it."""
    entries = [index for index, line in enumerate(lines) if _is_entry(line)]
    if entries:
        end = entries[-1] + 1
        while end < len(lines) and not lines[end].blank and _wraps(lines[end - 1], lines[end]):
            end += 1
        return list(lines[:end]), list(lines[end:])
    # Entries without numbers: they end where a signature begins.
    end = next((index for index, line in enumerate(lines) if _signature_begins(lines, index)), len(lines))
    return list(lines[:end]), list(lines[end:])


def _wraps(before: Line, line: Line) -> bool:
    """Is the line the rest of an address that began in the line before?"""
    return before.text.endswith((",", "-", "/")) and not _signs(line)


def _signature_begins(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if words.IN_BRACKETS.fullmatch(line.text) or words.SIGNED.fullmatch(line.text) or dates_of(line.text):
        return True
    return line.blank and index > 0 and words.NAME_START.match(line.text) is not None and len(lines) - index <= 8


def recipients(lines: Sequence[Line], doubts: Doubts) -> list[Recipient]:
    """The entries of a distribution list, each with its label; "….." and the like are kept to be filled by hand."""
    found: list[Recipient] = []
    for line in lines:
        text = line.marked
        pieces = labels.split(text)
        head = labels.take(text)
        several = len(pieces) > 1 and pieces[0].label and all(piece.level == 1 for piece in pieces)
        if several:
            found += [Recipient(piece.label, piece.text) for piece in pieces]
        elif head.label:
            found.append(Recipient(head.label, head.text))
        elif line.row and is_serial(line.cells[0]):
            found.append(Recipient(line.cells[0], " ".join(cell for cell in line.cells[1:] if cell)))
        elif found and not line.dash and not is_distribution_heading(line) and any(one.label for one in found):
            found[-1] = Recipient(found[-1].label, joined(found[-1].text, text, " "))
        else:
            found.append(Recipient("", text))
        if len(found[-1].text) > _LONGEST_ENTRY:
            doubts.add(
                f"distribution.recipients[{len(found) - 1}]",
                N_("This entry of the distribution is very long. Another part of the paper may have run into it."),
                found[-1].text[:80],
            )
    return found
