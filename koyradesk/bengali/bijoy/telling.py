"""Is it Bijoy? Told from English and from Unicode by the statistics of its words, each with its neighbours.

Where a font is known it decides (``fonts``); this is for plain text.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import add
from unicodedata import normalize

from koyradesk.bengali.bijoy.reading import to_unicode
from koyradesk.bengali.bijoy.statistics import ODDS
from koyradesk.bengali.bijoy.tables import BEFORE, BEHIND, BELOW, HALVES, LIGATURES, REPH, TYPOGRAPHY

#: Kinds of characters that pairs were counted of: the ASCII letters and signs that Bijoy uses as letters, one kind for
#: every other code that draws a letter, and the edge of a word.
EDGE, CODE = " ", "\x7f"
KINDS = string.ascii_letters + "_`~^&" + CODE + EDGE

_DRAWS = frozenset("".join([*BEFORE, *BEHIND, *BELOW, *HALVES, *LIGATURES, REPH])) - frozenset(string.printable)
#: Of these, letters that the languages of Europe have as well.
_EUROPEAN = frozenset(code for code in _DRAWS if code.isalpha() and code not in "ªµºŠšŒœŸƒˆ")
_SURE = _DRAWS - _EUROPEAN - TYPOGRAPHY - frozenset("²³¹¼½¾×÷§¥£¢¤")
_KIND = {character: character for character in KINDS} | dict.fromkeys(_DRAWS, CODE)
_ODDS = {
    first + second: ord(odd) - ord("M")
    for first, row in zip(KINDS, ODDS, strict=True)
    for second, odd in zip(KINDS, row, strict=True)
}

#: The Bengali ending of an English word, as in ICT-এর, is a word of its own.
_ENDING = r"-(?:Gi|G|GI|wU|wUi|[†‡]Z|[†‡]K|Gme|Gm)(?=[\s.,;:|)]|\Z)"
_WORD = re.compile(rf"[A-Za-z0-9-]{{1,40}}?(?={_ENDING})|\S+")
_BENGALI = re.compile("[\u0980-\u09ff]")
_LETTER = re.compile(r"[A-Za-z]")
#: Addresses, names of files, names in programs.
_ADDRESS = re.compile(
    r"__|``|://|www\.|\w@\w|\.(?:com|org|net|gov|bd|pdf|docx?|xlsx?|txt|jpe?g|png)\b|\\", re.IGNORECASE
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_DIGIT_WITHIN = re.compile(r"(?<=[A-Za-z])[0-9]+(?=[A-Za-z])")
#: Marks around a word and within English ones, where they are no letters: “don’t”…
_TYPOGRAPHY = re.compile(r"^[“”‘’—–…•‹›«»©®™°·]+|(?<![š¯])[’‘](?=[a-z]*$)|(?<![š¯])[“”‘’—–…•‹›«»®™°·.,;:)]+$")
#: Units, powers and degrees: km², 25°C, ±2.
_MEASURE = re.compile(r"(?=.*[\d°½¼¾²³¹±])[\d.,±]*[°½¼¾]?[A-Za-z]{0,2}[²³¹]?[.,;)]?")
#: All capitals: an abbreviation of English offices, unless the statistics are much against it.
_ABBREVIATION = re.compile(r"[(\[]?[A-Z]{3,6}s?[)\].,]?")
#: What it costs to say that a word is of another sort than the one before it: in a line, and where a cell or line ends.
_CHANGE, _NEW_CELL, _NEW_LINE = 16, 6, 5
#: What a word counts at the most: one strange word is no proof for its neighbours.
_MOST = 40
#: From here on a text is taken for Bijoy, and from here on without doubt.
_LIKELY, _CERTAIN = 16, 30
#: Letters that are no proof alone, whatever they are.
_FEWEST = 4
_LONGEST = 60


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


#: Everyday words of Bijoy (এবং, অংশ, সব, ফরম …) that look English: they go with their neighbours, rather with Bijoy.
_EITHER = _words("Ges Ask bs me dig Drm aib nid ewn Gme Lei Py A D k n")
#: Short words of English that offices use, and that are none in Bijoy.
_NEVER = _words("Wi-Fi WiFi PC TV AC e-mail E-mail email Email App Zoom Web web Lab HP Dr IP Mbps Fax")
_AROUND = "0123456789.,;:|()/-"
#: Up to here a word is English without doubt.
_ENGLISH = -8


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text that is Bijoy, or is not; ``sure`` as far as the statistics can be."""

    text: str
    bijoy: bool
    sure: bool = True


def likely(text: str) -> bool:
    """Does a text hold Bijoy? English, Unicode, numbers and addresses do not make it so."""
    return any_sure(runs(text))


def any_sure(found: Iterable[Run]) -> bool:
    """Is any of these runs Bijoy for sure?"""
    return any(run.bijoy and run.sure for run in found)


