"""The words that typing by sound knows: the office's own by use, those of the program's sentences, places, some more.

``gather`` reads them once, on the thread of the store; what it gives may be asked from any thread. Who needs to know
only which words an office uses, and not what they sound like, asks ``used``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain
from koyradesk.resources import resource
from koyradesk.store import Store

#: A Bengali word: letters with their signs, and the dot or visarga of a shortened one.
_WORD = pattern(r"[\u0985-\u09b9\u09ce\u09f0\u09f1][\u0981-\u0983\u0985-\u09d7\u09f0\u09f1\u200c\u200d]*")
#: Where an office's words stand, by kind of record.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meeting", ("chair_name", "chair_designation", "chair_place", "place", "letterhead", "title")),
    ("committee", ("name",)),
    ("paragraph", ("text",)),
    ("item", ("topic", "discussion")),
    ("decision", ("text",)),
    ("assignment", ("name",)),
    ("attendee", ("name", "designation")),
    ("member", ("name", "designation", "place")),
    ("signature", ("name", "designation", "place")),
    ("recipient", ("text",)),
    ("party", ("name",)),
)
#: Words beyond which an office has no more; those used least are left out.
_MOST = 30_000
#: A name of a place of this many words stands in the list word by word.
_PLACES = ("divisions", "districts", "upazilas")


def words_of(text: str) -> Iterator[str]:
    """The Bengali words of a text."""
    return (found[0].rstrip("\u200c\u200d\u09cd") for found in _WORD.finditer(nfc(text)))


@cache
def known() -> tuple[Mapping[str, int], Mapping[str, str]]:
    """The words known without any office, and the English spellings of some."""
    words: dict[str, int] = {}
    for line in resource("typing", "words.txt").read_text("utf-8").splitlines():
        words.update(dict.fromkeys((nfc(word) for word in line.partition("#")[0].split()), 0))
    for line in resource("sentences.toml").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            words.update(dict.fromkeys(words_of(line), 0))
    spelled: dict[str, str] = {}
    places = json.loads(resource("places", "places.json").read_text("utf-8"))
    for part in _PLACES:
        for place in places[part]:
            # After what it lies in come its Bengali and its English name, then how it is spelled otherwise.
            others = place[-1] if isinstance(place[-1], list) else []
            bengali, *english = [one for one in place if isinstance(one, str)][-2:]
            words.update(dict.fromkeys(words_of(bengali), 0))
            if " " not in bengali:
                for name in (*english, *others):
                    if name.isascii() and name.isalpha():
                        spelled.setdefault(name.lower(), nfc(bengali))
    for line in resource("typing", "english.tsv").read_text("utf-8").splitlines():
        english_word, _, word = line.partition("\t")
        spelled[english_word] = nfc(word)
        words.setdefault(nfc(word), 0)
    return words, spelled


def lexicon(used: Mapping[str, int] | None = None) -> Lexicon:
    """What is known, with the words an office uses."""
    words, spelled = known()
    return Lexicon.of({**words, **(used or {})}, spelled)


def gather(store: Store) -> Lexicon:
    """The words of an office, by use, with all that is known without it."""
    return lexicon(used(store))


def used(store: Store) -> dict[str, int]:
    """The words of an office, with how often it uses each."""
    counted: Counter[str] = Counter()
    for kind, names in _TEXTS:
        for name in names:
            for row in store.tally(kind, name):
                _count(counted, row.values[0], row.times)
    return dict(counted.most_common(_MOST))


def _count(counted: Counter[str], text: object, times: int) -> None:
    if not isinstance(text, str) or not text:
        return
    lines: Iterable[object] = json.loads(text) if text.startswith("[") else (text,)
    for line in lines:
        for word in words_of(plain(str(line))):
            counted[word] += times
