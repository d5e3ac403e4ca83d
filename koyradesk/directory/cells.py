"""What a cell of a list says: a day, a telephone number, a sort, yes or no."""

from __future__ import annotations

from datetime import date, timedelta

from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import tidy
from koyradesk.directory import checks
from koyradesk.directory.likeness import bare
from koyradesk.errors import UserError
from koyradesk.i18n import N_

_ISO = pattern(r"(\d{4}-\d{2}-\d{2})(?:[ T]\d{2}:\d{2}.*)?")
#: A mobile number that a spreadsheet took for a number lacks its 0.
_SHORTENED = pattern(r"1[3-9]\d{8}")
#: Days as spreadsheets count them, between 1954 and 2119.
_SERIALS = range(20_000, 80_000)
_FIRST, _FIRST_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SORTS = {
    "office": "দপ্তর; অফিস; কার্যালয়; office",
    "post": "পদ; পদবি; post",
    "person": "ব্যক্তি; person",
    "group": "গ্রুপ; দল; group",
}
_YES = "হ্যাঁ; হাঁ; অতিরিক্ত; অতিরিক্ত দায়িত্ব; ১; yes; y; true; x; additional; additional charge"
_NO = "না; নিয়মিত; মূল দায়িত্ব; ০; no; n; false; regular"


def read_day(typed: str, begins_1904: bool, notes: list[UserError]) -> date:
    """The day that a cell says: as people type it, ISO, or the number a spreadsheet has for it.

    Raises:
        UserError: it is none, or none that there is.
    """
    text = to_ascii(typed.strip())
    if iso := _ISO.fullmatch(text):
        text = iso[1]
    if text.isdecimal() and len(text) == 5 and int(text) in _SERIALS:
        found = (_FIRST_1904 if begins_1904 else _FIRST) + timedelta(int(text))
        notes.append(UserError(N_("The number {number} was understood as {day}."), number=to_bengali(text), day=found))
        return found
    # Other rooms of the core need not be there for a list without days.
    from koyradesk import memo_choice

    doubts: list[memo_choice.Note] = []
    found = memo_choice.choose_day(text if iso else typed, doubts)
    notes += [UserError(one.sentence, **one.parts) for one in doubts]
    return found


def phone(text: str) -> str:
    """A telephone number as it is typed; a mobile number gets back the 0 that a spreadsheet took from it."""
    text = tidy(text)
    return f"0{text}" if _SHORTENED.fullmatch(text) else text


def sort(text: str) -> str:
    """The sort of party that a cell says.

    Raises:
        UserError: it says none.
    """
    for one, words in _SORTS.items():
        if _is_one(text, words):
            return one
    return checks.sort(tidy(text))


def additional(text: str) -> bool:
    """Does a cell say that it is an additional charge?

    Raises:
        UserError: it says neither yes nor no.
    """
    if _is_one(text, _YES) or text.strip() in ("✓", "✔", "√"):
        return True
    if _is_one(text, _NO) or not bare(text):
        return False
    raise UserError(N_("“{text}” says neither yes nor no. Write yes where it is an additional charge."), text=text)


def _is_one(text: str, words: str) -> bool:
    return bare(text) in {bare(word) for word in words.split(";")}
