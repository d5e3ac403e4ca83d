"""Numbers as an office writes them."""

from __future__ import annotations

import unicodedata

from koyradesk.bengali.lazily import pattern

_TO_BENGALI = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_FOREIGN_DIGIT = pattern(r"[^\D0-9]")
#: Endings of ordinals 1 to 10; all above take তম (Bangla Academy, and the heads of official letters).
_ORDINALS = ("ম", "য়", "য়", "র্থ", "ম", "ষ্ঠ", "ম", "ম", "ম", "ম")


def to_bengali(number: int | str) -> str:
    """A number, or the ASCII digits of a text, in Bengali digits."""
    return str(number).translate(_TO_BENGALI)


def to_ascii(text: str) -> str:
    """A text with every decimal digit, of whatever script, in ASCII."""
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def run(first: int, last: int) -> str:
    """Numbers that follow each other, as a register has them in one line: "412–415"; one alone as it is."""
    return str(first) if first == last else f"{first}–{last}"


def grouped(number: int) -> str:
    """A number in Bengali digits with commas at thousand, lakh and crore: 12345678 -> "১,২৩,৪৫,৬৭৮"."""
    sign, digits = ("-" if number < 0 else ""), str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return to_bengali(sign + ",".join([*reversed(pairs), tail]))


def ordinal(number: int) -> str:
    """The ordinal of a meeting or a reminder: "১ম", "৬ষ্ঠ", "১১তম".

    Raises:
        ValueError: ``number`` is below one.
    """
    if number < 1:
        raise ValueError(f"no ordinal for {number}")
    return to_bengali(number) + unicodedata.normalize("NFC", _ORDINALS[number - 1] if number <= 10 else "তম")
