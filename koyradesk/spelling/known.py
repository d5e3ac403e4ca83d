"""The words that are known without a word list: those of the program's own texts, and the office's own."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from koyradesk import typed_words
from koyradesk.bengali.text import JOINERS, nfc
from koyradesk.resources import resource
from koyradesk.spelling import common
from koyradesk.spelling.cutting import pieces
from koyradesk.words import Words

#: What names somebody or something: each word of these is known, and written as its bearer writes it.
_NAMES = ("person", "station", "place")
#: In these a word is as it should be only beside the one it stands beside there.
_TITLES = ("designation", "committee", "implementer", "recipient", "letterhead", "website")
_OTHERS = ("topic", "heading", "note")
#: A word the office wrote so often is no slip.
_USED = 2
_MAGIC = 0x950412DE


class Known(NamedTuple):
    """``words``: known ones; ``names``: never marked; ``pairs``: two words that stand so in a name or title."""

    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    #: How often the office used a word, for the order of what is suggested.
    uses: Mapping[str, int] = {}


@cache
def own() -> Known:
    """What is known without any office."""
    words = set(typed_words.known()[0])
    for text in _texts():
        words.update(_words(text))
    words.update(common.pairs().ended.values())
    words.update(common.pairs().alone.values())
    return Known(frozenset(words))


def of_office(words: Words) -> Known:
    """What is known in an office: its names, what it writes again and again, and all that is known without it."""
    base = own()
    used = {word: use for word, use in words.uses.items() if use >= _USED and not common.righted(word)}
    names: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    kept = set(base.words) | used.keys()
    for kind in (*_NAMES, *_TITLES, *_OTHERS):
        for text in _of_kind(words, kind):
            found = list(_words(text))
            if kind in _NAMES:
                names.update(found)
            elif kind in _TITLES:
                pairs.update(pairwise(found))
                if len(found) == 1:
                    names.update(found)
            kept.update(found)
    return Known(frozenset(kept), frozenset(names), frozenset(pairs), used)


def _of_kind(words: Words, kind: str) -> Iterator[str]:
    if index := words.indexes.get(kind):
        yield from index.texts
    for text, _ in words.learned.get(kind, {}).values():
        yield text


def _words(text: str) -> Iterator[str]:
    return (JOINERS.sub("", nfc(piece.word)) for piece in pieces(text))


def _texts() -> Iterator[str]:
    for line in resource("bank.toml").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line
    yield from messages()


def messages() -> Iterator[str]:
    """What the program says in Bengali, out of its compiled messages."""
    path = resource("locale", "bn", "LC_MESSAGES", "koyradesk.mo")
    data = path.read_bytes() if path.is_file() else b""
    if len(data) < 28 or struct.unpack_from("<I", data)[0] != _MAGIC:
        return
    count, _, table = struct.unpack_from("<III", data, 8)
    for number in range(count):
        length, place = struct.unpack_from("<II", data, table + 8 * number)
        # What belongs to no sentence stands first: the head of the file.
        if number:
            yield data[place : place + length].decode("utf-8").replace("\0", "\n")
