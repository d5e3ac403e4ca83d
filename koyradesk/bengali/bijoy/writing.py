"""Unicode -> Bijoy: each letter with its conjunct and signs, in the order in which Bijoy's fonts draw them."""

from __future__ import annotations

import re
from functools import lru_cache

from koyradesk.bengali.bijoy.tables import (
    CANDRABINDU,
    HALF_OF,
    HANGING,
    HASANTA,
    HASANTA_CODE,
    REPH,
    SIGNS_BEFORE,
    SIGNS_BEHIND,
    SIGNS_BELOW,
    SINGLE_WRITTEN,
    STEMMED,
    WITH_SIGN,
    WRITTEN,
    ZWJ,
    ZWNJ,
)
from koyradesk.bengali.text import nfc

#: ো and ৌ in their two parts; letters with a dot are so in NFC already.
_PARTS = {0x09CB: "\u09c7\u09be", 0x09CC: "\u09c7\u09d7"}
_CONSONANT = "[ক-হৎ]\u09bc?"
_SHOWS = f"{HASANTA}{ZWNJ}|{HASANTA}{ZWJ}"
#: What stands without a letter.
_SINGLES = (
    SINGLE_WRITTEN
    | SIGNS_BEHIND
    | {sign: codes[0] for sign, codes in SIGNS_BELOW.items()}
    | {sign: codes[1] for sign, codes in SIGNS_BEFORE.items()}
    | {HASANTA: HASANTA_CODE}
)
#: র্ before a consonant; র‍্য is no reph.
_LETTER = re.compile(
    f"(?P<reph>র{HASANTA}(?=[ক-হৎ]))?"
    f"(?P<letters>{_CONSONANT}(?:(?:{_SHOWS}|{ZWJ}?{HASANTA}){_CONSONANT}){{0,6}}|[অ-ঔ](?:{HASANTA}য)?)"
    f"(?P<signs>[ািীুূৃেৈৗঁ]{{0,4}})(?P<end>{HASANTA}[{ZWNJ}{ZWJ}]?)?|(?P<single>[{re.escape(''.join(_SINGLES))}])"
)
_JOINS = re.compile(f"({_SHOWS}|{ZWJ}?{HASANTA})")
#: What the fonts of Bijoy would draw as Bengali; numbers stay with the word they stand in.
_OTHER = re.compile(r"((?:[^\W\d_\u0980-\u09ff]|[_`^~|&$])(?:[!-~\u00a1-\u02ff]|[ ](?=[A-Za-z]))*)")
_WORD = re.compile(r"\S+")
_LONGEST = max(letters.count(HASANTA) for letters in WRITTEN) + 1


def to_bijoy(text: str) -> str:
    """A text in Unicode as Bijoy; what Bijoy has no code for (Latin letters, say) stays as it is."""
    done: dict[str, str] = {}

    def word(found: re.Match[str]) -> str:
        if found[0] not in done:
            done[found[0]] = _LETTER.sub(_written, found[0])
        return done[found[0]]

    return _WORD.sub(word, nfc(text).translate(_PARTS))


@lru_cache(4096)
def conjoined(before: str, after: str) -> bool:
    """Does Bijoy draw two consonants as a conjunct, without a hasanta that shows?"""
    if not re.fullmatch(_CONSONANT, before) or not re.fullmatch(_CONSONANT, after):
        return False
    return before == "র" or HASANTA_CODE not in _conjunct(f"{before}{HASANTA}{after}")


