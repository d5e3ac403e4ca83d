"""The words that typing by sound knows: those of the program's sentences, places, some more, and on top those that an
office uses (``Words.uses``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from koyradesk.bengali.phonetic.lexicon import Lexicon
from koyradesk.bengali.text import nfc
from koyradesk.resources import resource
from koyradesk.word_uses import words_of

#: A name of a place of this many words stands in the list word by word.
_PLACES = ("divisions", "districts", "upazilas")


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
