"""A person as a paper names one: name, post (পদবি) and place in one line or in several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from koyradesk.bengali.text import nfc
from koyradesk.intake import vocabulary as words
from koyradesk.model import Person

_AFTER_NAME = re.compile(r"[\s,]+$")
_LONGEST_PLACE = 60


def person(lines: Sequence[str]) -> tuple[Person, bool]:
    """The person of a fact's lines, and whether they stand in one line parted by commas."""
    if len(lines) > 1:
        name, rest = lines[0], lines[1:]
        if post_at(name) == 0:
            name, rest = "", lines
        return Person(name, *post_and_place(rest)), False
    text = lines[0] if lines else ""
    at = post_at(text)
    if at is None:
        return Person(text), True
    before = text[:at]
    name = _AFTER_NAME.sub("", before)
    # Only ", " is put between again when it is printed in one line: anything else stays as it stands.
    inline = not name or before[len(name) :].strip() == ","
    designation, place = text[at:], ""
    if inline and ", " in designation:
        head, _, tail = designation.partition(", ")
        if is_place(tail):
            designation, place = head, tail
    return Person(name, designation, place), inline


def post_at(text: str) -> int | None:
    """Where the post begins in a line."""
    found = words.POST_START.search(text)
    return found.start() if found else None


def post_and_place(lines: Sequence[str]) -> tuple[str, str]:
    """Lines under a name: the post, and the place where a line names nothing else."""
    at = next((index for index in range(1, len(lines)) if all(is_place(line) for line in lines[index:])), len(lines))
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def is_place(text: str) -> bool:
    """Can a line be a place (কর্মস্থল): no post, no role, no committee in it?"""
    return (
        0 < len(text) <= _LONGEST_PLACE
        and post_at(text) is None
        and words.ROLE.search(text) is None
        and text.strip(" ,।.") not in _LINKS
    )


_LINKS = {nfc("ও"), nfc("এবং"), "", "&amp;"}


def is_name(text: str) -> bool:
    """Does a line look like a name?"""
    if words.IN_BRACKETS.fullmatch(text) or words.NAME_START.match(text):
        return True
    return post_at(text) is None and words.ROLE.search(text) is None and 1 < len(text.split()) <= 6


def bare_name(text: str) -> str:
    """A name as it is compared: without brackets, honorifics and the many spellings of মোঃ."""
    name = text.strip(" ()")
    before = ""
    while before != name:
        before, name = name, words.HONORIFIC.sub("", name).strip()
    return re.sub(r"[\s.,:ঃ।-]+", " ", name).strip()
