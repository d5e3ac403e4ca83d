"""How often an office uses each Bengali word, counted as its texts are read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain

#: A Bengali word: letters with their signs, and the dot or visarga of a shortened one.
_WORD = pattern(r"[\u0985-\u09b9\u09ce\u09f0\u09f1][\u0981-\u0983\u0985-\u09d7\u09f0\u09f1\u200c\u200d]*")
#: What hangs at the end of a word and is no part of it.
_LOOSE = "\u200c\u200d\u09cd"
#: Words beyond which an office has no more; those used least are left out.
_MOST = 30_000


def words_of(text: str) -> Iterator[str]:
    """The Bengali words of a text."""
    return (found[0].rstrip(_LOOSE) for found in _WORD.finditer(nfc(text)))


class Counting:
    """Counts the words of stored texts, which are NFC already."""

    def __init__(self) -> None:
        # By how often a text stands: so all its words are counted at once.
        self._counted: dict[int, Counter[str]] = {}

    def add(self, stored: object, times: int) -> None:
        """The words of a text or of a list of texts that stands so many times."""
        if not isinstance(stored, str) or not stored:
            return
        texts: list[object] = json.loads(stored) if stored.startswith("[") else [stored]
        counted = self._counted.setdefault(times, Counter())
        for text in texts:
            counted.update(_WORD.findall(plain(str(text))))

    def most(self) -> dict[str, int]:
        """The words, the most used first, with how often each is used."""
        uses: Counter[str] = Counter()
        for times, counted in self._counted.items():
            for word, count in counted.items():
                uses[word.rstrip(_LOOSE)] += times * count
        return dict(uses.most_common(_MOST))
