"""The head of the paper: letterhead, website, memo line at the top, title; from the title the committee and month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from koyradesk.bengali import dates
from koyradesk.bengali.text import nfc
from koyradesk.i18n import N_
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import dates_of, is_memo_line, is_title
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare, whole_mark
from koyradesk.model import Letterhead

_SHORT = 110
_SHORT_TITLE = 30


@dataclass(slots=True)
class Head:
    """What stands before the facts. ``rest`` is what belongs to none of its parts."""

    letterhead: list[Line] = field(default_factory=list)
    memo: list[Line] = field(default_factory=list)
    title: list[Line] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)


def split(lines: Sequence[Line], facts: bool) -> Head:
    """The lines before the first fact (``facts``), or before the table, as parts of the head.

    Where there are no facts, the lines after the title are the opening and come back in ``rest``.
    """
    head = Head()
    at = title_at(lines)
    if at is None:
        at = _likely_title(lines) if facts else None
    first = last = at
    if at is not None:
        first, last = _whole_title(lines, at)
    for index, line in enumerate(lines):
        if first is not None and last is not None and first <= index <= last:
            head.title.append(line)
        elif is_memo_line(line) or dates_of(line.text):
            head.memo.append(line)
        elif last is None or index < last:
            head.letterhead.append(line)
        elif facts and len(line.text) < _SHORT and not line.text.endswith(("।", ":")) and len(head.title) < 4:
            head.title.append(line)
        else:
            head.rest.append(line)
    if last is None and not facts:
        head.letterhead, head.rest = _office_lines(head.letterhead)
    return head


def title_at(lines: Sequence[Line]) -> int | None:
    """The index of the title's line."""
    titles = [index for index, line in enumerate(lines) if is_title(line)]
    plain = [index for index in titles if not words.NO_TITLE.match(lines[index].text)]
    subjects = [index for index in titles if words.NO_TITLE.match(lines[index].text)]
    return next(iter(plain or subjects), None)


def _likely_title(lines: Sequence[Line]) -> int | None:
    """Where the word for minutes is lost: the last line before the facts that speaks of a meeting."""
    for index in reversed(range(len(lines))):
        text = lines[index].text
        if words.TITLE_WORDS.search(text) and not words.OFFICE.search(text) and len(text) < 2 * _SHORT:
            return index
    return None


def _whole_title(lines: Sequence[Line], at: int) -> tuple[int, int]:
    """The title goes over several lines where the ones before it are no names of offices."""
    first = at
    while first > 0 and _goes_on_to(lines[first - 1], lines[first]):
        first -= 1
    last = at
    while last + 1 < len(lines) and not lines[last + 1].blank and re.fullmatch(r"\(.*\)", lines[last + 1].text):
        last += 1
    return first, last


def _goes_on_to(line: Line, following: Line) -> bool:
    text = line.text
    if line.row or words.OFFICE.search(text) or len(text) > _SHORT or is_memo_line(line):
        return False
    if following.blank and len(following.text) > _SHORT_TITLE:
        return False
    return words.TITLE_WORDS.search(text) is not None or dates.find_periods(text) != []


