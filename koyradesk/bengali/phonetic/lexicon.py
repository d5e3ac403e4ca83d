"""The words that are known, found by what they sound like.

A lexicon never changes and may be asked from any thread; what is learned while somebody types is laid over it
(``Lexicon.with_word``). Twenty thousand words are searched in a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import log2
from typing import Any, NamedTuple

from koyradesk.bengali.phonetic.sound import Sound, of_bengali
from koyradesk.bengali.text import JOINERS, nfc

#: Of words that begin as is typed, so many are looked at.
_BEGUN = 400
#: And of words that sound alike.
_ALIKE = 40
_LAST = "\U0010ffff"
#: Skeletons of fewer consonants are looked up as they are: with one more or less they would be any word.
_FUZZY = 3
#: What a consonant and a vowel that differ cost; the finer differences only decide between equals.
_CONSONANT, _VOWEL, _EXACT = 1.0, 0.5, 0.06
#: What it costs to end otherwise, or to be short and heard otherwise.
_OTHERWISE = 0.3
#: A sound of so many signs is no short word.
_LONG = 5
#: What use takes off, for each doubling, and at most.
_USE, _MOST_USED = 0.04, 0.4


class Near(NamedTuple):
    """A word, how far its sound is from what was typed (0 for the same), and that weighed with its use; whether it
    agrees with it well enough to be meant."""

    word: str
    far: float
    cost: float
    agrees: bool = True


class _Entry(NamedTuple):
    sound: Sound
    word: str
    use: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Known words with how often they are used, ordered by their skeletons."""

    entries: tuple[_Entry, ...] = ()
    #: The skeletons that can be one change away from one of a length.
    skeletons: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    #: Where the entries of a skeleton begin and end.
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)
    #: Words met since it was made.
    fresh: tuple[_Entry, ...] = ()
    #: Spellings that mean one word whatever they sound like: upazila, chairman, january. In small letters.
    spelled: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Mapping[str, int], spelled: Mapping[str, str] | None = None) -> Lexicon:
        """From words and how often each is used; 0 for one that is only known. ``spelled``: English spellings."""
        uses: dict[str, int] = {}
        for word, use in words.items():
            word = nfc(word)
            uses[word] = max(use, uses.get(word, 0))
        entries = sorted(entry for word, use in uses.items() for entry in _entries(word, use))
        places: dict[str, tuple[int, int]] = {}
        for place, entry in enumerate(entries):
            begin, _ = places.get(entry.sound.skeleton, (place, place))
            places[entry.sound.skeleton] = begin, place + 1
        lengths: dict[int, list[str]] = {}
        for skeleton in places:
            for length in (len(skeleton) - 1, len(skeleton), len(skeleton) + 1):
                lengths.setdefault(length, []).append(skeleton)
        return cls(
            tuple(entries),
            {length: tuple(found) for length, found in lengths.items()},
            places,
            uses,
            spelled={one: nfc(word) for one, word in (spelled or {}).items()},
        )

    def __contains__(self, word: str) -> bool:
        return word in self.uses

    def __len__(self) -> int:
        return len(self.uses)

    def with_word(self, word: str) -> Lexicon:
        """One that also knows a word that was just typed, or knows that it is used once more."""
        word = nfc(word)
        known = self.uses.get(word)
        uses = {**self.uses, word: (known or 0) + 1}
        fresh = self.fresh if known is not None else (*self.fresh, *_entries(word, 1))
        return replace(self, uses=uses, fresh=fresh)

    def near(self, typed: Sound, *, exactly: bool = False) -> list[Near]:
        """The words that sound nearly like what was typed, the best first; ``exactly``: with the same consonants."""
        if not typed.skeleton:
            return []
        process, between = _fuzzy()
        found = self._of(typed.skeleton)
        if not exactly and len(typed.skeleton) >= _FUZZY:
            alike = self.skeletons.get(len(typed.skeleton), ())
            for skeleton, far, _ in process.extract(
                typed.skeleton, alike, scorer=between, score_cutoff=1, limit=_ALIKE, processor=None
            ):
                if far:
                    found += self._of(skeleton)
        if len(found) > _ALIKE:
            sounds = [one.sound.sound for one in found]
            best = process.extract(typed.sound, sounds, scorer=between, limit=_ALIKE, processor=None)
            found = [found[place] for _, _, place in best]
        return self._ranked(found, typed)

    def begun(self, typed: Sound) -> list[Near]:
        """Longer words that begin as what was typed sounds, the most used first."""
        if len(typed.skeleton) < 2:
            return []
        low = self._first(typed.skeleton)
        high = self._first(typed.skeleton + _LAST)
        found: dict[str, Near] = {}
        for entry in (*self.entries[low : min(high, low + _BEGUN)], *self.fresh):
            if len(entry.sound.sound) > len(typed.sound) and entry.sound.sound.startswith(typed.sound):
                use = self.uses[entry.word]
                longer = len(entry.sound.sound) - len(typed.sound)
                found[entry.word] = Near(entry.word, 0.0, 0.05 * longer - _worth(use))
        return sorted(found.values(), key=_by_cost)

    def _of(self, skeleton: str) -> list[_Entry]:
        low, high = self.places.get(skeleton, (0, 0))
        return [*self.entries[low:high], *(one for one in self.fresh if one.sound.skeleton == skeleton)]

    def _first(self, skeleton: str) -> int:
        return bisect_left(self.entries, skeleton, key=_skeleton)

    def _ranked(self, found: list[_Entry], typed: Sound) -> list[Near]:
        made: dict[str, Near] = {}
        for entry in found:
            far, agreed = distance(typed, entry.sound), agrees(typed, entry.sound)
            cost = far + finer(typed, entry.sound) - _worth(self.uses[entry.word])
            one = Near(entry.word, far, cost if agreed else cost + _OTHERWISE, agreed)
            held = made.get(entry.word)
            # As it is spoken or as it is written, whichever is nearer.
            if held is None or one.cost < held.cost:
                made[entry.word] = one
        return sorted(made.values(), key=_by_cost)