def _written(found: re.Match[str]) -> str:
    if found["single"]:
        return _SINGLES[found["single"]]
    letters, signs = found["letters"], found["signs"]
    first = sign = ""
    behind = candrabindu = ""
    for one in signs:
        if one in SIGNS_BEFORE and not first:
            within = found.start() > 0 and _within(found.string[found.start() - 1])
            first = SIGNS_BEFORE[one][within or _breaks(letters)]
        elif one in SIGNS_BELOW and not sign:
            sign = one
        elif one == "ঁ":
            candrabindu += CANDRABINDU
        else:
            behind += SIGNS_BEHIND.get(one) or (SIGNS_BELOW | SIGNS_BEFORE)[one][0]
    drawn = _with_sign(letters, sign)
    reph = REPH if found["reph"] else ""
    # Where a hasanta shows, reph stands on the letter before it, and a sign before a letter behind it.
    shown = drawn.rfind(HASANTA_CODE) + 1
    if shown:
        drawn, reph = drawn.replace(HASANTA_CODE, reph + HASANTA_CODE, 1), ""
        shown = drawn.rfind(HASANTA_CODE) + 1
    end = HASANTA_CODE if found["end"] else ""
    return "".join((drawn[:shown], first, drawn[shown:], reph, behind, candrabindu, end))


def _breaks(letters: str) -> bool:
    """Does a hasanta show within a letter?"""
    return HASANTA in letters and letters[0] >= "ক" and HASANTA_CODE in _conjunct(letters)


def _within(before: str) -> bool:
    """Does a letter after this character stand within a word?"""
    return "\u0980" <= before <= "\u09ff" or before in (ZWJ, ZWNJ)


@lru_cache(8192)
def _with_sign(letters: str, sign: str) -> str:
    """A conjunct with the vowel sign below it, which is drawn before a য that hangs behind."""
    if letters[0] < "ক":
        return _vowel(letters) + (SIGNS_BELOW[sign][0] if sign else "")
    stem, hung = letters, ""
    if sign and letters.endswith(HASANTA + "য"):
        stem, hung = letters[:-2].removesuffix(ZWJ), HANGING["য"][0]
    if sign and (drawn := WITH_SIGN.get(stem + sign)):
        return drawn + hung
    if not sign:
        return _conjunct(stem)
    kind = 2 if stem[-1] == "র" else 1 if stem[-1] in STEMMED else 0
    return _conjunct(stem) + SIGNS_BELOW[sign][kind] + hung


def _vowel(letters: str) -> str:
    drawn = "Av" if letters[0] == "আ" else WRITTEN[letters[0]]
    return drawn + (HANGING["য"][0] if len(letters) > 1 else "")


@lru_cache(8192)
def _conjunct(letters: str) -> str:
    """The codes of consonants joined by hasantas: the longest piece with a code of its own first, then what hangs on
    it, then halves; where nothing else is left, a hasanta that shows."""
    pieces = _JOINS.split(letters)
    consonants, joins = pieces[::2], pieces[1::2]
    drawn, at = "", 0
    while at < len(consonants):
        if drawn and joins[at - 1] in (HASANTA, ZWJ + HASANTA) and consonants[at] in HANGING:
            usual, others = HANGING[consonants[at]]
            drawn += others.get(consonants[at - 1], usual)
            at += 1
            continue
        piece, size = _longest(consonants, joins, at)
        if drawn:
            half = HALF_OF.get(consonants[at - 1]) if joins[at - 1] == HASANTA else None
            if half and drawn.endswith(WRITTEN[consonants[at - 1]]):
                drawn = drawn.removesuffix(WRITTEN[consonants[at - 1]]) + half
            else:
                drawn += HASANTA_CODE
        drawn += piece
        at += size
    return drawn


def _longest(consonants: list[str], joins: list[str], at: int) -> tuple[str, int]:
    """The code of as many consonants as have one, and how many they are."""
    for size in range(min(_LONGEST, len(consonants) - at), 1, -1):
        if all(join == HASANTA for join in joins[at : at + size - 1]):
            code = WRITTEN.get(HASANTA.join(consonants[at : at + size]))
            if code:
                return code, size
    return WRITTEN[consonants[at]], 1


def pieces(text: str) -> list[tuple[str, bool]]:
    """A text as Bijoy in pieces: (what stands there, is it to be set in a font of Bijoy). Latin letters, and signs that
    Bijoy's fonts draw as letters, are set in another."""
    split = _OTHER.split(nfc(text))
    made = [(piece if number % 2 else to_bijoy(piece), number % 2 == 0) for number, piece in enumerate(split)]
    return [(piece, bijoy) for piece, bijoy in made if piece]
