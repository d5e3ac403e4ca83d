"""Slots of sentences: filled from a meeting, and put back in the place of what a meeting said. Pure.

A slot is a name in braces. Of some a meeting's ``Facts`` know what stands there; the others are left open ("………") and
typed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

from koyradesk.bengali import dates
from koyradesk.bengali.dating import spell
from koyradesk.bengali.digits import ordinal, to_bengali
from koyradesk.bengali.grammar import genitive, locative
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc, tidy
from koyradesk.i18n import N_
from koyradesk.markup import plain
from koyradesk.moving import BLANKS, Month, covered, first_day, month, named_months, number, numbered

if TYPE_CHECKING:
    from koyradesk.model import Meeting

#: Every slot and what it is called. Those a meeting knows come first.
SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "committee": N_("committee"),
        "committee_of": N_("of the committee"),
        "date": N_("date of the meeting"),
        "last_date": N_("date of the last meeting"),
        "month": N_("month and year"),
        "last_month": N_("last month and year"),
        "next_month": N_("next month and year"),
        "month_name": N_("month"),
        "last_month_name": N_("last month"),
        "chair": N_("chair’s name"),
        "chair_designation": N_("chair’s post"),
        "place": N_("venue"),
        "time": N_("time"),
        "time_at": N_("at the time"),
        "nth": N_("number of the meeting"),
        "last_nth": N_("number of the last meeting"),
        "present": N_("how many came"),
        "day": N_("day"),
        "count": N_("number"),
        "done": N_("number done"),
        "before": N_("number before"),
        "amount": N_("amount"),
        "percent": N_("per cent"),
        "party": N_("who carries it out"),
        "office": N_("office or post"),
        "person": N_("name"),
        "what": N_("what was said"),
    }
)
SLOT = pattern(r"\{(\w+)\}")
#: How a day and a month are written where the meeting's own papers do not say it otherwise.
_DAY, _MONTH, _NAME = "{d} {month} {y}", "{month} {y}", "{month}"
#: Numbers of things, people and money; of days.
COUNT = pattern(r"(?<![\w.,/-])[০-৯0-9]+(?:,[০-৯0-9]+)*(?=\s?(?:টি|টা|জন|খানা|শতাংশ|%|টাকা|দিন|কার্যদিবস|হেক্টর))")
_SOME = pattern("[০-৯0-9]")
_LETTERS = "\u0980-\u0983\u0985-\u09b9\u09bc-\u09e3"
_NAMES = ("committee_of", "committee", "chair", "chair_designation", "time_at", "time", "place")
#: Shorter names would be found in any word.
_FEWEST = 4
#: Blanks, however long somebody made them.
_OPEN = pattern("(?:…|\\.{3,}){2,}|…{2,}")


class Stop(NamedTuple):
    """A slot nothing is known for: where its blanks stand in the text, and its name."""

    start: int
    end: int
    slot: str


class Filled(NamedTuple):
    """A sentence with its slots filled; ``stops`` are those left open, in their order."""

    text: str
    stops: tuple[Stop, ...] = ()

    def behind(self, typed: int) -> Self:
        """What is left of it where so many characters are typed already."""
        kept = (one for one in self.stops if one.end > typed)
        stops = tuple(Stop(max(0, one.start - typed), one.end - typed, one.slot) for one in kept)
        return type(self)(self.text[typed:], stops)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a meeting knows of itself: ``values`` by slot, and the days and months they were written from."""

    values: Mapping[str, str] = field(default_factory=dict)
    held: date | None = None
    last: date | None = None
    of: Month | None = None
    #: Months from one meeting to the next.
    step: int = 1
    number: int | None = None

    def value(self, slot: str) -> str:
        """What stands in a slot; "" where nothing is known."""
        return self.values.get(slot, "")

    @property
    def committee(self) -> str:
        return self.value("committee")


class Told(NamedTuple):
    """A meeting as far as its sentences speak of it."""

    committee: str = ""
    date: date | None = None
    period: str = ""
    title: str = ""
    chair_name: str = ""
    chair_designation: str = ""
    place: str = ""
    time: str = ""
    date_text: str = ""
    present: int = 0


def facts_of(meeting: Meeting, last: date | None = None) -> Facts:
    """The facts of a meeting on the screen; ``last``: when the one before it was held."""
    return facts(
        Told(
            plain(meeting.committee),
            meeting.date,
            meeting.period,
            plain(meeting.title),
            plain(meeting.chair.name),
            plain(meeting.chair.designation),
            plain(meeting.place),
            plain(meeting.time),
            plain(meeting.date_text),
            sum(one.state == "present" for one in meeting.attendees),
        ),
        last,
    )


