"""The bank as it is asked: how a text goes on, what can be offered in a field. It never changes; any thread may ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nlargest

from koyradesk.bank.learning import before
from koyradesk.bank.shapes import FIELDS, Going, Offered, Seat, Sentence
from koyradesk.bank.slots import Facts, Filled, facts_of, fill, parts_of
from koyradesk.bank.words import begun, fold, words
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.model import Meeting
from koyradesk.moving import BLANKS

#: Letters by which a sentence is known.
FEWEST = 3
#: So many letters must agree before a sentence for other committees is offered.
_SURE = 12
#: So far back it is looked whether a sentence stands there already.
_BACK = 4000
#: What ends a sentence is no more than that: Tab then goes on to the next field.
_ENDS = " ।:;"
_LAST_SIGN = "\U0010ffff"
#: A value that somebody types in a slot is no longer.
_LONGEST = 80
#: So much of what stands behind a slot tells where its value ends.
_TELLS = 8
#: In an empty field a sentence is offered that stood in every second meeting of the committee at least.
_LIKELY = 0.5
#: Sentences that begin with a slot which are looked through at each key.
_MOST_OPEN = 300
_STAR, _FITS, _HELD, _TOPIC = 1000.0, 8.0, 15.0, 12.0


@dataclass(frozen=True, slots=True)
class _Index:
    """The sentences of one field by what stands literally before their first slot."""

    heads: tuple[str, ...] = ()
    #: Their numbers, in the order of the heads; all that stand in the field, in the order of the bank.
    numbers: tuple[int, ...] = ()
    every: tuple[int, ...] = ()
    #: Those with a slot, by their whole head; the lengths that heads have.
    slotted: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, sentences: Sequence[Sentence], name: str) -> _Index:
        pairs = []
        slotted: dict[str, list[int]] = {}
        for number, one in enumerate(sentences):
            if name not in one.fields or one.hidden:
                continue
            head, slot = next(parts_of(one.text))
            head = fold(head)
            pairs.append((head, number))
            if slot:
                slotted.setdefault(head, []).append(number)
        pairs.sort()
        return cls(
            tuple(head for head, _ in pairs),
            tuple(number for _, number in pairs),
            tuple(sorted(number for _, number in pairs)),
            {head: tuple(of[:_MOST_OPEN]) for head, of in slotted.items()},
            tuple(sorted({len(head) for head in slotted})),
        )

    def find(self, typed: str) -> Iterator[int]:
        """The sentences that may begin with what is typed."""
        low = bisect_left(self.heads, typed)
        high = bisect_left(self.heads, typed + _LAST_SIGN, low)
        yield from self.numbers[low:high]
        for length in self.lengths:
            if length >= len(typed):
                break
            yield from self.slotted.get(typed[:length], ())


@dataclass(frozen=True, slots=True)
class Bank:
    """All sentences, those that are hidden too; ``held``: when each committee (by name) met."""

    sentences: tuple[Sentence, ...] = ()
    held: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    _indexes: Mapping[str, _Index] = field(default_factory=dict)
    #: The sentences as they are compared.
    _said: tuple[str, ...] = ()

    @classmethod
    def of(cls, sentences: Iterable[Sentence], held: Mapping[str, tuple[date, ...]]) -> Bank:
        """A bank of these; of what is offered in a field, the best comes first."""
        # Sentences that count for more are the first among those that begin with a slot.
        every = tuple(sorted(sentences, key=lambda one: (not one.starred, -one.times)))
        return cls(
            every, held, {name: _Index.of(every, name) for name in FIELDS}, tuple(fold(one.text) for one in every)
        )

    def facts(self, meeting: Meeting) -> Facts:
        """What fills the slots at a meeting."""
        return facts_of(meeting, before(self.held, plain(meeting.committee), meeting.date))

    def going(self, seat: Seat, typed: str) -> Going | None:
        """How a text of which this much stands before the caret, at its end, is likely to go on; None where nothing is
        known. ``typed`` is plain."""
        beginning = begun(typed)
        if len(beginning.strip()) < FEWEST:
            return self._first(seat) if not typed.strip() else None
        wanted, about = fold(beginning), words(seat.topic)
        before = fold(typed[: len(typed) - len(beginning)][-_BACK:])
        best: tuple[tuple[float, int, str, int], Going] | None = None
        for number in set(self._index(seat).find(wanted)):
            one = self.sentences[number]
            if not self._fits(one, seat, len(wanted)):
                continue
            rank = (*_rank(one, seat, about), -number)
            if best is not None and best[0] >= rank:
                continue
            rest = _matched(one.text, seat.facts, wanted)
            if rest is not None and rest.text.strip(_ENDS) and not _is_there(one, before, seat.facts):
                best = rank, Going(rest, one)
        return best[1] if best else None

    def offered(self, seat: Seat, sought: str = "", *, hidden: bool = False, limit: int | None = None) -> list[Offered]:
        """What can be put into a field, the likeliest first; ``sought``: words that must stand in it. ``hidden``: those
        the office hid, and no others."""
        about, committee = words(seat.topic), seat.facts.committee
        parts = _parts(sought, seat.facts)
        numbers: Iterable[int] = self._index(seat).every
        if hidden:
            numbers = (at for at, one in enumerate(self.sentences) if one.hidden and seat.field in one.fields)
        found = []
        for number in numbers:
            one = self.sentences[number]
            if _is_for(one, committee) and (not parts or _holds(self._said[number], parts)):
                found.append(((*_rank(one, seat, about), -number), one))
        best = sorted(found, reverse=True) if limit is None else nlargest(limit, found)
        return [Offered(one, fill(one.text, seat.facts)) for _, one in best]

    def _first(self, seat: Seat) -> Going | None:
        """The sentence an empty opening or closing is very likely to be."""
        if seat.field not in ("opening", "closing"):
            return None
        best = next(iter(self.offered(seat, limit=1)), None)
        if best is None:
            return None
        one = best.sentence
        meetings = len(self.held.get(seat.facts.committee, ()))
        often = one.learnt.get(seat.facts.committee, 0)
        likely = one.starred or (often >= _LIKELY * meetings if meetings > 1 else not one.committees)
        return Going(best.filled, one) if likely else None

    def _index(self, seat: Seat) -> _Index:
        return self._indexes.get(seat.field, _NONE)

    def _fits(self, one: Sentence, seat: Seat, typed: int) -> bool:
        if not _is_for(one, seat.facts.committee):
            return False
        return typed >= _SURE or one.starred or _fits(one.committees, seat.facts.committee) is not False


_NONE = _Index()


def _is_for(one: Sentence, committee: str) -> bool:
    return not one.only or one.only == committee


def _fits(wanted: Sequence[str], committee: str) -> bool | None:
    """Is it a sentence for such a committee? None where it is for any."""
    if not wanted:
        return None
    return any(word in committee for word in wanted)


def _parts(sought: str, facts: Facts) -> list[tuple[str, tuple[str, ...]]]:
    """The parts of what is sought, each with the slots that are filled with it."""
    values = {f"{{{slot}}}": fold(value) for slot, value in facts.values.items()}
    return [
        (part, tuple(slot for slot, value in values.items() if part in value)) for part in fold(nfc(sought)).split()
    ]


def _holds(said: str, parts: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    """Does each part stand in a sentence, or in what one of its slots is filled with?"""
    return all(part in said or any(slot in said for slot in slots) for part, slots in parts)


def _rank(one: Sentence, seat: Seat, about: frozenset[str]) -> tuple[float, int, str]:
    """The greater, the likelier: starred, written by this committee, about this topic, often, lately."""
    committee = seat.facts.committee
    value = _STAR if one.starred else 0.0
    value += min(one.times, 20) + 3 * min(one.late, 10)
    if often := one.learnt.get(committee, 0):
        value += _HELD + 2 * min(often, 10)
    if one.committees:
        value += _FITS if _fits(one.committees, committee) else -2 * _FITS
    if one.topics and about:
        value += _TOPIC * min(2, len(one.topics & about))
    elif one.topics and not one.times:
        value -= _FITS
    return value, one.times, one.last


def _is_there(one: Sentence, before: str, facts: Facts) -> bool:
    """Does a sentence stand in the text already?"""
    return bool(before) and fold(fill(one.text, facts).text) in before


def _matched(text: str, facts: Facts, typed: str) -> Filled | None:
    """What is left of a sentence of which this is typed; values typed in its slots may be others than those known."""
    parts = list(parts_of(text))
    at = 0
    for place, (literal, slot) in enumerate(parts):
        left = typed[at:]
        said = fold(literal)
        if not left.startswith(said):
            if said.startswith(left):
                return _behind(parts[place:], facts, len(left))
            return None
        at += len(said)
        left = typed[at:]
        if not slot or not left:
            return _behind(parts[place:], facts, len(said)) if not left else None
        known = fold(facts.value(slot))
        if known and left.startswith(known):
            at += len(known)
        elif known and known.startswith(left):
            return _behind(parts[place:], facts, len(said) + len(left))
        else:
            # Another value is typed: what stands behind the slot tells where it ends.
            next_ = fold(parts[place + 1][0])[:_TELLS]
            end = _ends(left, next_) if len(next_.strip()) >= FEWEST else -1
            if end < 0 or BLANKS in left[:end]:
                return None
            at += end
    return None


def _ends(left: str, literal: str) -> int:
    """Where the value ends that stands before a literal, of which perhaps only the beginning is typed; -1 nowhere."""
    if (end := left.find(literal, 1, _LONGEST + len(literal))) > 0:
        return end
    lengths = range(min(len(literal), len(left)) - 1, FEWEST - 1, -1)
    return next((len(left) - length for length in lengths if left.endswith(literal[:length])), -1)


def _behind(parts: Sequence[tuple[str, str]], facts: Facts, typed: int) -> Filled:
    text = "".join(f"{literal}{{{slot}}}" if slot else literal for literal, slot in parts)
    return fill(text, facts).behind(typed)
