"""A keyboard of fixed keys: what a row of presses writes, in well-ordered Unicode.

A layout says what stands on each key (``resources/keyboards``); how letters come together is told here. Who learnt to
type on old keyboards types signs where they are seen: ি before its consonant, a reph after the letter it stands on.
Unicode has both the other way round.

``spell`` is a pure function of the keys pressed since the word was begun, so taking back a press is spelling the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from koyradesk.bengali.text import nfc

HASANTA, ZWJ, ZWNJ, REPH = "্", "\u200d", "\u200c", "র্"
_CONSONANTS = frozenset(nfc("ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য় ৰ ৱ").split())
#: A consonant under another, on a key of its own.
_BELOW = {HASANTA + "র": "র", HASANTA + "য": "য"}
#: Signs that stand before the letter they belong to.
_BEFORE = frozenset("িেৈ")
_FULL = dict(zip("ািীুূৃেৈোৌৗ", "আইঈউঊঋএঐওঔঔ", strict=True))
_VOWELS = frozenset("অআইঈউঊঋএঐওঔ")
#: Two strokes for one sign.
_TWO = {"ে" + "া": "ো", "ে" + "ৗ": "ৌ"}
_MARKS = "ঁংঃ"
_SIGNS = frozenset(_FULL) | frozenset(_MARKS) | {HASANTA}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What stands on the keys, and how signs are typed. ``keys``: by the character a key gives on an English one."""

    name: str
    keys: Mapping[str, str]
    #: Where ি, ে and ৈ are typed: before their letter, as they are seen, or after it.
    signs: Literal["before", "after"] = "after"
    #: Whether a reph is typed before its letter or after it.
    reph: Literal["before", "after"] = "before"

    def spell(self, keys: str) -> str:
        """What these keys write, in NFC."""
        typist = _Typist(self)
        for key in keys:
            typist.press(self.keys.get(key, key))
        return nfc(typist.end())


@dataclass(slots=True)
class _Syllable:
    """Consonants (or one vowel) with what belongs to them."""

    letters: list[str] = field(default_factory=list)
    sign: str = ""
    #: The sign was typed before its letter.
    seen: bool = False
    marks: str = ""
    #: The next letter is joined to the last one.
    link: bool = False

    def text(self) -> str:
        if not self.letters:
            return (HASANTA if self.link else "") + self.sign + self.marks
        whole = self.letters[0]
        for one in self.letters[1:]:
            # র with a য below is not a reph on a য.
            joiner = ZWJ if whole == "র" and one.startswith(ZWJ) else ""
            whole += joiner + HASANTA + one.removeprefix(ZWJ)
        # A link that nothing came to stands behind the sign of what is there: no sign is written on a link.
        return whole + self.sign + (HASANTA if self.link else "") + self.marks


class _Typist:
    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._done: list[str] = []
        self._now = _Syllable()

    def press(self, what: str) -> None:
        what = nfc(what)
        if what in _CONSONANTS:
            self._consonant(what)
        elif what == REPH:
            self._reph()
        elif what in _BELOW:
            self._below(_BELOW[what])
        elif what == HASANTA:
            self._link()
        elif what in _FULL:
            self._sign(what)
        elif what in _VOWELS:
            self._finish()
            self._now.letters = [what]
        elif what in _MARKS and what:
            self._mark(what)
        else:
            self._finish()
            self._done.append(what)

    def end(self) -> str:
        self._finish()
        return "".join(self._done)

    def _finish(self) -> None:
        text = self._now.text()
        if not self._now.letters and text and self._done and self._done[-1][-1:] in _SIGNS:
            # A sign without a letter is no second sign of the letter before.
            self._done.append(ZWNJ)
        if text:
            self._done.append(text)
        self._now = _Syllable()

    def _consonant(self, letter: str) -> None:
        now = self._now
        if now.letters and now.link:
            now.letters.append(letter)
            now.link = False
        elif not now.letters and now.seen and not now.link and not now.marks:
            now.letters = [letter]
        else:
            self._finish()
            self._now.letters = [letter]

    def _reph(self) -> None:
        if self._keyboard.reph == "after" and self._now.letters and self._now.letters[0] in _CONSONANTS:
            self._now.letters.insert(0, "র")
        else:
            # Typed with nothing before it, it waits for its letter.
            seen = self._now if self._now.seen and not self._now.letters else None
            if seen is None:
                self._finish()
            self._now.letters = ["র"]
            self._now.link = True

    def _below(self, letter: str) -> None:
        now = self._now
        if not now.letters:
            # Below nothing: the letter itself, on a link.
            self._finish()
            self._now.letters = [letter]
            return
        now.link = False
        now.letters.append(ZWJ + letter if now.letters == ["র"] and letter == "য" else letter)

    def _link(self) -> None:
        now = self._now
        if now.link and now.letters:
            # Pressed twice it is to be seen.
            now.link = False
            text = now.text()
            self._now = _Syllable()
            self._done.append(text + HASANTA + ZWNJ)
        elif now.letters and (not now.sign or now.seen) and not now.marks and now.letters[0] not in _VOWELS:
            now.link = True
        else:
            self._finish()
            self._now.link = True

    def _sign(self, sign: str) -> None:
        now = self._now
        if now.link:
            # A sign on a link is the vowel itself.
            now.link = False
            self._finish()
            self._now.letters = [_FULL[sign]]
        elif now.letters and now.letters[0] == "অ" and sign == "া" and len(now.letters) == 1 and not now.marks:
            now.letters = ["আ"]
        elif sign in _BEFORE and self._keyboard.signs == "before":
            self._finish()
            self._now.sign, self._now.seen = sign, True
        elif not now.letters or (now.letters[0] in _VOWELS and len(now.letters) == 1):
            if now.sign + sign in _TWO and not now.letters:
                now.sign = _TWO[now.sign + sign]
                return
            self._finish()
            self._now.sign, self._now.seen = sign, self._keyboard.signs == "after" and sign in _BEFORE
            if not self._now.seen:
                self._finish()
        else:
            # One letter has one sign: the last that was typed, or both where they are the strokes of one.
            now.sign = _TWO.get(now.sign + sign, sign)

    def _mark(self, mark: str) -> None:
        now = self._now
        if now.link:
            self._finish()
            now = self._now
        if mark not in now.marks:
            now.marks = "".join(sorted(now.marks + mark, key=_MARKS.index))