def converted(text: str) -> str:
    """A text with what is Bijoy in it as Unicode, all else as it is; a text in which nothing is so for sure stays."""
    found = runs(text)
    if not any_sure(found):
        return text
    return "".join(to_unicode(run.text) if run.bijoy else run.text for run in found)


def seems_english(text: str) -> bool:
    """Do the words of a text speak against Bijoy, all in all?"""
    return sum(_score(word) for word in text.split()) <= -_LIKELY


def runs(text: str) -> list[Run]:
    """A text as the runs it is made of, blanks and all; those taken for Bijoy have enough to show for it."""
    if not _LETTER.search(text):
        return [Run(text, False)] if text else []
    words = list(_WORD.finditer(text))
    gaps = [text[before.end() : word.start()] for before, word in pairwise(words)]
    said = _sorted([_score(word[0]) for word in words], gaps)
    return list(_runs(text, words, said))


def _runs(text: str, words: list[re.Match[str]], said: list[bool]) -> Iterator[Run]:
    """Neighbours of one sort together. A run of Bijoy that shows too little for it stays what it was."""
    begun = at = 0
    found: list[Run] = []
    while at < len(words):
        upto = at
        score = letters = 0
        while upto < len(words) and said[upto] == said[at]:
            score += _score(words[upto][0])
            letters += len(kinds(words[upto][0]))
            upto += 1
        end = words[upto].start() if upto < len(words) else len(text)
        if said[at] and upto < len(words):
            # Blanks belong to what is not Bijoy.
            end = words[upto - 1].end()
        certain = score >= _CERTAIN and letters >= _FEWEST
        found.append(Run(text[begun:end], said[at] and score >= _LIKELY, not said[at] or certain))
        begun, at = end, upto
    if begun < len(text):
        found.append(Run(text[begun:], False))
    return _joined(found)


def _joined(found: Iterable[Run]) -> Iterator[Run]:
    """The same, with neighbours that are no Bijoy as one."""
    for bijoy, same in groupby(found, key=lambda run: run.bijoy):
        if bijoy:
            yield from same
        else:
            yield Run("".join(run.text for run in same), False)


def _sorted(scores: list[int], gaps: list[str]) -> list[bool]:
    """Which words are Bijoy, so that the scores and the changes from one sort to the other together cost least."""
    bijoy = plain = 0
    ways: list[tuple[bool, bool]] = []
    for index, score in enumerate(scores):
        gap = gaps[index - 1] if index else "\n"
        change = _NEW_LINE if "\n" in gap or not gap else _NEW_CELL if "\t" in gap else _CHANGE
        # Was the word before Bijoy, on the best way to each of the two? A number stays with the word before it.
        ways.append((bijoy > plain - change, bijoy - change >= plain))
        bijoy, plain = max(bijoy, plain - change) + score, max(plain, bijoy - change) - score
    said = []
    now = bijoy > plain
    for from_bijoy, from_plain in reversed(ways):
        said.append(now)
        now = from_bijoy if now else from_plain
    return said[::-1]


def kinds(word: str) -> str:
    """The kinds of the characters of a word; what is of no kind is left out."""
    return "".join(_KIND.get(character, "") for character in word if character != EDGE)


def _score(word: str) -> int:
    """How much speaks for Bijoy in a word, and against it below 0."""
    if _BENGALI.search(word):
        return -_MOST
    if len(word) > _LONGEST or _ADDRESS.search(word):
        return -_MOST // 2
    return _counted(word)


@lru_cache(16384)
def _counted(word: str) -> int:
    """The same by the characters of a word."""
    bare = word.strip(_AROUND)
    if bare in _NEVER:
        return -_MOST
    if bare in _EITHER:
        return 1
    if _MEASURE.fullmatch(word):
        return 0
    letters = _LETTER.search(word) is not None
    sure = sum(character in _SURE for character in word)
    if not letters:
        return 8 * min(2, sure) if len(word) > 1 else 0
    score = _pairs(word) + 8 * min(3, sure)
    if not sure and not word.isascii() and word[0].isascii():
        # Resumé without its accent is English; শুধু and its like begin with one.
        plain = _pairs(_ACCENTS.sub("", normalize("NFD", word)))
        score = plain if plain <= _ENGLISH else score
    score -= 8 * len(_DIGIT_WITHIN.findall(word))
    if _ABBREVIATION.fullmatch(word):
        score -= 16
    return max(-_MOST, min(_MOST, score))


def _pairs(word: str) -> int:
    """How much likelier the pairs of a word's characters are in Bijoy."""
    said = EDGE + kinds(_TYPOGRAPHY.sub("", word)) + EDGE
    return sum(map(_ODDS.__getitem__, map(add, said, said[1:])))
