"""The office's own words, for completion: who, what and where it has written before, by use and how lately.

``gather`` reads them once; what it gives never changes and may be asked from any thread. What is typed afterwards is
learned with ``with_word``, which gives another snapshot, without the store being read again.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from heapq import nsmallest
from types import MappingProxyType
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc, search_key, tidy
from koyradesk.markup import plain
from koyradesk.phrases import Endings
from koyradesk.store import Store
from koyradesk.store.tally import Tally
from koyradesk.word_uses import Counting

#: Which words complete which field of a record: what ``complete`` takes as its ``kind``.
COMPLETED: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("meeting", "committee"): "committee",
        ("meeting", "letterhead"): "letterhead",
        ("meeting", "website"): "website",
        ("meeting", "chair_name"): "person",
        ("meeting", "chair_designation"): "designation",
        ("meeting", "chair_place"): "station",
        ("meeting", "time"): "time",
        ("meeting", "place"): "place",
        ("meeting", "attendance_note"): "note",
        ("meeting", "distribution_heading"): "heading",
        ("attendee", "name"): "person",
        ("attendee", "designation"): "designation",
        ("item", "topic"): "topic",
        ("assignment", "name"): "implementer",
        ("signature", "name"): "person",
        ("signature", "designation"): "designation",
        ("signature", "place"): "station",
        ("recipient", "text"): "recipient",
    }
)
#: Where words stand: kind of record, its fields, and what kind of word each is. People are told by what stands beside.
_SOURCES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("attendee", ("name", "designation", "phone"), ("person", "designation", "")),
    (
        "signature",
        ("name", "designation", "place", "phone", "email"),
        ("person", "designation", "station", "", ""),
    ),
    ("meeting", ("chair_name", "chair_designation", "chair_place"), ("person", "designation", "station")),
    (
        "member",
        ("name", "designation", "place", "phone", "email"),
        ("person", "designation", "station", "", ""),
    ),
    ("meeting", ("time",), ("time",)),
    ("meeting", ("place",), ("place",)),
    ("meeting", ("attendance_note",), ("note",)),
    ("meeting", ("distribution_heading",), ("heading",)),
    ("meeting", ("website",), ("website",)),
    ("meeting", ("letterhead",), ("letterhead",)),
    ("committee", ("name",), ("committee",)),
    ("item", ("topic",), ("topic",)),
    ("assignment", ("name",), ("implementer",)),
    ("party", ("name",), ("implementer",)),
    ("recipient", ("text",), ("recipient",)),
)
#: What completes nothing as it stands, but is made of the office's words.
_PROSE = (("meeting", "title"), ("paragraph", "text"), ("item", "discussion"))
#: Years before the newest meeting that count as lately: whoever left before is offered last.
_LATE_YEARS = 2
#: Longer texts are no words to complete.
_LONGEST = 300
_OFFSET_BITS = 10
_LAST_SIGN = "\U0010ffff"
#: A word begins where a letter or digit stands after none.
_WORD = pattern(r"(?<![\w\u0980-\u0983\u09bc-\u09d7])[^\W_]")
#: What closes an entry of a list and is no part of the name in it.
_CLOSES = pattern(nfc(r"[\s।৷|;,]+(?:এবং|ও)?\s*\Z"))
_LISTED = ("implementer", "recipient")
#: What a text is not stored as it is offered for; what is not its own key.
_NO_LINE = pattern(r"^\s|\s\Z|\s\s|[^\S ]|[<&\u00ad\u200b\u2060\ufeff]")
_NEEDS_FOLDING = pattern("[^\\x00-@\\[-\\x7f\u0980-\u09e5।–—‘’“”…]")


@dataclass(frozen=True, slots=True)
class Known:
    """What the office last wrote beside somebody's name."""

    name: str = ""
    designation: str = ""
    place: str = ""
    phone: str = ""
    email: str = ""


