"""What in a paper does not agree with itself. An ordinary clean paper passes without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from difflib import SequenceMatcher
from typing import Any

from koyradesk.bengali import dates, labels
from koyradesk.bengali.digits import to_ascii
from koyradesk.i18n import N_
from koyradesk.intake import vocabulary as words
from koyradesk.intake.doubts import Doubts
from koyradesk.intake.people import bare_name
from koyradesk.markup import plain
from koyradesk.model import Meeting, Memo

#: Digits of the groups of a memo's code: of 2014 (18 digits) and of 2024 (22 digits); the issue number follows.
CODES = ((2, 2, 4, 3, 2, 3, 2), (2, 2, 4, 3, 3, 2, 4, 2))
#: Two spellings of one name share more than this of their letters; two names share less.
_SAME_NAME = 0.7
_IMPOSSIBLE_SPELLING = re.compile(
    r"(?:(?<![\u0980-\u09ff\u200c\u200d])[\u09be-\u09cd\u09d7]|[\u09be-\u09cc][\u09be-\u09cc])[\u0980-\u09ff]*"
)
_REPLACED = "\ufffd"


def check(meeting: Meeting, doubts: Doubts) -> None:
    """Notes every disagreement found."""
    if not meeting.title:
        doubts.add("title", N_("No title was found."), "")
    if not meeting.items:
        doubts.add("items", N_("No decisions were found. What there is of text was taken as opening and closing."), "")
    if meeting.date is None and not meeting.date_text:
        doubts.add("date", N_("No date of the meeting was found."), "")
    _serials(meeting, doubts)
    _names(meeting, doubts)
    for index, memo in enumerate(meeting.memos):
        _memo(f"memos[{index}]", memo, meeting, doubts)
    for index, signature in enumerate(meeting.signatures):
        found = [one for one in dates.find(plain(signature.date)) if not one.impossible]
        if found and meeting.date and found[0].date < meeting.date:
            doubts.add(
                f"signatures[{index}].date", N_("The date of the signature is before the meeting."), signature.date
            )
    seen: set[str] = set()
    for where, text in _texts(meeting, ""):
        # Decisions of a cell that holds the discussion too were looked at with the whole cell.
        if ".decisions[" not in where or all(text not in one for one in seen):
            _spelling(where, text, doubts)
        if where.endswith(".discussion"):
            seen.add(" ".join(text.split()))


def _serials(meeting: Meeting, doubts: Doubts) -> None:
    values = [labels.value(item.serial) for item in meeting.items]
    if not any(values):
        return
    expected, seen = 1, set[int]()
    for index, (item, value) in enumerate(zip(meeting.items, values, strict=True)):
        where = f"items[{index}].serial"
        if value is None:
            doubts.add(where, N_("The item has no number, though others have."), item.serial or plain(item.topic))
        elif value in seen:
            doubts.add(where, N_("This number stands at an earlier item already."), item.serial)
        elif value != expected:
            doubts.add(where, N_("This number is out of order."), item.serial)
            # Where the count goes on from here, one number was left out; otherwise this one is a slip.
            if index + 1 < len(values) and values[index + 1] == value + 1:
                expected = value
        if value is not None:
            seen.add(value)
        expected += 1


def _names(meeting: Meeting, doubts: Doubts) -> None:
    """The chair and a signer under one post should be one name; so should two spellings that are almost the same."""
    chair = bare_name(plain(meeting.chair.name))
    for index, signature in enumerate(meeting.signatures):
        signer = bare_name(plain(signature.name))
        if not chair or not signer or chair == signer:
            continue
        same_post = bool(meeting.chair.designation) and _post(meeting.chair.designation) == _post(signature.designation)
        if same_post or SequenceMatcher(None, chair, signer, autojunk=False).ratio() > _SAME_NAME:
            doubts.add(
                f"signatures[{index}].name",
                N_("The name in the signature is not the chair's name as it stands among the facts."),
                signature.name,
            )


def _post(designation: str) -> str:
    return re.sub(r"[\s,।]+", " ", plain(designation).split("\n")[0]).strip()


def _memo(where: str, memo: Memo, meeting: Meeting, doubts: Doubts) -> None:
    if memo.date and meeting.date and memo.date < meeting.date:
        doubts.add(f"{where}.date", N_("The memo is dated before the meeting."), memo.date_text)
    bangla = [one for one in dates.find(plain(memo.bangla_date)) if not one.impossible]
    if memo.bangla_date and not bangla:
        doubts.add(f"{where}.bangla_date", N_("There is no such Bangla date."), memo.bangla_date)
    if bangla and memo.date and bangla[0].date != memo.date:
        doubts.add(
            f"{where}.bangla_date",
            N_("The Bangla date and the Gregorian date are not the same day."),
            f"{memo.bangla_date} / {memo.date_text}",
        )
    _code(where, memo, doubts)


def _code(where: str, memo: Memo, doubts: Doubts) -> None:
    """Only numbers made of digits alone follow the codes; offices have older styles with letters too."""
    number = to_ascii(plain(memo.number))
    groups = re.split(r"\s*[.–-]\s*", number.strip(" .–-"))
    if len(groups) < 6 or not all(group.isdigit() for group in groups):
        return
    shape = tuple(map(len, groups))
    code = next((one for one in CODES if shape[: len(one)] == one), None)
    if code is None:
        doubts.add(f"{where}.number", N_("The groups of this number are not those of a memo code."), memo.number)
    elif len(groups) == len(code):
        doubts.add(f"{where}.number", N_("The memo code is there, but no issue number after it."), memo.number)
    elif memo.date and int(groups[len(code) - 1]) > memo.date.year % 100:
        doubts.add(f"{where}.number", N_("The year in the memo code is after the date of the memo."), memo.number)


def _texts(record: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of the paper with its path; the record's own words (layout, doubts) are none."""
    for spec in fields(record):
        value = getattr(record, spec.name)
        where = f"{path}.{spec.name}" if path else spec.name
        if spec.name in ("layout", "unsure", "id", "kind", "state"):
            continue
        if isinstance(value, str):
            yield where, value
        elif is_dataclass(value):
            yield from _texts(value, where)
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                if isinstance(one, str):
                    yield f"{where}[{index}]", one
                elif is_dataclass(one):
                    yield from _texts(one, f"{where}[{index}]")