def _office_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Without a title the letterhead is what looks like one; the rest is text."""
    count = 0
    while count < len(lines) and len(lines[count].text) < _SHORT and not lines[count].text.endswith(":"):
        count += 1
    return list(lines[:count]), list(lines[count:])


def letterhead(lines: Sequence[Line]) -> tuple[Letterhead, str]:
    """The letterhead and how its website is written ("{}" is the address)."""
    office: list[str] = []
    website, style = "", "{}"
    for line in lines:
        found = words.WEBSITE.search(line.marked)
        if found and not website and not words.EMAIL.search(line.text):
            around = bare(line.marked).replace(found[1], "{}", 1)
            if words.WEBSITE_LINE.fullmatch(around):
                website, style = found[1], around
                continue
        office.extend(cell for cell in line.cells if cell)
    return Letterhead(tuple(office), website), style


def title(lines: Sequence[Line]) -> tuple[str, str]:
    """The title as stored text and the marks that held all of it ("u" underlined, "b" bold)."""
    parts = [whole_mark(line.marked) for line in lines]
    marks = "".join(mark for mark in "bu" if parts and all(mark in one for one, _ in parts))
    return "\n".join(text if marks else line.marked for (_, text), line in zip(parts, lines, strict=True)), marks


_COMMITTEE = words.pattern(
    r"(?P<name>(?:\S+\s+){0,7}?\S*(?:কমিটি|টাস্কফোর্স|টাস্ক ফোর্স|পরিষদ|বোর্ড|ফোরাম|কাউন্সিল))(?:র|ের|এর)?(?=[\s,(:।]|$)"
)
_MEETING = words.pattern(r"(?P<name>(?:\S+\s+){0,8}\S*সভা)(?:র|য়)?(?=[\s,(:।]|$)")
_LEVEL = re.compile(nfc(r"(?<=\s)(?P<level>উপজেলা|জেলা|বিভাগীয়|বিভাগ|ইউনিয়ন)(?:র|ের|এর)?\s+"))
_NOISE = words.pattern(
    r"(?:অনুষ্ঠিত|মাসের|মাসে|মাস|সালের|বর্ষের|খ্রি\S*|খ্রী\S*|ইং|বিষয় [:ঃ-]+|[০-৯0-9]+(?:তম|ম|য়|র্থ|ষ্ঠ)|এর)(?=\s|$)|[()।,:]"
)


def committee(title: str, others: Sequence[str], doubts: Doubts) -> str:
    """The committee in a form that is the same from month to month: without place, month and number.

    ``others`` are texts of the paper that may name it where the title does not; then it is a guess, and noted.
    """
    plain = _without_dates(bare(title).replace("\n", " "))
    found = _COMMITTEE.search(plain)
    if found:
        return _normal(found["name"])
    meeting = _MEETING.search(plain)
    if meeting is None:
        return ""
    topics = {word for word in _normal(meeting["name"]).split() if not words.TITLE_WORDS.search(word)}
    level = _LEVEL.search(f" {plain} ")
    for text in others:
        for named in _COMMITTEE.finditer(text.replace("\n", " ")):
            # The committee meant shares a word with the title beside the kind of place ("আইসিটি সভা").
            name = _normal(_LEVEL.sub(lambda one: f" {one['level']} ", f" {named['name']} ").strip())
            at = _LEVEL.search(f" {name} ")
            name = name[max(at.start("level") - 1, 0) :] if at else name
            shared = topics & set(name.split()) - {level["level"] if level else ""}
            if shared and len(name) < 60:
                doubts.add("committee", N_("The title does not name the committee. It was taken from the text."), name)
                return name
    name = _normal(meeting["name"])
    if name == _MEETING_WORD:
        doubts.add("committee", N_("The title names no committee. Write it in."), title)
        return ""
    doubts.add("committee", N_("The title does not name a committee. The name of the meeting was taken for it."), name)
    return name


def _without_dates(text: str) -> str:
    found = sorted([*dates.find(text), *dates.find_periods(text)], key=lambda one: -one.start)
    for one in found:
        text = f"{text[: one.start]} {text[one.end :]}"
    return " ".join(_NOISE.sub(" ", text).split())


def _normal(name: str) -> str:
    """ "নমুনা উপজেলার আইসিটি কমিটি" -> "উপজেলা আইসিটি কমিটি"."""
    name = " ".join(_NOISE.sub(" ", name).split())
    if not name.endswith(_MEETING_WORD):
        name = _MONTHLY.sub("", name)
    padded = f" {name} "
    for level in reversed(list(_LEVEL.finditer(padded))):
        rest = padded[level.end() :].split()
        if rest and len(padded[: level.start()].split()) <= _WORDS_OF_PLACE:
            return " ".join([level["level"], *rest]).strip("-–/ ")
    return name.strip("-–/ ")


_MEETING_WORD = nfc("সভা")
_MONTHLY = re.compile(nfc(r"(?:মাসিক|সাধারণ)\s+"))
_WORDS_OF_PLACE = 4


def period(title: str, held: date | None, doubts: Doubts) -> str:
    """The month the meeting was for, "2023-06": as the title says, otherwise the month it was held in."""
    found = dates.find_periods(bare(title).replace("\n", " "))
    if found:
        one = found[-1]
        if one.doubtful:
            doubts.add("period", N_("The month of the title could not be read without doubt."), title)
        if held and abs((held.year - one.year) * 12 + held.month - one.month) > _MONTHS_APART:
            doubts.add("period", N_("The month in the title is far from the date of the meeting."), title)
        return f"{one.year:04}-{one.month:02}"
    return f"{held:%Y-%m}" if held else ""


#: A meeting is held in its month or within a quarter of it.
_MONTHS_APART = 3
