"""How labels count: ১। ১) ১.০ ০১ (১) (ক) ক) i) I. 1. a).

A label is a number in some script with something before and after it. Those together are its ``Style``; everything
else - the next label, whether two labels belong together - follows from "which label has this style for number n".
"""

from __future__ import annotations

from dataclasses import dataclass

from koyradesk.bengali.digits import to_ascii, to_bengali
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc

#: The order of office papers; vowels and ড় ঢ় য় ৎ take no part.
_CONSONANTS = "কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: The script of a label, named by its first: digits, consonants, Roman numerals, Latin letters.
_LETTERS = {"ক": _CONSONANTS, "a": _LATIN, "A": _LATIN.upper()}
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_HIGHEST_ROMAN = 399

#: The number of a label stands alone: no letter, sign or digit touches it.
_LABEL = pattern(
    r"(?P<before>(?:.*[^\w\u0980-\u09ff])?)"
    rf"(?P<core>[০-৯]+|[0-9]+|(?P<letter>[{_CONSONANTS}A-Za-z])(?P=letter)?|[ivxlc]+|[IVXLC]+)"
    r"(?P<after>(?:[^\w\u0980-\u09ff]|[ঃ৷])*)"
)
#: Point and zero after the number tell the whole of an item ("১.০") from its parts ("১.১"): they belong to the style.
_POINT_ZERO = pattern(r"(.*)(\.[0০]\W*)")


@dataclass(frozen=True, slots=True)
class Style:
    """How labels of one series look. ``script`` is the script's first number ("১" "1" "ক" "i" "I" "a" "A");
    ``width`` pads digits with zeros ("০১" is 2)."""

    script: str
    before: str = ""
    after: str = ""
    width: int = 1

    def label(self, number: int) -> str:
        """The label of ``number``, counted from 1.

        Raises:
            ValueError: ``number`` is below one, or above what the script can count (Roman: 399).
        """
        return self.before + self._core(number) + self.after

    def fits(self, label: str, number: int) -> bool:
        """Is ``label`` what this style writes for ``number``?"""
        return not (self.script in "iI" and number > _HIGHEST_ROMAN) and self.label(number) == nfc(label)

    def _core(self, number: int) -> str:
        if number < 1:
            raise ValueError(f"labels count from 1, not {number}")
        if self.script in "১1":
            digits = str(number).zfill(self.width)
            return to_bengali(digits) if self.script == "১" else digits
        if self.script in "iI":
            roman = _roman(number)
            return roman if self.script == "i" else roman.upper()
        letters = _LETTERS[self.script]
        # After the last letter comes the first one doubled, as word processors do it.
        rounds, place = divmod(number - 1, len(letters))
        return letters[place] * (rounds + 1)


def read(label: str) -> tuple[Style, int] | None:
    """The style and the number of a label, None where there is no number in it ("•", "ক্রমিক").

    A lone i, v or x is read as Roman, other Latin letters as letters. Only the last number counts: "২.১" is number 1
    of the parts of ২, with "২." before it; but "২.০" is number 2.
    """
    label = nfc(label)
    whole = _POINT_ZERO.fullmatch(label)
    stem, zero = whole.groups() if whole else (label, "")
    found = _LABEL.fullmatch(stem)
    if found is None:
        return None
    core = found["core"]
    for script, number in _numbers(core):
        style = Style(script, found["before"], found["after"] + zero, len(core) if core[0] in "০0" else 1)
        if number and style.label(number) == label:
            return style, number
    return None


def nth(sample: str, number: int) -> str:
    """The label of ``number`` (from 1) in the style of ``sample``: ("১.০", 2) -> "২.০", ("(ক)", 3) -> "(গ)".

    A sample without a number, such as a bullet or "", is itself every label.

    Raises:
        ValueError: ``number`` is below one, or above what the script can count.
    """
    found = read(sample)
    return found[0].label(number) if found else nfc(sample)


def value(label: str) -> int | None:
    """The number of a label: "০৪।" -> 4, "(গ)" -> 3, "iv)" -> 4, "১.০" -> 1; None where there is none."""
    found = read(label)
    return found[1] if found else None


def same_style(one: str, other: str) -> bool:
    """Can both labels stand in one series? "০৯" and "১০" can, "১।" and "১)" cannot; two equal bullets can."""
    first, second = read(one), read(other)
    if first is None or second is None:
        return nfc(one) == nfc(other)
    return first[0].fits(other, second[1]) or second[0].fits(one, first[1])


def _numbers(core: str) -> list[tuple[str, int]]:
    """What the number of a label can be, likeliest first; 0 for what is none."""
    if core.isdigit():
        return [("১" if core[0] > "9" else "1", int(to_ascii(core)))]
    if core[0] in _CONSONANTS:
        return [("ক", _letter(core, _CONSONANTS))]
    small = core.lower()
    roman = ("i" if core == small else "I", _ROMAN_VALUES.get(small, 0))
    letter = ("a" if core == small else "A", _letter(small, _LATIN))
    return [letter, roman] if small in ("c", "l") else [roman, letter]


def _letter(core: str, letters: str) -> int:
    return letters.index(core[0]) + 1 + len(letters) * (len(core) - 1) if len(core) < 3 else 0


def _roman(number: int) -> str:
    if number > _HIGHEST_ROMAN:
        raise ValueError(f"labels in Roman numerals go to {_HIGHEST_ROMAN}, not {number}")
    text = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        text += sign * count
    return text


_ROMAN_VALUES = {_roman(number): number for number in range(1, _HIGHEST_ROMAN + 1)}