def place_of(meeting: Meeting, said: str) -> str:
    """Where in the paper the words of a doubt stand; of "what was typed = what it became" the second are meant."""
    words = said.split(" = ")[-1].split()
    # A step of the reader may have parted them.
    for wanted in (" ".join(words), *sorted(words, key=len, reverse=True)[:1]):
        for where, text in _texts(meeting, ""):
            if wanted and wanted in " ".join(plain(text).split()):
                return where
    return "title"


def _spelling(where: str, marked: str, doubts: Doubts) -> None:
    text = plain(marked)
    if text.count("“") != text.count("”") or text.count('"') % 2:
        doubts.add(where, N_("A quotation mark is missing or turned the wrong way."), _around(text, '“”"'))
    for found in _IMPOSSIBLE_SPELLING.finditer(text):
        doubts.add(where, N_("This cannot be spelt so in Bengali; a letter was lost or misread."), found[0])
    if _REPLACED in text:
        doubts.add(
            where, N_("A character was lost here before the text came to this program."), _around(text, _REPLACED)
        )
    for wrong in words.SLIPS.findall(text):
        doubts.add(where, N_("This word is misspelt."), wrong)


def _around(text: str, signs: str) -> str:
    """The stretch of a text from the first of some signs to the last, not over-long."""
    places = [index for index, sign in enumerate(text) if sign in signs]
    return text[max(places[0] - 20, 0) : min(places[-1] + 20, places[0] + 80)]
