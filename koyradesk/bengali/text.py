"""Text as it is stored, searched and refused."""

from __future__ import annotations

import unicodedata

from koyradesk.bengali.lazily import pattern

#: ZWNJ and ZWJ choose between shapes of one word (র‍্য, র্য): stored as typed, without meaning for search and order.
JOINERS = pattern("[\u200c\u200d]")
#: Zero-width space, word joiner, BOM and soft hyphen come along with text copied from the web, unseen.
_INVISIBLE_MARKS = "[\u200b\u2060\ufeff\u00ad]"
_INVISIBLE = pattern(_INVISIBLE_MARKS)
_BENGALI = pattern("[\u0980-\u09ff]")
#: Controls but for tab and line ends; lone surrogates; non-characters; and the marks that turn the reading direction,
#: with which a paper could show another text than the one it holds.
_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
_FORBIDDEN = pattern(_CONTROLS)
_DIGIT = pattern(r"\d")
#: Line ends of other systems, of word processors and of web pages.
_LINE_ENDS = pattern("\r\n|[\r\v\f\x85\u2028\u2029]")
#: Marks of reading direction say nothing in Bengali, and come along with text copied from the web.
_UNSEEN = pattern(f"{_INVISIBLE_MARKS}|{_CONTROLS}|[\u061c\u200e\u200f\ufe00-\ufe0f]")
#: A joiner means something after a Bengali letter and before the next one, or after a hasanta that ends a word (ত্‍).
_JOINED = pattern(
    "(?<=[\u0980-\u09ff])([\u200c\u200d])[\u200c\u200d]*(?=[\u0980-\u09ff])|(?<=\u09cd)([\u200c\u200d])[\u200c\u200d]*|[\u200c\u200d]+"
)


def nfc(text: str) -> str:
    """The one form in which text is stored and compared (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """What a text is found by: NFC without joiners, every digit in ASCII, capitals folded.

    Folding is done on the decomposed text (Unicode's canonical caseless matching), so a key's key is the key itself.
    """
    text = JOINERS.sub("", unicodedata.normalize("NFD", text))
    return nfc(_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text).casefold())


def has_bengali(text: str) -> bool:
    """Is there any Bengali letter, sign or digit in it?"""
    return _BENGALI.search(text) is not None


def tidy(text: str) -> str:
    """One line as it is stored: NFC, no blanks around, one plain blank between words.

    NBSP, tabs and line ends count as blanks; invisible characters go; ZWJ and ZWNJ stay.
    """
    return " ".join(nfc(_INVISIBLE.sub("", text)).split())


def clean(text: str) -> str:
    """NFC text without the characters that may not stand in a paper (see ``controls``)."""
    return nfc(_FORBIDDEN.sub("", text))


def legible(text: str) -> str:
    """A text from outside as it may stand in a paper: NFC, plain line ends, no unseen signs but what Bengali needs.

    Tabs and blanks of all kinds are left as they are.
    """
    if not text.isascii() or not text.isprintable():
        text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
        text = nfc(_JOINED.sub(r"\1\2", text))
    return text


def controls(text: str) -> list[int]:
    """Where characters stand that may not stand in a paper; empty for good text. Tab and line ends are allowed."""
    return [found.start() for found in _FORBIDDEN.finditer(text)]
