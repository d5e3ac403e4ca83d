"""Bijoy -> Unicode. One regular expression finds each letter with all that hangs on it; a small rule orders it anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from koyradesk.bengali.bijoy.tables import (
    AFTER_HALF,
    BEFORE,
    BEHIND,
    BELOW,
    BELOW_RA,
    CANDRABINDU,
    CEREBRAL,
    CONSONANTS,
    HALVES,
    HASANTA,
    HASANTA_CODE,
    LIGATURES,
    REPH,
    SIGNS_BELOW,
    SINGLE,
    TYPOGRAPHY,
    VOWELS,
    ZWJ,
    ZWNJ,
)
from koyradesk.bengali.bijoy.writing import conjoined
from koyradesk.bengali.text import nfc

#: Parts that one letter can have; more is no writing, and what is too much is read by itself.
_MOST = 12
#: The controls that a program made of Windows-1252 by taking it for Latin-1.
_LATIN = {
    number: character
    for number in range(0x80, 0xA0)
    if (character := bytes([number]).decode("cp1252", "ignore")) != chr(number) and character
}
_CONTROLS = re.compile("[\x80-\x9f]")
#: The codes of a font that calls itself one of symbols; a single one is a bullet of Word.
_SYMBOLS = re.compile("[\uf020-\uf0ff]{2,}")
_BASES = CONSONANTS | LIGATURES
#: What found no letter to stand with: signs by themselves; half letters, if they mean nothing else.
_SINGLES = str.maketrans(
    SINGLE
    | {code: sign for code, sign in (BEHIND | BEFORE).items() if code not in TYPOGRAPHY}
    | {code: letter + HASANTA for code, letter in HALVES.items() if code not in TYPOGRAPHY}
)
_WORD = re.compile(r"\S+")


def _any(codes: Iterable[str]) -> str:
    return f"[{re.escape(''.join(codes))}]"


#: The codes of letters that end in র.
_RA = [code for code, letters in (_BASES | BELOW).items() if letters[-1] == "র"]
_BODY = f"(?:{_any(HALVES)}{{1,3}}{_any([*_BASES, *BELOW])}|{_any(_BASES)})"
_PART = (
    f"(?<={_any(_RA)}){_any(BELOW_RA)}|{_any(set(BELOW) - set(AFTER_HALF))}|{_any(BEHIND)}|{REPH}|{CANDRABINDU}"
    f"|{HASANTA_CODE}{_BODY}"
)
_LETTER = re.compile(f"({_any(BEFORE)}?)({_BODY}|{_any(VOWELS)})((?:{_PART}){{0,{_MOST}}}{HASANTA_CODE}?)")
#: What belongs to the letter before it, such letters, and what waits for the one behind it.
_HANGS = re.compile(
    f"(?:(?<={_any(_RA)}){_any(BELOW_RA)}|{_any({*BELOW, *BEHIND} - {*AFTER_HALF})}|{REPH}|{CANDRABINDU}){{1,{_MOST}}}"
)
_STANDS = frozenset((*_BASES, *BELOW, *BEHIND, *VOWELS, *HALVES, REPH, CANDRABINDU, *BELOW_RA))
_BEGINS, _WAITS = re.compile(_any([*_BASES, *HALVES, *BELOW])), frozenset((*BEFORE, *HALVES))
#: A hasanta that shows; what stands around it.
_SHOWN = re.compile(f"(.\u09bc?){HASANTA}{ZWNJ}(.\u09bc?)?")
#: What is no news when it stays.
_KNOWN = re.compile(rf"[\x00-\x7f\u0900-\u09ff\s\u00a0\u200b-\u200f\u20b0-\u20bf{re.escape(''.join(TYPOGRAPHY))}]")


def to_unicode(text: str) -> str:
    """A text in Bijoy as Unicode (NFC). What means nothing in Bijoy stays as it is; see ``unknown``."""
    if _CONTROLS.search(text):
        text = text.translate(_LATIN)
    text = _SYMBOLS.sub(_symbols, text)
    words = Once(_word)
    # Word by word it is NFC then: no blank goes together with anything.
    return _WORD.sub(lambda word: words[word[0]], nfc(text))


def pieces_to_unicode(pieces: Sequence[str]) -> list[str]:
    """Pieces of one text in Bijoy as Unicode, each by itself. A letter that was cut goes to where it begins, and what
    stands before a letter goes to that."""
    text = "".join(pieces)
    ends = []
    at = end = 0
    for piece in pieces:
        at += len(piece)
        place = at
        if text[place - 1 : place] in _STANDS and (head := _HANGS.match(text, place)):
            place = head.end()
        if _BEGINS.match(text, place):
            back = 0
            while back < _MOST and text[place - 1 : place] in _WAITS:
                place, back = place - 1, back + 1
        end = max(end, place)
        ends.append(end)
    return [to_unicode(text[start:end]) for start, end in pairwise([0, *ends])]


def decoded(data: bytes) -> str:
    """The characters of a file in Windows-1252; the few bytes that mean nothing there stay as controls."""
    return data.decode("latin-1").translate(_LATIN)


def unknown(text: str) -> tuple[str, ...]:
    """The characters of a text in Bijoy that mean nothing there and stay as they are, each once, in their order."""
    return tuple(dict.fromkeys(_KNOWN.sub("", to_unicode(text))))


class Once(dict[str, str]):
    """What a function made of words, each asked once: those of a text come again and again."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        made = self[word] = self._make(word)
        return made


