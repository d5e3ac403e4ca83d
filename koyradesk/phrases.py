"""How sentences of this office end: what it has written again and again is offered while the same begins anew. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import tidy
from koyradesk.markup import plain

#: Words of an ending, and how often it must have been written to be one.
_FEWEST, _MOST, _OFTEN = 2, 8, 2
_STOPS = pattern(r"[\s।৷|.;:]+\Z")
#: Only the last words count, however long the text: characters.
_LONG = 400
_LAST_SIGN = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings in the order of their text, and how often each was written."""

    texts: tuple[str, ...] = ()
    times: tuple[int, ...] = ()

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, int]]) -> Endings:
        """From texts, and how often each was written."""
        found: Counter[str] = Counter()
        for text, times in sentences:
            words = _STOPS.sub("", plain(text)).split()[-_MOST:]
            for start in range(len(words) - _FEWEST + 1):
                found[" ".join(words[start:])] += times
        kept = sorted((text, times) for text, times in found.items() if times >= _OFTEN)
        return cls(tuple(text for text, _ in kept), tuple(times for _, times in kept))

    def rest(self, typed: str) -> str:
        """What would end the sentence whose beginning is typed, as it was most often ended; "" where nothing is known.

        It goes on within the last word, or after it where a blank follows. A word and the beginning of another must
        stand there to go by, or two words. Where most sentences ended as this one does, it is at its end.
        """
        line = tidy(plain(typed[-_LONG:]))
        words = line.split()
        if typed[-1:].isspace():
            words.append("")
        fewest = _FEWEST if words and words[-1] else _FEWEST + 1
        for start in range(max(0, len(words) - _MOST), len(words) - fewest + 1):
            begun = " ".join(words[start:])
            low = bisect_left(self.texts, begun)
            high = bisect_left(self.texts, begun + _LAST_SIGN, low)
            if low < high:
                best = max(range(low, high), key=lambda place: (self.times[place], -place))
                return self.texts[best][len(begun) :]
        return ""