def facts(told: Told, last: date | None = None) -> Facts:
    """The facts of a meeting from what is told of it."""
    title = nfc(told.title)
    of = _month_of(told)
    step = covered(title) if title else 1
    nth = number(title) if title else None
    say: dict[str, str] = {
        "committee": told.committee,
        "committee_of": genitive(told.committee) if told.committee else "",
        "chair": told.chair_name,
        "chair_designation": told.chair_designation,
        "place": told.place,
        "time": told.time,
        "time_at": locative(told.time) if told.time else "",
        "present": to_bengali(told.present) if told.present else "",
        "nth": ordinal(nth) if nth else "",
        "last_nth": ordinal(nth - 1) if nth and nth > 1 else "",
    }
    if told.date is not None:
        typed = dates.parse(told.date_text) if told.date_text else None
        say["date"] = told.date_text if typed and typed.date == told.date else spell(told.date, _DAY)
    if last is not None:
        say["last_date"] = spell(last, _DAY)
    if of is not None:
        for slot, other in (("month", of), ("last_month", of - step), ("next_month", of + step)):
            say[slot] = spell(first_day(other), _MONTH)
        for slot, other in (("month_name", of), ("last_month_name", of - step)):
            say[slot] = spell(first_day(other), _NAME)
    values = {slot: clean for slot, text in say.items() if (clean := tidy(text))}
    return Facts(values, told.date, last, of, step, nth)


def _month_of(told: Told) -> Month | None:
    found = dates.parse_period(told.period) if told.period else None
    if found is not None:
        return month(date(*found, 1))
    return month(told.date) if told.date else None


def fill(text: str, facts: Facts) -> Filled:
    """A sentence with its slots filled, and the stops that are left."""
    parts: list[str] = []
    stops: list[Stop] = []
    at = 0
    for literal, slot in parts_of(text):
        parts.append(literal)
        at += len(literal)
        if not slot:
            continue
        known = facts.value(slot)
        parts.append(known or BLANKS)
        if not known:
            stops.append(Stop(at, at + len(BLANKS), slot))
        at += len(parts[-1])
    return Filled("".join(parts), tuple(stops))


def parts_of(text: str) -> Iterator[tuple[str, str]]:
    """What stands literally, each with the slot behind it; "" behind the last."""
    at = 0
    for found in SLOT.finditer(text):
        if found[1] in SLOTS:
            yield text[at : found.start()], found[1]
            at = found.end()
    yield text[at:], ""


def slots_in(text: str) -> tuple[str, ...]:
    """The slots of a sentence in their order."""
    return tuple(slot for _, slot in parts_of(text) if slot)


class _Span(NamedTuple):
    start: int
    end: int
    slot: str


def generalise(text: str, facts: Facts, parties: Sequence[str] = (), *, varies: bool = True) -> str:
    """A sentence of a meeting with slots for what was this one meeting's: its days, months, numbers, names.

    ``parties``: who carries out what it is about. Unless it ``varies``, they stay, and the numbers of things: they are
    the same each time. "" for a text that cannot be one.
    """
    text = nfc(text)
    if SLOT.search(text):
        # Braces of its own would be taken for slots.
        return ""
    taken: list[_Span] = []
    for one in _spans(text, facts, parties):
        if not varies and one.slot in ("count", "party"):
            continue
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    for one in sorted(taken, reverse=True):
        text = f"{text[: one.start]}{{{one.slot}}}{text[one.end :]}"
    return text


def _spans(text: str, facts: Facts, parties: Sequence[str]) -> Iterator[_Span]:
    """What may be a slot; what comes first counts where two overlap."""
    names = sorted(
        ((slot, value) for slot in _NAMES if len(value := facts.value(slot)) >= _FEWEST),
        key=lambda one: -len(one[1]),
    )
    for slot, value in names:
        yield from (_Span(start, start + len(value), slot) for start in where(text, value))
    for party in sorted(parties, key=len, reverse=True):
        if len(party) >= _FEWEST:
            yield from (_Span(start, start + len(party), "party") for start in where(text, party))
    for found in _OPEN.finditer(text):
        yield _Span(found.start(), found.end(), "day")
    if _SOME.search(text):
        yield from _days(text, facts)
        yield from _months(text, facts)
        for start, end, nth in numbered(text):
            if facts.number is not None and nth in (facts.number, facts.number - 1):
                yield _Span(start, end, "nth" if nth == facts.number else "last_nth")
        present = facts.value("present")
        for found in COUNT.finditer(text):
            came = found[0] == present and text[found.end() :].lstrip().startswith(nfc("জন সদস্য"))
            yield _Span(found.start(), found.end(), "present" if came else "count")
    if facts.of is not None:
        for start, end, name in named_months(text):
            meant = {facts.of % 12: "month_name", (facts.of - facts.step) % 12: "last_month_name"}.get(name - 1)
            if meant:
                yield _Span(start, end, meant)


def _days(text: str, facts: Facts) -> Iterator[_Span]:
    for one in dates.find(text):
        slot = "day"
        if not one.impossible and one.date == facts.held:
            slot = "date"
        elif not one.impossible and one.date == facts.last:
            slot = "last_date"
        yield _Span(one.start, one.end, slot)


def _months(text: str, facts: Facts) -> Iterator[_Span]:
    if facts.of is None:
        return
    wanted = {facts.of: "month", facts.of - facts.step: "last_month", facts.of + facts.step: "next_month"}
    for one in dates.find_periods(text):
        if slot := wanted.get(one.year * 12 + one.month - 1):
            yield _Span(one.start, one.end, slot)


def where(text: str, name: str) -> Iterator[int]:
    """Where a name stands as words of their own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _is_letter(text[at - 1 : at]) and not _is_letter(text[end : end + 1]):
            yield at
        at = text.find(name, end)


def _is_letter(sign: str) -> bool:
    return bool(sign) and re.match(f"[{_LETTERS}A-Za-z]", sign) is not None
