"""What the reader was unsure of, gathered while reading."""

from __future__ import annotations

import re
from dataclasses import fields

from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.model import Meeting, Unsure

HEADINGS_LEFT_OUT = N_("The headings of the table are repeated inside it. The repetition was left out.")
PAGE_NUMBER_LEFT_OUT = N_("This line looks like a page number inside the table. It was left out.")
#: What the program prints by itself on every page; the words of such doubts are in no other field.
LEFT_OUT = (HEADINGS_LEFT_OUT, PAGE_NUMBER_LEFT_OUT)

_PARTS = tuple(spec.name for spec in fields(Meeting))
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


class Doubts:
    """A list that notes a doubt once. ``where`` is a path in the meeting ("items[3].serial"), ``why`` the English
    sentence that is the key of its translation, ``text`` the words of the source it is about."""

    def __init__(self) -> None:
        self._found: dict[Unsure, None] = {}

    def add(self, where: str, why: str, text: str) -> None:
        self._found.setdefault(Unsure(where, why, plain(text).replace("\n", " ")))

    def all(self) -> tuple[Unsure, ...]:
        """The doubts in the order of the paper."""
        return tuple(sorted(self._found, key=_order))


def _order(doubt: Unsure) -> tuple[int, int]:
    step = _STEP.match(doubt.where)
    if step is None or step[1] not in _PARTS:
        return len(_PARTS), 0
    return _PARTS.index(step[1]), int(step[2] or -1)
