"""The columns of a list of offices and people: what each can hold, and which a heading means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from koyradesk.bengali.dates import spell
from koyradesk.bengali.digits import to_ascii
from koyradesk.bengali.text import tidy
from koyradesk.directory import places
from koyradesk.directory.likeness import bare
from koyradesk.i18n import LANGUAGES, N_, translate

#: What a column can hold, with its heading. A telephone of the office and one of who holds it are two.
HEADINGS = {
    "name": N_("Name of the office, post or group"),
    "sort": N_("Sort"),
    "of": N_("Part of the office"),
    "aliases": N_("Other spellings"),
    "place": N_("Place"),
    "phone": N_("Telephone"),
    "email": N_("E-mail"),
    "holder": N_("Held by"),
    "holder_phone": N_("Telephone of who holds it"),
    "holder_email": N_("E-mail of who holds it"),
    "since": N_("From"),
    "until": N_("Until"),
    "additional": N_("Additional charge"),
    "groups": N_("Groups"),
    "note": N_("Note"),
}
SORTS = {"office": N_("Office"), "post": N_("Post"), "person": N_("Person"), "group": N_("Group")}
#: A heading stands among the first rows; above it there may be a title.
_LOOKED_AT = 8
#: What the headings of lists say. Of several that fit the longest is meant. "title" is whoever the list is of: a
#: person where there is a column of posts.
_SAID = {
    "title": "নাম; নাম ও ঠিকানা; name; full name; names",
    "post": "পদবি; পদবী; পদ; পদের নাম; বাস্তবায়নকারী; designation; post; position; title; implementer; party",
    "office": "দপ্তর; দপ্তরের নাম; কার্যালয়; কার্যালয়ের নাম; অফিস; অফিসের নাম; প্রতিষ্ঠান; প্রতিষ্ঠানের নাম; বিভাগের নাম; "
    "office; office name; department; organization; organisation; institution",
    "holder": "কর্মকর্তার নাম; কর্মকর্তা; কর্মচারীর নাম; দায়িত্বপ্রাপ্ত; দায়িত্বপ্রাপ্ত কর্মকর্তা; দপ্তর "
    "প্রধানের নাম; প্রধানের নাম; প্রধান শিক্ষকের নাম; "
    "ব্যক্তির নাম; officer; officer name; name of officer; holder; incumbent; held by; person",
    "mobile": "মোবাইল; মোবাইল নম্বর; মোবাইল নং; মুঠোফোন; মুঠোফোন নম্বর; mobile; mobile no; mobile number; cell",
    "phone": "ফোন; ফোন নম্বর; ফোন নং; টেলিফোন; টেলিফোন নম্বর; দাপ্তরিক ফোন; যোগাযোগ; "
    "phone; phone no; telephone; tel; contact; contact no",
    "email": "ইমেইল; ই মেইল; ই মেইল ঠিকানা; email; e mail; email address; mail",
    "place": "উপজেলা; জেলা; স্থান; কর্মস্থল; ঠিকানা; উপজেলার নাম; place; upazila; upazilla; district; location; address",
    "since": "যোগদানের তারিখ; যোগদান; যোগদানের তাং; হতে; থেকে; শুরু; since; from; joining date; date of joining; start",
    "until": "পর্যন্ত; শেষ; অবমুক্তির তারিখ; until; to; till; end; end date",
    "additional": "অতিরিক্ত দায়িত্ব; অতিরিক্ত; additional charge; additional",
    "sort": "ধরন; ধরণ; প্রকার; sort; type; kind",
    "aliases": "অন্য বানান; অন্য নাম; অন্যান্য নাম; সংক্ষিপ্ত নাম; alias; aliases; also; short name; other names",
    "groups": "গ্রুপ; দল; group; groups",
    "note": "মন্তব্য; নোট; note; notes; remark; remarks; comment; comments",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a list holds ("": it is left out), and the index of the row with the headings (-1: none)."""

    holds: tuple[str, ...]
    head: int = -1


def guess(rows: Sequence[Sequence[str]]) -> Columns:
    """What the columns of a list hold, as its headings say; where there are none, the first with letters are names."""
    best, most = Columns(_without_headings(rows)), 0
    for index, row in enumerate(rows[:_LOOKED_AT]):
        said = [_said(cell) for cell in row]
        known = len([one for one in said if one])
        if known > most and (known > 1 or {"title", "post", "office", "name"} & set(said)):
            holds = _settled(said)
            if "name" in holds:
                best, most = Columns(tuple(holds), index), known
    return best


def said(column: str, value: str, language: str) -> str:
    """What a column holds, in words: sorts, places by their codes, days as ISO has them, "yes"."""
    if column == "sort":
        return translate(SORTS[value], language) if value else ""
    if column == "place":
        return places.words(value, language)
    if column in ("since", "until") and value:
        return value if language == "en" else spell(date.fromisoformat(value), "{dd}/{mm}/{y}")
    return translate(N_("yes"), language) if column == "additional" and value else value


def is_numbering(row: Sequence[str]) -> bool:
    """Is a row one of those that number the columns (১ ২ ৩ ৪)?"""
    cells = [to_ascii(cell).strip("()।. ") for cell in row if cell]
    if len(cells) < 2 or not all(cell.isdecimal() and len(cell) < 3 for cell in cells):
        return False
    first = int(cells[0])
    return [int(cell) for cell in cells] == list(range(first, first + len(cells)))


def split(text: str, is_name: Callable[[str], object]) -> Iterator[str]:
    """The names in a cell that can hold several: one a line, or between semicolons or bars; what is a name as it stands
    is not taken apart."""
    for line in text.splitlines():
        for part in (line,) if is_name(line) else line.replace("|", ";").split(";"):
            if tidy(part):
                yield tidy(part)


def joined(names: Sequence[str]) -> str:
    """Names in one cell, as ``split`` takes them apart again."""
    return "\n".join(names)


def _without_headings(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    width = len(rows[0]) if rows else 0
    letters = [sum(any(letter.isalpha() for letter in row[column]) for row in rows) for column in range(width)]
    names = letters.index(max(letters)) if any(letters) else 0
    first = next((column for column, count in enumerate(letters) if count * 2 > len(rows)), names)
    return tuple("name" if column == first else "" for column in range(width))


@cache
def _words() -> dict[str, str]:
    """What each heading means, as it is compared."""
    found = {bare(word): target for target, words in _SAID.items() for word in words.split(";")}
    own = {bare(translate(words, language)): target for language in LANGUAGES for target, words in HEADINGS.items()}
    return {**found, **own}


def _said(cell: str) -> str:
    heading = bare(cell)
    if not heading or len(heading) > 60:
        return ""
    known = _words()
    if heading in known:
        return known[heading]
    inside = [words for words in known if f" {words} " in f" {heading} "]
    return known[max(inside, key=len)] if inside else ""


def _settled(said: Sequence[str]) -> list[str]:
    """What is said of the columns beside one another."""
    meant = {one: one for one in said}
    if "name" in said:
        meant |= {"title": "holder", "post": "", "office": "of"}
    elif "post" in said:
        meant |= {"post": "name", "title": "holder", "office": "of"}
    elif "office" in said:
        meant |= {"office": "name", "title": "holder"}
    elif "title" in said:
        meant |= {"title": "name"}
    people = "holder" in [meant[one] for one in said]
    meant["mobile"] = "holder_phone" if people else "phone"
    if people and not {"mobile", "holder_phone"} & set(said):
        meant["phone"] = "holder_phone"
    found: list[str] = []
    for one in said:
        found.append(meant[one] if meant[one] not in found else "")
    return found