class Use(NamedTuple):
    """How often a text was written of late and altogether, and when last. The greater the better."""

    late: int = 0
    times: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class _Index:
    """The texts of one kind, best first, and the places in them where a word begins, ordered by what follows there.

    A place is the number of its text and, below it, the offset in the text's key.
    """

    texts: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    places: array[int] = field(default_factory=lambda: array("q"))

    @classmethod
    def of(cls, found: Iterable[tuple[str, str, Use]]) -> _Index:
        """From texts with their keys and uses."""
        ranked = sorted(found, key=lambda one: (one[2], one[0]), reverse=True)
        keys = tuple(key for _, key, _ in ranked)
        parts = [
            (key[start:], number << _OFFSET_BITS | start) for number, key in enumerate(keys) for start in _starts(key)
        ]
        parts.sort()
        places = array("q", [place for _, place in parts])
        return cls(tuple(text for text, _, _ in ranked), keys, tuple(use for _, _, use in ranked), places)

    def find(self, key: str, limit: int) -> list[int]:
        """The numbers of the best texts in which what was typed begins at some word, or each of its words at one."""
        if not key:
            return list(range(min(limit, len(self.texts))))
        found = nsmallest(limit, self._with(key))
        parts = key.split()
        if len(found) < limit and len(parts) > 1:
            each = reduce(set.intersection, (self._with(part) for part in parts))
            found += nsmallest(limit - len(found), each.difference(found))
        return found

    def _with(self, key: str) -> set[int]:
        low = bisect_left(self.places, key, key=self._at)
        high = bisect_left(self.places, key + _LAST_SIGN, low, key=self._at)
        return {place >> _OFFSET_BITS for place in self.places[low:high]}

    def _at(self, place: int) -> str:
        return self.keys[place >> _OFFSET_BITS][place & (1 << _OFFSET_BITS) - 1 :]


_NONE = _Index()


@dataclass(frozen=True, slots=True)
class Words:
    """A snapshot of the office's words. ``learned``: what was typed since, by kind and key, in so many
    ``lessons``."""

    indexes: Mapping[str, _Index] = field(default_factory=dict)
    people: Mapping[str, Known] = field(default_factory=dict)
    learned: Mapping[str, Mapping[str, tuple[str, Use]]] = field(default_factory=dict)
    lessons: int = 0
    endings: Endings = field(default_factory=Endings)
    #: Each single Bengali word of all its texts, with how often it stands there.
    uses: Mapping[str, int] = field(default_factory=dict)

    def complete(self, kind: str, typed: str, limit: int = 8) -> list[str]:
        """Texts of a kind (see ``COMPLETED``) that go on from what was typed, the most used first.

        What was typed may begin at any word of them, in any digits; with nothing typed, those used most. A text that
        is typed in full already is not among them.
        """
        index, learned = self.indexes.get(kind, _NONE), self.learned.get(kind, {})
        whole = _typed(typed)
        key = _fold(whole)
        if len(key) > _LONGEST:
            return []
        found = [
            (index.uses[number], index.texts[number])
            for number in index.find(key, limit + len(learned) + 1)
            if index.keys[number] not in learned
        ]
        found += [(use, text) for held, (text, use) in learned.items() if _fits(held, key)]
        found.sort(reverse=True)
        return [text for _, text in found if text != whole][:limit]

    def ending(self, typed: str) -> str:
        """What would end a decision of which this much stands before the cursor; "" where nothing is known."""
        return self.endings.rest(typed)

    def person(self, name: str) -> Known | None:
        """What else the office knows of somebody, to fill the rest of a row; None for a stranger."""
        return self.people.get(_fold(_typed(name)))

    def with_word(
        self, kind: str, text: str, *, designation: str = "", place: str = "", phone: str = "", email: str = ""
    ) -> Words:
        """A snapshot that also knows what was just typed; for a person, with what stands beside the name."""
        text = _word(kind, _typed(text))
        key = _fold(text)
        if not _is_word(key):
            return self
        held = self.learned.get(kind, {})
        use = held[key][1] if key in held else self._use(kind, key)
        fresh = {**held, key: (text, Use(use.late + 1, use.times + 1, f"{_LAST_SIGN}{self.lessons:09}"))}
        people = self.people
        if kind == "person":
            beside = Known(text, designation, place, phone, email)
            people = {**people, key: _beside(beside, people.get(key, Known()))}
        return replace(self, learned={**self.learned, kind: fresh}, people=people, lessons=self.lessons + 1)

    def with_learned(self, other: Words) -> Words:
        """A snapshot that also knows what another one has learned: two windows type at the same time."""
        learned = dict(self.learned)
        for kind, words in other.learned.items():
            held = learned.get(kind, {})
            learned[kind] = {**held, **{key: max(word, held.get(key, word), key=_used) for key, word in words.items()}}
        met = {key: other.people[key] for key in other.learned.get("person", {}) if key in other.people}
        lessons = max(self.lessons, other.lessons)
        return replace(self, learned=learned, people={**self.people, **met}, lessons=lessons)

    def _use(self, kind: str, key: str) -> Use:
        index = self.indexes.get(kind, _NONE)
        return next((index.uses[number] for number in index._with(key) if index.keys[number] == key), Use())