@cache
def _fuzzy() -> tuple[Any, Any]:
    """What compares texts. It comes when it is needed: the window stands before."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    return process, Levenshtein.distance


def _skeleton(entry: _Entry) -> str:
    return entry.sound.skeleton


def _by_cost(one: Near) -> tuple[float, str]:
    return one.cost, one.word


def distance(one: Sound, other: Sound) -> float:
    """How far two sounds are from each other: consonants count more than vowels."""
    if one.sound == other.sound:
        return 0.0
    _, between = _fuzzy()
    whole = between(one.sound, other.sound)
    bones = between(one.skeleton, other.skeleton) if one.skeleton != other.skeleton else 0
    if not bones and len(one.sound) >= _LONG and one.sound.replace("a", "") == other.sound.replace("a", ""):
        # As on English signs: Karmakarta, Agragati. Each o that is not written is an a there.
        return _VOWEL
    return float(_CONSONANT * bones + _VOWEL * max(0, whole - bones))


def agrees(one: Sound, other: Sound) -> bool:
    """Do two sounds end alike, and where they are short, in all that is heard? An ending is grammar, not spelling."""
    if len(one.sound) < _LONG and one.strict != other.strict:
        return False
    if one.exact[-1:] == "y" and other.exact[-1:] not in ("y", "i"):
        return False
    return one.sound[-1:] == other.sound[-1:] or one.sound.replace("a", "") == other.sound.replace("a", "")


def finer(one: Sound, other: Sound) -> float:
    """What differs where the sound does not: k and kh, one letter and two."""
    _, between = _fuzzy()
    return float(_EXACT * between(one.exact, other.exact))


def _worth(use: int) -> float:
    return min(_MOST_USED, _USE * log2(1 + use))


def _entries(word: str, use: int) -> Iterator[_Entry]:
    for sound in of_bengali(JOINERS.sub("", word) if "\u200c" in word else word):
        if sound.skeleton:
            yield _Entry(sound, word, use)
