"""What is offered for a word typed in Latin letters, and what is meant where nobody chooses.

The exact spelling of Avro (what the letters say) stands first, unless another word is clearly meant: one that was
chosen for the same letters before, or a known one that sounds the same where the spelling itself gives no known word.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.phonetic import endings
from koyradesk.bengali.phonetic.lexicon import Lexicon, Near
from koyradesk.bengali.phonetic.sound import Sound, of_latin
from koyradesk.bengali.text import nfc
from koyradesk.bengali.typed_latin import is_capitals

#: Letters of a word beyond which no words are looked for: nobody means one.
LONGEST = 32
#: How far a word may be to be clearly meant, by the length of what was typed as a sound; and to be offered at all.
_CLEAR = ((6, 0.0), (9, 0.5), (99, 1.0))
_OFFERED = ((3, 0.5), (5, 1.0), (99, 2.0))
#: Letters from which words that only begin so are offered.
_BEGUN = 3
#: What an ending that is not known with its word adds.
_ENDED = 0.25
#: A visarga stays at the end of these alone; elsewhere the sign is a colon.
_SHORTENED = frozenset(nfc("মোঃ মোছাঃ মোসাঃ ডাঃ ডঃ মুঃ মুহাঃ নিঃ দুঃ অন্তঃ পুনঃ লিঃ প্রাঃ খ্রিঃ খ্রীঃ গং হাঃ ক্রঃ তাং আঃ সাঃ").split())
_CAPITAL = pattern(r"(?<=.)[A-Z]")


class Choice(NamedTuple):
    """One word that may be meant. ``kind``: "exact", "known", "learnt", "begun" (a longer word) or "latin"."""

    text: str
    kind: str


@lru_cache(maxsize=256)
def exact(latin: str) -> str:
    """What the letters spell by the rules of Avro, in NFC."""
    # It brings asyncio with it; who types without it does not wait for that.
    from avro import parse

    return nfc(parse(latin)).replace("`", "")


def _with_colon(word: str) -> str:
    return f"{word}ঃ" if f"{word}ঃ" in _SHORTENED else word if word in _SHORTENED else f"{word}:"


def choices(latin: str, lexicon: Lexicon, learnt: Mapping[str, str] | None = None, limit: int = 6) -> list[Choice]:
    """What may be meant, best first; the exact spelling is always among them.

    ``learnt``: which word was chosen for which letters. A colon at the end is a visarga where a word is shortened so.
    """
    if latin.endswith(":") and len(latin) > 1:
        found = choices(latin[:-1], lexicon, learnt, limit)
        ended = [Choice(_with_colon(one.text), one.kind) for one in found if one.kind != "begun"]
        return sorted(ended, key=lambda one: one.text not in _SHORTENED)
    literal = exact(latin)
    found = [Choice(literal, "exact")]
    if len(latin) > LONGEST or not latin[:1].isalpha():
        return found
    typed = of_latin(latin)
    near = _near(latin, typed, lexicon)
    english = lexicon.spelled.get(latin.lower(), "")
    if english:
        near.insert(0, Near(english, 0.0, 0.0))
    allowed = _upto(_OFFERED, typed.sound)
    known = [one for one in near if one.far <= allowed and one.word != literal]
    meant = literal in lexicon or any(one.word == literal and not one.far for one in near)
    for place, one in enumerate(known):
        first = place == 0 and not meant and (one.word == english or _is_clear(one, latin, typed))
        found.insert(0 if first else len(found), Choice(one.word, "known"))
    if len(latin) >= _BEGUN:
        # Some room is kept for where the word may still go.
        del found[max(2, limit - 2) :]
        found += [Choice(one.word, "begun") for one in lexicon.begun(typed)]
    if is_capitals(latin):
        # PDF is meant as it stands; what its letters spell is no word.
        found.insert(0, Choice(latin, "latin"))
    if learnt and (chosen := learnt.get(latin)):
        found.insert(0, Choice(chosen, "learnt"))
    met: set[str] = set()
    kept: list[Choice] = []
    for choice in found:
        # Of the same word twice the first stays.
        if choice.text not in met:
            met.add(choice.text)
            kept.append(choice)
    return kept[:limit]


def _near(latin: str, typed: Sound, lexicon: Lexicon) -> list[Near]:
    """Known words, also with endings that they are not known with."""
    near = lexicon.near(typed)
    met = {one.word for one in near}
    for stem, ending in endings.parted(latin):
        stems = lexicon.near(of_latin(stem), exactly=True)[:3]
        if english := lexicon.spelled.get(stem.lower()):
            stems.insert(0, Near(english, 0.0, 0.0))
        for one in stems:
            word = endings.joined(one.word, ending)
            if word and word not in met:
                met.add(word)
                near.append(Near(word, one.far, one.cost + _ENDED, one.agrees))
    near.sort(key=lambda one: (one.cost, one.word))
    return near


def _is_clear(one: Near, latin: str, typed: Sound) -> bool:
    """Is a known word meant, where the letters spell another?"""
    if not one.agrees or one.word.endswith("ঃ"):
        return False
    if _CAPITAL.search(latin):
        # Whoever writes capitals inside a word spells by the rules.
        return one.far == 0
    return one.far <= _upto(_CLEAR, typed.sound)


def _upto(table: tuple[tuple[int, float], ...], sound: str) -> float:
    return next(allowed for length, allowed in table if len(sound) < length)
