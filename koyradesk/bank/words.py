"""Sentences in running text, and what texts are compared by. Pure."""

from __future__ import annotations

from koyradesk.bank.slots import Filled, Stop
from koyradesk.bengali.lazily import pattern
from koyradesk.bengali.text import nfc
from koyradesk.markup import plain

#: A sentence with what ends it.
_SENTENCE = pattern(r"[^।৷\n]+[।৷]*")
#: The sentence that is begun at the end of a text.
_BEGUN = pattern(r"(?:\A|[।৷\n])[ \t\u00a0]*(?P<begun>[^।৷\n]*)\Z")
_WORD = pattern(r"[\w\u0980-\u0983\u09bc-\u09d7-]{2,}")
#: So many characters of a word tell it, whatever ending follows.
_STEM = 5
#: Shorter ones are no sentences worth keeping, longer ones nobody writes twice.
SHORTEST, LONGEST = 14, 300
#: One sign for another of the same width, so that places in what is compared are places in the text.
_ALIKE = str.maketrans("0123456789‘’“”৷|\u00a0–—", "০১২৩৪৫৬৭৮৯''\"\"।। --")


def fold(text: str) -> str:
    """What is compared: as long as the text, whichever digits and quotation marks it has."""
    return text.translate(_ALIKE)


def begun(text: str) -> str:
    """The sentence that is begun at the end of a plain text; "" where none is."""
    found = _BEGUN.search(text)
    return found["begun"] if found else ""


def sentences(marked: str) -> list[str]:
    """The sentences of a stored text."""
    found = (one.strip() for one in _SENTENCE.findall(plain(marked)))
    return [one for one in found if SHORTEST <= len(one) <= LONGEST and " " in one and whole(one)]


def fitted(before: str, filled: Filled) -> Filled:
    """A sentence as it is put in behind a plain text: without what of it is begun there, with a blank between."""
    said = begun(before)
    if said.strip() and fold(filled.text).startswith(fold(said)):
        return filled.behind(len(said))
    if not before or before[-1].isspace():
        return filled
    return Filled(" " + filled.text, tuple(Stop(one.start + 1, one.end + 1, one.slot) for one in filled.stops))


def whole(sentence: str) -> bool:
    """Is it no piece of something quoted?"""
    return "“" not in sentence and "”" not in sentence and sentence.count('"') % 2 == 0


def words(text: str) -> frozenset[str]:
    """What a topic is about: the beginnings of its words."""
    return frozenset(word[:_STEM] for word in _WORD.findall(nfc(plain(text))))
