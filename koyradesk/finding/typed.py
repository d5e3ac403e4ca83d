"""What was typed into the box: cleaned, its words, and the words that mean a filter. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import clean, legible, search_key
from koyradesk.finding.shapes import Filters, State

#: Longer texts were pasted by mistake; what somebody looks for stands at their beginning.
LONGEST = 200
#: More words than this are no question.
MOST_WORDS = 12
_BLANKS = pattern(r"\s+")
_YEAR = pattern(r"(?:19[7-9]|20\d|21[0-4])\d")
#: What states are called, as search keys: the words of the windows and what people say otherwise.
_STATES: Mapping[State, tuple[str, ...]] = {
    "late": ("বিলম্বিত", "বিলম্ব", "late", "overdue"),
    "open": ("চলমান", "অনিষ্পন্ন", "open", "pending"),
    "closed": ("নিষ্পন্ন", "নিষ্পত্তিকৃত", "closed"),
    "draft": ("খসড়া", "draft"),
    "signed": ("স্বাক্ষরিত", "signed"),
}
_STATE_OF: Mapping[str, State] = {search_key(word): state for state, words in _STATES.items() for word in words}


@dataclass(frozen=True, slots=True)
class Known:
    """What can be filtered by: the names of committees, the years of meetings, the offices whose books are here
    (code -> name)."""

    committees: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    offices: Mapping[str, str] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """One line that can be looked for: no controls, no marks of direction, not endlessly long."""
    # What is normalised is short, whatever was pasted.
    short = legible(clean(text[: 4 * LONGEST]))
    return _BLANKS.sub(" ", short)[:LONGEST]


def words(text: str) -> tuple[str, ...]:
    """The words to look for, as search keys, each once."""
    return tuple(dict.fromkeys(search_key(cleaned(text)).split()))[:MOST_WORDS]


def year(word: str) -> int:
    """The year that a word means; 0 for none."""
    key = search_key(word)
    return int(key) if _YEAR.fullmatch(key) else 0


def taken(text: str, known: Known, held: Filters, refused: Collection[tuple[str, object]] = ()) -> tuple[str, Filters]:
    """What is left of a text when the words that mean a filter, each followed by a blank, are taken out of it; and the
    filters with them. ``refused`` are (name, value) that were just taken away by hand: they are words again."""
    if not text.endswith(" ") or not text.strip():
        return text, held
    typed = text.split()
    for length in range(min(len(typed), MOST_WORDS), 0, -1):
        name, value = _meant(" ".join(typed[-length:]), known)
        if name and (name, value) not in refused:
            rest = " ".join(typed[:-length])
            return f"{rest} " if rest else "", held.given(name, value)
    return text, held


def offered(text: str, known: Known, held: Filters) -> tuple[str, object]:
    """The filter (name, value) that the last word would be, followed by a blank; ("", None) for none."""
    typed = text.split()
    if not typed or text.endswith(" "):
        return "", None
    for length in range(min(len(typed), MOST_WORDS), 0, -1):
        name, value = _meant(" ".join(typed[-length:]), known)
        if name and getattr(held, name) != value:
            return name, value
    return "", None


@lru_cache(maxsize=2048)
def _key(name: str) -> str:
    """The key of a name that can be filtered by: every letter typed is held against all of them."""
    return search_key(name)


def _meant(said: str, known: Known) -> tuple[str, object]:
    key = search_key(said)
    for name in known.committees:
        if _key(name) == key:
            return "committee", name
    for code, name in known.offices.items():
        if _key(name) == key:
            return "office", code
    if key in _STATE_OF:
        return "state", _STATE_OF[key]
    # A year in which nobody met is a number like any other.
    if (found := year(key)) and found in known.years:
        return "year", found
    return "", None
