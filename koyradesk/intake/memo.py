"""The memo line (স্মারক): number, Gregorian and Bangla date, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from koyradesk.bengali import dates
from koyradesk.bengali.dates import ParsedDate
from koyradesk.i18n import N_
from koyradesk.intake import vocabulary as words
from koyradesk.intake.anchors import memo_label
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.lines import Line
from koyradesk.intake.marks import bare
from koyradesk.model import Memo


@dataclass(slots=True)
class MemoLine:
    """The memo as read, with the wording around it. ``rest`` is what has no place in it."""

    memo: Memo = field(default_factory=Memo)
    number_label: str = ""
    date_label: str = ""
    dates: Literal["one", "both"] = "one"
    date_style: str = ""
    bangla_style: str = ""
    rest: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    number: str = ""
    numbered: bool = False
    dated: list[str] = field(default_factory=list)


def read(lines: Sequence[Line], doubts: Doubts) -> MemoLine:
    """The memo line of the given lines, in whatever order number and dates stand in them."""
    made = MemoLine()
    reading = _Reading()
    for line in lines:
        _take(bare(line.marked), made, reading)
    number = reading.number.strip()
    blank = not number.strip(" .…_-–")
    if blank:
        number = ""
        if reading.numbered:
            doubts.add("memos[0].number", N_("The memo has no number yet."), made.number_label)
    _dates(reading.dated, number, made, doubts)
    return made


def _take(text: str, made: MemoLine, reading: _Reading) -> None:
    at = memo_label(text)
    if at and not reading.numbered:
        before = words.DATE_LABEL.search(text, at)
        end = before.start() if before else len(text)
        made.number_label, reading.number, reading.numbered = text[:at], text[at:end], True
        text = text[end:]
    elif reading.numbered and not reading.number.strip() and words.MEMO_NUMBER.fullmatch(text):
        reading.number, text = text, ""
        made.number_label = f"{made.number_label.rstrip()} "
    label = words.DATE_LABEL.match(f"{text} ")
    if label and not made.date_label:
        made.date_label, text = text[: label.end()], text[label.end() :]
        if made.date_label and not made.date_label.endswith(" ") and text:
            made.date_label = made.date_label.rstrip()
    if not text.strip():
        return
    if dates.find(text) or not text.strip(" .…_/-"):
        reading.dated.append(text.strip())
    elif at == 0 and not reading.numbered:
        made.rest.append(text)
    else:
        reading.dated.append(text.strip())


def _dates(texts: list[str], number: str, made: MemoLine, doubts: Doubts) -> None:
    found: list[tuple[str, ParsedDate]] = []
    # A date left blank is printed blank again.
    texts = [text for text in texts if text.strip(" .…_/-")]
    for text in texts:
        good = [one for one in dates.find(text) if not one.impossible]
        if len(good) == 1:
            found.append((text, good[0]))
        elif good and len({one.calendar for one in good}) > 1:
            found += _both_in_one(text, good)
        elif good:
            found.append((text, good[0]))
        else:
            made.rest.append(text)
    gregorian = [(text, one) for text, one in found if one.calendar == "gregorian"]
    bangla = [(text, one) for text, one in found if one.calendar == "bangla"]
    made.rest += [text for text, _ in gregorian[1:] + bangla[1:]]
    shown, alone = (gregorian or bangla)[0] if found else ("", None)
    made.dates = "both" if gregorian and bangla and gregorian[0][0] != bangla[0][0] else "one"
    made.memo = Memo(
        "minutes",
        number,
        alone.date if alone else None,
        shown,
        _words(*bangla[0]) if bangla else "",
        "numbered" if number else "draft",
    )
    for text, one in gregorian[:1]:
        if not one.doubtful and one.end - one.start == len(text):
            made.date_style = one.style
    for text, one in bangla[:1]:
        if one.end - one.start == len(text):
            made.bangla_style = one.style
    if any(one.doubtful for _, one in found):
        doubts.add(
            "memos[0].date",
            N_("The date of the memo is doubtful: a short year, or a day of the week that is not the date's."),
            " ".join(texts),
        )
    if texts and not found:
        doubts.add(
            "memos[0].date", N_("The date of the memo could not be read, or there is no such day."), " ".join(texts)
        )


def _both_in_one(text: str, good: list[ParsedDate]) -> list[tuple[str, ParsedDate]]:
    """Both dates in one line. Parted by blanks alone they can be set over one another; else the line stays whole."""
    first, second = good[:2]
    if text[first.end : second.start].strip():
        return [(text, first), (text, second)]
    later = [one for one in dates.find(text[second.start :]) if not one.impossible]
    return [(text[: first.end].strip(), first), *((text[second.start :], one) for one in later[:1])]


def _words(text: str, one: ParsedDate) -> str:
    """The Bangla date as printed, out of a line that may hold the other one too."""
    others = [other for other in dates.find(text) if other.start != one.start]
    return text[one.start : one.end] if others else text