def _used(word: tuple[str, Use]) -> Use:
    return word[1]


def gather(store: Store) -> Words:
    """Reads the words of all meetings that are not in the bin."""
    newest = max((row["date"].isoformat() for row in store.rows("meeting", only=("date",)) if row["date"]), default="")
    since = f"{int(newest[:4]) - _LATE_YEARS:04}{newest[4:]}" if newest else ""
    found: dict[str, dict[str, _Gathered]] = {kind: {} for kind in COMPLETED.values()}
    people: dict[str, tuple[str, Known]] = {}
    counting = Counting()
    for record, fields, kinds in _SOURCES:
        for row in store.tally(record, *fields, since=since):
            for text in row.values:
                counting.add(text, row.times)
            if kinds == ("letterhead",):
                texts = [("letterhead", line) for line in json.loads(row.values[0] or "[]")]
            else:
                texts = list(zip(kinds, row.values, strict=True))
            for kind, text in texts:
                if kind and (key := _fold(word := _word(kind, _line(text)))) and _is_word(key):
                    if key in found[kind]:
                        found[kind][key].add(word, row)
                    else:
                        found[kind][key] = _Gathered(word, row)
            if "person" in kinds:
                _meet(people, fields, row)
    decisions = store.tally("decision", "text")
    for row in (*decisions, *(row for record, name in _PROSE for row in store.tally(record, name))):
        counting.add(row.values[0], row.times)
    return Words(
        {kind: _Index.of((one.best(), key, one.use) for key, one in of.items()) for kind, of in found.items()},
        {key: known for key, (_, known) in people.items()},
        endings=Endings.of((row.values[0], row.times) for row in decisions),
        uses=counting.most(),
    )


class _Gathered:
    """One word while it is gathered: its spellings, and how often each was written."""

    __slots__ = ("forms", "use")

    def __init__(self, text: str, row: Tally) -> None:
        self.forms = {text: row.times}
        self.use = Use(row.late, row.times, row.last)

    def add(self, text: str, row: Tally) -> None:
        self.forms[text] = self.forms.get(text, 0) + row.times
        self.use = Use(self.use.late + row.late, self.use.times + row.times, max(self.use.last, row.last))

    def best(self) -> str:
        """The spelling written most."""
        return max(self.forms, key=lambda form: (self.forms[form], form))


def _word(kind: str, line: str) -> str:
    """A line as it is offered: an entry of a list without what closes it."""
    return _CLOSES.sub("", line) if kind in _LISTED else line


def _line(stored: str) -> str:
    """A stored text, which is NFC, in one line and without marks."""
    return tidy(plain(stored)) if _NO_LINE.search(stored) else stored


def _typed(text: str) -> str:
    return tidy(plain(text))


def _is_word(key: str) -> bool:
    return len(key) <= _LONGEST and _WORD.search(key) is not None


def _meet(people: dict[str, tuple[str, Known]], fields: Sequence[str], row: Tally) -> None:
    """Keeps what stands beside a name, the newest first; what the newest does not tell stays as it was."""
    key = _fold(_line(row.values[0]))
    if not key:
        return
    known = Known(**{name.removeprefix("chair_"): _line(value) for name, value in zip(fields, row.values, strict=True)})
    last, held = people.get(key, ("", None))
    if held is None or row.last >= last:
        people[key] = (row.last, known if held is None else _beside(known, held))
    else:
        people[key] = (last, _beside(held, known))


def _beside(newer: Known, older: Known) -> Known:
    return Known(
        newer.name,
        newer.designation or older.designation,
        newer.place or older.place,
        newer.phone or older.phone,
        newer.email or older.email,
    )


def _fold(line: str) -> str:
    """What a text in one line is compared by. Nearly all are their own ``search_key``."""
    return search_key(line) if _NEEDS_FOLDING.search(line) else line


def _starts(key: str) -> Iterator[int]:
    return (found.start() for found in _WORD.finditer(key))


def _fits(held: str, key: str) -> bool:
    starts = list(_starts(held))
    parts = key.split()
    return (
        not parts
        or any(held.startswith(key, start) for start in starts)
        or (len(parts) > 1 and all(any(held.startswith(part, start) for start in starts) for part in parts))
    )
