"""Lines that say by themselves what they are: the marks by which the parts of minutes are told apart."""

from __future__ import annotations

import re

from koyradesk.bengali import dates, labels
from koyradesk.bengali.dates import ParsedDate
from koyradesk.intake import vocabulary as words
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare

_DIGITS = re.compile(r"\d")
_LONGEST_MEMO = 160
_LONGEST_HEADING = 220
_LONGEST_COLUMN = 45


def is_title(line: Line) -> bool:
    """Does the line end in the word for minutes, as a title does?"""
    text = line.text
    if len(text) > 300 or labels.take(text).label or line.row:
        return False
    found = list(words.MINUTES.finditer(text))
    return bool(found) and words.TITLE_END.fullmatch(text, found[-1].start()) is not None


def is_serial(cell: str) -> bool:
    """Is a cell nothing but a serial: ১ ০১ ১। ১.০ (ক)?"""
    return words.SERIAL.fullmatch(bare(cell)) is not None


def is_closing(text: str) -> bool:
    """Is it the sentence that closes the meeting?"""
    return words.CLOSING.search(text) is not None


def memo_label(text: str) -> int:
    """Where the number begins in a text that begins with the label of a memo number; 0 where it does not."""
    found = words.MEMO_LABEL.match(text)
    if found is None or len(text) > _LONGEST_MEMO or words.MEMO_QUOTED.search(text):
        return 0
    rest = text[found.end() :]
    # "নম্বর" and "স্মারক" are words of sentences too: a label has its sign, or a number right behind it.
    signed = re.search(r"[:ঃ.;–—-]\s*$", found[0]) is not None
    if not (signed or _DIGITS.match(rest)) or (len(_DIGITS.findall(rest)) < 4 and rest.strip(" .…_-")):
        return 0
    return found.end()


def is_memo_line(line: Line) -> bool:
    """Does a memo number stand in the line, or in one of its cells?"""
    return any(memo_label(text) > 0 for text in line.texts)


def is_distribution_heading(line: Line) -> bool:
    """Does the line head a list of those who get the paper?"""
    text = line.text
    if len(text) > _LONGEST_HEADING or is_title(line):
        return False
    head = labels.take(text)
    if words.DISTRIBUTION.match(head.text) is None:
        return False
    # A numbered line of that kind is an entry ("৩। সদয় অবগতির জন্য …") unless it says that copies go out.
    if head.label and not words.DISTRIBUTION_SURE.search(text):
        return False
    return words.DISTRIBUTION_END.search(text) is not None


def dates_of(text: str) -> tuple[ParsedDate, ...]:
    """The dates of a text that holds nothing else (but "তারিখ" before them); none where it holds more."""
    found = dates.find(text)
    good = tuple(one for one in found if not one.impossible)
    rest, end = [], 0
    for one in found:
        rest.append(text[end : one.start])
        end = one.end
    rest.append(text[end:])
    return good if found and words.BESIDE_DATES.fullmatch(" ".join(rest)) else ()


def is_appendix(line: Line) -> bool:
    """Is the line the heading of an appendix (পরিশিষ্ট 'ক')?"""
    return not line.row and words.APPENDIX.fullmatch(line.text) is not None


def is_attendance_table(line: Line) -> bool:
    """Are its cells the headings of a list of people: serial, name, post?"""
    texts = line.texts
    if not line.row or is_serial(line.cells[0]) or any(len(text) > _LONGEST_COLUMN for text in texts):
        return False
    if any(words.DECISION_HEADING.search(text) for text in texts):
        return False
    others = (words.SERIAL_HEADING, words.POST_COLUMN, words.PHONE_COLUMN, words.STATE_COLUMN)
    return any(words.NAME_COLUMN.search(text) for text in texts) and any(
        known.search(text) for text in texts for known in others
    )


def ends_text(line: Line) -> bool:
    """Does what follows the items begin here: memo line, distribution, list of those present?"""
    return (
        is_memo_line(line)
        or is_appendix(line)
        or is_attendance_table(line)
        or (not line.row and is_distribution_heading(line))
    )


def closes(text: str) -> bool:
    """Is it such a sentence for sure, with nothing around it?"""
    return is_closing(text) and words.CLOSES.search(text) is not None