def _symbols(found: re.Match[str]) -> str:
    """Codes of Windows-1252 in the private area that fonts of symbols use; what is none of them stays."""
    return "".join(bytes([ord(code) & 0xFF]).decode("cp1252", "ignore") or code for code in found[0])


def _word(word: str) -> str:
    read = _LETTER.sub(lambda found: _letter(found[1], found[2], found[3]), word).translate(_SINGLES)
    return nfc(_SHOWN.sub(_hasanta, read) if ZWNJ in read else read)


def _hasanta(found: re.Match[str]) -> str:
    """A hasanta that shows is kept from making a conjunct; where there is none to make, it needs nothing. ঙ্ক্ষ and
    its like are meant whatever they are typed with."""
    before, after = found[1], found[2] or ""
    return f"{before}{HASANTA}{ZWNJ if before != 'ঙ' and conjoined(before, after) else ''}{after}"


@lru_cache(8192)
def _letter(before: str, body: str, parts: str) -> str:
    """A letter with all its parts, in the order of Unicode: reph, consonants, vowel signs, candrabindu."""
    letters, signs = _parted(_consonants(body))
    reph = candrabindu = ""
    end = ""
    while parts:
        code, parts = parts[0], parts[1:]
        if code == HASANTA_CODE:
            joined = _JOINED.match(parts)
            if joined is None:
                end = HASANTA + ZWNJ
            else:
                added, sign = _parted(_consonants(joined[0]))
                letters, signs = f"{letters}{HASANTA}{ZWNJ}{added}", signs + sign
                parts = parts[joined.end() :]
        elif code == REPH:
            reph = "র" + HASANTA
        elif code == CANDRABINDU:
            candrabindu += "ঁ"
        elif code in BELOW:
            if code == "¨" and letters == "র":
                letters += ZWJ
            letters += HASANTA + ("ণ" if code == "è" and letters[-1] in CEREBRAL else BELOW[code])
        else:
            sign = BEHIND.get(code, "ু")
            # Struck twice, a sign below a letter is drawn upon itself, and nobody saw it.
            if sign not in SIGNS_BELOW or not signs.endswith(sign):
                signs += sign
    if letters == "অ" and signs.startswith("া"):
        letters, signs = "আ", signs[1:]
    return f"{reph}{letters}{BEFORE.get(before, '')}{signs}{candrabindu}{end}"


_JOINED = re.compile(_BODY)


def _consonants(body: str) -> str:
    """What a code with the halves before it draws."""
    halves, last = body[:-1], body[-1]
    drawn = BELOW[last] if halves and last in BELOW else _BASES.get(last) or VOWELS[last]
    return "".join(HALVES[half] + HASANTA for half in halves) + drawn


def _parted(letters: str) -> tuple[str, str]:
    """Consonants, and the vowel sign that is drawn with them: গু."""
    return (letters[:-1], letters[-1]) if letters[-1] in SIGNS_BELOW else (letters, "")
