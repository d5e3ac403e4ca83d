"""Sentences learnt from the office's own minutes: what stood in two meetings or more, with slots.

A sentence is first compared roughly (every number is one, every month is one, the meeting's own names are one): of the
hundred thousand of ten years only those that come again are then read for their slots. Those that stood once are kept
as a number alone.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from koyradesk.bank.shapes import Sentence
from koyradesk.bank.slots import COUNT, Facts, Told, facts, generalise, where
from koyradesk.bank.words import sentences, words
from koyradesk.bengali.dating import MONTH_FORMS
from koyradesk.bengali.grammar import genitive
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: Meetings a sentence must have stood in.
OFTEN = 2
#: Years before the newest meeting that count as lately.
_LATE_YEARS = 2
_FEWEST = 4
_MOST_TOPICS = 12
_DIGITS = str.maketrans("0123456789০১২৩৪৫৬৭৮৯", "0" * 20)
_NUMBERS = pattern(r"0(?:[\s,./–-]*0)*")
_MONTH = pattern(
    "|".join(
        sorted(
            {
                nfc(word)
                for form, of in MONTH_FORMS["gregorian"].items()
                if form != "mon"
                for word in of
                if len(word) > 2
            },
            key=len,
            reverse=True,
        )
    )
)
_MONTHS = nfc("মাস")
#: Bits of the number a sentence is kept as that tell its numbers.
_BITS = 32
_MASK = (1 << _BITS) - 1


class Text(NamedTuple):
    """A stored text: its field (see ``FIELDS``), what it is about, and who carries that out."""

    field: str
    text: str
    topic: str = ""
    parties: tuple[str, ...] = ()


class _Seen:
    """A sentence that came again."""

    __slots__ = ("field", "meeting", "meetings", "numbers", "parties", "pattern", "text", "topics", "varies")

    def __init__(self, field: str, text: str, meeting: int) -> None:
        self.field, self.text, self.meeting = field, text, meeting
        self.meetings: set[int] = {meeting}
        self.topics: Counter[str] = Counter()
        self.parties: tuple[str, ...] = ()
        self.numbers = 0
        self.varies = False
        self.pattern = ""


class Lessons:
    """All that was learnt so far. Not for two threads at once; what ``sentences`` gives is."""

    def __init__(self) -> None:
        self._told: list[Told] = []
        self._places: dict[str, int] = {}
        self._names: list[tuple[str, ...]] = []
        self._once: dict[int, int] = {}
        self._seen: dict[int, _Seen] = {}
        self._days: dict[str, list[date]] = {}
        self._gone: set[int] = set()
        #: Those whose slots were not looked for yet.
        self._unread: dict[int, None] = {}

    def held(self) -> dict[str, tuple[date, ...]]:
        """The days on which each committee met, the earliest first."""
        return {name: tuple(days) for name, days in self._days.items()}

    def learn(self, meeting: str, told: Told, texts: Iterable[Text]) -> None:
        """Learns from a meeting, new or changed. What a changed one said before and does not say now still counts for
        it."""
        place = self._placed(meeting, told)
        for field, text, topic, parties in texts:
            about: frozenset[str] | None = None
            for sentence in sentences(text):
                seen = self._meet(field, sentence, place, parties)
                if seen is None or not topic:
                    continue
                if about is None:
                    about = words(topic)
                seen.topics.update(about)

    def forget(self, meeting: str) -> None:
        """A meeting went into the bin: what stood there alone is none any more."""
        if (place := self._places.get(meeting)) is not None:
            self._gone.add(place)

    def settle(self, some: int) -> bool:
        """Looks for the slots of some that came again; says whether there are others still."""
        for key in list(self._unread)[:some]:
            self._read(self._seen[key])
            del self._unread[key]
        return bool(self._unread)

    def sentences(self) -> tuple[Sentence, ...]:
        """What stood in two meetings or more."""
        self.settle(len(self._unread))
        newest = max((one.date for one in self._told if one.date), default=None)
        since = f"{newest.year - _LATE_YEARS:04}-{newest:%m-%d}" if newest else ""
        found: dict[tuple[str, str], Sentence] = {}
        for seen in self._seen.values():
            made = self._made(seen, since)
            if made is None:
                continue
            key = (made.sort, made.text)
            found[key] = _together(found[key], made) if key in found else made
        return tuple(found.values())

    def _placed(self, meeting: str, told: Told) -> int:
        place = self._places.setdefault(meeting, len(self._told))
        if place == len(self._told):
            self._told.append(told)
            self._names.append(())
        before, self._told[place] = self._told[place], told
        self._gone.discard(place)
        self._names[place] = tuple(
            sorted(
                {
                    name
                    for name in (
                        *(told.committee, genitive(told.committee), told.chair_name, told.chair_designation),
                        *(told.place, told.time),
                    )
                    if len(name) >= _FEWEST
                },
                key=len,
                reverse=True,
            )
        )
        days = self._days.setdefault(told.committee, [])
        if before is not told and before.date and before.date in self._days.get(before.committee, ()):
            self._days[before.committee].remove(before.date)
        if told.date:
            insort(days, told.date)
        return place

    def _meet(self, field: str, sentence: str, place: int, parties: tuple[str, ...]) -> _Seen | None:
        key, numbers = self._rough(field, sentence, place, parties)
        seen = self._seen.get(key)
        if seen is None:
            first = self._once.get(key)
            if first is None:
                self._once[key] = place << _BITS | numbers
                return None
            if first >> _BITS == place:
                return None
            del self._once[key]
            seen = self._seen[key] = _Seen(field, sentence, place)
            seen.meetings.add(first >> _BITS)
            seen.parties = parties
            seen.numbers, seen.varies = numbers, first & _MASK != numbers
            self._unread[key] = None
            return seen
        seen.meetings.add(place)
        if not seen.varies and seen.numbers != numbers:
            seen.varies = True
            self._unread[key] = None
        if self._day(place) >= self._day(seen.meeting) and sentence != seen.text:
            # The latest wording stands for all that are roughly the same.
            seen.text, seen.meeting, seen.parties = sentence, place, parties
            self._unread[key] = None
        return seen

    def _read(self, seen: _Seen) -> None:
        seen.pattern = generalise(seen.text, self._facts(seen.meeting), seen.parties, varies=seen.varies)

    def _day(self, place: int) -> str:
        told = self._told[place]
        return told.date.isoformat() if told.date else told.period

    def _rough(self, field: str, sentence: str, place: int, parties: tuple[str, ...]) -> tuple[int, int]:
        """What tells a sentence roughly; its numbers of things and who is named in it."""
        numbers = 0
        rough = sentence
        for name in self._names[place]:
            if name in rough:
                rough = rough.replace(name, "\x01")
        named = []
        for name in parties:
            if len(name) >= _FEWEST and name in rough:
                for at in reversed(list(where(rough, name))):
                    rough = f"{rough[:at]}\x03{rough[at + len(name) :]}"
                    named.append(name)
        if named:
            numbers = hash(tuple(named)) & _MASK
        with_zeros = rough.translate(_DIGITS)
        if "0" in with_zeros:
            numbers = hash((numbers, *COUNT.findall(sentence))) & _MASK
            rough = _NUMBERS.sub("0", _MONTH.sub("\x02", with_zeros))
        elif _MONTHS in rough:
            rough = _MONTH.sub("\x02", rough)
        return hash((field, rough)), numbers

    def _made(self, seen: _Seen, since: str) -> Sentence | None:
        meetings = seen.meetings - self._gone if self._gone else seen.meetings
        if len(meetings) < OFTEN:
            return None
        if not seen.pattern:
            return None
        days = [self._day(one) for one in meetings]
        return Sentence(
            of=seen.pattern,
            sort=seen.field,
            text=seen.pattern,
            fields=(seen.field,),
            topics=frozenset(word for word, _ in seen.topics.most_common(_MOST_TOPICS)),
            learnt=Counter(self._told[one].committee for one in meetings),
            times=len(meetings),
            late=sum(day >= since for day in days),
            last=max(days),
        )

    def _facts(self, place: int) -> Facts:
        told = self._told[place]
        return facts(told, before(self._days, told.committee, told.date))


def before(held: Mapping[str, list[date] | tuple[date, ...]], committee: str, day: date | None) -> date | None:
    """When a committee met before a day, or last of all where there is no day."""
    days = held.get(committee, ())
    at = len(days) if day is None else bisect_left(days, day)
    return days[at - 1] if at else None


def _together(one: Sentence, other: Sentence) -> Sentence:
    return replace(
        one,
        topics=one.topics | other.topics,
        learnt=Counter(one.learnt) + Counter(other.learnt),
        times=one.times + other.times,
        late=one.late + other.late,
        last=max(one.last, other.last),
    )
