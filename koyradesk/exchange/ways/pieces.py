"""A bundle as it lies on a server: numbered pieces named by their hash, and an index of them that is put last. Pure.

``<to>/<from>/<id>/<nnnn>-<sha256 of the piece>`` and ``<to>/<from>/<id>.json``. A name says what its bytes must be, so
pieces are never changed, a truncated one is noticed, and what lies there already need not be sent again, also when
the sender has forgotten all about it. How large pieces are is nobody's business but the line's: at most 1 MiB.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from koyradesk.errors import UserError
from koyradesk.exchange.bundle.manifest import is_hash
from koyradesk.exchange.shapes import LARGEST as LARGEST
from koyradesk.i18n import N_

#: Bytes of one piece; small ones are for bad lines.
MOST, LEAST = 1 << 20, 1 << 14
#: As many as four digits number.
COUNT = 10_000
#: No index of a bundle is larger.
INDEX = 1_500_000

_TRIED = 16

_NAME = re.compile(r"([0-9]{4})-([0-9a-f]{64})")
_INDEX = re.compile(r"([0-9a-f]{64})\.json")


class Piece(NamedTuple):
    """One piece: its name, which holds its number and hash, and its bytes."""

    name: str
    size: int

    def holds(self, data: bytes) -> bool:
        """Whether these are its bytes."""
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.name[5:]


class Entry(NamedTuple):
    """What a server says of an object: its size, and its MD5 where it tells that unasked."""

    size: int
    md5: str = ""

    def agrees(self, data: bytes) -> bool:
        """Whether the server can have these bytes."""
        return self.size == len(data) and self.md5 in ("", hashlib.md5(data, usedforsecurity=False).hexdigest())


@dataclass(frozen=True, slots=True)
class Index:
    """Of what a bundle is put together: its size, its hash and its pieces in their order."""

    size: int
    sha256: str
    pieces: tuple[Piece, ...]


class BadIndexError(UserError):
    """What is said to be the index of a bundle is none."""


def folder(to: str, office: str, bundle: str) -> str:
    """Where the pieces of a bundle lie."""
    return f"{to}/{office}/{bundle}"


def index_path(to: str, office: str, bundle: str) -> str:
    """Where its index lies."""
    return f"{to}/{office}/{bundle}.json"


def bundle_of(name: str) -> str | None:
    """The id of the bundle whose index has this name; None for any other name."""
    found = _INDEX.fullmatch(name)
    return found[1] if found else None


def piece(number: int, data: bytes) -> Piece:
    """The piece of that number with these bytes."""
    return Piece(f"{number:04d}-{hashlib.sha256(data).hexdigest()}", len(data))


def written(index: Index) -> bytes:
    """The bytes of an index file."""
    said = [{"name": one.name, "size": one.size} for one in index.pieces]
    whole = {"size": index.size, "sha256": index.sha256, "pieces": said}
    return json.dumps(whole, separators=(",", ":")).encode()


def read(data: bytes) -> Index:
    """The index in these bytes. Anybody can have written them: nothing in them is believed that does not add up.

    Raises:
        BadIndexError: they are none.
    """
    refusal = BadIndexError(
        N_("The list of pieces of a bundle on the server is damaged. Ask the sender to send it again.")
    )
    if len(data) > INDEX:
        raise refusal
    try:
        said = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refusal from error
    if not isinstance(said, dict):
        raise refusal
    size, whole, listed = said.get("size"), said.get("sha256"), said.get("pieces")
    if type(size) is not int or not 0 < size <= LARGEST or not is_hash(whole):
        raise refusal
    if not isinstance(listed, list) or not 0 < len(listed) <= COUNT:
        raise refusal
    pieces = []
    for number, one in enumerate(listed):
        found = _piece(number, one)
        if found is None:
            raise refusal
        pieces.append(found)
    if sum(one.size for one in pieces) != size:
        raise refusal
    return Index(size, whole, tuple(pieces))


def _piece(number: int, said: object) -> Piece | None:
    if not isinstance(said, dict):
        return None
    name, size = said.get("name"), said.get("size")
    if not isinstance(name, str) or type(size) is not int or not 0 < size <= MOST:
        return None
    found = _NAME.fullmatch(name)
    return Piece(name, size) if found and int(found[1]) == number else None


def lies(
    number: int, at: int, size: int, there: Mapping[str, Entry], bytes_at: Callable[[int, int], bytes]
) -> tuple[Piece, bool] | None:
    """The piece of that number, from ``at`` of the bundle, that was begun before, and whether it lies there whole.

    Also of one that was cut off its name tells what it was to be, for pieces are a power of two long, or the rest.
    """
    begins = f"{number:04d}-"
    # A number can have been tried in several lengths, but not in more than there are.
    for name in sorted(one for one in there if one.startswith(begins) and _NAME.fullmatch(one))[:_TRIED]:
        rest = size - at
        for length in sorted({min(there[name].size, MOST), *_lengths(rest)}, reverse=True):
            data = bytes_at(at, length) if 0 < length <= rest else b""
            if data and hashlib.sha256(data).hexdigest() == name[5:]:
                return Piece(name, length), there[name].agrees(data)
    return None


def possible(number: int, at: int, size: int, bytes_at: Callable[[int, int], bytes]) -> list[Piece]:
    """The pieces of that number that can have been made of the bundle from ``at``, the longest first."""
    return [piece(number, bytes_at(at, length)) for length in sorted(_lengths(size - at), reverse=True)]


def _lengths(rest: int) -> set[int]:
    """How long a piece can be of what is left: a power of two, or all of it."""
    return {min(1 << power, rest) for power in range(LEAST.bit_length() - 1, MOST.bit_length())}


def least(number: int, rest: int) -> int:
    """How small the piece of that number may be, so that the numbers suffice for the rest."""
    size = LEAST
    while size < MOST and size * (COUNT - number) < rest:
        size *= 2
    return size
